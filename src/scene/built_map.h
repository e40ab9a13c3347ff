#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scene/map_data.h"

namespace darya::scene {

/// The program's own map with all that was slow to work out, as it lay in a file.
struct BuiltMap {
    std::uint64_t made_from = 0;  // what the state of the files was known by
    std::shared_ptr<const MapData> map;
};

/// The map as bytes, for a file beside the program:
///
///     "darya map" u32 version, u64 hash of all that follows; u64 made from; tables, significances, relief
std::string write_built_map(const MapData& map, std::uint64_t made_from);

/// Reads it back; the map draws the same as the one that was written. Another version, and bytes that are cut off or
/// others than were written, are an error; whatever they are, nothing is read past them and no more memory is taken than
/// some times their size. Cost: 6 ms for the whole region.
base::Result<BuiltMap> read_built_map(std::string_view bytes);

}  // namespace darya::scene
