#include <algorithm>
#include <cmath>

#include "atlas/apply_parts.h"
#include "atlas/atlas.h"
#include "geo/projection.h"

namespace darya::atlas {

namespace {

/// What is thrown slows down as by friction: 0..1 to 0..1, fastest at first.
double drifted(double share) {
    return (1.0 - std::exp(-drift_times * share)) / (1.0 - std::exp(-drift_times));
}

}  // namespace

scene::Camera camera_at(const Atlas& atlas, double now_s) {
    if (!atlas.flight) return atlas.camera;
    const Flight& flight = *atlas.flight;
    const double share = flight.duration_s > 0.0 ? (now_s - flight.start_s) / flight.duration_s : 1.0;
    if (share >= 1.0) return flight.to;
    if (flight.kind == Flight::Kind::cut) return share >= 0.0 ? flight.to : flight.from;
    if (flight.kind == Flight::Kind::drift) {
        scene::Camera camera = flight.to;
        const double gone = drifted(std::max(share, 0.0));
        camera.centre.x_m = flight.from.centre.x_m + gone * (flight.to.centre.x_m - flight.from.centre.x_m);
        camera.centre.y_m = flight.from.centre.y_m + gone * (flight.to.centre.y_m - flight.from.centre.y_m);
        return camera;
    }
    if (flight.kind != Flight::Kind::flight) {
        // A turn of the wheel starts at once and comes softly to rest; the point under the cursor stays all the way.
        const double left = 1.0 - std::max(share, 0.0);
        const double gone = 1.0 - left * left * left;
        if (flight.kind == Flight::Kind::glide) {
            scene::Camera camera = flight.to;
            camera.centre.x_m = flight.from.centre.x_m + gone * (flight.to.centre.x_m - flight.from.centre.x_m);
            camera.centre.y_m = flight.from.centre.y_m + gone * (flight.to.centre.y_m - flight.from.centre.y_m);
            return camera;
        }
        const double factor = std::pow(flight.to.metres_per_px / flight.from.metres_per_px, gone);
        return scene::zoomed(flight.from, factor, flight.anchor);
    }
    return scene::flown(flight.from, flight.to, scene::eased(std::max(share, 0.0)));
}

geo::ScreenBox free_box(const Atlas& atlas) {
    const float width = atlas.camera.width_px;
    const float height = atlas.camera.height_px;
    geo::ScreenBox free{0.0F, 0.0F, width, height};
    for (const geo::ScreenBox& panel : atlas.covered) {
        // Only a panel at a side and of some height takes width away; others (search, buttons, notices) float.
        if (panel.height_px() < 0.3F * height || panel.width_px() > 0.6F * width) continue;
        constexpr float side_px = 40.0F;
        if (panel.left_px < side_px) free.left_px = std::max(free.left_px, panel.right_px);
        if (panel.right_px > width - side_px) free.right_px = std::min(free.right_px, panel.left_px);
    }
    constexpr float least_px = 200.0F;
    if (free.width_px() < least_px) return {0.0F, 0.0F, width, height};
    return free;
}

scene::Camera home_camera(const Atlas& atlas, double farthest) {
    const geo::MapBox region = atlas.map ? atlas.map->region : geo::MapBox{-1.6e6, -1.0e6, 1.7e6, 1.2e6};
    constexpr float margin_px = 24.0F;
    return scene::fitted(atlas.camera, region, free_box(atlas), margin_px, farthest);
}

geo::MapBox roaming_extent(const Atlas& atlas) {
    return atlas.map && !atlas.map->region.is_empty() ? atlas.map->region.grown(6e5)
                                                      : geo::MapBox{-3e6, -2e6, 3e6, 2e6};
}

std::optional<geo::MapBox> box_of(const Atlas& atlas, reading::PlaceId place) {
    geo::MapBox box;
    for (const reading::PlaceId part : atlas.gazetteer->with_parts(place)) {
        const reading::Place& known = atlas.gazetteer->place(part);
        const auto named = atlas.map ? atlas.map->find(known.id) : std::nullopt;
        if (named && !named->table->features[named->feature].box.is_empty()) {
            box.add(named->table->features[named->feature].box);
        } else if (known.position && atlas.gazetteer->with_parts(place).size() == 1) {
            box.add(geo::to_map(*known.position));
        }
    }
    if (box.is_empty()) return std::nullopt;
    return box;
}

}  // namespace darya::atlas
