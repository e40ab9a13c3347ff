#include "scene/camera.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace darya::scene {
namespace {

/// A camera over the region at any scale and size.
Camera random_camera(std::mt19937& random) {
    std::uniform_real_distribution<double> place(-2e6, 2e6);
    std::uniform_real_distribution<double> scale(std::log(closest_metres_per_px), std::log(farthest_metres_per_px));
    std::uniform_real_distribution<float> size(300.0F, 3000.0F);
    return {{place(random), place(random)}, std::exp(scale(random)), size(random), size(random)};
}

geo::ScreenPoint random_point(std::mt19937& random, const Camera& camera) {
    std::uniform_real_distribution<float> share(0.0F, 1.0F);
    return {share(random) * camera.width_px, share(random) * camera.height_px};
}

void expect_same(const Camera& a, const Camera& b, double share_of_px = 1e-6) {
    EXPECT_NEAR(a.centre.x_m, b.centre.x_m, share_of_px * b.metres_per_px);
    EXPECT_NEAR(a.centre.y_m, b.centre.y_m, share_of_px * b.metres_per_px);
    EXPECT_NEAR(a.metres_per_px, b.metres_per_px, 1e-9 * b.metres_per_px);
}

TEST(Camera, GoesToTheScreenAndBack) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const Camera camera = random_camera(random);
        const geo::ScreenPoint at = random_point(random, camera);
        EXPECT_LT(geo::distance_px(camera.to_screen(camera.to_map(at)), at), 1e-3F);
    }
}

TEST(Camera, ShowsItsCentreInTheMiddleWithNorthUp) {
    const Camera camera{{1000, 2000}, 10.0, 200.0F, 100.0F};
    EXPECT_EQ(camera.to_screen({1000, 2000}), (geo::ScreenPoint{100.0F, 50.0F}));
    EXPECT_EQ(camera.to_screen({1100, 2100}), (geo::ScreenPoint{110.0F, 40.0F}));
    EXPECT_EQ(camera.view(), (geo::MapBox{0, 1500, 2000, 2500}));
}

TEST(Camera, KeepsThePointUnderTheCursorWhenItZooms) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const Camera camera = random_camera(random);
        const geo::ScreenPoint anchor = random_point(random, camera);
        const double factor = std::exp(std::uniform_real_distribution<double>(-2.0, 2.0)(random));
        const Camera closer = zoomed(camera, factor, anchor);
        EXPECT_NEAR(closer.metres_per_px, factor * camera.metres_per_px, 1e-9 * closer.metres_per_px);
        EXPECT_LT(geo::distance_px(closer.to_screen(camera.to_map(anchor)), anchor), 1e-2F);
        expect_same(zoomed(closer, 1 / factor, anchor), camera);
    }
}

TEST(Camera, MovesWithTheHandThatPans) {
    const Camera camera{{0, 0}, 100.0, 800.0F, 600.0F};
    const geo::MapPoint held = camera.to_map({300.0F, 200.0F});
    EXPECT_EQ(panned(camera, 25.0F, -40.0F).to_screen(held), (geo::ScreenPoint{325.0F, 160.0F}));
    EXPECT_EQ(panned(panned(camera, 25.0F, -40.0F), -25.0F, 40.0F), camera);
}

TEST(Camera, FitsABoxIntoTheFreePartOfTheWindow) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const Camera camera = random_camera(random);
        const geo::ScreenPoint corner = random_point(random, camera);
        const geo::ScreenBox free{corner.x_px / 2, corner.y_px / 2, corner.x_px / 2 + camera.width_px / 2,
                                  corner.y_px / 2 + camera.height_px / 2};
        geo::MapBox box;
        box.add(random_camera(random).centre);
        box.add(geo::MapPoint{box.left_m + 3e4, box.bottom_m + 5e5});
        constexpr float margin_px = 24.0F;
        const Camera fit = fitted(camera, box, free, margin_px);
        ASSERT_LT(fit.metres_per_px, farthest_metres_per_px);
        const geo::ScreenPoint low = fit.to_screen({box.left_m, box.bottom_m});
        const geo::ScreenPoint high = fit.to_screen({box.right_m, box.top_m});
        constexpr float rounding_px = 0.1F;
        EXPECT_GE(low.x_px, free.left_px + margin_px - rounding_px);
        EXPECT_LE(high.x_px, free.right_px - margin_px + rounding_px);
        EXPECT_GE(high.y_px, free.top_px + margin_px - rounding_px);
        EXPECT_LE(low.y_px, free.bottom_px - margin_px + rounding_px);
        // It fits tightly one way, and stands in the middle both ways.
        const float slack_px =
            std::min(free.width_px() - (high.x_px - low.x_px), free.height_px() - (low.y_px - high.y_px));
        EXPECT_NEAR(slack_px, 2 * margin_px, rounding_px);
        EXPECT_NEAR((low.x_px + high.x_px) / 2, (free.left_px + free.right_px) / 2, rounding_px);
        EXPECT_NEAR((low.y_px + high.y_px) / 2, (free.top_px + free.bottom_px) / 2, rounding_px);
    }
}

TEST(Camera, StaysWithinScaleWhenABoxIsAPointOrTheWorldOrThereIsNoRoom) {
    const Camera camera{{0, 0}, 1000.0, 800.0F, 600.0F};
    const geo::ScreenBox window{0.0F, 0.0F, 800.0F, 600.0F};
    EXPECT_EQ(fitted(camera, geo::MapBox{}, window), camera);
    EXPECT_EQ(fitted(camera, {5, 5, 5, 5}, window).metres_per_px, closest_metres_per_px);
    EXPECT_EQ(fitted(camera, {-1e8, -1e8, 1e8, 1e8}, window).metres_per_px, farthest_metres_per_px);
    EXPECT_TRUE(std::isfinite(fitted(camera, {0, 0, 1e5, 1e5}, {10.0F, 10.0F, 10.0F, 10.0F}).centre.x_m));
}

TEST(Camera, IsKeptInsideItsScalesAndTheExtent) {
    const geo::MapBox extent{-1e6, -5e5, 1e6, 5e5};
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Camera camera = random_camera(random);
        camera.metres_per_px *= std::exp(std::uniform_real_distribution<double>(-4.0, 4.0)(random));
        const Camera kept = kept_inside(camera, extent);
        EXPECT_TRUE(extent.contains(kept.centre));
        EXPECT_GE(kept.metres_per_px, closest_metres_per_px);
        EXPECT_LE(kept.metres_per_px, farthest_metres_per_px);
        EXPECT_EQ(kept_inside(kept, extent), kept);
    }
}

TEST(Flight, BeginsAndEndsExactlyAndMovesWithoutJumps) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Camera from = random_camera(random);
        Camera to = random_camera(random);
        from.width_px = to.width_px;
        from.height_px = to.height_px;
        EXPECT_EQ(flown(from, to, 0.0), from);
        EXPECT_EQ(flown(from, to, 1.0), to);
        EXPECT_EQ(flown(from, to, 0.37), flown(from, to, 0.37));
        Camera last = from;
        constexpr int steps = 200;
        for (int i = 1; i <= steps; ++i) {
            const Camera now = flown(from, to, static_cast<double>(i) / steps);
            ASSERT_TRUE(std::isfinite(now.centre.x_m) && std::isfinite(now.centre.y_m) && now.metres_per_px > 0.0);
            // Between two steps neither scale nor place changes by more than a fraction of what is seen.
            EXPECT_LT(std::abs(std::log(now.metres_per_px / last.metres_per_px)), 0.35);
            EXPECT_LT(geo::distance_m(now.centre, last.centre),
                      0.3 * now.metres_per_px * static_cast<double>(now.width_px));
            EXPECT_LE(geo::distance_m(now.centre, to.centre),
                      geo::distance_m(last.centre, to.centre) * (1 + 1e-6) + 1e-3);
            last = now;
        }
        const double duration_s = flight_duration_s(from, to);
        EXPECT_GE(duration_s, 0.25);
        EXPECT_LE(duration_s, 1.6);
    }
}

TEST(Flight, ToWhereOneIsStaysThere) {
    const Camera camera{{3e5, -2e5}, 700.0, 1280.0F, 800.0F};
    for (const double share : {0.0, 0.3, 1.0}) expect_same(flown(camera, camera, share), camera);
    EXPECT_EQ(flight_duration_s(camera, camera), 0.25);
    Camera closer = camera;
    closer.metres_per_px = 90.0;
    expect_same(flown(camera, closer, 1 - 1e-12), closer);
}

TEST(Flight, OverALongWayRisesInBetween) {
    const Camera from{{-1e6, 0}, 300.0, 1280.0F, 800.0F};
    const Camera to{{1e6, 0}, 300.0, 1280.0F, 800.0F};
    EXPECT_GT(flown(from, to, 0.5).metres_per_px, 2 * 300.0);
}

TEST(Eased, RunsFromRestToRest) {
    EXPECT_EQ(eased(0.0), 0.0);
    EXPECT_EQ(eased(1.0), 1.0);
    EXPECT_EQ(eased(-3.0), 0.0);
    EXPECT_EQ(eased(3.0), 1.0);
    EXPECT_NEAR(eased(0.5), 0.5, 1e-12);
    for (int i = 0; i < 100; ++i) EXPECT_LT(eased(i / 100.0), eased((i + 1) / 100.0));
    EXPECT_LT(eased(0.01), 0.001);
}

}  // namespace
}  // namespace darya::scene
