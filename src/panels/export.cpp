#include <algorithm>
#include <string>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "atlas/export_formats.h"
#include "panels/panel_parts.h"

namespace darya::panels {

namespace {

/// The name a person typed, with another ending in place of a format's.
std::string with_ending(const std::string& file, const char* ending) {
    for (const atlas::ExportFormat& format : atlas::export_formats) {
        const std::string old = format.ending;
        if (file.size() > old.size() && file.ends_with(old)) return file.substr(0, file.size() - old.size()) + ending;
    }
    return file.empty() ? file : file + ending;
}

}  // namespace

void draw_export_link(const PanelContext& context) {
    ExportState& state = context.state.exported;
    if (context.atlas.library.article_count() == 0) return;
    if (!link(context.fonts, context.style(), "Export places …", "export")) return;
    state.is_open = !state.is_open;
    state.is_of_all = !context.atlas.reader;
    if (state.file.empty()) state.file = std::string("places") + atlas::export_formats[state.format].ending;
}

geo::ScreenBox draw_export(const PanelContext& context) {
    ExportState& state = context.state.exported;
    const std::size_t text_count = context.atlas.library.article_count();
    state.is_open = state.is_open && text_count > 0;
    if (!state.is_open) return {};
    // Beside the list it was asked for in.
    constexpr float width = 340.0F;
    constexpr float height = 232.0F;
    const float left =
        std::max(std::min(2 * margin_px + left_width_px, context.window().x - width - margin_px), margin_px);
    const float top = margin_px + search_height_px + 10.0F;
    begin_panel("export", context.style(), {left, top}, {width, height}, true, true);
    ImGui::PushFont(context.fonts.medium);
    ImGui::TextUnformatted("Export the places");
    ImGui::PopFont();
    if (context.atlas.reader) {
        if (choice(context.fonts, context.style(), "of the text being read", !state.is_of_all)) state.is_of_all = false;
        ImGui::SameLine(0.0F, 6.0F);
    } else {
        state.is_of_all = true;
    }
    const std::string all = "of all " + std::to_string(text_count) + " texts";
    if (choice(context.fonts, context.style(), all.c_str(), state.is_of_all)) state.is_of_all = true;
    for (std::size_t i = 0; i < atlas::export_formats.size(); ++i) {
        if (i > 0) ImGui::SameLine(0.0F, 6.0F);
        if (choice(context.fonts, context.style(), atlas::export_formats[i].title, state.format == i)) {
            state.format = i;
            state.file = with_ending(state.file, atlas::export_formats[i].ending);
        }
    }
    ImGui::SetNextItemWidth(-1.0F);
    bool is_wanted = ImGui::InputTextWithHint("##export file", "File name, or path", &state.file,
                                              ImGuiInputTextFlags_EnterReturnsTrue);
    soft(context, "Into your documents, unless the name says where. A file that is there is kept.");
    is_wanted = link(context.fonts, context.style(), "Export", "do export") || is_wanted;
    if (is_wanted && !state.file.empty()) {
        atlas::ExportPlaces wish;
        if (!state.is_of_all && context.atlas.reader) wish.article = context.atlas.reader->article;
        wish.format = atlas::export_formats[state.format].name;
        wish.file = state.file;
        context.ask(wish);
        state.is_open = false;
    }
    if (close_button(context.style(), "close export")) state.is_open = false;
    end_panel();
    return {left, top, left + width, top + height};
}

}  // namespace darya::panels
