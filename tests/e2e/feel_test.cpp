// How the map feels under the hand: thrown, boxed, moved without a click; its menu, its list of marks, measuring, views,
// keys, and the whole screen.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "atlas/measure.h"
#include "e2e/driven_window.h"
#include "e2e/known.h"
#include "geo/projection.h"

namespace darya::e2e {
namespace {

/// Where the map was moved to, in pixels of the view before.
geo::ScreenPoint moved_px(const scene::Camera& before, const scene::Camera& after) {
    const geo::ScreenPoint at = after.to_screen(before.centre);
    return {at.x_px - before.width_px / 2, at.y_px - before.height_px / 2};
}

std::string at(float x_px, float y_px) {
    return "AT " + std::to_string(std::lround(x_px)) + ' ' + std::to_string(std::lround(y_px)) + ' ';
}

/// Presses, drags by 180 px to the right and lets go while still moving.
void throw_map(DrivenWindow& window) {
    std::string words = at(620.0F, 400.0F) + "sleep 0.2 mousedown 1 ";
    for (int step = 1; step <= 12; ++step)
        words += "sleep 0.02 " + at(620.0F + 15.0F * static_cast<float>(step), 400.0F);
    window.gesture(words + "mouseup 1");
}

TEST(MapFeel, GoesOnALittleWhenLetGoInMotion) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder, {"--full-motion"});
    throw_map(window);
    const scene::Camera thrown = window.camera();
    const geo::ScreenPoint way = moved_px(camera_of(start), thrown);
    EXPECT_GT(way.x_px, 190.0F);
    EXPECT_LT(way.x_px, 700.0F);
    EXPECT_NEAR(way.y_px, 0.0F, 1.0F);
    expect_clean(window.quit());
}

TEST(MapFeel, IsLetGoWithTheMouse) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder, {"--reduced-motion"});
    throw_map(window);
    const ScreenPicture before = window.settled_picture();
    const geo::ScreenPoint rogun = window.camera().to_screen(site("rogun"));
    window.move_mouse(rogun);
    const ScreenPicture after = window.settled_picture();
    // A map that still counted as held would not tell what is pointed at.
    constexpr int near_px = 40;
    int different = 0;
    for (int y = -near_px; y <= near_px; ++y) {
        for (int x = -near_px; x <= near_px; ++x) {
            const int column = static_cast<int>(rogun.x_px) + x;
            const int row = static_cast<int>(rogun.y_px) + y;
            if (!is_near(before.at(column, row), after.at(column, row), 40)) ++different;
        }
    }
    EXPECT_GT(different, 100);
    expect_clean(window.quit());
}

TEST(MapFeel, AnswersAHandThatDidNotWaitForTheTexts) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    const geo::ScreenPoint rogun = camera_of(start).to_screen(site("rogun"));
    DrivenWindow window(folder, {},
                        at(rogun.x_px, rogun.y_px) + "click --repeat 3 --delay 30 4 sleep 0.4 mousedown 1 mouseup 1");
    EXPECT_EQ(window.session().selected, "rogun");
    const scene::Camera camera = window.camera();
    EXPECT_LT(camera.metres_per_px, 0.6 * start.metres_per_px);
    EXPECT_LT(geo::distance_px(camera.to_screen(site("rogun")), rogun), 3.0F) << "and does not go back";
    expect_clean(window.quit());
}

TEST(MapFeel, StaysWhereItIsLetGoWhereMotionIsUnwanted) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder, {"--reduced-motion"});
    throw_map(window);
    EXPECT_NEAR(moved_px(camera_of(start), window.camera()).x_px, 180.0F, 0.6F);
    expect_clean(window.quit());
}

TEST(MapFeel, GoesFartherByTwoClicksWithShiftAndCloserToABox) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera before = camera_of(start);
    window.gesture(at(700.0F, 300.0F) + "keydown shift click --repeat 2 --delay 80 1 keyup shift");
    EXPECT_NEAR(window.camera().metres_per_px, 2.0 * before.metres_per_px, 1.0);
    window.double_click({700.0F, 300.0F});
    const scene::Camera back = window.camera();
    EXPECT_NEAR(back.metres_per_px, before.metres_per_px, 1.0);

    const std::string box = at(600.0F, 300.0F) + "keydown shift mousedown 1 sleep 0.1 " + at(680.0F, 350.0F) +
                            "sleep 0.1 " + at(760.0F, 400.0F) + "sleep 0.1 ";
    window.gesture(box + "key Escape sleep 0.1 mouseup 1 keyup shift");
    EXPECT_EQ(window.camera().metres_per_px, back.metres_per_px) << "Esc forgets the box";
    window.gesture(box + "mouseup 1 keyup shift");
    const scene::Camera closer = window.camera();
    EXPECT_LT(closer.metres_per_px, 0.3 * back.metres_per_px);
    const geo::ScreenPoint middle = closer.to_screen(back.to_map({680.0F, 350.0F}));
    EXPECT_NEAR(middle.x_px, (left_panel_px + closer.width_px) / 2, 8.0F) << "beside the panel";
    EXPECT_NEAR(middle.y_px, closer.height_px / 2, 2.0F);
    expect_clean(window.quit());
}

TEST(MapFeel, OnlyZoomsByADoubleClickOnLand) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const geo::ScreenPoint where_cards_open{1000.0F, 300.0F};
    window.double_click(where_cards_open);
    const atlas::Session closer = window.session();
    EXPECT_EQ(closer.selected, "");
    EXPECT_NEAR(closer.metres_per_px, start.metres_per_px / 2, 1.0);
    window.click({700.0F, 300.0F});
    const std::string chosen = window.session().selected;
    EXPECT_NE(chosen, "") << "one click chooses";
    window.double_click({640.0F, 340.0F});
    const atlas::Session closest = window.session();
    EXPECT_EQ(closest.selected, chosen) << "two let nothing go";
    EXPECT_NEAR(closest.metres_per_px, start.metres_per_px / 4, 1.0);
    expect_clean(window.quit());
}

TEST(MapFeel, IsMovedByTheMiddleButtonAndBySpaceAlone) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera before = camera_of(start);
    window.gesture(at(640.0F, 300.0F) + "mousedown 2 sleep 0.1 " + at(670.0F, 310.0F) + "sleep 0.1 " +
                   at(700.0F, 330.0F) + "sleep 0.2 mouseup 2");
    const scene::Camera first = window.camera();
    EXPECT_NEAR(moved_px(before, first).x_px, 60.0F, 0.6F);
    EXPECT_NEAR(moved_px(before, first).y_px, 30.0F, 0.6F);
    window.gesture(at(640.0F, 300.0F) + "sleep 0.1 keydown space sleep 0.1 " + at(600.0F, 310.0F) + "sleep 0.1 " +
                   at(560.0F, 340.0F) + "sleep 0.1 keyup space sleep 0.1 " + at(700.0F, 500.0F));
    const scene::Camera second = window.camera();
    EXPECT_NEAR(moved_px(first, second).x_px, -80.0F, 0.6F);
    EXPECT_NEAR(moved_px(first, second).y_px, 40.0F, 0.6F);
    expect_clean(window.quit());
}

TEST(MapFeel, GoesBackAndForwardThroughViewsByKeysAndByTheSideButtons) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera first = window.camera();
    window.turn_wheel({700.0F, 300.0F}, 2);
    const scene::Camera second = window.camera();
    ASSERT_NE(second.metres_per_px, first.metres_per_px);
    window.press("alt+Left");
    const scene::Camera back = window.camera();
    EXPECT_NEAR(back.metres_per_px, first.metres_per_px, 0.01);
    EXPECT_LT(geo::distance_m(back.centre, first.centre), 10.0);
    window.press("alt+Right");
    EXPECT_NEAR(window.camera().metres_per_px, second.metres_per_px, 0.01);
    window.gesture("click 8");
    EXPECT_NEAR(window.camera().metres_per_px, first.metres_per_px, 0.01);
    window.gesture("click 9");
    EXPECT_NEAR(window.camera().metres_per_px, second.metres_per_px, 0.01);
    expect_clean(window.quit());
}

TEST(MapMenu, CopiesCoordinatesAndMeasuresFromWhereItWasOpened) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera camera = camera_of(start);
    const geo::ScreenPoint from{560.0F, 250.0F};
    const geo::ScreenPoint to{860.0F, 330.0F};
    window.gesture(at(from.x_px, from.y_px) + "click 3");
    for (const char* key : {"Up", "Up", "Up", "Return"}) window.press(key);
    const geo::LonLat place = geo::to_lonlat(camera.to_map(from));
    const std::string copied = window.clipboard();
    double lat_deg = 0.0;
    double lon_deg = 0.0;
    ASSERT_EQ(std::sscanf(copied.c_str(), "%lf, %lf", &lat_deg, &lon_deg), 2) << copied;  // NOLINT: our own text
    EXPECT_NEAR(lat_deg, place.lat_deg, 1e-4);
    EXPECT_NEAR(lon_deg, place.lon_deg, 1e-4);

    window.gesture(at(from.x_px, from.y_px) + "click 3");
    for (const char* key : {"Up", "Return"}) window.press(key);
    window.click(to);
    window.click({500.0F, 480.0F});
    window.press("BackSpace");
    window.press("Return");
    window.press("ctrl+c");
    const std::vector<geo::LonLat> ends{place, geo::to_lonlat(camera.to_map(to))};
    EXPECT_EQ(window.clipboard(), atlas::measure_line(ends));
    EXPECT_EQ(window.session().selected, "") << "clicks measured, and chose nothing";
    const ScreenPicture measured = window.settled_picture();
    for (const char* key : {"Escape", "Escape"}) window.press(key);  // a notice may lie on top
    const ScreenPicture left = window.settled_picture();
    const geo::ScreenBox below{500.0F, 640.0F, 1000.0F, 740.0F};
    EXPECT_GT(count_in(measured, below, is_panel), count_in(left, below, is_panel) + 10'000);
    expect_clean(window.quit());
}

TEST(MapMenu, OffersAListWhereSeveralMarksLieUnderTheClick) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.metres_per_px = 4000.0;
    folder.put_session(start);
    DrivenWindow window(folder);
    const geo::ScreenPoint exact = camera_of(start).to_screen(site("kambarata-1"));
    const geo::ScreenPoint on{std::round(exact.x_px), std::round(exact.y_px)};
    window.click(on);
    EXPECT_EQ(window.session().selected, "") << "it asks first";
    window.press("2");
    const std::string second = window.session().selected;
    window.press("Escape");
    window.click(on);
    for (const char* key : {"Down", "Return"}) window.press(key);
    const std::string first = window.session().selected;
    EXPECT_NE(first, second);
    for (const std::string& place : {first, second}) {
        ASSERT_NE(place, "");
        EXPECT_LT(geo::distance_px(camera_of(start).to_screen(site(place)), on), 60.0F) << place;
    }
    expect_clean(window.quit());
}

TEST(WindowFeel, ShowsAllKeysAtAQuestionMark) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();
    const geo::ScreenBox middle{400.0F, 100.0F, 1100.0F, 650.0F};
    window.press("question");
    EXPECT_GT(count_in(window.settled_picture(), middle, is_panel), 200'000);
    window.press("Escape");
    EXPECT_EQ(count_in(window.settled_picture(), middle, is_panel), count_in(before, middle, is_panel));
    expect_clean(window.quit());
}

TEST(WindowFeel, FillsTheScreenAndComesBackAsItWas) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();
    window.press("F11");
    window.follow();
    const ScreenPicture whole = window.settled_picture();
    EXPECT_GT(whole.width_px, before.width_px);
    constexpr int many = 500;
    const geo::ScreenBox beyond{1300.0F, 100.0F, 1580.0F, 1100.0F};
    EXPECT_GT(colours_in(whole, beyond), many) << "the map is drawn there too";
    EXPECT_EQ(window.session().window_width_px, 1280U) << "the window's own size is remembered";
    window.press("F11");
    window.follow();
    const ScreenPicture after = window.settled_picture();
    EXPECT_EQ(after.width_px, before.width_px);
    EXPECT_EQ(after.height_px, before.height_px);
    EXPECT_NEAR(window.camera().metres_per_px, start.metres_per_px, 0.01);
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
