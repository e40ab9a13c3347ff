#pragma once

#include <cstdint>
#include <vector>

#include "geo/point.h"

namespace darya::data {

/// A regular grid of values over the map, row by row from the north-west; never changed after it is built.
///
/// Cells are squares of `cell_m`; `corner` is the outer corner of the north-western cell. A cell without a value holds
/// `no_value`.
struct RasterGrid {
    static constexpr std::int16_t no_value = -32768;

    int width = 0;
    int height = 0;
    geo::MapPoint corner;
    double cell_m = 0.0;
    std::vector<std::int16_t> values;  // metres, for elevation

    geo::MapBox box() const {
        return {corner.x_m, corner.y_m - cell_m * height, corner.x_m + cell_m * width, corner.y_m};
    }
    std::int16_t at(int column, int row) const {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(column)];
    }
};

}  // namespace darya::data
