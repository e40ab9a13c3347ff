// What the mouse draws and shows on the map itself.

#include <imgui.h>

#include "panels/panel_parts.h"

namespace darya::panels {

void draw_zoom_box(const PanelContext& context, const geo::ScreenBox& box) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    constexpr float round_px = 3.0F;
    const ImVec2 low{box.left_px, box.top_px};
    const ImVec2 high{box.right_px, box.bottom_px};
    // What the box leaves out steps back.
    const ImU32 veil = packed(context.style().ink, 0.14F);
    const ImVec2 window = context.window();
    list.AddRectFilled({0.0F, 0.0F}, {window.x, low.y}, veil);
    list.AddRectFilled({0.0F, high.y}, {window.x, window.y}, veil);
    list.AddRectFilled({0.0F, low.y}, {low.x, high.y}, veil);
    list.AddRectFilled({high.x, low.y}, {window.x, high.y}, veil);
    list.AddRect({low.x - 0.5F, low.y - 0.5F}, {high.x + 0.5F, high.y + 0.5F}, packed(context.style().halo), round_px,
                 0, 3.5F);
    list.AddRect({low.x - 0.5F, low.y - 0.5F}, {high.x + 0.5F, high.y + 0.5F}, packed(context.style().accent), round_px,
                 0, 1.6F);
}

}  // namespace darya::panels
