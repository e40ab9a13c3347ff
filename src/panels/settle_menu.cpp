// The box of one name in a text: what it means, settled by a click or a key.

#include <algorithm>
#include <optional>
#include <utility>

#include <imgui.h>

#include "panels/choices.h"
#include "panels/panel_parts.h"

namespace darya::panels {

using reading::ArticleId;
using reading::Mention;

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
    if (context.atlas.doubts) {  // where it can be settled as well
        menu.reset();
        return {};
    }
    const Mention* const mention = mention_of(context, menu->article, menu->first_byte);
    if (mention == nullptr) {
        menu.reset();
        return {};
    }
    constexpr float width = 312.0F;
    const std::size_t rows = std::min(candidates_of(*mention).size(), most_numbered) + 1 +
                             (context.state.doubts.other.empty() ? 0 : context.state.doubts.other_found.size() + 1);
    const float height =
        std::min(164.0F + (choice_height_px + 6.0F) * static_cast<float>(rows), context.window().y - 2 * margin_px);
    const ImVec2 at{
        std::clamp(menu->at.x_px + 8.0F, margin_px, std::max(context.window().x - width - margin_px, margin_px)),
        std::clamp(menu->at.y_px + 8.0F, margin_px, std::max(context.window().y - height - margin_px, margin_px))};
    ImGui::SetNextWindowBgAlpha(1.0F);
    if (menu->is_new) ImGui::SetNextWindowFocus();
    begin_panel("settle menu", context.style(), at, {width, height}, true, true);
    bool is_over = false;
    for (const DoubtKey& key : std::exchange(context.state.doubts.keys, {}))
        is_over = is_over || answer_key(context, menu->article, *mention, key);
    is_over = draw_settle_menu(context, menu->article, *mention) || is_over;
    if (close_button(context.style(), "close settle menu")) is_over = true;
    const bool is_beside = !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (!menu->is_new && is_beside && (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1))) is_over = true;
    end_panel();
    menu->is_new = false;
    if (is_over) menu.reset();
    return {at.x, at.y, at.x + width, at.y + height};
}

}  // namespace darya::panels
