#pragma once

#include "panels/panel_parts.h"
#include "panels/reader_text.h"

namespace darya::panels {

/// What the head of the reader is drawn from.
struct ReaderHeadParts {
    const PanelContext& context;
    ReaderState& state;
    const ReaderText& text;
    reading::ArticleId id;
    float width_px = 0.0F;   // of the panel
    float column_px = 0.0F;  // of the text
};

/// Draws the head at ImGui's cursor: title, author, date and file, which name one stands on, what can be done; below it the
/// list of the text's places where it is open. True when the way back to a sentence was chosen.
bool draw_reader_head(const ReaderHeadParts& parts);

}  // namespace darya::panels
