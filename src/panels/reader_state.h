#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "reading/library.h"

namespace darya::panels {

struct ReaderText;

/// What a key asks of the reader.
enum class ReaderKey {
    line_up,
    line_down,
    page_up,
    page_down,
    to_start,
    to_end,
    extend_left,
    extend_right,
    extend_up,
    extend_down,
    select_all,
    copy,
    copy_with_source,
    back,          // to the sentence whose source was looked at
    toggle_places  // the list of places
};

/// What is selected in a text: from where the mouse was pressed to where it is now, both between letters. Bytes of the
/// article's text, so that it stays the same however the text is set.
struct TextSelection {
    std::size_t anchor_byte = 0;
    std::size_t caret_byte = 0;

    bool is_empty() const { return anchor_byte == caret_byte; }
    reading::ByteRange range() const {
        return anchor_byte < caret_byte ? reading::ByteRange{anchor_byte, caret_byte - anchor_byte}
                                        : reading::ByteRange{caret_byte, anchor_byte - caret_byte};
    }
};

enum class PlaceOrder { text, frequency, kind };

/// What the reader remembers between frames.
struct ReaderState {
    std::vector<ReaderKey> keys;    // pressed since the last frame
    bool is_used = false;           // it was used last: keys that scroll go to it
    bool is_moving = false;         // it wants another frame at once
    bool is_menu_open = false;      // the menu of the right mouse button
    bool is_menu_unwanted = false;  // Esc was pressed
    bool is_list_open = false;      // of places
    PlaceOrder order = PlaceOrder::text;

    std::shared_ptr<const ReaderText> text;  // as it is set now
    std::optional<reading::ArticleId> article;
    std::uint32_t seen_moves = 0;
    float scroll_px = 0.0F;
    float target_px = 0.0F;                   // where it is scrolling to
    float sources_px = 0.0F;                  // height of the list of sources
    std::optional<std::size_t> shown_source;  // it stands at this source of its article
    std::optional<std::size_t> seen_source;   // and has scrolled there
    std::vector<std::size_t> way_back;        // bytes of the sentences whose sources were looked at

    std::optional<TextSelection> selection;
    std::optional<reading::ByteRange> held;  // the word or paragraph a drag began with
    int clicks = 0;                          // of the press that goes on: 1 letters, 2 words, 3 paragraphs
    bool is_pressed = false;
    bool is_dragged = false;  // the press is no longer a click
    float pressed_x_px = 0.0F, pressed_y_px = 0.0F;
    bool is_bar_held = false;
    float bar_grip_px = 0.0F;
};

}  // namespace darya::panels
