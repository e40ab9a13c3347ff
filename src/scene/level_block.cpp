#include "scene/level_block.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/bytes.h"
#include "scene/mesh_builder.h"

namespace darya::scene {

namespace {

// The kinds of run. A hole follows its outer ring or another hole of it.
constexpr std::uint8_t line_run = 0;
constexpr std::uint8_t ring_run = 1;
constexpr std::uint8_t hole_run = 2;
constexpr std::uint8_t bare_ring_run = 3;  // without an edge
constexpr std::uint8_t bare_hole_run = 4;
constexpr unsigned kind_bits = 3;

struct GridPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool operator==(const GridPoint&) const = default;
};

base::Error damaged_block() {
    return {"these levels of detail are damaged"};
}

/// Meshes of what one block holds.
class BlockDecoder {
public:
    BlockDecoder(double step_m, const geo::MapBox& box)
        : step_m_(step_m),
          allowed_(box.grown(2.0 * step_m)),
          fills_(MeshBuilder::of_one_cell(box.centre())),
          bare_(MeshBuilder::of_one_cell(box.centre())),
          strokes_(MeshBuilder::of_one_cell(box.centre())) {}

    base::Result<BlockMeshes> decode(std::string_view bytes) {
        base::ByteReader reader(bytes);
        while (reader.left() > 0) {
            if (!read_run(reader)) return damaged_block();
        }
        finish_polygon();
        if (!reader.is_good()) return damaged_block();
        BlockMeshes meshes;
        meshes.fills = fills_.take();
        for (MeshRef& mesh : bare_.take()) meshes.fills.push_back(std::move(mesh));
        meshes.strokes = strokes_.take();
        for (const auto* list : {&meshes.fills, &meshes.strokes}) {
            for (const MeshRef& mesh : *list) meshes.byte_count += bytes_of(*mesh);
        }
        return meshes;
    }

private:
    static std::size_t bytes_of(const Mesh& mesh) {
        return sizeof(Mesh) + mesh.points.capacity() * sizeof(MeshPoint) + mesh.runs.capacity() * sizeof(MeshRun) +
               mesh.triangles.capacity() * sizeof(std::uint32_t) + mesh.strip.capacity() * sizeof(geo::StrokeVertex);
    }

    bool read_run(base::ByteReader& reader) {
        const std::uint64_t head = reader.count();
        const auto kind = static_cast<std::uint8_t>(head & ((1U << kind_bits) - 1U));
        const std::uint64_t count = head >> kind_bits;
        if (kind > bare_hole_run || count < 2 || count > reader.left() / 2) return false;
        const bool is_hole = kind == hole_run || kind == bare_hole_run;
        if (is_hole && (ring_starts_.empty() || is_bare_ != (kind == bare_hole_run))) return false;
        if (!is_hole) finish_polygon();
        const std::size_t first = points_.size();
        GridPoint at;
        for (std::uint64_t i = 0; i < count; ++i) {
            // A sum of nonsense may run over, and is then outside the box.
            at.x =
                static_cast<std::int64_t>(static_cast<std::uint64_t>(at.x) + static_cast<std::uint64_t>(reader.step()));
            at.y =
                static_cast<std::int64_t>(static_cast<std::uint64_t>(at.y) + static_cast<std::uint64_t>(reader.step()));
            const geo::MapPoint point{static_cast<double>(at.x) * step_m_, static_cast<double>(at.y) * step_m_};
            if (!reader.is_good() || !allowed_.contains(point)) return false;
            points_.push_back(point);
        }
        if (kind == line_run) {
            strokes_.add_line(points_);
            points_.clear();
            return true;
        }
        ring_starts_.push_back(static_cast<std::uint32_t>(first));
        is_bare_ = kind == bare_ring_run || kind == bare_hole_run;
        return true;
    }

    void finish_polygon() {
        if (!ring_starts_.empty()) (is_bare_ ? bare_ : fills_).add_polygon(points_, ring_starts_, !is_bare_);
        points_.clear();
        ring_starts_.clear();
    }

    double step_m_;
    geo::MapBox allowed_;
    MeshBuilder fills_, bare_, strokes_;
    std::vector<geo::MapPoint> points_;
    std::vector<std::uint32_t> ring_starts_;
    bool is_bare_ = false;
};

}  // namespace

double grid_step_m(double tolerance_m) {
    constexpr double steps_in_tolerance = 16.0;
    return tolerance_m / steps_in_tolerance;
}

bool BlockEncoder::add_run(std::span<const geo::MapPoint> points, std::uint8_t kind, std::size_t least_points) {
    std::vector<GridPoint> on_grid;
    on_grid.reserve(points.size());
    for (const geo::MapPoint point : points) {
        const GridPoint next{std::llround(point.x_m / step_m_), std::llround(point.y_m / step_m_)};
        if (on_grid.empty() || !(on_grid.back() == next)) on_grid.push_back(next);
    }
    while (kind != line_run && on_grid.size() > 1 && on_grid.front() == on_grid.back()) on_grid.pop_back();
    if (on_grid.size() < least_points) return false;
    base::ByteWriter writer(bytes_);
    writer.add_count((static_cast<std::uint64_t>(on_grid.size()) << kind_bits) | kind);
    GridPoint at;
    for (const GridPoint next : on_grid) {
        writer.add_step(next.x - at.x);
        writer.add_step(next.y - at.y);
        at = next;
        box_.add(geo::MapPoint{static_cast<double>(at.x) * step_m_, static_cast<double>(at.y) * step_m_});
    }
    point_count_ += static_cast<std::uint32_t>(on_grid.size());
    return true;
}

void BlockEncoder::add_line(std::span<const geo::MapPoint> line) {
    add_run(line, line_run, 2);
}

void BlockEncoder::add_polygon(std::span<const geo::MapPoint> points, std::span<const std::uint32_t> ring_starts,
                               bool has_edge) {
    for (std::size_t ring = 0; ring < ring_starts.size(); ++ring) {
        const std::size_t first = ring_starts[ring];
        const std::size_t end = ring + 1 < ring_starts.size() ? ring_starts[ring + 1] : points.size();
        const std::uint8_t outer = has_edge ? ring_run : bare_ring_run;
        const std::uint8_t hole = has_edge ? hole_run : bare_hole_run;
        const bool is_kept = add_run(points.subspan(first, end - first), ring == 0 ? outer : hole, 3);
        if (ring == 0 && !is_kept) return;
    }
}

void BlockEncoder::append(const BlockEncoder& other) {
    bytes_ += other.bytes_;
    box_.add(other.box_);
    point_count_ += other.point_count_;
}

base::Result<BlockMeshes> decode_block(std::string_view bytes, double step_m, const geo::MapBox& box) {
    if (box.is_empty()) return damaged_block();
    return BlockDecoder(step_m, box).decode(bytes);
}

}  // namespace darya::scene
