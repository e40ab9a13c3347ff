#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "geo/point.h"
#include "scene/measure_shape.h"

namespace darya::atlas {

/// What a line through places measures on the ellipsoid.
struct Measured {
    double length_m = 0.0;
    std::optional<double> area_m2;  // within, closed by the shortest line; nothing for fewer than three corners
    double closing_m = 0.0;         // how long that line is
    bool is_crossing = false;       // sides cross, so there is no area to tell
};
Measured measured(std::span<const geo::LonLat> points);

/// "853 m", "41.3 km", "2,962 km"; "9,200 m²", "9.68 km²", "84,937 km²": as many digits as a person reads.
std::string length_words(double length_m);
std::string area_words(double area_m2);

/// The length, and what is to be said of the area, "" where there is nothing.
struct MeasureWords {
    std::string length;
    std::string area;
};
MeasureWords measure_words(std::span<const geo::LonLat> points);
/// Both in one line, to be copied.
std::string measure_line(std::span<const geo::LonLat> points);

/// The corners so far, and the place under the mouse where it would be the next one.
std::vector<geo::LonLat> measured_points(const Measuring& measuring, const std::optional<geo::LonLat>& mouse);

/// How that is drawn.
scene::MeasureShape measure_shape(const Measuring& measuring, const std::optional<geo::LonLat>& mouse);

}  // namespace darya::atlas
