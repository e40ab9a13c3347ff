// How the map moves under a hand: thrown, held, to a box, from view to view. Pure functions of time.

#include <algorithm>
#include <cmath>
#include <vector>

#include "atlas/drag_speed.h"
#include "atlas/small_atlas.h"
#include "geo/projection.h"

namespace darya::atlas {
namespace {

constexpr double until_rest_s = 3.0;

geo::ScreenPoint moved_px(const SmallAtlas& small, const scene::Camera& before) {
    const geo::ScreenPoint at = small.camera().to_screen(before.centre);
    return {at.x_px - before.width_px / 2, at.y_px - before.height_px / 2};
}

TEST(ThrowMap, GoesOnAsFastAsTheHandAndSlowsDownToRest) {
    SmallAtlas small;
    const scene::Camera before = small.camera();
    small.then(ThrowMap{1000.0F, -500.0F});
    const double step_s = 0.01;
    std::vector<float> steps_px;
    float last_px = 0.0F;
    for (int i = 0; i < 80; ++i) {
        small.wait(step_s);
        const float at_px = moved_px(small, before).x_px;
        steps_px.push_back(at_px - last_px);
        last_px = at_px;
    }
    EXPECT_NEAR(steps_px.front(), 10.0F, 0.7F) << "as fast as it was thrown";
    EXPECT_TRUE(std::is_sorted(steps_px.rbegin(), steps_px.rend(), [](float a, float b) { return a < b - 0.02F; }))
        << "never faster again";
    EXPECT_LT(std::abs(steps_px.back()), 0.01F);
    const geo::ScreenPoint way = moved_px(small, before);
    EXPECT_NEAR(way.x_px, 120.0F, 15.0F) << "short";
    EXPECT_NEAR(way.y_px, -way.x_px / 2, 0.5F);
    EXPECT_EQ(small.camera().metres_per_px, before.metres_per_px);
}

TEST(ThrowMap, HasItsLongestWay) {
    SmallAtlas small;
    const scene::Camera before = small.camera();
    small.then(ThrowMap{-1e5F, 0.0F}).wait(until_rest_s);
    EXPECT_GT(moved_px(small, before).x_px, -600.0F);
    EXPECT_LT(moved_px(small, before).x_px, -300.0F);
}

TEST(ThrowMap, DoesNothingWhereTheHandRestedOrMotionIsUnwanted) {
    SmallAtlas small;
    const scene::Camera before = small.camera();
    for (const float speed : {0.0F, 30.0F, std::nanf("")}) {
        small.then(ThrowMap{speed, 0.0F});
        EXPECT_FALSE(small.atlas.flight) << speed;
    }
    small.then(ReduceMotion{}).then(ThrowMap{2000.0F, 0.0F});
    EXPECT_EQ(small.wait(until_rest_s).camera(), before);
}

TEST(HoldMap, StopsAThrownMapWhereItIsAndLeavesAFlightAlone) {
    SmallAtlas small;
    small.then(ThrowMap{1500.0F, 0.0F}).wait(0.1);
    const scene::Camera on_its_way = small.camera();
    small.then(HoldMap{});
    EXPECT_EQ(small.camera(), on_its_way);
    EXPECT_EQ(small.wait(until_rest_s).camera(), on_its_way);
    small.then(FlyTo{small.id("capital")}).wait(0.1).then(HoldMap{});
    EXPECT_TRUE(small.atlas.flight);
}

TEST(DragSpeed, TellsThePixelsASecondOfTheLastMoments) {
    DragSpeed speed;
    speed.start(0.0, {0.0F, 0.0F});
    for (int i = 1; i <= 30; ++i) speed.move(0.016 * i, {8.0F * static_cast<float>(i), -4.0F * static_cast<float>(i)});
    const geo::ScreenPoint px_s = speed.when_let_go(0.016 * 30 + 0.01);
    EXPECT_NEAR(px_s.x_px, 500.0F, 1.0F);
    EXPECT_NEAR(px_s.y_px, -250.0F, 1.0F);
}

TEST(DragSpeed, IsNoneWhereTheHandCameToRest) {
    DragSpeed speed;
    EXPECT_EQ(speed.when_let_go(0.0), geo::ScreenPoint{});
    speed.start(0.0, {0.0F, 0.0F});
    EXPECT_EQ(speed.when_let_go(0.01), geo::ScreenPoint{});
    speed.move(0.016, {40.0F, 0.0F});
    speed.move(0.032, {80.0F, 0.0F});
    EXPECT_EQ(speed.when_let_go(0.2), geo::ScreenPoint{});
    // And one that rested first and then moved off counts only what it moved.
    speed.move(0.5, {80.0F, 0.0F});
    speed.move(0.516, {90.0F, 0.0F});
    speed.move(0.532, {100.0F, 0.0F});
    EXPECT_NEAR(speed.when_let_go(0.54).x_px, 625.0F, 1.0F);
}

TEST(ZoomToBox, FillsWhatThePanelsLeaveFreeWithTheBox) {
    SmallAtlas small;
    small.atlas.covered = {{0.0F, 60.0F, 314.0F, 640.0F}, {874.0F, 14.0F, 1266.0F, 786.0F}};
    const geo::ScreenBox box{500.0F, 300.0F, 640.0F, 420.0F};
    const scene::Camera before = small.camera();
    const geo::MapPoint low = before.to_map({box.left_px, box.top_px});
    const geo::MapPoint high = before.to_map({box.right_px, box.bottom_px});
    small.then(ZoomToBox{box}).wait(until_rest_s);
    const geo::ScreenPoint a = small.camera().to_screen(low);
    const geo::ScreenPoint b = small.camera().to_screen(high);
    const geo::ScreenBox free = free_box(small.atlas);
    EXPECT_TRUE(free.contains(a));
    EXPECT_TRUE(free.contains(b));
    EXPECT_NEAR((a.x_px + b.x_px) / 2, (free.left_px + free.right_px) / 2, 1.0F);
    EXPECT_GT(b.x_px - a.x_px, 0.9F * free.width_px());
    const scene::Camera there = small.camera();
    small.then(ZoomToBox{{10.0F, 10.0F, 10.0F, 50.0F}});
    EXPECT_EQ(small.wait(until_rest_s).camera(), there) << "a line is no box";
}

TEST(CentreOn, PutsThePointInTheMiddleOfWhatIsFree) {
    SmallAtlas small;
    small.atlas.covered = {{0.0F, 60.0F, 314.0F, 640.0F}};
    const geo::MapPoint point = small.camera().to_map({900.0F, 200.0F});
    small.then(CentreOn{point}).wait(until_rest_s);
    const geo::ScreenPoint at = small.camera().to_screen(point);
    EXPECT_NEAR(at.x_px, (314.0F + 1280.0F) / 2, 0.5F);
    EXPECT_NEAR(at.y_px, 400.0F, 0.5F);
}

// -- views

TEST(StepView, GoesBackAndForwardThroughTheViewsOneLookedAt) {
    SmallAtlas small;
    const scene::Camera first = small.camera();
    const scene::Camera second = small.then(ZoomBy{0.5, {640.0F, 400.0F}}).wait(until_rest_s).camera();
    const scene::Camera third = small.then(FlyTo{small.id("capital")}).wait(until_rest_s).camera();
    small.then(StepView{-1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), second);
    small.then(StepView{-1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), first);
    small.then(StepView{-1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), first) << "there is none before";
    small.then(StepView{1}).wait(until_rest_s).then(StepView{1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), third);
    small.then(StepView{-1}).wait(until_rest_s).then(PanBy{50.0F, 0.0F}).wait(until_rest_s);
    const scene::Camera aside = small.camera();
    small.then(StepView{1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), aside) << "another way was taken";
}

TEST(StepView, TakesADragAndTurnsOfTheWheelForOneStep) {
    SmallAtlas small;
    const scene::Camera first = small.camera();
    for (int i = 0; i < 30; ++i) small.then(PanBy{5.0F, 1.0F}).wait(0.03);
    small.then(ThrowMap{800.0F, 0.0F}).wait(until_rest_s);
    for (int i = 0; i < 5; ++i) small.then(ZoomBy{0.8, {700.0F, 300.0F}}).wait(0.15);
    small.wait(until_rest_s).then(StepView{-1}).wait(until_rest_s).then(StepView{-1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), first);
    EXPECT_TRUE(small.atlas.views.back.empty());
}

TEST(StepView, PassesOverViewsThatNobodySawAndSizesOfPanels) {
    SmallAtlas small;
    const scene::Camera first = small.camera();
    for (const char* place : {"capital", "high-dam", "low-dam"}) small.then(FlyTo{small.id(place)}).wait(0.05);
    small.wait(until_rest_s).then(CoverMap{{{0.0F, 60.0F, 314.0F, 640.0F}}}).wait(until_rest_s);
    small.then(StepView{-1}).wait(until_rest_s);
    EXPECT_EQ(small.camera().centre, first.centre);
    EXPECT_TRUE(small.atlas.views.back.empty());
}

TEST(StepView, ComesBackToTheWholeRegionAsHomeShowsIt) {
    SmallAtlas small;
    small.then(FlyHome{}).wait(until_rest_s).then(FlyTo{small.id("capital")}).wait(until_rest_s);
    small.then(CoverMap{{{0.0F, 60.0F, 314.0F, 640.0F}}}).wait(until_rest_s);
    small.then(StepView{-1}).wait(until_rest_s);
    EXPECT_EQ(small.camera(), home_camera(small.atlas)) << "with the panels of now";
    EXPECT_TRUE(small.atlas.is_home);
}

// -- less motion

TEST(ReduceMotion, MakesEveryFlightAShortCut) {
    const std::vector<Command> motions{FlyHome{}, GlideBy{80.0F, 0.0F}, ZoomBy{0.5, {300.0F, 300.0F}},
                                       ZoomToBox{{300.0F, 300.0F, 500.0F, 400.0F}}};
    for (const Command& motion : motions) {
        SmallAtlas moving;
        const scene::Camera wanted = moving.then(motion).wait(until_rest_s).camera();
        SmallAtlas small;
        small.then(ReduceMotion{}).then(motion);
        EXPECT_EQ(small.camera(), wanted) << motion.index();
        EXPECT_EQ(small.wait(until_rest_s).camera(), wanted) << motion.index();
    }
}

TEST(ReduceMotion, StillKeepsClearOfThePanelThatOpens) {
    SmallAtlas small;
    small.then(ReduceMotion{}).then(SelectPlace{small.id("high-dam"), true}).wait(0.03);
    small.then(CoverMap{{{874.0F, 14.0F, 1266.0F, 786.0F}}});
    const auto dam = box_of(small.atlas, small.id("high-dam"));
    ASSERT_TRUE(dam);
    EXPECT_NEAR(small.camera().to_screen(dam->centre()).x_px, 437.0F, 1.0F);
}

// -- flights and panels

TEST(FlyTo, EndsBetweenThePanelsThatAreOpenAndThoseThatOpenOnTheWay) {
    const geo::ScreenBox left{0.0F, 60.0F, 314.0F, 640.0F};
    const geo::ScreenBox card{874.0F, 14.0F, 1266.0F, 786.0F};
    const geo::ScreenBox reader{600.0F, 14.0F, 1266.0F, 786.0F};
    const std::vector<std::vector<geo::ScreenBox>> before{{}, {left}, {left, card}, {left, reader}};
    const std::vector<std::vector<geo::ScreenBox>> after{{card}, {left, card}, {left, reader}, {left, card}};
    for (std::size_t i = 0; i < before.size(); ++i) {
        for (const char* place : {"high-dam", "capital", "long-river", "west"}) {
            SmallAtlas small;
            small.atlas.covered = before[i];
            small.then(SelectPlace{small.id(place), true}).wait(0.1).then(CoverMap{after[i]}).wait(until_rest_s);
            const auto box = box_of(small.atlas, small.id(place));
            ASSERT_TRUE(box);
            const geo::ScreenBox free = free_box(small.atlas);
            const scene::Camera there = small.camera();
            for (const geo::MapPoint corner : {geo::MapPoint{box->left_m, box->top_m}, {box->right_m, box->bottom_m}})
                EXPECT_TRUE(free.contains(there.to_screen(corner))) << place << ", panels " << i;
        }
    }
}

}  // namespace
}  // namespace darya::atlas
