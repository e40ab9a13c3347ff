#pragma once

#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// Length of the shortest line between two places along the ellipsoid WGS 84, within 0.1 mm. Nearly opposite places,
/// for which the iteration does not end, get `ground_distance_m`. O(1).
///
/// Source: Vincenty 1975, Direct and inverse solutions of geodesics on the ellipsoid, Survey Review 23 (176).
double geodesic_m(LonLat from, LonLat to);

/// Places along that line in even steps of at most `step_m`, an even number of steps of 512 at most: those after `from`,
/// the last one is `to`.
std::vector<LonLat> along_geodesic(LonLat from, LonLat to, double step_m);

/// Area within a ring whose sides are geodesics (the last point joins the first), true to the ellipsoid within a
/// millionth of itself or 100 m², for rings on the map; never negative, and of no meaning where sides cross. Measured on
/// the map projection, whose areas are true, along curved sides.
double geodesic_area_m2(std::span<const LonLat> ring);

}  // namespace darya::geo
