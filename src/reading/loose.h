#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/fold.h"
#include "reading/grammar.h"

namespace darya::reading {

/// One letter of a loosened text and the folded letters it came from.
struct LooseLetter {
    char32_t letter = 0;
    std::uint32_t first = 0;  // indices into the folded letters
    std::uint32_t end = 0;
    bool is_double = false;  // two of the same letter
};

/// Takes letters that are written for one another as one: "kh" and "h", "қ" and "к", "ss" and "s". Names and texts are
/// loosened alike, so that a spelling nobody has listed meets the listed one. Roman numbers stay as they are.
class Loosener {
public:
    explicit Loosener(std::span<const LetterRule> rules);
    /// Puts the loosened letters into `out` (which keeps its memory). Cost O(letters).
    void loosen(std::span<const FoldedLetter> letters, std::vector<LooseLetter>& out) const;
    std::u32string loosened(std::u32string_view folded) const;

private:
    const LetterRule* rule_at(std::span<const FoldedLetter> letters, std::size_t at) const;
    std::vector<LetterRule> rules_;          // by first letter, the longest first
    std::vector<std::uint16_t> first_rule_;  // by letter; none is `rules_.size()`
};

}  // namespace darya::reading
