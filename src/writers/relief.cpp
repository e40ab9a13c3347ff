#include "writers/relief.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "geo/hill_shade.h"

namespace darya::writers {

namespace {

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

    const double columns_per_m = static_cast<double>(codes.width) / box.width_m();
    const double rows_per_m = static_cast<double>(codes.height) / box.height_m();
    picture.pixels.bytes.reserve(std::size_t{3} * static_cast<std::size_t>(right - left) *
                                 static_cast<std::size_t>(bottom - top));
    for (int y = top; y < bottom; ++y) {
        const double y_m = view.top_m - (static_cast<double>(y) + 0.5) * scale;
        for (int x = left; x < right; ++x) {
            const double x_m = view.left_m + (static_cast<double>(x) + 0.5) * scale;
            const auto smooth =
                geo::smooth_codes(codes, (x_m - box.left_m) * columns_per_m, (box.top_m - y_m) * rows_per_m);
            for (const std::uint8_t part : geo::shaded_colour(item.ramp, smooth.code, smooth.light))
                picture.pixels.bytes.push_back(part);
        }
    }
    return picture;
}

}  // namespace darya::writers
