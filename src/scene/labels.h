#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/point.h"
#include "scene/camera.h"
#include "scene/frame.h"
#include "scene/label_grid.h"
#include "scene/label_line.h"
#include "scene/label_text.h"

namespace darya::scene {

/// How a name finds its place.
enum class LabelManner {
    beside_point,  // at a mark: to its right, to its left, above, below …
    on_point,      // its middle at the anchor, or a line above or below it
    on_axis,       // spread along one of its axes: countries, ranges, deserts, seas
    along_river,   // on one of the spots of a river's course, again and again
};

/// A name of the map, prepared once for a style and a language; what changes from frame to frame is a `LabelWish`.
struct LabelCandidate {
    std::uint64_t id = 0;  // stable from frame to frame: what keeps a label where it was
    std::string text;      // as it is drawn
    std::string place;
    std::string layer;
    LabelLook look;
    float priority = 0.0F;  // higher first; equal ones by id
    LabelManner manner = LabelManner::beside_point;
    std::shared_ptr<const MeasuredText> measured;  // of the text; a name without is not placed
    geo::MapPoint anchor;                          // of a name at or on a point
    std::vector<MapAxis> axes;                     // of a name on an axis: the best first
    float most_spacing_em = 0.0F;                  // on an axis: how far its letters may be spread
    float filled_share = 0.6F;                     // on an axis: how much of it the name wishes to fill
    double room_width_m = 0.0;   // on an axis: > 0 where the name may stand beside its area instead, …
    double room_height_m = 0.0;  // … so wide and high around the anchor (a lake)
};

/// A name that would like a place in this frame.
struct LabelWish {
    const LabelCandidate* name = nullptr;
    float gap_px = 0.0F;  // beside a point: the radius of its mark
    float opacity = 1.0F;
    bool is_required = false;             // selected or hovered: placed first
    const RiverCourse* course = nullptr;  // along a river
    float repeat_px = 0.0F;               // along a river: again after so many pixels
    std::uint64_t id = 0;                 // 0: the name's; one river may have several courses
};

/// What names keep clear of.
struct LabelSurroundings {
    std::span<const geo::ScreenBox> obstacles;  // marks that stand for themselves, furniture
    struct Symbol {
        geo::ScreenPoint at;
        float radius_px = 0.0F;
    };
    std::span<const Symbol> symbols;          // marks with names: a name beside one stands nearest to its own
    std::span<const geo::ScreenBox> covered;  // by panels
    geo::ScreenBox free;                      // the largest part that no panel covers; names of areas keep to it
    bool is_held = false;                     // the map may move on: it does not rest though its camera is the last one
    const LineMask* lines = nullptr;          // rivers: names beside points avoid them where they can
};

/// Where each name stood in the last frame, so that names do not jump or blink while the map moves.
struct LabelMemory {
    struct Place {
        std::uint64_t id = 0;
        int slot = 0;          // which of the positions around its point, which axis, which side of its river
        double along_m = 0.0;  // on a line: where its middle was
    };
    std::vector<Place> places;     // sorted by id
    std::vector<Place> parted;     // sorted by id: lost while the map moved, and do not come back till it rests
    std::optional<Camera> camera;  // of the last frame

    /// Whether names wait for the map to rest.
    bool is_waiting() const { return !parted.empty(); }
};

/// Names from here on are placed before all others even while the map moves, and change their slot in a zoom rather than
/// leave: countries, capitals, great dams.
inline constexpr float leading_priority = 600.0F;

/// Places names without overlap, each at the first of its positions that touches no name and no mark and lies in the
/// window; last frame's position is tried first. When the map rests, that goes by priority, then id. While it moves (the
/// camera is another than in the last frame), names that stood in the last frame come before new ones, none changes its
/// slot, and one that lost its place stays away till the map rests: nothing blinks or jumps. Names under panels are left
/// out, and none crosses the window's edge. A pure function of its arguments.
///
/// Cost: wishes sorted by required, priority and id are not sorted again; then 4 to 5 ms for 9,000 names beside points, 900 on
/// axes and 100 along rivers that compete for one window.
std::vector<Label> place_labels(std::span<const LabelWish> wishes, const Camera& camera,
                                const LabelSurroundings& around, LabelMemory& memory);

/// Whether one wish comes before another: the order that `place_labels` needs no sorting for.
bool comes_before(const LabelWish& a, const LabelWish& b);

}  // namespace darya::scene
