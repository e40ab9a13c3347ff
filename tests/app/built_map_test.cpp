#include "app/built_map.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/load.h"
#include "app/map_module.h"
#include "base/file.h"
#include "scene/built_map.h"

namespace darya::app {
namespace {

using testing::HasSubstr;

/// A copy of the atlas' own map, and a place to put it built.
class BuiltMapTest : public testing::Test {
protected:
    BuiltMapTest() {
        std::string name = (fs::temp_directory_path() / "darya-built-map-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
        const fs::path root = DARYA_SOURCE_DIR;
        fs::create_directories(folder_ / "geodata");
        for (const char* file : {"central-asia.gpkg", "name_axes.csv"})
            fs::copy_file(root / "geodata" / file, folder_ / "geodata" / file);
        folders_ = {root / "assets", root / "shaders", folder_ / "geodata", folder_ / "atlas.map"};
    }
    ~BuiltMapTest() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    std::string trouble() const {
        const auto map = read_built_map(folders_);
        return map ? "" : map.error().line();
    }

    fs::path folder_;
    DataFolders folders_;
    base::Notes notes_;
};

TEST_F(BuiltMapTest, IsTheMapThatWasRead) {
    ASSERT_TRUE(build_map(folders_, folders_.built_map));
    const auto built = load_map(folders_, notes_);
    ASSERT_TRUE(built) << built.error().line();
    const auto read = read_map(folders_, notes_);
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_TRUE(scene::write_built_map(**built, 0) == scene::write_built_map(**read, 0));
    EXPECT_EQ(notes_.sentences(), std::vector<std::string>{});
}

TEST_F(BuiltMapTest, LiesBesideThisProgramAsTheBuildMadeIt) {
    const fs::path root = DARYA_SOURCE_DIR;
    folders_.geodata = root / "geodata";
    folders_.built_map = fs::path(DARYA_BUILD_DIR) / "atlas.map";
    EXPECT_EQ(trouble(), "");
}

TEST_F(BuiltMapTest, OfOtherFilesCountsAsNotThere) {
    ASSERT_TRUE(build_map(folders_, folders_.built_map));
    std::ofstream(folders_.name_axes(), std::ios::app) << "\n";
    EXPECT_THAT(trouble(), HasSubstr("other files"));
    ASSERT_TRUE(build_map(folders_, folders_.built_map));
    EXPECT_EQ(trouble(), "");
    // SQLite counts each change in the head of its file.
    std::fstream map(folders_.map_file(), std::ios::in | std::ios::out | std::ios::binary);
    map.seekp(27);
    map.put('\x7f');
    map.close();
    EXPECT_THAT(trouble(), HasSubstr("other files"));
    EXPECT_TRUE(load_map(folders_, notes_));
}

TEST_F(BuiltMapTest, IsPassedOverWhereItIsMissingOrDamaged) {
    EXPECT_THAT(trouble(), HasSubstr("atlas.map"));
    ASSERT_TRUE(base::write_file(folders_.built_map, "darya map, but not really"));
    EXPECT_THAT(trouble(), HasSubstr("atlas.map"));
    const auto map = load_map(folders_, notes_);
    ASSERT_TRUE(map) << map.error().line();
    EXPECT_TRUE((*map)->relief);
}

TEST_F(BuiltMapTest, IsNotBuiltFromWhatIsBrokenOrNotWhole) {
    fs::remove(folders_.name_axes());
    const auto lacking = build_map(folders_, folders_.built_map);
    ASSERT_FALSE(lacking);
    EXPECT_THAT(lacking.error().line(), HasSubstr("name_axes.csv"));
    ASSERT_TRUE(base::write_file(folders_.map_file(), "this is no map"));
    for (const auto& trouble : {build_map(folders_, folders_.built_map).error(), load_map(folders_, notes_).error()})
        EXPECT_THAT(trouble.line(), HasSubstr("central-asia.gpkg"));
    EXPECT_FALSE(fs::exists(folders_.built_map));
}

TEST(MapModule, LiesBesideTheProgramOrInItsLibraryFolder) {
    std::string name = (fs::temp_directory_path() / "darya-module-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    const fs::path folder = name;
    EXPECT_EQ(find_map_module(folder / "bin").filename(), "darya_maps.so");
    ASSERT_TRUE(base::write_file(folder / "lib" / "darya" / "darya_maps.so", ""));
    ASSERT_TRUE(base::write_file(folder / "bin" / "darya", ""));
    EXPECT_EQ(find_map_module(folder / "bin"), folder / "lib" / "darya" / "darya_maps.so");
    ASSERT_TRUE(base::write_file(folder / "bin" / "darya_maps.so", ""));
    EXPECT_EQ(find_map_module(folder / "bin"), folder / "bin" / "darya_maps.so");
    fs::remove_all(folder);
}

}  // namespace
}  // namespace darya::app
