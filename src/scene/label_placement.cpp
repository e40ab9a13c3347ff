#include "scene/label_placement.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cmath>
#include <limits>
#include <utility>

#include "geo/clip.h"

namespace darya::scene {

namespace {

constexpr float air_px = 3.0F;         // between a mark and its name
constexpr float others_air_px = 6.0F;  // between a name and another's mark: a name is nearest to its own
constexpr float edge_px = 2.0F;        // between a name and the window's edge
constexpr int beside_slot_count = 8;
constexpr int leading_slot_count = 10;  // a leading name has two more
constexpr int room_slot = 10'000;       // beside an area rather than on its axis: from this slot on

/// The box of a level name that starts there.
geo::ScreenBox box_at(geo::ScreenPoint start, const style::TextExtent& extent) {
    return {start.x_px, start.y_px - 0.8F * extent.ascent_px, start.x_px + extent.width_px,
            start.y_px + 0.8F * extent.descent_px};
}

/// The box around a letter that may be turned, `more_px` wider along its line on both sides.
geo::ScreenBox box_of(const LabelLetter& letter, float advance_px, float size_px, float more_px) {
    const float cosine = std::cos(letter.angle_rad);
    const float sine = std::sin(letter.angle_rad);
    const float half_along = advance_px / 2 + more_px;
    const float half_up = 0.42F * size_px;
    const float middle_up = 0.27F * size_px;
    const geo::ScreenPoint middle{letter.at.x_px + advance_px / 2 * cosine + middle_up * sine,
                                  letter.at.y_px + advance_px / 2 * sine - middle_up * cosine};
    const float half_width = half_along * std::abs(cosine) + half_up * std::abs(sine);
    const float half_height = half_along * std::abs(sine) + half_up * std::abs(cosine);
    return {middle.x_px - half_width, middle.y_px - half_height, middle.x_px + half_width, middle.y_px + half_height};
}

void add(geo::ScreenBox& whole, const geo::ScreenBox& box) {
    whole = {std::min(whole.left_px, box.left_px), std::min(whole.top_px, box.top_px),
             std::max(whole.right_px, box.right_px), std::max(whole.bottom_px, box.bottom_px)};
}

/// The longest stretch of an axis inside a box, in metres along it.
std::optional<std::pair<double, double>> stretch_inside(const MapAxis& axis, const Camera& camera,
                                                        const geo::ScreenBox& box) {
    const geo::MapPoint low = camera.to_map({box.left_px, box.bottom_px});
    const geo::MapPoint high = camera.to_map({box.right_px, box.top_px});
    const geo::MapBox inside{low.x_m, low.y_m, high.x_m, high.y_m};
    std::optional<std::pair<double, double>> longest;
    std::optional<std::pair<double, double>> current;
    for (std::size_t i = 1; i < axis.points.size(); ++i) {
        const auto share = geo::share_inside(axis.points[i - 1], axis.points[i], inside);
        if (!share) {
            current.reset();
            continue;
        }
        const double length_m = axis.along_m[i] - axis.along_m[i - 1];
        const double from_m = axis.along_m[i - 1] + share->from * length_m;
        const double to_m = axis.along_m[i - 1] + share->to * length_m;
        if (current && share->from <= 0.0) {
            current->second = to_m;
        } else {
            current = std::pair{from_m, to_m};
        }
        if (!longest || current->second - current->first > longest->second - longest->first) longest = current;
        if (share->to < 1.0) current.reset();
    }
    return longest;
}

}  // namespace

/// Where a level name starts on its baseline, beside something so wide and high around a point.
struct LabelPlacement::Beside {
    float left_px, middle_px, right_px;
    float fifth_px;  // so that a fifth of the name is left of the point
    float above_px, level_px, below_px;

    Beside(geo::ScreenPoint at, float half_width_px, float half_height_px, const style::TextExtent& extent)
        : left_px(at.x_px - half_width_px - extent.width_px),
          middle_px(at.x_px - extent.width_px / 2),
          right_px(at.x_px + half_width_px),
          fifth_px(at.x_px - 0.2F * extent.width_px),
          above_px(at.y_px - half_height_px - extent.descent_px + 1.0F),
          level_px(at.y_px + (extent.ascent_px - extent.descent_px) / 2 - 0.08F * extent.ascent_px),
          below_px(at.y_px + half_height_px + extent.ascent_px - 2.0F) {}

    geo::ScreenPoint start(int slot) const {
        switch (slot) {
            case 0:
                return {right_px, level_px};
            case 1:
                return {left_px, level_px};
            case 2:
                return {middle_px, above_px};
            case 3:
                return {middle_px, below_px};
            case 4:
                return {right_px - 1.0F, above_px + 2.0F};
            case 5:
                return {right_px - 1.0F, below_px - 2.0F};
            case 6:
                return {left_px + 1.0F, above_px + 2.0F};
            case 7:
                return {left_px + 1.0F, below_px - 2.0F};
            case 8:
                return {fifth_px, below_px};
            default:
                return {fifth_px, above_px};
        }
    }
};

LabelPlacement::LabelPlacement(const Camera& camera, const LabelSurroundings& around, Motion motion)
    : camera_(camera),
      around_(around),
      motion_(motion),
      grid_(camera.width_px, camera.height_px),
      symbols_(camera.width_px, camera.height_px) {
    constexpr float far_px = std::numeric_limits<float>::max();
    grid_.take({-far_px, -far_px, edge_px, far_px});
    grid_.take({camera.width_px - edge_px, -far_px, far_px, far_px});
    grid_.take({-far_px, -far_px, far_px, edge_px});
    grid_.take({-far_px, camera.height_px - edge_px, far_px, far_px});
    for (const geo::ScreenBox& panel : around.covered) grid_.take(panel);
    for (const geo::ScreenBox& obstacle : around.obstacles) grid_.take(obstacle);
    for (const auto& symbol : around.symbols) {
        const geo::ScreenBox at{symbol.at.x_px, symbol.at.y_px, symbol.at.x_px, symbol.at.y_px};
        grid_.take(at.grown(symbol.radius_px + 1.0F));
        symbols_.take(at.grown(symbol.radius_px + others_air_px));
    }
}

bool LabelPlacement::keeps_slot(const LabelCandidate& name) const {
    return motion_ == Motion::pan || (motion_ == Motion::zoom && name.priority < leading_priority);
}

bool LabelPlacement::is_near_another(const geo::ScreenBox& box, geo::ScreenPoint own) const {
    return symbols_.any_touching(box, [&](const geo::ScreenBox& symbol) {
        const geo::ScreenPoint middle{(symbol.left_px + symbol.right_px) / 2, (symbol.top_px + symbol.bottom_px) / 2};
        return geo::distance_px(middle, own) > 1.0F;
    });
}

/// Whose a name would seem to be. Another mark's where one lies level with it, as names stand first, while its own lies
/// askew, or where one is about as near as its own: doubtful. Where the level one is nearer than its own: wrong.
LabelPlacement::Belonging LabelPlacement::belonging(const geo::ScreenBox& box, geo::ScreenPoint own,
                                                    float size_px) const {
    const auto away_px = [&box](geo::ScreenPoint from) {
        return geo::distance_px(
            from, {std::clamp(from.x_px, box.left_px, box.right_px), std::clamp(from.y_px, box.top_px, box.bottom_px)});
    };
    const auto is_level = [&box](geo::ScreenPoint mark) {
        return mark.y_px >= box.top_px && mark.y_px <= box.bottom_px;
    };
    constexpr float askew_em = 2.6F;
    const float own_px = away_px(own);
    const float level_reach_px = is_level(own) ? 2.0F * own_px : askew_em * size_px;
    const float reach_px = 1.25F * own_px;
    Belonging seems = Belonging::plain;
    symbols_.any_touching(box.grown(level_reach_px), [&](const geo::ScreenBox& symbol) {
        const geo::ScreenPoint middle{(symbol.left_px + symbol.right_px) / 2, (symbol.top_px + symbol.bottom_px) / 2};
        if (geo::distance_px(middle, own) <= 1.0F) return false;
        const float other_px = away_px(middle);
        if (other_px < (is_level(middle) ? level_reach_px : reach_px)) seems = Belonging::doubtful;
        const bool is_wrong = is_level(middle) && !is_level(own) && other_px < own_px;
        if (is_wrong) seems = Belonging::wrong;
        return is_wrong;
    });
    return seems;
}

void LabelPlacement::put(const LabelWish& wish, std::vector<LabelLetter> letters, geo::ScreenBox box) {
    const LabelCandidate& name = *wish.name;
    Label& label = labels_.emplace_back();
    label.text = name.text;
    label.place = name.place;
    label.layer = name.layer;
    label.face = name.look.face;
    label.size_px = name.look.size_px;
    label.colour = name.look.colour;
    label.halo = name.look.halo;
    label.halo_px = name.look.halo_px;
    label.opacity = wish.opacity;
    label.letters = std::move(letters);
    label.box = box;
}

bool LabelPlacement::try_straight(const LabelWish& wish, geo::ScreenPoint start,
                                  std::optional<geo::ScreenPoint> own_mark) {
    const LabelCandidate& name = *wish.name;
    const geo::ScreenBox box = box_at(start, name.measured->extent);
    const geo::ScreenBox with_halo = box.grown(name.look.halo_px);
    if (!grid_.is_free(with_halo)) return false;
    if (own_mark && is_near_another(box, *own_mark)) return false;
    std::vector<LabelLetter> letters;
    letters.reserve(name.measured->letters.size());
    for (const style::PlacedLetter& letter : name.measured->letters) {
        letters.push_back({letter.letter, {start.x_px + letter.pen_px, start.y_px}, 0.0F});
    }
    grid_.take(with_halo);
    put(wish, std::move(letters), box);
    return true;
}

LetterTest LabelPlacement::room_for(const LabelCandidate& name) const {
    return [this, &name](const LabelLetter& letter, float advance_px) {
        const geo::ScreenBox box = box_of(letter, advance_px, name.look.size_px, 0.0F);
        if (!grid_.is_free(box.grown(name.look.halo_px))) return false;
        // A river's name beside a mark would seem to be the mark's.
        return name.manner != LabelManner::along_river || symbols_.is_free(box);
    };
}

void LabelPlacement::put_curved(const LabelWish& wish, std::vector<LabelLetter> letters, float spacing_px) {
    const LabelCandidate& name = *wish.name;
    const auto& measured = name.measured->letters;
    geo::ScreenBox whole = box_of(letters.front(), measured.front().advance_px, name.look.size_px, 0.0F);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        add(whole, box_of(letters[i], measured[i].advance_px, name.look.size_px, 0.0F));
        // Marks may stand between the letters of a spread name, other names may not.
        grid_.take(
            box_of(letters[i], measured[i].advance_px, name.look.size_px, spacing_px / 2).grown(name.look.halo_px));
    }
    put(wish, std::move(letters), whole);
}

/// Bits of the positions around a point of which the small squares alone tell that they are taken: in a full window nearly
/// all of them, at a fraction of the cost of trying each. They lie in three bands of three columns; positions of one band
/// or column differ by a pixel or two: only what they have in common is asked for.
unsigned LabelPlacement::blocked_slots(const LabelCandidate& name, const Beside& beside) const {
    const style::TextExtent& extent = name.measured->extent;
    const float halo_px = name.look.halo_px;
    const auto columns = [&](float start_px, float less_at_left_px, float less_at_right_px) {
        return grid_.columns_under(start_px - halo_px + less_at_left_px,
                                   start_px + extent.width_px + halo_px - less_at_right_px);
    };
    const LabelGrid::Squares at_left = columns(beside.left_px, 1.0F, 0.0F);
    const int from = at_left.first;
    const std::uint64_t left = at_left.bits_from(from);
    const std::uint64_t middle = columns(beside.middle_px, 0.0F, 0.0F).bits_from(from);
    const std::uint64_t right = columns(beside.right_px, 0.0F, 1.0F).bits_from(from);
    const auto masked = [&](float baseline_px, float less_at_top_px, float less_at_bottom_px) {
        return grid_.masked(grid_.rows_under(baseline_px - 0.8F * extent.ascent_px - halo_px + less_at_top_px,
                                             baseline_px + 0.8F * extent.descent_px + halo_px - less_at_bottom_px),
                            from);
    };
    const std::uint64_t above = masked(beside.above_px, 2.0F, 0.0F);
    const std::uint64_t level = masked(beside.level_px, 0.0F, 0.0F);
    const std::uint64_t below = masked(beside.below_px, 0.0F, 2.0F);
    const std::array<std::uint64_t, beside_slot_count> slots{level & right,  level & left,  above & middle,
                                                             below & middle, above & right, below & right,
                                                             above & left,   below & left};
    unsigned blocked = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) blocked |= static_cast<unsigned>(slots[i] != 0) << i;
    return blocked;
}

std::optional<int> LabelPlacement::slot_beside(const LabelWish& wish, std::optional<int> last) {
    const LabelCandidate& name = *wish.name;
    const geo::ScreenPoint at = camera_.to_screen(name.anchor);
    const float gap_px = wish.gap_px + air_px;
    const Beside beside(at, gap_px, gap_px, name.measured->extent);
    const auto box_of_slot = [&](int slot) { return box_at(beside.start(slot), name.measured->extent); };
    // At rest a name that could be taken for another's moves as soon as it can.
    const bool may_improve =
        motion_ == Motion::rest && last && belonging(box_of_slot(*last), at, name.look.size_px) != Belonging::plain;
    if (last && !may_improve && try_straight(wish, beside.start(*last), at)) return last;
    if (last && keeps_slot(name)) return std::nullopt;
    const unsigned blocked = blocked_slots(name, beside);
    if (blocked == (1U << beside_slot_count) - 1) return std::nullopt;
    // Among the positions that are free, the first that no river runs through and where it is plain whose name it is, else
    // the one with the least against it. A leading name rather lies across a river than seems to be another's.
    const bool is_leading = name.priority >= leading_priority;
    const int slot_count = is_leading ? leading_slot_count : beside_slot_count;
    constexpr int few_crossings = 6;
    constexpr int doubt = few_crossings + 1;  // worse than them
    const int most_crossings = is_leading ? 2 * few_crossings : few_crossings;
    std::optional<int> best;
    int least = INT_MAX;
    for (int slot = 0; slot < slot_count && least > 0; ++slot) {
        if ((blocked >> static_cast<unsigned>(slot) & 1U) != 0) continue;
        const geo::ScreenBox box = box_of_slot(slot);
        if (!grid_.is_free(box.grown(name.look.halo_px)) || is_near_another(box, at)) continue;
        const int crossings = around_.lines != nullptr ? around_.lines->count_in(box) : 0;
        if (crossings > most_crossings) continue;
        const Belonging seems = belonging(box, at, name.look.size_px);
        const int cost = crossings + (seems == Belonging::doubtful ? doubt : 0);
        if (seems == Belonging::wrong || cost >= least) continue;
        least = cost;
        best = slot;
    }
    if (best && try_straight(wish, beside.start(*best), at)) return best;
    return std::nullopt;
}

std::optional<int> LabelPlacement::slot_on(const LabelWish& wish, std::optional<int> last) {
    const LabelCandidate& name = *wish.name;
    const geo::ScreenPoint at = camera_.to_screen(name.anchor);
    const style::TextExtent& extent = name.measured->extent;
    constexpr std::array lines{0.0F, -1.1F, 1.1F};
    const auto start_of = [&](int slot) -> geo::ScreenPoint {
        const float shift_px = lines[static_cast<std::size_t>(slot)] * name.look.size_px;
        return {at.x_px - extent.width_px / 2, at.y_px + (extent.ascent_px - extent.descent_px) / 2 + shift_px};
    };
    if (last && *last < std::ssize(lines) && try_straight(wish, start_of(*last), std::nullopt)) return last;
    if (last && keeps_slot(name)) return std::nullopt;
    for (int slot = 0; slot < std::ssize(lines); ++slot) {
        if (try_straight(wish, start_of(slot), std::nullopt)) return slot;
    }
    return std::nullopt;
}

std::optional<LabelPlacement::Spread> LabelPlacement::spread_on(const LabelCandidate& name, const MapAxis& axis) const {
    const float size_px = name.look.size_px;
    const geo::ScreenBox& free = around_.free;
    constexpr float margin_px = 8.0F;
    const geo::ScreenBox inside{free.left_px + margin_px, free.top_px + size_px + 4.0F, free.right_px - margin_px,
                                free.bottom_px - size_px};
    const auto seen = stretch_inside(axis, camera_, inside);
    if (!seen) return std::nullopt;
    const double scale = camera_.metres_per_px;
    const auto gaps = static_cast<float>(name.measured->letters.size() - 1);
    const float least_px = name.measured->extent.width_px;
    const float most_px = least_px + gaps * name.most_spacing_em * size_px;
    const auto axis_px = static_cast<float>(axis.length_m() / scale);
    const auto seen_px = static_cast<float>((seen->second - seen->first) / scale);
    if (seen_px < least_px) return std::nullopt;
    const float width_px = std::min(std::clamp(name.filled_share * axis_px, least_px, most_px), seen_px);
    const double half_m = static_cast<double>(width_px) / 2 * scale;
    // In the middle of its area as long as that is seen, else as near to it as the window allows.
    const double middle_m = std::max(std::min(axis.length_m() / 2, seen->second - half_m), seen->first + half_m);
    return Spread{middle_m, gaps > 0.0F ? (width_px - least_px) / gaps : 0.0F};
}

std::optional<LabelMemory::Place> LabelPlacement::place_on_axis(const LabelWish& wish, const LabelMemory::Place* last) {
    const LabelCandidate& name = *wish.name;
    // From the axis itself to the middle of the letters' height, or a line higher or lower.
    constexpr std::array lifts_em{0.0F, 1.4F, -1.4F};
    const int axis_slots = static_cast<int>(name.axes.size() * lifts_em.size());
    // The name of a small lake may stand beside it; that of a sea would be wrong on land.
    constexpr double small_px = 150.0;
    const bool has_room_slots = name.room_width_m > 0.0 && name.room_width_m < small_px * camera_.metres_per_px;
    double middle_m = 0.0;
    const MapAxis* spread_axis = nullptr;
    std::optional<Spread> spread;  // on that axis
    const auto try_slot = [&](int slot) {
        if (slot >= room_slot) {
            const auto half_px = [&](double metres) {
                return static_cast<float>(metres / camera_.metres_per_px / 2) + air_px;
            };
            const Beside beside(camera_.to_screen(name.anchor), half_px(name.room_width_m), half_px(name.room_height_m),
                                name.measured->extent);
            return try_straight(wish, beside.start(slot - room_slot), std::nullopt);
        }
        const MapAxis& axis = name.axes[static_cast<std::size_t>(slot) % name.axes.size()];
        const float lift_em = lifts_em[static_cast<std::size_t>(slot) / name.axes.size()];
        if (spread_axis != &axis) spread = spread_on(name, axis);
        spread_axis = &axis;
        if (!spread) return false;
        middle_m = spread->middle_m;
        // A name may slide along with the window's edge: farther at one go would be a jump.
        constexpr double most_slide_px = 30.0;
        if (last && last->slot == slot && keeps_slot(name) &&
            std::abs(middle_m - last->along_m) > most_slide_px * camera_.metres_per_px)
            return false;
        constexpr float half_height_em = 0.35F;
        auto letters = letters_along(axis, spread->middle_m, *name.measured, spread->spacing_px,
                                     (lift_em - half_height_em) * name.look.size_px, camera_, room_for(name));
        if (letters) put_curved(wish, std::move(*letters), spread->spacing_px);
        return letters.has_value();
    };
    const bool is_slot = last && (last->slot < axis_slots || (has_room_slots && last->slot >= room_slot));
    // At rest a name that had to stand beside its lake moves onto it as soon as it fits.
    const bool may_improve = motion_ == Motion::rest && last && last->slot >= room_slot;
    const auto place_at = [&](int slot) { return LabelMemory::Place{0, slot, middle_m}; };
    if (is_slot && !may_improve && try_slot(last->slot)) return place_at(last->slot);
    if (last && keeps_slot(name)) return std::nullopt;
    const int first_slots = has_room_slots ? static_cast<int>(name.axes.size()) : axis_slots;
    for (int slot = 0; slot < first_slots; ++slot) {
        if (try_slot(slot)) return place_at(slot);
    }
    for (int slot = room_slot; has_room_slots && slot < room_slot + 4; ++slot) {
        if (try_slot(slot)) return place_at(slot);
    }
    return std::nullopt;
}

void LabelPlacement::place_along(const LabelWish& wish, std::uint64_t id, std::span<const LabelMemory::Place> last,
                                 std::span<const LabelMemory::Place> parted, std::vector<LabelMemory::Place>& now) {
    const LabelCandidate& name = *wish.name;
    if (wish.course == nullptr) return;
    const RiverCourse& course = *wish.course;
    const float repeat_px = std::max(wish.repeat_px, 2 * name.measured->extent.width_px);
    const double repeat_m = static_cast<double>(repeat_px) * camera_.metres_per_px;
    const std::size_t first_placed = now.size();
    const auto is_far_from = [](std::span<const LabelMemory::Place> places, double river_m, double distance_m) {
        return std::all_of(places.begin(), places.end(),
                           [&](const auto& place) { return std::abs(place.along_m - river_m) >= distance_m; });
    };
    const auto try_at = [&](double river_m, int side) {
        auto letters = letters_at(course, river_m, side, *name.measured, name.look.size_px, camera_, room_for(name));
        if (!letters) return false;
        put_curved(wish, std::move(*letters), 0.0F);
        now.push_back({id, side, river_m});
        return true;
    };
    std::vector<LabelMemory::Place> lost;
    for (const LabelMemory::Place& place : last) {
        if (!try_at(place.along_m, place.slot) && motion_ != Motion::rest) lost.push_back(place);
    }
    const geo::MapBox view = camera_.view();
    // While the map moves a few tries a frame are enough: what finds no place now finds it in the next frames.
    int tries_left = motion_ == Motion::rest ? 1000 : 6;
    for (const RiverCourse::Spot& spot : course.spots) {
        if (!view.contains(course.axis.points[spot.point])) continue;
        if (!is_far_from(std::span(now).subspan(first_placed), spot.river_m, repeat_m)) continue;
        // A name that lost its place does not take another beside it: that would be a jump.
        if (!is_far_from(parted, spot.river_m, repeat_m / 2) || !is_far_from(lost, spot.river_m, repeat_m / 2))
            continue;
        if (tries_left-- == 0) break;
        try_at(spot.river_m, spot.side);
    }
}

void LabelPlacement::place(const LabelWish& wish, std::uint64_t id, std::span<const LabelMemory::Place> last,
                           std::span<const LabelMemory::Place> parted, std::vector<LabelMemory::Place>& now) {
    const LabelCandidate& name = *wish.name;
    if (!name.measured || name.measured->letters.empty()) return;
    if (name.manner == LabelManner::along_river) {
        place_along(wish, id, last, parted, now);
        return;
    }
    if (!parted.empty()) return;
    if (name.manner != LabelManner::beside_point && name.manner != LabelManner::on_point) {
        const auto place = place_on_axis(wish, last.empty() ? nullptr : &last.front());
        if (place) now.push_back({id, place->slot, place->along_m});
        return;
    }
    const std::optional<int> slot_before = last.empty() ? std::nullopt : std::optional(last.front().slot);
    const auto slot =
        name.manner == LabelManner::beside_point ? slot_beside(wish, slot_before) : slot_on(wish, slot_before);
    if (slot) now.push_back({id, *slot, 0.0});
}

}  // namespace darya::scene
