#pragma once

#include <string>
#include <vector>

#include <SFML/Graphics/RenderTarget.hpp>

#include "base/result.h"
#include "paint/glyphs.h"
#include "scene/frame.h"

namespace darya::paint {

/// Draws names letter by letter at the places the scene gave them: all halos first, then all letters, so that no halo
/// bites into a neighbour.
class Letters {
public:
    static base::Result<Letters> make(const std::vector<std::string>& font_files);

    /// `scale`: pixels of the target for each that the labels count.
    void draw(sf::RenderTarget& target, const std::vector<const scene::Label*>& labels, float scale = 1.0F);

private:
    explicit Letters(Glyphs glyphs) : glyphs_(std::move(glyphs)) {}

    Glyphs glyphs_;
};

}  // namespace darya::paint
