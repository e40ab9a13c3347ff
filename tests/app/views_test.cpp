// Whole views of the real map, each theme: as pictures, and as the lists of what is drawn.

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include <SFML/Graphics/Image.hpp>

#include "app/picture.h"
#include "app/picture_png.h"
#include "golden.h"
#include "paint/golden_picture.h"
#include "scene/describe.h"

namespace darya::app {
namespace {

struct View {
    const char* name;
    const char* view;
};
constexpr View views[] = {{"region", "region"},       {"fergana", "71.4,40.6,420"}, {"vakhsh", "69.4,38.2,260"},
                          {"naryn", "72.6,41.5,280"}, {"aral", "aral-sea"},         {"rogun", "rogun"}};
constexpr const char* themes[] = {"light", "dark", "print"};

class Views : public testing::TestWithParam<std::tuple<View, const char*>> {
protected:
    void SetUp() override {
        base::Notes notes;
        const auto fonts = style::find_fonts(notes);
        ASSERT_TRUE(fonts);
        fonts_ = *fonts;
        const std::filesystem::path root = DARYA_SOURCE_DIR;
        folders_ = {root / "assets", root / "shaders", root / "geodata"};
        const auto& [view, theme] = GetParam();
        name_ = std::string("view_") + view.name + '_' + theme;
        PictureWish wish;
        wish.view = view.view;
        wish.style = theme;
        wish.figure.width_px = 400.0;
        wish.figure.height_px = 250.0;
        auto drawn = picture_frame(folders_, wish, fonts_);
        ASSERT_TRUE(drawn) << drawn.error().line();
        frame_ = std::move(drawn->frame);
    }

    style::FontFiles fonts_;
    DataFolders folders_;
    std::string name_;
    scene::Frame frame_;
};

/// Without what another version of a font moves by a fraction of a pixel: names stay, their places go.
std::string without_places_of_names(const std::string& described) {
    std::istringstream lines(described);
    std::string text;
    for (std::string line; std::getline(lines, line);) {
        const bool is_name = line.starts_with("label ") || line.starts_with("  \"") || line.starts_with("attribution ");
        if (is_name) line.resize(std::min(line.find(',', line.rfind('"')), line.size()));
        text += line + '\n';
    }
    return text;
}

class ViewLists : public Views {};

TEST_P(ViewLists, AreAsExpected) {
    tests::expect_golden(name_ + ".txt", without_places_of_names(scene::describe(frame_)));
}

TEST_P(Views, LookAsExpected) {
    const auto png = draw_png(frame_, folders_.shaders, fonts_);
    ASSERT_TRUE(png) << png.error().line();
    sf::Image picture;
    ASSERT_TRUE(picture.loadFromMemory(png->data(), png->size()));
    paint::expect_golden(picture, name_ + ".png", {.channel_step = 48, .pixel_share = 0.01});
}

const auto name_of = [](const auto& view) {
    return std::string(std::get<0>(view.param).name) + '_' + std::get<1>(view.param);
};
INSTANTIATE_TEST_SUITE_P(All, Views, testing::Combine(testing::ValuesIn(views), testing::ValuesIn(themes)), name_of);
// What is drawn is the same in every theme, but for its colours.
INSTANTIATE_TEST_SUITE_P(Light, ViewLists, testing::Combine(testing::ValuesIn(views), testing::Values("light")),
                         name_of);

}  // namespace
}  // namespace darya::app
