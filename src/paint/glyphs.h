#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <SFML/Graphics/Texture.hpp>

#include "base/result.h"

namespace darya::paint {

/// Letters as small pictures in a few textures, white, as opaque as they cover each pixel.
///
/// SFML's own letters are hinted to whole pixels: set one by one, each up to half a pixel beside its place, they stand
/// unevenly, and a browser that shows the same names in an SVG sets them otherwise. These have the shapes their font gives
/// them, at quarters of a pixel.
class Glyphs {
public:
    /// Opens the font files, by style::Face; one that cannot be opened is an error naming it.
    static base::Result<Glyphs> make(const std::vector<std::string>& font_files);

    Glyphs(Glyphs&&) noexcept;
    Glyphs& operator=(Glyphs&&) noexcept;
    ~Glyphs();

    static constexpr int shift_count = 4;

    /// A letter's picture: where its top left corner lies from the pen, and where it is found.
    struct Glyph {
        int left_px = 0;
        int top_px = 0;  // below the baseline
        int width_px = 0;
        int height_px = 0;
        std::size_t page = 0;
        int page_x_px = 0;
        int page_y_px = 0;
    };

    /// `shift`: by how many quarters of a pixel the pen stands right of a whole one. `around_px` > 0: the letter grown by
    /// so much on all sides. Stays valid as long as this. Cost: a look-up; 20 µs for a new one.
    const Glyph& find(std::size_t face, float size_px, char32_t letter, int shift, float around_px);

    /// The texture of a page. Pictures have a clear pixel around them.
    const sf::Texture& page(std::size_t index) const;

private:
    struct Parts;
    explicit Glyphs(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace darya::paint
