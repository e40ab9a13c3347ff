#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "scene/level_file.h"

namespace darya::app {

namespace fs = std::filesystem;

/// Levels of detail of large map files, kept from one start of the program to the next: one file for each map file, named
/// for its path. All of it may be removed at any time. What is of another state of the map file or of another version, or
/// is damaged, counts as not there. `folder` empty: nothing is kept.
class LevelCache {
public:
    /// So much is kept; beyond it the files that were not used for longest are removed.
    static constexpr std::uint64_t most_bytes = std::uint64_t{2} << 30;

    explicit LevelCache(fs::path folder, std::uint64_t limit_bytes = most_bytes)
        : folder_(std::move(folder)), limit_bytes_(limit_bytes) {}
    /// $XDG_CACHE_HOME/darya/levels.
    static LevelCache of_person();

    bool is_kept() const { return !folder_.empty(); }
    /// What is kept of this map file; an error says why nothing is.
    base::Result<scene::LevelFile> find(const fs::path& map_file) const;
    /// Keeps a layer as read from the map file with these stamps (`stamps_of`, taken before reading).
    base::Result<base::Done> keep(const fs::path& map_file, const std::vector<scene::FileStamp>& stamps,
                                  const scene::OwnLayer& layer, const std::vector<std::string>& notes) const;
    void forget(const fs::path& map_file) const;

private:
    fs::path file_for(const fs::path& map_file) const;
    void make_room(const fs::path& newest) const;

    fs::path folder_;
    std::uint64_t limit_bytes_;
};

/// The map file and what belongs to it: the other parts of a Shapefile, what SQLite has not put into the file yet.
std::vector<scene::FileStamp> stamps_of(const fs::path& map_file);

}  // namespace darya::app
