#include "panels/key_ring.h"

#include <algorithm>
#include <utility>

#if IMGUI_VERSION_NUM < 18900
#include <imgui_internal.h>  // for the id of the last item, which newer versions give openly
#endif

#include "panels/theme.h"

namespace darya::panels {

void KeyRing::step(int by) {
    if (items_.empty()) return leave();
    const auto count = static_cast<std::ptrdiff_t>(items_.size());
    const auto known = std::find(items_.begin(), items_.end(), focused_);
    std::ptrdiff_t at = by > 0 ? 0 : count - 1;
    if (known != items_.end()) {
        at = (known - items_.begin() + by + count) % count;
    } else if (focused_ != 0) {
        at = std::min(static_cast<std::ptrdiff_t>(at_), count - 1);
    }
    at_ = static_cast<std::size_t>(at);
    focused_ = items_[at_];
    is_moved_ = true;
    is_seen_ = true;
}

bool KeyRing::nudge(int by) {
    if (!is_on() || !is_slider_) return false;
    nudge_ = by;
    return true;
}

void KeyRing::begin_frame() {
    drawn_.clear();
    is_seen_ = false;
}

bool KeyRing::take_item() {
    const ImGuiID id = ImGui::GetItemID();
    drawn_.push_back(id);
    if (id != focused_ || focused_ == 0) return false;
    is_seen_ = true;
    is_slider_ = false;
    low_ = ImGui::GetItemRectMin();
    high_ = ImGui::GetItemRectMax();
    clip_low_ = ImGui::GetWindowPos();
    clip_high_ = {clip_low_.x + ImGui::GetWindowSize().x, clip_low_.y + ImGui::GetWindowSize().y};
    const bool is_hidden = low_.y < clip_low_.y || high_.y > clip_high_.y;
    if (std::exchange(is_moved_, false) && is_hidden && ImGui::GetScrollMaxY() > 0.0F) ImGui::SetScrollHereY();
    return std::exchange(is_pressed_, false);
}

int KeyRing::take_slider() {
    static_cast<void>(take_item());
    if (ImGui::GetItemID() != focused_ || focused_ == 0) return 0;
    is_slider_ = true;
    return std::exchange(nudge_, 0);
}

void KeyRing::end_frame(const style::Style& style) {
    std::swap(items_, drawn_);
    is_pressed_ = false;
    nudge_ = 0;
    if (!is_on()) return;
    ImDrawList& over = *ImGui::GetForegroundDrawList();
    constexpr float room_px = 2.5F;
    constexpr float beyond_px = 4.0F;  // what stands at the panel's edge has its ring whole
    over.PushClipRect({clip_low_.x - beyond_px, clip_low_.y - beyond_px},
                      {clip_high_.x + beyond_px, clip_high_.y + beyond_px});
    over.AddRect({low_.x - room_px, low_.y - room_px}, {high_.x + room_px, high_.y + room_px}, packed(style.accent),
                 4.0F, 0, 2.0F);
    over.PopClipRect();
}

KeyRing& key_ring() {
    static KeyRing ring;
    return ring;
}

bool with_keys(bool is_clicked) {
    return key_ring().take_item() || is_clicked;
}

bool toggled_by_key(bool is_open) {
    if (!key_ring().take_item()) return is_open;
    ImGui::GetStateStorage()->SetBool(ImGui::GetItemID(), !is_open);
    return !is_open;
}

void reach_field() {
    if (key_ring().take_item()) ImGui::SetKeyboardFocusHere(-1);
}

bool hit_area(const char* id, ImVec2 size) {
    return with_keys(ImGui::InvisibleButton(id, size));
}

}  // namespace darya::panels
