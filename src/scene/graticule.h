#pragma once

#include <span>
#include <vector>

#include "scene/frame.h"
#include "scene/labels.h"

namespace darya::scene {

/// How many minutes of arc lie between two lines of the graticule at a scale: from 10° far away to 1′ nearby.
int graticule_step_min(double metres_per_px);

/// The meridians and parallels that a camera sees, as lines that follow the projection's curves within a third of a
/// pixel. Remembers the last ones: the same camera gives the same meshes.
class Graticule {
public:
    const std::vector<MeshRef>& lines_for(const Camera& camera);

private:
    Camera camera_;
    std::vector<MeshRef> lines_;
};

/// The degrees of the meridians along the upper edge of `free` and of the parallels along its left edge, none where
/// `taken` is. `step_min` is that of the lines that are drawn.
std::vector<Label> graticule_labels(const Camera& camera, int step_min, const geo::ScreenBox& free,
                                    std::span<const geo::ScreenBox> taken, const LabelLook& look,
                                    const Measure& measure);

}  // namespace darya::scene
