#pragma once

#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// How much each point of a line matters: the largest tolerance, in metres, at which Douglas-Peucker still keeps it.
///
/// Keeping the points of at least `t` gives a line that no dropped point is further from than `t`; whoever keeps a
/// point keeps all the points that were chosen before it, so coarser lines are subsets of finer ones. The ends are
/// infinite. The same line backwards gives the same numbers backwards. Rounded up to float. Points that are not numbers
/// get 0. Typical cost O(n log n); a line made to be slow costs O(n) times a constant of some hundreds, for beyond a
/// depth that no real line needs it is cut in the middle (the promise about distance still holds).
///
/// Source: Douglas & Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
std::vector<float> significance_m(std::span<const MapPoint> line);

/// The same for a closed ring (the last point joins the first; a repeated first point at the end is allowed).
///
/// Two points are infinite: the westernmost (of several the southernmost) and the one farthest from it. So the numbers
/// depend neither on the point the ring starts with nor on its direction. At a tolerance above all others fewer than
/// three points remain: the ring is then too small to be drawn.
std::vector<float> ring_significance_m(std::span<const MapPoint> ring);

/// Drops points of a line that bend it by less than `tolerance_m`.
///
/// Every dropped point lies within `tolerance_m` map metres of the returned line; first and last point are kept; no
/// point moves. Lines of fewer than three points come back as they are. Cost as `significance_m`. Does not look at
/// neighbours: shared borders must be simplified as shared lines (geo/arcs.h).
std::vector<MapPoint> simplify(std::span<const MapPoint> line, double tolerance_m);

}  // namespace darya::geo
