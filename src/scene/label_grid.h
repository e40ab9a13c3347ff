#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "geo/point.h"

namespace darya::scene {

/// The boxes that are taken in a window, in squares of a grid, so that "is this place free" looks at a few only. Small
/// squares that lie wholly within one box are bits of a mask: where a window is full, most questions end there.
class LabelGrid {
public:
    LabelGrid() : LabelGrid(0.0F, 0.0F) {}
    LabelGrid(float width_px, float height_px) { clear(width_px, height_px); }

    /// Empty again, for a window of this size; keeps its memory.
    void clear(float width_px, float height_px) {
        columns_ = static_cast<int>(width_px / cell_px) + 3;
        rows_ = static_cast<int>(height_px / cell_px) + 3;
        const auto cell_count = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
        if (cells_.size() < cell_count) cells_.resize(cell_count);
        for (auto& cell : cells_) cell.clear();
        words_ = (static_cast<int>(width_px / bit_px) + 1 + 63) / 64;
        mask_rows_ = static_cast<int>(height_px / bit_px) + 1;
        mask_.assign(static_cast<std::size_t>(words_) * static_cast<std::size_t>(mask_rows_), 0);
    }

    /// Columns or rows of the mask's small squares, both ends inclusive; empty where `last` is less.
    struct Squares {
        int first = 0;
        int last = -1;
    };
    Squares columns_under(float left_px, float right_px) const { return squares(left_px, right_px, 64 * words_); }
    Squares rows_under(float top_px, float bottom_px) const { return squares(top_px, bottom_px, mask_rows_); }
    /// Whether one of these squares lies wholly within a taken box: then nothing that covers them is free.
    bool is_masked(Squares columns, Squares rows) const {
        if (columns.first > columns.last) return false;
        const int first_word = columns.first / 64;
        const int last_word = columns.last / 64;
        for (int row = rows.first; row <= rows.last; ++row) {
            for (int word = first_word; word <= last_word; ++word) {
                if ((mask_[word_at(row, word)] & bits(columns.first, columns.last, word)) != 0) return true;
            }
        }
        return false;
    }

    bool is_free(const geo::ScreenBox& box) const {
        if (is_masked(columns_under(box.left_px, box.right_px), rows_under(box.top_px, box.bottom_px))) return false;
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
        mask(box);
    }

    /// Tells of every taken box that touches this one; a box may be told of more than once.
    template <class Tell>
    void each_touching(const geo::ScreenBox& box, Tell tell) const {
        for (int row = row_of(box.top_px); row <= row_of(box.bottom_px); ++row) {
            for (int column = column_of(box.left_px); column <= column_of(box.right_px); ++column) {
                for (const geo::ScreenBox& taken : cells_[index(column, row)]) {
                    if (taken.touches(box)) tell(taken);
                }
            }
        }
    }

private:
    static constexpr float cell_px = 48.0F;
    static constexpr float bit_px = 4.0F;
    static int bounded(float at_px, int count) {
        return std::clamp(static_cast<int>(std::floor(std::clamp(at_px, -1e6F, 1e6F) / cell_px)) + 1, 0, count - 1);
    }
    int column_of(float x_px) const { return bounded(x_px, columns_); }
    int row_of(float y_px) const { return bounded(y_px, rows_); }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }

    /// The bits `first` to `last` (inclusive) that lie in a word.
    static std::uint64_t bits(int first, int last, int word) {
        const int low = std::max(first - 64 * word, 0);
        const int high = std::min(last - 64 * word, 63);
        if (low > high) return 0;
        return (~std::uint64_t{0} >> static_cast<unsigned>(63 - (high - low))) << static_cast<unsigned>(low);
    }
    /// What a stretch touches of `count` squares.
    static Squares squares(float low_px, float high_px, int count) {
        if (!(high_px > 0.0F) || low_px >= high_px) return {};
        const auto end = static_cast<float>(count);
        const int first = static_cast<int>(std::clamp(low_px / bit_px, 0.0F, end));
        const float high = std::min(high_px / bit_px, end);
        const int whole = static_cast<int>(high);
        return {first, static_cast<float>(whole) < high ? whole : whole - 1};
    }
    void mask(const geo::ScreenBox& box) {
        const int first = static_cast<int>(std::ceil(std::clamp(box.left_px, 0.0F, 1e6F) / bit_px));
        const int last = std::min(static_cast<int>(std::clamp(box.right_px, -1e6F, 1e6F) / bit_px), 64 * words_) - 1;
        const int top = static_cast<int>(std::ceil(std::clamp(box.top_px, 0.0F, 1e6F) / bit_px));
        const int bottom = std::min(static_cast<int>(std::clamp(box.bottom_px, -1e6F, 1e6F) / bit_px), mask_rows_);
        if (first > last) return;
        for (int row = top; row < bottom; ++row) {
            for (int word = first / 64; word <= last / 64; ++word) mask_[word_at(row, word)] |= bits(first, last, word);
        }
    }
    std::size_t word_at(int row, int word) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(words_) + static_cast<std::size_t>(word);
    }

    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::vector<geo::ScreenBox>> cells_;
    int words_ = 0;
    int mask_rows_ = 0;
    std::vector<std::uint64_t> mask_;
};

/// Squares of a window that lines run through: where a name had better not stand, though it may.
class LineMask {
public:
    void clear(float width_px, float height_px) {
        columns_ = static_cast<int>(width_px / square_px) + 1;
        rows_ = static_cast<int>(height_px / square_px) + 1;
        squares_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
    }
    /// Marks the squares a straight piece runs through; what lies outside the window is left out.
    void add(geo::ScreenPoint from, geo::ScreenPoint to) {
        const float length = std::max(std::abs(to.x_px - from.x_px), std::abs(to.y_px - from.y_px));
        if (!(length < 1e5F)) return;
        const int steps = static_cast<int>(length / (0.5F * square_px)) + 1;
        for (int i = 0; i <= steps; ++i) {
            const float share = static_cast<float>(i) / static_cast<float>(steps);
            const float column = (from.x_px + share * (to.x_px - from.x_px)) / square_px;
            const float row = (from.y_px + share * (to.y_px - from.y_px)) / square_px;
            if (column < 0.0F || row < 0.0F || column >= static_cast<float>(columns_) ||
                row >= static_cast<float>(rows_))
                continue;
            squares_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                     static_cast<std::size_t>(column)] = 1;
        }
    }
    /// How many of the squares under a box lines run through.
    int count_in(const geo::ScreenBox& box) const {
        int count = 0;
        const int right = std::min(static_cast<int>(box.right_px / square_px), columns_ - 1);
        const int bottom = std::min(static_cast<int>(box.bottom_px / square_px), rows_ - 1);
        for (int row = std::max(static_cast<int>(box.top_px / square_px), 0); row <= bottom; ++row) {
            for (int column = std::max(static_cast<int>(box.left_px / square_px), 0); column <= right; ++column) {
                count += squares_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                                  static_cast<std::size_t>(column)];
            }
        }
        return count;
    }

private:
    static constexpr float square_px = 6.0F;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::uint8_t> squares_;
};

}  // namespace darya::scene
