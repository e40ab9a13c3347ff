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

    /// Draws the whole frame over the target. Where the target has more pixels than the frame's camera counts, everything
    /// grows with it and stays sharp: the camera counts pixels of a screen at a scale of 1.
    void draw(sf::RenderTarget& target, const scene::Frame& frame);

    /// Whether the last frame showed the base it wanted. If not, the same frame drawn again comes nearer: a base that has to
    /// be drawn anew is drawn a part a frame while the one before stands in.
    bool is_settled() const;
    /// What the last frame asked of the card.
    struct Work {
        std::size_t triangle_count = 0;
        std::size_t call_count = 0;
    };
    Work work() const;
    /// How much the base of the last frame, which was this one, was stretched; 1 is sharp.
    double magnified(const scene::Frame& frame) const;

private:
    struct Parts;
    explicit Painter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace darya::paint
