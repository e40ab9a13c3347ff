#include <cctype>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "panels/doubts.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"
#include "reading/sentence.h"
#include "style/tints.h"

namespace darya::panels {

void draw_sentence(const PanelContext& context, const reading::Article& article, const reading::Mention& mention) {
    const reading::Passage& passage = article.passages[mention.passage];
    const reading::ByteRange range =
        reading::sentence_around(article.text, passage, {mention.first_byte, mention.byte_count});
    const std::string_view text = article.text;
    const style::Style& style = context.style();
    ImFont* const font = context.fonts.read;
    const float size = font->FontSize * 0.9F;
    const float line_height = size * 1.4F;
    constexpr float padding_px = 10.0F;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float room = width - 2 * padding_px;
    const float space = font->CalcTextSizeA(size, 1e9F, 0.0F, " ").x;
    const std::size_t name_end = mention.first_byte + mention.byte_count;
    struct Word {
        std::size_t first, end;
        float x, y, width;
        bool is_name;
    };
    std::vector<Word> words;
    float x = 0.0F;
    float y = 0.0F;
    bool is_after_space = false;
    for (std::size_t at = range.first_byte; at < range.first_byte + range.byte_count;) {
        if (std::isspace(static_cast<unsigned char>(text[at])) != 0) {
            is_after_space = true;
            ++at;
            continue;
        }
        // A piece ends at a space and where the name begins or ends.
        const bool is_name = at >= mention.first_byte && at < name_end;
        std::size_t end = at;
        while (end < range.first_byte + range.byte_count && std::isspace(static_cast<unsigned char>(text[end])) == 0 &&
               (end == at || (end != mention.first_byte && end != name_end)))
            ++end;
        const float own = font->CalcTextSizeA(size, 1e9F, 0.0F, text.data() + at, text.data() + end).x;
        const float gap = is_after_space && x > 0.0F ? space : 0.0F;
        if (x + gap + own > room && x > 0.0F && (is_after_space || x + own > room)) {
            x = 0.0F;
            y += line_height;
        } else {
            x += gap;
        }
        words.push_back({at, end, x, y, own, is_name});
        x += own;
        is_after_space = false;
        at = end;
    }
    const float height = y + line_height + 2 * padding_px - (line_height - size);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(start, {start.x + width, start.y + height}, packed(style.halo), 6.0F);
    list.AddRect(start, {start.x + width, start.y + height}, packed(style.panel_line), 6.0F);
    list.PushClipRect(start, {start.x + width, start.y + height}, true);
    for (const Word& word : words) {
        const ImVec2 at{start.x + padding_px + word.x, start.y + padding_px + word.y};
        if (word.is_name) {
            list.AddRectFilled({at.x - 2.0F, at.y - 1.0F}, {at.x + word.width + 2.0F, at.y + size + 2.0F},
                               packed(style.doubt, style::doubt_tint), 3.0F);
            for (float dot = at.x; dot < at.x + word.width; dot += 4.0F)
                list.AddRectFilled({dot, at.y + size + 1.0F}, {dot + 2.0F, at.y + size + 2.5F}, packed(style.doubt));
        }
        list.AddText(font, size, at, packed(word.is_name ? style.doubt : style.ink), text.data() + word.first,
                     text.data() + word.end);
    }
    list.PopClipRect();
    ImGui::Dummy({width, height});
}

}  // namespace darya::panels
