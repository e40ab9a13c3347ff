#pragma once

#include <deque>

#include "geo/point.h"

namespace darya::atlas {

/// How fast a hand moves when it lets go, from where it was in the last moments.
class DragSpeed {
public:
    void start(double now_s, geo::ScreenPoint at);
    void move(double now_s, geo::ScreenPoint to);
    /// Pixels a second, to the right and down; 0 where the hand has come to rest before it let go.
    geo::ScreenPoint when_let_go(double now_s) const;

private:
    struct Step {
        double time_s = 0.0;
        geo::ScreenPoint at;
    };
    std::deque<Step> steps_;
};

}  // namespace darya::atlas
