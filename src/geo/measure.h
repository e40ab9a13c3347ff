#pragma once

#include <cstdint>
#include <span>

#include "geo/point.h"

namespace darya::geo {

/// Length of a line on the map. O(n).
double length_m(std::span<const MapPoint> line);

/// Area inside a closed ring (the last point joins the first), true to the ground; positive when it runs
/// counterclockwise. O(n).
double ring_area_m2(std::span<const MapPoint> ring);

/// Whether a point is inside a closed ring by the even-odd rule; a point exactly on the ring may be either. O(n).
bool ring_contains(std::span<const MapPoint> ring, MapPoint point);

/// Distance from a point to the nearest place on the line; infinite for an empty line. O(n).
double distance_to_line_m(MapPoint point, std::span<const MapPoint> line);

/// A good point for a name: inside the polygon and nearly as far from its edge as can be.
///
/// `points` and `ring_starts` as for `triangulate` (no starts: one ring). The distance to the edge is within
/// `tolerance_m` of the best; 0 takes a hundredth of the polygon's size. A polygon without area gives the middle of its
/// box, without points {0, 0}. Costs some hundred times O(n), and stops with the best found when it takes very long.
MapPoint inside_point(std::span<const MapPoint> points, std::span<const std::uint32_t> ring_starts,
                      double tolerance_m = 0.0);

}  // namespace darya::geo
