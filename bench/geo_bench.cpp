// How long the geometry takes on one core: the figures that the comments in src/geo/ speak of.
//
//     build/release/bench/geo_bench

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <span>
#include <vector>

#include "geo/arcs.h"
#include "geo/hill_shade.h"
#include "geo/measure.h"
#include "geo/projection.h"
#include "geo/rtree.h"
#include "geo/simplify.h"
#include "geo/stroke.h"
#include "geo/triangulate.h"

namespace {

using namespace darya;
using geo::MapPoint;

/// A ring like a coast: a triangle whose sides are bent in the middle till it has at least `count` points.
std::vector<MapPoint> coast(unsigned seed, double radius_m, std::size_t count) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> bend(-0.1, 0.1);
    std::vector<MapPoint> ring{{radius_m, 0}, {-radius_m / 2, radius_m * 0.87}, {-radius_m / 2, -radius_m * 0.87}};
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

void per_item(benchmark::State& state, std::size_t count) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void to_map_300000(benchmark::State& state) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> lon(46.0, 90.0);
    std::uniform_real_distribution<double> lat(35.0, 56.0);
    std::vector<geo::LonLat> places(300'000);
    for (geo::LonLat& place : places) place = {lon(random), lat(random)};
    for (auto _ : state) {
        for (const geo::LonLat place : places) benchmark::DoNotOptimize(geo::to_map(place));
    }
    per_item(state, places.size());
}
BENCHMARK(to_map_300000)->Unit(benchmark::kMillisecond);

void significance(benchmark::State& state) {
    const auto line = coast(2, 1e6, static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(geo::significance_m(line));
    per_item(state, line.size());
}
BENCHMARK(significance)->Arg(12'288)->Arg(393'216)->Unit(benchmark::kMillisecond);

void shared_significance_of_twenty_neighbours(benchmark::State& state) {
    std::vector<std::vector<MapPoint>> rings;
    for (unsigned i = 0; i < 20; ++i) rings.push_back(coast(i / 2, 1e6, 12'288));  // each border twice
    const std::vector<std::span<const MapPoint>> views(rings.begin(), rings.end());
    for (auto _ : state) benchmark::DoNotOptimize(geo::shared_significance_m(views));
    per_item(state, rings.size() * rings[0].size());
}
BENCHMARK(shared_significance_of_twenty_neighbours)->Unit(benchmark::kMillisecond);

void triangulate_coast(benchmark::State& state) {
    auto ring = coast(3, 1e6, static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(geo::triangulate(ring, {}));
    per_item(state, ring.size());
}
BENCHMARK(triangulate_coast)->Arg(1'536)->Arg(49'152)->Arg(98'304)->Unit(benchmark::kMillisecond);

void triangulate_lake_with_islands(benchmark::State& state) {
    auto points = coast(3, 1e6, 20'000);
    std::vector<std::uint32_t> ring_starts{0};
    std::mt19937 random(4);
    std::uniform_real_distribution<double> radius(200.0, 4'000.0);
    for (double x = -300e3; x < 300e3; x += 20e3) {
        for (double y = -300e3; y < 300e3; y += 20e3) {
            ring_starts.push_back(static_cast<std::uint32_t>(points.size()));
            for (int i = 0; i < 24; ++i) {
                const double turn = 2.0 * std::numbers::pi * i / 24;
                const double r = radius(random);
                points.push_back({x + r * std::cos(turn), y + r * std::sin(turn)});
            }
        }
    }
    for (auto _ : state) benchmark::DoNotOptimize(geo::triangulate(points, ring_starts));
    state.counters["points"] = static_cast<double>(points.size());
    state.counters["islands"] = static_cast<double>(ring_starts.size() - 1);
}
BENCHMARK(triangulate_lake_with_islands)->Unit(benchmark::kMillisecond);

void stroke(benchmark::State& state) {
    const auto line = coast(5, 1e6, 98'304);
    std::vector<geo::StrokeVertex> strip;
    for (auto _ : state) {
        strip.clear();
        geo::append_stroke(strip, line, {0, 0}, true);
        benchmark::DoNotOptimize(strip.data());
    }
    per_item(state, line.size());
}
BENCHMARK(stroke)->Unit(benchmark::kMillisecond);

void relief(benchmark::State& state) {
    constexpr int width = 2200;
    constexpr int height = 1500;
    std::mt19937 random(6);
    std::vector<std::int16_t> heights_m;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            heights_m.push_back(static_cast<std::int16_t>(1500 + 900 * std::sin(0.03 * x) * std::cos(0.021 * y) +
                                                          static_cast<int>(random() % 37)));
        }
    }
    for (auto _ : state) benchmark::DoNotOptimize(geo::relief_codes(heights_m, width, height, 900.0, -32768, 6.0F));
    per_item(state, heights_m.size());
}
BENCHMARK(relief)->Unit(benchmark::kMillisecond);

void shaded_colours_of_a_million_cells(benchmark::State& state) {
    geo::ReliefRamp ramp;
    for (std::size_t i = 0; i < 6; ++i) {
        ramp.at_code[i] = 50.0F * static_cast<float>(i);
        ramp.colour[i] = {0.1F * static_cast<float>(i), 0.5F, 0.9F - 0.1F * static_cast<float>(i)};
    }
    for (auto _ : state) {
        for (int i = 0; i < 1'000'000; ++i) {
            benchmark::DoNotOptimize(
                geo::shaded_colour(ramp, static_cast<float>(i % 256), static_cast<float>(i / 256 % 256)));
        }
    }
    per_item(state, 1'000'000);
}
BENCHMARK(shaded_colours_of_a_million_cells)->Unit(benchmark::kMillisecond);

void inside_point_of_a_country(benchmark::State& state) {
    const auto ring = coast(8, 1e6, 3'000);
    for (auto _ : state) benchmark::DoNotOptimize(geo::inside_point(ring, {}));
}
BENCHMARK(inside_point_of_a_country)->Unit(benchmark::kMillisecond);

void box_tree_search(benchmark::State& state) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-1e6, 1e6);
    std::uniform_real_distribution<double> size(0.0, 20e3);
    std::vector<geo::MapBox> boxes(100'000);
    for (geo::MapBox& box : boxes) {
        const double left = place(random);
        const double bottom = place(random);
        box = {left, bottom, left + size(random), bottom + size(random)};
    }
    const geo::BoxTree tree(boxes);
    std::vector<std::uint32_t> found;
    for (auto _ : state) {
        const double x = place(random);
        const double y = place(random);
        tree.search({x, y, x + 5e3, y + 5e3}, found);
        benchmark::DoNotOptimize(found.data());
    }
}
BENCHMARK(box_tree_search)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
