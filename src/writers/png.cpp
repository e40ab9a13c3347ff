#include "writers/png.h"

#include <cstddef>

#include <png.h>

namespace darya::writers {

base::Result<std::string> png_of(const Pixels& pixels) {
    const std::size_t needed = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) *
                               static_cast<std::size_t>(pixels.channel_count);
    if (pixels.width <= 0 || pixels.height <= 0 || pixels.bytes.size() != needed) {
        return base::Error{"a picture without pixels cannot be written"};
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.width);
    image.height = static_cast<png_uint_32>(pixels.height);
    image.format = pixels.channel_count == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    // The most it can take, so that it is written in one go; then cut to what it took.
    png_alloc_size_t byte_count = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(byte_count, '\0');
    const int is_written =
        png_image_write_to_memory(&image, bytes.data(), &byte_count, 0, pixels.bytes.data(), 0, nullptr);
    if (is_written == 0) {
        const std::string reason = static_cast<const char*>(image.message);
        png_image_free(&image);
        return base::Error{"the picture could not be packed as PNG (" + reason + ")", "", "try a smaller --size"};
    }
    bytes.resize(byte_count);
    return bytes;
}

}  // namespace darya::writers
