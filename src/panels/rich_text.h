#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

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
    std::optional<std::size_t> source;  // a reference such as [2] was clicked: its index
};

/// Draws one passage with its names in their colours, wrapped to the width that is left, at ImGui's cursor, and moves
/// the cursor below it. A name of `lit` places glows. Markdown marks are not shown. Out of view it only takes its room.
RichTextEvent draw_passage(const reading::Article& article, const reading::Passage& passage,
                           std::span<const reading::Mention> mentions, const reading::Gazetteer& gazetteer,
                           std::span<const reading::PlaceId> lit, const Fonts& fonts, const style::Style& style,
                           float right_margin_px = 0.0F);

}  // namespace darya::panels
