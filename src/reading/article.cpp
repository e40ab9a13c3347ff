#include "reading/article.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/utf8.h"

namespace darya::reading {

namespace {

bool is_white(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\f' || letter == '\v';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (is_white(text.front()) || text.front() == '\n')) text.remove_prefix(1);
    while (!text.empty() && (is_white(text.back()) || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

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

/// One line and where the next one begins.
struct Line {
    std::string_view text;  // without its end
    std::size_t next_byte = 0;
};

Line line_at(std::string_view text, std::size_t byte) {
    const std::size_t end = text.find('\n', byte);
    if (end == std::string_view::npos) return {text.substr(byte), text.size()};
    return {text.substr(byte, end - byte), end + 1};
}

/// Reads `key: value` lines and a list of sources between two `---` lines; gives where the text after them begins.
std::optional<std::size_t> read_front_matter(Article& article) {
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
    return std::nullopt;
}

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

void cut_into_passages(Article& article, std::size_t first_byte) {
    const std::string_view text = article.text;
    std::optional<std::size_t> start;
    std::size_t end = first_byte;
    const auto finish = [&] {
        if (!start) return;
        Passage passage;
        passage.first_byte = *start;
        passage.byte_count = end - *start;
        passage.sources = sources_in(text.substr(*start, end - *start), article.sources.size());
        article.passages.push_back(std::move(passage));
        start.reset();
    };
    for (std::size_t at = first_byte; at < text.size();) {
        const Line line = line_at(text, at);
        const std::string_view content = trimmed(line.text);
        if (content.empty()) {
            finish();
        } else {
            const auto content_start = static_cast<std::size_t>(content.data() - text.data());
            if (!start) start = content_start;
            end = content_start + content.size();
        }
        at = line.next_byte;
    }
    finish();
}

bool is_one_line(std::string_view text) {
    return text.find('\n') == std::string_view::npos;
}

/// A first line that is short and does not end like a sentence is a title; "By …" after it names the author.
void find_title_and_byline(Article& article) {
    constexpr std::size_t longest_title = 200;
    for (Passage& passage : article.passages) {
        if (article.text_of(passage).starts_with("#")) passage.kind = PassageKind::heading;
    }
    if (article.passages.empty()) return;
    Passage& first = article.passages.front();
    const std::string_view line = article.text_of(first);
    const bool is_title = is_one_line(line) && line.size() <= longest_title && !line.ends_with('.');
    if (is_title) {
        first.kind = PassageKind::title;
        std::string_view words = line;
        while (words.starts_with("#")) words.remove_prefix(1);
        if (article.title.empty()) article.title = trimmed(words);
    }
    if (!is_title || article.passages.size() < 2) return;
    Passage& second = article.passages[1];
    const std::string_view byline = article.text_of(second);
    const bool is_byline =
        is_one_line(byline) && byline.size() <= 120 && (byline.starts_with("By ") || byline.starts_with("by "));
    if (!is_byline) return;
    second.kind = PassageKind::byline;
    if (article.author.empty()) article.author = trimmed(byline.substr(3));
}

std::size_t line_number_of(std::string_view text, std::size_t byte) {
    return 1 +
           static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
}

}  // namespace

base::Result<Article> parse_article(std::string_view bytes, const std::string& file, base::Notes& notes) {
    if (bytes.size() > most_article_bytes) {
        return base::Error{"this text is longer than " + std::to_string(most_article_bytes >> 20) + " MiB", file,
                           "open a part of it"};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (trimmed(bytes).empty()) return base::Error{"this file is empty", file, "open a file with a text in it"};
    if (bytes.find('\0') != std::string_view::npos) {
        return base::Error{"this is not a text (it holds zero bytes)", file, "open a text saved as UTF-8"};
    }
    if (const auto bad = base::first_invalid_byte(bytes)) {
        return base::Error{"this is not UTF-8 text (line " + std::to_string(line_number_of(bytes, *bad)) + ", byte " +
                               std::to_string(*bad) + ")",
                           file, "save it as UTF-8 and open it again"};
    }
    Article article;
    article.file = file;
    article.file_name = std::filesystem::path(file).filename().string();
    article.format = "text";
    article.encoding = "UTF-8";
    article.text = bytes;
    const auto body = read_front_matter(article);
    if (!body) notes.add(article.file_name + ": the front matter never ends and is read as text");
    cut_into_passages(article, body.value_or(0));
    find_title_and_byline(article);
    if (article.title.empty()) article.title = article.file_name;
    return article;
}

}  // namespace darya::reading
