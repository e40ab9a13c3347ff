#include "scene/map_labels.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "scene/frame_maker.h"

namespace darya::scene {

namespace {

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return !id.empty() && std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Shown layers by id: asked for once a name.
class ShownLayers {
public:
    explicit ShownLayers(const std::vector<LayerState>& layers) {
        for (const LayerState& layer : layers) {
            if (layer.is_visible && layer.opacity > 0.0F) ids_.push_back(layer.id);
        }
    }
    bool has(const std::string& id) const { return std::find(ids_.begin(), ids_.end(), id) != ids_.end(); }

private:
    std::vector<std::string_view> ids_;
};

}  // namespace

void MapLabels::prepare(const FrameInput& input) {
    const Prepared wanted{&input.map, &input.style, input.names, input.language};
    if (wanted == prepared_) return;
    if (prepared_.map != wanted.map) memory_ = {};
    memory_.camera.reset();  // what is new need not wait for the map to rest
    names_ = map_names(input.map, input.style, input.language, input.names, texts_);
    courses_.assign(names_.size(), {});
    prepared_ = wanted;
}

void MapLabels::wish_for_river(const FrameInput& input, std::size_t name, LabelWish wish) {
    const MapName& river = names_[name];
    const data::FeatureTable& table = input.map.rivers;
    const data::Feature& feature = table.features[river.river];
    const geo::MapBox view = input.camera.view();
    const int bucket = scale_bucket(input.camera.metres_per_px);
    std::vector<CourseOf>& courses = courses_[name];
    if (courses.empty()) {
        for (std::uint32_t part = 0; part < feature.part_count; ++part)
            courses.push_back({feature.first_part + part, {}});
    }
    for (CourseOf& one : courses) {
        const geo::MapBox& box = one.course.box;
        const bool serves = !box.is_empty() && one.course.bucket == bucket &&
                            box.contains({view.left_m, view.bottom_m}) && box.contains({view.right_m, view.top_m});
        if (!serves) {
            // Half a window more on every side, so that a pan seldom asks for another.
            const geo::MapBox around = view.grown(std::max(view.width_m(), view.height_m()) / 2);
            one.course = river_course(table.points_of(table.parts[one.part]), bucket, around, *river.candidate.measured,
                                      river.candidate.look.size_px);
        }
        if (one.course.axis.points.empty()) continue;
        wish.course = &one.course;
        wish.id = river.candidate.id + (static_cast<std::uint64_t>(one.part - feature.first_part) << 32U);
        wishes_.push_back(wish);
    }
}

void MapLabels::find_lines(const FrameInput& input) {
    lines_.clear(input.camera.width_px, input.camera.height_px);
    for (const auto& courses : courses_) {
        for (const CourseOf& one : courses) {
            const auto& points = one.course.axis.points;
            const bool is_seen = std::any_of(wishes_.begin(), wishes_.end(),
                                             [&one](const LabelWish& wish) { return wish.course == &one.course; });
            for (std::size_t i = 1; is_seen && i < points.size(); ++i) {
                lines_.add(input.camera.to_screen(points[i - 1]), input.camera.to_screen(points[i]));
            }
        }
    }
}

void MapLabels::add(const FrameInput& input, Frame& frame) {
    prepare(input);
    const LayerState* names_layer = find_layer(input.layers, "names");
    if (names_layer == nullptr || !names_layer->is_visible || names_layer->opacity <= 0.0F) return;
    const ShownLayers shown(input.layers);
    const double scale = input.camera.metres_per_px;
    constexpr double around_px = 60.0;
    const geo::MapBox view = input.camera.view().grown(around_px * scale);
    std::unordered_map<std::string_view, float> radius_of;  // of the mark at a place
    std::unordered_set<std::string_view> gathered;          // in clusters, whose leading dam alone is named
    obstacles_.clear();
    symbols_.clear();
    for (const Mark& mark : frame.marks) {
        radius_of.emplace(mark.place, mark.radius_px);
        symbols_.push_back({mark.at, mark.radius_px});
        for (std::size_t member = 1; member < mark.members.size(); ++member) gathered.insert(mark.members[member]);
    }
    wishes_.clear();
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const MapName& name = names_[i];
        const LabelCandidate& one = name.candidate;
        LabelWish wish;
        wish.name = &one;
        wish.is_required = contains(input.selected, one.place) || contains(input.hovered, one.place);
        const bool is_in_scale = scale >= name.closest_m && scale <= name.farthest_m;
        if (!is_in_scale && (!wish.is_required || name.keeps_to_scale)) continue;
        if (!shown.has(one.layer)) continue;
        if (one.manner == LabelManner::beside_point && gathered.contains(one.place) && !wish.is_required) continue;
        wish.opacity = names_layer->opacity;
        if (one.manner == LabelManner::along_river) {
            if (!input.map.rivers.features[name.river].box.touches(view)) continue;
            wish.repeat_px = name.repeat_px;
            wish_for_river(input, i, wish);
            continue;
        }
        if (one.manner != LabelManner::on_axis && !view.contains(one.anchor)) continue;
        wish.gap_px = name.gap_px;
        // A mark grows as one comes closer, and its name keeps beside it.
        const auto radius = radius_of.find(one.place);
        if (one.manner == LabelManner::beside_point && radius != radius_of.end() && !one.place.empty())
            wish.gap_px = std::max(wish.gap_px, radius->second + 1.0F);
        wishes_.push_back(wish);
    }
    find_lines(input);
    // No name runs into what explains the map.
    const auto furniture = furniture_boxes(frame);
    obstacles_.insert(obstacles_.end(), furniture.begin(), furniture.end());
    LabelSurroundings around;
    around.obstacles = obstacles_;
    around.symbols = symbols_;
    around.covered = input.covered;
    around.free = input.free;
    around.lines = &lines_;
    around.is_held = input.is_held || input.is_moving;
    frame.labels = place_labels(wishes_, input.camera, around, memory_);
}

}  // namespace darya::scene
