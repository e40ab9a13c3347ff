#include "app/display.h"

#include <cstdlib>
#include <string>
#include <utility>

#include <X11/Xlib.h>

namespace darya::app {

namespace {

constexpr const char* way_out = "install xvfb, or draw an SVG, which needs none: `darya picture map.svg`";

}  // namespace

bool display_answers() {
    if (std::getenv("DISPLAY") == nullptr) return false;
    Display* const display = XOpenDisplay(nullptr);
    if (display == nullptr) return false;
    XCloseDisplay(display);
    return true;
}

base::Result<DrawingDisplay> DrawingDisplay::set_up() {
    DrawingDisplay display;
    if (display_answers()) return display;
    // -noreset: else it starts anew when the question whether it answers has been asked, just when SFML comes.
    auto started =
        base::Child::start({"Xvfb", "-displayfd", "1", "-screen", "0", "64x64x24", "-nolisten", "tcp", "-noreset"});
    if (!started) return base::Error{"there is no display, and no Xvfb to stand in for one", "", way_out};
    display.server_.emplace(std::move(*started));
    return display;
}

base::Result<base::Done> DrawingDisplay::wait() {
    if (!server_) return base::Done{};
    constexpr double patience_s = 15.0;
    const auto number = server_->read_line(patience_s);
    if (number) setenv("DISPLAY", (":" + *number).c_str(), 1);
    if (!number || !server_->is_running() || !display_answers()) {
        return base::Error{"there is no display, and Xvfb did not start", "", way_out};
    }
    return base::Done{};
}

}  // namespace darya::app
