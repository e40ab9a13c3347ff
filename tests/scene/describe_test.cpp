#include "scene/describe.h"

#include <gtest/gtest.h>

#include <limits>

#include "golden.h"
#include "small_frame.h"

namespace darya::scene {
namespace {

TEST(Describe, TellsEverythingInTheOrderOfDrawing) {
    tests::expect_golden("small_frame.txt", describe(tests::small_frame()));
}

// Mesh ids count on while the program runs; two frames of the same look must read the same.
TEST(Describe, SaysTheSameOfFramesThatLookTheSame) {
    const Frame first = tests::small_frame();
    const Frame second = tests::small_frame();
    ASSERT_NE(std::get<FillItem>(first.base[2]).mesh->id, std::get<FillItem>(second.base[2]).mesh->id);
    EXPECT_EQ(describe(first), describe(second));
}

TEST(Describe, RoundsPlacesToATenthOfAPixel) {
    Frame frame = tests::small_frame();
    const std::string before = describe(frame);
    frame.marks[0].at.x_px += 0.01F;
    EXPECT_EQ(describe(frame), before);
    frame.marks[0].at.x_px += 0.2F;
    EXPECT_NE(describe(frame), before);
}

TEST(Describe, TellsOfTheRelief) {
    Frame frame;
    ReliefItem item;
    auto relief = std::make_shared<Relief>();
    relief->codes.width = 3;
    relief->codes.height = 2;
    item.relief = relief;
    item.ramp.colour[1] = {1.0F, 0.5F, 0.0F};
    item.ramp.at_code = {0.0F, 51.0F, 102.0F, 153.0F, 204.0F, 255.0F};
    item.ramp.strength = 0.32F;
    frame.base = {item};
    EXPECT_NE(describe(frame).find("  relief 3x2, light 32 %, tint #000000@0 #ff8000@51 #000000@102"),
              std::string::npos)
        << describe(frame);
}

TEST(Describe, SaysWhatIsNowhere) {
    Frame frame;
    Mark mark;
    mark.place = "lost";
    mark.layer = "towns";
    mark.at = {std::numeric_limits<float>::quiet_NaN(), 1.0F};
    frame.marks = {mark};
    EXPECT_NE(describe(frame).find("mark lost in towns: town at nowhere,1"), std::string::npos) << describe(frame);
}

}  // namespace
}  // namespace darya::scene
