// From exec to the first complete frame, as a person sees it: Darya is started in a private Xvfb, the screen is looked at
// every few milliseconds, and the first picture counts that equals the one five seconds after it began to stand still.
//
//     build/release/bench/startup [--runs N] [--cold] [--input] [-- files…]
//
// Warm is every start but a first one that is not counted. --cold drops the program and its data from the page cache before
// each start, and what Mesa keeps from start to start is not there. Equal: of the window's pixels no more than 0.1 %
// differ by more than 8 of 255 in a channel. --input turns the wheel over the map as soon as there is a map, and again two
// seconds later, and takes the times till it has begun to move, too. Prints one line of JSON.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <X11/Xlib.h>

#include "app/display.h"
#include "base/child.h"
#include "base/file.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr unsigned width_px = 1280;
constexpr unsigned height_px = 800;
constexpr double quiet_s = 5.0;
constexpr double patience_s = 60.0;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The screen of a private Xvfb, read from the file that it maps its frame buffer to (XWD, 32 bits a pixel).
class PrivateScreen {
public:
    PrivateScreen() {
        std::string pattern = (fs::temp_directory_path() / "darya-bench-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        std::vector<std::string> words = darya::app::private_display("1280x800x24");
        words.insert(words.end(), {"-noreset", "-fbdir", folder_.string()});
        auto server = darya::base::Child::start(words);
        const auto number = server ? server->read_line(10.0) : std::nullopt;
        if (!number) {
            std::cerr << "startup: Xvfb does not start; install xvfb\n";
            std::exit(1);
        }
        setenv("DISPLAY", (":" + *number).c_str(), 1);
        server_.emplace(std::move(*server));
        const int file = open((folder_ / "Xvfb_screen0").c_str(), O_RDONLY | O_CLOEXEC);
        const auto byte_count = static_cast<std::size_t>(fs::file_size(folder_ / "Xvfb_screen0"));
        bytes_ = static_cast<const std::uint8_t*>(mmap(nullptr, byte_count, PROT_READ, MAP_SHARED, file, 0));
        close(file);
        const auto word = [this](std::size_t index) {  // the header is big-endian
            const std::uint8_t* at = bytes_ + 4 * index;
            return static_cast<std::size_t>(at[0]) << 24U | static_cast<std::size_t>(at[1]) << 16U |
                   static_cast<std::size_t>(at[2]) << 8U | at[3];
        };
        pixels_ = bytes_ + word(0) + 12 * word(19);
        row_bytes_ = word(12);
    }
    ~PrivateScreen() { fs::remove_all(folder_); }
    PrivateScreen(const PrivateScreen&) = delete;
    PrivateScreen& operator=(const PrivateScreen&) = delete;

    using Picture = std::vector<std::uint8_t>;
    void look(Picture& picture) const {
        picture.resize(std::size_t{4} * width_px * height_px);
        for (std::size_t row = 0; row < height_px; ++row) {
            std::memcpy(picture.data() + row * 4 * width_px, pixels_ + row * row_bytes_, std::size_t{4} * width_px);
        }
    }

private:
    fs::path folder_;
    std::optional<darya::base::Child> server_;
    const std::uint8_t* bytes_ = nullptr;
    const std::uint8_t* pixels_ = nullptr;
    std::size_t row_bytes_ = 0;
};

bool are_equal(const PrivateScreen::Picture& a, const PrivateScreen::Picture& b) {
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size(); i += 4) {
        for (std::size_t c = 0; c < 3; ++c) {
            if (std::abs(int{a[i + c]} - int{b[i + c]}) > 8) {
                ++different;
                break;
            }
        }
    }
    return different * 1000 <= std::size_t{width_px} * height_px;
}

struct Usage {
    double cpu_s = 0.0;
    double peak_mib = 0.0;
};

Usage usage_of(pid_t process) {
    Usage usage;
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    std::getline(stat, line);
    std::istringstream fields(line.substr(std::min(line.rfind(')') + 1, line.size())));
    std::string field;
    for (int i = 3; i <= 15 && fields >> field; ++i) {
        if (i >= 14) usage.cpu_s += std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    while (std::getline(status, line)) {
        if (line.starts_with("VmHWM:")) usage.peak_mib = std::stod(line.substr(6)) / 1024.0;
    }
    return usage;
}

void forget(const fs::path& top) {
    std::error_code trouble;
    for (const auto& entry : fs::recursive_directory_iterator(top, trouble)) {
        if (!entry.is_regular_file(trouble)) continue;
        const int file = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) continue;
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        close(file);
    }
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Start {
    double first_frame_s = 0.0;
    double cpu_s = 0.0;         // until the first complete frame was known to be one
    double idle_cpu_pct = 0.0;  // of one core, while nothing moved
    double peak_mib = 0.0;
};

/// A hand at the wheel, before there is a window.
class Hand {
public:
    Hand() : display_(XOpenDisplay(nullptr)) {}
    ~Hand() {
        if (display_ != nullptr) XCloseDisplay(display_);
    }
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;

    /// Over the middle of the window that lies on top.
    void turn_wheel() {
        if (display_ == nullptr) return;
        Window parent = 0;
        Window* windows = nullptr;
        unsigned count = 0;
        XQueryTree(display_, DefaultRootWindow(display_), &parent, &parent, &windows, &count);
        for (unsigned i = count; i-- > 0;) {
            XWindowAttributes looks;
            if (XGetWindowAttributes(display_, windows[i], &looks) == 0 || looks.map_state != IsViewable) continue;
            XEvent event{};
            event.xbutton.window = windows[i];
            event.xbutton.root = DefaultRootWindow(display_);
            event.xbutton.same_screen = True;
            event.xbutton.button = Button4;
            event.xbutton.x = looks.width / 2;
            event.xbutton.y = looks.height / 2;
            for (const int type : {ButtonPress, ButtonRelease}) {
                event.xbutton.type = type;
                XSendEvent(display_, windows[i], False, ButtonPressMask, &event);
            }
            break;
        }
        if (windows != nullptr) XFree(windows);
        XFlush(display_);
    }

private:
    Display* display_ = nullptr;
};

/// Whether there is a map: a screen without one has few colours.
bool is_map(const PrivateScreen::Picture& picture) {
    std::array<bool, 4096> has{};
    for (std::size_t i = 0; i < picture.size(); i += 4)
        has[(picture[i] >> 4U) << 8U | (picture[i + 1] >> 4U) << 4U | picture[i + 2] >> 4U] = true;
    return std::count(has.begin(), has.end(), true) > 100;
}

struct Answers {
    double first_ms = 0.0;
    double at_rest_ms = 0.0;
};

/// Starts the program, turns the wheel once there is a map, and again when all is at rest: how long it took each time till
/// the map had begun to move.
Answers measure_answers(const PrivateScreen& screen, const std::vector<std::string>& command) {
    Hand hand;
    auto program = darya::base::Child::start(command);
    if (!program) {
        std::cerr << "startup: " << program.error().line() << '\n';
        std::exit(1);
    }
    PrivateScreen::Picture map;
    PrivateScreen::Picture now;
    const auto wait_for = [&](const auto& what) {
        const auto start = Clock::now();
        do {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            screen.look(now);
        } while (!what() && seconds_since(start) < patience_s);
    };
    wait_for([&] { return is_map(now); });
    const auto answer_ms = [&] {
        // What lies on the screen may still be half a picture.
        do {
            map = now;
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
            screen.look(now);
        } while (now != map);
        hand.turn_wheel();
        const auto turned = Clock::now();
        wait_for([&] { return !are_equal(now, map); });
        return 1000.0 * seconds_since(turned);
    };
    Answers answers;
    answers.first_ms = answer_ms();
    std::this_thread::sleep_for(std::chrono::seconds(2));
    answers.at_rest_ms = answer_ms();
    program->stop(3.0);
    wait_for([&] { return !is_map(now); });
    return answers;
}

Start measure(const PrivateScreen& screen, const std::vector<std::string>& command) {
    std::vector<std::pair<double, PrivateScreen::Picture>> seen;  // only what differs from the one before
    PrivateScreen::Picture now;
    screen.look(now);
    seen.emplace_back(0.0, now);
    const auto start = Clock::now();
    auto program = darya::base::Child::start(command);
    if (!program) {
        std::cerr << "startup: " << program.error().line() << '\n';
        std::exit(1);
    }
    std::optional<Usage> at_rest;
    double rest_s = 0.0;
    while (seconds_since(start) < patience_s) {
        const double time_s = seconds_since(start);
        screen.look(now);
        if (now != seen.back().second) {
            seen.emplace_back(time_s, now);
            at_rest.reset();
        } else if (seen.size() > 1 && time_s - seen.back().first > 1.0 && !at_rest) {
            at_rest = usage_of(program->process_id());
            rest_s = time_s;
        }
        if (seen.size() > 1 && time_s - seen.back().first > quiet_s) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(at_rest ? 100 : 4));
    }
    Start result;
    const Usage end = usage_of(program->process_id());
    result.cpu_s = end.cpu_s;
    result.peak_mib = end.peak_mib;
    if (at_rest) result.idle_cpu_pct = 100.0 * (end.cpu_s - at_rest->cpu_s) / (seconds_since(start) - rest_s);
    program->stop(3.0);
    result.first_frame_s = seen.back().first;
    for (auto picture = seen.rbegin(); picture != seen.rend() && are_equal(picture->second, now); ++picture) {
        result.first_frame_s = picture->first;
    }
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    int runs = 5;
    bool is_cold = false;
    bool has_input = false;
    const fs::path build = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
    std::vector<std::string> command{(build / "darya").string()};
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--runs" && i + 1 < argc) {
            runs = std::max(1, std::atoi(argv[++i]));
        } else if (word == "--cold") {
            is_cold = true;
        } else if (word == "--input") {
            has_input = true;
        } else if (word == "--") {
            command.insert(command.end(), argv + i + 1, argv + argc);
            break;
        } else {
            std::cerr << "usage: startup [--runs N] [--cold] [--input] [-- files…]\n";
            return 2;
        }
    }
    std::string pattern = (fs::temp_directory_path() / "darya-bench-XXXXXX").string();
    const fs::path home = mkdtemp(pattern.data());
    const PrivateScreen screen;
    std::vector<Start> starts;
    std::vector<double> answers_ms;
    std::vector<double> answers_at_rest_ms;
    for (int run = is_cold ? 0 : -1; run < runs; ++run) {
        // Every start is the first one of a new person, but for Mesa's compiled shaders, which are where they always are.
        for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME"}) {
            setenv(name, (home / std::to_string(run) / name).c_str(), 1);
        }
        if (is_cold) {
            for (const char* data : {"assets", "shaders", "geodata"}) forget(fs::canonical(build / data));
            forget(build);
            setenv("XDG_CACHE_HOME", (home / std::to_string(run) / "cache").c_str(), 1);
        }
        const Start start = measure(screen, command);
        if (run >= 0) starts.push_back(start);
        if (!has_input || run < 0) continue;
        const Answers answers = measure_answers(screen, command);
        answers_ms.push_back(answers.first_ms);
        answers_at_rest_ms.push_back(answers.at_rest_ms);
    }
    fs::remove_all(home);

    const auto list = [&starts](double Start::*member) {
        std::vector<double> values;
        for (const Start& start : starts) values.push_back(start.*member);
        return values;
    };
    std::printf("{\"bench\": \"startup\", \"cache\": \"%s\", \"runs\": %d, \"first_frame_s\": [",
                is_cold ? "cold" : "warm", runs);
    for (std::size_t i = 0; i < starts.size(); ++i) std::printf("%s%.3f", i > 0 ? ", " : "", starts[i].first_frame_s);
    std::printf("], \"median_s\": %.3f, \"idle_cpu_pct\": %.2f, \"peak_mib\": %.0f",
                median(list(&Start::first_frame_s)), median(list(&Start::idle_cpu_pct)),
                median(list(&Start::peak_mib)));
    if (has_input)
        std::printf(", \"first_input_ms\": %.0f, \"input_at_rest_ms\": %.0f", median(answers_ms),
                    median(answers_at_rest_ms));
    std::puts("}");
    return 0;
}
