#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/data_folders.h"
#include "base/notes.h"
#include "base/result.h"
#include "scene/map_data.h"
#include "scene/table_bytes.h"

namespace darya::app {

/// The atlas' own map as it was loaded, and what its state is known by.
struct LoadedMap {
    std::shared_ptr<const scene::MapData> map;
    std::vector<scene::FileStamp> stamps;  // of its files, and of the program, taken before they were read
    std::vector<std::string> notes;
    bool is_from_cache = false;
};

/// The atlas' own map, worked out once and kept in one file, so that later starts need neither GDAL nor the time to weigh
/// 250,000 points. The file may be removed at any time; one of another state of the map or of the program, or a damaged
/// one, counts as not there.
class MapCache {
public:
    /// `file` empty: nothing is kept.
    explicit MapCache(std::filesystem::path file) : file_(std::move(file)) {}
    /// $XDG_CACHE_HOME/darya/atlas.map.
    static MapCache of_person();

    /// The map from here, else as `load_map` reads it. Cost: 10 ms from here, some tenths of a second else. For a worker.
    base::Result<LoadedMap> load(const DataFolders& folders) const;
    /// Puts here what came from elsewhere.
    base::Result<base::Done> keep(const LoadedMap& loaded) const;

private:
    std::filesystem::path file_;
};

}  // namespace darya::app
