#include "scene/symbols.h"

#include <cmath>
#include <numbers>

namespace darya::scene {

namespace {

constexpr SymbolPart disc{};
constexpr SymbolPart square{4, std::numbers::pi_v<float> / 4.0F, 1.2F, 0.0F, 0.0F, {}};
constexpr SymbolPart triangle{3, -std::numbers::pi_v<float> / 2.0F, 1.3F, 0.0F, 0.0F, {}};
constexpr SymbolPart diamond{4, 0.0F, 1.25F, 0.0F, 0.0F, {}};

SymbolPart outline_of(MarkShape shape) {
    switch (shape) {
        case MarkShape::dike:
            return square;
        case MarkShape::canal_head:
            return triangle;
        case MarkShape::reservoir:
        case MarkShape::own_point:
            return diamond;
        default:
            return disc;
    }
}

}  // namespace

std::vector<SymbolPart> parts_of(const Mark& mark, Colour selection) {
    std::vector<SymbolPart> parts;
    const auto add = [&parts](SymbolPart part, float radius_px, Colour colour, float inner_px = 0.0F) {
        part.radius_px = radius_px;
        part.inner_px = inner_px;
        part.colour = colour;
        parts.push_back(part);
    };
    const Colour fill = mark.fill.faded(static_cast<double>(mark.opacity));
    const Colour edge = mark.edge.faded(static_cast<double>(mark.opacity));
    float radius_px = mark.radius_px;
    if (mark.is_hovered || mark.is_selected) {
        radius_px += 1.5F;
        const float reach_px = radius_px + (mark.is_selected ? 7.0F : 5.0F);
        add(disc, reach_px, selection.faded(0.18));
        add(disc, reach_px, selection.faded(mark.is_selected ? 1.0 : 0.6), reach_px - (mark.is_selected ? 2.0F : 1.3F));
    }
    if (mark.shape == MarkShape::town || mark.shape == MarkShape::capital) {
        add(disc, radius_px, fill);
        add(disc, radius_px - 1.4F, edge);
        if (mark.shape == MarkShape::capital) add(disc, radius_px - 2.7F, fill);
        return parts;
    }
    const SymbolPart outline = outline_of(mark.shape);
    add(outline, radius_px + 1.4F, edge);
    if (mark.shape == MarkShape::dam_cluster) {
        // A light line keeps a ring of another colour from the disc.
        add(disc, radius_px + 0.2F, mark.light.faded(static_cast<double>(mark.opacity)));
        add(disc, radius_px - 1.0F, fill);
        return parts;
    }
    if (mark.shape == MarkShape::dam_planned) {
        add(disc, radius_px, fill, radius_px - 2.4F);
    } else {
        add(outline, radius_px, fill);
    }
    return parts;
}

std::vector<SymbolPart> parts_of(const Circle& circle) {
    std::vector<SymbolPart> parts;
    SymbolPart part = disc;
    part.radius_px = circle.radius_px - circle.edge_px / 2;
    part.colour = circle.fill;
    if (circle.fill.alpha > 0) parts.push_back(part);
    part.radius_px = circle.radius_px;
    part.inner_px = circle.radius_px - circle.edge_px;
    part.colour = circle.edge;
    if (circle.edge.alpha > 0) parts.push_back(part);
    return parts;
}

std::array<geo::ScreenBox, 3> boxes_of(const ScaleBar& bar, float around_px) {
    const float left = std::round(bar.at.x_px);
    const float right = std::round(bar.at.x_px + bar.length_px);
    const float base = std::round(bar.at.y_px);
    constexpr float tick_px = 6.0F;
    return {{{left - around_px, base - around_px, right + around_px, base + 1.0F + around_px},
             {left - around_px, base - tick_px - around_px, left + 1.0F + around_px, base + around_px},
             {right - 1.0F - around_px, base - tick_px - around_px, right + around_px, base + around_px}}};
}

}  // namespace darya::scene
