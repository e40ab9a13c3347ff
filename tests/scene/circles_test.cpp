#include "scene/circles.h"

#include <cmath>
#include <vector>

#include "scene/pick.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

std::vector<PlaceCircle> three_places() {
    return {{"capital", {-3e5, -1e5}, 4, {1, 2, 3, 255}},
            {"high-dam", {-3e5, 0}, 1, {4, 5, 6, 255}},
            {"ring-lake", {-2e5, 1.5e5}, 16, {7, 8, 9, 255}}};
}

TEST(Circles, HaveAreasProportionalToTheirCounts) {
    const Camera camera{{0, 0}, 1000.0, 1280.0F, 800.0F};
    for (const std::size_t factor : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
        std::vector<PlaceCircle> places = three_places();
        for (PlaceCircle& place : places) place.count *= factor;
        const auto circles = circles_for(places, camera, {});
        ASSERT_EQ(circles.size(), 3U);
        // The largest is drawn first, so that it hides none.
        EXPECT_EQ(circles[0].place, "ring-lake");
        EXPECT_EQ(circles[2].place, "high-dam");
        EXPECT_NEAR(std::pow(circles[0].radius_px / circles[2].radius_px, 2.0F), 16.0F, 1e-3F);
        EXPECT_NEAR(std::pow(circles[1].radius_px / circles[2].radius_px, 2.0F), 4.0F, 1e-3F);
        EXPECT_LE(circles[0].radius_px, 34.01F);
        EXPECT_GT(circles[2].radius_px, 5.0F) << "named least, and still to be seen";
    }
}

TEST(Circles, OutsideTheWindowAreLeftOut) {
    const Camera camera{{4e5, 0}, 1000.0, 200.0F, 200.0F};
    EXPECT_TRUE(circles_for(three_places(), camera, {}).empty());
}

TEST(Circles, OfWhatIsPointedAtStandOut) {
    const Camera camera{{0, 0}, 1000.0, 1280.0F, 800.0F};
    const std::vector<std::string> lit{"high-dam"};
    const auto circles = circles_for(three_places(), camera, lit);
    EXPECT_GT(circles[2].fill.alpha, circles[1].fill.alpha);
    EXPECT_GT(circles[2].edge_px, circles[1].edge_px);
}

TEST(Circles, ArePickedBelowMarksTheSmallestFirst) {
    SmallView view;
    view.show("names", false);
    const std::vector<PlaceCircle> places{{"west", {-3e5, 5e4}, 100, {}}, {"great-canal", {-3e5, 6e4}, 9, {}}};
    FrameInput input = view.input();
    input.circles = places;
    FrameMaker maker{real_measure()};
    const Frame frame = maker.make(input);
    ASSERT_EQ(frame.circles.size(), 2U);
    const auto at = [&](geo::MapPoint point) {
        const auto picked = pick(frame, input, view.camera.to_screen(point));
        return picked ? picked->place : std::string();
    };
    EXPECT_EQ(at({-3e5, 6e4}), "great-canal") << "it lies on the larger one";
    EXPECT_EQ(at({-3e5, 3.5e4}), "west");
    EXPECT_EQ(at({-3e5, 0}), "high-dam") << "a mark lies on the circles";
}

TEST(PulseRing, GrowsAndFadesFromAMarkAndIsNobodys) {
    float last_px = 0.0F;
    int last_alpha = 256;
    for (int step = 0; step <= 20; ++step) {
        const Circle ring = pulse_ring({5.0F, 6.0F}, static_cast<float>(step) / 20.0F, {200, 0, 0, 255});
        EXPECT_GT(ring.radius_px, last_px);
        EXPECT_LT(ring.edge.alpha, last_alpha);
        EXPECT_TRUE(ring.place.empty());
        last_px = ring.radius_px;
        last_alpha = ring.edge.alpha;
    }
    EXPECT_EQ(last_alpha, 0);
}

TEST(Frame, HasARingWhereSomethingIsPointedOutAndNoneElse) {
    SmallView view;
    FrameMaker maker{real_measure()};
    FrameInput input = view.input();
    EXPECT_TRUE(maker.make(input).circles.empty());
    input.pulse_at = geo::MapPoint{1e5, 1e5};
    const Frame frame = maker.make(input);
    ASSERT_EQ(frame.circles.size(), 1U);
    EXPECT_LT(geo::distance_px(frame.circles[0].at, view.camera.to_screen({1e5, 1e5})), 0.01F);
}

}  // namespace
}  // namespace darya::scene
