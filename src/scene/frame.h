#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "data/colour.h"
#include "geo/hill_shade.h"
#include "geo/point.h"
#include "scene/camera.h"
#include "scene/circles.h"
#include "scene/mesh.h"
#include "style/style.h"
#include "style/text.h"

namespace darya::scene {

using data::Colour;

/// The relief as codes for tint and light over a box of the map, with the colours to give it.
struct Relief {
    std::uint64_t id = 0;  // what the painter remembers it by
    geo::MapBox box;
    geo::ReliefCodes codes;
};

/// What a frame is made of, in the order of drawing. Plain data: SFML draws it, the SVG writer writes it, tests print it.
struct ReliefItem {
    std::shared_ptr<const Relief> relief;
    geo::ReliefRamp ramp;
    // the rows of the picture that are drawn, as shares of its height: a painter may go from band to band
    float first_row = 0.0F;
    float last_row = 1.0F;
};
struct FillItem {
    MeshRef mesh;
    Colour colour;
};
struct StrokeItem {
    MeshRef mesh;
    style::StrokeStyle stroke;
};
/// The whole window in one colour (the first thing drawn).
struct GroundItem {
    Colour colour;
};

/// The layer that what follows up to the next group belongs to.
struct GroupItem {
    std::string name;  // its id
};

using BaseItem = std::variant<GroundItem, GroupItem, ReliefItem, FillItem, StrokeItem>;

enum class MarkShape {
    dam_operating,
    dam_building,
    dam_planned,
    dam_cluster,  // of several, with their number
    dike,
    canal_head,
    reservoir,
    region,
    town,
    capital,
    own_point
};

/// A symbol at a place. The target for the mouse is at least 20 px wide whatever its radius.
struct Mark {
    std::string place;  // id of the place; for a person's own layer "layer:row"
    std::string layer;  // id of the layer it belongs to
    geo::ScreenPoint at;
    MarkShape shape = MarkShape::town;
    float radius_px = 4.0F;
    Colour fill;
    Colour edge;
    Colour light = {};  // of a cluster: the line inside its ring, and its number
    float opacity = 1.0F;
    bool is_selected = false;
    bool is_hovered = false;
    std::vector<std::string> members = {};  // of a cluster: the ids of its dams, `place` first
};

/// One letter of a name, its pen on the baseline at `at`, turned by `angle_rad` (clockwise on the screen).
struct LabelLetter {
    char32_t letter = 0;
    geo::ScreenPoint at;
    float angle_rad = 0.0F;
};

/// A name that has found its place.
struct Label {
    std::string text;
    std::string place;  // id of the place it names, "" when it is nobody's
    std::string layer;
    style::Face face = style::Face::map_regular;
    float size_px = 12.0F;
    Colour colour;
    Colour halo;
    float halo_px = 1.5F;
    float opacity = 1.0F;
    std::vector<LabelLetter> letters;
    geo::ScreenBox box;  // around all letters
};

/// A bar of a round number of kilometres, true on the ground at the middle of the picture.
struct ScaleBar {
    geo::ScreenPoint at;  // left end
    float length_px = 0.0F;
    Label name;
};

/// A plain area or line of the furniture, in pixels of the picture.
struct PlateShape {
    std::vector<geo::ScreenPoint> points;  // of an area: convex
    bool is_area = true;                   // else an open line
    Colour fill = {0, 0, 0, 0};            // of an area; clear for none
    style::StrokeStyle edge = {{}, 0.0F};  // no width for none
};

/// A small map of its own within the picture, with a camera of its own; what lies beyond its box is cut off.
struct Inset {
    geo::ScreenBox box;  // on whole pixels
    Camera camera;
    Colour ground;  // opaque
    std::vector<BaseItem> items;
    std::uint64_t number = 0;  // the same number means the same items and camera
};

/// A piece of furniture on the map: a legend, a north mark, the overview. Drawn in this order, one plate after the other,
/// over the names of the map.
struct Plate {
    std::string name;    // the id of its group in an SVG
    geo::ScreenBox box;  // what it takes up: no name of the map comes here
    std::vector<PlateShape> shapes;
    std::shared_ptr<const Inset> inset;  // null for none
    std::vector<PlateShape> over;        // over the inset
    std::vector<Mark> marks;
    std::vector<Label> labels;
};

/// Whose map it is: every picture of the map says so.
inline constexpr const char* map_attribution = "Natural Earth · GSHHG · ETOPO5 · borders as in the sources";

/// One picture of the map, without the panels.
struct Frame {
    Camera camera;
    std::vector<BaseItem> base;  // drawn for `base_camera`
    /// Sees somewhat more than `camera`, and while the map moves it may be of a slightly other scale, so that a base once
    /// drawn serves for many frames. The same number means the same base and the same base camera.
    Camera base_camera;
    std::uint64_t base_number = 0;
    std::uint64_t base_content = 0;  // the same for bases that may stand in for one another

    std::vector<BaseItem> over;   // outlines of what is selected and hovered, drawn for `camera` over the base
    std::vector<Circle> circles;  // under the marks
    std::vector<Mark> marks;
    std::vector<Label> labels;
    std::optional<ScaleBar> scale_bar;
    std::optional<Label> attribution;
    std::vector<Plate> plates;
    bool is_legend_left_out = false;  // it was wished for, and there is no room
    bool are_words_cut = false;       // the same of some lines of the title or the caption
    Colour selection;                 // around selected and hovered marks
    Colour ink;                       // of the scale bar
    Colour halo;                      // around it
};

}  // namespace darya::scene
