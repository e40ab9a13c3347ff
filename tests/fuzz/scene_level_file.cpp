#include "scene/level_file.h"

#include <cmath>
#include <string>

#include "base/bytes.h"
#include "fuzz.h"
#include "scene/level_block.h"

namespace {

using namespace darya;

void read_whole(std::string bytes) {
    const auto file = scene::read_level_file(std::make_shared<const scene::BlockSource>(std::move(bytes)));
    if (!file) return fuzz::expect(!file.error().what.empty(), "a reason is given");
    for (const data::FeatureTable& table : file->layer->tables) {
        for (const data::Part& part : table.parts) {
            fuzz::expect(part.first_point + part.point_count <= table.points.size(), "a part has its points");
        }
        for (const data::Feature& feature : table.features) {
            fuzz::expect(feature.first_part + feature.part_count <= table.parts.size(), "a feature has its parts");
        }
    }
    const scene::OwnLevels& levels = *file->layer->levels;
    for (std::size_t level = 0; level < levels.levels.size(); ++level) {
        for (std::size_t block = 0; block < levels.levels[level].blocks.size(); ++block) {
            const auto meshes = scene::read_block(levels, level, block);
            fuzz::expect(meshes || !meshes.error().what.empty(), "a block or a reason");
        }
    }
}

/// The bytes with the hash that its directory should have, so that the rest of the reader has something to do.
std::string with_right_hash(std::string bytes) {
    constexpr std::size_t offset_at = 16;
    constexpr std::size_t hash_at = 32;
    if (bytes.size() < hash_at + 8) return bytes;
    const std::uint64_t offset = base::ByteReader(std::string_view(bytes).substr(offset_at)).u64();
    if (offset > bytes.size()) return bytes;
    std::string hash;
    base::ByteWriter(hash).add_u64(base::hash_of(std::string_view(bytes).substr(static_cast<std::size_t>(offset))));
    return bytes.replace(hash_at, hash.size(), hash);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(fuzz::text_of(data, size));
    read_whole(bytes);
    read_whole(with_right_hash(bytes));
    const auto meshes = scene::decode_block(bytes, 0.5, {-1e6, -1e6, 1e6, 1e6});
    if (!meshes) return 0;
    for (const scene::MeshRef& mesh : meshes->fills) {
        for (const std::uint32_t corner : mesh->triangles) {
            fuzz::expect(corner < mesh->points.size(), "a triangle has its corners");
        }
    }
    return 0;
}
