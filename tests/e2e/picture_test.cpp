// Pictures of the map from the window: saved, and copied into another program.

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include <SFML/Graphics/Image.hpp>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

/// How many different colours a picture has, counted up to a few hundred: a map has many, a blank picture one.
std::size_t colour_count(const sf::Image& image) {
    std::vector<sf::Uint32> seen;
    for (unsigned y = 0; y < image.getSize().y; y += 7) {
        for (unsigned x = 0; x < image.getSize().x; x += 7) {
            const sf::Uint32 colour = image.getPixel(x, y).toInteger();
            if (seen.size() < 300 && std::find(seen.begin(), seen.end(), colour) == seen.end()) seen.push_back(colour);
        }
    }
    return seen.size();
}

TEST(Picture, IsSavedByTwoKeysUnderAFreeNameAndSaysWhere) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder);
    const ScreenPicture before = window.settled_picture();
    window.press("ctrl+s");
    const ScreenPicture asking = window.settled_picture();
    EXPECT_GT(changed_in(before, asking, asking.whole()), 100'000) << "there is no dialog";
    window.press("ctrl+s");
    window.settled_picture();
    window.press("ctrl+s");
    window.settled_picture();
    window.press("ctrl+s");
    window.settled_picture();
    for (const char* name : {"map.png", "map 2.png"}) {
        sf::Image image;
        ASSERT_TRUE(image.loadFromFile((folder.path() / name).string())) << name;
        EXPECT_EQ(image.getSize(), sf::Vector2u(1600, 1000));
        EXPECT_GT(colour_count(image), 100U) << name;
    }
    window.press("ctrl+s");
    window.press("Escape");
    EXPECT_GT(changed_in(asking, window.settled_picture(), {400.0F, 200.0F, 800.0F, 500.0F}), 50'000)
        << "the dialog is still there";
    expect_clean(window.quit());
}

TEST(Picture, IsPastedByAnotherProgram) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder);
    EXPECT_EQ(window.copied_picture(), "");
    window.press("ctrl+shift+c");
    window.settled_picture();
    const std::string png = window.copied_picture();
    ASSERT_GT(png.size(), 300'000U) << "so large that it goes in pieces";
    sf::Image image;
    ASSERT_TRUE(image.loadFromMemory(png.data(), png.size()));
    EXPECT_EQ(image.getSize(), sf::Vector2u(1600, 1000));
    EXPECT_GT(colour_count(image), 100U);
    EXPECT_EQ(window.copied_picture(), png) << "it can be pasted again";
    // Where one pastes here, one is told why nothing comes.
    window.press("ctrl+v");
    window.settled_picture();
    EXPECT_TRUE(window.is_alive());
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
