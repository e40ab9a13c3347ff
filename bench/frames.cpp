// How long a frame takes while the map moves: a window of 1280 x 800 with every default layer and panel flies through the
// region, over the dams and the Aral Sea, and is dragged in between; then the same with a card open.
//
//     build/release/bench/frames         (in a window; without a display: xvfb-run build/release/bench/frames)
//
// A frame is all that happens between two pictures: state, names placed, panels, drawing, handing it to the window
// system. Nothing waits for a clock, every camera differs. Prints one line of JSON for each of the two.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "app/data_folders.h"
#include "app/program.h"

namespace {

using darya::app::now_s;
using darya::app::Program;
namespace atlas = darya::atlas;

class Timer {
public:
    explicit Timer(Program& program) : program_(program) {}

    void frame() {
        const double start_s = now_s();
        program_.take_results();
        program_.draw();
        frames_ms_.push_back((now_s() - start_s) * 1000.0);
    }
    void drag(float dx_px, float dy_px, int frames) {
        for (int i = 0; i < frames; ++i) {
            program_.apply(atlas::PanBy{dx_px, dy_px});
            frame();
        }
    }
    void fly() {
        while (program_.atlas().flight &&
               now_s() < program_.atlas().flight->start_s + program_.atlas().flight->duration_s)
            frame();
    }
    void zoom(double factor, int turns) {
        for (int i = 0; i < turns; ++i) {
            program_.apply(atlas::ZoomBy{factor, {700.0F, 380.0F}});
            fly();
        }
    }
    void print(const char* name) {
        std::sort(frames_ms_.begin(), frames_ms_.end());
        const auto at = [this](double share) {
            return frames_ms_[static_cast<std::size_t>(share * static_cast<double>(frames_ms_.size() - 1))];
        };
        std::printf(
            "{\"bench\": \"frames\", \"panels\": \"%s\", \"frames\": %zu, \"median_ms\": %.2f, \"p90_ms\": %.2f, "
            "\"p99_ms\": %.2f, \"most_ms\": %.2f}\n",
            name, frames_ms_.size(), at(0.5), at(0.9), at(0.99), at(1.0));
        frames_ms_.clear();
    }

private:
    Program& program_;
    std::vector<double> frames_ms_;
};

}  // namespace

int main() {
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
    for (const bool has_card : {false, true}) {
        for (const char* id : {"rogun", "kambarata", "aral-sea", "toktogul", "syr-darya", "balkhash"}) {
            const auto place = program.atlas().gazetteer->find(id);
            if (!place) continue;
            if (has_card) {
                program.apply(atlas::SelectPlace{*place, true});
            } else {
                program.apply(atlas::FlyTo{*place});
            }
            timer.fly();
            timer.drag(-6.0F, 2.0F, 40);
            timer.zoom(0.78, 4);
            timer.drag(5.0F, -3.0F, 40);
            timer.zoom(1.0 / 0.7, 4);
        }
        program.apply(atlas::FlyHome{});
        timer.fly();
        timer.drag(-3.0F, 1.0F, 60);
        timer.print(has_card ? "layers and card" : "layers");
        program.apply(atlas::Deselect{});
    }
    return 0;
}
