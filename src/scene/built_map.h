#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scene/map_data.h"
#include "scene/table_bytes.h"

namespace darya::scene {

/// The program's own map with all that was slow to work out, as it lay in a file.
struct BuiltMap {
    std::vector<FileStamp> stamps;   // of the files it was made from
    std::vector<std::string> notes;  // what was said when they were read
    std::shared_ptr<const MapData> map;
};

/// The map as bytes, for a cache on this machine:
///
///     "darya map" u32 version, u64 hash of all that follows; stamps, notes, tables, significances, relief
std::string write_built_map(const MapData& map, const std::vector<FileStamp>& stamps,
                            const std::vector<std::string>& notes);

/// Reads it back; the map draws the same as the one that was written. Another version, and bytes that are cut off or
/// others than were written, are an error; whatever they are, nothing is read past them and no more memory is taken than
/// some times their size. Cost: 6 ms for the whole region.
base::Result<BuiltMap> read_built_map(std::string_view bytes);

}  // namespace darya::scene
