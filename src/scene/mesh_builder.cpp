#include "scene/mesh_builder.h"

#include <cmath>

#include "geo/triangulate.h"

namespace darya::scene {

MeshBuilder MeshBuilder::of_one_cell(geo::MapPoint middle) {
    constexpr double whole_map_m = 2e8;
    MeshBuilder builder(whole_map_m);
    builder.zero_ = {middle.x_m - whole_map_m / 2, middle.y_m - whole_map_m / 2};
    return builder;
}

MeshBuilder::Cell MeshBuilder::cell_of(geo::MapPoint point) const {
    return {static_cast<int>(std::floor((point.x_m - zero_.x_m) / cell_m_)),
            static_cast<int>(std::floor((point.y_m - zero_.y_m) / cell_m_))};
}

Mesh& MeshBuilder::mesh_at(Cell cell) {
    auto [place, is_new] = meshes_.try_emplace(cell);
    if (is_new)
        place->second.origin = {zero_.x_m + (cell.first + 0.5) * cell_m_, zero_.y_m + (cell.second + 0.5) * cell_m_};
    return place->second;
}

/// `kind` says all of the run but where it lies.
void MeshBuilder::add_run(Mesh& mesh, std::span<const geo::MapPoint> line, const MeshRun& kind, bool has_stroke) {
    mesh.runs.push_back(kind);
    mesh.runs.back().first_point = static_cast<std::uint32_t>(mesh.points.size());
    mesh.runs.back().point_count = static_cast<std::uint32_t>(line.size());
    for (const geo::MapPoint point : line) {
        mesh.points.push_back(
            {static_cast<float>(point.x_m - mesh.origin.x_m), static_cast<float>(point.y_m - mesh.origin.y_m)});
        mesh.box.add(point);
    }
    if (has_stroke) geo::append_stroke(mesh.strip, line, mesh.origin, kind.is_ring, kind.width);
}

void MeshBuilder::add_line(std::span<const geo::MapPoint> line, float width) {
    if (line.size() < 2) return;
    std::size_t first = 0;
    Cell cell = cell_of(line[0]);
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Cell next = cell_of(line[i]);
        if (next == cell && i + 1 < line.size()) continue;
        add_run(mesh_at(cell), line.subspan(first, i - first + 1), {.width = width}, true);
        first = i;
        cell = next;
    }
}

void MeshBuilder::add_polygon(std::span<const geo::MapPoint> points, std::span<const std::uint32_t> ring_starts,
                              bool has_edge) {
    geo::MapBox box;
    for (const geo::MapPoint point : points) box.add(point);
    if (box.is_empty()) return;
    Mesh& mesh = mesh_at(cell_of(box.centre()));
    const auto offset = static_cast<std::uint32_t>(mesh.points.size());
    for (std::size_t ring = 0; ring < ring_starts.size(); ++ring) {
        const std::size_t first = ring_starts[ring];
        const std::size_t end = ring + 1 < ring_starts.size() ? ring_starts[ring + 1] : points.size();
        add_run(mesh, points.subspan(first, end - first), {.is_ring = true, .is_hole = ring > 0}, has_edge);
    }
    for (const std::uint32_t corner : geo::triangulate(points, ring_starts)) mesh.triangles.push_back(offset + corner);
}

std::vector<MeshRef> MeshBuilder::take() {
    std::vector<MeshRef> taken;
    for (auto& [cell, mesh] : meshes_) {
        if (mesh.points.empty()) continue;
        mesh.id = next_mesh_id();
        taken.push_back(std::make_shared<const Mesh>(std::move(mesh)));
    }
    meshes_.clear();
    return taken;
}

}  // namespace darya::scene
