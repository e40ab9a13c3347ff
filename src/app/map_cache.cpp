#include "app/map_cache.h"

#include <cstddef>
#include <system_error>
#include <utility>

#include "app/level_cache.h"
#include "app/load.h"
#include "app/map_module.h"
#include "base/file.h"
#include "scene/built_map.h"

namespace darya::app {

namespace {

constexpr std::size_t most_cached_bytes = std::size_t{256} << 20;

std::vector<scene::FileStamp> stamps_of_map(const DataFolders& folders) {
    std::vector<scene::FileStamp> stamps;
    // The program too: another one may work out something else from the same files.
    std::error_code trouble;
    for (const fs::path& file :
         {folders.map_file(), folders.name_axes(), find_map_module(), fs::read_symlink("/proc/self/exe", trouble)}) {
        for (scene::FileStamp& stamp : stamps_of(file)) stamps.push_back(std::move(stamp));
    }
    return stamps;
}

}  // namespace

MapCache MapCache::of_person() {
    return MapCache(base::cache_folder() / "atlas.map");
}

base::Result<LoadedMap> MapCache::load(const DataFolders& folders) const {
    LoadedMap loaded;
    loaded.stamps = stamps_of_map(folders);
    if (const auto bytes = file_.empty() ? base::Error{"nothing is kept"} : base::read_file(file_, most_cached_bytes)) {
        auto kept = scene::read_built_map(*bytes);
        if (kept && kept->stamps == loaded.stamps) {
            return LoadedMap{std::move(kept->map), std::move(loaded.stamps), std::move(kept->notes), true};
        }
    }
    base::Notes notes;
    auto map = load_map(folders, notes);
    if (!map) return map.error();
    loaded.map = std::move(*map);
    loaded.notes = notes.sentences();
    return loaded;
}

base::Result<base::Done> MapCache::keep(const LoadedMap& loaded) const {
    if (file_.empty() || loaded.is_from_cache) return base::Done{};
    return base::write_file(file_, scene::write_built_map(*loaded.map, loaded.stamps, loaded.notes));
}

}  // namespace darya::app
