#include "reading/loose.h"

#include <algorithm>

namespace darya::reading {

namespace {

constexpr std::size_t table_size = 0x600;  // Latin and Cyrillic

bool is_roman(std::span<const FoldedLetter> letters, std::size_t at) {
    constexpr std::size_t longest = 4;
    std::size_t end = at;
    while (end < letters.size() && is_word_letter(letters[end].letter)) {
        const char32_t letter = letters[end].letter;
        if ((letter != U'i' && letter != U'v' && letter != U'x') || end - at >= longest) return false;
        ++end;
    }
    return end > at;
}

}  // namespace

Loosener::Loosener(std::span<const LetterRule> rules) : rules_(rules.begin(), rules.end()) {
    std::erase_if(rules_, [](const LetterRule& rule) { return rule.from.empty() || rule.from[0] >= table_size; });
    std::stable_sort(rules_.begin(), rules_.end(), [](const LetterRule& a, const LetterRule& b) {
        return std::pair(a.from[0], b.from.size()) < std::pair(b.from[0], a.from.size());
    });
    first_rule_.assign(table_size, static_cast<std::uint16_t>(rules_.size()));
    for (std::size_t i = rules_.size(); i-- > 0;) first_rule_[rules_[i].from[0]] = static_cast<std::uint16_t>(i);
}

const LetterRule* Loosener::rule_at(std::span<const FoldedLetter> letters, std::size_t at) const {
    const char32_t first = letters[at].letter;
    if (first >= table_size) return nullptr;
    for (std::size_t i = first_rule_[first]; i < rules_.size() && rules_[i].from[0] == first; ++i) {
        const std::u32string& from = rules_[i].from;
        if (at + from.size() > letters.size()) continue;
        bool is_same = true;
        for (std::size_t k = 1; k < from.size() && is_same; ++k) is_same = letters[at + k].letter == from[k];
        if (is_same) return &rules_[i];
    }
    return nullptr;
}

void Loosener::loosen(std::span<const FoldedLetter> letters, std::vector<LooseLetter>& out) const {
    out.clear();
    bool is_in_word = false;
    for (std::size_t at = 0; at < letters.size();) {
        const char32_t letter = letters[at].letter;
        const bool is_letter = is_word_letter(letter);
        if (is_letter && !is_in_word && (letter == U'i' || letter == U'v' || letter == U'x') && is_roman(letters, at)) {
            while (at < letters.size() && is_word_letter(letters[at].letter)) {
                out.push_back({letters[at].letter, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
                ++at;
            }
            is_in_word = true;
            continue;
        }
        is_in_word = is_letter || (is_in_word && letter == U'\'');
        const LetterRule* const rule = is_letter ? rule_at(letters, at) : nullptr;
        const auto first = static_cast<std::uint32_t>(at);
        at += rule == nullptr ? 1 : rule->from.size();
        const auto end = static_cast<std::uint32_t>(at);
        const auto put = [&](char32_t one) {
            const bool is_double = is_letter && !out.empty() && out.back().letter == one && out.back().end == first &&
                                   (one < U'0' || one > U'9');
            if (is_double) {
                out.back().end = end;
                out.back().is_double = true;
            } else {
                out.push_back({one, first, end});
            }
        };
        if (rule == nullptr) {
            put(letter);
        } else {
            for (const char32_t one : rule->to) put(one);
        }
    }
}

std::u32string Loosener::loosened(std::u32string_view folded) const {
    std::vector<FoldedLetter> letters;
    letters.reserve(folded.size());
    for (const char32_t letter : folded) letters.push_back({letter, 0, 0, false});
    std::vector<LooseLetter> loose;
    loosen(letters, loose);
    std::u32string result;
    for (const LooseLetter& letter : loose) result += letter.letter;
    return result;
}

}  // namespace darya::reading
