#include "geo/rtree.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace darya::geo {

namespace {

/// A number to sort by; what is not a number is sorted as 0, for an order needs numbers.
double sort_key(double value) {
    return std::isnan(value) ? 0.0 : value;
}

}  // namespace

BoxTree::BoxTree(const std::vector<MapBox>& boxes) : order_(boxes.size()) {
    if (boxes.empty()) return;
    std::iota(order_.begin(), order_.end(), 0U);
    std::vector<MapPoint> middles;
    middles.reserve(boxes.size());
    for (const MapBox& box : boxes) {
        const MapPoint middle = box.centre();
        middles.push_back({sort_key(middle.x_m), sort_key(middle.y_m)});
    }

    // Slices from west to east, each sorted from south to north, so that 16 in a row are neighbours.
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return middles[a].x_m != middles[b].x_m ? middles[a].x_m < middles[b].x_m : a < b;
    });
    const double leaf_count = std::ceil(static_cast<double>(boxes.size()) / static_cast<double>(fan_out));
    const auto slice_length = static_cast<std::size_t>(std::ceil(std::sqrt(leaf_count))) * fan_out;
    for (std::size_t first = 0; first < order_.size(); first += slice_length) {
        const auto begin = order_.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = order_.begin() + static_cast<std::ptrdiff_t>(std::min(first + slice_length, order_.size()));
        std::sort(begin, end, [&](std::uint32_t a, std::uint32_t b) {
            return middles[a].y_m != middles[b].y_m ? middles[a].y_m < middles[b].y_m : a < b;
        });
    }

    std::vector<MapBox> level;
    level.reserve(order_.size());
    for (const std::uint32_t index : order_) level.push_back(boxes[index]);
    levels_.push_back(std::move(level));
    while (levels_.back().size() > 1) {
        const std::vector<MapBox>& below = levels_.back();
        std::vector<MapBox> above((below.size() + fan_out - 1) / fan_out);
        for (std::size_t i = 0; i < below.size(); ++i) above[i / fan_out].add(below[i]);
        levels_.push_back(std::move(above));
    }
}

void BoxTree::search(const MapBox& box, std::vector<std::uint32_t>& found) const {
    found.clear();
    if (levels_.empty()) return;
    struct Node {
        std::size_t level, place;
    };
    std::vector<Node> open{{levels_.size() - 1, 0}};
    while (!open.empty()) {
        const Node node = open.back();
        open.pop_back();
        if (!levels_[node.level][node.place].touches(box)) continue;
        if (node.level == 0) {
            found.push_back(order_[node.place]);
            continue;
        }
        const std::size_t first = node.place * fan_out;
        const std::size_t end = std::min(first + fan_out, levels_[node.level - 1].size());
        for (std::size_t child = first; child < end; ++child) open.push_back({node.level - 1, child});
    }
    std::sort(found.begin(), found.end());
}

}  // namespace darya::geo
