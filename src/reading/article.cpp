#include "reading/article.h"

#include <array>
#include <cctype>
#include <filesystem>
#include <utility>

#include "reading/encoding.h"
#include "reading/first_lines.h"
#include "reading/formats.h"
#include "reading/lines.h"

namespace darya::reading {

namespace {

constexpr std::array<Format, 6> all_formats{{{"", is_foreign, read_foreign},
                                             {"pdf", is_pdf, read_pdf},
                                             {"docx", is_zip, read_docx},
                                             {"html", is_html, read_html},
                                             {"markdown", is_markdown, read_markdown},
                                             {"text", is_text, read_text}}};

}  // namespace

std::span<const Format> formats() {
    return all_formats;
}

Article new_article(const FileBytes& source, std::string_view format) {
    Article article;
    article.file = source.file;
    article.file_name = std::filesystem::path(source.file).filename().string();
    article.format = format;
    return article;
}

Article finished(Article article) {
    read_first_lines(article);
    if (article.title.empty()) article.title = article.file_name;
    const bool is_built = article.format != "text" && article.format != "markdown";
    if (is_built && !article.text.ends_with('\n')) article.text += '\n';
    return article;
}

std::string ending_of(const std::string& file) {
    std::string ending = std::filesystem::path(file).extension().string();
    if (!ending.empty()) ending.erase(0, 1);
    for (char& letter : ending) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return ending;
}

std::string beginning_of(const FileBytes& source) {
    constexpr std::size_t most_bytes = 4000;
    const auto decoded = decode(source.bytes.substr(0, most_bytes), source.encoding);
    std::string text = decoded ? decoded->text : "";
    text = trimmed(text);
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    }
    return text;
}

std::string shown_text(const Article& article, const Passage& passage) {
    std::string shown;
    std::size_t at = passage.first_byte;
    const std::string_view text = article.text;
    for (const ByteRange& range : passage.hidden) {
        shown += text.substr(at, range.first_byte - at);
        at = range.first_byte + range.byte_count;
    }
    shown += text.substr(at, passage.first_byte + passage.byte_count - at);
    return shown;
}

base::Result<Article> parse_article(std::string_view bytes, const std::string& file, base::Notes& notes,
                                    std::string_view encoding) {
    if (bytes.size() > most_file_bytes) {
        return base::Error{"this file is longer than " + std::to_string(most_file_bytes >> 20) + " MiB", file,
                           "open a part of it"};
    }
    const FileBytes source{bytes, file, encoding};
    for (const Format& format : formats()) {
        if (!format.is_this(source)) continue;
        auto article = format.read(source, notes);
        return article ? finished(std::move(*article)) : article;
    }
    return base::Error{"this is not a text", file};  // the last format takes everything
}

}  // namespace darya::reading
