#include "writers/svg_path.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "geo/clip.h"

namespace darya::writers {

namespace {

/// A place in hundredths of a pixel: what is written, and what decides whether two points are one.
struct Spot {
    long long x = 0;
    long long y = 0;
    bool operator==(const Spot&) const = default;
};

long long hundredths_of(double px) {
    constexpr double farthest_px = 1e7;
    if (std::isnan(px)) return 0;
    return std::llround(std::clamp(px, -farthest_px, farthest_px) * 100.0);
}

Spot spot_of(const scene::Camera& camera, geo::MapPoint point) {
    return {hundredths_of(static_cast<double>(camera.width_px) / 2 +
                          (point.x_m - camera.centre.x_m) / camera.metres_per_px),
            hundredths_of(static_cast<double>(camera.height_px) / 2 -
                          (point.y_m - camera.centre.y_m) / camera.metres_per_px)};
}

geo::MapPoint point_of(const scene::Mesh& mesh, std::size_t index) {
    const scene::MeshPoint point = mesh.points[index];
    return {mesh.origin.x_m + static_cast<double>(point.x_m), mesh.origin.y_m + static_cast<double>(point.y_m)};
}

std::vector<geo::MapPoint> points_of(const scene::Mesh& mesh, const scene::MeshRun& run) {
    std::vector<geo::MapPoint> points;
    points.reserve(run.point_count);
    for (std::uint32_t i = 0; i < run.point_count; ++i) points.push_back(point_of(mesh, run.first_point + i));
    return points;
}

std::vector<Spot> spots_of(const scene::Camera& camera, std::span<const geo::MapPoint> points) {
    std::vector<Spot> spots;
    spots.reserve(points.size());
    for (const geo::MapPoint point : points) {
        const Spot spot = spot_of(camera, point);
        if (spots.empty() || spots.back() != spot) spots.push_back(spot);
    }
    return spots;
}

void append_spots(std::string& path, std::span<const Spot> spots) {
    for (std::size_t i = 0; i < spots.size(); ++i) {
        path += i == 0 ? 'M' : i == 1 ? 'L' : ' ';
        append_hundredths(path, spots[i].x);
        path += ' ';
        append_hundredths(path, spots[i].y);
    }
}

/// Whether a straight line between two points may be seen in a box; never no where it is.
bool may_touch(const geo::MapBox& box, geo::MapPoint a, geo::MapPoint b) {
    return std::max(a.x_m, b.x_m) >= box.left_m && std::min(a.x_m, b.x_m) <= box.right_m &&
           std::max(a.y_m, b.y_m) >= box.bottom_m && std::min(a.y_m, b.y_m) <= box.top_m;
}

bool holds(const geo::MapBox& outer, const geo::MapBox& inner) {
    return inner.left_m >= outer.left_m && inner.right_m <= outer.right_m && inner.bottom_m >= outer.bottom_m &&
           inner.top_m <= outer.top_m;
}

/// Turns a ring round until it begins after a piece that is out of sight, so that no corner in sight is left open.
void start_out_of_sight(std::vector<geo::MapPoint>& ring, const geo::MapBox& seen) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::size_t next = (i + 1) % ring.size();
        if (may_touch(seen, ring[i], ring[next])) continue;
        std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(next), ring.end());
        return;
    }
}

geo::MapBox view_with_margin(const scene::Camera& camera, double margin_px) {
    return camera.view().grown(margin_px * camera.metres_per_px);
}

geo::MapBox box_of(std::span<const geo::MapPoint> points) {
    geo::MapBox box;
    for (const geo::MapPoint point : points) box.add(point);
    return box;
}

}  // namespace

void append_hundredths(std::string& text, long long hundredths) {
    if (hundredths < 0) text += '-';
    const long long size = std::abs(hundredths);
    text += std::to_string(size / 100);
    const long long rest = size % 100;
    if (rest == 0) return;
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
}

void append_px(std::string& text, double value) {
    append_hundredths(text, hundredths_of(value));
}

std::vector<std::string> polygon_paths(const scene::Mesh& mesh, const scene::Camera& camera) {
    constexpr double margin_px = 4.0;  // so that the cut itself is out of sight
    const geo::MapBox seen = view_with_margin(camera, margin_px);
    std::vector<std::string> paths;
    bool is_outer_seen = false;
    for (const scene::MeshRun& run : mesh.runs) {
        if (!run.is_ring) continue;
        if (run.is_hole && !is_outer_seen) continue;
        std::vector<geo::MapPoint> ring = points_of(mesh, run);
        const geo::MapBox box = box_of(ring);
        if (!holds(seen, box)) ring = box.touches(seen) ? geo::clip_ring(ring, seen) : std::vector<geo::MapPoint>();
        std::vector<Spot> spots = spots_of(camera, ring);
        while (spots.size() > 1 && spots.back() == spots.front()) spots.pop_back();
        const bool is_seen = spots.size() >= 3;
        if (!run.is_hole) is_outer_seen = is_seen;
        if (!is_seen) continue;
        if (!run.is_hole) paths.emplace_back();
        append_spots(paths.back(), spots);
        paths.back() += 'Z';
    }
    return paths;
}

LinePaths line_paths(const scene::Mesh& mesh, const style::StrokeStyle& stroke, const scene::Camera& camera,
                     float width) {
    // A mitred corner reaches twice half the width.
    const geo::MapBox seen = view_with_margin(camera, static_cast<double>(stroke.width_px) + 2.0);
    const double period_px = static_cast<double>(stroke.dash_px) + static_cast<double>(stroke.gap_px);
    const bool is_dashed = stroke.gap_px > 0.0F;
    LinePaths paths;
    for (const scene::MeshRun& run : mesh.runs) {
        if (run.width != width) continue;
        std::vector<geo::MapPoint> line = points_of(mesh, run);
        const bool is_whole = holds(seen, box_of(line));
        if (is_whole) {
            const std::vector<Spot> spots = spots_of(camera, line);
            if (spots.size() < 2) continue;
            append_spots(paths.whole, spots);
            if (run.is_ring) paths.whole += 'Z';
            continue;
        }
        if (run.is_ring && !line.empty()) {
            if (!is_dashed) start_out_of_sight(line, seen);
            line.push_back(line.front());
        }
        double along_m = 0.0;
        double piece_along_m = 0.0;
        std::vector<geo::MapPoint> piece;
        const auto finish = [&] {
            const std::vector<Spot> spots = spots_of(camera, piece);
            piece.clear();
            if (spots.size() < 2) return;
            const double offset_px = is_dashed ? std::fmod(piece_along_m / camera.metres_per_px, period_px) : 0.0;
            std::string& path = hundredths_of(offset_px) == 0
                                    ? paths.whole
                                    : paths.shifted.emplace_back(LinePaths::Shifted{"", offset_px}).path;
            append_spots(path, spots);
        };
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (may_touch(seen, line[i - 1], line[i])) {
                if (piece.empty()) {
                    piece.push_back(line[i - 1]);
                    piece_along_m = along_m;
                }
                piece.push_back(line[i]);
            } else if (!piece.empty()) {
                finish();
            }
            along_m += geo::distance_m(line[i - 1], line[i]);
        }
        if (!piece.empty()) finish();
    }
    return paths;
}

}  // namespace darya::writers
