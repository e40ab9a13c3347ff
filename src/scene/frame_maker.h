#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "scene/frame.h"
#include "scene/furniture.h"
#include "scene/labels.h"
#include "scene/layers.h"
#include "scene/map_data.h"
#include "scene/map_settings.h"
#include "scene/measure_shape.h"
#include "scene/names.h"
#include "scene/page.h"
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
    std::optional<Camera> soon = {};            // where the camera will be in some frames: the next base shows that too
    std::span<const PlaceCircle> circles = {};  // of an article's places
    /// Where something is pointed out by a ring that grows and fades, and how far it has come, 0 to 1.
    std::optional<geo::MapPoint> pulse_at = {};
    float pulse_phase = 0.0F;
    NameLanguage language = NameLanguage::english;
    Furniture furniture = {};
    std::optional<MeasureShape> measure = {};
    std::string title = {};    // above the map, which makes the picture a page
    std::string caption = {};  // below it
};

/// Makes frames one after the other, and remembers what makes the next one cheaper and calmer: measured names, places
/// of labels, outlines of what is selected, the base as long as it serves. The same input after the same frames gives the
/// same frame.
class FrameMaker {
public:
    explicit FrameMaker(style::TextMeasure measure) : measure_(std::move(measure)) {}

    Frame make(const FrameInput& input);
    /// Where the map goes on a picture of this size with a title and a caption: `free` of its input.
    Page page(float width_px, float height_px, const std::string& title, const std::string& caption);

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
        bool has_graticule = false;
        bool operator==(const BaseContent&) const = default;
    };

    void add_base(const FrameInput& input, Frame& frame);
    bool base_serves(const FrameInput& input) const;
    void add_outlines(const FrameInput& input, Frame& frame);
    const Outline& outline_of(const MapData& map, const std::string& place, int level);
    void add_labels(const FrameInput& input, Frame& frame);
    void add_cluster_numbers(Frame& frame);

    style::TextMeasure measure_;
    std::unordered_map<std::string, MeasuredText> measured_;
    const MapData* named_map_ = nullptr;
    const style::Style* named_style_ = nullptr;
    std::vector<MapName> names_;
    std::map<std::pair<std::uint32_t, int>, std::vector<std::shared_ptr<const std::vector<geo::MapPoint>>>> lines_;
    LabelMemory memory_;
    Furnisher furnisher_;
    std::vector<Outline> outlines_;
    BaseContent base_content_;
    Camera base_camera_;
    std::uint64_t base_number_ = 0;
    std::uint64_t content_number_ = 0;
    std::vector<BaseItem> base_;
};

/// The marks a camera sees: sites and towns of the visible layers, and points of own layers. `is_gathered`: dams that lie on
/// one another are one mark.
std::vector<Mark> place_marks(const FrameInput& input, bool is_gathered = true);

/// The level that is built and fits the scale best, null when none is built yet.
const LevelMeshes* best_level(std::span<const std::shared_ptr<const LevelMeshes>> levels, double metres_per_px);

}  // namespace darya::scene
