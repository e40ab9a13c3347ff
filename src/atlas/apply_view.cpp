// How a person moves about the map: by hand, by flights, from view to view.

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

#include "atlas/apply_parts.h"
#include "atlas/atlas.h"
#include "scene/frame_maker.h"

namespace darya::atlas {

namespace {

// How close one flies to a point, metres in a pixel: a dam in its valley, a town in its country.
constexpr double point_metres_per_px = 350.0;
constexpr double glide_s = 0.25;
constexpr double zoom_s = 0.22;
constexpr double cut_s = 0.25;  // so long a panel may open that the view has to keep clear of

/// Stops where the camera is now; a person's hand wins over any flight.
void stop(Atlas& atlas, double now_s) {
    atlas.camera = camera_at(atlas, now_s);
    atlas.flight.reset();
    atlas.is_home = false;
}

/// On the way from where the camera is now; at once where motion is unwanted.
void set_out(Atlas& atlas, const scene::Camera& to, Flight::Kind kind, double now_s, double duration_s) {
    stop(atlas, now_s);
    atlas.flight = Flight{atlas.camera, scene::kept_inside(to, roaming_extent(atlas)), now_s, duration_s, kind};
    if (!atlas.is_motion_reduced) return;
    atlas.flight->kind = Flight::Kind::cut;
    atlas.flight->duration_s = cut_s;
}

void glide(Atlas& atlas, const scene::Camera& to, double now_s) {
    set_out(atlas, to, Flight::Kind::glide, now_s, glide_s);
}

/// The camera with a point of the map in the middle of what the panels leave free.
scene::Camera centred(const Atlas& atlas, scene::Camera camera, geo::MapPoint point) {
    const geo::ScreenBox free = free_box(atlas);
    camera.centre = point;
    return scene::panned(camera, (free.left_px + free.right_px - camera.width_px) / 2,
                         (free.top_px + free.bottom_px - camera.height_px) / 2);
}

/// The camera that looks at a place between the panels; nothing where the map has no shape for it.
std::optional<scene::Camera> camera_on(const Atlas& atlas, reading::PlaceId place) {
    const auto box = box_of(atlas, place);
    if (!box) return std::nullopt;
    scene::Camera camera = scene::fitted(atlas.camera, *box, free_box(atlas), 60.0F);
    if (camera.metres_per_px >= point_metres_per_px && box->width_m() > 0.0) return camera;
    camera.metres_per_px = std::max(camera.metres_per_px, point_metres_per_px);
    return centred(atlas, camera, box->centre());
}

}  // namespace

void settle(Atlas& atlas, double now_s) {
    if (atlas.flight && now_s >= atlas.flight->start_s + atlas.flight->duration_s) {
        atlas.camera = atlas.flight->to;
        atlas.flight.reset();
    }
}

void fly(Atlas& atlas, const scene::Camera& to, double now_s) {
    const scene::Camera target = scene::kept_inside(to, roaming_extent(atlas));
    set_out(atlas, target, Flight::Kind::flight, now_s, scene::flight_duration_s(camera_at(atlas, now_s), target));
}

void carry_out(Atlas& atlas, const PanBy& pan, Now now) {
    stop(atlas, now.time_s);
    atlas.camera = scene::kept_inside(scene::panned(atlas.camera, pan.dx_px, pan.dy_px), roaming_extent(atlas));
}

void carry_out(Atlas& atlas, const GlideBy& pan, Now now) {
    // Steps add up, as turns of the wheel do: the next one starts from where the last one is going.
    const bool is_going_on = atlas.flight && atlas.flight->kind == Flight::Kind::glide;
    const scene::Camera from = is_going_on ? atlas.flight->to : camera_at(atlas, now.time_s);
    glide(atlas, scene::panned(from, pan.dx_px, pan.dy_px), now.time_s);
}

void carry_out(Atlas& atlas, const ThrowMap& thrown, Now now) {
    constexpr float least_px_s = 80.0F;  // slower, the hand has come to rest
    constexpr float most_px_s = 4000.0F;
    const float speed_px_s = std::hypot(thrown.x_px_s, thrown.y_px_s);
    if (atlas.is_motion_reduced || !(speed_px_s >= least_px_s)) return;
    // The way of something that starts at this speed and is slowed as `drift_times` says.
    const double share = static_cast<double>(std::min(1.0F, most_px_s / speed_px_s));
    const auto way_s = static_cast<float>(share * drift_slows_s * (1.0 - std::exp(-drift_times)));
    const scene::Camera from = camera_at(atlas, now.time_s);
    const scene::Camera to = scene::panned(from, thrown.x_px_s * way_s, thrown.y_px_s * way_s);
    set_out(atlas, to, Flight::Kind::drift, now.time_s, drift_slows_s * drift_times);
}

void carry_out(Atlas& atlas, const HoldMap&, Now now) {
    if (atlas.flight && atlas.flight->kind == Flight::Kind::drift) stop(atlas, now.time_s);
}

void carry_out(Atlas& atlas, const ZoomBy& zoom, Now now) {
    const bool is_going_on = atlas.flight && atlas.flight->kind == Flight::Kind::zoom &&
                             geo::distance_px(atlas.flight->anchor, zoom.anchor) < 2.0F;
    const double wanted =
        (is_going_on ? atlas.flight->to.metres_per_px : camera_at(atlas, now.time_s).metres_per_px) * zoom.factor;
    stop(atlas, now.time_s);
    const double kept = std::clamp(wanted, scene::closest_metres_per_px, scene::farthest_metres_per_px);
    const scene::Camera to = scene::zoomed(atlas.camera, kept / atlas.camera.metres_per_px, zoom.anchor);
    atlas.flight = Flight{atlas.camera, to, now.time_s, zoom_s, Flight::Kind::zoom, zoom.anchor};
    if (atlas.is_motion_reduced) atlas.flight->kind = Flight::Kind::cut;
}

void carry_out(Atlas& atlas, const ZoomToBox& zoom, Now now) {
    const scene::Camera camera = camera_at(atlas, now.time_s);
    geo::MapBox box;
    box.add(camera.to_map({zoom.box.left_px, zoom.box.top_px}));
    box.add(camera.to_map({zoom.box.right_px, zoom.box.bottom_px}));
    constexpr float margin_px = 8.0F;
    if (box.width_m() <= 0.0 || box.height_m() <= 0.0) return;
    fly(atlas, scene::fitted(camera, box, free_box(atlas), margin_px), now.time_s);
}

void carry_out(Atlas& atlas, const CentreOn& centre, Now now) {
    glide(atlas, centred(atlas, camera_at(atlas, now.time_s), centre.point), now.time_s);
}

void carry_out(Atlas& atlas, const FlyHome&, Now now) {
    fly(atlas, home_camera(atlas), now.time_s);
    atlas.is_home = true;
}

void carry_out(Atlas& atlas, const FlyTo& flight, Now now) {
    const auto camera = camera_on(atlas, flight.place);
    if (camera) {
        fly(atlas, *camera, now.time_s);
        atlas.flight->place = flight.place;
        return;
    }
    const std::string& name = atlas.gazetteer->place(flight.place).name;
    carry_out(atlas, Inform{name + " is in the facts, but the map has no shape for it"}, now);
}

void carry_out(Atlas& atlas, const OpenCluster& cluster, Now now) {
    geo::MapBox all;
    for (const reading::PlaceId place : cluster.places) {
        if (const auto box = box_of(atlas, place)) all.add(*box);
    }
    if (all.is_empty()) return;
    constexpr float around_px = 120.0F;
    scene::Camera camera = scene::fitted(atlas.camera, all, free_box(atlas), around_px);
    // Not farther away, and not so close that nothing else is seen.
    camera.metres_per_px = std::clamp(camera.metres_per_px, point_metres_per_px / 4, atlas.camera.metres_per_px / 2);
    fly(atlas, centred(atlas, camera, all.centre()), now.time_s);
}

View view_of(const Atlas& atlas) {
    const scene::Camera& camera = atlas.flight ? atlas.flight->to : atlas.camera;
    return {camera.centre, camera.metres_per_px, atlas.is_home};
}

bool is_new_view_wanted(const Command& command) {
    return !std::holds_alternative<CoverMap>(command) && !std::holds_alternative<ResizeWindow>(command) &&
           !std::holds_alternative<StepView>(command) && !std::holds_alternative<HoldMap>(command);
}

void remember_view(Atlas& atlas, const View& before, double now_s) {
    const View after = view_of(atlas);
    if (after.centre == before.centre && after.metres_per_px == before.metres_per_px) return;
    ViewHistory& views = atlas.views;
    // A drag is many small moves, a turn of the wheel seldom comes alone: all of them lead to one view.
    constexpr double looked_s = 0.5;
    const bool was_looked_at = now_s >= views.rests_from_s + (views.was_flown ? 0.0 : looked_s);
    if (was_looked_at) {
        constexpr std::size_t most_views = 100;
        views.back.push_back(before);
        if (views.back.size() > most_views) views.back.erase(views.back.begin());
        views.forward.clear();
    }
    views.rests_from_s = atlas.flight ? atlas.flight->start_s + atlas.flight->duration_s : now_s;
    views.was_flown = atlas.flight && (atlas.flight->kind == Flight::Kind::flight || atlas.flight->place);
}

void carry_out(Atlas& atlas, const StepView& step, Now now) {
    std::vector<View>& from = step.step < 0 ? atlas.views.back : atlas.views.forward;
    std::vector<View>& other = step.step < 0 ? atlas.views.forward : atlas.views.back;
    if (from.empty()) return;
    const View wanted = from.back();
    from.pop_back();
    other.push_back(view_of(atlas));
    scene::Camera camera = atlas.camera;
    camera.centre = wanted.centre;
    camera.metres_per_px = wanted.metres_per_px;
    fly(atlas, wanted.is_home ? home_camera(atlas) : camera, now.time_s);
    atlas.is_home = wanted.is_home;
    atlas.views.rests_from_s = atlas.flight->start_s + atlas.flight->duration_s;
    atlas.views.was_flown = true;
}

void carry_out(Atlas& atlas, const ReduceMotion& reduce, Now) {
    atlas.is_motion_reduced = reduce.is_reduced;
}

void carry_out(Atlas& atlas, const ResizeWindow& size, Now) {
    if (size.width_px < 1.0F || size.height_px < 1.0F) return;
    for (scene::Camera* camera :
         {&atlas.camera, atlas.flight ? &atlas.flight->from : nullptr, atlas.flight ? &atlas.flight->to : nullptr}) {
        if (camera == nullptr) continue;
        camera->width_px = size.width_px;
        camera->height_px = size.height_px;
    }
    if (atlas.is_home) {
        atlas.flight.reset();
        atlas.camera = home_camera(atlas);
    }
}

namespace {

/// A panel that opens over what was just clicked moves the map aside, so that it stays in sight; not before the click can
/// no longer be the first of two, for a double click zooms in on what is under the cursor.
void uncover_selected(Atlas& atlas, double now_s) {
    if (!atlas.selected || atlas.flight) return;
    const auto box = box_of(atlas, *atlas.selected);
    if (!box || box->width_m() > 0.0 || box->height_m() > 0.0) return;
    const geo::ScreenPoint at = atlas.camera.to_screen(box->centre());
    const geo::ScreenBox window{0.0F, 0.0F, atlas.camera.width_px, atlas.camera.height_px};
    const geo::ScreenBox free = free_box(atlas);
    constexpr float hidden_px = 30.0F;  // so near the card a mark has no room for its name, or lies under a button
    constexpr float spare_px = 90.0F;
    const bool is_in_sight = at.x_px >= free.left_px + hidden_px && at.x_px <= free.right_px - hidden_px;
    if (!window.contains(at) || is_in_sight || free.width_px() < 2 * spare_px) return;
    const float wanted_px = std::clamp(at.x_px, free.left_px + spare_px, free.right_px - spare_px);
    glide(atlas, scene::panned(atlas.camera, wanted_px - at.x_px, 0.0F), now_s);
    constexpr double double_click_s = 0.4;
    atlas.flight->start_s = now_s + double_click_s;
}

}  // namespace

void carry_out(Atlas& atlas, const CoverMap& cover, Now now) {
    atlas.covered = cover.panels;
    if (atlas.is_home) {
        const scene::Camera home = home_camera(atlas);
        const scene::Camera going = atlas.flight ? atlas.flight->to : atlas.camera;
        if (going == home) return;
        fly(atlas, home, now.time_s);
        atlas.is_home = true;
    } else if (atlas.flight && atlas.flight->place) {
        if (const auto camera = camera_on(atlas, *atlas.flight->place))
            atlas.flight->to = scene::kept_inside(*camera, roaming_extent(atlas));
    } else {
        uncover_selected(atlas, now.time_s);
    }
}

void carry_out(Atlas& atlas, const LightPlaces& light, Now now) {
    atlas.lit = light.places;
    const scene::Camera camera = atlas.flight ? atlas.flight->to : atlas.camera;
    const geo::ScreenBox free = free_box(atlas);
    constexpr float edge_px = 50.0F;
    const geo::ScreenBox middle{free.left_px + edge_px, free.top_px + edge_px, free.right_px - edge_px,
                                free.bottom_px - edge_px};
    geo::MapBox all;
    bool is_in_view = true;
    std::size_t point_count = 0;
    for (const reading::PlaceId place : light.places) {
        const auto box = box_of(atlas, place);
        if (!box) continue;
        all.add(*box);
        if (box->width_m() <= 0.0 && box->height_m() <= 0.0) ++point_count;
        // Of a river or a country some part in view is enough.
        const geo::ScreenPoint a = camera.to_screen({box->left_m, box->top_m});
        const geo::ScreenPoint b = camera.to_screen({box->right_m, box->bottom_m});
        is_in_view = is_in_view && b.x_px > middle.left_px && a.x_px < middle.right_px && b.y_px > middle.top_px &&
                     a.y_px < middle.bottom_px;
    }
    if (all.is_empty()) return;
    // Two marks on one spot do not show which is which.
    constexpr double apart_px = 40.0;
    const bool is_one_spot = point_count >= 2 && camera.metres_per_px > point_metres_per_px &&
                             all.width_m() + all.height_m() < apart_px * camera.metres_per_px;
    if (is_in_view && !is_one_spot) return;
    constexpr float around_px = 90.0F;
    scene::Camera wanted = scene::fitted(atlas.camera, all, free, around_px);
    if (wanted.metres_per_px < point_metres_per_px) {
        wanted.metres_per_px = point_metres_per_px;
        wanted = centred(atlas, wanted, all.centre());
    }
    fly(atlas, wanted, now.time_s);
}

}  // namespace darya::atlas
