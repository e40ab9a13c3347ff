// How long names take: placing 10,000 of them that compete for one window, when the map rests and while it moves, and
// the names of the atlas' own map in a frame.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "app/load.h"
#include "app/map_names.h"
#include "geo/projection.h"
#include "reading/gazetteer.h"
#include "scene/frame_maker.h"
#include "scene/labels.h"

namespace darya {
namespace {

constexpr std::size_t name_count = 10'000;
const scene::Camera window{{0, 0}, 1000.0, 1280.0F, 800.0F};

/// Names all over a window, prepared as the map's own are: nine of ten beside marks, the others on areas and rivers.
struct ManyNames {
    std::vector<scene::LabelCandidate> names;
    std::vector<scene::RiverCourse> courses;
    std::vector<scene::LabelWish> wishes;
    std::vector<scene::LabelSurroundings::Symbol> symbols;

    explicit ManyNames(const scene::Camera& camera) {
        std::mt19937 random(7);
        const auto between = [&random](double low, double high) {
            return std::uniform_real_distribution<double>(low, high)(random);
        };
        names.reserve(name_count);
        courses.reserve(name_count);
        for (std::size_t i = 0; i < name_count; ++i) {
            scene::LabelCandidate& one = names.emplace_back();
            one.id = i + 1;
            one.priority = static_cast<float>(name_count - i) / 20.0F;
            one.anchor = {between(-6.4e5, 6.4e5), between(-4e5, 4e5)};
            auto text = std::make_shared<scene::MeasuredText>();
            const std::size_t letters = 4 + random() % 9;
            for (std::size_t k = 0; k < letters; ++k)
                text->letters.push_back({U'a', 7.0F * static_cast<float>(k), 7.0F});
            text->extent = {7.0F * static_cast<float>(letters), 12.0F, 3.0F};
            one.text = std::string(letters, 'a');
            one.measured = text;
            if (i % 100 == 0) {
                one.manner = scene::LabelManner::along_river;
            } else if (i % 10 == 0) {
                one.manner = scene::LabelManner::on_axis;
                one.axes = {scene::level_axis(one.anchor, one.anchor.x_m + 2e5)};
                one.most_spacing_em = 1.0F;
            }
        }
        for (const scene::LabelCandidate& one : names) wish_for(one, camera, between(0, 6.28));
    }

    void wish_for(const scene::LabelCandidate& one, const scene::Camera& camera, double heading) {
        scene::LabelWish wish;
        wish.name = &one;
        wish.gap_px = 4.0F;
        if (one.manner == scene::LabelManner::along_river) {
            std::vector<geo::MapPoint> line{one.anchor};
            for (int step = 0; step < 200; ++step) {
                heading += 0.2 * std::sin(0.7 * step);
                line.push_back({line.back().x_m + 4e3 * std::cos(heading), line.back().y_m + 4e3 * std::sin(heading)});
            }
            courses.push_back(scene::river_course(line, scene::scale_bucket(camera.metres_per_px), camera.view(),
                                                  *one.measured, one.look.size_px));
            wish.course = &courses.back();
            wish.repeat_px = 400.0F;
        }
        wishes.push_back(wish);
    }

    scene::LabelSurroundings around(const scene::Camera& camera) {
        symbols.clear();
        // A window of 10,000 marks is all marks; a tenth of them are drawn.
        for (std::size_t i = 1; i < names.size(); i += 10) symbols.push_back({camera.to_screen(names[i].anchor), 3.0F});
        return {{}, symbols, {}, {0.0F, 0.0F, camera.width_px, camera.height_px}, false, nullptr};
    }
};

void place_10000_at_rest(benchmark::State& state) {
    ManyNames names(window);
    const auto around = names.around(window);
    scene::LabelMemory memory;
    std::size_t placed = 0;
    for (auto _ : state) placed = scene::place_labels(names.wishes, window, around, memory).size();
    state.counters["placed"] = static_cast<double>(placed);
}
BENCHMARK(place_10000_at_rest)->Unit(benchmark::kMillisecond);

void place_10000_for_the_first_time(benchmark::State& state) {
    ManyNames names(window);
    const auto around = names.around(window);
    for (auto _ : state) {
        scene::LabelMemory memory;
        benchmark::DoNotOptimize(scene::place_labels(names.wishes, window, around, memory));
    }
}
BENCHMARK(place_10000_for_the_first_time)->Unit(benchmark::kMillisecond);

void place_10000_in_a_pan(benchmark::State& state) {
    ManyNames names(window);
    scene::LabelMemory memory;
    scene::Camera camera = window;
    float step_px = 1.0F;
    for (auto _ : state) {
        camera = scene::panned(camera, step_px, 0.0F);
        if (std::abs(camera.centre.x_m) > 2e5) step_px = -step_px;
        const auto around = names.around(camera);
        benchmark::DoNotOptimize(scene::place_labels(names.wishes, camera, around, memory));
    }
}
BENCHMARK(place_10000_in_a_pan)->Unit(benchmark::kMillisecond);

/// The atlas' own map, without shapes.
struct Atlas {
    std::shared_ptr<const scene::MapData> map;
    std::shared_ptr<const scene::NameTable> names;
    style::Style style;
    style::FontFiles fonts;

    Atlas() {
        const app::fs::path root = DARYA_SOURCE_DIR;
        const app::DataFolders folders{root / "assets", root / "shaders", root / "geodata"};
        base::Notes notes;
        map = app::read_map(folders, notes).value();
        names = app::name_table(reading::load_gazetteer(folders.assets, notes).value(), folders.assets, notes).value();
        style = app::load_style(folders.styles() / "light.toml").value();
        fonts = style::find_fonts(notes).value();
    }
};

/// Marks, labels and furniture of a frame, whose base stays the same but for every 200th.
void frames_of_a_pan(benchmark::State& state, double lon_deg, double lat_deg, double metres_per_px) {
    static const Atlas atlas;
    const std::vector<std::shared_ptr<const scene::LevelMeshes>> levels;
    const std::vector<std::shared_ptr<const scene::OwnLayer>> own_layers;
    const auto layers = scene::default_layers();
    scene::Camera camera{geo::to_map({lon_deg, lat_deg}), metres_per_px, 1280.0F, 800.0F};
    scene::FrameMaker maker{style::TextMeasure(atlas.fonts)};
    std::size_t label_count = 0;
    float step_px = 1.0F;
    int step = 0;
    for (auto _ : state) {
        camera = scene::panned(camera, step_px, 0.0F);
        if (++step % 200 == 0) step_px = -step_px;
        scene::FrameInput input{
            *atlas.map, levels, own_layers, layers, atlas.style,
            camera,     {},     {},         {},     {0.0F, 0.0F, camera.width_px, camera.height_px}};
        input.names = atlas.names.get();
        input.base_margin_px = 200.0F;
        label_count = maker.make(input).labels.size();
    }
    state.counters["labels"] = static_cast<double>(label_count);
}
BENCHMARK_CAPTURE(frames_of_a_pan, whole_region, 67.0, 46.0, 2900.0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(frames_of_a_pan, fergana_valley, 71.5, 40.8, 400.0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(frames_of_a_pan, vakhsh_cascade, 69.5, 38.3, 100.0)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace darya

BENCHMARK_MAIN();
