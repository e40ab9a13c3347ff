#pragma once

#include <memory>
#include <string>
#include <vector>

#include <SFML/Graphics/Font.hpp>
#include <SFML/Graphics/RenderTarget.hpp>

#include "base/result.h"
#include "scene/frame.h"

namespace darya::paint {

/// Draws names letter by letter at the places the scene gave them: all halos first, then all letters, so that no halo
/// bites into a neighbour.
class Letters {
public:
    static base::Result<Letters> make(const std::vector<std::string>& font_files);

    void draw(sf::RenderTarget& target, const std::vector<const scene::Label*>& labels);

private:
    std::vector<std::unique_ptr<sf::Font>> fonts_;  // by style::Face
};

}  // namespace darya::paint
