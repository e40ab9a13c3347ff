#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "geo/point.h"
#include "geo/stroke.h"

namespace darya::scene {

/// A point of a mesh: metres from the mesh's origin, small enough numbers for a float to be exact to a millimetre or so.
struct MeshPoint {
    float x_m = 0.0F;
    float y_m = 0.0F;
};

/// One line or ring of a mesh.
struct MeshRun {
    std::uint32_t first_point = 0;
    std::uint32_t point_count = 0;
    bool is_ring = false;
    bool is_hole = false;  // a ring cut out of the ring before it that is none
    float width = 1.0F;    // what a line has of its style's width
};

/// A piece of one layer at one level of detail, ready for the GPU and for an SVG; never changed after it is built.
struct Mesh {
    std::uint64_t id = 0;  // unique while the program runs; what the painter remembers it by
    geo::MapPoint origin;
    geo::MapBox box;
    std::vector<MeshPoint> points;         // of all runs in a row
    std::vector<MeshRun> runs;             // a polygon's outer ring, then its holes, then the next polygon's
    std::vector<std::uint32_t> triangles;  // into `points`, three each; empty for lines
    std::vector<geo::StrokeVertex> strip;  // the runs as strokes
};

using MeshRef = std::shared_ptr<const Mesh>;

/// The next id for a mesh; safe on every thread.
std::uint64_t next_mesh_id();

}  // namespace darya::scene
