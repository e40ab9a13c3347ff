#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "scene/labels.h"
#include "scene/layers.h"
#include "scene/map_data.h"
#include "style/style.h"

namespace darya::scene {

/// A name of the map with the scales it is shown at, before a camera is known.
struct MapName {
    LabelCandidate candidate;
    double closest_m = 0.0;            // metres per pixel: shown from here …
    double farthest_m = 1e9;           // … to here
    std::uint32_t river = 0xFFFFFFFF;  // feature whose line the name follows
};

/// All names of the map in a style. Cost: about a millisecond.
std::vector<MapName> map_names(const MapData& map, const style::Style& style);

/// The lines of a river at a level of detail, its parts one by one; for names that follow it.
std::vector<std::vector<geo::MapPoint>> river_lines(const MapData& map, std::uint32_t feature, int level);

}  // namespace darya::scene
