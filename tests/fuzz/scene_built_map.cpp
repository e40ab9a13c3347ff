#include "scene/built_map.h"

#include <string>

#include "base/bytes.h"
#include "fuzz.h"

namespace {

using namespace darya;

void read_and_draw(const std::string& bytes) {
    const auto built = scene::read_built_map(bytes);
    if (!built) return fuzz::expect(!built.error().what.empty(), "a reason is given");
    const scene::MapData& map = *built->map;
    fuzz::expect(map.lakes_m.size() == map.lakes.points.size(), "each point has its weight");
    for (const auto& [id, named] : map.by_id) fuzz::expect(map.find(id).has_value(), "what is named is found");
    fuzz::expect(scene::build_level(map, 4) != nullptr, "it can be drawn");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes(fuzz::text_of(data, size));
    read_and_draw(bytes);
    // With the hash that the bytes should have, so that the rest of the reader has something to do.
    constexpr std::size_t hash_at = 13;
    if (bytes.size() < hash_at + 8) return 0;
    std::string hash;
    base::ByteWriter(hash).add_u64(base::hash_of(std::string_view(bytes).substr(hash_at + 8)));
    read_and_draw(bytes.replace(hash_at, hash.size(), hash));
    return 0;
}
