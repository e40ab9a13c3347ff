#pragma once

#include <optional>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "atlas/command.h"
#include "geo/point.h"
#include "panels/reader_state.h"
#include "reading/library.h"

namespace darya::panels {

struct Fonts;

/// What panels remember between frames that is nobody else's business: typed text, open folds, scroll wishes.
struct PanelState {
    std::string search;
    int search_choice = 0;          // which result the keyboard stands on
    bool is_search_wanted = false;  // Ctrl+F was pressed
    std::string open_path;          // what is typed into "Open a file"
    std::string place_filter;
    ReaderState reader;
    std::optional<reading::PlaceId> card_of;          // the card was last drawn for this place
    std::optional<reading::PlaceId> hovered_in_text;  // lit by a text or a list, not by the map
    bool was_hovered_in_text = false;
};

/// What the map tells under itself.
struct Readout {
    std::optional<geo::LonLat> cursor;  // nothing when the mouse is not over the map
    std::string hover_name;             // name of what is under the mouse, "" for nothing
    geo::ScreenPoint mouse;
};

/// What the panels cover before they are drawn for the first time: so that the first view already keeps clear of them.
std::vector<geo::ScreenBox> boxes_at_rest(const atlas::Atlas& atlas);

/// Draws every panel with Dear ImGui (between NewFrame and Render) and adds to `asked` what the person wants; the map
/// shows through where no panel is. Always asks `CoverMap` when the panels' boxes have changed.
void draw_panels(const atlas::Atlas& atlas, PanelState& state, const Readout& readout, const Fonts& fonts, double now_s,
                 std::vector<atlas::Command>& asked);

}  // namespace darya::panels
