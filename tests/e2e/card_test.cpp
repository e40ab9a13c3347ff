// From the map to the texts and back: the main way through the program.

#include <gtest/gtest.h>

#include "app/data_folders.h"
#include "app/load.h"
#include "atlas/atlas.h"
#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

/// The map and the places as the program knows them.
atlas::Atlas known_places() {
    atlas::Atlas atlas;
    const fs::path root = DARYA_SOURCE_DIR;
    const app::DataFolders folders{root / "assets", root / "shaders", root / "geodata"};
    base::Notes notes;
    const auto map = app::read_map(folders, notes);
    auto gazetteer = reading::load_gazetteer(folders.assets, notes);
    if (!map || !gazetteer) {
        ADD_FAILURE() << "the program's own data cannot be read";
        return atlas;
    }
    gazetteer->add_map_places(app::places_of(**map));
    atlas.map = *map;
    atlas.gazetteer = std::make_shared<const reading::Gazetteer>(std::move(*gazetteer));
    return atlas;
}

/// Where names of waters and countries stand in a text: in the middle of the line under each of them.
std::vector<geo::ScreenPoint> names_in_text(const ScreenPicture& picture, const geo::ScreenBox& box) {
    const style::Style& style = style_of_window();
    const auto is_underline = [&style](const data::Colour& colour) {
        for (const data::Colour& name : {style.water, style.land}) {
            if (is_near(colour, blended(name, blended(name, style.panel, 0.11), 0.8), 10)) return true;
        }
        return false;
    };
    std::vector<geo::ScreenPoint> names;
    constexpr int least_px = 18;
    for (const PixelRun& line : runs_in(picture, box, is_underline, least_px, 300)) {
        names.push_back({line.first.x_px + static_cast<float>(line.length_px) / 2, line.first.y_px});
    }
    return names;
}

TEST(Card, ShowsWhatTheTextsSayOfRogunAndAClickOnANameFliesThere) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.files = {std::string(DARYA_SOURCE_DIR) + "/tests/fixtures/kambartinsk.txt"};
    folder.put_session(start);
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();

    window.click(camera_of(start).to_screen(site("rogun")));
    const ScreenPicture shown = window.settled_picture();
    const geo::ScreenBox card = new_panel_at_right(before, shown);
    ASSERT_GT(card.width_px(), 250.0F);
    const double card_px = static_cast<double>(card.width_px()) * static_cast<double>(card.height_px());
    EXPECT_GT(count_in(shown, card, is_panel), 0.6 * card_px);
    EXPECT_GT(count_in(shown, card, is_ink), 1000) << "there is text on it";
    EXPECT_EQ(window.session().selected, "rogun");

    // The passages below speak of countries and rivers; a long way down, the wheel brings them into view.
    std::vector<geo::ScreenPoint> names = names_in_text(shown, card);
    const geo::ScreenPoint on_card{(card.left_px + card.right_px) / 2, card.bottom_px - 200.0F};
    for (int i = 0; i < 6 && names.empty(); ++i) {
        window.turn_wheel(on_card, -3);
        names = names_in_text(window.settled_picture(), card);
    }
    ASSERT_FALSE(names.empty()) << "no name in the passages can be seen";
    const geo::ScreenPoint name{names.front().x_px, names.front().y_px - 8.0F};
    window.click(name);
    const atlas::Session flown = window.session();
    EXPECT_NE(flown.selected, "rogun");
    ASSERT_NE(flown.selected, "");
    const atlas::Atlas known = known_places();
    const auto place = known.gazetteer->find(flown.selected);
    ASSERT_TRUE(place) << flown.selected;
    const auto box = atlas::box_of(known, *place);
    ASSERT_TRUE(box) << flown.selected;
    const scene::Camera camera = camera_of(flown);
    EXPECT_NE(camera.metres_per_px, start.metres_per_px);
    // In the middle of what the panels leave free, and all of it in the window.
    const geo::ScreenPoint middle = camera.to_screen(box->centre());
    EXPECT_NEAR(middle.x_px, (left_panel_px + card.left_px) / 2, 20.0F) << flown.selected;
    EXPECT_NEAR(middle.y_px, camera.height_px / 2, 20.0F) << flown.selected;
    EXPECT_LE(box->width_m() / camera.metres_per_px, static_cast<double>(camera.width_px)) << flown.selected;
    EXPECT_LE(box->height_m() / camera.metres_per_px, static_cast<double>(camera.height_px)) << flown.selected;
    expect_clean(window.quit());
}

TEST(Reader, OpensAtAPassageThatWasLookedForAndEscapeClosesIt) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.files = {std::string(DARYA_SOURCE_DIR) + "/tests/fixtures/kambartinsk.txt"};
    folder.put_session(start);
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();
    window.press("ctrl+f");
    window.type("outside engineers");
    window.press("Return");
    const ScreenPicture shown = window.settled_picture();
    const geo::ScreenBox reader = new_panel_at_right(before, shown);
    ASSERT_GT(reader.width_px(), 300.0F);
    EXPECT_GT(count_in(shown, reader, is_ink), 1500) << "there is text in it";
    EXPECT_FALSE(names_in_text(shown, reader).empty()) << "with its places marked";

    // Notices of the start, if there are any, lie on top.
    const int panel_px = count_in(shown, reader, is_panel);
    ScreenPicture after = shown;
    for (int i = 0; i < 4 && count_in(after, reader, is_panel) > panel_px / 4; ++i) {
        window.press("Escape");
        after = window.settled_picture();
    }
    EXPECT_GT(changed_in(shown, after, reader), 100'000) << "it is gone";
    EXPECT_LT(count_in(after, reader, is_panel), panel_px / 4);
    expect_clean(window.quit());
}

TEST(Layers, RiversThatAreSwitchedOffAreGoneFromThePicture) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    // Lakes have shores of the rivers' colour; the soft edges of canals, marks and letters come near to it.
    for (scene::LayerState& layer : start.layers) {
        layer.is_visible = layer.id == "rivers" || layer.id == "borders" || layer.id == "relief";
    }
    start.settings.furniture.overview = false;  // it has the great rivers too
    folder.put_session(start);
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();
    const geo::ScreenBox panel{0.0F, 0.0F, 320.0F, 800.0F};
    const geo::ScreenBox map{320.0F, 0.0F, 1200.0F, 760.0F};
    const auto is_river = [](const data::Colour& colour) {
        return is_near(colour, style_of_window().river[0].colour, 30);
    };
    const int before_px = count_in(before, map, is_river);
    ASSERT_GT(before_px, 1500);

    // In the panel the rivers' row is the one whose sample is a thin blue line.
    const std::vector<PixelRun> samples = runs_in(before, panel, is_river, 20, 60);
    ASSERT_FALSE(samples.empty());
    const auto row = std::find_if(samples.begin(), samples.end(), [&](const PixelRun& sample) {
        const float around = 4.0F;  // a lake's sample is a box: the same colour again at its other side
        return std::none_of(samples.begin(), samples.end(), [&](const PixelRun& other) {
            const float away = std::abs(other.first.y_px - sample.first.y_px);
            return away > around && away < 5 * around;
        });
    });
    ASSERT_NE(row, samples.end());
    const geo::ScreenPoint name{row->first.x_px + 60.0F, row->first.y_px};
    window.click(name);
    window.move_mouse({700.0F, 780.0F});
    const ScreenPicture after = window.settled_picture();
    EXPECT_LT(count_in(after, map, is_river), before_px / 100);
    const atlas::Session session = window.session();
    const scene::LayerState* const rivers = scene::find_layer(session.layers, "rivers");
    ASSERT_NE(rivers, nullptr);
    EXPECT_FALSE(rivers->is_visible);

    window.click(name);
    window.move_mouse({700.0F, 780.0F});
    const ScreenPicture again = window.settled_picture();
    // A notice of the start may have covered some at first.
    EXPECT_NEAR(count_in(again, map, is_river), before_px, 0.1 * before_px);
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
