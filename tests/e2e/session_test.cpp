// What is remembered from one start to the next, and what becomes of files that cannot be read.

#include <gtest/gtest.h>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

void expect_same_view(const atlas::Session& a, const atlas::Session& b) {
    EXPECT_NEAR(a.lon_deg, b.lon_deg, 1e-6);
    EXPECT_NEAR(a.lat_deg, b.lat_deg, 1e-6);
    EXPECT_NEAR(a.metres_per_px, b.metres_per_px, 1e-6 * b.metres_per_px);
}

TEST(Session, IsTheSameAfterTheProgramWasClosedAndStartedAgain) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.window_width_px = 1100;
    start.window_height_px = 720;
    start.selected = "toktogul";
    start.left_tab = 2;
    for (scene::LayerState& layer : start.layers) {
        if (layer.id == "provinces") layer.is_visible = true;
        if (layer.id == "towns") layer.is_visible = false;
        if (layer.id == "relief") layer.opacity = 0.5F;
    }
    const std::string article = std::string(DARYA_SOURCE_DIR) + "/tests/fixtures/kambartinsk.txt";
    start.files = {article};
    folder.put_session(start);
    const std::string map = folder
                                .put("line.geojson",
                                     R"({"type": "Feature", "properties": {}, "geometry": {"type": "LineString",
                                         "coordinates": [[60.0, 40.0], [61.0, 41.0]]}})")
                                .string();

    DrivenWindow first(folder, {map});
    // The map of one's own was flown to; from there somewhere else.
    first.turn_wheel({600.0F, 300.0F}, 1);
    first.drag({{600.0F, 300.0F}, {640.0F, 330.0F}, {670.0F, 350.0F}});
    const atlas::Session last_seen = first.session();
    expect_clean(first.quit());
    const atlas::Session closed = folder.session();
    expect_same_view(closed, last_seen);
    EXPECT_EQ(closed.files, (std::vector<std::string>{article, map}));
    EXPECT_EQ(closed.selected, "toktogul");

    DrivenWindow second(folder);
    const ScreenPicture shown = second.settled_picture();
    EXPECT_EQ(shown.width_px, 1100);
    EXPECT_EQ(shown.height_px, 720);
    expect_clean(second.quit());
    const atlas::Session again = folder.session();
    expect_same_view(again, closed);
    EXPECT_EQ(again.window_width_px, closed.window_width_px);
    EXPECT_EQ(again.window_height_px, closed.window_height_px);
    EXPECT_EQ(again.selected, closed.selected);
    EXPECT_EQ(again.files, closed.files);
    EXPECT_EQ(again.is_left_panel_open, closed.is_left_panel_open);
    EXPECT_EQ(again.left_tab, 2);
    ASSERT_EQ(again.layers.size(), start.layers.size());
    for (const scene::LayerState& layer : start.layers) {
        const scene::LayerState* const kept = scene::find_layer(again.layers, layer.id);
        ASSERT_NE(kept, nullptr) << layer.id;
        EXPECT_EQ(kept->is_visible, layer.is_visible) << layer.id;
        EXPECT_EQ(kept->opacity, layer.opacity) << layer.id;
    }
}

TEST(Session, ThatIsBrokenIsKeptAndANoticeSaysSo) {
    const TestFolder folder;
    const std::string broken = R"({"darya": 1, "view": {"lon": 6)";
    folder.put("state/darya/session.json", broken);
    DrivenWindow window(folder);
    EXPECT_EQ(trouble_notices(window.settled_picture()), 1);
    // Other notices of the start may lie on it.
    for (int i = 0; i < 4 && trouble_notices(window.settled_picture()) > 0; ++i) window.press("Escape");
    EXPECT_EQ(trouble_notices(window.settled_picture()), 0) << "it can be dismissed";
    expect_clean(window.quit());
    EXPECT_GT(folder.session().metres_per_px, 0.0) << "there is a new session";
    EXPECT_EQ(bytes_of(folder.session_file().string() + ".broken"), broken);
}

TEST(BadFiles, AreNoticesInAWindowThatGoesOn) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    const std::string missing = (folder.path() / "missing.txt").string();
    const std::string empty = folder.put("empty.md", "").string();
    const std::string binary = folder.put("picture.txt", std::string("\x89PNG\r\n\0\0\x01\xFF\xFE", 11)).string();
    const std::string broken = folder.put("broken.geojson", R"({"type": "FeatureCollection", "features": [{)").string();
    DrivenWindow window(folder, {missing, empty, binary, broken});
    EXPECT_EQ(trouble_notices(window.settled_picture()), 4);
    window.turn_wheel(camera_of(start).to_screen(site("rogun")), 1);
    const atlas::Session after = window.session();
    EXPECT_LT(after.metres_per_px, start.metres_per_px) << "the map still moves";
    EXPECT_TRUE(after.files.empty()) << "what could not be read is not remembered";
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
