#pragma once

#include <string>
#include <vector>

#include "scene/frame.h"

namespace darya::writers {

/// Appends a number of hundredths as a decimal: 1250 as "12.5", -3 as "-0.03".
void append_hundredths(std::string& text, long long hundredths);

/// Appends a length in pixels, rounded to 0.01. What is not a number becomes 0, what is far too large ±10,000,000.
void append_px(std::string& text, double value);

/// The path data of each polygon of a mesh that the camera sees: its outer ring and its holes, cut off a little beyond
/// the picture's edge.
std::vector<std::string> polygon_paths(const scene::Mesh& mesh, const scene::Camera& camera);

/// The path data of those of a mesh's runs that have this share of the stroke's width, as it shows them; pieces far beyond the
/// picture's edge are left out.
struct LinePaths {
    /// A piece that begins within a dash or gap.
    struct Shifted {
        std::string path;
        double offset_px = 0.0;
    };
    std::string whole;             // all runs, or pieces of them, whose dashes begin at their first point
    std::vector<Shifted> shifted;  // pieces of dashed lines whose beginning is out of sight
};
LinePaths line_paths(const scene::Mesh& mesh, const style::StrokeStyle& stroke, const scene::Camera& camera,
                     float width = 1.0F);

}  // namespace darya::writers
