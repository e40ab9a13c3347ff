// What is being measured, in a small panel below the map.

#include "atlas/measure.h"

#include <algorithm>
#include <string>

#include <imgui.h>

#include "panels/panel_parts.h"

namespace darya::panels {

namespace {

constexpr float width_px = 348.0F;

std::string hint(const atlas::Measuring& measuring) {
    if (measuring.is_over) return "Backspace goes on from the last point but one";
    if (measuring.points.empty()) return "Click where it starts";
    return "Click adds a point, Backspace takes it back, Enter ends";
}

}  // namespace

geo::ScreenBox draw_measure(const PanelContext& context, const Readout& readout) {
    const atlas::Measuring& measuring = *context.atlas.measuring;
    const auto points = atlas::measured_points(measuring, readout.cursor);
    const atlas::MeasureWords words = atlas::measure_words(points);
    const geo::ScreenBox free = atlas::free_box(context.atlas);
    const float height = (words.area.empty() ? 68.0F : 87.0F);
    const float width = std::min(width_px, context.window().x - 2 * margin_px);
    constexpr float above_readout_px = 44.0F;
    const ImVec2 at{std::clamp((free.left_px + free.right_px - width) / 2, margin_px,
                               std::max(context.window().x - width - margin_px, margin_px)),
                    context.window().y - height - above_readout_px};
    begin_panel("measure", context.style(), at, {width, height}, false, true);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8.0F, 2.0F});
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(words.length.c_str());
    ImGui::PopFont();
    if (points.size() >= 2) {
        ImGui::SameLine(0.0F, 14.0F);
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + 6.0F);
        if (link(context.fonts, context.style(), "Copy", "copy measure")) {
            const std::string text = atlas::measure_line(points);
            context.ask(atlas::CopyText{text});
            context.ask(atlas::Inform{text + " is on the clipboard."});
        }
        if (measuring.is_over) {
            ImGui::SameLine(0.0F, 14.0F);
            if (link(context.fonts, context.style(), "Measure anew", "measure anew"))
                context.ask(atlas::StartMeasure{});
        }
    }
    if (!words.area.empty()) ImGui::TextUnformatted(words.area.c_str());
    soft(context, hint(measuring));
    ImGui::PopStyleVar();
    if (close_button(context.style(), "leave measure")) context.ask(atlas::LeaveMeasure{});
    end_panel();
    return {at.x, at.y, at.x + width, at.y + height};
}

}  // namespace darya::panels
