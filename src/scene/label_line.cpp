#include "scene/label_line.h"

#include <algorithm>
#include <cmath>

namespace darya::scene {

namespace {

constexpr float step_px = 6.0F;

/// Points at even steps, so that smoothing pulls everywhere alike.
ScreenStretch at_even_steps(const ScreenStretch& rough) {
    ScreenStretch even;
    float left_px = 0.0F;  // to the next point
    for (std::size_t i = 0; i + 1 < rough.points.size(); ++i) {
        const geo::ScreenPoint a = rough.points[i];
        const geo::ScreenPoint b = rough.points[i + 1];
        const float length_px = geo::distance_px(a, b);
        while (left_px <= length_px && length_px > 0.0F) {
            const float share = left_px / length_px;
            even.points.push_back({a.x_px + share * (b.x_px - a.x_px), a.y_px + share * (b.y_px - a.y_px)});
            even.along_m.push_back(rough.along_m[i] +
                                   static_cast<double>(share) * (rough.along_m[i + 1] - rough.along_m[i]));
            left_px += step_px;
        }
        left_px -= length_px;
    }
    return even;
}

/// A mean over neighbours, ends fixed: what a name follows is the river's course, not its every bend.
void smooth(std::vector<geo::ScreenPoint>& points) {
    constexpr int rounds = 30;
    for (int round = 0; round < rounds; ++round) {
        geo::ScreenPoint before = points.empty() ? geo::ScreenPoint{} : points.front();
        for (std::size_t i = 1; i + 1 < points.size(); ++i) {
            const geo::ScreenPoint here = points[i];
            points[i] = {(before.x_px + 2 * here.x_px + points[i + 1].x_px) / 4,
                         (before.y_px + 2 * here.y_px + points[i + 1].y_px) / 4};
            before = here;
        }
    }
}

void finish(ScreenStretch& rough, std::vector<ScreenStretch>& all) {
    ScreenStretch stretch = at_even_steps(rough);
    rough = {};
    if (stretch.points.size() < 2) return;
    smooth(stretch.points);
    stretch.along_px.assign(stretch.points.size(), 0.0F);
    for (std::size_t i = 1; i < stretch.points.size(); ++i) {
        stretch.along_px[i] = stretch.along_px[i - 1] + geo::distance_px(stretch.points[i - 1], stretch.points[i]);
    }
    all.push_back(std::move(stretch));
}

/// Place and direction of a point so many pixels along a stretch.
struct Spot {
    geo::ScreenPoint at;
    float angle_rad = 0.0F;
};

Spot spot_at(const ScreenStretch& stretch, float along_px) {
    const auto next = std::upper_bound(stretch.along_px.begin() + 1, stretch.along_px.end() - 1, along_px);
    const auto i = static_cast<std::size_t>(next - stretch.along_px.begin());
    const geo::ScreenPoint a = stretch.points[i - 1];
    const geo::ScreenPoint b = stretch.points[i];
    const float length = stretch.along_px[i] - stretch.along_px[i - 1];
    const float share = length > 0.0F ? (along_px - stretch.along_px[i - 1]) / length : 0.0F;
    return {{a.x_px + share * (b.x_px - a.x_px), a.y_px + share * (b.y_px - a.y_px)},
            std::atan2(b.y_px - a.y_px, b.x_px - a.x_px)};
}

float turned(float from_rad, float to_rad) {
    return std::remainder(to_rad - from_rad, 6.2831853F);
}

}  // namespace

std::vector<ScreenStretch> stretches_on_screen(std::span<const geo::MapPoint> line, const Camera& camera,
                                               float margin_px) {
    std::vector<ScreenStretch> all;
    ScreenStretch stretch;
    const geo::MapBox view = camera.view().grown(static_cast<double>(margin_px) * camera.metres_per_px);
    double along_m = 0.0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const double step_m = i > 0 ? geo::distance_m(line[i - 1], line[i]) : 0.0;
        geo::MapBox segment;
        segment.add(line[i]);
        if (i > 0) segment.add(line[i - 1]);
        if (!segment.touches(view)) {
            finish(stretch, all);
            along_m += step_m;
            continue;
        }
        if (stretch.points.empty() && i > 0) {
            stretch.points.push_back(camera.to_screen(line[i - 1]));
            stretch.along_m.push_back(along_m);
        }
        stretch.points.push_back(camera.to_screen(line[i]));
        stretch.along_m.push_back(along_m + step_m);
        along_m += step_m;
    }
    finish(stretch, all);
    return all;
}

std::optional<std::vector<LabelLetter>> letters_along(const ScreenStretch& stretch, float middle_px,
                                                      const MeasuredText& text, float size_px) {
    constexpr float most_turn_rad = 0.5F;     // between two letters
    constexpr float most_turning_rad = 1.9F;  // over the whole name
    const float width_px = text.extent.width_px;
    const float first_px = middle_px - width_px / 2;
    if (stretch.points.size() < 2 || first_px < 0.0F || first_px + width_px > stretch.length_px()) return std::nullopt;
    const geo::ScreenPoint start = spot_at(stretch, first_px).at;
    const geo::ScreenPoint end = spot_at(stretch, first_px + width_px).at;
    // Fits a name only where the river goes somewhere: a curl brings both ends together.
    if (geo::distance_px(start, end) < 0.75F * width_px) return std::nullopt;
    const bool is_reversed = end.x_px < start.x_px;
    const float above_px = 0.32F * size_px;
    std::vector<LabelLetter> letters;
    float last_rad = 0.0F;
    float turning_rad = 0.0F;
    for (const style::PlacedLetter& letter : text.letters) {
        const float middle_of_letter = letter.pen_px + letter.advance_px / 2;
        Spot spot =
            spot_at(stretch, is_reversed ? first_px + width_px - middle_of_letter : first_px + middle_of_letter);
        if (is_reversed) spot.angle_rad += 3.14159265F;
        if (!letters.empty()) {
            const float turn = std::abs(turned(last_rad, spot.angle_rad));
            turning_rad += turn;
            if (turn > most_turn_rad || turning_rad > most_turning_rad) return std::nullopt;
        }
        last_rad = spot.angle_rad;
        const float cosine = std::cos(spot.angle_rad);
        const float sine = std::sin(spot.angle_rad);
        const float back_px = letter.advance_px / 2;
        // Back from the letter's middle to its pen, and up from the line along the normal.
        letters.push_back(
            {letter.letter,
             {spot.at.x_px - back_px * cosine + above_px * sine, spot.at.y_px - back_px * sine - above_px * cosine},
             spot.angle_rad});
    }
    if (letters.empty()) return std::nullopt;
    return letters;
}

}  // namespace darya::scene
