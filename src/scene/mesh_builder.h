#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "geo/point.h"
#include "scene/mesh.h"

namespace darya::scene {

/// Gathers lines and polygons into meshes, one for each square cell of the map, so that what is off screen need not be
/// drawn. Lines are cut where they pass from cell to cell; a polygon goes whole into the cell of its middle.
class MeshBuilder {
public:
    /// `cell_m`: the side of a cell.
    explicit MeshBuilder(double cell_m) : cell_m_(cell_m) {}
    /// Gathers all of it into one mesh about this point.
    static MeshBuilder of_one_cell(geo::MapPoint middle);

    /// Fewer than two points give nothing. `width`: what it has of its style's width, above 0 to 1.
    void add_line(std::span<const geo::MapPoint> line, float width = 1.0F);
    /// An outer ring and its holes, points in a row, `ring_starts` as `geo::triangulate` wants them. `has_edge`: with
    /// strokes along its rings.
    void add_polygon(std::span<const geo::MapPoint> points, std::span<const std::uint32_t> ring_starts,
                     bool has_edge = true);

    /// The meshes, those with content only; the builder is empty afterwards.
    std::vector<MeshRef> take();

private:
    using Cell = std::pair<int, int>;
    Cell cell_of(geo::MapPoint point) const;
    Mesh& mesh_at(Cell cell);
    static void add_run(Mesh& mesh, std::span<const geo::MapPoint> line, const MeshRun& kind, bool has_stroke);

    double cell_m_;
    geo::MapPoint zero_;  // a corner of cells
    std::map<Cell, Mesh> meshes_;
};

}  // namespace darya::scene
