#include "scene/map_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "geo/measure.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

TEST(MapData, FindsEverythingThatHasAnId) {
    const auto map = small_map();
    for (const char* id : {"west", "east", "long-river", "great-canal", "ring-lake", "capital", "high-dam", "low-dam",
                           "paper-dam", "old-dike", "aral-sea"}) {
        const auto named = map->find(id);
        ASSERT_TRUE(named) << id;
        if (std::string(id) != "aral-sea") {
            EXPECT_EQ(named->table->text(named->feature, "id"), id);
        }
    }
    EXPECT_EQ(map->find("aral-sea")->table->number(map->find("aral-sea")->feature, "year"), 1960.0);
    EXPECT_FALSE(map->find(""));
    EXPECT_FALSE(map->find("atlantis"));
}

TEST(MapData, TakesTheDamWhereATownHasTheSameId) {
    std::vector<data::FeatureTable> tables;
    for (const char* name : {"towns", "sites"}) {
        data::FeatureTableBuilder builder(name, data::ShapeKind::point);
        builder.begin_feature().add_part({{0, 0}}).set_text("id", "both");
        tables.push_back(std::move(builder).build());
    }
    const auto map = build_map_data(std::move(tables), std::nullopt);
    EXPECT_EQ(map->find("both")->table, &map->sites);
}

TEST(MapData, KnowsItsExtentAndTheRegionInFocus) {
    const auto map = small_map();
    EXPECT_EQ(map->region, (geo::MapBox{-4e5, -3e5, 0, 3e5}));
    EXPECT_EQ(map->extent, (geo::MapBox{-4e5, -3e5, 4.7e5, 3e5}));
}

TEST(MapData, OfNothingIsEmptyAndStillBuilds) {
    const auto map = build_map_data({}, std::nullopt);
    EXPECT_TRUE(map->extent.is_empty());
    EXPECT_FALSE(map->find("west"));
    const auto level = build_level(*map, 0);
    ASSERT_EQ(level->buckets.size(), static_cast<std::size_t>(bucket_count));
    for (const auto& bucket : level->buckets) EXPECT_TRUE(bucket.empty());
}

TEST(Levels, HalveTheirToleranceAndStayUnderAPixelWhereTheyCan) {
    for (int level = 1; level < level_count; ++level) EXPECT_DOUBLE_EQ(tolerance_m(level), tolerance_m(level - 1) / 2);
    int last = level_count;
    for (double scale = closest_metres_per_px; scale <= farthest_metres_per_px; scale *= 1.01) {
        const int level = level_for(scale);
        EXPECT_LE(level, last) << scale;
        last = level;
        EXPECT_TRUE(tolerance_m(level) < 0.6 * scale || level == level_count - 1) << scale;
        // And no finer than is seen: the next coarser one would be too coarse.
        EXPECT_TRUE(level == 0 || tolerance_m(level - 1) > 0.5 * scale) << scale;
    }
    EXPECT_EQ(level_for(farthest_metres_per_px), 0);
    EXPECT_EQ(level_for(closest_metres_per_px), level_count - 1);
}

TEST(Levels, ServeUntilTheBestOneIsBuilt) {
    std::vector<std::shared_ptr<const LevelMeshes>> levels(level_count);
    EXPECT_EQ(best_level(levels, 1000.0), nullptr);
    levels[2] = build_level(*small_map(), 2);
    EXPECT_EQ(best_level(levels, closest_metres_per_px), levels[2].get());
    EXPECT_EQ(best_level(levels, farthest_metres_per_px), levels[2].get());
    const int wanted = level_for(1000.0);
    levels[static_cast<std::size_t>(wanted)] = build_level(*small_map(), wanted);
    EXPECT_EQ(best_level(levels, 1000.0), levels[static_cast<std::size_t>(wanted)].get());
    EXPECT_EQ(best_level({}, 1000.0), nullptr);
}

TEST(Levels, PutEachThingIntoItsBucket) {
    const auto level = build_level(*small_map(), 4);
    const auto count = [&](Bucket bucket) { return level->buckets[static_cast<std::size_t>(bucket)].size(); };
    for (const Bucket bucket :
         {Bucket::veil, Bucket::aral_bed, Bucket::aral_water, Bucket::lakes, Bucket::borders, Bucket::borders_unsettled,
          Bucket::province_borders, river_bucket(Basin::other, 1), Bucket::canals}) {
        EXPECT_GT(count(bucket), 0U) << static_cast<int>(bucket);
    }
    for (const Bucket bucket : {Bucket::seas, Bucket::borders_neighbour, river_bucket(Basin::other, 2)}) {
        EXPECT_EQ(count(bucket), 0U) << static_cast<int>(bucket);
    }
}

/// The ends of the runs of a bucket, with their widths.
std::vector<std::pair<double, float>> widths_by_x(const LevelMeshes& level, Bucket bucket) {
    std::vector<std::pair<double, float>> all;
    for (const MeshRef& mesh : level.buckets[static_cast<std::size_t>(bucket)]) {
        for (const MeshRun& run : mesh->runs)
            all.emplace_back(mesh->origin.x_m + static_cast<double>(mesh->points[run.first_point].x_m), run.width);
    }
    std::sort(all.begin(), all.end());
    return all;
}

TEST(Levels, LetARiverGrowFromItsSpringToItsMouth) {
    data::FeatureTableBuilder rivers("rivers", data::ShapeKind::line);
    const auto river = [&rivers](const char* id, const char* into, double from_m, double to_m, int rank) {
        std::vector<geo::MapPoint> line;
        for (double x_m = from_m; x_m <= to_m; x_m += 10'000.0)
            line.push_back({x_m, std::fmod(x_m, 20'000.0) == 0.0 ? 0.0 : 4'000.0});
        rivers.begin_feature()
            .add_part(line)
            .set_text("id", id)
            .set_text("name", id)
            .set_text("flows_into", into)
            .set_text("kind", "river")
            .set_text("basin", "syr-darya")
            .set_number("rank", rank);
    };
    river("upper", "lower", -600'000.0, -200'000.0, 2);
    river("lower", "sea", -200'000.0, 400'000.0, 1);
    std::vector<data::FeatureTable> tables;
    tables.push_back(std::move(rivers).build());
    const auto map = build_map_data(std::move(tables), std::nullopt);
    EXPECT_EQ(map->come_m[0], 0.0);
    EXPECT_NEAR(map->come_m[1], 400'000.0, 50'000.0) << "the lower river begins with the water of the upper one";
    const auto level = build_level(*map, 4);
    const auto upper = widths_by_x(*level, river_bucket(Basin::syr_darya, 2));
    const auto lower = widths_by_x(*level, river_bucket(Basin::syr_darya, 1));
    ASSERT_GT(upper.size(), 5U);
    ASSERT_GT(lower.size(), 3U);
    for (const auto& river_widths : {upper, lower}) {
        for (std::size_t i = 1; i < river_widths.size(); ++i)
            EXPECT_GE(river_widths[i].second, river_widths[i - 1].second) << river_widths[i].first;
        EXPECT_EQ(river_widths.back().second, 1.0F);
    }
    EXPECT_LT(upper.front().second, 0.5F);
    EXPECT_GT(lower.front().second, 0.6F);
}

TEST(Levels, HatchTheBedOfAWaterThatIsGone) {
    for (const int level : {2, 5}) {
        const auto meshes = build_level(*small_map(), level);
        double length_m = 0.0;
        double apart_m = 1e9;
        double last_y_m = 0.0;
        for (const MeshRef& mesh : meshes->buckets[static_cast<std::size_t>(Bucket::aral_hatch)]) {
            EXPECT_TRUE(geo::MapBox({120'000.0, 70'000.0, 280'000.0, 230'000.0}).contains(mesh->box.centre()));
            for (const MeshRun& run : mesh->runs) {
                const MeshPoint a = mesh->points[run.first_point];
                const MeshPoint b = mesh->points[run.first_point + 1];
                EXPECT_EQ(a.y_m, b.y_m);
                length_m += static_cast<double>(std::abs(b.x_m - a.x_m));
                const double y_m = mesh->origin.y_m + static_cast<double>(a.y_m);
                if (y_m != last_y_m && last_y_m != 0.0) apart_m = std::min(apart_m, std::abs(y_m - last_y_m));
                last_y_m = y_m;
            }
        }
        EXPECT_NEAR(length_m * apart_m, 160e3 * 160e3, 0.25 * 160e3 * 160e3) << "lines all over the bed";
    }
}

/// Neighbours with wiggly shared borders: a grid of cells whose corners and edges are pushed about, whole metres all.
data::FeatureTable wiggly_countries(unsigned seed, int columns, int rows) {
    std::mt19937 random(seed);
    constexpr double side_m = 200'000.0;
    const auto push = [&random](double most) {
        return std::round((static_cast<double>(random() % 2001) / 1000.0 - 1.0) * most);
    };
    std::map<std::pair<int, int>, geo::MapPoint> corners;
    for (int x = 0; x <= columns; ++x) {
        for (int y = 0; y <= rows; ++y) corners[{x, y}] = {x * side_m + push(30'000), y * side_m + push(30'000)};
    }
    // The points between two corners, without them, in one fixed direction.
    std::map<std::pair<std::pair<int, int>, std::pair<int, int>>, std::vector<geo::MapPoint>> edges;
    const auto edge = [&](std::pair<int, int> a, std::pair<int, int> b) {
        const bool is_turned = b < a;
        const auto key = is_turned ? std::pair{b, a} : std::pair{a, b};
        auto found = edges.find(key);
        if (found == edges.end()) {
            std::vector<geo::MapPoint> line;
            constexpr int count = 40;
            for (int i = 1; i < count; ++i) {
                const double share = static_cast<double>(i) / count;
                const geo::MapPoint from = corners[key.first];
                const geo::MapPoint to = corners[key.second];
                line.push_back({std::round(from.x_m + share * (to.x_m - from.x_m)) + push(2'000),
                                std::round(from.y_m + share * (to.y_m - from.y_m)) + push(2'000)});
            }
            found = edges.emplace(key, line).first;
        }
        auto line = found->second;
        if (is_turned) std::reverse(line.begin(), line.end());
        return line;
    };
    data::FeatureTableBuilder builder("countries", data::ShapeKind::polygon);
    for (int x = 0; x < columns; ++x) {
        for (int y = 0; y < rows; ++y) {
            std::vector<geo::MapPoint> ring;
            const std::vector<std::pair<int, int>> around{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}};
            for (std::size_t i = 0; i < 4; ++i) {
                ring.push_back(corners[around[i]]);
                const auto line = edge(around[i], around[(i + 1) % 4]);
                ring.insert(ring.end(), line.begin(), line.end());
            }
            // Rings may begin anywhere.
            std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(random() % ring.size()), ring.end());
            builder.begin_feature().add_part(ring).set_text("id", "c").set_number("focus", 0);
        }
    }
    return std::move(builder).build();
}

TEST(Levels, NeverLetNeighboursGapOrOverlap) {
    using Point = std::pair<double, double>;
    for (unsigned seed = 0; seed < 5; ++seed) {
        SCOPED_TRACE(seed);
        std::vector<data::FeatureTable> tables;
        tables.push_back(wiggly_countries(seed, 3, 3));
        const auto map = build_map_data(std::move(tables), std::nullopt);
        for (int number = 0; number < level_count; ++number) {
            SCOPED_TRACE(number);
            const auto level = build_level(*map, number);
            // Every edge of a ring is run once; where there is a neighbour, it runs the same edge the other way.
            std::set<std::pair<Point, Point>> edges;
            for (const MeshRef& mesh : level->buckets[static_cast<std::size_t>(Bucket::veil)]) {
                for (const MeshRun& run : mesh->runs) {
                    const auto at = [&](std::uint32_t i) {
                        const MeshPoint& p = mesh->points[run.first_point + i % run.point_count];
                        return Point{std::round(mesh->origin.x_m + static_cast<double>(p.x_m)),
                                     std::round(mesh->origin.y_m + static_cast<double>(p.y_m))};
                    };
                    for (std::uint32_t i = 0; i < run.point_count; ++i) {
                        EXPECT_TRUE(edges.insert({at(i), at(i + 1)}).second);
                    }
                }
            }
            // What is left without a neighbour is one closed line: the outside.
            std::map<Point, Point> outside;
            for (const auto& [a, b] : edges) {
                if (!edges.contains({b, a})) {
                    EXPECT_TRUE(outside.emplace(a, b).second);
                }
            }
            ASSERT_FALSE(outside.empty());
            std::size_t walked = 0;
            Point at = outside.begin()->first;
            do {
                ASSERT_TRUE(outside.contains(at)) << "a gap at " << at.first << ", " << at.second;
                at = outside[at];
                ++walked;
            } while (at != outside.begin()->first && walked <= outside.size());
            EXPECT_EQ(walked, outside.size()) << "a hole between neighbours";
        }
    }
}

TEST(OwnLayer, HoldsItsPolygonsLinesAndPointsAtFullDetail) {
    auto tables = small_tables();
    std::erase_if(tables, [](const auto& table) {
        return table.name != "lakes" && table.name != "rivers" && table.name != "towns";
    });
    const auto layer = build_own_layer("own:1", "mine", "mine.gpkg", std::move(tables));
    EXPECT_EQ(layer->id, "own:1");
    EXPECT_FALSE(layer->strokes.empty());
    double area_m2 = 0.0;
    for (const MeshRef& mesh : layer->fills) {
        for (std::size_t i = 0; i + 2 < mesh->triangles.size(); i += 3) {
            std::vector<geo::MapPoint> corners;
            for (std::size_t c = 0; c < 3; ++c) {
                const MeshPoint& p = mesh->points[mesh->triangles[i + c]];
                corners.push_back({static_cast<double>(p.x_m), static_cast<double>(p.y_m)});
            }
            area_m2 += std::abs(geo::ring_area_m2(corners));
        }
    }
    EXPECT_NEAR(area_m2, 120e3 * 120e3 - 40e3 * 40e3, 1e4);  // the island is left out
    EXPECT_TRUE(layer->box.contains({-300'000, -100'000}));
    EXPECT_TRUE(build_own_layer("own:2", "none", "none", {})->box.is_empty());
}

}  // namespace
}  // namespace darya::scene
