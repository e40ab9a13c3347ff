#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scene/frame.h"
#include "scene/furniture.h"
#include "scene/label_text.h"
#include "scene/layers.h"
#include "scene/map_data.h"
#include "scene/map_labels.h"
#include "scene/map_settings.h"
#include "scene/measure_shape.h"
#include "scene/name_table.h"
#include "scene/own_cells.h"
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
    bool is_held = false;                       // by a mouse that may drag it on: names wait for it to rest
    std::optional<Camera> soon = {};            // where the camera will be in some frames: the next base shows that too
    std::span<const PlaceCircle> circles = {};  // of an article's places
    /// Where something is pointed out by a ring that grows and fades, and how far it has come, 0 to 1.
    std::optional<geo::MapPoint> pulse_at = {};
    float pulse_phase = 0.0F;
    NameLanguage language = NameLanguage::english;
    const NameTable* names = nullptr;  // null: English names only
    Furniture furniture = {};
    std::optional<MeasureShape> measure = {};
    std::string title = {};    // above the map, which makes the picture a page
    std::string caption = {};  // below it
    /// Of own layers, what is held beside their coarsest level; null: nothing.
    const OwnCells* own_cells = nullptr;
};

/// An own layer and the level of it that is drawn.
struct DrawnOwn {
    const OwnLayer* layer = nullptr;
    std::size_t level = 0;
};

/// Makes frames one after the other, and remembers what makes the next one cheaper and calmer: measured names, places
/// of labels, outlines of what is selected, the base as long as it serves. The same input after the same frames gives the
/// same frame.
class FrameMaker {
public:
    explicit FrameMaker(style::TextMeasure measure) : texts_(std::move(measure)), measure_(texts_.measure()) {}
    FrameMaker(const FrameMaker&) = delete;  // its labels hold its texts
    FrameMaker& operator=(const FrameMaker&) = delete;

    Frame make(const FrameInput& input);
    /// Where the map goes on a picture of this size with a title, a caption and a legend: `free` of its input.
    Page page(float width_px, float height_px, const std::string& title, const std::string& caption, bool has_legend);
    /// Whether names wait for the map to rest: then one more frame of the same camera shows them.
    bool is_waiting() const { return labels_.is_waiting(); }

private:
    struct Outline {
        std::string place;
        int level = -1;
        std::vector<MeshRef> fills;
        std::vector<MeshRef> strokes;
    };

    /// What a base was made of, but for the camera.
    struct BaseContent {
        const MapData* map = nullptr;
        const LevelMeshes* level = nullptr;
        const style::Style* style = nullptr;
        std::vector<LayerState> layers;
        std::vector<std::string> own_layers;  // their ids
        float margin_px = 0.0F;
        bool has_graticule = false;
        bool operator==(const BaseContent&) const = default;
    };

    static bool is_with_more(const BaseContent& before, const BaseContent& after);
    void add_base(const FrameInput& input, Frame& frame);
    bool base_serves(const FrameInput& input) const;
    bool own_base_serves(const FrameInput& input) const;
    void add_outlines(const FrameInput& input, Frame& frame);
    const Outline& outline_of(const MapData& map, const std::string& place, int level);
    void add_cluster_numbers(Frame& frame);

    TextCache texts_;
    Measure measure_;  // by them
    MapLabels labels_{texts_};
    Furnisher furnisher_;
    std::vector<Outline> outlines_;
    BaseContent base_content_;
    Camera base_camera_;
    std::uint64_t base_number_ = 0;
    std::uint64_t content_number_ = 0;
    std::vector<BaseItem> base_;
    std::vector<DrawnOwn> base_own_;  // the own layers as they stand in it
};

/// The marks a camera sees: sites and towns of the visible layers, and points of own layers. `is_gathered`: dams that lie on
/// one another are one mark.
std::vector<Mark> place_marks(const FrameInput& input, bool is_gathered = true);

/// The level that is built and fits the scale best, null when none is built yet.
const LevelMeshes* best_level(std::span<const std::shared_ptr<const LevelMeshes>> levels, double metres_per_px);

}  // namespace darya::scene
