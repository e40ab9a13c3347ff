#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "scene/own_levels.h"
#include "scene/table_bytes.h"

namespace darya::scene {

/// What stands in a file of levels.
struct LevelFile {
    std::vector<FileStamp> stamps;
    std::vector<std::string> notes;   // what was said when the map file was read
    std::shared_ptr<OwnLayer> layer;  // without id, name and file
};

/// A layer's levels and attributes as the bytes of a file:
///
///     "darya levels" u32 version, u64 offset, size and hash of the directory; blocks; directory
///
/// The directory holds stamps, notes, tables without lines and rings, and for each level its blocks with their hashes.
/// An error when the blocks cannot be read.
base::Result<std::string> write_level_file(const OwnLayer& layer, const std::vector<FileStamp>& stamps,
                                           const std::vector<std::string>& notes);

/// Reads it back but for the blocks, which stay in the source. A file of another version, a foreign one, one that is cut
/// off or has other bytes than were written is an error. Whatever the bytes are, nothing is read past them, no more
/// memory is taken than some times their size, and every number is one that drawing can bear.
base::Result<LevelFile> read_level_file(std::shared_ptr<const BlockSource> source);

}  // namespace darya::scene
