#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include <imgui.h>

#include "panels/panel_parts.h"
#include "scene/frame.h"

namespace darya::panels {

std::string words_of_position(const geo::LonLat& place, bool is_in_dms) {
    char words[80];
    const char north = place.lat_deg < 0 ? 'S' : 'N';
    const char east = place.lon_deg < 0 ? 'W' : 'E';
    if (!is_in_dms) {
        std::snprintf(words, sizeof words, "%.4f° %c %.4f° %c", std::abs(place.lat_deg), north, std::abs(place.lon_deg),
                      east);
        return words;
    }
    // Rounded as a whole, so that no 60 seconds are left over.
    constexpr double seconds_in_degree = 3600.0;
    const long lat_s = std::lround(std::abs(place.lat_deg) * seconds_in_degree);
    const long lon_s = std::lround(std::abs(place.lon_deg) * seconds_in_degree);
    std::snprintf(words, sizeof words, "%ld°%02ld′%02ld″ %c %ld°%02ld′%02ld″ %c", lat_s / 3600, lat_s / 60 % 60,
                  lat_s % 60, north, lon_s / 3600, lon_s / 60 % 60, lon_s % 60, east);
    return words;
}

namespace {

/// The name of what is under the mouse, beside it.
void draw_hover_name(const PanelContext& context, const Readout& readout) {
    if (readout.hover_name.empty()) return;
    ImDrawList& over = *ImGui::GetForegroundDrawList();
    const ImVec2 words = context.fonts.medium->CalcTextSizeA(16.0F, 1e9F, 0.0F, readout.hover_name.c_str());
    ImVec2 tip{readout.mouse.x_px + 14.0F, readout.mouse.y_px + 16.0F};
    tip.x = std::min(tip.x, context.window().x - words.x - 18.0F);
    tip.y = std::min(tip.y, context.window().y - words.y - 12.0F);
    over.AddRectFilled({tip.x - 7.0F, tip.y - 4.0F}, {tip.x + words.x + 7.0F, tip.y + words.y + 4.0F},
                       packed(context.style().ink, 0.92F), 5.0F);
    over.AddText(context.fonts.medium, 16.0F, tip, packed(context.style().halo), readout.hover_name.c_str());
}

/// A place on the readout that switches how coordinates are written.
void switch_area(const PanelContext& context, const geo::ScreenBox& box) {
    ImGui::SetNextWindowPos({box.left_px, box.top_px});
    ImGui::SetNextWindowSize({box.width_px(), box.height_px()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1.0F, 1.0F});
    ImGui::Begin("readout", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    if (ImGui::InvisibleButton("switch", {box.width_px(), box.height_px()}))
        context.state.are_coordinates_dms = !context.state.are_coordinates_dms;
    // Above: the words themselves must be seen.
    if (ImGui::IsItemHovered()) {
        ImGui::SetNextWindowPos({box.left_px, box.top_px - 4.0F}, ImGuiCond_Always, {0.0F, 1.0F});
        ImGui::SetTooltip(
            "%s", context.state.are_coordinates_dms ? "Write decimal degrees" : "Write degrees, minutes and seconds");
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace

geo::ScreenBox draw_readout(const PanelContext& context, const Readout& readout, float right_px) {
    const scene::Furniture& wanted = context.atlas.settings.furniture;
    if (readout.cursor) context.state.last_cursor = readout.cursor;
    ImFont* const font = context.fonts.small;
    const auto width_of = [font](const char* words) {
        return font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, words).x;
    };
    // Names keep clear of the widest coordinates, so that none jumps when the mouse moves.
    const float coordinates_px =
        wanted.coordinates
            ? width_of(context.state.are_coordinates_dms ? "44°44′44″ N 104°44′44″ E" : "44.4444° N 104.4444° E")
            : 0.0F;
    const float attribution_px = wanted.attribution ? width_of(scene::map_attribution) : 0.0F;
    const float between_px = coordinates_px > 0.0F && attribution_px > 0.0F ? width_of("  ·  ") : 0.0F;
    draw_hover_name(context, readout);
    if (coordinates_px + attribution_px <= 0.0F) return {};
    const float height_px = font->FontSize;
    const float top = context.window().y - margin_px - height_px + 4.0F;
    const float right = right_px - margin_px - 6.0F;
    const geo::ScreenBox coordinates{right - attribution_px - between_px - coordinates_px - 6.0F, top - 2.0F,
                                     right - attribution_px - between_px / 2, top + height_px + 3.0F};
    // The coordinates stay while the mouse is on them: they can be clicked.
    const bool is_on_them = wanted.coordinates && coordinates.contains(readout.mouse);
    const bool is_told = wanted.coordinates && (readout.cursor || is_on_them) && context.state.last_cursor;
    std::string line = wanted.attribution ? scene::map_attribution : "";
    if (is_told) {
        const std::string position = words_of_position(*context.state.last_cursor, context.state.are_coordinates_dms);
        line = line.empty() ? position : position + "  ·  " + line;
    }
    if (wanted.coordinates) switch_area(context, coordinates);
    const geo::ScreenBox box{coordinates.left_px, top - 2.0F, right_px - margin_px, context.window().y};
    if (line.empty()) return box;
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const ImVec2 at{right - width_of(line.c_str()), top};
    list.AddRectFilled({at.x - 6.0F, at.y - 2.0F}, {right + 6.0F, at.y + height_px + 3.0F},
                       packed(context.style().panel, 0.86F), 4.0F);
    list.AddText(font, font->FontSize, at, packed(context.style().ink), line.c_str());
    return box;
}

}  // namespace darya::panels
