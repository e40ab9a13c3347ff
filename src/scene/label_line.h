#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geo/point.h"
#include "scene/camera.h"
#include "scene/labels.h"

namespace darya::scene {

/// A stretch of a line as the window shows it: points in pixels, and how far along the line (in map metres) each lies.
struct ScreenStretch {
    std::vector<geo::ScreenPoint> points;
    std::vector<double> along_m;
    std::vector<float> along_px;  // from the stretch's first point

    float length_px() const { return along_px.empty() ? 0.0F : along_px.back(); }
};

/// The stretches of a line inside the window with a margin, smoothed a little so that letters do not tremble.
std::vector<ScreenStretch> stretches_on_screen(std::span<const geo::MapPoint> line, const Camera& camera,
                                               float margin_px);

/// The letters of a name set along a stretch with its middle at `middle_px`, read from left to right, a little above the
/// line. Nothing when the stretch is too short there or bends too sharply for a name.
std::optional<std::vector<LabelLetter>> letters_along(const ScreenStretch& stretch, float middle_px,
                                                      const MeasuredText& text, float size_px);

}  // namespace darya::scene
