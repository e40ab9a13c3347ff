#pragma once

#include <numbers>

namespace darya::geo {

// The ellipsoid that longitudes and latitudes are on: WGS 84, as EPSG:7030 defines it.
constexpr double equatorial_radius_m = 6'378'137.0;
constexpr double flattening = 1.0 / 298.257223563;

constexpr double rad_per_deg = std::numbers::pi / 180.0;

}  // namespace darya::geo
