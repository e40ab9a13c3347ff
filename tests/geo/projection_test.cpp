#include "geo/projection.h"

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace darya::geo {
namespace {

struct KnownPoint {
    LonLat place;
    MapPoint point;
};

// printf '66 44\n69.2401 41.2995\n...' | gdaltransform -output_xy -s_srs '+proj=longlat +datum=WGS84 +no_defs'
//     -t_srs '+proj=aea +lat_0=44 +lon_0=66 +lat_1=38 +lat_2=50 +datum=WGS84 +units=m +no_defs'      (GDAL 3.6, PROJ 9.1)
const std::array<KnownPoint, 11> known_points{{
    {{66, 44}, {0, 0}},
    {{69.2401, 41.2995}, {270171.369970429, -296207.970802202}},
    {{76.95, 43.25}, {881969.803557469, -25468.1562850348}},
    {{58.6, 45.1}, {-578558.754730836, 148733.115042447}},
    {{74.59, 42.87}, {697045.360974836, -90084.7472795336}},
    {{68.78, 38.56}, {242044.200445559, -602423.051719999}},
    {{58.38, 37.95}, {-668851.193454847, -643469.035249699}},
    {{46.5, 35.0}, {-1774334.09441484, -791064.527451487}},
    {{90, 55}, {1539108.84628563, 1446336.92502161}},
    {{66, -20}, {0, -6238634.63835158}},
    {{-120, 60}, {4193729.8562457, 9057563.02723496}},
}};

TEST(Projection, PutsPlacesWhereProjPutsThem) {
    for (const KnownPoint& k : known_points) {
        SCOPED_TRACE(testing::Message() << k.place.lon_deg << " " << k.place.lat_deg);
        const MapPoint point = to_map(k.place);
        EXPECT_NEAR(point.x_m, k.point.x_m, 1e-6);
        EXPECT_NEAR(point.y_m, k.point.y_m, 1e-6);
    }
}

TEST(Projection, FindsThePlaceOfAPointAgain) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> lon(30.0, 110.0);
        std::uniform_real_distribution<double> lat(15.0, 75.0);
        const LonLat place{lon(random), lat(random)};
        const LonLat back = to_lonlat(to_map(place));
        EXPECT_NEAR(back.lon_deg, place.lon_deg, 1e-9);
        EXPECT_NEAR(back.lat_deg, place.lat_deg, 1e-9);
    }
}

TEST(Projection, FindsPlacesFarFromTheMapAgain) {
    for (double lon = -110.0; lon < 180.0; lon += 7.0) {
        for (double lat = -80.0; lat <= 88.0; lat += 4.0) {
            SCOPED_TRACE(testing::Message() << lon << " " << lat);
            const LonLat back = to_lonlat(to_map({lon, lat}));
            EXPECT_NEAR(back.lon_deg, lon, 1e-7);
            EXPECT_NEAR(back.lat_deg, lat, 1e-7);
        }
    }
}

TEST(Projection, TakesTheShortWayRound) {
    const MapPoint east = to_map({70.0, 40.0});
    const MapPoint round = to_map({430.0, 40.0});
    EXPECT_NEAR(round.x_m, east.x_m, 1e-6);
    EXPECT_NEAR(round.y_m, east.y_m, 1e-6);
}

TEST(Projection, KeepsAreasTrue) {
    // The same cell of a degree on the ellipsoid and on the map, from south to north.
    constexpr double rad = 0.017453292519943295;
    constexpr double a = 6378137.0;
    constexpr double e2 = 0.0066943799901413165;
    for (double lat = 36.0; lat < 56.0; lat += 0.5) {
        SCOPED_TRACE(lat);
        constexpr double step = 0.001;
        const MapPoint p = to_map({70.0, lat});
        const MapPoint east = to_map({70.0 + step, lat});
        const MapPoint north = to_map({70.0, lat + step});
        const double map_m2 = (east.x_m - p.x_m) * (north.y_m - p.y_m) - (north.x_m - p.x_m) * (east.y_m - p.y_m);
        const double s = std::sin((lat + step / 2) * rad);
        const double w = 1.0 - e2 * s * s;
        const double ground_m2 =
            a * a * (1.0 - e2) / (w * w) * std::cos((lat + step / 2) * rad) * step * step * rad * rad;
        EXPECT_NEAR(map_m2 / ground_m2, 1.0, 2e-5);
    }
}

TEST(Projection, GivesNoNumbersForNoNumbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(std::isnan(to_map({nan, 40.0}).x_m));
    EXPECT_TRUE(std::isnan(to_map({66.0, nan}).y_m));
    EXPECT_TRUE(std::isnan(to_map({std::numeric_limits<double>::infinity(), 40.0}).x_m));
}

TEST(GroundDistance, IsWithinHalfAPercentOfTheGeodesic) {
    struct Pair {
        LonLat a, b;
        double geodesic_m;
    };
    // geod_inverse of PROJ's geodesic.h (WGS 84)
    const std::array<Pair, 5> pairs{{
        {{69.2401, 41.2995}, {76.95, 43.25}, 671598.665},
        {{69.2401, 41.2995}, {69.2501, 41.2995}, 837.532},
        {{66, 36}, {66, 56}, 2223020.342},
        {{46, 44}, {90, 44}, 3486078.612},
        {{0, 0}, {180, 10}, 18898076.625},
    }};
    for (const Pair& pair : pairs) {
        SCOPED_TRACE(pair.geodesic_m);
        EXPECT_NEAR(ground_distance_m(pair.a, pair.b) / pair.geodesic_m, 1.0, 0.005);
        EXPECT_EQ(ground_distance_m(pair.a, pair.b), ground_distance_m(pair.b, pair.a));
    }
    EXPECT_EQ(ground_distance_m({70, 40}, {70, 40}), 0.0);
}

}  // namespace
}  // namespace darya::geo
