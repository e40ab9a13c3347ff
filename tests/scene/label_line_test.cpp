#include "scene/label_line.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "scene/small_map.h"

namespace darya::scene {
namespace {

const Camera level_view{{0, 0}, 1000.0, 1280.0F, 800.0F};

TEST(LabelLine, SetsLettersAboveAStraightLineFromLeftToRightWhicheverWayItRuns) {
    const auto text = even_letters("Naryn");
    const geo::MapBox box{-4e5, -1e5, 4e5, 1e5};
    for (const bool is_westward : {false, true}) {
        std::vector<geo::MapPoint> line{{-3e5, 0}, {3e5, 0}};
        if (is_westward) std::reverse(line.begin(), line.end());
        const RiverCourse course = river_course(line, scale_bucket(1000.0), box, *text, 12.0F);
        EXPECT_FALSE(course.spots.empty());
        const auto placed = letters_at(course, 3e5, 0, *text, 12.0F, level_view);
        ASSERT_TRUE(placed);
        ASSERT_EQ(placed->size(), 5U);
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_NEAR(std::remainder((*placed)[i].angle_rad, 6.2831853F), 0.0F, 1e-4F);
            EXPECT_LT((*placed)[i].at.y_px, 400.0F);
            if (i > 0) {
                EXPECT_NEAR((*placed)[i].at.x_px - (*placed)[i - 1].at.x_px, 8.0F, 0.01F);
            }
        }
        const auto below = letters_at(course, 3e5, 1, *text, 12.0F, level_view);
        ASSERT_TRUE(below);
        EXPECT_GT(below->front().at.y_px, 408.0F);
        EXPECT_FALSE(letters_at(course, 5e3, 0, *text, 12.0F, level_view)) << "no room before the line's end";
        EXPECT_FALSE(letters_at(course, 5.98e5, 0, *text, 12.0F, level_view)) << "no room after it";
    }
}

TEST(LabelLine, KeepsClearOfTheRiversOwnBends) {
    // A river that winds by 8 px to both sides: the name stands on its course, above the highest bend below it.
    std::vector<geo::MapPoint> line;
    for (int i = 0; i <= 600; ++i) line.push_back({-3e5 + 1000.0 * i, 8e3 * std::sin(i * 0.5)});
    const geo::MapBox box{-4e5, -1e5, 4e5, 1e5};
    const auto text = even_letters("Syr Darya");
    const RiverCourse course = river_course(line, scale_bucket(1000.0), box, *text, 12.0F);
    ASSERT_FALSE(course.spots.empty());
    std::size_t count = 0;
    for (const RiverCourse::Spot& spot : course.spots) {
        EXPECT_EQ(course.river_m[spot.point], spot.river_m);
        const auto letters = letters_at(course, spot.river_m, spot.side, *text, 12.0F, level_view);
        if (!letters) continue;
        ++count;
        for (const LabelLetter& letter : *letters) {
            EXPECT_LT(std::abs(letter.angle_rad), 0.3F) << "calmer than the river";
            EXPECT_TRUE(spot.side == 0 ? letter.at.y_px < 393.0F : letter.at.y_px > 407.0F) << letter.at.y_px;
        }
    }
    EXPECT_GT(count, 10U);
}

TEST(LabelLine, FindsItsWayOnACourseWithUnevenSteps) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        RiverCourse course;
        course.river_m = {100.0};
        while (course.river_m.size() < 2 + seed % 30) {
            course.river_m.push_back(course.river_m.back() + std::exp2(static_cast<double>(random() % 12)));
        }
        for (const double river_m : course.river_m) course.axis.along_m.push_back(river_m * river_m);
        for (std::size_t i = 1; i < course.river_m.size(); ++i) {
            const double from_m = course.river_m[i - 1];
            const double to_m = course.river_m[i];
            EXPECT_EQ(axis_place(course, from_m), from_m * from_m);
            EXPECT_NEAR(axis_place(course, (from_m + to_m) / 2).value(), (from_m * from_m + to_m * to_m) / 2, 1e-6);
        }
        EXPECT_NEAR(axis_place(course, course.river_m.back()).value(), course.axis.along_m.back(), 1e-6);
        EXPECT_FALSE(axis_place(course, 99.0));
        EXPECT_FALSE(axis_place(course, course.river_m.back() + 1.0));
    }
}

TEST(LabelLine, KeepsLettersApartOnTheInnerSideOfABend) {
    MapAxis bend;
    for (int i = 0; i <= 40; ++i) {
        const double angle = 2.6 - 0.05 * i;  // over the top, from the left to the right
        bend.points.push_back({6e4 * std::cos(angle), 6e4 * std::sin(angle)});
        bend.along_m.push_back(6e4 * 0.05 * i);
    }
    const auto text = even_letters("Naryn");
    const double middle_m = bend.along_m.back() / 2;
    const auto outside = letters_along(bend, middle_m, *text, 0.0F, 10.0F, level_view);
    ASSERT_TRUE(outside);
    EXPECT_GT(geo::distance_px((*outside)[0].at, (*outside)[1].at), 8.0F);
    EXPECT_TRUE(letters_along(bend, middle_m, *text, 0.0F, -10.0F, level_view));
    EXPECT_FALSE(letters_along(bend, middle_m, *text, 0.0F, -40.0F, level_view)) << "a third as far apart as on a line";
}

TEST(LabelLine, PutsNoNameOnACurl) {
    std::vector<geo::MapPoint> circle;
    for (int i = 0; i <= 60; ++i) {
        const double angle = 6.283185307179586 * i / 60.0;
        circle.push_back({2e4 * std::cos(angle), 2e4 * std::sin(angle)});
    }
    const geo::MapBox box{-1e5, -1e5, 1e5, 1e5};
    EXPECT_TRUE(river_course(circle, scale_bucket(1000.0), box, *even_letters("Long name"), 12.0F).spots.empty());
}

TEST(LabelLine, GivesTheSameCourseWhateverPartOfItIsAskedFor) {
    std::mt19937 random(7);
    std::vector<geo::MapPoint> line{{-2e6, 0}};
    double heading = 0.0;
    while (line.back().x_m < 2e6 && line.size() < 5000) {
        heading = 0.9 * heading + std::uniform_real_distribution<double>(-0.5, 0.5)(random);
        line.push_back({line.back().x_m + 3e3 * std::cos(heading), line.back().y_m + 3e3 * std::sin(heading)});
    }
    const auto text = even_letters("Amu Darya");
    const auto course_in = [&](double left_m, double right_m) {
        const geo::MapBox box{left_m, -1e6, right_m, 1e6};
        return river_course(line, scale_bucket(1000.0), box, *text, 12.0F);
    };
    const RiverCourse one = course_in(-6e5, 6e5);
    const RiverCourse other = course_in(-4.1e5, 9.3e5);
    std::size_t count = 0;
    for (const RiverCourse::Spot& spot : one.spots) {
        const auto a = letters_at(one, spot.river_m, spot.side, *text, 12.0F, level_view);
        const auto b = letters_at(other, spot.river_m, spot.side, *text, 12.0F, level_view);
        if (!a || !b || std::abs(a->front().at.x_px - 640.0F) > 350.0F) continue;
        ++count;
        for (std::size_t i = 0; i < a->size(); ++i) EXPECT_LT(geo::distance_px((*a)[i].at, (*b)[i].at), 0.05F);
    }
    EXPECT_GT(count, 10U);
}

}  // namespace
}  // namespace darya::scene
