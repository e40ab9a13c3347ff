#include "scene/own_levels.h"

#include <cmath>

#include <gtest/gtest.h>

#include "data/feature_table_builder.h"
#include "geo/measure.h"
#include "scene/level_block.h"

namespace darya::scene {
namespace {

using data::FeatureTableBuilder;
using data::ShapeKind;

/// A wave along the equator of the map, a point every 200 m.
std::vector<geo::MapPoint> wave(std::size_t count, double north_m = 0.0) {
    std::vector<geo::MapPoint> line;
    for (std::size_t i = 0; i < count; ++i) {
        const double along = static_cast<double>(i);
        line.push_back({200.0 * along, north_m + 900.0 * std::sin(along / 7.0) + 60.0 * std::sin(along * 1.7)});
    }
    return line;
}

std::vector<geo::MapPoint> star(std::size_t count, double radius_m) {
    std::vector<geo::MapPoint> ring;
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(count);
        const double away_m = radius_m * (i % 2 == 0 ? 1.0 : 0.97);
        ring.push_back({away_m * std::cos(angle), away_m * std::sin(angle)});
    }
    return ring;
}

std::shared_ptr<const OwnLayer> layer_of(FeatureTableBuilder& builder) {
    std::vector<data::FeatureTable> tables;
    tables.push_back(std::move(builder).build());
    return build_own_layer("own:1", "mine", "mine.gpkg", std::move(tables));
}

std::shared_ptr<const OwnLayer> long_river() {
    FeatureTableBuilder builder("rivers", ShapeKind::line);
    builder.begin_feature().add_part(wave(20'000)).set_text("name", "Long");
    return layer_of(builder);
}

std::size_t points_at(const OwnLevels& levels, std::size_t level) {
    std::size_t count = 0;
    for (const LevelBlock& block : levels.levels[level].blocks) count += block.point_count;
    return count;
}

double fill_area_m2(const OwnLevels& levels, std::size_t level) {
    double area_m2 = 0.0;
    for (std::size_t block = 0; block < levels.levels[level].blocks.size(); ++block) {
        const auto meshes = read_block(levels, level, block);
        EXPECT_TRUE(meshes);
        if (!meshes) continue;
        for (const MeshRef& mesh : meshes->fills) {
            for (std::size_t i = 0; i + 2 < mesh->triangles.size(); i += 3) {
                std::vector<geo::MapPoint> corners;
                for (std::size_t c = 0; c < 3; ++c) {
                    const MeshPoint& p = mesh->points[mesh->triangles[i + c]];
                    corners.push_back({static_cast<double>(p.x_m), static_cast<double>(p.y_m)});
                }
                area_m2 += std::abs(geo::ring_area_m2(corners));
            }
        }
    }
    return area_m2;
}

TEST(OwnLevels, HoldMoreFromLevelToLevelAndEachWithinItsTolerance) {
    const auto layer = long_river();
    const auto line = wave(20'000);
    ASSERT_GE(layer->levels->levels.size(), 3U);
    for (std::size_t level = 0; level < layer->levels->levels.size(); ++level) {
        const OwnLevel& one = layer->levels->levels[level];
        if (level > 0) {
            EXPECT_LT(one.tolerance_m, layer->levels->levels[level - 1].tolerance_m);
            EXPECT_GT(points_at(*layer->levels, level), points_at(*layer->levels, level - 1));
        }
        std::size_t drawn_points = 0;
        for (std::size_t block = 0; block < one.blocks.size(); ++block) {
            const auto meshes = read_block(*layer->levels, level, block);
            ASSERT_TRUE(meshes) << meshes.error().line();
            for (const MeshRef& mesh : meshes->strokes) {
                EXPECT_FALSE(mesh->strip.empty());
                for (const MeshPoint& point : mesh->points) {
                    const geo::MapPoint at{mesh->origin.x_m + static_cast<double>(point.x_m),
                                           mesh->origin.y_m + static_cast<double>(point.y_m)};
                    EXPECT_LE(geo::distance_to_line_m(at, line), one.tolerance_m);
                    ++drawn_points;
                }
            }
        }
        EXPECT_EQ(drawn_points, points_at(*layer->levels, level));
    }
}

TEST(OwnLevels, ChooseTheCoarsestThatIsGoodEnoughForAScale) {
    OwnLevels levels;
    for (const double tolerance_m : {2000.0, 500.0, 4.0}) levels.levels.push_back({tolerance_m, {}});
    EXPECT_EQ(level_for(levels, 9000.0), 0U);
    EXPECT_EQ(level_for(levels, 1000.0), 1U);
    EXPECT_EQ(level_for(levels, 100.0), 2U);
    EXPECT_EQ(level_for(levels, 1.0), 2U);  // there is none finer
}

TEST(OwnLevels, OfASmallFileAreOneAndThatTheFinest) {
    FeatureTableBuilder builder("rivers", ShapeKind::line);
    builder.begin_feature().add_part(wave(500));
    const auto layer = layer_of(builder);
    ASSERT_EQ(layer->levels->levels.size(), 1U);
    EXPECT_LT(layer->levels->levels[0].tolerance_m, 4.0);
    EXPECT_FALSE(layer->strokes.empty());
}

TEST(OwnLevels, KeepTheAreaOfAPolygonThatIsCutIntoPieces) {
    FeatureTableBuilder builder("lakes", ShapeKind::polygon);
    const auto outer = star(30'000, 300'000.0);
    const auto island = star(9'000, 80'000.0);
    builder.begin_feature().add_part(outer).add_part(island, true);
    const auto layer = layer_of(builder);
    const double area_m2 = std::abs(geo::ring_area_m2(outer)) - std::abs(geo::ring_area_m2(island));
    const std::size_t finest = layer->levels->levels.size() - 1;
    EXPECT_GT(layer->levels->levels[finest].blocks.size(), 4U);
    EXPECT_NEAR(fill_area_m2(*layer->levels, finest) / area_m2, 1.0, 1e-3);
    // Its pieces are drawn around by lines of their own, not along the cuts.
    for (std::size_t block = 0; block < layer->levels->levels[finest].blocks.size(); ++block) {
        const auto meshes = read_block(*layer->levels, finest, block);
        ASSERT_TRUE(meshes);
        for (const MeshRef& mesh : meshes->fills) EXPECT_TRUE(mesh->strip.empty());
        for (const MeshRef& mesh : meshes->strokes) EXPECT_FALSE(mesh->strip.empty());
    }
}

TEST(OwnLevels, ShowManySmallPolygonsFromAfarAsSpecksInsteadOfNothing) {
    FeatureTableBuilder builder("fields", ShapeKind::polygon);
    for (int x = 0; x < 100; ++x) {
        for (int y = 0; y < 100; ++y) {
            const double left_m = 10'000.0 * x;
            const double low_m = 10'000.0 * y;
            builder.begin_feature().add_part(
                {{left_m, low_m}, {left_m + 90.0, low_m}, {left_m + 90.0, low_m + 90.0}, {left_m, low_m + 90.0}});
        }
    }
    const auto layer = layer_of(builder);
    EXPECT_GT(fill_area_m2(*layer->levels, 0), 0.0);
    EXPECT_LE(points_at(*layer->levels, 0), 4U * 10'000U);
}

TEST(OwnLevels, AreCutIntoSeveralBlocksWhereMuchLiesInOnePlace) {
    FeatureTableBuilder builder("roads", ShapeKind::line);
    for (int i = 0; i < 400; ++i) {
        std::vector<geo::MapPoint> line;
        for (int j = 0; j < 200; ++j) line.push_back({15.0 * j, 7.0 * i + (j % 2 == 0 ? 0.0 : 40.0)});
        builder.begin_feature().add_part(line);
    }
    const auto layer = layer_of(builder);
    for (const OwnLevel& level : layer->levels->levels) {
        for (const LevelBlock& block : level.blocks) EXPECT_LE(block.point_count, 8192U + 200U);
    }
}

TEST(OwnLevels, KeepAttributesAndPointsButNotTheShapesOfLines) {
    FeatureTableBuilder towns("towns", ShapeKind::point);
    towns.begin_feature().add_part({{100, 200}}).set_text("name", "Here");
    FeatureTableBuilder rivers("rivers", ShapeKind::line);
    rivers.begin_feature().add_part(wave(50)).set_text("name", "Long").set_number("rank", 2);
    std::vector<data::FeatureTable> tables;
    tables.push_back(std::move(towns).build());
    tables.push_back(std::move(rivers).build());
    const auto layer = build_own_layer("own:1", "mine", "mine.gpkg", std::move(tables));
    ASSERT_EQ(layer->tables.size(), 2U);
    EXPECT_EQ(layer->tables[0].points.size(), 1U);
    EXPECT_EQ(layer->tables[1].text(0, "name"), "Long");
    EXPECT_EQ(layer->tables[1].number(0, "rank"), 2.0);
    EXPECT_TRUE(layer->tables[1].points.empty());
    EXPECT_TRUE(layer->tables[1].parts_of(layer->tables[1].features[0]).empty());
    EXPECT_GT(layer->tables[1].features[0].box.width_m(), 9'000.0);
}

TEST(LevelBlock, ComesBackAsItWasWrittenOnItsGrid) {
    BlockEncoder encoder(2.0);
    const std::vector<geo::MapPoint> line{{-10, 4}, {0, 0}, {0.3, 0.2}, {1'000'000, -6}};
    encoder.add_line(line);
    const std::vector<geo::MapPoint> rings{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {20, 20}, {20, 40}, {40, 40}};
    const std::vector<std::uint32_t> starts{0, 4};
    encoder.add_polygon(rings, starts, true);
    encoder.add_polygon(rings, starts, false);
    EXPECT_EQ(encoder.point_count(), 3U + 7U + 7U);  // two points of the line fall together
    const auto meshes = decode_block(encoder.bytes(), 2.0, encoder.box());
    ASSERT_TRUE(meshes) << meshes.error().line();
    ASSERT_EQ(meshes->strokes.size(), 1U);
    EXPECT_EQ(meshes->strokes[0]->points.size(), 3U);
    ASSERT_EQ(meshes->fills.size(), 2U);
    EXPECT_FALSE(meshes->fills[0]->strip.empty());
    EXPECT_TRUE(meshes->fills[1]->strip.empty());
    EXPECT_EQ(meshes->fills[0]->runs.size(), 2U);
    EXPECT_TRUE(meshes->fills[0]->runs[1].is_hole);
}

TEST(LevelBlock, RefusesEveryBeginningOfItselfThatEndsAmidARun) {
    BlockEncoder encoder(1.0);
    encoder.add_line(wave(40));
    for (std::size_t size = 1; size < encoder.bytes().size(); ++size) {
        EXPECT_FALSE(decode_block(encoder.bytes().substr(0, size), 1.0, encoder.box())) << size;
    }
}

}  // namespace
}  // namespace darya::scene
