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
        newest_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), none);
        taken_.clear();
        words_ = (static_cast<int>(width_px / square_px) + 3) / 64 + 1;
        mask_rows_ = static_cast<int>(height_px / square_px) + 3;
        mask_.assign(static_cast<std::size_t>(words_ + 1) * static_cast<std::size_t>(mask_rows_), 0);
    }

    /// Columns or rows of the mask's small squares, both ends inclusive; empty where `last` is less.
    struct Squares {
        int first = 0;
        int last = -1;

        /// Those among the 64 from `from` on, as bits.
        std::uint64_t bits_from(int from) const {
            const int low = std::max(first - from, 0);
            const int high = std::min(last - from, 63);
            if (low > high) return 0;
            return ~std::uint64_t{0} >> static_cast<unsigned>(63 - (high - low)) << static_cast<unsigned>(low);
        }
    };
    Squares columns_under(float left_px, float right_px) const { return squares(left_px, right_px, 64 * words_); }
    Squares rows_under(float top_px, float bottom_px) const { return squares(top_px, bottom_px, mask_rows_); }
    /// Which of the 64 columns from `from` on have in one of these rows a square that lies wholly within a taken box:
    /// nothing that covers it is free.
    std::uint64_t masked(Squares rows, int from) const {
        std::uint64_t here = 0;
        std::uint64_t next = 0;
        const std::uint64_t* const word = &mask_[word_at(rows.first, from / 64)];
        for (int i = 0; i <= rows.last - rows.first; ++i) {
            here |= word[i];
            next |= word[mask_rows_ + i];
        }
        const auto shift = static_cast<unsigned>(from) % 64;
        return here >> shift | next << 1U << (63 - shift);
    }

    bool is_free(const geo::ScreenBox& box) const {
        const Squares columns = columns_under(box.left_px, box.right_px);
        const Squares rows = rows_under(box.top_px, box.bottom_px);
        for (int from = columns.first; from <= columns.last; from += 64) {
            if ((masked(rows, from) & columns.bits_from(from)) != 0) return false;
        }
        return !any_touching(box, [](const geo::ScreenBox&) { return true; });
    }
    void take(const geo::ScreenBox& box) {
        each_cell(box, [&](std::size_t cell) {
            taken_.push_back({box, newest_[cell]});
            newest_[cell] = static_cast<std::uint32_t>(taken_.size() - 1);
            return false;
        });
        mask(box);
    }

    /// Whether `is_so` holds for one of the taken boxes that touch this one; it may be asked about a box more than once.
    template <class Test>
    bool any_touching(const geo::ScreenBox& box, Test is_so) const {
        return each_cell(box, [&](std::size_t cell) {
            for (std::uint32_t at = newest_[cell]; at != none; at = taken_[at].older) {
                if (taken_[at].box.touches(box) && is_so(taken_[at].box)) return true;
            }
            return false;
        });
    }

private:
    static constexpr float cell_px = 48.0F;
    static constexpr float square_px = 3.0F;
    static constexpr std::uint32_t none = 0xFFFFFFFFU;
    struct Taken {
        geo::ScreenBox box;
        std::uint32_t older = none;  // in the same cell
    };

    /// Goes through the cells under a box until `ends` says so; whether it did.
    template <class Ends>
    bool each_cell(const geo::ScreenBox& box, Ends ends) const {
        const int last_row = bounded(box.bottom_px, rows_);
        const int first_column = bounded(box.left_px, columns_);
        const int last_column = bounded(box.right_px, columns_);
        for (int row = bounded(box.top_px, rows_); row <= last_row; ++row) {
            for (int column = first_column; column <= last_column; ++column) {
                if (ends(static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                         static_cast<std::size_t>(column)))
                    return true;
            }
        }
        return false;
    }
    /// The cell of a place, counted from a border of one: all that lies beyond the window is in the outermost.
    static int bounded(float at_px, int count) {
        return static_cast<int>(std::clamp(at_px / cell_px + 1.0F, 0.0F, static_cast<float>(count - 1)));
    }
    /// Of `count` squares, which begin one before the window, those that a stretch touches.
    static Squares squares(float low_px, float high_px, int count) {
        const float low = std::max(low_px / square_px + 1.0F, 0.0F);
        const float high = std::min(high_px / square_px + 1.0F, static_cast<float>(count));
        if (!(low < high)) return {};
        const int whole = static_cast<int>(high);
        return {static_cast<int>(low), static_cast<float>(whole) < high ? whole : whole - 1};
    }
    /// Those that it covers wholly.
    static Squares squares_within(float low_px, float high_px, int count) {
        const auto end = static_cast<float>(count);
        return {static_cast<int>(std::ceil(std::clamp(low_px / square_px + 1.0F, 0.0F, end))),
                static_cast<int>(std::clamp(high_px / square_px + 1.0F, 0.0F, end)) - 1};
    }
    void mask(const geo::ScreenBox& box) {
        const Squares columns = squares_within(box.left_px, box.right_px, 64 * words_);
        const Squares rows = squares_within(box.top_px, box.bottom_px, mask_rows_);
        for (int word = columns.first / 64; 64 * word <= columns.last; ++word) {
            const std::uint64_t bits = columns.bits_from(64 * word);
            for (int row = rows.first; row <= rows.last; ++row) mask_[word_at(row, word)] |= bits;
        }
    }
    /// Words stand one below the other; after those of the window there is one more to a row, always empty, so that 64
    /// columns can be asked for from any on.
    std::size_t word_at(int row, int word) const {
        return static_cast<std::size_t>(word) * static_cast<std::size_t>(mask_rows_) + static_cast<std::size_t>(row);
    }

    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::uint32_t> newest_;  // of each cell
    std::vector<Taken> taken_;           // once for each cell under a box
    int words_ = 0;                      // of a row of the mask
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
