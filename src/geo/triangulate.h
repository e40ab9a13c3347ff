#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// Cuts a polygon with holes into triangles; gives indices into `points`, three for each triangle.
///
/// `points` are those of all rings in a row, `ring_starts` the index of each ring's first point: ring 0 is the outer
/// one, the others are its holes (none given: all points are the outer ring). Rings may run either way and may repeat
/// their first point at the end. The triangles run counterclockwise, do not overlap and cover the polygon. Where the
/// rings cross each other or themselves (simplified coasts do) nearly all of it is covered, and nothing hangs or fails.
/// A hole outside the outer ring is passed over. With a point that is not finite, or not on any map, there are no
/// triangles at all.
///
/// Ear clipping with a grid over the reflex corners, holes bridged to the left by a ray; own implementation. Typical
/// cost O(n log n); a polygon made to be slow is cut carelessly once a fixed budget per point is spent.
///
/// Source: Meisters 1975 (two ears), doi:10.1080/00029890.1975.11993898; Eberly, Triangulation by Ear Clipping (bridges).
std::vector<std::uint32_t> triangulate(std::span<const MapPoint> points, std::span<const std::uint32_t> ring_starts);

}  // namespace darya::geo
