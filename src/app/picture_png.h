#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "scene/frame.h"
#include "style/text.h"

namespace darya::app {

/// Draws a frame with the GPU, off screen, and gives the bytes of a PNG file. Needs a display (app/display.h).
base::Result<std::string> draw_png(const scene::Frame& frame, const std::filesystem::path& shaders,
                                   const style::FontFiles& fonts);

}  // namespace darya::app
