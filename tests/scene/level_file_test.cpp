#include "scene/level_file.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "data/feature_table_builder.h"

namespace darya::scene {
namespace {

using data::FeatureTableBuilder;
using data::ShapeKind;

std::shared_ptr<const OwnLayer> layer() {
    FeatureTableBuilder towns("towns", ShapeKind::point);
    towns.begin_feature().add_part({{100, 200}}).set_text("name", "Нурек");
    towns.begin_feature().add_part({{300, 400}, {500, 600}}).set_text("name", "two").set_number("people", 7);
    FeatureTableBuilder rivers("rivers", ShapeKind::line);
    std::vector<geo::MapPoint> line;
    for (int i = 0; i < 4'000; ++i) line.push_back({80.0 * i, 500.0 * std::sin(i / 3.0)});
    rivers.begin_feature().add_part(line).set_text("name", "Long");
    FeatureTableBuilder lakes("lakes", ShapeKind::polygon);
    lakes.begin_feature().add_part({{0, 0}, {9'000, 0}, {9'000, 9'000}, {0, 9'000}});
    std::vector<data::FeatureTable> tables;
    tables.push_back(std::move(towns).build());
    tables.push_back(std::move(rivers).build());
    tables.push_back(std::move(lakes).build());
    return build_own_layer("own:1", "mine", "mine.gpkg", std::move(tables));
}

const std::vector<FileStamp> stamps{{"/maps/mine.gpkg", 1234, -5}, {"/maps/mine.gpkg-wal", 1, 2}};

std::string written() {
    const auto bytes = write_level_file(*layer(), stamps, {"1 row has no shape"});
    EXPECT_TRUE(bytes);
    return bytes ? *bytes : "";
}

base::Result<LevelFile> read(std::string bytes) {
    return read_level_file(std::make_shared<const BlockSource>(std::move(bytes)));
}

/// Whether all of it can be read, blocks too.
bool is_whole(std::string bytes) {
    const auto file = read(std::move(bytes));
    if (!file) return false;
    for (std::size_t level = 0; level < file->layer->levels->levels.size(); ++level) {
        for (std::size_t block = 0; block < file->layer->levels->levels[level].blocks.size(); ++block) {
            if (!read_block(*file->layer->levels, level, block)) return false;
        }
    }
    return true;
}

TEST(LevelFile, ComesBackAsItWasWritten) {
    const auto before = layer();
    const auto after = read(written());
    ASSERT_TRUE(after) << after.error().line();
    EXPECT_EQ(after->stamps, stamps);
    EXPECT_EQ(after->notes, std::vector<std::string>{"1 row has no shape"});
    EXPECT_EQ(after->layer->box, before->box);
    ASSERT_EQ(after->layer->tables.size(), 3U);
    const data::FeatureTable& towns = after->layer->tables[0];
    EXPECT_EQ(towns.points, before->tables[0].points);
    EXPECT_EQ(towns.parts_of(towns.features[1])[0].point_count, 2U);
    EXPECT_EQ(towns.text(0, "name"), "Нурек");
    EXPECT_EQ(towns.number(1, "people"), 7.0);
    EXPECT_FALSE(towns.number(0, "people"));
    EXPECT_EQ(after->layer->tables[1].text(0, "name"), "Long");
    ASSERT_EQ(after->layer->levels->levels.size(), before->levels->levels.size());
    for (std::size_t level = 0; level < before->levels->levels.size(); ++level) {
        const auto& blocks = before->levels->levels[level].blocks;
        ASSERT_EQ(after->layer->levels->levels[level].blocks.size(), blocks.size());
        for (std::size_t block = 0; block < blocks.size(); ++block) {
            const auto a = read_block(*before->levels, level, block);
            const auto b = read_block(*after->layer->levels, level, block);
            ASSERT_TRUE(a);
            ASSERT_TRUE(b) << b.error().line();
            ASSERT_EQ(a->strokes.size(), b->strokes.size());
            for (std::size_t i = 0; i < a->strokes.size(); ++i) EXPECT_EQ(a->strokes[i]->strip, b->strokes[i]->strip);
        }
    }
}

TEST(LevelFile, NoticesThatItIsCutOffAnywhere) {
    const std::string whole = written();
    for (std::size_t size = 0; size < whole.size(); size += size < 300 ? 1 : 997) {
        EXPECT_FALSE(read(whole.substr(0, size))) << size;
    }
    EXPECT_FALSE(read(whole + "x"));
}

TEST(LevelFile, NoticesEveryChangedByte) {
    const std::string whole = written();
    ASSERT_TRUE(is_whole(whole));
    for (std::size_t at = 0; at < whole.size(); at += at < 48 ? 1 : 1009) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        EXPECT_FALSE(is_whole(changed)) << at;
    }
}

TEST(LevelFile, SaysWhatIsWrongWithAForeignOneAndOneOfAnotherVersion) {
    EXPECT_EQ(read(std::string(500, 'x')).error().what, "this is no file of levels of detail");
    std::string other = written();
    other[12] = static_cast<char>(other[12] + 1);
    EXPECT_EQ(read(other).error().what, "these levels of detail are of another version");
}

TEST(LevelFile, RefusesADirectoryThatIsNonsenseUnderItsRightHash) {
    const std::string whole = written();
    base::ByteReader head(std::string_view(whole).substr(16));
    const auto offset = static_cast<std::size_t>(head.u64());
    for (std::size_t at = offset; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(0xFF);
        std::string hash;
        base::ByteWriter(hash).add_u64(base::hash_of(std::string_view(changed).substr(offset)));
        changed.replace(32, 8, hash);
        const auto file = read(changed);  // an answer or an error, but no harm
        if (!file) continue;
        for (const data::FeatureTable& table : file->layer->tables) {
            for (const data::Feature& feature : table.features) {
                EXPECT_LE(feature.first_part + feature.part_count, table.parts.size());
            }
            for (const data::Part& part : table.parts) {
                EXPECT_LE(part.first_point + part.point_count, table.points.size());
            }
        }
    }
}

}  // namespace
}  // namespace darya::scene
