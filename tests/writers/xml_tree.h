#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/parser.h>
#include <libxml/tree.h>

namespace darya::tests {

/// An XML text as libxml2 reads it.
class XmlTree {
public:
    /// A text that is not well-formed fails the test and gives an empty tree.
    explicit XmlTree(const std::string& text)
        : document_(xmlReadMemory(text.data(), static_cast<int>(text.size()), "test.svg", nullptr,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
                    xmlFreeDoc) {
        const xmlError* const error = xmlGetLastError();
        EXPECT_NE(document_, nullptr) << (error != nullptr ? error->message : "not well-formed");
    }

    /// All elements of a name, in the order of the file.
    std::vector<xmlNode*> all(std::string_view name) const {
        std::vector<xmlNode*> found;
        if (document_) gather(xmlDocGetRootElement(document_.get()), name, found);
        return found;
    }
    /// The element with this id, or null.
    xmlNode* with_id(const std::string& id) const {
        for (xmlNode* node : all("")) {
            if (attribute(node, "id") == id) return node;
        }
        return nullptr;
    }

    static std::string attribute(xmlNode* node, const char* name) {
        xmlChar* const value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
        std::string text = value != nullptr ? reinterpret_cast<const char*>(value) : "";
        xmlFree(value);
        return text;
    }
    static std::string text_of(xmlNode* node) {
        xmlChar* const content = xmlNodeGetContent(node);
        std::string text = reinterpret_cast<const char*>(content);
        xmlFree(content);
        return text;
    }
    /// The elements of a name inside another one.
    static std::vector<xmlNode*> inside(xmlNode* node, std::string_view name) {
        std::vector<xmlNode*> found;
        for (xmlNode* child = node->children; child != nullptr; child = child->next) gather(child, name, found);
        return found;
    }

private:
    static void gather(xmlNode* node, std::string_view name, std::vector<xmlNode*>& found) {
        if (node == nullptr || node->type != XML_ELEMENT_NODE) return;
        if (name.empty() || name == reinterpret_cast<const char*>(node->name)) found.push_back(node);
        for (xmlNode* child = node->children; child != nullptr; child = child->next) gather(child, name, found);
    }

    std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document_;
};

}  // namespace darya::tests
