#include "atlas/figure.h"

#include "atlas/small_atlas.h"

namespace darya::atlas {
namespace {

TEST(Figure, OnPaperHasAsManyPixelsAsItsDotsToTheInchAsk) {
    Figure figure;
    EXPECT_EQ(size_of(figure).width_px, 1600.0F);
    EXPECT_EQ(size_of(figure).scale, 1.0F);
    figure.is_in_mm = true;
    figure.width_mm = 254.0;  // ten inches
    figure.height_mm = 127.0;
    figure.dpi = 300.0;
    const FigureSize size = size_of(figure);
    EXPECT_EQ(size.width_px, 960.0F) << "letters of 12 px are of 9 points";
    EXPECT_NEAR(size.width_px * size.scale, 3000.0F, 0.01F);
    EXPECT_TRUE(check_size(figure));
}

TEST(Figure, SaysWhatIsWrongWithItsSize) {
    Figure figure;
    figure.width_px = 9000.0;
    ASSERT_FALSE(check_size(figure));
    EXPECT_NE(check_size(figure).error().line().find("9000"), std::string::npos);
    figure = {};
    figure.is_in_mm = true;
    figure.dpi = 10.0;
    ASSERT_FALSE(check_size(figure));
    EXPECT_NE(check_size(figure).error().line().find("dpi"), std::string::npos);
    figure.dpi = 300.0;
    figure.width_mm = 3.0;
    EXPECT_FALSE(check_size(figure));
}

TEST(Figure, IsDrawnIntoItsFileOrOntoTheClipboard) {
    SmallAtlas small;
    Figure figure;
    figure.file = "map.svg";
    small.then(SaveFigure{figure}).then(CopyFigure{figure});
    const auto asked = small.asked<DrawFigure>();
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[0].figure, figure);
    EXPECT_FALSE(asked[0].is_copied);
    EXPECT_TRUE(asked[1].is_copied);
}

TEST(Caption, SaysWhatTheMapShowsWhereFromAndWhen) {
    SmallAtlas small;
    const std::string today = words_of_date(2026, 11, 28);
    EXPECT_EQ(today, "28 November 2026");
    const geo::MapBox seen{-4e5, -3e5, 4e5, 3e5};
    std::string caption = caption_of(small.atlas, seen, today);
    for (const char* words : {"ivers", "dams", "Central Asia", "km across", "44.00° N 66.00° E", "28 November 2026",
                              "Natural Earth", "GSHHG 2.3.7 (2017)", "ETOPO5 (1988)"})
        EXPECT_NE(caption.find(words), std::string::npos) << words << " in\n" << caption;
    for (const char* layer : {"relief", "rivers", "lakes", "canals", "aral"}) small.then(ShowLayer{layer, false});
    caption = caption_of(small.atlas, seen, today);
    for (const char* words : {"ETOPO5", "GSHHG", "ivers", "Aral"})
        EXPECT_EQ(caption.find(words), std::string::npos) << words << " in\n" << caption;
}

TEST(Caption, NamesTheSourcesOfTheSelectedPlacesCardOnceEach) {
    SmallAtlas small;
    auto gazetteer = std::make_shared<reading::Gazetteer>();
    reading::Place one;
    one.id = "one";
    one.name = "One";
    one.sources = {"A report (2019)", "A book (2001)"};
    reading::Place two;
    two.id = "two";
    two.name = "Two";
    two.sources = {"A book (2001)"};
    reading::Place whole;
    whole.id = "whole";
    whole.name = "The whole";
    whole.parts = {"one", "two"};
    gazetteer->add_map_places({one, two, whole});
    small.atlas.gazetteer = gazetteer;
    small.atlas.selected = gazetteer->find("whole");
    const std::string caption = caption_of(small.atlas, {0.0, 0.0, 1e5, 1e5}, "today");
    EXPECT_NE(caption.find("around The whole"), std::string::npos) << caption;
    EXPECT_NE(caption.find("On The whole: "), std::string::npos) << caption;
    EXPECT_NE(caption.find("A report (2019)"), std::string::npos) << caption;
    const std::size_t first = caption.find("A book (2001)");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(caption.find("A book (2001)", first + 1), std::string::npos);
}

}  // namespace
}  // namespace darya::atlas
