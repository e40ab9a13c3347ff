#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// The share of a segment that lies in a box, from 0 (its start) to 1; nothing where it passes the box by. Liang-Barsky.
struct Share {
    double from = 0.0;
    double to = 1.0;
};
std::optional<Share> share_inside(MapPoint a, MapPoint b, const MapBox& box);

/// The pieces of a line that lie in a box, in the line's order and direction; new points are made where it crosses the
/// box's edge. Pieces that only touch the edge in one point are left out, as are segments with points that are not
/// finite. An empty box gives nothing. Cost O(n).
///
/// Source: Liang & Barsky 1984, doi:10.1145/357332.357333.
std::vector<std::vector<MapPoint>> clip_line(std::span<const MapPoint> line, const MapBox& box);

/// The part of a closed ring that lies in a box, again as one ring: pieces are joined along the box's edge, which fills
/// properly. Empty when nothing of the ring's area is in the box. Cost O(n).
///
/// Source: Sutherland & Hodgman 1974, doi:10.1145/360767.360802.
std::vector<MapPoint> clip_ring(std::span<const MapPoint> ring, const MapBox& box);

}  // namespace darya::geo
