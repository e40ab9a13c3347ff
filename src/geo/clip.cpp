#include "geo/clip.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace darya::geo {

namespace {

bool is_finite(MapPoint point) {
    return std::isfinite(point.x_m) && std::isfinite(point.y_m);
}

MapPoint between(MapPoint a, MapPoint b, double t) {
    if (t <= 0.0) return a;
    if (t >= 1.0) return b;
    return {a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)};
}

enum class Edge { left, right, bottom, top };

/// How far a point is inside of one edge of the box; negative outside.
double room_m(MapPoint point, Edge edge, const MapBox& box) {
    switch (edge) {
        case Edge::left:
            return point.x_m - box.left_m;
        case Edge::right:
            return box.right_m - point.x_m;
        case Edge::bottom:
            return point.y_m - box.bottom_m;
        case Edge::top:
            return box.top_m - point.y_m;
    }
    return 0.0;
}

/// The point where a segment crosses an edge; exactly on it.
MapPoint crossing(MapPoint a, MapPoint b, Edge edge, const MapBox& box) {
    const double room_a = room_m(a, edge, box);
    MapPoint point = between(a, b, room_a / (room_a - room_m(b, edge, box)));
    switch (edge) {
        case Edge::left:
            point.x_m = box.left_m;
            break;
        case Edge::right:
            point.x_m = box.right_m;
            break;
        case Edge::bottom:
            point.y_m = box.bottom_m;
            break;
        case Edge::top:
            point.y_m = box.top_m;
            break;
    }
    return point;
}

}  // namespace

std::optional<Share> share_inside(MapPoint a, MapPoint b, const MapBox& box) {
    Share share;
    // `toward` is how fast the segment approaches an edge from within, `room` how far its start is from it.
    const auto cut = [&share](double toward, double room) {
        if (toward == 0.0) return room >= 0.0;
        const double t = room / toward;
        if (toward > 0.0) {
            share.to = std::min(share.to, t);
        } else {
            share.from = std::max(share.from, t);
        }
        return share.from <= share.to;
    };
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    if (!cut(-dx, a.x_m - box.left_m) || !cut(dx, box.right_m - a.x_m) || !cut(-dy, a.y_m - box.bottom_m) ||
        !cut(dy, box.top_m - a.y_m)) {
        return std::nullopt;
    }
    return share;
}

std::vector<std::vector<MapPoint>> clip_line(std::span<const MapPoint> line, const MapBox& box) {
    std::vector<std::vector<MapPoint>> pieces;
    if (box.is_empty()) return pieces;
    bool is_open = false;  // the last piece reaches the end of the segment before
    for (std::size_t i = 1; i < line.size(); ++i) {
        const MapPoint a = line[i - 1];
        const MapPoint b = line[i];
        const auto share = is_finite(a) && is_finite(b) ? share_inside(a, b, box) : std::nullopt;
        if (!share || (share->from == share->to && a != b)) {
            is_open = false;
            continue;
        }
        if (!is_open || share->from > 0.0) pieces.push_back({between(a, b, share->from)});
        pieces.back().push_back(between(a, b, share->to));
        is_open = share->to >= 1.0;
    }
    return pieces;
}

std::vector<MapPoint> clip_ring(std::span<const MapPoint> ring, const MapBox& box) {
    std::vector<MapPoint> inside;
    if (box.is_empty()) return inside;
    for (const MapPoint point : ring) {
        if (is_finite(point)) inside.push_back(point);
    }
    std::vector<MapPoint> before;
    for (const Edge edge : {Edge::left, Edge::right, Edge::bottom, Edge::top}) {
        before.swap(inside);
        inside.clear();
        for (std::size_t i = 0; i < before.size(); ++i) {
            const MapPoint a = before[i > 0 ? i - 1 : before.size() - 1];
            const MapPoint b = before[i];
            const bool is_a_in = room_m(a, edge, box) >= 0.0;
            const bool is_b_in = room_m(b, edge, box) >= 0.0;
            if (is_a_in != is_b_in) inside.push_back(crossing(a, b, edge, box));
            if (is_b_in) inside.push_back(b);
        }
    }
    if (inside.size() < 3) inside.clear();
    return inside;
}

}  // namespace darya::geo
