#include "atlas/own_names.h"

#include <string>

#include <gtest/gtest.h>

#include "atlas/settle.h"
#include "atlas/small_atlas.h"
#include "reading/own_places.h"

namespace darya::atlas {
namespace {

std::shared_ptr<const reading::Gazetteer> with_own(const std::vector<std::string>& names) {
    auto gazetteer = std::make_shared<reading::Gazetteer>(*small_gazetteer());
    std::vector<reading::OwnPlace> places;
    for (const std::string& name : names) places.push_back({"", {name}, reading::PlaceKind::town, std::nullopt});
    reading::add_own_places(*gazetteer, places);
    return gazetteer;
}

std::shared_ptr<const reading::Shelf> shelf_of(const AddArticle& add) {
    return std::make_shared<const reading::Shelf>(add.article, add.mentions);
}

TEST(SearchNames, AsksForAllFilesThatAreWantedNow) {
    SmallAtlas small;
    small.then(SearchNames{"/a.csv"}).then(SearchNames{"/b.csv"}).then(SearchNames{"/a.csv"});
    EXPECT_EQ(small.asked<ReadNames>().back().files, (std::vector<std::string>{"/b.csv", "/a.csv"}));
    small.then(ForgetNames{"/b.csv"});
    EXPECT_EQ(small.asked<ReadNames>().back().files, (std::vector<std::string>{"/a.csv"}));
    small.then(ForgetNames{"/never.csv"});
    EXPECT_EQ(small.asked<ReadNames>().size(), 4U) << "nothing has changed";
}

TEST(SearchNames, EndWithTheLayerTheyCameFrom) {
    SmallAtlas small;
    auto layer = std::make_shared<scene::OwnLayer>();
    layer->id = "own:1";
    layer->file = "/a.geojson";
    small.then(AddOwnLayer{layer, false});
    EXPECT_TRUE(small.asked<ReadNames>().empty());
    small.then(SearchNames{"/a.geojson"}).then(RemoveOwnLayer{"own:1"});
    EXPECT_TRUE(small.asked<ReadNames>().back().files.empty());
    EXPECT_TRUE(small.atlas.own_names.empty());
}

TEST(SetPlaces, KeepsWhatIsSelectedByItsId) {
    SmallAtlas small;
    small.atlas.gazetteer = with_own({"Alpha", "Beta"});
    small.then(SelectPlace{small.id("own:beta")});
    small.then(SetPlaces{with_own({"Beta"}), {}, {{"/b.csv", 1}}});
    EXPECT_EQ(small.atlas.selected, small.id("own:beta"));
    EXPECT_EQ(small.atlas.own_names.size(), 1U);
    small.then(SetPlaces{small_gazetteer(), {}, {}});
    EXPECT_FALSE(small.atlas.selected);
}

TEST(SetPlaces, PutsArticlesThatWereReadAgainInPlaceOfTheOldOnes) {
    SmallAtlas small;
    const AddArticle before = small_article();
    small.then(before);
    const auto article = small.atlas.library.articles().at(0);
    const auto gazetteer = with_own({"Quiet"});
    AddArticle after = before;
    reading::Mention quiet;
    quiet.place = *gazetteer->find("own:quiet");
    quiet.first_byte = after.article->text.find("quiet");
    quiet.byte_count = 5;
    quiet.passage = 2;
    after.mentions.push_back(quiet);
    small.then(SetPlaces{gazetteer, {shelf_of(after)}, {{"/a.csv", 1}}});
    EXPECT_EQ(small.atlas.library.articles().at(0), article);
    ASSERT_EQ(small.atlas.library.mentions(article).size(), 2U);
    // Without those places, what named them is gone even where nobody has read the text again yet.
    small.then(SetPlaces{small_gazetteer(), {}, {}});
    ASSERT_EQ(small.atlas.library.mentions(article).size(), 1U);
    EXPECT_EQ(small.atlas.library.mentions(article)[0].place, small.id("high-dam"));
    // One that was closed meanwhile stays closed.
    small.then(CloseArticle{article}).then(SetPlaces{gazetteer, {shelf_of(after)}, {}});
    EXPECT_EQ(small.atlas.library.article_count(), 0U);
}

TEST(SetPlaces, WakesDecisionsThatWaitedForTheirPlace) {
    SmallAtlas small;
    small.then(small_article());
    const auto article = small.atlas.library.articles().at(0);
    const std::size_t byte = small.atlas.library.mentions(article)[0].first_byte;
    const auto gazetteer = with_own({"My dam"});
    small.then(SetPlaces{gazetteer, {}, {}});
    small.then(SettleMention{article, {byte, *gazetteer->find("own:my-dam"), false}});
    EXPECT_EQ(small.atlas.library.mentions(article)[0].place, small.id("own:my-dam"));
    small.then(SetPlaces{small_gazetteer(), {}, {}});
    EXPECT_EQ(small.atlas.library.mentions(article)[0].place, small.id("high-dam"));
    EXPECT_FALSE(small.atlas.library.mentions(article)[0].is_settled);
    small.then(SetPlaces{gazetteer, {}, {}});
    EXPECT_EQ(small.atlas.library.mentions(article)[0].place, small.id("own:my-dam"));
}

TEST(ExportPlaces, AreOfOneTextOrOfAll) {
    SmallAtlas small;
    small.then(ExportPlaces{std::nullopt, "csv", "a.csv"});
    EXPECT_TRUE(small.asked<WritePlaces>().empty()) << "there is no text";
    small.then(small_article("a.txt")).then(small_article("b.txt"));
    small.then(ExportPlaces{std::nullopt, "csv", "a.csv"});
    small.then(ExportPlaces{small.atlas.library.articles().at(1), "kml", "b.kml"});
    const auto asked = small.asked<WritePlaces>();
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[0].texts.size(), 2U);
    ASSERT_EQ(asked[1].texts.size(), 1U);
    EXPECT_EQ(asked[1].texts[0]->article()->file, "b.txt");
    EXPECT_EQ(asked[1].format, "kml");
}

}  // namespace
}  // namespace darya::atlas
