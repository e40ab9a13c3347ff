#include "scene/furniture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "geo/projection.h"
#include "scene/frame_maker.h"
#include "scene/legend.h"
#include "scene/page.h"
#include "scene/plate_parts.h"

namespace darya::scene {

namespace {

geo::ScreenBox box_of(const ScaleBar& bar) {
    return {bar.at.x_px - 6.0F, bar.at.y_px - 10.0F, bar.at.x_px + bar.length_px + 6.0F, bar.name.box.bottom_px + 4.0F};
}

/// The part of the map that no panel and no page hides.
geo::MapBox seen_box(const FrameInput& input) {
    const geo::MapPoint low = input.camera.to_map({input.free.left_px, input.free.bottom_px});
    const geo::MapPoint high = input.camera.to_map({input.free.right_px, input.free.top_px});
    return {low.x_m, low.y_m, high.x_m, high.y_m};
}

/// Words that stand on the map itself.
LabelLook on_map(const style::Style& style, float size_px) {
    LabelLook look = furniture_look(style, size_px);
    look.halo_px = style.halo_px;
    return look;
}

std::string words_of_length(double length_m) {
    return length_m >= 1000.0 ? std::to_string(static_cast<int>(length_m / 1000.0 + 0.5)) + " km"
                              : std::to_string(static_cast<int>(length_m + 0.5)) + " m";
}

/// True at the middle of what is seen, along the parallel there.
ScaleBar scale_bar_for(const FrameInput& input) {
    const Camera& camera = input.camera;
    const geo::ScreenPoint middle{camera.width_px / 2, camera.height_px / 2};
    const auto ground = [&camera](geo::ScreenPoint at) { return geo::to_lonlat(camera.to_map(at)); };
    const double metres_in_100_px =
        geo::ground_distance_m(ground({middle.x_px - 50.0F, middle.y_px}), ground({middle.x_px + 50.0F, middle.y_px}));
    const double most_px = std::min(150.0, 0.35 * static_cast<double>(input.free.width_px()));
    double length_m = 0.0;
    for (double power = 1.0; power < 1e8; power *= 10.0) {
        for (const double digit : {1.0, 2.0, 3.0, 5.0}) {
            if (digit * power <= most_px / 100.0 * metres_in_100_px) length_m = std::max(length_m, digit * power);
        }
    }
    ScaleBar bar;
    bar.length_px = static_cast<float>(length_m / metres_in_100_px * 100.0);
    bar.at = {input.free.left_px + 16.0F, input.free.bottom_px - 32.0F};
    bar.name.text = words_of_length(length_m);
    const geo::ScreenBox around{bar.at.x_px, bar.at.y_px - 8.0F, bar.at.x_px + bar.length_px, bar.at.y_px + 20.0F};
    const bool is_covered = std::any_of(input.covered.begin(), input.covered.end(),
                                        [&around](const geo::ScreenBox& panel) { return panel.touches(around); });
    if (is_covered) bar.at.y_px -= 28.0F;  // in a narrow window the attribution takes the lowest line
    return bar;
}

/// In the margin of a page, in small letters.
Label attribution_on_paper(const FrameInput& input, const Page& page, const Measure& measure) {
    LabelLook small = furniture_look(input.style, 9.0F);
    small.colour = input.style.ink_soft;
    const float room_px = input.camera.width_px - 2 * page.map.left_px;
    const float wanted_px = text_width_px(measure, small, input.attribution);
    if (wanted_px > room_px) small.size_px *= room_px / wanted_px;
    const float width_px = text_width_px(measure, small, input.attribution);
    const float right_px = page.legend ? page.legend->right_px : page.map.right_px;
    return plain_label(measure, small, input.attribution, {right_px - width_px, input.camera.height_px - 6.0F});
}

/// In the lower right corner; a very narrow picture says it in smaller letters, and its scale bar moves out of the way.
Label attribution_for(const FrameInput& input, const Measure& measure, ScaleBar& bar) {
    LabelLook small = on_map(input.style, 11.0F);
    small.colour = input.style.ink_soft;
    constexpr float margin_px = 12.0F;
    const float room_px = std::max(input.free.width_px() - 2 * margin_px, 1.0F);
    const float wanted_px = text_width_px(measure, small, input.attribution);
    if (wanted_px > room_px) small.size_px = std::max(small.size_px * room_px / wanted_px, 4.0F);
    const float width_px = text_width_px(measure, small, input.attribution);
    if (width_px + bar.length_px + 4 * margin_px > input.free.width_px()) bar.at.y_px -= small.size_px + 6.0F;
    return plain_label(measure, small, input.attribution,
                       {input.free.right_px - margin_px - width_px, input.free.bottom_px - margin_px});
}

/// A needle along the meridian of its place: the projection's north turns from west to east.
Plate north_mark_at(const geo::ScreenBox& box, const Camera& camera, const style::Style& style,
                    const Measure& measure) {
    const geo::ScreenPoint middle{(box.left_px + box.right_px) / 2, box.bottom_px - 18.0F};
    const geo::LonLat place = geo::to_lonlat(camera.to_map(middle));
    const geo::MapPoint from = geo::to_map(place);
    const geo::MapPoint to = geo::to_map({place.lon_deg, place.lat_deg + 0.01});
    const auto turn_rad = static_cast<float>(std::atan2(to.x_m - from.x_m, to.y_m - from.y_m));
    const float sine = std::sin(turn_rad);
    const float cosine = std::cos(turn_rad);
    const auto at = [&](float right_px, float up_px) {
        return geo::ScreenPoint{middle.x_px + cosine * right_px + sine * up_px,
                                middle.y_px + sine * right_px - cosine * up_px};
    };
    const geo::ScreenPoint tip = at(0.0F, 17.0F);
    const geo::ScreenPoint notch = at(0.0F, -7.0F);
    const geo::ScreenPoint left = at(-6.5F, -13.0F);
    const geo::ScreenPoint right = at(6.5F, -13.0F);
    Plate plate;
    plate.name = "north-mark";
    plate.box = box;
    const style::StrokeStyle halo{style.halo.faded(0.85), 2 * style.halo_px + 1.0F};
    plate.shapes.push_back({{tip, left, notch}, true, style.halo, halo});
    plate.shapes.push_back({{tip, notch, right}, true, style.halo, halo});
    plate.shapes.push_back({{tip, left, notch}, true, style.ink, {style.ink, 1.0F}});
    plate.shapes.push_back({{tip, notch, right}, true, style.halo, {style.ink, 1.0F}});
    LabelLook look = on_map(style, 12.0F);
    look.face = style::Face::map_bold;
    const float half_px = text_width_px(measure, look, "N") / 2;
    Label label = plain_label(measure, look, "N", at(-half_px, 21.0F));
    label.letters.front().angle_rad = turn_rad;
    plate.labels.push_back(std::move(label));
    return plate;
}

/// The free corner where the legend hides the fewest marks; at equal ones the first of the list.
std::optional<geo::ScreenBox> legend_box(geo::ScreenPoint size, const FrameInput& input, const Frame& frame,
                                         const std::vector<geo::ScreenBox>& taken) {
    std::optional<geo::ScreenBox> best;
    float least = 1e9F;
    for (const Corner corner : {Corner::top_left, Corner::bottom_left, Corner::top_right, Corner::bottom_right}) {
        const auto box = place_in_corner(size, corner, input.free, taken);
        if (!box) continue;
        float hidden = 0.0F;
        for (const Mark& mark : frame.marks) {
            const bool is_town = mark.shape == MarkShape::town || mark.shape == MarkShape::capital;
            if (box->grown(mark.radius_px + 2.0F).contains(mark.at))
                hidden += mark.is_selected ? 1000.0F : is_town ? 1.0F : 4.0F;
        }
        if (hidden >= least) continue;
        least = hidden;
        best = box;
    }
    return best;
}

/// The legend in a corner of the map; nothing where there is nothing to explain or no room, which the frame then says.
std::optional<Plate> legend_on_map(const FrameInput& input, Frame& frame, const std::vector<geo::ScreenBox>& taken,
                                   const Measure& measure) {
    const std::vector<LegendRow> rows = legend_rows(input, frame);
    if (rows.empty()) return std::nullopt;
    frame.is_legend_left_out = true;
    constexpr float most_high = 0.75F;
    constexpr float most_wide = 0.45F;
    auto legend = legend_plate(rows, input.style, measure, most_high * input.free.height_px());
    if (!legend || legend->box.width_px() >= most_wide * input.free.width_px()) return std::nullopt;
    const auto box = legend_box({legend->box.width_px(), legend->box.height_px()}, input, frame, taken);
    if (!box) return std::nullopt;
    frame.is_legend_left_out = false;
    return placed(std::move(*legend), {box->left_px, box->top_px});
}

/// The legend on the paper, as large as it may be there.
std::optional<Plate> legend_on_paper(const FrameInput& input, Frame& frame, const geo::ScreenBox& room,
                                     const Measure& measure) {
    constexpr float most_px = 10'000.0F;  // in one column
    auto legend = legend_plate(legend_rows(input, frame), input.style, measure, most_px);
    if (!legend) return std::nullopt;
    legend->shapes.erase(legend->shapes.begin());  // the paper is its ground
    constexpr float most = 0.85F;
    constexpr float least = 0.6F;  // smaller, and nobody reads it
    const float factor =
        std::min({most, room.width_px() / legend->box.width_px(), room.height_px() / legend->box.height_px()});
    frame.is_legend_left_out = factor < least;
    if (frame.is_legend_left_out) return std::nullopt;
    return placed(std::move(*legend), {room.left_px, room.top_px}, factor);
}

}  // namespace

void Furnisher::furnish(const FrameInput& input, Frame& frame, const Measure& measure) {
    const Furniture& wanted = input.furniture;
    const style::Style& style = input.style;
    const Page page =
        page_of(input.camera.width_px, input.camera.height_px, input.title, input.caption, wanted.legend, measure);
    frame.are_words_cut = page.is_cut;
    Plate paper = plate_of(page, input.camera, style, measure);
    const bool has_attribution = wanted.attribution && !input.attribution.empty();
    const bool has_paper = !paper.shapes.empty();
    if (has_paper) {
        if (has_attribution) paper.labels.push_back(attribution_on_paper(input, page, measure));
        frame.plates.push_back(std::move(paper));
    }

    std::vector<geo::ScreenBox> taken(input.covered.begin(), input.covered.end());
    ScaleBar bar = scale_bar_for(input);
    if (has_attribution && !has_paper) {
        frame.attribution = attribution_for(input, measure, bar);
        taken.push_back(frame.attribution->box);
    }
    if (wanted.scale_bar) {
        bar.name = plain_label(measure, on_map(style, 12.0F), bar.name.text, {bar.at.x_px, bar.at.y_px + 15.0F});
        const geo::ScreenBox box = box_of(bar);
        const bool has_room = std::none_of(input.covered.begin(), input.covered.end(),
                                           [&box](const geo::ScreenBox& panel) { return panel.touches(box); });
        if (has_room) {
            taken.push_back(box);
            frame.scale_bar = std::move(bar);
        }
    }
    const auto place = [&](geo::ScreenPoint size, Corner corner) {
        // Where one would hardly see the map beside it, it is left out.
        constexpr float least_free = 3.0F;
        const bool has_room =
            input.free.width_px() > least_free * size.x_px && input.free.height_px() > least_free * size.y_px;
        return has_room ? place_in_corner(size, corner, input.free, taken) : std::nullopt;
    };
    const auto add = [&](Plate plate) {
        taken.push_back(plate.box);
        frame.plates.push_back(std::move(plate));
    };
    if (wanted.north_mark) {
        constexpr geo::ScreenPoint size{30.0F, 52.0F};
        if (const auto box = place(size, Corner::top_right)) add(north_mark_at(*box, input.camera, style, measure));
    }
    const geo::MapBox seen = seen_box(input);
    if (wanted.overview && is_overview_useful(input.map, seen)) {
        const geo::ScreenPoint size = Overview::size_for(input.map, input.free.width_px());
        if (const auto box = place(size, Corner::bottom_right)) add(overview_.plate_at(*box, input.map, style, seen));
    }
    if (wanted.legend) {
        if (auto legend = page.legend ? legend_on_paper(input, frame, *page.legend, measure)
                                      : legend_on_map(input, frame, taken, measure))
            add(std::move(*legend));
    }
    if (wanted.graticule) {
        Plate degrees;
        degrees.name = "graticule-degrees";
        LabelLook look = on_map(style, 11.0F);
        look.colour = style.ink_soft;
        degrees.labels = graticule_labels(input.camera, graticule_step_min(frame.base_camera.metres_per_px), input.free,
                                          taken, look, measure);
        frame.plates.push_back(std::move(degrees));
    }
}

std::vector<geo::ScreenBox> furniture_boxes(const Frame& frame) {
    std::vector<geo::ScreenBox> boxes;
    if (frame.scale_bar) boxes.push_back(box_of(*frame.scale_bar));
    if (frame.attribution) boxes.push_back(frame.attribution->box);
    for (const Plate& plate : frame.plates) {
        if (plate.box.width_px() > 0.0F) {
            boxes.push_back(plate.box);
            continue;
        }
        // A page or loose words: what is painted over, and the words themselves.
        for (const Label& label : plate.labels) boxes.push_back(label.box);
        for (const PlateShape& shape : plate.shapes) {
            if (shape.fill.alpha > 0) {
                boxes.push_back(
                    {shape.points[0].x_px, shape.points[0].y_px, shape.points[2].x_px, shape.points[2].y_px});
            }
        }
    }
    return boxes;
}

}  // namespace darya::scene
