#include "scene/pick.h"

#include <cmath>
#include <string>

#include "scene/small_map.h"

namespace darya::scene {
namespace {

/// The small map, looked at and pointed at.
class Pointer {
public:
    SmallView view;

    Pointer() { view.show("names", false); }  // names are pointed at in a test of their own

    /// What lies `dx` and `dy` pixels from a place of the map: its id, "(ground)" after it for a country, "" for nothing.
    std::string at(geo::MapPoint point, float dx_px = 0.0F, float dy_px = 0.0F) {
        const Frame frame = maker_.make(view.input());
        geo::ScreenPoint on_screen = view.camera.to_screen(point);
        on_screen.x_px += dx_px;
        on_screen.y_px += dy_px;
        const auto picked = pick(frame, view.input(), on_screen);
        if (!picked) return {};
        return picked->place + (picked->is_ground ? " (ground)" : "");
    }

    /// All that lies there, the topmost first, with " " between.
    std::string all_at(geo::MapPoint point) {
        const Frame frame = maker_.make(view.input());
        std::string all;
        for (const Picked& picked : pick_all(frame, view.input(), view.camera.to_screen(point)))
            all += (all.empty() ? "" : " ") + picked.place + (picked.is_ground ? " (ground)" : "");
        return all;
    }
    std::vector<std::string> marks_near(geo::MapPoint point, float dx_px) {
        const Frame frame = maker_.make(view.input());
        geo::ScreenPoint at = view.camera.to_screen(point);
        at.x_px += dx_px;
        return marks_at(frame, at);
    }

private:
    FrameMaker maker_{real_measure()};
};

TEST(Pick, FindsAMarkWithinTenPixelsAllAround) {
    Pointer pointer;
    for (const auto& [id, place] :
         {std::pair{"capital", geo::MapPoint{-3e5, -1e5}}, std::pair{"old-dike", geo::MapPoint{1e5, 1e5}},
          std::pair{"high-dam", geo::MapPoint{-3e5, 0}}}) {
        for (int i = 0; i < 16; ++i) {
            const float angle = 0.3927F * static_cast<float>(i);
            EXPECT_EQ(pointer.at(place, 9.9F * std::cos(angle), 9.9F * std::sin(angle)), id) << i;
        }
    }
}

TEST(Pick, TakesTheNearerOfTwoMarks) {
    Pointer pointer;
    pointer.view.camera.metres_per_px = 7000.0;  // dams stand 14 px apart
    EXPECT_EQ(pointer.at({-3e5, 0}, 5.0F), "high-dam");
    EXPECT_EQ(pointer.at({-3e5, 0}, 9.0F), "low-dam");
}

TEST(Pick, TellsEveryMarkWhoseTargetHoldsThePoint) {
    Pointer pointer;
    pointer.view.camera.metres_per_px = 7000.0;  // dams stand 14 px apart
    using Ids = std::vector<std::string>;
    EXPECT_EQ(pointer.marks_near({-3e5, 0}, 5.0F), (Ids{"high-dam", "low-dam"}));
    EXPECT_EQ(pointer.marks_near({-3e5, 0}, 9.0F), (Ids{"low-dam", "high-dam"}));
    EXPECT_EQ(pointer.marks_near({-3e5, 0}, -8.0F), (Ids{"high-dam"}));
    EXPECT_TRUE(pointer.marks_near({-3e5, 0}, -40.0F).empty());
}

TEST(Pick, TellsAllThatLiesAtAPointFromTheMarkDownToTheLand) {
    Pointer pointer;
    EXPECT_EQ(pointer.all_at({-3e5, 0}), "high-dam long-river west (ground)");
    EXPECT_EQ(pointer.all_at({2.5e5, 0}), "long-river east (ground)");
    EXPECT_EQ(pointer.all_at({2.5e5, -2.6e5}), "east (ground)");
    EXPECT_EQ(pointer.all_at({9e5, 9e5}), "");
}

TEST(Pick, FindsARiverWithinFivePixels) {
    Pointer pointer;
    for (const double scale : {100.0, 1000.0, 5000.0}) {
        pointer.view.camera.metres_per_px = scale;
        pointer.view.camera.centre = {2.5e5, 0};
        EXPECT_EQ(pointer.at({2.5e5, 0}, 0.0F, 4.5F), "long-river") << scale;
        EXPECT_EQ(pointer.at({2.5e5, 0}, 0.0F, -4.5F), "long-river") << scale;
        EXPECT_EQ(pointer.at({2.5e5, 0}, 0.0F, 6.0F), "east (ground)") << scale;
    }
    EXPECT_EQ(pointer.at({1e5, -2e5}), "great-canal");
}

TEST(Pick, KnowsThatAnIslandIsNotTheLake) {
    Pointer pointer;
    EXPECT_EQ(pointer.at({-2.4e5, 1.5e5}), "ring-lake");
    EXPECT_EQ(pointer.at({-2.0e5, 1.5e5}), "west (ground)");
}

TEST(Pick, FindsTheAralOnItsOldBedAndOnTheWaterThatIsLeft) {
    Pointer pointer;
    EXPECT_EQ(pointer.at({1.3e5, 1.5e5}), "aral-sea");
    EXPECT_EQ(pointer.at({2.0e5, 1.5e5}), "aral-sea");
    pointer.view.show("aral", false);
    pointer.view.show("lakes", false);
    EXPECT_EQ(pointer.at({2.0e5, 1.5e5}), "east (ground)");
}

TEST(Pick, FindsNothingOfAHiddenLayer) {
    Pointer pointer;
    pointer.view.show("rivers", false);
    EXPECT_EQ(pointer.at({2.5e5, 0}), "east (ground)");
    EXPECT_EQ(pointer.at({1e5, -2e5}), "great-canal");
    pointer.view.show("canals", false);
    EXPECT_EQ(pointer.at({1e5, -2e5}), "east (ground)");
    pointer.view.show("lakes", false);
    EXPECT_EQ(pointer.at({-2.4e5, 1.5e5}), "west (ground)");
    pointer.view.show("dams-building", false);
    EXPECT_EQ(pointer.at({-3e5, 0}), "west (ground)");
    pointer.view.show("towns", false);
    EXPECT_EQ(pointer.at({-3e5, -1e5}), "west (ground)");
    pointer.view.show("works", false);
    EXPECT_EQ(pointer.at({1e5, 1e5}), "east (ground)");
}

TEST(Pick, DoesNotTakeTheOldBedForASeaThatIsHidden) {
    Pointer pointer;
    pointer.view.show("aral", false);
    EXPECT_EQ(pointer.at({1.3e5, 1.5e5}), "east (ground)") << "only the old bed was here";
    EXPECT_EQ(pointer.at({2.0e5, 1.5e5}), "aral-sea") << "its water is a lake";
    pointer.view.show("aral", true);
    pointer.view.show("lakes", false);
    EXPECT_EQ(pointer.at({2.0e5, 1.5e5}), "aral-sea") << "the bed is shown below";
}

TEST(Pick, FindsNothingBeyondTheMapNorOnLandWithoutAnId) {
    Pointer pointer;
    EXPECT_EQ(pointer.at({5.5e5, 0}), "");
    EXPECT_EQ(pointer.at({4.5e5, 1.5e4}), "");
}

TEST(Pick, FindsAPlaceUnderItsName) {
    SmallView view;
    FrameMaker maker(real_measure());
    const Frame frame = maker.make(view.input());
    std::size_t count = 0;
    for (const Label& label : frame.labels) {
        if (label.place.empty()) continue;
        ++count;
        const LabelLetter& letter = label.letters[label.letters.size() / 2];
        const geo::ScreenPoint on_it{letter.at.x_px + 2.0F, letter.at.y_px - 3.0F};
        const auto picked = pick(frame, view.input(), on_it);
        ASSERT_TRUE(picked) << label.text;
        // A mark that stands nearer than ten pixels is meant before the name.
        if (picked->place == label.place) continue;
        bool is_near_mark = false;
        for (const Mark& mark : frame.marks) {
            is_near_mark = is_near_mark || (mark.place == picked->place && geo::distance_px(mark.at, on_it) < 15.0F);
        }
        EXPECT_TRUE(is_near_mark) << label.text << " gave " << picked->place;
    }
    EXPECT_GT(count, 5U);
}

}  // namespace
}  // namespace darya::scene
