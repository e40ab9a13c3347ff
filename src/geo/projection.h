#pragma once

#include <string_view>

#include "geo/point.h"

namespace darya::geo {

/// The one map projection of the program, as PROJ writes it: Albers equal-area for Central Asia, WGS 84, metres.
inline constexpr std::string_view map_projection_proj4 =
    "+proj=aea +lat_0=44 +lon_0=66 +lat_1=38 +lat_2=50 +datum=WGS84 +units=m +no_defs";

/// Where a place lies on the map. Longitudes are taken the short way round from 66 E. Exact (closed form on the
/// ellipsoid) for all latitudes short of the south pole. O(1).
///
/// Source: Snyder 1987, Map Projections: A Working Manual, USGS PP 1395, equations 14-1 to 14-6, 3-12.
MapPoint to_map(LonLat place);

/// The place shown at a point of the map; the inverse of `to_map`, within 1e-9 degrees inside the map's extent.
///
/// Source: Snyder 1987, equations 14-8 to 14-11, 3-16.
LonLat to_lonlat(MapPoint point);

/// Distance along the ellipsoid, metres: what the scale bar and "how far" tell. Within 0.5 % of the geodesic on any
/// distance (great circle with the mean radius at the mid latitude). O(1).
double ground_distance_m(LonLat a, LonLat b);

}  // namespace darya::geo
