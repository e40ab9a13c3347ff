#include "paint/golden_picture.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <gtest/gtest.h>

namespace darya::paint {

namespace fs = std::filesystem;

namespace {

int channel_distance(const sf::Color& a, const sf::Color& b) {
    return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b), std::abs(a.a - b.a)});
}

void keep(const sf::Image& image, const std::string& name, std::string_view what) {
    const fs::path folder = fs::path(DARYA_BUILD_DIR) / "tests" / "failed";
    fs::create_directories(folder);
    const fs::path file = folder / (fs::path(name).stem().string() + "." + std::string(what) + ".png");
    if (image.saveToFile(file.string())) ADD_FAILURE() << what << ": " << file;
}

}  // namespace

void expect_golden(const sf::Image& actual, const std::string& name, const Tolerance& tolerance) {
    const fs::path file = fs::path(DARYA_SOURCE_DIR) / "tests" / "golden" / name;
    const char* const update = std::getenv("UPDATE_GOLDEN");
    if (update != nullptr && std::string_view(update) == "1") {
        fs::create_directories(file.parent_path());
        ASSERT_TRUE(actual.saveToFile(file.string())) << file;
        return;
    }
    sf::Image expected;
    ASSERT_TRUE(expected.loadFromFile(file.string())) << file << ": UPDATE_GOLDEN=1 writes it";
    const sf::Vector2u size = expected.getSize();
    if (actual.getSize() != size) {
        keep(actual, name, "actual");
        FAIL() << name << " is of another size than expected";
    }
    std::size_t different = 0;
    int farthest = 0;
    sf::Image difference;
    difference.create(size.x, size.y, sf::Color::White);
    for (unsigned y = 0; y < size.y; ++y) {
        for (unsigned x = 0; x < size.x; ++x) {
            const int distance = channel_distance(actual.getPixel(x, y), expected.getPixel(x, y));
            farthest = std::max(farthest, distance);
            if (distance == 0) continue;
            // Grey within the step, red beyond it.
            const bool is_far = distance > tolerance.channel_step;
            different += is_far ? 1 : 0;
            difference.setPixel(x, y, is_far ? sf::Color::Red : sf::Color(200, 200, 200));
        }
    }
    const double share = static_cast<double>(different) / (static_cast<double>(size.x) * static_cast<double>(size.y));
    if (share <= tolerance.pixel_share) return;
    ADD_FAILURE() << name << ": " << 100.0 * share << " % of its pixels are more than " << tolerance.channel_step
                  << " away from what was expected (the farthest " << farthest << "), " << 100.0 * tolerance.pixel_share
                  << " % may be";
    keep(actual, name, "actual");
    keep(expected, name, "expected");
    keep(difference, name, "difference");
}

}  // namespace darya::paint
