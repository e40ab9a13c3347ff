#pragma once

#include <vector>

#include <imgui.h>

#include "style/style.h"

namespace darya::panels {

/// Everything in the panels that can be pressed, in the order in which it is drawn: Tab goes from one to the next, Space or
/// Enter presses it. Of one window, like ImGui's context.
class KeyRing {
public:
    /// To the next (or last) one; from nowhere to the first (or last).
    void step(int by);
    /// What the keyboard is on counts as clicked in the next frame.
    void press() { is_pressed_ = is_on(); }
    /// What the keyboard is on goes so many steps up or down in the next frame; false where it is nothing that could.
    bool nudge(int by);
    void leave() { focused_ = 0; }
    /// Whether it is on something that is there to be pressed.
    bool is_on() const { return focused_ != 0 && is_seen_; }

    // -- while panels are drawn
    void begin_frame();
    /// The last item of ImGui takes part; true where the keyboard presses it.
    bool take_item();
    /// The last item is a slider: steps it is to go.
    int take_slider();
    /// Draws the ring around what the keyboard is on.
    void end_frame(const style::Style& style);

private:
    std::vector<ImGuiID> items_, drawn_;  // of the last whole frame, and of this one
    std::size_t at_ = 0;                  // of the focused one: where to go on when it is gone
    ImGuiID focused_ = 0;
    bool is_pressed_ = false;
    bool is_moved_ = false;   // must be brought in sight
    bool is_slider_ = false;  // the focused one
    int nudge_ = 0;
    ImVec2 low_, high_, clip_low_, clip_high_;
    bool is_seen_ = false;  // drawn in the last frame, or in this one so far
};

KeyRing& key_ring();

/// Whether the item of ImGui that was just drawn is pressed, by mouse (`is_clicked`) or keyboard.
bool with_keys(bool is_clicked);
/// As ImGui's invisible button, for mouse and keyboard.
bool hit_area(const char* id, ImVec2 size);

/// Whether the head that was just drawn is open, after the keyboard may have pressed it.
bool toggled_by_key(bool is_open);
/// The text field that was just drawn can be reached by the keyboard.
void reach_field();

}  // namespace darya::panels
