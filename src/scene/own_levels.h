#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/open_file.h"
#include "base/result.h"
#include "data/feature_table.h"
#include "geo/point.h"
#include "scene/map_data.h"
#include "scene/mesh.h"

namespace darya::scene {

// Levels of detail of a person's own map file.
//
// A file may hold a hundred points for every pixel of the screen. Of its lines and rings only *levels* are kept: at
// each the points that matter at a tolerance, which halves from one level to the next down to what the closest scale
// can show. A level is cut into *blocks*, squares that are joined where they hold little; a line is cut where it passes
// from square to square, a polygon goes whole into the square of its middle, or is halved until its pieces are small.
// Blocks are bytes (steps from point to point on a grid a small part of the tolerance wide), in memory or in a file of
// the cache (scene/level_file.h). What one looks at is made into meshes by workers and let go afterwards
// (scene/own_cells.h). The coarsest level is always there as meshes, so that a picture is never empty.
//
//   tables of the file ─► OwnLayerBuilder ─► OwnLevels: directory + bytes ─► read_block ─► BlockMeshes ─► OwnCells ─► Frame
//
// Small files go the same way and end with one level or a few.

/// Where the bytes of blocks lie. Every thread may read.
class BlockSource {
public:
    explicit BlockSource(std::string bytes) : bytes_(std::move(bytes)) {}
    explicit BlockSource(base::OpenFile file) : file_(std::move(file)) {}

    std::uint64_t size() const { return file_ ? file_->size() : bytes_.size(); }
    base::Result<std::string> read(std::uint64_t offset, std::size_t byte_count) const;

private:
    std::string bytes_;
    std::optional<base::OpenFile> file_;
};

/// One piece of a level.
struct LevelBlock {
    geo::MapBox box;  // of all that is in it
    std::uint64_t offset = 0;
    std::uint64_t hash = 0;
    std::uint32_t byte_count = 0;
    std::uint32_t point_count = 0;
};

struct OwnLevel {
    double tolerance_m = 0.0;
    std::vector<LevelBlock> blocks;
};

/// The levels of one file, coarsest first; never none. Const once built.
struct OwnLevels {
    std::uint64_t id = 0;  // unique while the program runs
    std::vector<OwnLevel> levels;
    std::shared_ptr<const BlockSource> source;
};

/// The coarsest level that is good enough for a scale, else the finest there is.
std::size_t level_for(const OwnLevels& levels, double metres_per_px);

/// A block ready to draw.
struct BlockMeshes {
    std::vector<MeshRef> fills;  // drawn with an edge where they have a strip
    std::vector<MeshRef> strokes;
    std::size_t byte_count = 0;  // of memory, about
};

/// Reads a block and makes its meshes; for a worker. Bytes that were changed or are cut off are an error.
base::Result<BlockMeshes> read_block(const OwnLevels& levels, std::size_t level, std::size_t block);

/// Makes a layer of a person's own map file out of its tables, one after the other.
///
/// Cost: about 0.4 µs a point. Memory beside the table at hand: 4 bytes a point, some 4 for each point of its levels, and
/// 160 for each point of the largest group of neighbouring polygons, whose shared borders are weighed once (very large
/// groups are weighed ring by ring).
class OwnLayerBuilder {
public:
    /// `is_given_up`: asked now and then; once true, what is built is of no use and is to be thrown away.
    explicit OwnLayerBuilder(std::function<bool()> is_given_up = {});
    ~OwnLayerBuilder();
    OwnLayerBuilder(const OwnLayerBuilder&) = delete;
    OwnLayerBuilder& operator=(const OwnLayerBuilder&) = delete;

    /// Of lines and polygons the levels are made and the attributes kept; points are kept as they are.
    void add(data::FeatureTable table);
    /// How many points were added.
    std::size_t point_count() const { return point_count_; }
    /// The layer; the builder is empty afterwards.
    std::shared_ptr<OwnLayer> build(std::string id, std::string name, std::string file);

private:
    struct Level;
    std::function<bool()> is_given_up_;
    std::vector<Level> levels_;
    std::vector<data::FeatureTable> tables_;
    geo::MapBox box_;
    std::size_t point_count_ = 0;
};

/// Makes the meshes that are always there: those of the coarsest level. An error when its bytes are damaged.
base::Result<base::Done> add_coarsest(OwnLayer& layer);

}  // namespace darya::scene
