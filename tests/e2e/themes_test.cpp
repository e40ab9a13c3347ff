// The look of the window: chosen by key, read anew when its file is saved, drawn at the size that was asked for.

#include <string>

#include <gtest/gtest.h>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

/// The light theme with another colour of the ground beyond the data.
std::string with_background(const std::string& colour) {
    std::string text = bytes_of(fs::path(DARYA_SOURCE_DIR) / "assets" / "style" / "light.toml");
    const std::string key = "background = \"";
    return text.replace(text.find(key) + key.size(), 7, colour);
}

int pixels_of(const ScreenPicture& picture, const data::Colour& wanted) {
    return count_in(picture, picture.whole(), [&](const data::Colour& colour) { return is_near(colour, wanted, 1); });
}

TEST(Theme, IsReadAnewWhenItsFileIsSavedAndKeptWhileThatIsWrong) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.metres_per_px = 9000.0;  // far enough to see where the data end
    start.settings.theme = "mine";
    folder.put_session(start);
    folder.put("config/darya/style/mine.toml", with_background("#10c020"));
    DrivenWindow window(folder);
    constexpr int many = 10'000;
    EXPECT_GT(pixels_of(window.settled_picture(), {0x10, 0xc0, 0x20}), many);

    folder.put("config/darya/style/mine.toml", with_background("#a01090"));
    const ScreenPicture changed = window.settled_picture();
    EXPECT_GT(pixels_of(changed, {0xa0, 0x10, 0x90}), many);
    EXPECT_EQ(pixels_of(changed, {0x10, 0xc0, 0x20}), 0);

    // A notice tells the mistake over the look that was; it goes when the file is right again.
    folder.put("config/darya/style/mine.toml", with_background("#wrong!"));
    const ScreenPicture told = window.settled_picture();
    EXPECT_EQ(trouble_notices(told), 1);
    EXPECT_GT(pixels_of(told, {0xa0, 0x10, 0x90}), many);
    folder.put("config/darya/style/mine.toml", with_background("#a01090"));
    EXPECT_EQ(changed_in(window.settled_picture(), changed, changed.whole()), 0);
    expect_clean(window.quit());
    EXPECT_EQ(folder.session().settings.theme, "mine");
}

TEST(Scale, MakesTheWindowLargerAndTheMouseKnowsIt) {
    const TestFolder folder;
    atlas::Session start = looking_east();
    start.window_width_px = 800;
    start.window_height_px = 500;
    folder.put_session(start);
    DrivenWindow window(folder, {"--scale", "1.5"});
    const ScreenPicture shown = window.settled_picture();
    EXPECT_EQ(shown.width_px, 1200);
    EXPECT_EQ(shown.height_px, 750);
    // The cross of the left panel: 20 px below its top right corner's, at a scale of 1.
    window.click({1.5F * (left_panel_px - 20.0F), 1.5F * 84.0F});
    EXPECT_FALSE(window.session().is_left_panel_open);
    expect_clean(window.quit());
    EXPECT_EQ(folder.session().window_width_px, 800U);
    EXPECT_EQ(folder.session().window_height_px, 500U);
}

}  // namespace
}  // namespace darya::e2e
