#include "app/built_map.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "app/load.h"
#include "base/bytes.h"
#include "base/file.h"
#include "base/open_file.h"
#include "scene/built_map.h"

namespace darya::app {

namespace {

/// What the state of the map's files is known by. A GeoPackage begins with what tells SQLite's own caches that it has
/// changed (the file change counter of its header), so that its 7 MB need not be read.
base::Result<std::uint64_t> state_of_map(const DataFolders& folders) {
    const auto map = base::OpenFile::open(folders.map_file());
    if (!map) return map.error();
    constexpr std::uint64_t head_size = 4096;
    auto told = map->read(0, static_cast<std::size_t>(std::min(head_size, map->size())));
    if (!told) return told.error();
    base::ByteWriter(*told).add_u64(map->size());
    // Where it is missing, the map is one without the names of ranges.
    if (const auto axes = base::read_file(folders.name_axes())) *told += *axes;
    return base::hash_of(*told);
}

}  // namespace

base::Result<std::shared_ptr<const scene::MapData>> read_built_map(const DataFolders& folders) {
    const auto state = state_of_map(folders);
    if (!state) return state.error();
    const auto bytes = base::read_file(folders.built_map);
    if (!bytes) return bytes.error();
    auto built = scene::read_built_map(*bytes);
    if (!built) return base::Error{built.error().what, folders.built_map.string(), "build Darya again"};
    if (built->made_from != *state)
        return base::Error{"this map was built from other files", folders.built_map.string(), "build Darya again"};
    return std::move(built->map);
}

base::Result<std::shared_ptr<const scene::MapData>> load_map(const DataFolders& folders, base::Notes& notes) {
    if (auto built = read_built_map(folders)) return built;
    return read_map(folders, notes);
}

base::Result<base::Done> build_map(const DataFolders& folders, const std::filesystem::path& file) {
    const auto state = state_of_map(folders);
    if (!state) return state.error();
    base::Notes notes;
    const auto map = read_map(folders, notes);
    if (!map) return map.error();
    if (const auto told = notes.sentences(); !told.empty())
        return base::Error{told.front(), folders.geodata.string(), "a map to build is whole"};
    return base::write_file(file, scene::write_built_map(**map, *state));
}

}  // namespace darya::app
