#include "reading/search_words.h"

#include <algorithm>

#include "base/utf8.h"
#include "reading/fold.h"

namespace darya::reading {

namespace {

bool is_quotation_mark(char32_t letter) {
    return letter == U'"' || letter == 0x201C || letter == 0x201D || letter == 0x201E || letter == 0xAB ||
           letter == 0xBB;
}

}  // namespace

std::vector<SearchWord> search_words(std::string_view text) {
    const std::vector<FoldedLetter> letters = fold(text);
    std::vector<SearchWord> words;
    bool is_in_word = false;
    const auto is_letter = [&letters](std::size_t i) {
        return i < letters.size() && is_word_letter(letters[i].letter);
    };
    std::size_t word_length = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const FoldedLetter& letter = letters[i];
        if (is_letter(i)) {
            if (!is_in_word) words.push_back({{}, {letter.first_byte, 0}});
            word_length = is_in_word ? word_length + 1 : 1;
            is_in_word = true;
            base::append_utf8(words.back().letters, letter.letter);
            words.back().range.byte_count = letter.end_byte - words.back().range.first_byte;
            continue;
        }
        const bool is_inside = letter.letter == U'\'' && is_in_word && is_letter(i + 1);
        if (is_inside) {
            const bool is_last_s = letters[i + 1].letter == U's' && !is_letter(i + 2);
            const char32_t before = letters[i - 1].letter;
            const bool is_article = word_length == 1 && before != U'o' && before != U'g';
            if (!is_last_s && !is_article) continue;
        }
        is_in_word = false;
    }
    return words;
}

SearchQuery parse_search(std::string_view typed) {
    // Nobody types so much; what is pasted by mistake need not be looked for to its end.
    constexpr std::size_t most_bytes = 400;
    if (typed.size() > most_bytes) {
        std::size_t end = most_bytes;
        while (end > 0 && (static_cast<unsigned char>(typed[end]) & 0xC0U) == 0x80U) --end;
        typed = typed.substr(0, end);
    }
    SearchQuery query;
    const auto add = [&query](std::string_view part, bool is_quoted) {
        for (SearchWord& word : search_words(part)) {
            if (query.phrases.size() >= most_phrases + (is_quoted ? 1 : 0)) return;
            if (!is_quoted) query.phrases.emplace_back();
            query.phrases.back().words.push_back(std::move(word.letters));
        }
    };
    std::size_t start = 0;
    bool is_quoted = false;
    for (std::size_t at = 0; at <= typed.size();) {
        const bool is_end = at == typed.size();
        const base::CodePoint point = is_end ? base::CodePoint{0, 1} : base::code_point_at(typed, at);
        if (is_end || is_quotation_mark(point.value)) {
            if (is_quoted) query.phrases.emplace_back();
            add(typed.substr(start, at - start), is_quoted);
            if (is_quoted && query.phrases.back().words.empty()) query.phrases.pop_back();
            is_quoted = !is_quoted;
            start = at + point.byte_count;
        }
        at += point.byte_count;
    }
    if (!query.phrases.empty() && !typed.empty()) {
        // What ends in a letter is still being typed.
        const std::vector<FoldedLetter> letters = fold(typed);
        query.phrases.back().is_prefix =
            !letters.empty() && (is_word_letter(letters.back().letter) || letters.back().letter == U'\'');
    }
    return query;
}

std::vector<ByteRange> marks_in(std::string_view text, const SearchQuery& query) {
    const std::vector<SearchWord> words = search_words(text);
    std::vector<ByteRange> marks;
    for (const SearchQuery::Phrase& phrase : query.phrases) {
        const std::size_t count = phrase.words.size();
        for (std::size_t at = 0; at + count <= words.size(); ++at) {
            bool is_here = true;
            for (std::size_t i = 0; i < count && is_here; ++i) {
                const bool may_go_on = phrase.is_prefix && i + 1 == count;
                is_here = may_go_on ? words[at + i].letters.starts_with(phrase.words[i])
                                    : words[at + i].letters == phrase.words[i];
            }
            if (!is_here) continue;
            const ByteRange last = words[at + count - 1].range;
            const std::size_t first_byte = words[at].range.first_byte;
            marks.push_back({first_byte, last.first_byte + last.byte_count - first_byte});
        }
    }
    std::sort(marks.begin(), marks.end());
    std::vector<ByteRange> apart;
    for (const ByteRange& mark : marks) {
        const std::size_t end = apart.empty() ? 0 : apart.back().first_byte + apart.back().byte_count;
        if (apart.empty() || mark.first_byte >= end) {
            apart.push_back(mark);
        } else if (mark.first_byte + mark.byte_count > end) {
            apart.back().byte_count = mark.first_byte + mark.byte_count - apart.back().first_byte;
        }
    }
    return apart;
}

Snippet snippet_of(std::string_view text, const std::vector<ByteRange>& marks, std::size_t at_most_bytes) {
    Snippet snippet;
    std::size_t start = 0;
    std::size_t end = text.size();
    const auto is_inside_letter = [&text](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    if (text.size() > at_most_bytes) {
        const std::size_t mark = marks.empty() ? 0 : marks.front().first_byte;
        const std::size_t before = at_most_bytes / 3;
        // The sentence from its start, where the mark is near; else from a word before the mark.
        start = mark > before ? mark - before : 0;
        if (start > 0) {
            const std::size_t space = text.find_first_of(" \n", start);
            start = space < mark ? space + 1 : mark;
        }
        end = std::min(text.size(), start + at_most_bytes);
        if (end < text.size()) {
            const std::size_t space = text.find_last_of(" \n", end);
            if (space != std::string_view::npos && space > start + at_most_bytes / 2) end = space;
            while (end > start && is_inside_letter(end)) --end;
        }
    }
    if (start > 0) snippet.text = "…";
    const std::size_t shift = snippet.text.size();
    snippet.text += text.substr(start, end - start);
    for (char& letter : snippet.text) {
        if (letter == '\n' || letter == '\r' || letter == '\t') letter = ' ';
    }
    if (end < text.size()) snippet.text += "…";
    for (const ByteRange& mark : marks) {
        const std::size_t first = std::max(mark.first_byte, start);
        const std::size_t last = std::min(mark.first_byte + mark.byte_count, end);
        if (first < last) snippet.marks.push_back({first - start + shift, last - first});
    }
    return snippet;
}

}  // namespace darya::reading
