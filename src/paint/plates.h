#pragma once

#include <vector>

#include <SFML/Graphics/RenderTarget.hpp>

#include "scene/frame.h"

namespace darya::paint {

/// Draws the areas and lines of furniture, in their order, as smooth shapes: every edge fades over one pixel, so that one
/// on whole pixels is crisp. `scale` says how many pixels the target has for each of the frame.
void draw_shapes(sf::RenderTarget& target, const std::vector<scene::PlateShape>& shapes, float scale = 1.0F);

}  // namespace darya::paint
