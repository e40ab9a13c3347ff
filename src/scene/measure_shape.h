#pragma once

#include <vector>

#include "geo/point.h"
#include "scene/frame.h"
#include "style/style.h"

namespace darya::scene {

/// What is being measured, as lines on the map: along geodesics, which bend there.
struct MeasureShape {
    std::vector<geo::MapPoint> corners;
    std::vector<geo::MapPoint> line;     // through the corners
    std::vector<geo::MapPoint> live;     // from the last corner to the mouse; empty where nothing is added
    std::vector<geo::MapPoint> closing;  // from the last point back to the first; empty where no area is told
};

/// Adds it to a frame, over the base: the area tinted, the lines on light bands, a dot at each corner.
void add_measure(const MeasureShape& shape, const style::Style& style, Frame& frame);

}  // namespace darya::scene
