// How long a frame takes while the map moves: the real window of 1280 x 800 with every layer, relief, names and panels.
//
//     build/release/bench/frames [--seconds N]   (in a window; without a display: xvfb-run build/release/bench/frames)
//
// First a scripted flight: five scales from the whole region to a single dam and back, pans and zooms in between, for 20
// seconds; no two frames have the same camera. Then each of the five extents that the peers' figures are for, panned to
// and fro. A frame is all that happens between two pictures: state, names placed, panels, drawing, handing it to the window
// system; nothing waits for a clock. CPU is of all threads (a card made of processors works in its own), so it counts
// the same on a busy machine. Prints one line of JSON for the flight, and one for each extent.

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "app/data_folders.h"
#include "app/program.h"
#include "geo/projection.h"

namespace {

using darya::app::now_s;
using darya::app::Program;
namespace atlas = darya::atlas;
namespace geo = darya::geo;

double cpu_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double at_share(std::vector<double> values, double share) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

class Timer {
public:
    explicit Timer(Program& program) : program_(program) {}

    void frame() {
        const double start_s = now_s();
        program_.take_results();
        program_.draw();
        frames_ms_.push_back((now_s() - start_s) * 1000.0);
        const auto& times = program_.frame_times();
        sharp_count_ += times.magnified == 1.0 ? 1 : 0;
        most_magnified_ = std::max({most_magnified_, times.magnified, 1.0 / times.magnified});
        triangles_.push_back(static_cast<double>(times.triangle_count));
        calls_.push_back(static_cast<double>(times.call_count));
    }
    bool is_flying() const {
        const auto& flight = program_.atlas().flight;
        return flight && now_s() < flight->start_s + flight->duration_s;
    }
    void fly() {
        while (is_flying()) frame();
    }
    /// How long after the map has come to rest its ground is sharp, milliseconds.
    void come_to_rest() {
        const double start_s = now_s();
        const std::size_t first = frames_ms_.size();
        do frame();
        while (program_.frame_times().magnified != 1.0 && now_s() - start_s < 2.0);
        rest_ms_.push_back((now_s() - start_s) * 1000.0);
        frames_ms_.resize(first);  // at rest two frames are alike
        triangles_.resize(first);
        calls_.resize(first);
    }
    void drag(float dx_px, float dy_px, int frames) {
        for (int i = 0; i < frames; ++i) {
            program_.apply(atlas::PanBy{dx_px, dy_px});
            frame();
        }
    }
    void zoom(double factor, int turns) {
        for (int i = 0; i < turns; ++i) {
            program_.apply(atlas::ZoomBy{factor, {700.0F, 380.0F}});
            fly();
        }
    }
    void begin() {
        frames_ms_.clear();
        triangles_.clear();
        calls_.clear();
        rest_ms_.clear();
        sharp_count_ = 0;
        most_magnified_ = 1.0;
        start_cpu_s_ = cpu_s();
        start_s_ = now_s();
    }
    double seconds() const { return now_s() - start_s_; }
    void print(const std::string& name) {
        const auto count = static_cast<double>(frames_ms_.size());
        std::printf(
            "{\"bench\": \"frames\", \"view\": \"%s\", \"frames\": %zu, \"median_ms\": %.2f, \"p95_ms\": %.2f, "
            "\"p99_ms\": %.2f, \"most_ms\": %.2f, \"cpu_ms\": %.2f, \"triangles\": %.0f, \"most_triangles\": %.0f, "
            "\"draw_calls\": %.0f, \"sharp_share\": %.2f, \"most_stretched\": %.2f, \"sharp_after_rest_ms\": %.0f}\n",
            name.c_str(), frames_ms_.size(), at_share(frames_ms_, 0.5), at_share(frames_ms_, 0.95),
            at_share(frames_ms_, 0.99), at_share(frames_ms_, 1.0), 1000.0 * (cpu_s() - start_cpu_s_) / count,
            at_share(triangles_, 0.5), at_share(triangles_, 1.0), at_share(calls_, 0.5),
            static_cast<double>(sharp_count_) / count, most_magnified_, at_share(rest_ms_, 1.0));
        std::fflush(stdout);
    }

private:
    Program& program_;
    std::vector<double> frames_ms_, triangles_, calls_, rest_ms_;
    std::size_t sharp_count_ = 0;
    double most_magnified_ = 1.0;
    double start_cpu_s_ = 0.0;
    double start_s_ = 0.0;
};

/// What the peers' pictures show: the middle and how many kilometres from left to right.
struct Extent {
    const char* name;
    geo::LonLat middle;
    double width_km;
};
constexpr std::array extents{Extent{"region", {67.1, 45.9}, 4400.0}, Extent{"tajikistan", {71.2, 38.85}, 900.0},
                             Extent{"rogun", {69.77, 38.68}, 100.0}, Extent{"aral", {60.0, 45.0}, 700.0},
                             Extent{"fergana", {71.5, 40.8}, 330.0}};

/// Where the map is brought to an extent: there is no command for that, so by its middle and scale.
void go_to(Program& program, Timer& timer, const Extent& extent) {
    for (int step = 0; step < 6; ++step) {
        const auto& camera = program.atlas().camera;
        const double wanted = extent.width_km * 1000.0 / static_cast<double>(camera.width_px);
        const geo::ScreenPoint at = camera.to_screen(geo::to_map(extent.middle));
        program.apply(atlas::PanBy{camera.width_px / 2 - at.x_px, camera.height_px / 2 - at.y_px});
        program.apply(atlas::ZoomBy{wanted / camera.metres_per_px, {camera.width_px / 2, camera.height_px / 2}});
        timer.fly();
        timer.frame();
    }
}

}  // namespace

int main(int argc, char** argv) {
    const double seconds = argc == 3 && std::string(argv[1]) == "--seconds" ? std::atof(argv[2]) : 20.0;
    if (std::getenv("DISPLAY") == nullptr) {
        std::cerr << "frames: there is no display; use xvfb-run\n";
        return 1;
    }
    const auto folders = darya::app::find_data_folders(darya::app::program_folder().parent_path());
    if (!folders) {
        std::cerr << "frames: " << folders.error().line() << '\n';
        return 1;
    }
    Program program(*folders, {});
    if (const auto started = program.start(); !started) {
        std::cerr << "frames: " << started.error().line() << '\n';
        return 1;
    }
    Timer timer(program);
    const std::array<const char*, 6> places{"rogun", "aral-sea", "toktogul", "syr-darya", "kambarata-2", "balkhash"};
    const auto tour = [&](const char* id) {
        const auto place = program.atlas().gazetteer->find(id);
        if (!place) return;
        program.apply(atlas::FlyTo{*place});
        timer.fly();
        timer.come_to_rest();
        timer.drag(-6.0F, 2.0F, 40);
        timer.zoom(0.6, 3);
        timer.drag(5.0F, -3.0F, 40);
        timer.zoom(1.0 / 0.6, 4);
        timer.come_to_rest();
    };
    for (const char* id : places) tour(id);  // once unmeasured: levels of detail are built on the first visit
    for (const bool has_card : {false, true}) {
        timer.begin();
        for (std::size_t i = 0; timer.seconds() < seconds; ++i) {
            if (has_card) {
                if (const auto place = program.atlas().gazetteer->find(places[i % places.size()]))
                    program.apply(atlas::SelectPlace{*place, false});
            }
            tour(places[i % places.size()]);
            if (i % 3 != 2) continue;
            program.apply(atlas::FlyHome{});
            timer.fly();
            timer.drag(-3.0F, 1.0F, 60);
        }
        timer.print(has_card ? "flight with a card open" : "flight");
        program.apply(atlas::Deselect{});
    }
    for (const Extent& extent : extents) {
        go_to(program, timer, extent);
        timer.begin();
        for (int turn = 0; turn < 4; ++turn) {
            timer.drag(3.0F, 1.0F, 50);
            timer.drag(-3.0F, -1.0F, 50);
        }
        timer.print(extent.name);
    }
    return 0;
}
