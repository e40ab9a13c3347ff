#include "paint/letters.h"

#include <cmath>
#include <map>
#include <utility>

#include <SFML/Config.hpp>
#include <SFML/Graphics/Vertex.hpp>

namespace darya::paint {

namespace {

sf::Color shown(const data::Colour& colour, float opacity) {
    return {colour.red, colour.green, colour.blue,
            static_cast<sf::Uint8>(static_cast<float>(colour.alpha) * opacity + 0.5F)};
}

/// Letters of one font page: one texture, one draw.
struct Page {
    std::vector<sf::Vertex> halo;
    std::vector<sf::Vertex> ink;
};

// Up to SFML 2.5 the bounds of an outlined glyph grow with the outline but start where the plain glyph does.
#if SFML_VERSION_MAJOR == 2 && SFML_VERSION_MINOR <= 5
constexpr float outline_shift = 1.0F;
#else
constexpr float outline_shift = 0.0F;
#endif

void add_quad(std::vector<sf::Vertex>& vertices, const sf::Glyph& glyph, const scene::LabelLetter& letter,
              geo::ScreenPoint shift, sf::Color colour, float outline_px = 0.0F) {
    constexpr float spare_px = 1.0F;  // SFML leaves this much around a glyph in its texture
    const float left = glyph.bounds.left - spare_px - outline_shift * outline_px;
    const float top = glyph.bounds.top - spare_px - outline_shift * outline_px;
    const float right = left + glyph.bounds.width + 2 * spare_px;
    const float bottom = top + glyph.bounds.height + 2 * spare_px;
    const auto& in_texture = glyph.textureRect;
    const float u0 = static_cast<float>(in_texture.left) - spare_px;
    const float v0 = static_cast<float>(in_texture.top) - spare_px;
    const float u1 = static_cast<float>(in_texture.left + in_texture.width) + spare_px;
    const float v1 = static_cast<float>(in_texture.top + in_texture.height) + spare_px;
    const float cosine = std::cos(letter.angle_rad);
    const float sine = std::sin(letter.angle_rad);
    const auto place = [&](float x, float y) {
        return sf::Vector2f(letter.at.x_px + shift.x_px + cosine * x - sine * y,
                            letter.at.y_px + shift.y_px + sine * x + cosine * y);
    };
    const sf::Vertex a(place(left, top), colour, {u0, v0});
    const sf::Vertex b(place(right, top), colour, {u1, v0});
    const sf::Vertex c(place(right, bottom), colour, {u1, v1});
    const sf::Vertex d(place(left, bottom), colour, {u0, v1});
    vertices.insert(vertices.end(), {a, b, c, a, c, d});
}

}  // namespace

base::Result<Letters> Letters::make(const std::vector<std::string>& font_files) {
    Letters letters;
    for (const std::string& file : font_files) {
        letters.fonts_.push_back(std::make_unique<sf::Font>());
        if (!letters.fonts_.back()->loadFromFile(file)) {
            return base::Error{"this font cannot be opened", file, "install fonts-noto-core and fonts-inter"};
        }
    }
    return letters;
}

void Letters::draw(sf::RenderTarget& target, const std::vector<const scene::Label*>& labels) {
    std::map<std::pair<std::size_t, unsigned>, Page> pages;
    for (const scene::Label* label : labels) {
        if (label->letters.empty() || label->opacity <= 0.0F) continue;
        const auto face = static_cast<std::size_t>(label->face);
        const auto size = static_cast<unsigned>(std::lround(label->size_px));
        const sf::Font& font = *fonts_[face];
        Page& page = pages[{face, size}];
        // A level line of text is sharp only on whole pixels; it moves as a whole, so its letters keep their distances.
        const scene::LabelLetter& first = label->letters.front();
        const bool is_level = first.angle_rad == 0.0F && label->letters.back().angle_rad == 0.0F;
        const geo::ScreenPoint shift{0.0F, is_level ? std::round(first.at.y_px) - first.at.y_px : 0.0F};
        const sf::Color ink = shown(label->colour, label->opacity);
        const sf::Color halo = shown(label->halo, label->opacity);
        for (scene::LabelLetter letter : label->letters) {
            if (letter.letter == U' ') continue;
            if (is_level) letter.at.x_px = std::round(letter.at.x_px);
            if (label->halo_px > 0.0F) {
                add_quad(page.halo, font.getGlyph(letter.letter, size, false, label->halo_px), letter, shift, halo,
                         label->halo_px);
            }
            add_quad(page.ink, font.getGlyph(letter.letter, size, false), letter, shift, ink);
        }
    }
    for (const auto part : {&Page::halo, &Page::ink}) {
        for (auto& [key, page] : pages) {
            const std::vector<sf::Vertex>& vertices = page.*part;
            if (vertices.empty()) continue;
            target.draw(vertices.data(), vertices.size(), sf::Triangles, &fonts_[key.first]->getTexture(key.second));
        }
    }
}

}  // namespace darya::paint
