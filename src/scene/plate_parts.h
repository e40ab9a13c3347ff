#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scene/frame.h"
#include "scene/labels.h"

namespace darya::scene {

/// A line of level text from `start` on the baseline, in the look given.
Label plain_label(const Measure& measure, const LabelLook& look, const std::string& text, geo::ScreenPoint start);
float text_width_px(const Measure& measure, const LabelLook& look, const std::string& text);

/// The look of furniture's words: the map's plain face in the style's ink, without a halo.
LabelLook furniture_look(const style::Style& style, float size_px);

/// Cuts a text into lines of at most `width_px` at its spaces; a word that is longer stands alone. Lines that the text
/// itself breaks stay broken. No text, no lines.
std::vector<std::string> wrapped(const Measure& measure, const LabelLook& look, const std::string& text,
                                 float width_px);

inline constexpr Colour no_colour{0, 0, 0, 0};

PlateShape box_shape(const geo::ScreenBox& box, Colour fill, style::StrokeStyle edge = {{}, 0.0F});
PlateShape line_shape(std::vector<geo::ScreenPoint> points, const style::StrokeStyle& stroke);

/// An open line as the pieces that its dashes leave, the whole line where it has none. What the painter draws, so that it
/// matches the dashes of an SVG.
std::vector<std::vector<geo::ScreenPoint>> dashes_of(const PlateShape& line);

enum class Corner { top_left, top_right, bottom_left, bottom_right };

/// The place nearest to a corner of `free` for a box of so many pixels that touches none of `taken`; on whole pixels.
/// Nothing where there is no room.
std::optional<geo::ScreenBox> place_in_corner(geo::ScreenPoint size, Corner corner, const geo::ScreenBox& free,
                                              std::span<const geo::ScreenBox> taken);

}  // namespace darya::scene
