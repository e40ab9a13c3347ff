#include "geo/measure.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <queue>
#include <vector>

namespace darya::geo {

namespace {

double squared_distance_to_segment(MapPoint p, MapPoint a, MapPoint b) {
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double px = p.x_m - a.x_m;
    const double py = p.y_m - a.y_m;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0.0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;
    const double ox = px - t * dx;
    const double oy = py - t * dy;
    return ox * ox + oy * oy;
}

using Rings = std::vector<std::span<const MapPoint>>;

Rings rings_of(std::span<const MapPoint> points, std::span<const std::uint32_t> ring_starts) {
    if (ring_starts.empty()) return {points};
    Rings rings;
    for (std::size_t i = 0; i < ring_starts.size(); ++i) {
        const std::size_t end = i + 1 < ring_starts.size() ? ring_starts[i + 1] : points.size();
        if (ring_starts[i] > end || end > points.size()) continue;
        rings.push_back(points.subspan(ring_starts[i], end - ring_starts[i]));
    }
    return rings;
}

/// Distance to the polygon's edge, negative outside.
double depth_m(MapPoint point, const Rings& rings) {
    bool is_inside = false;
    double nearest2 = std::numeric_limits<double>::infinity();
    for (const auto ring : rings) {
        if (ring_contains(ring, point)) is_inside = !is_inside;
        for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
            nearest2 = std::min(nearest2, squared_distance_to_segment(point, ring[before], ring[i]));
        }
    }
    return is_inside ? std::sqrt(nearest2) : -std::sqrt(nearest2);
}

/// A square that may hold the best point.
struct Square {
    MapPoint middle;
    double half_m = 0.0;
    double depth_m = 0.0;  // at the middle
    double most_m() const { return depth_m + half_m * std::numbers::sqrt2; }
    bool operator<(const Square& other) const { return most_m() < other.most_m(); }
};

}  // namespace

double length_m(std::span<const MapPoint> line) {
    double sum_m = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) sum_m += distance_m(line[i - 1], line[i]);
    return sum_m;
}

double ring_area_m2(std::span<const MapPoint> ring) {
    double doubled = 0.0;
    // Measured from the first point: far from the map's origin the products would swallow small areas.
    for (std::size_t i = 2; i < ring.size(); ++i) {
        doubled += (ring[i - 1].x_m - ring[0].x_m) * (ring[i].y_m - ring[0].y_m) -
                   (ring[i].x_m - ring[0].x_m) * (ring[i - 1].y_m - ring[0].y_m);
    }
    return doubled / 2;
}

bool ring_contains(std::span<const MapPoint> ring, MapPoint point) {
    bool is_inside = false;
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
        const MapPoint a = ring[before];
        const MapPoint b = ring[i];
        if ((a.y_m > point.y_m) == (b.y_m > point.y_m)) continue;
        if (point.x_m < a.x_m + (point.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m)) is_inside = !is_inside;
    }
    return is_inside;
}

double distance_to_line_m(MapPoint point, std::span<const MapPoint> line) {
    if (line.size() == 1) return distance_m(point, line[0]);
    double nearest2 = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < line.size(); ++i) {
        nearest2 = std::min(nearest2, squared_distance_to_segment(point, line[i - 1], line[i]));
    }
    return std::sqrt(nearest2);
}

MapPoint inside_point(std::span<const MapPoint> points, std::span<const std::uint32_t> ring_starts,
                      double tolerance_m) {
    const Rings rings = rings_of(points, ring_starts);
    MapBox box;
    for (const MapPoint point : rings.empty() ? std::span<const MapPoint>() : rings[0]) box.add(point);
    if (box.is_empty() || !std::isfinite(box.width_m()) || !std::isfinite(box.height_m())) return {};
    const double size_m = std::max(box.width_m(), box.height_m());
    const double side_m = std::min(box.width_m(), box.height_m());
    constexpr double thinnest = 1e-3;  // a thinner box would need thousands of squares
    if (side_m <= size_m * thinnest) return box.centre();
    const double enough_m = tolerance_m > 0.0 ? tolerance_m : size_m / 100;

    std::priority_queue<Square> open;
    Square best{box.centre(), 0.0, depth_m(box.centre(), rings)};
    const auto consider = [&](MapPoint middle, double half_m) {
        const Square square{middle, half_m, depth_m(middle, rings)};
        if (square.depth_m > best.depth_m) best = square;
        if (square.most_m() > best.depth_m + enough_m) open.push(square);
    };
    const double half_m = side_m / 2;
    for (double x_m = box.left_m + half_m; x_m < box.right_m + half_m; x_m += side_m) {
        for (double y_m = box.bottom_m + half_m; y_m < box.top_m + half_m; y_m += side_m) consider({x_m, y_m}, half_m);
    }
    // A polygon of nearly parallel sides has very many nearly best points.
    constexpr int most_splits = 2000;
    for (int split = 0; split < most_splits && !open.empty(); ++split) {
        const Square square = open.top();
        open.pop();
        if (square.most_m() <= best.depth_m + enough_m) break;
        const double quarter_m = square.half_m / 2;
        for (const double dx : {-quarter_m, quarter_m}) {
            for (const double dy : {-quarter_m, quarter_m}) {
                consider({square.middle.x_m + dx, square.middle.y_m + dy}, quarter_m);
            }
        }
    }
    return best.depth_m > 0.0 ? best.middle : box.centre();
}

}  // namespace darya::geo
