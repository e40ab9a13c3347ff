#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/notes.h"
#include "base/result.h"
#include "data/colour.h"

namespace darya::style {

using data::Colour;

/// A line as it is drawn: colour, width on the screen, and dashes (0 = solid).
struct StrokeStyle {
    Colour colour;
    float width_px = 1.0F;
    float dash_px = 0.0F;
    float gap_px = 0.0F;
};

inline constexpr float core_share = 0.5F;  // of a hollow line's width

/// Everything that decides how the map and the panels look; one value, read from `assets/style/*.toml`.
///
/// Each field has the light theme's value as its default in the file, not here: a style file must set all of them, and
/// the reader reports what is missing or misspelt with file, line and column.
struct Style {
    std::string name;

    // land
    std::array<Colour, 6> tint;          // low land to high land
    std::array<float, 6> tint_height_m;  // the heights these colours stand at
    float hill_shade_strength = 0.32F;   // how dark a slope away from the light gets
    Colour neighbour_veil;               // laid over neighbours, with its alpha
    Colour background;                   // beyond the data
    StrokeStyle border;
    StrokeStyle border_casing;
    StrokeStyle border_unsettled;
    StrokeStyle border_neighbour;
    StrokeStyle border_province;
    StrokeStyle graticule;

    // water
    Colour lake_fill;
    StrokeStyle lake_edge;
    Colour sea_fill;
    std::array<StrokeStyle, 6> river;  // by rank 1 to 6
    Colour amu_darya;                  // rivers of its basin, with the widths of `river`
    Colour syr_darya;
    Colour syr_darya_core{0, 0, 0, 0};  // down the middle of those of the Syr Darya's; clear where hue tells them
    StrokeStyle canal;
    Colour aral_bed_fill;
    StrokeStyle aral_bed_hatch;
    StrokeStyle aral_old_shore;

    // marks
    Colour dam_operating;
    Colour dam_building;
    Colour dam_planned;
    Colour mark_edge;
    Colour town;
    Colour selection;
    Colour hover;

    // names
    Colour halo;
    float halo_px = 1.6F;
    Colour country_name;
    Colour neighbour_name;
    Colour water_name;
    Colour town_name;
    Colour dam_name;
    Colour province_name;
    Colour range_name;
    Colour desert_name;

    // text and panels
    Colour ink;
    Colour ink_soft;
    Colour panel;
    Colour panel_line;
    Colour shadow;  // of a panel on the map, where it is deepest
    Colour accent;
    Colour doubt;
    Colour energy;  // names of dams in a text
    Colour water;   // names of waters in a text
    Colour land;    // names of countries and provinces in a text
    float panel_radius_px = 8.0F;

    // a person's own layers, in turn
    std::array<Colour, 6> own_layer;
};

/// Reads a style file (TOML). Unknown keys, missing keys, colours that are none ("#rrggbb" or "#rrggbbaa") and numbers
/// out of range are errors that name the file, line and column; several are gathered into one message. Cost O(n).
base::Result<Style> parse_style(std::string_view toml, const std::string& file_name);

}  // namespace darya::style
