#include "app/map_places.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "data/feature_table.h"
#include "geo/measure.h"
#include "geo/projection.h"
#include "intake/map_file.h"

namespace darya::app {

namespace {

using data::FeatureTable;

/// The vertex halfway down the longest piece of a line.
geo::MapPoint middle_of_line(const FeatureTable& table, const data::Feature& feature) {
    std::span<const geo::MapPoint> longest;
    double longest_m = -1.0;
    for (const data::Part& part : table.parts_of(feature)) {
        const auto line = table.points_of(part);
        const double length_m = geo::length_m(line);
        if (length_m <= longest_m) continue;
        longest_m = length_m;
        longest = line;
    }
    double gone_m = 0.0;
    for (std::size_t i = 1; i < longest.size(); ++i) {
        gone_m += geo::distance_m(longest[i - 1], longest[i]);
        if (gone_m >= longest_m / 2) return longest[i];
    }
    return longest.front();
}

/// A point well inside the largest polygon of a feature, not on one of its islands.
geo::MapPoint middle_of_area(const FeatureTable& table, const data::Feature& feature) {
    const auto parts = table.parts_of(feature);
    std::size_t largest = 0;
    double most_m2 = -1.0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double area_m2 = parts[i].is_hole ? -1.0 : std::abs(geo::ring_area_m2(table.points_of(parts[i])));
        if (area_m2 <= most_m2) continue;
        most_m2 = area_m2;
        largest = i;
    }
    std::vector<geo::MapPoint> points;
    std::vector<std::uint32_t> ring_starts;
    for (std::size_t i = largest; i < parts.size() && (i == largest || parts[i].is_hole); ++i) {
        const auto ring = table.points_of(parts[i]);
        ring_starts.push_back(static_cast<std::uint32_t>(points.size()));
        points.insert(points.end(), ring.begin(), ring.end());
    }
    return geo::inside_point(points, ring_starts);
}

/// To a metre or so: the map is no better, and more digits would only claim it.
double rounded(double degrees) {
    return std::round(degrees * 1e5) / 1e5;
}

std::optional<geo::LonLat> point_on(const FeatureTable& table, std::size_t i) {
    const auto lon_deg = table.number(i, "label_lon");
    const auto lat_deg = table.number(i, "label_lat");
    if (lon_deg && lat_deg) return geo::LonLat{*lon_deg, *lat_deg};
    const data::Feature& feature = table.features[i];
    if (feature.part_count == 0) return std::nullopt;
    geo::MapPoint point;
    if (table.kind == data::ShapeKind::point) point = table.points_of(table.parts_of(feature)[0])[0];
    if (table.kind == data::ShapeKind::line) point = middle_of_line(table, feature);
    if (table.kind == data::ShapeKind::polygon) point = middle_of_area(table, feature);
    const geo::LonLat place = geo::to_lonlat(point);
    return geo::LonLat{rounded(place.lon_deg), rounded(place.lat_deg)};
}

reading::PlaceKind kind_in(const FeatureTable& table, std::size_t i) {
    using reading::PlaceKind;
    const std::string own_kind = table.text(i, "kind");
    if (own_kind == "reservoir") return PlaceKind::reservoir;
    if (own_kind == "canal") return PlaceKind::canal;
    if (table.name == "countries") return PlaceKind::country;
    if (table.name == "provinces") return PlaceKind::province;
    if (table.name == "rivers") return PlaceKind::river;
    if (table.name == "towns") return PlaceKind::town;
    return PlaceKind::lake;
}

}  // namespace

base::Result<std::vector<reading::Place>> find_on_map(const DataFolders& folders, const std::set<std::string>& ids,
                                                      base::Notes& notes) {
    // As on the map, the earlier layer wins where an id stands in several.
    const auto tables = intake::read_layers(
        folders.map_file(), {"towns", "rivers", "lakes", "countries", "provinces", "aral_shores"}, notes);
    if (!tables) return tables.error();
    std::vector<reading::Place> places;
    std::set<std::string> found;
    for (const FeatureTable& table : *tables) {
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            const bool is_old_aral = table.name == "aral_shores" && table.number(i, "year").value_or(0) < 1980;
            const std::string id = is_old_aral ? "aral-sea" : table.text(i, "id");
            if (!ids.contains(id) || !found.insert(id).second) continue;
            reading::Place place;
            place.id = id;
            place.name = is_old_aral ? "Aral Sea" : table.text(i, "name");
            place.kind = is_old_aral ? reading::PlaceKind::sea : kind_in(table, i);
            place.position = point_on(table, i);
            places.push_back(std::move(place));
        }
    }
    return places;
}

}  // namespace darya::app
