// The map under a mouse and a keyboard.

#include <chrono>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "e2e/driven_window.h"
#include "e2e/known.h"
#include "geo/projection.h"

namespace darya::e2e {
namespace {

/// A mouse stands on whole pixels.
geo::ScreenPoint on_pixel(geo::ScreenPoint point) {
    return {std::round(point.x_px), std::round(point.y_px)};
}

TEST(MapByMouse, ZoomsAtTheCursor) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera before = camera_of(start);
    const geo::ScreenPoint rogun = on_pixel(before.to_screen(site("rogun")));

    window.turn_wheel(rogun, 3);
    const scene::Camera closer = window.camera();
    EXPECT_LT(closer.metres_per_px, 0.6 * before.metres_per_px);
    EXPECT_LT(geo::distance_px(closer.to_screen(site("rogun")), rogun), 1.5F);

    window.turn_wheel(rogun, -3);
    const scene::Camera back = window.camera();
    EXPECT_NEAR(back.metres_per_px, before.metres_per_px, 0.01 * before.metres_per_px);
    EXPECT_LT(geo::distance_px(back.to_screen(site("rogun")), rogun), 1.5F);

    const geo::ScreenPoint toktogul = on_pixel(back.to_screen(site("toktogul")));
    window.double_click(toktogul);
    const scene::Camera twice = window.camera();
    EXPECT_NEAR(twice.metres_per_px, back.metres_per_px / 2, 1.0);
    EXPECT_LT(geo::distance_px(twice.to_screen(site("toktogul")), toktogul), 1.5F);
    expect_clean(window.quit());
}

TEST(MapByMouse, PansByThePixelsDraggedAndTakesAShakyClickForAClick) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    // Without names and rivers there is ground that nothing lies on.
    for (scene::LayerState& layer : start.layers) {
        if (layer.id == "names" || layer.id == "rivers") layer.is_visible = false;
    }
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera before = camera_of(start);
    const geo::ScreenPoint rogun = before.to_screen(site("rogun"));

    window.drag({{700.0F, 300.0F}, {760.0F, 260.0F}, {830.0F, 240.0F}, {820.0F, 225.0F}});
    const atlas::Session dragged = window.session();
    const scene::Camera after = camera_of(dragged);
    const geo::ScreenPoint moved = after.to_screen(site("rogun"));
    EXPECT_NEAR(moved.x_px - rogun.x_px, 120.0F, 0.6F);
    EXPECT_NEAR(moved.y_px - rogun.y_px, -75.0F, 0.6F);
    EXPECT_EQ(after.metres_per_px, before.metres_per_px);
    EXPECT_EQ(dragged.selected, "");

    const geo::ScreenPoint at = on_pixel(moved);
    window.drag({at, {at.x_px + 2.0F, at.y_px + 1.0F}, {at.x_px + 1.0F, at.y_px}});
    const atlas::Session clicked = window.session();
    EXPECT_EQ(clicked.selected, "rogun");
    EXPECT_LT(geo::distance_px(camera_of(clicked).to_screen(site("rogun")), moved), 0.6F);

    // The sands between the two rivers: nothing is there, so the card closes.
    const geo::MapPoint sands = geo::to_map({64.2, 42.9});
    window.click(on_pixel(after.to_screen(sands)));
    EXPECT_EQ(window.session().selected, "");
    expect_clean(window.quit());
}

TEST(MapByMouse, StaysWhereItIsWhileTheWheelAndADragAreOverAPanel) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.selected = "rogun";
    folder.put_session(start);
    DrivenWindow window(folder);
    const ScreenPicture shown = window.settled_picture();
    const geo::ScreenPoint left{160.0F, 300.0F};
    const geo::ScreenPoint right{1100.0F, 300.0F};
    for (const geo::ScreenPoint panel : {left, right}) {
        const geo::ScreenBox around{panel.x_px - 60.0F, panel.y_px - 60.0F, panel.x_px + 60.0F, panel.y_px + 60.0F};
        ASSERT_GT(count_in(shown, around, is_panel), 5000) << "there is a panel at " << panel.x_px;
        window.turn_wheel(panel, 2);
        window.turn_wheel(panel, -1);
        // From the panel out on to the map: it began on the panel.
        window.drag({{panel.x_px, 420.0F}, {640.0F, 500.0F}, {700.0F, 300.0F}});
    }
    const atlas::Session after = window.session();
    EXPECT_EQ(after.selected, "rogun");
    EXPECT_EQ(after.metres_per_px, start.metres_per_px);
    EXPECT_NEAR(after.lon_deg, start.lon_deg, 1e-6);
    EXPECT_NEAR(after.lat_deg, start.lat_deg, 1e-6);
    expect_clean(window.quit());
}

TEST(MapByMouse, ShowsTheNameOfWhatIsUnderTheCursor) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const geo::ScreenPoint rogun = camera_of(start).to_screen(site("rogun"));
    window.move_mouse({640.0F, 120.0F});
    const ScreenPicture before = window.settled_picture();
    const geo::ScreenBox below{rogun.x_px, rogun.y_px + 10.0F, rogun.x_px + 120.0F, rogun.y_px + 50.0F};
    const auto is_tip = [](const data::Colour& colour) { return is_near(colour, style_of_window().ink, 24); };
    const int dark_before = count_in(before, below, is_tip);
    window.move_mouse(rogun);
    const ScreenPicture after = window.settled_picture();
    EXPECT_GT(count_in(after, below, is_tip), dark_before + 500);
    window.press("ctrl+s");
    EXPECT_LT(count_in(window.settled_picture(), below, is_tip), 500) << "it is about what lies under a panel now";
    expect_clean(window.quit());
}

TEST(MapByKeys, MovesWithArrowsPlusMinusAndGoesHome) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    DrivenWindow window(folder);
    const scene::Camera before = camera_of(start);

    for (const char* key : {"Right", "Right", "Down"}) window.press(key);
    const scene::Camera moved = window.camera();
    const double right_px = (moved.centre.x_m - before.centre.x_m) / before.metres_per_px;
    const double down_px = (before.centre.y_m - moved.centre.y_m) / before.metres_per_px;
    EXPECT_GT(down_px, 20.0);
    EXPECT_NEAR(right_px, 2.0 * down_px, 1.0);

    window.press("plus");
    const scene::Camera closer = window.camera();
    EXPECT_LT(closer.metres_per_px, 0.8 * moved.metres_per_px);
    EXPECT_NEAR(closer.centre.x_m, moved.centre.x_m, moved.metres_per_px);
    window.press("minus");
    EXPECT_NEAR(window.camera().metres_per_px, moved.metres_per_px, 1.0);

    window.press("Home");
    const scene::Camera home = window.camera();
    // The ends of the four countries: Kazakhstan's in the west, north and east, Tajikistan's in the south.
    for (const geo::LonLat end : {geo::LonLat{46.6, 48.5}, {69.0, 55.3}, {87.2, 49.1}, {67.8, 37.2}}) {
        const geo::ScreenPoint at = home.to_screen(geo::to_map(end));
        EXPECT_GT(at.x_px, left_panel_px) << end.lon_deg;
        EXPECT_LT(at.x_px, home.width_px) << end.lon_deg;
        EXPECT_GT(at.y_px, 0.0F) << end.lon_deg;
        EXPECT_LT(at.y_px, home.height_px) << end.lon_deg;
    }
    const float west_px = home.to_screen(geo::to_map({46.6, 48.5})).x_px;
    const float east_px = home.to_screen(geo::to_map({87.2, 49.1})).x_px;
    EXPECT_GT(east_px - west_px, 0.7F * (home.width_px - left_panel_px)) << "no closer than it must be";
    expect_clean(window.quit());
}

TEST(PanelsByKeys, TabGoesToWhatSpacePressesAndArrowsMove) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder);
    const auto lakes = [&] {
        for (const scene::LayerState& layer : window.session().layers) {
            if (layer.id == "lakes") return layer;
        }
        throw std::runtime_error("the session has no lakes");
    };
    ASSERT_TRUE(lakes().is_visible);
    for (int i = 0; i < 5; ++i) window.press("Tab");  // past the three tabs and the ×
    window.press("space");
    EXPECT_FALSE(lakes().is_visible);
    window.press("Tab");
    window.press("Left");
    EXPECT_NEAR(lakes().opacity, 0.9F, 1e-3);
    window.press("shift+Tab");
    window.press("Return");
    EXPECT_TRUE(lakes().is_visible);
    const scene::Camera before = window.camera();
    window.press("Escape");
    window.press("Left");
    EXPECT_NE(window.camera().centre, before.centre) << "the arrows are the map's again";
    expect_clean(window.quit());
}

TEST(MapByKeys, EscapeClosesTheTopmostThing) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.selected = "rogun";
    folder.put_session(start);
    DrivenWindow window(folder);

    // Notices of the start, if there are any, lie on top.
    atlas::Session session = window.session();
    for (int i = 0; i < 4 && session.selected == "rogun"; ++i) {
        window.press("Escape");
        session = window.session();
    }
    EXPECT_EQ(session.selected, "") << "the card goes first";
    EXPECT_TRUE(session.is_left_panel_open);
    window.press("Escape");
    EXPECT_FALSE(window.session().is_left_panel_open);
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
