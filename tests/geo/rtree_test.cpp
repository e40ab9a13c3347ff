#include "geo/rtree.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace darya::geo {
namespace {

TEST(BoxTree, FindsWhatLookingAtEveryBoxFinds) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> place(-1000.0, 1000.0);
        std::uniform_real_distribution<double> size(0.0, seed % 3 == 0 ? 1000.0 : 30.0);
        const auto any_box = [&] {
            const double left = place(random);
            const double bottom = place(random);
            return MapBox{left, bottom, left + size(random), bottom + size(random)};
        };
        std::vector<MapBox> boxes(random() % 700);
        for (MapBox& box : boxes) box = random() % 20 == 0 ? MapBox{} : any_box();
        const BoxTree tree(boxes);
        EXPECT_EQ(tree.size(), boxes.size());
        for (int question = 0; question < 20; ++question) {
            const MapBox window = any_box();
            std::vector<std::uint32_t> expected;
            for (std::uint32_t i = 0; i < boxes.size(); ++i) {
                if (boxes[i].touches(window)) expected.push_back(i);
            }
            std::vector<std::uint32_t> found{77};
            tree.search(window, found);
            EXPECT_EQ(found, expected);
        }
    }
}

TEST(BoxTree, FindsABoxByItsEdge) {
    const BoxTree tree({{0, 0, 10, 10}, {10, 10, 20, 20}, {30, 30, 40, 40}});
    std::vector<std::uint32_t> found;
    tree.search({10, 10, 10, 10}, found);
    EXPECT_EQ(found, (std::vector<std::uint32_t>{0, 1}));
}

TEST(BoxTree, WithoutBoxesFindsNothing) {
    std::vector<std::uint32_t> found{1, 2};
    BoxTree().search({0, 0, 1, 1}, found);
    EXPECT_TRUE(found.empty());
    const BoxTree of_empty_boxes(std::vector<MapBox>(50));
    of_empty_boxes.search({-1e9, -1e9, 1e9, 1e9}, found);
    EXPECT_TRUE(found.empty());
    const BoxTree tree({{0, 0, 10, 10}});
    tree.search(MapBox{}, found);
    EXPECT_TRUE(found.empty());
}

TEST(BoxTree, TakesBoxesThatAreNotNumbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<MapBox> boxes(100, MapBox{nan, nan, nan, nan});
    boxes[40] = {0, 0, 1, 1};
    boxes[60] = {0, 0, std::numeric_limits<double>::infinity(), 1};
    std::vector<std::uint32_t> found;
    BoxTree(boxes).search({0, 0, 1, 1}, found);
    EXPECT_EQ(found, (std::vector<std::uint32_t>{40, 60}));
}

}  // namespace
}  // namespace darya::geo
