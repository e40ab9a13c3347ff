#include <algorithm>
#include <cmath>

#include "panels/key_ring.h"
#include "panels/panel_parts.h"
#include "reading/own_places.h"

namespace darya::panels {

namespace {

/// A thin slider: how much of a layer shines through.
void opacity_slider(const PanelContext& context, const scene::LayerState& layer) {
    constexpr float width = 44.0F;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("opacity", {width, 22.0F});
    if (const int steps = key_ring().take_slider(); steps != 0)
        context.ask(atlas::FadeLayer{layer.id, layer.opacity + 0.1F * static_cast<float>(steps)});
    if (ImGui::IsItemActive()) {
        const float share = std::clamp((ImGui::GetIO().MousePos.x - at.x) / width, 0.0F, 1.0F);
        if (std::abs(share - layer.opacity) > 0.004F) context.ask(atlas::FadeLayer{layer.id, share});
    }
    const bool is_hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    if (is_hot) ImGui::SetTooltip("Opacity %d %%", static_cast<int>(std::lround(layer.opacity * 100.0F)));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = at.y + 11.0F;
    const float x = at.x + layer.opacity * width;
    const float fade = layer.is_visible ? 1.0F : 0.35F;
    list.AddRectFilled({at.x, y - 1.5F}, {at.x + width, y + 1.5F}, packed(context.style().panel_line), 1.5F);
    list.AddRectFilled({at.x, y - 1.5F}, {x, y + 1.5F}, packed(context.style().accent, fade), 1.5F);
    if (is_hot) list.AddCircleFilled({x, y}, 5.0F, packed(context.style().accent));
}

void stroke(ImDrawList& list, ImVec2 from, ImVec2 to, const style::StrokeStyle& look, float least_px = 1.2F) {
    const float width = std::max(look.width_px, least_px);
    if (look.gap_px <= 0.0F) {
        list.AddLine(from, to, packed(look.colour), width);
        return;
    }
    for (float x = from.x; x < to.x; x += look.dash_px + look.gap_px) {
        list.AddLine({x, from.y}, {std::min(x + look.dash_px, to.x), from.y}, packed(look.colour), width);
    }
}

/// The legend: what a layer looks like on the map, drawn with the map's own colours.
void swatch(const PanelContext& context, const scene::LayerState& layer, std::size_t own_index) {
    const style::Style& style = context.style();
    constexpr float width = 24.0F;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, 22.0F});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = at.y + 11.0F;
    const ImVec2 left{at.x, y};
    const ImVec2 right{at.x + width, y};
    const ImVec2 low{at.x, y - 6.0F};
    const ImVec2 high{at.x + width, y + 6.0F};
    const ImVec2 middle{at.x + width / 2, y};
    const auto disc = [&](const style::Colour& colour, bool is_ring) {
        list.AddCircleFilled(middle, 7.4F, packed(style.mark_edge), 24);
        if (is_ring) {
            list.AddCircle(middle, 4.9F, packed(colour), 24, 2.4F);
        } else {
            list.AddCircleFilled(middle, 6.0F, packed(colour), 24);
        }
    };
    if (layer.id == "lakes") {
        list.AddRectFilled(low, high, packed(style.lake_fill), 3.0F);
        list.AddRect(low, high, packed(style.lake_edge.colour), 3.0F);
    } else if (layer.id == "rivers") {
        stroke(list, left, right, style.river[0], 1.8F);
    } else if (layer.id == "canals") {
        stroke(list, left, right, style.canal, 1.4F);
    } else if (layer.id == "aral") {
        list.AddRectFilled(low, high, packed(style.aral_bed_fill), 3.0F);
        stroke(list, {left.x + 1.0F, y}, right, style.aral_bed_hatch);
        stroke(list, {low.x + 1.0F, low.y}, {high.x, low.y}, style.aral_old_shore);
        stroke(list, {low.x + 1.0F, high.y}, {high.x, high.y}, style.aral_old_shore);
    } else if (layer.id == "dams-operating") {
        disc(style.dam_operating, false);
    } else if (layer.id == "dams-building") {
        disc(style.dam_building, false);
    } else if (layer.id == "dams-planned") {
        disc(style.dam_planned, true);
    } else if (layer.id == "works") {
        const ImU32 colour = packed(style.dam_operating);
        list.AddRectFilled({at.x, y - 3.0F}, {at.x + 6.0F, y + 3.0F}, colour);
        list.AddTriangleFilled({at.x + 12.0F, y - 4.0F}, {at.x + 16.0F, y + 3.0F}, {at.x + 8.0F, y + 3.0F}, colour);
        list.AddQuadFilled({at.x + 21.0F, y - 4.0F}, {at.x + 25.0F, y}, {at.x + 21.0F, y + 4.0F}, {at.x + 17.0F, y},
                           colour);
    } else if (layer.id == "towns") {
        list.AddCircleFilled(middle, 4.2F, packed(style.town), 20);
        list.AddCircleFilled(middle, 2.6F, packed(style.mark_edge), 20);
    } else if (layer.id == "borders") {
        stroke(list, left, right, style.border_casing);
        stroke(list, left, right, style.border);
    } else if (layer.id == "provinces") {
        stroke(list, left, right, style.border_province);
    } else if (layer.id == "relief") {
        for (std::size_t i = 0; i + 1 < style.tint.size(); ++i) {
            const float step = width / static_cast<float>(style.tint.size() - 1);
            const float x = at.x + static_cast<float>(i) * step;
            list.AddRectFilledMultiColor({x, low.y}, {x + step, high.y}, packed(style.tint[i]),
                                         packed(style.tint[i + 1]), packed(style.tint[i + 1]), packed(style.tint[i]));
        }
        list.AddRect(low, high, packed(style.panel_line), 0.0F);
    } else if (layer.id == "names") {
        list.AddText(context.fonts.medium, 16.0F, {at.x + 2.0F, y - 9.0F}, packed(style.country_name), "Aa");
    } else {
        const style::Colour colour = style.own_layer[own_index % style.own_layer.size()];
        list.AddRectFilled(low, high, packed(colour, 0.25F), 3.0F);
        list.AddRect(low, high, packed(colour), 3.0F);
    }
}

/// A line of the legend below a layer's own: something in the layer that is drawn differently.
template <typename Draw>
void legend_note(const PanelContext& context, const char* words, Draw draw) {
    ImGui::Dummy({16.0F, 18.0F});
    ImGui::SameLine(0.0F, 9.0F);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    constexpr float width = 24.0F;
    ImGui::Dummy({width, 18.0F});
    draw(*ImGui::GetWindowDrawList(), ImVec2{at.x, at.y + 9.0F}, ImVec2{at.x + width, at.y + 9.0F});
    ImGui::SameLine(0.0F, 9.0F);
    soft(context, words);
}

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string file_name_of(const std::string& file) {
    return file.substr(file.find_last_of('/') + 1);
}

/// Below a layer of one's own that has names: the way to have texts searched for them.
void draw_names_offer(const PanelContext& context, const std::string& layer) {
    for (const auto& own : context.atlas.own_layers) {
        if (own->id != layer) continue;
        const bool has_names = std::any_of(own->tables.begin(), own->tables.end(),
                                           [](const auto& table) { return reading::has_names(table); });
        const bool is_searched = std::any_of(context.atlas.own_names.begin(), context.atlas.own_names.end(),
                                             [&](const auto& names) { return names.file == own->file; });
        if (!has_names || is_searched) return;
        ImGui::Indent(58.0F);
        if (link(context.fonts, context.style(), "search texts for these names", "search names"))
            context.ask(atlas::SearchNames{own->file});
        ImGui::Unindent(58.0F);
    }
}

/// The files whose names texts are searched for.
void draw_own_names(const PanelContext& context) {
    if (context.atlas.own_names.empty()) return;
    section(context.fonts, context.style(), "NAMES TEXTS ARE SEARCHED FOR");
    soft(context, "Those that Darya knows, and those of");
    for (const atlas::OwnNames& names : context.atlas.own_names) {
        ImGui::PushID(names.file.c_str());
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float room = ImGui::GetContentRegionAvail().x - 26.0F;
        ImGui::InvisibleButton("names", {std::max(room, 20.0F), 22.0F});
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", names.file.c_str());
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect(at, {at.x + room, at.y + 24.0F}, true);
        const std::string file = file_name_of(names.file);
        list.AddText({at.x, at.y + 2.5F}, packed(context.style().ink), file.c_str());
        const std::string count = names.place_count == 0 ? "being read …"
                                                         : std::to_string(names.place_count) +
                                                               (names.place_count == 1 ? " place" : " places");
        ImFont* const small = context.fonts.small;
        list.AddText(small, small->FontSize, {at.x + ImGui::CalcTextSize(file.c_str()).x + 8.0F, at.y + 4.0F},
                     packed(context.style().ink_soft), count.c_str());
        list.PopClipRect();
        ImGui::SameLine(0.0F, 6.0F);
        if (with_keys(ImGui::SmallButton("×"))) context.ask(atlas::ForgetNames{names.file});
        ImGui::PopID();
    }
}

/// The colour that the rivers of a basin have on the map.
void basin_note(const PanelContext& context, const char* words, const style::Colour& colour,
                const style::Colour& core = {0, 0, 0, 0}) {
    legend_note(context, words, [&](ImDrawList& to, ImVec2 left, ImVec2 right) {
        const float width_px = context.style().river[0].width_px;
        stroke(to, left, right, {colour, width_px}, 1.8F);
        if (core.alpha > 0) stroke(to, left, right, {core, style::core_share * width_px}, 1.0F);
    });
}

}  // namespace

void draw_layers(const PanelContext& context) {
    std::string group;
    std::size_t own_index = 0;
    for (const scene::LayerState& layer : context.atlas.layers) {
        if (layer.group != group) {
            group = layer.group;
            section(context.fonts, context.style(), in_capitals(group));
        }
        const bool is_own = layer.group == "Yours";
        ImGui::PushID(layer.id.c_str());
        if (check_box(context.style(), "visible", layer.is_visible))
            context.ask(atlas::ShowLayer{layer.id, !layer.is_visible});
        ImGui::SameLine(0.0F, 9.0F);
        swatch(context, layer, own_index);
        ImGui::SameLine(0.0F, 9.0F);
        const float room = ImGui::GetContentRegionAvail().x - 54.0F - (is_own ? 20.0F : 0.0F);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (ImGui::InvisibleButton("name", {std::max(room, 20.0F), 22.0F}))  // the keyboard has the box
            context.ask(atlas::ShowLayer{layer.id, !layer.is_visible});
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect(at, {at.x + room, at.y + 24.0F}, true);
        list.AddText({at.x, at.y + 2.5F}, packed(layer.is_visible ? context.style().ink : context.style().ink_soft),
                     layer.title.c_str());
        list.PopClipRect();
        ImGui::SameLine(0.0F, 8.0F);
        opacity_slider(context, layer);
        if (is_own) {
            ImGui::SameLine(0.0F, 6.0F);
            if (with_keys(ImGui::SmallButton("×"))) context.ask(atlas::RemoveOwnLayer{layer.id});
            ++own_index;
            draw_names_offer(context, layer.id);
        }
        ImGui::PopID();
        if (layer.id == "rivers") {
            basin_note(context, "of the Amu Darya's basin", context.style().amu_darya);
            basin_note(context, "of the Syr Darya's basin", context.style().syr_darya, context.style().syr_darya_core);
        }
        if (layer.id == "aral") {
            legend_note(context, "water left about 2005", [&](ImDrawList& to, ImVec2 left, ImVec2 right) {
                const ImVec2 low{left.x, left.y - 5.0F};
                const ImVec2 high{right.x, right.y + 5.0F};
                to.AddRectFilled(low, high, packed(context.style().lake_fill), 3.0F);
                to.AddRect(low, high, packed(context.style().lake_edge.colour), 3.0F);
            });
        }
        if (layer.id == "borders") {
            legend_note(context, "disputed, unsettled or leased", [&](ImDrawList& to, ImVec2 left, ImVec2 right) {
                stroke(to, left, right, context.style().border_unsettled);
            });
        }
    }
    draw_own_names(context);
}

}  // namespace darya::panels
