#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// Answers "which of these boxes touch this one" without looking at all of them; built once, then const.
///
/// A packed R-tree, filled by sort-tile-recursive. Building costs O(n log n), a question about O(log n + found).
/// Empty boxes are allowed and never found.
///
/// Source: Leutenegger, Lopez & Edgington 1997, doi:10.1109/ICDE.1997.582015.
class BoxTree {
public:
    /// Over no boxes: finds nothing.
    BoxTree() = default;
    explicit BoxTree(const std::vector<MapBox>& boxes);

    /// Replaces `found` by the indices of all boxes that touch `box` (edges belong to both), in ascending order.
    void search(const MapBox& box, std::vector<std::uint32_t>& found) const;
    std::size_t size() const { return order_.size(); }

private:
    static constexpr std::size_t fan_out = 16;  // children of a node

    std::vector<std::uint32_t> order_;  // index of the box at each leaf place
    std::vector<std::vector<MapBox>>
        levels_;  // 0: the boxes in leaf order; then the boxes around 16 of the level below
};

}  // namespace darya::geo
