#include "scene/names.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/measure.h"
#include "geo/projection.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

using data::FeatureTable;

/// Gives every name a number that stays the same from frame to frame.
class NameList {
public:
    explicit NameList(const style::Style& style) : style_(style) {}

    MapName& add(std::string text, std::string place, std::string layer, float priority) {
        MapName name;
        name.candidate.id = names_.size() + 1;
        name.candidate.text = std::move(text);
        name.candidate.place = std::move(place);
        name.candidate.layer = std::move(layer);
        name.candidate.priority = priority;
        name.candidate.look.halo = style_.halo;
        name.candidate.look.halo_px = style_.halo_px;
        names_.push_back(std::move(name));
        return names_.back();
    }
    std::vector<MapName> take() { return std::move(names_); }

private:
    const style::Style& style_;
    std::vector<MapName> names_;
};

std::optional<geo::MapPoint> label_point(const FeatureTable& table, std::size_t i) {
    const auto lon = table.number(i, "label_lon");
    const auto lat = table.number(i, "label_lat");
    if (!lon || !lat) return std::nullopt;
    return geo::to_map({*lon, *lat});
}

/// A point well inside the largest ring of a polygon feature.
geo::MapPoint middle_of(const FeatureTable& table, std::size_t i) {
    const data::Part* largest = nullptr;
    double most_m2 = -1.0;
    for (const data::Part& part : table.parts_of(table.features[i])) {
        const double area_m2 = std::abs(geo::ring_area_m2(table.points_of(part)));
        if (part.is_hole || area_m2 <= most_m2) continue;
        most_m2 = area_m2;
        largest = &part;
    }
    if (largest == nullptr) return table.features[i].box.centre();
    // A name needs room to both sides more than exactness: a few hundred points of the ring are enough.
    const auto ring = table.points_of(*largest);
    std::vector<geo::MapPoint> thinned;
    const std::size_t step = ring.size() / 300 + 1;
    for (std::size_t p = 0; p < ring.size(); p += step) thinned.push_back(ring[p]);
    return geo::inside_point(thinned, {});
}

void add_countries(NameList& list, const FeatureTable& table, const style::Style& style) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.text(i, "name").empty()) continue;  // leased or claimed land
        const bool is_focus = table.number(i, "focus").value_or(0) > 0.5;
        const double width_m = table.features[i].box.width_m();
        MapName& name = list.add(table.text(i, "name"), table.text(i, "id"), "names",
                                 (is_focus ? 1000.0F : 420.0F) + static_cast<float>(width_m / 1e5));
        LabelLook& look = name.candidate.look;
        look.is_upper_case = is_focus;
        look.face = is_focus ? style::Face::map_medium : style::Face::map_regular;
        look.size_px = is_focus ? (width_m > 1.5e6 ? 17.0F : width_m > 1.0e6 ? 14.5F : 12.0F) : 13.0F;
        look.letter_spacing_px = is_focus ? (width_m > 1.5e6 ? 6.0F : width_m > 1.0e6 ? 3.6F : 2.2F) : 1.5F;
        look.colour = is_focus ? style.country_name : style.neighbour_name;
        name.candidate.anchor = label_point(table, i).value_or(table.features[i].box.centre());
        name.closest_m = is_focus ? 330.0 : 700.0;
        // A country narrower than its name is left without it.
        name.farthest_m = std::max(width_m / 75.0, is_focus ? 5200.0 : 0.0);
    }
}

void add_provinces(NameList& list, const FeatureTable& table, const style::Style& style) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        MapName& name = list.add(table.text(i, "name"), table.text(i, "id"), "provinces", 250.0F);
        name.candidate.look.face = style::Face::map_regular;
        name.candidate.look.size_px = 11.5F;
        name.candidate.look.letter_spacing_px = 1.2F;
        name.candidate.look.colour = style.province_name;
        name.candidate.anchor = label_point(table, i).value_or(table.features[i].box.centre());
        name.farthest_m = std::min(table.features[i].box.width_m() / 130.0, 3200.0);
    }
}

void add_waters(NameList& list, const MapData& map, const style::Style& style) {
    const auto water = [&style](MapName& name, float size_px) {
        name.candidate.look.face = style::Face::map_italic;
        name.candidate.look.size_px = size_px;
        name.candidate.look.colour = style.water_name;
    };
    for (std::size_t i = 0; i < map.lakes.features.size(); ++i) {
        std::string text = map.lakes.text(i, "name");
        if (text.empty()) continue;
        const double size_m = std::sqrt(map.lakes.number(i, "area_km2").value_or(1.0)) * 1e3;
        const std::string id = map.lakes.text(i, "id");
        MapName& name = list.add(std::move(text), id, "lakes",
                                 (id.empty() ? 200.0F : 330.0F) + static_cast<float>(std::min(size_m / 1e3, 200.0)));
        water(name, size_m > 1e5 ? 14.0F : 11.5F);
        name.candidate.anchor = middle_of(map.lakes, i);
        name.farthest_m = size_m / (id.empty() ? 16.0 : 11.0);
    }
    for (std::size_t i = 0; i < map.aral_shores.features.size(); ++i) {
        if (map.aral_shores.number(i, "year").value_or(0) > 1980) continue;
        MapName& name = list.add("Aral Sea", "aral-sea", "aral", 700.0F);
        water(name, 13.0F);
        name.candidate.anchor = middle_of(map.aral_shores, i);
    }
    for (std::uint32_t i = 0; i < map.rivers.features.size(); ++i) {
        std::string text = map.rivers.text(i, "name");
        if (text.empty()) continue;
        const int rank = std::clamp(static_cast<int>(map.rivers.number(i, "rank").value_or(6)), 1, 6);
        const bool is_canal = map.rivers.text(i, "kind") == "canal";
        MapName& name = list.add(std::move(text), map.rivers.text(i, "id"), is_canal ? "canals" : "rivers",
                                 480.0F - 40.0F * static_cast<float>(rank));
        water(name, rank <= 1 ? 12.5F : rank == 2 ? 11.5F : 11.0F);
        name.river = i;
        name.candidate.repeat_px = 420.0F;
        constexpr std::array farthest_m{8000.0, 4600.0, 2300.0, 1200.0, 700.0, 400.0};
        name.farthest_m = farthest_m[static_cast<std::size_t>(rank - 1)];
    }
}

void add_towns(NameList& list, const FeatureTable& table, const style::Style& style) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.features[i].part_count == 0) continue;
        const int rank = std::clamp(static_cast<int>(table.number(i, "rank").value_or(8)), 1, 8);
        const bool is_capital = table.number(i, "capital").value_or(0) > 0.5;
        const auto people = table.number(i, "population").value_or(0.0);
        MapName& name = list.add(table.text(i, "name"), table.text(i, "id"), "towns",
                                 (is_capital ? 640.0F : 400.0F - 30.0F * static_cast<float>(rank)) +
                                     static_cast<float>(std::min(people / 1e5, 25.0)));
        name.candidate.look.face = is_capital ? style::Face::map_medium : style::Face::map_regular;
        name.candidate.look.size_px = is_capital ? 13.0F : rank <= 3 ? 12.0F : 11.0F;
        name.candidate.look.colour = style.town_name;
        name.candidate.anchor = table.points_of(table.parts_of(table.features[i])[0])[0];
        name.candidate.gap_px = is_capital ? 5.5F : 4.0F;
        name.farthest_m = town_limit(is_capital ? 1 : rank);
    }
}

void add_sites(NameList& list, const MapData& map, const style::Style& style) {
    const FeatureTable& table = map.sites;
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (table.features[i].part_count == 0) continue;
        const std::string kind = table.text(i, "kind");
        const std::string id = table.text(i, "id");
        if (kind == "lake" && map.find(id) && map.find(id)->table == &map.lakes) continue;  // the lake names itself
        const std::string state = table.text(i, "state");
        const bool is_dam = kind == "hydropower";
        const bool is_unfinished = state == "under construction" || state == "planned";
        const double capacity_mw = table.number(i, "capacity_mw").value_or(0.0);
        std::string layer = "works";
        if (is_dam)
            layer = state == "planned"              ? "dams-planned"
                    : state == "under construction" ? "dams-building"
                                                    : "dams-operating";
        float priority = is_dam ? 500.0F + static_cast<float>(capacity_mw / 15.0) : 300.0F;
        if (is_unfinished) priority += 150.0F;
        MapName& name = list.add(table.text(i, "name"), id, std::move(layer), priority);
        name.candidate.look.face = is_dam ? style::Face::map_bold : style::Face::map_italic;
        name.candidate.look.size_px = is_dam && capacity_mw > 1000 ? 12.5F : 11.5F;
        name.candidate.look.colour = kind == "lake" ? style.water_name : style.dam_name;
        name.candidate.anchor = table.points_of(table.parts_of(table.features[i])[0])[0];
        name.candidate.gap_px = kind == "region" || kind == "lake" ? 0.0F : 6.5F;
        if (is_dam) {
            name.farthest_m = is_unfinished         ? 8000.0
                              : capacity_mw >= 1000 ? 4800.0
                              : capacity_mw >= 300  ? 2200.0
                                                    : 1500.0;
        } else {
            name.farthest_m = 1800.0;
        }
    }
}

}  // namespace

std::vector<MapName> map_names(const MapData& map, const style::Style& style) {
    NameList list(style);
    add_countries(list, map.countries, style);
    add_provinces(list, map.provinces, style);
    add_waters(list, map, style);
    add_towns(list, map.towns, style);
    add_sites(list, map, style);
    return list.take();
}

std::vector<std::vector<geo::MapPoint>> river_lines(const MapData& map, std::uint32_t feature, int level) {
    std::vector<std::vector<geo::MapPoint>> lines;
    for (const data::Part& part : map.rivers.parts_of(map.rivers.features[feature])) {
        std::vector<geo::MapPoint>& line = lines.emplace_back();
        for (std::uint32_t i = part.first_point; i < part.first_point + part.point_count; ++i) {
            if (static_cast<double>(map.rivers_m[i]) >= tolerance_m(level)) line.push_back(map.rivers.points[i]);
        }
    }
    return lines;
}

}  // namespace darya::scene
