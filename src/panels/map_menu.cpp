// The menu of a point of the map, and the short list where several marks lie under one click.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <imgui.h>

#include "geo/projection.h"
#include "panels/choices.h"
#include "panels/key_ring.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"
#include "scene/symbols.h"

namespace darya::panels {

namespace {

constexpr float place_row_px = 38.0F;
constexpr float action_row_px = 30.0F;
constexpr float menu_width_px = 336.0F;
constexpr float symbol_px = 8.0F;  // the largest radius of a symbol in a row
constexpr float text_left_px = 34.0F;
constexpr std::size_t most_rows = 9;  // a key each

struct Action {
    const char* name;
    enum class What { closer, copy, centre, measure } what;
};
constexpr std::array<Action, 1> list_actions{{{"Come closer, where they part", Action::What::closer}}};
constexpr std::array<Action, 3> menu_actions{{{"Copy coordinates", Action::What::copy},
                                              {"Centre here", Action::What::centre},
                                              {"Measure from here", Action::What::measure}}};

void draw_part(ImDrawList& list, ImVec2 at, const scene::SymbolPart& part, float scale) {
    const ImU32 colour = packed(part.colour);
    const float radius = part.radius_px * scale;
    constexpr int round_corners = 24;
    if (part.inner_px > 0.0F) {
        const float inner = part.inner_px * scale;
        list.AddCircle(at, (radius + inner) / 2, colour, round_corners, radius - inner);
    } else if (part.corner_count == 0) {
        list.AddCircleFilled(at, radius, colour, round_corners);
    } else {
        for (int i = 0; i < part.corner_count; ++i) {
            const float angle = part.turn_rad + 2.0F * std::numbers::pi_v<float> * static_cast<float>(i) /
                                                    static_cast<float>(part.corner_count);
            list.PathLineTo(
                {at.x + radius * part.stretch * std::cos(angle), at.y + radius * part.stretch * std::sin(angle)});
        }
        list.PathFillConvex(colour);
    }
}

/// The mark as the map shows it; of what has none a dot in the colour of its kind.
void draw_symbol(const PanelContext& context, ImVec2 at, const MapMenu::Row& row) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (!row.mark) {
        const reading::Place& place = context.atlas.gazetteer->place(row.place);
        list.AddCircleFilled(at, 4.5F, packed(colour_of(place.kind, context.style())), 20);
        return;
    }
    scene::Mark mark = *row.mark;
    mark.is_selected = false;
    mark.is_hovered = false;
    mark.opacity = 1.0F;
    const auto parts = scene::parts_of(mark, context.style().selection);
    float largest = 1.0F;
    for (const scene::SymbolPart& part : parts)
        largest = std::max(largest, part.radius_px * (part.corner_count > 0 ? part.stretch : 1.0F));
    for (const scene::SymbolPart& part : parts) draw_part(list, at, part, std::min(1.0F, symbol_px / largest));
}

void draw_icon(ImDrawList& list, ImVec2 at, Action::What what, ImU32 colour) {
    constexpr float wide = 1.4F;
    switch (what) {
        case Action::What::closer:
            list.AddCircle({at.x - 1.0F, at.y - 1.0F}, 5.0F, colour, 20, wide);
            list.AddLine({at.x + 2.8F, at.y + 2.8F}, {at.x + 6.5F, at.y + 6.5F}, colour, wide + 0.4F);
            list.AddLine({at.x - 3.5F, at.y - 1.0F}, {at.x + 1.5F, at.y - 1.0F}, colour, wide);
            list.AddLine({at.x - 1.0F, at.y - 3.5F}, {at.x - 1.0F, at.y + 1.5F}, colour, wide);
            break;
        case Action::What::copy:
            list.AddRect({at.x - 5.0F, at.y - 2.5F}, {at.x + 2.5F, at.y + 6.0F}, colour, 1.5F, 0, wide);
            list.AddLine({at.x - 2.0F, at.y - 5.5F}, {at.x + 5.5F, at.y - 5.5F}, colour, wide);
            list.AddLine({at.x + 5.5F, at.y - 5.5F}, {at.x + 5.5F, at.y + 2.5F}, colour, wide);
            break;
        case Action::What::centre:
            list.AddCircle(at, 4.0F, colour, 20, wide);
            for (const ImVec2 way : {ImVec2{1, 0}, ImVec2{-1, 0}, ImVec2{0, 1}, ImVec2{0, -1}}) {
                list.AddLine({at.x + 3.0F * way.x, at.y + 3.0F * way.y}, {at.x + 7.0F * way.x, at.y + 7.0F * way.y},
                             colour, wide);
            }
            break;
        case Action::What::measure:
            list.AddLine({at.x - 6.0F, at.y + 4.0F}, {at.x + 6.0F, at.y - 4.0F}, colour, wide);
            list.AddCircleFilled({at.x - 6.0F, at.y + 4.0F}, 2.4F, colour, 12);
            list.AddCircleFilled({at.x + 6.0F, at.y - 4.0F}, 2.4F, colour, 12);
            break;
    }
}

std::string in_sexagesimal(double degrees, char positive, char negative) {
    constexpr long seconds_per_degree = 3600;
    const long seconds = std::lround(std::abs(degrees) * static_cast<double>(seconds_per_degree));
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%ld°%02ld′%02ld″ %c", seconds / seconds_per_degree, seconds / 60 % 60,
                  seconds % 60, degrees < 0.0 ? negative : positive);
    return text.data();
}

/// Latitude first, as other programs take it.
std::string in_decimals(geo::LonLat where) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.5f, %.5f", where.lat_deg, where.lon_deg);
    return text.data();
}

/// A row's ground where the mouse is over it or the keyboard stands on it; whether it was clicked.
bool row_area(const PanelContext& context, const char* id, float height, bool is_current) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool is_clicked = hit_area(id, {width, height});
    const bool is_hot = ImGui::IsItemHovered();
    if (is_hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (is_hot || is_current) {
        ImGui::GetWindowDrawList()->AddRectFilled({at.x - 6.0F, at.y}, {at.x + width + 6.0F, at.y + height},
                                                  packed(context.style().accent, 0.13F), 5.0F);
    }
    return is_clicked;
}

bool place_row(const PanelContext& context, const MapMenu& menu, std::size_t index) {
    const MapMenu::Row& row = menu.here[index];
    const reading::Place& place = context.atlas.gazetteer->place(row.place);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(static_cast<int>(index));
    const bool is_current = menu.current == static_cast<int>(index);
    const bool is_clicked = row_area(context, "place", place_row_px, is_current);
    if (ImGui::IsItemHovered() || is_current) context.state.hovered_in_text = row.place;
    ImGui::PopID();
    draw_symbol(context, {at.x + 12.0F, at.y + place_row_px / 2}, row);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    constexpr float key_px = 26.0F;
    list.PushClipRect({at.x, at.y}, {at.x + width - key_px, at.y + place_row_px}, true);
    ImFont* const font = context.fonts.medium;
    list.AddText(font, font->FontSize, {at.x + text_left_px, at.y + 3.0F}, packed(context.style().ink),
                 place.name.c_str());
    ImFont* const small = context.fonts.small;
    list.AddText(small, small->FontSize, {at.x + text_left_px, at.y + 19.5F}, packed(context.style().ink_soft),
                 described(place).c_str());
    list.PopClipRect();
    const char key[] = {static_cast<char>('1' + static_cast<int>(index)), '\0'};
    key_cap(context, {at.x + width - 9.0F, at.y + place_row_px / 2}, key);
    return is_clicked;
}

/// What can be done beside choosing a place.
std::span<const Action> actions_of(const MapMenu& menu) {
    if (menu.has_actions) return menu_actions;
    return list_actions;
}

/// How many of the places have a row.
std::size_t shown_count(const MapMenu& menu) {
    return std::min(menu.here.size(), most_rows);
}

void do_action(const PanelContext& context, const MapMenu& menu, Action::What what) {
    switch (what) {
        case Action::What::closer: {
            atlas::OpenCluster cluster;
            for (const MapMenu::Row& row : menu.here) cluster.places.push_back(row.place);
            context.ask(std::move(cluster));
            break;
        }
        case Action::What::copy: {
            const std::string text = in_decimals(menu.where);
            context.ask(atlas::CopyText{text});
            context.ask(atlas::Inform{text + " (latitude, longitude) is on the clipboard."});
            break;
        }
        case Action::What::centre:
            context.ask(atlas::CentreOn{geo::to_map(menu.where)});
            break;
        case Action::What::measure:
            context.ask(atlas::StartMeasure{menu.where});
            break;
    }
}

/// Does what a row stands for.
void take(const PanelContext& context, const MapMenu& menu, std::size_t row) {
    const std::size_t shown = shown_count(menu);
    if (row < shown) {
        context.ask(atlas::ClickMap{menu.here[row].place, false});
    } else if (row - shown < actions_of(menu).size()) {
        do_action(context, menu, actions_of(menu)[row - shown].what);
    }
}

/// The row that the keys pressed since the last frame take; moves the one they stand on.
std::optional<std::size_t> row_taken(MapMenu& menu, std::size_t row_count) {
    const auto count = static_cast<int>(row_count);
    for (const MenuKey& key : std::exchange(menu.keys, {})) {
        switch (key.kind) {
            case MenuKey::Kind::up:
                menu.current = menu.current <= 0 ? count - 1 : menu.current - 1;
                break;
            case MenuKey::Kind::down:
                menu.current = (menu.current + 1) % count;
                break;
            case MenuKey::Kind::take:
                if (menu.current >= 0) return static_cast<std::size_t>(menu.current);
                break;
            case MenuKey::Kind::choose:
                if (key.number < static_cast<int>(shown_count(menu))) return static_cast<std::size_t>(key.number);
                break;
        }
    }
    return std::nullopt;
}

void draw_line(const PanelContext& context) {
    ImGui::Dummy({0.0F, 3.0F});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + ImGui::GetContentRegionAvail().x, at.y},
                                        packed(context.style().panel_line));
    ImGui::Dummy({0.0F, 4.0F});
}

/// Beside the point and never over it, so that a second click reaches the map.
ImVec2 place_beside(const PanelContext& context, geo::ScreenPoint at, ImVec2 size) {
    constexpr float away_px = 12.0F;
    const ImVec2 window = context.window();
    float left = at.x_px + away_px;
    if (left + size.x > window.x - margin_px) left = at.x_px - away_px - size.x;
    const float top = at.y_px - away_px;
    return {std::clamp(left, margin_px, std::max(window.x - size.x - margin_px, margin_px)),
            std::clamp(top, margin_px, std::max(window.y - size.y - margin_px, margin_px))};
}

}  // namespace

void draw_map_menu(const PanelContext& context) {
    std::optional<MapMenu>& open = context.state.map_menu;
    if (!open) return;
    MapMenu& menu = *open;
    // A person's own places may have gone meanwhile.
    const std::size_t known = context.atlas.gazetteer->places().size();
    std::erase_if(menu.here, [known](const MapMenu::Row& row) { return row.place.number >= known; });
    const std::size_t shown = shown_count(menu);
    const std::size_t more = menu.here.size() - shown;
    const std::span<const Action> actions = actions_of(menu);
    const std::size_t row_count = shown + actions.size();

    const ImVec2 padding{14.0F, 10.0F};
    const float section_px = context.fonts.caps->FontSize + 8.0F;
    float height = 2 * padding.y + place_row_px * static_cast<float>(shown) + (more > 0 ? 22.0F : 0.0F);
    if (!menu.here.empty()) height += section_px;
    constexpr float line_px = 7.0F;
    height += action_row_px * static_cast<float>(actions.size()) + line_px;
    if (menu.has_actions) {
        height += 2 * context.fonts.small->FontSize;
    }
    const ImVec2 size{menu_width_px, height};
    const ImVec2 at = place_beside(context, menu.at, size);
    menu.box = {at.x, at.y, at.x + size.x, at.y + size.y};
    std::optional<std::size_t> taken = row_taken(menu, row_count);

    ImGui::SetNextWindowBgAlpha(1.0F);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, 0.0F});
    begin_panel("map menu", context.style(), at, size, false, true);
    if (menu.has_actions) {
        soft(context, in_decimals(menu.where));
        soft(context,
             in_sexagesimal(menu.where.lat_deg, 'N', 'S') + "  " + in_sexagesimal(menu.where.lon_deg, 'E', 'W'));
    }
    if (!menu.here.empty()) {
        section(context.fonts, context.style(),
                menu.has_actions ? "HERE" : std::to_string(menu.here.size()) + " PLACES HERE");
        ImGui::Dummy({0.0F, 3.0F});
    }
    for (std::size_t i = 0; i < shown; ++i) {
        if (place_row(context, menu, i)) taken = i;
    }
    if (more > 0) soft(context, "and " + std::to_string(more) + " more");
    draw_line(context);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const ImVec2 row = ImGui::GetCursorScreenPos();
        const std::size_t index = shown + i;
        if (row_area(context, actions[i].name, action_row_px, menu.current == static_cast<int>(index))) taken = index;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        draw_icon(list, {row.x + 12.0F, row.y + action_row_px / 2}, actions[i].what, packed(context.style().ink_soft));
        ImFont* const font = context.fonts.ui;
        list.AddText(font, font->FontSize, {row.x + text_left_px, row.y + (action_row_px - font->FontSize) / 2},
                     packed(context.style().ink), actions[i].name);
    }
    end_panel();
    ImGui::PopStyleVar(2);
    if (!taken) return;
    take(context, menu, *taken);
    open.reset();
}

}  // namespace darya::panels
