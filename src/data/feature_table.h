#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "geo/point.h"

namespace darya::data {

enum class ShapeKind { point, line, polygon };

/// A run of points of one feature: a point list, a line, or one ring of a polygon (closed implicitly: the last point is
/// not the first again). Outer rings come before their holes; `is_hole` rings lie in the outer ring before them.
struct Part {
    std::uint32_t first_point = 0;
    std::uint32_t point_count = 0;
    bool is_hole = false;
};

/// One thing on the map: a run of parts, and the box around them.
struct Feature {
    std::uint32_t first_part = 0;
    std::uint32_t part_count = 0;
    geo::MapBox box;
};

/// An attribute of all features: texts ("" where there is none), or numbers (NaN where there is none).
struct Column {
    std::string name;
    std::variant<std::vector<std::string>, std::vector<double>> cells;
};

/// Features of one kind of shape with their attributes, in the map projection; never changed after it is built.
struct FeatureTable {
    std::string name;
    ShapeKind kind = ShapeKind::point;
    std::vector<geo::MapPoint> points;
    std::vector<Part> parts;
    std::vector<Feature> features;
    std::vector<Column> columns;

    geo::MapBox box() const;
    std::span<const geo::MapPoint> points_of(const Part& part) const {
        return std::span(points).subspan(part.first_point, part.point_count);
    }
    std::span<const Part> parts_of(const Feature& feature) const {
        return std::span(parts).subspan(feature.first_part, feature.part_count);
    }
    /// The attribute as text; "" where the column or the cell is missing, numbers in their shortest form.
    std::string text(std::size_t feature_index, std::string_view column) const;
    /// The attribute as a number; nothing where the column or the cell is missing or not a number.
    std::optional<double> number(std::size_t feature_index, std::string_view column) const;
    const Column* find_column(std::string_view name) const;
};

}  // namespace darya::data
