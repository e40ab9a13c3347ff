// Plain text, and what Markdown shares with it: decoding and the front matter.

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "reading/encoding.h"
#include "reading/formats.h"
#include "reading/lines.h"

namespace darya::reading {

namespace {

/// The text without quotation marks around it; what is between keeps its own.
std::string unquoted(std::string_view text) {
    text = trimmed(text);
    const bool is_quoted =
        text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    if (!is_quoted) return std::string(text);
    const char quote = text.front();
    std::string plain;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) ++i;
        plain += text[i];
    }
    return plain;
}

std::size_t line_number_of(std::string_view text, std::size_t byte) {
    return 1 +
           static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
}

/// Control characters that no text has; a file of DOS may end in one of them.
bool has_many_controls(std::string_view text) {
    std::size_t count = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_fine = byte >= 0x20 || (byte >= 0x07 && byte <= 0x0D) || byte == 0x1A || byte == 0x1B;
        if (!is_fine) ++count;
    }
    return count > 2 + text.size() / 200;
}

/// What makes a line as long as a paragraph: longer than any editor wraps its lines.
constexpr std::size_t long_line_letters = 120;

struct Block {
    std::size_t first_byte = 0;
    std::size_t end_byte = 0;
    std::size_t line_count = 0;
    std::size_t long_line_count = 0;
};

/// What stands between blank lines, without white space around it.
std::vector<Block> blocks_of(std::string_view text, std::size_t first_byte) {
    std::vector<Block> blocks;
    bool is_open = false;
    for (std::size_t at = first_byte; at < text.size();) {
        const Line line = line_at(text, at);
        const std::string_view content = trimmed(line.text);
        at = line.next_byte;
        if (content.empty()) {
            is_open = false;
            continue;
        }
        const auto start = static_cast<std::size_t>(content.data() - text.data());
        if (!is_open) blocks.push_back({start, start, 0, 0});
        is_open = true;
        Block& block = blocks.back();
        block.end_byte = start + content.size();
        ++block.line_count;
        if (base::code_point_count(content) > long_line_letters) ++block.long_line_count;
    }
    return blocks;
}

void add_passage(Article& article, std::size_t first_byte, std::size_t end_byte) {
    Passage passage;
    passage.first_byte = first_byte;
    passage.byte_count = end_byte - first_byte;
    passage.sources = sources_in(article.text_of(passage), article.sources.size());
    article.passages.push_back(std::move(passage));
}

void cut_into_passages(Article& article, std::size_t first_byte) {
    const std::string_view text = article.text;
    const std::vector<Block> blocks = blocks_of(text, first_byte);
    for (const Block& block : blocks) {
        // A caption above one long line belongs to it; in a text without any blank line it is the title.
        const std::size_t enough = blocks.size() == 1 ? 1 : 2;
        if (block.line_count == 1 || block.long_line_count < enough) {
            add_passage(article, block.first_byte, block.end_byte);
            continue;
        }
        for (std::size_t at = block.first_byte; at < block.end_byte;) {
            const Line line = line_at(text, at);
            const std::string_view content = trimmed(line.text);
            const auto start = static_cast<std::size_t>(content.data() - text.data());
            if (!content.empty()) add_passage(article, start, start + content.size());
            at = line.next_byte;
        }
    }
}

}  // namespace

std::vector<std::size_t> sources_in(std::string_view text, std::size_t source_count) {
    std::vector<std::size_t> sources;
    for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        std::size_t number = 0;
        std::size_t end = at + 1;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - at < 6) {
            number = number * 10 + static_cast<std::size_t>(text[end++] - '0');
        }
        const bool is_reference =
            end > at + 1 && end < text.size() && text[end] == ']' && number >= 1 && number <= source_count;
        if (is_reference && std::find(sources.begin(), sources.end(), number - 1) == sources.end())
            sources.push_back(number - 1);
    }
    return sources;
}

base::Result<base::Done> take_text(Article& article, const FileBytes& source, base::Notes& notes) {
    const auto too_long = [&source] {
        return base::Error{"this text is longer than " + std::to_string(most_article_bytes >> 20) + " MiB", source.file,
                           "open a part of it"};
    };
    if (source.bytes.size() > 2 * most_article_bytes) return too_long();
    auto decoded = decode(source.bytes, source.encoding);
    if (!decoded) return base::Error{decoded.error().what, source.file, decoded.error().next};
    if (decoded->text.size() > most_article_bytes) return too_long();
    if (trimmed(decoded->text).empty()) {
        return base::Error{"this file is empty", source.file, "open a file with a text in it"};
    }
    const bool has_zero = decoded->text.find('\0') != std::string::npos;
    if (has_zero || has_many_controls(decoded->text)) {
        const std::string_view file = source.file;
        if (file.ends_with(".pdf") || file.ends_with(".docx")) {
            return base::Error{
                file.ends_with(".pdf") ? "this is no PDF, or a damaged one" : "this is no Word file, or a damaged one",
                source.file, "open it where it was made and save it again"};
        }
        return base::Error{has_zero ? "this is not a text (it holds zero bytes)"
                                    : "this is not a text (it is full of control characters)",
                           source.file, "open a text, a Word file (.docx), a page (.html) or a PDF"};
    }
    if (decoded->first_wrong) {
        notes.add(article.file_name + ": line " + std::to_string(line_number_of(decoded->text, *decoded->first_wrong)) +
                  " holds bytes that are not " + decoded->encoding + "; \xEF\xBF\xBD stands for them");
    }
    article.text = std::move(decoded->text);
    article.encoding = std::move(decoded->encoding);
    return base::Done{};
}

std::size_t read_front_matter(Article& article, base::Notes& notes) {
    const std::string_view text = article.text;
    Line line = line_at(text, 0);
    if (trimmed(line.text) != "---") return 0;
    bool is_in_sources = false;
    for (std::size_t at = line.next_byte; at < text.size(); at = line.next_byte) {
        line = line_at(text, at);
        const std::string_view content = trimmed(line.text);
        if (content == "---") return line.next_byte;
        if (is_in_sources && content.starts_with("-")) {
            article.sources.push_back(unquoted(content.substr(1)));
            continue;
        }
        const std::size_t colon = content.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view key = trimmed(content.substr(0, colon));
        const std::string value = unquoted(content.substr(colon + 1));
        is_in_sources = key == "sources";
        if (key == "title") article.title = value;
        if (key == "author") article.author = value;
        if (key == "date") article.date = value;
    }
    article.sources.clear();
    article.title.clear();
    article.author.clear();
    article.date.clear();
    notes.add(article.file_name + ": the front matter never ends and is read as text");
    return 0;
}

bool is_text(const FileBytes& /*source*/) {
    return true;
}

base::Result<Article> read_text(const FileBytes& source, base::Notes& notes) {
    const std::string beginning = beginning_of(source);
    if (beginning.starts_with("<?xml")) {
        return base::Error{"this is XML of a kind that is not read", source.file,
                           "save it as .docx, .pdf, .html or .txt and open that"};
    }
    Article article = new_article(source, "text");
    if (const auto taken = take_text(article, source, notes); !taken) return taken.error();
    cut_into_passages(article, read_front_matter(article, notes));
    return article;
}

}  // namespace darya::reading
