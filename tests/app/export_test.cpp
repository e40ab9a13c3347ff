#include "app/export.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reading/own_places.h"

namespace darya::app {
namespace {

namespace fs = std::filesystem;

class Export : public testing::Test {
protected:
    Export() {
        const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
        home_ = fs::path(DARYA_BUILD_DIR) / "tests/export" / (std::string(test->name()) + std::to_string(::getpid()));
        fs::remove_all(home_);
        fs::create_directories(home_);
    }
    ~Export() override {
        std::error_code trouble;
        fs::remove_all(home_, trouble);
    }
    Export(const Export&) = delete;
    Export& operator=(const Export&) = delete;

    std::string path_for(const std::string& wished) const {
        const auto path = free_path(wished, home_);
        EXPECT_TRUE(path) << (path ? "" : path.error().line());
        return path ? path->string() : "";
    }
    const fs::path& home() const { return home_; }

private:
    fs::path home_;
};

TEST_F(Export, GoesIntoTheDocumentsWhereThereAreAny) {
    EXPECT_EQ(path_for("places.csv"), home() / "places.csv");
    fs::create_directory(home() / "Documents");
    EXPECT_EQ(path_for("places.csv"), home() / "Documents/places.csv");
    EXPECT_EQ(path_for("~/places.csv"), home() / "places.csv");
    EXPECT_EQ(path_for((home() / "there.csv").string()), home() / "there.csv");
}

TEST_F(Export, NeverTakesTheNameOfAFileThatIsThere) {
    for (const char* name : {"places.csv", "places 2.csv", "places 3.csv"}) {
        EXPECT_EQ(path_for("places.csv"), home() / name);
        std::ofstream(home() / name) << "mine";
    }
    EXPECT_FALSE(free_path("no/such/folder/places.csv", home()));
    EXPECT_FALSE(free_path("~", home()));
    EXPECT_FALSE(free_path(home().string(), home()));
}

TEST_F(Export, WritesWhatTheTextsNameAndSaysWhere) {
    const fs::path root = DARYA_SOURCE_DIR;
    const DataFolders folders{root / "assets", root / "shaders", root / "geodata"};
    reading::Gazetteer gazetteer;
    const std::vector<reading::OwnPlace> places{{"", {"Qumtepa"}, reading::PlaceKind::town, geo::LonLat{70.5, 38.25}}};
    reading::add_own_places(gazetteer, places);
    const reading::NameFinder finder(gazetteer);
    base::Notes notes;
    const auto article = std::make_shared<const reading::Article>(
        *reading::parse_article("A title\n\nTo Qumtepa, from Qumtepa.\n", "/a.txt", notes));
    const std::vector<std::shared_ptr<const reading::Shelf>> texts{
        std::make_shared<const reading::Shelf>(article, finder.find(*article))};
    const fs::path file = home() / "places.geojson";
    const auto told = export_places(folders, gazetteer, texts, "geojson", file);
    ASSERT_TRUE(told) << told.error().line();
    EXPECT_EQ(*told, "2 names of 1 text are in " + file.string());
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    EXPECT_EQ(nlohmann::json::parse(bytes.str())["features"].size(), 2U);
    EXPECT_FALSE(export_places(folders, gazetteer, texts, "shp", file));
}

}  // namespace
}  // namespace darya::app
