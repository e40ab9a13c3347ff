#include "geo/clip.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "shapes.h"

namespace darya::geo {
namespace {

using Line = std::vector<MapPoint>;
const MapBox ten_square{0, 0, 10, 10};

TEST(ClipLine, CutsALineIntoItsPiecesInTheBox) {
    EXPECT_EQ(clip_line(Line{{-5, 5}, {5, 5}, {5, 15}, {8, 15}, {8, 5}}, ten_square),
              (std::vector<Line>{{{0, 5}, {5, 5}, {5, 10}}, {{8, 10}, {8, 5}}}));
    EXPECT_EQ(clip_line(Line{{-5, 5}, {15, 5}}, ten_square), (std::vector<Line>{{{0, 5}, {10, 5}}}));
    EXPECT_EQ(clip_line(Line{{1, 1}, {2, 2}, {9, 3}}, ten_square), (std::vector<Line>{{{1, 1}, {2, 2}, {9, 3}}}));
}

TEST(ClipLine, LeavesOutWhatOnlyTouches) {
    EXPECT_TRUE(clip_line(Line{{-1, 1}, {1, -1}}, {0, 0, 10, 10}).empty());
    EXPECT_TRUE(clip_line(Line{{-5, 5}, {0, 5}}, ten_square).empty());
    EXPECT_TRUE(clip_line(Line{{20, 20}, {30, 30}}, ten_square).empty());
    EXPECT_TRUE(clip_line(Line{{5, 5}}, ten_square).empty());
    EXPECT_TRUE(clip_line({}, ten_square).empty());
    EXPECT_TRUE(clip_line(Line{{1, 1}, {2, 2}}, MapBox{}).empty());
}

TEST(ClipLine, PassesOverPointsThatAreNotNumbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(clip_line(Line{{1, 1}, {2, 2}, {nan, 3}, {4, 4}, {5, 5}}, ten_square),
              (std::vector<Line>{{{1, 1}, {2, 2}}, {{4, 4}, {5, 5}}}));
}

TEST(ClipLine, KeepsWhatTheBoxContainsAndNothingElse) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Line line = shapes::random_walk(seed, 100);
        const MapBox window{-150, -100, 120, 200};
        double inside_m = 0.0;
        for (const Line& piece : clip_line(line, window)) {
            EXPECT_GE(piece.size(), 2U);
            inside_m += length_m(piece);
            for (const MapPoint point : piece) {
                EXPECT_TRUE(window.grown(1e-9).contains(point));
                EXPECT_LT(distance_to_line_m(point, line), 1e-9);
            }
        }
        // Slow and obvious: walk along the line in small steps.
        double walked_m = 0.0;
        for (std::size_t i = 1; i < line.size(); ++i) {
            constexpr int step_count = 400;
            int in_count = 0;
            for (int step = 0; step < step_count; ++step) {
                const double t = (step + 0.5) / step_count;
                in_count += window.contains({line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m),
                                             line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m)})
                                ? 1
                                : 0;
            }
            walked_m += distance_m(line[i - 1], line[i]) * in_count / step_count;
        }
        EXPECT_NEAR(inside_m, walked_m, 0.02 * walked_m + 1.0);
    }
}

TEST(ClipRing, CutsARingAtTheBox) {
    EXPECT_NEAR(ring_area_m2(clip_ring(Line{{-5, -5}, {5, -5}, {5, 5}, {-5, 5}}, ten_square)), 25.0, 1e-12);
    EXPECT_NEAR(ring_area_m2(clip_ring(Line{{-50, -50}, {50, -50}, {50, 50}, {-50, 50}}, ten_square)), 100.0, 1e-12);
    EXPECT_EQ(clip_ring(Line{{1, 1}, {2, 1}, {2, 2}}, ten_square), (Line{{1, 1}, {2, 1}, {2, 2}}));
    EXPECT_TRUE(clip_ring(Line{{20, 20}, {30, 20}, {30, 30}}, ten_square).empty());
    EXPECT_TRUE(clip_ring({}, ten_square).empty());
    EXPECT_TRUE(clip_ring(Line{{1, 1}, {2, 1}, {2, 2}}, MapBox{}).empty());
}

TEST(ClipRing, KeepsTheAreaInTheBox) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const Line ring = shapes::random_star(random, {0, 0}, 50.0, 200.0, 60);
        const MapBox window{-80, -30, 150, 110};
        const Line clipped = clip_ring(ring, window);
        for (const MapPoint point : clipped) EXPECT_TRUE(window.contains(point));
        int in_count = 0;
        constexpr int side = 300;
        for (int x = 0; x < side; ++x) {
            for (int y = 0; y < side; ++y) {
                in_count += ring_contains(ring, {window.left_m + (x + 0.5) / side * window.width_m(),
                                                 window.bottom_m + (y + 0.5) / side * window.height_m()})
                                ? 1
                                : 0;
            }
        }
        const double expected_m2 = window.width_m() * window.height_m() * in_count / (side * side);
        EXPECT_NEAR(ring_area_m2(clipped), expected_m2, 0.01 * window.width_m() * window.height_m());
    }
}

}  // namespace
}  // namespace darya::geo
