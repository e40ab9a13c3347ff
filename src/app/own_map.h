#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "app/level_cache.h"
#include "base/notes.h"
#include "base/result.h"
#include "scene/own_cells.h"

namespace darya::app {

/// A person's own map file as far as it is known.
struct OwnMap {
    std::shared_ptr<const scene::OwnLayer> layer;
    bool is_whole = true;  // else a first, coarse picture without attributes: `load_own_layer` is to follow
};

/// What can be shown of a map file at once: all of it where it is small or its levels of detail are in the cache, else
/// a picture of few of its points. Cost: well under a second for 10,000,000 points in a GeoPackage. For a worker. `id` is
/// the layer's in the program.
base::Result<OwnMap> first_look(const fs::path& file, const std::string& id, const LevelCache& cache,
                                base::Notes& notes);

/// Asked by a worker now and then; true ends the work with an error.
using IsGivenUp = std::function<bool()>;

/// A person's own map file, all its layers as one, with all levels of detail; from the cache where they are, else they are
/// put there. Cost: a second for each 2,000,000 points or so. For a worker.
base::Result<std::shared_ptr<const scene::OwnLayer>> load_own_layer(const fs::path& file, const std::string& id,
                                                                    base::Notes& notes,
                                                                    const LevelCache& cache = LevelCache({}),
                                                                    const IsGivenUp& is_given_up = {});

/// Reads here and now all that a camera sees of the layers, for a picture in a file.
base::Result<base::Done> read_all_seen(scene::OwnCells& cells,
                                       std::span<const std::shared_ptr<const scene::OwnLayer>> layers,
                                       const scene::Camera& camera);

}  // namespace darya::app
