#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <imgui.h>
#include <imgui_stdlib.h>

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

struct Found {
    reading::PlaceId place;
    std::string shown;
    int rank = 0;
};

/// Places one of whose names begins with, or has a word that begins with, what was typed.
std::vector<Found> find_places(const reading::Gazetteer& gazetteer, const std::string& typed) {
    const std::string wanted = lowered(typed);
    std::map<std::uint32_t, Found> best;
    const auto offer = [&](reading::PlaceId id, const std::string& name, bool is_own_name) {
        const std::string low = lowered(name);
        const std::size_t at = low.find(wanted);
        if (at == std::string::npos || (at > 0 && low[at - 1] != ' ' && low[at - 1] != '-')) return;
        const int rank = (at == 0 ? 0 : 2) + (is_own_name ? 0 : 1) +
                         static_cast<int>(std::min<std::size_t>(low.size() - wanted.size(), 20));
        const auto known = best.find(id.number);
        if (known != best.end() && known->second.rank <= rank) return;
        const std::string& own = gazetteer.place(id).name;
        best[id.number] = {id, is_own_name || own == name ? own : own + "  (" + name + ")", rank};
    };
    for (std::uint32_t i = 0; i < gazetteer.places().size(); ++i) offer({i}, gazetteer.places()[i].name, true);
    for (const reading::Spelling& spelling : gazetteer.spellings()) offer(spelling.place, spelling.surface, false);
    std::vector<Found> found;
    for (auto& [id, one] : best) found.push_back(std::move(one));
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.rank < b.rank; });
    if (found.size() > 8) found.resize(8);
    return found;
}

/// Passages that hold what was typed, in the order of the articles.
std::vector<reading::PassageRef> find_passages(const reading::Library& library, const std::string& typed) {
    std::vector<reading::PassageRef> found;
    const std::string wanted = lowered(typed);
    if (wanted.size() < 3) return found;
    for (const reading::ArticleId id : library.articles()) {
        const reading::Article& article = *library.find(id);
        for (std::size_t i = 0; i < article.passages.size() && found.size() < 6; ++i) {
            if (lowered(article.text_of(article.passages[i])).find(wanted) != std::string::npos)
                found.push_back({id, i});
        }
    }
    return found;
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
        if (ImGui::InvisibleButton(names[i], {size.x, size.y + 10.0F}))
            context.ask(atlas::ShowTab{static_cast<atlas::LeftTab>(i)});
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

geo::ScreenBox draw_search(const PanelContext& context) {
    PanelState& state = context.state;
    const std::vector<Found> places =
        state.search.empty() ? std::vector<Found>{} : find_places(*context.atlas.gazetteer, state.search);
    const auto passages =
        state.search.empty() ? std::vector<reading::PassageRef>{} : find_passages(context.atlas.library, state.search);
    const int count = static_cast<int>(places.size() + passages.size());
    float height = search_height_px;
    if (!state.search.empty()) height += 10.0F + 26.0F * static_cast<float>(std::max(count, 1));
    if (!state.search.empty()) ImGui::SetNextWindowBgAlpha(1.0F);  // results lie over the panel below
    begin_panel("search", context.style(), {margin_px, margin_px}, {left_width_px, height}, false);
    ImGui::SetCursorPos({10.0F, 6.0F});
    const ImVec2 lens = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircle({lens.x + 8.0F, lens.y + 12.0F}, 5.0F, packed(context.style().ink_soft), 20, 1.5F);
    list.AddLine({lens.x + 11.8F, lens.y + 15.8F}, {lens.x + 16.0F, lens.y + 20.0F}, packed(context.style().ink_soft),
                 1.7F);
    ImGui::SetCursorPos({30.0F, 6.0F});
    ImGui::SetNextItemWidth(left_width_px - 30.0F - (state.search.empty() ? 62.0F : 12.0F));
    if (state.is_search_wanted) ImGui::SetKeyboardFocusHere();
    state.is_search_wanted = false;
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    const std::string before = state.search;
    const bool is_entered =
        ImGui::InputTextWithHint("##search", "Search places and texts", &state.search,
                                 ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    ImGui::PopStyleColor();
    if (state.search != before) state.search_choice = 0;
    if (ImGui::IsItemActive() && count > 0) {
        if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_DownArrow)))
            state.search_choice = (state.search_choice + 1) % count;
        if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_UpArrow)))
            state.search_choice = (state.search_choice + count - 1) % count;
    }
    if (state.search.empty()) {
        ImGui::PushFont(context.fonts.small);
        list.AddText({lens.x + left_width_px - 68.0F, lens.y + 5.0F}, packed(context.style().ink_soft), "Ctrl F");
        ImGui::PopFont();
    }
    const auto choose = [&](int index) {
        const auto at = static_cast<std::size_t>(index);
        if (at < places.size()) {
            context.ask(atlas::SelectPlace{places[at].place, true});
        } else if (at - places.size() < passages.size()) {
            context.ask(atlas::ReadPassage{passages[at - places.size()]});
        }
        state.search.clear();
    };
    if (!state.search.empty() && count == 0) {
        ImGui::SetCursorPos({14.0F, search_height_px + 2.0F});
        soft(context, "Nothing of that name here. Try another spelling.");
    }
    for (int i = 0; i < count && !state.search.empty(); ++i) {
        ImGui::SetCursorPos({8.0F, search_height_px + 2.0F + 26.0F * static_cast<float>(i)});
        ImGui::PushID(i);
        if (ImGui::Selectable("##result", i == state.search_choice, 0, {left_width_px - 16.0F, 22.0F})) choose(i);
        const ImVec2 at = ImGui::GetItemRectMin();
        const auto index = static_cast<std::size_t>(i);
        if (index < places.size()) {
            const style::Colour colour =
                colour_of(context.atlas.gazetteer->place(places[index].place).kind, context.style());
            list.AddCircleFilled({at.x + 10.0F, at.y + 11.0F}, 4.0F, packed(colour));
            list.AddText({at.x + 22.0F, at.y + 2.0F}, packed(context.style().ink), places[index].shown.c_str());
        } else {
            const reading::PassageRef ref = passages[index - places.size()];
            const std::string line =
                "¶ " + std::to_string(ref.passage + 1) + "  " + context.atlas.library.find(ref.article)->title;
            list.AddText({at.x + 4.0F, at.y + 2.0F}, packed(context.style().ink_soft), line.c_str());
        }
        ImGui::PopID();
    }
    if (is_entered && count > 0) choose(std::min(state.search_choice, count - 1));
    end_panel();
    return {margin_px, margin_px, margin_px + left_width_px, margin_px + height};
}

namespace {

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
    const bool is_entered = ImGui::InputTextWithHint("##path", "Path of a file, then Enter", &context.state.open_path,
                                                     ImGuiInputTextFlags_EnterReturnsTrue);
    if (is_entered && !context.state.open_path.empty()) {
        context.ask(atlas::OpenFile{context.state.open_path});
        context.state.open_path.clear();
    }
    const auto articles = library.articles();
    section(context.fonts, context.style(), std::to_string(articles.size()) + " TEXTS");
    if (articles.empty())
        soft(context, "No text is open. Type the path of one above, or start Darya with it: ./run article.txt");
    for (const reading::ArticleId id : articles) {
        const reading::Article& article = *library.find(id);
        ImGui::PushID(static_cast<int>(id.number));
        ImGui::PushFont(context.fonts.medium);
        const float width = ImGui::GetContentRegionAvail().x - 22.0F;
        const ImVec2 words = ImGui::CalcTextSize(article.title.c_str(), nullptr, false, width);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool is_opened = ImGui::InvisibleButton("open", {width, words.y + 22.0F});
        const bool is_hot = ImGui::IsItemHovered();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddText(context.fonts.medium, context.fonts.medium->FontSize, at,
                     packed(is_hot ? context.style().accent : context.style().ink), article.title.c_str(), nullptr,
                     width);
        ImGui::PopFont();
        std::string line = article.author;
        if (!article.date.empty()) line += (line.empty() ? "" : " · ") + article.date;
        line += (line.empty() ? "" : " · ") + std::to_string(library.mentions(id).size()) + " names";
        list.AddText(context.fonts.small, context.fonts.small->FontSize, {at.x, at.y + words.y + 1.0F},
                     packed(context.style().ink_soft), line.c_str());
        if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (is_opened) context.ask(atlas::ReadPassage{{id, 0}});
        ImGui::SameLine(0.0F, 4.0F);
        if (ImGui::SmallButton("×")) context.ask(atlas::CloseArticle{id});
        ImGui::Dummy({0.0F, 2.0F});
        ImGui::PopID();
    }
    draw_closed_texts(context);
}

void draw_places(const PanelContext& context) {
    const reading::Gazetteer& gazetteer = *context.atlas.gazetteer;
    std::vector<std::pair<std::size_t, reading::PlaceId>> counted;
    std::map<std::uint32_t, std::size_t> counts;
    for (const reading::ArticleId id : context.atlas.library.articles()) {
        for (const reading::Mention& mention : context.atlas.library.mentions(id)) ++counts[mention.place.number];
    }
    for (const auto& [number, count] : counts) counted.push_back({count, {number}});
    std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    ImGui::Dummy({0.0F, 4.0F});
    ImGui::SetNextItemWidth(-1.0F);
    ImGui::InputTextWithHint("##filter", "Filter", &context.state.place_filter);
    section(context.fonts, context.style(), std::to_string(counted.size()) + " PLACES IN THE OPEN TEXTS");
    ImGui::Dummy({0.0F, 2.0F});
    if (counted.empty()) soft(context, "The open texts name no place that Darya knows.");
    const std::string wanted = lowered(context.state.place_filter);
    for (const auto& [count, id] : counted) {
        const reading::Place& place = gazetteer.place(id);
        if (!wanted.empty() && lowered(place.name).find(wanted) == std::string::npos) continue;
        ImGui::PushID(static_cast<int>(id.number));
        const bool is_selected = context.atlas.selected == id;
        if (ImGui::Selectable("##place", is_selected, 0, {0.0F, 22.0F})) context.ask(atlas::SelectPlace{id, true});
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
            ? 214.0F + 28.0F * static_cast<float>(atlas.layers.size()) + (atlas.own_layers.empty() ? 0.0F : 28.0F)
            : 560.0F;
    return {margin_px, top, margin_px + left_width_px, top + std::max(std::min(most, wanted), 120.0F)};
}

std::vector<geo::ScreenBox> boxes_at_rest(const atlas::Atlas& atlas) {
    return {left_box(atlas)};
}

geo::ScreenBox draw_left(const PanelContext& context) {
    const geo::ScreenBox box = left_box(context.atlas);
    const float top = box.top_px;
    if (!context.atlas.is_left_panel_open) {
        // Closed, it leaves a handle behind.
        begin_panel("left handle", context.style(), {margin_px, top}, {40.0F, 36.0F}, false);
        ImGui::SetCursorPos({0.0F, 0.0F});
        if (ImGui::InvisibleButton("open left", {40.0F, 36.0F})) context.ask(atlas::ShowLeftPanel{true});
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const ImVec2 at = ImGui::GetItemRectMin();
        for (const float y : {12.0F, 18.0F, 24.0F}) {
            list.AddLine({at.x + 11.0F, at.y + y}, {at.x + 29.0F, at.y + y},
                         packed(ImGui::IsItemHovered() ? context.style().accent : context.style().ink), 1.6F);
        }
        end_panel();
        return box;
    }
    begin_panel("left", context.style(), {margin_px, top}, {box.width_px(), box.height_px()}, true);
    draw_tabs(context);
    if (close_button(context.style(), "close left")) context.ask(atlas::ShowLeftPanel{false});
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
    end_panel();
    return box;
}

}  // namespace darya::panels
