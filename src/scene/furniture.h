#pragma once

#include <vector>

#include "scene/frame.h"
#include "scene/graticule.h"
#include "scene/labels.h"
#include "scene/overview.h"

namespace darya::scene {

struct FrameInput;

/// Puts onto a frame what explains it: scale bar, degrees of the graticule, north mark, overview, legend, attribution, and
/// around it the page with title and caption. Nothing of it touches panels or one another; names keep clear of it
/// (`furniture_boxes`). Remembers what makes the next frame cheaper.
class Furnisher {
public:
    /// The graticule's lines for the base that this camera shows.
    const std::vector<MeshRef>& graticule(const Camera& base_camera) { return graticule_.lines_for(base_camera); }

    /// `frame` has its base, circles and marks already.
    void furnish(const FrameInput& input, Frame& frame, const Measure& measure);

private:
    Graticule graticule_;
    Overview overview_;
};

/// What the furniture of a frame takes up.
std::vector<geo::ScreenBox> furniture_boxes(const Frame& frame);

}  // namespace darya::scene
