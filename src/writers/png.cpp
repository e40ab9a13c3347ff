#include "writers/png.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <png.h>

namespace darya::writers {

namespace {

std::string big_endian(std::uint32_t number) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(number >> shift & 0xFFU);
    return bytes;
}

/// Source: PNG specification, annex D.
std::uint32_t check_sum(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? 0xEDB88320U ^ sum >> 1U : sum >> 1U;
    }
    return ~sum;
}

/// The chunk that tells a pixel's size on paper.
std::string size_chunk(double dpi) {
    constexpr double inch_m = 0.0254;
    const std::string per_m = big_endian(static_cast<std::uint32_t>(std::lround(dpi / inch_m)));
    const std::string content = "pHYs" + per_m + per_m + '\x01';  // 1: the unit is the metre
    return big_endian(9) + content + big_endian(check_sum(content));
}

}  // namespace

base::Result<std::string> png_of(const Pixels& pixels, double dpi) {
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
    constexpr std::size_t after_header = 33;  // the signature and the chunk IHDR, which is the first
    if (dpi > 0.0) bytes.insert(after_header, size_chunk(dpi));
    return bytes;
}

}  // namespace darya::writers
