#include "reading/grammar.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "base/file.h"
#include "reading/fold.h"

namespace darya::reading {

namespace {

base::Result<base::CsvTable> read_table(const std::filesystem::path& file, base::Notes& notes) {
    const auto bytes = base::read_file(file);
    if (!bytes) return bytes.error();
    auto table = base::parse_csv(*bytes, notes);
    if (!table) return base::Error{table.error().what, file.string(), "install Darya again"};
    return table;
}

template <typename Take>
void for_each_in_list(std::string_view list, const Take& take) {
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find('|', at), list.size());
        take(list.substr(at, end - at));
        at = end + 1;
    }
}

std::uint64_t pair_of(const std::u32string& word) {
    return std::uint64_t{word[0]} << 32U | word[1];
}

std::optional<Role> role_named(std::string_view name) {
    static constexpr std::array names{
        "river",      "dam",       "town",     "lake",   "sea",          "valley",
        "canal",      "province",  "district", "desert", "range",        "country",
        "in",         "on",        "the",      "title",

        "first-name", "surname",   "company",  "street", "organisation", "organisation-of",
        "and",        "named-for", "particle", "far",    "locative",     "treaty",
        "means",      "says",      "of",       "life",   "adjective"};
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Role>(found - names.begin());
}

void read_endings(Grammar& grammar, const base::CsvTable& table) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        EndingRow row;
        row.language = table.cell(i, table.column("language"));
        row.final = bare_letters(table.cell(i, table.column("final")));
        const std::string& after = table.cell(i, table.column("after"));
        if (after == "consonant") row.after = EndingRow::After::consonant;
        if (after == "vowel") row.after = EndingRow::After::vowel;
        const std::string& makes = table.cell(i, table.column("makes"));
        if (makes == "adjective") row.makes = Makes::adjective;
        if (makes == "people" || makes == "plural") row.makes = Makes::people;
        for_each_in_list(table.cell(i, table.column("forms")),
                         [&row](std::string_view form) { row.forms.push_back(bare_letters(form)); });
        grammar.endings.push_back(std::move(row));
    }
}

void read_words(Grammar& grammar, const base::CsvTable& table, base::Notes& notes) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const std::string& name = table.cell(i, table.column("role"));
        const auto role = role_named(name);
        if (!role) {
            notes.add("words.csv: there is no role '" + name + "'");
            continue;
        }
        for_each_in_list(table.cell(i, table.column("words")), [&](std::string_view word) {
            const bool is_ending = word.starts_with('*');
            const bool is_beginning = word.ends_with('*');
            if (is_ending) word.remove_prefix(1);
            if (is_beginning) word.remove_suffix(1);
            const std::u32string letters = bare_letters(word);
            if (letters.empty()) return;
            if (is_beginning && letters.size() >= 2) {
                grammar.beginnings[pair_of(letters)].push_back({letters, bit(*role)});
            } else if (is_ending) {
                grammar.word_endings.push_back({letters, bit(*role)});
            } else {
                grammar.words[letters] |= bit(*role);
            }
        });
    }
}

}  // namespace

std::u32string bare_letters(std::string_view text) {
    std::u32string letters;
    for (const FoldedLetter& letter : fold(text)) {
        if (letter.letter != U'\'') letters += letter.letter;
    }
    while (!letters.empty() && letters.front() == U' ') letters.erase(letters.begin());
    while (!letters.empty() && letters.back() == U' ') letters.pop_back();
    return letters;
}

bool is_vowel(char32_t folded) {
    static constexpr std::u32string_view vowels = U"aeiouyаеиоуыэюяәөүұі";
    return vowels.find(folded) != std::u32string_view::npos;
}

Roles Grammar::roles_of(const std::u32string& word) const {
    Roles roles = 0;
    if (const auto found = words.find(word); found != words.end()) roles |= found->second;
    if (word.size() < 2) return roles;
    const auto alike = beginnings.find(pair_of(word));
    if (alike == beginnings.end()) return roles;
    for (const auto& [beginning, role] : alike->second) {
        if (word.starts_with(beginning)) roles |= role;
    }
    return roles;
}

Roles Grammar::roles_of_ending(const std::u32string& word) const {
    Roles roles = 0;
    for (const auto& [ending, role] : word_endings) {
        if (word.size() < ending.size() + 2) continue;
        // A surname takes case endings of its own.
        constexpr std::size_t clear_length = 4;
        constexpr std::size_t longest_case = 4;
        const std::size_t at = word.rfind(ending);
        const std::size_t rest = at == std::u32string::npos ? word.size() : word.size() - at - ending.size();
        const bool has_ending = rest == 0 || (ending.size() >= clear_length && at >= 2 && rest <= longest_case);
        if (has_ending) roles |= role;
    }
    return roles;
}

base::Result<Grammar> load_grammar(const std::filesystem::path& folder, base::Notes& notes) {
    Grammar grammar;
    const auto endings = read_table(folder / "endings.csv", notes);
    if (!endings) return endings.error();
    read_endings(grammar, *endings);
    const auto rules = read_table(folder / "rules.csv", notes);
    if (!rules) return rules.error();
    for (std::size_t i = 0; i < rules->rows.size(); ++i) {
        grammar.rules.push_back(
            {bare_letters(rules->cell(i, rules->column("from"))), bare_letters(rules->cell(i, rules->column("to")))});
    }
    const auto words = read_table(folder / "words.csv", notes);
    if (!words) return words.error();
    read_words(grammar, *words, notes);
    return grammar;
}

}  // namespace darya::reading
