#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "geo/point.h"
#include "scene/camera.h"
#include "scene/frame.h"
#include "scene/label_text.h"

namespace darya::scene {

/// A smooth curve that a name can stand on, in map metres.
struct MapAxis {
    std::vector<geo::MapPoint> points;
    std::vector<double> along_m;  // length from the first point

    double length_m() const { return along_m.empty() ? 0.0 : along_m.back(); }
};

/// An axis through points: gently curved, in even steps. Fewer than two points give an empty one.
MapAxis smooth_axis(std::span<const geo::MapPoint> through);

/// A straight one, for names that lie level.
MapAxis level_axis(geo::MapPoint from, double to_x_m);

/// A river's line as a name sees it at a scale: its course without its every bend, and the spots where a name reads well.
///
/// The smoothing depends on the line and the scale alone, not on the window: letters do not tremble while the map pans.
struct RiverCourse {
    MapAxis axis;                 // smoothed
    std::vector<double> river_m;  // where on the river's own line each point of the axis lies
    std::vector<float> left_m;    // how far the river itself bends out to the left of the axis there …
    std::vector<float> right_m;   // … and to the right, seen downstream; at least 0
    struct Spot {
        std::size_t point = 0;  // of the axis
        double river_m = 0.0;   // middle of the name
        int side = 0;           // 0 above the line, 1 below it
        float cost = 0.0F;      // how badly it reads there
    };
    std::vector<Spot> spots;  // the best first
    int bucket = 0;           // of the scale it was made for
    geo::MapBox box;          // what it holds of the line
};

/// Scales are grouped so that one course serves for a while of zooming: two groups an octave.
int scale_bucket(double metres_per_px);

/// The course of a line at a scale, of what lies in `box` or near it, with spots for a name of that text. Cost O(points of
/// the line), more for what lies in the box.
RiverCourse river_course(std::span<const geo::MapPoint> line, int bucket, const geo::MapBox& box,
                         const MeasuredText& text, float size_px);

/// The letters of a name set along an axis, its middle at `middle_m`, `lift_px` above it (below when negative), spread by
/// `spacing_px` more between letters; read from left to right whichever way the axis runs. Nothing where the axis ends
/// before the name does or bends too sharply for it.
/// As soon as `may_stand` says no to a letter (with its advance) there is nothing either.
using LetterTest = std::function<bool(const LabelLetter&, float advance_px)>;
std::optional<std::vector<LabelLetter>> letters_along(const MapAxis& axis, double middle_m, const MeasuredText& text,
                                                      float spacing_px, float lift_px, const Camera& camera,
                                                      const LetterTest& may_stand = {});

/// The letters of a name at a spot of a river, clear of the river's own line.
std::optional<std::vector<LabelLetter>> letters_at(const RiverCourse& course, double river_m, int side,
                                                   const MeasuredText& text, float size_px, const Camera& camera,
                                                   const LetterTest& may_stand = {});

/// Where on the axis of a course a place of the river's line lies; nothing where the course does not hold it.
std::optional<double> axis_place(const RiverCourse& course, double river_m);

}  // namespace darya::scene
