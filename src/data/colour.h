#pragma once

#include <cstdint>

namespace darya::data {

/// A colour in sRGB with straight alpha, 0 to 255 each.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    bool operator==(const Colour&) const = default;
    /// The same colour, `share` (0 to 1) as opaque.
    Colour faded(double share) const {
        return {red, green, blue, static_cast<std::uint8_t>(static_cast<double>(alpha) * share + 0.5)};
    }
};

}  // namespace darya::data
