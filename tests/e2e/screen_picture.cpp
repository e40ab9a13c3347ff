#include "e2e/screen_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <tuple>

#include <SFML/Graphics/Image.hpp>

namespace darya::e2e {

namespace {

/// The pixels of a box that lie inside a picture.
struct PixelBox {
    int left, top, right, bottom;
    PixelBox(const ScreenPicture& picture, const geo::ScreenBox& box)
        : left(std::max(0, static_cast<int>(std::ceil(box.left_px)))),
          top(std::max(0, static_cast<int>(std::ceil(box.top_px)))),
          right(std::min(picture.width_px, static_cast<int>(std::floor(box.right_px)))),
          bottom(std::min(picture.height_px, static_cast<int>(std::floor(box.bottom_px)))) {}
};

}  // namespace

bool is_near(const data::Colour& a, const data::Colour& b, int step) {
    return std::abs(a.red - b.red) <= step && std::abs(a.green - b.green) <= step && std::abs(a.blue - b.blue) <= step;
}

data::Colour blended(const data::Colour& over, const data::Colour& under, double share) {
    const auto mixed = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(share * a + (1.0 - share) * b));
    };
    return {mixed(over.red, under.red), mixed(over.green, under.green), mixed(over.blue, under.blue)};
}

int count_in(const ScreenPicture& picture, const geo::ScreenBox& box,
             const std::function<bool(const data::Colour&)>& is_wanted) {
    const PixelBox inside(picture, box);
    int count = 0;
    for (int y = inside.top; y < inside.bottom; ++y) {
        for (int x = inside.left; x < inside.right; ++x) count += is_wanted(picture.at(x, y)) ? 1 : 0;
    }
    return count;
}

int colours_in(const ScreenPicture& picture, const geo::ScreenBox& box) {
    std::set<std::tuple<int, int, int>> colours;
    const PixelBox inside(picture, box);
    for (int y = inside.top; y < inside.bottom; ++y) {
        for (int x = inside.left; x < inside.right; ++x) {
            const data::Colour& colour = picture.at(x, y);
            colours.insert({colour.red, colour.green, colour.blue});
        }
    }
    return static_cast<int>(colours.size());
}

int changed_in(const ScreenPicture& a, const ScreenPicture& b, const geo::ScreenBox& box) {
    const PixelBox inside(a, box);
    int count = 0;
    for (int y = inside.top; y < std::min(inside.bottom, b.height_px); ++y) {
        for (int x = inside.left; x < std::min(inside.right, b.width_px); ++x)
            count += a.at(x, y) == b.at(x, y) ? 0 : 1;
    }
    return count;
}

std::vector<PixelRun> runs_in(const ScreenPicture& picture, const geo::ScreenBox& box,
                              const std::function<bool(const data::Colour&)>& is_wanted, int least_px, int most_px,
                              bool is_vertical) {
    const PixelBox inside(picture, box);
    std::vector<PixelRun> runs;
    const int first_line = is_vertical ? inside.left : inside.top;
    const int last_line = is_vertical ? inside.right : inside.bottom;
    const int first = is_vertical ? inside.top : inside.left;
    const int last = is_vertical ? inside.bottom : inside.right;
    for (int line = first_line; line < last_line; ++line) {
        int length = 0;
        for (int at = first; at <= last; ++at) {
            if (at < last && is_wanted(is_vertical ? picture.at(line, at) : picture.at(at, line))) {
                ++length;
                continue;
            }
            if (length >= least_px && length <= most_px) {
                const auto start = static_cast<float>(at - length);
                const auto across = static_cast<float>(line);
                runs.push_back(
                    {is_vertical ? geo::ScreenPoint{across, start} : geo::ScreenPoint{start, across}, length});
            }
            length = 0;
        }
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const PixelRun& a, const PixelRun& b) { return a.first.y_px < b.first.y_px; });
    return runs;
}

void save(const ScreenPicture& picture, const std::filesystem::path& file) {
    if (picture.pixels.empty()) return;
    std::filesystem::create_directories(file.parent_path());
    sf::Image image;
    image.create(static_cast<unsigned>(picture.width_px), static_cast<unsigned>(picture.height_px));
    for (int y = 0; y < picture.height_px; ++y) {
        for (int x = 0; x < picture.width_px; ++x) {
            const data::Colour& colour = picture.at(x, y);
            image.setPixel(static_cast<unsigned>(x), static_cast<unsigned>(y),
                           sf::Color(colour.red, colour.green, colour.blue));
        }
    }
    static_cast<void>(image.saveToFile(file.string()));
}

}  // namespace darya::e2e
