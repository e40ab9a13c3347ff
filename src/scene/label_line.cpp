#include "scene/label_line.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace darya::scene {

namespace {

constexpr double sample_px = 6.0;  // between the points of a river's course
constexpr int smoothing_rounds = 40;
constexpr float most_turn_rad = 0.36F;     // between two letters
constexpr float most_turning_rad = 1.35F;  // over the whole name

void find_lengths(MapAxis& axis) {
    axis.along_m.assign(axis.points.size(), 0.0);
    for (std::size_t i = 1; i < axis.points.size(); ++i) {
        axis.along_m[i] = axis.along_m[i - 1] + geo::distance_m(axis.points[i - 1], axis.points[i]);
    }
}

/// A mean over neighbours, ends fixed.
void smooth(std::vector<geo::MapPoint>& points, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        geo::MapPoint before = points.empty() ? geo::MapPoint{} : points.front();
        for (std::size_t i = 1; i + 1 < points.size(); ++i) {
            const geo::MapPoint here = points[i];
            points[i] = {(before.x_m + 2 * here.x_m + points[i + 1].x_m) / 4,
                         (before.y_m + 2 * here.y_m + points[i + 1].y_m) / 4};
            before = here;
        }
    }
}

geo::MapPoint between(geo::MapPoint a, geo::MapPoint b, double share) {
    return {a.x_m + share * (b.x_m - a.x_m), a.y_m + share * (b.y_m - a.y_m)};
}

/// Which of two and more rising numbers is the first beyond `at`, neither the first nor past the last of them. Looks where
/// it would be in even steps: these nearly are.
std::size_t after(std::span<const double> steps, double at) {
    const std::size_t last = steps.size() - 1;
    if (last == 1) return 1;
    const double share = (at - steps.front()) / (steps.back() - steps.front());
    auto i = share > 0.0 ? static_cast<std::size_t>(std::min(share, 1.0) * static_cast<double>(last)) : 0;
    i = std::clamp<std::size_t>(i, 1, last);
    while (i < last && steps[i] <= at) ++i;
    while (i > 1 && steps[i - 1] > at) --i;
    return i;
}

geo::MapPoint point_at(const MapAxis& axis, double at_m) {
    const std::size_t i = after(axis.along_m, at_m);
    const double length_m = axis.along_m[i] - axis.along_m[i - 1];
    return between(axis.points[i - 1], axis.points[i], length_m > 0.0 ? (at_m - axis.along_m[i - 1]) / length_m : 0.0);
}

bool is_read_backwards(const MapAxis& axis, double first_m, double last_m) {
    return point_at(axis, last_m).x_m < point_at(axis, first_m).x_m;
}

float width_px(const MeasuredText& text, float spacing_px) {
    return text.extent.width_px + spacing_px * static_cast<float>(text.letters.size() - 1);
}

/// The part of a line that a course is made of: even samples, numbered from the line's start whatever part it is.
struct Samples {
    std::vector<geo::MapPoint> points;
    std::int64_t first = 0;  // number of the first one
    std::size_t first_segment = 0, last_segment = 0;
    double first_segment_m = 0.0;  // along the line
    bool is_cut_before = false, is_cut_after = false;
};

Samples samples_of(std::span<const geo::MapPoint> line, const geo::MapBox& box, double step_m) {
    Samples samples;
    // What is wanted of the line: from where it first comes into the box to where it last leaves it.
    double along_m = 0.0;
    double from_m = -1.0;
    double to_m = -1.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length_m = geo::distance_m(line[i - 1], line[i]);
        geo::MapBox segment;
        segment.add(line[i - 1]);
        segment.add(line[i]);
        if (segment.touches(box)) {
            if (from_m < 0.0) from_m = along_m;
            to_m = along_m + length_m;
        }
        along_m += length_m;
    }
    if (from_m < 0.0) return samples;
    const double margin_m = (smoothing_rounds + 4) * step_m;  // what smoothing looks at beyond the box
    samples.is_cut_before = from_m > margin_m;
    samples.is_cut_after = to_m + margin_m < along_m;
    from_m = std::max(from_m - margin_m, 0.0);
    to_m = std::min(to_m + margin_m, along_m);
    samples.first = static_cast<std::int64_t>(std::ceil(from_m / step_m));
    std::int64_t next = samples.first;
    along_m = 0.0;
    for (std::size_t i = 1; i < line.size() && along_m <= to_m; ++i) {
        const double length_m = geo::distance_m(line[i - 1], line[i]);
        if (along_m + length_m >= from_m) {
            if (samples.first_segment == 0) {
                samples.first_segment = i;
                samples.first_segment_m = along_m;
            }
            samples.last_segment = i;
        }
        for (; static_cast<double>(next) * step_m <= std::min(along_m + length_m, to_m); ++next) {
            const double share = length_m > 0.0 ? (static_cast<double>(next) * step_m - along_m) / length_m : 0.0;
            samples.points.push_back(between(line[i - 1], line[i], share));
        }
        along_m += length_m;
    }
    return samples;
}

/// How far the river bends away from its smooth course, to both sides.
void find_bends(RiverCourse& course, const Samples& samples, const std::vector<geo::MapPoint>& rough,
                std::span<const geo::MapPoint> line, double step_m) {
    const auto& points = course.axis.points;
    course.left_m.assign(points.size(), 0.0F);
    course.right_m.assign(points.size(), 0.0F);
    const auto add = [&](std::int64_t at, geo::MapPoint point) {
        const std::int64_t own = at - samples.first;
        if (own < 0 || own >= static_cast<std::int64_t>(points.size())) return;
        const auto k = static_cast<std::size_t>(own);
        const geo::MapPoint before = points[k > 0 ? k - 1 : 0];
        const geo::MapPoint next = points[std::min(k + 1, points.size() - 1)];
        const double length_m = geo::distance_m(before, next);
        if (length_m <= 0.0) return;
        const double to_left_m = ((point.y_m - points[k].y_m) * (next.x_m - before.x_m) -
                                  (point.x_m - points[k].x_m) * (next.y_m - before.y_m)) /
                                 length_m;
        course.left_m[k] = std::max(course.left_m[k], static_cast<float>(to_left_m));
        course.right_m[k] = std::max(course.right_m[k], static_cast<float>(-to_left_m));
    };
    for (std::size_t k = 0; k < rough.size(); ++k) add(samples.first + static_cast<std::int64_t>(k), rough[k]);
    double along_m = samples.first_segment_m;
    for (std::size_t i = samples.first_segment; i <= samples.last_segment; ++i) {
        add(std::llround(along_m / step_m), line[i - 1]);
        along_m += geo::distance_m(line[i - 1], line[i]);
    }
}

/// Takes away the ends that smoothing has not seen whole.
void cut_ends(RiverCourse& course, const Samples& samples) {
    const auto margin = static_cast<std::ptrdiff_t>(smoothing_rounds);
    const auto cut = [&](auto& values) {
        if (samples.is_cut_after) values.erase(values.end() - std::min(margin, std::ssize(values)), values.end());
        if (samples.is_cut_before) values.erase(values.begin(), values.begin() + std::min(margin, std::ssize(values)));
    };
    cut(course.axis.points);
    cut(course.river_m);
    cut(course.left_m);
    cut(course.right_m);
}

/// How badly a name reads: turned letters, a far way from its river, a steep way.
float cost_of(const std::vector<LabelLetter>& letters, float lift_px, float size_px) {
    float turning_rad = 0.0F;
    float steepness = 0.0F;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0) turning_rad += std::abs(letters[i].angle_rad - letters[i - 1].angle_rad);
        steepness += std::abs(std::sin(letters[i].angle_rad));
    }
    return turning_rad + 0.6F * steepness / static_cast<float>(letters.size()) + 0.5F * std::abs(lift_px) / size_px;
}

struct Stand {
    double middle_m = 0.0;
    float lift_px = 0.0F;
};

std::optional<Stand> stand_at(const RiverCourse& course, double river_m, int side, const MeasuredText& text,
                              float size_px, double metres_per_px) {
    const auto middle_m = axis_place(course, river_m);
    if (!middle_m || text.letters.empty()) return std::nullopt;
    const double half_m = static_cast<double>(width_px(text, 0.0F)) / 2 * metres_per_px;
    const double first_m = *middle_m - half_m;
    const double last_m = *middle_m + half_m;
    if (first_m < 0.0 || last_m > course.axis.length_m()) return std::nullopt;
    const bool is_above = side == 0;
    const auto& bends = is_above != is_read_backwards(course.axis, first_m, last_m) ? course.left_m : course.right_m;
    const std::size_t first = after(course.axis.along_m, first_m) - 1;
    const std::size_t last = after(course.axis.along_m, last_m);
    float bend_m = 0.0F;
    for (std::size_t i = first; i <= last; ++i) bend_m = std::max(bend_m, bends[i]);
    const float bend_px = bend_m / static_cast<float>(metres_per_px);
    constexpr float most_bend_em = 0.9F;
    if (bend_px > most_bend_em * size_px) return std::nullopt;
    constexpr float above_em = 0.32F;  // descenders and a little air
    constexpr float below_em = 0.92F;  // capitals and a little air
    return Stand{*middle_m, is_above ? bend_px + above_em * size_px : -bend_px - below_em * size_px};
}

void find_spots(RiverCourse& course, const MeasuredText& text, float size_px, double metres_per_px) {
    constexpr std::size_t every = 3;  // samples
    Camera camera;
    camera.metres_per_px = metres_per_px;
    for (std::size_t i = 0; i < course.axis.points.size(); i += every) {
        camera.centre = course.axis.points[i];
        std::optional<RiverCourse::Spot> best;
        for (const int side : {0, 1}) {
            const auto stand = stand_at(course, course.river_m[i], side, text, size_px, metres_per_px);
            if (!stand) continue;
            const auto letters = letters_along(course.axis, stand->middle_m, text, 0.0F, stand->lift_px, camera);
            if (!letters) continue;
            const float cost = cost_of(*letters, stand->lift_px, size_px);
            if (!best || cost < best->cost) best = RiverCourse::Spot{i, course.river_m[i], side, cost};
        }
        if (best) course.spots.push_back(*best);
    }
    std::stable_sort(course.spots.begin(), course.spots.end(),
                     [](const auto& a, const auto& b) { return a.cost < b.cost; });
}

}  // namespace

MapAxis smooth_axis(std::span<const geo::MapPoint> through) {
    MapAxis rough;
    rough.points.assign(through.begin(), through.end());
    if (rough.points.size() < 2) return {};
    find_lengths(rough);
    constexpr int steps = 48;
    MapAxis axis;
    for (int i = 0; i <= steps; ++i) axis.points.push_back(point_at(rough, rough.length_m() * i / steps));
    smooth(axis.points, smoothing_rounds);
    find_lengths(axis);
    return axis;
}

MapAxis level_axis(geo::MapPoint from, double to_x_m) {
    return {{from, {to_x_m, from.y_m}}, {0.0, to_x_m - from.x_m}};
}

int scale_bucket(double metres_per_px) {
    return static_cast<int>(std::lround(2.0 * std::log2(metres_per_px)));
}

RiverCourse river_course(std::span<const geo::MapPoint> line, int bucket, const geo::MapBox& box,
                         const MeasuredText& text, float size_px) {
    const double metres_per_px = std::exp2(bucket / 2.0);
    const double step_m = sample_px * metres_per_px;
    RiverCourse course;
    course.bucket = bucket;
    course.box = box;
    Samples samples = samples_of(line, box, step_m);
    if (samples.points.size() < 3) return course;
    course.axis.points = samples.points;
    smooth(course.axis.points, smoothing_rounds);
    for (std::size_t i = 0; i < samples.points.size(); ++i) {
        course.river_m.push_back(static_cast<double>(samples.first + static_cast<std::int64_t>(i)) * step_m);
    }
    find_bends(course, samples, samples.points, line, step_m);
    cut_ends(course, samples);
    if (course.axis.points.size() < 3) return {{}, {}, {}, {}, {}, bucket, box};
    find_lengths(course.axis);
    find_spots(course, text, size_px, metres_per_px);
    return course;
}

std::optional<double> axis_place(const RiverCourse& course, double river_m) {
    if (course.river_m.size() < 2 || river_m < course.river_m.front() || river_m > course.river_m.back())
        return std::nullopt;
    const std::size_t i = after(course.river_m, river_m);
    const double share = (river_m - course.river_m[i - 1]) / (course.river_m[i] - course.river_m[i - 1]);
    return course.axis.along_m[i - 1] + share * (course.axis.along_m[i] - course.axis.along_m[i - 1]);
}

std::optional<std::vector<LabelLetter>> letters_along(const MapAxis& axis, double middle_m, const MeasuredText& text,
                                                      float spacing_px, float lift_px, const Camera& camera,
                                                      const LetterTest& may_stand) {
    if (axis.points.size() < 2 || text.letters.empty()) return std::nullopt;
    const double scale = camera.metres_per_px;
    const double width_m = static_cast<double>(width_px(text, spacing_px)) * scale;
    const double first_m = middle_m - width_m / 2;
    constexpr double slack_m = 1e-6;
    if (first_m < -slack_m || first_m + width_m > axis.length_m() + slack_m) return std::nullopt;
    const bool is_backwards = is_read_backwards(axis, first_m, first_m + width_m);
    std::vector<LabelLetter> letters;
    float last_rad = 0.0F;
    float turning_rad = 0.0F;
    for (std::size_t i = 0; i < text.letters.size(); ++i) {
        const style::PlacedLetter& letter = text.letters[i];
        const double pen_m = static_cast<double>(letter.pen_px + spacing_px * static_cast<float>(i)) * scale;
        const double advance_m = static_cast<double>(letter.advance_px) * scale;
        const double from_m = is_backwards ? first_m + width_m - pen_m : first_m + pen_m;
        const double to_m = is_backwards ? from_m - advance_m : from_m + advance_m;
        // A letter lies along the chord below it, which is calmer than the tangent.
        const geo::ScreenPoint from = camera.to_screen(point_at(axis, from_m));
        const geo::ScreenPoint to = camera.to_screen(point_at(axis, to_m));
        const float angle_rad = std::atan2(to.y_px - from.y_px, to.x_px - from.x_px);
        if (i > 0) {
            const float turn_rad = std::remainder(angle_rad - last_rad, 6.2831853F);
            turning_rad += std::abs(turn_rad);
            // Where the line bends towards the letters their tops come together.
            const bool is_closing = (turn_rad < 0.0F) == (lift_px > -1.0F);
            constexpr float most_closing_rad = 0.22F;
            if (std::abs(turn_rad) > (is_closing ? most_closing_rad : most_turn_rad) || turning_rad > most_turning_rad)
                return std::nullopt;
        }
        last_rad = angle_rad;
        const float back_px = letter.advance_px / 2;
        const float cosine = std::cos(angle_rad);
        const float sine = std::sin(angle_rad);
        const geo::ScreenPoint middle{(from.x_px + to.x_px) / 2, (from.y_px + to.y_px) / 2};
        const LabelLetter set{
            letter.letter,
            {middle.x_px - back_px * cosine + lift_px * sine, middle.y_px - back_px * sine - lift_px * cosine},
            angle_rad};
        // On the inner side of a bend letters come together, down to standing on one another.
        constexpr float closest = 0.6F;  // of how far apart they are on a straight line
        if (i > 0 && geo::distance_px(letters.back().at, set.at) <
                         closest * (letter.pen_px - text.letters[i - 1].pen_px + spacing_px))
            return std::nullopt;
        if (may_stand && !may_stand(set, letter.advance_px)) return std::nullopt;
        // Most names that find no place fail with their first letter: memory is for the others.
        if (i == 0) letters.reserve(text.letters.size());
        letters.push_back(set);
    }
    return letters;
}

std::optional<std::vector<LabelLetter>> letters_at(const RiverCourse& course, double river_m, int side,
                                                   const MeasuredText& text, float size_px, const Camera& camera,
                                                   const LetterTest& may_stand) {
    const auto stand = stand_at(course, river_m, side, text, size_px, camera.metres_per_px);
    if (!stand) return std::nullopt;
    return letters_along(course.axis, stand->middle_m, text, 0.0F, stand->lift_px, camera, may_stand);
}

}  // namespace darya::scene
