#include "panels/key_ring.h"
#include "panels/screen.h"

namespace darya::panels {
namespace {

struct WithSettings : Screen {
    explicit WithSettings(float width_px = 1280.0F, float height_px = 800.0F) : Screen(width_px, height_px) {
        key_ring().leave();
        atlas.themes = {"light", "dark", "print", "sepia"};
        state.is_settings_open = true;
        settle();
    }
    ~WithSettings() { key_ring().leave(); }
    /// Steps with the keyboard until a press changes the settings to something wanted.
    bool press_for(const std::function<bool(const atlas::Settings&)>& is_wanted) {
        for (int i = 0; i < 120; ++i) {
            key_ring().step(1);
            draw();
            key_ring().press();
            draw();
            for (const auto& change : all_asked<atlas::ChangeSettings>()) {
                if (is_wanted(change.settings)) return true;
            }
        }
        return false;
    }
};

TEST(Settings, ShowWhatCanBeChosen) {
    const WithSettings screen;
    for (const char* words : {"THEME", "Light", "Dark", "Print", "Sepia", "Русский", "Graticule", "Overview", "15 px"})
        EXPECT_TRUE(screen.shows(words)) << words;
}

TEST(Settings, AreOpenedByTheGear) {
    Screen screen;
    screen.settle();
    EXPECT_FALSE(screen.shows("SIZE OF TEXTS"));
    // Down the column of buttons at the right edge.
    for (float y_px = 560.0F; y_px < 790.0F && !screen.state.is_settings_open; y_px += 17.0F) {
        screen.point(1249.0F, y_px);
        screen.point(1249.0F, y_px);
        screen.click();
    }
    screen.settle();
    EXPECT_TRUE(screen.shows("SIZE OF TEXTS"));
}

TEST(Settings, ChangeOneThingAndKeepTheOthers) {
    WithSettings screen;
    screen.atlas.settings.furniture.overview = false;
    atlas::Settings wanted = screen.atlas.settings;
    wanted.theme = "dark";
    std::set<ImGuiID> seen;
    EXPECT_TRUE(screen.point_until(
        [&] {
            const ImGuiID hovered = ImGui::GetCurrentContext()->HoveredId;
            if (hovered == 0 || !seen.insert(hovered).second) return false;
            screen.click();
            screen.state.is_settings_open = true;  // what closes them is among what can be clicked
            const auto changes = screen.all_asked<atlas::ChangeSettings>();
            return !changes.empty() && changes.back().settings == wanted;
        },
        9.0F));
}

TEST(Settings, AreChangedByKeyboard) {
    WithSettings screen;
    EXPECT_TRUE(screen.press_for([](const atlas::Settings& s) { return s.theme == "sepia"; }));
    EXPECT_TRUE(screen.press_for([](const atlas::Settings& s) { return s.language == scene::NameLanguage::russian; }));
    EXPECT_TRUE(screen.press_for([](const atlas::Settings& s) { return s.furniture.graticule; }));
    EXPECT_TRUE(screen.press_for([](const atlas::Settings& s) { return !s.furniture.scale_bar; }));
}

TEST(Settings, ChangeTheSizeOfTexts) {
    WithSettings screen;
    const auto larger = screen.click_until<atlas::SetTextSize>(
        [&](const atlas::SetTextSize& asked) { return asked.text_px == screen.atlas.text_px + 1.0F; });
    EXPECT_TRUE(larger);
}

TEST(Settings, FitIntoASmallWindow) {
    WithSettings screen(560.0F, 300.0F);
    const auto covers = screen.all_asked<atlas::CoverMap>();
    ASSERT_FALSE(covers.empty());
    for (const geo::ScreenBox& box : covers.back().panels) {
        EXPECT_GE(box.top_px, 0.0F);
        EXPECT_LE(box.bottom_px, 300.0F);
        EXPECT_GE(box.left_px, 0.0F);
    }
}

TEST(Fonts, AreMeasuredAlikeAtEveryScale) {
    base::Notes notes;
    const auto files = style::find_fonts(notes);
    ASSERT_TRUE(files);
    const FontSet plain = build_fonts(*files);
    const FontSet sharp = build_fonts(*files, 15.0F, 2.0F);
    const char* const words = "Kambarata-1, Рогун";
    for (int i = 0; i < plain.atlas->Fonts.Size; ++i) {
        const ImFont& one = *plain.atlas->Fonts[i];
        const ImFont& two = *sharp.atlas->Fonts[i];
        EXPECT_FLOAT_EQ(one.FontSize, two.FontSize);
        EXPECT_NEAR(one.Ascent, two.Ascent, 1.0F);
        const float width = one.CalcTextSizeA(one.FontSize, 1e9F, 0.0F, words).x;
        EXPECT_NEAR(two.CalcTextSizeA(two.FontSize, 1e9F, 0.0F, words).x, width, 0.05F * width) << "hinting rounds";
        const ImFontGlyph& letter = *two.FindGlyphNoFallback('K');
        const float pixels = (letter.U1 - letter.U0) * static_cast<float>(sharp.atlas->TexWidth);
        EXPECT_NEAR(pixels, 2.0F * (letter.X1 - letter.X0), 0.01F) << "two pixels of the screen for each";
    }
}

}  // namespace
}  // namespace darya::panels
