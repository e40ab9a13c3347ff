#include "paint/letters.h"

#include <cmath>
#include <utility>

#include "paint/vertices.h"

namespace darya::paint {

namespace {

/// What is drawn from each page of the letters.
using PageVertices = std::vector<std::vector<sf::Vertex>>;

/// Where a pen stands: on a pixel of the target, some quarters of one further right, and turned.
struct Pen {
    float x_px = 0.0F;
    float y_px = 0.0F;
    int shift = 0;
    float angle_rad = 0.0F;
};

/// A level line of text is sharp only on whole pixels from top to bottom; from left to right quarters are enough. A turned
/// letter is where it is.
Pen pen_of(const scene::LabelLetter& letter, float scale) {
    const float x_px = scale * letter.at.x_px;
    const float y_px = scale * letter.at.y_px;
    if (letter.angle_rad != 0.0F) return {x_px, y_px, 0, letter.angle_rad};
    const float quarters = std::round(x_px * Glyphs::shift_count);
    const float whole = std::floor(quarters / Glyphs::shift_count);
    return {whole, std::round(y_px), static_cast<int>(quarters - whole * Glyphs::shift_count), 0.0F};
}

void add_quad(PageVertices& vertices, const Glyphs::Glyph& glyph, const Pen& pen, sf::Color colour, float scale) {
    if (glyph.width_px == 0) return;
    const auto left = static_cast<float>(glyph.left_px);
    const auto top = static_cast<float>(glyph.top_px);
    const auto width = static_cast<float>(glyph.width_px);
    const auto height = static_cast<float>(glyph.height_px);
    const auto u = static_cast<float>(glyph.page_x_px);
    const auto v = static_cast<float>(glyph.page_y_px);
    const float cosine = std::cos(pen.angle_rad);
    const float sine = std::sin(pen.angle_rad);
    // The letter's picture counts pixels of the target, the target's view those of the frame.
    const auto place = [&](float x, float y) {
        return sf::Vector2f((pen.x_px + cosine * x - sine * y) / scale, (pen.y_px + sine * x + cosine * y) / scale);
    };
    const sf::Vertex a(place(left, top), colour, {u, v});
    const sf::Vertex b(place(left + width, top), colour, {u + width, v});
    const sf::Vertex c(place(left + width, top + height), colour, {u + width, v + height});
    const sf::Vertex d(place(left, top + height), colour, {u, v + height});
    if (vertices.size() <= glyph.page) vertices.resize(glyph.page + 1);
    vertices[glyph.page].insert(vertices[glyph.page].end(), {a, b, c, a, c, d});
}

}  // namespace

base::Result<Letters> Letters::make(const std::vector<std::string>& font_files) {
    auto glyphs = Glyphs::make(font_files);
    if (!glyphs) return glyphs.error();
    return Letters(std::move(*glyphs));
}

void Letters::draw(sf::RenderTarget& target, const std::vector<const scene::Label*>& labels, float scale) {
    PageVertices halos;
    PageVertices inks;
    for (const scene::Label* label : labels) {
        if (label->opacity <= 0.0F) continue;
        const auto face = static_cast<std::size_t>(label->face);
        const float size_px = scale * label->size_px;
        const sf::Color ink = shown(label->colour, label->opacity);
        const sf::Color halo = shown(label->halo, label->opacity);
        for (const scene::LabelLetter& letter : label->letters) {
            if (letter.letter == U' ') continue;
            const Pen pen = pen_of(letter, scale);
            if (label->halo_px > 0.0F) {
                add_quad(halos, glyphs_.find(face, size_px, letter.letter, pen.shift, scale * label->halo_px), pen,
                         halo, scale);
            }
            add_quad(inks, glyphs_.find(face, size_px, letter.letter, pen.shift, 0.0F), pen, ink, scale);
        }
    }
    for (const PageVertices* layer : {&halos, &inks}) {
        for (std::size_t page = 0; page < layer->size(); ++page) {
            const std::vector<sf::Vertex>& vertices = (*layer)[page];
            if (vertices.empty()) continue;
            target.draw(vertices.data(), vertices.size(), sf::Triangles, &glyphs_.page(page));
        }
    }
}

}  // namespace darya::paint
