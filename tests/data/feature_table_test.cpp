#include "data/feature_table.h"

#include <gtest/gtest.h>

#include "data/feature_table_builder.h"

namespace darya::data {
namespace {

FeatureTable two_rivers() {
    FeatureTableBuilder rivers("rivers", ShapeKind::line);
    rivers.begin_feature().add_part({{0, 0}, {900, 400}}).set_text("name", "Vakhsh").set_number("length_km", 524);
    rivers.begin_feature().add_part({{-50, 10}, {20, 30}, {40, 70}}).add_part({{40, 70}, {41, 90}});
    rivers.set_text("code", "12.5").set_number("share", 0.1);
    return std::move(rivers).build();
}

TEST(FeatureTable, HoldsWhatTheBuilderWasGiven) {
    const FeatureTable table = two_rivers();
    ASSERT_EQ(table.features.size(), 2U);
    const auto parts = table.parts_of(table.features[1]);
    ASSERT_EQ(parts.size(), 2U);
    ASSERT_EQ(table.points_of(parts[0]).size(), 3U);
    EXPECT_EQ(table.points_of(parts[1])[1], (geo::MapPoint{41, 90}));
    EXPECT_EQ(table.features[0].box, (geo::MapBox{0, 0, 900, 400}));
    EXPECT_EQ(table.box(), (geo::MapBox{-50, 0, 900, 400}));
}

TEST(FeatureTable, SaysAttributesAsTextAndAsNumbers) {
    const FeatureTable table = two_rivers();
    EXPECT_EQ(table.text(0, "name"), "Vakhsh");
    EXPECT_EQ(table.text(0, "length_km"), "524");
    EXPECT_EQ(table.text(1, "share"), "0.1");
    EXPECT_EQ(table.number(0, "length_km"), 524.0);
    EXPECT_EQ(table.number(1, "code"), 12.5);
    EXPECT_EQ(table.number(0, "name"), std::nullopt);
}

TEST(FeatureTable, HasNothingWhereAColumnOrACellOrARowIsMissing) {
    const FeatureTable table = two_rivers();
    EXPECT_EQ(table.text(1, "name"), "");
    EXPECT_EQ(table.text(1, "length_km"), "");
    EXPECT_EQ(table.number(1, "length_km"), std::nullopt);
    EXPECT_EQ(table.text(0, "depth"), "");
    EXPECT_EQ(table.number(7, "length_km"), std::nullopt);
    EXPECT_EQ(table.find_column("depth"), nullptr);
}

TEST(FeatureTable, HasAnEmptyBoxWithoutFeatures) {
    const FeatureTable table = FeatureTableBuilder("nothing", ShapeKind::point).build();
    EXPECT_TRUE(table.box().is_empty());
    EXPECT_EQ(table.name, "nothing");
}

TEST(FeatureTableBuilder, PassesOverPartsWithoutPoints) {
    FeatureTableBuilder lakes("lakes", ShapeKind::polygon);
    lakes.begin_feature().add_part({}).add_part({{0, 0}, {9, 0}, {0, 9}}).add_part({{1, 1}, {2, 1}, {1, 2}}, true);
    const FeatureTable table = std::move(lakes).build();
    ASSERT_EQ(table.parts.size(), 2U);
    EXPECT_FALSE(table.parts[0].is_hole);
    EXPECT_TRUE(table.parts[1].is_hole);
}

TEST(FeatureTableBuilder, FillsAColumnThatBeganLate) {
    FeatureTableBuilder towns("towns", ShapeKind::point);
    const std::size_t people = towns.add_number_column("people");
    for (int i = 0; i < 5; ++i) {
        towns.begin_feature().add_part({{1.0 * i, 2.0}});
        if (i == 3) towns.set_number(people, 400.0);
    }
    towns.set_text("name", "Osh");
    const FeatureTable table = std::move(towns).build();
    EXPECT_EQ(table.number(2, "people"), std::nullopt);
    EXPECT_EQ(table.number(3, "people"), 400.0);
    EXPECT_EQ(table.number(4, "people"), std::nullopt);
    EXPECT_EQ(table.text(0, "name"), "");
    EXPECT_EQ(table.text(4, "name"), "Osh");
}

TEST(FeatureTable, ReadsNoNumberFromHalfACell) {
    FeatureTableBuilder table("table", ShapeKind::point);
    for (const char* cell : {"12 km", "", "1e999", "nan", " 3", "-4.25"}) {
        table.begin_feature().add_part({{0, 0}}).set_text("value", cell);
    }
    const FeatureTable built = std::move(table).build();
    for (std::size_t row = 0; row < 5; ++row) EXPECT_EQ(built.number(row, "value"), std::nullopt) << row;
    EXPECT_EQ(built.number(5, "value"), -4.25);
}

}  // namespace
}  // namespace darya::data
