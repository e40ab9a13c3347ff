#include <algorithm>
#include <cmath>

#include "panels/panel_parts.h"
#include "panels/reader_head.h"
#include "panels/reader_text.h"
#include "panels/rich_text.h"
#include "reading/quote.h"
#include "style/tints.h"

namespace darya::panels {

namespace {

using reading::ByteRange;

constexpr float side_px = 34.0F;  // beside the text: page numbers, the bar of the passage
constexpr float bar_px = 12.0F;   // the scroll bar's column
constexpr int most_letters = 68;  // in a line

/// The web address in a source, "" where there is none.
std::string address_in(const std::string& source) {
    for (const char* scheme : {"https://", "http://"}) {
        const std::size_t start = source.find(scheme);
        if (start != std::string::npos) return source.substr(start, source.find_first_of(" \t\"<>", start) - start);
    }
    return {};
}

/// The reader in one frame.
class Reader {
public:
    Reader(const PanelContext& context, reading::ArticleId id, std::shared_ptr<const reading::Article> article)
        : context_(context),
          state_(context.state.reader),
          id_(id),
          article_(std::move(article)),
          look_{context.fonts, context.atlas.text_px} {}

    geo::ScreenBox draw() {
        const float width = reader_width(context_);
        const float left = context_.window().x - margin_px - width;
        const float height = context_.window().y - 2 * margin_px;
        begin_panel("reader", style(), {left, margin_px}, {width, height}, false);
        if (state_.article != id_) begin_article();
        column_px_ = std::clamp(width - 2 * side_px - bar_px, 40.0F, width_of_letters(look_, most_letters));
        set_lines();
        // The head stands over the column of the text.
        const float area_px = width - bar_px - 2.0F;
        const float indent_px = std::max((area_px - column_px_) / 2 + 1.0F - ImGui::GetStyle().WindowPadding.x, 0.1F);
        ImGui::Indent(indent_px);
        if (draw_reader_head({context_, state_, text(), id_, width, column_px_})) go_back();
        ImGui::Unindent(indent_px);
        draw_body();
        if (close_button(style(), "close reader")) context_.ask(atlas::CloseReader{});
        end_panel();
        return {left, margin_px, left + width, margin_px + height};
    }

private:
    const style::Style& style() const { return context_.style(); }
    const ReaderText& text() const { return *state_.text; }

    void begin_article() {
        const bool is_first = !state_.article;
        ReaderState fresh;
        fresh.is_used = true;
        fresh.is_list_open = state_.is_list_open;
        fresh.order = state_.order;
        fresh.shown_source = state_.shown_source;
        fresh.keys = std::move(state_.keys);
        state_ = std::move(fresh);
        state_.article = id_;
        is_new_ = true;
        // Left off in the last session, it goes on there; else the passage that was asked for is looked for.
        state_.seen_moves = is_first && context_.atlas.reader_moves == 0 ? 0 : context_.atlas.reader_moves - 1;
    }

    // -- the text

    /// Sets the text anew where it must be; what was at the top stays there.
    void set_lines() {
        const auto mentions = context_.atlas.library.mentions(id_);
        const ReaderText* const known = state_.text.get();
        if (known != nullptr && known->is_of(article_.get(), mentions, look_, column_px_)) return;
        const bool is_same_article = known != nullptr && known->article == article_;
        const std::size_t top_byte =
            is_same_article ? known->byte_in_view(state_.scroll_px) : context_.atlas.reader_byte;
        state_.text = set_text(article_, mentions, look_, column_px_);
        if (top_byte > 0) {
            jump_to(text().spot_of(top_byte).y_px - 4.0F);
        } else if (is_same_article) {
            jump_to(0.0F);
        }
    }

    // -- scrolling

    float most_scroll_px() const { return std::max(text().height_px() + state_.sources_px + 24.0F - view_px_, 0.0F); }
    void jump_to(float y_px) { state_.scroll_px = state_.target_px = std::max(y_px, 0.0F); }
    void glide_to(float y_px) { state_.target_px = std::max(y_px, 0.0F); }

    /// Looks for what was asked to be seen since the last frame.
    void follow_moves() {
        if (state_.seen_moves == context_.atlas.reader_moves) return;
        state_.seen_moves = context_.atlas.reader_moves;
        state_.is_used = true;
        const auto go = [this](float y_px) { is_new_ ? jump_to(y_px) : glide_to(y_px); };
        if (state_.shown_source) return;  // the list of sources sees to it
        if (context_.atlas.stood_on) {
            const Spot spot = text().spot_of(*context_.atlas.stood_on);
            const float in_view = spot.y_px - state_.target_px;
            if (in_view < 0.1F * view_px_ || in_view > 0.75F * view_px_) go(spot.y_px - 0.35F * view_px_);
            return;
        }
        const std::size_t passage = context_.atlas.reader->passage;
        if (passage == 0 || passage >= article_->passages.size()) return go(0.0F);
        go(text().tops_px[passage] - 0.12F * view_px_);
    }

    void scroll() {
        const float most = most_scroll_px();
        state_.target_px = std::clamp(state_.target_px, 0.0F, most);
        const float left_px = state_.target_px - state_.scroll_px;
        const float gone = 1.0F - std::exp(-16.0F * std::min(ImGui::GetIO().DeltaTime, 0.05F));
        state_.is_moving = std::abs(left_px) > 0.5F;
        state_.scroll_px = state_.is_moving ? state_.scroll_px + left_px * gone : state_.target_px;
        state_.scroll_px = std::clamp(state_.scroll_px, 0.0F, most);
    }

    // -- the text in its column

    void draw_body() {
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const float window_right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth();
        const float window_bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
        view_px_ = std::max(window_bottom - start.y - 2.0F, 10.0F);
        const float area_px = window_right - ImGui::GetWindowPos().x - bar_px - 2.0F;
        ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + 1.0F, start.y});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
        ImGui::BeginChild(
            "text", {area_px, view_px_}, false,
            ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
        keep_sharp(*ImGui::GetWindowDrawList());
        ImGui::PopStyleVar();
        const ImVec2 corner = ImGui::GetWindowPos();
        left_px_ = corner.x + std::max((area_px - column_px_) / 2, 0.0F);
        view_top_px_ = corner.y;
        if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0.0F) {
            glide_to(state_.target_px - 3.0F * 1.6F * look_.text_px * ImGui::GetIO().MouseWheel);
            state_.is_used = true;
        }
        obey_keys();
        follow_moves();
        scroll();
        draw_passages();
        draw_sources();
        hear_mouse();
        draw_menu();
        ImGui::EndChild();
        draw_bar({corner.x + area_px, corner.y});
        const std::size_t byte = text().byte_in_view(state_.scroll_px);
        if (!state_.is_moving && byte != context_.atlas.reader_byte) context_.ask(atlas::StandAt{byte});
    }

    std::vector<reading::PlaceId> lit_places() const {
        std::vector<reading::PlaceId> lit;
        const auto add = [&](const std::optional<reading::PlaceId>& place) {
            if (!place) return;
            const auto with_parents = context_.atlas.gazetteer->with_parents(*place);
            lit.insert(lit.end(), with_parents.begin(), with_parents.end());
        };
        add(context_.atlas.selected);
        add(context_.atlas.hovered);
        return lit;
    }

    void draw_passages() {
        lit_ = lit_places();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float top = state_.scroll_px;
        int page = 0;
        const std::size_t first = article_->passages.empty() ? 0 : text().passage_at(top);
        if (first > 0) page = article_->passages[first - 1].page;
        for (std::size_t i = first; i < article_->passages.size() && text().tops_px[i] < top + view_px_; ++i) {
            if (text().is_hidden(i)) continue;
            const reading::Passage& passage = article_->passages[i];
            const TextBlock& set = text().block(i);
            const float y = view_top_px_ + text().tops_px[i] - top;
            TextPaint paint{*article_, passage, text().mentions_of(i), *context_.atlas.gazetteer, lit_, look_, style()};
            paint.are_all_names_shown = context_.atlas.are_all_names_shown;
            if (state_.selection && !state_.selection->is_empty()) paint.selection = state_.selection->range();
            paint.framed_byte = context_.atlas.stood_on;
            paint.is_mouse_free = !state_.is_dragged && !state_.is_bar_held && !state_.is_menu_open;
            const RichTextEvent event = draw_block(paint, set, {left_px_, y});
            if (event.hovered) context_.state.hovered_in_text = event.hovered;
            if (event.mention)
                under_mouse_.mention =
                    static_cast<std::size_t>(paint.mentions.data() - text().mentions.data()) + *event.mention;
            if (event.source) under_mouse_.source = event.source;
            if (!event.address.empty()) under_mouse_.address = event.address;
            if (passage.page > 0 && passage.page != page) {
                page = passage.page;
                const std::string words = "p. " + std::to_string(page);
                ImFont* const small = context_.fonts.small;
                const float size = 0.86F * small->FontSize;
                const float width = small->CalcTextSizeA(size, 1e9F, 0.0F, words.c_str()).x;
                list.AddText(small, size, {left_px_ - width - 8.0F, y + set.before_px + 4.0F}, packed(style().ink_soft),
                             words.c_str());
            }
            if (context_.atlas.reader->passage == i && i > 0 && !context_.atlas.stood_on) {
                const float x = left_px_ - 12.0F;
                const float bottom = set.lines.empty() ? y : y + set.lines.back().y_px + set.lines.back().height_px;
                list.AddRectFilled({x, y + set.before_px}, {x + 3.0F, bottom}, packed(style().accent, 0.7F), 1.5F);
            }
        }
    }

    void draw_sources() {
        const float top = view_top_px_ + text().height_px() - state_.scroll_px;
        ImGui::SetCursorScreenPos({left_px_, top});
        if (!article_->sources.empty()) {
            ImGui::BeginGroup();
            section(context_.fonts, style(), "SOURCES");
            ImGui::EndGroup();
            for (std::size_t i = 0; i < article_->sources.size(); ++i) draw_source(i);
        }
        const float bottom = ImGui::GetCursorScreenPos().y;
        state_.sources_px = article_->sources.empty() ? 0.0F : bottom - top;
        ImGui::Dummy({0.0F, 0.0F});
    }

    void draw_source(std::size_t index) {
        const std::string& source = article_->sources[index];
        const bool is_shown = state_.shown_source == index;
        ImGui::PushID(static_cast<int>(index));
        ImGui::PushFont(context_.fonts.small);
        constexpr float number_px = 26.0F;
        ImGui::SetCursorScreenPos({left_px_, ImGui::GetCursorScreenPos().y});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float height = ImGui::CalcTextSize(source.c_str(), nullptr, false, column_px_ - number_px).y;
        if (is_shown && state_.seen_source != index) {
            state_.seen_source = index;
            glide_to(state_.scroll_px + at.y - view_top_px_ - 0.4F * view_px_);
            state_.is_moving = true;
        }
        if (is_shown)
            list.AddRectFilled({at.x - 6.0F, at.y - 3.0F}, {at.x + column_px_, at.y + height + 20.0F},
                               packed(style().accent, style::row_tint), 4.0F);
        list.AddText(at, packed(style().accent), std::to_string(index + 1).c_str());
        ImGui::SetCursorScreenPos({left_px_ + number_px, at.y});
        ImGui::PushTextWrapPos(left_px_ + column_px_ - ImGui::GetWindowPos().x);
        ImGui::TextUnformatted(source.c_str());
        ImGui::PopTextWrapPos();
        ImGui::PopFont();
        ImGui::SetCursorScreenPos({left_px_ + number_px, ImGui::GetCursorScreenPos().y - 2.0F});
        if (const std::string address = address_in(source); !address.empty()) {
            if (link(context_.fonts, style(), "open in the browser", "open")) context_.ask(atlas::OpenAddress{address});
            is_over_widget_ = is_over_widget_ || ImGui::IsItemHovered();
            ImGui::SameLine(0.0F, 14.0F);
        }
        if (link(context_.fonts, style(), "copy", "copy")) {
            context_.ask(atlas::CopyText{source});
            context_.ask(atlas::Inform{"The source is on the clipboard."});
        }
        is_over_widget_ = is_over_widget_ || ImGui::IsItemHovered();
        ImGui::Dummy({0.0F, 3.0F});
        ImGui::PopID();
    }

    // -- the mouse in the text

    std::size_t byte_under_mouse() const {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        return text().byte_near(mouse.x - left_px_, mouse.y - view_top_px_ + state_.scroll_px);
    }

    void press(int clicks, bool is_extending) {
        if (article_->passages.empty()) return;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        state_.is_pressed = true;
        state_.is_dragged = clicks > 1 || is_extending;
        state_.pressed_x_px = mouse.x;
        state_.pressed_y_px = mouse.y;
        state_.clicks = std::min(clicks, 3);
        const std::size_t byte = byte_under_mouse();
        state_.held.reset();
        if (is_extending && state_.selection) {
            state_.selection->caret_byte = byte;
            return;
        }
        if (clicks >= 2) {
            state_.held = text().around(byte, state_.clicks);
            state_.selection =
                TextSelection{state_.held->first_byte, state_.held->first_byte + state_.held->byte_count};
            return;
        }
        state_.selection = TextSelection{byte, byte};
    }

    void drag() {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        constexpr float shaky_px = 3.0F;
        if (std::abs(mouse.x - state_.pressed_x_px) > shaky_px || std::abs(mouse.y - state_.pressed_y_px) > shaky_px)
            state_.is_dragged = true;
        if (!state_.is_dragged || !state_.selection) return;
        const bool is_resting = mouse.x == state_.pressed_x_px && mouse.y == state_.pressed_y_px;
        if (!is_resting) {
            const std::size_t byte = byte_under_mouse();
            state_.selection->caret_byte = byte;
            if (state_.held) {
                // Whole words or paragraphs, from the first one on.
                const ByteRange here = text().around(byte, state_.clicks);
                const bool is_forward = byte >= state_.held->first_byte;
                const std::size_t held_end = state_.held->first_byte + state_.held->byte_count;
                state_.selection->anchor_byte = is_forward ? state_.held->first_byte : held_end;
                state_.selection->caret_byte =
                    is_forward ? std::max(here.first_byte + here.byte_count, held_end) : here.first_byte;
            }
        }
        // Beyond the edge the text comes to meet the mouse, the faster the farther.
        const float above = view_top_px_ - mouse.y;
        const float below = mouse.y - view_top_px_ - view_px_;
        if (above > 0.0F || below > 0.0F) {
            const float speed = std::min(std::max(above, below) * 12.0F + 60.0F, 2400.0F);
            const float step = speed * std::min(ImGui::GetIO().DeltaTime, 0.05F);
            jump_to(std::min(state_.scroll_px + (above > 0.0F ? -step : step), most_scroll_px()));
            state_.is_moving = true;
        }
    }

    void hear_mouse() {
        const ImGuiIO& io = ImGui::GetIO();
        const bool is_here = ImGui::IsWindowHovered() && !is_over_widget_;
        if (is_here && !under_mouse_.mention && !under_mouse_.source && under_mouse_.address.empty()) {
            const float x = io.MousePos.x - left_px_;
            const float y = io.MousePos.y - view_top_px_ + state_.scroll_px;
            if (x > -4.0F && x < column_px_ + 4.0F && y < text().height_px())
                ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
        }
        if (is_here && ImGui::IsMouseClicked(0) && !(io.KeyCtrl && under_mouse_.mention)) {
            state_.is_used = true;
            press(std::max(ImGui::GetMouseClickedCount(0), 1), io.KeyShift);
        }
        // On a name the other button, or Ctrl, asks what it means.
        const bool is_name_asked =
            is_here && under_mouse_.mention && (ImGui::IsMouseClicked(1) || (io.KeyCtrl && ImGui::IsMouseClicked(0)));
        if (is_name_asked) {
            open_settle_menu(context_, id_, text().mentions[*under_mouse_.mention].first_byte);
        } else if (is_here && ImGui::IsMouseClicked(1)) {
            state_.is_used = true;
            ImGui::OpenPopup("reader menu");
        }
        if (!state_.is_pressed) return;
        drag();  // the last step too, where the button was let go after it
        if (ImGui::IsMouseDown(0)) return;
        state_.is_pressed = false;
        if (state_.is_dragged) {
            state_.is_dragged = false;
            return;
        }
        state_.selection.reset();
        if (under_mouse_.mention) {
            context_.ask(atlas::GoToMention{id_, *under_mouse_.mention});
        } else if (under_mouse_.source) {
            state_.way_back.push_back(byte_under_mouse());
            state_.shown_source = under_mouse_.source;
            state_.seen_source.reset();
            state_.is_moving = true;
        } else if (!under_mouse_.address.empty()) {
            context_.ask(atlas::OpenAddress{under_mouse_.address});
        }
    }

    void draw_menu() {
        state_.is_menu_open = false;
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {8.0F, 8.0F});
        if (ImGui::BeginPopup("reader menu")) {
            state_.is_menu_open = true;
            const bool has_selection = state_.selection && !state_.selection->is_empty();
            if (ImGui::MenuItem("Copy", "Ctrl+C", false, has_selection)) copy(false);
            if (ImGui::MenuItem("Copy with source", "Ctrl+Shift+C", false, has_selection)) copy(true);
            if (ImGui::MenuItem("Select all", "Ctrl+A")) select_all();
            if (state_.is_menu_unwanted) ImGui::CloseCurrentPopup();
            ImGui::EndPopup();
        }
        state_.is_menu_unwanted = false;
        ImGui::PopStyleVar();
    }

    // -- what keys and the menu ask for

    void copy(bool is_with_source) {
        if (!state_.selection || state_.selection->is_empty()) {
            context_.ask(atlas::Inform{"Nothing is selected: drag over the text, or press Ctrl+A."});
            return;
        }
        std::string words = is_with_source ? reading::citation(*article_, state_.selection->range())
                                           : reading::seen_text(*article_, state_.selection->range());
        if (words.empty()) return;
        context_.ask(atlas::CopyText{std::move(words)});
        if (is_with_source) context_.ask(atlas::Inform{"The words and their source are on the clipboard."});
    }

    void select_all() {
        if (article_->passages.empty()) return;
        const reading::Passage& last = article_->passages.back();
        state_.selection = TextSelection{article_->passages.front().first_byte, last.first_byte + last.byte_count};
    }

    void go_back() {
        if (state_.way_back.empty()) return;
        const Spot spot = text().spot_of(state_.way_back.back());
        state_.way_back.pop_back();
        state_.shown_source.reset();
        state_.seen_source.reset();
        glide_to(spot.y_px - 0.4F * view_px_);
    }

    void extend(ReaderKey key) {
        if (article_->passages.empty()) return;
        if (!state_.selection) {
            const std::size_t start = context_.atlas.stood_on.value_or(
                std::max(text().byte_in_view(state_.scroll_px), article_->passages.front().first_byte));
            state_.selection = TextSelection{start, start};
        }
        std::size_t& caret = state_.selection->caret_byte;
        if (key == ReaderKey::extend_left || key == ReaderKey::extend_right) {
            caret = text().step(caret, key == ReaderKey::extend_right);
        } else {
            const Spot spot = text().spot_of(caret);
            const bool is_down = key == ReaderKey::extend_down;
            float y = is_down ? spot.y_px + spot.height_px + 2.0F : spot.y_px - 2.0F;
            std::size_t next = text().byte_near(spot.x_px, y);
            // Between passages there is some room.
            for (int i = 0; i < 12 && (is_down ? next <= caret : next >= caret); ++i) {
                y += (is_down ? 0.5F : -0.5F) * look_.text_px;
                if (y < 0.0F) break;
                next = text().byte_near(spot.x_px, y);
            }
            caret = next;
        }
        const Spot spot = text().spot_of(caret);
        if (spot.y_px < state_.target_px) glide_to(spot.y_px - 8.0F);
        if (spot.y_px + spot.height_px > state_.target_px + view_px_)
            glide_to(spot.y_px + spot.height_px - view_px_ + 8.0F);
    }

    void obey_keys() {
        const std::vector<ReaderKey> keys = std::move(state_.keys);
        state_.keys.clear();
        const float line = 1.6F * look_.text_px;
        const float page = std::max(view_px_ - 2 * line, line);
        for (const ReaderKey key : keys) {
            switch (key) {
                case ReaderKey::line_up:
                    glide_to(state_.target_px - 2 * line);
                    break;
                case ReaderKey::line_down:
                    glide_to(state_.target_px + 2 * line);
                    break;
                case ReaderKey::page_up:
                    glide_to(state_.target_px - page);
                    break;
                case ReaderKey::page_down:
                    glide_to(state_.target_px + page);
                    break;
                case ReaderKey::to_start:
                    glide_to(0.0F);
                    break;
                case ReaderKey::to_end:
                    glide_to(most_scroll_px());
                    break;
                case ReaderKey::select_all:
                    select_all();
                    break;
                case ReaderKey::copy:
                    copy(false);
                    break;
                case ReaderKey::copy_with_source:
                    copy(true);
                    break;
                case ReaderKey::back:
                    go_back();
                    break;
                case ReaderKey::toggle_places:
                    state_.is_list_open = !state_.is_list_open;
                    break;
                default:
                    extend(key);
                    break;
            }
        }
    }

    // -- the scroll bar, with a tick for every lit name

    void draw_bar(ImVec2 at) {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float whole = std::max(text().height_px() + state_.sources_px + 24.0F, view_px_);
        const float track_top = at.y + 4.0F;
        const float track = std::max(view_px_ - 8.0F, 1.0F);
        const auto y_of = [&](float content_px) { return track_top + track * content_px / whole; };
        ImGui::SetCursorScreenPos(at);
        ImGui::InvisibleButton("scroll bar", {bar_px, view_px_});
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const bool is_hot = ImGui::IsItemHovered();
        const float grab_top = y_of(state_.scroll_px);
        const float grab_px = std::max(track * view_px_ / whole, 24.0F);
        std::optional<std::size_t> ticked;
        float nearest_px = 4.0F;
        float last_px = -10.0F;  // two on one pixel are one
        for (const reading::Mention& mention : text().mentions) {
            if (mention.type != reading::MentionType::place && !context_.atlas.are_all_names_shown) continue;
            if (std::find(lit_.begin(), lit_.end(), mention.place) == lit_.end()) continue;
            const reading::Passage& passage = article_->passages[mention.passage];
            const float top = text().tops_px[mention.passage];
            const float share = static_cast<float>(mention.first_byte - passage.first_byte) /
                                static_cast<float>(std::max<std::size_t>(passage.byte_count, 1));
            const float y = y_of(top + share * (text().tops_px[mention.passage + 1] - top));
            const style::Colour colour = colour_of(context_.atlas.gazetteer->place(mention.place).kind, style());
            if (y - last_px >= 1.0F) {
                list.AddRectFilled({at.x + 1.0F, y - 1.0F}, {at.x + bar_px - 1.0F, y + 1.0F},
                                   packed(colour, y - last_px < 3.0F ? 0.35F : 0.9F));
                last_px = y;
            }
            if (!is_hot || std::abs(y - mouse.y) >= nearest_px) continue;
            nearest_px = std::abs(y - mouse.y);
            ticked = static_cast<std::size_t>(&mention - text().mentions.data());
        }
        if (whole > view_px_ + 0.5F) {
            list.AddRectFilled(
                {at.x + 3.5F, grab_top}, {at.x + bar_px - 3.5F, grab_top + grab_px},
                packed(is_hot || state_.is_bar_held || last_px > 0.0F ? style().ink_soft : style().panel_line,
                       ticked ? 0.5F : 0.85F),
                2.5F);
        }
        if (ticked) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (ImGui::IsItemActivated()) {
            state_.is_used = true;
            if (ticked) {
                context_.ask(atlas::GoToMention{id_, *ticked});
                return;
            }
            state_.is_bar_held = true;
            const bool is_on_grab = mouse.y >= grab_top && mouse.y <= grab_top + grab_px;
            state_.bar_grip_px = is_on_grab ? mouse.y - grab_top : grab_px / 2;
        }
        if (!ImGui::IsItemActive()) state_.is_bar_held = false;
        if (state_.is_bar_held) {
            const float wanted = (mouse.y - state_.bar_grip_px - track_top) / track * whole;
            jump_to(std::clamp(wanted, 0.0F, most_scroll_px()));
        }
    }

    /// What of the text is under the mouse.
    struct UnderMouse {
        std::optional<std::size_t> mention;
        std::optional<std::size_t> source;
        std::string address;
    };

    const PanelContext& context_;
    ReaderState& state_;
    reading::ArticleId id_;
    std::shared_ptr<const reading::Article> article_;
    TextLook look_;
    float column_px_ = 0.0F;
    float view_px_ = 600.0F;
    float left_px_ = 0.0F;      // the column's, in the window
    float view_top_px_ = 0.0F;  // likewise
    bool is_new_ = false;
    bool is_over_widget_ = false;
    std::vector<reading::PlaceId> lit_;
    UnderMouse under_mouse_;
};

}  // namespace

float reader_width(const PanelContext& context) {
    const TextLook look{context.fonts, context.atlas.text_px};
    const float wanted = width_of_letters(look, most_letters) + 2 * side_px + bar_px + 4.0F;
    const float room = context.window().x - 2 * margin_px;
    const float fair = std::max(0.6F * context.window().x, 480.0F);  // the map keeps its share
    return std::max(std::min({std::max(wanted, 430.0F), room, fair}), 1.0F);
}

geo::ScreenBox draw_reader(const PanelContext& context) {
    const reading::ArticleId id = context.atlas.reader->article;
    auto article = context.atlas.library.share(id);
    if (article == nullptr) return {};
    return Reader(context, id, std::move(article)).draw();
}

}  // namespace darya::panels
