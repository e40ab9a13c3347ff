#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "scene/camera.h"
#include "scene/map_data.h"
#include "scene/own_levels.h"

namespace darya::scene {

/// Which block of which layer.
struct BlockRef {
    std::shared_ptr<const OwnLevels> levels;
    std::size_t level = 0;
    std::size_t block = 0;
};

/// Which blocks of own layers are held as meshes: those in view and a little around, then what was in view last, up to a
/// limit. Belongs to one thread; what is missing is read elsewhere (`read_block`) and put in.
///
/// A layer is drawn at one level, of which all blocks in view are held, never at several at once: polygons would lie
/// over one another. While the wanted level is not there yet the nearest that is stands in for it, at worst the coarsest.
class OwnCells {
public:
    explicit OwnCells(std::size_t most_bytes = std::size_t{24} << 20) : most_bytes_(most_bytes) {}

    /// What a camera sees from now on. Notes what is missing, and lets go of what was not seen for longest while more
    /// than `most_bytes` are held. Cost: some nanoseconds for each block of the levels about.
    void look(std::span<const std::shared_ptr<const OwnLayer>> layers, const Camera& camera);
    /// What is to be read next, most needed first; each is given once. Nothing when all is there or on its way.
    std::optional<BlockRef> next_missing();
    /// `meshes`: null when the block could not be read; it is not asked for again.
    void put(const BlockRef& block, std::shared_ptr<const BlockMeshes> meshes);

    /// The held level that fits the camera's scale best.
    std::size_t best_level(const OwnLayer& layer, const Camera& camera) const;
    /// Whether another level fits better than `level` now.
    bool has_better(const OwnLayer& layer, const Camera& camera, std::size_t level) const;
    /// The meshes of the level that touch the box.
    BlockMeshes meshes_of(const OwnLayer& layer, std::size_t level, const geo::MapBox& view) const;

    std::size_t held_bytes() const { return held_bytes_; }
    std::size_t held_count() const { return held_.size(); }

private:
    struct Key {
        std::uint64_t levels = 0;
        std::size_t level = 0;
        std::size_t block = 0;
        auto operator<=>(const Key&) const = default;
    };
    struct Held {
        std::shared_ptr<const BlockMeshes> meshes;
        std::uint64_t last_look = 0;
    };

    bool holds_all(const OwnLevels& levels, std::size_t level, const geo::MapBox& view) const;
    void want(const std::shared_ptr<const OwnLevels>& levels, std::size_t level, const geo::MapBox& view, bool is_seen);
    void let_go();

    std::size_t most_bytes_;
    std::uint64_t look_ = 0;
    std::map<Key, Held> held_;
    std::size_t held_bytes_ = 0;
    std::size_t wanted_bytes_ = 0;  // of what this look wants, as far as one can tell
    std::deque<BlockRef> missing_;
    std::set<Key> on_the_way_;
    std::set<Key> lost_;
};

}  // namespace darya::scene
