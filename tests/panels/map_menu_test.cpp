// The menu of a point of the map, the list of several marks, what is measured, and the panel of keys.

#include <string>
#include <vector>

#include "geo/projection.h"
#include "panels/screen.h"

namespace darya::panels {
namespace {

MapMenu menu_at(const Screen& screen, float x_px, float y_px, const std::vector<const char*>& places,
                bool has_actions) {
    MapMenu menu{{x_px, y_px}, {69.7894, 38.6873}, {}, has_actions};
    for (const char* place : places) menu.here.push_back({screen.id(place), std::nullopt});
    return menu;
}

/// What was asked for when a key had been pressed.
std::vector<atlas::Command> pressed(Screen& screen, const std::vector<MenuKey>& keys) {
    for (const MenuKey& key : keys) screen.state.map_menu->keys.push_back(key);
    screen.draw();
    return screen.asked;
}

using Kind = MenuKey::Kind;

TEST(MapMenu, TellsWhatIsHereAndWhereThatIs) {
    Screen screen;
    screen.state.map_menu = menu_at(screen, 600.0F, 300.0F, {"rogun", "tajikistan"}, true);
    screen.settle();
    EXPECT_TRUE(screen.shows("38.68730, 69.78940"));
    EXPECT_TRUE(screen.shows("38°41′14″ N"));
    EXPECT_TRUE(screen.shows("69°47′22″ E"));
    EXPECT_TRUE(screen.shows("HERE"));
    EXPECT_TRUE(screen.shows("Rogun"));
    EXPECT_TRUE(screen.shows("Tajikistan"));
    for (const char* action : {"Copy coordinates", "Centre here", "Measure from here"})
        EXPECT_TRUE(screen.shows(action));
}

TEST(MapMenu, DoesWhatTheKeysSay) {
    Screen screen;
    const auto open = [&] { screen.state.map_menu = menu_at(screen, 600.0F, 300.0F, {"rogun", "tajikistan"}, true); };
    open();
    screen.settle();
    pressed(screen, {{Kind::choose, 1}});
    ASSERT_EQ(screen.all_asked<atlas::ClickMap>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::ClickMap>()[0].picked, screen.id("tajikistan"));
    EXPECT_FALSE(screen.state.map_menu) << "it closes";
    open();
    pressed(screen, {{Kind::down}, {Kind::take}});
    ASSERT_EQ(screen.all_asked<atlas::ClickMap>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::ClickMap>()[0].picked, screen.id("rogun"));
    open();
    pressed(screen, {{Kind::up}, {Kind::take}});
    ASSERT_EQ(screen.all_asked<atlas::StartMeasure>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::StartMeasure>()[0].first, (geo::LonLat{69.7894, 38.6873}));
    open();
    pressed(screen, {{Kind::up}, {Kind::up}, {Kind::take}});
    ASSERT_EQ(screen.all_asked<atlas::CentreOn>().size(), 1U);
    EXPECT_LT(geo::distance_m(screen.all_asked<atlas::CentreOn>()[0].point, geo::to_map({69.7894, 38.6873})), 0.01);
    open();
    pressed(screen, {{Kind::up}, {Kind::up}, {Kind::up}, {Kind::take}});
    ASSERT_EQ(screen.all_asked<atlas::CopyText>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::CopyText>()[0].text, "38.68730, 69.78940");
    open();
    pressed(screen, {{Kind::take}, {Kind::choose, 7}});
    EXPECT_TRUE(screen.state.map_menu) << "neither stands for anything";
}

TEST(MapMenu, IsPressedByTheMouse) {
    Screen screen;
    screen.state.map_menu = menu_at(screen, 600.0F, 300.0F, {"rogun"}, true);
    screen.settle();
    const geo::ScreenBox box = screen.state.map_menu->box;
    screen.point(box.left_px + 60.0F, box.bottom_px - 24.0F);
    screen.click();
    EXPECT_EQ(screen.all_asked<atlas::StartMeasure>().size(), 1U);
}

TEST(MapMenu, ListsSeveralMarksByThemselvesAndLightsTheOneThatIsPointedAt) {
    Screen screen;
    screen.state.map_menu = menu_at(screen, 600.0F, 300.0F, {"rogun", "nurek", "toktogul"}, false);
    screen.settle();
    EXPECT_TRUE(screen.shows("3 PLACES HERE"));
    EXPECT_FALSE(screen.shows("Copy coordinates"));
    screen.state.map_menu->keys = {{Kind::down}, {Kind::down}};
    screen.draw();
    EXPECT_EQ(screen.state.hovered_in_text, screen.id("nurek"));
    const geo::ScreenBox box = screen.state.map_menu->box;
    screen.point(box.left_px + 60.0F, box.bottom_px - 66.0F);
    screen.click();
    ASSERT_EQ(screen.all_asked<atlas::ClickMap>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::ClickMap>()[0].picked, screen.id("toktogul"));

    screen.state.map_menu = menu_at(screen, 600.0F, 300.0F, {"rogun", "nurek", "toktogul"}, false);
    pressed(screen, {{Kind::up}, {Kind::take}});
    ASSERT_EQ(screen.all_asked<atlas::OpenCluster>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::OpenCluster>()[0].places.size(), 3U);
}

TEST(MapMenu, LiesInTheWindowAndNeverOverThePointItIsAbout) {
    Screen screen;
    for (const float x : {2.0F, 640.0F, 1277.0F}) {
        for (const float y : {2.0F, 400.0F, 797.0F}) {
            screen.state.map_menu = menu_at(screen, x, y, {"rogun", "nurek"}, true);
            screen.settle();
            const geo::ScreenBox box = screen.state.map_menu->box;
            EXPECT_FALSE(box.contains({x, y})) << x << ' ' << y;
            EXPECT_GE(box.left_px, 0.0F);
            EXPECT_GE(box.top_px, 0.0F);
            EXPECT_LE(box.right_px, 1280.0F);
            EXPECT_LE(box.bottom_px, 800.0F);
        }
    }
}

TEST(MapMenu, SaysThatMoreLieHereThanItsKeysCanName) {
    Screen screen;
    screen.state.map_menu = menu_at(screen, 600.0F, 300.0F, std::vector<const char*>(12, "rogun"), false);
    screen.settle();
    EXPECT_TRUE(screen.shows("12 PLACES HERE"));
    EXPECT_TRUE(screen.shows("and 3 more"));
}

TEST(MeasurePanel, TellsLengthAndAreaAsFarAsTheMouse) {
    Screen screen;
    screen.atlas.measuring.emplace();
    screen.settle();
    EXPECT_TRUE(screen.shows("Click where it starts"));
    screen.atlas.measuring->points = {{69.7894, 38.6873}};
    screen.readout.cursor = geo::LonLat{72.5, 41.77};
    screen.settle();
    EXPECT_TRUE(screen.shows("412.7 km"));
    screen.atlas.measuring->points = {{60, 40}, {61, 40}, {61, 41}, {60, 41}};
    screen.atlas.measuring->is_over = true;
    screen.settle();
    EXPECT_TRUE(screen.shows("9,413 km² within, 391.6 km around"));
    const auto copied = screen.click_until<atlas::CopyText>([](const auto&) { return true; });
    ASSERT_TRUE(copied);
    EXPECT_EQ(copied->text, "280.6 km; 9,413 km² within, 391.6 km around");
}

TEST(KeysPanel, ShowsEveryKeyInTwoColumnsAndCloses) {
    for (const auto& [width_px, height_px] : {std::pair{1280.0F, 800.0F}, {1920.0F, 1080.0F}}) {
        Screen screen(width_px, height_px);
        screen.state.is_keys_open = true;
        screen.settle();
        for (const char* words : {"Keys and gestures", "MOVING ABOUT THE MAP", "ASKING THE MAP", "IN A TEXT",
                                  "DOUBTFUL NAMES", "WINDOW", "full screen, and back", "ends Darya", "is no place"})
            EXPECT_TRUE(screen.shows(words)) << words;
    }
    Screen screen;
    screen.state.is_keys_open = true;
    screen.settle();
    ASSERT_TRUE(screen.point_until(
        [&] {
            if (ImGui::GetCurrentContext()->HoveredId != 0) screen.click();
            return !screen.state.is_keys_open;
        },
        9.0F));
}

TEST(KeysPanel, IsOneColumnThatScrollsWhereTheWindowIsNarrow) {
    Screen screen(640.0F, 480.0F);
    screen.state.is_keys_open = true;
    screen.settle();
    EXPECT_TRUE(screen.shows("MOVING ABOUT THE MAP"));
}

TEST(AboutPanel, LeadsToTheKeys) {
    Screen screen;
    screen.atlas.is_about_open = true;
    screen.settle();
    const auto closed = screen.click_until<atlas::ShowAbout>([&](const auto&) { return screen.state.is_keys_open; });
    EXPECT_TRUE(closed);
}

}  // namespace
}  // namespace darya::panels
