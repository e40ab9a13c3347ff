#include "scene/labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/utf8.h"
#include "scene/label_grid.h"
#include "scene/label_line.h"

namespace darya::scene {

namespace {

char32_t upper(char32_t letter) {
    if ((letter >= U'a' && letter <= U'z') || (letter >= 0xE0 && letter <= 0xFE && letter != 0xF7))
        return letter - 0x20;
    if (letter >= 0x430 && letter <= 0x44F) return letter - 0x20;  // а to я
    if (letter >= 0x450 && letter <= 0x45F) return letter - 0x50;  // ё and its neighbours
    if (letter == 0xFF) return 0x178;
    // Here capitals are even and their small letters follow them, or the other way round in a few stretches.
    const bool is_odd_small = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177) ||
                              (letter >= 0x460 && letter <= 0x481) || (letter >= 0x48A && letter <= 0x4BF) ||
                              (letter >= 0x4D0 && letter <= 0x52F) || (letter >= 0x1E00 && letter <= 0x1EFF);
    if (is_odd_small) return letter == 0x131 ? U'I' : letter & ~char32_t{1};
    const bool is_even_small = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E) ||
                               (letter >= 0x4C1 && letter <= 0x4CE);
    if (is_even_small && letter % 2 == 0) return letter - 1;
    return letter;
}

std::string upper_cased(const std::string& text) {
    std::string capitals;
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        base::append_utf8(capitals, upper(point.value));
        at += point.byte_count;
    }
    return capitals;
}

geo::ScreenBox grown(geo::ScreenBox box, float by_px) {
    return {box.left_px - by_px, box.top_px - by_px, box.right_px + by_px, box.bottom_px + by_px};
}

/// Finds room for names one after the other.
class Placement {
public:
    Placement(const Camera& camera, const Measure& measure, std::span<const geo::ScreenBox> obstacles,
              std::span<const geo::ScreenBox> covered, const LabelMemory& before)
        : camera_(camera),
          measure_(measure),
          covered_(covered),
          before_(before),
          grid_(camera.width_px, camera.height_px) {
        for (const geo::ScreenBox& obstacle : obstacles) grid_.take(obstacle);
    }

    void place(const LabelCandidate& candidate) {
        const std::string text = candidate.look.is_upper_case ? upper_cased(candidate.text) : candidate.text;
        if (candidate.line) {
            place_on_line(candidate, text);
        } else {
            place_at_point(candidate, text);
        }
    }

    std::vector<Label> labels;
    LabelMemory after;

private:
    const LabelMemory::Place* remembered(std::uint64_t id) const {
        const auto found = std::lower_bound(before_.places.begin(), before_.places.end(), id,
                                            [](const auto& place, std::uint64_t wanted) { return place.id < wanted; });
        return found != before_.places.end() && found->id == id ? &*found : nullptr;
    }

    bool is_clear(const geo::ScreenBox& box, bool may_cross_edge) const {
        const geo::ScreenBox window{0.0F, 0.0F, camera_.width_px, camera_.height_px};
        if (!window.touches(box)) return false;
        const bool is_inside = box.left_px >= 1 && box.top_px >= 1 && box.right_px <= camera_.width_px - 1 &&
                               box.bottom_px <= camera_.height_px - 1;
        if (!is_inside && !may_cross_edge) return false;
        for (const geo::ScreenBox& panel : covered_) {
            if (panel.touches(box)) return false;
        }
        return grid_.is_free(box);
    }

    Label started(const LabelCandidate& candidate, const std::string& text) const {
        Label label;
        label.text = text;
        label.place = candidate.place;
        label.layer = candidate.layer;
        label.face = candidate.look.face;
        label.size_px = candidate.look.size_px;
        label.colour = candidate.look.colour;
        label.halo = candidate.look.halo;
        label.halo_px = candidate.look.halo_px;
        label.opacity = candidate.opacity;
        return label;
    }

    static geo::ScreenPoint slot_start(int slot, geo::ScreenPoint at, float gap, const style::TextExtent& extent) {
        const float centred = at.y_px + (extent.ascent_px - extent.descent_px) / 2 - 0.08F * extent.ascent_px;
        const float left = at.x_px - gap - extent.width_px;
        const float middle = at.x_px - extent.width_px / 2;
        const float right = at.x_px + gap;
        const float above = at.y_px - gap - extent.descent_px + 1.0F;
        const float below = at.y_px + gap + extent.ascent_px - 2.0F;
        switch (slot) {
            case 0:
                return {right, centred};
            case 1:
                return {left, centred};
            case 2:
                return {middle, above};
            case 3:
                return {middle, below};
            case 4:
                return {right - 1.0F, above + 2.0F};
            case 5:
                return {right - 1.0F, below - 2.0F};
            case 6:
                return {left + 1.0F, above + 2.0F};
            default:
                return {left + 1.0F, below - 2.0F};
        }
    }

    void place_at_point(const LabelCandidate& candidate, const std::string& text) {
        const geo::ScreenPoint at = camera_.to_screen(candidate.anchor);
        const MeasuredText& measured = measure_(candidate.look, text);
        const style::TextExtent& extent = measured.extent;
        const bool is_area = candidate.gap_px <= 0.0F;
        const int slot_count = is_area ? 3 : 8;
        const LabelMemory::Place* last = remembered(candidate.id);
        const auto start_of = [&](int slot) -> geo::ScreenPoint {
            if (!is_area) return slot_start(slot, at, candidate.gap_px + 3.0F, extent);
            const float shift = slot == 0   ? 0.0F
                                : slot == 1 ? -1.1F * candidate.look.size_px
                                            : 1.1F * candidate.look.size_px;
            return {at.x_px - extent.width_px / 2, at.y_px + extent.ascent_px / 2 - extent.descent_px / 2 + shift};
        };
        const auto try_slot = [&](int slot) {
            const geo::ScreenPoint start = start_of(slot);
            const geo::ScreenBox box{start.x_px, start.y_px - 0.8F * extent.ascent_px, start.x_px + extent.width_px,
                                     start.y_px + 0.8F * extent.descent_px};
            if (!is_clear(grown(box, candidate.look.halo_px), is_area)) return false;
            Label label = started(candidate, text);
            label.box = box;
            for (const style::PlacedLetter& letter : measured.letters) {
                label.letters.push_back({letter.letter, {start.x_px + letter.pen_px, start.y_px}, 0.0F});
            }
            grid_.take(grown(box, candidate.look.halo_px));
            labels.push_back(std::move(label));
            after.places.push_back({candidate.id, slot, 0.0});
            return true;
        };
        if (last != nullptr && last->slot < slot_count && try_slot(last->slot)) return;
        for (int slot = 0; slot < slot_count; ++slot) {
            if (try_slot(slot)) return;
        }
    }

    void place_on_line(const LabelCandidate& candidate, const std::string& text) {
        const MeasuredText& measured = measure_(candidate.look, text);
        const float width_px = measured.extent.width_px;
        std::vector<double> taken_m;
        const LabelMemory::Place* last = remembered(candidate.id);
        const double repeat_m =
            static_cast<double>(std::max(candidate.repeat_px, 2 * width_px)) * camera_.metres_per_px;
        const auto try_at = [&](const ScreenStretch& stretch, float middle_px) {
            const double along_m = along_of(stretch, middle_px);
            for (const double other : taken_m) {
                if (std::abs(other - along_m) < repeat_m) return false;
            }
            const auto letters = letters_along(stretch, middle_px, measured, candidate.look.size_px);
            if (!letters) return false;
            std::vector<geo::ScreenBox> boxes;
            for (const LabelLetter& letter : *letters) {
                const geo::ScreenPoint middle{
                    letter.at.x_px +
                        0.3F * candidate.look.size_px * (std::cos(letter.angle_rad) + std::sin(letter.angle_rad)),
                    letter.at.y_px +
                        0.3F * candidate.look.size_px * (std::sin(letter.angle_rad) - std::cos(letter.angle_rad))};
                const float reach = 0.5F * candidate.look.size_px;
                boxes.push_back({middle.x_px - reach, middle.y_px - reach, middle.x_px + reach, middle.y_px + reach});
                if (!is_clear(boxes.back(), false)) return false;
            }
            Label label = started(candidate, text);
            label.letters = *letters;
            label.box = boxes.front();
            for (const geo::ScreenBox& box : boxes) {
                grid_.take(box);
                label.box = {std::min(label.box.left_px, box.left_px), std::min(label.box.top_px, box.top_px),
                             std::max(label.box.right_px, box.right_px), std::max(label.box.bottom_px, box.bottom_px)};
            }
            labels.push_back(std::move(label));
            after.places.push_back({candidate.id, 0, along_m});
            taken_m.push_back(along_m);
            return true;
        };
        const auto stretches = stretches_on_screen(*candidate.line, camera_, 0.0F);
        // Where names stood in the last frame comes first, so that they ride on their river.
        for (const LabelMemory::Place* place = last;
             place != nullptr && place != before_.places.data() + before_.places.size() && place->id == candidate.id;
             ++place) {
            for (const ScreenStretch& stretch : stretches) {
                const auto middle_px = place_of(stretch, place->along_m);
                if (middle_px && try_at(stretch, *middle_px)) break;
            }
        }
        for (const ScreenStretch& stretch : stretches) {
            constexpr float step_px = 24.0F;
            const float centre_px = stretch.length_px() / 2;
            // From the middle of the stretch outwards.
            for (float away_px = 0.0F; away_px < centre_px - width_px / 2; away_px += step_px) {
                try_at(stretch, centre_px + away_px);
                if (away_px > 0.0F) try_at(stretch, centre_px - away_px);
            }
        }
    }

    static double along_of(const ScreenStretch& stretch, float px) {
        const auto next = std::upper_bound(stretch.along_px.begin() + 1, stretch.along_px.end() - 1, px);
        const auto i = static_cast<std::size_t>(next - stretch.along_px.begin());
        const float length = stretch.along_px[i] - stretch.along_px[i - 1];
        const double share = length > 0.0F ? static_cast<double>((px - stretch.along_px[i - 1]) / length) : 0.0;
        return stretch.along_m[i - 1] + share * (stretch.along_m[i] - stretch.along_m[i - 1]);
    }

    static std::optional<float> place_of(const ScreenStretch& stretch, double along_m) {
        if (along_m < stretch.along_m.front() || along_m > stretch.along_m.back()) return std::nullopt;
        const auto next = std::upper_bound(stretch.along_m.begin() + 1, stretch.along_m.end() - 1, along_m);
        const auto i = static_cast<std::size_t>(next - stretch.along_m.begin());
        const double length = stretch.along_m[i] - stretch.along_m[i - 1];
        const double share = length > 0.0 ? (along_m - stretch.along_m[i - 1]) / length : 0.0;
        return stretch.along_px[i - 1] + static_cast<float>(share) * (stretch.along_px[i] - stretch.along_px[i - 1]);
    }

    const Camera& camera_;
    const Measure& measure_;
    std::span<const geo::ScreenBox> covered_;
    const LabelMemory& before_;
    LabelGrid grid_;
};

}  // namespace

std::vector<Label> place_labels(std::span<const LabelCandidate> candidates, const Camera& camera,
                                const Measure& measure, std::span<const geo::ScreenBox> obstacles,
                                std::span<const geo::ScreenBox> covered, LabelMemory& memory) {
    std::vector<const LabelCandidate*> order;
    order.reserve(candidates.size());
    for (const LabelCandidate& candidate : candidates) order.push_back(&candidate);
    std::sort(order.begin(), order.end(), [](const LabelCandidate* a, const LabelCandidate* b) {
        if (a->is_required != b->is_required) return a->is_required;
        if (a->priority != b->priority) return a->priority > b->priority;
        return a->id < b->id;
    });
    Placement placement(camera, measure, obstacles, covered, memory);
    for (const LabelCandidate* candidate : order) placement.place(*candidate);
    std::stable_sort(placement.after.places.begin(), placement.after.places.end(),
                     [](const auto& a, const auto& b) { return a.id < b.id; });
    std::vector<Label> labels = std::move(placement.labels);
    memory = std::move(placement.after);
    return labels;
}

}  // namespace darya::scene
