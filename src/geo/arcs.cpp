#include "geo/arcs.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "geo/simplify.h"

namespace darya::geo {

namespace {

/// The different neighbours of each place, up to two, and whether there are more.
class Neighbours {
public:
    explicit Neighbours(std::size_t point_count) : slots_(std::bit_ceil(point_count * 2 + 1)) {}

    void add(MapPoint place, MapPoint neighbour) {
        if (is_not_a_number(place)) return;
        Slot& slot = slots_[slot_of(place)];
        slot.place = place;
        slot.is_used = true;
        if (slot.is_node) return;
        for (std::size_t i = 0; i < slot.count; ++i) {
            if (slot.neighbours[i] == neighbour) return;
        }
        if (slot.count == slot.neighbours.size()) {
            slot.is_node = true;
        } else {
            slot.neighbours[slot.count++] = neighbour;
        }
    }
    bool is_node(MapPoint place) const { return !is_not_a_number(place) && slots_[slot_of(place)].is_node; }

private:
    struct Slot {
        MapPoint place;
        std::array<MapPoint, 2> neighbours;
        std::uint32_t count = 0;
        bool is_node = false;  // there are more neighbours
        bool is_used = false;
    };

    /// Such places equal nothing, not even themselves: none could be found again.
    static bool is_not_a_number(MapPoint place) { return std::isnan(place.x_m) || std::isnan(place.y_m); }

    /// The slot of a place, or the free one it would get. More slots than points: there is always a free one.
    std::size_t slot_of(MapPoint place) const {
        const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value + 0.0); };  // -0 is 0
        std::uint64_t hash = bits(place.x_m) * 0x9E3779B97F4A7C15U;
        hash = (hash ^ (hash >> 29U) ^ bits(place.y_m)) * 0xBF58476D1CE4E5B9U;
        std::size_t slot = (hash ^ (hash >> 32U)) & (slots_.size() - 1);
        while (slots_[slot].is_used && !(slots_[slot].place == place)) slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    std::vector<Slot> slots_;
};

std::size_t count_without_repeated_start(std::span<const MapPoint> ring) {
    std::size_t count = ring.size();
    while (count > 1 && ring[count - 1] == ring[0]) --count;
    return count;
}

}  // namespace

std::vector<std::vector<float>> shared_significance_m(const std::vector<std::span<const MapPoint>>& rings) {
    std::size_t point_count = 0;
    for (const auto ring : rings) point_count += ring.size();
    Neighbours neighbours(point_count);
    for (const auto ring : rings) {
        const std::size_t count = count_without_repeated_start(ring);
        for (std::size_t i = 0; i < count; ++i) {
            const MapPoint next = ring[i + 1 < count ? i + 1 : 0];
            if (ring[i] == next) continue;  // a repeated point is not its own neighbour
            neighbours.add(ring[i], next);
            neighbours.add(next, ring[i]);
        }
    }

    std::vector<std::vector<float>> weights;
    weights.reserve(rings.size());
    std::vector<MapPoint> arc;
    for (const auto ring : rings) {
        const std::size_t count = count_without_repeated_start(ring);
        std::size_t first_node = 0;
        while (first_node < count && !neighbours.is_node(ring[first_node])) ++first_node;
        if (first_node == count) {
            weights.push_back(ring_significance_m(ring));
            continue;
        }
        std::vector<float>& own = weights.emplace_back(ring.size(), 0.0F);
        arc.assign(1, ring[first_node]);
        std::size_t arc_start = first_node;
        for (std::size_t step = 1; step <= count; ++step) {
            const std::size_t place = (first_node + step) % count;
            arc.push_back(ring[place]);
            if (!neighbours.is_node(ring[place])) continue;
            // Weighing does not depend on the direction, so both neighbours get the same numbers.
            const std::vector<float> arc_weights = significance_m(arc);
            for (std::size_t i = 0; i < arc_weights.size(); ++i) own[(arc_start + i) % count] = arc_weights[i];
            arc.assign(1, ring[place]);
            arc_start = place;
        }
        for (std::size_t i = count; i < ring.size(); ++i) own[i] = own[0];
    }
    return weights;
}

}  // namespace darya::geo
