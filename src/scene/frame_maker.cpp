#include "scene/frame_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "geo/measure.h"
#include "geo/projection.h"
#include "scene/mesh_builder.h"
#include "scene/plate_parts.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

/// How visible a layer is: 0 when it is switched off.
float opacity_of(const FrameInput& input, const char* layer) {
    const LayerState* state = find_layer(input.layers, layer);
    return state != nullptr && state->is_visible ? state->opacity : 0.0F;
}

/// Whether the layer is shown to which a place's shape belongs; land belongs to none.
bool is_shape_shown(const FrameInput& input, const std::string& place) {
    const MapData& map = input.map;
    const auto named = map.find(place);
    if (!named) return false;
    if (named->table == &map.lakes) return opacity_of(input, "lakes") > 0.0F;
    if (named->table == &map.aral_shores) return opacity_of(input, "aral") > 0.0F;
    if (named->table != &map.rivers) return true;
    return opacity_of(input, map.rivers.text(named->feature, "kind") == "canal" ? "canals" : "rivers") > 0.0F;
}

/// Fills the base list bucket by bucket, passing over what the camera does not see.
class BaseList {
public:
    BaseList(const Camera& camera, const LevelMeshes* level)
        : view_(camera.view().grown(8.0 * camera.metres_per_px)), level_(level) {}

    void group(const char* name) { items_.emplace_back(GroupItem{name}); }
    void add(BaseItem item) { items_.push_back(std::move(item)); }
    void fill(Bucket bucket, Colour colour, float opacity) {
        if (opacity <= 0.0F || level_ == nullptr) return;
        for (const MeshRef& mesh : level_->buckets[static_cast<std::size_t>(bucket)])
            fill(mesh, colour.faded(static_cast<double>(opacity)));
    }
    void stroke(Bucket bucket, style::StrokeStyle stroke_style, float opacity) {
        if (opacity <= 0.0F || level_ == nullptr) return;
        stroke_style.colour = stroke_style.colour.faded(static_cast<double>(opacity));
        for (const MeshRef& mesh : level_->buckets[static_cast<std::size_t>(bucket)]) stroke(mesh, stroke_style);
    }
    void fill(const MeshRef& mesh, Colour colour) {
        if (!mesh->triangles.empty() && mesh->box.touches(view_)) items_.emplace_back(FillItem{mesh, colour});
    }
    void stroke(const MeshRef& mesh, const style::StrokeStyle& stroke_style) {
        if (!mesh->strip.empty() && mesh->box.touches(view_)) items_.emplace_back(StrokeItem{mesh, stroke_style});
    }
    std::vector<BaseItem> take() { return std::move(items_); }

private:
    geo::MapBox view_;
    const LevelMeshes* level_;
    std::vector<BaseItem> items_;
};

geo::ReliefRamp ramp_of(const style::Style& style) {
    geo::ReliefRamp ramp;
    for (std::size_t i = 0; i < style.tint.size(); ++i) {
        const Colour c = style.tint[i];
        ramp.colour[i] = {static_cast<float>(c.red) / 255.0F, static_cast<float>(c.green) / 255.0F,
                          static_cast<float>(c.blue) / 255.0F};
        ramp.at_code[i] = geo::height_code(style.tint_height_m[i]);
    }
    ramp.strength = style.hill_shade_strength;
    return ramp;
}

/// Lines grow a little as one comes closer, so that a river is a thread from afar and a band nearby.
float width_factor(double metres_per_px) {
    return static_cast<float>(std::clamp(std::pow(2600.0 / metres_per_px, 0.22), 0.8, 2.4));
}

}  // namespace

const LevelMeshes* best_level(std::span<const std::shared_ptr<const LevelMeshes>> levels, double metres_per_px) {
    const int wanted = level_for(metres_per_px);
    for (int away = 0; away < level_count; ++away) {
        for (const int level : {wanted - away, wanted + away}) {
            if (level < 0 || level >= static_cast<int>(levels.size())) continue;
            if (levels[static_cast<std::size_t>(level)]) return levels[static_cast<std::size_t>(level)].get();
        }
    }
    return nullptr;
}

namespace {

/// The own layers at the held levels that fit the camera best.
std::vector<DrawnOwn> own_levels_for(const FrameInput& input, const Camera& camera) {
    std::vector<DrawnOwn> drawn;
    for (const auto& layer : input.own_layers) {
        drawn.push_back({layer.get(), input.own_cells == nullptr ? 0 : input.own_cells->best_level(*layer, camera)});
    }
    return drawn;
}

void add_own_layer(BaseList& list, const FrameInput& input, std::size_t index, std::size_t level,
                   const Camera& camera) {
    const OwnLayer& own = *input.own_layers[index];
    const float opacity = opacity_of(input, own.id.c_str());
    if (opacity <= 0.0F) return;
    list.group(own.id.c_str());
    const Colour colour = input.style.own_layer[index % input.style.own_layer.size()];
    const style::StrokeStyle edge{colour.faded(static_cast<double>(opacity)), 1.4F, 0.0F, 0.0F};
    const geo::MapBox view = camera.view().grown(8.0 * camera.metres_per_px);
    const BlockMeshes meshes =
        input.own_cells == nullptr ? BlockMeshes{own.fills, own.strokes} : input.own_cells->meshes_of(own, level, view);
    for (const MeshRef& mesh : meshes.fills) list.fill(mesh, colour.faded(0.25 * static_cast<double>(opacity)));
    for (const MeshRef& mesh : meshes.fills) list.stroke(mesh, edge);
    for (const MeshRef& mesh : meshes.strokes) list.stroke(mesh, edge);
}

std::vector<BaseItem> base_items(const FrameInput& input, const Camera& camera, const LevelMeshes* level,
                                 const std::vector<DrawnOwn>& own, std::span<const MeshRef> graticule) {
    const style::Style& style = input.style;
    const double scale = camera.metres_per_px;
    BaseList list(camera, level);
    list.add(GroundItem{style.background});

    const float relief = opacity_of(input, "relief");
    list.group("relief");
    if (input.map.relief) {
        ReliefItem item;
        item.relief = input.map.relief;
        item.ramp = ramp_of(style);
        // Without relief the land keeps the colour of low ground: fading takes the shade and the tint away.
        item.ramp.strength *= relief;
        for (std::size_t i = 1; i < item.ramp.colour.size(); ++i) {
            for (std::size_t c = 0; c < 3; ++c) {
                item.ramp.colour[i][c] =
                    item.ramp.colour[0][c] + (item.ramp.colour[i][c] - item.ramp.colour[0][c]) * relief;
            }
        }
        list.add(std::move(item));
    }
    list.group("land");
    list.fill(Bucket::veil, style.neighbour_veil, 1.0F);
    const float lakes = opacity_of(input, "lakes");
    list.group("seas");
    list.fill(Bucket::seas, style.sea_fill, 1.0F);
    list.fill(Bucket::beyond, style.background, 1.0F);
    const float aral = opacity_of(input, "aral");
    list.group("aral");
    list.fill(Bucket::aral_bed, style.aral_bed_fill, aral);
    list.stroke(Bucket::aral_hatch, style.aral_bed_hatch, aral);
    list.stroke(Bucket::aral_bed, style.aral_old_shore, aral);

    const float wider = width_factor(scale);
    const auto widened = [wider](style::StrokeStyle stroke, float fade = 1.0F) {
        stroke.width_px *= wider;
        stroke.colour = stroke.colour.faded(static_cast<double>(fade));
        return stroke;
    };
    const float rivers = opacity_of(input, "rivers");
    list.group("rivers");
    for (int rank = river_rank_count; rank >= 1; --rank) {
        const float fade = fade_at(scale, river_limit(rank));
        for (const Basin basin : {Basin::other, Basin::syr_darya, Basin::amu_darya}) {
            style::StrokeStyle stroke = widened(style.river[static_cast<std::size_t>(rank - 1)], fade);
            if (basin != Basin::other) {
                const std::uint8_t alpha = stroke.colour.alpha;
                stroke.colour = basin == Basin::amu_darya ? style.amu_darya : style.syr_darya;
                stroke.colour.alpha = alpha;
            }
            list.stroke(river_bucket(basin, rank), stroke, fade > 0.0F ? rivers : 0.0F);
        }
    }
    // After all of them, so that no edge runs across where two of them meet.
    for (int rank = river_rank_count; rank >= 1 && style.syr_darya_core.alpha > 0; --rank) {
        const float fade = fade_at(scale, river_limit(rank));
        style::StrokeStyle core = widened(style.river[static_cast<std::size_t>(rank - 1)]);
        core.width_px *= style::core_share;
        core.colour = style.syr_darya_core.faded(static_cast<double>(fade));
        list.stroke(river_bucket(Basin::syr_darya, rank), core, fade > 0.0F ? rivers : 0.0F);
    }
    list.group("canals");
    list.stroke(Bucket::canals, widened(style.canal), opacity_of(input, "canals"));
    list.group("lakes");
    list.fill(Bucket::lakes, style.lake_fill, lakes);
    list.stroke(Bucket::lakes, style.lake_edge, lakes);
    list.fill(Bucket::aral_water, style.lake_fill, lakes);
    list.stroke(Bucket::aral_water, style.lake_edge, lakes);

    list.group("graticule");
    for (const MeshRef& mesh : graticule) list.stroke(mesh, style.graticule);

    const float borders = opacity_of(input, "borders");
    list.group("provinces");
    list.stroke(Bucket::province_borders, style.border_province, opacity_of(input, "provinces"));
    list.group("borders");
    list.stroke(Bucket::borders, style.border_casing, borders);
    list.stroke(Bucket::borders_neighbour, style.border_neighbour, borders);
    list.stroke(Bucket::borders, style.border, borders);
    list.stroke(Bucket::borders_unsettled, style.border_unsettled, borders);

    for (std::size_t i = 0; i < input.own_layers.size(); ++i) add_own_layer(list, input, i, own[i].level, camera);
    return list.take();
}

}  // namespace

namespace {

bool shows(const Camera& base, const Camera& camera) {
    const geo::MapBox has = base.view().grown(1e-6 * base.metres_per_px);
    const geo::MapBox wanted = camera.view();
    return has.contains({wanted.left_m, wanted.bottom_m}) && has.contains({wanted.right_m, wanted.top_m});
}

/// The camera of a base that shows what the map shows now and, as far as its margin goes, what it will show soon.
Camera base_camera_for(const FrameInput& input) {
    Camera base = input.camera;
    base.width_px += 2 * input.base_margin_px;
    base.height_px += 2 * input.base_margin_px;
    if (!input.soon || input.base_margin_px <= 0.0F) return base;
    const geo::MapBox now = input.camera.view();
    geo::MapBox both = now;
    const geo::MapBox then = input.soon->view();
    both.add(geo::MapPoint{then.left_m, then.bottom_m});
    both.add(geo::MapPoint{then.right_m, then.top_m});
    // On the way out a coarser base shows more; not so coarse that one sees it now.
    constexpr double most_coarser = 1.25;
    if (input.is_moving) {
        const double needed = std::max(both.width_m() / static_cast<double>(base.width_px),
                                       both.height_m() / static_cast<double>(base.height_px));
        base.metres_per_px = std::clamp(needed, base.metres_per_px, most_coarser * base.metres_per_px);
    }
    // Between the two, but never without what is seen now.
    const double spare_x_m = std::max((base.view().width_m() - now.width_m()) / 2, 0.0);
    const double spare_y_m = std::max((base.view().height_m() - now.height_m()) / 2, 0.0);
    const geo::MapPoint middle = both.centre();
    base.centre = {std::clamp(middle.x_m, base.centre.x_m - spare_x_m, base.centre.x_m + spare_x_m),
                   std::clamp(middle.y_m, base.centre.y_m - spare_y_m, base.centre.y_m + spare_y_m)};
    return base;
}

}  // namespace

bool FrameMaker::base_serves(const FrameInput& input) const {
    // A stand-in while moving may be this much too coarse or too fine: lines change their width by less than one sees.
    constexpr double most_magnified = 1.15;
    const double magnified = base_camera_.metres_per_px / input.camera.metres_per_px;
    if (magnified != 1.0) {
        const double most_coarser = input.is_moving ? 1.3 : 1.0;
        if (magnified > most_coarser || magnified < 1.0 / most_magnified || !input.is_moving) return false;
    }
    if (!shows(base_camera_, input.camera)) return false;
    if (!input.soon || shows(base_camera_, *input.soon)) return true;
    // One that shows what comes is begun in time; where none can show it all, not in every frame.
    const Camera next = base_camera_for(input);
    const double moved_m = geo::distance_m(next.centre, base_camera_.centre);
    return !shows(next, *input.soon) &&
           moved_m < static_cast<double>(input.base_margin_px) / 3 * input.camera.metres_per_px;
}

/// Own layers stand in the base as they were known, at the best level that was there; whether that still is the best.
bool FrameMaker::own_base_serves(const FrameInput& input) const {
    for (std::size_t i = 0; i < input.own_layers.size() && i < base_own_.size(); ++i) {
        const OwnLayer& layer = *input.own_layers[i];
        if (&layer != base_own_[i].layer) return false;
        if (input.own_cells != nullptr && input.own_cells->has_better(layer, base_camera_, base_own_[i].level))
            return false;
    }
    return true;
}

/// Whether `after` is `before` with layers of one's own added or read further, so that the one may stand in for the other.
bool FrameMaker::is_with_more(const BaseContent& before, const BaseContent& after) {
    BaseContent but_for_own = after;
    but_for_own.level = before.level;
    but_for_own.own_layers = before.own_layers;
    std::erase_if(but_for_own.layers, [&before](const LayerState& layer) {
        return std::none_of(before.layers.begin(), before.layers.end(),
                            [&layer](const LayerState& known) { return known.id == layer.id; });
    });
    return but_for_own == before;
}

void FrameMaker::add_base(const FrameInput& input, Frame& frame) {
    BaseContent content;
    content.map = &input.map;
    content.level = best_level(input.levels, input.camera.metres_per_px);
    content.style = &input.style;
    content.layers = input.layers;
    for (const auto& own : input.own_layers) content.own_layers.push_back(own->id);
    content.margin_px = input.base_margin_px;
    content.has_graticule = input.furniture.graticule;
    const bool is_of_other_level = content.level != base_content_.level;
    const bool is_same_camera = base_camera_.metres_per_px == input.camera.metres_per_px;
    BaseContent but_for_level = content;
    but_for_level.level = base_content_.level;
    const bool is_same = base_number_ != 0 && but_for_level == base_content_;
    // While moving a base of another level's detail serves as well.
    if (!is_same || (is_of_other_level && (is_same_camera || !input.is_moving)) || !base_serves(input) ||
        !own_base_serves(input)) {
        if (!is_same && !is_with_more(base_content_, content)) ++content_number_;
        base_camera_ = base_camera_for(input);
        std::span<const MeshRef> graticule;
        if (content.has_graticule) graticule = furnisher_.graticule(base_camera_);
        base_own_ = own_levels_for(input, base_camera_);
        base_ = base_items(input, base_camera_, content.level, base_own_, graticule);
        base_content_ = std::move(content);
        ++base_number_;
    }
    frame.base = base_;
    frame.base_camera = base_camera_;
    frame.base_number = base_number_;
    frame.base_content = content_number_;
}

const FrameMaker::Outline& FrameMaker::outline_of(const MapData& map, const std::string& place, int level) {
    for (const Outline& outline : outlines_) {
        if (outline.place == place && outline.level == level) return outline;
    }
    if (outlines_.size() >= 8) outlines_.erase(outlines_.begin());
    Outline& outline = outlines_.emplace_back();
    outline.place = place;
    outline.level = level;
    const auto named = map.find(place);
    if (!named || named->table->kind == data::ShapeKind::point) return outline;
    MeshBuilder lines(1e7);  // one cell: it is one feature
    const bool is_country = named->table == &map.countries;
    const std::vector<float>* weights = nullptr;
    if (named->table == &map.rivers) weights = &map.rivers_m;
    if (named->table == &map.lakes) weights = &map.lakes_m;
    if (named->table == &map.aral_shores) weights = &map.aral_shores_m;
    if (is_country) weights = &map.countries_m;
    for (const data::Part& part : named->table->parts_of(named->table->features[named->feature])) {
        std::vector<geo::MapPoint> line;
        for (std::uint32_t i = part.first_point; i < part.first_point + part.point_count; ++i) {
            if (weights == nullptr || static_cast<double>((*weights)[i]) >= tolerance_m(level)) {
                line.push_back(named->table->points[i]);
            }
        }
        if (named->table->kind == data::ShapeKind::polygon && line.size() >= 3) line.push_back(line.front());
        lines.add_line(line);
    }
    outline.strokes = lines.take();
    return outline;
}

void FrameMaker::add_outlines(const FrameInput& input, Frame& frame) {
    const int level = level_for(input.camera.metres_per_px);
    const geo::MapBox view = input.camera.view();
    const auto add = [&](const std::vector<std::string>& places, Colour colour, float width_px) {
        for (const std::string& place : places) {
            if (!is_shape_shown(input, place)) continue;
            for (const MeshRef& mesh : outline_of(input.map, place, level).strokes) {
                if (!mesh->box.touches(view)) continue;
                frame.over.emplace_back(StrokeItem{mesh, {colour.faded(0.25), width_px + 4.0F, 0.0F, 0.0F}});
                frame.over.emplace_back(StrokeItem{mesh, {colour, width_px, 0.0F, 0.0F}});
            }
        }
    };
    frame.over.emplace_back(GroupItem{"selection"});
    add(input.hovered, input.style.hover, 1.3F);
    add(input.selected, input.style.selection, 1.5F);
}

Page FrameMaker::page(float width_px, float height_px, const std::string& title, const std::string& caption,
                      bool has_legend) {
    return page_of(width_px, height_px, title, caption, has_legend, measure_);
}

void FrameMaker::add_cluster_numbers(Frame& frame) {
    for (const Mark& mark : frame.marks) {
        if (mark.members.empty()) continue;
        LabelLook look;
        look.face = style::Face::map_bold;
        look.size_px = 11.0F;
        look.colour = mark.light;
        look.halo_px = 0.0F;
        const std::string number = std::to_string(mark.members.size());
        const style::TextExtent& extent = measure_(look, number).extent;
        constexpr float figure_height = 0.72F;  // of an em
        Label label =
            plain_label(measure_, look, number,
                        {mark.at.x_px - extent.width_px / 2, mark.at.y_px + figure_height * look.size_px / 2});
        label.layer = mark.layer;
        label.opacity = mark.opacity;
        frame.labels.push_back(std::move(label));
    }
}

Frame FrameMaker::make(const FrameInput& input) {
    Frame frame;
    frame.camera = input.camera;
    frame.selection = input.style.selection;
    frame.ink = input.style.ink;
    frame.halo = input.style.halo;
    add_base(input, frame);
    add_outlines(input, frame);
    std::vector<std::string> lit = input.selected;
    lit.insert(lit.end(), input.hovered.begin(), input.hovered.end());
    frame.circles = circles_for(input.circles, input.camera, lit);
    if (input.pulse_at) {
        frame.circles.push_back(
            pulse_ring(input.camera.to_screen(*input.pulse_at), input.pulse_phase, input.style.selection));
    }
    if (input.measure) add_measure(*input.measure, input.style, frame);
    frame.marks = place_marks(input);
    furnisher_.furnish(input, frame, measure_);
    labels_.add(input, frame);
    add_cluster_numbers(frame);
    return frame;
}

}  // namespace darya::scene
