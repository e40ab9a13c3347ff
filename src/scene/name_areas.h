#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/feature_table.h"
#include "geo/point.h"
#include "scene/label_line.h"

namespace darya::scene {

/// A point well inside the largest ring of a polygon feature.
geo::MapPoint middle_of(const data::FeatureTable& table, std::size_t feature);

/// Level lines through a polygon's largest ring, from side to side with a little air, one for each of `heights`: shares of
/// its box's height above the anchor. The piece that holds the anchor's meridian, else the longest. Lines that miss the
/// ring are left out.
std::vector<MapAxis> level_axes(const data::FeatureTable& table, std::size_t feature, geo::MapPoint anchor,
                                std::span<const double> heights);

/// Level lines through all of a polygon feature, holes left out, `count` of them evenly from south to north: every piece
/// that is at least so long, the longest first. For a name where only a part of the feature is seen.
std::vector<MapAxis> level_pieces(const data::FeatureTable& table, std::size_t feature, int count, double least_m);

/// How wide and high the largest ring is at a point inside, measured through the point.
struct Room {
    double width_m = 0.0;
    double height_m = 0.0;
};
Room room_around(const data::FeatureTable& table, std::size_t feature, geo::MapPoint point);

/// The axis that a table of lines has for a place, or nothing.
std::optional<MapAxis> axis_of(const data::FeatureTable& areas, const std::string& place);

}  // namespace darya::scene
