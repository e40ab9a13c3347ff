#pragma once

#include <array>
#include <cstddef>

namespace darya::panels {

/// What one frame took, stage by stage, milliseconds.
struct FrameTime {
    float update_ms = 0.0F;   // input, commands, what workers have brought
    float labels_ms = 0.0F;   // what the map shows is worked out, names placed
    float draw_ms = 0.0F;     // map and panels drawn
    float present_ms = 0.0F;  // handed to the window system
    float all_ms() const { return update_ms + labels_ms + draw_ms + present_ms; }
};

/// The last frames, for the overlay that F12 shows.
struct FrameTimes {
    static constexpr std::size_t kept = 120;
    std::array<FrameTime, kept> frames{};
    std::size_t count = 0;  // since the start

    void add(const FrameTime& frame) { frames[count++ % kept] = frame; }

    bool is_shown = false;
    // of the last frame's map
    std::size_t triangle_count = 0;
    std::size_t call_count = 0;
    double magnified = 1.0;  // its ground; 1 is sharp
};

}  // namespace darya::panels
