#include "panels/save_picture.h"

#include <optional>
#include <string>

#include "panels/screen.h"

namespace darya::panels {
namespace {

TEST(Readout, WritesAPlaceInDegreesOrWithMinutesAndSeconds) {
    EXPECT_EQ(words_of_position({69.775, 38.695}, false), "38.6950° N 69.7750° E");
    EXPECT_EQ(words_of_position({69.775, 38.695}, true), "38°41′42″ N 69°46′30″ E");
    EXPECT_EQ(words_of_position({-0.0001, -12.5}, true), "12°30′00″ S 0°00′00″ W");
    EXPECT_EQ(words_of_position({59.99999, 0.0}, true), "0°00′00″ N 60°00′00″ E") << "no 60 seconds";
}

TEST(Readout, SaysOnlyWhatIsSwitchedOn) {
    Screen screen;
    screen.readout.cursor = geo::LonLat{69.775, 38.695};
    screen.settle();
    EXPECT_TRUE(screen.shows("38.6950"));
    EXPECT_TRUE(screen.shows("Natural Earth"));
    screen.state.are_coordinates_dms = true;
    screen.settle();
    EXPECT_TRUE(screen.shows("41′42″"));
    screen.atlas.settings.furniture.coordinates = false;
    screen.atlas.settings.furniture.attribution = false;
    screen.settle();
    EXPECT_FALSE(screen.shows("41′42″"));
    EXPECT_FALSE(screen.shows("Natural Earth"));
}

TEST(Overview, MovesTheMapToWhereItIsPressed) {
    Screen screen;
    OverviewPlace place;
    place.box = {900.0F, 600.0F, 1060.0F, 700.0F};
    place.camera = {screen.atlas.camera.centre, 20'000.0, 160.0F, 100.0F};
    screen.readout.overview = place;
    screen.settle();
    screen.point(1000.0F, 650.0F);  // 20 px right of what is in the middle now
    screen.click();
    const auto pans = screen.all_asked<atlas::PanBy>();
    ASSERT_FALSE(pans.empty());
    const geo::ScreenBox free = atlas::free_box(screen.atlas);
    const float aside_px = (free.left_px + free.right_px) / 2 - screen.atlas.camera.width_px / 2;
    const double scale = screen.atlas.camera.metres_per_px;
    EXPECT_NEAR(static_cast<double>(pans.front().dx_px), -20.0 * 20'000.0 / scale + static_cast<double>(aside_px), 1.0);
}

TEST(SavePicture, AsksForTheFigureThatStandsInIt) {
    Screen screen;
    SavePictureState& state = screen.state.save_picture;
    state.is_open = true;
    state.proposed_caption = "What it shows.";
    screen.settle();
    for (const char* words : {"Save picture", "PNG", "SVG", "legend", "What it shows.", "Copy picture"})
        EXPECT_TRUE(screen.shows(words)) << words;
    EXPECT_EQ(figure_of(state).caption, "What it shows.");
    EXPECT_EQ(figure_of(state).title, "");
    state.has_title = true;
    state.title = "Dams";
    state.has_caption = false;
    state.figure.format = atlas::FigureFormat::svg;
    state.figure.is_in_mm = true;
    state.file = "dams.png";
    screen.settle();
    EXPECT_EQ(state.file, "dams.svg") << "the name follows the format";
    EXPECT_FALSE(screen.shows("dpi")) << "an SVG has no dots";
    // The word stands at the foot of the left column; what is above it would change the figure.
    std::optional<atlas::SaveFigure> save;
    for (float y = 480.0F; y < 620.0F && !save; y += 5.0F) {
        screen.point(212.0F, y);
        screen.click();
        for (const atlas::SaveFigure& one : screen.all_asked<atlas::SaveFigure>()) save = one;
    }
    ASSERT_TRUE(save);
    EXPECT_EQ(save->figure.title, "Dams");
    EXPECT_EQ(save->figure.caption, "");
    EXPECT_TRUE(save->figure.is_in_mm);
    EXPECT_FALSE(state.is_open);
}

TEST(SavePicture, KeepsItsButtonsInSightHoweverMuchIsChosen) {
    for (const float height_px : {800.0F, 420.0F}) {
        SCOPED_TRACE(height_px);
        Screen screen(1280.0F, height_px);
        SavePictureState& state = screen.state.save_picture;
        state.is_open = true;
        state.has_title = true;
        state.is_caption_own = true;
        state.figure.is_in_mm = true;
        screen.settle();
        EXPECT_TRUE(screen.shows("Copy picture"));
    }
}

TEST(SavePicture, KeepsACaptionOfOnesOwn) {
    Screen screen;
    SavePictureState& state = screen.state.save_picture;
    state.is_open = true;
    state.is_caption_own = true;
    state.caption = "Mine.";
    state.proposed_caption = "Theirs.";
    screen.settle();
    EXPECT_EQ(figure_of(state).caption, "Mine.");
    state.is_caption_own = false;
    screen.settle();
    EXPECT_EQ(figure_of(state).caption, "Theirs.");
}

TEST(SavePicture, SaysWhySomeSizesCannotBeDrawn) {
    Screen screen;
    SavePictureState& state = screen.state.save_picture;
    state.is_open = true;
    state.figure.is_in_mm = true;
    state.figure.width_mm = 1900.0;
    state.figure.dpi = 1200.0;
    screen.settle();
    EXPECT_TRUE(screen.shows("8192"));
    EXPECT_FALSE(screen.shows("Copy picture"));
}

}  // namespace
}  // namespace darya::panels
