#include "scene/labels.h"

#include <algorithm>
#include <bitset>
#include <cmath>

#include "scene/label_placement.h"

namespace darya::scene {

namespace {

/// A wish with where its name stood before.
struct Turn {
    const LabelWish* wish = nullptr;
    std::uint64_t id = 0;
    std::span<const LabelMemory::Place> last;
};

std::uint64_t id_of(const LabelWish& wish) {
    return wish.id != 0 ? wish.id : wish.name->id;
}

/// Places by the id of their name. Most names have none, which a bit tells without a search.
class PlacesById {
public:
    explicit PlacesById(const std::vector<LabelMemory::Place>& sorted) : sorted_(sorted) {
        for (const LabelMemory::Place& place : sorted) known_.set(bit_of(place.id));
    }
    std::span<const LabelMemory::Place> of(std::uint64_t id) const {
        if (!known_[bit_of(id)]) return {};
        const auto first = std::lower_bound(sorted_.begin(), sorted_.end(), id,
                                            [](const auto& place, std::uint64_t wanted) { return place.id < wanted; });
        auto last = first;
        while (last != sorted_.end() && last->id == id) ++last;
        return {first, last};
    }

private:
    static constexpr unsigned bit_count_log2 = 13;
    static std::size_t bit_of(std::uint64_t id) {
        constexpr std::uint64_t golden = 0x9E37'79B9'7F4A'7C15;  // 2^64 over the golden ratio spreads what is alike
        return id * golden >> (64 - bit_count_log2);
    }
    std::span<const LabelMemory::Place> sorted_;
    std::bitset<std::size_t{1} << bit_count_log2> known_;
};

/// Whether the map moved by little since the last frame: more than that is another view, whose names are new.
bool is_moving(const std::optional<Camera>& before, const Camera& now) {
    if (!before || *before == now || before->width_px != now.width_px || before->height_px != now.height_px)
        return false;
    constexpr double most_zoomed = 1.6;
    const double zoomed = before->metres_per_px / now.metres_per_px;
    const double moved_px = geo::distance_m(before->centre, now.centre) / now.metres_per_px;
    return zoomed < most_zoomed && zoomed > 1.0 / most_zoomed && moved_px < static_cast<double>(now.width_px) / 2;
}

bool is_leading(const LabelWish& wish) {
    return wish.is_required || wish.name->priority >= leading_priority;
}

void sort_places(std::vector<LabelMemory::Place>& places) {
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

}  // namespace

bool comes_before(const LabelWish& a, const LabelWish& b) {
    if (a.is_required != b.is_required) return a.is_required;
    if (a.name->priority != b.name->priority) return a.name->priority > b.name->priority;
    return id_of(a) < id_of(b);
}

std::vector<Label> place_labels(std::span<const LabelWish> wishes, const Camera& camera,
                                const LabelSurroundings& around, LabelMemory& memory) {
    const bool is_same = memory.camera && *memory.camera == camera;
    const bool moves = is_moving(memory.camera, camera) || (is_same && around.is_held);
    std::vector<Turn> turns;
    turns.reserve(wishes.size());
    const PlacesById before(memory.places);
    for (const LabelWish& wish : wishes) {
        const std::uint64_t id = id_of(wish);
        turns.push_back({&wish, id, before.of(id)});
    }
    const auto earlier = [](const Turn& a, const Turn& b) { return comes_before(*a.wish, *b.wish); };
    if (!std::is_sorted(turns.begin(), turns.end(), earlier)) std::sort(turns.begin(), turns.end(), earlier);
    if (moves) {
        const auto rest =
            std::stable_partition(turns.begin(), turns.end(), [](const Turn& turn) { return is_leading(*turn.wish); });
        std::stable_partition(rest, turns.end(), [](const Turn& turn) { return !turn.last.empty(); });
    }
    const bool zooms = moves && memory.camera->metres_per_px != camera.metres_per_px;
    using Motion = LabelPlacement::Motion;
    LabelPlacement placement(camera, around, zooms ? Motion::zoom : moves ? Motion::pan : Motion::rest);
    LabelMemory now;
    now.camera = camera;
    if (moves) now.parted = std::move(memory.parted);
    const std::size_t parted_before = now.parted.size();
    const PlacesById parted(now.parted);
    for (const Turn& turn : turns) placement.place(*turn.wish, turn.id, turn.last, parted.of(turn.id), now.places);
    sort_places(now.places);
    if (moves) {
        const PlacesById placed_now(now.places);
        for (const Turn& turn : turns) {
            const auto placed = placed_now.of(turn.id);
            for (const LabelMemory::Place& old : turn.last) {
                // Names of areas slide along their axis; those of a river are told apart by where they stand.
                const bool may_slide = turn.wish->name->manner != LabelManner::along_river;
                const bool is_still_there = std::any_of(placed.begin(), placed.end(), [&](const auto& place) {
                    return place.slot == old.slot && (may_slide || place.along_m == old.along_m);
                });
                if (!is_still_there) now.parted.push_back(old);
            }
        }
        if (now.parted.size() != parted_before) sort_places(now.parted);
    }
    memory = std::move(now);
    return std::move(placement.labels());
}

}  // namespace darya::scene
