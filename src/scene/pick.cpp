#include "scene/pick.h"

#include <algorithm>
#include <cmath>

#include "geo/measure.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

constexpr float least_target_px = 10.0F;  // half of 20 px

bool is_visible(const FrameInput& input, const char* id) {
    const LayerState* layer = find_layer(input.layers, id);
    return layer != nullptr && layer->is_visible;
}

std::optional<std::string> mark_at(const Frame& frame, geo::ScreenPoint at) {
    std::optional<std::string> nearest;
    float least_px = 1e9F;
    for (const Mark& mark : frame.marks) {
        const float away_px = geo::distance_px(mark.at, at);
        if (mark.place.empty() || away_px > std::max(least_target_px, mark.radius_px + 3.0F) || away_px >= least_px)
            continue;
        least_px = away_px;
        nearest = mark.place;
    }
    return nearest;
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

bool is_inside(const data::FeatureTable& table, std::size_t feature, geo::MapPoint point) {
    if (!table.features[feature].box.contains(point)) return false;
    bool is_in = false;
    for (const data::Part& part : table.parts_of(table.features[feature])) {
        if (geo::ring_contains(table.points_of(part), point)) is_in = !is_in;  // holes by the even-odd rule
    }
    return is_in;
}

}  // namespace

std::optional<Picked> pick(const Frame& frame, const FrameInput& input, geo::ScreenPoint at) {
    if (auto place = mark_at(frame, at)) return Picked{*place};
    if (auto place = label_at(frame, at)) return Picked{*place};
    if (auto place = circle_at(frame, at)) return Picked{*place};

    const MapData& map = input.map;
    const geo::MapPoint point = input.camera.to_map(at);
    const double scale = input.camera.metres_per_px;
    geo::MapBox near;
    near.add(point);
    near = near.grown(5.0 * scale);
    std::vector<std::uint32_t> found;

    std::optional<std::string> river;
    double least_m = 5.0 * scale;
    map.river_tree.search(near, found);
    for (const std::uint32_t index : found) {
        const std::uint32_t feature = map.river_features[index];
        const bool is_canal = map.rivers.text(feature, "kind") == "canal";
        const int rank = static_cast<int>(map.rivers.number(feature, "rank").value_or(6));
        if (!is_visible(input, is_canal ? "canals" : "rivers") || scale > river_limit(rank)) continue;
        for (const data::Part& part : map.rivers.parts_of(map.rivers.features[feature])) {
            const double away_m = geo::distance_to_line_m(point, map.rivers.points_of(part));
            if (away_m >= least_m) continue;
            least_m = away_m;
            river = map.rivers.text(feature, "id");
        }
    }
    if (river) return Picked{*river};

    if (is_visible(input, "lakes")) {
        map.lake_tree.search(near, found);
        for (const std::uint32_t index : found) {
            const std::uint32_t feature = map.lake_features[index];
            if (is_inside(map.lakes, feature, point)) return Picked{map.lakes.text(feature, "id")};
        }
    }
    for (std::size_t i = 0; i < map.aral_shores.features.size(); ++i) {
        // The old bed is a layer of its own; the water that is left is shown with the lakes.
        const bool is_bed = map.aral_shores.number(i, "year").value_or(0) < 1980;
        if (is_visible(input, is_bed ? "aral" : "lakes") && is_inside(map.aral_shores, i, point))
            return Picked{"aral-sea"};
    }
    for (std::size_t i = 0; i < map.countries.features.size(); ++i) {
        std::string country = map.countries.text(i, "id");
        if (!country.empty() && is_inside(map.countries, i, point)) return Picked{std::move(country), true};
    }
    return std::nullopt;
}

}  // namespace darya::scene
