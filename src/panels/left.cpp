#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <optional>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "atlas/article_places.h"
#include "panels/key_ring.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"

namespace darya::panels {

namespace {

/// Small and without differences of case, for Latin and Cyrillic; good enough to find what somebody types.
std::string lowered(std::string_view text) {
    std::string low;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (byte < 0x80) {
            low += static_cast<char>(std::tolower(byte));
        } else if (byte == 0xD0 && next >= 0x90 && next <= 0x9F) {  // А to П
            low += {static_cast<char>(0xD0), static_cast<char>(next + 0x20)};
            ++i;
        } else if (byte == 0xD0 && next >= 0xA0 && next <= 0xAF) {  // Р to Я
            low += {static_cast<char>(0xD1), static_cast<char>(next - 0x20)};
            ++i;
        } else {
            low += text[i];
        }
    }
    return low;
}

void draw_tabs(const PanelContext& context) {
    static constexpr std::array names{"Layers", "Library", "Places"};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool is_open = static_cast<std::size_t>(context.atlas.left_tab) == i;
        if (i > 0) ImGui::SameLine(0.0F, 20.0F);
        ImGui::PushFont(context.fonts.medium);
        const ImVec2 size = ImGui::CalcTextSize(names[i]);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (hit_area(names[i], {size.x, size.y + 10.0F})) context.ask(atlas::ShowTab{static_cast<atlas::LeftTab>(i)});
        list.AddText(at, packed(is_open || ImGui::IsItemHovered() ? context.style().accent : context.style().ink_soft),
                     names[i]);
        if (is_open)
            list.AddRectFilled({at.x, at.y + size.y + 7.0F}, {at.x + size.x, at.y + size.y + 9.0F},
                               packed(context.style().accent), 1.0F);
        ImGui::PopFont();
    }
    const float y = start.y + ImGui::GetFontSize() + 9.0F;
    list.AddLine({start.x, y}, {start.x + width, y}, packed(context.style().panel_line));
}

}  // namespace

namespace {

/// How far a folder has been read, with a way to stop; afterwards what could not be read of it.
void draw_folder_reading(const PanelContext& context) {
    if (!context.atlas.folder_reading) return;
    const atlas::FolderReading& reading = *context.atlas.folder_reading;
    const style::Style& style = context.style();
    if (!reading.is_over) {
        soft(context, reading.is_listed ? "Reading " + std::to_string(reading.read_count) + " of " +
                                              std::to_string(reading.file_count) + " in " + reading.folder
                                        : "Looking for articles in " + reading.folder);
        const float share = reading.file_count == 0
                                ? 0.0F
                                : static_cast<float>(reading.read_count) / static_cast<float>(reading.file_count);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x - 58.0F;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled({at.x, at.y + 8.0F}, {at.x + width, at.y + 11.0F}, packed(style.panel_line), 1.5F);
        list.AddRectFilled({at.x, at.y + 8.0F}, {at.x + width * share, at.y + 11.0F}, packed(style.accent), 1.5F);
        ImGui::Dummy({width, 16.0F});
        ImGui::SameLine(0.0F, 12.0F);
        if (link(context.fonts, style, "Cancel", "cancel folder")) context.ask(atlas::CancelFolder{});
        return;
    }
    if (reading.troubles.empty()) return;
    section(context.fonts, style, std::to_string(reading.troubles.size()) + " COULD NOT BE READ");
    constexpr std::size_t most_listed = 200;
    for (std::size_t i = 0; i < std::min(reading.troubles.size(), most_listed); ++i) {
        const base::Error& trouble = reading.troubles[i];
        soft(context, std::filesystem::path(trouble.where).filename().string() + ": " + trouble.what);
    }
    if (reading.troubles.size() > most_listed) soft(context, "and others");
}

void draw_folders(const PanelContext& context) {
    if (context.atlas.folders.empty()) return;
    section(context.fonts, context.style(), "FOLDERS");
    for (const std::string& folder : context.atlas.folders) {
        ImGui::PushID(folder.c_str());
        ImGui::TextUnformatted(std::filesystem::path(folder).filename().string().c_str());
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", folder.c_str());
        ImGui::SameLine(ImGui::GetContentRegionMax().x - 20.0F);
        if (with_keys(ImGui::SmallButton("×"))) context.ask(atlas::CloseFolder{folder});
        ImGui::PopID();
    }
}

/// Own texts that were closed and can be opened again by a click.
void draw_recent(const PanelContext& context) {
    bool has_section = false;
    for (const std::string& file : context.atlas.recent) {
        if (context.atlas.library.find_file(file)) continue;
        if (!has_section) section(context.fonts, context.style(), "CLOSED LAST");
        has_section = true;
        const std::string name = std::filesystem::path(file).filename().string();
        if (link(context.fonts, context.style(), name, file.c_str())) context.ask(atlas::OpenFile{file});
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", file.c_str());
    }
}

/// A way back for the program's own texts that were closed.
void draw_closed_texts(const PanelContext& context) {
    const std::size_t count = context.atlas.closed_texts.size();
    if (count == 0) return;
    ImGui::Dummy({0.0F, 4.0F});
    const std::string words =
        count == 1 ? "show the closed text" : "show the " + std::to_string(count) + " closed texts";
    if (link(context.fonts, context.style(), words, "closed texts")) context.ask(atlas::ShowClosedTexts{});
}

}  // namespace

void draw_library(const PanelContext& context) {
    const reading::Library& library = context.atlas.library;
    section(context.fonts, context.style(), "OPEN A TEXT OR MAP OF YOUR OWN");
    ImGui::SetNextItemWidth(-1.0F);
    const bool is_entered = ImGui::InputTextWithHint("##path", "Path of a file or folder, then Enter",
                                                     &context.state.open_path, ImGuiInputTextFlags_EnterReturnsTrue);
    reach_field();
    if (is_entered && !context.state.open_path.empty()) {
        context.ask(atlas::OpenFile{context.state.open_path});
        context.state.open_path.clear();
    }
    draw_folder_reading(context);
    draw_folders(context);
    const auto articles = library.articles();
    section(context.fonts, context.style(), std::to_string(articles.size()) + " TEXTS");
    if (!articles.empty()) {
        ImGui::SameLine(left_width_px - 128.0F);
        draw_export_link(context);
        ImGui::Dummy({0.0F, 2.0F});
    }
    if (articles.empty())
        soft(context,
             "No text is open. Paste one with Ctrl+V, type the path of one above, or start Darya with it: ./run "
             "article.txt");
    constexpr std::size_t most_measured = 200;
    constexpr float short_row_px =
        44.0F;  // of a long list every row has the same height, so that what is out of view costs nothing
    const bool is_long = articles.size() > most_measured;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const float from_top = ImGui::GetCursorScreenPos().y - ImGui::GetWindowPos().y;
        if (is_long && from_top < -short_row_px) {
            const auto hidden = static_cast<std::size_t>(-from_top / short_row_px);
            const std::size_t skipped = std::min(hidden, articles.size() - i - 1);
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() + short_row_px * static_cast<float>(skipped));
            i += skipped;
        } else if (is_long && from_top > ImGui::GetWindowHeight()) {
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() + short_row_px * static_cast<float>(articles.size() - i) -
                                 1.0F);
            ImGui::Dummy({1.0F, 1.0F});
            break;
        }
        const float row_top = ImGui::GetCursorPosY();
        const reading::ArticleId id = articles[i];
        const reading::Article& article = *library.find(id);
        ImGui::PushID(static_cast<int>(id.number));
        ImGui::PushFont(context.fonts.medium);
        const float width = ImGui::GetContentRegionAvail().x - 30.0F;
        ImVec2 words = ImGui::CalcTextSize(article.title.c_str(), nullptr, false, width);
        const ImVec4 one_line{ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y,
                              ImGui::GetCursorScreenPos().x + width,
                              ImGui::GetCursorScreenPos().y + ImGui::GetTextLineHeight()};
        if (is_long) words.y = ImGui::GetTextLineHeight();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool is_opened = hit_area("open", {width, words.y + 22.0F});
        const bool is_hot = ImGui::IsItemHovered();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddText(context.fonts.medium, context.fonts.medium->FontSize, at,
                     packed(is_hot ? context.style().accent : context.style().ink), article.title.c_str(), nullptr,
                     is_long ? 0.0F : width, is_long ? &one_line : nullptr);
        ImGui::PopFont();
        std::string line = article.author;
        if (!article.date.empty()) line += (line.empty() ? "" : " · ") + article.date;
        line += (line.empty() ? "" : " · ") +
                std::to_string(atlas::walked_mentions(article, library.mentions(id)).size()) + " names";
        list.AddText(context.fonts.small, context.fonts.small->FontSize, {at.x, at.y + words.y + 1.0F},
                     packed(context.style().ink_soft), line.c_str());
        if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (is_opened) context.ask(atlas::ReadPassage{{id, 0}});
        ImGui::SameLine(0.0F, 4.0F);
        if (with_keys(ImGui::SmallButton("×"))) context.ask(atlas::CloseArticle{id});
        draw_doubtful_link(context, id);
        ImGui::Dummy({0.0F, 2.0F});
        ImGui::PopID();
        if (is_long) ImGui::SetCursorPosY(row_top + short_row_px);
    }
    draw_closed_texts(context);
    draw_recent(context);
}

void draw_places(const PanelContext& context) {
    const reading::Gazetteer& gazetteer = *context.atlas.gazetteer;
    const reading::Library& library = context.atlas.library;
    std::optional<CountedPlaces>& known = context.state.counted;
    if (!known || !known->library.is_same(library)) known = CountedPlaces{library, library.place_counts()};
    const std::vector<reading::PlaceCount>& counted = known->counts;
    ImGui::Dummy({0.0F, 4.0F});
    ImGui::SetNextItemWidth(-1.0F);
    ImGui::InputTextWithHint("##filter", "Filter", &context.state.place_filter);
    reach_field();
    section(context.fonts, context.style(), std::to_string(counted.size()) + " PLACES IN THE OPEN TEXTS");
    ImGui::Dummy({0.0F, 2.0F});
    if (counted.empty()) soft(context, "The open texts name no place that Darya knows.");
    const std::string wanted = lowered(context.state.place_filter);
    for (const auto& [id, count] : counted) {
        const reading::Place& place = gazetteer.place(id);
        if (!wanted.empty() && lowered(place.name).find(wanted) == std::string::npos) continue;
        ImGui::PushID(static_cast<int>(id.number));
        const bool is_selected = context.atlas.selected == id;
        if (with_keys(ImGui::Selectable("##place", is_selected, 0, {0.0F, 22.0F})))
            context.ask(atlas::SelectPlace{id, true});
        if (ImGui::IsItemHovered()) context.state.hovered_in_text = id;
        const ImVec2 at = ImGui::GetItemRectMin();
        const float right = ImGui::GetItemRectMax().x;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddCircleFilled({at.x + 9.0F, at.y + 11.0F}, 4.0F, packed(colour_of(place.kind, context.style())));
        list.AddText({at.x + 22.0F, at.y + 2.0F}, packed(context.style().ink), place.name.c_str());
        const std::string number = std::to_string(count);
        list.AddText({right - 8.0F - ImGui::CalcTextSize(number.c_str()).x, at.y + 2.0F},
                     packed(context.style().ink_soft), number.c_str());
        ImGui::PopID();
    }
}

geo::ScreenBox left_box(const atlas::Atlas& atlas) {
    const float top = margin_px + search_height_px + 10.0F;
    if (!atlas.is_left_panel_open) return {margin_px, top, margin_px + 40.0F, top + 36.0F};
    const float most = atlas.camera.height_px - top - margin_px;
    const float wanted =
        atlas.left_tab == atlas::LeftTab::layers
            ? 258.0F + 28.0F * static_cast<float>(atlas.layers.size()) +
                  (atlas.own_layers.empty() ? 0.0F : 28.0F + 24.0F * static_cast<float>(atlas.own_layers.size())) +
                  (atlas.own_names.empty() ? 0.0F : 54.0F + 28.0F * static_cast<float>(atlas.own_names.size()))
            : 560.0F;
    return {margin_px, top, margin_px + left_width_px, top + std::max(std::min(most, wanted), 120.0F)};
}

geo::ScreenBox draw_left(const PanelContext& context) {
    const geo::ScreenBox box = left_box(context.atlas);
    const float top = box.top_px;
    if (!context.atlas.is_left_panel_open) {
        // Closed, it leaves a handle behind.
        begin_panel("left handle", context.style(), {margin_px, top}, {40.0F, 36.0F}, false);
        ImGui::SetCursorPos({0.0F, 0.0F});
        if (hit_area("open left", {40.0F, 36.0F})) context.ask(atlas::ShowLeftPanel{true});
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const ImVec2 at = ImGui::GetItemRectMin();
        for (const float y : {12.0F, 18.0F, 24.0F}) {
            list.AddLine({at.x + 11.0F, at.y + y}, {at.x + 29.0F, at.y + y},
                         packed(ImGui::IsItemHovered() ? context.style().accent : context.style().ink), 1.6F);
        }
        end_panel();
        return box;
    }
    begin_panel("left", context.style(), {margin_px, top}, {box.width_px(), box.height_px()}, false);
    draw_tabs(context);
    if (close_button(context.style(), "close left")) context.ask(atlas::ShowLeftPanel{false});
    ImGui::BeginChild("left content");  // scrolls below the tabs
    keep_sharp(*ImGui::GetWindowDrawList());
    switch (context.atlas.left_tab) {
        case atlas::LeftTab::layers:
            draw_layers(context);
            break;
        case atlas::LeftTab::library:
            draw_library(context);
            break;
        case atlas::LeftTab::places:
            draw_places(context);
            break;
    }
    ImGui::EndChild();
    end_panel();
    return box;
}

}  // namespace darya::panels
