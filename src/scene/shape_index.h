#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/feature_table.h"
#include "geo/point.h"
#include "geo/rtree.h"

namespace darya::scene {

/// Finds features of a table of lines or polygons by a point, without looking at all of their points: a tree over the
/// features, and boxes around short pieces of each. Built once, then const; its table must be the same ever after.
class ShapeIndex {
public:
    ShapeIndex() = default;
    /// Over the features that have an id, where the table has such a column. Cost O(n log n).
    explicit ShapeIndex(const data::FeatureTable& table);

    /// Features whose box touches this one, in the table's order.
    void near(const geo::MapBox& box, std::vector<std::uint32_t>& features) const;
    /// How far a point lies from a line feature, nothing where that is more than `within_m`.
    std::optional<double> distance_m(const data::FeatureTable& table, std::uint32_t feature, geo::MapPoint point,
                                     double within_m) const;
    /// Whether a polygon feature holds a point; its holes do not.
    bool contains(const data::FeatureTable& table, std::uint32_t feature, geo::MapPoint point) const;

private:
    struct Piece {
        geo::MapBox box;
        std::uint32_t first_point = 0;
        std::uint32_t last_point = 0;
        std::uint32_t then_point = 0;  // what follows the last one: in a ring the first again
    };
    std::span<const Piece> pieces_of(std::uint32_t feature) const;

    geo::BoxTree tree_;
    std::vector<std::uint32_t> features_;     // by the tree's numbers
    std::vector<std::uint32_t> first_piece_;  // by feature of the table, and one more
    std::vector<Piece> pieces_;
};

}  // namespace darya::scene
