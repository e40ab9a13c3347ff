#include <algorithm>
#include <cmath>

#include "panels/panel_parts.h"
#include "panels/rich_text.h"

namespace darya::panels {

namespace {

/// The web address in a source, "" where there is none.
std::string address_in(const std::string& source) {
    for (const char* scheme : {"https://", "http://"}) {
        const std::size_t start = source.find(scheme);
        if (start != std::string::npos) return source.substr(start, source.find_first_of(" \t\"<>", start) - start);
    }
    return {};
}

void draw_source(const PanelContext& context, const std::string& source, std::size_t index, bool is_new) {
    const style::Style& style = context.style();
    const bool is_shown = context.state.shown_source == index;
    ImGui::PushID(static_cast<int>(index));
    if (is_new && is_shown) ImGui::SetScrollHereY(0.5F);
    ImGui::PushFont(context.fonts.small);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    constexpr float number_px = 26.0F;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ImGui::CalcTextSize(source.c_str(), nullptr, false, width - number_px).y;
    if (is_shown)
        list.AddRectFilled({at.x - 6.0F, at.y - 3.0F}, {at.x + width, at.y + height + 20.0F},
                           packed(style.accent, 0.12F), 4.0F);
    list.AddText(at, packed(style.accent), std::to_string(index + 1).c_str());
    ImGui::Indent(number_px);
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(source.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    if (const std::string address = address_in(source); !address.empty()) {
        if (link(context.fonts, style, "open in the browser", "open")) context.ask(atlas::OpenAddress{address});
        ImGui::SameLine(0.0F, 14.0F);
    }
    if (link(context.fonts, style, "copy", "copy")) {
        context.ask(atlas::CopyText{source});
        context.ask(atlas::Inform{"The source is on the clipboard."});
    }
    ImGui::Unindent(number_px);
    ImGui::Dummy({0.0F, 3.0F});
    ImGui::PopID();
}

}  // namespace

geo::ScreenBox draw_reader(const PanelContext& context) {
    const reading::PassageRef asked = *context.atlas.reader;
    const reading::Article* article = context.atlas.library.find(asked.article);
    if (article == nullptr) return {};
    const style::Style& style = context.style();
    const float width = std::min(reader_width_px, context.window().x - 2 * margin_px);
    const float left = context.window().x - margin_px - width;
    const float height = context.window().y - 2 * margin_px;
    begin_panel("reader", style, {left, margin_px}, {width, height}, true);
    const bool is_new = context.state.scrolled_to != context.atlas.reader;
    if (is_new) context.state.scrolled_to = context.atlas.reader;
    if (is_new && asked.passage == 0 && !context.state.shown_source) ImGui::SetScrollY(0.0F);

    ImGui::PushFont(context.fonts.title);
    ImGui::PushTextWrapPos(width - 48.0F);
    ImGui::TextUnformatted(article->title.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    std::string by = article->author;
    if (!article->date.empty()) by += (by.empty() ? "" : " · ") + article->date;
    by += (by.empty() ? "" : " · ") + article->file_name;
    ImGui::PushFont(context.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(style.ink_soft));
    ImGui::TextUnformatted(by.c_str());
    ImGui::PopStyleColor();
    ImGui::PopFont();
    ImGui::Dummy({0.0F, 8.0F});

    std::vector<reading::PlaceId> lit;
    if (context.atlas.selected) lit = context.atlas.gazetteer->with_parents(*context.atlas.selected);
    if (context.atlas.hovered) lit.push_back(*context.atlas.hovered);
    constexpr float side_px = 22.0F;  // keeps the measure of a line readable
    PanelState& state = context.state;
    const reading::PassageRef whole{asked.article, 0};
    if (state.measured != whole || state.measured_width_px != width ||
        state.heights_px.size() != article->passages.size()) {
        state.measured = whole;
        state.measured_width_px = width;
        state.heights_px.assign(article->passages.size(), 0.0F);
    }
    for (std::size_t i = 0; i < article->passages.size(); ++i) {
        const reading::Passage& passage = article->passages[i];
        // The title stands above already, unless the front matter gives another one.
        const bool is_title = passage.kind == reading::PassageKind::title && i == 0;
        if (is_title && article->text_of(passage).find(article->title) != std::string_view::npos) continue;
        ImGui::PushID(static_cast<int>(i));
        if (is_new && asked.passage == i && !context.state.shown_source) ImGui::SetScrollHereY(0.15F);
        const float top = ImGui::GetCursorScreenPos().y;
        float& height_px = state.heights_px[i];
        const bool is_in_view =
            top + height_px > ImGui::GetWindowPos().y && top < ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
        if (height_px > 0.0F && !is_in_view) {
            // Of a passage that is out of view only its room is needed.
            ImGui::Dummy({1.0F, height_px});
            ImGui::PopID();
            continue;
        }
        ImGui::Indent(side_px);
        const RichTextEvent event = draw_passage(*article, passage, context.atlas.library.mentions({asked.article, i}),
                                                 *context.atlas.gazetteer, lit, context.fonts, style, side_px);
        ImGui::Unindent(side_px);
        pass_on(context, event, {asked.article, i});
        const float bottom = ImGui::GetCursorScreenPos().y;
        if (asked.passage == i) {
            const float x = ImGui::GetWindowPos().x + 14.0F;
            ImGui::GetWindowDrawList()->AddRectFilled({x, top}, {x + 3.0F, bottom - 4.0F}, packed(style.accent, 0.7F),
                                                      1.5F);
        }
        ImGui::Dummy({0.0F, 7.0F});
        height_px = ImGui::GetCursorScreenPos().y - top - ImGui::GetStyle().ItemSpacing.y;
        ImGui::PopID();
    }
    if (!article->sources.empty()) section(context.fonts, style, "SOURCES");
    for (std::size_t i = 0; i < article->sources.size(); ++i) draw_source(context, article->sources[i], i, is_new);
    ImGui::Dummy({0.0F, 12.0F});
    if (close_button(style, "close reader")) context.ask(atlas::CloseReader{});
    end_panel();
    return {left, margin_px, left + width, margin_px + height};
}

}  // namespace darya::panels
