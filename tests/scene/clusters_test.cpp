#include "scene/clusters.h"

#include <gtest/gtest.h>

namespace darya::scene {

namespace {

Mark dam(const char* id, float x_px, MarkShape shape = MarkShape::dam_operating, float radius_px = 5.0F) {
    Mark mark;
    mark.place = id;
    mark.layer = "dams";
    mark.at = {x_px, 100.0F};
    mark.shape = shape;
    mark.radius_px = radius_px;
    mark.fill = shape == MarkShape::dam_operating ? Colour{31, 95, 116} : Colour{224, 134, 44};
    mark.edge = {251, 248, 240};
    return mark;
}

TEST(Clusters, LeaveAloneWhatStandsApart) {
    std::vector<Mark> marks{dam("a", 10.0F), dam("b", 18.0F), dam("c", 40.0F)};
    gather_clusters(marks);
    EXPECT_EQ(marks.size(), 3U) << "beads that touch make a string";
    for (const Mark& mark : marks) EXPECT_TRUE(mark.members.empty());
}

TEST(Clusters, GatherACascadeAlongItsRiver) {
    std::vector<Mark> marks{dam("a", 10.0F), dam("b", 14.0F), dam("large", 19.0F, MarkShape::dam_operating, 6.0F),
                            dam("far", 60.0F)};
    gather_clusters(marks);
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks[0].place, "far");
    const Mark& cluster = marks[1];
    EXPECT_EQ(cluster.shape, MarkShape::dam_cluster);
    EXPECT_EQ(cluster.place, "large") << "the largest one leads";
    EXPECT_EQ(cluster.members, (std::vector<std::string>{"large", "b", "a"}));
    EXPECT_EQ(cluster.at.x_px, 19.0F);
    EXPECT_GE(cluster.radius_px, 8.0F) << "its number must be readable";
    EXPECT_EQ(cluster.edge, (Colour{251, 248, 240}));
}

TEST(Clusters, HideNoNumberOfOneAnother) {
    // Two pairs whose dams do not touch, but whose larger marks would.
    std::vector<Mark> marks{dam("a", 10.0F), dam("b", 13.0F), dam("c", 21.5F), dam("d", 24.5F), dam("far", 60.0F)};
    gather_clusters(marks);
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks[1].members, (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(Clusters, AreLedByWhatIsNotFinishedAndShowIt) {
    std::vector<Mark> marks{dam("old", 10.0F, MarkShape::dam_operating, 7.0F),
                            dam("new", 12.0F, MarkShape::dam_planned)};
    gather_clusters(marks);
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_EQ(marks[0].place, "new");
    EXPECT_EQ(marks[0].fill, (Colour{31, 95, 116})) << "one of them runs";
    EXPECT_EQ(marks[0].edge, (Colour{224, 134, 44})) << "and one does not yet";
    EXPECT_EQ(marks[0].light, (Colour{251, 248, 240}));
}

TEST(Clusters, LetTheSelectedOneStandByItselfAndAreHoveredAsAWhole) {
    std::vector<Mark> marks{dam("a", 10.0F), dam("b", 12.0F), dam("c", 14.0F)};
    marks[0].is_selected = true;
    marks[2].is_hovered = true;
    gather_clusters(marks);
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks[0].place, "a");
    EXPECT_TRUE(marks[0].members.empty());
    EXPECT_TRUE(marks[1].is_hovered);
}

TEST(Clusters, AreOfDamsOnly) {
    std::vector<Mark> marks{dam("a", 10.0F), dam("town", 10.0F, MarkShape::town), dam("dike", 10.0F, MarkShape::dike)};
    gather_clusters(marks);
    EXPECT_EQ(marks.size(), 3U);
}

}  // namespace

}  // namespace darya::scene
