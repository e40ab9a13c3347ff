#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/point.h"
#include "reading/fold.h"
#include "reading/loose.h"
#include "reading/mentions.h"
#include "reading/name_trie.h"

namespace darya::reading {

// What the two halves of a NameFinder share: mentions.cpp finds names and what stands around them, decide.cpp weighs
// what they mean.

using Word = std::u32string;

/// What the finder needs to know of a place.
struct PlaceNotes {
    PlaceKind kind = PlaceKind::other;
    int rank = 3;
    std::vector<PlaceId> countries;
    std::optional<geo::LonLat> position;
    std::optional<PlaceId> inside;
    std::optional<PlaceId> twin_1, twin_2;  // "kambarata-2" of "kambarata-1"
    bool is_home = false;                   // in one of the five countries
    bool is_own = false;                    // of a person's own file
    bool is_on_map = true;                  // or in the facts
};

/// What stands between two words.
enum class Gap : unsigned char { space, hyphen, comma, other };

/// A word of the text near a name.
struct Neighbour {
    Roles roles = 0;
    std::size_t letter_count = 0;  // without apostrophes
    Gap gap = Gap::other;          // between it and what lies nearer to the name
    bool is_capital = false;
    bool is_all_capitals = false;
    bool is_initial = false;   // "N."
    bool is_at_start = false;  // of a sentence
    bool is_place = false;     // a name itself
    bool is_number = false;
    std::size_t first = 0;  // folded letter
};

inline bool has(Roles roles, Role role) {
    return (roles & bit(role)) != 0;
}

/// A passage made ready: folded, loosened, and its text.
struct Ready {
    std::string_view text;
    std::vector<FoldedLetter> folded;
    std::vector<LooseLetter> loose;
    std::string_view language;
};

/// The gazetteer made ready for reading.
struct NameFinder::Automaton {
    explicit Automaton(const Gazetteer& gazetteer)
        : grammar(gazetteer.grammar()), trie(grammar), spellings(gazetteer.spellings()) {}

    const Grammar grammar;
    NameTrie trie;
    const std::vector<Spelling> spellings;
    std::vector<PlaceNotes> places;

    /// A name in the text with everything that can be said of it without the rest of the article.
    struct Hit {
        std::size_t passage = 0;
        std::size_t first = 0, end = 0;  // folded letters
        std::vector<Form> forms;
        std::vector<Neighbour> before, after;  // the nearest first
        bool is_capital = false;
        bool is_changed = false;   // has an ending, whatever it means
        bool is_at_start = false;  // of a sentence
        bool is_quoted = false;    // stands in a quotation of a few words, as titles and firms do
        bool is_in_title_case = false;
        bool is_abbreviation = false;            // "OSH": a few capitals among other words
        PlaceKind list_kind = PlaceKind::other;  // what a kind word makes of the list that it stands in
        Word surface;                            // folded
        bool is_after_listed = false;            // the hit before it stands beside it in a list
        bool is_before_listed = false;
        std::optional<PlaceId> country;         // that a word beside it names: "Afghan Badakhshan", "Osh, Kyrgyzstan"
        std::optional<PlaceId> previous, next;  // what the names beside it in a list mean
    };
    struct Weighed {
        PlaceId place;
        float weight = 0.0F;
        bool has_kind_word = false;
        bool has_near_kind_word = false;
    };
    /// What the article is about, as far as it is clear.
    struct Context {
        std::unordered_map<std::uint32_t, int> sure;  // place: mentions
        std::unordered_map<Word, PlaceId> senses;     // of a surface, where a kind word gave it
        bool has_capitals = true;
        /// Where the clear places of a passage lie.
        std::unordered_map<std::size_t, std::vector<std::pair<std::uint32_t, geo::LonLat>>> near;
        bool is_elsewhere = false;  // a long text that hardly speaks of the five countries
    };

    /// The word of the folded letters from `first`; `letters` is room to work in.
    Neighbour neighbour_from(const Ready& ready, std::size_t first, std::size_t end, Word& letters) const;
    void look_around(const Ready& ready, Hit& hit) const;
    void find_in(const Ready& ready, std::size_t passage, std::vector<Hit>& hits) const;
    /// Kilometres to the nearest other clear place of the passage; none where there is none.
    std::optional<double> distance_to_clear(const Hit& hit, PlaceId place, const Context& context) const;
    bool is_person(const Hit& hit) const;
    std::vector<Weighed> weigh(const Hit& hit, const Context& context, std::string_view language) const;
    std::optional<Mention> decide(const Hit& hit, const Context& context, const Article& article, const Ready& ready,
                                  bool* is_by_kind_word = nullptr) const;
    bool is_no_place(const Hit& hit, PlaceKind kind, bool is_weak, std::string_view language) const;
    bool is_part_of_another_name(const Hit& hit, std::string_view language) const;
    bool is_embedded(const Hit& hit, bool is_adjective, std::string_view language) const;
    std::optional<PlaceId> place_of_adjective(const Hit& hit, const std::vector<Weighed>& weighed) const;
    void add_twins(const Hit& hit, const Mention& mention, const Ready& ready, const Article& article,
                   std::vector<Mention>& mentions) const;
};

}  // namespace darya::reading
