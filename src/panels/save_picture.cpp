#include "panels/save_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "panels/key_ring.h"
#include "panels/panel_parts.h"

namespace darya::panels {

atlas::Figure figure_of(const SavePictureState& state) {
    atlas::Figure figure = state.figure;
    figure.title = state.has_title ? state.title : "";
    figure.caption = state.has_caption ? state.caption : "";
    figure.file = state.file;
    return figure;
}

namespace {

constexpr float left_px = 304.0F;  // the column with what can be chosen
constexpr float caption_px = 96.0F;
constexpr float foot_px = 100.0F;  // with the file's name and the buttons

/// Something that is there or not; whether it was clicked.
bool toggle(const PanelContext& context, const char* words, bool is_on) {
    const bool is_clicked = choice(context.fonts, context.style(), words, is_on);
    ImGui::SameLine(0.0F, 6.0F);
    return is_clicked;
}

void number(const PanelContext& context, const char* id, const char* unit, double& value, double least, double most) {
    int shown = static_cast<int>(std::lround(value));
    ImGui::SetNextItemWidth(62.0F);
    if (ImGui::InputInt(id, &shown, 0, 0)) value = std::clamp(static_cast<double>(shown), least, most);
    ImGui::SameLine(0.0F, 6.0F);
    soft(context, unit);
    ImGui::SameLine(0.0F, 8.0F);
}

void draw_size(const PanelContext& context, atlas::Figure& figure) {
    section(context.fonts, context.style(), "FORMAT AND SIZE");
    if (toggle(context, "PNG", figure.format == atlas::FigureFormat::png)) figure.format = atlas::FigureFormat::png;
    if (toggle(context, "SVG", figure.format == atlas::FigureFormat::svg)) figure.format = atlas::FigureFormat::svg;
    ImGui::Dummy({12.0F, 1.0F});
    ImGui::SameLine(0.0F, 0.0F);
    if (toggle(context, "in pixels", !figure.is_in_mm)) figure.is_in_mm = false;
    if (toggle(context, "in millimetres", figure.is_in_mm)) figure.is_in_mm = true;
    ImGui::NewLine();
    constexpr double most_mm = 2000.0;
    if (figure.is_in_mm) {
        number(context, "##width mm", "×", figure.width_mm, 1.0, most_mm);
        number(context, "##height mm", "mm", figure.height_mm, 1.0, most_mm);
        if (figure.format == atlas::FigureFormat::png)
            number(context, "##dpi", "dpi", figure.dpi, 1.0, atlas::most_dpi);
    } else {
        number(context, "##width px", "×", figure.width_px, 1.0, atlas::most_figure_px);
        number(context, "##height px", "px", figure.height_px, 1.0, atlas::most_figure_px);
    }
    ImGui::NewLine();
}

void draw_parts(const PanelContext& context, SavePictureState& state) {
    section(context.fonts, context.style(), "WITH");
    scene::Furniture& furniture = state.figure.furniture;
    const auto part = [&](const char* words, bool& is_there) {
        if (toggle(context, words, is_there)) is_there = !is_there;
    };
    const bool had_title = state.has_title;
    part("title", state.has_title);
    part("legend", furniture.legend);
    part("scale bar", furniture.scale_bar);
    part("north", furniture.north_mark);
    ImGui::NewLine();
    part("overview", furniture.overview);
    part("graticule", furniture.graticule);
    part("attribution", furniture.attribution);
    part("caption", state.has_caption);
    ImGui::NewLine();
    if (!state.lacking.empty()) soft(context, state.lacking);
    if (state.has_title) {
        if (!had_title) ImGui::SetKeyboardFocusHere();
        ImGui::SetNextItemWidth(left_px);
        ImGui::InputTextWithHint("##title", "Title", &state.title);
    }
    if (!state.has_caption) return;
    if (state.is_caption_own) {
        ImGui::InputTextMultiline("##caption", &state.caption, {left_px, caption_px});
        if (link(context.fonts, context.style(), "take the program’s own words", "propose"))
            state.is_caption_own = false;
        return;
    }
    state.caption = state.proposed_caption;
    ImGui::BeginChild("proposed", {left_px, caption_px});
    soft(context, state.caption);
    ImGui::EndChild();
    if (link(context.fonts, context.style(), "write another caption", "own")) state.is_caption_own = true;
}

void draw_preview(const PanelContext& context, const SavePictureState& state, ImVec2 room) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (state.preview == 0 || state.preview_px.x_px <= 0.0F) {
        soft(context, state.trouble);
        return;
    }
    const float smaller = std::min({room.x / state.preview_px.x_px, room.y / state.preview_px.y_px, 1.0F});
    const ImVec2 size{state.preview_px.x_px * smaller, state.preview_px.y_px * smaller};
    const ImVec2 low{std::round(at.x + (room.x - size.x) / 2), std::round(at.y + (room.y - size.y) / 2)};
    const ImVec2 high{low.x + size.x, low.y + size.y};
    constexpr int shadows = 4;
    for (int i = 1; i <= shadows; ++i) {
        const auto wide = static_cast<float>(i);
        list.AddRect({low.x - wide, low.y - wide + 1.0F}, {high.x + wide, high.y + wide + 1.0F},
                     packed(context.style().shadow, static_cast<float>(shadows + 1 - i) / shadows), 2.0F);
    }
    // A picture drawn off screen lies upside down in its texture.
    // NOLINTNEXTLINE(performance-no-int-to-ptr): so Dear ImGui wants a texture's number.
    list.AddImage(reinterpret_cast<ImTextureID>(state.preview), low, high, {0.0F, 1.0F}, {1.0F, 0.0F});
    list.AddRect(low, high, packed(context.style().panel_line));
}

/// The name as typed, with the ending of the format.
std::string with_ending(std::string file, atlas::FigureFormat format) {
    for (const char* ending : {".png", ".svg", ".PNG", ".SVG"}) {
        if (file.ends_with(ending)) file.resize(file.size() - std::string_view(ending).size());
    }
    return file + (format == atlas::FigureFormat::png ? ".png" : ".svg");
}

/// Where the picture goes, and what saves or copies it.
void draw_foot(const PanelContext& context, SavePictureState& state) {
    section(context.fonts, context.style(), "FILE");
    ImGui::SetNextItemWidth(left_px);
    state.file = with_ending(state.file, state.figure.format);
    bool is_wanted = ImGui::InputTextWithHint("##picture file", "File name, or path", &state.file,
                                              ImGuiInputTextFlags_EnterReturnsTrue);
    soft(context, "Into your documents, unless the name says where.");
    const atlas::Figure figure = figure_of(state);
    const auto fine = atlas::check_size(figure);
    if (!fine) return soft(context, fine.error().line());
    is_wanted = link(context.fonts, context.style(), "Save", "save") || is_wanted;
    ImGui::SameLine(0.0F, 18.0F);
    if (link(context.fonts, context.style(), "Copy picture", "copy")) context.ask(atlas::CopyFigure{figure});
    if (!is_wanted || state.file.empty()) return;
    context.ask(atlas::SaveFigure{figure});
    state.is_open = false;
}

}  // namespace

geo::ScreenBox draw_save_picture(const PanelContext& context) {
    SavePictureState& state = context.state.save_picture;
    if (!state.is_open) return {};
    const ImVec2 size{std::min(900.0F, context.window().x - 2 * margin_px),
                      std::min(470.0F, context.window().y - 2 * margin_px)};
    const ImVec2 at{std::round((context.window().x - size.x) / 2), std::round((context.window().y - size.y) / 2)};
    begin_panel("save picture", context.style(), at, size, false, true);
    ImGui::PushFont(context.fonts.medium);
    ImGui::TextUnformatted("Save picture");
    ImGui::PopFont();
    const ImVec2 top = ImGui::GetCursorPos();
    // What can be chosen scrolls where the window is low; what saves is always in sight below it.
    const float bottom = size.y - ImGui::GetStyle().WindowPadding.y - foot_px;
    ImGui::BeginChild("choices", {left_px + ImGui::GetStyle().ScrollbarSize + 4.0F, bottom - top.y});
    keep_sharp(*ImGui::GetWindowDrawList());
    draw_size(context, state.figure);
    draw_parts(context, state);
    ImGui::EndChild();
    ImGui::SetCursorPos({top.x, bottom});
    draw_foot(context, state);
    const float right = top.x + left_px + 22.0F;
    const ImVec2 room{size.x - right - 16.0F, size.y - top.y - 16.0F};
    constexpr float least_px = 80.0F;
    if (room.x > least_px && room.y > least_px) {
        ImGui::SetCursorPos({right, top.y});
        draw_preview(context, state, room);
    }
    if (close_button(context.style(), "close save picture")) state.is_open = false;
    end_panel();
    return {at.x, at.y, at.x + size.x, at.y + size.y};
}

}  // namespace darya::panels
