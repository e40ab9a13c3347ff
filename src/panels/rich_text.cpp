#include "panels/rich_text.h"

#include <algorithm>
#include <cctype>

namespace darya::panels {

style::Colour colour_of(reading::PlaceKind kind, const style::Style& style) {
    using reading::PlaceKind;
    switch (kind) {
        case PlaceKind::dam:
        case PlaceKind::dike:
        case PlaceKind::canal_head:
        case PlaceKind::reservoir:
            return style.energy;
        case PlaceKind::river:
        case PlaceKind::canal:
        case PlaceKind::lake:
        case PlaceKind::sea:
            return style.water;
        case PlaceKind::country:
        case PlaceKind::province:
        case PlaceKind::region:
        case PlaceKind::basin:
        case PlaceKind::valley:
            return style.land;
        default:
            return style.ink;
    }
}

namespace {

/// A stretch of a passage in one look.
struct Span {
    std::string_view text;
    const reading::Mention* mention = nullptr;
    std::optional<std::size_t> source;
};

/// Cuts plain text at references like [2] and drops Markdown's stars.
void add_plain(std::vector<Span>& spans, std::string_view text, std::size_t source_count) {
    std::size_t start = 0;
    const auto flush = [&](std::size_t end) {
        if (end > start) spans.push_back({text.substr(start, end - start), nullptr, std::nullopt});
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '*') {
            flush(at);
            start = at + 1;
        }
        if (text[at] != '[') continue;
        std::size_t end = at + 1;
        std::size_t number = 0;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0 && end < at + 5) {
            number = number * 10 + static_cast<std::size_t>(text[end++] - '0');
        }
        if (end == at + 1 || end >= text.size() || text[end] != ']' || number < 1 || number > source_count) continue;
        flush(at);
        spans.push_back({text.substr(at + 1, end - at - 1), nullptr, number - 1});
        start = end + 1;
        at = end;
    }
    flush(text.size());
}

std::vector<Span> spans_of(const reading::Article& article, const reading::Passage& passage,
                           std::span<const reading::Mention> mentions) {
    std::vector<Span> spans;
    const std::string_view text = article.text;
    std::size_t at = passage.first_byte;
    const std::size_t end = passage.first_byte + passage.byte_count;
    while (at < end && (text[at] == '#' || text[at] == ' ')) ++at;
    for (const reading::Mention& mention : mentions) {
        if (mention.first_byte < at) continue;
        add_plain(spans, text.substr(at, mention.first_byte - at), article.sources.size());
        spans.push_back({text.substr(mention.first_byte, mention.byte_count), &mention, std::nullopt});
        at = mention.first_byte + mention.byte_count;
    }
    add_plain(spans, text.substr(at, end - at), article.sources.size());
    return spans;
}

}  // namespace

RichTextEvent draw_passage(const reading::Article& article, const reading::Passage& passage,
                           std::span<const reading::Mention> mentions, const reading::Gazetteer& gazetteer,
                           std::span<const reading::PlaceId> lit, const Fonts& fonts, const style::Style& style,
                           float right_margin_px) {
    RichTextEvent event;
    const bool is_heading =
        passage.kind == reading::PassageKind::heading || passage.kind == reading::PassageKind::title;
    ImFont* const font = is_heading                                     ? fonts.read_bold
                         : passage.kind == reading::PassageKind::byline ? fonts.ui
                                                                        : fonts.read;
    const float size = font->FontSize;
    const float line_height = size * (is_heading ? 1.3F : 1.42F);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - right_margin_px;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float space = font->CalcTextSizeA(size, 1e9F, 0.0F, " ").x;
    float x = 0.0F;
    float y = 0.0F;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool is_hovered_here = ImGui::IsWindowHovered();
    const auto is_over = [&](float left, float top, float right, float bottom) {
        return is_hovered_here && mouse.x >= left && mouse.x < right && mouse.y >= top && mouse.y < bottom;
    };
    bool has_space_before = false;
    for (const Span& span : spans_of(article, passage, mentions)) {
        if (span.source) {
            const float small_size = fonts.small->FontSize * 0.82F;
            const std::string number(span.text);
            const float number_width = fonts.small->CalcTextSizeA(small_size, 1e9F, 0.0F, number.c_str()).x;
            if (x + number_width > width) {
                x = 0.0F;
                y += line_height;
            }
            const ImVec2 at{start.x + x + 1.0F, start.y + y};
            const bool is_hot = is_over(at.x - 1, at.y, at.x + number_width + 1, at.y + size);
            list.AddText(fonts.small, small_size, at, packed(style.accent, is_hot ? 1.0F : 0.8F), number.c_str());
            if (is_hot) {
                ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
                ImGui::SetTooltip("%s", article.sources[*span.source].c_str());
                if (ImGui::IsMouseClicked(0)) event.source = span.source;
            }
            x += number_width + 3.0F;
            has_space_before = false;
            continue;
        }
        const reading::PlaceKind kind =
            span.mention != nullptr ? gazetteer.place(span.mention->place).kind : reading::PlaceKind::other;
        const style::Colour colour = span.mention != nullptr ? colour_of(kind, style) : style.ink;
        const bool is_doubtful = span.mention != nullptr && span.mention->score < 0.6F;
        const bool is_lit =
            span.mention != nullptr && std::find(lit.begin(), lit.end(), span.mention->place) != lit.end();
        for (std::size_t at = 0; at < span.text.size();) {
            const bool is_space = std::isspace(static_cast<unsigned char>(span.text[at])) != 0;
            if (is_space) {
                has_space_before = true;
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < span.text.size() && std::isspace(static_cast<unsigned char>(span.text[end])) == 0) ++end;
            const char* const first = span.text.data() + at;
            const char* const last = span.text.data() + end;
            const float word_width = font->CalcTextSizeA(size, 1e9F, 0.0F, first, last).x;
            const float gap = has_space_before && x > 0.0F ? space : 0.0F;
            float drawn_gap = gap;
            if (x + gap + word_width > width && x > 0.0F) {
                x = 0.0F;
                y += line_height;
                drawn_gap = 0.0F;
            }
            const ImVec2 place{start.x + x + drawn_gap, start.y + y};
            if (span.mention != nullptr) {
                // The ground of a name of several words goes on between them.
                const float left = place.x - (at > 0 ? drawn_gap : 1.0F);
                const ImVec2 low{left, place.y};
                const ImVec2 high{place.x + word_width + 1.0F, place.y + size + 2.0F};
                const bool is_hot = is_over(low.x, low.y, high.x, high.y);
                list.AddRectFilled(low, high, packed(colour, is_lit || is_hot ? 0.30F : 0.11F), 2.0F);
                if (is_doubtful) {
                    for (float dot = low.x; dot < high.x; dot += 4.0F)
                        list.AddRectFilled({dot, high.y - 1.0F}, {dot + 2.0F, high.y + 0.5F}, packed(style.doubt));
                } else {
                    list.AddRectFilled({low.x, high.y - 1.0F}, {high.x, high.y + 0.4F}, packed(colour, 0.8F));
                }
                if (is_hot) {
                    event.hovered = span.mention->place;
                    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
                    if (ImGui::IsMouseClicked(0)) event.clicked = span.mention->place;
                }
            }
            list.AddText(font, size, place, packed(colour), first, last);
            x += drawn_gap + word_width;
            has_space_before = false;
            at = end;
        }
    }
    ImGui::Dummy({width, y + line_height});
    return event;
}

}  // namespace darya::panels
