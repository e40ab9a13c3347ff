#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/point.h"

namespace darya::scene {

/// The boxes that are taken in a window, in squares of a grid, so that "is this place free" looks at a few only.
class LabelGrid {
public:
    LabelGrid(float width_px, float height_px)
        : columns_(static_cast<int>(width_px / cell_px) + 3),
          rows_(static_cast<int>(height_px / cell_px) + 3),
          cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

    bool is_free(const geo::ScreenBox& box) const {
        for (int row = row_of(box.top_px); row <= row_of(box.bottom_px); ++row) {
            for (int column = column_of(box.left_px); column <= column_of(box.right_px); ++column) {
                for (const geo::ScreenBox& taken : cells_[index(column, row)]) {
                    if (taken.touches(box)) return false;
                }
            }
        }
        return true;
    }
    void take(const geo::ScreenBox& box) {
        for (int row = row_of(box.top_px); row <= row_of(box.bottom_px); ++row) {
            for (int column = column_of(box.left_px); column <= column_of(box.right_px); ++column) {
                cells_[index(column, row)].push_back(box);
            }
        }
    }

private:
    static constexpr float cell_px = 48.0F;
    static int bounded(float at_px, int count) {
        return std::clamp(static_cast<int>(std::floor(std::clamp(at_px, -1e6F, 1e6F) / cell_px)) + 1, 0, count - 1);
    }
    int column_of(float x_px) const { return bounded(x_px, columns_); }
    int row_of(float y_px) const { return bounded(y_px, rows_); }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }

    int columns_;
    int rows_;
    std::vector<std::vector<geo::ScreenBox>> cells_;
};

}  // namespace darya::scene
