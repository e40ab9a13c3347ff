#include "geo/simplify.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "shapes.h"

namespace darya::geo {
namespace {

constexpr float endless = std::numeric_limits<float>::infinity();

/// Douglas-Peucker as everybody writes it down: the slow obvious answer.
void keep_plainly(const std::vector<MapPoint>& line, std::size_t first, std::size_t last, double tolerance_m,
                  std::vector<bool>& kept) {
    kept[first] = kept[last] = true;
    double most_m = -1.0;
    std::size_t farthest = first;
    for (std::size_t i = first + 1; i < last; ++i) {
        const double distance = distance_to_line_m(line[i], std::vector<MapPoint>{line[first], line[last]});
        if (distance > most_m) {
            most_m = distance;
            farthest = i;
        }
    }
    if (most_m < tolerance_m) return;
    keep_plainly(line, first, farthest, tolerance_m, kept);
    keep_plainly(line, farthest, last, tolerance_m, kept);
}

TEST(Simplify, NeverMovesTheLineFurtherThanTheTolerance) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const auto line = shapes::random_walk(seed, 300);
        const double tolerance_m = 5.0 + seed;
        const auto simple = simplify(line, tolerance_m);
        EXPECT_EQ(simple.front(), line.front());
        EXPECT_EQ(simple.back(), line.back());
        for (const MapPoint point : line) EXPECT_LE(distance_to_line_m(point, simple), tolerance_m + 1e-9);
    }
}

TEST(Simplify, KeepsThePointsThatDouglasPeuckerKeeps) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        const auto line = shapes::random_walk(seed, 200);
        std::vector<bool> kept(line.size(), false);
        keep_plainly(line, 0, line.size() - 1, 40.0, kept);
        std::vector<MapPoint> expected;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (kept[i]) expected.push_back(line[i]);
        }
        EXPECT_EQ(simplify(line, 40.0), expected);
    }
}

TEST(Simplify, LeavesShortLinesAsTheyAre) {
    EXPECT_TRUE(simplify({}, 10.0).empty());
    const std::vector<MapPoint> one{{1, 2}};
    const std::vector<MapPoint> two{{1, 2}, {3, 4}};
    EXPECT_EQ(simplify(one, 10.0), one);
    EXPECT_EQ(simplify(two, 10.0), two);
    EXPECT_EQ(simplify(std::vector<MapPoint>{{0, 0}, {5, 1}, {10, 0}}, 2.0), (std::vector<MapPoint>{{0, 0}, {10, 0}}));
}

TEST(Significance, TellsTheToleranceAtWhichAPointGoes) {
    const std::vector<MapPoint> line{{0, 0}, {5, 1}, {10, 0}};
    EXPECT_EQ(significance_m(line), (std::vector<float>{endless, 1.0F, endless}));
    EXPECT_EQ(significance_m(std::vector<MapPoint>{{0, 0}, {5, 0}, {10, 0}})[1], 0.0F);
    EXPECT_TRUE(significance_m({}).empty());
    EXPECT_EQ(significance_m(std::vector<MapPoint>{{3, 3}}), (std::vector<float>{endless}));
}

TEST(Significance, MakesCoarserLinesSubsetsThatStayWithinTheTolerance) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        const auto line = shapes::random_walk(seed, 300);
        const auto weights = significance_m(line);
        for (const double tolerance_m : {1.0, 10.0, 30.0, 100.0, 300.0}) {
            std::vector<MapPoint> kept;
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (static_cast<double>(weights[i]) >= tolerance_m) kept.push_back(line[i]);
            }
            for (const MapPoint point : line) EXPECT_LE(distance_to_line_m(point, kept), tolerance_m + 1e-9);
        }
    }
}

TEST(Significance, IsTheSameBackwards) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        auto line = shapes::random_walk(seed, 200);
        for (MapPoint& point : line) point = {std::round(point.x_m / 50), std::round(point.y_m / 50)};  // many ties
        auto weights = significance_m(line);
        std::reverse(line.begin(), line.end());
        std::reverse(weights.begin(), weights.end());
        EXPECT_EQ(significance_m(line), weights);
    }
}

TEST(Significance, EndsOnALineMadeToBeSlowAndStillKeepsItsPromise) {
    // A spiral inwards: the farthest point is always next to the end, which splits off one point at a time.
    std::vector<MapPoint> line;
    for (int i = 0; i < 50'000; ++i) {
        const double turn = 0.7 * std::numbers::pi * i;
        const double radius = 1000.0 * std::pow(0.9999, i);
        line.push_back({radius * std::cos(turn), radius * std::sin(turn)});
    }
    const auto start = std::chrono::steady_clock::now();
    const auto weights = significance_m(line);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 5.0);
    std::vector<MapPoint> kept;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (weights[i] >= 200.0F) kept.push_back(line[i]);
    }
    for (std::size_t i = 0; i < line.size(); i += 97) EXPECT_LE(distance_to_line_m(line[i], kept), 200.0 + 1e-9);
}

TEST(Significance, EndsOnPointsThatAreNotNumbers) {
    auto line = shapes::random_walk(1, 100);
    line[20].x_m = std::numeric_limits<double>::quiet_NaN();
    line[50].y_m = std::numeric_limits<double>::infinity();
    line[70] = {1e300, -1e300};
    EXPECT_EQ(significance_m(line).size(), line.size());
    EXPECT_EQ(ring_significance_m(line).size(), line.size());
}

TEST(RingSignificance, DependsNeitherOnTheStartNorOnTheDirection) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto ring = shapes::random_star(random, {0, 0}, 100.0, 900.0, 50);
        auto weights = ring_significance_m(ring);
        EXPECT_EQ(std::count(weights.begin(), weights.end(), endless), 2);
        const auto turn = static_cast<std::ptrdiff_t>(random() % 50);
        std::rotate(ring.begin(), ring.begin() + turn, ring.end());
        std::rotate(weights.begin(), weights.begin() + turn, weights.end());
        EXPECT_EQ(ring_significance_m(ring), weights);
        std::reverse(ring.begin(), ring.end());
        std::reverse(weights.begin(), weights.end());
        EXPECT_EQ(ring_significance_m(ring), weights);
        ring.push_back(ring.front());
        weights.push_back(weights.front());
        EXPECT_EQ(ring_significance_m(ring), weights);
    }
}

TEST(RingSignificance, TakesRingsOfHardlyAnyPoints) {
    EXPECT_TRUE(ring_significance_m({}).empty());
    EXPECT_EQ(ring_significance_m(std::vector<MapPoint>{{1, 1}}), (std::vector<float>{endless}));
    EXPECT_EQ(ring_significance_m(std::vector<MapPoint>{{1, 1}, {1, 1}}), (std::vector<float>{endless, endless}));
    EXPECT_EQ(ring_significance_m(std::vector<MapPoint>{{0, 0}, {9, 0}}), (std::vector<float>{endless, endless}));
    EXPECT_EQ(ring_significance_m(std::vector<MapPoint>{{0, 0}, {9, 0}, {4, 3}}),
              (std::vector<float>{endless, endless, 3.0F}));
}

}  // namespace
}  // namespace darya::geo
