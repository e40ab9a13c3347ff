#include "reading/fold.h"

#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace darya::reading {

namespace {

/// What one code point becomes: no letter, one, or a few.
struct Folded {
    std::array<char32_t, 3> letters{};
    std::uint8_t count = 0;
    bool is_capital = false;
};

bool is_apostrophe(char32_t c) {
    return c == U'\'' || c == U'`' || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BB || c == 0x02BC ||
           c == 0x02BD || c == 0x02B9 || c == 0x02BF || c == 0x00B4 || c == 0x2032;
}

bool is_separator(char32_t c) {
    const auto point = static_cast<UChar32>(c);
    return u_isUWhiteSpace(point) != 0 || u_charType(point) == U_DASH_PUNCTUATION || c == 0x2212;
}

Folded folded(char32_t c) {
    Folded result;
    const auto put = [&result](char32_t letter) {
        if (is_apostrophe(letter)) letter = U'\'';
        if (is_separator(letter)) letter = U' ';
        if (result.count < result.letters.size()) result.letters[result.count++] = letter;
    };
    if (c == 0x00AD || c == 0x200B || c == 0x2060) return result;  // soft hyphen and marks of no width
    if (is_apostrophe(c) || is_separator(c)) {
        put(c);
        return result;
    }
    const auto point = static_cast<UChar32>(c);
    result.is_capital = u_isupper(point) != 0 || u_istitle(point) != 0;
    if (c == 0x0419 || c == 0x0439) {  // й is a letter of its own, no и with an accent
        put(0x0439);
        return result;
    }
    UErrorCode trouble = U_ZERO_ERROR;
    const icu::Normalizer2* const apart = icu::Normalizer2::getNFKDInstance(trouble);
    icu::UnicodeString letters;
    if (U_SUCCESS(trouble) == 0 || apart == nullptr || apart->getDecomposition(point, letters) == 0) letters = point;
    letters.foldCase();
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        const UChar32 letter = letters.char32At(i);
        const bool is_mark = u_charType(letter) == U_NON_SPACING_MARK || u_charType(letter) == U_ENCLOSING_MARK;
        if (!is_mark) put(static_cast<char32_t>(letter));
    }
    return result;
}

/// Folds of the scripts we meet, worked out once.
const Folded& known_fold(char32_t c) {
    static constexpr std::size_t known_count = 0x2100;
    static const std::vector<Folded> known = [] {
        std::vector<Folded> all(known_count);
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = folded(static_cast<char32_t>(i));
        return all;
    }();
    return known[c];
}

}  // namespace

std::vector<FoldedLetter> fold(std::string_view text) {
    std::vector<FoldedLetter> letters;
    letters.reserve(text.size());
    bool is_hyphen_run = false;  // the spaces at the end of `letters` began with a hyphen
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        const Folded result = point.value < 0x2100 ? known_fold(point.value) : folded(point.value);
        const auto first = static_cast<std::uint32_t>(at);
        at += point.byte_count;
        const auto end = static_cast<std::uint32_t>(at);
        if (point.value == 0x0306 && !letters.empty() && letters.back().letter == U'и' &&
            letters.back().end_byte == first)
            letters.back().letter = U'й';  // written apart
        // A mark of its own belongs to the letter before it.
        if (result.count == 0 && !letters.empty() && letters.back().end_byte == first) letters.back().end_byte = end;
        for (std::size_t i = 0; i < result.count; ++i) {
            const char32_t letter = result.letters[i];
            if (letter == U' ' && !letters.empty() && letters.back().letter == U' ') {
                letters.back().end_byte = end;
                if (is_hyphen_run && point.value == U'\n') letters.back().is_line_hyphen = true;
            } else {
                is_hyphen_run = letter == U' ' && (point.value == U'-' || point.value == 0x2010);
                letters.push_back({letter, first, end, result.is_capital, false});
            }
        }
    }
    return letters;
}

const std::array<bool, 0x800> known_word_letters = [] {
    std::array<bool, 0x800> known{};
    for (std::size_t i = 0; i < known.size(); ++i) known[i] = u_isalnum(static_cast<UChar32>(i)) != 0;
    return known;
}();

bool is_rare_word_letter(char32_t folded_letter) {
    return u_isalnum(static_cast<UChar32>(folded_letter)) != 0;
}

}  // namespace darya::reading
