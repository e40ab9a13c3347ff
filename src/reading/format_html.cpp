// Pages of the web, as files: the article in them without what stands around it. Nothing is fetched or run.

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include <libxml/HTMLparser.h>

#include "base/utf8.h"
#include "reading/dates.h"
#include "reading/encoding.h"
#include "reading/formats.h"
#include "reading/html_metadata.h"
#include "reading/lines.h"
#include "reading/text_builder.h"

namespace darya::reading {

namespace {

using Words = std::string_view;  // names between spaces, with a space at both ends

bool is_one_of(std::string_view name, Words words) {
    if (name.empty()) return false;
    for (std::size_t at = words.find(name); at != std::string_view::npos; at = words.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if (at > 0 && words[at - 1] == ' ' && end < words.size() && words[end] == ' ') return true;
    }
    return false;
}

/// Never text, or never an article's.
constexpr Words dropped_elements =
    " script style noscript template nav aside footer iframe object embed svg canvas audio video map menu dialog "
    "input button select textarea option label datalist head ";

/// What begins and ends a paragraph.
constexpr Words block_elements =
    " address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul ";

constexpr Words dropped_roles =
    " navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar ";

/// Words in classes and ids of what stands around an article.
constexpr Words cookie_words = " cookie cookies consent gdpr cmp onetrust ";
constexpr Words comment_words = " comments disqus commentlist respond ";
constexpr Words around_words =
    " share sharing social related recommended breadcrumb breadcrumbs sidebar advert advertisement ads promo popup "
    "modal "
    "overlay newsletter subscribe subscription pagination pager toolbar menu navbar nav navigation footer masthead "
    "banner "
    "skip print-only noprint navbox catlinks toc mw-editsection ";

std::string_view view(const xmlChar* letters) {
    return letters == nullptr ? std::string_view() : reinterpret_cast<const char*>(letters);  // NOLINT: UTF-8 bytes
}

bool is_element(const xmlNode* node) {
    return node->type == XML_ELEMENT_NODE;
}

/// An element's name without a prefix; the parser makes it small.
std::string_view name_of(const xmlNode* node) {
    return is_element(node) ? view(node->name) : std::string_view();
}

std::string attribute(const xmlNode* node, const char* name) {
    for (const xmlAttr* one = node->properties; one != nullptr; one = one->next) {
        if (view(one->name) != name) continue;
        std::string value;
        for (const xmlNode* part = one->children; part != nullptr; part = part->next) value += view(part->content);
        return value;
    }
    return "";
}

bool has_attribute(const xmlNode* node, const char* name) {
    for (const xmlAttr* one = node->properties; one != nullptr; one = one->next) {
        if (view(one->name) == name) return true;
    }
    return false;
}

std::string small(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

/// The words of a class or id: "siteNav-menu_top" has nav and menu.
bool has_word(const std::string& names, Words wanted) {
    std::string word;
    for (std::size_t i = 0; i <= names.size(); ++i) {
        const char letter = i < names.size() ? names[i] : ' ';
        const bool is_letter = std::isalpha(static_cast<unsigned char>(letter)) != 0;
        const bool begins = std::isupper(static_cast<unsigned char>(letter)) != 0 && !word.empty() &&
                            std::islower(static_cast<unsigned char>(names[i - 1])) != 0;
        if (!is_letter || begins) {
            if (!word.empty() && is_one_of(small(word), wanted)) return true;
            word.clear();
        }
        if (is_letter) word += letter;
    }
    return false;
}

/// How much text an element holds, in bytes.
struct Weight {
    std::size_t good = 0;  // in paragraphs that are more text than links
    std::size_t all = 0;
    std::size_t links = 0;
};

class Page {
public:
    Page(Article& article, const xmlDoc* document) : builder_(article), document_(document) {}

    void read() {
        const xmlNode* const body = find_body();
        if (body == nullptr) return;
        weigh(body, false);
        const xmlNode* const root = find_root(body);
        root_good_ = weight_of(root).good;
        if (const xmlNode* const headline = first_h1(body); headline != nullptr && !lies_in(headline, root)) {
            visit(headline, {});
        }
        visit(root, {});
        builder_.finish();
    }
    bool is_full() const { return builder_.is_full(); }

private:
    /// What holds of everything in an element.
    struct Inside {
        PassageKind kind = PassageKind::paragraph;
        int level = 0;
        Look look;
        bool is_pre = false;
        bool is_row = false;
    };

    const xmlNode* find_body() const {
        const xmlNode* const root = xmlDocGetRootElement(document_);
        if (root == nullptr) return nullptr;
        for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
            if (name_of(node) == "body") return node;
        }
        return root;
    }

    static bool is_article_like(std::string_view name) { return name == "article" || name == "main"; }

    /// Whether an element, by its name and marks alone, is none of an article.
    bool is_around(const xmlNode* node) const {
        const std::string_view name = name_of(node);
        if (is_one_of(name, dropped_elements)) return true;
        if (name == "body" || name == "html" || is_article_like(name)) return false;
        if (node->properties == nullptr && name != "header") return false;
        if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
        if (is_one_of(small(attribute(node, "role")), dropped_roles)) return true;
        std::string style = small(attribute(node, "style"));
        std::erase(style, ' ');
        if (style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos)
            return true;
        const std::string marks = attribute(node, "class") + " " + attribute(node, "id");
        if (name == "header") return !has_article_above(node) && !has_word(marks, " title ");
        return has_word(marks, cookie_words) || has_word(marks, comment_words);
    }

    static bool has_article_above(const xmlNode* node) {
        for (const xmlNode* above = node->parent; above != nullptr; above = above->parent) {
            if (is_article_like(name_of(above))) return true;
        }
        return false;
    }

    Weight weight_of(const xmlNode* node) const {
        const auto found = weights_.find(node);
        return found == weights_.end() ? Weight{} : found->second;
    }

    /// Weighs an element and all in it; what is dropped weighs nothing.
    Weight weigh(const xmlNode* node, bool is_in_link) {
        Weight weight;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            for (const char letter : view(node->content)) {
                if (static_cast<unsigned char>(letter) > ' ') ++weight.all;
            }
            if (is_in_link) weight.links = weight.all;
            return weight;
        }
        if (!is_element(node) || is_around(node)) return weight;
        const bool is_link = is_in_link || name_of(node) == "a";
        Weight own;  // beside the blocks in it
        for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
            const Weight part = weigh(child, is_link);
            weight.good += part.good;
            weight.all += part.all;
            weight.links += part.links;
            const bool is_block = is_element(child) && is_one_of(name_of(child), block_elements);
            if (!is_block) {
                own.all += part.all;
                own.links += part.links;
            }
        }
        constexpr std::size_t least_paragraph_bytes = 60;
        const bool is_block = is_one_of(name_of(node), block_elements);
        if (is_block && own.all >= least_paragraph_bytes && own.links * 2 < own.all) weight.good += own.all;
        weights_[node] = weight;
        return weight;
    }

    void find_candidates(const xmlNode* node, std::vector<const xmlNode*>& found) const {
        for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
            if (!weights_.contains(child)) continue;
            const bool is_one = is_article_like(name_of(child)) || small(attribute(child, "role")) == "main" ||
                                attribute(child, "itemprop") == "articleBody";
            if (is_one) found.push_back(child);
            find_candidates(child, found);
        }
    }

    /// The element that holds the article: one that says so and holds much of the page's text, else the innermost one
    /// that holds nearly all of it.
    const xmlNode* find_root(const xmlNode* body) const {
        const std::size_t good = weight_of(body).good;
        std::vector<const xmlNode*> candidates;
        find_candidates(body, candidates);
        std::size_t most = 0;
        for (const xmlNode* node : candidates) most = std::max(most, weight_of(node).good);
        if (most > 0 && most * 10 >= good * 4) {
            // The later one lies within the earlier one, or beside it.
            const xmlNode* best = nullptr;
            for (const xmlNode* node : candidates) {
                if (weight_of(node).good * 10 >= most * 8) best = best == nullptr || lies_in(node, best) ? node : best;
            }
            return best;
        }
        const xmlNode* root = body;
        constexpr Words containers = " div section center form table tbody tr td article main details ";
        for (bool goes_deeper = good > 0; goes_deeper;) {
            goes_deeper = false;
            for (const xmlNode* child = root->children; child != nullptr; child = child->next) {
                if (!is_one_of(name_of(child), containers) || weight_of(child).good * 10 < good * 8) continue;
                root = child;
                goes_deeper = true;
                break;
            }
        }
        return root;
    }

    static bool lies_in(const xmlNode* node, const xmlNode* outer) {
        for (; node != nullptr; node = node->parent) {
            if (node == outer) return true;
        }
        return false;
    }

    const xmlNode* first_h1(const xmlNode* node) const {
        for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
            if (!weights_.contains(child)) continue;
            if (name_of(child) == "h1" && weight_of(child).all > 0) return child;
            if (const xmlNode* const found = first_h1(child)) return found;
        }
        return nullptr;
    }

    /// Also by its weight: a form may be the whole page, a list of links is a menu.
    bool is_dropped(const xmlNode* node) const {
        if (!weights_.contains(node)) return true;
        const std::string_view name = name_of(node);
        if (name == "body" || name == "html" || is_article_like(name)) return false;
        const Weight weight = weight_of(node);
        const bool is_small = weight.good * 3 < root_good_ || weight.good == 0;
        if (name == "form") return is_small;
        const bool is_list = name == "ul" || name == "ol" || name == "dl";
        if (is_list && is_menu(node, weight)) return true;
        if (node->properties == nullptr) return false;
        const std::string marks = attribute(node, "class") + " " + attribute(node, "id");
        return marks.size() > 1 && is_small && is_one_of(name, block_elements) && has_word(marks, around_words);
    }

    static bool is_menu(const xmlNode* list, const Weight& weight) {
        std::size_t items = 0;
        for (const xmlNode* child = list->children; child != nullptr; child = child->next) {
            if (is_element(child)) ++items;
        }
        constexpr std::size_t longest_item_bytes = 100;
        return items >= 3 && weight.links * 10 >= weight.all * 8 && weight.all < items * longest_item_bytes;
    }

    void visit_children(const xmlNode* node, const Inside& inside) {
        for (const xmlNode* child = node->children; child != nullptr && !builder_.is_full(); child = child->next) {
            visit(child, inside);
        }
    }

    void visit(const xmlNode* node, const Inside& inside) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            if (inside.is_pre && !inside.is_row) {
                builder_.add(view(node->content), inside.look);
            } else {
                builder_.add_flowing(view(node->content), inside.look);
            }
            return;
        }
        if (!is_element(node) || is_dropped(node)) return;
        const std::string_view name = name_of(node);
        Inside within = inside;
        if (name == "b" || name == "strong") within.look.is_strong = true;
        if (name == "a" && has_attribute(node, "href")) within.look.is_link = true;
        if (name == "br") {
            if (inside.is_row) {
                builder_.add_flowing(" ");
            } else {
                builder_.add("\n");
            }
            return;
        }
        if (name == "q") builder_.add_flowing("\xE2\x80\x9C", within.look);
        if (!is_one_of(name, block_elements)) {
            visit_children(node, within);
            if (name == "q") builder_.add("\xE2\x80\x9D", within.look);
            return;
        }
        if (inside.is_row) {
            builder_.add_flowing(" ");
            visit_children(node, within);
            builder_.add_flowing(" ");
            return;
        }
        if (name == "table" && is_data_table(node)) {
            visit_rows(node, within);
            builder_.start(inside.kind, inside.level);
            return;
        }
        const bool is_heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
        if (is_heading) {
            within.level = name[1] - '0';
            within.kind = within.level == 1 && !has_title_ ? PassageKind::title : PassageKind::heading;
            has_title_ = has_title_ || within.kind == PassageKind::title;
        }
        constexpr int deepest = 9;
        if (name == "li") {
            within.kind = PassageKind::list_item;
            within.level = inside.kind == PassageKind::list_item ? std::min(inside.level + 1, deepest) : 1;
        }
        if (name == "blockquote") within.kind = PassageKind::quote;
        if (name == "pre") within.is_pre = true;
        builder_.start(within.kind, within.level);
        visit_children(node, within);
        builder_.start(inside.kind, inside.level);
    }

    /// A table of facts, not one that lays out the page.
    bool is_data_table(const xmlNode* table) const {
        if (attribute(table, "role") == "presentation") return false;
        std::size_t rows = 0;
        return count_rows(table, rows) && rows > 1;
    }
    bool count_rows(const xmlNode* node, std::size_t& rows) const {
        constexpr std::size_t longest_cell_bytes = 600;
        for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
            const std::string_view name = name_of(child);
            if (name == "table") return false;
            const bool is_cell = name == "td" || name == "th";
            if (is_cell && weight_of(child).all > longest_cell_bytes) return false;
            if (name == "tr") ++rows;
            if (is_element(child) && !count_rows(child, rows)) return false;
        }
        return true;
    }

    void visit_rows(const xmlNode* node, const Inside& inside) {
        for (const xmlNode* child = node->children; child != nullptr && !builder_.is_full(); child = child->next) {
            if (!is_element(child) || is_dropped(child)) continue;
            const std::string_view name = name_of(child);
            if (name == "tr") {
                builder_.start(PassageKind::table);
                visit_cells(child, inside);
            } else if (name == "caption") {
                builder_.start(PassageKind::paragraph);
                visit_children(child, inside);
            } else {
                visit_rows(child, inside);
            }
        }
    }
    void visit_cells(const xmlNode* row, const Inside& inside) {
        Inside within = inside;
        within.is_row = true;
        for (const xmlNode* cell = row->children; cell != nullptr; cell = cell->next) {
            if (!is_element(cell)) continue;
            if (builder_.has_words()) builder_.add_flowing(" | ");
            visit_children(cell, within);
        }
    }

    TextBuilder builder_;
    const xmlDoc* document_;
    std::unordered_map<const xmlNode*, Weight> weights_;  // of the elements that are not dropped by their marks
    std::size_t root_good_ = 0;
    bool has_title_ = false;
};

/// All text in an element, spaces as one.
std::string text_in(const xmlNode* node) {
    Article article;
    TextBuilder builder(article);
    std::vector<const xmlNode*> rest{node};
    while (!rest.empty()) {
        const xmlNode* const one = rest.back();
        rest.pop_back();
        if (one->type == XML_TEXT_NODE) builder.add_flowing(view(one->content));
        for (const xmlNode* child = one->last; child != nullptr && is_element(one); child = child->prev)
            rest.push_back(child);
    }
    builder.finish();
    return article.text;
}

/// Fills `value` where it is empty and `found` is of a length that such things have.
void fill(std::string& value, std::string found) {
    constexpr std::size_t longest_bytes = 600;
    found = trimmed(found);
    if (value.empty() && found.size() <= longest_bytes) value = std::move(found);
}

void fill_author(std::string& value, const std::string& found) {
    if (found.find("://") == std::string::npos) fill(value, found);
}

/// What the page's marks say of it, in the order of trust.
PageData data_of(const xmlDoc* document) {
    PageData json;
    PageData meta;
    PageData marked;
    std::vector<const xmlNode*> rest;
    if (const xmlNode* const root = xmlDocGetRootElement(document)) rest.push_back(root);
    std::string title;
    while (!rest.empty()) {
        const xmlNode* const node = rest.back();
        rest.pop_back();
        if (!is_element(node)) continue;
        const std::string_view name = name_of(node);
        if (name == "title" && title.empty()) fill(title, text_in(node));
        if (name == "script" && small(attribute(node, "type")) == "application/ld+json") {
            for (const xmlNode* part = node->children; part != nullptr; part = part->next) {
                read_json_ld(view(part->content), json);
            }
        }
        if (name == "meta") {
            const std::string key =
                small(attribute(node, "property") + attribute(node, "name") + attribute(node, "itemprop"));
            const std::string value = attribute(node, "content");
            if (key == "og:title") fill(meta.title, value);
            if (is_one_of(key, " author article:author dc.creator dcterms.creator citation_author parsely-author "))
                fill_author(meta.author, value);
            if (is_one_of(key,
                          " article:published_time datepublished date dc.date dcterms.date dcterms.created pubdate "
                          "citation_publication_date publish-date "))
                fill(meta.date, iso_date_of(value));
        }
        if (name == "time" && has_attribute(node, "datetime"))
            fill(marked.date, iso_date_of(attribute(node, "datetime")));
        if (attribute(node, "rel") == "author" || attribute(node, "itemprop") == "author") {
            if (name != "meta" && name != "link") fill_author(marked.author, text_in(node));
        }
        for (const xmlNode* child = node->last; child != nullptr; child = child->prev) rest.push_back(child);
    }
    PageData data;
    for (const PageData& one : {json, meta, marked}) {
        fill(data.title, one.title);
        fill_author(data.author, one.author);
        fill(data.date, one.date);
    }
    if (data.title.empty()) data.title = "\n" + title;  // only where there is no headline in the text
    return data;
}

/// The encoding that the page names in its first bytes; "" where it names none that ICU knows.
std::string named_encoding(std::string_view bytes) {
    constexpr std::size_t most_bytes = 4096;
    const std::string beginning = small(std::string(bytes.substr(0, most_bytes)));
    for (const std::string_view key : {"charset=", "encoding="}) {
        const std::size_t at = beginning.find(key);
        if (at == std::string::npos) continue;
        std::size_t start = at + key.size();
        while (start < beginning.size() && (beginning[start] == '"' || beginning[start] == '\'')) ++start;
        const std::size_t end = beginning.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:", start);
        const std::string name = beginning.substr(start, std::min(end, start + 40) - start);
        // Browsers read Latin-1 as what it mostly is.
        if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") return "windows-1252";
        if (name == "iso-8859-9") return "windows-1254";
        // A page whose bytes can be read here is no UTF-16, whatever it says.
        if (name.empty() || name.starts_with("utf-16") || name.starts_with("utf-32")) return "";
        if (decode("a", name)) return name;
    }
    return "";
}

/// Bytes without tags, whose letters would pass for Latin.
std::string without_tags(std::string_view bytes) {
    std::string text;
    bool is_in_tag = false;
    for (const char letter : bytes) {
        if (letter == '<') is_in_tag = true;
        if (!is_in_tag) text += letter;
        if (letter == '>') is_in_tag = false;
    }
    return text;
}

base::Result<Decoded> decode_page(const FileBytes& source) {
    if (!source.encoding.empty()) return decode(source.bytes, source.encoding);
    // Valid UTF-8 and UTF-16 are what they are, whatever the page says.
    const std::string_view detected = detect_encoding(source.bytes);
    if (detected.starts_with("UTF")) return decode(source.bytes, detected);
    const std::string named = named_encoding(source.bytes);
    if (!named.empty() && named != "utf-8") return decode(source.bytes, named);
    return decode(source.bytes, detect_encoding(without_tags(source.bytes)));
}

}  // namespace

bool is_html(const FileBytes& source) {
    std::string text = beginning_of(source);
    std::string_view rest = text;
    while (rest.starts_with("<?") || rest.starts_with("<!--")) {
        const std::string_view end = rest.starts_with("<?") ? "?>" : "-->";
        const std::size_t at = rest.find(end);
        if (at == std::string_view::npos) break;
        rest = trimmed(rest.substr(at + end.size()));
    }
    if (rest.starts_with("<!doctype html") || rest.starts_with("<html")) return true;
    const std::string ending = ending_of(source.file);
    if (ending == "html" || ending == "htm" || ending == "xhtml") return rest.find('<') != std::string_view::npos;
    if (ending == "md" || ending == "markdown" || ending == "mkd") return false;
    // A part of a page, saved or copied without its beginning.
    constexpr std::array<std::string_view, 12> first_tags{"<head",    "<body", "<title", "<meta", "<main", "<article",
                                                          "<section", "<div",  "<h1",    "<h2",   "<p",    "<table"};
    return std::any_of(first_tags.begin(), first_tags.end(), [rest](std::string_view tag) {
        return rest.starts_with(tag) && rest.size() > tag.size() &&
               (rest[tag.size()] == '>' || rest[tag.size()] == ' ');
    });
}

base::Result<Article> read_html(const FileBytes& source, base::Notes& notes) {
    auto decoded = decode_page(source);
    if (!decoded) return base::Error{decoded.error().what, source.file, decoded.error().next};
    Article article = new_article(source, "html");
    article.encoding = decoded->encoding;
    std::erase(decoded->text, '\0');
    if (decoded->text.size() > most_file_bytes) {
        return base::Error{"this page is longer than " + std::to_string(most_file_bytes >> 20) + " MiB", source.file,
                           "open a part of it"};
    }
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
        htmlReadMemory(
            decoded->text.data(), static_cast<int>(decoded->text.size()), nullptr, "UTF-8",
            HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT),
        xmlFreeDoc);
    if (!document) return base::Error{"this page is broken", source.file, "save it again and open that"};
    Page page(article, document.get());
    page.read();
    if (page.is_full()) {
        return base::Error{"this text is longer than " + std::to_string(most_article_bytes >> 20) + " MiB", source.file,
                           "open a part of it"};
    }
    if (article.passages.empty()) {
        return base::Error{"this page has no text in it", source.file,
                           "a page that a script fills has to be saved from a browser, or copied and pasted"};
    }
    PageData data = data_of(document.get());
    const bool is_fallback = data.title.starts_with('\n');
    const auto headline = std::find_if(article.passages.begin(), article.passages.end(),
                                       [](const Passage& passage) { return passage.kind == PassageKind::title; });
    if (is_fallback && headline != article.passages.end()) {
        data.title = article.text_of(*headline);
    }
    article.title = trimmed(data.title);
    article.author = data.author;
    article.date = data.date;
    if (decoded->first_wrong) {
        notes.add(article.file_name + ": some bytes are not " + decoded->encoding + "; \xEF\xBF\xBD stands for them");
    }
    return article;
}

}  // namespace darya::reading
