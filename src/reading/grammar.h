#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/notes.h"
#include "base/result.h"

namespace darya::reading {

/// What an ending makes of a name: "Рогуна" is the name still, "рогунский" an adjective, "toshkentliklar" people.
enum class Makes : std::uint8_t { name, adjective, people };

/// Endings that the last letters of a word are exchanged for. All letters are folded.
struct EndingRow {
    enum class After : std::uint8_t { any, consonant, vowel };
    std::string language;
    std::u32string final;               // cut off from the nominative; may be empty
    After after = After::any;           // what must stand before `final`
    std::vector<std::u32string> forms;  // put there instead; "" among them: the word may stand without one
    Makes makes = Makes::name;
};

/// Letters that are written for one another, in folded letters: "kh" for "h".
struct LetterRule {
    std::u32string from;
    std::u32string to;
};

/// What a word beside a name says about it. The first dozen name kinds of places.
enum class Role : std::uint8_t {
    river,
    dam,
    town,
    lake,
    sea,
    valley,
    canal,
    province,
    district,
    desert,
    range,
    country,
    in,     // a preposition that towns like: "in", "из"
    on,     // one that waters like: "along", "на"
    the,    // an article, which towns do not have
    title,  // makes a person of the name: "Mr", "профессор"
    first_name,
    surname,  // looks like one by its ending
    company,
    street,           // hotels, clubs and squares too
    organisation,     // declarations, treaties and universities too
    organisation_of,  // the same before the name: "Bank of …"
    conjunction,
    named_for,  // "имени", "атындағы": what follows or stands before gives a thing its name
    particle,   // of a person's name: "van", "bin"
    far,        // a state or country of other parts of the world, after a comma: "Moscow, Idaho"
    locative,   // ends like a place where something is or goes
    treaty,     // as an organisation, also without a capital
    means,      // "called", "was": between a person and the name
    says,       // a name is quoted after it, not somebody's
    of,         // "of", "von", "de"
    life,       // of a town rather than one: "residents of"
    common      // a word that is written with a capital without being part of a name
};

/// A set of roles.
using Roles = std::uint64_t;
constexpr Roles bit(Role role) {
    return Roles{1} << static_cast<unsigned>(role);
}

/// What is known of languages: endings, letters, and words that say what a name beside them is. Data, from endings.csv,
/// rules.csv and words.csv.
struct Grammar {
    std::vector<EndingRow> endings;
    std::vector<LetterRule> rules;
    std::unordered_map<std::u32string, Roles> words;  // whole, folded, without apostrophes
    /// Beginnings of words, of at least two letters, by their first two.
    std::unordered_map<std::uint64_t, std::vector<std::pair<std::u32string, Roles>>> beginnings;
    std::vector<std::pair<std::u32string, Roles>> word_endings;

    /// All roles of a word, folded and without apostrophes, but those by its ending. Cost O(letters).
    Roles roles_of(const std::u32string& word) const;
    /// The roles by a word's ending: surnames, and places where something is.
    Roles roles_of_ending(const std::u32string& word) const;
};

/// Reads the three tables of a folder. A missing or broken one is an error that names it; a row of an unknown role is a
/// note.
base::Result<Grammar> load_grammar(const std::filesystem::path& folder, base::Notes& notes);

/// Folded, without apostrophes, without spaces at either end.
std::u32string bare_letters(std::string_view text);

bool is_vowel(char32_t folded);

}  // namespace darya::reading
