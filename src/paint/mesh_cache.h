#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include <SFML/Graphics/Texture.hpp>
#include <SFML/Graphics/Vertex.hpp>
#include <SFML/Graphics/VertexBuffer.hpp>

#include "scene/frame.h"

namespace darya::paint {

/// The codes of a relief as a texture: the height's as its luminance, the light's as its alpha.
std::unique_ptr<sf::Texture> codes_texture(const geo::ReliefCodes& codes);

/// What the GPU holds of meshes and reliefs, by their id. What was not asked for in `kept_frames` frames is freed.
class MeshCache {
public:
    const sf::VertexBuffer& fill_of(const scene::Mesh& mesh);
    const sf::VertexBuffer& strip_of(const scene::Mesh& mesh);
    const sf::Texture& texture_of(const scene::Relief& relief);

    /// To be called once a frame.
    void end_frame();

private:
    template <typename T>
    struct Kept {
        std::unique_ptr<T> content;
        std::uint64_t last_frame = 0;
    };
    static constexpr std::uint64_t kept_frames = 600;

    std::unordered_map<std::uint64_t, Kept<sf::VertexBuffer>> fills_;
    std::unordered_map<std::uint64_t, Kept<sf::VertexBuffer>> strips_;
    std::unordered_map<std::uint64_t, Kept<sf::Texture>> textures_;
    std::uint64_t frame_ = 0;
};

}  // namespace darya::paint
