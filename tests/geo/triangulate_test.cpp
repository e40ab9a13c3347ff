#include "geo/triangulate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "shapes.h"

namespace darya::geo {
namespace {

using shapes::Polygon;

double area_of(const std::vector<MapPoint>& points, const std::vector<std::uint32_t>& corners) {
    double sum_m2 = 0.0;
    for (std::size_t i = 0; i + 2 < corners.size(); i += 3) {
        const double area_m2 =
            ring_area_m2(std::vector<MapPoint>{points[corners[i]], points[corners[i + 1]], points[corners[i + 2]]});
        EXPECT_GT(area_m2, 0.0);
        sum_m2 += area_m2;
    }
    return sum_m2;
}

double area_of(const Polygon& polygon) {
    EXPECT_EQ(triangulate(polygon.points, polygon.ring_starts).size() % 3, 0U);
    return area_of(polygon.points, triangulate(polygon.points, polygon.ring_starts));
}

std::vector<MapPoint> square(double left, double bottom, double side) {
    return {{left, bottom}, {left + side, bottom}, {left + side, bottom + side}, {left, bottom + side}};
}

TEST(Triangulate, CutsASquareInTwo) {
    EXPECT_EQ(triangulate(square(0, 0, 10), {}).size(), 6U);
    Polygon polygon;
    polygon.add(square(0, 0, 10));
    EXPECT_DOUBLE_EQ(area_of(polygon), 100.0);
}

TEST(Triangulate, TakesRingsOfEitherDirectionWithOrWithoutARepeatedStart) {
    for (const bool is_outer_turned : {false, true}) {
        for (const bool is_hole_turned : {false, true}) {
            for (const bool is_closed : {false, true}) {
                auto outer = square(1e6, -1e6, 10);
                auto hole = square(1e6 + 2, -1e6 + 3, 4);
                if (is_outer_turned) std::reverse(outer.begin(), outer.end());
                if (is_hole_turned) std::reverse(hole.begin(), hole.end());
                if (is_closed) outer.push_back(outer.front());
                if (is_closed) hole.push_back(hole.front());
                Polygon polygon;
                polygon.add(outer);
                polygon.add(hole);
                EXPECT_NEAR(area_of(polygon), 84.0, 1e-6);
            }
        }
    }
}

TEST(Triangulate, GivesNothingForRingsWithoutArea) {
    EXPECT_TRUE(triangulate({}, {}).empty());
    const std::vector<std::uint32_t> starts{0};
    EXPECT_TRUE(triangulate({}, starts).empty());
    EXPECT_TRUE(triangulate(std::vector<MapPoint>{{1, 1}, {2, 2}}, starts).empty());
    EXPECT_TRUE(triangulate(std::vector<MapPoint>{{1, 1}, {1, 1}, {1, 1}, {1, 1}}, starts).empty());
    EXPECT_TRUE(triangulate(std::vector<MapPoint>{{1, 1}, {2, 2}, {3, 3}, {5, 5}}, starts).empty());
}

TEST(Triangulate, GivesNothingForPointsThatAreNotNumbersAndRingsThatAreNotThere) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    for (const double bad : {nan, infinite, -infinite, 1e300}) {
        auto points = square(0, 0, 10);
        points[2].x_m = bad;
        EXPECT_TRUE(triangulate(points, {}).empty());
    }
    const std::vector<std::uint32_t> beyond{0, 900, 3, 2};
    EXPECT_NO_FATAL_FAILURE(triangulate(square(0, 0, 10), beyond));
    const std::vector<std::uint32_t> outer_beyond{900};
    EXPECT_TRUE(triangulate(square(0, 0, 10), outer_beyond).empty());
}

TEST(Triangulate, CoversRandomStarsExactly) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Polygon polygon;
        polygon.add(shapes::random_star(random, {2e6, 1e6}, 10.0, 1000.0, 3 + random() % 200));
        const double area_m2 = ring_area_m2(polygon.points);
        EXPECT_NEAR(area_of(polygon), area_m2, 1e-6 * area_m2);
        EXPECT_LE(triangulate(polygon.points, {}).size(), 3 * (polygon.points.size() - 2));
    }
}

TEST(Triangulate, CoversRandomStarsButTheirHolesExactly) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Polygon polygon;
        polygon.add(shapes::random_star(random, {0, 0}, 1000.0, 2000.0, 20 + random() % 200));
        double area_m2 = ring_area_m2(polygon.points);
        for (double x = -600.0; x <= 600.0; x += 200.0) {
            for (double y = -600.0; y <= 600.0; y += 200.0) {
                if (random() % 3 == 0) continue;
                const auto hole = shapes::random_star(random, {x, y}, 10.0, 99.0, 3 + random() % 20);
                area_m2 -= ring_area_m2(hole);
                polygon.add(hole);
            }
        }
        EXPECT_NEAR(area_of(polygon), area_m2, 1e-6 * area_m2);
        EXPECT_EQ(triangulate(polygon.points, polygon.ring_starts).size(),
                  3 * (polygon.points.size() + 2 * (polygon.ring_starts.size() - 1) - 2));
    }
}

TEST(Triangulate, TrianglesDoNotOverlap) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Polygon polygon;
        polygon.add(shapes::random_star(random, {0, 0}, 500.0, 2000.0, 60));
        polygon.add(shapes::random_star(random, {10, 10}, 50.0, 300.0, 20));
        const auto corners = triangulate(polygon.points, polygon.ring_starts);
        std::uniform_real_distribution<double> place(-2000.0, 2000.0);
        for (int probe = 0; probe < 300; ++probe) {
            const MapPoint p{place(random), place(random)};
            int cover_count = 0;
            for (std::size_t i = 0; i < corners.size(); i += 3) {
                const std::vector<MapPoint> triangle{polygon.points[corners[i]], polygon.points[corners[i + 1]],
                                                     polygon.points[corners[i + 2]]};
                cover_count += ring_contains(triangle, p) ? 1 : 0;
            }
            const std::span<const MapPoint> points(polygon.points);
            const bool is_inside = ring_contains(points.subspan(0, 60), p) && !ring_contains(points.subspan(60), p);
            EXPECT_EQ(cover_count, is_inside ? 1 : 0);
        }
    }
}

TEST(Triangulate, CoversSquareHolesInRowsAndColumns) {
    Polygon polygon;
    polygon.add(square(0, 0, 100));
    double area_m2 = 10'000.0;
    for (double x = 5; x < 95; x += 10) {
        for (double y = 5; y < 95; y += 10) {
            polygon.add(square(x, y, 5));
            area_m2 -= 25.0;
        }
    }
    EXPECT_NEAR(area_of(polygon), area_m2, 1e-6);
}

TEST(Triangulate, CoversAPolygonWhoseHoleTouchesACorner) {
    Polygon polygon;
    polygon.add({{0, 0}, {10, 0}, {10, 10}, {5, 6}, {0, 10}});
    polygon.add({{5, 6}, {3, 2}, {7, 2}});
    EXPECT_NEAR(area_of(polygon), 80.0 - 8.0, 1e-9);
    Polygon from_west;
    from_west.add({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {4, 5}});
    from_west.add({{4, 5}, {8, 3}, {8, 7}});
    EXPECT_NEAR(area_of(from_west), 80.0 - 8.0, 1e-9);
}

TEST(Triangulate, CoversHolesThatTouchEachOther) {
    Polygon polygon;
    polygon.add(square(0, 0, 20));
    polygon.add(square(5, 5, 5));
    polygon.add(square(10, 10, 5));
    polygon.add(square(10, 0.5, 4.5));
    EXPECT_NEAR(area_of(polygon), 400.0 - 25.0 - 25.0 - 20.25, 1e-6);
}

TEST(Triangulate, CoversNearlyAllOfACoastThatSimplifyingHasCrossed) {
    int crossed_count = 0;
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Polygon polygon;
        polygon.add(shapes::coast(seed, 100'000.0, 1500));
        if (std::abs(area_of(polygon) / ring_area_m2(polygon.points) - 1.0) > 1e-9) continue;  // crosses itself already
        std::uniform_real_distribution<double> shift(-200.0, 200.0);  // the last folds are about this large
        for (MapPoint& point : polygon.points) point = {point.x_m + shift(random), point.y_m + shift(random)};
        const double area_m2 = ring_area_m2(polygon.points);
        const double share = area_of(polygon) / area_m2;
        EXPECT_NEAR(share, 1.0, 0.002);
        if (std::abs(share - 1.0) > 1e-9) ++crossed_count;
    }
    EXPECT_GT(crossed_count, 20);
}

TEST(Triangulate, EndsOnRandomTangles) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> place(0.0, 20.0);
        const double step = seed % 2 == 0 ? 1.0 : 0.0;  // on a grid half of the times: many points are equal or in line
        Polygon polygon;
        for (int ring = 0; ring < 5; ++ring) {
            std::vector<MapPoint> points(random() % 60);
            for (MapPoint& point : points) {
                point = {place(random), place(random)};
                if (step > 0.0) point = {std::round(point.x_m), std::round(point.y_m)};
            }
            polygon.add(points);
        }
        const auto corners = triangulate(polygon.points, polygon.ring_starts);
        EXPECT_EQ(corners.size() % 3, 0U);
        for (const std::uint32_t corner : corners) EXPECT_LT(corner, polygon.points.size());
    }
}

TEST(Triangulate, EndsOnATangleOfManyPoints) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(0.0, 1e6);
    std::vector<MapPoint> points(20'000);
    for (MapPoint& point : points) point = {place(random), place(random)};
    EXPECT_LE(triangulate(points, {}).size(), 3 * points.size());
}

TEST(Triangulate, EndsOnACombMadeToBeSlow) {
    // Long thin teeth: every ear's box holds many reflex corners.
    std::vector<MapPoint> points;
    constexpr int tooth_count = 15'000;
    for (int i = 0; i < tooth_count; ++i) {
        points.push_back({static_cast<double>(i), 0.0});
        points.push_back({static_cast<double>(i) + 0.5, 100'000.0 + i % 7});
    }
    points.push_back({tooth_count, -1.0});
    points.push_back({0.0, -1.0});
    const double area_m2 = std::abs(ring_area_m2(points));
    EXPECT_NEAR(area_of(points, triangulate(points, {})), area_m2, 0.001 * area_m2);
}

TEST(Triangulate, CutsSixtyThousandPointsInWellUnderASecond) {
    const auto ring = shapes::coast(3, 1e6, 60'000);
    const auto start = std::chrono::steady_clock::now();
    const auto corners = triangulate(ring, {});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_NEAR(area_of(ring, corners), ring_area_m2(ring), 1e-3 * ring_area_m2(ring));
    EXPECT_LT(took.count(), 3.0);  // loose: sanitizers and busy machines; bench/geo_bench.cpp has the figure
    RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
}

}  // namespace
}  // namespace darya::geo
