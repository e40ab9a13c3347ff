#include "scene/names.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <cmath>
#include <optional>
#include <utility>

#include "geo/measure.h"
#include "geo/projection.h"
#include "scene/name_areas.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

using data::FeatureTable;
using style::Face;
using style::Style;

constexpr double everywhere_m = 1e9;

// class, face, px, em, em, capitals, colour, priority, from and to metres per pixel
constexpr std::array classes{
    NameClass{"country 1", Face::map_medium, 17.0F, 0.2F, 1.3F, true, &Style::country_name, 1000.0F, 600.0,
              everywhere_m},
    NameClass{"country 2", Face::map_medium, 14.5F, 0.15F, 1.1F, true, &Style::country_name, 1000.0F, 600.0,
              everywhere_m},
    NameClass{"country 3", Face::map_medium, 12.0F, 0.12F, 0.9F, true, &Style::country_name, 1000.0F, 600.0,
              everywhere_m},
    NameClass{"neighbour", Face::map_regular, 13.0F, 0.1F, 0.6F, false, &Style::neighbour_name, 650.0F, 500.0,
              everywhere_m},
    NameClass{"country, near", Face::map_medium, 11.5F, 0.15F, 0.9F, true, &Style::country_name, 300.0F, 60.0, 600.0},
    NameClass{"neighbour, near", Face::map_regular, 12.0F, 0.1F, 0.6F, false, &Style::neighbour_name, 300.0F, 60.0,
              500.0},
    NameClass{"enclave", Face::map_medium, 10.5F, 0.06F, 0.0F, false, &Style::country_name, 310.0F, 30.0, 700.0},
    NameClass{"province", Face::map_regular, 11.5F, 0.1F, 0.0F, false, &Style::province_name, 250.0F, 0.0, 3200.0},
    NameClass{"sea", Face::map_italic, 14.0F, 0.05F, 0.8F, false, &Style::water_name, 700.0F, 60.0, everywhere_m},
    NameClass{"sea, far", Face::map_italic, 12.0F, 0.0F, 0.0F, false, &Style::water_name, 700.0F, 60.0, everywhere_m},
    NameClass{"great lake", Face::map_italic, 13.0F, 0.0F, 0.6F, false, &Style::water_name, 520.0F, 30.0, 9e3},
    NameClass{"lake", Face::map_italic, 11.5F, 0.0F, 0.4F, false, &Style::water_name, 330.0F, 0.0, everywhere_m},
    NameClass{"river 1", Face::map_italic, 12.5F, 0.03F, 0.0F, false, &Style::water_name, 440.0F, 0.0, 8000.0},
    NameClass{"river 2", Face::map_italic, 11.5F, 0.03F, 0.0F, false, &Style::water_name, 400.0F, 0.0, 4600.0},
    NameClass{"river 3", Face::map_italic, 11.0F, 0.03F, 0.0F, false, &Style::water_name, 360.0F, 0.0, 2300.0},
    NameClass{"river 4", Face::map_italic, 11.0F, 0.03F, 0.0F, false, &Style::water_name, 320.0F, 0.0, 1200.0},
    NameClass{"river 5", Face::map_italic, 10.5F, 0.03F, 0.0F, false, &Style::water_name, 280.0F, 0.0, 700.0},
    NameClass{"river 6", Face::map_italic, 10.5F, 0.03F, 0.0F, false, &Style::water_name, 240.0F, 0.0, 400.0},
    NameClass{"capital", Face::map_medium, 13.0F, 0.0F, 0.0F, false, &Style::town_name, 640.0F, 0.0, everywhere_m},
    NameClass{"city", Face::map_regular, 12.0F, 0.0F, 0.0F, false, &Style::town_name, 400.0F, 0.0, everywhere_m},
    NameClass{"town", Face::map_regular, 11.0F, 0.0F, 0.0F, false, &Style::town_name, 400.0F, 0.0, everywhere_m},
    NameClass{"small town", Face::map_regular, 10.5F, 0.0F, 0.0F, false, &Style::town_name, 400.0F, 0.0, everywhere_m},
    NameClass{"great dam", Face::map_bold, 12.5F, 0.0F, 0.0F, false, &Style::dam_name, 500.0F, 0.0, 4800.0},
    NameClass{"dam", Face::map_bold, 11.5F, 0.0F, 0.0F, false, &Style::dam_name, 500.0F, 0.0, 2200.0},
    NameClass{"works", Face::map_regular, 11.0F, 0.0F, 0.0F, false, &Style::dam_name, 300.0F, 0.0, 1800.0},
    NameClass{"range 1", Face::map_regular, 12.5F, 0.15F, 1.6F, true, &Style::range_name, 560.0F, 150.0, 7000.0},
    NameClass{"range 2", Face::map_regular, 12.0F, 0.1F, 0.7F, false, &Style::range_name, 345.0F, 60.0, 2600.0},
    NameClass{"range 3", Face::map_regular, 11.0F, 0.08F, 0.4F, false, &Style::range_name, 260.0F, 40.0, 1500.0},
    NameClass{"desert 1", Face::map_regular, 12.5F, 0.15F, 1.6F, true, &Style::desert_name, 560.0F, 150.0, 7000.0},
    NameClass{"desert 2", Face::map_regular, 12.0F, 0.1F, 0.7F, false, &Style::desert_name, 345.0F, 100.0, 4600.0},
    NameClass{"desert 3", Face::map_regular, 11.0F, 0.08F, 0.4F, false, &Style::desert_name, 260.0F, 60.0, 2300.0},
};

/// Makes the names one by one; each gets a number that stays the same from frame to frame and in every language.
class NameList {
public:
    NameList(const MapData& map, const Style& style, NameLanguage language, const NameTable* names, TextCache& texts)
        : map_(map), style_(style), language_(language), names_(names), texts_(texts) {}

    MapName& add(const std::string& what, std::string english, std::string place, std::string layer,
                 std::string_view country) {
        const NameClass& row = name_class(what);
        MapName& name = list_.emplace_back();
        name.closest_m = row.closest_m;
        name.farthest_m = row.farthest_m;
        LabelCandidate& one = name.candidate;
        one.id = list_.size();
        one.priority = row.priority;
        one.most_spacing_em = row.most_spacing_em;
        one.look = {row.face,    row.size_px,   row.spacing_em * row.size_px, row.is_upper_case, style_.*row.colour,
                    style_.halo, style_.halo_px};
        one.text = name_in(language_, names_, place, country, std::move(english));
        if (row.is_upper_case) one.text = upper_cased(one.text);
        one.measured = texts_.measured(one.look, one.text);
        one.place = std::move(place);
        one.layer = std::move(layer);
        return name;
    }

    /// The one of the four countries that holds most of these points, "" where none of them holds any.
    std::string country_of(std::span<const geo::MapPoint> points) const {
        const FeatureTable& countries = map_.countries;
        std::string most;
        std::size_t most_count = 0;
        constexpr std::size_t enough = 24;
        const std::size_t step = points.size() / enough + 1;
        for (std::size_t i = 0; language_ == NameLanguage::local && i < countries.features.size(); ++i) {
            if (countries.number(i, "focus").value_or(0) < 0.5) continue;
            std::size_t count = 0;
            for (std::size_t p = 0; p < points.size(); p += step) count += is_in(i, points[p]) ? 1U : 0U;
            if (count <= most_count) continue;
            most_count = count;
            most = countries.text(i, "id");
        }
        return most;
    }
    std::string country_of(geo::MapPoint point) const { return country_of(std::span(&point, 1)); }

    std::vector<MapName> take() {
        std::stable_sort(list_.begin(), list_.end(), [](const MapName& a, const MapName& b) {
            return a.candidate.priority > b.candidate.priority;
        });
        return std::move(list_);
    }

private:
    bool is_in(std::size_t country, geo::MapPoint point) const {
        const FeatureTable& countries = map_.countries;
        if (!countries.features[country].box.contains(point)) return false;
        const auto parts = countries.parts_of(countries.features[country]);
        return std::any_of(parts.begin(), parts.end(), [&](const data::Part& part) {
            return !part.is_hole && geo::ring_contains(countries.points_of(part), point);
        });
    }

    const MapData& map_;
    const Style& style_;
    NameLanguage language_;
    const NameTable* names_;
    TextCache& texts_;
    std::vector<MapName> list_;
};

/// "Kyrgyzstan" and "Uzbekistan|Turkmenistan" as the id of the first country.
std::string country_id(std::string countries) {
    countries.resize(std::min(countries.find('|'), countries.size()));
    std::transform(countries.begin(), countries.end(), countries.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return countries;
}

std::optional<geo::MapPoint> label_point(const FeatureTable& table, std::size_t i) {
    const auto lon = table.number(i, "label_lon");
    const auto lat = table.number(i, "label_lat");
    if (!lon || !lat) return std::nullopt;
    return geo::to_map({*lon, *lat});
}

geo::MapPoint first_point(const FeatureTable& table, std::size_t i) {
    return table.points_of(table.parts_of(table.features[i])[0])[0];
}

void add_countries(NameList& list, const FeatureTable& table) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.text(i, "name").empty()) continue;  // leased or claimed land
        const bool is_focus = table.number(i, "focus").value_or(0) > 0.5;
        const double width_m = table.features[i].box.width_m();
        const std::string id = table.text(i, "id");
        MapName& name = list.add(!is_focus         ? "neighbour"
                                 : width_m > 1.5e6 ? "country 1"
                                 : width_m > 1.0e6 ? "country 2"
                                                   : "country 3",
                                 table.text(i, "name"), id, "names", id);
        name.keeps_to_scale = true;
        LabelCandidate& one = name.candidate;
        one.priority += static_cast<float>(width_m / 1e5);
        const geo::MapPoint anchor = label_point(table, i).value_or(table.features[i].box.centre());
        one.anchor = anchor;
        one.manner = LabelManner::on_axis;
        one.filled_share = is_focus ? 0.55F : 0.35F;
        // The line through the label's point, then others above and below it: marks may stand in the way of one.
        constexpr std::array heights{0.0, 0.07, -0.07, 0.14, -0.14, 0.25, -0.25};
        one.axes = level_axes(table, i, one.anchor, heights);
        // From nearby, where its widest part may be far away, the name stands in what is seen of the country.
        MapName& near =
            list.add(is_focus ? "country, near" : "neighbour, near", table.text(i, "name"), id, "names", id);
        near.keeps_to_scale = true;
        near.candidate.manner = LabelManner::on_axis;
        near.candidate.anchor = anchor;
        near.candidate.filled_share = 0.3F;
        constexpr int lines = 40;
        constexpr double least_m = 40e3;
        near.candidate.axes = level_pieces(table, i, lines, least_m);
    }
}

void add_provinces(NameList& list, const FeatureTable& table) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        MapName& name = list.add("province", table.text(i, "name"), table.text(i, "id"), "provinces",
                                 country_id(table.text(i, "country")));
        name.candidate.manner = LabelManner::on_point;
        name.candidate.anchor = label_point(table, i).value_or(table.features[i].box.centre());
        name.farthest_m = std::min(table.features[i].box.width_m() / 130.0, name.farthest_m);
    }
}

/// The Aral Sea as it was about 1960. From where that is narrower than its name, a smaller one reaches over both shores.
void add_aral(NameList& list, const MapData& map) {
    for (std::size_t i = 0; i < map.aral_shores.features.size(); ++i) {
        if (map.aral_shores.number(i, "year").value_or(0) > 1980) continue;
        const geo::MapPoint anchor = middle_of(map.aral_shores, i);
        const std::string country = list.country_of(anchor);
        std::vector<MapAxis> axes = level_axes(map.aral_shores, i, anchor, std::array{0.0, 0.12, -0.12});
        double longest_m = 0.0;
        for (const MapAxis& axis : axes) longest_m = std::max(longest_m, axis.length_m());
        MapName& within = list.add("sea", "Aral Sea", "aral-sea", "aral", country);
        within.keeps_to_scale = true;
        within.candidate.manner = LabelManner::on_axis;
        within.candidate.anchor = anchor;
        within.candidate.filled_share = 0.7F;
        within.candidate.axes = axes;
        constexpr double air = 0.98;
        const double fits_to_m = air * longest_m / static_cast<double>(within.candidate.measured->extent.width_px);
        within.farthest_m = fits_to_m;
        MapName& across = list.add("sea, far", "Aral Sea", "aral-sea", "aral", country);
        across.closest_m = fits_to_m;
        across.keeps_to_scale = true;
        across.candidate.manner = LabelManner::on_axis;
        across.candidate.anchor = anchor;
        across.candidate.filled_share = 0.0F;
        for (MapAxis& axis : axes) {
            const geo::MapPoint west = axis.points.front();
            const double over_shore_m = 0.5 * axis.length_m();
            axis = level_axis({west.x_m - over_shore_m, west.y_m}, axis.points.back().x_m + over_shore_m);
        }
        across.candidate.axes = std::move(axes);
    }
}

void add_lakes(NameList& list, const MapData& map) {
    for (std::size_t i = 0; i < map.lakes.features.size(); ++i) {
        std::string text = map.lakes.text(i, "name");
        if (text.empty()) continue;
        const double size_m = std::sqrt(map.lakes.number(i, "area_km2").value_or(1.0)) * 1e3;
        const std::string id = map.lakes.text(i, "id");
        const geo::MapPoint anchor = middle_of(map.lakes, i);
        MapName& name = list.add(size_m > 2e5   ? "sea"
                                 : size_m > 7e4 ? "great lake"
                                                : "lake",
                                 std::move(text), id, "lakes", list.country_of(anchor));
        LabelCandidate& one = name.candidate;
        one.priority += static_cast<float>(std::min(size_m / 1e3, 200.0)) - (id.empty() ? 130.0F : 0.0F);
        one.manner = LabelManner::on_axis;
        one.anchor = anchor;
        one.filled_share = 0.6F;
        if (const auto axis = axis_of(map.areas, id)) one.axes.push_back(*axis);
        for (MapAxis& axis : level_axes(map.lakes, i, anchor, std::array{0.0})) one.axes.push_back(std::move(axis));
        const Room room = room_around(map.lakes, i, anchor);
        one.room_width_m = room.width_m;
        one.room_height_m = room.height_m;
        name.farthest_m = size_m / (id.empty() ? 16.0 : 11.0);
    }
}

void add_rivers(NameList& list, const MapData& map) {
    for (std::uint32_t i = 0; i < map.rivers.features.size(); ++i) {
        std::string text = map.rivers.text(i, "name");
        if (text.empty() || map.rivers.features[i].part_count == 0) continue;
        const int rank = std::clamp(static_cast<int>(map.rivers.number(i, "rank").value_or(6)), 1, 6);
        const bool is_canal = map.rivers.text(i, "kind") == "canal";
        const auto line = map.rivers.points_of(map.rivers.parts_of(map.rivers.features[i])[0]);
        MapName& name = list.add("river " + std::to_string(rank), std::move(text), map.rivers.text(i, "id"),
                                 is_canal ? "canals" : "rivers", list.country_of(line));
        name.candidate.manner = LabelManner::along_river;
        name.river = i;
        name.repeat_px = 420.0F;
    }
}

void add_towns(NameList& list, const FeatureTable& table) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.features[i].part_count == 0) continue;
        const int rank = std::clamp(static_cast<int>(table.number(i, "rank").value_or(8)), 1, 8);
        const bool is_capital = table.number(i, "capital").value_or(0) > 0.5;
        const auto people = table.number(i, "population").value_or(0.0);
        MapName& name =
            list.add(is_capital  ? "capital"
                     : rank <= 3 ? "city"
                     : rank <= 5 ? "town"
                                 : "small town",
                     table.text(i, "name"), table.text(i, "id"), "towns", country_id(table.text(i, "country")));
        name.candidate.priority += static_cast<float>(std::min(people / 1e5, 25.0));
        if (!is_capital) name.candidate.priority -= 30.0F * static_cast<float>(rank);
        name.candidate.anchor = first_point(table, i);
        name.gap_px = is_capital ? 5.5F : 4.0F;
        name.farthest_m = town_limit(is_capital ? 1 : rank);
    }
}

bool has_feature(const FeatureTable& table, const std::string& id) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.text(i, "id") == id) return true;
    }
    return false;
}

void add_sites(NameList& list, const MapData& map) {
    const FeatureTable& table = map.sites;
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.features[i].part_count == 0) continue;
        const std::string kind = table.text(i, "kind");
        const std::string id = table.text(i, "id");
        if (kind == "lake" && has_feature(map.lakes, id)) continue;  // the lake names itself
        const std::string state = table.text(i, "state");
        const bool is_dam = kind == "hydropower";
        const bool is_area = kind == "region" || kind == "lake";
        const bool is_unfinished = state == "under construction" || state == "planned";
        const double capacity_mw = table.number(i, "capacity_mw").value_or(0.0);
        std::string layer = "works";
        if (is_dam)
            layer = state == "planned"              ? "dams-planned"
                    : state == "under construction" ? "dams-building"
                                                    : "dams-operating";
        MapName& name = list.add(is_dam             ? (capacity_mw >= 1000 ? "great dam" : "dam")
                                 : kind == "lake"   ? "lake"
                                 : kind == "region" ? "desert 3"
                                                    : "works",
                                 table.text(i, "name"), id, std::move(layer), country_id(table.text(i, "country")));
        if (is_dam) name.candidate.priority += static_cast<float>(capacity_mw / 15.0);
        if (is_unfinished) name.candidate.priority += 150.0F;
        name.candidate.anchor = first_point(table, i);
        name.candidate.manner = is_area ? LabelManner::on_point : LabelManner::beside_point;
        name.gap_px = is_area ? 0.0F : 6.5F;
        if (is_dam && is_unfinished) name.farthest_m = 8000.0;
        if (is_dam && capacity_mw < 300) name.farthest_m = std::min(name.farthest_m, 1500.0);
    }
}

void add_areas(NameList& list, const MapData& map) {
    const FeatureTable& table = map.areas;
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        const std::string kind = table.text(i, "kind");
        if (kind == "water" || table.features[i].part_count == 0) continue;  // an axis for the name of a lake
        if (kind == "enclave") {
            const auto axis = table.points_of(table.parts_of(table.features[i])[0]);
            LabelCandidate& one =
                list.add("enclave", table.text(i, "name"), table.text(i, "id"), "names", list.country_of(axis))
                    .candidate;
            one.manner = LabelManner::on_point;
            one.anchor = {(axis.front().x_m + axis.back().x_m) / 2, (axis.front().y_m + axis.back().y_m) / 2};
            continue;
        }
        const int rank = std::clamp(static_cast<int>(table.number(i, "rank").value_or(3)), 1, 3);
        const bool is_range = kind == "range" || kind == "upland";
        const auto line = table.points_of(table.parts_of(table.features[i])[0]);
        const geo::MapPoint middle = line[line.size() / 2];
        MapName& name = list.add((is_range ? "range " : "desert ") + std::to_string(rank), table.text(i, "name"),
                                 table.text(i, "id"), "names", list.country_of(line));
        LabelCandidate& one = name.candidate;
        one.manner = LabelManner::on_axis;
        one.anchor = middle;
        one.axes = {smooth_axis(line)};
        one.filled_share = 0.75F;
        const double length_m = one.axes[0].length_m();
        one.priority += static_cast<float>(std::min(length_m / 1e5, 15.0));
        // Seen from within, the name of the ground says nothing any more.
        constexpr double most_px = 3500.0;
        name.closest_m = std::max(name.closest_m, length_m / most_px);
    }
}

}  // namespace

const NameClass& name_class(const std::string& what) {
    const auto found =
        std::find_if(classes.begin(), classes.end(), [&what](const NameClass& row) { return row.what == what; });
    assert(found != classes.end());
    return *found;
}

std::vector<MapName> map_names(const MapData& map, const Style& style, NameLanguage language, const NameTable* names,
                               TextCache& texts) {
    NameList list(map, style, language, names, texts);
    add_countries(list, map.countries);
    add_provinces(list, map.provinces);
    add_lakes(list, map);
    add_aral(list, map);
    add_rivers(list, map);
    add_towns(list, map.towns);
    add_sites(list, map);
    add_areas(list, map);
    return list.take();
}

}  // namespace darya::scene
