#include "scene/name_areas.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/measure.h"

namespace darya::scene {

namespace {

std::span<const geo::MapPoint> largest_ring(const data::FeatureTable& table, std::size_t i) {
    std::span<const geo::MapPoint> largest;
    double most_m2 = -1.0;
    for (const data::Part& part : table.parts_of(table.features[i])) {
        if (part.is_hole) continue;
        const double area_m2 = std::abs(geo::ring_area_m2(table.points_of(part)));
        if (area_m2 <= most_m2) continue;
        most_m2 = area_m2;
        largest = table.points_of(part);
    }
    return largest;
}

/// Where a level line crosses a ring, from west to east.
std::vector<double> crossings(std::span<const geo::MapPoint> ring, double y_m) {
    std::vector<double> found;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::MapPoint a = ring[i];
        const geo::MapPoint b = ring[(i + 1) % ring.size()];
        if ((a.y_m < y_m) == (b.y_m < y_m)) continue;
        found.push_back(a.x_m + (y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// A level axis over a piece with a little air on both sides.
MapAxis axis_within(const std::pair<double, double>& piece, double y_m) {
    constexpr double air = 0.03;  // of the width
    const double air_m = air * (piece.second - piece.first);
    return level_axis({piece.first + air_m, y_m}, piece.second - air_m);
}

/// The piece between two crossings that holds `x_m`, else the longest.
std::optional<std::pair<double, double>> piece_at(const std::vector<double>& crossed, double x_m) {
    std::optional<std::pair<double, double>> best;
    for (std::size_t i = 0; i + 1 < crossed.size(); i += 2) {
        const std::pair piece{crossed[i], crossed[i + 1]};
        if (piece.first <= x_m && x_m <= piece.second) return piece;
        if (!best || piece.second - piece.first > best->second - best->first) best = piece;
    }
    return best;
}

}  // namespace

geo::MapPoint middle_of(const data::FeatureTable& table, std::size_t i) {
    const auto ring = largest_ring(table, i);
    if (ring.empty()) return table.features[i].box.centre();
    // A name needs room to both sides more than exactness: a few hundred points of the ring are enough.
    std::vector<geo::MapPoint> thinned;
    const std::size_t step = ring.size() / 300 + 1;
    for (std::size_t p = 0; p < ring.size(); p += step) thinned.push_back(ring[p]);
    return geo::inside_point(thinned, {});
}

std::vector<MapAxis> level_axes(const data::FeatureTable& table, std::size_t feature, geo::MapPoint anchor,
                                std::span<const double> heights) {
    std::vector<MapAxis> axes;
    const auto ring = largest_ring(table, feature);
    geo::MapBox box;
    for (const geo::MapPoint point : ring) box.add(point);
    for (const double height : heights) {
        const double y_m = anchor.y_m + height * box.height_m();
        const auto piece = piece_at(crossings(ring, y_m), anchor.x_m);
        if (piece) axes.push_back(axis_within(*piece, y_m));
    }
    return axes;
}

std::vector<MapAxis> level_pieces(const data::FeatureTable& table, std::size_t feature, int count, double least_m) {
    std::vector<MapAxis> axes;
    const data::Feature& area = table.features[feature];
    for (int i = 0; i < count; ++i) {
        const double y_m = area.box.bottom_m + (i + 0.5) / count * area.box.height_m();
        std::vector<double> crossed;
        for (const data::Part& part : table.parts_of(area)) {
            const auto ring = crossings(table.points_of(part), y_m);
            crossed.insert(crossed.end(), ring.begin(), ring.end());
        }
        std::sort(crossed.begin(), crossed.end());
        for (std::size_t c = 0; c + 1 < crossed.size(); c += 2) {
            if (crossed[c + 1] - crossed[c] >= least_m) axes.push_back(axis_within({crossed[c], crossed[c + 1]}, y_m));
        }
    }
    std::stable_sort(axes.begin(), axes.end(),
                     [](const MapAxis& a, const MapAxis& b) { return a.length_m() > b.length_m(); });
    return axes;
}

Room room_around(const data::FeatureTable& table, std::size_t feature, geo::MapPoint point) {
    const auto ring = largest_ring(table, feature);
    const auto across = piece_at(crossings(ring, point.y_m), point.x_m);
    std::vector<geo::MapPoint> turned;
    turned.reserve(ring.size());
    for (const geo::MapPoint p : ring) turned.push_back({p.y_m, p.x_m});
    const auto upright = piece_at(crossings(turned, point.x_m), point.y_m);
    return {across ? across->second - across->first : 0.0, upright ? upright->second - upright->first : 0.0};
}

std::optional<MapAxis> axis_of(const data::FeatureTable& areas, const std::string& place) {
    for (std::size_t i = 0; i < areas.features.size() && !place.empty(); ++i) {
        if (areas.text(i, "id") != place || areas.features[i].part_count == 0) continue;
        return smooth_axis(areas.points_of(areas.parts_of(areas.features[i])[0]));
    }
    return std::nullopt;
}

}  // namespace darya::scene
