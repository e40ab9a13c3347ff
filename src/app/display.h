#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/child.h"
#include "base/result.h"

namespace darya::app {

/// A connection to the X server that DISPLAY names. SFML 2.5 ends the process where there is none, so one is opened before
/// anything of paint/ is touched; and it stays open, for an X server may start anew when its last client leaves, just when
/// SFML comes.
class DisplayConnection {
public:
    /// Nothing where there is no X server, or it does not let us in.
    static std::optional<DisplayConnection> open();

private:
    struct Close {
        void operator()(void* display) const;
    };
    explicit DisplayConnection(void* display) : display_(display) {}
    std::unique_ptr<void, Close> display_;  // Xlib's Display: its header names too much to be included here
};

/// The words that start a private X server of one screen, such as "1280x800x24"; it writes its display's number to its
/// standard output when one can connect. Each call names another number, made of our process id: servers that look for a
/// free one themselves take each other's sockets away when two start at once.
std::vector<std::string> private_display(const std::string& screen);

/// A display for drawing a picture: the person's own, else a private Xvfb, which lives as long as this.
class DrawingDisplay {
public:
    /// Starts what is needed and returns at once, so that other work can be done while Xvfb comes up.
    static base::Result<DrawingDisplay> set_up();

    /// Waits until one can draw.
    base::Result<base::Done> wait();

private:
    DrawingDisplay() = default;
    std::optional<base::Child> server_;
    std::optional<DisplayConnection> connection_;
};

}  // namespace darya::app
