#pragma once

#include "geo/point.h"

namespace darya::scene {

/// Where one looks: the map point in the middle of the window, and how many metres one pixel shows.
struct Camera {
    geo::MapPoint centre;
    double metres_per_px = 4000.0;
    float width_px = 1280.0F;
    float height_px = 800.0F;

    bool operator==(const Camera&) const = default;

    geo::ScreenPoint to_screen(geo::MapPoint point) const;
    geo::MapPoint to_map(geo::ScreenPoint point) const;
    /// The part of the map that the window shows.
    geo::MapBox view() const;
};

/// How far in and out one may go, and how far from the region the centre may move.
inline constexpr double closest_metres_per_px = 8.0;
inline constexpr double farthest_metres_per_px = 9000.0;
inline constexpr double farthest_of_figure =
    14'000.0;  // a small one holds the region; farther, and one saw past the data

/// The camera moved so that what lay under the cursor follows it by so many pixels.
Camera panned(Camera camera, float dx_px, float dy_px);

/// The camera with `factor` times as many metres in a pixel; the map point under `anchor` stays where it is.
Camera zoomed(Camera camera, double factor, geo::ScreenPoint anchor);

/// The camera kept within the farthest and closest scale and with its centre inside `extent`.
Camera kept_inside(Camera camera, const geo::MapBox& extent);

/// The camera that fits a box into the free part of the window (panels cover the rest), with a margin, no farther than that.
Camera fitted(Camera camera, const geo::MapBox& box, const geo::ScreenBox& free, float margin_px = 24.0F,
              double farthest = farthest_metres_per_px);

/// The camera of a flight from one place to another, as a pure function of `share` in 0..1: rises, travels and comes
/// down along the path that feels shortest. At 0 it is `from`, at 1 `to` (size of the window from `to`).
///
/// Source: van Wijk & Nuij 2003, Smooth and efficient zooming and panning, doi:10.1109/INFVIS.2003.1249004.
Camera flown(const Camera& from, const Camera& to, double share);

/// How long that flight should take, seconds: 0.25 to 1.6.
double flight_duration_s(const Camera& from, const Camera& to);

/// 0..1 to 0..1, starting and ending at rest (cubic).
double eased(double share);

}  // namespace darya::scene
