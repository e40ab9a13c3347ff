#include "atlas/drag_speed.h"

#include <algorithm>

namespace darya::atlas {

namespace {
constexpr double remembered_s = 0.1;
constexpr double rest_s = 0.06;   // without a move for so long, the hand rests
constexpr double least_s = 0.01;  // two moves at one moment are no speed
}  // namespace

void DragSpeed::start(double now_s, geo::ScreenPoint at) {
    steps_.assign(1, {now_s, at});
}

void DragSpeed::move(double now_s, geo::ScreenPoint to) {
    steps_.push_back({now_s, to});
    while (steps_.size() > 2 && steps_[1].time_s < now_s - remembered_s) steps_.pop_front();
}

geo::ScreenPoint DragSpeed::when_let_go(double now_s) const {
    if (steps_.size() < 2 || now_s - steps_.back().time_s > rest_s) return {};
    // The first of the last moments: where the hand rested and then moved off, the rest does not count.
    auto first = steps_.begin();
    while (first + 2 != steps_.end() && (first + 1)->time_s - first->time_s > rest_s) ++first;
    const auto spent_s = static_cast<float>(std::max(steps_.back().time_s - first->time_s, least_s));
    return {(steps_.back().at.x_px - first->at.x_px) / spent_s, (steps_.back().at.y_px - first->at.y_px) / spent_s};
}

}  // namespace darya::atlas
