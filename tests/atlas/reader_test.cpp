#include <string>
#include <vector>

#include "atlas/article_places.h"
#include "atlas/session.h"
#include "atlas/small_atlas.h"

namespace darya::atlas {
namespace {

/// A text of three passages: the high dam, a demonym of the west, the capital; the high dam again; the low dam.
AddArticle walked_article(const std::string& file = "walk.txt") {
    base::Notes notes;
    const std::string text = "high-dam, Western, capital.\n\nhigh-dam again.\n\nAt last low-dam.\n";
    auto parsed = reading::parse_article(text, file, notes);
    EXPECT_TRUE(parsed);
    std::vector<reading::Mention> mentions;
    const auto add = [&](const char* id, std::size_t passage, const std::string& name, std::size_t from,
                         reading::MentionType type = reading::MentionType::place) {
        const std::size_t byte = text.find(name, from);
        mentions.push_back({small_gazetteer()->find(id).value(), passage, byte, name.size(), 1.0F, {}, type});
    };
    add("high-dam", 0, "high-dam", 0);
    add("west", 0, "Western", 0, reading::MentionType::demonym);
    add("capital", 0, "capital", 0);
    add("high-dam", 1, "high-dam", 12);
    add("low-dam", 2, "low-dam", 0);
    return {std::make_shared<const reading::Article>(std::move(*parsed)), std::move(mentions), true};
}

struct Walk : SmallAtlas {
    Walk() { then(walked_article()); }
    std::string place() const { return atlas.selected ? atlas.gazetteer->place(*atlas.selected).id : std::string(); }
    reading::ArticleId article() const { return atlas.library.articles().front(); }
};

TEST(WalkMentions, GoesThroughTheNamesInTheOrderOfTheTextAndRoundAgain) {
    Walk walk;
    for (const char* id : {"high-dam", "capital", "high-dam", "low-dam", "high-dam"}) {
        walk.then(WalkMentions{1});
        EXPECT_EQ(walk.place(), id);
        EXPECT_TRUE(walk.atlas.flight) << "the map follows";
    }
    for (const char* id : {"low-dam", "high-dam", "capital", "high-dam", "low-dam"}) {
        walk.then(WalkMentions{-1});
        EXPECT_EQ(walk.place(), id);
    }
    EXPECT_EQ(walk.atlas.reader->passage, 2U) << "the reader stands where the name does";
}

TEST(WalkMentions, LeavesOutTheTitleThatStandsAboveTheText) {
    base::Notes notes;
    const std::string text = "Of the capital\n\nThe capital.\n";
    auto parsed = reading::parse_article(text, "title.txt", notes);
    ASSERT_TRUE(parsed);
    ASSERT_EQ(parsed->title, "Of the capital");
    std::vector<reading::Mention> mentions;
    for (const std::size_t from : {0U, 15U}) {
        const std::size_t byte = text.find("capital", from);
        mentions.push_back({small_gazetteer()->find("capital").value(), from == 0U ? 0U : 1U, byte, 7, 1.0F, {}});
    }
    EXPECT_EQ(walked_mentions(*parsed, mentions), std::vector<std::size_t>{1});
    parsed->title = "Another";  // of the front matter
    EXPECT_EQ(walked_mentions(*parsed, mentions), (std::vector<std::size_t>{0, 1}));
}

TEST(WalkMentions, BeginsAtTheFirstNameInView) {
    Walk walk;
    const std::size_t second = walk.atlas.library.find(walk.article())->passages[1].first_byte;
    walk.then(StandAt{second}).then(WalkMentions{1});
    EXPECT_EQ(walk.atlas.stood_on, second);
    Walk back;
    back.then(StandAt{second}).then(WalkMentions{-1});
    EXPECT_EQ(back.place(), "capital");
}

TEST(WalkMentions, OfATextWithoutPlacesSaysSo) {
    SmallAtlas small;
    AddArticle add = walked_article();
    add.mentions.clear();
    small.then(WalkMentions{1});
    EXPECT_TRUE(small.atlas.notices.empty()) << "nothing is read";
    small.then(add).then(WalkMentions{1});
    EXPECT_EQ(small.atlas.notices.size(), 1U);
    EXPECT_FALSE(small.atlas.selected);
}

TEST(NextMentionOf, GoesToTheFirstAndThenToTheNextOnes) {
    Walk walk;
    const auto mentions = walk.atlas.library.mentions(walk.article());
    walk.then(NextMentionOf{walk.id("high-dam")});
    EXPECT_EQ(walk.atlas.stood_on, mentions[0].first_byte);
    walk.then(NextMentionOf{walk.id("high-dam")});
    EXPECT_EQ(walk.atlas.stood_on, mentions[3].first_byte);
    walk.then(NextMentionOf{walk.id("high-dam")});
    EXPECT_EQ(walk.atlas.stood_on, mentions[0].first_byte);
    walk.then(NextMentionOf{walk.id("low-dam")}).then(NextMentionOf{walk.id("high-dam")});
    EXPECT_EQ(walk.atlas.stood_on, mentions[0].first_byte) << "from another place's name it begins anew";
    walk.then(NextMentionOf{walk.id("west")});
    EXPECT_EQ(walk.place(), "high-dam") << "a people is no mention of its country";
}

TEST(GoToMention, OpensTheReaderAndForgetsTheNameWithIt) {
    Walk walk;
    walk.then(CloseReader{}).then(GoToMention{walk.article(), 4});
    ASSERT_TRUE(walk.atlas.reader);
    EXPECT_EQ(walk.atlas.reader->passage, 2U);
    EXPECT_EQ(walk.place(), "low-dam");
    walk.then(GoToMention{walk.article(), 99}).then(GoToMention{reading::ArticleId{77}, 0});
    EXPECT_EQ(walk.place(), "low-dam");
    walk.then(CloseReader{});
    EXPECT_FALSE(walk.atlas.stood_on);
}

TEST(MarkArticlePlaces, CountsNamesThatMeanThePlace) {
    Walk walk;
    walk.then(MarkArticlePlaces{walk.article()});
    ASSERT_TRUE(walk.atlas.circles);
    const auto& circles = walk.atlas.circles->circles;
    ASSERT_EQ(circles.size(), 3U);
    EXPECT_EQ(circles[0].place, "high-dam");
    EXPECT_EQ(circles[0].count, 2U);
    EXPECT_LT(geo::distance_m(circles[0].at, {-3e5, 0}), 1.0);
    EXPECT_EQ(circles[0].colour, walk.atlas.style->energy);
    EXPECT_EQ(circles[1].place, "capital");
    EXPECT_EQ(circles[2].count, 1U);
    // Read again with other names, they are counted anew.
    AddArticle again = walked_article();
    again.mentions.resize(1);
    walk.then(again);
    EXPECT_EQ(walk.atlas.circles->circles.size(), 1U);
    walk.then(CloseArticle{walk.article()});
    EXPECT_FALSE(walk.atlas.marked);
    EXPECT_FALSE(walk.atlas.circles);
}

TEST(MarkArticlePlaces, BringsThemInSightAndTakesThemOffWithTheirText) {
    Walk walk;
    walk.then(SelectPlace{walk.id("capital")}).wait(5.0);
    walk.atlas.flight.reset();
    walk.atlas.camera.metres_per_px = 10.0;
    walk.then(MarkArticlePlaces{walk.article()}).wait(5.0);
    ASSERT_TRUE(walk.atlas.circles);
    for (const auto& circle : walk.atlas.circles->circles) {
        const geo::ScreenPoint at = walk.camera().to_screen(circle.at);
        EXPECT_TRUE(at.x_px > 0.0F && at.x_px < 1280.0F && at.y_px > 0.0F && at.y_px < 800.0F) << circle.place;
    }
    const scene::Camera before = walk.camera();
    walk.then(MarkArticlePlaces{}).then(MarkArticlePlaces{walk.article()}).wait(5.0);
    EXPECT_EQ(walk.camera(), before) << "what is in sight is left where it is";
    walk.then(walked_article("other.txt"));
    EXPECT_FALSE(walk.atlas.marked) << "another text is read now";
    EXPECT_FALSE(walk.atlas.circles);
}

TEST(MarkArticlePlaces, LeavesOutWhatTheMapDoesNotKnowAndPutsAWholeBetweenItsParts) {
    SmallAtlas small;
    EXPECT_FALSE(point_of(small.atlas, small.id("nowhere")));
    const auto river = point_of(small.atlas, small.id("long-river"));
    ASSERT_TRUE(river);
    EXPECT_NEAR(river->y_m, 0.0, 1.0) << "on the river";
}

TEST(SetTextSize, StaysWithinReason) {
    SmallAtlas small;
    EXPECT_EQ(small.atlas.text_px, default_text_px);
    small.then(SetTextSize{100.0F});
    EXPECT_EQ(small.atlas.text_px, most_text_px);
    small.then(SetTextSize{-1.0F});
    EXPECT_EQ(small.atlas.text_px, least_text_px);
}

TEST(ReopenAs, AsksForTheFileInAnotherEncoding) {
    Walk walk;
    walk.then(ReopenAs{walk.article(), "KOI8-R"}).then(ReopenAs{reading::ArticleId{9}, "UTF-8"});
    const auto asked = walk.asked<LoadFile>();
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].file, "walk.txt");
    EXPECT_EQ(asked[0].encoding, "KOI8-R");
}

TEST(ClosedTexts, OfTheProgramsOwnComeBackAndAPersonsDoNot) {
    Walk walk;
    walk.then(walked_article("own.md"));
    walk.atlas.own_texts = {"own.md"};
    for (const reading::ArticleId id : walk.atlas.library.articles()) walk.then(CloseArticle{id});
    EXPECT_TRUE(walk.atlas.library.articles().empty());
    ASSERT_EQ(walk.atlas.closed_texts.size(), 1U);
    walk.then(ShowClosedTexts{});
    ASSERT_EQ(walk.atlas.library.articles().size(), 1U);
    EXPECT_EQ(walk.atlas.library.find(walk.article())->file, "own.md");
    EXPECT_EQ(walk.atlas.library.mentions(walk.article()).size(), 5U);
    EXPECT_TRUE(walk.atlas.closed_texts.empty());
}

TEST(Session, RemembersWhatIsReadWhereAndHow) {
    Walk walk;
    walk.then(StandAt{30}).then(SetTextSize{18.0F}).then(ShowAllNames{true}).then(MarkArticlePlaces{walk.article()});
    const auto session = parse_session(write_session(session_of(walk.atlas, {})));
    ASSERT_TRUE(session);

    SmallAtlas next;
    next.atlas = with_session(next.atlas, *session);
    EXPECT_EQ(next.atlas.text_px, 18.0F);
    EXPECT_TRUE(next.atlas.are_all_names_shown);
    EXPECT_FALSE(next.atlas.reader) << "the text is not there yet";
    EXPECT_EQ(session_of(next.atlas, {}).reading.file, "walk.txt") << "ended before it came, nothing is lost";
    AddArticle add = walked_article();
    add.is_read = false;
    next.then(small_article()).then(add);
    ASSERT_TRUE(next.atlas.reader);
    EXPECT_EQ(next.atlas.reader_byte, 30U);
    EXPECT_EQ(next.atlas.reader->passage, 1U);
    EXPECT_TRUE(next.atlas.circles);
}

TEST(Session, DoesNotOpenWhatWasLeftOffOverWhatIsReadNow) {
    SmallAtlas next;
    next.atlas.left_off = LeftOff{"walk.txt", 30};
    AddArticle now = small_article();
    now.is_read = true;
    AddArticle late = walked_article();
    late.is_read = false;
    next.then(now).then(late);
    EXPECT_EQ(next.atlas.library.find(next.atlas.reader->article)->file, "dams.txt");
}

TEST(AddArticle, ThatIsReadAgainStaysWhereItWas) {
    Walk walk;
    const std::size_t second = walk.atlas.library.find(walk.article())->passages[1].first_byte;
    walk.then(StandAt{second}).then(walked_article());
    EXPECT_EQ(walk.atlas.reader_byte, second);
    EXPECT_EQ(walk.atlas.reader->passage, 1U);
    walk.then(walked_article("other.txt"));
    EXPECT_EQ(walk.atlas.reader_byte, 0U) << "another begins at its beginning";
}

TEST(AddArticle, LeavesTheWholeRegionInSight) {
    SmallAtlas small;
    small.then(FlyHome{}).then(walked_article());
    EXPECT_TRUE(small.atlas.is_home);
    const auto session = parse_session(write_session(session_of(small.atlas, {})));
    ASSERT_TRUE(session);
    EXPECT_TRUE(session->is_home) << "at the next start too";
    small.then(ReadPassage{{small.atlas.library.articles().front(), 1}});
    EXPECT_FALSE(small.atlas.is_home) << "what a person clicks does not make the map smaller";
}

TEST(Session, KeepsAClosedTextOfTheProgramsOwnClosed) {
    Walk walk;
    walk.atlas.own_texts = {"walk.txt"};
    walk.then(CloseArticle{walk.article()});
    const auto session = parse_session(write_session(session_of(walk.atlas, {})));
    ASSERT_TRUE(session);
    Walk next;
    next.atlas.reader.reset();
    next.atlas.own_texts = {"walk.txt"};
    next.atlas = with_session(next.atlas, *session);
    EXPECT_TRUE(next.atlas.library.articles().empty());
    EXPECT_EQ(next.atlas.closed_texts.size(), 1U);
    Walk persons;
    persons.atlas = with_session(persons.atlas, *session);
    EXPECT_EQ(persons.atlas.library.articles().size(), 1U) << "a person's own file of that name stays";
}

}  // namespace
}  // namespace darya::atlas
