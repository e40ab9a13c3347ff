#include "scene/legend.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/clip.h"
#include "scene/frame_maker.h"
#include "scene/plate_parts.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

using data::FeatureTable;
using Kind = LegendRow::Kind;

/// What a picture shows of the map's tables.
class Seen {
public:
    explicit Seen(const FrameInput& input) : input_(input) {
        const Camera& camera = input.camera;
        const geo::MapPoint low = camera.to_map({input.free.left_px, input.free.bottom_px});
        const geo::MapPoint high = camera.to_map({input.free.right_px, input.free.top_px});
        box_ = {low.x_m, low.y_m, high.x_m, high.y_m};
    }
    bool is_layer_on(const char* id) const {
        const LayerState* layer = find_layer(input_.layers, id);
        return layer != nullptr && layer->is_visible && layer->opacity > 0.0F;
    }
    /// Whether an edge or a line of one of the features that are wanted passes through the picture; a picture that lies
    /// within an area altogether does not count.
    template <typename Wanted>
    bool any(const FeatureTable& table, Wanted is_wanted) const {
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            if (table.features[i].box.touches(box_) && is_wanted(i) && passes(table, i)) return true;
        }
        return false;
    }

private:
    bool passes(const FeatureTable& table, std::size_t i) const {
        for (const data::Part& part : table.parts_of(table.features[i])) {
            const auto points = table.points_of(part);
            if (points.size() == 1 && box_.contains(points[0])) return true;
            for (std::size_t p = 0; p + 1 < points.size(); ++p) {
                if (geo::share_inside(points[p], points[p + 1], box_)) return true;
            }
        }
        return false;
    }

    const FrameInput& input_;
    geo::MapBox box_;
};

LegendRow area(std::string words, Colour fill, const style::StrokeStyle& edge) {
    return {Kind::area, std::move(words), fill, {edge}, {}};
}

LegendRow line(std::string words, std::vector<style::StrokeStyle> strokes) {
    return {Kind::line, std::move(words), {}, std::move(strokes), {}};
}

/// A mark as it stands on the map, neither selected nor hovered.
Mark plain(Mark mark) {
    mark.is_selected = false;
    mark.is_hovered = false;
    mark.place.clear();
    return mark;
}

void add_water(std::vector<LegendRow>& rows, const FrameInput& input, const Seen& seen) {
    const MapData& map = input.map;
    const style::Style& style = input.style;
    const double scale = input.camera.metres_per_px;
    const auto is_canal = [&map](std::size_t i) { return map.rivers.text(i, "kind") == "canal"; };
    const auto river = [&](const char* basin) {
        return seen.is_layer_on("rivers") && seen.any(map.rivers, [&](std::size_t i) {
            const int rank = static_cast<int>(map.rivers.number(i, "rank").value_or(6.0));
            const std::string of = map.rivers.text(i, "basin");
            const bool is_other = of != "amu-darya" && of != "syr-darya";
            return !is_canal(i) && scale < river_limit(rank) && (*basin == '\0' ? is_other : of == basin);
        });
    };
    const auto basin_stroke = [&style](const Colour& colour) {
        style::StrokeStyle stroke = style.river[0];
        stroke.colour = colour;
        return stroke;
    };
    if (river("amu-darya")) rows.push_back(line("Rivers of the Amu Darya’s basin", {basin_stroke(style.amu_darya)}));
    if (river("syr-darya")) {
        rows.push_back(line("Rivers of the Syr Darya’s basin", {basin_stroke(style.syr_darya)}));
        style::StrokeStyle core = basin_stroke(style.syr_darya_core);
        core.width_px *= style::core_share;
        if (core.colour.alpha > 0) {
            rows.back().strokes.push_back(core);
            rows.back().is_hollow = true;
        }
    }
    if (river("")) rows.push_back(line("Other rivers", {style.river[1]}));
    const auto every = [](std::size_t) { return true; };
    if (seen.is_layer_on("canals") && seen.any(map.rivers, is_canal)) rows.push_back(line("Canal", {style.canal}));
    if (seen.is_layer_on("lakes") && (seen.any(map.lakes, every) || seen.any(map.seas, every)))
        rows.push_back(area("Lake, reservoir or sea", style.lake_fill, style.lake_edge));
    if (seen.is_layer_on("aral") && seen.any(map.aral_shores, every)) {
        rows.push_back(area("Lost by the Aral Sea since 1960", style.aral_bed_fill, style.aral_old_shore));
        rows.back().strokes.push_back(style.aral_bed_hatch);
    }
}

/// The largest mark of a shape that the picture shows.
const Mark* largest_mark(const FrameInput& input, const Frame& frame, MarkShape shape) {
    const Mark* largest = nullptr;
    for (const Mark& mark : frame.marks) {
        if (mark.shape == shape && input.free.contains(mark.at) &&
            (largest == nullptr || mark.radius_px > largest->radius_px))
            largest = &mark;
    }
    return largest;
}

/// What a dam of a state looks like on the map.
struct DamLook {
    const char* state;  // as the sites say it; "" for all others
    const char* layer;
    MarkShape shape;
    Colour fill;
    const char* words;
};

std::array<DamLook, 3> dam_looks(const style::Style& style) {
    return {
        {{"", "dams-operating", MarkShape::dam_operating, style.dam_operating, "Dam with power station, operating"},
         {"under construction", "dams-building", MarkShape::dam_building, style.dam_building, "Dam under construction"},
         {"planned", "dams-planned", MarkShape::dam_planned, style.dam_planned, "Dam planned"}}};
}

void add_energy(std::vector<LegendRow>& rows, const FrameInput& input, const Frame& frame, const Seen& seen) {
    constexpr float radius_px = 5.5F;
    const data::FeatureTable& sites = input.map.sites;
    std::optional<Mark> any_dam;
    for (const DamLook& look : dam_looks(input.style)) {
        // By the sites, not by the marks: a dam may stand in a cluster.
        const bool is_there = seen.is_layer_on(look.layer) && seen.any(sites, [&](std::size_t i) {
            const std::string state = sites.text(i, "state");
            const bool is_unfinished = state == "under construction" || state == "planned";
            return sites.text(i, "kind") == "hydropower" &&
                   (*look.state == '\0' ? !is_unfinished : state == look.state);
        });
        if (!is_there) continue;
        Mark mark;
        mark.layer = look.layer;
        mark.shape = look.shape;
        mark.radius_px = radius_px;
        mark.fill = look.fill;
        mark.edge = input.style.mark_edge;
        if (!any_dam) any_dam = mark;
        rows.push_back({Kind::marks, look.words, {}, {}, {std::move(mark)}});
    }
    if (const Mark* cluster = largest_mark(input, frame, MarkShape::dam_cluster)) {
        rows.push_back({Kind::marks, "So many dams close together", {}, {}, {plain(*cluster)}});
    }
    if (any_dam) {
        // By how much a dam's size tells its capacity at this scale.
        LegendRow sizes{Kind::marks, "of 100, 1,000, 3,600 MW", {}, {}, {}};
        for (const double capacity_mw : {100.0, 1000.0, 3600.0}) {
            sizes.marks.push_back(*any_dam);
            sizes.marks.back().radius_px = dam_radius_px(capacity_mw, input.camera.metres_per_px);
        }
        constexpr float least_seen_px = 2.0F;
        if (sizes.marks.back().radius_px > sizes.marks.front().radius_px + least_seen_px)
            rows.push_back(std::move(sizes));
    }
    LegendRow works{Kind::marks, "", {}, {}, {}};
    for (const auto& [shape, words] : {std::pair{MarkShape::dike, "Dike"},
                                       {MarkShape::canal_head, "Head of a canal"},
                                       {MarkShape::reservoir, "Reservoir"}}) {
        const Mark* mark = largest_mark(input, frame, shape);
        if (mark == nullptr) continue;
        works.words += (works.words.empty() ? "" : " · ") + std::string(words);
        works.marks.push_back(plain(*mark));
    }
    if (!works.marks.empty()) rows.push_back(std::move(works));
    if (!input.circles.empty() && !frame.circles.empty()) {
        const Circle& circle = frame.circles.front();
        rows.push_back(area("Named in the text, by how often", circle.fill, {circle.edge, circle.edge_px}));
    }
}

void add_land(std::vector<LegendRow>& rows, const FrameInput& input, const Frame& frame, const Seen& seen) {
    const MapData& map = input.map;
    const style::Style& style = input.style;
    LegendRow towns{Kind::marks, "", {}, {}, {}};
    for (const auto& [shape, words] : {std::pair{MarkShape::capital, "Capital"}, {MarkShape::town, "Town"}}) {
        const Mark* mark = largest_mark(input, frame, shape);
        if (mark == nullptr) continue;
        towns.words += (towns.words.empty() ? "" : " · ") + std::string(words);
        towns.marks.push_back(plain(*mark));
    }
    if (!towns.marks.empty()) rows.push_back(std::move(towns));
    if (seen.is_layer_on("borders")) {
        const auto of_status = [&](bool is_settled, bool is_focus) {
            return seen.any(map.borders, [&](std::size_t i) {
                return (map.borders.text(i, "status") == "settled") == is_settled &&
                       (map.borders.number(i, "focus").value_or(0.0) > 0.5) == is_focus;
            });
        };
        if (of_status(true, true)) rows.push_back(line("State border, settled", {style.border_casing, style.border}));
        if (of_status(false, true) || of_status(false, false))
            rows.push_back(line("unsettled: disputed, open or leased", {style.border_unsettled}));
        if (of_status(true, false)) rows.push_back(line("of neighbours", {style.border_neighbour}));
    }
    if (seen.is_layer_on("provinces") && seen.any(map.province_borders, [](std::size_t) { return true; }))
        rows.push_back(line("Border of a province", {style.border_province}));
    if (seen.is_layer_on("relief") && map.relief) rows.push_back({Kind::ramp, "m above the sea", {}, {}, {}});
}

void add_own(std::vector<LegendRow>& rows, const FrameInput& input, const Seen& seen) {
    for (std::size_t i = 0; i < input.own_layers.size(); ++i) {
        const OwnLayer& own = *input.own_layers[i];
        if (!seen.is_layer_on(own.id.c_str())) continue;
        const Colour colour = input.style.own_layer[i % input.style.own_layer.size()];
        const auto every = [](std::size_t) { return true; };
        for (const FeatureTable& table : own.tables) {
            if (!seen.any(table, every)) continue;
            if (table.kind == data::ShapeKind::polygon) {
                rows.push_back(area(own.name, colour.faded(0.25), {colour, 1.4F}));
            } else if (table.kind == data::ShapeKind::line) {
                rows.push_back(line(own.name, {{colour, 1.4F}}));
            } else {
                Mark mark;
                mark.layer = own.id;
                mark.shape = MarkShape::own_point;
                mark.fill = colour;
                mark.edge = input.style.mark_edge;
                rows.push_back({Kind::marks, own.name, {}, {}, {mark}});
            }
            break;
        }
    }
}

constexpr float pad_px = 10.0F;
constexpr float swatch_px = 26.0F;
constexpr float words_px = 34.0F;  // from a column's left edge
constexpr float row_px = 18.0F;
constexpr float head_px = 22.0F;
constexpr float text_px = 12.0F;
constexpr float ramp_px = 32.0F;
constexpr float ramp_step_px = 5.0F;  // whole pixels, so that no seams show
constexpr int ramp_steps = 8;         // between two tints
constexpr float ramp_width_px = 5 * ramp_steps * ramp_step_px + 26.0F;

float height_px(const LegendRow& row) {
    return row.kind == Kind::head ? head_px : row.kind == Kind::ramp ? ramp_px : row_px;
}

float marks_width_px(const LegendRow& row) {
    float width = 0.0F;
    for (const Mark& mark : row.marks) width += 2 * mark.radius_px + 5.0F;
    return std::max(width, swatch_px);
}

std::string thousands(int number) {
    std::string text = std::to_string(number);
    if (text.size() > 3) text.insert(text.size() - 3, ",");
    return text;
}

/// Draws rows into a plate, one below the other.
class LegendColumn {
public:
    LegendColumn(Plate& plate, const style::Style& style, const Measure& measure, geo::ScreenPoint at)
        : plate_(plate), style_(style), measure_(measure), at_(at) {}

    void add(const LegendRow& row) {
        const float middle_px = at_.y_px + height_px(row) / 2;
        float left_px = at_.x_px + words_px;
        LabelLook look = furniture_look(style_, text_px);
        switch (row.kind) {
            case Kind::head:
                look.face = style::Face::map_bold;
                write(look, row.words, {at_.x_px, at_.y_px + head_px - 8.0F});
                break;
            case Kind::area: {
                const geo::ScreenBox box{at_.x_px + 0.5F, middle_px - 5.5F, at_.x_px + swatch_px - 0.5F,
                                         middle_px + 5.5F};
                plate_.shapes.push_back(box_shape(box, row.fill));
                for (std::size_t i = 1; i < row.strokes.size(); ++i) add_hatch(box, row.strokes[i]);
                plate_.shapes.push_back(box_shape(box, no_colour, row.strokes.front()));
                break;
            }
            case Kind::line: {
                // So that a row of pixels is the core's own.
                const float y_px = row.is_hollow ? middle_px + 0.5F : middle_px;
                for (const style::StrokeStyle& stroke : row.strokes)
                    plate_.shapes.push_back(line_shape({{at_.x_px, y_px}, {at_.x_px + swatch_px, y_px}}, stroke));
                break;
            }
            case Kind::marks:
                left_px = std::max(left_px, at_.x_px + marks_width_px(row) + words_px - swatch_px);
                add_marks(row, middle_px);
                break;
            case Kind::ramp:
                add_ramp();
                break;
        }
        if (row.kind != Kind::head && row.kind != Kind::ramp) write(look, row.words, {left_px, middle_px + 4.0F});
        at_.y_px += height_px(row);
    }

private:
    void write(const LabelLook& look, const std::string& words, geo::ScreenPoint at) {
        plate_.labels.push_back(plain_label(measure_, look, words, at));
    }
    /// Three level lines across.
    void add_hatch(const geo::ScreenBox& box, const style::StrokeStyle& stroke) {
        for (const float share : {0.25F, 0.5F, 0.75F}) {
            const float y_px = std::lerp(box.top_px, box.bottom_px, share);
            plate_.shapes.push_back(line_shape({{box.left_px, y_px}, {box.right_px, y_px}}, stroke));
        }
    }
    void add_marks(const LegendRow& row, float middle_px) {
        float x_px = at_.x_px;
        if (row.marks.size() == 1) x_px += swatch_px / 2 - row.marks.front().radius_px;
        for (Mark mark : row.marks) {
            mark.at = {x_px + mark.radius_px, middle_px};
            mark.opacity = 1.0F;
            x_px += 2 * mark.radius_px + 5.0F;
            if (!mark.members.empty()) add_number(mark);
            plate_.marks.push_back(std::move(mark));
        }
    }
    /// How many stand in a cluster, on its mark.
    void add_number(const Mark& mark) {
        LabelLook look = furniture_look(style_, text_px - 1.0F);
        look.face = style::Face::map_bold;
        look.colour = mark.light;
        const std::string number = std::to_string(mark.members.size());
        constexpr float half_height = 0.36F;  // of a figure, in ems
        write(look, number,
              {mark.at.x_px - text_width_px(measure_, look, number) / 2, mark.at.y_px + half_height * look.size_px});
    }
    /// The tints as a strip, each height where its colour stands.
    void add_ramp() {
        const auto count = static_cast<int>(style_.tint.size());
        constexpr float part_px = ramp_steps * ramp_step_px;
        const LabelLook look = furniture_look(style_, text_px - 1.0F);
        const float top_px = at_.y_px + 4.0F;
        const float bottom_px = top_px + 10.0F;
        for (int i = 0; i + 1 < count; ++i) {
            for (int step = 0; step < ramp_steps; ++step) {
                const float share = (static_cast<float>(step) + 0.5F) / ramp_steps;
                const float left = at_.x_px + ramp_step_px * static_cast<float>(i * ramp_steps + step);
                const auto mixed = [share](std::uint8_t a, std::uint8_t b) {
                    return static_cast<std::uint8_t>(
                        std::lround(std::lerp(static_cast<float>(a), static_cast<float>(b), share)));
                };
                const Colour& a = style_.tint[static_cast<std::size_t>(i)];
                const Colour& b = style_.tint[static_cast<std::size_t>(i) + 1];
                plate_.shapes.push_back(
                    box_shape({left, top_px, left + ramp_step_px, bottom_px},
                              {mixed(a.red, b.red), mixed(a.green, b.green), mixed(a.blue, b.blue), 255}));
            }
        }
        const float width_px = part_px * static_cast<float>(count - 1);
        plate_.shapes.push_back(
            box_shape({at_.x_px - 0.5F, top_px - 0.5F, at_.x_px + width_px + 0.5F, bottom_px + 0.5F}, no_colour,
                      {style_.ink_soft, 1.0F}));
        for (int i = 0; i < count; ++i) {
            std::string words = thousands(static_cast<int>(style_.tint_height_m[static_cast<std::size_t>(i)]));
            if (i + 1 == count) words += " m";
            const float x_px = at_.x_px + part_px * static_cast<float>(i);
            const float half_px = i == 0 ? 0.0F : text_width_px(measure_, look, words) / 2;
            write(look, words, {x_px - half_px, bottom_px + 12.0F});
        }
    }

    Plate& plate_;
    const style::Style& style_;
    const Measure& measure_;
    geo::ScreenPoint at_;
};

float width_px(const LegendRow& row, const style::Style& style, const Measure& measure) {
    if (row.kind == Kind::ramp) return ramp_width_px;
    LabelLook look = furniture_look(style, text_px);
    if (row.kind == Kind::head) {
        look.face = style::Face::map_bold;
        return text_width_px(measure, look, row.words);
    }
    float left = words_px;
    if (row.kind == Kind::marks) left = std::max(left, marks_width_px(row) + words_px - swatch_px);
    return left + text_width_px(measure, look, row.words);
}

}  // namespace

std::vector<LegendRow> legend_rows(const FrameInput& input, const Frame& frame) {
    const Seen seen(input);
    std::vector<LegendRow> rows;
    const auto group = [&rows](const char* head, const auto& add) {
        const std::size_t before = rows.size();
        rows.push_back({Kind::head, head, {}, {}, {}});
        add();
        if (rows.size() == before + 1) rows.pop_back();
    };
    group("Water", [&] { add_water(rows, input, seen); });
    group("Energy", [&] { add_energy(rows, input, frame, seen); });
    group("Land", [&] { add_land(rows, input, frame, seen); });
    group("Added", [&] { add_own(rows, input, seen); });
    return rows;
}

std::optional<Plate> legend_plate(const std::vector<LegendRow>& rows, const style::Style& style, const Measure& measure,
                                  float most_px) {
    if (rows.empty()) return std::nullopt;
    float whole_px = 0.0F;
    for (const LegendRow& row : rows) whole_px += height_px(row);
    const auto room_px = most_px - 2 * pad_px;
    // A second column begins with a head.
    std::size_t second = rows.size();
    if (whole_px > room_px) {
        float above_px = 0.0F;
        float least_px = whole_px;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const float higher_px = std::max(above_px, whole_px - above_px);
            if (i > 0 && rows[i].kind == Kind::head && higher_px < least_px) {
                least_px = higher_px;
                second = i;
            }
            above_px += height_px(rows[i]);
        }
        if (least_px > room_px) return std::nullopt;
        whole_px = least_px;
    }
    Plate plate;
    plate.name = "legend";
    constexpr float between_px = 18.0F;
    float x_px = pad_px;
    std::array<float, 2> lefts{};
    for (std::size_t column = 0; column < lefts.size(); ++column) {
        const std::size_t first = column == 0 ? 0 : second;
        const std::size_t end = column == 0 ? second : rows.size();
        lefts[column] = x_px;
        float widest_px = 0.0F;
        for (std::size_t i = first; i < end; ++i) widest_px = std::max(widest_px, width_px(rows[i], style, measure));
        if (widest_px > 0.0F) x_px += std::ceil(widest_px) + between_px;
    }
    plate.box = {0.0F, 0.0F, x_px - between_px + pad_px, std::ceil(whole_px) + 2 * pad_px - 4.0F};
    Colour ground = style.panel;
    ground.alpha = std::max(ground.alpha, std::uint8_t{235});
    plate.shapes.push_back(box_shape(plate.box.grown(-0.5F), ground, {style.ink_soft, 1.0F}));
    for (std::size_t column = 0; column < lefts.size(); ++column) {
        LegendColumn list(plate, style, measure, {lefts[column], pad_px - 5.0F});
        const std::size_t end = column == 0 ? second : rows.size();
        for (std::size_t i = column == 0 ? 0 : second; i < end; ++i) list.add(rows[i]);
    }
    return plate;
}

Plate placed(Plate plate, geo::ScreenPoint at, float factor) {
    const auto place = [&](geo::ScreenPoint& point) {
        point = {at.x_px + factor * point.x_px, at.y_px + factor * point.y_px};
    };
    const auto place_box = [&](geo::ScreenBox& box) {
        box = {at.x_px + factor * box.left_px, at.y_px + factor * box.top_px, at.x_px + factor * box.right_px,
               at.y_px + factor * box.bottom_px};
    };
    place_box(plate.box);
    for (auto* shapes : {&plate.shapes, &plate.over}) {
        for (PlateShape& shape : *shapes) {
            std::for_each(shape.points.begin(), shape.points.end(), place);
            shape.edge.width_px *= factor;
        }
    }
    for (Mark& mark : plate.marks) {
        place(mark.at);
        mark.radius_px *= factor;
    }
    for (Label& label : plate.labels) {
        place_box(label.box);
        label.size_px *= factor;
        for (LabelLetter& letter : label.letters) place(letter.at);
    }
    return plate;
}

}  // namespace darya::scene
