#pragma once

#include <vector>

#include "panels/panels.h"
#include "panels/theme.h"

namespace darya::panels {

/// What every panel is given: the state to look at, what the panels remember, and where to ask for changes.
struct PanelContext {
    const atlas::Atlas& atlas;
    PanelState& state;
    const Fonts& fonts;
    std::vector<atlas::Command>& asked;
    double now_s = 0.0;

    const style::Style& style() const { return *atlas.style; }
    ImVec2 window() const { return {atlas.camera.width_px, atlas.camera.height_px}; }
    void ask(atlas::Command command) const { asked.push_back(std::move(command)); }
};

inline constexpr float margin_px = 14.0F;  // between panels and the window's edge
inline constexpr float left_width_px = 300.0F;
inline constexpr float search_height_px = 40.0F;
inline constexpr float card_width_px = 392.0F;

// One file each; they give the box they cover.
geo::ScreenBox draw_search(const PanelContext& context);
geo::ScreenBox left_box(const atlas::Atlas& atlas);
geo::ScreenBox draw_left(const PanelContext& context);
void draw_layers(const PanelContext& context);
void draw_library(const PanelContext& context);
void draw_places(const PanelContext& context);
geo::ScreenBox draw_card(const PanelContext& context);
geo::ScreenBox draw_reader(const PanelContext& context);
/// As wide as a good line of the text's size and its margins, as far as the window allows.
float reader_width(const PanelContext& context);
void draw_export_link(const PanelContext& context);
geo::ScreenBox draw_export(const PanelContext& context);        // an empty box where it is not open
geo::ScreenBox draw_save_picture(const PanelContext& context);  // likewise
geo::ScreenBox draw_doubts(const PanelContext& context);
/// The sentence that a name stands in, the name made plain, wrapped to the width that is left.
void draw_sentence(const PanelContext& context, const reading::Article& article, const reading::Mention& mention);
geo::ScreenBox draw_buttons(const PanelContext& context, float right_px);
geo::ScreenBox draw_readout(const PanelContext& context, const Readout& readout, float right_px);
geo::ScreenBox draw_settings(const PanelContext& context, float right_px);  // an empty box where it is not open
void draw_overview_area(const PanelContext& context, const Readout& readout);
geo::ScreenBox draw_notices(const PanelContext& context);
geo::ScreenBox draw_frame_times(const PanelContext& context);  // an empty box where they are not shown
void draw_about(const PanelContext& context);
void draw_keys(const PanelContext& context);
geo::ScreenBox draw_measure(const PanelContext& context, const Readout& readout);  // while something is measured
void draw_map_menu(const PanelContext& context);                                   // where it is open
void draw_zoom_box(const PanelContext& context, const geo::ScreenBox& box);

/// The yearly area of the Aral Sea as a graph, with its sources below.
void draw_aral_graph(const PanelContext& context);

/// Passes on what the mouse did to a passage.
struct RichTextEvent;
void pass_on(const PanelContext& context, const RichTextEvent& event, reading::PassageRef passage);

/// The doubtful mentions of an article; of all open ones.
std::size_t doubt_count(const PanelContext& context, reading::ArticleId article);
std::size_t doubt_count(const PanelContext& context);

/// "3 doubtful", which opens them; nothing where none is.
void draw_doubtful_link(const PanelContext& context, reading::ArticleId article);

/// What a name may mean, each with a button, and "no place": draws them at ImGui's cursor, for a popup; true when the
/// person has chosen and the popup may close. `mention` is of the library, or one that was refused, as it was found.
bool draw_settle_menu(const PanelContext& context, reading::ArticleId article, const reading::Mention& mention);

/// Opens that menu beside the mouse, on the mention that begins at this byte (of a right click on a name in a text).
void open_settle_menu(const PanelContext& context, reading::ArticleId article, std::size_t first_byte);
/// Draws it where it is open; an empty box where it is not.
geo::ScreenBox draw_open_settle_menu(const PanelContext& context);

/// A smaller, quieter line or paragraph.
void soft(const PanelContext& context, const std::string& text);

}  // namespace darya::panels
