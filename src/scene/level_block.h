#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geo/point.h"
#include "scene/own_levels.h"

namespace darya::scene {

/// The grid that points of a level lie on: much finer than its tolerance, the same for all blocks, so that what was one
/// point stays one.
double grid_step_m(double tolerance_m);

/// Writes lines and polygons of one block as bytes.
class BlockEncoder {
public:
    explicit BlockEncoder(double step_m) : step_m_(step_m) {}

    /// Points that repeat the one before on the grid are left out; fewer than two are no line.
    void add_line(std::span<const geo::MapPoint> line);
    /// An outer ring and its holes, points in a row, as `geo::triangulate` wants them. `has_edge`: it is drawn around.
    /// Rings of fewer than three points are left out, and with the outer one its holes.
    void add_polygon(std::span<const geo::MapPoint> points, std::span<const std::uint32_t> ring_starts, bool has_edge);
    /// Adds all that is in another block of the same grid.
    void append(const BlockEncoder& other);

    const std::string& bytes() const { return bytes_; }
    const geo::MapBox& box() const { return box_; }
    std::uint32_t point_count() const { return point_count_; }

private:
    bool add_run(std::span<const geo::MapPoint> points, std::uint8_t kind, std::size_t least_points);

    double step_m_;
    std::string bytes_;
    geo::MapBox box_;
    std::uint32_t point_count_ = 0;
};

/// Makes meshes of a block's bytes. `box` says where it lies. Bytes that are none of a BlockEncoder's, or points far
/// outside the box, are an error.
base::Result<BlockMeshes> decode_block(std::string_view bytes, double step_m, const geo::MapBox& box);

}  // namespace darya::scene
