#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// What of an elevation grid is needed to paint it in any colours: for each cell, row by row from the north-west, a code
/// of the height and the light on it.
struct ReliefCodes {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> code;  // two bytes a cell: height code, light
};

/// The light of flat ground; 0 is a slope in full shade, 255 one that faces the lights.
inline constexpr std::uint8_t flat_light = 128;

/// How much lighter full light makes a colour, where full shade makes it darker by 1 (both times `ReliefRamp::strength`).
inline constexpr float lit_share = 0.35F;

/// Heights that codes can tell apart; lower and higher ones get the first and last code.
inline constexpr float lowest_coded_m = -50.0F;
inline constexpr float highest_coded_m = 6000.0F;

/// The code of a height, 0 to 255: goes with the square root of the height above `lowest_coded_m`, so that plains get
/// more codes (4 m a code at sea level, 20 m at 1000 m, 47 m at 6000 m).
float height_code(float height_m);

/// Codes of a grid of heights, row by row from the north-west, in metres; `cell_m` is the width of the square cells.
///
/// Light comes from four directions at once, mostly from the north-west, so that ridges of every direction are seen.
/// Heights are stretched by `z_factor` for the light only. Cells of `no_value` get the code of 0 m and flat light, and
/// count as level ground for their neighbours. A grid whose size is not width * height, or without cells, gives
/// an empty result. O(cells): about 10 ns a cell.
///
/// Source: Horn 1981, Hill Shading and the Reflectance Map, doi:10.1109/PROC.1981.11918 (gradient).
ReliefCodes relief_codes(std::span<const std::int16_t> heights_m, int width, int height, double cell_m,
                         std::int16_t no_value, float z_factor);

/// Codes between the cells' own, along a smooth surface without steps or creases: a cubic B-spline over four by four cells
/// (which also softens the cells themselves a little). `column` and `row` count cells from the north-western corner, so that
/// 0.5 is the middle of the first; beyond the grid its edge goes on. What shaders/raster.frag does with a texture. The
/// grid must have cells. Cost: 16 cells.
struct SmoothCodes {
    float code = 0.0F;
    float light = 0.0F;
};
SmoothCodes smooth_codes(const ReliefCodes& relief, double column, double row);

/// `smooth_codes` in the middle of each cell, rounded. O(cells): about 5 ns a cell.
ReliefCodes softened(const ReliefCodes& relief);

/// Colours for relief codes.
struct ReliefRamp {
    std::array<std::array<float, 3>, 6> colour{};  // red, green, blue; 0 to 1
    std::array<float, 6> at_code{};                // the height code of each colour, ascending
    float strength = 1.0F;                         // of the light: 0 no shading, 1 full

    bool operator==(const ReliefRamp&) const = default;
};

/// The colour of a cell: the ramp's colour at the height code, made darker in shade and slightly lighter in light. What
/// shaders/raster.frag does, for pictures without a screen; the two agree within 2/255. Codes and light may lie between
/// whole numbers (a smoothed texture).
std::array<std::uint8_t, 3> shaded_colour(const ReliefRamp& ramp, float code, float light);

}  // namespace darya::geo
