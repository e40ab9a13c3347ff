#pragma once

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

/// A letter or digit of any script.
bool is_word_letter(char32_t folded);

}  // namespace darya::reading
