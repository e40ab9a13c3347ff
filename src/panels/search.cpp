#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "base/utf8.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"
#include "style/tints.h"

namespace darya::panels {

namespace {

/// One line or paragraph of the results that can be chosen.
struct Row {
    enum class Kind { place, title, passage } kind = Kind::place;
    std::size_t index = 0;  // in its list of the answer
};

constexpr std::size_t most_places = 6;
constexpr std::size_t most_titles = 4;
constexpr std::size_t most_passages = 30;

/// The answer's results that are still there, in the order they are shown.
std::vector<Row> rows_of(const atlas::Atlas& atlas) {
    std::vector<Row> rows;
    if (!atlas.answer) return rows;
    const reading::SearchAnswer& answer = *atlas.answer;
    for (std::size_t i = 0; i < std::min(answer.places.size(), most_places); ++i) rows.push_back({Row::Kind::place, i});
    for (std::size_t i = 0; i < std::min(answer.titles.size(), most_titles); ++i) {
        if (atlas.library.find(answer.titles[i].article) != nullptr) rows.push_back({Row::Kind::title, i});
    }
    for (std::size_t i = 0; i < std::min(answer.passages.size(), most_passages); ++i) {
        if (atlas.library.find(answer.passages[i].passage.article) != nullptr) rows.push_back({Row::Kind::passage, i});
    }
    return rows;
}

/// As much of a text as goes into a width, with "…" where something is left out.
std::string elided(ImFont* font, const std::string& text, float width_px) {
    if (font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, text.c_str()).x <= width_px) return text;
    const char* rest = nullptr;
    const float dots_px = font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, "…").x;
    font->CalcTextSizeA(font->FontSize, width_px - dots_px, 0.0F, text.c_str(), nullptr, &rest);
    return text.substr(0, static_cast<std::size_t>(rest - text.c_str())) + "…";
}

/// Words of a text with the marks in another colour, in at most `most_lines` lines; gives how many there were.
int draw_marked(const PanelContext& context, ImFont* font, ImVec2 at, float width_px, const std::string& text,
                const std::vector<reading::ByteRange>& marks, int most_lines, bool is_drawn) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const char* const begin = text.c_str();
    const char* const end = begin + text.size();
    const char* line = begin;
    int count = 0;
    while (line < end && count < most_lines) {
        const char* stop = font->CalcWordWrapPositionA(1.0F, line, end, width_px);
        if (stop == line) stop += base::code_point_at(text, static_cast<std::size_t>(line - begin)).byte_count;
        float x = at.x;
        const float y = at.y + static_cast<float>(count) * (font->FontSize + 2.0F);
        for (const char* piece = line; piece < stop && is_drawn;) {
            const auto byte = static_cast<std::size_t>(piece - begin);
            const char* piece_end = stop;
            bool is_marked = false;
            for (const reading::ByteRange& mark : marks) {
                const char* const first = begin + mark.first_byte;
                const char* const last = first + mark.byte_count;
                if (byte >= mark.first_byte && piece < last) {
                    is_marked = true;
                    piece_end = std::min(piece_end, last);
                } else if (first > piece) {
                    piece_end = std::min(piece_end, first);
                }
            }
            const float piece_px = font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, piece, piece_end).x;
            if (is_marked) {
                list.AddRectFilled({x - 1.0F, y}, {x + piece_px + 1.0F, y + font->FontSize + 1.0F},
                                   packed(context.style().accent, style::found_tint), 2.0F);
            }
            list.AddText(font, font->FontSize, {x, y}, packed(is_marked ? context.style().accent : context.style().ink),
                         piece, piece_end);
            x += piece_px;
            piece = piece_end;
        }
        ++count;
        line = stop;
        while (line < end && *line == ' ') ++line;
    }
    return count;
}

/// "dam · Tajikistan": what tells places of one name apart.
std::string kind_and_country(const reading::Place& place) {
    std::string line(reading::kind_word(place.kind));
    if (!place.country.empty() && place.country != place.name) line += " · " + place.country;
    return line;
}

constexpr float row_left_px = 12.0F;
constexpr float inner_px = left_width_px - 2 * row_left_px;

float draw_row_text(const PanelContext& context, const Row& row, ImVec2 at, bool is_drawn) {
    const reading::SearchAnswer& answer = *context.atlas.answer;
    const style::Style& style = context.style();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* const small = context.fonts.small;
    const auto soft_line = [&](float x, float y, const std::string& text, float width_px) {
        if (is_drawn)
            list.AddText(small, small->FontSize, {x, y}, packed(style.ink_soft), elided(small, text, width_px).c_str());
    };
    constexpr float pad_px = 4.0F;
    if (row.kind == Row::Kind::place) {
        const reading::FoundPlace& found = answer.places[row.index];
        const reading::Place& place = context.atlas.gazetteer->place(found.place);
        std::string name = place.name;
        if (found.spelling != place.name) name += "  (" + found.spelling + ")";
        constexpr float dot_px = 16.0F;
        if (is_drawn) {
            list.AddCircleFilled({at.x + 5.0F, at.y + pad_px + 8.0F}, 4.0F, packed(colour_of(place.kind, style)));
            list.AddText(context.fonts.ui, context.fonts.ui->FontSize, {at.x + dot_px, at.y + pad_px},
                         packed(style.ink), elided(context.fonts.ui, name, inner_px - dot_px).c_str());
        }
        soft_line(at.x + dot_px, at.y + pad_px + 18.0F, kind_and_country(place), inner_px - dot_px);
        return pad_px + 36.0F;
    }
    if (row.kind == Row::Kind::title) {
        const reading::FoundTitle& found = answer.titles[row.index];
        const reading::Article& article = *context.atlas.library.find(found.article);
        const int lines = draw_marked(context, context.fonts.medium, {at.x, at.y + pad_px}, inner_px, article.title,
                                      found.marks, 2, is_drawn);
        return 2 * pad_px + static_cast<float>(lines) * (context.fonts.medium->FontSize + 2.0F);
    }
    const reading::FoundText& found = answer.passages[row.index];
    const reading::Article& article = *context.atlas.library.find(found.passage.article);
    const int lines = draw_marked(context, context.fonts.ui, {at.x, at.y + pad_px}, inner_px, found.snippet.text,
                                  found.snippet.marks, 3, is_drawn);
    const float below = pad_px + static_cast<float>(lines) * (context.fonts.ui->FontSize + 2.0F);
    const std::string place = " · ¶ " + std::to_string(found.passage.passage + 1);
    const float place_px = small->CalcTextSizeA(small->FontSize, 1e9F, 0.0F, place.c_str()).x;
    if (is_drawn) soft_line(at.x, at.y + below, elided(small, article.title, inner_px - place_px) + place, 1e9F);
    return below + small->FontSize + 2.0F + pad_px;
}

/// A lens, the field, and on the right what a key would do.
bool draw_field(const PanelContext& context) {
    PanelState& state = context.state;
    const style::Style& style = context.style();
    ImGui::SetCursorPos({10.0F, 6.0F});
    const ImVec2 lens = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircle({lens.x + 8.0F, lens.y + 12.0F}, 5.0F, packed(style.ink_soft), 20, 1.5F);
    list.AddLine({lens.x + 11.8F, lens.y + 15.8F}, {lens.x + 16.0F, lens.y + 20.0F}, packed(style.ink_soft), 1.7F);
    std::string keys = "Ctrl F";
    if (context.atlas.read_found && context.atlas.answer) {
        keys = std::to_string(*context.atlas.read_found + 1) + " of " +
               std::to_string(context.atlas.answer->passages.size()) + " · F3";
    }
    ImFont* const small = context.fonts.small;
    const float keys_px = small->CalcTextSizeA(small->FontSize, 1e9F, 0.0F, keys.c_str()).x;
    ImGui::SetCursorPos({30.0F, 6.0F});
    ImGui::SetNextItemWidth(left_width_px - 30.0F - (state.search.empty() ? keys_px + 26.0F : 12.0F));
    if (state.is_search_wanted) ImGui::SetKeyboardFocusHere();
    state.is_search_wanted = false;
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    const bool is_entered =
        ImGui::InputTextWithHint("##search", "Search places and texts", &state.search,
                                 ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    ImGui::PopStyleColor();
    state.is_search_active = ImGui::IsItemActive();
    if (state.search.empty())
        list.AddText(small, small->FontSize, {lens.x + left_width_px - 24.0F - keys_px, lens.y + 5.0F},
                     packed(style.ink_soft), keys.c_str());
    return is_entered;
}

/// What can be searched, under the empty field. It is only drawn: a click there goes to the panel below.
void draw_hint(const PanelContext& context) {
    const style::Style& style = context.style();
    const std::size_t text_count = context.atlas.library.article_count();
    const std::string hint = "Finds places under all their names, in every script, and the titles and words of " +
                             std::to_string(text_count) + (text_count == 1 ? " open text." : " open texts.") +
                             "\n\nThe last word may be cut short; \"words between quotation marks\" stay together.";
    ImFont* const small = context.fonts.small;
    const ImVec2 words = small->CalcTextSizeA(small->FontSize, 1e9F, inner_px, hint.c_str());
    const ImVec2 at{margin_px, margin_px + search_height_px + 2.0F};
    ImDrawList& over = *ImGui::GetForegroundDrawList();
    const ImVec2 end{at.x + left_width_px, at.y + words.y + 20.0F};
    over.AddRectFilled(at, end, packed(style.panel), style.panel_radius_px);
    over.AddRect(at, end, packed(style.panel_line), style.panel_radius_px);
    over.AddText(small, small->FontSize, {at.x + row_left_px, at.y + 10.0F}, packed(style.ink_soft), hint.c_str(),
                 nullptr, inner_px);
}

}  // namespace

geo::ScreenBox draw_search(const PanelContext& context) {
    PanelState& state = context.state;
    const atlas::Atlas& atlas = context.atlas;
    const bool is_typed = !state.search.empty();
    const bool is_answered = is_typed && atlas.answer && atlas.answer->typed == state.search;
    // Till the new answer is there the old one stands, so that nothing flickers.
    const std::vector<Row> rows = is_typed ? rows_of(atlas) : std::vector<Row>{};
    const float most_px = context.window().y - 2 * margin_px;
    float height = search_height_px;
    if (is_typed) height += rows.empty() ? 66.0F : state.search_rows_px + 8.0F;
    height = std::min(height, most_px);
    if (is_typed) ImGui::SetNextWindowBgAlpha(1.0F);  // results lie over the panel below
    begin_panel("search", context.style(), {margin_px, margin_px}, {left_width_px, height}, false);
    const bool is_entered = draw_field(context);
    if (state.search != state.search_asked) {
        context.ask(atlas::SearchFor{state.search});
        state.search_choice = 0;
        state.is_choice_waiting = false;
    }
    state.search_asked = state.search;
    const int count = static_cast<int>(rows.size());
    state.search_choice = std::clamp(state.search_choice, 0, std::max(count - 1, 0));
    bool is_choice_moved = false;
    if (state.is_search_active && count > 0) {
        for (const auto& [key, step] : {std::pair{ImGuiKey_DownArrow, 1}, std::pair{ImGuiKey_UpArrow, count - 1}}) {
            if (!ImGui::IsKeyPressed(ImGui::GetKeyIndex(key))) continue;
            state.search_choice = (state.search_choice + step) % count;
            is_choice_moved = true;
        }
    }
    const auto choose = [&](const Row& row) {
        if (row.kind == Row::Kind::place) context.ask(atlas::SelectPlace{atlas.answer->places[row.index].place, true});
        if (row.kind == Row::Kind::title) context.ask(atlas::ReadPassage{{atlas.answer->titles[row.index].article, 0}});
        if (row.kind == Row::Kind::passage) context.ask(atlas::ReadFound{row.index});
        state.search.clear();
    };
    if (is_answered && rows.empty()) {
        ImGui::SetCursorPos({14.0F, search_height_px + 2.0F});
        soft(context, "Nothing found for “" + elided(context.fonts.small, state.search, 150.0F) +
                          "”. Fewer letters or another spelling may help.");
    }
    if (!rows.empty()) {
        ImGui::SetCursorPos({0.0F, search_height_px});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
        ImGui::BeginChild("results", {left_width_px, height - search_height_px - 4.0F}, false);
        keep_sharp(*ImGui::GetWindowDrawList());
        ImGui::PopStyleVar();
        static constexpr std::array heads{"PLACES", "TITLES", "PASSAGES"};
        float y = 0.0F;
        for (int i = 0; i < count; ++i) {
            const Row& row = rows[static_cast<std::size_t>(i)];
            if (i == 0 || rows[static_cast<std::size_t>(i) - 1].kind != row.kind) {
                ImGui::SetCursorPos({row_left_px, y + (i == 0 ? 0.0F : 8.0F)});
                ImGui::PushFont(context.fonts.caps);
                ImGui::PushStyleColor(ImGuiCol_Text, as_vec(context.style().ink_soft));
                ImGui::TextUnformatted(heads[static_cast<std::size_t>(row.kind)]);
                ImGui::PopStyleColor();
                ImGui::PopFont();
                y += i == 0 ? 18.0F : 26.0F;
            }
            ImGui::PushID(i);
            const ImVec2 at{ImGui::GetWindowPos().x + row_left_px, ImGui::GetWindowPos().y + y - ImGui::GetScrollY()};
            const float row_px = draw_row_text(context, row, at, false);
            ImGui::SetCursorPos({6.0F, y});
            if (ImGui::Selectable("##result", i == state.search_choice, 0, {left_width_px - 12.0F, row_px}))
                choose(row);
            if (is_choice_moved && i == state.search_choice) ImGui::SetScrollHereY(0.5F);
            if (row.kind == Row::Kind::place && ImGui::IsItemHovered())
                state.hovered_in_text = atlas.answer->places[row.index].place;
            draw_row_text(context, row, at, true);
            y += row_px;
            ImGui::PopID();
        }
        if (atlas.answer && !atlas.answer->is_everything) {
            ImGui::SetCursorPos({row_left_px, y + 4.0F});
            soft(context, "Many passages hold these words; only some were weighed.");
            y += 44.0F;
        }
        ImGui::SetCursorPos({0.0F, y});
        ImGui::Dummy({1.0F, 4.0F});
        ImGui::EndChild();
        state.search_rows_px = y + 8.0F;
    }
    // Enter waits for the answer to what was typed.
    if (is_entered && is_typed) state.is_choice_waiting = true;
    if (state.is_choice_waiting && is_answered) {
        state.is_choice_waiting = false;
        if (count > 0) choose(rows[static_cast<std::size_t>(state.search_choice)]);
    }
    if (!is_typed && state.is_search_active) draw_hint(context);
    end_panel();
    return {margin_px, margin_px, margin_px + left_width_px, margin_px + height};
}

}  // namespace darya::panels
