#include "app/own_map.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "base/file.h"

namespace darya::app {
namespace {

/// A folder for map files of a person and a cache of their levels.
class OwnMapTest : public testing::Test {
protected:
    OwnMapTest() {
        std::string name = (fs::temp_directory_path() / "darya-own-map-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
    }
    ~OwnMapTest() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    /// A GeoJSON of rivers side by side with so many points together.
    fs::path river_map(const std::string& name, int point_count) const {
        std::ostringstream text;
        text << R"({"type": "FeatureCollection", "features": [)";
        constexpr int most_in_line = 20'000;
        for (int first = 0; first < point_count; first += most_in_line) {
            text
                << (first == 0 ? "" : ",")
                << R"({"type": "Feature", "properties": {"name": "Long"}, "geometry": {"type": "LineString", "coordinates": [)";
            for (int i = 0; i < most_in_line; ++i) {
                text << (i == 0 ? "" : ",") << '[' << 60.0 + i * 0.0005 << ','
                     << 40.0 + first * 1e-5 + 0.01 * std::sin(i) << ']';
            }
            text << "]}}";
        }
        text << "]}";
        EXPECT_TRUE(base::write_file(folder_ / name, text.str()));
        return folder_ / name;
    }
    fs::path kept_file() const {
        for (const auto& entry : fs::directory_iterator(folder_ / "cache")) return entry.path();
        return {};
    }
    std::size_t kept_count() const {
        std::error_code trouble;
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(folder_ / "cache", trouble)) count += entry.is_regular_file();
        return count;
    }

    fs::path folder_;
    base::Notes notes_;
    LevelCache cache() const { return LevelCache(folder_ / "cache"); }
};

TEST_F(OwnMapTest, IsWholeAtFirstSightWhereItIsSmallAndIsNotKept) {
    const auto look = first_look(river_map("small.geojson", 20'000), "own:1", cache(), notes_);
    ASSERT_TRUE(look) << look.error().line();
    EXPECT_TRUE(look->is_whole);
    EXPECT_TRUE(look->layer->levels);
    EXPECT_FALSE(look->layer->strokes.empty());
    EXPECT_EQ(kept_count(), 0U);
}

TEST_F(OwnMapTest, IsACoarsePictureAtFirstSightAndWholeAfterItWasReadOnce) {
    const fs::path file = river_map("large.geojson", 640'000);
    const auto first = first_look(file, "own:1", cache(), notes_);
    ASSERT_TRUE(first) << first.error().line();
    EXPECT_FALSE(first->is_whole);
    EXPECT_FALSE(first->layer->levels);
    EXPECT_FALSE(first->layer->strokes.empty());
    const auto whole = load_own_layer(file, "own:1", notes_, cache());
    ASSERT_TRUE(whole) << whole.error().line();
    EXPECT_NEAR(first->layer->box.width_m(), (*whole)->box.width_m(), 1'000.0);
    EXPECT_EQ((*whole)->tables[0].text(0, "name"), "Long");
    ASSERT_EQ(kept_count(), 1U);
    const auto again = first_look(file, "own:2", cache(), notes_);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->is_whole);
    EXPECT_EQ(again->layer->id, "own:2");
    EXPECT_EQ(again->layer->tables[0].text(0, "name"), "Long");
    EXPECT_EQ(again->layer->levels->levels.size(), (*whole)->levels->levels.size());
}

TEST_F(OwnMapTest, IsReadAnewWhenTheFileHasChanged) {
    const fs::path file = river_map("large.geojson", 220'000);
    ASSERT_TRUE(load_own_layer(file, "own:1", notes_, cache()));
    ASSERT_TRUE(cache().find(file));
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(1));
    EXPECT_FALSE(cache().find(file));
    ASSERT_TRUE(load_own_layer(file, "own:1", notes_, cache()));
    EXPECT_TRUE(cache().find(file));
    EXPECT_EQ(kept_count(), 1U);
}

TEST_F(OwnMapTest, IsReadAnewWhenWhatIsKeptIsDamagedOrForeign) {
    const fs::path file = river_map("large.geojson", 220'000);
    ASSERT_TRUE(load_own_layer(file, "own:1", notes_, cache()));
    const auto good = base::read_file(kept_file());
    ASSERT_TRUE(good);
    std::string changed_block = *good;
    changed_block[60] = static_cast<char>(changed_block[60] ^ 1);  // in the coarsest level, which is read at once
    for (const std::string& bad :
         {std::string("nonsense"), std::string(), good->substr(0, good->size() / 2), changed_block}) {
        ASSERT_TRUE(base::write_file(kept_file(), bad));
        const auto layer = load_own_layer(file, "own:1", notes_, cache());
        ASSERT_TRUE(layer) << layer.error().line();
        EXPECT_FALSE((*layer)->strokes.empty());
        const auto kept = base::read_file(kept_file());
        ASSERT_TRUE(kept);
        EXPECT_EQ(kept->size(), good->size());
    }
}

TEST_F(OwnMapTest, GoesOnWithoutTheFileItsLevelsWereKeptIn) {
    const fs::path file = river_map("large.geojson", 220'000);
    const auto layer = load_own_layer(file, "own:1", notes_, cache());
    ASSERT_TRUE(layer);
    fs::remove_all(folder_ / "cache");
    EXPECT_TRUE(scene::read_block(*(*layer)->levels, (*layer)->levels->levels.size() - 1, 0));
}

TEST_F(OwnMapTest, KeepsNoMoreThanTheLimitAndLetsTheOldestGo) {
    const fs::path a = river_map("a.geojson", 220'000);
    const fs::path b = river_map("b.geojson", 220'000);
    ASSERT_TRUE(load_own_layer(a, "own:1", notes_, cache()));
    const auto size = fs::file_size(kept_file());
    fs::last_write_time(kept_file(), fs::file_time_type::clock::now() - std::chrono::hours(1));
    const LevelCache small(folder_ / "cache", size + size / 2);
    ASSERT_TRUE(base::write_file(folder_ / "cache" / "readme.txt", std::string(size, 'x')));  // not ours: stays
    ASSERT_TRUE(load_own_layer(b, "own:2", notes_, small));
    EXPECT_FALSE(small.find(a));
    EXPECT_TRUE(small.find(b));
    EXPECT_TRUE(fs::exists(folder_ / "cache" / "readme.txt"));
    const LevelCache tiny(folder_ / "tiny", 100);
    EXPECT_TRUE(load_own_layer(b, "own:2", notes_, tiny));
    EXPECT_FALSE(tiny.find(b));
}

TEST_F(OwnMapTest, HasItsLevelsInMemoryWhereNothingCanBeKept) {
    const fs::path file = river_map("large.geojson", 220'000);
    ASSERT_TRUE(base::write_file(folder_ / "cache", "a file where the folder should be"));
    const auto layer = load_own_layer(file, "own:1", notes_, cache());
    ASSERT_TRUE(layer) << layer.error().line();
    EXPECT_TRUE(scene::read_block(*(*layer)->levels, (*layer)->levels->levels.size() - 1, 0));
}

}  // namespace
}  // namespace darya::app
