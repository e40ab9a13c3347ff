#include "reading/name_trie.h"

#include <algorithm>
#include <array>

namespace darya::reading {

namespace {

bool inflects_every_word(std::string_view language) {
    return language == "ru" || language == "de";
}

bool is_letter(std::span<const LooseLetter> loose, std::size_t at) {
    return at < loose.size() && is_word_letter(loose[at].letter);
}

/// 0 Latin, 1 Cyrillic, 2 another.
int script_of(char32_t letter) {
    if (letter < 0x250) return 0;
    return letter >= 0x400 && letter < 0x530 ? 1 : 2;
}

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}

bool is_cyrillic(std::string_view language) {
    static constexpr std::array cyrillic{"ru", "kk", "ky", "tg", "uz-Cyrl", "kaa"};
    return std::find(cyrillic.begin(), cyrillic.end(), language) != cyrillic.end();
}

}  // namespace

/// What does not change while one name is looked for.
struct NameTrie::Walk {
    std::span<const FoldedLetter> folded;
    std::span<const LooseLetter> loose;
    std::size_t start;
    std::string_view language;
    std::uint32_t general_class;
    NameHit best;
};

NameTrie::NameTrie(const Grammar& grammar) : grammar_(grammar), loosener_(grammar.rules) {
    keys_.assign(std::size_t{1} << 16, 0);
    values_.assign(keys_.size(), 0);
    classes_at_.assign(1, -1);
    leaves_at_.assign(1, -1);
    classes_.push_back({{{U"", Makes::name}}, "", U"", true});
    std::map<std::string, std::vector<std::size_t>, std::less<>> general;
    for (std::size_t i = 0; i < grammar.endings.size(); ++i) {
        const EndingRow& row = grammar.endings[i];
        if (row.final.empty() && row.after != EndingRow::After::vowel) general[row.language].push_back(i);
    }
    for (auto& [language, rows] : general) general_class_[language] = class_of(std::move(rows), language);
}

namespace {

std::uint64_t key_of(std::uint32_t node, char32_t letter) {
    return (std::uint64_t{node} << 21U | letter) + 1;
}

std::size_t slot_of(std::uint64_t key, std::size_t size) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20U) & (size - 1);
}

}  // namespace

std::uint32_t NameTrie::child(std::uint32_t node, char32_t letter) const {
    const std::uint64_t key = key_of(node, letter);
    for (std::size_t slot = slot_of(key, keys_.size());; slot = (slot + 1) & (keys_.size() - 1)) {
        if (keys_[slot] == key) return values_[slot];
        if (keys_[slot] == 0) return 0;
    }
}

void NameTrie::grow() {
    std::vector<std::uint64_t> old_keys(keys_.size() * 2, 0);
    std::vector<std::uint32_t> old_values(old_keys.size(), 0);
    old_keys.swap(keys_);
    old_values.swap(values_);
    for (std::size_t i = 0; i < old_keys.size(); ++i) {
        if (old_keys[i] == 0) continue;
        std::size_t slot = slot_of(old_keys[i], keys_.size());
        while (keys_[slot] != 0) slot = (slot + 1) & (keys_.size() - 1);
        keys_[slot] = old_keys[i];
        values_[slot] = old_values[i];
    }
}

std::uint32_t NameTrie::new_node() {
    classes_at_.push_back(-1);
    leaves_at_.push_back(-1);
    return node_count_++;
}

std::uint32_t NameTrie::child_or_new(std::uint32_t node, char32_t letter) {
    if (const std::uint32_t known = child(node, letter); known != 0) return known;
    if (2 * ++edge_count_ > keys_.size()) grow();
    const std::uint64_t key = key_of(node, letter);
    std::size_t slot = slot_of(key, keys_.size());
    while (keys_[slot] != 0) slot = (slot + 1) & (keys_.size() - 1);
    keys_[slot] = key;
    values_[slot] = new_node();
    return values_[slot];
}

std::uint32_t NameTrie::class_child(std::uint32_t node, std::uint32_t ending_class) {
    if (classes_at_[node] < 0) {
        classes_at_[node] = static_cast<std::int32_t>(class_edges_.size());
        class_edges_.emplace_back();
    }
    const auto list = static_cast<std::size_t>(classes_at_[node]);
    for (const ClassEdge& edge : class_edges_[list]) {
        if (edge.ending_class == ending_class) return edge.node;
    }
    const std::uint32_t made = new_node();
    class_edges_[list].push_back({ending_class, made});
    return made;
}

std::uint32_t NameTrie::class_of(std::vector<std::size_t> rows, const std::string& language) {
    const auto [known, is_new] =
        class_numbers_.try_emplace({language, rows}, static_cast<std::uint32_t>(classes_.size()));
    if (!is_new) return known->second;
    EndingClass made;
    made.language = language;
    if (!rows.empty()) made.nominative = loosener_.loosened(grammar_.endings[rows[0]].final);
    for (const std::size_t row : rows) {
        for (const Letters& form : grammar_.endings[row].forms) {
            made.endings.push_back({loosener_.loosened(form), grammar_.endings[row].makes});
            if (form.empty()) made.takes_none = true;
        }
    }
    // Of two readings of an ending the name's comes first.
    std::sort(made.endings.begin(), made.endings.end());
    made.endings.erase(std::unique(made.endings.begin(), made.endings.end(),
                                   [](const auto& a, const auto& b) { return a.first == b.first; }),
                       made.endings.end());
    classes_.push_back(std::move(made));
    return known->second;
}

std::vector<std::pair<std::u32string, std::uint32_t>> NameTrie::stems_of(const Letters& word,
                                                                         const std::string& language,
                                                                         bool takes_endings) {
    std::vector<std::pair<Letters, std::uint32_t>> stems;
    const auto is_number = [](const Letters& text) { return text.find_first_of(U"0123456789") != Letters::npos; };
    constexpr std::size_t least_letters = 2;
    if (!takes_endings || word.size() < least_letters || is_number(word)) return {{loosener_.loosened(word), 0}};
    std::map<std::size_t, std::vector<std::size_t>> rows_by_cut;
    for (std::size_t i = 0; i < grammar_.endings.size(); ++i) {
        const EndingRow& row = grammar_.endings[i];
        if (row.language != language || !word.ends_with(row.final) || word.size() <= row.final.size()) continue;
        const char32_t before = word[word.size() - row.final.size() - 1];
        if (row.after == EndingRow::After::consonant && is_vowel(before)) continue;
        if (row.after == EndingRow::After::vowel && !is_vowel(before)) continue;
        rows_by_cut[row.final.size()].push_back(i);
    }
    bool stands_alone = false;
    for (auto& [cut, rows] : rows_by_cut) {
        const std::uint32_t ending_class = class_of(std::move(rows), language);
        stands_alone = stands_alone || (cut == 0 && classes_[ending_class].takes_none);
        stems.push_back({loosener_.loosened(Letters(word, 0, word.size() - cut)), ending_class});
    }
    if (!stands_alone) stems.push_back({loosener_.loosened(word), 0});
    return stems;
}

void NameTrie::add_words(std::uint32_t node, std::span<const std::pair<Letters, bool>> words,
                         const std::string& language, const Leaf& leaf) {
    for (const auto& [stem, ending_class] : stems_of(words[0].first, language, words[0].second)) {
        if (stem.empty()) continue;
        std::uint32_t at = node;
        for (const char32_t letter : stem) at = child_or_new(at, letter);
        at = class_child(at, ending_class);
        if (words.size() > 1) {
            add_words(child_or_new(at, U' '), words.subspan(1), language, leaf);
            continue;
        }
        if (leaves_at_[at] < 0) {
            leaves_at_[at] = static_cast<std::int32_t>(leaves_.size());
            leaves_.emplace_back();
        }
        auto& here = leaves_[static_cast<std::size_t>(leaves_at_[at])];
        const bool is_known = std::any_of(here.begin(), here.end(), [&leaf](const Leaf& known) {
            return known.spelling == leaf.spelling && known.strict == leaf.strict;
        });
        if (!is_known) here.push_back(leaf);
    }
}

void NameTrie::add(std::string_view surface, std::string_view language, std::uint32_t spelling) {
    // Words stand apart by spaces or hyphens; what is before a hyphen takes no endings.
    std::vector<std::pair<Letters, bool>> words;
    const std::string own(language);
    Letters word;
    std::size_t capital_count = 0;
    const auto finish = [&](bool takes_endings) {
        const bool is_abbreviation = capital_count >= 2 && capital_count == word.size();
        if (!word.empty()) words.push_back({word, takes_endings && !is_abbreviation});
        word.clear();
        capital_count = 0;
    };
    for (const FoldedLetter& letter : fold(surface)) {
        if (letter.letter == U'\'') continue;
        if (is_word_letter(letter.letter)) {
            word += letter.letter;
            if (letter.is_capital) ++capital_count;
            continue;
        }
        const std::string_view between = surface.substr(letter.first_byte, letter.end_byte - letter.first_byte);
        finish(inflects_every_word(language) && between == " ");
    }
    finish(true);
    // "Камбар-Аты-1": what stands before a number takes endings.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const char32_t next = words[i + 1].first[0];
        if (is_digit(next) && inflects_every_word(language)) words[i].second = true;
    }
    constexpr std::size_t most_words = 6;
    if (words.empty() || words.size() > most_words) return;
    add_words(0, words, own, {spelling, words[0].first});
    // "Syr Darya" is written "Syrdarya" too.
    if (words.size() == 2) {
        const std::pair<Letters, bool> joined{words[0].first + words[1].first, true};
        add_words(0, std::span(&joined, 1), own, {spelling, joined.first});
    }
}

std::optional<Makes> NameTrie::made_by(const EndingClass& one, std::u32string_view rest) {
    const auto found =
        std::lower_bound(one.endings.begin(), one.endings.end(), rest,
                         [](const auto& entry, std::u32string_view wanted) { return entry.first < wanted; });
    if (found == one.endings.end() || found->first != rest) return std::nullopt;
    return found->second;
}

void NameTrie::at_stem(Walk& walk, std::uint32_t node, std::size_t at, std::size_t word_start, Makes makes,
                       bool has_ending) const {
    if (classes_at_[node] < 0) return;
    std::size_t word_end = at;
    while (is_letter(walk.loose, word_end)) ++word_end;
    constexpr std::size_t longest_ending = 16;
    if (word_end - at > longest_ending) return;
    // The rest of the word, behind room for the last letter of the stem: no memory is asked for.
    std::array<char32_t, 2 * longest_ending + 2> letters{};
    std::size_t count = 1;
    letters[0] = walk.loose[at - 1].letter;
    for (std::size_t i = at; i < word_end; ++i) letters[count++] = walk.loose[i].letter;
    // What stands after an apostrophe is an ending ("Toshkent'da"), the English 's or another word.
    std::size_t end = word_end;
    if (word_end < walk.loose.size() && walk.loose[word_end].letter == U'\'' && is_letter(walk.loose, word_end + 1)) {
        std::size_t tail_end = word_end + 1;
        const std::size_t tail = count;
        while (is_letter(walk.loose, tail_end) && tail_end - word_end <= longest_ending)
            letters[count++] = walk.loose[tail_end++].letter;
        const bool is_english = count == tail + 1 && letters[tail] == U's';
        if (is_english) {
            count = tail;
        } else {
            end = tail_end;
        }
    }
    const std::u32string_view rest(letters.data() + 1, count - 1);
    const std::u32string_view with_stem(letters.data(), count);
    const bool is_double = at > word_start && walk.loose[at - 1].is_double;
    for (const ClassEdge& edge : class_edges_[static_cast<std::size_t>(classes_at_[node])]) {
        const EndingClass& own = classes_[edge.ending_class];
        // Endings are those of the text's language: "Кайра" is no "Каира" in Kyrgyz.
        const bool is_own =
            rest.empty() || own.language == walk.language || walk.language.empty() || own.language.empty();
        if (!is_own && !own.takes_none) continue;
        auto made = is_own ? made_by(own, rest) : std::nullopt;
        // The last letter of the stem and the first of the ending may be the same: "Қазақстан-нан".
        if (!made && is_double && is_own) made = made_by(own, with_stem);
        const bool is_foreign = !made && own.takes_none && own.language != walk.language && !rest.empty() &&
                                (is_cyrillic(walk.language) == (script_of(walk.loose[at - 1].letter) == 1) ||
                                 is_digit(walk.loose[at - 1].letter)) &&
                                (walk.language != "ru" || !is_vowel(walk.loose[at - 1].letter));
        if (is_foreign) {
            made = made_by(classes_[walk.general_class], rest);
            if (!made && is_double) made = made_by(classes_[walk.general_class], with_stem);
        }
        if (!made) continue;
        const Makes so_far = std::max(makes, *made);
        const bool is_changed = has_ending || rest != own.nominative;
        if (leaves_at_[edge.node] >= 0) {
            if (end > walk.best.end) walk.best = {static_cast<std::uint32_t>(end), {}};
            if (end == walk.best.end) {
                for (const Leaf& leaf : leaves_[static_cast<std::size_t>(leaves_at_[edge.node])]) {
                    // Is the beginning of the text's first word that of the listed one?
                    std::size_t same = 0;
                    for (std::size_t i = walk.loose[walk.start].first;
                         i < walk.folded.size() && same < leaf.strict.size(); ++i) {
                        if (walk.folded[i].letter == U'\'') continue;
                        if (walk.folded[i].letter != leaf.strict[same]) break;
                        ++same;
                    }
                    constexpr std::size_t changing_end = 2;  // "Рогунск-ий", "Москв-а"
                    const bool is_variant =
                        same + changing_end < leaf.strict.size() || (same < leaf.strict.size() && !is_changed);
                    walk.best.forms.push_back({leaf.spelling, so_far, is_variant, is_changed});
                }
            }
        }
        this->walk(walk, edge.node, end, end, so_far, is_changed);
    }
}

void NameTrie::walk(Walk& walk, std::uint32_t node, std::size_t at, std::size_t word_start, Makes makes,
                    bool has_ending) const {
    while (at < walk.loose.size()) {
        const char32_t letter = walk.loose[at].letter;
        if (letter == U'\'') {
            if (at == word_start || !is_letter(walk.loose, at + 1)) return;
            ++at;
            continue;
        }
        if (letter == U' ' && at > word_start) {
            // A word broken by a hyphen at the end of a line.
            const LooseLetter& gap = walk.loose[at];
            const bool is_break = walk.folded[gap.first].is_line_hyphen && is_letter(walk.loose, at + 1);
            if (!is_break) return;
            ++at;
            continue;
        }
        const std::uint32_t next = child(node, letter);
        if (next == 0) return;
        node = next;
        ++at;
        if (letter == U' ') {
            word_start = at;
        } else {
            at_stem(walk, node, at, word_start, makes, has_ending);
        }
    }
}

std::optional<NameHit> NameTrie::find(std::span<const FoldedLetter> folded, std::span<const LooseLetter> loose,
                                      std::size_t start, std::string_view language) const {
    const auto general = general_class_.find(language);
    Walk one{folded, loose, start, language, general == general_class_.end() ? 0 : general->second, {}};
    walk(one, 0, start, start, Makes::name, false);
    if (one.best.forms.empty()) return std::nullopt;
    return std::move(one.best);
}

}  // namespace darya::reading
