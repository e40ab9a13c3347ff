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
constexpr float caption_line_px = 16.0F;
constexpr float apart_px = 10.0F;  // words and map

LabelLook title_look() {
    LabelLook look;
    look.face = style::Face::read_bold;
    look.size_px = title_px;
    look.halo_px = 0.0F;
    return look;
}

LabelLook caption_look() {
    LabelLook look;
    look.face = style::Face::read_regular;
    look.size_px = caption_px;
    look.halo_px = 0.0F;
    return look;
}

}  // namespace

Page page_of(float width_px, float height_px, const std::string& title, const std::string& caption,
             const Measure& measure) {
    Page page;
    page.map = {0.0F, 0.0F, width_px, height_px};
    if (title.empty() && caption.empty()) return page;
    const float room_px = std::max(width_px - 2 * edge_px, 1.0F);
    page.title_lines = wrapped(measure, title_look(), title, room_px);
    page.caption_lines = wrapped(measure, caption_look(), caption, room_px);
    const auto height_of = [](const std::vector<std::string>& lines, float line_px) {
        return lines.empty() ? 0.0F : static_cast<float>(lines.size()) * line_px + apart_px;
    };
    const auto words_px = [&] {
        return height_of(page.title_lines, title_line_px) + height_of(page.caption_lines, caption_line_px);
    };
    while (words_px() > 0.5F * height_px - edge_px && !page.caption_lines.empty()) page.caption_lines.pop_back();
    while (words_px() > 0.5F * height_px - edge_px && !page.title_lines.empty()) page.title_lines.pop_back();
    page.map = {edge_px, std::round(edge_px + height_of(page.title_lines, title_line_px)), width_px - edge_px,
                std::round(height_px - edge_px - height_of(page.caption_lines, caption_line_px))};
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
    for (const geo::ScreenBox& band : {geo::ScreenBox{whole.left_px, whole.top_px, whole.right_px, map.top_px},
                                       geo::ScreenBox{whole.left_px, map.bottom_px, whole.right_px, whole.bottom_px},
                                       geo::ScreenBox{whole.left_px, map.top_px, map.left_px, map.bottom_px},
                                       geo::ScreenBox{map.right_px, map.top_px, whole.right_px, map.bottom_px}}) {
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
    look = caption_look();
    look.colour = style.ink;
    y_px = map.bottom_px + apart_px + caption_px;
    for (const std::string& line : page.caption_lines) {
        plate.labels.push_back(plain_label(measure, look, line, {map.left_px, y_px}));
        y_px += caption_line_px;
    }
    return plate;
}

}  // namespace darya::scene
