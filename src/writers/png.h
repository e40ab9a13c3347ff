#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace darya::writers {

/// A picture in memory: rows from the top, `channel_count` bytes a pixel: 3 for red, green, blue, 4 with straight alpha.
struct Pixels {
    int width = 0;
    int height = 0;
    int channel_count = 3;
    std::vector<std::uint8_t> bytes;
};

/// The bytes of a PNG file (sRGB, 8 bits a channel). A picture without pixels is an error, as is one that libpng refuses.
/// `dpi`: how many of its pixels make an inch on paper; 0 says nothing about it.
base::Result<std::string> png_of(const Pixels& pixels, double dpi = 0.0);

}  // namespace darya::writers
