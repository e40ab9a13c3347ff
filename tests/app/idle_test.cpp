// Idle means idle: no picture is drawn when nothing changes.

#include <gtest/gtest.h>

#include "app/data_folders.h"
#include "app/program.h"

namespace darya::app {
namespace {

/// Goes round till nothing has been drawn for some turns; how many pictures that took.
int pictures_till_rest(Program& program) {
    constexpr int most_turns = 3000;
    constexpr int still_turns = 40;  // of 12 ms: jobs beside the window have ended too
    int pictures = 0;
    int still = 0;
    for (int turn = 0; turn < most_turns && still < still_turns; ++turn) {
        const bool is_drawn = program.go_round();
        pictures += is_drawn ? 1 : 0;
        still = is_drawn ? 0 : still + 1;
    }
    EXPECT_EQ(still, still_turns) << "it does not come to rest";
    return pictures;
}

TEST(Idle, DrawsNoPictureWhileNothingChanges) {
    const auto folders = find_data_folders(program_folder().parent_path());
    ASSERT_TRUE(folders);
    Program program(*folders, {});
    const auto started = program.start();
    ASSERT_TRUE(started) << started.error().line();
    EXPECT_GT(pictures_till_rest(program), 0);
    constexpr int turns = 150;
    for (int turn = 0; turn < turns; ++turn) EXPECT_FALSE(program.go_round()) << turn;

    // What moves comes to rest, and with it the drawing.
    program.apply(atlas::ThrowMap{900.0F, 200.0F});
    EXPECT_GT(pictures_till_rest(program), 5);
    program.apply(atlas::ZoomBy{0.5, {700.0F, 400.0F}});
    EXPECT_GT(pictures_till_rest(program), 3);
    program.apply(atlas::StartMeasure{geo::LonLat{69.0, 40.0}});
    EXPECT_GT(pictures_till_rest(program), 0);
    EXPECT_FALSE(program.go_round());
}

}  // namespace
}  // namespace darya::app
