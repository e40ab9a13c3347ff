#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <libxml/xmlreader.h>

namespace darya::reading {

/// Walks an XML file from its beginning to its end. Fetches nothing, and leaves entities out but for the few that XML
/// itself has: programs write no others.
class XmlReader {
public:
    /// The bytes must outlive it. `options` are those of libxml2 beside ours.
    explicit XmlReader(std::string_view bytes, int options = 0)
        : reader_(xmlReaderForMemory(
                      bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                      options | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT),
                  xmlFreeTextReader) {}

    /// On to the next node; false at the end and where the file is broken.
    bool next() {
        if (!reader_) return false;
        state_ = xmlTextReaderRead(reader_.get());
        return state_ == 1;
    }
    /// Whether the walk ended because the file is broken.
    bool is_broken() const { return !reader_ || state_ < 0; }
    bool is_start() const { return xmlTextReaderNodeType(reader_.get()) == XML_READER_TYPE_ELEMENT; }
    bool is_end() const { return xmlTextReaderNodeType(reader_.get()) == XML_READER_TYPE_END_ELEMENT; }
    bool is_text() const {
        const int type = xmlTextReaderNodeType(reader_.get());
        return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
               type == XML_READER_TYPE_CDATA;
    }
    bool is_empty() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }
    int depth() const { return xmlTextReaderDepth(reader_.get()); }
    /// The element's name without its prefix.
    std::string_view name() const { return view(xmlTextReaderConstLocalName(reader_.get())); }
    std::string_view text() const { return view(xmlTextReaderConstValue(reader_.get())); }
    /// An attribute, whatever its prefix; "" where there is none.
    std::string attribute(std::string_view wanted) const {
        std::string value;
        for (int more = xmlTextReaderMoveToFirstAttribute(reader_.get()); more == 1;
             more = xmlTextReaderMoveToNextAttribute(reader_.get())) {
            if (name() == wanted) value = text();
        }
        xmlTextReaderMoveToElement(reader_.get());
        return value;
    }

private:
    static std::string_view view(const xmlChar* letters) {
        return letters == nullptr ? std::string_view() : reinterpret_cast<const char*>(letters);  // NOLINT: UTF-8 bytes
    }
    std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)> reader_;
    int state_ = 1;
};

}  // namespace darya::reading
