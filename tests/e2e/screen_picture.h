#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "data/colour.h"
#include "geo/point.h"

namespace darya::e2e {

/// What a window shows, pixel by pixel from the top left corner.
struct ScreenPicture {
    int width_px = 0;
    int height_px = 0;
    std::vector<data::Colour> pixels;

    bool operator==(const ScreenPicture&) const = default;
    const data::Colour& at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(x)];
    }
    geo::ScreenBox whole() const { return {0.0F, 0.0F, static_cast<float>(width_px), static_cast<float>(height_px)}; }
};

/// Whether no channel is further apart than `step`.
bool is_near(const data::Colour& a, const data::Colour& b, int step);

/// `share` of `over` laid on `under`.
data::Colour blended(const data::Colour& over, const data::Colour& under, double share);

/// How many pixels of a box (as far as it lies inside) are of such a colour.
int count_in(const ScreenPicture& picture, const geo::ScreenBox& box,
             const std::function<bool(const data::Colour&)>& is_wanted);
/// How many different colours a box shows.
int colours_in(const ScreenPicture& picture, const geo::ScreenBox& box);
/// How many pixels of a box are not the same in both pictures, which are of one size.
int changed_in(const ScreenPicture& a, const ScreenPicture& b, const geo::ScreenBox& box);

/// A straight run of pixels.
struct PixelRun {
    geo::ScreenPoint first;
    int length_px = 0;
    bool operator==(const PixelRun&) const = default;
};

/// Unbroken horizontal (or vertical) runs of such a colour, of at least (and at most) so many pixels, from the top down.
std::vector<PixelRun> runs_in(const ScreenPicture& picture, const geo::ScreenBox& box,
                              const std::function<bool(const data::Colour&)>& is_wanted, int least_px, int most_px,
                              bool is_vertical = false);

/// As a PNG, for the eyes of a person.
void save(const ScreenPicture& picture, const std::filesystem::path& file);

}  // namespace darya::e2e
