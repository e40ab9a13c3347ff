#include "writers/png.h"

#include <gtest/gtest.h>

#include <png.h>

namespace darya::writers {
namespace {

struct Source {
    const std::string* bytes;
    std::size_t at = 0;
};

/// Pixels to the metre as libpng reads them: it checks the chunk's sum and place; 0 where nothing is said.
unsigned pixels_per_m(const std::string& bytes) {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    Source source{&bytes};
    png_set_read_fn(png, &source, [](png_structp reader, png_bytep to, png_size_t count) {
        auto* const from = static_cast<Source*>(png_get_io_ptr(reader));
        if (from->at + count > from->bytes->size()) png_error(reader, "cut");
        from->bytes->copy(reinterpret_cast<char*>(to), count, from->at);
        from->at += count;
    });
    png_read_info(png, info);
    const png_uint_32 density = png_get_pixels_per_meter(png, info);
    png_destroy_read_struct(&png, &info, nullptr);
    return density;
}

TEST(Png, KnowsHowLargeItIsOnPaper) {
    const Pixels pixels{2, 2, 3, std::vector<std::uint8_t>(12, 200)};
    const auto plain = png_of(pixels);
    ASSERT_TRUE(plain);
    EXPECT_EQ(pixels_per_m(*plain), 0U);
    const auto dense = png_of(pixels, 300.0);
    ASSERT_TRUE(dense);
    EXPECT_EQ(pixels_per_m(*dense), 11811U);
}

TEST(Png, OfNothingIsAnError) {
    EXPECT_FALSE(png_of({}));
}

}  // namespace
}  // namespace darya::writers
