#include "panels/reader_head.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "panels/key_ring.h"
#include "panels/rich_text.h"
#include "reading/encoding.h"

namespace darya::panels {

namespace {

/// The head in one frame.
class ReaderHead {
public:
    explicit ReaderHead(const ReaderHeadParts& parts)
        : parts_(parts), context_(parts.context), state_(parts.state), article_(*parts.text.article) {}

    /// True when the way back to a sentence was chosen.
    bool draw() {
        ImGui::PushFont(context_.fonts.title);
        ImGui::PushTextWrapPos(parts_.width_px - 48.0F);
        ImGui::TextUnformatted(article_.title.c_str());
        ImGui::PopTextWrapPos();
        ImGui::PopFont();
        std::string by = article_.author;
        if (!article_.date.empty()) by += (by.empty() ? "" : " · ") + article_.date;
        by += (by.empty() ? "" : " · ") + article_.file_name;
        soft(context_, by);
        if (!article_.encoding.empty() && article_.encoding != "UTF-8") draw_encoding();
        draw_walk();
        draw_tools();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth();
        ImGui::GetWindowDrawList()->AddLine({ImGui::GetWindowPos().x, at.y + 1.0F}, {right, at.y + 1.0F},
                                            packed(style().panel_line));
        ImGui::Dummy({0.0F, 2.0F});
        if (state_.is_list_open) draw_places();
        return is_back_wanted_;
    }

private:
    const style::Style& style() const { return context_.style(); }
    const ReaderText& text() const { return parts_.text; }

    void draw_encoding() {
        ImGui::SameLine(0.0F, 10.0F);
        if (link(context_.fonts, style(), article_.encoding, "encoding")) ImGui::OpenPopup("encodings");
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("The letters look wrong? Read them in another encoding");
        if (!ImGui::BeginPopup("encodings")) return;
        for (const std::string_view encoding : reading::known_encodings()) {
            const std::string name(encoding);
            if (with_keys(ImGui::Selectable(name.c_str(), article_.encoding == name)))
                context_.ask(atlas::ReopenAs{parts_.id, name});
        }
        ImGui::EndPopup();
    }

    bool arrow(const char* id, bool is_right, const char* hint) {
        constexpr float side = 20.0F;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool is_clicked = hit_area(id, {side, side});
        const bool is_hot = ImGui::IsItemHovered();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (is_hot) {
            list.AddRectFilled(at, {at.x + side, at.y + side}, packed(style().panel_line, 0.6F), 4.0F);
            ImGui::SetTooltip("%s", hint);
        }
        const ImVec2 middle{at.x + side / 2, at.y + side / 2};
        const float dx = is_right ? 2.5F : -2.5F;
        const std::array<ImVec2, 3> points{ImVec2{middle.x - dx, middle.y - 5.0F}, ImVec2{middle.x + dx, middle.y},
                                           ImVec2{middle.x - dx, middle.y + 5.0F}};
        list.AddPolyline(points.data(), 3, packed(is_hot ? style().accent : style().ink), 0, 1.6F);
        return is_clicked;
    }

    /// "7 of 43 · Toktogul" between two arrows.
    void draw_walk() {
        if (text().walked.empty()) {
            soft(context_, "No name of a place that Darya knows was found in this text.");
            return;
        }
        if (arrow("last name", false, "The last name (p)")) context_.ask(atlas::WalkMentions{-1});
        ImGui::SameLine(0.0F, 2.0F);
        if (arrow("next name", true, "The next name (n)")) context_.ask(atlas::WalkMentions{1});
        ImGui::SameLine(0.0F, 8.0F);
        std::string line = std::to_string(text().walked.size()) +
                           (text().walked.size() == 1 ? " name of a place" : " names of places");
        const auto here = std::find_if(text().walked.begin(), text().walked.end(), [this](std::size_t index) {
            return context_.atlas.stood_on == text().mentions[index].first_byte;
        });
        if (here != text().walked.end()) {
            line = std::to_string(here - text().walked.begin() + 1) + " of " + std::to_string(text().walked.size()) +
                   " · " + context_.atlas.gazetteer->place(text().mentions[*here].place).name;
        }
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + 2.0F);
        soft(context_, line);
    }

    /// A small switch with a word behind it; true when it was clicked.
    bool toggle(const char* word, bool is_on, const char* hint) {
        ImGui::PushFont(context_.fonts.small);
        const ImVec2 words = ImGui::CalcTextSize(word);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        constexpr float pill_px = 24.0F;
        constexpr float high_px = 13.0F;
        const bool is_clicked = hit_area(word, {pill_px + 6.0F + words.x, words.y});
        const bool is_hot = ImGui::IsItemHovered();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float top = at.y + (words.y - high_px) / 2;
        list.AddRectFilled({at.x, top}, {at.x + pill_px, top + high_px},
                           is_on ? packed(style().accent) : packed(style().ink_soft, is_hot ? 0.6F : 0.4F),
                           high_px / 2);
        list.AddCircleFilled({at.x + (is_on ? pill_px - high_px / 2 : high_px / 2), top + high_px / 2},
                             high_px / 2 - 2.0F, packed(style().halo));
        list.AddText({at.x + pill_px + 6.0F, at.y}, packed(is_hot ? style().accent : style().ink_soft), word);
        if (is_hot) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            ImGui::SetTooltip("%s", hint);
        }
        ImGui::PopFont();
        return is_clicked;
    }

    void draw_tools() {
        bool is_first = true;
        const auto beside = [&is_first] {
            if (!is_first) ImGui::SameLine(0.0F, 16.0F);
            is_first = false;
        };
        if (!state_.way_back.empty()) {
            beside();
            if (link(context_.fonts, style(), "← back to the sentence", "back")) is_back_wanted_ = true;
        }
        if (!text().places.empty()) {
            beside();
            const std::size_t count = text().places.size();
            std::string words = std::to_string(count) + (count == 1 ? " place" : " places");
            words += state_.is_list_open ? " ↑" : " ↓";
            if (link(context_.fonts, style(), words, "places")) state_.is_list_open = !state_.is_list_open;
            if (ImGui::IsItemHovered()) ImGui::SetTooltip("The places of this text (L)");
            beside();
            const bool is_marked = context_.atlas.marked == parts_.id;
            if (link(context_.fonts, style(), is_marked ? "take off the map" : "mark all on the map", "mark"))
                context_.ask(atlas::MarkArticlePlaces{is_marked ? std::nullopt : std::optional(parts_.id)});
            if (ImGui::IsItemHovered())
                ImGui::SetTooltip("Every place of this text as a circle, sized by how often it is named (M)");
        }
        if (text().has_quiet_names) {
            beside();
            if (toggle("all names", context_.atlas.are_all_names_shown,
                       "Names within treaties and organisations, of peoples and languages too (E)"))
                context_.ask(atlas::ShowAllNames{!context_.atlas.are_all_names_shown});
        }
    }

    void draw_places() {
        const reading::Gazetteer& gazetteer = *context_.atlas.gazetteer;
        if (text().places.empty()) return;
        const auto order_link = [this](const char* word, PlaceOrder order) {
            const bool is_now = state_.order == order;
            ImGui::PushFont(context_.fonts.small);
            const ImVec2 size = ImGui::CalcTextSize(word);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            if (hit_area(word, size)) state_.order = order;
            const bool is_hot = ImGui::IsItemHovered();
            ImGui::GetWindowDrawList()->AddText(at, packed(is_now || is_hot ? style().accent : style().ink_soft), word);
            ImGui::PopFont();
            if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        };
        order_link("in order", PlaceOrder::text);
        ImGui::SameLine(0.0F, 14.0F);
        order_link("by frequency", PlaceOrder::frequency);
        ImGui::SameLine(0.0F, 14.0F);
        order_link("by kind", PlaceOrder::kind);
        std::vector<std::size_t> rows(text().places.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        const auto& places = text().places;
        std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
            if (state_.order == PlaceOrder::text) return a < b;
            if (state_.order == PlaceOrder::frequency) return places[a].count > places[b].count;
            const auto kind_a = gazetteer.place(places[a].place).kind;
            const auto kind_b = gazetteer.place(places[b].place).kind;
            return kind_a < kind_b || (kind_a == kind_b && places[a].count > places[b].count);
        });
        constexpr float row_px = 22.0F;
        const float height = std::min(row_px * static_cast<float>(rows.size()) + 6.0F,
                                      std::max(0.38F * ImGui::GetWindowHeight(), 3 * row_px));
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8.0F, 0.0F});
        ImGui::BeginChild("list of places", {parts_.column_px + 8.0F, height});
        keep_sharp(*ImGui::GetWindowDrawList());
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows.size()), row_px);
        while (clipper.Step()) {
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
                draw_place(places[rows[static_cast<std::size_t>(i)]], row_px);
        }
        clipper.End();
        ImGui::EndChild();
        ImGui::PopStyleVar();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddLine({ImGui::GetWindowPos().x, at.y},
                                            {ImGui::GetWindowPos().x + ImGui::GetWindowWidth(), at.y},
                                            packed(style().panel_line));
    }

    void draw_place(const atlas::CountedPlace& counted, float row_px) {
        const reading::Place& place = context_.atlas.gazetteer->place(counted.place);
        ImGui::PushID(static_cast<int>(counted.place.number));
        if (with_keys(ImGui::Selectable("##place", context_.atlas.selected == counted.place, 0, {0.0F, row_px})))
            context_.ask(atlas::NextMentionOf{counted.place});
        if (ImGui::IsItemHovered()) context_.state.hovered_in_text = counted.place;
        const ImVec2 at = ImGui::GetItemRectMin();
        const float right = ImGui::GetItemRectMax().x;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float middle = at.y + row_px / 2;
        const float text_y = middle - ImGui::GetFontSize() / 2;
        list.AddCircleFilled({at.x + 9.0F, middle}, 4.0F, packed(colour_of(place.kind, style())));
        list.AddText({at.x + 22.0F, text_y}, packed(style().ink), place.name.c_str());
        const float name_px = ImGui::CalcTextSize(place.name.c_str()).x;
        ImFont* const small = context_.fonts.small;
        const std::string kind(reading::kind_name(place.kind));
        const float kind_px = small->CalcTextSizeA(small->FontSize, 1e9F, 0.0F, kind.c_str()).x;
        if (at.x + 22.0F + name_px + kind_px + 70.0F < right)
            list.AddText(small, small->FontSize, {at.x + 30.0F + name_px, text_y + 1.5F}, packed(style().ink_soft),
                         kind.c_str());
        const std::string number = std::to_string(counted.count);
        list.AddText({right - 12.0F - ImGui::CalcTextSize(number.c_str()).x, text_y}, packed(style().ink_soft),
                     number.c_str());
        ImGui::PopID();
    }

    const ReaderHeadParts& parts_;
    const PanelContext& context_;
    ReaderState& state_;
    const reading::Article& article_;
    bool is_back_wanted_ = false;
};

}  // namespace

bool draw_reader_head(const ReaderHeadParts& parts) {
    return ReaderHead(parts).draw();
}

}  // namespace darya::panels
