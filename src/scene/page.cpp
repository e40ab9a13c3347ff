#include "scene/page.h"

#include <algorithm>
#include <cmath>

#include "scene/plate_parts.h"

namespace darya::scene {

namespace {

constexpr float edge_px = 18.0F;  // of the paper, around everything
constexpr float title_px = 21.0F;
constexpr float title_line_px = 27.0F;
constexpr float caption_px = 12.0F;
constexpr float small_caption_px = 10.0F;
constexpr float caption_line = 1.33F;  // of the letters' size
constexpr float apart_px = 10.0F;      // words and map
constexpr float legend_column_px = 200.0F;
constexpr float least_legend_px = 180.0F;           // lower, and its letters would be too small to read
constexpr float least_map_with_legend_px = 400.0F;  // lower, and a legend in its corner would hide half of it

LabelLook title_look() {
    LabelLook look;
    look.face = style::Face::read_bold;
    look.size_px = title_px;
    look.halo_px = 0.0F;
    return look;
}

LabelLook caption_look(const Page& page) {
    LabelLook look;
    look.face = style::Face::read_regular;
    look.size_px = page.is_caption_small ? small_caption_px : caption_px;
    look.halo_px = 0.0F;
    return look;
}

}  // namespace

Page page_of(float width_px, float height_px, const std::string& title, const std::string& caption, bool has_legend,
             const Measure& measure) {
    Page page;
    page.map = {0.0F, 0.0F, width_px, height_px};
    if (title.empty() && caption.empty()) return page;
    const float room_px = std::max(width_px - 2 * edge_px, 1.0F);
    page.title_lines = wrapped(measure, title_look(), title, room_px);
    page.caption_lines = wrapped(measure, caption_look(page), caption, room_px);
    const auto height_of = [](const std::vector<std::string>& lines, float line_px) {
        return lines.empty() ? 0.0F : static_cast<float>(lines.size()) * line_px + apart_px;
    };
    const auto caption_height_px = [&] {
        return height_of(page.caption_lines, caption_line * caption_look(page).size_px);
    };
    const auto is_full = [&] {
        return height_of(page.title_lines, title_line_px) + caption_height_px() > 0.5F * height_px - edge_px;
    };
    if (is_full()) {
        page.is_caption_small = true;
        page.caption_lines = wrapped(measure, caption_look(page), caption, room_px);
    }
    const auto fit = [&](float right_px) {
        for (auto* lines : {&page.caption_lines, &page.title_lines}) {
            for (; is_full() && !lines->empty(); lines->pop_back()) page.is_cut = true;
        }
        page.map = {edge_px, std::round(edge_px + height_of(page.title_lines, title_line_px)), right_px,
                    std::round(height_px - edge_px - caption_height_px())};
    };
    fit(width_px - edge_px);
    // From the top of the page, beside the title too.
    const geo::ScreenBox column{width_px - edge_px - legend_column_px, edge_px, width_px - edge_px, page.map.bottom_px};
    const bool is_low = page.map.height_px() < least_map_with_legend_px;
    if (has_legend && is_low && column.height_px() > least_legend_px && page.map.width_px() > 2 * legend_column_px) {
        page.legend = column;
        page.title_lines = wrapped(measure, title_look(), title, column.left_px - apart_px - edge_px);
        fit(column.left_px - apart_px);
    }
    return page;
}

Plate plate_of(const Page& page, const Camera& camera, const style::Style& style, const Measure& measure) {
    Plate plate;
    plate.name = "page";
    const geo::ScreenBox& map = page.map;
    const geo::ScreenBox whole{0.0F, 0.0F, camera.width_px, camera.height_px};
    if (map == whole) return plate;
    Colour paper = style.panel;
    paper.alpha = 255;
    // They lie on one another at the corners: where they only met, the map would shine through at some scales.
    for (const geo::ScreenBox& band : {geo::ScreenBox{whole.left_px, whole.top_px, whole.right_px, map.top_px},
                                       geo::ScreenBox{whole.left_px, map.bottom_px, whole.right_px, whole.bottom_px},
                                       geo::ScreenBox{whole.left_px, whole.top_px, map.left_px, whole.bottom_px},
                                       geo::ScreenBox{map.right_px, whole.top_px, whole.right_px, whole.bottom_px}}) {
        plate.shapes.push_back(box_shape(band, paper));
    }
    plate.shapes.push_back(box_shape(map.grown(-0.5F), no_colour, {style.ink, 1.0F}));
    LabelLook look = title_look();
    look.colour = style.ink;
    float y_px = edge_px + title_px - 2.0F;
    for (const std::string& line : page.title_lines) {
        plate.labels.push_back(plain_label(measure, look, line, {map.left_px, y_px}));
        y_px += title_line_px;
    }
    look = caption_look(page);
    look.colour = style.ink;
    y_px = map.bottom_px + apart_px + look.size_px;
    for (const std::string& line : page.caption_lines) {
        plate.labels.push_back(plain_label(measure, look, line, {map.left_px, y_px}));
        y_px += caption_line * look.size_px;
    }
    return plate;
}

}  // namespace darya::scene
