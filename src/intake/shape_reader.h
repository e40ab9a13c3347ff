#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <vector>

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include "base/result.h"
#include "data/feature_table.h"
#include "intake/far_side.h"

namespace darya::intake {

/// The shapes of one row, in the map projection, by kind (index: static_cast<size_t>(ShapeKind)).
struct RowShapes {
    struct Run {
        std::size_t first_point = 0;
        std::size_t point_count = 0;
        bool is_hole = false;
    };
    std::vector<geo::MapPoint> points;
    std::array<std::vector<Run>, 3> runs;

    bool has_not_numbers = false;  // some part was left out, for a coordinate is NaN or infinite
    bool has_outside = false;      // some part was left out, for it leaves the world
    bool has_too_few = false;      // some part was left out: a line of one point, a ring of two

    bool is_empty() const { return points.empty(); }
};

/// Turns GDAL's geometries into points of the map projection.
///
/// Multi-shapes and collections are taken apart, curves become lines, heights and measures are dropped. Outer rings and
/// holes are told apart by their place in the polygon, not by their winding. A part with a coordinate that is no place on
/// earth is left out whole; so are the holes of an outer ring that was left out. What crosses the far side of the world
/// (see far_side.h) is cut there.
class ShapeReader {
public:
    /// A layer in `source` coordinates. Null, or a system that says nothing, is taken for longitude and latitude:
    /// `is_guess()`. An error when PROJ knows no way from there to longitude and latitude.
    static base::Result<ShapeReader> from(const OGRSpatialReference* source);

    bool is_guess() const { return is_guess_; }
    /// Of lines and rings only every so many-th point is taken from now on; of short ones more, so that they keep a shape.
    void keep_every(std::size_t step) { keep_every_ = std::max<std::size_t>(step, 1); }
    /// The shapes; valid until the next call.
    const RowShapes& read(const OGRGeometry& geometry);

private:
    void add(const OGRGeometry& geometry, int depth);
    void add_polygon(const OGRPolygon& polygon);
    void add_line(const OGRSimpleCurve& line);
    void add_point(const OGRPoint& point);
    /// Cuts a polygon whose outer ring, in x_ and y_, crosses the far side of the world.
    void add_cut_polygon(const OGRPolygon& polygon);
    /// Puts a curve's longitudes and latitudes into x_, y_; false (and a mark in row_) when it must be left out.
    bool load(const OGRSimpleCurve& curve, bool is_ring);
    /// Puts a curve's points, or those that are kept of them, into x_, y_.
    void take_points(const OGRSimpleCurve& curve);
    LonLats loaded() const;
    /// Adds a run of the points in x_, y_.
    void add_run(data::ShapeKind kind, bool is_hole);
    void add_run(data::ShapeKind kind, bool is_hole, std::span<const geo::LonLat> points);
    /// Turns x_, y_ into longitude and latitude; false (and a mark in row_) when one of them is no place on earth.
    bool to_lonlat();

    std::unique_ptr<OGRCoordinateTransformation> to_wgs84_;  // null: already longitude, latitude
    bool is_guess_ = false;
    std::size_t keep_every_ = 1;
    std::vector<double> x_;
    std::vector<double> y_;
    std::vector<int> is_transformed_;
    RowShapes row_;
};

}  // namespace darya::intake
