#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "data/feature_table.h"

namespace darya::data {

/// Makes a table feature by feature; the only way to make one, so that its indices always fit.
///
///     FeatureTableBuilder rivers("rivers", ShapeKind::line);
///     rivers.begin_feature().add_part({{0, 0}, {900, 400}}).set_text("name", "Vakhsh").set_number("rank", 2);
///     const FeatureTable table = std::move(rivers).build();
class FeatureTableBuilder {
public:
    FeatureTableBuilder(std::string name, ShapeKind kind);

    /// What is added and set from now on belongs to a new feature.
    FeatureTableBuilder& begin_feature();
    /// A run of points of the current feature; one without points is passed over. A hole follows its outer ring, and the
    /// first point of a ring is not repeated at its end.
    FeatureTableBuilder& add_part(std::span<const geo::MapPoint> points, bool is_hole = false);
    FeatureTableBuilder& add_part(std::initializer_list<geo::MapPoint> points, bool is_hole = false);
    /// Sets an attribute of the current feature; the column is made when it is new. A column keeps the kind (text or
    /// number) that it was made with.
    FeatureTableBuilder& set_text(std::string_view column, std::string_view text);
    FeatureTableBuilder& set_number(std::string_view column, double number);

    /// For reading many rows: columns are made once and named by their index. A second column of a name is made beside
    /// the first.
    std::size_t add_text_column(std::string name);
    std::size_t add_number_column(std::string name);
    void set_text(std::size_t column_index, std::string text);
    void set_number(std::size_t column_index, double number);

    std::size_t feature_count() const { return table_.features.size(); }
    std::size_t point_count() const { return table_.points.size(); }

    /// The table; cells that were never set are "" or NaN. The builder is empty afterwards.
    FeatureTable build() &&;

private:
    std::size_t column_index(std::string_view name) const;

    FeatureTable table_;
};

}  // namespace darya::data
