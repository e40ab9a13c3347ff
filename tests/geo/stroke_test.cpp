#include "geo/stroke.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "geo/measure.h"
#include "shapes.h"

namespace darya::geo {
namespace {

using Strip = std::vector<StrokeVertex>;

Strip stroke(const std::vector<MapPoint>& line, bool is_closed = false, MapPoint origin = {}) {
    Strip strip;
    append_stroke(strip, line, origin, is_closed);
    return strip;
}

float length(const StrokeVertex& vertex) {
    return std::hypot(vertex.normal_x, vertex.normal_y);
}

/// Area of the strip's triangles for a line of that width, overlaps counted twice.
double drawn_area_m2(const Strip& strip, double width_m) {
    std::vector<MapPoint> corners;
    for (const StrokeVertex& v : strip) {
        corners.push_back({static_cast<double>(v.x_m) + static_cast<double>(v.normal_x) * width_m / 2,
                           static_cast<double>(v.y_m) + static_cast<double>(v.normal_y) * width_m / 2});
    }
    double sum_m2 = 0.0;
    for (std::size_t i = 2; i < corners.size(); ++i) {
        sum_m2 += std::abs(ring_area_m2(std::vector<MapPoint>{corners[i - 2], corners[i - 1], corners[i]}));
    }
    return sum_m2;
}

TEST(Stroke, OfOneSegmentIsARectangle) {
    const Strip strip = stroke({{100, 50}, {110, 50}}, false, {100, 50});
    ASSERT_EQ(strip.size(), 4U);
    EXPECT_EQ(strip[0], (StrokeVertex{0, 0, 0, 1, 0, -1}));
    EXPECT_EQ(strip[1], (StrokeVertex{0, 0, 0, -1, 0, 1}));
    EXPECT_EQ(strip[2], (StrokeVertex{10, 0, 0, 1, 10, -1}));
    EXPECT_EQ(strip[3], (StrokeVertex{10, 0, 0, -1, 10, 1}));
}

TEST(Stroke, MitresACornerSoThatBothSegmentsKeepTheirWidth) {
    const Strip strip = stroke({{0, 0}, {10, 0}, {10, 10}});
    ASSERT_EQ(strip.size(), 6U);
    EXPECT_NEAR(strip[2].normal_x, -1.0, 1e-6);  // the inner side of a left turn
    EXPECT_NEAR(strip[2].normal_y, 1.0, 1e-6);
    EXPECT_NEAR(strip[3].normal_x, 1.0, 1e-6);
    EXPECT_NEAR(strip[3].normal_y, -1.0, 1e-6);
    EXPECT_NEAR(drawn_area_m2(strip, 2.0), 40.0, 1e-4);
}

TEST(Stroke, BevelsASharpCorner) {
    const Strip strip = stroke({{0, 0}, {10, 0}, {0, 1}});
    EXPECT_EQ(strip.size(), 8U);
    for (const StrokeVertex& vertex : strip) EXPECT_NEAR(length(vertex), 1.0F, 1e-6F);
}

TEST(Stroke, BevelsALineThatTurnsBack) {
    const Strip strip = stroke({{0, 0}, {10, 0}, {0, 0}});
    EXPECT_EQ(strip.size(), 8U);
    EXPECT_EQ(strip.back().along_m, 20.0F);
}

TEST(Stroke, NeverHasANormalBeyondTheMitreLimit) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        for (const bool is_closed : {false, true}) {
            const Strip strip = stroke(shapes::random_walk(seed, 200), is_closed);
            EXPECT_GE(strip.size(), 400U);
            EXPECT_LE(strip.size(), 4U * 201U);
            EXPECT_EQ(strip.size() % 2, 0U);
            float along_m = 0.0F;
            for (std::size_t i = 0; i < strip.size(); ++i) {
                EXPECT_GE(length(strip[i]), 1.0F - 1e-4F);
                EXPECT_LE(length(strip[i]), stroke_mitre_limit + 1e-4F);
                EXPECT_EQ(strip[i].side, i % 2 == 0 ? -1.0F : 1.0F);
                EXPECT_GE(strip[i].along_m, along_m);
                along_m = strip[i].along_m;
            }
        }
    }
}

TEST(Stroke, JoinsTheEndOfARingToItsStart) {
    const Strip ring = stroke({{0, 0}, {10, 0}, {10, 10}, {0, 10}}, true);
    ASSERT_EQ(ring.size(), 10U);
    EXPECT_EQ(ring[8].x_m, ring[0].x_m);
    EXPECT_EQ(ring[8].normal_x, ring[0].normal_x);
    EXPECT_EQ(ring[8].normal_y, ring[0].normal_y);
    EXPECT_EQ(ring[8].along_m, 40.0F);
    EXPECT_NEAR(drawn_area_m2(ring, 2.0), 144.0 - 64.0, 1e-4);
    EXPECT_EQ(stroke({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, true), ring);
}

TEST(Stroke, ClosesARingWhoseStartIsSharp) {
    const Strip ring = stroke({{0, 0}, {10, 0}, {10, 1}}, true);
    EXPECT_EQ(ring.front().x_m, ring.back().x_m);
    EXPECT_EQ(ring.front().normal_x, ring[ring.size() - 2].normal_x);
    EXPECT_EQ(ring.front().normal_y, ring[ring.size() - 2].normal_y);
}

TEST(Stroke, PassesOverRepeatedPointsAndThoseThatAreNotNumbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    const Strip clean = stroke({{0, 0}, {10, 0}, {10, 10}});
    EXPECT_EQ(stroke({{0, 0}, {0, 0}, {10, 0}, {10, 0}, {10, 0}, {10, 10}, {10, 10}}), clean);
    EXPECT_EQ(stroke({{nan, 0}, {0, 0}, {0, infinite}, {10, 0}, {10, 10}, {-infinite, nan}}), clean);
}

TEST(Stroke, OfFewerThanTwoPointsIsNothing) {
    EXPECT_TRUE(stroke({}).empty());
    EXPECT_TRUE(stroke({{1, 1}}).empty());
    EXPECT_TRUE(stroke({{1, 1}, {1, 1}}, true).empty());
}

TEST(Stroke, IsPartedFromTheOneBeforeByTrianglesWithoutArea) {
    Strip strip = stroke({{0, 0}, {10, 0}});
    append_stroke(strip, std::vector<MapPoint>{{100, 100}, {110, 100}}, {}, false);
    ASSERT_EQ(strip.size(), 10U);
    EXPECT_EQ(strip[4], strip[3]);
    EXPECT_EQ(strip[5], strip[6]);
    EXPECT_NEAR(drawn_area_m2(strip, 2.0), 40.0, 1e-9);
    const Strip before = strip;
    append_stroke(strip, std::vector<MapPoint>{{5, 5}}, {}, false);
    EXPECT_EQ(strip, before);
}

}  // namespace
}  // namespace darya::geo
