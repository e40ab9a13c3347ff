#include "geo/geodesic.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>

#include "geo/ellipsoid.h"
#include "geo/measure.h"
#include "geo/projection.h"

namespace darya::geo {

namespace {

constexpr double polar_m = equatorial_radius_m * (1.0 - flattening);
constexpr int most_rounds = 60;  // five do, but for nearly opposite places
constexpr double close_enough_rad = 1e-13;

/// The shortest line from one place: its length and where it sets out to, clockwise from north.
struct Way {
    double length_m = 0.0;
    double azimuth_rad = 0.0;
};

/// What both directions of Vincenty's need of a line that leaves the equator at an angle with this cosine, squared.
struct Series {
    double a = 0.0;
    double b = 0.0;

    explicit Series(double cos2_alpha) {
        const double u2 =
            cos2_alpha * (equatorial_radius_m * equatorial_radius_m - polar_m * polar_m) / (polar_m * polar_m);
        a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
        b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
    }
    double delta(double sin_sigma, double cos_sigma, double cos_2m) const {
        const double square = 2.0 * cos_2m * cos_2m - 1.0;
        return b * sin_sigma *
               (cos_2m + b / 4.0 *
                             (cos_sigma * square -
                              b / 6.0 * cos_2m * (4.0 * sin_sigma * sin_sigma - 3.0) * (4.0 * cos_2m * cos_2m - 3.0)));
    }
};

/// How much the longitude on the sphere differs from the one on the ellipsoid.
double longitude_gap(double sin_alpha, double cos2_alpha, double sigma, double sin_sigma, double cos_sigma,
                     double cos_2m) {
    const double c = flattening / 16.0 * cos2_alpha * (4.0 + flattening * (4.0 - 3.0 * cos2_alpha));
    return (1.0 - c) * flattening * sin_alpha *
           (sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2.0 * cos_2m * cos_2m - 1.0)));
}

std::optional<Way> way_between(LonLat from, LonLat to) {
    const double gap = std::remainder(to.lon_deg - from.lon_deg, 360.0) * rad_per_deg;
    const double u1 = std::atan((1.0 - flattening) * std::tan(from.lat_deg * rad_per_deg));
    const double u2 = std::atan((1.0 - flattening) * std::tan(to.lat_deg * rad_per_deg));
    const double sin_u1 = std::sin(u1);
    const double cos_u1 = std::cos(u1);
    const double sin_u2 = std::sin(u2);
    const double cos_u2 = std::cos(u2);
    double lambda = gap;
    for (int round = 0; round < most_rounds; ++round) {
        const double east = cos_u2 * std::sin(lambda);
        const double north = cos_u1 * sin_u2 - sin_u1 * cos_u2 * std::cos(lambda);
        const double sin_sigma = std::hypot(east, north);
        if (sin_sigma == 0.0) return Way{};
        const double cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * std::cos(lambda);
        const double sigma = std::atan2(sin_sigma, cos_sigma);
        const double sin_alpha = cos_u1 * cos_u2 * std::sin(lambda) / sin_sigma;
        const double cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        // Along the equator there is no middle to speak of.
        const double cos_2m = cos2_alpha > 0.0 ? cos_sigma - 2.0 * sin_u1 * sin_u2 / cos2_alpha : 0.0;
        const double before = lambda;
        lambda = gap + longitude_gap(sin_alpha, cos2_alpha, sigma, sin_sigma, cos_sigma, cos_2m);
        if (std::abs(lambda) > std::numbers::pi) return std::nullopt;
        if (std::abs(lambda - before) > close_enough_rad) continue;
        const Series series(cos2_alpha);
        return Way{polar_m * series.a * (sigma - series.delta(sin_sigma, cos_sigma, cos_2m)), std::atan2(east, north)};
    }
    return std::nullopt;
}

/// Where one is after so many metres.
LonLat gone(LonLat from, double azimuth_rad, double length_m) {
    const double u1 = std::atan((1.0 - flattening) * std::tan(from.lat_deg * rad_per_deg));
    const double sin_u1 = std::sin(u1);
    const double cos_u1 = std::cos(u1);
    const double sin_a = std::sin(azimuth_rad);
    const double cos_a = std::cos(azimuth_rad);
    const double sigma1 = std::atan2(sin_u1, cos_u1 * cos_a);
    const double sin_alpha = cos_u1 * sin_a;
    const double cos2_alpha = 1.0 - sin_alpha * sin_alpha;
    const Series series(cos2_alpha);
    const double plain = length_m / (polar_m * series.a);
    double sigma = plain;
    for (int round = 0; round < most_rounds; ++round) {
        const double before = sigma;
        sigma = plain + series.delta(std::sin(sigma), std::cos(sigma), std::cos(2.0 * sigma1 + sigma));
        if (std::abs(sigma - before) <= close_enough_rad) break;
    }
    const double sin_sigma = std::sin(sigma);
    const double cos_sigma = std::cos(sigma);
    const double across = sin_u1 * sin_sigma - cos_u1 * cos_sigma * cos_a;
    const double lat =
        std::atan2(sin_u1 * cos_sigma + cos_u1 * sin_sigma * cos_a, (1.0 - flattening) * std::hypot(sin_alpha, across));
    const double lambda = std::atan2(sin_sigma * sin_a, cos_u1 * cos_sigma - sin_u1 * sin_sigma * cos_a);
    const double gap =
        lambda - longitude_gap(sin_alpha, cos2_alpha, sigma, sin_sigma, cos_sigma, std::cos(2.0 * sigma1 + sigma));
    return {from.lon_deg + gap / rad_per_deg, lat / rad_per_deg};
}

}  // namespace

double geodesic_m(LonLat from, LonLat to) {
    const auto way = way_between(from, to);
    return way ? way->length_m : ground_distance_m(from, to);
}

std::vector<LonLat> along_geodesic(LonLat from, LonLat to, double step_m) {
    const auto way = way_between(from, to);
    if (!way) return {to};
    constexpr double most_steps = 512.0;
    const double wanted = std::ceil(way->length_m / (2.0 * step_m)) * 2.0;
    const auto count = static_cast<std::size_t>(std::clamp(wanted, 2.0, most_steps));
    std::vector<LonLat> places;
    places.reserve(count);
    for (std::size_t i = 1; i < count; ++i) {
        places.push_back(
            gone(from, way->azimuth_rad, way->length_m * static_cast<double>(i) / static_cast<double>(count)));
    }
    places.push_back(to);
    return places;
}

double geodesic_area_m2(std::span<const LonLat> ring) {
    constexpr double step_m = 20'000.0;
    std::vector<MapPoint> fine;
    std::vector<MapPoint> coarse;  // every second of them
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto side = along_geodesic(ring[i], ring[(i + 1) % ring.size()], step_m);
        for (std::size_t j = 0; j < side.size(); ++j) {
            fine.push_back(to_map(side[j]));
            if (j % 2 == 1 || side.size() == 1) coarse.push_back(fine.back());
        }
    }
    // What straight pieces leave out of a curve falls to a quarter with twice as many: so it can be told (Richardson).
    const double of_fine_m2 = ring_area_m2(fine);
    return std::abs(of_fine_m2 + (of_fine_m2 - ring_area_m2(coarse)) / 3.0);
}

}  // namespace darya::geo
