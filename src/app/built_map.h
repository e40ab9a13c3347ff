#pragma once

#include <filesystem>
#include <memory>

#include "app/data_folders.h"
#include "base/notes.h"
#include "base/result.h"
#include "scene/map_data.h"

// The atlas' own map, worked out once by the build and put beside the program's data, so that no start needs GDAL, nor the
// time and memory to weigh 250,000 points.

namespace darya::app {

/// The map as the build worked it out; one that is not there, damaged, of another version or made from another state of the
/// map's files is an error. Cost: 10 ms.
base::Result<std::shared_ptr<const scene::MapData>> read_built_map(const DataFolders& folders);

/// The map as the build worked it out, else as `read_map` gives it. For a worker.
base::Result<std::shared_ptr<const scene::MapData>> load_map(const DataFolders& folders, base::Notes& notes);

/// Reads the map's files and writes what `read_built_map` gives back. A map of which anything had to be left out is an error.
base::Result<base::Done> build_map(const DataFolders& folders, const std::filesystem::path& file);

}  // namespace darya::app
