#include "writers/relief.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

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

/// The colours of the cells between two columns, row by row as they are asked for; the last two rows are kept.
class CellColours {
public:
    using Row = std::vector<std::array<float, 3>>;

    CellColours(const geo::ReliefCodes& codes, const geo::ReliefRamp& ramp, std::size_t first, std::size_t last)
        : codes_(codes), ramp_(ramp), first_(first), last_(last) {}

    std::size_t place_of(std::size_t column) const { return column - first_; }

    /// Stays valid while only this row and a neighbour of it are asked for.
    const Row& row(std::size_t number) {
        Kept& kept = kept_[number % 2];  // neighbours differ in this, so that both stay
        if (kept.number == number && !kept.colours.empty()) return kept.colours;
        kept.number = number;
        kept.colours.clear();
        for (std::size_t column = first_; column <= last_; ++column) {
            const std::size_t at = 2 * (number * static_cast<std::size_t>(codes_.width) + column);
            const auto colour = geo::shaded_colour(ramp_, codes_.code[at], codes_.code[at + 1]);
            kept.colours.push_back(
                {static_cast<float>(colour[0]), static_cast<float>(colour[1]), static_cast<float>(colour[2])});
        }
        return kept.colours;
    }

private:
    struct Kept {
        std::size_t number = 0;
        Row colours;
    };
    const geo::ReliefCodes& codes_;
    const geo::ReliefRamp& ramp_;
    std::size_t first_;
    std::size_t last_;
    std::array<Kept, 2> kept_;
};

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
    const double columns_per_m = static_cast<double>(codes.width) / box.width_m();
    for (int x = left; x < right; ++x) {
        const double x_m = view.left_m + (static_cast<double>(x) + 0.5) * scale;
        columns.push_back(between((x_m - box.left_m) * columns_per_m, codes.width));
    }
    CellColours cells(codes, item.ramp, columns.front().first, columns.back().second);
    const double rows_per_m = static_cast<double>(codes.height) / box.height_m();
    picture.pixels.bytes.reserve(columns.size() * static_cast<std::size_t>(bottom - top) * 3);
    for (int y = top; y < bottom; ++y) {
        const double y_m = view.top_m - (static_cast<double>(y) + 0.5) * scale;
        const Between row = between((box.top_m - y_m) * rows_per_m, codes.height);
        const auto& upper = cells.row(row.first);
        const auto& lower = cells.row(row.second);
        for (const Between& column : columns) {
            const std::size_t west = cells.place_of(column.first);
            const std::size_t east = cells.place_of(column.second);
            for (std::size_t c = 0; c < 3; ++c) {
                const float above = std::lerp(upper[west][c], upper[east][c], column.share);
                const float below = std::lerp(lower[west][c], lower[east][c], column.share);
                picture.pixels.bytes.push_back(
                    static_cast<std::uint8_t>(std::lround(std::lerp(above, below, row.share))));
            }
        }
    }
    return picture;
}

}  // namespace darya::writers
