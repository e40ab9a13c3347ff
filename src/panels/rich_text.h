#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "panels/text_layout.h"
#include "panels/theme.h"
#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"

namespace darya::panels {

/// The colour a place's name wears in a text: energy, water, land or ink.
style::Colour colour_of(reading::PlaceKind kind, const style::Style& style);

/// What the mouse did to a drawn passage.
struct RichTextEvent {
    std::optional<reading::PlaceId> hovered;
    std::optional<reading::PlaceId> clicked;
    std::optional<std::size_t> source;   // a reference such as [2] was clicked: its index
    std::optional<std::size_t> mention;  // under the mouse: index among the passage's
    std::string address;                 // of the link that was clicked
};

/// What a set passage is drawn with.
struct TextPaint {
    const reading::Article& article;
    const reading::Passage& passage;
    std::span<const reading::Mention> mentions;  // the passage's
    const reading::Gazetteer& gazetteer;
    std::span<const reading::PlaceId> lit;  // names of these glow
    const TextLook& look;
    const style::Style& style;
    bool are_all_names_shown = false;  // embedded ones and demonyms too, quietly
    std::optional<reading::ByteRange> selection = {};
    std::optional<std::size_t> framed_byte = {};  // the name that begins here is framed
    bool is_mouse_free = true;                    // no drag goes on: what is under the mouse may answer
};

/// Draws a set passage at a point of the window. Only lines in view are drawn: a list of ImGui holds 65,536 corners, a
/// text any number. `clicked`, `source` and `address` say what is under the mouse; it is the caller who knows of clicks.
RichTextEvent draw_block(const TextPaint& paint, const TextBlock& block, ImVec2 at);

/// Sets and draws one passage with its names in their colours, wrapped to the width that is left, at ImGui's cursor, and
/// moves the cursor below it. A name of `lit` places glows. Markdown marks are not shown.
RichTextEvent draw_passage(const reading::Article& article, const reading::Passage& passage,
                           std::span<const reading::Mention> mentions, const reading::Gazetteer& gazetteer,
                           std::span<const reading::PlaceId> lit, const Fonts& fonts, const style::Style& style,
                           float right_margin_px = 0.0F);

}  // namespace darya::panels
