#pragma once

#include <algorithm>
#include <array>
#include <cmath>

namespace darya::scene {

/// Up to which scale (metres per pixel) things are drawn; beyond it they would only be clutter.

inline double river_limit(int rank) {
    constexpr std::array limits_m{1e9, 1e9, 6500.0, 2600.0, 1300.0, 650.0};
    return limits_m[static_cast<std::size_t>(std::clamp(rank, 1, 6) - 1)];
}

inline double town_limit(int rank) {
    constexpr std::array limits_m{8000.0, 5200.0, 3400.0, 2300.0, 1500.0, 950.0, 550.0, 320.0};
    return limits_m[static_cast<std::size_t>(std::clamp(rank, 1, 8) - 1)];
}

inline constexpr double province_limit = 1500.0;
inline constexpr double small_work_limit = 3400.0;  // dikes, canal heads

/// The radius of a dam's mark: from afar a cascade is a string of small beads; closer, the size tells the capacity.
inline float dam_radius_px(double capacity_mw, double metres_per_px) {
    const double closeness = std::clamp(std::log2(6000.0 / metres_per_px) / 3.0, 0.0, 1.0);
    const double size = std::sqrt(std::clamp(capacity_mw, 0.0, 4000.0) / 4000.0);
    return static_cast<float>(4.4 + (1.0 + 3.6 * closeness) * size);
}

/// 1 well inside a limit, 0 at it; so that things come and go softly.
inline float fade_at(double metres_per_px, double limit) {
    return static_cast<float>(std::clamp((limit - metres_per_px) / (0.05 * limit), 0.0, 1.0));
}

}  // namespace darya::scene
