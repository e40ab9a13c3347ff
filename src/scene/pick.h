#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scene/frame.h"
#include "scene/frame_maker.h"

namespace darya::scene {

/// What lies under a point of the screen.
struct Picked {
    std::string place;                      // id
    bool is_ground = false;                 // only a country's land, not something on it
    std::vector<std::string> members = {};  // of a cluster of marks, `place` first
};

/// The topmost place at a point: a mark (its target is at least 20 px wide), a name, a river within 5 px, a lake or the
/// Aral's bed, else the country. Only what the frame shows and what has an id is found. Works on shapes, never on
/// colours. O(log n) but for the ring tests of what is near.
std::optional<Picked> pick(const Frame& frame, const FrameInput& input, geo::ScreenPoint at);

/// The places of all marks whose target holds the point, the nearest first; of a cluster all of its places.
std::vector<std::string> marks_at(const Frame& frame, geo::ScreenPoint at);

/// All that lies at a point, from the marks down to the country's land, each place once.
std::vector<Picked> pick_all(const Frame& frame, const FrameInput& input, geo::ScreenPoint at);

}  // namespace darya::scene
