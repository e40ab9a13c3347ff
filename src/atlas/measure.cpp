#include "atlas/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "atlas/apply_parts.h"
#include "geo/geodesic.h"
#include "geo/projection.h"

namespace darya::atlas {

namespace {

using geo::LonLat;
using geo::MapPoint;

/// Twice the area of a triangle; its sign tells which way round it runs.
double turn(MapPoint a, MapPoint b, MapPoint c) {
    return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
}

bool are_crossing(MapPoint a, MapPoint b, MapPoint c, MapPoint d) {
    return turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0;
}

/// Whether sides of the closed ring cross; straight ones on the map tell it well enough.
bool is_crossing_itself(std::span<const LonLat> ring) {
    std::vector<MapPoint> corners;
    corners.reserve(ring.size());
    for (const LonLat place : ring) corners.push_back(geo::to_map(place));
    const std::size_t count = corners.size();
    for (std::size_t i = 0; i + 2 < count; ++i) {
        for (std::size_t j = i + 2; j < count; ++j) {
            if (are_crossing(corners[i], corners[i + 1], corners[j], corners[(j + 1) % count])) return true;
        }
    }
    return false;
}

/// With so many decimals, and a comma between thousands.
std::string rounded(double value, int decimals) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    std::string digits = text.data();
    std::size_t at = std::min(digits.find('.'), digits.size());
    constexpr std::size_t group = 3;
    while (at > group) digits.insert(at -= group, 1, ',');
    return digits;
}

std::string few_digits(double value) {
    const double shown = std::abs(value);
    return rounded(value, shown < 10.0 ? 2 : shown < 1000.0 ? 1 : 0);
}

bool is_number(LonLat place) {
    return std::isfinite(place.lon_deg) && std::isfinite(place.lat_deg) && std::abs(place.lat_deg) < 90.0;
}

}  // namespace

Measured measured(std::span<const LonLat> points) {
    Measured result;
    for (std::size_t i = 1; i < points.size(); ++i) result.length_m += geo::geodesic_m(points[i - 1], points[i]);
    if (points.size() < 3) return result;
    result.closing_m = geo::geodesic_m(points.back(), points.front());
    result.is_crossing = is_crossing_itself(points);
    if (!result.is_crossing) result.area_m2 = geo::geodesic_area_m2(points);
    return result;
}

std::string length_words(double length_m) {
    constexpr double m_per_km = 1000.0;
    return length_m < m_per_km - 0.5 ? rounded(length_m, 0) + " m" : few_digits(length_m / m_per_km) + " km";
}

std::string area_words(double area_m2) {
    constexpr double m2_per_km2 = 1e6;
    constexpr double small_m2 = 1e5;
    return area_m2 < small_m2 ? rounded(area_m2, 0) + " m²" : few_digits(area_m2 / m2_per_km2) + " km²";
}

MeasureWords measure_words(std::span<const LonLat> points) {
    const Measured told = measured(points);
    MeasureWords words{length_words(told.length_m), {}};
    if (told.is_crossing) words.area = "The sides cross: no area";
    if (told.area_m2) {
        words.area = area_words(*told.area_m2) + " within, " + length_words(told.length_m + told.closing_m) + " around";
    }
    return words;
}

std::string measure_line(std::span<const LonLat> points) {
    const MeasureWords words = measure_words(points);
    return words.area.empty() ? words.length : words.length + "; " + words.area;
}

std::vector<LonLat> measured_points(const Measuring& measuring, const std::optional<LonLat>& mouse) {
    std::vector<LonLat> points = measuring.points;
    if (mouse && !measuring.is_over && !points.empty() && is_number(*mouse)) points.push_back(*mouse);
    return points;
}

scene::MeasureShape measure_shape(const Measuring& measuring, const std::optional<LonLat>& mouse) {
    constexpr double step_m =
        10'000.0;  // a side bends away from the map's straight line by less than a pixel in a step
    scene::MeasureShape shape;
    const std::vector<LonLat> points = measured_points(measuring, mouse);
    const auto go = [](std::vector<MapPoint>& line, LonLat from, LonLat to) {
        if (line.empty()) line.push_back(geo::to_map(from));
        for (const LonLat place : geo::along_geodesic(from, to, step_m)) line.push_back(geo::to_map(place));
    };
    const std::size_t settled = measuring.points.size();
    for (std::size_t i = 0; i < settled; ++i) {
        shape.corners.push_back(geo::to_map(points[i]));
        if (i > 0) go(shape.line, points[i - 1], points[i]);
    }
    if (points.size() > settled) go(shape.live, points[settled - 1], points[settled]);
    if (points.size() >= 3 && !is_crossing_itself(points)) go(shape.closing, points.back(), points.front());
    return shape;
}

void carry_out(Atlas& atlas, const StartMeasure& start, Now) {
    atlas.measuring.emplace();
    atlas.hovered.reset();
    if (start.first && is_number(*start.first)) atlas.measuring->points.push_back(*start.first);
}

void carry_out(Atlas& atlas, const AddMeasurePoint& add, Now) {
    constexpr std::size_t most_points = 500;
    if (!atlas.measuring || atlas.measuring->is_over || !is_number(add.at)) return;
    std::vector<LonLat>& points = atlas.measuring->points;
    if (points.size() < most_points && (points.empty() || points.back() != add.at)) points.push_back(add.at);
}

void carry_out(Atlas& atlas, const TakeBackMeasurePoint&, Now) {
    if (!atlas.measuring) return;
    atlas.measuring->is_over = false;
    if (!atlas.measuring->points.empty()) atlas.measuring->points.pop_back();
}

void carry_out(Atlas& atlas, const EndMeasure&, Now) {
    if (!atlas.measuring) return;
    if (atlas.measuring->points.size() < 2) {
        atlas.measuring.reset();
    } else {
        atlas.measuring->is_over = true;
    }
}

void carry_out(Atlas& atlas, const LeaveMeasure&, Now) {
    atlas.measuring.reset();
}

}  // namespace darya::atlas
