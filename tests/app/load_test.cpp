#include "app/load.h"
#include "app/own_map.h"

#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "geo/projection.h"

namespace darya::app {
namespace {

using testing::HasSubstr;

/// A folder for files of a person.
class Load : public testing::Test {
protected:
    Load() {
        std::string name = (fs::temp_directory_path() / "darya-load-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
    }
    ~Load() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    fs::path put(const std::string& name, const std::string& bytes) const {
        EXPECT_TRUE(base::write_file(folder_ / name, bytes));
        return folder_ / name;
    }
    static const reading::NameFinder& finder() {
        static const auto made = [] {
            base::Notes notes;
            const auto gazetteer = reading::load_gazetteer(fs::path(DARYA_SOURCE_DIR) / "assets", notes);
            return reading::NameFinder(*gazetteer);
        }();
        return made;
    }
    fs::path folder_;
    base::Notes notes_;
};

TEST_F(Load, OpensAGeoJsonOfPointsLinesAndAreas) {
    const fs::path file = put("mine.geojson", R"({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "a"}, "geometry": {"type": "Point", "coordinates": [66.0, 44.0]}},
        {"type": "Feature", "properties": {"name": "b"},
         "geometry": {"type": "LineString", "coordinates": [[65.0, 44.0], [67.0, 44.0]]}},
        {"type": "Feature", "properties": {"name": "c"},
         "geometry": {"type": "Polygon", "coordinates": [[[65, 43], [67, 43], [67, 45], [65, 45], [65, 43]]]}}]})");
    const auto layer = load_own_layer(file, "own:1", notes_);
    ASSERT_TRUE(layer) << layer.error().line();
    EXPECT_EQ((*layer)->id, "own:1");
    EXPECT_EQ((*layer)->name, "mine.geojson");
    const geo::MapPoint corner = geo::to_map({65.0, 43.0});
    EXPECT_NEAR((*layer)->box.left_m, corner.x_m, 3000.0);
    EXPECT_NEAR((*layer)->box.bottom_m, corner.y_m, 3000.0);
    EXPECT_TRUE((*layer)->box.contains(geo::to_map({66.0, 44.0})));
}

TEST_F(Load, OpensAGeoPackage) {
    const auto layer = load_own_layer(fs::path(DARYA_SOURCE_DIR) / "geodata" / "central-asia.gpkg", "own:1", notes_);
    ASSERT_TRUE(layer) << layer.error().line();
    EXPECT_TRUE((*layer)->box.contains(geo::to_map({69.77, 38.68})));
}

TEST_F(Load, NamesAMapFileThatIsNoneOrHasNoShapes) {
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"torn.geojson", "{\"type\": \"Featu"},
                                      {"words.gpkg", "this is no map"},
                                      {"nothing.shp", ""},
                                      {"none.geojson", R"({"type": "FeatureCollection", "features": []})"},
                                      {"bare.geojson", R"({"type": "Feature", "properties": {}, "geometry": null})"}}) {
        const fs::path file = put(name, bytes);
        const auto layer = load_own_layer(file, "own:1", notes_);
        ASSERT_FALSE(layer) << name;
        EXPECT_THAT(layer.error().line(), HasSubstr(name));
        EXPECT_EQ(layer.error().line().find('\n'), std::string::npos) << name;
    }
    const auto missing = load_own_layer(folder_ / "missing.gpkg", "own:1", notes_);
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().line(), HasSubstr("missing.gpkg"));
}

TEST_F(Load, TellsMapFilesFromTextsByTheirNames) {
    for (const char* map : {"a.gpkg", "A.GeoJSON", "b.json", "c.shp", "d.fgb", "e.KML"}) EXPECT_TRUE(is_map_file(map));
    for (const char* text : {"a.txt", "b.md", "c", "gpkg", "d.html"}) EXPECT_FALSE(is_map_file(text)) << text;
}

TEST_F(Load, ReadsAnArticleWithTheNamesInIt) {
    const auto loaded = load_article(put("mine.txt", "Rogun stands on the Vakhsh.\n"), finder(), notes_);
    ASSERT_TRUE(loaded) << loaded.error().line();
    EXPECT_EQ(loaded->mentions.size(), 2U);
    EXPECT_EQ(loaded->article->file_name, "mine.txt");
}

TEST_F(Load, ReadsAFolderOfArticlesInTheOrderOfTheirNamesAndNotesTheBrokenOne) {
    put("b.md", "---\ntitle: Second\n---\nNurek stands on the Vakhsh.\n");
    put("a.md", "---\ntitle: First\n---\nRogun stands on the Vakhsh.\n");
    put("c.md", std::string("\x89PNG\r\n\0\0\xFF\xFE", 10));
    put("README.md", "Not an article.\n");
    put("notes.txt", "Not one either.\n");
    const auto articles = load_own_articles(folder_, finder(), notes_);
    ASSERT_EQ(articles.size(), 2U);
    EXPECT_EQ(articles[0].article->title, "First");
    EXPECT_EQ(articles[1].article->title, "Second");
    EXPECT_THAT(notes_.sentences(), testing::Contains(HasSubstr("c.md")));
}

TEST_F(Load, FindsNoArticlesInAFolderThatIsNotThere) {
    EXPECT_TRUE(load_own_articles(folder_ / "none", finder(), notes_).empty());
}

TEST_F(Load, NamesAStyleFileThatIsMissingOrBroken) {
    const auto missing = load_style(folder_ / "no-style.toml");
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().line(), HasSubstr("no-style.toml"));
    const auto broken = load_style(put("style.toml", "[land\ntint = 1"));
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().line(), HasSubstr("style.toml"));
}

TEST_F(Load, KnowsThePlacesThatOnlyTheMapHas) {
    const fs::path root = DARYA_SOURCE_DIR;
    const DataFolders folders{root / "assets", root / "shaders", root / "geodata"};
    const auto map = read_map(folders, notes_);
    ASSERT_TRUE(map) << map.error().line();
    const std::vector<reading::Place> places = places_of(**map);
    const auto has = [&places](const std::string& name, reading::PlaceKind kind) {
        return std::any_of(places.begin(), places.end(),
                           [&](const reading::Place& place) { return place.name == name && place.kind == kind; });
    };
    EXPECT_TRUE(has("Tashkent", reading::PlaceKind::town));
    EXPECT_TRUE(has("Kazakhstan", reading::PlaceKind::country));
    EXPECT_TRUE(has("Vakhsh", reading::PlaceKind::river));
    for (const reading::Place& place : places) EXPECT_FALSE(place.id.empty()) << place.name;
}

TEST_F(Load, SaysWhichMapFileOfItsOwnIsBroken) {
    const fs::path geodata = folder_ / "geodata";
    fs::create_directories(geodata);
    put("geodata/central-asia.gpkg", "this is no map");
    const fs::path root = DARYA_SOURCE_DIR;
    const auto map = read_map({root / "assets", root / "shaders", geodata}, notes_);
    ASSERT_FALSE(map);
    EXPECT_THAT(map.error().line(), HasSubstr("central-asia.gpkg"));
}

}  // namespace
}  // namespace darya::app
