#include <string>

#include "panels/screen.h"

namespace darya::panels {
namespace {

TEST(Export, AsksForTheFormatAndTheFileThatWereChosen) {
    Screen screen;
    screen.atlas.left_tab = atlas::LeftTab::library;
    screen.settle();
    EXPECT_FALSE(screen.shows("Export places")) << "there is nothing to export";
    const auto article = screen.open("Nurek and Rogun.");
    screen.settle();
    ASSERT_TRUE(screen.shows("Export places"));
    EXPECT_TRUE(screen.point_until(
        [&] {
            screen.click();
            return screen.state.exported.is_open;
        },
        15.0F));
    screen.settle();
    EXPECT_EQ(screen.state.exported.file, "places.geojson");
    for (const char* title : {"GeoJSON", "KML", "CSV", "JSON lines", "Web Annotation"})
        EXPECT_TRUE(screen.shows(title)) << title;
    EXPECT_TRUE(screen.shows("of all 1 texts"));
    screen.state.exported.file = "my places.kml";
    screen.state.exported.format = 1;
    const auto wish = screen.click_until<atlas::ExportPlaces>([](const auto&) { return true; });
    ASSERT_TRUE(wish);
    EXPECT_FALSE(wish->article);
    EXPECT_FALSE(screen.state.exported.is_open);
    EXPECT_EQ(wish->file.substr(0, 9), "my places");

    screen.atlas.reader = reading::PassageRef{article, 0};
    screen.state.exported = {true, false, 2, "a.csv"};
    screen.settle();
    EXPECT_TRUE(screen.shows("of the text being read"));
}

TEST(LayersPanel, OffersToSearchTextsForTheNamesOfALayer) {
    Screen screen(1280.0F, 1600.0F);
    auto layer = std::make_shared<scene::OwnLayer>();
    layer->id = "own:1";
    layer->name = "mine.geojson";
    layer->file = "/maps/mine.geojson";
    data::FeatureTable table;
    table.features.emplace_back();
    table.columns.push_back({"NAME", std::vector<std::string>{"Qumtepa"}});
    layer->tables.push_back(table);
    screen.atlas.own_layers.push_back(layer);
    screen.atlas.layers.push_back({"own:1", "mine.geojson", "Yours"});
    screen.settle();
    EXPECT_TRUE(screen.shows("search texts for these names"));
    const auto search = screen.click_until<atlas::SearchNames>([](const auto&) { return true; });
    ASSERT_TRUE(search);
    EXPECT_EQ(search->file, "/maps/mine.geojson");

    screen.atlas.own_names = {{"/maps/mine.geojson", 1}, {"/maps/other.csv", 0}};
    screen.settle();
    EXPECT_FALSE(screen.shows("search texts for these names"));
    EXPECT_TRUE(screen.shows("mine.geojson 1 place"));
    EXPECT_TRUE(screen.shows("other.csv being read"));
    const auto forget = screen.click_until<atlas::ForgetNames>([](const auto&) { return true; });
    ASSERT_TRUE(forget);
    EXPECT_EQ(forget->file, "/maps/mine.geojson");
}

}  // namespace
}  // namespace darya::panels
