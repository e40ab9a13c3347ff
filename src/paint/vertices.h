#pragma once

#include <vector>

#include <SFML/Graphics/Color.hpp>
#include <SFML/Graphics/Vertex.hpp>

#include "scene/frame.h"

namespace darya::paint {

using Vertices = std::vector<sf::Vertex>;

/// A colour as the graphics library has it, `opacity` (0 to 1) of it.
inline sf::Color shown(const scene::Colour& colour, float opacity = 1.0F) {
    return {colour.red, colour.green, colour.blue,
            static_cast<sf::Uint8>(static_cast<float>(colour.alpha) * opacity + 0.5F)};
}

}  // namespace darya::paint
