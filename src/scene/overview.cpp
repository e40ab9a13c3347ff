#include "scene/overview.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "scene/mesh_builder.h"
#include "scene/plate_parts.h"

namespace darya::scene {

namespace {

using data::FeatureTable;

constexpr const char* plate_name = "overview";
constexpr double coarse_m = 7000.0;  // under half a pixel of it
constexpr double one_cell_m = 1e7;

std::vector<geo::MapPoint> thinned(const FeatureTable& table, const std::vector<float>& weights,
                                   const data::Part& part) {
    std::vector<geo::MapPoint> points;
    for (std::uint32_t i = part.first_point; i < part.first_point + part.point_count; ++i) {
        if (i >= weights.size() || static_cast<double>(weights[i]) >= coarse_m) points.push_back(table.points[i]);
    }
    return points;
}

/// The outer rings of those features that are wanted.
template <typename Wanted>
std::vector<MeshRef> areas(const FeatureTable& table, const std::vector<float>& weights, Wanted is_wanted) {
    MeshBuilder builder(one_cell_m);
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (!is_wanted(i)) continue;
        for (const data::Part& part : table.parts_of(table.features[i])) {
            const auto ring = thinned(table, weights, part);
            const std::vector<std::uint32_t> starts{0};
            if (!part.is_hole && ring.size() >= 3) builder.add_polygon(ring, starts);
        }
    }
    return builder.take();
}

template <typename Wanted>
std::vector<MeshRef> lines(const FeatureTable& table, const std::vector<float>& weights, Wanted is_wanted) {
    MeshBuilder builder(one_cell_m);
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (!is_wanted(i)) continue;
        for (const data::Part& part : table.parts_of(table.features[i])) {
            builder.add_line(thinned(table, weights, part));
        }
    }
    return builder.take();
}

}  // namespace

geo::ScreenPoint Overview::size_for(const MapData& map, float picture_width_px) {
    const float width_px = std::round(std::clamp(0.15F * picture_width_px, 110.0F, 190.0F));
    const double shape = map.region.is_empty() ? 0.65 : map.region.height_m() / map.region.width_m();
    return {width_px, std::round(width_px * static_cast<float>(std::clamp(shape, 0.4, 1.2)))};
}

void Overview::make_shapes(const MapData& map) {
    map_ = &map;
    inset_.reset();
    land_ = areas(map.countries, map.countries_m,
                  [&map](std::size_t i) { return map.countries.number(i, "focus").value_or(0.0) > 0.5; });
    seas_ = areas(map.seas, map.seas_m, [](std::size_t) { return true; });
    constexpr double large_m = 60'000.0;  // three pixels
    const auto is_large = [](const FeatureTable& table) {
        return [&table](std::size_t i) {
            const geo::MapBox& box = table.features[i].box;
            return std::max(box.width_m(), box.height_m()) > large_m;
        };
    };
    lakes_ = areas(map.lakes, map.lakes_m, is_large(map.lakes));
    rivers_ = lines(map.rivers, map.rivers_m, [&map](std::size_t i) {
        return map.rivers.number(i, "rank").value_or(9.0) < 1.5 && map.rivers.text(i, "kind") != "canal";
    });
    borders_ = lines(map.borders, map.borders_m,
                     [&map](std::size_t i) { return map.borders.number(i, "focus").value_or(0.0) > 0.5; });
}

Plate Overview::plate_at(const geo::ScreenBox& box, const MapData& map, const style::Style& style,
                         const geo::MapBox& seen) {
    if (map_ != &map) make_shapes(map);
    if (!inset_ || style_ != &style || inset_->box != box) {
        style_ = &style;
        auto inset = std::make_shared<Inset>();
        inset->box = box;
        inset->number = next_mesh_id();
        Camera camera;
        camera.width_px = box.width_px();
        camera.height_px = box.height_px();
        constexpr double margin_px = 6.0;
        camera.centre = map.region.centre();
        camera.metres_per_px =
            std::max(map.region.width_m() / std::max(static_cast<double>(camera.width_px) - margin_px, 1.0),
                     map.region.height_m() / std::max(static_cast<double>(camera.height_px) - margin_px, 1.0));
        inset->camera = camera;
        inset->ground = style.panel;
        inset->ground.alpha = 255;
        const auto fill = [&inset](const std::vector<MeshRef>& meshes, Colour colour) {
            for (const MeshRef& mesh : meshes) inset->items.emplace_back(FillItem{mesh, colour});
        };
        const auto stroke = [&inset](const std::vector<MeshRef>& meshes, Colour colour, float width_px) {
            for (const MeshRef& mesh : meshes) inset->items.emplace_back(StrokeItem{mesh, {colour, width_px}});
        };
        fill(land_, style.tint[1]);
        fill(seas_, style.sea_fill);
        fill(lakes_, style.lake_fill);
        stroke(rivers_, style.river[0].colour, 0.8F);
        stroke(borders_, style.border.colour, 0.7F);
        inset_ = std::move(inset);
    }
    Plate plate;
    plate.name = plate_name;
    plate.box = box;
    plate.inset = inset_;
    geo::ScreenPoint low = inset_->camera.to_screen({seen.left_m, seen.top_m});
    geo::ScreenPoint high = inset_->camera.to_screen({seen.right_m, seen.bottom_m});
    // From nearby the frame would be a speck.
    constexpr float least_px = 7.0F;
    const auto widened = [](float& from, float& to) {
        const float missing_px = std::max(least_px - (to - from), 0.0F);
        from -= missing_px / 2;
        to += missing_px / 2;
    };
    widened(low.x_px, high.x_px);
    widened(low.y_px, high.y_px);
    const auto inside_x = [&box](float x) {
        return std::clamp(std::round(box.left_px + x) + 0.5F, box.left_px + 0.5F, box.right_px - 0.5F);
    };
    const auto inside_y = [&box](float y) {
        return std::clamp(std::round(box.top_px + y) + 0.5F, box.top_px + 0.5F, box.bottom_px - 0.5F);
    };
    const geo::ScreenBox frame{inside_x(low.x_px), inside_y(low.y_px), inside_x(high.x_px), inside_y(high.y_px)};
    plate.over.push_back(box_shape(frame, style.selection.faded(0.12), {style.selection, 1.4F}));
    plate.over.push_back(box_shape(box.grown(0.5F), no_colour, {style.ink_soft, 1.0F}));
    return plate;
}

bool is_overview_useful(const MapData& map, const geo::MapBox& seen) {
    if (map.region.is_empty() || !seen.touches(map.region)) return !map.region.is_empty();
    const double width_m = std::min(seen.right_m, map.region.right_m) - std::max(seen.left_m, map.region.left_m);
    const double height_m = std::min(seen.top_m, map.region.top_m) - std::max(seen.bottom_m, map.region.bottom_m);
    constexpr double most_of_it = 0.7;
    return width_m * height_m < most_of_it * map.region.width_m() * map.region.height_m();
}

const Plate* overview_of(const Frame& frame) {
    const auto found = std::find_if(frame.plates.begin(), frame.plates.end(),
                                    [](const Plate& plate) { return plate.name == plate_name; });
    return found == frame.plates.end() ? nullptr : &*found;
}

}  // namespace darya::scene
