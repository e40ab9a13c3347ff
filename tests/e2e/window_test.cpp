// The window as a whole: small and large, at rest, with letters of the region.

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

TEST(Window, DrawsSmallAndLarge) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.selected = "rogun";
    folder.put_session(start);
    DrivenWindow window(folder);
    struct Size {
        int width_px, height_px;
    };
    for (const Size size : {Size{480, 360}, {300, 200}, {1600, 1200}, {1280, 800}}) {
        SCOPED_TRACE(size.width_px);
        window.resize(size.width_px, size.height_px);
        const ScreenPicture shown = window.settled_picture();
        ASSERT_TRUE(window.is_alive());
        // Each corner shows something: map, scale bar, panels.
        const auto width = static_cast<float>(size.width_px);
        const auto height = static_cast<float>(size.height_px);
        for (const geo::ScreenBox& corner : {geo::ScreenBox{0, 0, 100, 100},
                                             {width - 100, 0, width, 100},
                                             {0, height - 100, 100, height},
                                             {width - 100, height - 100, width, height}}) {
            EXPECT_GT(colours_in(shown, corner), 10) << corner.left_px << ", " << corner.top_px;
        }
    }
    const atlas::Session after = window.session();
    EXPECT_EQ(after.window_width_px, 1280U);
    EXPECT_EQ(after.window_height_px, 800U);
    expect_clean(window.quit());
}

TEST(Window, NeedsNearlyNoProcessorWhileNothingMoves) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder);
    window.move_mouse({700.0F, 400.0F});
    window.session();  // it has been written: nothing is left to do
    const double before_s = window.cpu_s();
    constexpr double rest_s = 3.0;
    std::this_thread::sleep_for(std::chrono::duration<double>(rest_s));
    // 3 of 100 is what it may take; sanitizers make everything a few times slower.
    EXPECT_LT((window.cpu_s() - before_s) / rest_s, 0.10);
    expect_clean(window.quit());
}

/// What is dark in a band of rows, from its first to its last column.
struct Line {
    int top = 0;
    std::vector<std::vector<bool>> rows;
};

/// The lines of text in a box.
std::vector<Line> lines_in(const ScreenPicture& picture, const geo::ScreenBox& box) {
    std::vector<Line> lines;
    bool is_in_line = false;
    for (int y = static_cast<int>(box.top_px); y < static_cast<int>(box.bottom_px); ++y) {
        std::vector<bool> row;
        for (int x = static_cast<int>(box.left_px); x < static_cast<int>(box.right_px); ++x) {
            const data::Colour& colour = picture.at(x, y);
            row.push_back(colour.red + colour.green + colour.blue < 3 * 150);
        }
        const bool is_dark = std::find(row.begin(), row.end(), true) != row.end();
        if (is_dark && !is_in_line) lines.push_back({y, {}});
        if (is_dark) lines.back().rows.push_back(row);
        is_in_line = is_dark;
    }
    return lines;
}

TEST(Window, DrawsCyrillicLettersAndFindsThemWhenTyped) {
    const TestFolder folder;
    // A letter that no font has is drawn as the same box or mark as any other; these lines must differ.
    const fs::path article =
        folder.put("letters.txt", "Letters\n\nжжжжжжжжжж\n\nшшшшшшшшшш\n\nғғғғғғғғғғ\n\nжжжжжжжжжж\n");
    atlas::Session start = looking_east();
    start.files = {article.string()};
    folder.put_session(start);
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();
    window.press("ctrl+f");
    window.type("жж");
    window.press("Return");
    window.move_mouse({400.0F, 750.0F});
    const ScreenPicture shown = window.settled_picture();
    geo::ScreenBox reader = new_panel_at_right(before, shown);
    ASSERT_GT(reader.width_px(), 300.0F);
    reader.left_px += 31.0F;  // beyond the mark beside the passage that was looked for
    reader.right_px -= 60.0F;
    reader.top_px += 20.0F;
    reader.bottom_px -= 30.0F;
    const std::vector<Line> lines = lines_in(shown, reader);
    ASSERT_GE(lines.size(), 4U);
    const std::size_t first = lines.size() - 4;
    EXPECT_NE(lines[first].rows, lines[first + 1].rows);
    EXPECT_NE(lines[first].rows, lines[first + 2].rows);
    EXPECT_NE(lines[first + 1].rows, lines[first + 2].rows);
    EXPECT_EQ(lines[first].rows, lines[first + 3].rows) << "the same letters look the same";
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
