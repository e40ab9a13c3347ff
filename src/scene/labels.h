#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/point.h"
#include "scene/camera.h"
#include "scene/frame.h"

namespace darya::scene {

/// How a name looks; names of one kind share one.
struct LabelLook {
    style::Face face = style::Face::map_regular;
    float size_px = 12.0F;
    float letter_spacing_px = 0.0F;
    bool is_upper_case = false;
    Colour colour;
    Colour halo;
    float halo_px = 1.5F;
};

/// A name that would like a place in the picture.
struct LabelCandidate {
    std::uint64_t id = 0;  // stable from frame to frame: what keeps a label where it was
    std::string text;
    std::string place;
    std::string layer;
    LabelLook look;
    float priority = 0.0F;  // higher first; equal ones by id
    float opacity = 1.0F;
    geo::MapPoint anchor;  // a point's name stands beside it, an area's name on it
    float gap_px = 0.0F;   // > 0: a point symbol of this radius; the name goes beside it
    std::shared_ptr<const std::vector<geo::MapPoint>> line;  // a river's name follows this line; else null
    float repeat_px = 0.0F;                                  // along a line: again after so many pixels
    bool is_required = false;                                // selected or hovered: placed first, whatever it hides
};

/// Width of a text for placement: (face, size, text, spacing) → letters with pens, ascent and descent. The real one
/// asks FreeType; a test says "every letter is 8 px".
struct MeasuredText {
    std::vector<style::PlacedLetter> letters;
    style::TextExtent extent;
};
using Measure = std::function<const MeasuredText&(const LabelLook&, const std::string& text)>;

/// Where each name stood in the last frame, so that names do not jump or blink while the map moves.
struct LabelMemory {
    struct Place {
        std::uint64_t id = 0;
        int slot = 0;          // which of the positions around its point
        double along_m = 0.0;  // on a line: where its middle was
    };
    std::vector<Place> places;  // sorted by id
};

/// Places names without overlap: by priority, then id, each at the first of its positions that touches no name, no
/// mark (`obstacles`) and lies in the window; last frame's position is tried first. Names on lines follow the curve,
/// are never upside down and avoid sharp bends. Names under panels are left out (`covered`), and no name crosses the
/// window's edge but those of areas. A pure function of its arguments. Cost about O(candidates · letters).
std::vector<Label> place_labels(std::span<const LabelCandidate> candidates, const Camera& camera,
                                const Measure& measure, std::span<const geo::ScreenBox> obstacles,
                                std::span<const geo::ScreenBox> covered, LabelMemory& memory);

}  // namespace darya::scene
