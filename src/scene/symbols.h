#pragma once

#include <array>
#include <vector>

#include "scene/frame.h"

namespace darya::scene {

/// One plain shape of a mark, around the mark's place: a disc, a regular polygon or a ring, in one colour.
struct SymbolPart {
    int corner_count = 0;   // 0: round
    float turn_rad = 0.0F;  // where the first corner lies, clockwise from the right
    float stretch = 1.0F;   // a polygon's corners lie at radius_px * stretch, so that it looks as large as a disc
    float inner_px = 0.0F;  // > 0: a ring from here to radius_px
    float radius_px = 0.0F;
    Colour colour;
};

/// The shapes that make up a mark, the lowest first; what the painter and the SVG writer both draw. `selection` is the
/// colour around a selected or hovered one.
std::vector<SymbolPart> parts_of(const Mark& mark, Colour selection);

/// The same for a circle: what it is filled with, and its edge.
std::vector<SymbolPart> parts_of(const Circle& circle);

/// The line and the two ends of a scale bar on whole pixels, each `around_px` larger on all sides (its halo).
std::array<geo::ScreenBox, 3> boxes_of(const ScaleBar& bar, float around_px);

}  // namespace darya::scene
