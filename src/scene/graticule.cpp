#include "scene/graticule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "geo/projection.h"
#include "scene/mesh_builder.h"
#include "scene/plate_parts.h"

namespace darya::scene {

namespace {

/// The meridians and parallels within a box of the map, as multiples of the step: first and last.
struct Range {
    int west = 0, east = 0, south = 0, north = 0;
};

double degrees(int number, int step_min) {
    return static_cast<double>(number) * static_cast<double>(step_min) / 60.0;
}

Range range_in(const geo::MapBox& box, int step_min) {
    // The projection bends both ways, so the extremes may lie anywhere on the edge.
    constexpr int steps = 16;
    double west = 180.0;
    double east = -180.0;
    double south = 90.0;
    double north = -90.0;
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        const double x_m = std::lerp(box.left_m, box.right_m, share);
        const double y_m = std::lerp(box.bottom_m, box.top_m, share);
        for (const geo::MapPoint at : {geo::MapPoint{x_m, box.bottom_m}, geo::MapPoint{x_m, box.top_m},
                                       geo::MapPoint{box.left_m, y_m}, geo::MapPoint{box.right_m, y_m}}) {
            const geo::LonLat place = geo::to_lonlat(at);
            west = std::min(west, place.lon_deg);
            east = std::max(east, place.lon_deg);
            south = std::min(south, place.lat_deg);
            north = std::max(north, place.lat_deg);
        }
    }
    const double per_deg = 60.0 / step_min;
    constexpr double most_lat_deg = 85.0;
    return {static_cast<int>(std::floor(west * per_deg)), static_cast<int>(std::ceil(east * per_deg)),
            static_cast<int>(std::floor(std::max(south, -most_lat_deg) * per_deg)),
            static_cast<int>(std::ceil(std::min(north, most_lat_deg) * per_deg))};
}

/// "66° E", "40°30′ N".
std::string words_of(int minutes, char positive, char negative) {
    const int size = std::abs(minutes);
    std::string text = std::to_string(size / 60) + "°";
    if (size % 60 != 0) {
        if (size % 60 < 10) text += '0';
        text += std::to_string(size % 60) + "′";
    }
    text += ' ';
    text += minutes < 0 ? negative : positive;
    return text;
}

}  // namespace

int graticule_step_min(double metres_per_px) {
    constexpr double least_apart_px = 100.0;
    constexpr double metres_per_min = 1852.0;
    for (const int step_min : {1, 2, 5, 10, 15, 30, 60, 120, 300}) {
        if (step_min * metres_per_min / metres_per_px >= least_apart_px) return step_min;
    }
    return 600;
}

const std::vector<MeshRef>& Graticule::lines_for(const Camera& camera) {
    if (camera == camera_ && !lines_.empty()) return lines_;
    camera_ = camera;
    const int step_min = graticule_step_min(camera.metres_per_px);
    const geo::MapBox view = camera.view();
    const Range range = range_in(view, step_min);
    // A chord this long leaves a parallel by a sixth of a pixel: sagitta = chord² / (8 radius), the radius being that of
    // the parallels in this projection.
    constexpr double parallel_radius_m = 6.6e6;
    const double chord_m = std::sqrt(8.0 * parallel_radius_m * camera.metres_per_px / 6.0);
    const double width_m = std::hypot(view.width_m(), view.height_m());
    const int pieces = std::clamp(static_cast<int>(std::ceil(width_m / chord_m)), 1, 64);
    MeshBuilder builder(1e7);
    const auto add = [&](geo::LonLat from, geo::LonLat to, int piece_count) {
        std::vector<geo::MapPoint> line;
        for (int i = 0; i <= piece_count; ++i) {
            const double share = static_cast<double>(i) / piece_count;
            line.push_back(
                geo::to_map({std::lerp(from.lon_deg, to.lon_deg, share), std::lerp(from.lat_deg, to.lat_deg, share)}));
        }
        builder.add_line(line);
    };
    const double south = degrees(range.south, step_min);
    const double north = degrees(range.north, step_min);
    const double west = degrees(range.west, step_min);
    const double east = degrees(range.east, step_min);
    for (int i = range.west; i <= range.east; ++i) {
        const double lon = degrees(i, step_min);
        add({lon, south}, {lon, north}, 1);  // the projection draws meridians straight
    }
    for (int i = range.south; i <= range.north; ++i) {
        const double lat = degrees(i, step_min);
        add({west, lat}, {east, lat}, pieces);
    }
    lines_ = builder.take();
    return lines_;
}

std::vector<Label> graticule_labels(const Camera& camera, int step_min, const geo::ScreenBox& free,
                                    std::span<const geo::ScreenBox> taken, const LabelLook& look,
                                    const Measure& measure) {
    std::vector<Label> labels;
    const geo::MapPoint low = camera.to_map({free.left_px, free.bottom_px});
    const geo::MapPoint high = camera.to_map({free.right_px, free.top_px});
    const Range range = range_in({low.x_m, low.y_m, high.x_m, high.y_m}, step_min);
    const auto add = [&](const std::string& text, geo::ScreenPoint start) {
        Label label = plain_label(measure, look, text, start);
        const geo::ScreenBox around = label.box.grown(3.0F);
        const bool is_inside = around.left_px >= free.left_px && around.right_px <= free.right_px &&
                               around.top_px >= free.top_px && around.bottom_px <= free.bottom_px;
        const auto touches = [&around](const geo::ScreenBox& other) { return other.touches(around); };
        const bool is_taken = std::any_of(taken.begin(), taken.end(), touches) ||
                              std::any_of(labels.begin(), labels.end(), [&](const Label& l) { return touches(l.box); });
        if (is_inside && !is_taken) labels.push_back(std::move(label));
    };
    const float below_px = look.size_px + 4.0F;
    // Where a meridian crosses the upper edge: it is straight, so two of its points tell.
    const auto crossing = [&](geo::LonLat from, geo::LonLat to, bool is_meridian) -> std::optional<geo::ScreenPoint> {
        geo::ScreenPoint a = camera.to_screen(geo::to_map(from));
        geo::ScreenPoint b = camera.to_screen(geo::to_map(to));
        const float wanted = is_meridian ? free.top_px : free.left_px;
        const float from_px = is_meridian ? a.y_px : a.x_px;
        const float to_px = is_meridian ? b.y_px : b.x_px;
        if ((from_px - wanted) * (to_px - wanted) > 0.0F || from_px == to_px) return std::nullopt;
        const float share = (wanted - from_px) / (to_px - from_px);
        return geo::ScreenPoint{std::lerp(a.x_px, b.x_px, share), std::lerp(a.y_px, b.y_px, share)};
    };
    const double south = degrees(range.south, step_min);
    const double north = degrees(range.north, step_min);
    for (int i = range.west; i <= range.east; ++i) {
        const double lon = degrees(i, step_min);
        const auto at = crossing({lon, south}, {lon, north}, true);
        if (!at) continue;
        const std::string text = words_of(i * step_min, 'E', 'W');
        add(text, {at->x_px + 4.0F, free.top_px + below_px});
    }
    for (int i = range.south; i <= range.north; ++i) {
        const double lat = degrees(i, step_min);
        // A parallel bends little from one meridian to the next.
        for (int j = range.west; j < range.east; ++j) {
            const auto at = crossing({degrees(j, step_min), lat}, {degrees(j + 1, step_min), lat}, false);
            if (!at) continue;
            add(words_of(i * step_min, 'N', 'S'), {free.left_px + 5.0F, at->y_px - 4.0F});
            break;
        }
    }
    return labels;
}

}  // namespace darya::scene
