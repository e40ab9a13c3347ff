#include "geo/arcs.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "geo/simplify.h"
#include "shapes.h"

namespace darya::geo {
namespace {

using Ring = std::vector<MapPoint>;
constexpr float never_dropped = std::numeric_limits<float>::infinity();

std::vector<std::vector<float>> weigh(const std::vector<Ring>& rings) {
    std::vector<std::span<const MapPoint>> views(rings.begin(), rings.end());
    return shared_significance_m(views);
}

/// A patchwork of countries: a grid of cells whose borders wander, each ring with its own start and direction.
std::vector<Ring> patchwork(unsigned seed, int columns, int rows, int points_per_side) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> bend(-20.0, 20.0);
    std::map<std::pair<int, int>, MapPoint> wandering;  // one place for each point of the fine grid
    const auto at = [&](int x, int y) {
        const auto [place, is_new] = wandering.try_emplace({x, y});
        if (is_new) place->second = {100.0 * x + bend(random), 100.0 * y + bend(random)};
        return place->second;
    };
    std::vector<Ring> rings;
    const int n = points_per_side;
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row) {
            Ring ring;
            for (int i = 0; i < n; ++i) ring.push_back(at(column * n + i, row * n));
            for (int i = 0; i < n; ++i) ring.push_back(at(column * n + n, row * n + i));
            for (int i = 0; i < n; ++i) ring.push_back(at(column * n + n - i, row * n + n));
            for (int i = 0; i < n; ++i) ring.push_back(at(column * n, row * n + n - i));
            std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(random() % ring.size()), ring.end());
            if (random() % 2 == 0) std::reverse(ring.begin(), ring.end());
            if (random() % 3 == 0) ring.push_back(ring.front());
            rings.push_back(std::move(ring));
        }
    }
    return rings;
}

TEST(SharedSignificance, IsTheSameOnBothSidesOfABorder) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        const auto rings = patchwork(seed, 3, 3, 12);
        const auto weights = weigh(rings);
        std::map<std::pair<double, double>, float> known;
        for (std::size_t r = 0; r < rings.size(); ++r) {
            ASSERT_EQ(weights[r].size(), rings[r].size());
            for (std::size_t i = 0; i < rings[r].size(); ++i) {
                const auto [place, is_new] = known.try_emplace({rings[r][i].x_m, rings[r][i].y_m}, weights[r][i]);
                EXPECT_EQ(place->second, weights[r][i]);
            }
        }
    }
}

TEST(SharedSignificance, LeavesNoGapsBetweenNeighboursAtAnyTolerance) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(seed);
        const auto rings = patchwork(seed, 4, 3, 12);
        const auto weights = weigh(rings);
        for (const float tolerance_m : {5.0F, 10.0F, 20.0F}) {
            // Every edge between two rings is walked by both: an edge is walked twice or is on the outer rim.
            std::map<std::pair<std::pair<double, double>, std::pair<double, double>>, int> walks;
            double area_m2 = 0.0;
            for (std::size_t r = 0; r < rings.size(); ++r) {
                Ring kept;
                for (std::size_t i = 0; i < rings[r].size(); ++i) {
                    if (weights[r][i] >= tolerance_m && (kept.empty() || kept.back() != rings[r][i])) {
                        kept.push_back(rings[r][i]);
                    }
                }
                if (kept.front() == kept.back()) kept.pop_back();
                area_m2 += std::abs(ring_area_m2(kept));
                for (std::size_t i = 0; i < kept.size(); ++i) {
                    std::pair a{kept[i].x_m, kept[i].y_m};
                    std::pair b{kept[(i + 1) % kept.size()].x_m, kept[(i + 1) % kept.size()].y_m};
                    if (b < a) std::swap(a, b);
                    ++walks[{a, b}];
                }
            }
            for (const auto& [edge, count] : walks) {
                EXPECT_LE(count, 2);
                const auto is_on_rim = [](std::pair<double, double> p) {
                    return p.first < 21 || p.second < 21 || p.first > 4779 || p.second > 3579;
                };
                if (count == 1) {
                    EXPECT_TRUE(is_on_rim(edge.first) && is_on_rim(edge.second));
                }
            }
            EXPECT_NEAR(area_m2, 4800.0 * 3600.0, 0.03 * 4800.0 * 3600.0);
        }
    }
}

TEST(SharedSignificance, KeepsTheNodesWhereThreeRingsMeet) {
    const auto rings = patchwork(1, 2, 2, 10);
    const auto weights = weigh(rings);
    int node_count = 0;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        for (std::size_t i = 0; i < rings[r].size(); ++i) {
            if (std::abs(rings[r][i].x_m - 1000) < 21 && std::abs(rings[r][i].y_m - 1000) < 21) {
                EXPECT_EQ(weights[r][i], never_dropped);
                ++node_count;
            }
        }
    }
    EXPECT_GE(node_count, 4);
}

TEST(SharedSignificance, TreatsARingAloneAsARing) {
    std::mt19937 random(5);
    const auto ring = shapes::random_star(random, {0, 0}, 50.0, 100.0, 40);
    EXPECT_EQ(weigh({ring})[0], ring_significance_m(ring));
}

TEST(SharedSignificance, IsTheSameForAnIslandAndTheHoleItLiesIn) {
    std::mt19937 random(6);
    auto island = shapes::random_star(random, {0, 0}, 50.0, 100.0, 40);
    auto hole = island;
    std::reverse(hole.begin(), hole.end());
    std::rotate(hole.begin(), hole.begin() + 13, hole.end());
    const auto outer = shapes::random_star(random, {0, 0}, 200.0, 300.0, 40);
    const auto weights = weigh({outer, hole, island});
    for (std::size_t i = 0; i < island.size(); ++i) {
        const auto place = std::find(hole.begin(), hole.end(), island[i]);
        EXPECT_EQ(weights[2][i], weights[1][static_cast<std::size_t>(place - hole.begin())]);
    }
}

TEST(SharedSignificance, TakesEmptyRingsAndPointsThatAreNotNumbers) {
    EXPECT_TRUE(weigh({}).empty());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Ring bad(3000, MapPoint{nan, 1.0});
    const auto weights = weigh({{}, {{1, 1}}, {{1, 1}, {1, 1}, {1, 1}}, bad});
    EXPECT_TRUE(weights[0].empty());
    EXPECT_EQ(weights[1].size(), 1U);
    EXPECT_EQ(weights[2].size(), 3U);
    EXPECT_EQ(weights[3].size(), 3000U);
}

}  // namespace
}  // namespace darya::geo
