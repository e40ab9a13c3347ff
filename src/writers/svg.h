#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/result.h"
#include "scene/frame.h"

namespace darya::writers {

/// What an SVG says beside the picture itself.
struct SvgWords {
    std::string title;
    std::string description;
    /// The font family of each face (by style::Face), as fontconfig calls it; a usual one follows it in the file. May be
    /// shorter, then only the usual ones are named.
    std::vector<std::string> families;
    float scale = 1.0F;     // how many times as large as the frame a viewer shows it at first
    double width_mm = 0.0;  // its size on paper, which counts more; 0: in pixels
    double height_mm = 0.0;
};

/// Writes a frame as SVG 1.1: what the screen shows, in the same order, in pixels rounded to 0.01.
///
/// Layers are groups with the layer's id; names are text, letter by letter in the place the frame gave it; the relief is
/// a PNG inside. What lies beyond the picture's edge is cut off or left out, so that the file stays small. The same
/// frame gives the same bytes. Needs no screen.
base::Result<base::Done> write_svg(std::ostream& out, const scene::Frame& frame, const SvgWords& words);

}  // namespace darya::writers
