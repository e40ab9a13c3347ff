#include "scene/pick.h"

#include <algorithm>
#include <cmath>

#include "scene/visibility.h"

namespace darya::scene {

namespace {

constexpr float least_target_px = 10.0F;  // half of 20 px

bool is_visible(const FrameInput& input, const char* id) {
    const LayerState* layer = find_layer(input.layers, id);
    return layer != nullptr && layer->is_visible;
}

/// The smallest circle that holds the point: it lies on top.
std::optional<std::string> circle_at(const Frame& frame, geo::ScreenPoint at) {
    for (auto circle = frame.circles.rbegin(); circle != frame.circles.rend(); ++circle) {
        if (!circle->place.empty() && geo::distance_px(circle->at, at) <= circle->radius_px) return circle->place;
    }
    return std::nullopt;
}

std::optional<std::string> label_at(const Frame& frame, geo::ScreenPoint at) {
    for (const Label& label : frame.labels) {
        if (label.place.empty() || !label.box.contains(at)) continue;
        // The box of a curved or spaced name is mostly empty: a letter has to be near.
        for (const LabelLetter& letter : label.letters) {
            const geo::ScreenPoint middle{letter.at.x_px + 0.3F * label.size_px,
                                          letter.at.y_px - 0.35F * label.size_px};
            if (geo::distance_px(middle, at) < 0.8F * label.size_px) return label.place;
        }
    }
    return std::nullopt;
}

}  // namespace

namespace {

std::vector<const Mark*> near_marks(const Frame& frame, geo::ScreenPoint at) {
    std::vector<std::pair<float, const Mark*>> near;
    for (const Mark& mark : frame.marks) {
        const float away_px = geo::distance_px(mark.at, at);
        if (!mark.place.empty() && away_px <= std::max(least_target_px, mark.radius_px + 3.0F))
            near.emplace_back(away_px, &mark);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Mark*> marks;
    for (const auto& [away_px, mark] : near) marks.push_back(mark);
    return marks;
}

}  // namespace

std::vector<std::string> marks_at(const Frame& frame, geo::ScreenPoint at) {
    std::vector<std::string> places;
    const auto add = [&places](const std::string& place) {
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    };
    for (const Mark* const mark : near_marks(frame, at)) {
        add(mark->place);
        for (const std::string& member : mark->members) add(member);
    }
    return places;
}

namespace {

/// What lies there of the map's own shapes, the topmost first; all of it, or only that.
std::vector<Picked> shapes_at(const FrameInput& input, geo::ScreenPoint at, bool is_all) {
    std::vector<Picked> shapes;
    const MapData& map = input.map;
    const geo::MapPoint point = input.camera.to_map(at);
    const double scale = input.camera.metres_per_px;
    geo::MapBox near;
    near.add(point);
    near = near.grown(5.0 * scale);
    std::vector<std::uint32_t> found;

    std::optional<std::string> river;
    double least_m = 5.0 * scale;
    map.river_index.near(near, found);
    for (const std::uint32_t feature : found) {
        const auto away_m = map.river_index.distance_m(map.rivers, feature, point, least_m);
        if (!away_m || *away_m >= least_m) continue;
        const bool is_canal = map.rivers.text(feature, "kind") == "canal";
        const int rank = static_cast<int>(map.rivers.number(feature, "rank").value_or(6));
        if (!is_visible(input, is_canal ? "canals" : "rivers") || scale > river_limit(rank)) continue;
        least_m = *away_m;
        river = map.rivers.text(feature, "id");
    }
    if (river) shapes.push_back({*river});
    if (river && !is_all) return shapes;

    geo::MapBox here;
    here.add(point);
    if (is_visible(input, "lakes")) {
        map.lake_index.near(here, found);
        for (const std::uint32_t feature : found) {
            if (!map.lake_index.contains(map.lakes, feature, point)) continue;
            shapes.push_back({map.lakes.text(feature, "id")});
            if (!is_all) return shapes;
        }
    }
    for (std::uint32_t i = 0; i < map.aral_shores.features.size(); ++i) {
        // The old bed is a layer of its own; the water that is left is shown with the lakes.
        const bool is_bed = map.aral_shores.number(i, "year").value_or(0) < 1980;
        if (!is_visible(input, is_bed ? "aral" : "lakes") || !map.aral_index.contains(map.aral_shores, i, point))
            continue;
        shapes.push_back({"aral-sea"});
        if (!is_all) return shapes;
    }
    map.country_index.near(here, found);
    for (const std::uint32_t feature : found) {
        if (!map.country_index.contains(map.countries, feature, point)) continue;
        shapes.push_back({map.countries.text(feature, "id"), true});
        break;
    }
    return shapes;
}

}  // namespace

std::optional<Picked> pick(const Frame& frame, const FrameInput& input, geo::ScreenPoint at) {
    if (const auto marks = near_marks(frame, at); !marks.empty())
        return Picked{marks.front()->place, false, marks.front()->members};
    if (auto place = label_at(frame, at)) return Picked{*place};
    if (auto place = circle_at(frame, at)) return Picked{*place};
    auto shapes = shapes_at(input, at, false);
    if (shapes.empty()) return std::nullopt;
    return std::move(shapes.front());
}

std::vector<Picked> pick_all(const Frame& frame, const FrameInput& input, geo::ScreenPoint at) {
    std::vector<Picked> all;
    const auto add = [&all](Picked one) {
        const auto is_same = [&one](const Picked& known) { return known.place == one.place; };
        if (!one.place.empty() && std::none_of(all.begin(), all.end(), is_same)) all.push_back(std::move(one));
    };
    for (std::string& place : marks_at(frame, at)) add({std::move(place)});
    if (auto place = label_at(frame, at)) add({*place});
    if (auto place = circle_at(frame, at)) add({*place});
    for (Picked& shape : shapes_at(input, at, true)) add(std::move(shape));
    return all;
}

}  // namespace darya::scene
