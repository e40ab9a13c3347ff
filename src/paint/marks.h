#pragma once

#include <vector>

#include <SFML/Graphics/RenderTarget.hpp>

#include "scene/frame.h"

namespace darya::paint {

/// Draws circles as smooth shapes. Here and below `scale` says how many pixels the target has for each of the frame.
void draw_circles(sf::RenderTarget& target, const std::vector<scene::Circle>& circles, float scale = 1.0F);
/// Draws symbols and the scale bar as smooth shapes: every edge fades over one pixel, without multisampling.
void draw_marks(sf::RenderTarget& target, const std::vector<scene::Mark>& marks, scene::Colour selection,
                float scale = 1.0F);
void draw_scale_bar(sf::RenderTarget& target, const scene::ScaleBar& bar, scene::Colour ink, scene::Colour halo);

}  // namespace darya::paint
