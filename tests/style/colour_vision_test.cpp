#include "style/colour_vision.h"

#include <gtest/gtest.h>

namespace darya::style {
namespace {

TEST(ColourDistance, IsThatOfThePublishedPairs) {
    // Pairs of table 1 in Sharma, Wu & Dalal 2005.
    struct Pair {
        Lab one;
        Lab two;
        double distance;
    };
    for (const Pair& pair : {Pair{{50.0, 2.6772, -79.7751}, {50.0, 0.0, -82.7485}, 2.0425},
                             {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
                             {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
                             {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
                             {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}}) {
        EXPECT_NEAR(distance(pair.one, pair.two), pair.distance, 1e-4);
        EXPECT_NEAR(distance(pair.two, pair.one), pair.distance, 1e-4);
    }
}

TEST(Lab, RunsFromBlackToWhite) {
    const Lab white = lab_of(light_of({255, 255, 255}));
    EXPECT_NEAR(white.lightness, 100.0, 1e-3);
    EXPECT_NEAR(white.a, 0.0, 0.02);
    EXPECT_NEAR(white.b, 0.0, 0.02);
    EXPECT_NEAR(lab_of(light_of({0, 0, 0})).lightness, 0.0, 1e-9);
}

TEST(ColourVision, LeavesGreysAsTheyAre) {
    for (const Vision vision : visions) {
        for (const unsigned level : {0U, 60U, 128U, 200U, 255U}) {
            const auto grey = static_cast<std::uint8_t>(level);
            const data::Colour colour{grey, grey, grey};
            EXPECT_LT(distance(lab_of(light_of(colour)), lab_of(seen_by(vision, light_of(colour)))), 0.5)
                << name_of(vision) << ' ' << int{grey};
        }
    }
}

TEST(ColourVision, LosesWhatTheConesLoseAndKeepsTheRest) {
    // A red and a green of about the same lightness; a blue and a green likewise.
    const data::Colour red{200, 60, 40};
    const data::Colour green{90, 120, 30};
    const data::Colour blue{60, 120, 190};
    const data::Colour teal{30, 130, 120};
    EXPECT_GT(distance(red, green, Vision::all), 40.0);
    EXPECT_LT(distance(red, green, Vision::deuteranopia), 20.0);
    EXPECT_GT(distance(red, blue, Vision::deuteranopia), 40.0);
    EXPECT_LT(distance(blue, teal, Vision::tritanopia), 10.0);
    EXPECT_GT(distance(blue, teal, Vision::all), 20.0);
}

TEST(Contrast, IsThatOfTheGuidelines) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21.0, 1e-9);
    EXPECT_NEAR(contrast({119, 119, 119}, {255, 255, 255}), 4.48, 0.01);  // the grey that just falls short
}

}  // namespace
}  // namespace darya::style
