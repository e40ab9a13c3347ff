#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/notes.h"
#include "base/result.h"
#include "geo/point.h"
#include "reading/grammar.h"

namespace darya::reading {

/// Number of a place in its gazetteer; stable while the program runs. Files speak of places by `Place::id`.
using PlaceId = base::Id<struct PlaceKindTag>;

enum class PlaceKind {
    dam,
    dike,
    canal_head,
    reservoir,
    river,
    canal,
    lake,
    sea,
    valley,
    basin,
    region,
    range,
    desert,
    town,
    province,
    country,
    other
};

/// "Hydropower dam", "River", …: what the card says a place is.
std::string_view kind_name(PlaceKind kind);

/// "dam", "canal-head", "river", …: what files for other programs say.
std::string_view kind_word(PlaceKind kind);

/// The four colours that kinds of places wear, on the map, in texts and in files for other programs.
enum class PlaceFamily { energy, water, land, town };
PlaceFamily family_of(PlaceKind kind);

/// One line of a card: "Height", "335 m". `is_unverified` where the facts say so.
struct Fact {
    std::string label;
    std::string value;
};

/// A place that can be named, shown and selected.
struct Place {
    std::string id;  // of the facts, or of the map layer it comes from
    std::string name;
    PlaceKind kind = PlaceKind::other;
    std::string state;    // operating, under construction, planned, natural or ""
    std::string status;   // in words
    std::string country;  // names, joined with " · "
    std::string river;
    std::optional<geo::LonLat> position;
    std::vector<Fact> facts;           // with units, ready to show
    std::vector<std::string> sources;  // readable citations
    bool is_verified = true;           // false: the facts say "general knowledge"
    std::string caveat;                // what exactly is unverified, as far as the facts say; may be ""
    std::vector<std::string> parts;    // ids: "kambarata" is made of two plants
    std::vector<std::string> parents;  // ids of the wholes this is a part of
    std::string inside;                // id of what it lies in or flows into; may be ""
    bool is_only_named = false;        // neither the facts nor the map have it
    int rank = 3;                      // 1 everybody knows it … 5 hardly ever in the news
    bool is_own = false;               // of a person's own file: of two that a name may mean, more likely this one
};

/// A dated event of timeline.csv.
struct Event {
    std::string date;  // ISO, as precise as known
    std::string title;
    std::string summary;
    std::vector<std::string> places;
    std::vector<std::string> sources;
    bool is_verified = true;
};

/// One year of one part of the Aral Sea; NaN where not known.
struct AralYear {
    int year = 0;
    std::string part;  // whole, large, small, west, east
    double level_m, area_km2, volume_km3, salinity_g_per_l, inflow_km3;
    std::vector<std::string> sources;
};

/// What kind of word a spelling is.
enum class SpellingUse {
    name,
    former,     // the name of another time
    adjective,  // "Uzbek", "Бухарский"
    people,     // "Uzbeks", "узбечка"
    weak,       // more often a common word or a person's name: needs a word such as "river" beside it
    word        // a common word, which has a capital inside a sentence only as a name
};

/// One written form of a place's name.
struct Spelling {
    std::string surface;
    PlaceId place;
    std::string language;  // en, ru, kk, ky, tg, uz-Latn, uz-Cyrl, tk, de, fr, or "" where not known
    SpellingUse use = SpellingUse::name;
};

/// All places, spellings and dated facts the program knows; built once, then const.
class Gazetteer {
public:
    const std::vector<Place>& places() const { return places_; }
    const Place& place(PlaceId id) const { return places_[id.number]; }
    std::optional<PlaceId> find(std::string_view id) const;
    /// The place and, where it is made of parts, its parts.
    std::vector<PlaceId> with_parts(PlaceId id) const;
    /// The place and the wholes it belongs to: whose mentions its card shows.
    std::vector<PlaceId> with_parents(PlaceId id) const;
    const std::vector<Spelling>& spellings() const { return spellings_; }
    const Grammar& grammar() const { return grammar_; }
    const std::vector<Event>& events() const { return events_; }  // by date
    const std::vector<AralYear>& aral_years() const { return aral_years_; }
    /// Events that name the place, its parts or its wholes, by date.
    std::vector<const Event*> events_of(PlaceId id) const;

    /// Adds places of the map (towns, lakes). An id that is there already gets what it has not: a position, facts and
    /// their sources. Names of places that are new here are not looked for in texts.
    void add_map_places(std::vector<Place> places);

    /// Adds a place whose names texts are searched for. Its id must be new.
    PlaceId add_named_place(Place place, std::span<const std::string> names);

private:
    friend base::Result<Gazetteer> load_gazetteer(const std::filesystem::path& assets, base::Notes& notes);
    friend base::Result<base::Done> add_names(Gazetteer& gazetteer, const std::filesystem::path& folder,
                                              base::Notes& notes);
    std::vector<Place> places_;
    std::unordered_map<std::string, PlaceId> by_id_;
    std::vector<Spelling> spellings_;
    Grammar grammar_;
    std::vector<Event> events_;
    std::vector<AralYear> aral_years_;
};

/// Reads what a folder of assets holds: facts/ (sites.csv, waters.csv, rivers.csv, variants.csv, timeline.csv, aral.csv)
/// and gazetteer/ (places.csv, names.csv, endings.csv, rules.csv, words.csv). A missing or broken file is an error that
/// names it; a row that belongs to no place is a note.
base::Result<Gazetteer> load_gazetteer(const std::filesystem::path& assets, base::Notes& notes);

}  // namespace darya::reading
