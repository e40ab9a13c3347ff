#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "style/colour_vision.h"
#include "style/style.h"
#include "style/tints.h"

namespace darya::style {
namespace {

namespace fs = std::filesystem;

/// A colour and what it is called when a test fails.
struct Named {
    std::string name;
    Colour colour;
};

/// What a person tells apart by colour among things of one kind, which stand beside each other on the map.
std::map<std::string, std::vector<Named>> colours_with_a_meaning(const Style& style) {
    std::map<std::string, std::vector<Named>> kinds;
    kinds["lines"] = {{"the Amu Darya's basin", style.amu_darya},
                      {"the Syr Darya's basin", style.syr_darya},
                      {"other rivers", style.river[0].colour},
                      {"canals", style.canal.colour},
                      {"borders", style.border.colour}};
    // A planned dam has the shape of a ring: it need not differ in colour from one under construction.
    kinds["marks"] = {
        {"operating", style.dam_operating}, {"under construction", style.dam_building}, {"selection", style.selection}};
    kinds["own layers"] = {};
    for (std::size_t i = 0; i < style.own_layer.size(); ++i)
        kinds["own layers"].push_back({"own layer " + std::to_string(i + 1), style.own_layer[i]});
    kinds["names in texts"] = {
        {"text", style.ink}, {"energy", style.energy}, {"water", style.water}, {"land", style.land}};
    return kinds;
}

/// Two kinds of ground that touch, and how far apart they must look at least: they are large, so less will do.
struct Grounds {
    Named one;
    Named two;
    double least = 0.0;
};

std::vector<Grounds> grounds_with_a_meaning(const Style& style) {
    const Named lake{"lake", style.lake_fill};
    const Named bed{"the Aral's lost bed", style.aral_bed_fill};
    std::vector<Grounds> all{{lake, bed, 10.0}};
    // The Aral lies in low land; its bed has a dashed shore besides.
    for (const std::size_t height : {0U, 1U}) {
        const Named land{"land at height " + std::to_string(height), style.tint[height]};
        all.push_back({land, lake, 12.0});
        all.push_back({land, bed, 6.0});
    }
    return all;
}

class Themes : public testing::TestWithParam<std::string> {
protected:
    Style style_ = [this] {
        const fs::path file = fs::path(DARYA_SOURCE_DIR) / "assets" / "style" / (GetParam() + ".toml");
        const auto text = base::read_file(file);
        EXPECT_TRUE(text) << file;
        auto style = parse_style(text ? *text : "", file.string());
        EXPECT_TRUE(style) << style.error().line();
        return style ? *style : Style{};
    }();

    /// The panel as it looks over the brightest and over the darkest map there could be.
    std::vector<Colour> panels() const { return {over(style_.panel, {255, 255, 255}), over(style_.panel, {0, 0, 0})}; }
    void expect_legible(const std::string& what, Colour letters, Colour ground) const {
        constexpr double least = 4.5;  // WCAG 2.1, level AA
        EXPECT_GE(contrast(letters, ground), least) << what;
    }
    /// Letters on a panel with `tint` of a colour laid on it.
    void expect_legible_on(const std::string& what, Colour letters, Colour tint, float share) const {
        for (const Colour panel : panels())
            expect_legible(what, letters, over(tint.faded(static_cast<double>(share)), panel));
    }
};

INSTANTIATE_TEST_SUITE_P(OfTheProgram, Themes, testing::Values("light", "dark", "print"),
                         [](const auto& theme) { return theme.param; });

TEST_P(Themes, GoByTheNameOfTheirFile) {
    EXPECT_EQ(style_.name, GetParam());
}

TEST_P(Themes, KeepApartColoursThatMeanSomethingForAllEyes) {
    for (const auto& [kind, colours] : colours_with_a_meaning(style_)) {
        for (std::size_t i = 0; i < colours.size(); ++i) {
            for (std::size_t j = i + 1; j < colours.size(); ++j) {
                for (const Vision vision : visions) {
                    constexpr double least = 9.0;  // CIEDE2000: seen at a glance, in small marks too
                    EXPECT_GE(distance(colours[i].colour, colours[j].colour, vision), least)
                        << kind << ": " << colours[i].name << " and " << colours[j].name << ", " << name_of(vision);
                }
            }
        }
    }
}

TEST_P(Themes, KeepApartGroundsThatMeanSomethingForAllEyes) {
    for (const Grounds& pair : grounds_with_a_meaning(style_)) {
        for (const Vision vision : visions) {
            EXPECT_GE(distance(pair.one.colour, pair.two.colour, vision), pair.least)
                << pair.one.name << " and " << pair.two.name << ", " << name_of(vision);
        }
    }
}

TEST_P(Themes, LiftLinesAndMarksOffTheGround) {
    constexpr double least = 18.0;
    for (const auto& [kind, colours] : colours_with_a_meaning(style_)) {
        if (kind == "names in texts") continue;
        for (const Named& one : colours) {
            for (const Vision vision : visions)
                EXPECT_GE(distance(one.colour, style_.tint[1], vision), least) << one.name << ", " << name_of(vision);
        }
    }
}

TEST_P(Themes, TellUnsettledBordersByTheirPattern) {
    EXPECT_EQ(style_.border.gap_px, 0.0F);
    EXPECT_GT(style_.border_unsettled.gap_px, 0.0F);
    EXPECT_GT(style_.border_unsettled.dash_px, 0.0F);
    EXPECT_GT(style_.canal.gap_px, 0.0F);
    EXPECT_GT(style_.aral_old_shore.gap_px, 0.0F);
}

TEST_P(Themes, HaveNamesThatCanBeReadOnTheirHalo) {
    EXPECT_EQ(style_.halo.alpha, 255);
    EXPECT_GE(style_.halo_px, 1.0F);
    for (const Named& name : {Named{"country", style_.country_name},
                              {"neighbour", style_.neighbour_name},
                              {"water", style_.water_name},
                              {"town", style_.town_name},
                              {"dam", style_.dam_name},
                              {"province", style_.province_name},
                              {"range", style_.range_name},
                              {"desert", style_.desert_name},
                              {"scale bar", style_.ink},
                              {"attribution", style_.ink_soft}})
        expect_legible(name.name, name.colour, style_.halo);
}

TEST_P(Themes, HaveTextThatCanBeReadOnPanelsWhateverTheMapBelow) {
    for (const Named& text : {Named{"ink", style_.ink},
                              {"soft ink", style_.ink_soft},
                              {"accent", style_.accent},
                              {"doubt", style_.doubt},
                              {"energy", style_.energy},
                              {"water", style_.water},
                              {"land", style_.land},
                              {"the legend's Aa", style_.country_name}})
        expect_legible_on(text.name, text.colour, style_.panel, 0.0F);
    // The line along the window's lower edge lets more of the map through, for a panel of its own would hide it.
    constexpr double readout_share = 0.86;
    for (const Colour map : {Colour{255, 255, 255}, Colour{0, 0, 0}})
        expect_legible("coordinates", style_.ink, over(style_.panel.faded(readout_share), map));
}

TEST_P(Themes, HaveTextThatCanBeReadOnTintedGround) {
    const Colour accent = style_.accent;
    const Colour line = style_.panel_line;
    for (const Named& name :
         {Named{"energy", style_.energy}, {"water", style_.water}, {"land", style_.land}, {"town", style_.ink}}) {
        expect_legible_on("a name in a text: " + name.name, name.colour, name.colour, lit_name_tint);
        expect_legible_on("a selected name: " + name.name, name.colour, accent, selection_tint);
        expect_legible_on("a peoples' name, lit: " + name.name, style_.ink, name.colour, name_tint);
    }
    for (const Named& chip : {Named{"accent", accent},
                              {"soft", style_.ink_soft},
                              {"energy", style_.energy},
                              {"water", style_.water},
                              {"land", style_.land},
                              {"ink", style_.ink}})
        expect_legible_on("a tag: " + chip.name, chip.colour, chip.colour, hot_chip_tint);
    for (const Named& text : {Named{"ink", style_.ink}, {"soft ink", style_.ink_soft}, {"accent", accent}}) {
        expect_legible_on("a row: " + text.name, text.colour, accent, row_tint);
        expect_legible_on("a field: " + text.name, text.colour, line, hot_field_tint);
    }
    expect_legible_on("selected text", style_.ink, accent, selection_tint);
    expect_legible_on("a word found", accent, accent, found_tint);
    expect_legible_on("a button", style_.ink, line, hot_button_tint);
}

TEST_P(Themes, HaveTextThatCanBeReadOnFilledGround) {
    expect_legible("a tick", style_.halo, style_.accent);
    expect_legible("a key", style_.ink_soft, style_.halo);
    expect_legible("a sentence", style_.ink, style_.halo);
    expect_legible("a doubtful name", style_.doubt,
                   over(style_.doubt.faded(static_cast<double>(doubt_tint)), style_.halo));
    constexpr double tip_share = 0.92;
    for (const Colour map : {Colour{255, 255, 255}, Colour{0, 0, 0}})
        expect_legible("a tip at the mouse", style_.halo, over(style_.ink.faded(tip_share), map));
}

TEST_P(Themes, MakeRiversNarrowerFromRankToRank) {
    for (std::size_t i = 1; i < style_.river.size(); ++i)
        EXPECT_LT(style_.river[i].width_px, style_.river[i - 1].width_px);
}

TEST(PrintTheme, HasNoHueAndTellsApartByLightness) {
    const fs::path file = fs::path(DARYA_SOURCE_DIR) / "assets" / "style" / "print.toml";
    const auto style = parse_style(*base::read_file(file), file.string());
    ASSERT_TRUE(style);
    const auto lightness = [](Colour colour) { return lab_of(light_of(colour)).lightness; };
    for (const auto& [kind, colours] : colours_with_a_meaning(*style)) {
        for (std::size_t i = 0; i < colours.size(); ++i) {
            const Colour colour = colours[i].colour;
            EXPECT_TRUE(colour.red == colour.green && colour.green == colour.blue) << colours[i].name;
            for (std::size_t j = i + 1; j < colours.size(); ++j) {
                constexpr double least = 12.0;  // of 100: a photocopier keeps that
                EXPECT_GE(std::abs(lightness(colour) - lightness(colours[j].colour)), least)
                    << kind << ": " << colours[i].name << " and " << colours[j].name;
            }
        }
    }
    // Greys are hard to tell on thin lines: the two basins differ in kind too, and a border is no match for a river.
    EXPECT_GT(style->syr_darya_core.alpha, 0);
    EXPECT_GE(std::abs(lightness(style->syr_darya_core) - lightness(style->syr_darya)), 60.0);
    EXPECT_GT(lightness(style->border.colour), lightness(style->syr_darya));
    for (const Colour colour : style->tint) EXPECT_TRUE(colour.red == colour.green && colour.green == colour.blue);
    EXPECT_EQ(style->background, (Colour{255, 255, 255, 255}));
}

}  // namespace
}  // namespace darya::style
