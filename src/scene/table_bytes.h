#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "data/feature_table.h"
#include "geo/point.h"

// What the files of the caches have in common. Readers trust no byte: after any of them `is_good()` tells whether all that
// came is sound, and no more memory is taken than some times the bytes' size.

namespace darya::scene {

/// What a file was when something was worked out from it: its size and time.
struct FileStamp {
    std::string name;
    std::uint64_t byte_count = 0;
    std::int64_t time_ns = 0;
    bool operator==(const FileStamp&) const = default;
};

inline constexpr double farthest_m = 1e8;  // no point of the map is farther from its middle

void add_stamps(base::ByteWriter& writer, const std::vector<FileStamp>& stamps);
std::vector<FileStamp> read_stamps(base::ByteReader& reader);

void add_texts(base::ByteWriter& writer, const std::vector<std::string>& texts);
std::vector<std::string> read_texts(base::ByteReader& reader);

void add_box(base::ByteWriter& writer, const geo::MapBox& box);
geo::MapBox read_box(base::ByteReader& reader);
/// A box of something, none of whose edges is out of the world.
bool is_sound(const geo::MapBox& box);

/// A table whole; what is read has parts and points that fit together and lie on the map.
void add_table(base::ByteWriter& writer, const data::FeatureTable& table);
data::FeatureTable read_table(base::ByteReader& reader);

}  // namespace darya::scene
