#include "geo/projection.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace darya::geo {

namespace {

constexpr double e2 = flattening * (2.0 - flattening);

constexpr double origin_lon_deg = 66.0;  // as in map_projection_proj4
constexpr double origin_lat_deg = 44.0;
constexpr double south_parallel_deg = 38.0;
constexpr double north_parallel_deg = 50.0;

/// Snyder 3-12: grows with the area of the ellipsoid south of a latitude.
double authalic_q(double sin_lat) {
    static const double e = std::sqrt(e2);
    const double e_sin = e * sin_lat;
    return (1.0 - e2) * (sin_lat / (1.0 - e_sin * e_sin) + std::atanh(e_sin) / e);
}

/// Snyder 14-15: radius of a parallel, in equatorial radii.
double parallel_radius(double sin_lat) {
    return std::sqrt((1.0 - sin_lat * sin_lat) / (1.0 - e2 * sin_lat * sin_lat));
}

struct Cone {
    double n = 0.0;        // Snyder 14-14: degrees on the map for one degree of longitude
    double c = 0.0;        // Snyder 14-13
    double rho_0_m = 0.0;  // from the cone's tip to the origin
    double q_pole = 0.0;

    Cone() {
        const double sin_south = std::sin(south_parallel_deg * rad_per_deg);
        const double sin_north = std::sin(north_parallel_deg * rad_per_deg);
        const double m_south = parallel_radius(sin_south);
        const double m_north = parallel_radius(sin_north);
        n = (m_south * m_south - m_north * m_north) / (authalic_q(sin_north) - authalic_q(sin_south));
        c = m_south * m_south + n * authalic_q(sin_south);
        rho_0_m = rho_m(authalic_q(std::sin(origin_lat_deg * rad_per_deg)));
        q_pole = authalic_q(1.0);
    }
    double rho_m(double q) const { return equatorial_radius_m * std::sqrt(c - n * q) / n; }
};

const Cone& cone() {
    static const Cone the_cone;
    return the_cone;
}

/// The latitude of an authalic q: Snyder's series 3-18 for a start, then Newton on 3-12 (as 3-16).
double latitude_rad(double q, double q_pole) {
    const double sin_beta = std::clamp(q / q_pole, -1.0, 1.0);
    const double beta = std::asin(sin_beta);
    constexpr double e4 = e2 * e2;
    constexpr double e6 = e4 * e2;
    double lat = beta + (e2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040) * std::sin(2 * beta) +
                 (23 * e4 / 360 + 251 * e6 / 3780) * std::sin(4 * beta) + 761 * e6 / 45360 * std::sin(6 * beta);
    const double sin_lat = std::sin(lat);
    const double cos_lat = std::cos(lat);
    if (cos_lat > 1e-4) {  // at the poles the series is exact and the slope is none
        const double w = 1.0 - e2 * sin_lat * sin_lat;
        lat += (q - authalic_q(sin_lat)) * w * w / (2.0 * (1.0 - e2) * cos_lat);
    }
    return lat;
}

}  // namespace

MapPoint to_map(LonLat place) {
    const Cone& k = cone();
    const double rho_m = k.rho_m(authalic_q(std::sin(place.lat_deg * rad_per_deg)));
    const double theta = k.n * std::remainder(place.lon_deg - origin_lon_deg, 360.0) * rad_per_deg;
    return {rho_m * std::sin(theta), k.rho_0_m - rho_m * std::cos(theta)};
}

LonLat to_lonlat(MapPoint point) {
    const Cone& k = cone();
    const double down_m = k.rho_0_m - point.y_m;
    const double rho = std::hypot(point.x_m, down_m) / equatorial_radius_m;
    const double theta = std::atan2(point.x_m, down_m);
    const double q = (k.c - rho * rho * k.n * k.n) / k.n;
    const double lon_deg = origin_lon_deg + theta / k.n / rad_per_deg;
    return {std::remainder(lon_deg, 360.0), latitude_rad(q, k.q_pole) / rad_per_deg};
}

double ground_distance_m(LonLat a, LonLat b) {
    const double sin_half_lat = std::sin((b.lat_deg - a.lat_deg) * rad_per_deg / 2);
    const double sin_half_lon = std::sin((b.lon_deg - a.lon_deg) * rad_per_deg / 2);
    const double h = sin_half_lat * sin_half_lat + std::cos(a.lat_deg * rad_per_deg) *
                                                       std::cos(b.lat_deg * rad_per_deg) * sin_half_lon * sin_half_lon;
    // The radius of the sphere that bends like the ellipsoid does at the middle latitude (Gauss's mean curvature).
    const double sin_mid = std::sin((a.lat_deg + b.lat_deg) / 2 * rad_per_deg);
    const double radius_m = equatorial_radius_m * std::sqrt(1.0 - e2) / (1.0 - e2 * sin_mid * sin_mid);
    return 2.0 * radius_m * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

}  // namespace darya::geo
