#include "panels/doubts.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "panels/panel_parts.h"
#include "panels/rich_text.h"

namespace darya::panels {

namespace {

using reading::ArticleId;
using reading::Mention;
using reading::PlaceId;

constexpr std::size_t most_numbered = 9;  // a key each
constexpr float row_height_px = 40.0F;
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

const Mention* mention_at(std::span<const Mention> mentions, std::size_t first_byte) {
    const auto found =
        std::lower_bound(mentions.begin(), mentions.end(), first_byte,
                         [](const Mention& mention, std::size_t byte) { return mention.first_byte < byte; });
    return found != mentions.end() && found->first_byte == first_byte ? &*found : nullptr;
}

/// The mention as it is now, or as it was found where it was refused.
const Mention* mention_of(const PanelContext& context, ArticleId article, std::size_t first_byte) {
    if (context.atlas.library.find(article) == nullptr) return nullptr;
    if (const Mention* mention = mention_at(context.atlas.library.mentions(article), first_byte)) return mention;
    const auto settled = context.atlas.settled.find(article);
    return settled == context.atlas.settled.end() ? nullptr : mention_at(settled->second->found, first_byte);
}

const reading::Settled* settled_at(const PanelContext& context, ArticleId article, std::size_t first_byte) {
    const auto settled = context.atlas.settled.find(article);
    if (settled == context.atlas.settled.end()) return nullptr;
    for (const reading::Settled& one : settled->second->settled) {
        if (one.found.first_byte == first_byte) return &one;
    }
    return nullptr;
}

std::vector<PlaceId> candidates_of(const Mention& mention) {
    std::vector<PlaceId> candidates{mention.place};
    for (const reading::Candidate& other : mention.others) {
        if (std::find(candidates.begin(), candidates.end(), other.place) == candidates.end())
            candidates.push_back(other.place);
    }
    return candidates;
}

std::string surface_of(const reading::Article& article, const Mention& mention) {
    std::string surface = article.text.substr(mention.first_byte, mention.byte_count);
    for (char& letter : surface) {
        if (letter == '\n' || letter == '\r' || letter == '\t') letter = ' ';
    }
    return surface;
}

void settle(const PanelContext& context, ArticleId article, std::size_t first_byte, std::optional<PlaceId> place,
            bool is_everywhere) {
    context.ask(atlas::SettleMention{article, {first_byte, place, is_everywhere}});
}

bool is_everywhere_wanted(const PanelContext& context) {
    return context.state.doubts.is_everywhere || ImGui::GetIO().KeyShift;
}

/// What the key of a row is called, in a small frame.
void key_cap(const PanelContext& context, ImVec2 middle, const char* key) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* const font = context.fonts.small;
    const ImVec2 words = font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, key);
    const float half = std::max(words.x / 2 + 5.0F, 10.0F);
    list.AddRectFilled({middle.x - half, middle.y - 10.0F}, {middle.x + half, middle.y + 10.0F},
                       packed(context.style().halo), 4.0F);
    list.AddRect({middle.x - half, middle.y - 10.0F}, {middle.x + half, middle.y + 10.0F},
                 packed(context.style().panel_line), 4.0F);
    list.AddText(font, font->FontSize, {middle.x - words.x / 2, middle.y - words.y / 2},
                 packed(context.style().ink_soft), key);
}

/// "River · Kyrgyzstan"
std::string described(const reading::Place& place) {
    std::string line(reading::kind_name(place.kind));
    if (!place.river.empty()) line += " on the " + place.river;
    if (!place.country.empty() && place.country != place.name) line += " · " + place.country;
    if (place.country.empty() && place.position) {
        // Of a place of one's own nothing else may tell it from another of the same name.
        char degrees[64];
        std::snprintf(degrees, sizeof degrees, " · %.2f° N %.2f° E", place.position->lat_deg, place.position->lon_deg);
        line += degrees;
    }
    return line;
}

/// A row that can be chosen: its key, a mark, a name and what is to be said of it; whether it was clicked.
bool choice_row(const PanelContext& context, const char* key, std::optional<style::Colour> mark,
                const std::string& name, const std::string& line, float score, bool is_current) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool is_clicked = hit_area("choice", {width, row_height_px});
    const bool is_hot = ImGui::IsItemHovered();
    if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const style::Style& style = context.style();
    if (is_hot || is_current)
        list.AddRectFilled({at.x - 6.0F, at.y}, {at.x + width, at.y + row_height_px},
                           packed(style.accent, is_hot ? 0.14F : 0.07F), 5.0F);
    const float middle = at.y + row_height_px / 2;
    key_cap(context, {at.x + 12.0F, middle}, key);
    const ImVec2 centre{at.x + 38.0F, middle};
    if (mark) {
        list.AddCircleFilled(centre, 5.0F, packed(*mark), 20);
    } else {
        list.AddCircle(centre, 5.0F, packed(style.doubt), 20, 1.5F);
        list.AddLine({centre.x - 3.5F, centre.y + 3.5F}, {centre.x + 3.5F, centre.y - 3.5F}, packed(style.doubt), 1.5F);
    }
    constexpr float score_px = 46.0F;
    const float text_left = at.x + 54.0F;
    const float text_right = at.x + width - (score > 0.0F ? score_px + 10.0F : 4.0F);
    list.PushClipRect({text_left, at.y}, {text_right, at.y + row_height_px}, true);
    ImFont* const font = context.fonts.medium;
    list.AddText(font, font->FontSize, {text_left, at.y + 3.0F}, packed(style.ink), name.c_str());
    ImFont* const small = context.fonts.small;
    list.AddText(small, small->FontSize, {text_left, at.y + 20.0F}, packed(style.ink_soft), line.c_str());
    list.PopClipRect();
    if (score > 0.0F) {
        // How sure: a bar, for the figure means little to a person.
        const float left = at.x + width - score_px - 4.0F;
        list.AddRectFilled({left, middle - 2.0F}, {left + score_px, middle + 2.0F}, packed(style.panel_line), 2.0F);
        list.AddRectFilled({left, middle - 2.0F}, {left + score_px * std::min(score, 1.0F), middle + 2.0F},
                           packed(style.accent), 2.0F);
        if (is_hot) ImGui::SetTooltip("Score %.2f", static_cast<double>(score));
    }
    return is_clicked;
}

/// The names of the same letters in the article, so far as a person can count them.
std::size_t same_count(const PanelContext& context, ArticleId id, const Mention& mention) {
    const reading::Article& article = *context.atlas.library.find(id);
    const std::string_view letters = std::string_view(article.text).substr(mention.first_byte, mention.byte_count);
    const auto mentions = context.atlas.library.mentions(id);
    return static_cast<std::size_t>(std::count_if(mentions.begin(), mentions.end(), [&](const Mention& other) {
        return other.type == reading::MentionType::place &&
               std::string_view(article.text).substr(other.first_byte, other.byte_count) == letters;
    }));
}

void everywhere_box(const PanelContext& context, ArticleId article, const Mention& mention) {
    bool& is_on = context.state.doubts.is_everywhere;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    if (hit_area("everywhere", {width, 22.0F})) is_on = !is_on;
    const bool is_hot = ImGui::IsItemHovered();
    if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const bool is_ticked = is_on || ImGui::GetIO().KeyShift;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const style::Style& style = context.style();
    const ImVec2 low{at.x + 4.0F, at.y + 3.0F};
    const ImVec2 high{low.x + 16.0F, low.y + 16.0F};
    list.AddRectFilled(low, high, is_ticked ? packed(style.accent) : packed(style.halo), 3.5F);
    if (is_ticked) {
        const ImU32 tick = packed(style.halo);
        list.AddLine({low.x + 3.8F, low.y + 8.2F}, {low.x + 6.8F, low.y + 11.2F}, tick, 1.7F);
        list.AddLine({low.x + 6.8F, low.y + 11.2F}, {low.x + 12.4F, low.y + 5.0F}, tick, 1.7F);
    } else {
        list.AddRect(low, high, packed(style.ink_soft, is_hot ? 1.0F : 0.6F), 3.5F);
    }
    const std::size_t count = same_count(context, article, mention);
    std::string words = "Everywhere in this text";
    if (count > 1) words += " (" + std::to_string(count) + " names)";
    list.AddText({at.x + 29.0F, at.y + 2.0F}, packed(style.ink), words.c_str());
}

/// A place of the whole gazetteer, found by its name; whether one was chosen.
bool draw_other_place(const PanelContext& context, ArticleId article, const Mention& mention) {
    DoubtsState& state = context.state.doubts;
    ImGui::SetNextItemWidth(-1.0F);
    ImGui::InputTextWithHint("##other", "Another place: type its name", &state.other);
    reach_field();
    if (state.other.empty()) return false;
    if (!state.names || &state.names->gazetteer() != context.atlas.gazetteer.get()) {
        state.names = std::make_shared<const reading::PlaceNames>(context.atlas.gazetteer);
        state.other_searched.clear();
    }
    if (state.other_searched != state.other) {
        state.other_searched = state.other;
        state.other_found.clear();
        constexpr std::size_t most = 5;
        for (const auto& found : state.names->find(state.other, most)) state.other_found.push_back(found.place);
    }
    if (state.other_found.empty()) soft(context, "No place of that name is known.");
    for (const PlaceId id : state.other_found) {
        const reading::Place& place = context.atlas.gazetteer->place(id);
        ImGui::PushID("other");  // apart from the candidates' numbers
        ImGui::PushID(static_cast<int>(id.number));
        const bool is_chosen =
            choice_row(context, "+", colour_of(place.kind, context.style()), place.name, described(place), 0.0F, false);
        if (ImGui::IsItemHovered()) context.state.hovered_in_text = id;
        ImGui::PopID();
        ImGui::PopID();
        if (!is_chosen) continue;
        settle(context, article, mention.first_byte, id, is_everywhere_wanted(context));
        state.other.clear();
        return true;
    }
    return false;
}

/// The rows of what a name may mean; whether one was chosen.
bool draw_choices(const PanelContext& context, ArticleId article, const Mention& mention) {
    const std::vector<PlaceId> candidates = candidates_of(mention);
    const reading::Settled* const settled = settled_at(context, article, mention.first_byte);
    bool is_chosen = false;
    for (std::size_t i = 0; i < candidates.size() && i < most_numbered; ++i) {
        const reading::Place& place = context.atlas.gazetteer->place(candidates[i]);
        float score = i == 0 ? mention.score : 0.0F;
        for (const reading::Candidate& other : mention.others) {
            if (other.place == candidates[i] && i > 0) score = other.score;
        }
        const char key[] = {static_cast<char>('1' + i), '\0'};
        ImGui::PushID(static_cast<int>(i));
        const bool is_meant = settled != nullptr && settled->place == candidates[i];
        if (choice_row(context, key, colour_of(place.kind, context.style()), place.name, described(place), score,
                       settled != nullptr ? is_meant : i == 0)) {
            settle(context, article, mention.first_byte, candidates[i], is_everywhere_wanted(context));
            is_chosen = true;
        }
        if (ImGui::IsItemHovered()) context.state.hovered_in_text = candidates[i];
        ImGui::PopID();
    }
    ImGui::PushID("none");
    if (choice_row(context, "x", std::nullopt, "No place", "a person, a company, a common word …", 0.0F,
                   settled != nullptr && !settled->place)) {
        settle(context, article, mention.first_byte, std::nullopt, is_everywhere_wanted(context));
        is_chosen = true;
    }
    ImGui::PopID();
    if (settled != nullptr) {
        ImGui::Dummy({0.0F, 2.0F});
        if (link(context.fonts, context.style(),
                 settled->is_everywhere ? "Take back what you decided (everywhere in this text)"
                                        : "Take back what you decided",
                 "back")) {
            context.ask(atlas::TakeBackVerdict{article, mention.first_byte});
            is_chosen = true;
        }
    }
    return is_chosen;
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
        if (mention == nullptr) continue;
        const std::vector<PlaceId> candidates = candidates_of(*mention);
        const bool is_everywhere = key.is_everywhere || state.is_everywhere;
        if (key.kind == DoubtKey::Kind::refuse) {
            settle(context, doubt.article, doubt.first_byte, std::nullopt, is_everywhere);
        } else {
            const auto number = key.kind == DoubtKey::Kind::choose ? static_cast<std::size_t>(key.number) : 0;
            if (number >= std::min(candidates.size(), most_numbered)) continue;
            settle(context, doubt.article, doubt.first_byte, candidates[number], is_everywhere);
        }
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
                           packed(context.style().accent, is_current ? 0.14F : 0.08F), 4.0F);
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
            std::string more =
                one.place ? "means " + context.atlas.gazetteer->place(*one.place).name + ", " +
                                std::string(reading::kind_word(context.atlas.gazetteer->place(*one.place).kind))
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

bool draw_settle_menu(const PanelContext& context, ArticleId article, const Mention& mention) {
    const reading::Article* const text = context.atlas.library.find(article);
    if (text == nullptr) return true;
    ImGui::PushID("settle");
    section(context.fonts, context.style(), "WHAT DOES “" + surface_of(*text, mention) + "” MEAN?");
    bool is_chosen = draw_choices(context, article, mention);
    is_chosen = draw_other_place(context, article, mention) || is_chosen;
    everywhere_box(context, article, mention);
    if (doubt_count(context, article) > 0 &&
        link(context.fonts, context.style(), "All doubts of this text", "all doubts")) {
        context.ask(atlas::ShowDoubts{true, article});
        is_chosen = true;
    }
    ImGui::PopID();
    return is_chosen;
}

void open_settle_menu(const PanelContext& context, ArticleId article, std::size_t first_byte) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    context.state.settle_menu = SettleMenu{article, first_byte, {mouse.x, mouse.y}, true};
    context.state.doubts.is_everywhere = false;
    context.state.doubts.other.clear();
}

geo::ScreenBox draw_open_settle_menu(const PanelContext& context) {
    std::optional<SettleMenu>& menu = context.state.settle_menu;
    if (!menu) return {};
    const Mention* const mention = mention_of(context, menu->article, menu->first_byte);
    if (mention == nullptr) {
        menu.reset();
        return {};
    }
    constexpr float width = 312.0F;
    const std::size_t rows = std::min(candidates_of(*mention).size(), most_numbered) + 1 +
                             (context.state.doubts.other.empty() ? 0 : context.state.doubts.other_found.size() + 1);
    const float height =
        std::min(164.0F + (row_height_px + 6.0F) * static_cast<float>(rows), context.window().y - 2 * margin_px);
    const ImVec2 at{
        std::clamp(menu->at.x_px + 8.0F, margin_px, std::max(context.window().x - width - margin_px, margin_px)),
        std::clamp(menu->at.y_px + 8.0F, margin_px, std::max(context.window().y - height - margin_px, margin_px))};
    ImGui::SetNextWindowBgAlpha(1.0F);
    if (menu->is_new) ImGui::SetNextWindowFocus();
    begin_panel("settle menu", context.style(), at, {width, height}, true, true);
    bool is_over = draw_settle_menu(context, menu->article, *mention);
    if (close_button(context.style(), "close settle menu")) is_over = true;
    const bool is_beside = !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (!menu->is_new && is_beside && (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1))) is_over = true;
    end_panel();
    menu->is_new = false;
    if (is_over) menu.reset();
    return {at.x, at.y, at.x + width, at.y + height};
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
