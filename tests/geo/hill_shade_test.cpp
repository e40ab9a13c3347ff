#include "geo/hill_shade.h"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

namespace darya::geo {
namespace {

constexpr std::int16_t gap = -32768;

ReliefCodes relief_of(int width, int height, const std::function<double(int, int)>& height_m, float z_factor = 1.0F) {
    std::vector<std::int16_t> heights;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) heights.push_back(static_cast<std::int16_t>(std::lround(height_m(x, y))));
    }
    return relief_codes(heights, width, height, 100.0, gap, z_factor);
}

int light_at(const ReliefCodes& relief, int x, int y) {
    return relief.code[2 * static_cast<std::size_t>(y * relief.width + x) + 1];
}

/// A slope that rises by 40 in 100 towards a direction; x to the east, y to the south in the grid.
int light_of_slope(double rise_east, double rise_north) {
    return light_at(relief_of(5, 5, [&](int x, int y) { return 1000 + 40 * (rise_east * x - rise_north * y); }), 2, 2);
}

TEST(HeightCode, GrowsWithTheHeightAndStaysWithinAByte) {
    EXPECT_EQ(height_code(lowest_coded_m), 0.0F);
    EXPECT_EQ(height_code(highest_coded_m), 255.0F);
    EXPECT_EQ(height_code(-400.0F), 0.0F);
    EXPECT_EQ(height_code(9000.0F), 255.0F);
    for (float height_m = -50.0F; height_m < 5990.0F; height_m += 10.0F) {
        EXPECT_LT(height_code(height_m), height_code(height_m + 10.0F));
    }
    EXPECT_GT(height_code(100.0F) - height_code(0.0F), 4.0F * (height_code(4100.0F) - height_code(4000.0F)));
}

TEST(ReliefCodes, GiveFlatGroundTheFlatLight) {
    const ReliefCodes relief = relief_of(7, 5, [](int, int) { return 1234; });
    ASSERT_EQ(relief.code.size(), 2U * 7U * 5U);
    for (std::size_t i = 0; i < relief.code.size(); i += 2) {
        EXPECT_EQ(relief.code[i], std::lround(height_code(1234.0F)));
        EXPECT_EQ(relief.code[i + 1], flat_light);
    }
}

TEST(ReliefCodes, LightTheSlopesThatFaceNorthWestMost) {
    const int north_west = light_of_slope(0.7, -0.7);  // rises to the south-east
    const int south_east = light_of_slope(-0.7, 0.7);
    EXPECT_GT(north_west, flat_light);
    EXPECT_LT(south_east, flat_light - 20);
    EXPECT_GT(light_of_slope(1, 0), light_of_slope(-1, 0));
    EXPECT_GT(light_of_slope(0, -1), light_of_slope(0, 1));
    for (double turn = 0.0; turn < 6.3; turn += 0.1) {
        const int light = light_of_slope(std::cos(turn), std::sin(turn));
        EXPECT_LE(light, north_west + 4);  // the western lamp draws a little
        EXPECT_GE(light, south_east - 4);
    }
}

TEST(ReliefCodes, ShowRidgesOfEveryDirection) {
    for (double turn = 0.0; turn < 3.2; turn += 0.1) {
        SCOPED_TRACE(turn);
        const int one_side = light_of_slope(std::cos(turn), std::sin(turn));
        const int other_side = light_of_slope(-std::cos(turn), -std::sin(turn));
        EXPECT_GT(std::abs(one_side - flat_light) + std::abs(other_side - flat_light), 12);
    }
}

TEST(ReliefCodes, AreTheSameForAFlippedSignOfTheStretchAndASlopeUpsideDown) {
    const auto up = relief_of(
        9, 9, [](int x, int y) { return 50 * std::sin(x) + 40 * std::cos(y); }, 2.0F);
    const auto down = relief_of(
        9, 9, [](int x, int y) { return -50 * std::sin(x) - 40 * std::cos(y); }, -2.0F);
    for (std::size_t i = 1; i < up.code.size(); i += 2) EXPECT_NEAR(up.code[i], down.code[i], 1);
}

TEST(ReliefCodes, FollowHornsGradientWithinACell) {
    // The slow obvious answer: all nine cells by hand.
    const auto height_m = [](int x, int y) { return std::lround(300 * std::sin(0.9 * x) * std::cos(0.7 * y)); };
    const ReliefCodes relief = relief_of(12, 10, height_m, 1.5F);
    for (int y = 1; y < 9; ++y) {
        for (int x = 1; x < 11; ++x) {
            const auto h = [&](int dx, int dy) { return static_cast<double>(height_m(x + dx, y + dy)); };
            const double east = (h(1, -1) + 2 * h(1, 0) + h(1, 1) - h(-1, -1) - 2 * h(-1, 0) - h(-1, 1)) / 800.0;
            const double north = (h(-1, -1) + 2 * h(0, -1) + h(1, -1) - h(-1, 1) - 2 * h(0, 1) - h(1, 1)) / 800.0;
            // A plane of that gradient must get the same light.
            const auto plane = relief_of(
                3, 3, [&](int px, int py) { return 100 * (east * px - north * py); }, 1.5F);
            EXPECT_NEAR(light_at(relief, x, y), light_at(plane, 1, 1), 2);
        }
    }
}

TEST(ReliefCodes, TreatGapsAsLevelGround) {
    std::vector<std::int16_t> heights(25, 2000);
    heights[12] = gap;
    heights[24] = gap;
    const ReliefCodes relief = relief_codes(heights, 5, 5, 100.0, gap, 5.0F);
    for (std::size_t i = 0; i < 25; ++i) {
        EXPECT_EQ(relief.code[2 * i + 1], flat_light);
        EXPECT_EQ(relief.code[2 * i], std::lround(height_code(i == 12 || i == 24 ? 0.0F : 2000.0F)));
    }
}

TEST(ReliefCodes, TakeTheSmallestGridsAndRefuseImpossibleOnes) {
    const std::vector<std::int16_t> one{500};
    EXPECT_EQ(relief_codes(one, 1, 1, 100.0, gap, 1.0F).code.size(), 2U);
    EXPECT_EQ(relief_codes(one, 1, 1, 100.0, gap, 1.0F).code[1], flat_light);
    EXPECT_TRUE(relief_codes(one, 2, 1, 100.0, gap, 1.0F).code.empty());
    EXPECT_TRUE(relief_codes(one, -1, -1, 100.0, gap, 1.0F).code.empty());
    EXPECT_TRUE(relief_codes(one, 1, 1, 0.0, gap, 1.0F).code.empty());
    EXPECT_TRUE(relief_codes({}, 0, 0, 100.0, gap, 1.0F).code.empty());
    const std::vector<std::int16_t> steep{-32767, 32767, -32767, 32767};
    EXPECT_EQ(relief_codes(steep, 2, 2, 1e-300, gap, 1e30F).code.size(), 8U);
}

ReliefRamp some_ramp() {
    ReliefRamp ramp;
    ramp.colour = {{{0.1F, 0.2F, 0.3F},
                    {0.2F, 0.5F, 0.1F},
                    {0.9F, 0.8F, 0.6F},
                    {0.6F, 0.4F, 0.3F},
                    {0.8F, 0.8F, 0.8F},
                    {1, 1, 1}}};
    ramp.at_code = {10, 40, 80, 130, 180, 250};
    ramp.strength = 0.5F;
    return ramp;
}

TEST(SmoothCodes, FollowAPlaneAndNeverLeaveTheRangeOfTheCells) {
    ReliefCodes plane;
    plane.width = 8;
    plane.height = 6;
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            plane.code.push_back(static_cast<std::uint8_t>(20 + 10 * x + 5 * y));
            plane.code.push_back((x + y) % 2 == 0 ? 255 : 0);
        }
    }
    for (double column = 2.0; column <= 6.0; column += 0.23) {
        for (double row = 2.0; row <= 4.0; row += 0.31) {
            const SmoothCodes smooth = smooth_codes(plane, column, row);
            EXPECT_NEAR(smooth.code, 20.0 + 10.0 * (column - 0.5) + 5.0 * (row - 0.5), 1e-3) << column << ' ' << row;
            EXPECT_GT(smooth.light, 60.0F) << "single cells are softened";
            EXPECT_LT(smooth.light, 195.0F);
        }
    }
    EXPECT_NEAR(smooth_codes(plane, -100.0, -100.0).code, 20.0F, 1e-3) << "beyond the grid its edge goes on";
    EXPECT_NEAR(smooth_codes(plane, 100.0, 100.0).code, 20.0F + 70.0F + 25.0F, 1e-3);
}

TEST(SmoothCodes, AreTheSoftenedOnesInTheMiddleOfEachCell) {
    ReliefCodes rough;
    rough.width = 7;
    rough.height = 5;
    for (int i = 0; i < 2 * rough.width * rough.height; ++i)
        rough.code.push_back(static_cast<std::uint8_t>(97 * i % 256));
    const ReliefCodes soft = softened(rough);
    ASSERT_EQ(soft.code.size(), rough.code.size());
    for (int y = 0; y < rough.height; ++y) {
        for (int x = 0; x < rough.width; ++x) {
            const SmoothCodes smooth = smooth_codes(rough, x + 0.5, y + 0.5);
            const auto at = static_cast<std::size_t>(2 * (y * rough.width + x));
            EXPECT_NEAR(soft.code[at], smooth.code, 0.51F) << x << ' ' << y;
            EXPECT_NEAR(soft.code[at + 1], smooth.light, 0.51F) << x << ' ' << y;
        }
    }
    EXPECT_TRUE(softened(ReliefCodes{}).code.empty());
}

TEST(ShadedColour, IsTheRampsColourOnFlatGround) {
    const ReliefRamp ramp = some_ramp();
    for (std::size_t i = 0; i < 6; ++i) {
        const auto colour = shaded_colour(ramp, ramp.at_code[i], flat_light);
        for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(colour[c], 255.0F * ramp.colour[i][c], 0.501F);
    }
    EXPECT_EQ(shaded_colour(ramp, 0, flat_light), shaded_colour(ramp, 10, flat_light));
    EXPECT_EQ(shaded_colour(ramp, 255, flat_light), shaded_colour(ramp, 250, flat_light));
    const auto between = shaded_colour(ramp, 60, flat_light);
    EXPECT_NEAR(between[0], 255 * 0.55, 1);
}

TEST(ShadedColour, IsDarkerInShadeAndSlightlyLighterInLight) {
    const ReliefRamp ramp = some_ramp();
    EXPECT_EQ(shaded_colour(ramp, 40, 0)[1], std::lround(255 * 0.5 * 0.5));
    EXPECT_GT(shaded_colour(ramp, 40, 255)[1], shaded_colour(ramp, 40, flat_light)[1]);
    EXPECT_LT(shaded_colour(ramp, 40, 255)[1], 1.2 * shaded_colour(ramp, 40, flat_light)[1]);
    for (int light = 1; light < 256; ++light) {
        EXPECT_GE(shaded_colour(ramp, 90, static_cast<float>(light))[0],
                  shaded_colour(ramp, 90, static_cast<float>(light - 1))[0]);
    }
    ReliefRamp unlit = ramp;
    unlit.strength = 0.0F;
    EXPECT_EQ(shaded_colour(unlit, 90, 0), shaded_colour(unlit, 90, 255));
}

TEST(ShadedColour, TakesRampsWithStopsAtTheSameCode) {
    ReliefRamp ramp = some_ramp();
    ramp.at_code = {10, 10, 10, 130, 130, 130};
    EXPECT_EQ(shaded_colour(ramp, 200, flat_light)[0], 255);
    EXPECT_EQ(shaded_colour(ramp, 0, flat_light)[0], std::lround(255 * 0.1F));
}

}  // namespace
}  // namespace darya::geo
