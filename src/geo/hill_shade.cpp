#include "geo/hill_shade.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace darya::geo {

namespace {

/// One of the lights: how much it gives, and where it stands (a unit vector to the east, north and up).
struct Lamp {
    float share = 0.0F;
    float east = 0.0F;
    float north = 0.0F;
};

/// All lamps stand at the same height, 50 degrees.
constexpr float lamp_up = 0.76604444F;   // sin 50 degrees; also what flat ground gets
constexpr float lamp_out = 0.64278761F;  // cos 50 degrees
constexpr float diagonal = 0.70710678F;  // cos 45 degrees
/// Mostly from the north-west. The others show the ridges that run along its rays; the western one is the stronger, so
/// that the two sides of such a ridge differ.
constexpr std::array<Lamp, 4> lamps{{
    {0.52F, -lamp_out* diagonal, lamp_out* diagonal},
    {0.24F, -lamp_out, 0.0F},
    {0.14F, 0.0F, lamp_out},
    {0.10F, -lamp_out* diagonal, -lamp_out* diagonal},
}};

/// The light of ground that rises by `east` and `north` metres a metre.
std::uint8_t light_code(float east, float north) {
    const float per_length = 1.0F / std::sqrt(1.0F + east * east + north * north);
    float light = 0.0F;
    for (const Lamp& lamp : lamps) {
        light += lamp.share * std::max(0.0F, lamp_up - lamp.east * east - lamp.north * north);
    }
    light *= per_length;
    // Two straight pieces, so that flat ground has its own code and the most light the last one.
    constexpr auto flat = static_cast<float>(flat_light);
    const float code =
        light <= lamp_up ? flat * (light / lamp_up) : flat + (255.0F - flat) * ((light - lamp_up) / (1.0F - lamp_up));
    return static_cast<std::uint8_t>(std::min(code, 255.0F) + 0.5F);
}

/// Three rows of heights as numbers, with one more cell on either side.
class Rows {
public:
    Rows(std::span<const std::int16_t> heights_m, int width, int height, std::int16_t no_value)
        : heights_m_(heights_m), width_(static_cast<std::size_t>(width)), height_(height), no_value_(no_value) {
        for (Row& row : rows_) row.height_m.resize(width_ + 2);
    }

    struct Row {
        std::vector<float> height_m;
        bool has_gaps = false;
    };

    /// The rows above, at and below one; at the edges of the grid the last row stands for the one beyond it.
    std::array<const Row*, 3> around(int y) {
        if (y == 0) {
            read(0, 0);
            read(1, 0);
        }
        read(y + 2, y + 1);
        return {&rows_[slot(y)], &rows_[slot(y + 1)], &rows_[slot(y + 2)]};
    }

private:
    static std::size_t slot(int number) { return static_cast<std::size_t>(number) % 3; }

    /// Rows go round: the number of a row is one more than its place in the grid.
    void read(int number, int y) {
        Row& row = rows_[slot(number)];
        const std::size_t start = static_cast<std::size_t>(std::clamp(y, 0, height_ - 1)) * width_;
        row.has_gaps = false;
        for (std::size_t x = 0; x < width_; ++x) {
            const std::int16_t value = heights_m_[start + x];
            row.has_gaps |= value == no_value_;
            row.height_m[x + 1] = static_cast<float>(value);
        }
        row.height_m.front() = row.height_m[1];
        row.height_m.back() = row.height_m[width_];
    }

    std::span<const std::int16_t> heights_m_;
    std::size_t width_;
    int height_;
    std::int16_t no_value_;
    std::array<Row, 3> rows_;
};

}  // namespace

float height_code(float height_m) {
    const float share = (height_m - lowest_coded_m) / (highest_coded_m - lowest_coded_m);
    return 255.0F * std::sqrt(std::clamp(share, 0.0F, 1.0F));
}

ReliefCodes relief_codes(std::span<const std::int16_t> heights_m, int width, int height, double cell_m,
                         std::int16_t no_value, float z_factor) {
    ReliefCodes relief;
    if (width <= 0 || height <= 0 || !(cell_m > 0.0)) return relief;
    const auto columns = static_cast<std::size_t>(width);
    if (heights_m.size() != columns * static_cast<std::size_t>(height)) return relief;
    relief.width = width;
    relief.height = height;
    relief.code.resize(2 * heights_m.size());

    // One code for each height a cell can have.
    std::vector<std::uint8_t> code_of(65'536);
    for (int value = -32'768; value <= 32'767; ++value) {
        const int told_m = value == no_value ? 0 : value;
        code_of[static_cast<std::uint16_t>(value)] =
            static_cast<std::uint8_t>(std::lround(height_code(static_cast<float>(told_m))));
    }
    for (std::size_t i = 0; i < heights_m.size(); ++i) {
        relief.code[2 * i] = code_of[static_cast<std::uint16_t>(heights_m[i])];
    }

    // Horn's gradient: the differences of the neighbours, the nearer ones twice.
    constexpr double steepest = 1e6;  // keeps the squares below finite, whatever size of cells a file claims
    const auto per_metre =
        static_cast<float>(std::clamp(static_cast<double>(z_factor) / (8.0 * cell_m), -steepest, steepest));
    Rows rows(heights_m, width, height, no_value);
    for (int y = 0; y < height; ++y) {
        const auto around = rows.around(y);
        const bool has_gaps = around[0]->has_gaps || around[1]->has_gaps || around[2]->has_gaps;
        const float* const above = around[0]->height_m.data();
        const float* const here = around[1]->height_m.data();
        const float* const below = around[2]->height_m.data();
        std::uint8_t* const light = &relief.code[2 * static_cast<std::size_t>(y) * columns + 1];
        if (!has_gaps) {
            for (std::size_t x = 0; x < columns; ++x) {
                const float corner_fall = above[x + 2] - below[x];
                const float corner_rise = below[x + 2] - above[x];
                const float east = corner_fall + corner_rise + 2.0F * (here[x + 2] - here[x]);
                const float north = corner_fall - corner_rise + 2.0F * (above[x + 1] - below[x + 1]);
                light[2 * x] = light_code(per_metre * east, per_metre * north);
            }
            continue;
        }
        const auto gap = static_cast<float>(no_value);
        for (std::size_t x = 0; x < columns; ++x) {
            const float middle = here[x + 1];
            if (middle == gap) {
                light[2 * x] = flat_light;
                continue;
            }
            const auto filled = [&](float height_m) { return height_m == gap ? middle : height_m; };
            const float corner_fall = filled(above[x + 2]) - filled(below[x]);
            const float corner_rise = filled(below[x + 2]) - filled(above[x]);
            const float east = corner_fall + corner_rise + 2.0F * (filled(here[x + 2]) - filled(here[x]));
            const float north = corner_fall - corner_rise + 2.0F * (filled(above[x + 1]) - filled(below[x + 1]));
            light[2 * x] = light_code(per_metre * east, per_metre * north);
        }
    }
    return relief;
}

namespace {

/// The shares of four neighbouring cells at a place between the second and the third.
std::array<float, 4> spline_shares(float between) {
    const float rest = 1.0F - between;
    const float first = rest * rest * rest / 6.0F;
    const float last = between * between * between / 6.0F;
    const float second = 2.0F / 3.0F - between * between + between * between * between / 2.0F;
    return {first, second, 1.0F - first - second - last, last};
}

}  // namespace

SmoothCodes smooth_codes(const ReliefCodes& relief, double column, double row) {
    const double x = std::floor(column - 0.5);
    const double y = std::floor(row - 0.5);
    const auto across = spline_shares(static_cast<float>(column - 0.5 - x));
    const auto down = spline_shares(static_cast<float>(row - 0.5 - y));
    const auto cell = [](double first, std::size_t i, int count) {
        const double at = std::clamp(first - 1.0 + static_cast<double>(i), 0.0, static_cast<double>(count - 1));
        return static_cast<std::size_t>(at);
    };
    SmoothCodes smooth;
    for (std::size_t i = 0; i < down.size(); ++i) {
        const std::size_t start = cell(y, i, relief.height) * static_cast<std::size_t>(relief.width);
        for (std::size_t j = 0; j < across.size(); ++j) {
            const std::size_t at = 2 * (start + cell(x, j, relief.width));
            const float share = down[i] * across[j];
            smooth.code += share * static_cast<float>(relief.code[at]);
            smooth.light += share * static_cast<float>(relief.code[at + 1]);
        }
    }
    return smooth;
}

ReliefCodes softened(const ReliefCodes& relief) {
    ReliefCodes soft = relief;
    if (relief.width <= 0 || relief.height <= 0) return soft;
    // In the middle of a cell the spline has two thirds of it and a sixth of each neighbour, across and down.
    const auto columns = static_cast<std::size_t>(relief.width);
    const std::size_t row_size = 2 * columns;
    std::vector<std::uint16_t> down(row_size + 4);  // the sums of three rows, with a cell more at either end
    for (int y = 0; y < relief.height; ++y) {
        const auto row = [&](int wanted) {
            return &relief.code[static_cast<std::size_t>(std::clamp(wanted, 0, relief.height - 1)) * row_size];
        };
        const std::uint8_t* const above = row(y - 1);
        const std::uint8_t* const here = row(y);
        const std::uint8_t* const below = row(y + 1);
        for (std::size_t i = 0; i < row_size; ++i)
            down[i + 2] = static_cast<std::uint16_t>(above[i] + 4 * here[i] + below[i]);
        for (std::size_t i = 0; i < 2; ++i) {
            down[i] = down[i + 2];
            down[row_size + 2 + i] = down[row_size + i];
        }
        std::uint8_t* const out = &soft.code[static_cast<std::size_t>(y) * row_size];
        for (std::size_t i = 0; i < row_size; ++i)
            out[i] = static_cast<std::uint8_t>((down[i] + 4U * down[i + 2] + down[i + 4] + 18U) / 36U);
    }
    return soft;
}

std::array<std::uint8_t, 3> shaded_colour(const ReliefRamp& ramp, float code, float light) {
    std::array<float, 3> colour = ramp.colour[0];
    for (std::size_t i = 1; i < ramp.colour.size(); ++i) {
        const float length = std::max(ramp.at_code[i] - ramp.at_code[i - 1], 0.001F);  // as in raster.frag
        const float t = std::clamp((code - ramp.at_code[i - 1]) / length, 0.0F, 1.0F);
        for (std::size_t c = 0; c < 3; ++c) colour[c] += t * (ramp.colour[i][c] - colour[c]);
    }
    const float offset = (light - static_cast<float>(flat_light)) / static_cast<float>(flat_light);
    const float factor = 1.0F + ramp.strength * (offset < 0.0F ? offset : offset * lit_share);
    std::array<std::uint8_t, 3> shown{};
    for (std::size_t c = 0; c < 3; ++c) {
        shown[c] = static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(colour[c] * factor, 0.0F, 1.0F)));
    }
    return shown;
}

}  // namespace darya::geo
