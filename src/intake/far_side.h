#pragma once

#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::intake {

/// The meridian opposite the map's middle, where the map projection tears the world open: 114 W.
inline constexpr double middle_lon_deg = 66.0;
inline constexpr double far_side_lon_deg = middle_lon_deg - 180.0;

using LonLats = std::vector<geo::LonLat>;

/// True when a line with these longitudes would run across the whole map, because it crosses the far side or goes round
/// the world; such a line or ring is to be cut first. Cost O(n).
bool crosses_far_side(std::span<const double> lons_deg);

/// The line in pieces that each stay on one side of the far side; steps of more than 180 degrees go the short way. A
/// piece ends within 1e-7 degrees (1 cm) of the cut. Pieces have at least two points.
std::vector<LonLats> cut_line(std::span<const geo::LonLat> line);

/// The polygon (outer ring first, then its holes; rings not closed) as polygons that stay on one side of the far side.
/// Rings go the short way round like lines, except one that encloses a pole, which is taken as it is written (with its
/// way along the pole). A piece may have edges along the cut. Holes follow their outer ring.
std::vector<std::vector<LonLats>> cut_polygon(const std::vector<LonLats>& rings);

}  // namespace darya::intake
