#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scene/frame.h"
#include "scene/labels.h"

namespace darya::scene {

struct FrameInput;

/// One line of the legend: what something on the map looks like, and what it is.
struct LegendRow {
    enum class Kind { head, area, line, marks, ramp };
    Kind kind = Kind::head;
    std::string words;
    Colour fill;                              // of an area
    std::vector<style::StrokeStyle> strokes;  // of a line, the lowest first; of an area its edge, then its hatch
    std::vector<Mark> marks;                  // in a row
    bool is_hollow = false;                   // a line whose second stroke is its core
};

/// What the legend of a frame says: only what is visible in it. `frame` has its marks and circles already.
std::vector<LegendRow> legend_rows(const FrameInput& input, const Frame& frame);

/// The legend as a plate at 0, 0; nothing where there is nothing to explain, or where it would be higher than `most_px`
/// even in two columns.
std::optional<Plate> legend_plate(const std::vector<LegendRow>& rows, const style::Style& style, const Measure& measure,
                                  float most_px);

/// The same plate elsewhere, `factor` times as large.
Plate placed(Plate plate, geo::ScreenPoint at, float factor = 1.0F);

}  // namespace darya::scene
