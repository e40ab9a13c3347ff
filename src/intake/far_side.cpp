#include "intake/far_side.h"

#include <algorithm>
#include <cmath>

namespace darya::intake {

using geo::LonLat;

namespace {

/// How far pieces keep from the cut: a longitude exactly on it could fall to either side of the map.
constexpr double gap_deg = 1e-7;

double from_middle_deg(double lon_deg) {
    return std::remainder(lon_deg - middle_lon_deg, 360.0);
}

double short_way_deg(double step_deg) {
    return std::abs(step_deg) > 180.0 ? std::remainder(step_deg, 360.0) : step_deg;
}

/// Longitudes counted from the middle of the map without a jump: beyond 180 they go on counting.
struct Unrolled {
    LonLats points;  // lon_deg: from the middle
    double least_deg = 0.0;
    double most_deg = 0.0;
};

Unrolled unroll(std::span<const LonLat> line, bool takes_short_way) {
    Unrolled unrolled;
    unrolled.points.reserve(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
        double lon_deg = 0.0;
        if (i == 0) {
            lon_deg = from_middle_deg(line[0].lon_deg);
            unrolled.least_deg = unrolled.most_deg = lon_deg;
        } else {
            const double step_deg = line[i].lon_deg - line[i - 1].lon_deg;
            lon_deg = unrolled.points.back().lon_deg + (takes_short_way ? short_way_deg(step_deg) : step_deg);
        }
        unrolled.least_deg = std::min(unrolled.least_deg, lon_deg);
        unrolled.most_deg = std::max(unrolled.most_deg, lon_deg);
        unrolled.points.push_back({lon_deg, line[i].lat_deg});
    }
    return unrolled;
}

/// Which turn round the world a longitude from the middle belongs to: 0 from -180 up to 180.
int turn_of(double lon_deg) {
    return static_cast<int>(std::floor((lon_deg + 180.0) / 360.0));
}

/// Back to a true longitude, kept off the cut.
LonLat rolled(LonLat point, int turn) {
    const double lon_deg = std::clamp(point.lon_deg - 360.0 * turn, -180.0 + gap_deg, 180.0 - gap_deg);
    return {lon_deg + middle_lon_deg, point.lat_deg};
}

LonLat between(LonLat from, LonLat to, double lon_deg) {
    const double share = (lon_deg - from.lon_deg) / (to.lon_deg - from.lon_deg);
    return {lon_deg, from.lat_deg + share * (to.lat_deg - from.lat_deg)};
}

/// The part of a ring on one side of a meridian. Source: Sutherland & Hodgman 1974, doi:10.1145/360767.360802.
LonLats one_side(const LonLats& ring, double lon_deg, bool is_east_kept) {
    LonLats kept;
    const auto is_in = [&](LonLat point) { return is_east_kept ? point.lon_deg >= lon_deg : point.lon_deg <= lon_deg; };
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat from = ring[i];
        const LonLat to = ring[(i + 1) % ring.size()];
        if (is_in(from)) kept.push_back(from);
        if (is_in(from) != is_in(to)) kept.push_back(between(from, to, lon_deg));
    }
    return kept;
}

LonLats piece_of_turn(const Unrolled& ring, int turn) {
    const double west_deg = -180.0 + 360.0 * turn;
    LonLats piece = one_side(one_side(ring.points, west_deg, true), west_deg + 360.0, false);
    for (LonLat& point : piece) point = rolled(point, turn);
    const bool has_width = std::any_of(piece.begin(), piece.end(), [&](LonLat point) {
        return std::abs(point.lon_deg - piece.front().lon_deg) > gap_deg;
    });
    return has_width && piece.size() >= 3 ? piece : LonLats{};
}

Unrolled unroll_ring(const LonLats& ring) {
    Unrolled unrolled = unroll(ring, true);
    if (ring.empty()) return unrolled;
    const double last_step_deg = short_way_deg(ring.front().lon_deg - ring.back().lon_deg);
    const double end_deg = unrolled.points.back().lon_deg + last_step_deg;
    const bool encloses_pole = std::abs(end_deg - unrolled.points.front().lon_deg) > 1.0;
    const bool is_spiral = unrolled.most_deg - unrolled.least_deg > 720.0;  // no shape of the earth; would cost O(n^2)
    return encloses_pole || is_spiral ? unroll(ring, false) : unrolled;
}

}  // namespace

bool crosses_far_side(std::span<const double> lons_deg) {
    for (std::size_t i = 0; i < lons_deg.size(); ++i) {
        const bool is_beyond = std::abs(lons_deg[i] - middle_lon_deg) >= 180.0;
        const bool jumps = i > 0 && std::abs(lons_deg[i] - lons_deg[i - 1]) > 180.0;
        if (is_beyond || jumps) return true;
    }
    return false;
}

std::vector<LonLats> cut_line(std::span<const LonLat> line) {
    std::vector<LonLats> pieces;
    const Unrolled unrolled = unroll(line, true);
    LonLats piece;
    const auto finish = [&] {
        if (piece.size() >= 2) pieces.push_back(std::move(piece));
        piece.clear();
    };
    for (std::size_t i = 0; i < unrolled.points.size(); ++i) {
        const LonLat point = unrolled.points[i];
        const int turn = turn_of(point.lon_deg);
        const int turn_before = i == 0 ? turn : turn_of(unrolled.points[i - 1].lon_deg);
        if (turn != turn_before) {  // by one: no step is longer than 180 degrees
            const double cut_deg = -180.0 + 360.0 * std::max(turn, turn_before);
            const LonLat cut = between(unrolled.points[i - 1], point, cut_deg);
            piece.push_back(rolled(cut, turn_before));
            finish();
            piece.push_back(rolled(cut, turn));
        }
        piece.push_back(rolled(point, turn));
    }
    finish();
    return pieces;
}

std::vector<std::vector<LonLats>> cut_polygon(const std::vector<LonLats>& rings) {
    std::vector<std::vector<LonLats>> pieces;
    if (rings.empty() || rings[0].empty()) return pieces;
    const Unrolled outer = unroll_ring(rings[0]);
    std::vector<Unrolled> holes;
    for (std::size_t i = 1; i < rings.size(); ++i) {
        Unrolled hole = unroll_ring(rings[i]);
        // Both began at their own first point; count the hole's turns as the outer ring does.
        double shift_deg = 0.0;
        if (hole.most_deg > outer.most_deg) shift_deg = -360.0;
        if (hole.least_deg < outer.least_deg) shift_deg = 360.0;
        for (LonLat& point : hole.points) point.lon_deg += shift_deg;
        holes.push_back(std::move(hole));
    }
    for (int turn = turn_of(outer.least_deg); turn <= turn_of(outer.most_deg); ++turn) {
        LonLats around = piece_of_turn(outer, turn);
        if (around.empty()) continue;
        std::vector<LonLats>& piece = pieces.emplace_back();
        piece.push_back(std::move(around));
        for (const Unrolled& hole : holes) {
            LonLats cut = piece_of_turn(hole, turn);
            if (!cut.empty()) piece.push_back(std::move(cut));
        }
    }
    return pieces;
}

}  // namespace darya::intake
