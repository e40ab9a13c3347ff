#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "atlas/atlas.h"
#include "base/utf8.h"
#include "panels/panels.h"
#include "panels/theme.h"
#include "reading/mentions.h"
#include "reading/texts.h"
#include "scene/small_map.h"
#include "style/text.h"

namespace darya::panels {

/// The panels without a window: Dear ImGui is driven by hand, and what it would draw is read letter by letter.
class Screen {
public:
    atlas::Atlas atlas;
    PanelState state;
    Readout readout;
    std::vector<atlas::Command> asked;  // in the last frame

    explicit Screen(float width_px = 1280.0F, float height_px = 800.0F)
        : context_(ImGui::CreateContext(fonts().atlas.get())) {
        ImGui::SetCurrentContext(context_);
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().LogFilename = nullptr;
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().KeyMap[ImGuiKey_Enter] = enter_key;
#endif
        atlas.gazetteer = std::make_shared<const reading::Gazetteer>(reading::known_places());
        atlas.map = scene::small_map();
        atlas.style = std::make_shared<const style::Style>(scene::light_style());
        atlas.layers = scene::default_layers();
        apply_theme(*atlas.style);
        resize(width_px, height_px);
    }
    ~Screen() {
        ImGui::DestroyContext(context_);
    }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    void resize(float width_px, float height_px) {
        atlas.camera.width_px = width_px;
        atlas.camera.height_px = height_px;
    }
    /// Draws the panels once; `asked` holds what they asked for, and nothing of it is carried out.
    void draw() {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {atlas.camera.width_px, atlas.camera.height_px};
        io.DeltaTime = 1.0F / 60.0F;
        asked.clear();
        ImGui::NewFrame();
        draw_panels(atlas, state, readout, fonts().fonts, now_s_ += 1.0 / 60.0, asked);
        ImGui::Render();
        for (const atlas::SearchFor& search : all_asked<atlas::SearchFor>()) answer(search.typed);
    }
    /// What the program would find, at once.
    void answer(const std::string& typed) {
        static const reading::PlaceNames names(std::make_shared<const reading::Gazetteer>(reading::known_places()));
        atlas.searched = typed;
        if (typed.empty()) return;
        if (!index_) index_ = *reading::SearchIndex::make();
        index_->update(atlas.library);
        atlas.answer = std::make_shared<const reading::SearchAnswer>(index_->search(typed, atlas.library, names));
    }
    /// Draws until a new window has taken its size and place.
    void settle() {
        for (int i = 0; i < 3; ++i) draw();
    }
    void point(float x_px, float y_px) {
        ImGui::GetIO().MousePos = {x_px, y_px};
        draw();
    }
    /// Presses and releases the button where the mouse is; `asked` holds what was asked for meanwhile.
    void click() {
        std::vector<atlas::Command> all;
        for (const bool is_down : {true, false}) {
            ImGui::GetIO().MouseDown[0] = is_down;
            draw();
            all.insert(all.end(), asked.begin(), asked.end());
        }
        asked = std::move(all);
    }
    /// Presses at a point, goes to another and lets go there; with Shift where it is held.
    void drag(float from_x, float from_y, float to_x, float to_y) {
        point(from_x, from_y);
        ImGui::GetIO().MouseDown[0] = true;
        draw();
        point((from_x + to_x) / 2, (from_y + to_y) / 2);
        point(to_x, to_y);
        ImGui::GetIO().MouseDown[0] = false;
        draw();
    }
    /// So many clicks, one after the other, at a point; what was clicked before is long past.
    void click_times(float x, float y, int times) {
        ImGui::GetIO().MouseDown[0] = false;
        for (int i = 0; i < 30; ++i) point(-50.0F, -50.0F);
        point(x, y);
        for (int i = 0; i < times; ++i) click();
    }
    /// A key of the reader; gives what it asked to be put on the clipboard, "" for nothing.
    std::string press(ReaderKey key) {
        state.reader.keys.push_back(key);
        draw();
        const auto copied = all_asked<atlas::CopyText>();
        return copied.empty() ? std::string() : copied.front().text;
    }
    void type(const std::string& text) {
        ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
        draw();
    }
    void press_enter() {
        std::vector<atlas::Command> all;
        for (const bool is_down : {true, false}) {
#if IMGUI_VERSION_NUM < 18700
            ImGui::GetIO().KeysDown[enter_key] = is_down;
#else
            ImGui::GetIO().AddKeyEvent(ImGuiKey_Enter, is_down);
#endif
            draw();
            all.insert(all.end(), asked.begin(), asked.end());
        }
        asked = std::move(all);
    }

    /// Moves the mouse over the window until `is_there` holds; false where it never does.
    bool point_until(const std::function<bool()>& is_there, float step_px = 7.0F) {
        for (float y = 3.0F; y < atlas.camera.height_px; y += step_px) {
            for (float x = 3.0F; x < atlas.camera.width_px; x += step_px) {
                point(x, y);
                if (is_there()) return true;
            }
        }
        return false;
    }
    /// Clicks one thing after the other that can be clicked until a command of this kind was asked for.
    template <typename Kind>
    std::optional<Kind> click_until(const std::function<bool(const Kind&)>& is_wanted) {
        std::set<ImGuiID> seen;
        std::optional<Kind> found;
        point_until(
            [&] {
                const ImGuiID hovered = ImGui::GetCurrentContext()->HoveredId;
                if (hovered == 0 || !seen.insert(hovered).second) return false;
                click();
                for (const Kind& one : all_asked<Kind>()) {
                    if (is_wanted(one)) found = one;
                }
                return found.has_value();
            },
            9.0F);
        return found;
    }
    template <typename Kind>
    std::vector<Kind> all_asked() const {
        std::vector<Kind> found;
        for (const atlas::Command& command : asked) {
            if (const Kind* one = std::get_if<Kind>(&command)) found.push_back(*one);
        }
        return found;
    }

    /// All letters of the last frame in the order they were drawn, without spaces: what a person can read.
    std::string letters() const {
        std::string text;
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i) {
            const ImVector<ImDrawVert>& corners = data.CmdLists[i]->VtxBuffer;
            for (int v = 0; v + 2 < corners.Size; ++v) {
                const auto glyph = glyphs().find({corners[v].uv.x, corners[v].uv.y});
                if (glyph == glyphs().end() || glyph->second.second.x != corners[v + 2].uv.x ||
                    glyph->second.second.y != corners[v + 2].uv.y) {
                    continue;
                }
                base::append_utf8(text, glyph->second.first);
                v += 3;
            }
        }
        return text;
    }
    /// Whether the last frame shows this text; spaces and line breaks do not count.
    bool shows(const std::string& text) const {
        std::string wanted;
        for (std::size_t at = 0; at < text.size();) {
            const base::CodePoint point = base::code_point_at(text, at);
            const bool is_space = point.value == U' ' || point.value == U'\n' || point.value == 0xA0;
            if (!is_space) base::append_utf8(wanted, point.value);
            at += point.byte_count;
        }
        return letters().find(wanted) != std::string::npos;
    }

    reading::PlaceId id(const char* place) const {
        return reading::place_id(place);
    }
    reading::ArticleId open(const std::string& text, const std::string& file = "test.txt") {
        static const reading::NameFinder finder(reading::known_places());
        const auto article = reading::text_of(text, file);
        atlas.library = atlas.library.with(article, finder.find(*article));
        return atlas.library.articles().back();
    }

private:
    static constexpr int enter_key = 13;

    static const FontSet& fonts() {
        static const FontSet set = [] {
            base::Notes notes;
            const auto files = style::find_fonts(notes);
            EXPECT_TRUE(files);
            return build_fonts(*files);
        }();
        return set;
    }
    using Glyphs = std::map<std::pair<float, float>, std::pair<char32_t, ImVec2>>;
    static const Glyphs& glyphs() {
        static const Glyphs known = [] {
            Glyphs all;
            for (const ImFont* font : fonts().atlas->Fonts) {
                for (const ImFontGlyph& glyph : font->Glyphs) {
                    if (glyph.Visible != 0)
                        all[{glyph.U0, glyph.V0}] = {static_cast<char32_t>(glyph.Codepoint), {glyph.U1, glyph.V1}};
                }
            }
            return all;
        }();
        return known;
    }

    std::shared_ptr<reading::SearchIndex> index_;
    ImGuiContext* context_;
    double now_s_ = 0.0;
};

}  // namespace darya::panels
