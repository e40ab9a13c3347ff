#include "data/feature_table_builder.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace darya::data {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

}  // namespace

FeatureTableBuilder::FeatureTableBuilder(std::string name, ShapeKind kind) {
    table_.name = std::move(name);
    table_.kind = kind;
}

FeatureTableBuilder& FeatureTableBuilder::begin_feature() {
    table_.features.push_back({static_cast<std::uint32_t>(table_.parts.size()), 0, {}});
    return *this;
}

FeatureTableBuilder& FeatureTableBuilder::add_part(std::span<const geo::MapPoint> points, bool is_hole) {
    assert(!table_.features.empty());
    assert(table_.points.size() + points.size() <= std::numeric_limits<std::uint32_t>::max());
    if (points.empty()) return *this;
    table_.parts.push_back(
        {static_cast<std::uint32_t>(table_.points.size()), static_cast<std::uint32_t>(points.size()), is_hole});
    table_.points.insert(table_.points.end(), points.begin(), points.end());
    Feature& feature = table_.features.back();
    ++feature.part_count;
    for (const geo::MapPoint& point : points) feature.box.add(point);
    return *this;
}

FeatureTableBuilder& FeatureTableBuilder::add_part(std::initializer_list<geo::MapPoint> points, bool is_hole) {
    return add_part(std::span(points.begin(), points.size()), is_hole);
}

std::size_t FeatureTableBuilder::column_index(std::string_view name) const {
    const Column* const column = table_.find_column(name);
    return column == nullptr ? table_.columns.size() : static_cast<std::size_t>(column - table_.columns.data());
}

FeatureTableBuilder& FeatureTableBuilder::set_text(std::string_view column, std::string_view text) {
    std::size_t index = column_index(column);
    if (index == table_.columns.size()) index = add_text_column(std::string(column));
    set_text(index, std::string(text));
    return *this;
}

FeatureTableBuilder& FeatureTableBuilder::set_number(std::string_view column, double number) {
    std::size_t index = column_index(column);
    if (index == table_.columns.size()) index = add_number_column(std::string(column));
    set_number(index, number);
    return *this;
}

std::size_t FeatureTableBuilder::add_text_column(std::string name) {
    table_.columns.push_back({std::move(name), Texts{}});
    return table_.columns.size() - 1;
}

std::size_t FeatureTableBuilder::add_number_column(std::string name) {
    table_.columns.push_back({std::move(name), Numbers{}});
    return table_.columns.size() - 1;
}

void FeatureTableBuilder::set_text(std::size_t column_index, std::string text) {
    assert(!table_.features.empty());
    auto* const texts = std::get_if<Texts>(&table_.columns[column_index].cells);
    assert(texts != nullptr);
    texts->resize(table_.features.size());
    texts->back() = std::move(text);
}

void FeatureTableBuilder::set_number(std::size_t column_index, double number) {
    assert(!table_.features.empty());
    auto* const numbers = std::get_if<Numbers>(&table_.columns[column_index].cells);
    assert(numbers != nullptr);
    numbers->resize(table_.features.size(), no_number);
    numbers->back() = number;
}

FeatureTable FeatureTableBuilder::build() && {
    for (Column& column : table_.columns) {
        if (auto* texts = std::get_if<Texts>(&column.cells)) {
            texts->resize(table_.features.size());
        } else {
            std::get_if<Numbers>(&column.cells)->resize(table_.features.size(), no_number);
        }
    }
    return std::exchange(table_, {});
}

}  // namespace darya::data
