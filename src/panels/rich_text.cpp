#include "panels/rich_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

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
        case PlaceKind::range:
        case PlaceKind::desert:
            return style.land;
        default:
            return style.ink;
    }
}

namespace {

/// A stretch of a passage in one look, without spaces in it.
struct Fragment {
    std::string_view text;
    const reading::Mention* mention = nullptr;
    std::optional<std::size_t> source;
    bool is_after_space = false;  // a line may break before it
    bool is_name_going_on = false;
};

/// Cuts a passage into fragments: at spaces, at names and at references like [2]. Markdown's marks are left out.
class Cutter {
public:
    explicit Cutter(std::size_t source_count) : source_count_(source_count) {}

    void add_plain(std::string_view text) {
        std::size_t start = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '*') {
                add_words(text.substr(start, at - start), nullptr);
                start = at + 1;
            }
            if (text[at] != '[') continue;
            const std::size_t end = text.find(']', at);
            if (end == std::string_view::npos) continue;
            const auto number = number_in(text.substr(at + 1, end - at - 1));
            if (!number) continue;
            add_words(text.substr(start, at - start), nullptr);
            // References to several sources stand apart, and never at the start of a line.
            fragments.push_back({text.substr(at + 1, end - at - 1), nullptr, *number - 1, false, false});
            is_after_space_ = false;
            start = end + 1;
            at = end;
        }
        add_words(text.substr(start), nullptr);
    }
    void add_words(std::string_view text, const reading::Mention* mention) {
        constexpr std::size_t longest_bytes = 48;  // longer "words" may break anywhere: a line has to end somewhere
        bool is_going_on = false;
        for (std::size_t at = 0; at < text.size();) {
            if (std::isspace(static_cast<unsigned char>(text[at])) != 0) {
                is_after_space_ = true;
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) == 0 &&
                   (end - at < longest_bytes || (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U))
                ++end;
            fragments.push_back({text.substr(at, end - at), mention, std::nullopt, is_after_space_, is_going_on});
            is_after_space_ = end - at >= longest_bytes;
            is_going_on = true;
            at = end;
        }
    }
    std::vector<Fragment> fragments;

private:
    std::optional<std::size_t> number_in(std::string_view text) const {
        std::size_t number = 0;
        const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool is_number = trouble == std::errc() && end == text.data() + text.size();
        return is_number && number >= 1 && number <= source_count_ ? std::optional(number) : std::nullopt;
    }
    std::size_t source_count_;
    bool is_after_space_ = false;
};

std::vector<Fragment> fragments_of(const reading::Article& article, const reading::Passage& passage,
                                   std::span<const reading::Mention> mentions) {
    Cutter cutter(article.sources.size());
    const std::string_view text = article.text;
    std::size_t at = passage.first_byte;
    const std::size_t end = passage.first_byte + passage.byte_count;
    while (at < end && (text[at] == '#' || text[at] == ' ')) ++at;
    for (const reading::Mention& mention : mentions) {
        if (mention.first_byte < at) continue;
        cutter.add_plain(text.substr(at, mention.first_byte - at));
        cutter.add_words(text.substr(mention.first_byte, mention.byte_count), &mention);
        at = mention.first_byte + mention.byte_count;
    }
    cutter.add_plain(text.substr(at, end - at));
    return std::move(cutter.fragments);
}

/// A fragment and where it came to stand.
struct Placed {
    const Fragment* fragment;
    float x_px = 0.0F;
    float y_px = 0.0F;
    float width_px = 0.0F;
    float gap_px = 0.0F;  // before it
};

}  // namespace

RichTextEvent draw_passage(const reading::Article& article, const reading::Passage& passage,
                           std::span<const reading::Mention> mentions, const reading::Gazetteer& gazetteer,
                           std::span<const reading::PlaceId> lit, const Fonts& fonts, const style::Style& style,
                           float right_margin_px) {
    const bool is_heading =
        passage.kind == reading::PassageKind::heading || passage.kind == reading::PassageKind::title;
    ImFont* const font = is_heading                                     ? fonts.read_bold
                         : passage.kind == reading::PassageKind::byline ? fonts.ui
                                                                        : fonts.read;
    const float size = font->FontSize;
    const float line_height = size * (is_heading ? 1.3F : 1.42F);
    const float reference_size = fonts.small->FontSize * 0.82F;
    const float width = std::max(ImGui::GetContentRegionAvail().x - right_margin_px, 40.0F);
    const float space = font->CalcTextSizeA(size, 1e9F, 0.0F, " ").x;

    // Words are set whole: a name and the comma behind it stay together.
    const std::vector<Fragment> fragments = fragments_of(article, passage, mentions);
    std::vector<Placed> placed;
    float x = 0.0F;
    float y = 0.0F;
    for (std::size_t first = 0; first < fragments.size();) {
        std::size_t end = first;
        float word_width = 0.0F;
        std::vector<Placed> word;
        do {
            const std::string_view text = fragments[end].text;
            const bool is_reference = fragments[end].source.has_value();
            ImFont* const own = is_reference ? fonts.small : font;
            const float own_size = is_reference ? reference_size : size;
            const float own_width = own->CalcTextSizeA(own_size, 1e9F, 0.0F, text.data(), text.data() + text.size()).x;
            const float before = is_reference ? 1.5F : 0.0F;
            word.push_back({&fragments[end], word_width + before, 0.0F, own_width, 0.0F});
            word_width += own_width + before + (is_reference ? 1.0F : 0.0F);
            ++end;
        } while (end < fragments.size() && !fragments[end].is_after_space);
        float gap = x > 0.0F ? space : 0.0F;
        if (x + gap + word_width > width && x > 0.0F) {
            x = 0.0F;
            y += line_height;
            gap = 0.0F;
        }
        word.front().gap_px = gap;
        for (Placed& one : word) {
            one.x_px += x + gap;
            one.y_px = y;
            placed.push_back(one);
        }
        x += gap + word_width;
        first = end;
    }

    RichTextEvent event;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool is_hovered_here = ImGui::IsWindowHovered();
    const auto is_over = [&](ImVec2 low, ImVec2 high) {
        return is_hovered_here && mouse.x >= low.x && mouse.x < high.x && mouse.y >= low.y && mouse.y < high.y;
    };
    const auto touch = [] {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        return ImGui::IsMouseClicked(0);
    };
    const float top_px = list.GetClipRectMin().y - line_height;
    const float bottom_px = list.GetClipRectMax().y + line_height;
    for (const Placed& one : placed) {
        const Fragment& fragment = *one.fragment;
        const ImVec2 at{start.x + one.x_px, start.y + one.y_px};
        if (at.y < top_px || at.y > bottom_px) continue;  // a list of ImGui holds 65,536 corners, a text any number
        const char* const first = fragment.text.data();
        const char* const last = first + fragment.text.size();
        if (fragment.source) {
            const bool is_hot = is_over({at.x - 1.0F, at.y}, {at.x + one.width_px + 1.0F, at.y + size});
            list.AddText(fonts.small, reference_size, at, packed(style.accent, is_hot ? 1.0F : 0.8F), first, last);
            if (!is_hot) continue;
            ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {10.0F, 7.0F});
            ImGui::BeginTooltip();
            ImGui::PushTextWrapPos(340.0F);
            ImGui::TextUnformatted(article.sources[*fragment.source].c_str());
            ImGui::PopTextWrapPos();
            ImGui::EndTooltip();
            ImGui::PopStyleVar();
            if (touch()) event.source = fragment.source;
            continue;
        }
        if (fragment.mention == nullptr) {
            list.AddText(font, size, at, packed(style.ink), first, last);
            continue;
        }
        const reading::PlaceId place = fragment.mention->place;
        const style::Colour colour = colour_of(gazetteer.place(place).kind, style);
        const bool is_lit = std::find(lit.begin(), lit.end(), place) != lit.end();
        // The ground of a name of several words goes on between them.
        const ImVec2 low{at.x - (fragment.is_name_going_on ? one.gap_px - 1.0F : 1.0F), at.y};
        const ImVec2 high{at.x + one.width_px + 1.0F, at.y + size + 2.0F};
        const bool is_hot = is_over(low, high);
        list.AddRectFilled(low, high, packed(colour, is_lit || is_hot ? 0.30F : 0.11F), 2.0F);
        constexpr float doubtful_score = 0.6F;
        if (fragment.mention->score < doubtful_score) {
            for (float dot = low.x; dot < high.x; dot += 4.0F)
                list.AddRectFilled({dot, high.y - 1.0F}, {dot + 2.0F, high.y + 0.5F}, packed(style.doubt));
        } else {
            list.AddRectFilled({low.x, high.y - 1.0F}, {high.x, high.y + 0.4F}, packed(colour, 0.8F));
        }
        list.AddText(font, size, at, packed(colour), first, last);
        if (!is_hot) continue;
        event.hovered = place;
        if (touch()) event.clicked = place;
    }
    ImGui::Dummy({width, y + line_height});
    return event;
}

}  // namespace darya::panels
