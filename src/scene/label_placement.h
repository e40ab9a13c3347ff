#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scene/label_grid.h"
#include "scene/labels.h"

namespace darya::scene {

/// Finds room for names one after the other; what `place_labels` is made of.
class LabelPlacement {
public:
    enum class Motion {
        rest,
        pan,  // names stay in the slot they had, or leave
        zoom  // so do they, but for leading ones, which may not be missed
    };
    LabelPlacement(const Camera& camera, const LabelSurroundings& around, Motion motion);

    /// Places a name where it finds room, and adds where that is to `now`. `last`: where it stood in the last frame;
    /// `parted`: where it must not come back.
    void place(const LabelWish& wish, std::uint64_t id, std::span<const LabelMemory::Place> last,
               std::span<const LabelMemory::Place> parted, std::vector<LabelMemory::Place>& now);

    std::vector<Label>& labels() { return labels_; }

private:
    struct Beside;
    enum class Belonging { plain, doubtful, wrong };
    struct Spread {
        double middle_m = 0.0;
        float spacing_px = 0.0F;
    };

    bool keeps_slot(const LabelCandidate& name) const;
    bool is_near_another(const geo::ScreenBox& box, geo::ScreenPoint own) const;
    Belonging belonging(const geo::ScreenBox& box, geo::ScreenPoint own, float size_px) const;
    bool try_straight(const LabelWish& wish, geo::ScreenPoint start, std::optional<geo::ScreenPoint> own_mark);
    LetterTest room_for(const LabelCandidate& name) const;
    void put_curved(const LabelWish& wish, std::vector<LabelLetter> letters, float spacing_px);
    std::optional<Spread> spread_on(const LabelCandidate& name, const MapAxis& axis) const;
    unsigned blocked_slots(const LabelCandidate& name, const Beside& beside) const;
    std::optional<int> slot_beside(const LabelWish& wish, std::optional<int> last);
    std::optional<int> slot_on(const LabelWish& wish, std::optional<int> last);
    /// A place whose id is not filled in.
    std::optional<LabelMemory::Place> place_on_axis(const LabelWish& wish, const LabelMemory::Place* last);
    void place_along(const LabelWish& wish, std::uint64_t id, std::span<const LabelMemory::Place> last,
                     std::span<const LabelMemory::Place> parted, std::vector<LabelMemory::Place>& now);
    void put(const LabelWish& wish, std::vector<LabelLetter> letters, geo::ScreenBox box);

    const Camera& camera_;
    const LabelSurroundings& around_;
    Motion motion_;
    LabelGrid grid_;
    LabelGrid symbols_;  // with the room around each that belongs to its own name
    std::vector<Label> labels_;
};

}  // namespace darya::scene
