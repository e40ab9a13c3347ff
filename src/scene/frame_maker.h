#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "scene/frame.h"
#include "scene/labels.h"
#include "scene/layers.h"
#include "scene/map_data.h"
#include "scene/names.h"
#include "style/style.h"

namespace darya::scene {

/// What a frame is made from.
struct FrameInput {
    const MapData& map;
    std::span<const std::shared_ptr<const LevelMeshes>> levels;  // by level; null where not built
    std::span<const std::shared_ptr<const OwnLayer>> own_layers;
    const std::vector<LayerState>& layers;
    const style::Style& style;
    Camera camera;
    std::vector<std::string> selected;  // ids of places: one, or a whole and its parts
    std::vector<std::string> hovered;
    std::span<const geo::ScreenBox> covered;  // panels
    geo::ScreenBox free;                      // where the map's own furniture goes
    std::string attribution = {};             // in the corner of a picture; in the window a panel says it
    /// How much more than the window the base shows on every side. 0, as for a picture in a file: just what is seen.
    float base_margin_px = 0.0F;
    bool is_moving = false;                     // on a flight or zoom: the base may be of a slightly other scale
    std::span<const PlaceCircle> circles = {};  // of an article's places
    /// Where something is pointed out by a ring that grows and fades, and how far it has come, 0 to 1.
    std::optional<geo::MapPoint> pulse_at = {};
    float pulse_phase = 0.0F;
};

/// Makes frames one after the other, and remembers what makes the next one cheaper and calmer: measured names, places
/// of labels, outlines of what is selected, the base as long as it serves. The same input after the same frames gives the
/// same frame.
class FrameMaker {
public:
    explicit FrameMaker(style::TextMeasure measure) : measure_(std::move(measure)) {}

    Frame make(const FrameInput& input);

private:
    struct Outline {
        std::string place;
        int level = -1;
        std::vector<MeshRef> fills;
        std::vector<MeshRef> strokes;
    };

    const MeasuredText& measured(const LabelLook& look, const std::string& text);
    /// What a base was made of, but for the camera.
    struct BaseContent {
        const MapData* map = nullptr;
        const LevelMeshes* level = nullptr;
        const style::Style* style = nullptr;
        std::vector<LayerState> layers;
        std::vector<const OwnLayer*> own_layers;
        float margin_px = 0.0F;
        bool operator==(const BaseContent&) const = default;
    };

    void add_base(const FrameInput& input, Frame& frame);
    bool base_serves(BaseContent content, const FrameInput& input) const;
    void add_outlines(const FrameInput& input, Frame& frame);
    const Outline& outline_of(const MapData& map, const std::string& place, int level);
    void add_labels(const FrameInput& input, Frame& frame);
    void add_furniture(const FrameInput& input, Frame& frame);
    Label plain_label(const LabelLook& look, const std::string& text, geo::ScreenPoint baseline_start);

    style::TextMeasure measure_;
    std::unordered_map<std::string, MeasuredText> measured_;
    const MapData* named_map_ = nullptr;
    const style::Style* named_style_ = nullptr;
    std::vector<MapName> names_;
    std::map<std::pair<std::uint32_t, int>, std::vector<std::shared_ptr<const std::vector<geo::MapPoint>>>> lines_;
    LabelMemory memory_;
    std::vector<Outline> outlines_;
    BaseContent base_content_;
    Camera base_camera_;
    std::uint64_t base_number_ = 0;
    std::vector<BaseItem> base_;
};

/// The marks a camera sees: sites and towns of the visible layers, and points of own layers.
std::vector<Mark> place_marks(const FrameInput& input);

/// The level that is built and fits the scale best, null when none is built yet.
const LevelMeshes* best_level(std::span<const std::shared_ptr<const LevelMeshes>> levels, double metres_per_px);

}  // namespace darya::scene
