#pragma once

#include <optional>

#include "base/child.h"
#include "base/result.h"

namespace darya::app {

/// Whether DISPLAY names an X server that lets us in. SFML 2.5 ends the process where there is none, so this is asked
/// before anything of paint/ is touched.
bool display_answers();

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
};

}  // namespace darya::app
