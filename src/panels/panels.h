#pragma once

#include <optional>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "atlas/command.h"
#include "geo/point.h"
#include "panels/doubts.h"
#include "panels/frame_times.h"
#include "panels/map_state.h"
#include "panels/reader_state.h"
#include "panels/save_picture.h"
#include "reading/library.h"

namespace darya::panels {

struct Fonts;

/// What a card or list shows, worked out once for a library and a question: a library of thousands is not asked in
/// every frame.
struct AboutPassages {
    reading::Library library;
    std::vector<reading::PlaceId> places;  // the card's and those it is narrowed to
    std::vector<reading::FoundPassage> passages;
    std::size_t text_count = 0;
    std::vector<reading::Company> company;
};
struct CountedPlaces {
    reading::Library library;
    std::vector<reading::PlaceCount> counts;
};

/// What is filled in for an export of places.
struct ExportState {
    bool is_open = false;
    bool is_of_all = true;   // open texts, not only the one being read
    std::size_t format = 0;  // among atlas::export_formats
    std::string file;
};

/// What panels remember between frames that is nobody else's business: typed text, open folds, scroll wishes.
struct PanelState {
    std::string search;
    int search_choice = 0;           // which result the keyboard stands on
    bool is_search_wanted = false;   // Ctrl+F was pressed
    bool is_search_active = false;   // the field has the keyboard
    bool is_choice_waiting = false;  // Enter was pressed before the answer came
    std::string search_asked;        // what was last asked for
    float search_rows_px = 0.0F;     // height of the results
    std::string open_path;           // what is typed into "Open a file"
    std::string place_filter;
    ReaderState reader;
    std::optional<AboutPassages> about;               // of the card
    std::optional<CountedPlaces> counted;             // of the Places tab
    std::optional<reading::PlaceId> card_of;          // the card was last drawn for this place
    std::optional<reading::PlaceId> hovered_in_text;  // lit by a text or a list, not by the map
    bool was_hovered_in_text = false;
    DoubtsState doubts;
    ExportState exported;
    SavePictureState save_picture;
    bool is_settings_open = false;
    float settings_px = 440.0F;              // height of what stands in them
    bool are_coordinates_dms = false;        // written as degrees, minutes and seconds
    std::optional<geo::LonLat> last_cursor;  // where the mouse was on the map
    std::optional<SettleMenu> settle_menu;   // open
    FrameTimes frame_times;
    std::optional<MapMenu> map_menu;  // open
    bool is_keys_open = false;        // all keys are shown
};

/// Where the small map of the region is drawn, and what it shows.
struct OverviewPlace {
    geo::ScreenBox box;
    scene::Camera camera;  // of the box
};

/// "38.6950° N 69.7750° E", or "38°41′42″ N 69°46′30″ E".
std::string words_of_position(const geo::LonLat& place, bool is_in_dms);

/// What the map tells under itself.
struct Readout {
    std::optional<geo::LonLat> cursor;  // nothing when the mouse is not over the map
    std::string hover_name;             // name of what is under the mouse, "" for nothing
    geo::ScreenPoint mouse;
    std::optional<geo::ScreenBox> zoom_box = {};  // being drawn by the mouse
    std::optional<OverviewPlace> overview = {};   // nothing where the map shows none
};

/// Draws every panel with Dear ImGui (between NewFrame and Render) and adds to `asked` what the person wants; the map
/// shows through where no panel is. Always asks `CoverMap` when the panels' boxes have changed.
void draw_panels(const atlas::Atlas& atlas, PanelState& state, const Readout& readout, const Fonts& fonts, double now_s,
                 std::vector<atlas::Command>& asked);

}  // namespace darya::panels
