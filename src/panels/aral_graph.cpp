#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

#include "panels/panel_parts.h"

namespace darya::panels {

namespace {

struct Series {
    const char* part;
    const char* name;
    style::Colour colour;
};

}  // namespace

void draw_aral_graph(const PanelContext& context) {
    const style::Style& style = context.style();
    const auto& years = context.atlas.gazetteer->aral_years();
    const std::array series{Series{"whole", "whole", style.water}, Series{"large", "south", style.energy},
                            Series{"small", "north", style.land}};
    int first_year = 9999;
    int last_year = 0;
    double most_km2 = 1.0;
    for (const reading::AralYear& year : years) {
        if (std::isnan(year.area_km2)) continue;
        first_year = std::min(first_year, year.year);
        last_year = std::max(last_year, year.year);
        most_km2 = std::max(most_km2, year.area_km2);
    }
    if (last_year <= first_year) return;
    section(context.fonts, style, "AREA BY YEAR, KM²");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - 4.0F;
    constexpr float height = 170.0F;
    constexpr float left_px = 46.0F;
    constexpr float bottom_px = 20.0F;
    ImGui::InvisibleButton("graph", {width, height});
    const bool is_hot = ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::PushFont(context.fonts.small);
    const ImVec2 low{at.x + left_px, at.y + height - bottom_px};
    const ImVec2 high{at.x + width, at.y + 6.0F};
    const auto x_of = [&](int year) {
        return low.x +
               (high.x - low.x) * static_cast<float>(year - first_year) / static_cast<float>(last_year - first_year);
    };
    const double top_km2 = std::ceil(most_km2 / 20'000.0) * 20'000.0;
    const auto y_of = [&](double km2) { return low.y + (high.y - low.y) * static_cast<float>(km2 / top_km2); };
    for (double km2 = 0.0; km2 <= top_km2; km2 += 20'000.0) {
        list.AddLine({low.x, y_of(km2)}, {high.x, y_of(km2)}, packed(style.panel_line));
        char number[32];
        std::snprintf(number, sizeof number, km2 > 0 ? "%.0f,000" : "0", km2 / 1000.0);
        const ImVec2 size = ImGui::CalcTextSize(number);
        list.AddText({low.x - size.x - 5.0F, y_of(km2) - size.y / 2}, packed(style.ink_soft), number);
    }
    for (int year = (first_year + 9) / 10 * 10; year <= last_year; year += 10) {
        const std::string number = std::to_string(year);
        list.AddText({x_of(year) - 14.0F, low.y + 3.0F}, packed(style.ink_soft), number.c_str());
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const reading::AralYear* nearest = nullptr;
    float least_px = 14.0F;
    for (const Series& one : series) {
        const reading::AralYear* before = nullptr;
        for (const reading::AralYear& year : years) {
            if (year.part != one.part || std::isnan(year.area_km2)) continue;
            const ImVec2 point{x_of(year.year), y_of(year.area_km2)};
            // Only years that follow each other are joined: a gap in the data stays a gap.
            if (before != nullptr && year.year - before->year <= 2) {
                list.AddLine({x_of(before->year), y_of(before->area_km2)}, point, packed(one.colour), 1.8F);
            }
            list.AddCircleFilled(point, 2.2F, packed(one.colour), 12);
            const float away_px = std::hypot(point.x - mouse.x, point.y - mouse.y);
            if (is_hot && away_px < least_px) {
                least_px = away_px;
                nearest = &year;
            }
            before = &year;
        }
    }
    float x = low.x + 90.0F;
    for (const Series& one : series) {
        list.AddCircleFilled({x, high.y + 6.0F}, 3.5F, packed(one.colour), 16);
        list.AddText({x + 8.0F, high.y - 2.0F}, packed(style.ink), one.name);
        x += ImGui::CalcTextSize(one.name).x + 28.0F;
    }
    if (nearest != nullptr) {
        std::string source;
        for (const std::string& name : nearest->sources) source += (source.empty() ? "" : "; ") + name;
        ImGui::SetTooltip("%d, %s: %.0f km²\n%s", nearest->year, nearest->part.c_str(), nearest->area_km2,
                          source.c_str());
    }
    std::set<std::string> sources;
    for (const reading::AralYear& year : years) {
        if (!std::isnan(year.area_km2)) sources.insert(year.sources.begin(), year.sources.end());
    }
    std::string line = "Years without a point: no data. Sources: ";
    for (const std::string& source : sources) line += (line.ends_with(": ") ? "" : "; ") + source;
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(style.ink_soft));
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(line.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

}  // namespace darya::panels
