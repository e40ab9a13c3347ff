// What a person's own map file costs as it grows: the same picture with 1, 10 and 100 times the vertices.
//
//     xvfb-run -a -s "-screen 0 1280x800x24" build/release/bench/growth [--rounds N] [FILE…]
//
// Without files it makes them in a temporary folder (the last takes 300 MB): countries, provinces, lakes, rivers and
// towns of geodata/central-asia.gpkg between 46 and 88 E, 34 and 56 N, every edge split into 1, 10 and 100. The cache of
// levels lies in that folder too. Each file gets a process of its own in every round; one line of JSON each:
//
//   first_ms, whole_ms     from asking for the file in the running program, everything shown, to its first picture and to
//                          the last level being there; worst_frame_ms: the longest frame meanwhile, under a moving map
//   again_ms               the same file opened once more, with the levels in the cache
//   bytes_a_vertex         peak memory beyond that of the default map, which is moved in the same way before
//   views                  the file alone, no relief, names or panels, in 1280 x 800: `pan` moves the map in every frame;
//                          `anew` draws all of it from nothing in every frame, as other programs do; median, p95, p99.
//                          `…_cpu_ms`: the median of what all threads of the process took of the processors

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Err.hpp>

#include "app/data_folders.h"
#include "app/load.h"
#include "app/own_map.h"
#include "app/program.h"
#include "denser.h"
#include "geo/projection.h"
#include "paint/painter.h"
#include "scene/frame_maker.h"
#include "style/text.h"

namespace {

namespace fs = std::filesystem;
namespace atlas = darya::atlas;
using darya::app::now_s;
using darya::app::Program;

constexpr float width_px = 1280.0F;
constexpr float height_px = 800.0F;

struct View {
    const char* name;
    darya::geo::LonLat middle;
    double width_km;
};
constexpr View views[] = {{"region", {67.2, 45.9}, 4400},
                          {"tajikistan", {71.2, 38.85}, 900},
                          {"rogun", {69.77, 38.68}, 100},
                          {"aral", {60.0, 45.0}, 700},
                          {"fergana", {71.5, 40.8}, 330}};

double peak_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return 1024.0 * std::atof(line.c_str() + 6);
    }
    return 0.0;
}

double processor_ms() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval& time) {
        return 1000.0 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1000.0;
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

double share_of(std::vector<double> values, double share) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

struct Opening {
    double first_ms = 0.0;
    double whole_ms = 0.0;
    double worst_frame_ms = 0.0;
};

/// Opens the file in the whole program, and moves the map till all of it is there.
bool open_in_program(const darya::app::DataFolders& folders, const fs::path& file, Opening& opening) {
    Program program(folders, {});
    if (const auto started = program.start(); !started) {
        std::cerr << "growth: " << started.error().line() << '\n';
        return false;
    }
    const auto frame = [&program](float dx_px) {
        const double start_s = now_s();
        program.apply(atlas::PanBy{dx_px, 1.0F});
        program.take_results();
        program.draw();
        return (now_s() - start_s) * 1000.0;
    };
    for (int i = 0; i < 60; ++i) frame(2.0F);
    const double asked_s = now_s();
    const auto since_ms = [asked_s] { return (now_s() - asked_s) * 1000.0; };
    program.apply(atlas::OpenFile{file});
    constexpr int at_most_frames = 200'000;
    float direction_px = 2.0F;
    for (int i = 0; i < at_most_frames; ++i) {
        if (i % 200 == 199) direction_px = -direction_px;
        opening.worst_frame_ms = std::max(opening.worst_frame_ms, frame(direction_px));
        if (program.atlas().own_layers.empty()) continue;
        if (opening.first_ms == 0.0) opening.first_ms = since_ms();
        if (!program.atlas().own_layers.front()->levels) continue;
        opening.whole_ms = since_ms();
        break;
    }
    // What is seen comes in at its level.
    for (int i = 0; i < 60; ++i) opening.worst_frame_ms = std::max(opening.worst_frame_ms, frame(direction_px));
    return true;
}

/// The file alone in a window.
class Alone {
public:
    Alone(const darya::app::DataFolders& folders, std::shared_ptr<const darya::scene::OwnLayer> layer)
        : map_(std::make_shared<darya::scene::MapData>()), layers_{std::move(layer)} {
        std::streambuf* const complaints = sf::err().rdbuf(nullptr);
        window_.create(sf::VideoMode(static_cast<unsigned>(width_px), static_cast<unsigned>(height_px)), "growth");
        sf::err().rdbuf(complaints);
        darya::base::Notes notes;
        const auto fonts = darya::style::find_fonts(notes);
        painter_ = std::make_unique<darya::paint::Painter>(
            std::move(*darya::paint::Painter::make(folders.shaders, fonts->paths)));
        maker_ = std::make_unique<darya::scene::FrameMaker>(darya::style::TextMeasure(*fonts));
        style_ = std::move(*darya::app::load_style(folders.styles() / "light.toml"));
        states_.push_back({layers_[0]->id, layers_[0]->name, "Yours"});
    }

    void look_at(const View& view) {
        camera_ = {darya::geo::to_map(view.middle), view.width_km * 1000.0 / static_cast<double>(width_px), width_px,
                   height_px};
        if (const auto read = darya::app::read_all_seen(cells_, layers_, with_margin()); !read)
            std::cerr << "growth: " << read.error().line() << '\n';
    }
    double frame(bool is_anew) {
        const double start_s = now_s();
        if (is_anew) {
            // Another scale, at rest: nothing that was drawn serves.
            camera_.metres_per_px *= is_larger_ ? 1.0005 : 1.0 / 1.0005;
            is_larger_ = !is_larger_;
        } else {
            camera_ = darya::scene::panned(camera_, 2.0F, 1.0F);
        }
        cells_.look(layers_, with_margin());
        while (const auto next = cells_.next_missing()) {
            auto meshes = darya::scene::read_block(*next->levels, next->level, next->block);
            if (meshes) cells_.put(*next, std::make_shared<const darya::scene::BlockMeshes>(std::move(*meshes)));
        }
        darya::scene::FrameInput input{*map_, {}, layers_, states_, style_, camera_, {}, {}, {}, {}};
        input.base_margin_px = is_anew ? 0.0F : margin_px;
        input.own_cells = &cells_;
        painter_->draw(window_, maker_->make(input));
        window_.display();
        return (now_s() - start_s) * 1000.0;
    }

private:
    static constexpr float margin_px = 96.0F;
    darya::scene::Camera with_margin() const {
        darya::scene::Camera camera = camera_;
        camera.width_px += 2 * margin_px;
        camera.height_px += 2 * margin_px;
        return camera;
    }

    std::shared_ptr<const darya::scene::MapData> map_;
    std::vector<std::shared_ptr<const darya::scene::OwnLayer>> layers_;
    std::vector<darya::scene::LayerState> states_;
    darya::style::Style style_;
    sf::RenderWindow window_;
    std::unique_ptr<darya::paint::Painter> painter_;
    std::unique_ptr<darya::scene::FrameMaker> maker_;
    darya::scene::OwnCells cells_;
    darya::scene::Camera camera_;
    bool is_larger_ = false;
};

void print_views(Alone& alone) {
    const char* comma = "";
    for (const View& view : views) {
        std::printf("%s\"%s\": {", comma, view.name);
        comma = ", ";
        for (const bool is_anew : {false, true}) {
            alone.look_at(view);
            for (int i = 0; i < 5; ++i) alone.frame(is_anew);
            std::vector<double> frames_ms;
            std::vector<double> processors_ms;
            const int count = is_anew ? 60 : 240;
            for (int i = 0; i < count; ++i) {
                const double before_ms = processor_ms();
                frames_ms.push_back(alone.frame(is_anew));
                processors_ms.push_back(processor_ms() - before_ms);
            }
            const char* const how = is_anew ? "anew" : "pan";
            std::printf("%s\"%s_ms\": [%.2f, %.2f, %.2f], \"%s_cpu_ms\": %.2f", is_anew ? ", " : "", how,
                        share_of(frames_ms, 0.5), share_of(frames_ms, 0.95), share_of(frames_ms, 0.99), how,
                        share_of(processors_ms, 0.5));
        }
        std::printf("}");
    }
}

std::size_t vertices_in(const fs::path& file) {
    darya::base::Notes notes;
    std::size_t count = 0;
    const auto names = darya::intake::layer_names(file);
    if (!names) return 0;
    const auto read = darya::intake::read_each_layer(
        file, *names, {}, notes, [&count](const darya::data::FeatureTable& table) { count += table.points.size(); });
    return read ? count : 0;
}

/// All figures of one file, in this process alone.
int measure(const darya::app::DataFolders& folders, const fs::path& file) {
    darya::app::LevelCache::of_person().forget(file);
    // What the program takes for the same way of the map with next to nothing on it.
    const fs::path frame_file = fs::temp_directory_path() / ("darya-growth-" + std::to_string(::getpid()) + ".geojson");
    std::ofstream(frame_file) << R"({"type": "LineString", "coordinates": [[46, 34], [88, 56]]})";
    Opening none;
    const bool is_opened = open_in_program(folders, frame_file, none);
    fs::remove(frame_file);
    if (!is_opened) return 1;
    const double most_bytes_before = peak_bytes();
    Opening first;
    Opening again;
    if (!open_in_program(folders, file, first)) return 1;
    const double most_bytes = peak_bytes();
    if (!open_in_program(folders, file, again)) return 1;
    darya::base::Notes notes;
    const auto layer = darya::app::load_own_layer(file, "own:1", notes, darya::app::LevelCache::of_person());
    if (!layer) {
        std::cerr << "growth: " << layer.error().line() << '\n';
        return 1;
    }
    Alone alone(folders, *layer);
    const auto vertex_count = static_cast<double>(vertices_in(file));
    std::printf(
        "{\"bench\": \"growth\", \"file\": \"%s\", \"vertices\": %.0f, \"first_ms\": %.0f, \"whole_ms\": %.0f, "
        "\"worst_frame_ms\": %.1f, \"again_ms\": %.0f, \"again_worst_frame_ms\": %.1f, \"peak_mib\": %.0f, "
        "\"bytes_a_vertex\": %.1f, \"views\": {",
        file.filename().c_str(), vertex_count, first.first_ms, first.whole_ms, first.worst_frame_ms, again.whole_ms,
        again.worst_frame_ms, most_bytes / 1048576.0, (most_bytes - most_bytes_before) / vertex_count);
    print_views(alone);
    std::printf("}}\n");
    return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (std::getenv("DISPLAY") == nullptr) {
        std::cerr << "growth: there is no display; use xvfb-run\n";
        return 1;
    }
    const auto folders = darya::app::find_data_folders(darya::app::program_folder().parent_path());
    if (!folders) {
        std::cerr << "growth: " << folders.error().line() << '\n';
        return 1;
    }
    std::vector<fs::path> files;
    int rounds = 1;
    bool is_one = false;
    for (int i = 1; i < argument_count; ++i) {
        const std::string word = arguments[i];
        if (word == "--rounds" && i + 1 < argument_count) {
            rounds = std::atoi(arguments[++i]);
        } else if (word == "--make" && i + 2 < argument_count) {
            const fs::path out = arguments[++i];
            const auto written =
                darya::bench::write_denser(folders->map_file(), out, std::strtoul(arguments[++i], nullptr, 10));
            std::cout << (written ? std::to_string(*written) + " vertices" : written.error().line()) << '\n';
            return written ? 0 : 1;
        } else if (word == "--one") {
            is_one = true;
        } else {
            files.emplace_back(word);
        }
    }
    if (is_one) return measure(*folders, files.front());

    std::string folder = (fs::temp_directory_path() / "darya-growth-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) return 1;
    ::setenv("XDG_CACHE_HOME", folder.c_str(), 1);
    if (files.empty()) {
        for (const unsigned times : {1U, 10U, 100U}) {
            files.push_back(fs::path(folder) / ("x" + std::to_string(times) + ".gpkg"));
            const auto written = darya::bench::write_denser(folders->map_file(), files.back(), times);
            if (!written) {
                std::cerr << "growth: " << written.error().line() << '\n';
                return 1;
            }
        }
    }
    int trouble = 0;
    for (int round = 0; round < rounds; ++round) {
        for (const fs::path& file : files) {
            const std::string command = "'" + fs::absolute(arguments[0]).string() + "' --one '" + file.string() + "'";
            trouble |= std::system(command.c_str());
        }
    }
    fs::remove_all(folder);
    return trouble == 0 ? 0 : 1;
}
