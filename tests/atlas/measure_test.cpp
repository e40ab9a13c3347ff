#include "atlas/measure.h"

#include <vector>

#include "atlas/small_atlas.h"
#include "geo/geodesic.h"
#include "geo/projection.h"
#include "scene/frame_maker.h"

namespace darya::atlas {
namespace {

constexpr geo::LonLat west{60.0, 40.0}, east{61.0, 40.0}, north{61.0, 41.0}, beyond{60.0, 41.0};

TEST(Measure, AddsUpSidesAndTellsAnAreaFromThreeCornersOn) {
    EXPECT_EQ(measured({}).length_m, 0.0);
    const std::vector<geo::LonLat> two{west, east};
    EXPECT_DOUBLE_EQ(measured(two).length_m, geo::geodesic_m(west, east));
    EXPECT_FALSE(measured(two).area_m2);
    const std::vector<geo::LonLat> four{west, east, north, beyond};
    const Measured square = measured(four);
    EXPECT_NEAR(square.length_m + square.closing_m, 391616.6564, 1e-3);  // PROJ 9.1, geodesic.h
    ASSERT_TRUE(square.area_m2);
    EXPECT_NEAR(*square.area_m2, 9412788745.689, 1e5);
}

TEST(Measure, TellsNoAreaWhereSidesCross) {
    const std::vector<geo::LonLat> bow{west, east, beyond, north};
    EXPECT_TRUE(measured(bow).is_crossing);
    EXPECT_FALSE(measured(bow).area_m2);
    EXPECT_TRUE(measure_shape({bow, true}, std::nullopt).closing.empty());
}

TEST(Measure, SaysItInAsManyDigitsAsAPersonReads) {
    EXPECT_EQ(length_words(0.0), "0 m");
    EXPECT_EQ(length_words(852.7), "853 m");
    EXPECT_EQ(length_words(999.7), "1.00 km");
    EXPECT_EQ(length_words(41'312.0), "41.3 km");
    EXPECT_EQ(length_words(412'728.5), "412.7 km");
    EXPECT_EQ(length_words(2'961'511.0), "2,962 km");
    EXPECT_EQ(area_words(9'200.0), "9,200 m²");
    EXPECT_EQ(area_words(9'682'690.0), "9.68 km²");
    EXPECT_EQ(area_words(84'936'640'707.0), "84,937 km²");
    EXPECT_EQ(area_words(3.05512e12), "3,055,120 km²");
}

TEST(Measure, AddsTakesBackEndsAndLeaves) {
    SmallAtlas small;
    small.then(AddMeasurePoint{west});
    EXPECT_FALSE(small.atlas.measuring) << "nothing is being measured";
    small.then(StartMeasure{west}).then(AddMeasurePoint{east}).then(AddMeasurePoint{east}).then(AddMeasurePoint{north});
    ASSERT_TRUE(small.atlas.measuring);
    EXPECT_EQ(small.atlas.measuring->points, (std::vector<geo::LonLat>{west, east, north}));
    small.then(EndMeasure{}).then(AddMeasurePoint{beyond});
    EXPECT_EQ(small.atlas.measuring->points.size(), 3U) << "it is over";
    small.then(TakeBackMeasurePoint{}).then(AddMeasurePoint{beyond});
    EXPECT_EQ(small.atlas.measuring->points, (std::vector<geo::LonLat>{west, east, beyond})) << "it goes on";
    for (int i = 0; i < 5; ++i) small.then(TakeBackMeasurePoint{});
    EXPECT_TRUE(small.atlas.measuring->points.empty());
    small.then(AddMeasurePoint{west}).then(EndMeasure{});
    EXPECT_FALSE(small.atlas.measuring) << "a point measures nothing";
    small.then(StartMeasure{}).then(LeaveMeasure{});
    EXPECT_FALSE(small.atlas.measuring);
}

TEST(Measure, DrawsItsSidesAlongGeodesicsUpToTheMouse) {
    const Measuring measuring{{{50.0, 50.0}, {85.0, 50.0}}, false};
    const scene::MeasureShape shape = measure_shape(measuring, geo::LonLat{70.0, 40.0});
    ASSERT_EQ(shape.corners.size(), 2U);
    EXPECT_EQ(shape.line.front(), shape.corners.front());
    EXPECT_EQ(shape.line.back(), shape.corners.back());
    double farthest_north_deg = 0.0;
    for (const geo::MapPoint point : shape.line)
        farthest_north_deg = std::max(farthest_north_deg, geo::to_lonlat(point).lat_deg);
    EXPECT_GT(farthest_north_deg, 51.2) << "the shortest way bends towards the pole";
    EXPECT_EQ(shape.live.front(), shape.line.back());
    EXPECT_EQ(shape.closing.back(), shape.line.front());
    const scene::MeasureShape over = measure_shape({measuring.points, true}, geo::LonLat{70.0, 40.0});
    EXPECT_TRUE(over.live.empty());
    EXPECT_TRUE(over.closing.empty());
}

TEST(Measure, IsPartOfTheFrame) {
    const auto style = scene::light_style();
    scene::Frame frame;
    frame.camera = {geo::to_map({60.5, 40.5}), 500.0, 800.0F, 600.0F};
    scene::add_measure(measure_shape({{west, east, north}, true}, std::nullopt), style, frame);
    EXPECT_EQ(frame.circles.size(), 3U);
    std::size_t fills = 0;
    std::size_t strokes = 0;
    for (const scene::BaseItem& item : frame.over) {
        if (const auto* fill = std::get_if<scene::FillItem>(&item)) {
            ++fills;
            EXPECT_FALSE(fill->mesh->triangles.empty());
            EXPECT_LT(fill->colour.alpha, 80) << "one sees through it";
        }
        if (std::holds_alternative<scene::StrokeItem>(item)) ++strokes;
    }
    EXPECT_EQ(fills, 1U);
    EXPECT_GE(strokes, 3U) << "the line, its band and the closing side";
}

}  // namespace
}  // namespace darya::atlas
