#include "geo/simplify.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace darya::geo {

namespace {

constexpr float infinite_m = std::numeric_limits<float>::infinity();

/// Real lines of a million points are done in less than a hundred levels; a line that needs more is made to be slow.
constexpr std::uint32_t deepest_free_split = 256;

bool is_before(MapPoint a, MapPoint b) {
    return a.x_m < b.x_m || (a.x_m == b.x_m && a.y_m < b.y_m);
}

/// Whether a line reads in the direction we work in, whichever way it was given: the lesser of the two.
bool is_forward(std::span<const MapPoint> line) {
    for (std::size_t i = 0, j = line.size(); i < j; ++i) {
        --j;
        if (is_before(line[i], line[j])) return true;
        if (is_before(line[j], line[i])) return false;
    }
    return true;
}

struct Farthest {
    std::size_t place = 0;
    double distance_m = 0.0;
};

/// The point between two that lies farthest from the segment between them; the first of several.
Farthest farthest_between(std::span<const MapPoint> line, std::size_t first, std::size_t last) {
    const MapPoint a = line[first];
    const double dx = line[last].x_m - a.x_m;
    const double dy = line[last].y_m - a.y_m;
    const double length2 = dx * dx + dy * dy;
    const double per_length2 = length2 > 0.0 ? 1.0 / length2 : 0.0;
    Farthest farthest{first + 1, 0.0};
    for (std::size_t i = first + 1; i < last; ++i) {
        const double px = line[i].x_m - a.x_m;
        const double py = line[i].y_m - a.y_m;
        const double t = std::clamp((px * dx + py * dy) * per_length2, 0.0, 1.0);
        const double ox = px - t * dx;
        const double oy = py - t * dy;
        const double distance2 = ox * ox + oy * oy;
        if (distance2 > farthest.distance_m) farthest = {i, distance2};
    }
    farthest.distance_m = std::sqrt(farthest.distance_m);
    return farthest;
}

/// Never below the double: a point is not dropped because its number was rounded.
float rounded_up(double value) {
    const auto rounded = static_cast<float>(std::min(value, static_cast<double>(std::numeric_limits<float>::max())));
    return static_cast<double>(rounded) < value ? std::nextafter(rounded, infinite_m) : rounded;
}

}  // namespace

std::vector<float> significance_m(std::span<const MapPoint> line) {
    std::vector<float> weights(line.size(), 0.0F);
    if (line.empty()) return weights;
    weights.front() = weights.back() = infinite_m;

    struct Stretch {
        std::size_t first, last;
        float most_m;  // the weight of the point whose choice made this stretch
        std::uint32_t depth;
    };
    const bool is_reversed = !is_forward(line);
    std::vector<MapPoint> backwards;
    if (is_reversed) {
        backwards.assign(line.rbegin(), line.rend());
        line = backwards;
    }
    std::vector<Stretch> open{{0, line.size() - 1, infinite_m, 0}};
    while (!open.empty()) {
        const Stretch stretch = open.back();
        open.pop_back();
        if (stretch.last - stretch.first < 2) continue;
        const Farthest farthest = farthest_between(line, stretch.first, stretch.last);
        const float weight_m = std::min(rounded_up(farthest.distance_m), stretch.most_m);
        if (weight_m <= 0.0F) continue;  // all of it lies on the segment
        const std::size_t split =
            stretch.depth < deepest_free_split ? farthest.place : stretch.first + (stretch.last - stretch.first) / 2;
        weights[split] = weight_m;
        open.push_back({stretch.first, split, weight_m, stretch.depth + 1});
        open.push_back({split, stretch.last, weight_m, stretch.depth + 1});
    }
    if (is_reversed) std::reverse(weights.begin(), weights.end());
    return weights;
}

std::vector<float> ring_significance_m(std::span<const MapPoint> ring) {
    std::vector<float> weights(ring.size(), 0.0F);
    std::size_t count = ring.size();
    while (count > 1 && ring[count - 1] == ring[0]) --count;
    if (count == 0) return weights;

    std::size_t west = 0;
    for (std::size_t i = 1; i < count; ++i) {
        if (is_before(ring[i], ring[west])) west = i;
    }
    const auto distance2_from_west = [&](std::size_t i) {
        const double dx = ring[i].x_m - ring[west].x_m;
        const double dy = ring[i].y_m - ring[west].y_m;
        return dx * dx + dy * dy;
    };
    std::size_t far = west;
    double far2 = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const double distance2 = distance2_from_west(i);
        if (distance2 > far2 || (distance2 == far2 && distance2 > 0.0 && is_before(ring[i], ring[far]))) {
            far = i;
            far2 = distance2;
        }
    }

    std::vector<MapPoint> chain;
    const auto weigh_chain = [&](std::size_t from, std::size_t to) {  // along the ring, ends included
        chain.clear();
        const std::size_t length = (to + count - from) % count;
        for (std::size_t i = 0; i <= length; ++i) chain.push_back(ring[(from + i) % count]);
        const std::vector<float> own = significance_m(chain);
        for (std::size_t i = 0; i <= length; ++i) weights[(from + i) % count] = own[i];
    };
    weigh_chain(west, far);
    weigh_chain(far, west);
    for (std::size_t i = count; i < ring.size(); ++i) weights[i] = weights[0];
    return weights;
}

std::vector<MapPoint> simplify(std::span<const MapPoint> line, double tolerance_m) {
    if (line.size() < 3) return {line.begin(), line.end()};
    const std::vector<float> weights = significance_m(line);
    std::vector<MapPoint> kept;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (static_cast<double>(weights[i]) >= tolerance_m) kept.push_back(line[i]);
    }
    return kept;
}

}  // namespace darya::geo
