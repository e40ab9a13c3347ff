#include "style/style.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/file.h"

namespace darya::style {
namespace {

namespace fs = std::filesystem;

/// The text of the style file that comes with the program.
const std::string& light_toml() {
    static const std::string text = [] {
        const auto read = base::read_file(fs::path(DARYA_SOURCE_DIR) / "assets" / "style" / "light.toml");
        return read ? *read : std::string();
    }();
    return text;
}

Style light() {
    auto style = parse_style(light_toml(), "light.toml");
    EXPECT_TRUE(style) << style.error().line();
    return style ? *style : Style{};
}

std::string with(const std::string& old_text, const std::string& new_text) {
    std::string text = light_toml();
    const auto at = text.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    return at == std::string::npos ? text : text.replace(at, old_text.size(), new_text);
}

/// What is told about a style text, which must not be accepted.
std::string complaint(const std::string& text) {
    const auto style = parse_style(text, "mine.toml");
    EXPECT_FALSE(style);
    return style ? std::string() : style.error().line();
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(LightStyle, IsReadWholly) {
    const Style style = light();
    EXPECT_EQ(style.name, "light");
    EXPECT_EQ(style.tint[0], (Colour{0xef, 0xf0, 0xe2, 255}));
    EXPECT_EQ(style.neighbour_veil, (Colour{0xe4, 0xe4, 0xe0, 0x9e}));
    EXPECT_EQ(style.tint_height_m[5], 4900.0F);
    EXPECT_EQ(style.river[0].width_px, 1.9F);
    EXPECT_EQ(style.river[5].width_px, 0.5F);
    EXPECT_EQ(style.border.dash_px, 0.0F);
    EXPECT_GT(style.border_unsettled.dash_px, 0.0F);
    EXPECT_EQ(style.own_layer[5], (Colour{0x4d, 0x4d, 0x4d, 255}));
    EXPECT_EQ(style.panel_radius_px, 8.0F);
}

TEST(ParseStyle, TellsLineAndColumnOfABadColour) {
    const std::string told = complaint(with("background = \"#dfe6ea\"", "background = \"#dfe6eg\""));
    const std::string before = light_toml().substr(0, light_toml().find("background = "));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    EXPECT_TRUE(says(told, "mine.toml: line " + std::to_string(line) + ", column 14: 'land.background'")) << told;
}

TEST(ParseStyle, TellsWhatIsMissing) {
    EXPECT_TRUE(says(complaint(with("ink_soft = \"#5f584b\"", "")), "'panels.ink_soft' is missing"));
    EXPECT_TRUE(says(complaint(with("[own_layers]", "[own_layer]")), "'own_layers' is missing"));
}

TEST(ParseStyle, TellsWhatItDoesNotKnow) {
    EXPECT_TRUE(
        says(complaint(with("halo_px   = 1.6", "halo_px = 1.6\nhallo_px = 2")), "'names.hallo_px' is not known"));
    EXPECT_TRUE(says(complaint(light_toml() + "\n[sky]\nclouds = 1\n"), "'sky' is not known"));
    EXPECT_TRUE(says(complaint(with("{ colour = \"#77a3c9\", width_px = 1.9 }",
                                    "{ colour = \"#77a3c9\", width_px = 1.9, glow = 3 }")),
                     "'water.river[0].glow' is not known"));
}

TEST(ParseStyle, TellsWrongKindsAndRanges) {
    EXPECT_TRUE(says(complaint(with("halo_px   = 1.6", "halo_px = \"wide\"")), "'names.halo_px' is not a number"));
    EXPECT_TRUE(says(complaint(with("halo_px   = 1.6", "halo_px = 900")), "'names.halo_px' is not between 0 and 10"));
    EXPECT_TRUE(says(complaint(with("halo_px   = 1.6", "halo_px = nan")), "'names.halo_px' is not a number"));
    EXPECT_TRUE(
        says(complaint(with("background = \"#dfe6ea\"", "background = 3")), "'land.background' is not a colour"));
    EXPECT_TRUE(says(complaint(with("[0, 250, 800", "[0, 800, 250")), "does not rise"));
    EXPECT_TRUE(says(complaint(with("[0, 250, 800", "[250, 800")), "is not a list of 6"));
    EXPECT_TRUE(says(complaint(with("border           = { colour = \"#875573\", width_px = 0.9 }", "border = 1")),
                     "'land.border' is not a line"));
    EXPECT_TRUE(says(complaint(with(", gap_px = 3.5", "")), "needs both dash_px and gap_px"));
}

TEST(ParseStyle, GathersSeveralMistakesButNotAHundred) {
    const std::string two = complaint(with("ink_soft = \"#5f584b\"", "inc_soft = \"#5f584b\""));
    EXPECT_TRUE(says(two, "'panels.ink_soft' is missing")) << two;
    EXPECT_TRUE(says(two, "'panels.inc_soft' is not known")) << two;
    const std::string many = complaint("name = 3\n[land]\n[water]\n[marks]\n[names]\n[panels]\n[own_layers]\n");
    EXPECT_TRUE(says(many, " more")) << many;
    EXPECT_LT(many.size(), 800U);
}

TEST(ParseStyle, TellsWhereTheFileIsNotToml) {
    EXPECT_TRUE(says(complaint("name = \"light\"\n[land\ntint = 3\n"), "line 2"));
    EXPECT_TRUE(says(complaint(std::string(100'000, '[')), "line 1"));
    EXPECT_TRUE(says(complaint(std::string("\x7f"
                                           "ELF\0\0\x01",
                                           7)),
                     "line 1"));
}

TEST(ParseStyle, SaysThatAnEmptyFileIsEmpty) {
    EXPECT_TRUE(says(complaint(""), "mine.toml: this style file is empty"));
    EXPECT_TRUE(says(complaint(" \n\n"), "empty"));
}

TEST(ParseStyle, SurvivesEveryCut) {
    const std::string& text = light_toml();
    for (std::size_t length = 0; length + 60 < text.size(); length += 7) {
        const auto style = parse_style(std::string_view(text).substr(0, length), "cut.toml");
        EXPECT_FALSE(style) << length;
    }
}

}  // namespace
}  // namespace darya::style
