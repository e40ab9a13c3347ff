#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/colour.h"
#include "geo/point.h"
#include "scene/camera.h"

namespace darya::scene {

/// A place to be marked by a circle whose area tells how often something names it.
struct PlaceCircle {
    std::string place;  // id
    geo::MapPoint at;
    std::size_t count = 1;
    data::Colour colour;
};

/// A circle of a frame, under marks and names.
struct Circle {
    std::string place;  // id; "" for one that only draws the eye
    geo::ScreenPoint at;
    float radius_px = 0.0F;
    data::Colour fill;
    data::Colour edge;
    float edge_px = 1.5F;  // its outer side is at `radius_px`
};

/// The circles a camera sees, the largest first, so that none hides a smaller one. Areas are proportional to counts: the
/// largest circle is `largest_px` in radius, or less where all counts are small.
std::vector<Circle> circles_for(std::span<const PlaceCircle> places, const Camera& camera,
                                std::span<const std::string> lit);

/// A ring that grows from a mark and fades: `phase` from 0 to 1.
Circle pulse_ring(geo::ScreenPoint at, float phase, data::Colour colour);

}  // namespace darya::scene
