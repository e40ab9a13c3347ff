#include "paint/marks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "paint/vertices.h"
#include "scene/symbols.h"

namespace darya::paint {

namespace {

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

/// A filled shape whose edge fades over one pixel around its radius; `half_px` of the frame are half of one.
void add_filled(Vertices& vertices, geo::ScreenPoint at, const scene::SymbolPart& part, int corners, float half_px) {
    const sf::Color colour = shown(part.colour, 1.0F);
    const float solid = std::max(part.radius_px - half_px, 0.0F) * part.stretch;
    const float faded = (part.radius_px + half_px) * part.stretch;
    add_band(vertices, at, 0.0F, solid, corners, part.turn_rad, colour, colour);
    add_band(vertices, at, solid, faded, corners, part.turn_rad, colour, clear(colour));
}

/// A ring whose two edges fade.
void add_ring(Vertices& vertices, geo::ScreenPoint at, const scene::SymbolPart& part, int corners, float half_px) {
    const sf::Color colour = shown(part.colour, 1.0F);
    const float inner_px = part.inner_px;
    const float outer_px = part.radius_px;
    add_band(vertices, at, inner_px - half_px, inner_px + half_px, corners, part.turn_rad, clear(colour), colour);
    add_band(vertices, at, inner_px + half_px, outer_px - half_px, corners, part.turn_rad, colour, colour);
    add_band(vertices, at, outer_px - half_px, outer_px + half_px, corners, part.turn_rad, colour, clear(colour));
}

void add_part(Vertices& vertices, geo::ScreenPoint at, const scene::SymbolPart& part, float scale) {
    const float half_px = 0.5F / scale;
    const int disc_corners = scale > 1.0F ? 40 : 24;
    const int ring_corners = scale > 1.0F ? 48 : 32;
    const bool is_ring = part.inner_px > 0.0F;
    const int corners = part.corner_count > 0 ? part.corner_count : is_ring ? ring_corners : disc_corners;
    if (is_ring) {
        add_ring(vertices, at, part, corners, half_px);
    } else {
        add_filled(vertices, at, part, corners, half_px);
    }
}

}  // namespace

void draw_circles(sf::RenderTarget& target, const std::vector<scene::Circle>& circles, float scale) {
    Vertices vertices;
    for (const scene::Circle& circle : circles) {
        for (scene::SymbolPart part : scene::parts_of(circle)) {
            part.corner_count = 64;  // they are large
            add_part(vertices, circle.at, part, scale);
        }
    }
    if (!vertices.empty()) target.draw(vertices.data(), vertices.size(), sf::Triangles);
}

void draw_marks(sf::RenderTarget& target, const std::vector<scene::Mark>& marks, scene::Colour selection, float scale) {
    Vertices vertices;
    for (const scene::Mark& mark : marks) {
        for (const scene::SymbolPart& part : scene::parts_of(mark, selection)) add_part(vertices, mark.at, part, scale);
    }
    if (!vertices.empty()) target.draw(vertices.data(), vertices.size(), sf::Triangles);
}

void draw_scale_bar(sf::RenderTarget& target, const scene::ScaleBar& bar, scene::Colour ink, scene::Colour halo) {
    Vertices vertices;
    const auto box = [&vertices](const geo::ScreenBox& edge, sf::Color colour) {
        const sf::Vertex a({edge.left_px, edge.top_px}, colour);
        const sf::Vertex b({edge.right_px, edge.top_px}, colour);
        const sf::Vertex c({edge.right_px, edge.bottom_px}, colour);
        const sf::Vertex d({edge.left_px, edge.bottom_px}, colour);
        vertices.insert(vertices.end(), {a, b, c, a, c, d});
    };
    for (const float around_px : {1.0F, 0.0F}) {
        const sf::Color colour = around_px > 0.0F ? shown(halo, 0.8F) : shown(ink, 1.0F);
        for (const geo::ScreenBox& edge : scene::boxes_of(bar, around_px)) box(edge, colour);
    }
    target.draw(vertices.data(), vertices.size(), sf::Triangles);
}

}  // namespace darya::paint
