#include "data/feature_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace darya::data {

geo::MapBox FeatureTable::box() const {
    geo::MapBox all;
    for (const Feature& feature : features) all.add(feature.box);
    return all;
}

const Column* FeatureTable::find_column(std::string_view column_name) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [column_name](const Column& column) { return column.name == column_name; });
    return found == columns.end() ? nullptr : &*found;
}

std::string FeatureTable::text(std::size_t feature_index, std::string_view column_name) const {
    const Column* const column = find_column(column_name);
    if (column == nullptr || feature_index >= features.size()) return {};
    if (const auto* texts = std::get_if<std::vector<std::string>>(&column->cells)) return (*texts)[feature_index];
    const double value = (*std::get_if<std::vector<double>>(&column->cells))[feature_index];
    if (std::isnan(value)) return {};
    char letters[32];
    const auto written = std::to_chars(std::begin(letters), std::end(letters), value);
    return {std::begin(letters), written.ptr};
}

std::optional<double> FeatureTable::number(std::size_t feature_index, std::string_view column_name) const {
    const Column* const column = find_column(column_name);
    if (column == nullptr || feature_index >= features.size()) return std::nullopt;
    if (const auto* numbers = std::get_if<std::vector<double>>(&column->cells)) {
        const double value = (*numbers)[feature_index];
        return std::isnan(value) ? std::nullopt : std::optional(value);
    }
    const std::string& cell = (*std::get_if<std::vector<std::string>>(&column->cells))[feature_index];
    double value = 0.0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool is_whole_cell = read.ec == std::errc{} && read.ptr == cell.data() + cell.size();
    return is_whole_cell && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace darya::data
