#include "intake/far_side.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "geo/projection.h"

namespace darya::intake {
namespace {

using geo::LonLat;

/// Area on the plane of longitudes and latitudes, square degrees.
double area_deg2(const LonLats& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat a = ring[i];
        const LonLat b = ring[(i + 1) % ring.size()];
        twice += a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg;
    }
    return std::abs(twice) / 2;
}

double area_deg2(const std::vector<std::vector<LonLats>>& pieces) {
    double area = 0.0;
    for (const auto& piece : pieces) {
        for (std::size_t i = 0; i < piece.size(); ++i) area += (i == 0 ? 1.0 : -1.0) * area_deg2(piece[i]);
    }
    return area;
}

bool is_between_cuts(const LonLats& points) {
    for (const LonLat point : points) {
        if (std::abs(point.lon_deg - middle_lon_deg) >= 180.0) return false;
    }
    return true;
}

std::vector<double> lons(const LonLats& points) {
    std::vector<double> found;
    for (const LonLat point : points) found.push_back(point.lon_deg);
    return found;
}

TEST(FarSide, IsNotCrossedByWhatLiesBetweenTheCuts) {
    EXPECT_FALSE(crosses_far_side(lons({{45, 30}, {100, 60}, {-75, 0}, {-113, 10}})));
    EXPECT_TRUE(crosses_far_side(lons({{-113, 40}, {-115, 40}})));
    EXPECT_TRUE(crosses_far_side(lons({{179, 70}, {-179, 70}})));
    EXPECT_FALSE(crosses_far_side({}));
}

TEST(CutLine, KeepsALineOverTheDateLineWhole) {
    const auto pieces = cut_line(LonLats{{178, 70}, {-178, 71}, {-175, 72}});
    ASSERT_EQ(pieces.size(), 1U);
    ASSERT_EQ(pieces[0].size(), 3U);
    EXPECT_DOUBLE_EQ(pieces[0][1].lon_deg, 182.0);
    EXPECT_LT(geo::distance_m(geo::to_map(pieces[0][1]), geo::to_map({-178, 71})), 1e-3);
}

TEST(CutLine, CutsWhereTheFarSideIsCrossed) {
    const auto pieces = cut_line(LonLats{{-112, 40}, {-116, 44}, {-118, 44}, {-110, 48}});
    ASSERT_EQ(pieces.size(), 3U);
    for (const LonLats& piece : pieces) EXPECT_TRUE(is_between_cuts(piece));
    EXPECT_NEAR(pieces[0].back().lat_deg, 42.0, 1e-9);
    EXPECT_NEAR(pieces[1].front().lat_deg, 42.0, 1e-9);
    EXPECT_NEAR(pieces[2].front().lat_deg, 46.0, 1e-9);
    EXPECT_GT(geo::distance_m(geo::to_map(pieces[0].back()), geo::to_map(pieces[1].front())), 1e6);
}

TEST(CutPolygon, KeepsTheAreaOfAnyPolygonWithAHole) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> lon(-180, 180);
        std::uniform_real_distribution<double> radius(3, 80);
        const double centre_lon = lon(random);
        const double outer_deg = radius(random);
        LonLats outer;
        LonLats hole;
        std::uniform_real_distribution<double> share(0.7, 1.0);
        for (int i = 0; i < 24; ++i) {
            const double angle = 2 * 3.14159265358979 * i / 24;
            const double r = outer_deg * share(random);
            const auto wrapped = [](double degrees) { return std::remainder(degrees, 360.0); };
            outer.push_back({wrapped(centre_lon + r * std::cos(angle)), r * std::sin(angle)});
            hole.push_back({wrapped(centre_lon + 0.5 * r * std::cos(angle)), 0.5 * r * std::sin(angle)});
        }
        LonLats plain_outer = outer;
        LonLats plain_hole = hole;
        for (LonLat& p : plain_outer) p.lon_deg = std::remainder(p.lon_deg - centre_lon, 360.0);
        for (LonLat& p : plain_hole) p.lon_deg = std::remainder(p.lon_deg - centre_lon, 360.0);
        const auto pieces = cut_polygon({outer, hole});
        for (const auto& piece : pieces) {
            for (const LonLats& ring : piece) EXPECT_TRUE(is_between_cuts(ring));
        }
        EXPECT_NEAR(area_deg2(pieces), area_deg2(plain_outer) - area_deg2(plain_hole), 1e-3);
    }
}

TEST(CutPolygon, CutsALandRoundThePoleIntoTwo) {
    const LonLats antarctica = {{-180, -90}, {180, -90}, {180, -80}, {90, -66}, {0, -70}, {-114, -74}, {-180, -80}};
    const auto pieces = cut_polygon({antarctica});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_NEAR(area_deg2(pieces), area_deg2(antarctica), 1e-3);
}

TEST(CutPolygon, IsQuickWithARingThatSpirals) {
    LonLats spiral;
    for (int i = 0; i < 100'000; ++i) {
        const int turn = i < 50'000 ? i : 100'000 - i;
        spiral.push_back({std::remainder(179.0 * turn, 360.0), 40.0 * i / 100'000});
    }
    for (const auto& piece : cut_polygon({spiral})) {
        for (const LonLats& ring : piece) EXPECT_TRUE(is_between_cuts(ring));
    }
}

TEST(CutPolygon, GivesNothingForNothing) {
    EXPECT_TRUE(cut_polygon({}).empty());
    EXPECT_TRUE(cut_polygon({{}}).empty());
}

}  // namespace
}  // namespace darya::intake
