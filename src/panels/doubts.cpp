#include "panels/doubts.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "panels/choices.h"
#include "panels/key_ring.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"
#include "style/tints.h"

namespace darya::panels {

namespace {

using reading::ArticleId;
using reading::Mention;

constexpr float line_height_px = 24.0F;

/// The doubts of all open articles, in the order of articles and text; listed anew when the library is another one.
const std::vector<Doubt>& all_doubts(const PanelContext& context) {
    DoubtsState& state = context.state.doubts;
    const reading::Library& library = context.atlas.library;
    if (state.listed_from.is_same(library)) return state.all;
    state.listed_from = library;
    state.all.clear();
    for (const ArticleId id : library.articles()) {
        for (const Mention& mention : library.mentions(id)) {
            if (mention.type == reading::MentionType::place && reading::is_doubtful(mention))
                state.all.push_back({id, mention.first_byte});
        }
    }
    std::sort(state.all.begin(), state.all.end());
    return state.all;
}

std::span<const Doubt> doubts_of(const PanelContext& context, std::optional<ArticleId> article) {
    const std::vector<Doubt>& all = all_doubts(context);
    if (!article) return all;
    const auto first = std::lower_bound(all.begin(), all.end(), Doubt{*article, 0});
    const auto end = std::upper_bound(first, all.end(), Doubt{*article, SIZE_MAX});
    return {first, end};
}

/// What the keys mean for the doubt one is at; whether another frame is needed for the rest of them.
void answer_keys(const PanelContext& context, std::span<const Doubt> doubts, std::size_t& at) {
    DoubtsState& state = context.state.doubts;
    while (!state.keys.empty() && !doubts.empty()) {
        const DoubtKey key = state.keys.front();
        state.keys.erase(state.keys.begin());
        if (key.kind == DoubtKey::Kind::next || key.kind == DoubtKey::Kind::previous) {
            const std::size_t step = key.kind == DoubtKey::Kind::next ? 1 : doubts.size() - 1;
            at = (at + step) % doubts.size();
            state.at = doubts[at];
            continue;
        }
        const Doubt doubt = doubts[at];
        const Mention* const mention = mention_of(context, doubt.article, doubt.first_byte);
        if (mention == nullptr || !answer_key(context, doubt.article, *mention, key)) continue;
        return;  // the others are for the doubt that comes after this one is settled
    }
    if (doubts.empty()) state.keys.clear();
}

void draw_doubt(const PanelContext& context, const Doubt& doubt) {
    const reading::Article& article = *context.atlas.library.find(doubt.article);
    const Mention* const mention = mention_of(context, doubt.article, doubt.first_byte);
    if (mention == nullptr) return;
    context.state.doubts.lit = candidates_of(*mention);
    draw_sentence(context, article, *mention);
    std::string where = article.title;
    where += " · ¶ " + std::to_string(mention->passage + 1);
    soft(context, where);
    constexpr float link_px = 116.0F;
    const bool has_room = context.fonts.small->CalcTextSizeA(14.0F, 1e9F, 0.0F, where.c_str()).x <
                          ImGui::GetContentRegionAvail().x - link_px - 12.0F;
    if (has_room) ImGui::SameLine(card_width_px - link_px - 14.0F);
    if (link(context.fonts, context.style(), "open in the text", "open")) {
        context.ask(atlas::ShowDoubts{false});
        context.ask(atlas::ReadPassage{{doubt.article, mention->passage}});
    }
    section(context.fonts, context.style(), "WHAT DOES IT MEAN HERE?");
    draw_choices(context, doubt.article, *mention);
    draw_other_place(context, doubt.article, *mention);
    ImGui::Dummy({0.0F, 2.0F});
    everywhere_box(context, doubt.article, *mention);
    soft(context, "a or Enter: the first · j k: next, previous · Shift: everywhere");
}

/// One line of a list: letters in front, more behind them.
bool list_line(const PanelContext& context, const std::string& front, const style::Colour& colour,
               const std::string& more, bool is_current, float right_px = 0.0F) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - right_px;
    const bool is_clicked = hit_area("line", {std::max(width, 10.0F), line_height_px});
    const bool is_hot = ImGui::IsItemHovered();
    if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (is_hot || is_current)
        list.AddRectFilled({at.x - 6.0F, at.y}, {at.x + width, at.y + line_height_px},
                           packed(context.style().accent, is_current ? style::row_tint : style::hot_row_tint), 4.0F);
    ImFont* const font = context.fonts.medium;
    ImFont* const small = context.fonts.small;
    list.PushClipRect(at, {at.x + width, at.y + line_height_px}, true);
    list.AddText(font, font->FontSize, {at.x, at.y + 2.0F}, packed(colour), front.c_str());
    const float x = at.x + font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, front.c_str()).x + 8.0F;
    list.AddText(small, small->FontSize, {x, at.y + 4.0F}, packed(context.style().ink_soft), more.c_str());
    list.PopClipRect();
    return is_clicked;
}

void draw_list(const PanelContext& context, std::span<const Doubt> doubts, std::size_t at) {
    DoubtsState& state = context.state.doubts;
    section(context.fonts, context.style(), "ALL OF THEM");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(8.0F, 0.0F));
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(doubts.size()), line_height_px);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Doubt& doubt = doubts[static_cast<std::size_t>(i)];
            const reading::Article& article = *context.atlas.library.find(doubt.article);
            const Mention* const mention = mention_of(context, doubt.article, doubt.first_byte);
            if (mention == nullptr) continue;
            ImGui::PushID(i);
            const reading::Place& place = context.atlas.gazetteer->place(mention->place);
            const std::string more = std::string(reading::kind_name(place.kind)) + "? · ¶ " +
                                     std::to_string(mention->passage + 1) +
                                     (context.atlas.doubts->article ? "" : " · " + article.title);
            if (list_line(context, surface_of(article, *mention), context.style().doubt, more,
                          static_cast<std::size_t>(i) == at)) {
                state.at = doubt;
            }
            ImGui::PopID();
        }
    }
    clipper.End();
    ImGui::PopStyleVar();
}

/// What was decided, each decision once, with a way back.
void draw_settled(const PanelContext& context) {
    constexpr int most_lines = 200;
    int line_count = 0;
    bool has_head = false;
    for (const auto& [id, settled] : context.atlas.settled) {
        const reading::Article* const article = context.atlas.library.find(id);
        const bool is_of_view = !context.atlas.doubts->article || *context.atlas.doubts->article == id;
        if (article == nullptr || !is_of_view) continue;
        std::vector<std::size_t> told;  // decisions about many names
        for (const reading::Settled& one : settled->settled) {
            if (one.is_everywhere && std::find(told.begin(), told.end(), one.decision) != told.end()) continue;
            if (++line_count > most_lines) return;
            if (!has_head) section(context.fonts, context.style(), "SETTLED");
            has_head = true;
            std::string more = one.place ? "means " + context.atlas.gazetteer->place(*one.place).name + ", " +
                                               described(context.atlas.gazetteer->place(*one.place))
                                         : "no place";
            if (one.is_everywhere) {
                told.push_back(one.decision);
                const auto count = std::count_if(settled->settled.begin(), settled->settled.end(),
                                                 [&](const auto& other) { return other.decision == one.decision; });
                more += " · everywhere, " + std::to_string(count) + "×";
            }
            ImGui::PushID(line_count);
            ImGui::PushID(static_cast<int>(one.found.first_byte));
            const style::Colour colour =
                one.place ? colour_of(context.atlas.gazetteer->place(*one.place).kind, context.style())
                          : context.style().ink_soft;
            constexpr float undo_px = 78.0F;
            if (list_line(context, surface_of(*article, one.found), colour, more, false, undo_px))
                context.ask(atlas::ReadPassage{{id, one.found.passage}});
            ImGui::SameLine(0.0F, 8.0F);
            if (link(context.fonts, context.style(), "take back", "back"))
                context.ask(atlas::TakeBackVerdict{id, one.found.first_byte});
            ImGui::PopID();
            ImGui::PopID();
        }
    }
    if (has_head) soft(context, "Ctrl+Z undoes the last decision, Ctrl+Shift+Z does it again.");
}

}  // namespace

std::size_t doubt_count(const PanelContext& context, ArticleId article) {
    return doubts_of(context, article).size();
}

std::size_t doubt_count(const PanelContext& context) {
    return all_doubts(context).size();
}

void draw_doubtful_link(const PanelContext& context, ArticleId article) {
    const std::size_t count = doubt_count(context, article);
    if (count == 0) return;
    ImFont* const small = context.fonts.small;
    const std::string words = std::to_string(count) + " doubtful";
    const ImVec2 size = small->CalcTextSizeA(small->FontSize, 1e9F, 0.0F, words.c_str());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool is_clicked = hit_area("doubtful", size);
    const bool is_hot = ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const style::Colour& doubt = context.style().doubt;
    list.AddText(small, small->FontSize, at, packed(doubt), words.c_str());
    for (float dot = at.x; dot < at.x + size.x; dot += 4.0F)
        list.AddRectFilled({dot, at.y + size.y}, {dot + 2.0F, at.y + size.y + 1.5F},
                           packed(doubt, is_hot ? 1.0F : 0.6F));
    if (is_hot) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::SetTooltip("Settle them (d)");
    }
    if (is_clicked) context.ask(atlas::ShowDoubts{true, article});
}

geo::ScreenBox draw_doubts(const PanelContext& context) {
    DoubtsState& state = context.state.doubts;
    const std::optional<ArticleId> article = context.atlas.doubts->article;
    const std::span<const Doubt> doubts = doubts_of(context, article);
    const float left = std::max(context.window().x - margin_px - card_width_px, margin_px);
    const float height = std::max(context.window().y - 2 * margin_px, 60.0F);
    begin_panel("doubts", context.style(), {left, margin_px}, {card_width_px, height}, true);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted("Doubtful names");
    ImGui::PopFont();
    const reading::Article* const text = article ? context.atlas.library.find(*article) : nullptr;
    soft(context, text != nullptr ? "In “" + text->title + "”" : "In all open texts");
    if (article && doubt_count(context) > doubts.size()) {
        const std::string words = "all open texts (" + std::to_string(doubt_count(context)) + ")";
        if (link(context.fonts, context.style(), words, "all texts"))
            context.ask(atlas::ShowDoubts{true, std::nullopt});
    } else if (!article && context.atlas.reader) {
        if (link(context.fonts, context.style(), "only the text that is open", "this text"))
            context.ask(atlas::ShowDoubts{true, context.atlas.reader->article});
    }
    if (doubts.empty()) {
        state.lit.clear();
        state.keys.clear();
        ImGui::Dummy({0.0F, 10.0F});
        ImGui::PushFont(context.fonts.medium);
        ImGui::TextUnformatted("Nothing is doubtful here.");
        ImGui::PopFont();
        soft(context,
             "Names that may mean several places, or perhaps none, are gathered here to be settled. A name that is not "
             "doubtful can be settled too: right-click it in the text.");
    } else {
        // What was looked at may be settled by now: then it is the next one's turn.
        auto found = std::lower_bound(doubts.begin(), doubts.end(), state.at);
        if (found == doubts.end()) found = doubts.begin();
        auto at = static_cast<std::size_t>(found - doubts.begin());
        if (state.at != doubts[at]) {
            state.at = doubts[at];
            state.is_everywhere = false;
            state.other.clear();
        }
        answer_keys(context, doubts, at);
        section(context.fonts, context.style(), std::to_string(at + 1) + " OF " + std::to_string(doubts.size()));
        ImGui::SameLine(card_width_px - 128.0F);
        if (link(context.fonts, context.style(), "previous", "previous")) {
            state.at = doubts[(at + doubts.size() - 1) % doubts.size()];
        }
        ImGui::SameLine(0.0F, 12.0F);
        if (link(context.fonts, context.style(), "next", "next")) state.at = doubts[(at + 1) % doubts.size()];
        draw_doubt(context, doubts[at]);
        draw_list(context, doubts, at);
    }
    draw_settled(context);
    ImGui::Dummy({0.0F, 8.0F});
    if (close_button(context.style(), "close doubts")) context.ask(atlas::ShowDoubts{false});
    end_panel();
    return {left, margin_px, left + card_width_px, margin_px + height};
}

}  // namespace darya::panels
