#include "e2e/driven_window.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "app/display.h"
#include "base/file.h"
#include "e2e/clipboard.h"
#include "geo/projection.h"

extern char** environ;  // NOLINT: the name is POSIX's

namespace darya::e2e {

namespace {

using Clock = std::chrono::steady_clock;

// Between two things a person does: SFML looks at its events sixty times a second, and a slow machine needs its time.
constexpr auto pause_time = std::chrono::milliseconds(300);
constexpr double start_s = 60.0;

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what);  // GoogleTest makes it the test's failure
}

template <class Condition>
bool comes_true(Condition is_true, double at_most_s) {
    const auto end = Clock::now() + std::chrono::duration<double>(at_most_s);
    while (!is_true()) {
        if (Clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

/// The beginning of what a program complained about: a sanitizer says a lot.
std::string complaint(const fs::path& file) {
    constexpr std::size_t most = 2000;
    return bytes_of(file).substr(0, most);
}

/// Our environment, with some variables set otherwise.
std::vector<std::string> environment_with(const std::vector<std::pair<std::string, std::string>>& wanted) {
    std::vector<std::string> variables;
    for (char** one = environ; *one != nullptr; ++one) {
        const std::string variable = *one;
        const std::string name = variable.substr(0, variable.find('='));
        const bool is_replaced =
            std::any_of(wanted.begin(), wanted.end(), [&name](const auto& w) { return w.first == name; });
        if (!is_replaced) variables.push_back(variable);
    }
    for (const auto& [name, value] : wanted) variables.push_back(name + "=" + value);
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::string coordinate(float px) {
    return std::to_string(std::lround(px));
}

/// The top left part of a screen dump of Xvfb (X's "xwd" format, version 7, 32 bits a pixel).
ScreenPicture part_of_dump(const std::string& dump, int width, int height) {
    const auto number = [&dump](std::size_t index) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(dump[4 * index + i]);
        return value;
    };
    constexpr std::size_t header_numbers = 25;
    if (dump.size() < 4 * header_numbers || number(1) != 7 || number(11) != 32) fail("Xvfb's screen cannot be read");
    const std::size_t start = number(0) + std::size_t{12} * number(19);  // after the header and the colour table
    const std::size_t row_bytes = number(12);
    const bool is_lowest_first = number(7) == 0;
    ScreenPicture picture{
        std::min(width, static_cast<int>(number(4))), std::min(height, static_cast<int>(number(5))), {}};
    if (dump.size() < start + row_bytes * number(5)) fail("Xvfb's screen is cut off");
    picture.pixels.reserve(static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
    for (int y = 0; y < picture.height_px; ++y) {
        for (int x = 0; x < picture.width_px; ++x) {
            const auto* const byte = reinterpret_cast<const unsigned char*>(
                &dump[start + row_bytes * static_cast<std::size_t>(y) + std::size_t{4} * static_cast<std::size_t>(x)]);
            picture.pixels.push_back(is_lowest_first ? data::Colour{byte[2], byte[1], byte[0]}
                                                     : data::Colour{byte[1], byte[2], byte[3]});
        }
    }
    return picture;
}

}  // namespace

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

TestFolder::TestFolder() {
    std::string name = (fs::temp_directory_path() / "darya-e2e-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) fail("no folder for the test can be made");
    path_ = name;
}

TestFolder::~TestFolder() {
    std::error_code trouble;
    fs::remove_all(path_, trouble);
}

void TestFolder::put_session(const atlas::Session& session) const {
    if (!base::write_file(session_file(), atlas::write_session(session))) fail("the session cannot be written");
}

atlas::Session TestFolder::session() const {
    const auto session = atlas::parse_session(bytes_of(session_file()));
    if (!session) fail("the program wrote no session that can be read");
    return *session;
}

fs::path TestFolder::put(const std::string& name, const std::string& bytes) const {
    if (!base::write_file(path_ / name, bytes)) fail(name + " cannot be written");
    return path_ / name;
}

DrivenWindow::DrivenWindow(const TestFolder& folder, const std::vector<std::string>& words, const std::string& in_haste)
    : folder_(folder) {
    // Its screen is a file that we read: quicker than asking the X server for a picture.
    std::vector<std::string> server = app::private_display("1600x1200x24");
    // -noreset: else it starts anew when xdotool, which looks for the window, leaves before the program has come.
    server.insert(server.end(), {"-noreset", "-nocursor", "-fbdir", folder.path().string()});
    auto screen = base::Child::start(server);
    if (!screen) fail(screen.error().line());
    screen_.emplace(std::move(*screen));
    const auto number = screen_->read_line(20.0);
    if (!number) fail("Xvfb did not start");
    display_ = ":" + *number;

    std::vector<std::string> argv{DARYA_PROGRAM};
    argv.insert(argv.end(), words.begin(), words.end());
    const std::string suppressions = std::string(DARYA_BUILD_DIR) + "/lsan_windows.supp";
    std::vector<std::string> variables =
        environment_with({{"DISPLAY", display_},
                          {"WAYLAND_DISPLAY", ""},
                          {"LC_ALL", "C.UTF-8"},
                          {"LIBGL_ALWAYS_SOFTWARE", "1"},
                          {"HOME", folder.path().string()},
                          {"XDG_STATE_HOME", (folder.path() / "state").string()},
                          {"XDG_CONFIG_HOME", (folder.path() / "config").string()},
                          {"XDG_CACHE_HOME", (folder.path() / "cache").string()},
                          {"LSAN_OPTIONS", "suppressions=" + suppressions + ":print_suppressions=0:use_tls=0"}});
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string errors = (folder.path() / "stderr").string();
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int trouble = posix_spawn(&process_, DARYA_PROGRAM, &actions, nullptr, pointers_to(argv).data(),
                                    pointers_to(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (trouble != 0) fail(std::string("the program cannot be started: ") + std::strerror(trouble));

    find_window();
    if (!in_haste.empty()) gesture(in_haste);
    const bool is_drawn = comes_true(
        [this] {
            if (ended()) fail("the program ended before it drew anything: " + complaint(folder_.path() / "stderr"));
            constexpr int many = 100;
            const ScreenPicture shown = picture();
            return colours_in(shown, shown.whole()) > many;
        },
        start_s);
    if (!is_drawn) fail("the program drew nothing");
    // Into the corner, where it can grow, and where pictures are taken; by now it has found its own place.
    do_with_xdotool({"windowmove", window_, "0", "0"});
    // Without a window manager nobody else gives it the keyboard.
    do_with_xdotool({"windowfocus", window_});
    settled_picture();
}

DrivenWindow::~DrivenWindow() {
    if (testing::Test::HasFailure() || std::uncaught_exceptions() > 0) {
        const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
        save(last_settled_, fs::path(DARYA_BUILD_DIR) / "tests" / "failed" / (std::string(test->name()) + ".png"));
        if (ended()) std::cerr << "the program ended with " << *exit_code_ << '\n';
        std::cerr << complaint(folder_.path() / "stderr");
    }
    if (process_ > 0 && !ended()) {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
}

void DrivenWindow::do_with_xdotool(std::vector<std::string> words) const {
    words.insert(words.begin(), {"env", "DISPLAY=" + display_, "LC_ALL=C.UTF-8", "xdotool"});
    const auto output = base::run_child(words);
    if (!output) fail(output.error().line());
    if (output->exit_code != 0) fail("xdotool: " + output->standard_error);
}

void DrivenWindow::find_window() {
    std::string found;
    comes_true(
        [&] {
            if (ended()) fail("the program ended at once: " + complaint(folder_.path() / "stderr"));
            const auto output = base::run_child(
                {"env", "DISPLAY=" + display_, "xdotool", "search", "--onlyvisible", "--name", "^Darya$"});
            if (output && output->exit_code == 0)
                found = output->standard_out.substr(0, output->standard_out.find('\n'));
            return !found.empty();
        },
        start_s);
    if (found.empty()) fail("no window appeared");
    window_ = found;
    const auto output =
        base::run_child({"env", "DISPLAY=" + display_, "xdotool", "getwindowgeometry", "--shell", window_});
    if (!output || output->exit_code != 0) fail("the window has no size");
    std::istringstream lines(output->standard_out);
    for (std::string line; std::getline(lines, line);) {
        const int number = std::atoi(line.substr(line.find('=') + 1).c_str());
        if (line.starts_with("WIDTH=")) width_px_ = number;
        if (line.starts_with("HEIGHT=")) height_px_ = number;
    }
}

void DrivenWindow::pause() const {
    std::this_thread::sleep_for(pause_time);
}

std::optional<int> DrivenWindow::ended() {
    if (exit_code_ || process_ <= 0) return exit_code_;
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_)
        exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return exit_code_;
}

void DrivenWindow::move_mouse(geo::ScreenPoint to) {
    do_with_xdotool({"mousemove", "--window", window_, coordinate(to.x_px), coordinate(to.y_px)});
    pause();
}

void DrivenWindow::click(geo::ScreenPoint at) {
    move_mouse(at);
    do_with_xdotool({"mousedown", "1", "sleep", "0.05", "mouseup", "1"});
    // Long enough that the next click is not the second of a double click.
    std::this_thread::sleep_for(2 * pause_time);
}

void DrivenWindow::double_click(geo::ScreenPoint at) {
    move_mouse(at);
    do_with_xdotool({"click", "--repeat", "2", "--delay", "80", "1"});
    pause();
}

void DrivenWindow::drag(const std::vector<geo::ScreenPoint>& way) {
    move_mouse(way.front());
    std::vector<std::string> words{"mousedown", "1"};
    for (const geo::ScreenPoint& to : way) {
        const std::initializer_list<std::string> step{
            "sleep", "0.1", "mousemove", "--window", window_, coordinate(to.x_px), coordinate(to.y_px)};
        words.insert(words.end(), step);
    }
    for (const char* word : {"sleep", "0.1", "mouseup", "1"}) words.emplace_back(word);
    do_with_xdotool(words);
    std::this_thread::sleep_for(2 * pause_time);
}

void DrivenWindow::turn_wheel(geo::ScreenPoint at, int turns) {
    move_mouse(at);
    do_with_xdotool({"click", "--repeat", std::to_string(std::abs(turns)), "--delay", "100", turns > 0 ? "4" : "5"});
    pause();
}

void DrivenWindow::press(const std::string& key) {
    do_with_xdotool({"key", key});
    pause();
}

void DrivenWindow::type(const std::string& text) {
    const bool is_ascii = std::all_of(text.begin(), text.end(), [](unsigned char byte) { return byte < 0x80; });
    do_with_xdotool({"type", "--delay", is_ascii ? "60" : "600", text});
    pause();
}

void DrivenWindow::paste(const std::string& text) {
    const bool is_taken = give_clipboard(display_, text, [this] { do_with_xdotool({"key", "ctrl+v"}); });
    if (!is_taken) fail("nobody took what was on the clipboard");
    pause();
}

void DrivenWindow::resize(int width_px, int height_px) {
    do_with_xdotool({"windowsize", "--sync", window_, std::to_string(width_px), std::to_string(height_px)});
    width_px_ = width_px;
    height_px_ = height_px;
    pause();
}

void DrivenWindow::gesture(const std::string& words) {
    std::istringstream in(words);
    std::vector<std::string> argv;
    for (std::string word; in >> word;) {
        if (word == "AT") {
            argv.insert(argv.end(), {"mousemove", "--window", window_});
        } else {
            argv.push_back(word == "WINDOW" ? window_ : word);
        }
    }
    do_with_xdotool(argv);
    pause();
}

void DrivenWindow::follow() {
    find_window();
    do_with_xdotool({"windowmove", window_, "0", "0"});
    do_with_xdotool({"windowfocus", window_});
    pause();
}

ScreenPicture DrivenWindow::picture() const {
    return part_of_dump(bytes_of(folder_.path() / "Xvfb_screen0"), width_px_, height_px_);
}

ScreenPicture DrivenWindow::settled_picture() {
    // On a busy machine a picture may stand still because the program has no time to draw the next one, or is building
    // it; so it must have been idle as well: less than a tenth of a processor, in ticks of 0.01 s.
    constexpr auto still_time = std::chrono::milliseconds(400);
    constexpr double idle_cpu_s = 0.045;
    constexpr double patience_s = 40.0;
    ScreenPicture shown = picture();
    auto since = Clock::now();
    double cpu_then_s = cpu_s();
    const bool is_still = comes_true(
        [&] {
            ScreenPicture next = picture();
            const bool is_changed = next != shown;
            if (!is_changed && Clock::now() - since < still_time) return false;
            if (!is_changed && cpu_s() - cpu_then_s < idle_cpu_s) return true;
            shown = std::move(next);
            since = Clock::now();
            cpu_then_s = cpu_s();
            return false;
        },
        patience_s);
    last_settled_ = shown;
    if (!is_still) fail("the window does not come to rest");
    return shown;
}

atlas::Session DrivenWindow::session() {
    settled_picture();
    std::error_code trouble;
    fs::remove(folder_.session_file(), trouble);
    // A key without a meaning: something has happened, so the program writes its session again.
    press("F12");
    constexpr double patience_s = 15.0;
    if (!comes_true([&] { return fs::exists(folder_.session_file()); }, patience_s)) {
        fail(ended() ? "the program has ended with " + std::to_string(*exit_code_) : "no session was written");
    }
    return folder_.session();
}

scene::Camera DrivenWindow::camera() {
    return camera_of(session());
}

bool DrivenWindow::is_alive() {
    return !ended();
}

std::string DrivenWindow::copied_picture() const {
    const auto pasted = base::run_child(
        {"env", "DISPLAY=" + display_, "xclip", "-selection", "clipboard", "-target", "image/png", "-out"});
    if (!pasted) fail(pasted.error().line());
    return pasted->exit_code == 0 ? pasted->standard_out : "";
}

std::string DrivenWindow::clipboard() const {
    return clipboard_of(display_);
}

double DrivenWindow::cpu_s() const {
    const std::string stat = bytes_of("/proc/" + std::to_string(process_) + "/stat");
    if (stat.empty()) fail("the program has ended: " + complaint(folder_.path() / "stderr"));
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    constexpr int before_utime = 11;  // fields 3 to 13; see proc(5)
    for (int i = 0; i < before_utime; ++i) fields >> skipped;
    double user_ticks = 0;
    double system_ticks = 0;
    fields >> user_ticks >> system_ticks;
    return (user_ticks + system_ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

Ending DrivenWindow::quit() {
    if (!ended()) do_with_xdotool({"key", "ctrl+q"});
    constexpr double patience_s = 30.0;
    if (!comes_true([this] { return ended().has_value(); }, patience_s)) fail("the program does not end");
    return {*exit_code_, bytes_of(folder_.path() / "stderr")};
}

scene::Camera camera_of(const atlas::Session& session) {
    return {geo::to_map({session.lon_deg, session.lat_deg}), session.metres_per_px,
            static_cast<float>(session.window_width_px), static_cast<float>(session.window_height_px)};
}

}  // namespace darya::e2e
