#include "scene/frame_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "geo/measure.h"
#include "geo/projection.h"
#include "scene/mesh_builder.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return !id.empty() && std::find(ids.begin(), ids.end(), id) != ids.end();
}

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
        if (mesh->box.touches(view_)) items_.emplace_back(StrokeItem{mesh, stroke_style});
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

std::vector<BaseItem> base_items(const FrameInput& input, const Camera& camera, const LevelMeshes* level) {
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
    list.group("canals");
    list.stroke(Bucket::canals, widened(style.canal), opacity_of(input, "canals"));
    list.group("lakes");
    list.fill(Bucket::lakes, style.lake_fill, lakes);
    list.stroke(Bucket::lakes, style.lake_edge, lakes);
    list.fill(Bucket::aral_water, style.lake_fill, lakes);
    list.stroke(Bucket::aral_water, style.lake_edge, lakes);

    const float borders = opacity_of(input, "borders");
    list.group("provinces");
    list.stroke(Bucket::province_borders, style.border_province, opacity_of(input, "provinces"));
    list.group("borders");
    list.stroke(Bucket::borders, style.border_casing, borders);
    list.stroke(Bucket::borders_neighbour, style.border_neighbour, borders);
    list.stroke(Bucket::borders, style.border, borders);
    list.stroke(Bucket::borders_unsettled, style.border_unsettled, borders);

    for (std::size_t i = 0; i < input.own_layers.size(); ++i) {
        const OwnLayer& own = *input.own_layers[i];
        const float opacity = opacity_of(input, own.id.c_str());
        if (opacity <= 0.0F) continue;
        list.group(own.id.c_str());
        const Colour colour = style.own_layer[i % style.own_layer.size()];
        for (const MeshRef& mesh : own.fills) list.fill(mesh, colour.faded(0.25 * static_cast<double>(opacity)));
        const style::StrokeStyle edge{colour.faded(static_cast<double>(opacity)), 1.4F, 0.0F, 0.0F};
        for (const MeshRef& mesh : own.fills) list.stroke(mesh, edge);
        for (const MeshRef& mesh : own.strokes) list.stroke(mesh, edge);
    }
    return list.take();
}

}  // namespace

bool FrameMaker::base_serves(BaseContent content, const FrameInput& input) const {
    if (base_number_ == 0) return false;
    // A stand-in while moving may be this much too coarse or too fine: lines change their width by less than one sees.
    constexpr double most_magnified = 1.15;
    const double magnified = base_camera_.metres_per_px / input.camera.metres_per_px;
    if (magnified != 1.0) {
        if (!input.is_moving || magnified > most_magnified || magnified < 1.0 / most_magnified) return false;
        content.level = base_content_.level;  // its detail serves the stand-in as well
    }
    if (content != base_content_) return false;
    const geo::MapBox has = base_camera_.view().grown(1e-6 * base_camera_.metres_per_px);
    const geo::MapBox wanted = input.camera.view();
    return has.contains({wanted.left_m, wanted.bottom_m}) && has.contains({wanted.right_m, wanted.top_m});
}

void FrameMaker::add_base(const FrameInput& input, Frame& frame) {
    BaseContent content;
    content.map = &input.map;
    content.level = best_level(input.levels, input.camera.metres_per_px);
    content.style = &input.style;
    content.layers = input.layers;
    for (const auto& own : input.own_layers) content.own_layers.push_back(own.get());
    content.margin_px = input.base_margin_px;
    if (!base_serves(content, input)) {
        base_camera_ = input.camera;
        base_camera_.width_px += 2 * input.base_margin_px;
        base_camera_.height_px += 2 * input.base_margin_px;
        base_ = base_items(input, base_camera_, content.level);
        base_content_ = std::move(content);
        ++base_number_;
    }
    frame.base = base_;
    frame.base_camera = base_camera_;
    frame.base_number = base_number_;
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

const MeasuredText& FrameMaker::measured(const LabelLook& look, const std::string& text) {
    std::string key = std::to_string(static_cast<int>(look.face)) + '/' + std::to_string(look.size_px) + '/' +
                      std::to_string(look.letter_spacing_px) + '/' + text;
    const auto found = measured_.find(key);
    if (found != measured_.end()) return found->second;
    MeasuredText result{measure_.letters(look.face, look.size_px, text, look.letter_spacing_px),
                        measure_.extent(look.face, look.size_px, text, look.letter_spacing_px)};
    return measured_.emplace(std::move(key), std::move(result)).first->second;
}

void FrameMaker::add_labels(const FrameInput& input, Frame& frame) {
    if (named_map_ != &input.map || named_style_ != &input.style) {
        names_ = map_names(input.map, input.style);
        named_map_ = &input.map;
        named_style_ = &input.style;
        lines_.clear();
        memory_ = {};
    }
    const float names = opacity_of(input, "names");
    if (names <= 0.0F) return;
    const double scale = input.camera.metres_per_px;
    const geo::MapBox view = input.camera.view().grown(60.0 * scale);
    const int level = level_for(scale);
    std::unordered_map<std::string_view, float> radius_of;  // of the mark at a place
    for (const Mark& mark : frame.marks) radius_of.emplace(mark.place, mark.radius_px);
    std::vector<LabelCandidate> candidates;
    for (const MapName& name : names_) {
        const bool is_wanted =
            contains(input.selected, name.candidate.place) || contains(input.hovered, name.candidate.place);
        const bool is_in_scale = scale >= name.closest_m && scale <= name.farthest_m;
        if (!is_wanted && !is_in_scale) continue;
        const float opacity = opacity_of(input, name.candidate.layer.c_str());
        if (opacity <= 0.0F) continue;
        if (name.river != 0xFFFFFFFF) {
            if (!input.map.rivers.features[name.river].box.touches(view)) continue;
            auto& lines = lines_[{name.river, level}];
            if (lines.empty()) {
                for (auto& line : river_lines(input.map, name.river, level)) {
                    lines.push_back(std::make_shared<const std::vector<geo::MapPoint>>(std::move(line)));
                }
            }
            LabelCandidate candidate = name.candidate;
            candidate.opacity = names;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                candidate.id = name.candidate.id + (static_cast<std::uint64_t>(i) << 32U);
                candidate.line = lines[i];
                candidates.push_back(candidate);
            }
            continue;
        }
        if (!view.contains(name.candidate.anchor)) continue;
        LabelCandidate candidate = name.candidate;
        candidate.opacity = names;
        candidate.is_required = is_wanted;
        // A mark grows as one comes closer; its name must not be kept away by it.
        const auto radius = radius_of.find(candidate.place);
        if (candidate.gap_px > 0.0F && radius != radius_of.end())
            candidate.gap_px = std::max(candidate.gap_px, radius->second);
        if (is_wanted) candidate.priority += 2000.0F;
        if (candidate.gap_px > 0.0F) {
            // Beside the mark, however large it is at this scale.
            const auto mark = std::find_if(frame.marks.begin(), frame.marks.end(), [&candidate](const Mark& one) {
                return one.place == candidate.place && one.layer == candidate.layer;
            });
            if (mark != frame.marks.end()) candidate.gap_px = std::max(candidate.gap_px, mark->radius_px + 1.0F);
        }
        candidates.push_back(std::move(candidate));
    }
    std::vector<geo::ScreenBox> obstacles;
    for (const Mark& mark : frame.marks) {
        const float reach = mark.radius_px + 1.0F;
        obstacles.push_back({mark.at.x_px - reach, mark.at.y_px - reach, mark.at.x_px + reach, mark.at.y_px + reach});
    }
    // No name runs into the scale bar or the attribution.
    if (frame.scale_bar) {
        const ScaleBar& bar = *frame.scale_bar;
        obstacles.push_back({bar.at.x_px - 6.0F, bar.at.y_px - 10.0F, bar.at.x_px + bar.length_px + 6.0F,
                             bar.name.box.bottom_px + 4.0F});
    }
    if (frame.attribution) obstacles.push_back(frame.attribution->box);
    const Measure measure = [this](const LabelLook& look, const std::string& text) -> const MeasuredText& {
        return measured(look, text);
    };
    frame.labels = place_labels(candidates, input.camera, measure, obstacles, input.covered, memory_);
}

Label FrameMaker::plain_label(const LabelLook& look, const std::string& text, geo::ScreenPoint start) {
    const MeasuredText& measure = measured(look, text);
    Label label;
    label.text = text;
    label.layer = "furniture";
    label.face = look.face;
    label.size_px = look.size_px;
    label.colour = look.colour;
    label.halo = look.halo;
    label.halo_px = look.halo_px;
    for (const style::PlacedLetter& letter : measure.letters) {
        label.letters.push_back({letter.letter, {start.x_px + letter.pen_px, start.y_px}, 0.0F});
    }
    label.box = {start.x_px, start.y_px - measure.extent.ascent_px, start.x_px + measure.extent.width_px,
                 start.y_px + measure.extent.descent_px};
    return label;
}

void FrameMaker::add_furniture(const FrameInput& input, Frame& frame) {
    const Camera& camera = input.camera;
    // True at the middle of the picture, along the parallel there.
    const geo::ScreenPoint middle{camera.width_px / 2, camera.height_px / 2};
    const auto ground = [&camera](geo::ScreenPoint at) { return geo::to_lonlat(camera.to_map(at)); };
    const double metres_in_100_px =
        geo::ground_distance_m(ground({middle.x_px - 50.0F, middle.y_px}), ground({middle.x_px + 50.0F, middle.y_px}));
    double length_m = 0.0;
    for (double power = 1.0; power < 1e8; power *= 10.0) {
        for (const double digit : {1.0, 2.0, 3.0, 5.0}) {
            if (digit * power <= 1.5 * metres_in_100_px) length_m = std::max(length_m, digit * power);
        }
    }
    LabelLook look;
    look.face = style::Face::map_regular;
    look.size_px = 11.5F;
    look.colour = input.style.ink;
    look.halo = input.style.halo;
    look.halo_px = input.style.halo_px;
    ScaleBar bar;
    bar.length_px = static_cast<float>(length_m / metres_in_100_px * 100.0);
    bar.at = {input.free.left_px + 16.0F, input.free.bottom_px - 32.0F};
    const std::string text = length_m >= 1000.0 ? std::to_string(static_cast<int>(length_m / 1000.0 + 0.5)) + " km"
                                                : std::to_string(static_cast<int>(length_m + 0.5)) + " m";
    const geo::ScreenBox around{bar.at.x_px, bar.at.y_px - 8.0F, bar.at.x_px + bar.length_px, bar.at.y_px + 20.0F};
    const bool is_covered = std::any_of(input.covered.begin(), input.covered.end(),
                                        [&around](const geo::ScreenBox& panel) { return panel.touches(around); });
    if (is_covered) bar.at.y_px -= 28.0F;  // in a narrow window the attribution takes the lowest line
    if (!input.attribution.empty()) {
        LabelLook small = look;
        small.size_px = 10.5F;
        small.colour = input.style.ink_soft;
        constexpr float margin_px = 12.0F;
        const float room_px = std::max(input.free.width_px() - 2 * margin_px, 1.0F);
        const float wanted_px = measured(small, input.attribution).extent.width_px;
        // A very narrow picture says it in smaller letters, and its scale bar moves out of the way.
        if (wanted_px > room_px) small.size_px = std::max(small.size_px * room_px / wanted_px, 4.0F);
        const float width_px = measured(small, input.attribution).extent.width_px;
        if (width_px + bar.length_px + 4 * margin_px > input.free.width_px()) bar.at.y_px -= small.size_px + 6.0F;
        frame.attribution = plain_label(small, input.attribution,
                                        {input.free.right_px - margin_px - width_px, input.free.bottom_px - margin_px});
    }
    bar.name = plain_label(look, text, {bar.at.x_px, bar.at.y_px + 15.0F});
    frame.scale_bar = std::move(bar);
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
    frame.marks = place_marks(input);
    add_furniture(input, frame);
    add_labels(input, frame);
    return frame;
}

}  // namespace darya::scene
