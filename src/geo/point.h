#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace darya::geo {

/// A place on the earth, WGS 84, degrees; east and north are positive.
struct LonLat {
    double lon_deg = 0.0;
    double lat_deg = 0.0;
    bool operator==(const LonLat&) const = default;
};

/// A place in the map projection: metres, areas true; x to the east, y to the north.
struct MapPoint {
    double x_m = 0.0;
    double y_m = 0.0;
    bool operator==(const MapPoint&) const = default;
};

/// A place on the screen, pixels from the top left corner; y grows downwards.
struct ScreenPoint {
    float x_px = 0.0F;
    float y_px = 0.0F;
    bool operator==(const ScreenPoint&) const = default;
};

inline double distance_m(MapPoint a, MapPoint b) {
    return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}
inline float distance_px(ScreenPoint a, ScreenPoint b) {
    return std::hypot(a.x_px - b.x_px, a.y_px - b.y_px);
}

/// A box on the map; a new one is empty and grows with `add`. Edges belong to it.
struct MapBox {
    double left_m = std::numeric_limits<double>::infinity();
    double bottom_m = std::numeric_limits<double>::infinity();
    double right_m = -std::numeric_limits<double>::infinity();
    double top_m = -std::numeric_limits<double>::infinity();

    bool operator==(const MapBox&) const = default;
    bool is_empty() const { return left_m > right_m || bottom_m > top_m; }
    double width_m() const { return is_empty() ? 0.0 : right_m - left_m; }
    double height_m() const { return is_empty() ? 0.0 : top_m - bottom_m; }
    MapPoint centre() const { return {(left_m + right_m) / 2, (bottom_m + top_m) / 2}; }
    bool contains(MapPoint p) const {
        return p.x_m >= left_m && p.x_m <= right_m && p.y_m >= bottom_m && p.y_m <= top_m;
    }
    bool touches(const MapBox& other) const {
        return left_m <= other.right_m && other.left_m <= right_m && bottom_m <= other.top_m && other.bottom_m <= top_m;
    }
    void add(MapPoint p) {
        left_m = std::min(left_m, p.x_m);
        right_m = std::max(right_m, p.x_m);
        bottom_m = std::min(bottom_m, p.y_m);
        top_m = std::max(top_m, p.y_m);
    }
    void add(const MapBox& other) {
        left_m = std::min(left_m, other.left_m);
        right_m = std::max(right_m, other.right_m);
        bottom_m = std::min(bottom_m, other.bottom_m);
        top_m = std::max(top_m, other.top_m);
    }
    /// The box with `margin_m` more on every side; an empty box stays empty.
    MapBox grown(double margin_m) const {
        if (is_empty()) return *this;
        return {left_m - margin_m, bottom_m - margin_m, right_m + margin_m, top_m + margin_m};
    }
};

/// A box on the screen, pixels; used for labels and panels. A box of no width or height touches nothing.
struct ScreenBox {
    float left_px = 0.0F;
    float top_px = 0.0F;
    float right_px = 0.0F;
    float bottom_px = 0.0F;

    bool operator==(const ScreenBox&) const = default;
    float width_px() const { return right_px - left_px; }
    float height_px() const { return bottom_px - top_px; }
    bool contains(ScreenPoint p) const {
        return p.x_px >= left_px && p.x_px < right_px && p.y_px >= top_px && p.y_px < bottom_px;
    }
    bool touches(const ScreenBox& other) const {
        return left_px < other.right_px && other.left_px < right_px && top_px < other.bottom_px &&
               other.top_px < bottom_px;
    }
    ScreenBox grown(float margin_px) const {
        return {left_px - margin_px, top_px - margin_px, right_px + margin_px, bottom_px + margin_px};
    }
};

}  // namespace darya::geo
