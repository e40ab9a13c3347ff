#include "geo/geodesic.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "geo/projection.h"

namespace darya::geo {
namespace {

/// A geodesic as PROJ 9.1 tells it (geodesic.h, after Karney 2013, doi:10.1007/s00190-012-0578-z).
struct Known {
    LonLat from, to;
    double length_m;
    LonLat middle;
};
constexpr std::array<Known, 7> known{{
    // Rogun to Toktogul's reservoir, the region from west to east
    {{69.7894, 38.6873}, {72.5, 41.77}, 412728.531601, {71.113965183, 40.236787537}},
    {{46.5, 48.5}, {87.3, 49.1}, 2961511.078920, {66.772919532, 50.635262951}},
    // New York to London, as in the manual of GeographicLib
    {{-73.8, 40.6}, {-0.5, 51.6}, 5551759.400319, {-41.395075942, 52.273699795}},
    {{66.0, 40.0}, {66.001, 40.0005}, 101.853966, {66.000499998, 40.000250001}},
    // along the equator, a quarter of a meridian, from the south to the north
    {{60.0, 0.0}, {61.0, 0.0}, 111319.490793, {60.5, 0.0}},
    {{66.0, 0.0}, {66.0, 90.0}, 10001965.729313, {66.0, 45.144317706}},
    {{70.0, -30.0}, {72.0, 40.0}, 7752402.468804, {70.938965532, 5.017241491}},
}};

TEST(Geodesic, IsAsLongAsPublished) {
    for (const Known& one : known) {
        EXPECT_NEAR(geodesic_m(one.from, one.to), one.length_m, 2e-4) << one.length_m;
        EXPECT_NEAR(geodesic_m(one.to, one.from), one.length_m, 2e-4) << one.length_m;
    }
    EXPECT_EQ(geodesic_m({66.0, 40.0}, {66.0, 40.0}), 0.0);
    EXPECT_NEAR(geodesic_m({179.5, 10.0}, {-179.5, 10.0}), geodesic_m({0.0, 10.0}, {1.0, 10.0}), 1e-6);
}

TEST(Geodesic, OfOppositePlacesIsNoLongerThanHalfTheEarth) {
    for (const LonLat to : {LonLat{246.0, -40.0}, {245.9, -40.1}, {-114.0, -39.5}}) {
        const double length_m = geodesic_m({66.0, 40.0}, to);
        EXPECT_GT(length_m, 1.9e7);
        EXPECT_LT(length_m, 2.01e7);
        EXPECT_EQ(along_geodesic({66.0, 40.0}, to, 1e5).back(), to);
    }
}

TEST(Geodesic, PassesThroughTheMiddleInEvenSteps) {
    for (const Known& one : known) {
        const auto places = along_geodesic(one.from, one.to, 50'000.0);
        ASSERT_EQ(places.size() % 2, 0U);
        const LonLat middle = places[places.size() / 2 - 1];
        EXPECT_NEAR(middle.lat_deg, one.middle.lat_deg, 2e-8);
        EXPECT_NEAR(middle.lon_deg, one.middle.lon_deg, 2e-8);
        EXPECT_EQ(places.back(), one.to);
        double sum_m = 0.0;
        LonLat before = one.from;
        for (const LonLat place : places) {
            const double step_m = geodesic_m(before, place);
            EXPECT_NEAR(step_m, one.length_m / static_cast<double>(places.size()), 1e-3);
            sum_m += step_m;
            before = place;
        }
        EXPECT_NEAR(sum_m, one.length_m, 1e-2);
    }
}

TEST(Geodesic, EnclosesTheAreaThatPublishedCodeTells) {
    struct KnownArea {
        std::vector<LonLat> corners;
        double area_m2;  // PROJ 9.1, geodesic.h
    };
    const std::vector<KnownArea> rings{
        {{{60, 40}, {61, 40}, {61, 41}, {60, 41}}, 9412788745.689},
        {{{58, 44}, {61.5, 43.5}, {62, 46.5}, {59, 46.8}}, 84936640707.752},
        {{{46.5, 48.5}, {87.3, 49.1}, {75, 38}, {55, 39}}, 3055123773057.730},
        {{{69.3, 38.5}, {69.31, 38.5}, {69.31, 38.51}, {69.3, 38.51}}, 968269.570},
    };
    for (const KnownArea& ring : rings) {
        EXPECT_NEAR(geodesic_area_m2(ring.corners), ring.area_m2, 1e-6 * ring.area_m2 + 10.0);
        const std::vector<LonLat> backwards(ring.corners.rbegin(), ring.corners.rend());
        EXPECT_NEAR(geodesic_area_m2(backwards), ring.area_m2, 1e-6 * ring.area_m2 + 10.0);
    }
    EXPECT_EQ(geodesic_area_m2({}), 0.0);
}

}  // namespace
}  // namespace darya::geo
