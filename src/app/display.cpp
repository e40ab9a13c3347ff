#include "app/display.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <utility>

#include <X11/Xlib.h>

namespace darya::app {

namespace {

constexpr const char* way_out = "install xvfb, or draw an SVG, which needs none: `darya picture map.svg`";

}  // namespace

std::optional<DisplayConnection> DisplayConnection::open() {
    if (std::getenv("DISPLAY") == nullptr) return std::nullopt;
    Display* const display = XOpenDisplay(nullptr);
    if (display == nullptr) return std::nullopt;
    return DisplayConnection(display);
}

void DisplayConnection::Close::operator()(void* display) const {
    XCloseDisplay(static_cast<Display*>(display));
}

std::vector<std::string> private_display(const std::string& screen) {
    static std::atomic<unsigned> call_count{0};
    constexpr unsigned lowest = 100;  // below are people's own displays
    constexpr unsigned number_count = 50'000;
    constexpr unsigned for_each_process = 8;
    const unsigned number = lowest + (static_cast<unsigned>(getpid()) * for_each_process + call_count++) % number_count;
    return {"Xvfb", ":" + std::to_string(number), "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp"};
}

base::Result<DrawingDisplay> DrawingDisplay::set_up() {
    DrawingDisplay display;
    display.connection_ = DisplayConnection::open();
    if (display.connection_) return display;
    auto started = base::Child::start(private_display("64x64x24"));
    if (!started) return base::Error{"there is no display, and no Xvfb to stand in for one", "", way_out};
    display.server_.emplace(std::move(*started));
    return display;
}

base::Result<base::Done> DrawingDisplay::wait() {
    if (!server_) return base::Done{};
    constexpr double patience_s = 15.0;
    const auto number = server_->read_line(patience_s);
    if (number) setenv("DISPLAY", (":" + *number).c_str(), 1);
    if (number && server_->is_running()) connection_ = DisplayConnection::open();
    if (!connection_) {
        return base::Error{"there is no display, and Xvfb did not start", "", way_out};
    }
    return base::Done{};
}

}  // namespace darya::app
