#pragma once

#include <vector>

#include <SFML/Graphics/RenderTarget.hpp>

#include "scene/frame.h"

namespace darya::paint {

/// Draws circles as smooth shapes.
void draw_circles(sf::RenderTarget& target, const std::vector<scene::Circle>& circles);
/// Draws symbols and the scale bar as smooth shapes: every edge fades over one pixel, without multisampling.
void draw_marks(sf::RenderTarget& target, const std::vector<scene::Mark>& marks, scene::Colour selection);
void draw_scale_bar(sf::RenderTarget& target, const scene::ScaleBar& bar, scene::Colour ink, scene::Colour halo);

}  // namespace darya::paint
