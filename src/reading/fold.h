#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace darya::reading {

/// One letter of a folded text and the bytes of the original it came from.
struct FoldedLetter {
    char32_t letter = 0;  // folded: small, without accents; ' ' for any space or hyphen, '\'' for any apostrophe
    std::uint32_t first_byte = 0;
    std::uint32_t end_byte = 0;
    bool is_capital = false;      // the original was a capital
    bool is_line_hyphen = false;  // a ' ' that is a hyphen at the end of a line: the word may go on after it
};

/// The text as names are compared: case, accents and kinds of apostrophe, hyphen and space do not count, runs of spaces
/// and hyphens are one, soft hyphens vanish. O(n).
std::vector<FoldedLetter> fold(std::string_view text);

/// Of the code points up to there, whether they are letters or digits: worked out once.
extern const std::array<bool, 0x800> known_word_letters;
bool is_rare_word_letter(char32_t folded);  // beyond them

/// A letter or digit of any script.
inline bool is_word_letter(char32_t folded) {
    return folded < known_word_letters.size() ? known_word_letters[folded] : is_rare_word_letter(folded);
}

}  // namespace darya::reading
