#include "scene/place_point.h"

#include <cmath>
#include <span>
#include <vector>

#include "geo/measure.h"
#include "geo/projection.h"

namespace darya::scene {

namespace {

/// The vertex halfway down the longest piece of a line.
geo::MapPoint middle_of_line(const data::FeatureTable& table, const data::Feature& feature) {
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
geo::MapPoint middle_of_area(const data::FeatureTable& table, const data::Feature& feature) {
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

}  // namespace

std::optional<geo::MapPoint> point_on(const data::FeatureTable& table, std::size_t i) {
    const auto lon_deg = table.number(i, "label_lon");
    const auto lat_deg = table.number(i, "label_lat");
    if (lon_deg && lat_deg) return geo::to_map({*lon_deg, *lat_deg});
    const data::Feature& feature = table.features[i];
    if (feature.part_count == 0) return std::nullopt;
    if (table.kind == data::ShapeKind::line) return middle_of_line(table, feature);
    if (table.kind == data::ShapeKind::polygon) return middle_of_area(table, feature);
    return table.points_of(table.parts_of(feature)[0])[0];
}

}  // namespace darya::scene
