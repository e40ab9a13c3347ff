#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <SFML/Graphics/RenderTexture.hpp>

#include "scene/frame.h"

namespace darya::paint {

/// The ground of the map as pictures that are drawn once and serve for many frames. While one picture is shown the next is
/// drawn beside it a part at a time, so that no frame has to pay for a whole one; it takes over when it is whole. Only
/// where the shown picture can no longer stand in, or shows something else than is wanted, is the next one drawn (or, where it
/// has been begun for a camera near enough, finished) at once.
class KeptBase {
public:
    /// Draws some of a base's items into a picture.
    using Draw = std::function<void(sf::RenderTarget&, std::span<const scene::BaseItem>, const scene::Camera&)>;

    /// Brings the picture nearer to what the frame wants; `scale`: pixels of the picture for one of the map. False where no
    /// picture can be had (then draw directly).
    bool follow(const scene::Frame& frame, float scale, const Draw& draw);
    /// What is to be shown now, and the camera it was drawn for.
    const sf::Texture& texture() const { return shown_.picture->getTexture(); }
    const scene::Camera& camera() const { return shown_.camera; }
    /// Where the picture is stretched it is smoothed.
    void set_smooth(bool is_smooth) const { shown_.picture->setSmooth(is_smooth); }
    /// Whether what is shown is what the last frame wanted.
    bool is_settled() const { return growing_.number == 0 && shown_.number == wanted_; }

private:
    struct Kept {
        std::uint64_t number = 0;  // of the base; 0: none
        std::uint64_t content = 0;
        scene::Camera camera;
        std::unique_ptr<sf::RenderTexture> picture;
    };

    bool begin(const scene::Frame& frame, float scale);
    static bool can_stand_in(const Kept& kept, const scene::Camera& camera, std::uint64_t content);
    void grow(const Draw& draw, double budget);

    Kept shown_;
    Kept growing_;
    std::vector<scene::BaseItem> items_;  // of the growing one
    std::size_t drawn_count_ = 0;
    std::uint64_t wanted_ = 0;
};

}  // namespace darya::paint
