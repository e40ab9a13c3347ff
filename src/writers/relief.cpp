#include "writers/relief.h"

#include <algorithm>
#include <cmath>

#include "geo/hill_shade.h"

namespace darya::writers {

namespace {

/// Between which two cells a pixel lies, and how far from the first to the second.
struct Between {
    std::size_t first = 0;
    std::size_t second = 0;
    float share = 0.0F;
};

/// `place`: in cells from the grid's edge; beyond the middles of the outermost cells these go on.
Between between(double place, int cell_count) {
    const double from_middle = std::clamp(place - 0.5, 0.0, static_cast<double>(cell_count - 1));
    const auto first = static_cast<std::size_t>(from_middle);
    return {first, std::min(first + 1, static_cast<std::size_t>(cell_count - 1)),
            static_cast<float>(from_middle - static_cast<double>(first))};
}

/// The first and one past the last pixel whose middle lies between two places on the screen.
std::pair<int, int> pixels_between(double low_px, double high_px, float size_px) {
    const double size = std::round(static_cast<double>(size_px));
    const double first = std::clamp(std::ceil(low_px - 0.5), 0.0, size);
    const double end = std::clamp(std::floor(high_px - 0.5) + 1.0, first, size);
    return {static_cast<int>(first), static_cast<int>(end)};
}

}  // namespace

ReliefPicture relief_picture(const scene::ReliefItem& item, const scene::Camera& camera) {
    ReliefPicture picture;
    if (!item.relief || item.relief->codes.width <= 0 || item.relief->codes.height <= 0) return picture;
    const geo::ReliefCodes& codes = item.relief->codes;
    const geo::MapBox& box = item.relief->box;
    const geo::MapBox view = camera.view();
    const double scale = camera.metres_per_px;
    const auto [left, right] =
        pixels_between((box.left_m - view.left_m) / scale, (box.right_m - view.left_m) / scale, camera.width_px);
    const auto [top, bottom] =
        pixels_between((view.top_m - box.top_m) / scale, (view.top_m - box.bottom_m) / scale, camera.height_px);
    if (left >= right || top >= bottom) return picture;
    picture.left_px = left;
    picture.top_px = top;
    picture.pixels.width = right - left;
    picture.pixels.height = bottom - top;

    std::vector<Between> columns;
    const double cells_per_m = static_cast<double>(codes.width) / box.width_m();
    for (int x = left; x < right; ++x) {
        const double x_m = view.left_m + (static_cast<double>(x) + 0.5) * scale;
        columns.push_back(between((x_m - box.left_m) * cells_per_m, codes.width));
    }
    picture.pixels.bytes.reserve(columns.size() * static_cast<std::size_t>(bottom - top) * 3);
    const auto row_cells = static_cast<std::size_t>(codes.width);
    for (int y = top; y < bottom; ++y) {
        const double y_m = view.top_m - (static_cast<double>(y) + 0.5) * scale;
        const double rows_per_m = static_cast<double>(codes.height) / box.height_m();
        const Between row = between((box.top_m - y_m) * rows_per_m, codes.height);
        for (const Between& column : columns) {
            const auto smoothed = [&](std::size_t channel) {
                const auto code = [&](std::size_t line, std::size_t cell) {
                    return static_cast<float>(codes.code[2 * (line * row_cells + cell) + channel]);
                };
                const float upper =
                    std::lerp(code(row.first, column.first), code(row.first, column.second), column.share);
                const float lower =
                    std::lerp(code(row.second, column.first), code(row.second, column.second), column.share);
                return std::lerp(upper, lower, row.share);
            };
            const auto colour = geo::shaded_colour(item.ramp, smoothed(0), smoothed(1));
            picture.pixels.bytes.insert(picture.pixels.bytes.end(), colour.begin(), colour.end());
        }
    }
    return picture;
}

}  // namespace darya::writers
