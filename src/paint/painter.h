#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "scene/frame.h"

namespace sf {
class RenderTarget;
}

namespace darya::paint {

/// Draws frames with the GPU. Keeps what it has uploaded by mesh id and drops what was not drawn for a while. Needs an
/// active SFML context (a window or a render texture) in every call; one painter for one context.
class Painter {
public:
    /// Compiles the shaders of a folder and opens the font files (by style::Face). A shader that is missing or does not
    /// compile, or a font that cannot be opened, is an error naming the file.
    static base::Result<Painter> make(const std::filesystem::path& shader_folder,
                                      const std::vector<std::string>& fonts);

    Painter(Painter&&) noexcept;
    Painter& operator=(Painter&&) noexcept;
    ~Painter();

    /// Draws the whole frame over the target, whose size must be the frame's camera's.
    void draw(sf::RenderTarget& target, const scene::Frame& frame);

private:
    struct Parts;
    explicit Painter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace darya::paint
