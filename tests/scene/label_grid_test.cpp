#include "scene/label_grid.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace darya::scene {
namespace {

TEST(LabelGrid, AnswersAsALookAtEveryBoxDoes) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const auto between = [&random](float low, float high) {
            return std::uniform_real_distribution<float>(low, high)(random);
        };
        const float width = between(100.0F, 900.0F);
        const float height = between(100.0F, 700.0F);
        LabelGrid grid(width, height);
        std::vector<geo::ScreenBox> taken;
        for (int i = 0; i < 120; ++i) {
            // Some beyond the window, some of no size, some very large.
            geo::ScreenBox box{between(-200.0F, width + 200.0F), between(-200.0F, height + 200.0F), 0.0F, 0.0F};
            const float most = i % 20 == 0 ? 2000.0F : 60.0F;
            box.right_px = box.left_px + (i % 15 == 0 ? 0.0F : between(0.0F, most));
            box.bottom_px = box.top_px + between(0.0F, most);
            const bool is_free =
                std::none_of(taken.begin(), taken.end(), [&](const auto& other) { return other.touches(box); });
            ASSERT_EQ(grid.is_free(box), is_free) << "box " << i;
            if (!is_free && i % 3 != 0) continue;
            grid.take(box);
            taken.push_back(box);
        }
    }
}

TEST(LabelGrid, MasksOnlyWhatIsNotFree) {
    std::size_t masked = 0;
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const auto between = [&random](float low, float high) {
            return std::uniform_real_distribution<float>(low, high)(random);
        };
        const float width = between(100.0F, 900.0F);
        LabelGrid grid(width, 300.0F);
        for (int i = 0; i < 20; ++i) {
            const float left = between(-50.0F, width);
            const float top = between(-50.0F, 300.0F);
            grid.take({left, top, left + between(0.0F, 50.0F), top + between(0.0F, 20.0F)});
        }
        for (int i = 0; i < 200; ++i) {
            geo::ScreenBox box{between(-50.0F, width), between(-50.0F, 300.0F), 0.0F, 0.0F};
            box.right_px = box.left_px + between(0.0F, 90.0F);
            box.bottom_px = box.top_px + between(0.0F, 20.0F);
            // Seen from any column at its left, and not before the first.
            const auto columns = grid.columns_under(box.left_px, box.right_px);
            const int from = std::max(columns.first - static_cast<int>(random() % 100), 0);
            const auto rows = grid.rows_under(box.top_px, box.bottom_px);
            if ((grid.masked(rows, from) & columns.bits_from(from)) == 0) continue;
            ++masked;
            EXPECT_FALSE(grid.is_free(box)) << "box " << i;
        }
    }
    EXPECT_GT(masked, 500U);
}

TEST(LabelGrid, LetsBoxesStandEdgeToEdge) {
    LabelGrid grid(200.0F, 200.0F);
    grid.take({10.0F, 10.0F, 48.0F, 48.0F});
    EXPECT_TRUE(grid.is_free({48.0F, 10.0F, 90.0F, 48.0F}));
    EXPECT_TRUE(grid.is_free({10.0F, 48.0F, 48.0F, 90.0F}));
    EXPECT_FALSE(grid.is_free({47.0F, 47.0F, 90.0F, 90.0F}));
}

}  // namespace
}  // namespace darya::scene
