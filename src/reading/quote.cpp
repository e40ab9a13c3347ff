#include "reading/quote.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "base/utf8.h"

namespace darya::reading {

namespace {

bool is_white(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n' || letter == '\f' || letter == '\v';
}

std::size_t end_of(const ByteRange& range) {
    return range.first_byte + range.byte_count;
}

bool is_row(PassageKind kind) {
    return kind == PassageKind::list_item || kind == PassageKind::table;
}

/// What is seen of a passage between two bytes, with white space as single spaces and none at the ends; of a table a row
/// stays a line.
std::string seen_in_passage(const Article& article, const Passage& passage, std::size_t first, std::size_t end) {
    const std::string_view text = article.text;
    std::string seen;
    char gap = '\0';
    const auto add = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = std::max(from, first); i < std::min(to, end); ++i) {
            if (!is_white(text[i])) {
                if (gap != '\0' && !seen.empty()) seen += gap;
                gap = '\0';
                seen += text[i];
                continue;
            }
            const bool is_kept = passage.kind == PassageKind::table && (text[i] == '\n' || text[i] == '\t');
            if (is_kept && gap != '\n') gap = text[i];
            if (gap == '\0') gap = ' ';
        }
    };
    std::size_t at = passage.first_byte;
    for (const ByteRange& hidden : markup_of(article, passage)) {
        add(at, hidden.first_byte);
        at = end_of(hidden);
    }
    add(at, passage.first_byte + passage.byte_count);
    return seen;
}

/// Passages of which something is seen between two bytes, with what is seen.
struct SeenPassage {
    std::size_t index = 0;
    std::string text;
};

std::vector<SeenPassage> seen_passages(const Article& article, ByteRange stretch) {
    std::vector<SeenPassage> seen;
    const auto first = std::partition_point(
        article.passages.begin(), article.passages.end(),
        [&stretch](const Passage& passage) { return passage.first_byte + passage.byte_count <= stretch.first_byte; });
    for (auto passage = first; passage != article.passages.end() && passage->first_byte < end_of(stretch); ++passage) {
        std::string text = seen_in_passage(article, *passage, stretch.first_byte, end_of(stretch));
        if (!text.empty())
            seen.push_back({static_cast<std::size_t>(passage - article.passages.begin()), std::move(text)});
    }
    return seen;
}

std::string joined(const Article& article, const std::vector<SeenPassage>& seen) {
    std::string text;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (i > 0) {
            const PassageKind kind = article.passages[seen[i].index].kind;
            const bool is_going_on = seen[i - 1].index + 1 == seen[i].index && is_row(kind) &&
                                     article.passages[seen[i - 1].index].kind == kind;
            text += is_going_on ? "\n" : "\n\n";
        }
        text += seen[i].text;
    }
    return text;
}

std::string range_words(const char* one, const char* many, std::size_t first, std::size_t last) {
    if (first == last) return one + std::to_string(first);
    return many + std::to_string(first) + "–" + std::to_string(last);
}

bool goes_on_a_word(char32_t letter) {
    if (letter < 0x80)
        return (letter >= U'0' && letter <= U'9') || (letter >= U'a' && letter <= U'z') ||
               (letter >= U'A' && letter <= U'Z') || letter == U'_';
    // No-break space, Latin-1 signs, general punctuation, ideographic punctuation.
    if (letter <= 0xBF) return letter == 0xAA || letter == 0xB5 || letter == 0xBA || letter == 0xAD;
    if (letter == 0xD7 || letter == 0xF7) return false;
    return letter < 0x2000 || (letter > 0x206F && letter != 0x3000);
}

/// What may stand between two letters of one word.
bool is_joint(char32_t letter) {
    return letter == U'-' || letter == U'\'' || letter == 0x2019 || letter == 0x2018 || letter == 0x2010 ||
           letter == 0x2011;
}

std::size_t before(std::string_view text, std::size_t byte) {
    assert(byte > 0);
    std::size_t at = byte - 1;
    while (at > 0 && byte - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

}  // namespace

std::vector<ByteRange> markup_of(const Article& article, const Passage& passage) {
    const bool is_unread_markdown = article.format == "text" && article.file_name.ends_with(".md");
    if (!passage.hidden.empty() || !is_unread_markdown) return passage.hidden;
    std::vector<ByteRange> markup;
    const std::string_view text = article.text_of(passage);
    std::size_t at = 0;
    while (at < text.size() && text[at] == '#') ++at;
    while (at > 0 && at < text.size() && text[at] == ' ') ++at;
    if (at > 0) markup.push_back({passage.first_byte, at});
    std::optional<std::size_t> open;
    for (; at < text.size(); ++at) {
        if (text[at] != '*') continue;
        std::size_t end = at;
        while (end < text.size() && text[end] == '*') ++end;
        if (open) {
            markup.push_back({passage.first_byte + *open, end - at});
            markup.push_back({passage.first_byte + at, end - at});
            open.reset();
        } else {
            open = at;
        }
        at = end - 1;
    }
    return markup;
}

std::string seen_text(const Article& article, ByteRange stretch) {
    return joined(article, seen_passages(article, stretch));
}

std::string citation(const Article& article, ByteRange stretch) {
    const std::vector<SeenPassage> seen = seen_passages(article, stretch);
    if (seen.empty()) return {};
    std::string text = "“" + joined(article, seen) + "”\n— ";
    if (!article.author.empty()) text += article.author + ", ";
    text += article.title;
    if (!article.date.empty()) text += ", " + article.date;
    const int first_page = article.passages[seen.front().index].page;
    const int last_page = article.passages[seen.back().index].page;
    if (first_page > 0 && last_page >= first_page) {
        text += ", " +
                range_words("p. ", "pp. ", static_cast<std::size_t>(first_page), static_cast<std::size_t>(last_page));
    } else {
        text += ", " + range_words("¶ ", "¶ ", seen.front().index + 1, seen.back().index + 1);
    }
    if (article.file_name != article.title) text += ", " + article.file_name;
    return text;
}

ByteRange word_around(std::string_view text, std::size_t byte) {
    if (text.empty()) return {};
    byte = std::min(byte, text.size() - 1);
    while (byte > 0 && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U) --byte;
    const auto letter_at = [&text](std::size_t at) { return base::code_point_at(text, at); };
    const base::CodePoint here = letter_at(byte);
    const auto is_in_word = [&](std::size_t at) {
        const base::CodePoint point = letter_at(at);
        if (goes_on_a_word(point.value)) return true;
        if (!is_joint(point.value) || at == 0 || at + point.byte_count >= text.size()) return false;
        return goes_on_a_word(letter_at(before(text, at)).value) &&
               goes_on_a_word(letter_at(at + point.byte_count).value);
    };
    if (!is_in_word(byte)) return {byte, here.byte_count};
    std::size_t first = byte;
    while (first > 0 && is_in_word(before(text, first))) first = before(text, first);
    std::size_t end = byte + here.byte_count;
    while (end < text.size() && is_in_word(end)) end += letter_at(end).byte_count;
    return {first, end - first};
}

}  // namespace darya::reading
