#include "scene/circles.h"

#include <algorithm>
#include <cmath>

namespace darya::scene {

namespace {

constexpr float largest_px = 34.0F;
constexpr float of_one_px = 10.0F;  // radius of a place named once, where the largest leaves room for it

}  // namespace

std::vector<Circle> circles_for(std::span<const PlaceCircle> places, const Camera& camera,
                                std::span<const std::string> lit) {
    std::size_t most = 1;
    for (const PlaceCircle& place : places) most = std::max(most, place.count);
    const float unit_px = std::min(of_one_px, largest_px / std::sqrt(static_cast<float>(most)));
    std::vector<Circle> circles;
    for (const PlaceCircle& place : places) {
        Circle circle;
        circle.place = place.place;
        circle.at = camera.to_screen(place.at);
        circle.radius_px = unit_px * std::sqrt(static_cast<float>(place.count));
        const float reach_px = circle.radius_px + 2.0F;
        const bool is_seen = circle.at.x_px > -reach_px && circle.at.y_px > -reach_px &&
                             circle.at.x_px < camera.width_px + reach_px &&
                             circle.at.y_px < camera.height_px + reach_px;
        if (!is_seen) continue;
        const bool is_lit = std::find(lit.begin(), lit.end(), place.place) != lit.end();
        circle.fill = place.colour.faded(is_lit ? 0.5 : 0.30);
        circle.edge = place.colour.faded(is_lit ? 1.0 : 0.85);
        circle.edge_px = is_lit ? 2.4F : 1.4F;
        circles.push_back(std::move(circle));
    }
    std::stable_sort(circles.begin(), circles.end(),
                     [](const Circle& a, const Circle& b) { return a.radius_px > b.radius_px; });
    return circles;
}

Circle pulse_ring(geo::ScreenPoint at, float phase, data::Colour colour) {
    phase = std::clamp(phase, 0.0F, 1.0F);
    const float gone = 1.0F - (1.0F - phase) * (1.0F - phase);
    Circle ring;
    ring.at = at;
    ring.radius_px = 10.0F + 18.0F * gone;
    ring.fill = colour.faded(0.0);
    ring.edge = colour.faded(static_cast<double>(0.9F * (1.0F - phase)));
    ring.edge_px = 2.5F;
    return ring;
}

}  // namespace darya::scene
