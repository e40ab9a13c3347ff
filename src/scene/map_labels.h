#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "scene/frame.h"
#include "scene/label_grid.h"
#include "scene/label_text.h"
#include "scene/labels.h"
#include "scene/names.h"

namespace darya::scene {

struct FrameInput;

/// The names of the map from frame to frame: prepared once for a map, a style and a language, with the courses of the
/// rivers at the scale of the moment, and where each name stood last.
class MapLabels {
public:
    explicit MapLabels(TextCache& texts) : texts_(texts) {}

    /// Fills `frame.labels`; the marks, the scale bar and the attribution are in the frame already.
    void add(const FrameInput& input, Frame& frame);

    /// Whether names wait for the map to rest: then one more frame of the same camera shows them.
    bool is_waiting() const { return memory_.is_waiting(); }

private:
    struct CourseOf {
        std::uint32_t part = 0;  // of the river's table
        RiverCourse course;
    };
    struct Prepared {
        const MapData* map = nullptr;
        const style::Style* style = nullptr;
        const NameTable* names = nullptr;
        NameLanguage language = NameLanguage::english;
        bool operator==(const Prepared&) const = default;
    };

    void prepare(const FrameInput& input);
    void wish_for_river(const FrameInput& input, std::size_t name, LabelWish wish);
    void find_lines(const FrameInput& input);

    TextCache& texts_;
    Prepared prepared_;
    std::vector<MapName> names_;
    std::vector<std::vector<CourseOf>> courses_;  // by name; empty where it is no river's
    LabelMemory memory_;
    // Kept from frame to frame for their memory only.
    std::vector<LabelWish> wishes_;
    std::vector<geo::ScreenBox> obstacles_;
    std::vector<LabelSurroundings::Symbol> symbols_;
    LineMask lines_;
};

}  // namespace darya::scene
