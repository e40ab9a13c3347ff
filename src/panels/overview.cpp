#include <imgui.h>

#include "panels/panel_parts.h"

namespace darya::panels {

/// The overview is the map's own furniture; here it learns to be pressed and dragged: the middle of what one sees goes
/// where the mouse points.
void draw_overview_area(const PanelContext& context, const Readout& readout) {
    if (!readout.overview) return;
    const geo::ScreenBox& box = readout.overview->box;
    ImGui::SetNextWindowPos({box.left_px, box.top_px});
    ImGui::SetNextWindowSize({box.width_px(), box.height_px()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1.0F, 1.0F});
    ImGui::Begin("overview", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::InvisibleButton("map", {box.width_px(), box.height_px()});
    if (ImGui::IsItemHovered() && !ImGui::IsItemActive()) ImGui::SetTooltip("Click or drag: the map goes there");
    if (ImGui::IsItemActive()) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const geo::MapPoint wanted = readout.overview->camera.to_map({mouse.x - box.left_px, mouse.y - box.top_px});
        const geo::ScreenBox free = atlas::free_box(context.atlas);
        const geo::MapPoint now =
            context.atlas.camera.to_map({(free.left_px + free.right_px) / 2, (free.top_px + free.bottom_px) / 2});
        const double scale = context.atlas.camera.metres_per_px;
        const auto dx_px = static_cast<float>((now.x_m - wanted.x_m) / scale);
        const auto dy_px = static_cast<float>((wanted.y_m - now.y_m) / scale);
        const bool has_moved =
            ImGui::IsItemActivated() || ImGui::GetIO().MouseDelta.x != 0.0F || ImGui::GetIO().MouseDelta.y != 0.0F;
        if (has_moved && (dx_px != 0.0F || dy_px != 0.0F)) context.ask(atlas::PanBy{dx_px, dy_px});
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace darya::panels
