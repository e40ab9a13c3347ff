#pragma once

#include <string>

#include <SFML/Graphics/Image.hpp>

namespace darya::paint {

/// How far a picture may be from the expected one: drivers round differently.
struct Tolerance {
    int channel_step = 6;        // a pixel counts as different when a channel is further apart than this
    double pixel_share = 0.002;  // of all pixels that may be different
};

/// Compares a picture with tests/golden/NAME and fails the test where they differ by more than the tolerance; then the
/// actual, the expected and a picture of the differences lie in tests/failed/ of the build folder. With UPDATE_GOLDEN=1
/// in the environment the picture is written there instead: look at it before it goes in.
void expect_golden(const sf::Image& actual, const std::string& name, const Tolerance& tolerance = {});

}  // namespace darya::paint
