#include <algorithm>
#include <array>
#include <string>

#include "panels/panel_parts.h"

namespace darya::panels {

namespace {

struct Piece {
    const char* words;
    bool scene::Furniture::*is_shown;
};
constexpr std::array pieces{
    Piece{"Legend, in pictures", &scene::Furniture::legend}, Piece{"Scale bar", &scene::Furniture::scale_bar},
    Piece{"Graticule", &scene::Furniture::graticule},        Piece{"North mark", &scene::Furniture::north_mark},
    Piece{"Overview", &scene::Furniture::overview},          Piece{"Coordinates", &scene::Furniture::coordinates},
    Piece{"Attribution", &scene::Furniture::attribution}};
constexpr std::array languages{"English", "Русский", "Local"};  // by scene::NameLanguage

/// "light" as a title.
std::string titled(std::string name) {
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

void draw_theme(const PanelContext& context, atlas::Settings& settings) {
    section(context.fonts, context.style(), "THEME");
    for (std::size_t i = 0; i < context.atlas.themes.size(); ++i) {
        const std::string& name = context.atlas.themes[i];
        if (i > 0) ImGui::SameLine(0.0F, 6.0F);
        if (choice(context.fonts, context.style(), titled(name).c_str(), settings.theme == name)) settings.theme = name;
    }
}

void draw_language(const PanelContext& context, atlas::Settings& settings) {
    section(context.fonts, context.style(), "NAMES ON THE MAP");
    for (std::size_t i = 0; i < languages.size(); ++i) {
        const auto language = static_cast<scene::NameLanguage>(i);
        if (i > 0) ImGui::SameLine(0.0F, 6.0F);
        if (choice(context.fonts, context.style(), languages[i], settings.language == language))
            settings.language = language;
    }
}

void draw_furniture(const PanelContext& context, atlas::Settings& settings) {
    section(context.fonts, context.style(), "ON THE MAP");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8.0F, 3.0F));
    for (const Piece& piece : pieces) {
        bool& is_shown = settings.furniture.*piece.is_shown;
        ImGui::PushID(piece.words);
        bool is_clicked = check_box(context.style(), "shown", is_shown);
        ImGui::SameLine(0.0F, 9.0F);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        is_clicked = ImGui::InvisibleButton("words", {ImGui::GetContentRegionAvail().x, 22.0F}) || is_clicked;
        ImGui::GetWindowDrawList()->AddText({at.x, at.y + 2.5F}, packed(context.style().ink), piece.words);
        if (is_clicked) is_shown = !is_shown;
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
}

void draw_text_size(const PanelContext& context) {
    section(context.fonts, context.style(), "SIZE OF TEXTS");
    const float text_px = context.atlas.text_px;
    if (chip(context.fonts, "A −", context.style().ink_soft, "smaller"))
        context.ask(atlas::SetTextSize{text_px - 1.0F});
    ImGui::SameLine(0.0F, 6.0F);
    const std::string now = std::to_string(static_cast<int>(text_px + 0.5F)) + " px";
    if (choice(context.fonts, context.style(), now.c_str(), text_px == atlas::default_text_px))
        context.ask(atlas::SetTextSize{});
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("As it was (Ctrl+0)");
    ImGui::SameLine(0.0F, 6.0F);
    if (chip(context.fonts, "A +", context.style().ink_soft, "larger")) context.ask(atlas::SetTextSize{text_px + 1.0F});
}

}  // namespace

geo::ScreenBox draw_settings(const PanelContext& context, float right_px) {
    PanelState& state = context.state;
    if (!state.is_settings_open) return {};
    // Beside the button it was asked for with.
    constexpr float width = 296.0F;
    constexpr float buttons_px = 34.0F;
    const float height = std::min(state.settings_px, context.window().y - 2 * margin_px);
    const float left = std::max(right_px - 2 * margin_px - buttons_px - width, margin_px);
    const float top = std::max(context.window().y - margin_px - 26.0F - height, margin_px);
    begin_panel("settings", context.style(), {left, top}, {width, height}, true, true);
    ImGui::PushFont(context.fonts.medium);
    ImGui::TextUnformatted("Settings");
    ImGui::PopFont();
    atlas::Settings settings = context.atlas.settings;
    draw_theme(context, settings);
    draw_language(context, settings);
    draw_furniture(context, settings);
    draw_text_size(context);
    if (settings != context.atlas.settings) context.ask(atlas::ChangeSettings{settings});
    constexpr float below_px = 16.0F;  // with the padding of the panel
    state.settings_px = ImGui::GetCursorPosY() + ImGui::GetScrollY() + below_px;
    if (close_button(context.style(), "close settings")) state.is_settings_open = false;
    end_panel();
    return {left, top, left + width, top + height};
}

}  // namespace darya::panels
