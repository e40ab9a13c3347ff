#include "paint/marks.h"

#include <array>
#include <cmath>
#include <numbers>

#include <SFML/Graphics/Vertex.hpp>

namespace darya::paint {

namespace {

using Vertices = std::vector<sf::Vertex>;

sf::Color shown(scene::Colour colour, float opacity) {
    return {colour.red, colour.green, colour.blue,
            static_cast<sf::Uint8>(static_cast<float>(colour.alpha) * opacity + 0.5F)};
}

sf::Color clear(sf::Color colour) {
    return {colour.r, colour.g, colour.b, 0};
}

/// A band between two radii of a regular polygon of `corners` corners, from one colour to another.
void add_band(Vertices& vertices, geo::ScreenPoint at, float inner_px, float outer_px, int corners, float turn_rad,
              sf::Color inner, sf::Color outer) {
    const auto place = [&](float radius_px, int corner) {
        const float angle =
            turn_rad + 2.0F * std::numbers::pi_v<float> * static_cast<float>(corner) / static_cast<float>(corners);
        return sf::Vector2f(at.x_px + radius_px * std::cos(angle), at.y_px + radius_px * std::sin(angle));
    };
    for (int i = 0; i < corners; ++i) {
        const sf::Vertex a(place(inner_px, i), inner);
        const sf::Vertex b(place(outer_px, i), outer);
        const sf::Vertex c(place(outer_px, i + 1), outer);
        const sf::Vertex d(place(inner_px, i + 1), inner);
        vertices.insert(vertices.end(), {a, b, c});
        if (inner_px > 0.0F) vertices.insert(vertices.end(), {a, c, d});
    }
}

struct Outline {
    int corners = 24;
    float turn_rad = 0.0F;
    float stretch = 1.0F;  // a square of the same look is wider at its corners
};

/// A filled shape whose edge fades over one pixel around `radius_px`.
void add_shape(Vertices& vertices, geo::ScreenPoint at, float radius_px, Outline outline, sf::Color colour) {
    const float solid = std::max(radius_px - 0.5F, 0.0F) * outline.stretch;
    const float faded = (radius_px + 0.5F) * outline.stretch;
    add_band(vertices, at, 0.0F, solid, outline.corners, outline.turn_rad, colour, colour);
    add_band(vertices, at, solid, faded, outline.corners, outline.turn_rad, colour, clear(colour));
}

/// A ring whose two edges fade.
void add_ring(Vertices& vertices, geo::ScreenPoint at, float inner_px, float outer_px, sf::Color colour) {
    add_band(vertices, at, inner_px - 0.5F, inner_px + 0.5F, 32, 0.0F, clear(colour), colour);
    add_band(vertices, at, inner_px + 0.5F, outer_px - 0.5F, 32, 0.0F, colour, colour);
    add_band(vertices, at, outer_px - 0.5F, outer_px + 0.5F, 32, 0.0F, colour, clear(colour));
}

constexpr Outline disc{24, 0.0F, 1.0F};
constexpr Outline square{4, std::numbers::pi_v<float> / 4.0F, 1.2F};
constexpr Outline triangle{3, -std::numbers::pi_v<float> / 2.0F, 1.3F};
constexpr Outline diamond{4, 0.0F, 1.25F};

Outline outline_of(scene::MarkShape shape) {
    switch (shape) {
        case scene::MarkShape::dike:
            return square;
        case scene::MarkShape::canal_head:
            return triangle;
        case scene::MarkShape::reservoir:
        case scene::MarkShape::own_point:
            return diamond;
        default:
            return disc;
    }
}

void add_mark(Vertices& vertices, const scene::Mark& mark, scene::Colour selection) {
    const sf::Color fill = shown(mark.fill, mark.opacity);
    const sf::Color edge = shown(mark.edge, mark.opacity);
    const Outline outline = outline_of(mark.shape);
    float radius_px = mark.radius_px;
    if (mark.is_hovered || mark.is_selected) {
        radius_px += 1.5F;
        const float reach_px = radius_px + (mark.is_selected ? 7.0F : 5.0F);
        add_shape(vertices, mark.at, reach_px, disc, shown(selection, 0.18F));
        add_ring(vertices, mark.at, reach_px - (mark.is_selected ? 2.0F : 1.3F), reach_px,
                 shown(selection, mark.is_selected ? 1.0F : 0.6F));
    }
    if (mark.shape == scene::MarkShape::town || mark.shape == scene::MarkShape::capital) {
        add_shape(vertices, mark.at, radius_px, disc, fill);
        add_shape(vertices, mark.at, radius_px - 1.4F, disc, edge);
        if (mark.shape == scene::MarkShape::capital) add_shape(vertices, mark.at, radius_px - 2.7F, disc, fill);
        return;
    }
    add_shape(vertices, mark.at, radius_px + 1.4F, outline, edge);
    if (mark.shape == scene::MarkShape::dam_planned) {
        add_ring(vertices, mark.at, radius_px - 2.4F, radius_px, fill);
        return;
    }
    add_shape(vertices, mark.at, radius_px, outline, fill);
}

}  // namespace

void draw_marks(sf::RenderTarget& target, const std::vector<scene::Mark>& marks, scene::Colour selection) {
    Vertices vertices;
    for (const scene::Mark& mark : marks) add_mark(vertices, mark, selection);
    if (!vertices.empty()) target.draw(vertices.data(), vertices.size(), sf::Triangles);
}

void draw_scale_bar(sf::RenderTarget& target, const scene::ScaleBar& bar, scene::Colour ink, scene::Colour halo) {
    Vertices vertices;
    const auto box = [&vertices](float left, float top, float right, float bottom, sf::Color colour) {
        const sf::Vertex a({left, top}, colour);
        const sf::Vertex b({right, top}, colour);
        const sf::Vertex c({right, bottom}, colour);
        const sf::Vertex d({left, bottom}, colour);
        vertices.insert(vertices.end(), {a, b, c, a, c, d});
    };
    const float left = std::round(bar.at.x_px);
    const float right = std::round(bar.at.x_px + bar.length_px);
    const float base = std::round(bar.at.y_px);
    constexpr float tick_px = 6.0F;
    for (const float around : {1.0F, 0.0F}) {
        const sf::Color colour = around > 0.0F ? shown(halo, 0.8F) : shown(ink, 1.0F);
        box(left - around, base - around, right + around, base + 1.0F + around, colour);
        box(left - around, base - tick_px - around, left + 1.0F + around, base + around, colour);
        box(right - 1.0F - around, base - tick_px - around, right + around, base + around, colour);
    }
    target.draw(vertices.data(), vertices.size(), sf::Triangles);
}

}  // namespace darya::paint
