#include "atlas/session.h"

#include <cmath>
#include <string>

#include "atlas/small_atlas.h"
#include "geo/projection.h"

namespace darya::atlas {
namespace {

Session session_in(const std::string& text) {
    const auto session = parse_session(text);
    EXPECT_TRUE(session) << (session ? "" : session.error().line());
    return session ? *session : Session{};
}

TEST(Session, ComesBackAsItWas) {
    SmallAtlas small;
    small.then(ShowLayer{"rivers", false}).then(FadeLayer{"lakes", 0.25F}).then(ShowTab{LeftTab::library});
    small.then(ShowLeftPanel{false}).then(SelectPlace{small.id("capital")}).then(ResizeWindow{1000.0F, 700.0F});
    const std::vector<std::string> files{"one file.txt", "Рогун \"two\"\n.md"};
    const Session session = session_in(write_session(session_of(small.atlas, files)));
    EXPECT_EQ(session.files, files);
    EXPECT_EQ(session.window_width_px, 1000U);
    EXPECT_EQ(session.window_height_px, 700U);

    SmallAtlas fresh;
    fresh.atlas.camera.width_px = 1000.0F;
    fresh.atlas.camera.height_px = 700.0F;
    fresh.atlas.camera.centre = {1e5, 1e5};
    fresh.atlas = with_session(fresh.atlas, session);
    EXPECT_LT(geo::distance_m(fresh.atlas.camera.centre, small.atlas.camera.centre), 1.0);
    EXPECT_DOUBLE_EQ(fresh.atlas.camera.metres_per_px, small.atlas.camera.metres_per_px);
    EXPECT_EQ(fresh.atlas.selected, small.atlas.selected);
    EXPECT_EQ(fresh.atlas.left_tab, LeftTab::library);
    EXPECT_FALSE(fresh.atlas.is_left_panel_open);
    for (std::size_t i = 0; i < fresh.atlas.layers.size(); ++i) {
        EXPECT_EQ(fresh.atlas.layers[i].is_visible, small.atlas.layers[i].is_visible) << i;
        EXPECT_EQ(fresh.atlas.layers[i].opacity, small.atlas.layers[i].opacity) << i;
    }
    EXPECT_EQ(write_session(session_of(fresh.atlas, files)).size(), write_session(session).size());
}

TEST(Session, KeepsHowTheMapIsShown) {
    SmallAtlas small;
    Settings settings;
    settings.theme = "dark";
    settings.language = scene::NameLanguage::russian;
    settings.furniture.graticule = true;
    settings.furniture.overview = false;
    small.then(ChangeSettings{settings});
    EXPECT_EQ(session_in(write_session(session_of(small.atlas, {}))).settings, settings);
    const std::string broken =
        R"({"darya": 1, "settings": {"theme": "../x", "language": 3, "furniture": {"legend": 0}}})";
    EXPECT_EQ(session_in(broken).settings, Settings{}) << "a theme is a name, not a way to a file";
}

TEST(Session, OfAFlightIsWhereItGoes) {
    SmallAtlas small;
    small.then(FlyTo{small.id("capital")}).wait(0.1);
    const Session session = session_of(small.atlas, {});
    EXPECT_DOUBLE_EQ(session.metres_per_px, small.atlas.flight->to.metres_per_px);
}

TEST(Session, ThatIsBrokenOrForeignIsAnError) {
    const std::string whole = write_session(session_of(SmallAtlas().atlas, {"a.txt"}));
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
        EXPECT_FALSE(parse_session(whole.substr(0, size))) << "cut off after " << size;
    }
    for (const char* text : {"", "{}", "[]", "null", "1", "\"darya\"", "{\"darya\": 2}", "{\"darya\": \"1\"}", "<svg/>",
                             "{\"darya\": 1, \"view\": {\"lon\": 1e999}}", "{\"selected\": \"\xFF\", \"darya\": 1}"}) {
        EXPECT_FALSE(parse_session(text)) << text;
    }
    EXPECT_FALSE(parse_session(std::string(100'000, '[')));
}

TEST(Session, BringsNumbersIntoRangeAndPassesOverWhatItDoesNotKnow) {
    const Session session = session_in(R"({"darya": 1, "news": [1, 2],
        "view": {"lon": 9999, "lat": -9999, "metres_per_px": 1e30},
        "window": {"width": -5, "height": 1e9}, "selected": 7, "layers": {"rivers": 3, "lakes": {"opacity": 8, "visible": "no"}},
        "files": ["a.txt", 7, null, "b.txt"], "panel": {"open": "yes", "tab": 99}})");
    EXPECT_EQ(session.lon_deg, 180.0);
    EXPECT_GE(session.lat_deg, -90.0);
    EXPECT_EQ(session.metres_per_px, scene::farthest_metres_per_px);
    EXPECT_GE(session.window_width_px, 100U);
    EXPECT_LE(session.window_height_px, 10000U);
    EXPECT_EQ(session.selected, "");
    ASSERT_EQ(session.layers.size(), 1U);
    EXPECT_EQ(session.layers[0].opacity, 1.0F);
    EXPECT_TRUE(session.layers[0].is_visible);
    EXPECT_EQ(session.files, (std::vector<std::string>{"a.txt", "b.txt"}));
    EXPECT_TRUE(session.is_left_panel_open);
    EXPECT_LE(session.left_tab, 2);
}

TEST(Session, OfNothingButItsMarkIsTheDefault) {
    const Session session = session_in("{\"darya\": 1}");
    const Session fresh;
    EXPECT_EQ(session.lon_deg, fresh.lon_deg);
    EXPECT_EQ(session.metres_per_px, 0.0);
    SmallAtlas small;
    const scene::Camera before = small.atlas.camera;
    EXPECT_EQ(with_session(small.atlas, session).camera, before) << "without a view the map stays at home";
}

TEST(Session, NamesNoPlaceThatIsGone) {
    SmallAtlas small;
    Session session;
    session.selected = "atlantis";
    EXPECT_FALSE(with_session(small.atlas, session).selected);
}

TEST(Session, FromFarAwayOpensWhereThereIsAMap) {
    SmallAtlas small;
    for (const double lon : {-180.0, 0.0, 180.0}) {
        for (const double lat : {-80.0, 85.0}) {
            for (const double scale : {1e-9, 7500.0}) {
                Session session;
                session.lon_deg = lon;
                session.lat_deg = lat;
                session.metres_per_px = scale;
                const scene::Camera camera = with_session(small.atlas, session).camera;
                EXPECT_TRUE(small.atlas.map->region.grown(7e5).contains(camera.centre)) << lon << ' ' << lat;
                EXPECT_GE(camera.metres_per_px, scene::closest_metres_per_px);
            }
        }
    }
}

}  // namespace
}  // namespace darya::atlas
