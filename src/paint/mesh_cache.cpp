#include "paint/mesh_cache.h"

#include <cmath>
#include <vector>

#include <SFML/OpenGL.hpp>

namespace darya::paint {

namespace {

/// A component of a normal (within ±2) as stroke.vert reads it.
sf::Uint8 normal_byte(float component) {
    return static_cast<sf::Uint8>(std::lround(128.0F + 63.0F * std::clamp(component, -2.0F, 2.0F)));
}

std::unique_ptr<sf::VertexBuffer> uploaded(const std::vector<sf::Vertex>& vertices, sf::PrimitiveType type) {
    auto buffer = std::make_unique<sf::VertexBuffer>(type, sf::VertexBuffer::Static);
    if (!vertices.empty() && buffer->create(vertices.size())) buffer->update(vertices.data());
    return buffer;
}

}  // namespace

const sf::VertexBuffer& MeshCache::fill_of(const scene::Mesh& mesh) {
    auto& kept = fills_[mesh.id];
    kept.last_frame = frame_;
    if (!kept.content) {
        std::vector<sf::Vertex> vertices;
        vertices.reserve(mesh.triangles.size());
        for (const std::uint32_t corner : mesh.triangles) {
            vertices.emplace_back(sf::Vector2f(mesh.points[corner].x_m, mesh.points[corner].y_m));
        }
        kept.content = uploaded(vertices, sf::Triangles);
    }
    return *kept.content;
}

const sf::VertexBuffer& MeshCache::strip_of(const scene::Mesh& mesh) {
    auto& kept = strips_[mesh.id];
    kept.last_frame = frame_;
    if (!kept.content) {
        std::vector<sf::Vertex> vertices;
        vertices.reserve(mesh.strip.size());
        for (const geo::StrokeVertex& corner : mesh.strip) {
            vertices.emplace_back(sf::Vector2f(corner.x_m, corner.y_m),
                                  sf::Color(normal_byte(corner.normal_x), normal_byte(corner.normal_y), 255, 255),
                                  sf::Vector2f(corner.along_m, corner.side));
        }
        kept.content = uploaded(vertices, sf::TriangleStrip);
    }
    return *kept.content;
}

std::unique_ptr<sf::Texture> codes_texture(const geo::ReliefCodes& codes) {
    auto texture = std::make_unique<sf::Texture>();
    if (!texture->create(static_cast<unsigned>(codes.width), static_cast<unsigned>(codes.height))) return texture;
    // SFML knows textures of four bytes a pixel only, and this one is large.
    sf::Texture::bind(texture.get());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_LUMINANCE8_ALPHA8, codes.width, codes.height, 0, GL_LUMINANCE_ALPHA,
                 GL_UNSIGNED_BYTE, codes.code.data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    sf::Texture::bind(nullptr);
    return texture;
}

const sf::Texture& MeshCache::texture_of(const scene::Relief& relief) {
    auto& kept = textures_[relief.id];
    kept.last_frame = frame_;
    if (!kept.content) {
        kept.content = codes_texture(relief.codes);
        kept.content->setSmooth(true);
    }
    return *kept.content;
}

void MeshCache::end_frame() {
    ++frame_;
    const auto is_stale = [this](const auto& entry) { return entry.second.last_frame + kept_frames < frame_; };
    std::erase_if(fills_, is_stale);
    std::erase_if(strips_, is_stale);
    std::erase_if(textures_, is_stale);
}

}  // namespace darya::paint
