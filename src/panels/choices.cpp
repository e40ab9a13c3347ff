#include "panels/choices.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "panels/key_ring.h"
#include "panels/rich_text.h"
#include "style/tints.h"

namespace darya::panels {

using reading::ArticleId;
using reading::Mention;
using reading::PlaceId;

namespace {

const Mention* mention_at(std::span<const Mention> mentions, std::size_t first_byte) {
    const auto found =
        std::lower_bound(mentions.begin(), mentions.end(), first_byte,
                         [](const Mention& mention, std::size_t byte) { return mention.first_byte < byte; });
    return found != mentions.end() && found->first_byte == first_byte ? &*found : nullptr;
}

const reading::Settled* settled_at(const PanelContext& context, ArticleId article, std::size_t first_byte) {
    const auto settled = context.atlas.settled.find(article);
    if (settled == context.atlas.settled.end()) return nullptr;
    for (const reading::Settled& one : settled->second->settled) {
        if (one.found.first_byte == first_byte) return &one;
    }
    return nullptr;
}

void settle(const PanelContext& context, ArticleId article, std::size_t first_byte, std::optional<PlaceId> place,
            bool is_everywhere) {
    context.ask(atlas::SettleMention{article, {first_byte, place, is_everywhere}});
}

bool is_everywhere_wanted(const PanelContext& context) {
    return context.state.doubts.is_everywhere || ImGui::GetIO().KeyShift;
}

/// A row that can be chosen: its key, a mark, a name and what is to be said of it; whether it was clicked.
bool choice_row(const PanelContext& context, const char* key, std::optional<style::Colour> mark,
                const std::string& name, const std::string& line, float score, bool is_current) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool is_clicked = hit_area("choice", {width, choice_height_px});
    const bool is_hot = ImGui::IsItemHovered();
    if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const style::Style& style = context.style();
    if (is_hot || is_current)
        list.AddRectFilled({at.x - 6.0F, at.y}, {at.x + width, at.y + choice_height_px},
                           packed(style.accent, is_hot ? style::row_tint : style::row_tint / 2), 5.0F);
    const float middle = at.y + choice_height_px / 2;
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
    list.PushClipRect({text_left, at.y}, {text_right, at.y + choice_height_px}, true);
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

}  // namespace

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

const Mention* mention_of(const PanelContext& context, ArticleId article, std::size_t first_byte) {
    if (context.atlas.library.find(article) == nullptr) return nullptr;
    if (const Mention* mention = mention_at(context.atlas.library.mentions(article), first_byte)) return mention;
    const auto settled = context.atlas.settled.find(article);
    return settled == context.atlas.settled.end() ? nullptr : mention_at(settled->second->found, first_byte);
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

bool answer_key(const PanelContext& context, ArticleId article, const Mention& mention, const DoubtKey& key) {
    const bool is_everywhere = key.is_everywhere || context.state.doubts.is_everywhere;
    const std::vector<PlaceId> candidates = candidates_of(mention);
    switch (key.kind) {
        case DoubtKey::Kind::next:
        case DoubtKey::Kind::previous:
            return false;
        case DoubtKey::Kind::refuse:
            settle(context, article, mention.first_byte, std::nullopt, is_everywhere);
            return true;
        case DoubtKey::Kind::accept:
        case DoubtKey::Kind::choose:
            break;
    }
    const auto number = key.kind == DoubtKey::Kind::choose ? static_cast<std::size_t>(key.number) : 0;
    if (number >= std::min(candidates.size(), most_numbered)) return false;
    settle(context, article, mention.first_byte, candidates[number], is_everywhere);
    return true;
}

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

}  // namespace darya::panels
