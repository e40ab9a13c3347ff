// How long it takes to tell what lies under the mouse among 1,000,000 rivers and lakes.

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "data/feature_table_builder.h"
#include "scene/frame_maker.h"
#include "scene/pick.h"

namespace darya {
namespace {

constexpr int feature_count = 1'000'000;
constexpr double half_side_m = 2e6;

std::shared_ptr<const scene::MapData> million_features() {
    std::mt19937 random(3);
    const auto between = [&random](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    data::FeatureTableBuilder rivers("rivers", data::ShapeKind::line);
    data::FeatureTableBuilder lakes("lakes", data::ShapeKind::polygon);
    for (int i = 0; i < feature_count / 2; ++i) {
        geo::MapPoint at{between(-half_side_m, half_side_m), between(-half_side_m, half_side_m)};
        std::vector<geo::MapPoint> line{at};
        double heading = between(0, 6.28);
        for (int step = 0; step < 8; ++step) {
            heading += between(-0.4, 0.4);
            at = {at.x_m + 1.5e3 * std::cos(heading), at.y_m + 1.5e3 * std::sin(heading)};
            line.push_back(at);
        }
        rivers.begin_feature().add_part(line).set_text("id", "river-" + std::to_string(i)).set_number("rank", 1);
        const geo::MapPoint middle{between(-half_side_m, half_side_m), between(-half_side_m, half_side_m)};
        std::vector<geo::MapPoint> ring;
        for (int corner = 0; corner < 10; ++corner) {
            const double angle = 6.283185307 * corner / 10;
            const double reach_m = between(500, 2500);
            ring.push_back({middle.x_m + reach_m * std::cos(angle), middle.y_m + reach_m * std::sin(angle)});
        }
        lakes.begin_feature().add_part(ring).set_text("id", "lake-" + std::to_string(i)).set_number("area_km2", 5);
    }
    // Only what is looked through: levels of detail of all that would take minutes.
    auto map = std::make_shared<scene::MapData>();
    map->rivers = std::move(rivers).build();
    map->lakes = std::move(lakes).build();
    map->river_index = scene::ShapeIndex(map->rivers);
    map->lake_index = scene::ShapeIndex(map->lakes);
    return map;
}

void pick_among_a_million(benchmark::State& state) {
    static const auto map = million_features();
    const double metres_per_px = static_cast<double>(state.range(0));
    const scene::Camera camera{{0, 0}, metres_per_px, 1280.0F, 800.0F};
    const std::vector<std::shared_ptr<const scene::LevelMeshes>> levels;
    const std::vector<std::shared_ptr<const scene::OwnLayer>> own_layers;
    const auto layers = scene::default_layers();
    const style::Style style{};
    const scene::FrameInput input{*map, levels, own_layers, layers, style, camera, {}, {}, {}, {0, 0, 1280, 800}};
    scene::Frame frame;
    frame.camera = camera;
    std::mt19937 random(11);
    std::int64_t found = 0;
    for (auto _ : state) {
        const geo::ScreenPoint at{static_cast<float>(random() % 1280), static_cast<float>(random() % 800)};
        const auto picked = scene::pick(frame, input, at);
        found += picked ? 1 : 0;
        benchmark::DoNotOptimize(picked);
    }
    state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}
BENCHMARK(pick_among_a_million)->Arg(30)->Arg(300)->Arg(2000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace darya

BENCHMARK_MAIN();
