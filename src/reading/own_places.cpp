#include "reading/own_places.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "geo/measure.h"
#include "geo/projection.h"
#include "reading/fold.h"

namespace darya::reading {

namespace {

constexpr std::size_t longest_name = 100;  // code points
constexpr std::size_t most_names = 200;    // of one place

std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& letter : low) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return low;
}

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// Which column is what; `none` where there is none.
struct Columns {
    static constexpr std::size_t none = SIZE_MAX;
    std::size_t name = none;
    std::vector<std::size_t> further;  // columns of one name each
    std::vector<std::size_t> lists;    // columns of names with | or ; between
    std::size_t id = none, kind = none, lon = none, lat = none;
};

template <std::size_t count>
std::size_t first_of(const std::vector<std::string>& header, const std::array<std::string_view, count>& wanted) {
    for (const std::string_view name : wanted) {
        const auto found = std::find(header.begin(), header.end(), name);
        if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
    }
    return Columns::none;
}

Columns columns_of(std::vector<std::string> header) {
    for (std::string& name : header) name = lowered(trimmed(name));
    constexpr std::array<std::string_view, 8> names{"name",    "names",   "title",   "place",
                                                    "name_en", "name:en", "toponym", "label"};
    constexpr std::array<std::string_view, 10> lists{"spellings", "spelling", "aliases",  "alias",    "alt_name",
                                                     "alt_names", "altnames", "variants", "synonyms", "names"};
    Columns columns;
    columns.name = first_of(header, names);
    columns.id = first_of(header, std::array<std::string_view, 3>{"id", "place_id", "osm_id"});
    columns.kind = first_of(
        header, std::array<std::string_view, 6>{"kind", "type", "class", "fclass", "category", "feature_class"});
    columns.lon = first_of(header, std::array<std::string_view, 6>{"lon", "longitude", "long", "lng", "x", "lon_deg"});
    columns.lat = first_of(header, std::array<std::string_view, 4>{"lat", "latitude", "y", "lat_deg"});
    for (std::size_t i = 0; i < header.size(); ++i) {
        const bool is_list = std::find(lists.begin(), lists.end(), header[i]) != lists.end();
        if (is_list && i != columns.name) columns.lists.push_back(i);
        if (!is_list && i != columns.name && header[i].starts_with("name")) {
            if (columns.name == Columns::none) {
                columns.name = i;
            } else {
                columns.further.push_back(i);
            }
        }
    }
    return columns;
}

PlaceKind kind_of(std::string_view word) {
    using Entry = std::pair<std::string_view, PlaceKind>;
    static constexpr std::array<Entry, 28> more{{{"city", PlaceKind::town},
                                                 {"village", PlaceKind::town},
                                                 {"hamlet", PlaceKind::town},
                                                 {"settlement", PlaceKind::town},
                                                 {"capital", PlaceKind::town},
                                                 {"populated place", PlaceKind::town},
                                                 {"suburb", PlaceKind::town},
                                                 {"hydropower", PlaceKind::dam},
                                                 {"hydropower dam", PlaceKind::dam},
                                                 {"hpp", PlaceKind::dam},
                                                 {"power plant", PlaceKind::dam},
                                                 {"stream", PlaceKind::river},
                                                 {"waterway", PlaceKind::river},
                                                 {"water", PlaceKind::lake},
                                                 {"mountains", PlaceKind::range},
                                                 {"mountain range", PlaceKind::range},
                                                 {"oblast", PlaceKind::province},
                                                 {"state", PlaceKind::province},
                                                 {"district", PlaceKind::province},
                                                 {"inland sea", PlaceKind::sea},
                                                 {"canal head", PlaceKind::canal_head},
                                                 {"город", PlaceKind::town},
                                                 {"село", PlaceKind::town},
                                                 {"река", PlaceKind::river},
                                                 {"озеро", PlaceKind::lake},
                                                 {"канал", PlaceKind::canal},
                                                 {"плотина", PlaceKind::dam},
                                                 {"гэс", PlaceKind::dam}}};
    const std::string low = lowered(trimmed(word));
    for (int kind = 0; kind < static_cast<int>(PlaceKind::other); ++kind) {
        if (low == kind_word(static_cast<PlaceKind>(kind))) return static_cast<PlaceKind>(kind);
    }
    const auto found = std::find_if(more.begin(), more.end(), [&](const Entry& entry) { return entry.first == low; });
    return found == more.end() ? PlaceKind::other : found->second;
}

/// A number with a point or, as much of the region writes it, a comma.
std::optional<double> number_of(std::string_view cell) {
    std::string text(trimmed(cell));
    std::replace(text.begin(), text.end(), ',', '.');
    double value = 0.0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<geo::LonLat> in_world(std::optional<double> lon_deg, std::optional<double> lat_deg) {
    if (!lon_deg || !lat_deg || std::abs(*lon_deg) > 180.0 || std::abs(*lat_deg) > 90.0) return std::nullopt;
    return geo::LonLat{*lon_deg, *lat_deg};
}

/// Whether a text could be searched for it: some letters, and not too many of anything.
bool is_name(std::string_view name) {
    std::size_t letter_count = 0;
    bool has_other_than_digits = false;
    for (const FoldedLetter& letter : fold(name)) {
        if (!is_word_letter(letter.letter)) continue;
        ++letter_count;
        if (letter.letter < U'0' || letter.letter > U'9') has_other_than_digits = true;
    }
    return letter_count >= 2 && has_other_than_digits && base::code_point_count(name) <= longest_name;
}

/// Makes places of rows, and keeps account of what is wrong with them.
class Collector {
public:
    explicit Collector(const std::vector<std::string>& header) : columns_(columns_of(header)) {}

    const Columns& columns() const { return columns_; }
    bool is_full() const { return places_.size() >= most_own_places; }

    template <typename Cell>
    void add(const Cell& cell, std::optional<geo::LonLat> position) {
        OwnPlace place;
        add_name(place, cell(columns_.name), true);
        for (const std::size_t column : columns_.further) add_name(place, cell(column), false);
        for (const std::size_t column : columns_.lists) add_name(place, cell(column), true);
        if (place.names.empty()) {
            ++nameless_;
            return;
        }
        if (columns_.id != Columns::none) place.id = trimmed(cell(columns_.id));
        if (columns_.kind != Columns::none) place.kind = kind_of(cell(columns_.kind));
        place.position = position;
        places_.push_back(std::move(place));
    }
    void count_bad_position() { ++placeless_; }

    std::vector<OwnPlace> finish(std::size_t left_out, base::Notes& notes) {
        const auto note = [&notes](std::size_t count, const char* one, const char* many) {
            if (count == 1) notes.add(std::string("1 ") + one);
            if (count > 1) notes.add(std::to_string(count) + " " + many);
        };
        for (const std::string& name : refused_) notes.add("“" + name + "” is no name that texts are searched for");
        note(refused_count_ - refused_.size(), "more name was refused", "more names were refused");
        note(nameless_, "row has no name and is passed over", "rows have no name and are passed over");
        note(placeless_, "row has coordinates that are no place on Earth; its name is searched all the same",
             "rows have coordinates that are no place on Earth; their names are searched all the same");
        note(left_out, "row is too many and left out", "rows are too many and left out");
        return std::move(places_);
    }

private:
    void add_name(OwnPlace& place, std::string_view cell, bool is_list) {
        for (std::size_t at = 0; at <= cell.size();) {
            const std::size_t end = is_list ? std::min(cell.find_first_of("|;", at), cell.size()) : cell.size();
            const std::string name(trimmed(cell.substr(at, end - at)));
            at = end + 1;
            if (name.empty() || std::find(place.names.begin(), place.names.end(), name) != place.names.end()) continue;
            if (base::first_invalid_byte(name) || !is_name(name)) {
                constexpr std::size_t most_told = 5;
                ++refused_count_;
                if (refused_.size() < most_told && name.size() <= 2 * longest_name && !base::first_invalid_byte(name))
                    refused_.push_back(name);
                continue;
            }
            if (place.names.size() < most_names) place.names.push_back(name);
        }
    }

    Columns columns_;
    std::vector<OwnPlace> places_;
    std::vector<std::string> refused_;
    std::size_t refused_count_ = 0;
    std::size_t nameless_ = 0;
    std::size_t placeless_ = 0;
};

base::Error no_names() {
    return {"there is no column of names here", "", "call one of the columns `name`"};
}

/// In the middle of a feature's first part.
std::optional<geo::LonLat> middle_of(const data::FeatureTable& table, const data::Feature& feature) {
    if (feature.part_count == 0) return std::nullopt;
    const auto points = table.points_of(table.parts_of(feature)[0]);
    if (points.empty()) return std::nullopt;
    geo::MapPoint at = points[points.size() / 2];
    if (table.kind == data::ShapeKind::point) at = points[0];
    if (table.kind == data::ShapeKind::polygon && points.size() >= 3) {
        // Good enough for a mark, and quick where there are many.
        constexpr double share_of_size = 0.1;
        const std::array<std::uint32_t, 1> ring{0};
        at = geo::inside_point(points, ring, share_of_size * (feature.box.width_m() + feature.box.height_m()));
    }
    const geo::LonLat place = geo::to_lonlat(at);
    return in_world(place.lon_deg, place.lat_deg);
}

/// An id of letters, digits and hyphens, small.
std::string slug_of(std::string_view text) {
    std::string slug;
    for (const FoldedLetter& letter : fold(text)) {
        if (is_word_letter(letter.letter)) {
            base::append_utf8(slug, letter.letter);
        } else if (letter.letter != U'\'' && !slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

bool is_number(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

char separator_of(std::string_view csv) {
    const std::string_view header = csv.substr(0, csv.find('\n'));
    char best = ',';
    for (const char one : {';', '\t'}) {
        if (std::count(header.begin(), header.end(), one) > std::count(header.begin(), header.end(), best)) best = one;
    }
    return best;
}

}  // namespace

base::Result<std::vector<OwnPlace>> parse_own_places(std::string_view csv, base::Notes& notes) {
    if (base::first_invalid_byte(csv)) {
        return base::Error{"this table is not UTF-8", "", "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"};
    }
    const auto table = base::parse_csv(csv, notes, separator_of(csv));
    if (!table) return table.error();
    Collector collector(table->header);
    const Columns& columns = collector.columns();
    if (columns.name == Columns::none) return no_names();
    std::size_t row = 0;
    for (; row < table->rows.size() && !collector.is_full(); ++row) {
        const auto cell = [&](std::size_t column) -> std::string_view { return table->cell(row, column); };
        std::optional<geo::LonLat> position;
        if (columns.lon != Columns::none && columns.lat != Columns::none) {
            position = in_world(number_of(cell(columns.lon)), number_of(cell(columns.lat)));
            const bool is_given = !trimmed(cell(columns.lon)).empty() || !trimmed(cell(columns.lat)).empty();
            if (!position && is_given) collector.count_bad_position();
        }
        collector.add(cell, position);
    }
    return collector.finish(table->rows.size() - row, notes);
}

base::Result<std::vector<OwnPlace>> own_places_of(const data::FeatureTable& table, base::Notes& notes) {
    std::vector<std::string> header;
    for (const data::Column& column : table.columns) header.push_back(column.name);
    Collector collector(header);
    if (collector.columns().name == Columns::none) return no_names();
    std::size_t row = 0;
    for (; row < table.features.size() && !collector.is_full(); ++row) {
        const auto cell = [&](std::size_t column) { return table.text(row, table.columns[column].name); };
        collector.add(cell, middle_of(table, table.features[row]));
    }
    return collector.finish(table.features.size() - row, notes);
}

bool has_names(const data::FeatureTable& table) {
    std::vector<std::string> header;
    for (const data::Column& column : table.columns) header.push_back(column.name);
    return !table.features.empty() && columns_of(std::move(header)).name != Columns::none;
}

void add_own_places(Gazetteer& gazetteer, std::span<const OwnPlace> places) {
    std::unordered_map<std::string, int> last_number;  // by slug: a thousand of one name cost no more than others
    for (const OwnPlace& own : places) {
        std::string slug = is_number(own.id) ? std::string() : slug_of(own.id);
        if (slug.empty()) slug = slug_of(own.names.front());
        Place place;
        place.id = "own:" + slug;
        int& number = last_number.try_emplace(slug, 1).first->second;
        while (gazetteer.find(place.id)) place.id = "own:" + slug + "-" + std::to_string(++number);
        place.name = own.names.front();
        place.kind = own.kind;
        place.position = own.position;
        place.is_own = true;
        gazetteer.add_named_place(std::move(place), own.names);
    }
}

}  // namespace darya::reading
