#include "scene/plate_parts.h"

#include <algorithm>
#include <cmath>

namespace darya::scene {

Label plain_label(const Measure& measure, const LabelLook& look, const std::string& text, geo::ScreenPoint start) {
    const MeasuredText& measured = measure(look, text);
    Label label;
    label.text = text;
    label.layer = "furniture";
    label.face = look.face;
    label.size_px = look.size_px;
    label.colour = look.colour;
    label.halo = look.halo;
    label.halo_px = look.halo_px;
    for (const style::PlacedLetter& letter : measured.letters) {
        label.letters.push_back({letter.letter, {start.x_px + letter.pen_px, start.y_px}, 0.0F});
    }
    label.box = {start.x_px, start.y_px - measured.extent.ascent_px, start.x_px + measured.extent.width_px,
                 start.y_px + measured.extent.descent_px};
    return label;
}

float text_width_px(const Measure& measure, const LabelLook& look, const std::string& text) {
    return measure(look, text).extent.width_px;
}

LabelLook furniture_look(const style::Style& style, float size_px) {
    LabelLook look;
    look.face = style::Face::map_regular;
    look.size_px = size_px;
    look.colour = style.ink;
    look.halo = style.halo;
    look.halo_px = 0.0F;
    return look;
}

std::vector<std::string> wrapped(const Measure& measure, const LabelLook& look, const std::string& text,
                                 float width_px) {
    std::vector<std::string> lines;
    std::string line;
    std::string word;
    const auto end_line = [&] {
        if (!line.empty()) lines.push_back(std::move(line));
        line.clear();
    };
    const auto end_word = [&] {
        if (word.empty()) return;
        const std::string longer = line.empty() ? word : line + ' ' + word;
        if (!line.empty() && text_width_px(measure, look, longer) > width_px) {
            end_line();
            line = word;
        } else {
            line = longer;
        }
        word.clear();
    };
    for (const char letter : text) {
        if (letter == ' ' || letter == '\n') {
            end_word();
            if (letter == '\n') end_line();
        } else {
            word += letter;
        }
    }
    end_word();
    end_line();
    return lines;
}

PlateShape box_shape(const geo::ScreenBox& box, Colour fill, style::StrokeStyle edge) {
    return {{{box.left_px, box.top_px},
             {box.right_px, box.top_px},
             {box.right_px, box.bottom_px},
             {box.left_px, box.bottom_px}},
            true,
            fill,
            edge};
}

PlateShape line_shape(std::vector<geo::ScreenPoint> points, const style::StrokeStyle& stroke) {
    return {std::move(points), false, no_colour, stroke};
}

std::vector<std::vector<geo::ScreenPoint>> dashes_of(const PlateShape& line) {
    if (line.edge.gap_px <= 0.0F || line.edge.dash_px <= 0.0F) return {line.points};
    std::vector<std::vector<geo::ScreenPoint>> pieces;
    bool is_dash = true;
    float left_px = line.edge.dash_px;  // of this dash or gap
    if (!line.points.empty()) pieces.push_back({line.points.front()});
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
        geo::ScreenPoint at = line.points[i];
        const geo::ScreenPoint end = line.points[i + 1];
        for (float rest_px = geo::distance_px(at, end); rest_px > 0.0F; rest_px = geo::distance_px(at, end)) {
            const float step_px = std::min(rest_px, left_px);
            const float share = step_px / rest_px;
            at = {std::lerp(at.x_px, end.x_px, share), std::lerp(at.y_px, end.y_px, share)};
            if (is_dash) pieces.back().push_back(at);
            left_px -= step_px;
            if (left_px <= 1e-4F) {
                is_dash = !is_dash;
                left_px = is_dash ? line.edge.dash_px : line.edge.gap_px;
                if (is_dash) pieces.push_back({at});
            }
            if (step_px >= rest_px) break;
        }
    }
    std::erase_if(pieces, [](const auto& piece) { return piece.size() < 2; });
    return pieces;
}

std::optional<geo::ScreenBox> place_in_corner(geo::ScreenPoint size, Corner corner, const geo::ScreenBox& free,
                                              std::span<const geo::ScreenBox> taken) {
    const bool is_left = corner == Corner::top_left || corner == Corner::bottom_left;
    const bool is_top = corner == Corner::top_left || corner == Corner::top_right;
    constexpr float margin_px = 12.0F;  // from the edge
    constexpr float gap_px = 8.0F;      // from one another
    const geo::ScreenPoint wish{std::round(is_left ? free.left_px + margin_px : free.right_px - margin_px - size.x_px),
                                std::round(is_top ? free.top_px + margin_px : free.bottom_px - margin_px - size.y_px)};
    // Where the corner itself is taken, the nearest place beside, above or below what takes it.
    std::vector<float> lefts{wish.x_px};
    std::vector<float> tops{wish.y_px};
    for (const geo::ScreenBox& box : taken) {
        lefts.push_back(is_left ? std::ceil(box.right_px + gap_px) : std::floor(box.left_px - gap_px - size.x_px));
        tops.push_back(is_top ? std::ceil(box.bottom_px + gap_px) : std::floor(box.top_px - gap_px - size.y_px));
    }
    std::optional<geo::ScreenBox> best;
    float least_px = 1e9F;
    for (const float left : lefts) {
        for (const float top : tops) {
            const float away_px = std::abs(left - wish.x_px) + std::abs(top - wish.y_px);
            const geo::ScreenBox box{left, top, left + size.x_px, top + size.y_px};
            const bool is_inside = box.left_px >= free.left_px && box.right_px <= free.right_px &&
                                   box.top_px >= free.top_px && box.bottom_px <= free.bottom_px;
            if (!is_inside || away_px >= least_px) continue;
            const geo::ScreenBox around = box.grown(gap_px - 1.0F);
            if (std::any_of(taken.begin(), taken.end(), [&](const auto& other) { return other.touches(around); }))
                continue;
            best = box;
            least_px = away_px;
        }
    }
    return best;
}

}  // namespace darya::scene
