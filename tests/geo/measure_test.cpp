#include "geo/measure.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "shapes.h"

namespace darya::geo {
namespace {

using Line = std::vector<MapPoint>;

TEST(Length, IsTheSumOfTheSegments) {
    EXPECT_EQ(length_m({}), 0.0);
    EXPECT_EQ(length_m(Line{{5, 5}}), 0.0);
    EXPECT_DOUBLE_EQ(length_m(Line{{0, 0}, {3, 4}, {3, 10}}), 11.0);
}

TEST(RingArea, IsPositiveCounterclockwise) {
    EXPECT_DOUBLE_EQ(ring_area_m2(Line{{0, 0}, {10, 0}, {10, 10}, {0, 10}}), 100.0);
    EXPECT_DOUBLE_EQ(ring_area_m2(Line{{0, 10}, {10, 10}, {10, 0}, {0, 0}}), -100.0);
    EXPECT_DOUBLE_EQ(ring_area_m2(Line{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}), 100.0);
    EXPECT_EQ(ring_area_m2({}), 0.0);
}

TEST(RingArea, IsExactFarFromTheOrigin) {
    EXPECT_DOUBLE_EQ(ring_area_m2(Line{{2e6, 1e6}, {2e6 + 1, 1e6}, {2e6 + 1, 1e6 + 1}, {2e6, 1e6 + 1}}), 1.0);
}

TEST(RingContains, TellsInsideFromOutside) {
    const Line ring{{0, 0}, {10, 0}, {10, 10}, {5, 2}, {0, 10}};
    EXPECT_TRUE(ring_contains(ring, {5, 1}));
    EXPECT_TRUE(ring_contains(ring, {1, 7}));
    EXPECT_FALSE(ring_contains(ring, {5, 5}));
    EXPECT_FALSE(ring_contains(ring, {-1, 5}));
    EXPECT_FALSE(ring_contains(ring, {11, 0}));
    EXPECT_FALSE(ring_contains({}, {0, 0}));
}

TEST(RingContains, AgreesWithTheAngleInStars) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const Line ring = shapes::random_star(random, {0, 0}, 40.0, 100.0, 30);
        std::uniform_real_distribution<double> place(-110.0, 110.0);
        for (int probe = 0; probe < 100; ++probe) {
            const MapPoint p{place(random), place(random)};
            double turn = 0.0;  // the slow obvious answer: how often the ring goes round the point
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const MapPoint a = ring[i];
                const MapPoint b = ring[(i + 1) % ring.size()];
                turn +=
                    std::remainder(std::atan2(b.y_m - p.y_m, b.x_m - p.x_m) - std::atan2(a.y_m - p.y_m, a.x_m - p.x_m),
                                   2.0 * std::numbers::pi);
            }
            EXPECT_EQ(ring_contains(ring, p), std::abs(turn) > 1.0);
        }
    }
}

TEST(DistanceToLine, IsToTheNearestPlaceOfASegment) {
    const Line line{{0, 0}, {10, 0}, {10, 10}};
    EXPECT_DOUBLE_EQ(distance_to_line_m({5, 3}, line), 3.0);
    EXPECT_DOUBLE_EQ(distance_to_line_m({-3, -4}, line), 5.0);
    EXPECT_DOUBLE_EQ(distance_to_line_m({12, 5}, line), 2.0);
    EXPECT_DOUBLE_EQ(distance_to_line_m({3, 4}, Line{{0, 0}}), 5.0);
    EXPECT_DOUBLE_EQ(distance_to_line_m({3, 4}, Line{{0, 0}, {0, 0}}), 5.0);
    EXPECT_EQ(distance_to_line_m({3, 4}, {}), std::numeric_limits<double>::infinity());
}

TEST(InsidePoint, OfASquareIsItsMiddle) {
    const MapPoint middle = inside_point(Line{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {});
    EXPECT_NEAR(middle.x_m, 5.0, 0.2);
    EXPECT_NEAR(middle.y_m, 5.0, 0.2);
}

TEST(InsidePoint, LiesInACrescentNotInItsBay) {
    Line crescent;
    for (int i = 0; i <= 40; ++i) crescent.push_back({100 * std::cos(0.1 * i), 100 * std::sin(0.1 * i)});
    for (int i = 40; i >= 0; --i) crescent.push_back({80 * std::cos(0.1 * i), 80 * std::sin(0.1 * i)});
    const MapPoint point = inside_point(crescent, {});
    EXPECT_TRUE(ring_contains(crescent, point));
    EXPECT_GT(distance_to_line_m(point, crescent), 8.0);
}

TEST(InsidePoint, KeepsClearOfHoles) {
    shapes::Polygon polygon;
    polygon.add({{0, 0}, {100, 0}, {100, 60}, {0, 60}});
    polygon.add({{20, 10}, {20, 50}, {60, 50}, {60, 10}});
    const MapPoint point = inside_point(polygon.points, polygon.ring_starts);
    EXPECT_NEAR(point.x_m, 80.0, 2.0);
    EXPECT_GT(point.y_m, 18.0);
    EXPECT_LT(point.y_m, 42.0);
}

TEST(InsidePoint, IsNearlyAsFarFromTheEdgeAsAnyPoint) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto ring = shapes::random_star(random, {1e6, -1e6}, 20.0, 100.0, 40);
        const MapPoint point = inside_point(ring, {}, 1.0);
        EXPECT_TRUE(ring_contains(ring, point));
        auto closed = ring;
        closed.push_back(ring.front());
        const double depth_m = distance_to_line_m(point, closed);
        for (double x = -100; x < 100; x += 2.5) {
            for (double y = -100; y < 100; y += 2.5) {
                const MapPoint other{1e6 + x, -1e6 + y};
                if (!ring_contains(ring, other)) continue;
                EXPECT_GE(depth_m + 1.0, distance_to_line_m(other, closed));
            }
        }
    }
}

TEST(InsidePoint, OfAPolygonWithoutAreaIsTheMiddleOfItsBox) {
    EXPECT_EQ(inside_point({}, {}), MapPoint{});
    EXPECT_EQ(inside_point(Line{{4, 6}}, {}), (MapPoint{4, 6}));
    EXPECT_EQ(inside_point(Line{{0, 0}, {10, 0}}, {}), (MapPoint{5, 0}));
    EXPECT_EQ(inside_point(Line{{0, 0}, {10, 10}}, {}), (MapPoint{5, 5}));
    const double infinite = std::numeric_limits<double>::infinity();
    EXPECT_EQ(inside_point(Line{{0, 0}, {infinite, 0}, {0, 7}}, {}), MapPoint{});
    const std::vector<std::uint32_t> beyond{77};
    EXPECT_EQ(inside_point(Line{{4, 6}}, beyond), MapPoint{});
}

}  // namespace
}  // namespace darya::geo
