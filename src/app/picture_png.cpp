#include "app/picture_png.h"

#include <cmath>
#include <sstream>
#include <utility>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/Window/Context.hpp>

#include "paint/painter.h"
#include "writers/png.h"

namespace darya::app {

namespace {

/// While it lives, what SFML would say on stderr is dropped: what goes wrong is told in our own one line.
class QuietSfml {
public:
    QuietSfml() : before_(sf::err().rdbuf(words_.rdbuf())) {}
    ~QuietSfml() { sf::err().rdbuf(before_); }
    QuietSfml(const QuietSfml&) = delete;
    QuietSfml& operator=(const QuietSfml&) = delete;

private:
    std::ostringstream words_;
    std::streambuf* before_;
};

}  // namespace

base::Result<writers::Pixels> draw_pixels(const scene::Frame& frame, paint::Painter& painter, float scale) {
    const QuietSfml quiet;
    const auto width = static_cast<unsigned>(std::lround(scale * frame.camera.width_px));
    const auto height = static_cast<unsigned>(std::lround(scale * frame.camera.height_px));
    sf::RenderTexture target;
    if (!target.create(width, height)) {
        return base::Error{"a picture of this size cannot be drawn here", "", "try a smaller --size, or an SVG"};
    }
    painter.draw(target, frame);
    target.display();
    const sf::Image image = target.getTexture().copyToImage();
    writers::Pixels pixels{static_cast<int>(width), static_cast<int>(height), 3, {}};
    const std::size_t pixel_count = std::size_t{width} * height;
    pixels.bytes.reserve(3 * pixel_count);
    // The ground is opaque, so what lies on it is too; the alpha that blending leaves behind means nothing.
    const sf::Uint8* const rgba = image.getPixelsPtr();
    for (std::size_t i = 0; i < pixel_count; ++i) {
        pixels.bytes.insert(pixels.bytes.end(), rgba + 4 * i, rgba + 4 * i + 3);
    }
    return pixels;
}

base::Result<std::string> draw_png(const scene::Frame& frame, const std::filesystem::path& shaders,
                                   const style::FontFiles& fonts, float scale, double dpi) {
    const QuietSfml quiet;
    sf::Context context;  // the painter's shaders need one that is active
    auto painter = paint::Painter::make(shaders, fonts.paths);
    if (!painter) return painter.error();
    const auto pixels = draw_pixels(frame, *painter, scale);
    if (!pixels) return pixels.error();
    return writers::png_of(*pixels, dpi);
}

}  // namespace darya::app
