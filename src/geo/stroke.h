#pragma once

#include <span>
#include <vector>

#include "geo/point.h"

namespace darya::geo {

/// One corner of a stroked line, as the shader shaders/stroke.vert wants it: it moves the corner by
/// `normal * half the width`, so that the width is in pixels at every scale.
struct StrokeVertex {
    float x_m = 0.0F;  // the point of the centre line, from the mesh's origin
    float y_m = 0.0F;
    float normal_x = 0.0F;  // outwards on this corner's own side; length 1, up to `stroke_mitre_limit` at corners
    float normal_y = 0.0F;
    float along_m = 0.0F;  // distance from the line's start (for dashes)
    float side = 0.0F;     // below 0 left of the line's direction, above 0 right; its size: the share of the full width

    bool operator==(const StrokeVertex&) const = default;
};

/// Longest normal: a corner that would need a longer one is cut off (bevelled) instead.
inline constexpr float stroke_mitre_limit = 2.0F;

/// Appends a triangle strip for one line to `strip`, parted from what is already there by degenerate triangles.
///
/// `is_closed` joins the line's end to its start (a repeated first point at the end is allowed). Points that repeat the
/// one before, as floats from `origin`, and points that are not numbers are passed over; a line with fewer than two
/// different points gives nothing. Corners are mitred up to the limit and bevelled beyond. Ends are cut off square at the
/// end point. `width` is what the line has of the style's width, above 0 to 1. Cost O(n), four vertices a point at most and
/// four for the joint.
void append_stroke(std::vector<StrokeVertex>& strip, std::span<const MapPoint> line, MapPoint origin, bool is_closed,
                   float width = 1.0F);

}  // namespace darya::geo
