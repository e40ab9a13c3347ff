#include "panels/frame_times.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "panels/panel_parts.h"

namespace darya::panels {

namespace {

/// The median and the 99th percentile of what is kept.
struct Spread {
    float median_ms = 0.0F;
    float p99_ms = 0.0F;
};
Spread spread_of(const FrameTimes& times) {
    std::vector<float> all;
    for (std::size_t i = 0; i < std::min(times.count, FrameTimes::kept); ++i) all.push_back(times.frames[i].all_ms());
    if (all.empty()) return {};
    std::sort(all.begin(), all.end());
    return {all[all.size() / 2], all[(all.size() - 1) * 99 / 100]};
}

}  // namespace

geo::ScreenBox draw_frame_times(const PanelContext& context) {
    const FrameTimes& times = context.state.frame_times;
    if (!times.is_shown) return {};
    const ImVec2 size{280.0F, 142.0F};
    const geo::ScreenBox free = atlas::free_box(context.atlas);
    const ImVec2 at{std::max(margin_px, free.left_px + margin_px), margin_px};
    begin_panel("frame times", context.style(), at, size, false, true);
    const Spread spread = spread_of(times);
    char line[128];
    std::snprintf(line, sizeof line, "Frame %.1f ms median, %.1f ms p99", static_cast<double>(spread.median_ms),
                  static_cast<double>(spread.p99_ms));
    ImGui::TextUnformatted(line);

    struct Stage {
        const char* name;
        float FrameTime::*ms;
        style::Colour colour;
    };
    const style::Style& style = context.style();
    const std::array stages{
        Stage{"update", &FrameTime::update_ms, style.ink_soft}, Stage{"labels", &FrameTime::labels_ms, style.land},
        Stage{"draw", &FrameTime::draw_ms, style.accent}, Stage{"present", &FrameTime::present_ms, style.energy}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    constexpr float bar_px = 2.0F;
    constexpr float height_px = 54.0F;
    constexpr float top_ms = 33.0F;
    const float width_px = bar_px * static_cast<float>(FrameTimes::kept);
    for (const float mark_ms : {10.0F, 20.0F}) {
        const float y = corner.y + height_px * (1.0F - mark_ms / top_ms);
        list.AddLine({corner.x, y}, {corner.x + width_px, y}, packed(style.panel_line));
    }
    for (std::size_t i = 0; i < FrameTimes::kept; ++i) {
        const FrameTime& frame = times.frames[(times.count + i) % FrameTimes::kept];  // the oldest first
        float below_ms = 0.0F;
        const float x = corner.x + bar_px * static_cast<float>(i);
        for (const Stage& stage : stages) {
            const float upto_ms = std::min(below_ms + frame.*stage.ms, top_ms);
            list.AddRectFilled({x, corner.y + height_px * (1.0F - upto_ms / top_ms)},
                               {x + bar_px, corner.y + height_px * (1.0F - below_ms / top_ms)}, packed(stage.colour));
            below_ms = upto_ms;
        }
    }
    ImGui::Dummy({width_px, height_px + 2.0F});
    const FrameTime last = times.frames[(times.count + FrameTimes::kept - 1) % FrameTimes::kept];
    ImGui::PushFont(context.fonts.small);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (i > 0) ImGui::SameLine(0.0F, 8.0F);
        std::snprintf(line, sizeof line, "%s %.1f", stages[i].name, static_cast<double>(last.*stages[i].ms));
        ImGui::TextColored(as_vec(stages[i].colour), "%s", line);
    }
    std::snprintf(line, sizeof line, "%zu triangles in %zu calls, ground %s", times.triangle_count, times.call_count,
                  times.magnified == 1.0 ? "sharp" : "stretched");
    ImGui::TextUnformatted(line);
    ImGui::PopFont();
    end_panel();
    return {at.x, at.y, at.x + size.x, at.y + size.y};
}

}  // namespace darya::panels
