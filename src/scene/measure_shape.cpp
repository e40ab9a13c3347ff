#include "scene/measure_shape.h"

#include <array>
#include <cstdint>
#include <span>

#include "scene/mesh_builder.h"

namespace darya::scene {

namespace {

constexpr double one_cell_m = 1e8;  // it is one shape

void add_stroke(Frame& frame, std::span<const geo::MapPoint> line, const style::StrokeStyle& stroke) {
    MeshBuilder builder(one_cell_m);
    builder.add_line(line);
    for (const MeshRef& mesh : builder.take()) frame.over.emplace_back(StrokeItem{mesh, stroke});
}

}  // namespace

void add_measure(const MeasureShape& shape, const style::Style& style, Frame& frame) {
    constexpr double tint = 0.14;
    constexpr double band = 0.85;
    constexpr double quiet = 0.75;
    frame.over.emplace_back(GroupItem{"measure"});
    if (!shape.closing.empty()) {
        std::vector<geo::MapPoint> ring = shape.line;
        ring.insert(ring.end(), shape.live.begin(), shape.live.end());
        ring.insert(ring.end(), shape.closing.begin(), shape.closing.end());
        MeshBuilder builder(one_cell_m);
        constexpr std::array<std::uint32_t, 1> one_ring{0};
        builder.add_polygon(ring, one_ring);
        for (const MeshRef& mesh : builder.take()) frame.over.emplace_back(FillItem{mesh, style.accent.faded(tint)});
        add_stroke(frame, shape.closing, {style.accent.faded(quiet), 1.3F, 3.0F, 4.0F});
    }
    for (const auto* line : {&shape.line, &shape.live}) add_stroke(frame, *line, {style.halo.faded(band), 5.0F});
    add_stroke(frame, shape.line, {style.accent, 2.2F});
    add_stroke(frame, shape.live, {style.accent, 1.8F, 6.0F, 4.0F});
    for (const geo::MapPoint corner : shape.corners) {
        constexpr float dot_px = 5.0F;
        frame.circles.push_back({"", frame.camera.to_screen(corner), dot_px, style.halo, style.accent, 2.0F});
    }
}

}  // namespace darya::scene
