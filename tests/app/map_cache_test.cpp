#include "app/map_cache.h"

#include <chrono>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/load.h"
#include "app/map_module.h"
#include "base/file.h"
#include "scene/built_map.h"

namespace darya::app {
namespace {

/// A copy of the atlas' own map, and a place to keep it worked out.
class MapCacheTest : public testing::Test {
protected:
    MapCacheTest() {
        std::string name = (fs::temp_directory_path() / "darya-map-cache-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
        const fs::path root = DARYA_SOURCE_DIR;
        fs::create_directories(folder_ / "geodata");
        for (const char* file : {"central-asia.gpkg", "name_axes.csv"})
            fs::copy_file(root / "geodata" / file, folder_ / "geodata" / file);
        folders_ = {root / "assets", root / "shaders", folder_ / "geodata"};
    }
    ~MapCacheTest() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    LoadedMap load() const {
        auto loaded = cache().load(folders_);
        EXPECT_TRUE(loaded) << loaded.error().line();
        return loaded ? std::move(*loaded) : LoadedMap{};
    }
    MapCache cache() const { return MapCache(kept_); }

    fs::path folder_;
    DataFolders folders_;
    fs::path kept_ = folder_ / "cache" / "atlas.map";
};

TEST_F(MapCacheTest, GivesTheSameMapTheSecondTime) {
    const LoadedMap first = load();
    EXPECT_FALSE(first.is_from_cache);
    ASSERT_TRUE(cache().keep(first));
    const LoadedMap second = load();
    EXPECT_TRUE(second.is_from_cache);
    EXPECT_EQ(second.stamps, first.stamps);
    EXPECT_EQ(second.notes, first.notes);
    EXPECT_TRUE(scene::write_built_map(*second.map, {}, {}) == scene::write_built_map(*first.map, {}, {}));
}

TEST_F(MapCacheTest, ReadsAgainWhatHasChangedSince) {
    ASSERT_TRUE(cache().keep(load()));
    fs::last_write_time(folders_.name_axes(), fs::file_time_type::clock::now() + std::chrono::seconds(5));
    EXPECT_FALSE(load().is_from_cache);
    ASSERT_TRUE(cache().keep(load()));
    EXPECT_TRUE(load().is_from_cache);
    fs::last_write_time(folders_.map_file(), fs::file_time_type::clock::now() + std::chrono::seconds(5));
    EXPECT_FALSE(load().is_from_cache);
}

TEST_F(MapCacheTest, PassesOverWhatIsDamagedAndKeepsItAnew) {
    ASSERT_TRUE(base::write_file(kept_, "darya map, but not really"));
    const LoadedMap loaded = load();
    EXPECT_FALSE(loaded.is_from_cache);
    ASSERT_TRUE(cache().keep(loaded));
    EXPECT_TRUE(load().is_from_cache);
}

TEST_F(MapCacheTest, KeepsNothingWhereItMayNot) {
    const MapCache none{{}};
    const auto loaded = none.load(folders_);
    ASSERT_TRUE(loaded) << loaded.error().line();
    EXPECT_TRUE(none.keep(*loaded));
    ASSERT_TRUE(base::write_file(folder_ / "file", "x"));
    EXPECT_FALSE(MapCache(folder_ / "file" / "atlas.map").keep(*loaded));
}

TEST_F(MapCacheTest, SaysWhatIsWrongWithTheMapFile) {
    ASSERT_TRUE(base::write_file(folders_.map_file(), "this is no map"));
    const auto loaded = cache().load(folders_);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().line(), testing::HasSubstr("central-asia.gpkg"));
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
