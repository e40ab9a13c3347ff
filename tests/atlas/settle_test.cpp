#include "atlas/settle.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "atlas/small_atlas.h"

namespace darya::atlas {
namespace {

/// The small article, its one name in doubt between two dams.
AddArticle doubtful_article(const std::string& file = "dams.txt") {
    AddArticle add = small_article(file);
    add.mentions[0].score = 0.5F;
    add.mentions[0].others = {{small_gazetteer()->find("low-dam").value(), 0.5F}};
    return add;
}

struct Settling {
    SmallAtlas small;
    reading::ArticleId article;
    std::size_t byte = 0;

    Settling() {
        small.then(doubtful_article());
        article = small.atlas.library.articles().at(0);
        byte = small.atlas.library.mentions(article)[0].first_byte;
    }
    SettleMention verdict(std::optional<reading::PlaceId> place) const { return {article, {byte, place, false}}; }
    std::span<const reading::Mention> mentions() const { return small.atlas.library.mentions(article); }
};

TEST(SettleMention, GivesTheNameItsPlaceAndAsksForTheDecisionToBeKept) {
    Settling s;
    ASSERT_TRUE(reading::is_doubtful(s.mentions()[0]));
    s.small.then(s.verdict(s.small.id("low-dam")));
    EXPECT_EQ(s.mentions()[0].place, s.small.id("low-dam"));
    EXPECT_FALSE(reading::is_doubtful(s.mentions()[0]));
    const auto kept = s.small.asked<KeepDecisions>();
    ASSERT_EQ(kept.size(), 1U);
    ASSERT_EQ(kept[0].decisions->of("dams.txt").size(), 1U);
    EXPECT_EQ(kept[0].decisions->of("dams.txt")[0].place, "low-dam");
    // Passages on a place follow.
    const std::array low{s.small.id("low-dam")};
    const std::array high{s.small.id("high-dam")};
    EXPECT_EQ(s.small.atlas.library.passages_on(low).size(), 1U);
    EXPECT_TRUE(s.small.atlas.library.passages_on(high).empty());
}

TEST(SettleMention, StandsWhenTheArticleIsReadAgain) {
    Settling s;
    s.small.then(s.verdict(std::nullopt));
    EXPECT_TRUE(s.mentions().empty());
    s.small.then(doubtful_article());
    EXPECT_TRUE(s.mentions().empty());
    ASSERT_EQ(s.small.atlas.settled.at(s.article)->settled.size(), 1U);
    s.small.then(CloseArticle{s.article});
    EXPECT_TRUE(s.small.atlas.settled.empty());
    s.small.then(doubtful_article());
    EXPECT_TRUE(s.small.atlas.library.mentions(s.small.atlas.library.articles().at(0)).empty());
}

TEST(SettleMention, StandsInTheNextSession) {
    Settling s;
    s.small.then(s.verdict(s.small.id("low-dam")));
    SmallAtlas next;
    set_decisions(next.atlas, s.small.asked<KeepDecisions>().at(0).decisions);
    next.then(doubtful_article());
    EXPECT_EQ(next.atlas.library.mentions(next.atlas.library.articles().at(0))[0].place, next.id("low-dam"));
    // Also when the article was there before the decisions were.
    SmallAtlas late;
    late.then(doubtful_article());
    set_decisions(late.atlas, s.small.asked<KeepDecisions>().at(0).decisions);
    EXPECT_EQ(late.atlas.library.mentions(late.atlas.library.articles().at(0))[0].place, late.id("low-dam"));
    EXPECT_TRUE(late.atlas.undo_steps.empty());
}

TEST(SettleMention, IsAboutItsOwnArticleOnly) {
    Settling s;
    s.small.then(doubtful_article("other.txt"));
    s.small.then(s.verdict(std::nullopt));
    const auto other = s.small.atlas.library.articles().at(1);
    EXPECT_EQ(s.small.atlas.library.mentions(other).size(), 1U);
    s.small.then(SettleMention{other, {99999, std::nullopt, false}});
    s.small.then(SettleMention{{4711}, {s.byte, std::nullopt, false}});
    EXPECT_EQ(s.small.asked<KeepDecisions>().size(), 1U) << "there was nothing to decide";
}

TEST(UndoDecision, GoesBackStepByStepAndRedoForth) {
    Settling s;
    s.small.then(s.verdict(s.small.id("low-dam"))).then(s.verdict(std::nullopt));
    EXPECT_TRUE(s.mentions().empty());
    s.small.then(UndoDecision{});
    ASSERT_EQ(s.mentions().size(), 1U);
    EXPECT_EQ(s.mentions()[0].place, s.small.id("low-dam"));
    s.small.then(UndoDecision{});
    EXPECT_EQ(s.mentions()[0].place, s.small.id("high-dam"));
    EXPECT_TRUE(reading::is_doubtful(s.mentions()[0]));
    EXPECT_TRUE(s.small.asked<KeepDecisions>().back().decisions->lists().empty());
    s.small.then(UndoDecision{});  // there is no more: it says so and changes nothing
    EXPECT_NE(s.small.atlas.notices.back().text.find("no decision"), std::string::npos);
    s.small.then(RedoDecision{}).then(RedoDecision{});
    EXPECT_TRUE(s.mentions().empty());
    s.small.then(RedoDecision{});
    EXPECT_NE(s.small.atlas.notices.back().text.find("no decision"), std::string::npos);
    // A new decision ends what could be done again.
    s.small.then(UndoDecision{}).then(s.verdict(s.small.id("high-dam")));
    EXPECT_TRUE(s.small.atlas.redo_steps.empty());
}

TEST(TakeBackVerdict, MakesARefusedNameAppearAgain) {
    Settling s;
    s.small.then(s.verdict(std::nullopt)).then(TakeBackVerdict{s.article, s.byte});
    ASSERT_EQ(s.mentions().size(), 1U);
    EXPECT_TRUE(reading::is_doubtful(s.mentions()[0]));
    EXPECT_TRUE(s.small.atlas.settled.empty());
    s.small.then(TakeBackVerdict{s.article, s.byte});
    EXPECT_EQ(s.small.asked<KeepDecisions>().size(), 2U) << "the second time there was nothing";
    s.small.then(UndoDecision{});
    EXPECT_TRUE(s.mentions().empty());
}

TEST(ShowDoubts, IsWhatEscapeClosesBeforeTheReader) {
    Settling s;
    s.small.then(ReadPassage{{s.article, 1}}).then(ShowDoubts{true, s.article});
    s.small.then(LightPlaces{{s.small.id("high-dam"), s.small.id("low-dam")}});
    EXPECT_EQ(s.small.atlas.lit.size(), 2U);
    s.small.then(CloseTopmost{});
    EXPECT_FALSE(s.small.atlas.doubts);
    EXPECT_TRUE(s.small.atlas.lit.empty());
    EXPECT_TRUE(s.small.atlas.reader);
    s.small.then(ShowDoubts{true, s.article}).then(CloseArticle{s.article});
    EXPECT_FALSE(s.small.atlas.doubts);
}

TEST(LightPlaces, FliesToWhatIsOutOfViewAndStaysWhereAllIsInView) {
    Settling s;
    s.small.then(LightPlaces{{s.small.id("high-dam"), s.small.id("low-dam")}});
    s.small.wait(10.0).then(LightPlaces{{s.small.id("high-dam"), s.small.id("low-dam")}});
    const scene::Camera resting = s.small.camera();
    for (const char* place : {"high-dam", "low-dam"}) {
        const auto box = box_of(s.small.atlas, s.small.id(place));
        ASSERT_TRUE(box);
        EXPECT_TRUE(free_box(s.small.atlas).contains(resting.to_screen(box->centre()))) << place;
    }
    s.small.wait(10.0);
    EXPECT_EQ(s.small.camera(), resting);
    s.small.then(PanBy{5000.0F, 0.0F}).then(LightPlaces{{s.small.id("high-dam")}}).wait(10.0);
    EXPECT_TRUE(free_box(s.small.atlas)
                    .contains(s.small.camera().to_screen(box_of(s.small.atlas, s.small.id("high-dam"))->centre())));
    s.small.then(LightPlaces{{s.small.id("nowhere")}});
    EXPECT_EQ(s.small.atlas.lit.size(), 1U);
}

}  // namespace
}  // namespace darya::atlas
