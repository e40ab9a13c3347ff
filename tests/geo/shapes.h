#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

#include "geo/point.h"

namespace darya::geo::shapes {

/// A line of `count` points, each a step of up to `step_m` from the one before.
inline std::vector<MapPoint> random_walk(unsigned seed, std::size_t count, double step_m = 100.0) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> step(-step_m, step_m);
    std::vector<MapPoint> line{{step(random), step(random)}};
    while (line.size() < count) line.push_back({line.back().x_m + step(random), line.back().y_m + step(random)});
    return line;
}

/// A ring round `middle` that never crosses itself, counterclockwise, between `least_m` and `most_m` from the middle.
inline std::vector<MapPoint> random_star(std::mt19937& random, MapPoint middle, double least_m, double most_m,
                                         std::size_t count) {
    std::uniform_real_distribution<double> radius(least_m, most_m);
    std::vector<MapPoint> ring;
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
        const double r = radius(random);
        ring.push_back({middle.x_m + r * std::cos(angle), middle.y_m + r * std::sin(angle)});
    }
    return ring;
}

/// A ring like a coast, counterclockwise: a circle of `radius_m` folded at every size till it has `count` points; small enough
/// folds not to cross itself.
inline std::vector<MapPoint> coast(unsigned seed, double radius_m, std::size_t count) {
    std::mt19937 random(seed);
    std::vector<MapPoint> ring;
    for (std::size_t i = 0; i < 3; ++i) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / 3.0;
        ring.push_back({radius_m * std::cos(angle), radius_m * std::sin(angle)});
    }
    std::uniform_real_distribution<double> bend(-0.1, 0.1);
    while (ring.size() < count) {
        std::vector<MapPoint> finer;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const MapPoint a = ring[i];
            const MapPoint b = ring[(i + 1) % ring.size()];
            const double side = bend(random);
            finer.push_back(a);
            finer.push_back(
                {(a.x_m + b.x_m) / 2 - side * (b.y_m - a.y_m), (a.y_m + b.y_m) / 2 + side * (b.x_m - a.x_m)});
        }
        ring = std::move(finer);
    }
    return ring;
}

/// A polygon as `triangulate` takes it.
struct Polygon {
    std::vector<MapPoint> points;
    std::vector<std::uint32_t> ring_starts;

    void add(const std::vector<MapPoint>& ring) {
        ring_starts.push_back(static_cast<std::uint32_t>(points.size()));
        points.insert(points.end(), ring.begin(), ring.end());
    }
};

}  // namespace darya::geo::shapes
