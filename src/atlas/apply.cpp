#include <algorithm>
#include <array>
#include <cmath>

#include "atlas/apply_parts.h"
#include "atlas/article_places.h"
#include "atlas/atlas.h"
#include "atlas/own_names.h"
#include "atlas/settle.h"
#include "scene/frame_maker.h"

namespace darya::atlas {

namespace {

// How close one flies to a point, metres in a pixel: a dam in its valley, a town in its country.
constexpr double point_metres_per_px = 350.0;
constexpr std::size_t most_notices = 4;

void settle(Atlas& atlas, double now_s) {
    if (atlas.flight && now_s >= atlas.flight->start_s + atlas.flight->duration_s) {
        atlas.camera = atlas.flight->to;
        atlas.flight.reset();
    }
}

/// Stops where the camera is now; a person's hand wins over any flight.
void stop(Atlas& atlas, double now_s) {
    atlas.camera = camera_at(atlas, now_s);
    atlas.flight.reset();
    atlas.is_home = false;
}

}  // namespace

void fly(Atlas& atlas, const scene::Camera& to, double now_s) {
    stop(atlas, now_s);
    const scene::Camera target = scene::kept_inside(to, roaming_extent(atlas));
    atlas.flight = Flight{atlas.camera, target, now_s, scene::flight_duration_s(atlas.camera, target)};
}

namespace {

void glide(Atlas& atlas, const scene::Camera& to, double now_s) {
    stop(atlas, now_s);
    constexpr double glide_s = 0.25;
    atlas.flight =
        Flight{atlas.camera, scene::kept_inside(to, roaming_extent(atlas)), now_s, glide_s, Flight::Kind::glide};
}

/// The camera that looks at a place between the panels; nothing where the map has no shape for it.
std::optional<scene::Camera> camera_on(const Atlas& atlas, reading::PlaceId place) {
    const auto box = box_of(atlas, place);
    if (!box) return std::nullopt;
    const geo::ScreenBox free = free_box(atlas);
    scene::Camera camera = scene::fitted(atlas.camera, *box, free, 60.0F);
    if (camera.metres_per_px >= point_metres_per_px && box->width_m() > 0.0) return camera;
    camera.centre = box->centre();
    camera.metres_per_px = std::max(camera.metres_per_px, point_metres_per_px);
    return scene::panned(camera, (free.left_px + free.right_px - camera.width_px) / 2,
                         (free.top_px + free.bottom_px - camera.height_px) / 2);
}

void ask_meshes(Atlas& atlas, Requests& requests) {
    if (!atlas.map) return;
    const double scale = atlas.flight ? atlas.flight->to.metres_per_px : atlas.camera.metres_per_px;
    const int level = scene::level_for(scale);
    const std::uint32_t bit = 1U << static_cast<unsigned>(level);
    if ((atlas.asked_levels & bit) != 0) return;
    atlas.asked_levels |= bit;
    requests.push_back(BuildMeshes{level});
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

void carry_out(Atlas& atlas, const ZoomBy& zoom, Now now) {
    const bool is_going_on = atlas.flight && atlas.flight->kind == Flight::Kind::zoom &&
                             geo::distance_px(atlas.flight->anchor, zoom.anchor) < 2.0F;
    const double wanted =
        (is_going_on ? atlas.flight->to.metres_per_px : camera_at(atlas, now.time_s).metres_per_px) * zoom.factor;
    stop(atlas, now.time_s);
    const double kept = std::clamp(wanted, scene::closest_metres_per_px, scene::farthest_metres_per_px);
    const scene::Camera to = scene::zoomed(atlas.camera, kept / atlas.camera.metres_per_px, zoom.anchor);
    constexpr double zoom_s = 0.22;
    atlas.flight = Flight{atlas.camera, to, now.time_s, zoom_s, Flight::Kind::zoom, zoom.anchor};
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
    atlas.notices.push_back(
        {atlas.next_notice++,
         atlas.gazetteer->place(flight.place).name + " is in the facts, but the map has no shape for it", false,
         now.time_s});
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

/// Another place has another card.
void turn_to(Atlas& atlas, std::optional<reading::PlaceId> place) {
    if (atlas.selected != place) atlas.also_about.clear();
    atlas.selected = place;
}

}  // namespace

void carry_out(Atlas& atlas, const SelectPlace& select, Now now) {
    turn_to(atlas, select.place);
    atlas.is_home = false;
    if (select.is_flown_to) carry_out(atlas, FlyTo{select.place}, now);
}

namespace {

void carry_out(Atlas& atlas, const Deselect&, Now) {
    turn_to(atlas, std::nullopt);
    close_reader(atlas);
}

void carry_out(Atlas& atlas, const HoverPlace& hover, Now) {
    atlas.hovered = hover.place;
}

void carry_out(Atlas& atlas, const ClickMap& click, Now now) {
    if (!click.picked) return carry_out(atlas, Deselect{}, now);
    // Land is "nothing" while something is selected, so that a click beside it lets go; from rest it is the country.
    if (click.is_ground && atlas.selected) return carry_out(atlas, Deselect{}, now);
    turn_to(atlas, click.picked);
    atlas.is_home = false;  // the card that opens now does not make the map smaller
    close_reader(atlas);
}

scene::LayerState* layer_of(Atlas& atlas, const std::string& id) {
    const auto found =
        std::find_if(atlas.layers.begin(), atlas.layers.end(), [&id](const auto& l) { return l.id == id; });
    return found == atlas.layers.end() ? nullptr : &*found;
}

void carry_out(Atlas& atlas, const ShowLayer& show, Now) {
    if (scene::LayerState* layer = layer_of(atlas, show.layer)) layer->is_visible = show.is_visible;
}

void carry_out(Atlas& atlas, const FadeLayer& fade, Now) {
    if (scene::LayerState* layer = layer_of(atlas, fade.layer)) layer->opacity = std::clamp(fade.opacity, 0.0F, 1.0F);
}

void carry_out(Atlas& atlas, const RemoveOwnLayer& remove, Now now) {
    for (const auto& own : atlas.own_layers) {
        if (own->id != remove.layer) continue;
        forget_names(atlas, ForgetNames{own->file}, now.requests);
        break;
    }
    std::erase_if(atlas.own_layers, [&](const auto& own) { return own->id == remove.layer; });
    std::erase_if(atlas.layers, [&](const auto& layer) { return layer.id == remove.layer && layer.group == "Yours"; });
}

void carry_out(Atlas&, const OpenFile& open, Now now) {
    now.requests.push_back(LoadFile{open.file});
}

void carry_out(Atlas& atlas, const AlsoAbout& also, Now) {
    const bool is_known =
        std::find(atlas.also_about.begin(), atlas.also_about.end(), also.place) != atlas.also_about.end();
    if (atlas.selected && atlas.selected != also.place && !is_known) atlas.also_about.push_back(also.place);
}

void carry_out(Atlas& atlas, const NotAlsoAbout& no_more, Now) {
    std::erase(atlas.also_about, no_more.place);
}

void carry_out(Atlas& atlas, const AddOwnLayer& add, Now now) {
    carry_out(atlas, RemoveOwnLayer{add.layer->id}, now);
    atlas.own_layers.push_back(add.layer);
    atlas.layers.push_back({add.layer->id, add.layer->name, "Yours"});
    if (!add.layer->box.is_empty() && add.is_shown)
        fly(atlas, scene::fitted(atlas.camera, add.layer->box, free_box(atlas)), now.time_s);
}

void carry_out(Atlas&, const CopyText& copy, Now now) {
    now.requests.push_back(PutOnClipboard{copy.text});
}
void carry_out(Atlas&, const OpenAddress& open, Now now) {
    // Articles come from anywhere: what else a browser might be asked to open is not asked for.
    const bool is_web = open.address.starts_with("https://") || open.address.starts_with("http://");
    if (is_web) now.requests.push_back(StartBrowser{open.address});
}

void carry_out(Atlas& atlas, const ExportPlaces& wish, Now now) {
    WritePlaces write{{}, wish.format, wish.file};
    for (const reading::ArticleId id : atlas.library.articles()) {
        if (!wish.article || *wish.article == id) write.texts.push_back(atlas.library.shelf(id));
    }
    if (!write.texts.empty()) now.requests.push_back(std::move(write));
}

void carry_out(Atlas& atlas, const SearchNames& search, Now now) {
    search_names(atlas, search, now.requests);
}
void carry_out(Atlas& atlas, const ForgetNames& forget, Now now) {
    forget_names(atlas, forget, now.requests);
}
void carry_out(Atlas& atlas, const SetPlaces& set, Now) {
    set_places(atlas, set);
}
void carry_out(Atlas& atlas, const SettleMention& settled, Now now) {
    settle_mention(atlas, settled, now.requests);
}
void carry_out(Atlas& atlas, const TakeBackVerdict& back, Now now) {
    take_back(atlas, back, now.requests);
}
void carry_out(Atlas& atlas, const UndoDecision&, Now now) {
    const std::string told = undo_decision(atlas, now.requests);
    atlas.notices.push_back({atlas.next_notice++, told, false, now.time_s});
}
void carry_out(Atlas& atlas, const RedoDecision&, Now now) {
    const std::string told = redo_decision(atlas, now.requests);
    atlas.notices.push_back({atlas.next_notice++, told, false, now.time_s});
}
void carry_out(Atlas& atlas, const ShowDoubts& show, Now) {
    show_doubts(atlas, show);
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
        wanted.centre = all.centre();
        wanted.metres_per_px = point_metres_per_px;
        wanted = scene::panned(wanted, (free.left_px + free.right_px - wanted.width_px) / 2,
                               (free.top_px + free.bottom_px - wanted.height_px) / 2);
    }
    fly(atlas, wanted, now.time_s);
}

void carry_out(Atlas& atlas, const ShowTab& show, Now) {
    atlas.left_tab = show.tab;
}
void carry_out(Atlas& atlas, const ShowLeftPanel& show, Now) {
    atlas.is_left_panel_open = show.is_open;
}
void carry_out(Atlas& atlas, const ShowAbout& show, Now) {
    atlas.is_about_open = show.is_open;
}

void carry_out(Atlas& atlas, const CloseTopmost&, Now now) {
    if (atlas.is_about_open) {
        atlas.is_about_open = false;
    } else if (!atlas.notices.empty()) {
        atlas.notices.pop_back();
    } else if (atlas.doubts) {
        show_doubts(atlas, ShowDoubts{false});
    } else if (atlas.reader) {
        close_reader(atlas);
    } else if (atlas.selected) {
        carry_out(atlas, Deselect{}, now);
    } else if (atlas.marked) {
        atlas.marked.reset();
    } else {
        atlas.is_left_panel_open = false;
    }
}

void carry_out(Atlas& atlas, const Tell& tell, Now now) {
    atlas.notices.push_back({atlas.next_notice++, tell.trouble.line(), true, now.time_s});
}

}  // namespace

void carry_out(Atlas& atlas, const Inform& inform, Now now) {
    atlas.notices.push_back({atlas.next_notice++, inform.sentence, false, now.time_s});
}

namespace {

void carry_out(Atlas& atlas, const DismissNotice& dismiss, Now) {
    std::erase_if(atlas.notices, [&](const Notice& notice) { return notice.id == dismiss.notice; });
}

void carry_out(Atlas& atlas, const MeshesBuilt& built, Now) {
    if (atlas.levels.size() < scene::level_count) atlas.levels.resize(scene::level_count);
    atlas.levels[static_cast<std::size_t>(built.meshes->level)] = built.meshes;
    atlas.asked_levels |= 1U << static_cast<unsigned>(built.meshes->level);
}

void carry_out(Atlas&, const Quit&, Now now) {
    now.requests.push_back(EndProgram{});
}

}  // namespace

Atlas apply(Atlas atlas, const Command& command, double now_s, std::vector<Request>& requests) {
    settle(atlas, now_s);
    const reading::Library before = atlas.library;
    std::visit([&](const auto& one) { carry_out(atlas, one, Now{now_s, requests}); }, command);
    if (atlas.notices.size() > most_notices) atlas.notices.erase(atlas.notices.begin());
    count_circles(atlas);
    if (!atlas.library.is_same(before)) requests.push_back(UpdateIndex{});
    ask_meshes(atlas, requests);
    return atlas;
}

}  // namespace darya::atlas
