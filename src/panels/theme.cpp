#include "panels/theme.h"

#include <algorithm>
#include <array>

#include <imgui_freetype.h>

#include "panels/key_ring.h"
#include "style/tints.h"

namespace darya::panels {

namespace {

/// Every letter the region's languages need, and the signs we use.
constexpr std::array<ImWchar, 23> all_letters{
    0x0020, 0x024F,  // Latin, Latin-1, Extended-A and -B
    0x0259, 0x0259,  // ə
    0x02B9, 0x02BF,  // modifier apostrophes of Uzbek
    0x0300, 0x0308,  // marks that follow a letter
    0x0400, 0x04FF,  // Cyrillic with Kazakh, Kyrgyz, Tajik, Uzbek letters
    0x1E00, 0x1EFF,  // Latin Extended Additional
    0x2010, 0x203A,  // dashes, quotation marks, bullets, primes
    0x2070, 0x2089,  // superscripts
    0x2190, 0x2193,  // arrows
    0x2116, 0x2116,  // №
    0x2212, 0x2212,  // −
    0,
};

/// What the panels say themselves, in English.
constexpr std::array<ImWchar, 9> first_letters{
    0x0020, 0x00FF,  // Latin-1
    0x2010, 0x203A,  // dashes, quotation marks, bullets, primes
    0x2190, 0x2193,  // arrows
    0x2212, 0x2212,  // −
    0,
};

ImFont* add(ImFontAtlas& atlas, const style::FontFiles& files, style::Face face, float size_px, Letters letters) {
    const auto index = static_cast<std::size_t>(face);
    ImFontConfig config;
    config.FontNo = files.indices[index];
    config.OversampleH = 1;
    config.PixelSnapH = true;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    const ImWchar* const ranges = letters == Letters::all ? all_letters.data() : first_letters.data();
    return atlas.AddFontFromFileTTF(files.paths[index].c_str(), size_px, &config, ranges);
}

/// Gives a font that was rasterised the measures of one so many times as large; its letters keep their pixels.
void measure_at(ImFont& font, float times) {
    font.FontSize *= times;
    font.Ascent *= times;
    font.Descent *= times;
    font.FallbackAdvanceX *= times;
    for (float& advance : font.IndexAdvanceX) advance *= times;
    for (ImFontGlyph& glyph : font.Glyphs) {
        glyph.AdvanceX *= times;
        glyph.X0 *= times;
        glyph.X1 *= times;
        glyph.Y0 *= times;
        glyph.Y1 *= times;
    }
}

}  // namespace

float imgui_size(float em_px) {
    constexpr float noto_serif = 1.362F;  // from its lowest to its highest stroke, in ems
    return em_px * noto_serif;
}

FontSet build_fonts(const style::FontFiles& files, float text_px, float scale, Letters letters) {
    FontSet set;
    set.atlas = std::make_unique<ImFontAtlas>();
    set.atlas->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    set.atlas->TexDesiredWidth = letters == Letters::all ? 2048 : 512;
    // Lines out of the texture are as wide as pixels of the panels, not of the screen.
    if (scale != 1.0F) set.atlas->Flags |= ImFontAtlasFlags_NoBakedLines;
    const auto add_face = [&](style::Face face, float size_px) {
        return add(*set.atlas, files, face, scale * size_px, letters);
    };
    set.fonts.ui = add_face(style::Face::ui_regular, 16.0F);
    set.fonts.small = add_face(style::Face::ui_regular, 14.0F);
    set.fonts.medium = add_face(style::Face::ui_medium, 16.0F);
    set.fonts.caps = add_face(style::Face::ui_bold, 13.0F);
    set.fonts.title = add_face(style::Face::ui_bold, 23.0F);
    if (letters == Letters::all) {
        set.fonts.read = add_face(style::Face::read_regular, imgui_size(text_px));
        set.fonts.read_bold = add_face(style::Face::read_bold, imgui_size(text_px));
        set.fonts.read_head = add_face(style::Face::read_bold, imgui_size(1.3F * text_px));
    } else {
        set.fonts.read = set.fonts.ui;
        set.fonts.read_bold = set.fonts.medium;
        set.fonts.read_head = set.fonts.title;
    }
    set.atlas->Build();
    if (scale != 1.0F) {
        for (ImFont* font : set.atlas->Fonts) measure_at(*font, 1.0F / scale);
    }
    return set;
}

ImVec4 as_vec(const style::Colour& colour) {
    return {static_cast<float>(colour.red) / 255.0F, static_cast<float>(colour.green) / 255.0F,
            static_cast<float>(colour.blue) / 255.0F, static_cast<float>(colour.alpha) / 255.0F};
}

ImU32 packed(const style::Colour& colour, float share) {
    const style::Colour faded = colour.faded(static_cast<double>(share));
    return IM_COL32(faded.red, faded.green, faded.blue, faded.alpha);
}

void apply_theme(const style::Style& style) {
    ImGuiStyle& look = ImGui::GetStyle();
    look.WindowRounding = style.panel_radius_px;
    look.ChildRounding = 6.0F;
    look.FrameRounding = 5.0F;
    look.PopupRounding = 6.0F;
    look.ScrollbarRounding = 4.0F;
    look.GrabRounding = 4.0F;
    look.WindowPadding = {14.0F, 12.0F};
    look.FramePadding = {8.0F, 5.0F};
    look.ItemSpacing = {8.0F, 6.0F};
    look.ItemInnerSpacing = {6.0F, 4.0F};
    look.WindowBorderSize = 1.0F;
    look.FrameBorderSize = 0.0F;
    look.ScrollbarSize = 10.0F;
    const ImVec4 ink = as_vec(style.ink);
    const ImVec4 line = as_vec(style.panel_line);
    const ImVec4 accent = as_vec(style.accent);
    const auto with_alpha = [](ImVec4 colour, float alpha) {
        colour.w = alpha;
        return colour;
    };
    auto& colours = look.Colors;
    colours[ImGuiCol_Text] = ink;
    colours[ImGuiCol_TextDisabled] = as_vec(style.ink_soft);
    colours[ImGuiCol_WindowBg] = as_vec(style.panel);
    colours[ImGuiCol_PopupBg] = with_alpha(as_vec(style.panel), 1.0F);
    colours[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    colours[ImGuiCol_Border] = line;
    colours[ImGuiCol_FrameBg] = with_alpha(line, style::field_tint);
    colours[ImGuiCol_FrameBgHovered] = with_alpha(line, style::hot_field_tint);
    colours[ImGuiCol_FrameBgActive] = with_alpha(line, style::hot_field_tint);
    colours[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    colours[ImGuiCol_ScrollbarGrab] = with_alpha(line, 0.9F);
    colours[ImGuiCol_ScrollbarGrabHovered] = as_vec(style.ink_soft);
    colours[ImGuiCol_ScrollbarGrabActive] = as_vec(style.ink_soft);
    colours[ImGuiCol_SliderGrab] = accent;
    colours[ImGuiCol_SliderGrabActive] = accent;
    colours[ImGuiCol_CheckMark] = accent;
    colours[ImGuiCol_Button] = with_alpha(line, style::button_tint);
    colours[ImGuiCol_ButtonHovered] = with_alpha(line, style::hot_button_tint);
    colours[ImGuiCol_ButtonActive] = with_alpha(line, style::hot_button_tint);
    colours[ImGuiCol_Header] = with_alpha(accent, style::row_tint);
    colours[ImGuiCol_HeaderHovered] = with_alpha(accent, style::hot_row_tint);
    colours[ImGuiCol_HeaderActive] = with_alpha(accent, style::selection_tint);
    colours[ImGuiCol_Separator] = line;
    colours[ImGuiCol_TextSelectedBg] = with_alpha(accent, style::selection_tint);
    colours[ImGuiCol_NavHighlight] = with_alpha(accent, 0.5F);
}

void keep_sharp(ImDrawList& list) {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
    if (scale > 0.0F) list._FringeScale = 1.0F / scale;
}

void begin_panel(const char* name, const style::Style& style, ImVec2 at, ImVec2 size, bool is_scrolled, bool is_over) {
    // A soft shadow: a few frames around the panel, each fainter and wider.
    ImDrawList& under = *ImGui::GetBackgroundDrawList();
    constexpr int ring_count = 5;
    for (int ring = 0; ring < ring_count; ++ring) {
        const float wide = static_cast<float>(ring) + 0.5F;
        under.AddRect({at.x - wide, at.y - wide + 1.5F}, {at.x + size.x + wide, at.y + size.y + wide + 1.5F},
                      packed(style.shadow, static_cast<float>(ring_count - ring) / ring_count),
                      style.panel_radius_px + wide, 0, 1.0F);
    }
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                             ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings;
    // ImGui puts a new window with this flag behind all others.
    if (!is_over) flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
    if (!is_scrolled) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin(name, nullptr, flags);
    keep_sharp(*ImGui::GetWindowDrawList());
}

void end_panel() {
    ImGui::End();
}

void section(const Fonts& fonts, const style::Style& style, const std::string& text) {
    ImGui::Dummy({0.0F, 5.0F});
    ImGui::PushFont(fonts.caps);
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(style.ink_soft));
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

bool close_button(const style::Style& style, const char* id) {
    const ImVec2 before = ImGui::GetCursorPos();
    constexpr float side = 24.0F;
    ImGui::SetCursorPos({ImGui::GetWindowWidth() - side - 8.0F - (ImGui::GetScrollMaxY() > 0 ? 10.0F : 0.0F),
                         8.0F + ImGui::GetScrollY()});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool is_clicked = hit_area(id, {side, side});
    const ImU32 colour = packed(ImGui::IsItemHovered() ? style.ink : style.ink_soft);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered())
        list.AddRectFilled(at, {at.x + side, at.y + side}, packed(style.panel_line, 0.6F), 5.0F);
    const ImVec2 middle{at.x + side / 2, at.y + side / 2};
    constexpr float arm = 4.5F;
    list.AddLine({middle.x - arm, middle.y - arm}, {middle.x + arm, middle.y + arm}, colour, 1.4F);
    list.AddLine({middle.x - arm, middle.y + arm}, {middle.x + arm, middle.y - arm}, colour, 1.4F);
    ImGui::SetCursorPos(before);
    return is_clicked;
}

bool link(const Fonts& fonts, const style::Style& style, const std::string& text, const char* id) {
    ImGui::PushFont(fonts.small);
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool is_clicked = hit_area(id, size);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddText(at, packed(style.accent), text.c_str());
    if (ImGui::IsItemHovered()) {
        list.AddLine({at.x, at.y + size.y}, {at.x + size.x, at.y + size.y}, packed(style.accent), 1.0F);
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    ImGui::PopFont();
    return is_clicked;
}

bool chip(const Fonts& fonts, const std::string& text, const style::Colour& colour, const char* id) {
    ImGui::PushFont(fonts.small);
    const ImVec2 words = ImGui::CalcTextSize(text.c_str());
    const ImVec2 size{words.x + 16.0F, words.y + 6.0F};
    const float right = ImGui::GetWindowPos().x + ImGui::GetContentRegionMax().x;
    if (ImGui::GetCursorScreenPos().x + size.x > right) ImGui::NewLine();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool is_clicked = hit_area(id, size);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + size.x, at.y + size.y},
                       packed(colour, ImGui::IsItemHovered() ? style::hot_chip_tint : style::chip_tint), size.y / 2);
    list.AddText({at.x + 8.0F, at.y + 3.0F}, packed(colour), text.c_str());
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::PopFont();
    return is_clicked;
}

bool choice(const Fonts& fonts, const style::Style& style, const char* words, bool is_chosen) {
    ImGui::PushID(words);
    const bool is_clicked = chip(fonts, words, is_chosen ? style.accent : style.ink_soft, "choice");
    if (is_chosen) {
        const ImVec2 low = ImGui::GetItemRectMin();
        const ImVec2 high = ImGui::GetItemRectMax();
        ImGui::GetWindowDrawList()->AddRect(low, high, packed(style.accent), (high.y - low.y) / 2, 0, 1.3F);
    }
    ImGui::PopID();
    return is_clicked;
}

bool check_box(const style::Style& style, const char* id, bool is_on) {
    constexpr float side = 16.0F;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool is_clicked = hit_area(id, {side, 22.0F});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 low{at.x, at.y + 3.0F};
    const ImVec2 high{low.x + side, low.y + side};
    if (is_on) {
        list.AddRectFilled(low, high, packed(style.accent), 3.5F);
        const ImU32 tick = packed(style.halo);
        list.AddLine({low.x + 3.8F, low.y + 8.2F}, {low.x + 6.8F, low.y + 11.2F}, tick, 1.7F);
        list.AddLine({low.x + 6.8F, low.y + 11.2F}, {low.x + 12.4F, low.y + 5.0F}, tick, 1.7F);
    } else {
        list.AddRectFilled(low, high, packed(style.halo), 3.5F);
        list.AddRect(low, high, packed(style.ink_soft, ImGui::IsItemHovered() ? 1.0F : 0.6F), 3.5F);
    }
    return is_clicked;
}

}  // namespace darya::panels
