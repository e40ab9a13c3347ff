#pragma once

#include <memory>
#include <string>

#include <imgui.h>

#include "style/style.h"
#include "style/text.h"

namespace darya::panels {

/// The faces and sizes of the panels.
struct Fonts {
    ImFont* ui = nullptr;         // Inter 14
    ImFont* small = nullptr;      // Inter 12
    ImFont* medium = nullptr;     // Inter Medium 14
    ImFont* caps = nullptr;       // Inter SemiBold 12: section heads, in capitals
    ImFont* title = nullptr;      // Inter SemiBold 20
    ImFont* read = nullptr;       // Noto Serif, of the size of texts
    ImFont* read_bold = nullptr;  // Noto Serif Bold, likewise
    ImFont* read_head = nullptr;  // the same, larger
};

/// A font atlas and its fonts; may be built on any thread before there is a window.
struct FontSet {
    std::unique_ptr<ImFontAtlas> atlas;
    Fonts fonts;
};

/// What is rasterised: all letters of the region's languages (Latin with its extensions, Cyrillic with its extensions); or
/// as much as the panels' own English needs, where a first picture is wanted soon. Of that, the reading faces are the
/// panels' own.
enum class Letters { all, of_first_picture };

/// Rasterises letters with FreeType. Cost: a tenth of a second for all, a hundredth for those of the first picture.
///
/// `scale` says how many pixels the screen has for each that the panels count: letters are rasterised at the size they are
/// seen, and measured in the panels' pixels.
FontSet build_fonts(const style::FontFiles& files, float text_px = 15.0F, float scale = 1.0F,
                    Letters letters = Letters::all);

/// The size that Dear ImGui calls an em of so many pixels of the reading face: it counts from the lowest to the highest
/// stroke.
float imgui_size(float em_px);

/// Gives ImGui the look of a style. Call after a context exists.
void apply_theme(const style::Style& style);
/// Edges drawn into this list fade over one pixel of the screen, however many of them make one of the panels.
void keep_sharp(ImDrawList& list);

ImU32 packed(const style::Colour& colour, float share = 1.0F);
ImVec4 as_vec(const style::Colour& colour);

/// Starts a floating panel: rounded, with a soft shadow, no title bar; `is_over`: in front of those that are not. Pair with
/// `end_panel`.
void begin_panel(const char* name, const style::Style& style, ImVec2 at, ImVec2 size, bool is_scrolled,
                 bool is_over = false);
void end_panel();

/// A section head in small spaced capitals.
void section(const Fonts& fonts, const style::Style& style, const std::string& text);
/// A quiet × in the panel's top right corner.
bool close_button(const style::Style& style, const char* id);
/// A word that can be clicked.
bool link(const Fonts& fonts, const style::Style& style, const std::string& text, const char* id);
/// A rounded tag of the given colour; true when it was clicked.
bool chip(const Fonts& fonts, const std::string& text, const style::Colour& colour, const char* id);
/// One of several to choose from: a tag, framed where it is the chosen one; whether it was clicked.
bool choice(const Fonts& fonts, const style::Style& style, const char* words, bool is_chosen);
/// A filled square with a tick, or an empty one; whether it was clicked.
bool check_box(const style::Style& style, const char* id, bool is_on);

}  // namespace darya::panels
