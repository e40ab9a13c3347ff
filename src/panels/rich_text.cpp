#include "panels/rich_text.h"

#include <algorithm>

#include "atlas/article_places.h"
#include "style/tints.h"

namespace darya::panels {

style::Colour colour_of(reading::PlaceKind kind, const style::Style& style) {
    return atlas::name_colour(kind, style);
}

namespace {

bool contains(std::span<const reading::PlaceId> places, reading::PlaceId place) {
    return std::find(places.begin(), places.end(), place) != places.end();
}

/// The address a link leads to, where it stands in the text: the link's own words, or in the markup right behind them.
std::string address_of(const reading::Article& article, const reading::Passage& passage, std::size_t link) {
    const reading::ByteRange& words = passage.links[link];
    const std::string_view text = article.text;
    const auto within = [](std::string_view where) {
        for (const char* scheme : {"https://", "http://"}) {
            const std::size_t start = where.find(scheme);
            if (start != std::string_view::npos)
                return std::string(where.substr(start, where.find_first_of(" \t\r\n\"<>)", start) - start));
        }
        return std::string();
    };
    std::string address = within(text.substr(words.first_byte, words.byte_count));
    for (const reading::ByteRange& hidden : passage.hidden) {
        if (!address.empty() || hidden.first_byte != words.first_byte + words.byte_count) continue;
        address = within(text.substr(hidden.first_byte, hidden.byte_count));
    }
    return address;
}

/// Draws one line after the other.
class Brush {
public:
    Brush(const TextPaint& paint, const TextBlock& block, ImVec2 at)
        : paint_(paint), block_(block), at_(at), list_(*ImGui::GetWindowDrawList()) {
        is_hovered_ = ImGui::IsWindowHovered() && paint.is_mouse_free;
    }

    RichTextEvent draw() {
        const float top_px = list_.GetClipRectMin().y;
        const float bottom_px = list_.GetClipRectMax().y;
        for (const TextLine& line : block_.lines) {
            const float y = at_.y + line.y_px;
            if (y + line.height_px < top_px || y > bottom_px) continue;
            draw_selection(line);
            for (std::size_t i = line.first_run; i < line.first_run + line.run_count; ++i) draw_run(line, i);
        }
        for (const float rule : block_.rules_px) {
            if (at_.y + rule < top_px || at_.y + rule > bottom_px || block_.runs.empty()) continue;
            float right = 0.0F;
            for (const TextRun& run : block_.runs) right = std::max(right, run.x_px + run.width_px);
            list_.AddLine({at_.x, at_.y + rule}, {at_.x + right, at_.y + rule}, packed(paint_.style.panel_line));
        }
        if (!block_.marker.empty() && !block_.lines.empty()) {
            list_.AddText(block_.font, block_.size_px, {at_.x + block_.marker_x_px, text_y(block_.lines.front())},
                          packed(paint_.style.ink_soft), block_.marker.c_str());
        }
        if (block_.is_quote && !block_.lines.empty()) {
            const float bottom = at_.y + block_.lines.back().y_px + block_.lines.back().height_px;
            list_.AddRectFilled({at_.x, at_.y + block_.before_px + 2.0F}, {at_.x + 2.5F, bottom - 2.0F},
                                packed(paint_.style.panel_line), 1.0F);
        }
        return event_;
    }

private:
    float text_y(const TextLine& line) const { return at_.y + line.y_px + (line.height_px - block_.size_px) / 2; }

    void draw_selection(const TextLine& line) {
        if (!paint_.selection || line.run_count == 0) return;
        const TextRun& first = block_.runs[line.first_run];
        const TextRun& last = block_.runs[line.first_run + line.run_count - 1];
        const std::size_t from = paint_.selection->first_byte;
        const std::size_t to = from + paint_.selection->byte_count;
        const std::size_t line_end = last.first_byte + last.byte_count;
        if (to <= first.first_byte || from >= line_end) return;
        const float left = x_of_byte(paint_.article, block_, line, paint_.look, std::max(from, first.first_byte));
        float right = x_of_byte(paint_.article, block_, line, paint_.look, std::min(to, line_end));
        if (to > line_end) right += 0.3F * block_.size_px;  // it goes on in the next line
        list_.AddRectFilled({at_.x + left, at_.y + line.y_px}, {at_.x + right, at_.y + line.y_px + line.height_px},
                            packed(paint_.style.accent, style::selection_tint));
    }

    bool is_over(ImVec2 low, ImVec2 high) const {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const ImVec2 clip_low = list_.GetClipRectMin();
        const ImVec2 clip_high = list_.GetClipRectMax();
        return is_hovered_ && mouse.x >= low.x && mouse.x < high.x && mouse.y >= low.y && mouse.y < high.y &&
               mouse.y >= clip_low.y && mouse.y < clip_high.y;
    }

    void draw_run(const TextLine& line, std::size_t index) {
        const TextRun& run = block_.runs[index];
        const ImVec2 at{at_.x + run.x_px, text_y(line)};
        switch (run.kind) {
            case TextRun::Kind::plain:
                return draw_letters(run, at, paint_.style.ink);
            case TextRun::Kind::reference:
                return draw_reference(run, at);
            case TextRun::Kind::link:
                return draw_link(line, index, at);
            case TextRun::Kind::name:
                return draw_name(line, index, at);
        }
    }

    void draw_letters(const TextRun& run, ImVec2 at, const style::Colour& colour) {
        const RunFace face = face_of(block_, run, paint_.look);
        const char* const first = paint_.article.text.data() + run.first_byte;
        list_.AddText(face.font, face.size_px, at, packed(colour), first, first + run.byte_count);
    }

    void draw_reference(const TextRun& run, ImVec2 at) {
        const bool is_hot = is_over({at.x - 1.0F, at.y}, {at.x + run.width_px + 1.0F, at.y + block_.size_px});
        draw_letters(run, at, paint_.style.accent);
        if (!is_hot) return;
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {10.0F, 7.0F});
        ImGui::BeginTooltip();
        ImGui::PushTextWrapPos(340.0F);
        ImGui::TextUnformatted(paint_.article.sources[run.index].c_str());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
        ImGui::PopStyleVar();
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        event_.source = run.index;
    }

    /// The left side of a run's ground: of what goes on from the run before it, there.
    float left_of(const TextLine& line, std::size_t index) const {
        const TextRun& run = block_.runs[index];
        if (!run.is_going_on || index == line.first_run) return at_.x + run.x_px - 1.0F;
        const TextRun& before = block_.runs[index - 1];
        return at_.x + before.x_px + before.width_px + 1.0F;
    }

    void draw_link(const TextLine& line, std::size_t index, ImVec2 at) {
        const TextRun& run = block_.runs[index];
        const float underline = at.y + block_.size_px - 1.0F;
        const float left = left_of(line, index);
        const bool is_hot = is_over({left, at.y}, {at.x + run.width_px + 1.0F, underline + 2.0F});
        draw_letters(run, at, paint_.style.accent);
        list_.AddRectFilled({left, underline}, {at.x + run.width_px, underline + 1.0F},
                            packed(paint_.style.accent, is_hot ? 1.0F : 0.35F));
        if (!is_hot) return;
        event_.address = address_of(paint_.article, paint_.passage, run.index);
        if (event_.address.empty()) return;
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::SetTooltip("%s", event_.address.c_str());
    }

    void draw_name(const TextLine& line, std::size_t index, ImVec2 at) {
        const TextRun& run = block_.runs[index];
        const reading::Mention& mention = paint_.mentions[run.index];
        const bool is_place = mention.type == reading::MentionType::place;
        if (!is_place && !paint_.are_all_names_shown) return draw_letters(run, at, paint_.style.ink);
        const style::Colour colour = colour_of(paint_.gazetteer.place(mention.place).kind, paint_.style);
        const bool is_lit = contains(paint_.lit, mention.place);
        // The ground of a name of several words goes on between them.
        const ImVec2 low{left_of(line, index), at.y};
        const ImVec2 high{at.x + run.width_px + 1.0F, at.y + block_.size_px + 1.0F};
        const bool is_hot = is_over(low, high);
        if (is_hot) {
            event_.hovered = mention.place;
            event_.clicked = mention.place;
            event_.mention = run.index;
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        }
        if (!is_place) {
            if (is_lit || is_hot) list_.AddRectFilled(low, high, packed(colour, style::name_tint), 2.0F);
            for (float dot = low.x + 1.0F; dot < high.x - 1.0F; dot += 3.0F)
                list_.AddRectFilled({dot, high.y - 1.0F}, {dot + 1.2F, high.y + 0.2F}, packed(colour, 0.65F));
            return draw_letters(run, at, paint_.style.ink);
        }
        list_.AddRectFilled(low, high, packed(colour, is_lit || is_hot ? style::lit_name_tint : style::name_tint),
                            2.0F);
        if (reading::is_doubtful(mention)) {
            for (float dash = low.x; dash < high.x; dash += 7.0F)
                list_.AddRectFilled({dash, high.y - 1.0F}, {std::min(dash + 4.0F, high.x), high.y + 0.5F},
                                    packed(paint_.style.doubt));
            if (run.is_last) {
                list_.AddText(paint_.look.fonts.caps, 0.56F * block_.size_px, {high.x, at.y + 1.0F},
                              packed(paint_.style.doubt), "?");
            }
        } else {
            list_.AddRectFilled({low.x, high.y - 1.0F}, {high.x, high.y + 0.4F}, packed(colour, 0.8F));
        }
        draw_letters(run, at, colour);
        const bool is_first_here = !run.is_going_on || index == line.first_run;
        if (paint_.framed_byte != mention.first_byte || !is_first_here) return;
        float right = high.x;
        for (std::size_t i = index + 1; i < line.first_run + line.run_count && block_.runs[i].is_going_on; ++i)
            right = at_.x + block_.runs[i].x_px + block_.runs[i].width_px + 1.0F;
        list_.AddRect({low.x - 2.0F, low.y - 1.0F}, {right + 2.0F, high.y + 2.0F}, packed(paint_.style.selection), 4.0F,
                      0, 1.6F);
    }

    const TextPaint& paint_;
    const TextBlock& block_;
    ImVec2 at_;
    ImDrawList& list_;
    bool is_hovered_ = false;
    RichTextEvent event_;
};

}  // namespace

RichTextEvent draw_block(const TextPaint& paint, const TextBlock& block, ImVec2 at) {
    return Brush(paint, block, at).draw();
}

RichTextEvent draw_passage(const reading::Article& article, const reading::Passage& passage,
                           std::span<const reading::Mention> mentions, const reading::Gazetteer& gazetteer,
                           std::span<const reading::PlaceId> lit, const Fonts& fonts, const style::Style& style,
                           float right_margin_px) {
    const TextLook look{fonts, fonts.read->FontSize / imgui_size(1.0F)};
    const float width = std::max(ImGui::GetContentRegionAvail().x - right_margin_px, 40.0F);
    const TextBlock block = lay_out(article, passage, mentions, look, width);
    const TextPaint paint{article, passage, mentions, gazetteer, lit, look, style};
    RichTextEvent event = draw_block(paint, block, ImGui::GetCursorScreenPos());
    if (!ImGui::IsMouseClicked(0)) {
        event.clicked.reset();
        event.source.reset();
        event.address.clear();
    }
    const float text_px = block.lines.empty() ? 0.0F : block.lines.back().y_px + block.lines.back().height_px;
    ImGui::Dummy({width, text_px});
    return event;
}

}  // namespace darya::panels
