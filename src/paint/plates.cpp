#include "paint/plates.h"

#include <algorithm>
#include <cmath>

#include "paint/vertices.h"
#include "scene/plate_parts.h"

namespace darya::paint {

namespace {

using Points = std::vector<geo::ScreenPoint>;
/// To the right of the way from one point to the next, one pixel long.
geo::ScreenPoint normal_of(geo::ScreenPoint from, geo::ScreenPoint to) {
    const float length = geo::distance_px(from, to);
    if (length == 0.0F) return {};
    return {-(to.y_px - from.y_px) / length, (to.x_px - from.x_px) / length};
}

/// How far each corner moves when the line moves one pixel to its right: mitred, but not beyond four pixels.
Points corner_shifts(const Points& points, bool is_closed) {
    Points shifts;
    const std::size_t count = points.size();
    for (std::size_t i = 0; i < count; ++i) {
        const bool has_before = is_closed || i > 0;
        const bool has_after = is_closed || i + 1 < count;
        const geo::ScreenPoint after = has_after ? normal_of(points[i], points[(i + 1) % count]) : geo::ScreenPoint{};
        const geo::ScreenPoint before =
            has_before ? normal_of(points[(i + count - 1) % count], points[i]) : geo::ScreenPoint{};
        if (!has_before || !has_after) {
            shifts.push_back(has_after ? after : before);
            continue;
        }
        const geo::ScreenPoint sum{before.x_px + after.x_px, before.y_px + after.y_px};
        constexpr float most_px = 4.0F;
        const float square = sum.x_px * sum.x_px + sum.y_px * sum.y_px;
        const float longer = std::min(2.0F / std::max(square, 1e-6F), most_px / std::sqrt(std::max(square, 1e-6F)));
        shifts.push_back({sum.x_px * longer, sum.y_px * longer});
    }
    return shifts;
}

/// A band along a line between two distances to its right, from one colour to another.
void add_band(Vertices& vertices, const Points& points, const Points& shifts, bool is_closed, float near_px,
              float far_px, sf::Color near, sf::Color far) {
    const auto place = [&](std::size_t i, float away_px) {
        return sf::Vector2f(points[i].x_px + shifts[i].x_px * away_px, points[i].y_px + shifts[i].y_px * away_px);
    };
    const std::size_t pieces = is_closed ? points.size() : points.size() - 1;
    for (std::size_t i = 0; i < pieces; ++i) {
        const std::size_t next = (i + 1) % points.size();
        const sf::Vertex a(place(i, near_px), near);
        const sf::Vertex b(place(i, far_px), far);
        const sf::Vertex c(place(next, far_px), far);
        const sf::Vertex d(place(next, near_px), near);
        vertices.insert(vertices.end(), {a, b, c, a, c, d});
    }
}

void add_line(Vertices& vertices, const Points& points, bool is_closed, scene::Colour colour, float width_px,
              float scale) {
    if (points.size() < 2) return;
    const Points shifts = corner_shifts(points, is_closed);
    // A line thinner than a pixel is paler instead.
    const float half_px = 0.5F / scale;
    const float solid_px = std::max(width_px / 2 - half_px, 0.0F);
    const float end_px = std::max(width_px / 2 + half_px, 2 * half_px);
    const sf::Color full = shown(colour, std::min(width_px * scale, 1.0F));
    const sf::Color none = shown(colour, 0.0F);
    add_band(vertices, points, shifts, is_closed, -end_px, -solid_px, none, full);
    if (solid_px > 0.0F) add_band(vertices, points, shifts, is_closed, -solid_px, solid_px, full, full);
    add_band(vertices, points, shifts, is_closed, solid_px, end_px, full, none);
}

void add_area(Vertices& vertices, Points points, scene::Colour colour, float scale) {
    if (points.size() < 3) return;
    float twice_area = 0.0F;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const geo::ScreenPoint a = points[i];
        const geo::ScreenPoint b = points[(i + 1) % points.size()];
        twice_area += a.x_px * b.y_px - b.x_px * a.y_px;
    }
    if (twice_area < 0.0F) std::reverse(points.begin(), points.end());  // so that right of the edge is inside
    const Points shifts = corner_shifts(points, true);
    const sf::Color full = shown(colour);
    const float half_px = 0.5F / scale;
    add_band(vertices, points, shifts, true, -half_px, half_px, shown(colour, 0.0F), full);
    const auto inner = [&](std::size_t i) {
        return sf::Vertex({points[i].x_px + half_px * shifts[i].x_px, points[i].y_px + half_px * shifts[i].y_px}, full);
    };
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        vertices.insert(vertices.end(), {inner(0), inner(i), inner(i + 1)});
    }
}

}  // namespace

void draw_shapes(sf::RenderTarget& target, const std::vector<scene::PlateShape>& shapes, float scale) {
    Vertices vertices;
    for (const scene::PlateShape& shape : shapes) {
        if (shape.is_area && shape.fill.alpha > 0) add_area(vertices, shape.points, shape.fill, scale);
        if (shape.edge.width_px <= 0.0F) continue;
        const bool is_dashed = shape.edge.gap_px > 0.0F;
        if (shape.is_area && !is_dashed) {
            add_line(vertices, shape.points, true, shape.edge.colour, shape.edge.width_px, scale);
            continue;
        }
        scene::PlateShape line = shape;
        if (shape.is_area) line.points.push_back(shape.points.front());
        for (const auto& piece : scene::dashes_of(line))
            add_line(vertices, piece, false, shape.edge.colour, shape.edge.width_px, scale);
    }
    if (!vertices.empty()) target.draw(vertices.data(), vertices.size(), sf::Triangles);
}

}  // namespace darya::paint
