#include "scene/built_map.h"

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

constexpr std::uint64_t files = 0x1234'5678'9ABC'DEF0;

std::shared_ptr<const MapData> map_with_relief() {
    data::RasterGrid heights;
    heights.width = 40;
    heights.height = 30;
    heights.corner = {-400'000.0, 300'000.0};
    heights.cell_m = 20'000.0;
    for (int i = 0; i < heights.width * heights.height; ++i)
        heights.values.push_back(static_cast<std::int16_t>(37 * i % 4'000));
    return build_map_data(small_tables(), heights);
}

std::string written_map() {
    return write_built_map(*map_with_relief(), files);
}

/// The bytes with the hash that they should have.
std::string with_right_hash(std::string bytes) {
    constexpr std::size_t hash_at = 13;
    std::string hash;
    base::ByteWriter(hash).add_u64(base::hash_of(std::string_view(bytes).substr(hash_at + 8)));
    return bytes.replace(hash_at, hash.size(), hash);
}

TEST(BuiltMap, ComesBackAsItWasWritten) {
    const auto before = map_with_relief();
    const auto after = read_built_map(written_map());
    ASSERT_TRUE(after) << after.error().line();
    EXPECT_EQ(after->made_from, files);
    EXPECT_EQ(write_built_map(*after->map, files), written_map());
    EXPECT_EQ(after->map->extent, before->extent);
    EXPECT_EQ(after->map->region, before->region);
    ASSERT_EQ(after->map->by_id.size(), before->by_id.size());
    for (std::size_t i = 0; i < before->by_id.size(); ++i) {
        EXPECT_EQ(after->map->by_id[i].first, before->by_id[i].first);
        EXPECT_EQ(after->map->by_id[i].second.table->name, before->by_id[i].second.table->name);
        EXPECT_EQ(after->map->by_id[i].second.feature, before->by_id[i].second.feature);
    }
    ASSERT_TRUE(after->map->relief);
    EXPECT_NE(after->map->relief->id, before->relief->id);
    EXPECT_EQ(after->map->relief->codes.code, before->relief->codes.code);
}

TEST(BuiltMap, IsDrawnFromTheSameMeshes) {
    const auto before = map_with_relief();
    const auto after = read_built_map(written_map());
    ASSERT_TRUE(after) << after.error().line();
    for (int level = 0; level < level_count; ++level) {
        const auto a = build_level(*before, level);
        const auto b = build_level(*after->map, level);
        ASSERT_EQ(a->buckets.size(), b->buckets.size());
        for (std::size_t i = 0; i < a->buckets.size(); ++i) {
            ASSERT_EQ(a->buckets[i].size(), b->buckets[i].size()) << i;
            for (std::size_t j = 0; j < a->buckets[i].size(); ++j) {
                EXPECT_EQ(a->buckets[i][j]->strip, b->buckets[i][j]->strip);
                EXPECT_EQ(a->buckets[i][j]->triangles, b->buckets[i][j]->triangles);
                EXPECT_EQ(a->buckets[i][j]->box, b->buckets[i][j]->box);
            }
        }
    }
}

TEST(BuiltMap, MayHaveNothingInIt) {
    const auto empty = build_map_data({}, std::nullopt);
    const auto after = read_built_map(write_built_map(*empty, 0));
    ASSERT_TRUE(after) << after.error().line();
    EXPECT_FALSE(after->map->relief);
    EXPECT_TRUE(after->map->by_id.empty());
}

TEST(BuiltMap, NoticesThatItIsCutOffOrChangedAnywhere) {
    const std::string whole = written_map();
    for (std::size_t at = 0; at < whole.size(); at += at < 60 ? 1 : 97) {
        EXPECT_FALSE(read_built_map(std::string_view(whole).substr(0, at))) << at;
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        EXPECT_FALSE(read_built_map(changed)) << at;
    }
    EXPECT_FALSE(read_built_map(whole + "x"));
}

TEST(BuiltMap, SaysWhatIsWrongWithAForeignOneAndOneOfAnotherVersion) {
    EXPECT_EQ(read_built_map(std::string(500, 'x')).error().what, "this is no built map");
    std::string other = written_map();
    other[9] = static_cast<char>(other[9] + 1);
    EXPECT_EQ(read_built_map(other).error().what, "this map is of another version");
}

TEST(BuiltMap, TakesNoNonsenseUnderItsRightHash) {
    const std::string whole = written_map();
    for (std::size_t at = 21; at < whole.size(); at += at < 2'000 ? 1 : 31) {
        std::string changed = whole;
        changed[at] = static_cast<char>(0xFF);
        const auto read = read_built_map(with_right_hash(changed));  // must not crash; a letter may have changed
        if (!read) continue;
        for (const data::Part& part : read->map->rivers.parts)
            EXPECT_LE(part.first_point + part.point_count, read->map->rivers.points.size());
        EXPECT_EQ(read->map->rivers_m.size(), read->map->rivers.points.size());
    }
}

}  // namespace
}  // namespace darya::scene
