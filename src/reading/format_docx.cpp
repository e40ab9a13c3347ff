// Word's .docx, and what else is a ZIP archive.

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "reading/dates.h"
#include "reading/formats.h"
#include "reading/lines.h"
#include "reading/text_builder.h"
#include "reading/word_parts.h"
#include "reading/xml_reader.h"
#include "reading/zip_file.h"

namespace darya::reading {

namespace {

constexpr std::size_t most_document_bytes = std::size_t{128} << 20;
constexpr std::size_t most_part_bytes = std::size_t{8} << 20;

/// What a paragraph style means.
struct Style {
    int heading = 0;  // level, 0: none
    bool is_title = false;
    bool is_quote = false;
    bool is_list = false;
};
using Styles = std::map<std::string, Style>;

std::string small(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

/// Names of built-in styles are English in every language's Word; their ids are not.
Style style_named(const std::string& name) {
    Style style;
    const std::string wanted = small(name);
    if (wanted.starts_with("heading ") && wanted.size() == 9 && wanted[8] >= '1' && wanted[8] <= '9') {
        style.heading = std::min(wanted[8] - '0', 6);
    }
    style.is_title = wanted == "title";
    style.is_quote = wanted == "quote" || wanted == "intense quote";
    style.is_list = wanted.starts_with("list");
    return style;
}

Styles read_styles(const std::string& bytes) {
    Styles styles;
    XmlReader reader(bytes);
    std::string id;
    while (reader.next()) {
        if (!reader.is_start()) continue;
        if (reader.name() == "style") id = reader.attribute("styleId");
        if (reader.name() == "name" && !id.empty()) styles[id] = style_named(reader.attribute("val"));
        if (reader.name() == "outlineLvl" && !id.empty() && styles[id].heading == 0) {
            const int level = std::atoi(reader.attribute("val").c_str());
            if (level >= 0 && level < 9) styles[id].heading = std::min(level + 1, 6);
        }
    }
    return styles;
}

class Document {
public:
    Document(Article& article, const Styles& styles) : builder_(article), styles_(styles) {}

    /// Reads word/document.xml; false where it is broken.
    bool read(const std::string& bytes) {
        XmlReader reader(bytes);
        while (!builder_.is_full() && reader.next()) {
            if (skip_below_ >= 0) {
                const bool is_over = reader.depth() <= skip_below_ && (reader.is_end() || reader.is_start());
                if (!is_over) continue;
                skip_below_ = -1;
                if (reader.is_end()) continue;
            }
            if (reader.is_start()) {
                begin(reader);
            } else if (reader.is_end()) {
                end(reader.name());
            } else if (reader.is_text() && is_in_text_) {
                builder_.add(reader.text(), {is_strong_, link_depth_ > 0});
            }
        }
        builder_.finish();
        return !reader.is_broken();
    }
    bool is_full() const { return builder_.is_full(); }

private:
    bool is_row() const { return row_depth_ > 0; }

    void begin(const XmlReader& reader) {
        // Deleted or moved away, instructions of fields, and second forms of what stands in another form already.
        constexpr std::array<std::string_view, 7> passed_over{"del",      "moveFrom",  "delText",  "instrText",
                                                              "Fallback", "pPrChange", "rPrChange"};
        const std::string_view name = reader.name();
        if (std::find(passed_over.begin(), passed_over.end(), name) != passed_over.end()) {
            // <w:del/> within the properties of a row or paragraph marks only that.
            if (!reader.is_empty()) skip_below_ = reader.depth();
            return;
        }
        const bool is_empty = reader.is_empty();
        if (name == "p" && !is_row()) builder_.start(PassageKind::paragraph);
        if (name == "p" && is_row() && builder_.has_words()) is_space_due_ = true;
        if (name == "pPr") is_in_paragraph_look_ = !is_empty;
        if (is_in_paragraph_look_) begin_look(reader);
        if (name == "tr" && !is_empty && row_depth_++ == 0) {
            builder_.start(PassageKind::table);
            is_cell_due_ = is_space_due_ = false;
        }
        if (name == "tc" && is_row() && row_depth_ == 1 && has_cell_) is_cell_due_ = true;
        if (name == "tc") has_cell_ = true;
        if (name == "hyperlink" && !is_empty) ++link_depth_;
        if (name == "r") {
            is_strong_ = is_hidden_ = false;
            is_in_run_ = !is_empty;
        }
        if (!is_in_run_ || is_in_paragraph_look_) return;
        const auto is_on = [&reader] {
            const std::string value = reader.attribute("val");
            return value != "0" && value != "false" && value != "none";
        };
        if (name == "b") is_strong_ = is_on();
        if (name == "vanish") is_hidden_ = is_on();
        if (is_hidden_) return;
        if (name == "t") {
            is_in_text_ = !is_empty;
            if (is_in_text_) catch_up();
        }
        if (name == "tab") builder_.add(is_row() ? " " : "\t");
        if (name == "br" || name == "cr") builder_.add(is_row() ? " " : "\n");
        if (name == "noBreakHyphen") builder_.add("\xE2\x80\x91");
        if (name == "softHyphen") builder_.add("\xC2\xAD");
    }

    /// What parts cells of a row, and paragraphs of a cell.
    void catch_up() {
        if (is_cell_due_) {
            builder_.add(" | ");
        } else if (is_space_due_) {
            builder_.add(" ");
        }
        is_cell_due_ = is_space_due_ = false;
    }

    void begin_look(const XmlReader& reader) {
        if (is_row()) return;
        const std::string_view name = reader.name();
        if (name == "pStyle") {
            const std::string id = reader.attribute("val");
            const auto found = styles_.find(id);
            const Style style = found != styles_.end() ? found->second : style_named(id);
            if (style.is_title) builder_.start(PassageKind::title, 1);
            if (style.heading > 0) builder_.start(PassageKind::heading, style.heading);
            if (style.is_quote) builder_.start(PassageKind::quote);
            if (style.is_list) builder_.start(PassageKind::list_item, 1);
            is_heading_ = style.is_title || style.heading > 0;
        }
        if (name == "outlineLvl") {
            const int level = std::atoi(reader.attribute("val").c_str());
            if (level >= 0 && level < 9) builder_.start(PassageKind::heading, std::min(level + 1, 6));
            is_heading_ = is_heading_ || (level >= 0 && level < 9);
        }
        if (name == "ilvl") list_level_ = std::clamp(std::atoi(reader.attribute("val").c_str()), 0, 8) + 1;
        // Number 0 takes the paragraph out of its style's list. Numbered headings stay headings.
        if (name == "numId" && reader.attribute("val") != "0" && !is_heading_) {
            builder_.start(PassageKind::list_item, std::max(list_level_, 1));
        }
    }

    void end(std::string_view name) {
        if (name == "t") is_in_text_ = false;
        if (name == "r") is_in_run_ = is_strong_ = is_hidden_ = false;
        if (name == "pPr") {
            is_in_paragraph_look_ = is_heading_ = false;
            list_level_ = 0;
        }
        if (name == "hyperlink" && link_depth_ > 0) --link_depth_;
        if (name == "p" && !is_row()) builder_.start(PassageKind::paragraph);
        if (name == "tr" && row_depth_ > 0 && --row_depth_ == 0) {
            builder_.start(PassageKind::paragraph);
            has_cell_ = is_cell_due_ = is_space_due_ = false;
        }
    }

    TextBuilder builder_;
    const Styles& styles_;
    int skip_below_ = -1;  // the depth of an element that is passed over with all in it
    int row_depth_ = 0;    // tables lie in cells of tables
    int link_depth_ = 0;
    int list_level_ = 0;
    bool has_cell_ = false;
    bool is_cell_due_ = false;
    bool is_space_due_ = false;
    bool is_in_paragraph_look_ = false;
    bool is_heading_ = false;
    bool is_in_run_ = false;
    bool is_in_text_ = false;
    bool is_strong_ = false;
    bool is_hidden_ = false;
};

void read_properties(Article& article, const std::string& bytes) {
    XmlReader reader(bytes);
    std::string inside;
    while (reader.next()) {
        if (reader.is_start()) inside = reader.name();
        if (reader.is_end()) inside.clear();
        if (!reader.is_text()) continue;
        const std::string_view value = trimmed(reader.text());
        constexpr std::size_t longest = 300;
        if (value.size() > longest) continue;
        if (inside == "title") article.title = value;
        if (inside == "creator") article.author = value;
        if (inside == "created") article.date = iso_date_of(value);
    }
}

/// Which archive this is when it is no Word file.
base::Error other_archive(const ZipFile& zip, const std::string& file) {
    const std::string save_as = "save it as .docx, .pdf, .html or .txt and open that";
    const auto kind = zip.has("mimetype") ? zip.read("mimetype", 200) : base::Result<std::string>(std::string());
    const std::string type = kind ? *kind : "";
    if (type.find("opendocument.text") != std::string::npos)
        return {"this is an OpenDocument text (.odt), which is not read", file, save_as};
    if (type.find("epub") != std::string::npos)
        return {"this is an e-book (.epub), which is not read", file, "unpack it as a ZIP and open its .xhtml files"};
    if (type.find("opendocument") != std::string::npos)
        return {"this is an OpenDocument file of another kind", file, save_as};
    if (zip.has("xl/workbook.xml")) return {"this is a spreadsheet (.xlsx), not a text", file, save_as};
    if (zip.has("ppt/presentation.xml"))
        return {"this is a presentation (.pptx), not a text", file, "save it as .pdf and open that"};
    return {"this is an archive (ZIP), not a text", file, "unpack it and open what is in it"};
}

}  // namespace

bool is_zip(const FileBytes& source) {
    return source.bytes.starts_with("PK\x03\x04") || source.bytes.starts_with("PK\x05\x06");
}

base::Result<Article> read_docx(const FileBytes& source, base::Notes& notes) {
    const auto zip = ZipFile::open(source.bytes, source.file);
    if (!zip) return zip.error();
    if (!zip->has("word/document.xml")) return other_archive(*zip, source.file);
    const auto document = zip->read("word/document.xml", most_document_bytes);
    if (!document) return document.error();
    WordParts parts{*document, "", ""};
    for (const auto& [name, part] :
         {std::pair{"word/styles.xml", &parts.styles}, {"docProps/core.xml", &parts.properties}}) {
        if (!zip->has(name)) continue;
        auto bytes = zip->read(name, most_part_bytes);
        if (bytes) *part = std::move(*bytes);
    }
    return parse_word_parts(parts, source.file, notes);
}

base::Result<Article> parse_word_parts(const WordParts& parts, const std::string& file, base::Notes& notes) {
    const Styles styles = read_styles(parts.styles);
    Article article = new_article({{}, file, {}}, "docx");
    read_properties(article, parts.properties);
    Document reader(article, styles);
    const bool is_whole = reader.read(parts.document);
    if (reader.is_full()) {
        return base::Error{"this text is longer than " + std::to_string(most_article_bytes >> 20) + " MiB", file,
                           "open a part of it"};
    }
    if (article.passages.empty()) {
        if (!is_whole) return base::Error{"this Word file is broken", file, "save it again and open that"};
        return base::Error{"this Word file has no text in it", file, "open a file with a text in it"};
    }
    if (!is_whole) notes.add(article.file_name + ": the file is broken; the text ends where it breaks");
    return article;
}

}  // namespace darya::reading
