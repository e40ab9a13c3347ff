// What a browser makes of the SVG, beside the PNG of the same view.

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <png.h>

#include "base/child.h"

namespace darya {
namespace {

namespace fs = std::filesystem;

struct Picture {
    unsigned width_px = 0;
    unsigned height_px = 0;
    std::vector<std::uint8_t> rgb;
};

Picture read_png(const fs::path& file) {
    Picture picture;
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, file.c_str()) == 0) return picture;
    image.format = PNG_FORMAT_RGB;
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) == 0) return {};
    picture.width_px = image.width;
    picture.height_px = image.height;
    return picture;
}

/// "" where there is none.
std::string find_browser() {
    const auto found =
        base::run_child({"sh", "-c", "command -v chromium || command -v chromium-browser || command -v google-chrome"});
    if (!found || found->exit_code != 0) return "";
    return found->standard_out.substr(0, found->standard_out.find('\n'));
}

/// The share of pixels of which a channel differs by more than `step`.
double share_apart(const Picture& a, const Picture& b, int step) {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 2 < a.rgb.size(); i += 3) {
        int most = 0;
        for (std::size_t c = 0; c < 3; ++c) most = std::max(most, std::abs(int{a.rgb[i + c]} - int{b.rgb[i + c]}));
        count += most > step ? 1 : 0;
    }
    return static_cast<double>(count) / (static_cast<double>(a.width_px) * static_cast<double>(a.height_px));
}

struct View {
    const char* name;
    std::vector<std::string> options;
};

class SvgInBrowser : public testing::TestWithParam<View> {};

TEST_P(SvgInBrowser, LooksLikeThePng) {
    const std::string browser = find_browser();
    if (browser.empty()) GTEST_SKIP() << "no browser to look with: install chromium";
    const std::string name = GetParam().name;
    const fs::path folder = fs::path(DARYA_BUILD_DIR) / "tests/browser" / (name + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    const fs::path png = folder / "map.png";
    const fs::path svg = folder / "map.svg";
    const fs::path shot = folder / "seen.png";
    constexpr unsigned width_px = 1000;
    constexpr unsigned height_px = 700;
    const std::string size = std::to_string(width_px) + 'x' + std::to_string(height_px);
    for (const fs::path& file : {png, svg}) {
        std::vector<std::string> argv{"env",         "-u",      "DISPLAY",     "-u",     "WAYLAND_DISPLAY",
                                      DARYA_PROGRAM, "picture", file.string(), "--size", size};
        argv.insert(argv.end(), GetParam().options.begin(), GetParam().options.end());
        const auto drawn = base::run_child(argv, {.time_s = 120.0});
        ASSERT_TRUE(drawn) << drawn.error().line();
        ASSERT_EQ(drawn->exit_code, 0) << drawn->standard_error;
    }
    const auto looked =
        base::run_child({browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                         "--force-device-scale-factor=1", "--user-data-dir=" + (folder / "own").string(),
                         "--screenshot=" + shot.string(), "--window-size=1000,700", "file://" + svg.string()},
                        {.time_s = 120.0});
    ASSERT_TRUE(looked) << looked.error().line();
    const Picture expected = read_png(png);
    const Picture seen = read_png(shot);
    ASSERT_EQ(expected.width_px, width_px) << looked->standard_error;
    ASSERT_EQ(seen.width_px, width_px) << looked->standard_error;
    ASSERT_EQ(seen.height_px, height_px);
    constexpr int step = 40;
    constexpr double most = 0.01;
    const double apart = share_apart(expected, seen, step);
    RecordProperty("percent_apart", std::to_string(100.0 * apart));
    EXPECT_LE(apart, most) << 100.0 * apart << " % of the pixels differ by more than " << step << "; see " << folder;
    if (!HasFailure()) fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Views, SvgInBrowser,
                         testing::Values(View{"region", {}}, View{"rogun", {"--view", "rogun", "--select", "rogun"}},
                                         View{"fergana", {"--view", "71.4,40.6,420", "--graticule"}},
                                         View{"aral",
                                              {"--view", "aral-sea", "--title", "The Aral Sea", "--caption", "auto"}}),
                         [](const auto& view) { return std::string(view.param.name); });

}  // namespace
}  // namespace darya
