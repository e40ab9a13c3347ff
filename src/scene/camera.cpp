#include "scene/camera.h"

#include <algorithm>
#include <cmath>

namespace darya::scene {

geo::ScreenPoint Camera::to_screen(geo::MapPoint point) const {
    return {static_cast<float>(static_cast<double>(width_px) / 2 + (point.x_m - centre.x_m) / metres_per_px),
            static_cast<float>(static_cast<double>(height_px) / 2 - (point.y_m - centre.y_m) / metres_per_px)};
}

geo::MapPoint Camera::to_map(geo::ScreenPoint point) const {
    return {centre.x_m + (static_cast<double>(point.x_px) - static_cast<double>(width_px) / 2) * metres_per_px,
            centre.y_m - (static_cast<double>(point.y_px) - static_cast<double>(height_px) / 2) * metres_per_px};
}

geo::MapBox Camera::view() const {
    const double half_width_m = static_cast<double>(width_px) / 2 * metres_per_px;
    const double half_height_m = static_cast<double>(height_px) / 2 * metres_per_px;
    return {centre.x_m - half_width_m, centre.y_m - half_height_m, centre.x_m + half_width_m,
            centre.y_m + half_height_m};
}

Camera panned(Camera camera, float dx_px, float dy_px) {
    camera.centre.x_m -= static_cast<double>(dx_px) * camera.metres_per_px;
    camera.centre.y_m += static_cast<double>(dy_px) * camera.metres_per_px;
    return camera;
}

Camera zoomed(Camera camera, double factor, geo::ScreenPoint anchor) {
    const geo::MapPoint held = camera.to_map(anchor);
    camera.metres_per_px *= factor;
    camera.centre.x_m = held.x_m + (camera.centre.x_m - held.x_m) * factor;
    camera.centre.y_m = held.y_m + (camera.centre.y_m - held.y_m) * factor;
    return camera;
}

Camera kept_inside(Camera camera, const geo::MapBox& extent) {
    camera.metres_per_px = std::clamp(camera.metres_per_px, closest_metres_per_px, farthest_metres_per_px);
    if (!extent.is_empty()) {
        camera.centre.x_m = std::clamp(camera.centre.x_m, extent.left_m, extent.right_m);
        camera.centre.y_m = std::clamp(camera.centre.y_m, extent.bottom_m, extent.top_m);
    }
    return camera;
}

Camera fitted(Camera camera, const geo::MapBox& box, const geo::ScreenBox& free, float margin_px, double farthest) {
    if (box.is_empty()) return camera;
    const double width_px = std::max(1.0, static_cast<double>(free.width_px() - 2 * margin_px));
    const double height_px = std::max(1.0, static_cast<double>(free.height_px() - 2 * margin_px));
    const double wanted = std::max(box.width_m() / width_px, box.height_m() / height_px);
    camera.metres_per_px = std::clamp(wanted, closest_metres_per_px, farthest);
    camera.centre = box.centre();
    const float aside_px = (free.left_px + free.right_px) / 2 - camera.width_px / 2;
    const float down_px = (free.top_px + free.bottom_px) / 2 - camera.height_px / 2;
    return panned(camera, aside_px, down_px);
}

namespace {

/// The path of van Wijk & Nuij between two views: `way_m` apart, widths `from_m` and `to_m` of ground in the window.
class Path {
public:
    Path(double way_m, double from_m, double to_m) : way_m_(way_m), from_m_(from_m), to_m_(to_m) {
        is_straight_ = way_m < 1e-3 * std::min(from_m, to_m);
        if (is_straight_) {
            length_ = std::abs(std::log(to_m / from_m)) / rho;
            return;
        }
        const double rise = rho * rho * rho * rho * way_m * way_m;
        const double from_b = (to_m * to_m - from_m * from_m + rise) / (2 * from_m * rho * rho * way_m);
        const double to_b = (to_m * to_m - from_m * from_m - rise) / (2 * to_m * rho * rho * way_m);
        start_ = -std::asinh(from_b);
        length_ = (-std::asinh(to_b) - start_) / rho;
    }
    double length() const { return length_; }
    double width_at(double share) const {
        if (is_straight_) return from_m_ * std::pow(to_m_ / from_m_, share);
        return from_m_ * std::cosh(start_) / std::cosh(rho * share * length_ + start_);
    }
    /// 0 at the start, 1 at the end.
    double gone_at(double share) const {
        if (is_straight_) return share;
        const double at = rho * share * length_ + start_;
        return from_m_ * (std::cosh(start_) * std::tanh(at) - std::sinh(start_)) / (rho * rho * way_m_);
    }

private:
    static constexpr double rho = 1.42;  // how much one rises before travelling
    double way_m_, from_m_, to_m_;
    bool is_straight_ = false;
    double start_ = 0.0;
    double length_ = 0.0;
};

Path path_between(const Camera& from, const Camera& to) {
    const double width_px = static_cast<double>(to.width_px);
    return {geo::distance_m(from.centre, to.centre), from.metres_per_px * width_px, to.metres_per_px * width_px};
}

}  // namespace

Camera flown(const Camera& from, const Camera& to, double share) {
    if (share >= 1.0) return to;
    Camera camera = to;
    if (share <= 0.0) {
        camera.centre = from.centre;
        camera.metres_per_px = from.metres_per_px;
        return camera;
    }
    const Path path = path_between(from, to);
    const double gone = std::clamp(path.gone_at(share), 0.0, 1.0);
    camera.metres_per_px = path.width_at(share) / static_cast<double>(to.width_px);
    camera.centre.x_m = from.centre.x_m + gone * (to.centre.x_m - from.centre.x_m);
    camera.centre.y_m = from.centre.y_m + gone * (to.centre.y_m - from.centre.y_m);
    return camera;
}

double flight_duration_s(const Camera& from, const Camera& to) {
    constexpr double s_per_length = 0.45;
    return std::clamp(s_per_length * path_between(from, to).length(), 0.25, 1.6);
}

double eased(double share) {
    const double s = std::clamp(share, 0.0, 1.0);
    return s < 0.5 ? 4 * s * s * s : 1 - std::pow(-2 * s + 2, 3) / 2;
}

}  // namespace darya::scene
