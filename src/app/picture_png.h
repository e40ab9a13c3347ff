#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "scene/frame.h"
#include "style/text.h"
#include "writers/png.h"

namespace darya::paint {
class Painter;
}

namespace darya::app {

/// Draws a frame with the GPU, off screen, `scale` times as large as it counts, and gives the bytes of a PNG file, which
/// knows its size on paper where `dpi` is not 0. Needs a display (app/display.h).
base::Result<std::string> draw_png(const scene::Frame& frame, const std::filesystem::path& shaders,
                                   const style::FontFiles& fonts, float scale = 1.0F, double dpi = 0.0);

/// The same with a painter that is there already, as pixels: `scale` times as many each way as the frame counts.
base::Result<writers::Pixels> draw_pixels(const scene::Frame& frame, paint::Painter& painter, float scale);

}  // namespace darya::app
