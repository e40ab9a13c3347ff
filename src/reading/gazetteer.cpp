#include "reading/gazetteer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/csv.h"
#include "base/file.h"
#include "reading/fold.h"

namespace darya::reading {

namespace {

using base::CsvTable;

PlaceKind kind_of(std::string_view kind) {
    static const std::map<std::string_view, PlaceKind> kinds{
        {"hydropower", PlaceKind::dam},
        {"hydropower complex", PlaceKind::dam},
        {"dike", PlaceKind::dike},
        {"canal head", PlaceKind::canal_head},
        {"dam", PlaceKind::dam},
        {"canal-head", PlaceKind::canal_head},
        {"range", PlaceKind::range},
        {"desert", PlaceKind::desert},
        {"reservoir", PlaceKind::reservoir},
        {"river", PlaceKind::river},
        {"canal", PlaceKind::canal},
        {"lake", PlaceKind::lake},
        {"lake system", PlaceKind::lake},
        {"sea", PlaceKind::sea},
        {"inland sea", PlaceKind::sea},
        {"valley", PlaceKind::valley},
        {"basin", PlaceKind::basin},
        {"region", PlaceKind::region},
        {"city", PlaceKind::town},
        {"town", PlaceKind::town},
        {"province", PlaceKind::province},
        {"country", PlaceKind::country},
    };
    const auto found = kinds.find(kind);
    return found == kinds.end() ? PlaceKind::other : found->second;
}

std::vector<std::string> list_of(const std::string& field) {
    std::vector<std::string> items;
    for (std::size_t at = 0; at <= field.size();) {
        const std::size_t end = std::min(field.find('|', at), field.size());
        if (end > at) items.push_back(field.substr(at, end - at));
        at = end + 1;
    }
    return items;
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : std::string(between)) + item;
    return text;
}

std::optional<double> number_in(const std::string& text) {
    double value = 0.0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "3600" as "3,600"; anything that is no plain number stays as it is.
std::string with_thousands(const std::string& text) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    if (!number_in(text) || dot < 4) return text;
    std::string shown = text;
    for (std::size_t at = dot; at > 3;) {
        at -= 3;
        shown.insert(at, ",");
    }
    return shown;
}

/// "2018-11-16" as "16 Nov 2018", "1972/1980" as "1972, complete 1980".
std::string date_for_people(const std::string& iso) {
    if (const std::size_t slash = iso.find('/'); slash != std::string::npos) {
        return date_for_people(iso.substr(0, slash)) + ", complete " + date_for_people(iso.substr(slash + 1));
    }
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (iso.size() < 7 || iso[4] != '-') return iso;
    const auto month = number_in(iso.substr(5, 2).front() == '0' ? iso.substr(6, 1) : iso.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return iso;
    std::string text = months[static_cast<std::size_t>(*month) - 1] + std::string(" ") + iso.substr(0, 4);
    if (iso.size() >= 10) text.insert(0, (iso[8] == '0' ? iso.substr(9, 1) : iso.substr(8, 2)) + " ");
    return text;
}

base::Result<CsvTable> read_table(const std::filesystem::path& folder, const char* name, base::Notes& notes) {
    const auto file = folder / name;
    const auto bytes = base::read_file(file);
    if (!bytes) return bytes.error();
    auto table = base::parse_csv(*bytes, notes);
    if (!table) return base::Error{table.error().what, file.string(), "install Darya again"};
    return table;
}

/// One row with its columns by name.
class Row {
public:
    Row(const CsvTable& table, std::size_t row) : table_(table), row_(row) {}
    const std::string& operator[](std::string_view column) const { return table_.cell(row_, table_.column(column)); }

private:
    const CsvTable& table_;
    std::size_t row_;
};

void add_fact(Place& place, const char* label, const std::string& value, const std::string& unit) {
    if (!value.empty()) place.facts.push_back({label, with_thousands(value) + (unit.empty() ? "" : " " + unit)});
}

/// Whether nothing is told of a place but its name: where a country's or a province's stands is only where it is written.
bool is_label_alone(const Place& place, const Row& row) {
    const bool is_area = place.kind == PlaceKind::country || place.kind == PlaceKind::province;
    const std::string& source = row["source"];
    return is_area && place.facts.empty() &&
           (source == "label point placed by hand" || source == "general knowledge of place and spelling");
}

void read_trust(Place& place, const Row& row) {
    if (is_label_alone(place, row)) return;
    place.sources = list_of(row["source_names"]);
    place.is_verified = row["confidence"] != "general knowledge";
    if (!place.is_verified) place.caveat = row["source"];
}

Place site_of(const Row& row) {
    Place place;
    place.id = row["id"];
    place.name = row["name"];
    place.kind = kind_of(row["kind"]);
    place.state = row["state"];
    place.status = row["status"];
    place.country = joined(list_of(row["country"]), " · ");
    place.river = row["river"];
    const auto lon = number_in(row["lon"]);
    const auto lat = number_in(row["lat"]);
    if (lon && lat) place.position = geo::LonLat{*lon, *lat};
    add_fact(place, "Height", row["height_m"], "m");
    const bool is_design = place.state == "under construction" || place.state == "planned";
    add_fact(place, "Capacity", row["capacity_mw"], is_design ? "MW (design)" : "MW");
    add_fact(place, "Reservoir", row["reservoir_km3"], "km³");
    if (!row["started"].empty()) place.facts.push_back({"Building begun", date_for_people(row["started"])});
    const bool is_lake = place.kind == PlaceKind::lake;
    if (!row["commissioned"].empty()) {
        place.facts.push_back({is_lake ? "Formed" : "First unit or filling", date_for_people(row["commissioned"])});
    }
    read_trust(place, row);
    return place;
}

Place water_of(const Row& row) {
    Place place;
    place.id = row["id"];
    place.name = row["name"];
    place.kind = kind_of(row["kind"]);
    place.country = joined(list_of(row["countries"]), " · ");
    const bool is_running = place.kind == PlaceKind::river || place.kind == PlaceKind::canal;
    add_fact(place, "Length", row["length_km"], "km");
    const std::string& year = row["area_year"];  // of lakes that grow or shrink
    const std::string surface = year.empty() ? "Surface" : "Surface in " + year;
    add_fact(place, is_running ? "Basin" : surface.c_str(), row["area_km2"], "km²");
    add_fact(place, "Flow", row["flow_km3_per_year"], "km³ a year");
    read_trust(place, row);
    return place;
}

Place river_of(const Row& row) {
    Place place;
    place.id = row["id"];
    place.name = row["name"];
    place.kind = PlaceKind::river;
    add_fact(place, "Length", row["published_length_km"], "km");
    read_trust(place, row);
    return place;
}

std::u32string key_of(std::string_view text) {
    std::u32string key;
    for (const FoldedLetter& letter : fold(text)) key += letter.letter;
    return key;
}

}  // namespace

std::string_view kind_name(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::dam:
            return "Hydropower dam";
        case PlaceKind::dike:
            return "Dike";
        case PlaceKind::canal_head:
            return "Canal head";
        case PlaceKind::reservoir:
            return "Reservoir";
        case PlaceKind::river:
            return "River";
        case PlaceKind::canal:
            return "Canal";
        case PlaceKind::lake:
            return "Lake";
        case PlaceKind::sea:
            return "Inland sea";
        case PlaceKind::valley:
            return "Valley";
        case PlaceKind::basin:
            return "Basin";
        case PlaceKind::region:
            return "Region";
        case PlaceKind::range:
            return "Mountains";
        case PlaceKind::desert:
            return "Desert";
        case PlaceKind::town:
            return "Town";
        case PlaceKind::province:
            return "Province";
        case PlaceKind::country:
            return "Country";
        case PlaceKind::other:
            break;
    }
    return "Place";
}

std::string_view kind_word(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::dam:
            return "dam";
        case PlaceKind::dike:
            return "dike";
        case PlaceKind::canal_head:
            return "canal-head";
        case PlaceKind::reservoir:
            return "reservoir";
        case PlaceKind::river:
            return "river";
        case PlaceKind::canal:
            return "canal";
        case PlaceKind::lake:
            return "lake";
        case PlaceKind::sea:
            return "sea";
        case PlaceKind::valley:
            return "valley";
        case PlaceKind::basin:
            return "basin";
        case PlaceKind::region:
            return "region";
        case PlaceKind::range:
            return "range";
        case PlaceKind::desert:
            return "desert";
        case PlaceKind::town:
            return "town";
        case PlaceKind::province:
            return "province";
        case PlaceKind::country:
            return "country";
        case PlaceKind::other:
            break;
    }
    return "place";
}

PlaceFamily family_of(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::dam:
        case PlaceKind::dike:
        case PlaceKind::canal_head:
        case PlaceKind::reservoir:
            return PlaceFamily::energy;
        case PlaceKind::river:
        case PlaceKind::canal:
        case PlaceKind::lake:
        case PlaceKind::sea:
            return PlaceFamily::water;
        case PlaceKind::town:
        case PlaceKind::other:
            return PlaceFamily::town;
        default:
            return PlaceFamily::land;
    }
}

std::optional<PlaceId> Gazetteer::find(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    if (found == by_id_.end()) return std::nullopt;
    return found->second;
}

std::vector<PlaceId> Gazetteer::with_parts(PlaceId id) const {
    std::vector<PlaceId> all{id};
    for (const std::string& part : place(id).parts) {
        if (const auto found = find(part)) all.push_back(*found);
    }
    return all;
}

std::vector<PlaceId> Gazetteer::with_parents(PlaceId id) const {
    std::vector<PlaceId> all = with_parts(id);
    for (const std::string& parent : place(id).parents) {
        if (const auto found = find(parent)) all.push_back(*found);
    }
    return all;
}

std::vector<const Event*> Gazetteer::events_of(PlaceId id) const {
    std::vector<const Event*> found;
    const auto wanted = with_parents(id);
    for (const Event& event : events_) {
        const bool is_of = std::any_of(wanted.begin(), wanted.end(), [&](PlaceId one) {
            return std::find(event.places.begin(), event.places.end(), place(one).id) != event.places.end();
        });
        if (is_of) found.push_back(&event);
    }
    return found;
}

void Gazetteer::add_map_places(std::vector<Place> places) {
    for (Place& place : places) {
        const auto [known, is_new] = by_id_.try_emplace(place.id, PlaceId{static_cast<std::uint32_t>(places_.size())});
        if (is_new) {
            places_.push_back(std::move(place));
            continue;
        }
        Place& old = places_[known->second.number];
        if (!old.position) old.position = place.position;
        if (!old.facts.empty()) continue;
        old.facts = std::move(place.facts);
        old.sources.insert(old.sources.end(), place.sources.begin(), place.sources.end());
    }
}

PlaceId Gazetteer::add_named_place(Place place, std::span<const std::string> names) {
    const PlaceId id{static_cast<std::uint32_t>(places_.size())};
    const bool is_new = by_id_.emplace(place.id, id).second;
    assert(is_new);
    static_cast<void>(is_new);
    places_.push_back(std::move(place));
    for (const std::string& name : names) spellings_.push_back({name, id, "", SpellingUse::name});
    return id;
}

/// The places and names of gazetteer/, put beside those of the facts.
base::Result<base::Done> add_names(Gazetteer& gazetteer, const std::filesystem::path& folder, base::Notes& notes) {
    const auto places = read_table(folder, "places.csv", notes);
    if (!places) return places.error();
    const auto names = read_table(folder, "names.csv", notes);
    if (!names) return names.error();
    auto grammar = load_grammar(folder, notes);
    if (!grammar) return grammar.error();
    gazetteer.grammar_ = std::move(*grammar);

    std::map<std::string, std::string, std::less<>> name_of;  // of countries
    for (std::size_t i = 0; i < places->rows.size(); ++i) name_of[Row(*places, i)["id"]] = Row(*places, i)["name"];
    for (std::size_t i = 0; i < places->rows.size(); ++i) {
        const Row row(*places, i);
        if (row["id"].empty()) continue;
        const auto [known, is_new] =
            gazetteer.by_id_.try_emplace(row["id"], PlaceId{static_cast<std::uint32_t>(gazetteer.places_.size())});
        if (is_new) {
            Place place;
            place.id = row["id"];
            place.name = row["name"];
            place.kind = kind_of(row["kind"]);
            std::vector<std::string> countries;
            for (const std::string& id : list_of(row["country"])) {
                const auto name = name_of.find(id);
                countries.push_back(name == name_of.end() ? id : name->second);
            }
            place.country = joined(countries, " · ");
            place.is_only_named = row["source"].starts_with("general knowledge");
            gazetteer.places_.push_back(std::move(place));
        }
        Place& place = gazetteer.places_[known->second.number];
        place.inside = row["parent"];
        place.rank = static_cast<int>(number_in(row["rank"]).value_or(3));
        const auto lon = number_in(row["lon"]);
        const auto lat = number_in(row["lat"]);
        if (!place.position && lon && lat) place.position = geo::LonLat{*lon, *lat};
    }
    const auto use_of = [](const std::string& word) {
        if (word == "former") return SpellingUse::former;
        if (word == "adjective") return SpellingUse::adjective;
        if (word == "people") return SpellingUse::people;
        if (word == "weak") return SpellingUse::weak;
        if (word == "word") return SpellingUse::word;
        return SpellingUse::name;
    };
    std::size_t unknown_count = 0;
    for (std::size_t i = 0; i < names->rows.size(); ++i) {
        const Row row(*names, i);
        const auto place = gazetteer.find(row["id"]);
        if (!place) {
            ++unknown_count;
            continue;
        }
        gazetteer.spellings_.push_back({row["surface"], *place, row["language"], use_of(row["use"])});
    }
    if (unknown_count > 0) notes.add(std::to_string(unknown_count) + " names belong to no known place");
    return base::Done{};
}

base::Result<Gazetteer> load_gazetteer(const std::filesystem::path& assets, base::Notes& notes) {
    const std::filesystem::path folder = assets / "facts";
    const auto sites = read_table(folder, "sites.csv", notes);
    if (!sites) return sites.error();
    const auto waters = read_table(folder, "waters.csv", notes);
    if (!waters) return waters.error();
    const auto rivers = read_table(folder, "rivers.csv", notes);
    if (!rivers) return rivers.error();
    const auto variants = read_table(folder, "variants.csv", notes);
    if (!variants) return variants.error();
    const auto timeline = read_table(folder, "timeline.csv", notes);
    if (!timeline) return timeline.error();
    const auto aral = read_table(folder, "aral.csv", notes);
    if (!aral) return aral.error();

    Gazetteer gazetteer;
    std::vector<std::pair<std::string, PlaceId>> further_names;  // names and aliases: variants.csv wins over them
    const auto add = [&](Place place, const Row& row) {
        if (place.id.empty() || gazetteer.by_id_.contains(place.id)) return;
        const PlaceId id{static_cast<std::uint32_t>(gazetteer.places_.size())};
        gazetteer.by_id_.emplace(place.id, id);
        further_names.push_back({place.name, id});
        for (std::string& alias : list_of(row["aliases"])) further_names.push_back({std::move(alias), id});
        gazetteer.places_.push_back(std::move(place));
    };
    for (std::size_t i = 0; i < sites->rows.size(); ++i) add(site_of(Row(*sites, i)), Row(*sites, i));
    for (std::size_t i = 0; i < waters->rows.size(); ++i) add(water_of(Row(*waters, i)), Row(*waters, i));
    for (std::size_t i = 0; i < rivers->rows.size(); ++i) add(river_of(Row(*rivers, i)), Row(*rivers, i));

    // A complex has no mark of its own: its plants are the places of the same name with a number.
    for (Place& whole : gazetteer.places_) {
        const bool is_complex = whole.kind == PlaceKind::dam && gazetteer.by_id_.contains(whole.id + "-1") &&
                                gazetteer.by_id_.contains(whole.id + "-2") && whole.id == "kambarata";
        if (!is_complex) continue;
        for (const char* number : {"-1", "-2"}) {
            whole.parts.push_back(whole.id + number);
            gazetteer.places_[gazetteer.by_id_.at(whole.id + number).number].parents.push_back(whole.id);
        }
    }

    std::set<std::u32string> decided;
    std::size_t unknown_count = 0;
    for (std::size_t i = 0; i < variants->rows.size(); ++i) {
        const Row row(*variants, i);
        const auto place = gazetteer.find(row["id"]);
        if (!place) {
            ++unknown_count;
            continue;
        }
        gazetteer.spellings_.push_back({row["surface"], *place, row["language"], SpellingUse::name});
        decided.insert(key_of(row["surface"]));
    }
    if (unknown_count > 0) notes.add(std::to_string(unknown_count) + " spellings belong to no known place");
    for (auto& [name, place] : further_names) {
        if (!decided.contains(key_of(name))) gazetteer.spellings_.push_back({name, place, "", SpellingUse::name});
    }

    if (const auto added = add_names(gazetteer, assets / "gazetteer", notes); !added) return added.error();

    for (std::size_t i = 0; i < timeline->rows.size(); ++i) {
        const Row row(*timeline, i);
        gazetteer.events_.push_back({row["date"], row["title"], row["summary"], list_of(row["places"]),
                                     list_of(row["source_names"]), row["confidence"] != "general knowledge"});
    }
    std::stable_sort(gazetteer.events_.begin(), gazetteer.events_.end(),
                     [](const Event& a, const Event& b) { return a.date < b.date; });

    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < aral->rows.size(); ++i) {
        const Row row(*aral, i);
        AralYear year;
        year.year = static_cast<int>(number_in(row["year"]).value_or(0));
        year.part = row["part"];
        year.level_m = number_in(row["level_m"]).value_or(unknown);
        year.area_km2 = number_in(row["area_km2"]).value_or(unknown);
        year.volume_km3 = number_in(row["volume_km3"]).value_or(unknown);
        year.salinity_g_per_l = number_in(row["salinity_g_per_l"]).value_or(unknown);
        year.inflow_km3 = number_in(row["inflow_km3"]).value_or(unknown);
        year.sources = list_of(row["source_names"]);
        gazetteer.aral_years_.push_back(std::move(year));
    }
    return gazetteer;
}

}  // namespace darya::reading
