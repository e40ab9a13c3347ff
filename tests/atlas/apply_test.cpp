#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "atlas/session.h"
#include "atlas/small_atlas.h"
#include "geo/projection.h"

namespace darya::atlas {
namespace {

constexpr double long_enough_s = 3.0;  // any flight has landed

// -- the view

TEST(PanBy, MovesTheMapWithTheHandAndStopsAFlight) {
    SmallAtlas small;
    const geo::MapPoint held = small.camera().to_map({400.0F, 300.0F});
    small.then(PanBy{30.0F, -20.0F});
    EXPECT_LT(geo::distance_px(small.camera().to_screen(held), {430.0F, 280.0F}), 0.01F);
    small.then(FlyTo{small.id("capital")}).wait(0.1).then(PanBy{1.0F, 0.0F});
    EXPECT_FALSE(small.atlas.flight);
    const scene::Camera stopped = small.camera();
    EXPECT_EQ(small.wait(long_enough_s).camera(), stopped);
}

TEST(PanBy, NeverLosesTheMap) {
    SmallAtlas small;
    for (int i = 0; i < 200; ++i) small.then(PanBy{500.0F, 300.0F});
    EXPECT_TRUE(small.atlas.map->region.grown(7e5).contains(small.camera().centre));
}

TEST(ZoomBy, KeepsThePointUnderTheCursorAllTheWay) {
    SmallAtlas small;
    const geo::ScreenPoint anchor{900.0F, 200.0F};
    const geo::MapPoint held = small.camera().to_map(anchor);
    small.then(ZoomBy{0.5, anchor});
    double last = 1000.0;
    for (int i = 0; i < 30; ++i) {
        small.wait(0.01);
        EXPECT_LT(geo::distance_px(small.camera().to_screen(held), anchor), 0.05F);
        EXPECT_LE(small.camera().metres_per_px, last);
        last = small.camera().metres_per_px;
    }
    EXPECT_DOUBLE_EQ(last, 500.0);
}

TEST(ZoomBy, AddsUpTurnsOfTheWheelAtOnePlace) {
    SmallAtlas small;
    const geo::ScreenPoint anchor{900.0F, 200.0F};
    for (int turn = 0; turn < 3; ++turn) small.then(ZoomBy{0.8, anchor}).wait(0.02);
    EXPECT_NEAR(small.wait(long_enough_s).camera().metres_per_px, 1000.0 * 0.8 * 0.8 * 0.8, 1e-6);
}

TEST(ZoomBy, BeginsAnewWhereTheCameraIsWhenTheCursorHasMoved) {
    SmallAtlas small;
    small.then(ZoomBy{0.5, {900.0F, 200.0F}}).wait(0.05);
    const double on_its_way = small.camera().metres_per_px;
    small.then(ZoomBy{0.5, {100.0F, 700.0F}});
    EXPECT_NEAR(small.wait(long_enough_s).camera().metres_per_px, on_its_way * 0.5, 1e-6);
}

TEST(ZoomBy, StopsAtTheClosestAndTheFarthestScale) {
    SmallAtlas small;
    for (int i = 0; i < 40; ++i) small.then(ZoomBy{0.5, {600.0F, 400.0F}}).wait(0.3);
    EXPECT_DOUBLE_EQ(small.camera().metres_per_px, scene::closest_metres_per_px);
    for (int i = 0; i < 40; ++i) small.then(ZoomBy{2.0, {600.0F, 400.0F}}).wait(0.3);
    EXPECT_DOUBLE_EQ(small.camera().metres_per_px, scene::farthest_metres_per_px);
}

TEST(FlyHome, FitsTheRegionIntoWhatThePanelsLeaveFree) {
    SmallAtlas small;
    const std::vector<geo::ScreenBox> panels{{14.0F, 64.0F, 314.0F, 700.0F}, {874.0F, 14.0F, 1266.0F, 786.0F}};
    small.then(CoverMap{panels}).then(PanBy{300.0F, 100.0F}).then(FlyHome{}).wait(long_enough_s);
    const geo::MapBox region = small.atlas.map->region;
    const geo::ScreenPoint low = small.camera().to_screen({region.left_m, region.bottom_m});
    const geo::ScreenPoint high = small.camera().to_screen({region.right_m, region.top_m});
    EXPECT_GE(low.x_px, 314.0F);
    EXPECT_LE(high.x_px, 874.0F);
    EXPECT_GE(high.y_px, 0.0F);
    EXPECT_LE(low.y_px, 800.0F);
    EXPECT_NEAR((low.x_px + high.x_px) / 2, (314.0F + 874.0F) / 2, 1.0F);
}

TEST(GlideBy, MovesSoftlyAndAddsUp) {
    SmallAtlas small;
    const geo::MapPoint start = small.camera().centre;
    small.then(GlideBy{-80.0F, 0.0F});
    EXPECT_EQ(small.camera().centre, start);
    const double on_its_way = small.wait(0.1).camera().centre.x_m;
    EXPECT_GT(on_its_way, start.x_m);
    small.then(GlideBy{-80.0F, 0.0F});
    EXPECT_NEAR(small.wait(long_enough_s).camera().centre.x_m, start.x_m + 160.0 * 1000.0, 1.0);
}

TEST(CoverMap, KeepsTheRegionInSightAfterHomeAndLeavesOtherViewsAlone) {
    SmallAtlas small;
    small.then(FlyHome{}).wait(long_enough_s).then(CoverMap{{{874.0F, 14.0F, 1266.0F, 786.0F}}}).wait(long_enough_s);
    const geo::MapBox region = small.atlas.map->region;
    EXPECT_LE(small.camera().to_screen({region.right_m, region.top_m}).x_px, 874.0F);
    small.then(PanBy{5.0F, 0.0F});
    const scene::Camera moved = small.camera();
    small.then(CoverMap{{}}).wait(long_enough_s);
    EXPECT_EQ(small.camera(), moved);
}

TEST(CoverMap, MovesWhatWasClickedOutFromUnderItsCard) {
    SmallAtlas small;
    const geo::MapPoint dam = small.atlas.map->find("high-dam")->table->points[0];
    small.atlas.camera.centre = {dam.x_m - 400.0 * small.atlas.camera.metres_per_px, dam.y_m};
    const scene::Camera clicked = small.camera();
    small.then(ClickMap{small.id("high-dam")}).then(CoverMap{{{874.0F, 14.0F, 1266.0F, 786.0F}}});
    EXPECT_EQ(small.wait(0.3).camera(), clicked) << "the click may be the first of two";
    small.wait(long_enough_s);
    const geo::ScreenPoint at = small.camera().to_screen(dam);
    EXPECT_LT(at.x_px, 874.0F);
    EXPECT_NEAR(at.y_px, 400.0F, 0.5F);
    EXPECT_DOUBLE_EQ(small.camera().metres_per_px, 1000.0);
}

TEST(CoverMap, AimsAFlightAnew) {
    SmallAtlas small;
    small.then(SelectPlace{small.id("capital"), true}).then(CoverMap{{{874.0F, 14.0F, 1266.0F, 786.0F}}});
    EXPECT_NEAR(small.wait(long_enough_s).camera().to_screen({-3e5, -1e5}).x_px, 437.0F, 1.0F);
}

TEST(OpenAddress, AsksForAWebAddressOnly) {
    SmallAtlas small;
    small.then(OpenAddress{"file:///etc/passwd"}).then(OpenAddress{"javascript:alert(1)"});
    EXPECT_TRUE(small.asked<StartBrowser>().empty());
    small.then(OpenAddress{"https://example.org/a"});
    ASSERT_EQ(small.asked<StartBrowser>().size(), 1U);
    EXPECT_EQ(small.asked<StartBrowser>()[0].address, "https://example.org/a");
}

TEST(FreeBox, CountsOnlyTallPanelsAtASideAndNeverVanishes) {
    SmallAtlas small;
    EXPECT_EQ(free_box(small.atlas), (geo::ScreenBox{0.0F, 0.0F, 1280.0F, 800.0F}));
    small.then(CoverMap{{{14.0F, 14.0F, 314.0F, 54.0F}}});
    EXPECT_EQ(free_box(small.atlas).left_px, 0.0F) << "a search field floats";
    small.then(CoverMap{{{400.0F, 14.0F, 860.0F, 400.0F}}});
    EXPECT_EQ(free_box(small.atlas), (geo::ScreenBox{0.0F, 0.0F, 1280.0F, 800.0F})) << "notices float";
    small.then(CoverMap{{{0.0F, 0.0F, 600.0F, 800.0F}, {640.0F, 0.0F, 1280.0F, 800.0F}}});
    EXPECT_GE(free_box(small.atlas).width_px(), 200.0F);
}

TEST(FlyTo, BringsAPointIntoTheMiddleOfTheFreePart) {
    SmallAtlas small;
    small.then(CoverMap{{{874.0F, 14.0F, 1266.0F, 786.0F}}}).then(FlyTo{small.id("capital")});
    ASSERT_TRUE(small.atlas.flight);
    EXPECT_EQ(small.atlas.flight->kind, Flight::Kind::flight);
    const geo::ScreenPoint at = small.wait(long_enough_s).camera().to_screen({-3e5, -1e5});
    EXPECT_NEAR(at.x_px, 437.0F, 1.0F);
    EXPECT_NEAR(at.y_px, 400.0F, 1.0F);
    small.then(HoverPlace{});
    EXPECT_FALSE(small.atlas.flight) << "a flight that has landed is forgotten";
}

TEST(FlyTo, FramesAllPartsOfAWhole) {
    SmallAtlas small;
    small.then(FlyTo{small.id("both-dams")}).wait(long_enough_s);
    for (const geo::MapPoint dam : {geo::MapPoint{-3e5, 0}, geo::MapPoint{-2e5, 0}}) {
        const geo::ScreenPoint at = small.camera().to_screen(dam);
        EXPECT_TRUE((geo::ScreenBox{50.0F, 50.0F, 1230.0F, 750.0F}.contains(at)));
    }
    EXPECT_LT(small.camera().metres_per_px, 400.0);
}

TEST(FlyTo, SaysThatTheMapHasNoShapeAndStays) {
    SmallAtlas small;
    const scene::Camera before = small.camera();
    small.then(FlyTo{small.id("nowhere")});
    ASSERT_EQ(small.atlas.notices.size(), 1U);
    EXPECT_NE(small.atlas.notices[0].text.find("The nowhere"), std::string::npos);
    EXPECT_EQ(small.wait(long_enough_s).camera(), before);
}

TEST(ResizeWindow, KeepsTheMiddleAndPassesOverAWindowOfNoSize) {
    SmallAtlas small;
    const geo::MapPoint centre = small.camera().centre;
    small.then(ResizeWindow{900.0F, 700.0F});
    EXPECT_EQ(small.camera().width_px, 900.0F);
    EXPECT_EQ(small.camera().centre, centre);
    small.then(ResizeWindow{0.0F, 0.0F});
    EXPECT_EQ(small.camera().width_px, 900.0F);
    small.then(FlyTo{small.id("capital")}).then(ResizeWindow{640.0F, 480.0F}).wait(0.1);
    EXPECT_EQ(small.camera().width_px, 640.0F);
    EXPECT_EQ(small.wait(long_enough_s).camera().width_px, 640.0F);
}

// -- places

TEST(SelectPlace, SelectsAndFliesOnlyWhenAsked) {
    SmallAtlas small;
    small.then(SelectPlace{small.id("capital")});
    EXPECT_EQ(small.atlas.selected, small.id("capital"));
    EXPECT_FALSE(small.atlas.flight);
    small.then(SelectPlace{small.id("high-dam"), true});
    EXPECT_EQ(small.atlas.selected, small.id("high-dam"));
    EXPECT_TRUE(small.atlas.flight);
}

TEST(ClickMap, OnNothingDeselects) {
    SmallAtlas small;
    small.then(ClickMap{small.id("high-dam")});
    EXPECT_EQ(small.atlas.selected, small.id("high-dam"));
    EXPECT_FALSE(small.atlas.flight) << "what is clicked is in view already";
    small.then(ClickMap{std::nullopt});
    EXPECT_FALSE(small.atlas.selected);
}

TEST(ClickMap, OnLandSelectsTheCountryFromRestAndLetsGoOtherwise) {
    SmallAtlas small;
    small.then(ClickMap{small.id("west"), true});
    EXPECT_EQ(small.atlas.selected, small.id("west"));
    small.then(ClickMap{small.id("west"), true});
    EXPECT_FALSE(small.atlas.selected);
    small.then(ClickMap{small.id("high-dam")}).then(ClickMap{small.id("west"), true});
    EXPECT_FALSE(small.atlas.selected);
}

TEST(ClickMap, OnAPlaceClosesTheReader) {
    SmallAtlas small;
    small.then(small_article()).then(ReadPassage{{small.atlas.library.articles()[0], 1}});
    small.then(ClickMap{small.id("low-dam")});
    EXPECT_FALSE(small.atlas.reader);
    EXPECT_EQ(small.atlas.selected, small.id("low-dam"));
}

TEST(HoverPlace, LightsAndPutsOut) {
    SmallAtlas small;
    small.then(HoverPlace{small.id("capital")});
    EXPECT_EQ(small.atlas.hovered, small.id("capital"));
    small.then(HoverPlace{});
    EXPECT_FALSE(small.atlas.hovered);
}

TEST(Deselect, LetsGoOfThePlaceAndTheReader) {
    SmallAtlas small;
    small.then(small_article()).then(SelectPlace{small.id("capital")});
    small.then(ReadPassage{{small.atlas.library.articles()[0], 0}}).then(Deselect{});
    EXPECT_FALSE(small.atlas.selected);
    EXPECT_FALSE(small.atlas.reader);
}

// -- layers

TEST(ShowLayer, ChangesThatLayerOnly) {
    SmallAtlas small;
    small.then(ShowLayer{"rivers", false}).then(ShowLayer{"no such layer", false});
    const auto fresh = scene::default_layers();
    ASSERT_EQ(small.atlas.layers.size(), fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        EXPECT_EQ(small.atlas.layers[i].is_visible, fresh[i].id == "rivers" ? false : fresh[i].is_visible)
            << fresh[i].id;
    }
    small.then(ShowLayer{"rivers", true});
    EXPECT_TRUE(scene::find_layer(small.atlas.layers, "rivers")->is_visible);
}

TEST(FadeLayer, KeepsOpacityBetweenNothingAndAll) {
    SmallAtlas small;
    for (const auto& [asked, given] : {std::pair{0.3F, 0.3F}, std::pair{-2.0F, 0.0F}, std::pair{7.0F, 1.0F}}) {
        small.then(FadeLayer{"lakes", asked});
        EXPECT_EQ(scene::find_layer(small.atlas.layers, "lakes")->opacity, given);
    }
}

TEST(OwnLayers, ComeGoAndAreReplacedUnderTheirId) {
    SmallAtlas small;
    const auto layer = [] {
        auto tables = scene::small_tables();
        std::erase_if(tables, [](const auto& table) { return table.name != "lakes"; });
        return scene::build_own_layer("own:1", "mine", "mine.gpkg", std::move(tables));
    };
    const std::size_t count = small.atlas.layers.size();
    small.then(AddOwnLayer{layer(), true});
    EXPECT_TRUE(small.atlas.flight) << "it is flown to";
    EXPECT_EQ(small.atlas.layers.size(), count + 1);
    small.wait(long_enough_s).then(FadeLayer{"own:1", 0.5F}).then(ShowLayer{"own:1", false});
    const auto finer = layer();
    small.then(AddOwnLayer{finer, true});
    EXPECT_EQ(small.atlas.own_layers.at(0), finer);
    EXPECT_FALSE(small.atlas.flight) << "one has gone on meanwhile";
    EXPECT_EQ(scene::find_layer(small.atlas.layers, "own:1")->opacity, 0.5F) << "and settled how it is shown";
    EXPECT_FALSE(scene::find_layer(small.atlas.layers, "own:1")->is_visible);
    EXPECT_EQ(small.atlas.layers.size(), count + 1);
    EXPECT_EQ(small.atlas.own_layers.size(), 1U);
    small.then(RemoveOwnLayer{"rivers"});
    EXPECT_NE(scene::find_layer(small.atlas.layers, "rivers"), nullptr) << "the atlas' own layers stay";
    small.then(RemoveOwnLayer{"own:1"});
    EXPECT_EQ(small.atlas.layers.size(), count);
    EXPECT_TRUE(small.atlas.own_layers.empty());
}

// -- texts

TEST(OpenFile, AsksForTheFile) {
    SmallAtlas small;
    small.then(OpenFile{"a.txt"});
    ASSERT_EQ(small.asked<LoadFile>().size(), 1U);
    EXPECT_EQ(small.asked<LoadFile>()[0].file, "a.txt");
}

TEST(Articles, AreAddedReadAndClosed) {
    SmallAtlas small;
    small.then(small_article("a.txt")).then(small_article("b.txt"));
    const auto articles = small.atlas.library.articles();
    ASSERT_EQ(articles.size(), 2U);
    small.then(ReadPassage{{articles[0], 1}}).then(CloseArticle{articles[1]});
    EXPECT_TRUE(small.atlas.reader) << "another one was closed";
    small.then(CloseArticle{articles[0]});
    EXPECT_FALSE(small.atlas.reader);
    EXPECT_TRUE(small.atlas.library.articles().empty());
    small.then(CloseReader{});
    EXPECT_FALSE(small.atlas.reader);
}

TEST(CopyPassage, PutsTextAndSourceOnTheClipboard) {
    SmallAtlas small;
    small.then(small_article());
    const reading::ArticleId article = small.atlas.library.articles()[0];
    small.then(CopyPassage{{article, 1}});
    ASSERT_EQ(small.asked<PutOnClipboard>().size(), 1U);
    EXPECT_EQ(small.asked<PutOnClipboard>()[0].text, "“The high-dam is high.”\n— Two Dams, ¶ 2, dams.txt");
    EXPECT_EQ(small.atlas.notices.size(), 1U);
    EXPECT_FALSE(small.atlas.notices[0].is_trouble);
    small.then(CopyPassage{{article, 99}}).then(CopyPassage{{reading::ArticleId{99}, 0}});
    EXPECT_EQ(small.asked<PutOnClipboard>().size(), 1U);
    small.then(CopyText{"a source"});
    EXPECT_EQ(small.asked<PutOnClipboard>()[1].text, "a source");
}

// -- the window

TEST(CloseTopmost, ClosesOneThingAfterTheOtherFromTheTop) {
    SmallAtlas small;
    small.then(small_article()).then(SelectPlace{small.id("capital")});
    small.then(ReadPassage{{small.atlas.library.articles()[0], 0}}).then(Inform{"hello"}).then(ShowAbout{true});
    small.then(CloseTopmost{});
    EXPECT_FALSE(small.atlas.is_about_open);
    EXPECT_EQ(small.atlas.notices.size(), 1U);
    small.then(CloseTopmost{});
    EXPECT_TRUE(small.atlas.notices.empty());
    EXPECT_TRUE(small.atlas.reader);
    small.then(CloseTopmost{});
    EXPECT_FALSE(small.atlas.reader);
    EXPECT_TRUE(small.atlas.selected);
    small.then(CloseTopmost{});
    EXPECT_FALSE(small.atlas.selected);
    EXPECT_TRUE(small.atlas.is_left_panel_open);
    small.then(CloseTopmost{});
    EXPECT_FALSE(small.atlas.is_left_panel_open);
    small.then(CloseTopmost{});
    EXPECT_TRUE(small.asked<EndProgram>().empty()) << "Esc never ends the program";
}

TEST(Notices, TellTroubleAndGoodNewsHaveNumbersAndAreDismissed) {
    SmallAtlas small;
    small.then(Tell{base::Error{"it is empty", "a.txt"}}).then(Inform{"It went well."});
    ASSERT_EQ(small.atlas.notices.size(), 2U);
    EXPECT_EQ(small.atlas.notices[0].text, "a.txt: it is empty");
    EXPECT_TRUE(small.atlas.notices[0].is_trouble);
    EXPECT_FALSE(small.atlas.notices[1].is_trouble);
    EXPECT_EQ(small.atlas.notices[1].shown_s, small.now_s);
    EXPECT_NE(small.atlas.notices[0].id, small.atlas.notices[1].id);
    small.then(DismissNotice{small.atlas.notices[0].id});
    ASSERT_EQ(small.atlas.notices.size(), 1U);
    EXPECT_EQ(small.atlas.notices[0].text, "It went well.");
}

TEST(Notices, AreNeverMoreThanFewAndTheLatestStays) {
    SmallAtlas small;
    for (int i = 0; i < 50; ++i) small.then(Inform{std::to_string(i)});
    EXPECT_LE(small.atlas.notices.size(), 4U);
    EXPECT_EQ(small.atlas.notices.back().text, "49");
}

TEST(Window, ShowsTabsPanelsAndAbout) {
    SmallAtlas small;
    small.then(ShowTab{LeftTab::places}).then(ShowLeftPanel{false}).then(ShowAbout{true});
    EXPECT_EQ(small.atlas.left_tab, LeftTab::places);
    EXPECT_FALSE(small.atlas.is_left_panel_open);
    EXPECT_TRUE(small.atlas.is_about_open);
    small.then(Quit{});
    EXPECT_EQ(small.asked<EndProgram>().size(), 1U);
}

// -- shapes

TEST(Meshes, AreAskedForOnceALevel) {
    SmallAtlas small;
    small.then(HoverPlace{}).then(HoverPlace{});
    ASSERT_EQ(small.asked<BuildMeshes>().size(), 1U);
    EXPECT_EQ(small.asked<BuildMeshes>()[0].level, scene::level_for(1000.0));
    // The level of where a flight goes is asked for when it starts, once.
    small.then(ZoomBy{0.25, {600.0F, 400.0F}}).wait(0.1).then(HoverPlace{}).wait(1.0).then(HoverPlace{});
    ASSERT_EQ(small.asked<BuildMeshes>().size(), 2U);
    EXPECT_EQ(small.asked<BuildMeshes>()[1].level, scene::level_for(250.0));
    small.then(ZoomBy{4.0, {600.0F, 400.0F}}).wait(1.0).then(HoverPlace{});
    EXPECT_EQ(small.asked<BuildMeshes>().size(), 2U);
}

TEST(Meshes, AreKeptByTheirLevelAndNotAskedForAgain) {
    SmallAtlas small;
    const int level = scene::level_for(1000.0);
    small.then(MeshesBuilt{scene::build_level(*small.atlas.map, level)});
    EXPECT_TRUE(small.asked<BuildMeshes>().empty());
    ASSERT_EQ(small.atlas.levels.size(), static_cast<std::size_t>(scene::level_count));
    EXPECT_TRUE(small.atlas.levels[static_cast<std::size_t>(level)]);
}

TEST(Apply, LeavesEarlierValuesAsTheyWere) {
    SmallAtlas small;
    const Atlas before = small.atlas;
    small.then(ShowLayer{"rivers", false}).then(SelectPlace{small.id("capital"), true}).then(small_article());
    EXPECT_TRUE(scene::find_layer(before.layers, "rivers")->is_visible);
    EXPECT_FALSE(before.selected);
    EXPECT_TRUE(before.library.articles().empty());
}

std::shared_ptr<const reading::Shelf> shelf_of(const std::string& file) {
    const AddArticle add = small_article(file);
    return std::make_shared<const reading::Shelf>(add.article, add.mentions);
}

TEST(Folders, AreReadInPartsAndEndWithOneNotice) {
    SmallAtlas small;
    small.then(OpenFolder{"/texts"});
    ASSERT_EQ(small.asked<ReadFolder>().size(), 1U);
    EXPECT_EQ(small.atlas.folders, std::vector<std::string>{"/texts"});
    EXPECT_EQ(small.atlas.left_tab, LeftTab::library);
    small.then(FolderListed{"/texts", 3});
    small.then(FolderPartRead{"/texts", 2, {shelf_of("/texts/a.txt"), shelf_of("/texts/b.txt")}, {}});
    EXPECT_EQ(small.atlas.folder_reading->read_count, 2U);
    EXPECT_FALSE(small.atlas.folder_reading->is_over);
    EXPECT_TRUE(small.atlas.notices.empty());
    EXPECT_EQ(small.atlas.library.article_count(), 2U);
    small.then(FolderPartRead{"/texts", 1, {}, {{"this file is empty", "/texts/c.txt"}}});
    EXPECT_TRUE(small.atlas.folder_reading->is_over);
    ASSERT_EQ(small.atlas.notices.size(), 1U);
    EXPECT_EQ(small.atlas.notices[0].text, "2 articles opened, 1 could not be read: c.txt (this file is empty).");
    EXPECT_EQ(small.asked<UpdateIndex>().size(), 1U) << "once for each change of the library";
    small.then(ReadPassage{{small.atlas.library.articles()[0], 0}}).then(CloseFolder{"/texts"});
    EXPECT_TRUE(small.atlas.library.articles().empty());
    EXPECT_TRUE(small.atlas.folders.empty());
    EXPECT_FALSE(small.atlas.reader);
}

TEST(Folders, AreReadOneAfterTheOtherAndCanBeCancelled) {
    SmallAtlas small;
    small.then(OpenFolder{"/one", false}).then(OpenFolder{"/two", false});
    ASSERT_EQ(small.asked<ReadFolder>().size(), 1U);
    small.then(FolderListed{"/one", 4}).then(FolderPartRead{"/one", 1, {shelf_of("/one/a.txt")}, {}});
    small.then(CancelFolder{});
    EXPECT_EQ(small.asked<StopReadingFolder>().size(), 1U);
    EXPECT_EQ(small.atlas.library.article_count(), 1U) << "what is read stays";
    ASSERT_EQ(small.asked<ReadFolder>().size(), 2U);
    EXPECT_EQ(small.asked<ReadFolder>()[1].folder, "/two");
    small.then(FolderPartRead{"/one", 1, {shelf_of("/one/b.txt")}, {}});
    EXPECT_EQ(small.atlas.library.article_count(), 1U) << "a late part is dropped";
    small.then(FolderListed{"/two", 1}).then(FolderPartRead{"/two", 1, {shelf_of("/two/a.txt")}, {}});
    EXPECT_TRUE(small.atlas.folder_reading->is_over);
    EXPECT_TRUE(small.atlas.notices.empty()) << "nobody has asked for it now, and all went well";
    EXPECT_EQ(small.atlas.folders, std::vector<std::string>{"/two"});
    const Session back = *parse_session(write_session(session_of(small.atlas, {})));
    EXPECT_EQ(back.folders, small.atlas.folders);
}

TEST(Folders, SayWhenThereIsNothingInThem) {
    SmallAtlas small;
    small.then(OpenFolder{"/empty"}).then(FolderListed{"/empty", 0});
    ASSERT_EQ(small.atlas.notices.size(), 1U);
    EXPECT_NE(small.atlas.notices[0].text.find("no article in /empty"), std::string::npos);
}

TEST(AlsoAbout, NarrowsTheCardAndEndsWithIt) {
    SmallAtlas small;
    small.then(AlsoAbout{small.id("low-dam")});
    EXPECT_TRUE(small.atlas.also_about.empty()) << "without a card there is nothing to narrow";
    small.then(SelectPlace{small.id("high-dam")})
        .then(AlsoAbout{small.id("low-dam")})
        .then(AlsoAbout{small.id("low-dam")});
    small.then(AlsoAbout{small.id("high-dam")});
    EXPECT_EQ(small.atlas.also_about, std::vector{small.id("low-dam")});
    small.then(SelectPlace{small.id("high-dam")});
    EXPECT_EQ(small.atlas.also_about.size(), 1U) << "the same place again changes nothing";
    small.then(SelectPlace{small.id("west")});
    EXPECT_TRUE(small.atlas.also_about.empty());
    small.then(AlsoAbout{small.id("low-dam")}).then(NotAlsoAbout{small.id("low-dam")});
    EXPECT_TRUE(small.atlas.also_about.empty());
}

TEST(Searching, DropsAnswersThatAreLateAndWalksThroughTheOthers) {
    SmallAtlas small;
    small.then(small_article("a.txt")).then(small_article("b.txt"));
    const auto ids = small.atlas.library.articles();
    const auto answer_to = [&](const std::string& typed) {
        auto answer = std::make_shared<reading::SearchAnswer>();
        answer->typed = typed;
        answer->passages = {{{ids[0], 1}, {}, false}, {{ids[1], 1}, {}, false}, {{ids[1], 2}, {}, false}};
        return answer;
    };
    small.then(ReadNextFound{1});
    EXPECT_FALSE(small.atlas.reader) << "nothing was looked for";
    small.then(SearchFor{"da"}).then(SearchFor{"dam"});
    EXPECT_EQ(small.asked<RunSearch>().size(), 2U);
    small.then(TakeAnswer{answer_to("da")});
    EXPECT_EQ(small.atlas.answer, nullptr);
    small.then(TakeAnswer{answer_to("dam")}).then(SearchFor{""});
    ASSERT_NE(small.atlas.answer, nullptr);
    const auto at = [&] { return *small.atlas.reader; };
    small.then(ReadNextFound{1});
    EXPECT_EQ(at(), (reading::PassageRef{ids[0], 1}));
    small.then(ReadNextFound{1});
    EXPECT_EQ(at(), (reading::PassageRef{ids[1], 1}));
    small.then(ReadNextFound{-1}).then(ReadNextFound{-1});
    EXPECT_EQ(at(), (reading::PassageRef{ids[1], 2})) << "round and round";
    small.then(CloseArticle{ids[1]}).then(ReadNextFound{1});
    EXPECT_EQ(at(), (reading::PassageRef{ids[0], 1}));
    small.then(ReadFound{99});
    EXPECT_EQ(at(), (reading::PassageRef{ids[0], 1}));
    small.then(CloseArticle{ids[0]}).then(ReadNextFound{1});
    EXPECT_FALSE(small.atlas.reader);
}

}  // namespace
}  // namespace darya::atlas
