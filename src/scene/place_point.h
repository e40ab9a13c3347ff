#pragma once

#include <cstddef>
#include <optional>

#include "data/feature_table.h"
#include "geo/point.h"

namespace darya::scene {

/// A point that stands for a feature: a point's own; where the table says one for the name, that; the vertex halfway down
/// the longest piece of a line; a point well inside the largest polygon, not on one of its islands. Nothing for a
/// feature without a shape. O(points of the feature).
std::optional<geo::MapPoint> point_on(const data::FeatureTable& table, std::size_t feature);

}  // namespace darya::scene
