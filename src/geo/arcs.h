#pragma once

#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// The significance (geo/simplify.h) of every point of the rings of one layer, with the borders that rings share
/// weighed once: where two rings run through exactly the same points, in either direction, both get exactly the same
/// numbers, so that neighbours never gap or overlap at any tolerance.
///
/// A point with more than two different neighbours over all rings is a node: rings are cut into arcs there and nodes
/// are infinite. A ring without nodes is weighed by `ring_significance_m`. The result has the shape of `rings`; a
/// repeated first point at a ring's end is allowed. Cost O(n log n) typical, memory about 50 bytes a point.
std::vector<std::vector<float>> shared_significance_m(const std::vector<std::span<const MapPoint>>& rings);

}  // namespace darya::geo
