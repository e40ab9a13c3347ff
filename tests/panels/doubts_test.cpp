#include "panels/doubts.h"

#include <algorithm>
#include <string>

#include "panels/panel_parts.h"
#include "panels/screen.h"

namespace darya::panels {
namespace {

using reading::Mention;

/// A text with three doubtful names (two of the same letters) and a sure one, whatever the finder makes of it.
struct Doubtful {
    Screen screen{1280.0F, 3000.0F};
    reading::ArticleId article;

    explicit Doubtful(const std::string& file = "test.txt") { article = add(file); }

    reading::ArticleId add(const std::string& file) {
        const auto text = reading::text_of(
            "The valley\n\nThey saw Bluewater in spring. Greenhill was far.\n\nBluewater again, near Rogun.\n", file);
        std::vector<Mention> mentions;
        const auto name = [&](const char* surface, std::size_t after, const char* place, const char* other) {
            Mention mention;
            mention.place = screen.id(place);
            mention.first_byte = text->text.find(surface, after);
            mention.byte_count = std::string(surface).size();
            mention.passage = mention.first_byte < text->passages[2].first_byte ? 1 : 2;
            if (other != nullptr) {
                mention.score = 0.5F;
                mention.others = {{screen.id(other), 0.48F}};
            }
            mentions.push_back(mention);
        };
        name("Bluewater", 0, "naryn", "vakhsh");
        name("Greenhill", 0, "nurek", "toktogul");
        name("Bluewater", text->passages[2].first_byte, "naryn", "vakhsh");
        name("Rogun", 0, "rogun", nullptr);
        screen.atlas.library = screen.atlas.library.with(text, std::move(mentions));
        return screen.atlas.library.articles().back();
    }
    const Mention& mention(std::size_t index) const { return screen.atlas.library.mentions(article)[index]; }
    void show() {
        screen.atlas.doubts = atlas::DoubtsView{article};
        screen.settle();
    }
    /// Clicks the row of a candidate, which is found by the light it throws on the map.
    atlas::SettleMention click_candidate(const char* place) {
        const bool is_there = screen.point_until([&] { return screen.state.hovered_in_text == screen.id(place); });
        EXPECT_TRUE(is_there) << place;
        screen.click();
        const auto settled = screen.all_asked<atlas::SettleMention>();
        EXPECT_EQ(settled.size(), 1U) << place;
        return settled.empty() ? atlas::SettleMention{} : settled[0];
    }
    /// Presses a key; what was settled by it.
    std::vector<atlas::SettleMention> press(DoubtKey::Kind kind, int number = 0, bool is_everywhere = false) {
        screen.state.doubts.keys.push_back({kind, number, is_everywhere});
        screen.draw();
        return screen.all_asked<atlas::SettleMention>();
    }
};

TEST(Doubts, ShowTheSentenceAndWhatTheNameMayMean) {
    Doubtful doubtful;
    doubtful.show();
    const Screen& screen = doubtful.screen;
    EXPECT_TRUE(screen.shows("Doubtful names"));
    EXPECT_TRUE(screen.shows("1 OF 3"));
    EXPECT_TRUE(screen.shows("They saw Bluewater in spring."));
    EXPECT_FALSE(screen.shows("They saw Bluewater in spring. Greenhill"));
    for (const char* place : {"naryn", "vakhsh"}) {
        const reading::Place& candidate = screen.atlas.gazetteer->place(screen.id(place));
        EXPECT_TRUE(screen.shows(candidate.name)) << place;
        EXPECT_TRUE(screen.shows(std::string(reading::kind_name(candidate.kind)))) << place;
    }
    EXPECT_TRUE(screen.shows("No place"));
    EXPECT_TRUE(screen.shows("Everywhere in this text (2 names)"));
}

TEST(Doubts, AreSettledWithOneKey) {
    Doubtful doubtful;
    doubtful.show();
    using Kind = DoubtKey::Kind;
    const std::size_t byte = doubtful.mention(0).first_byte;
    auto settled = doubtful.press(Kind::accept);
    ASSERT_EQ(settled.size(), 1U);
    EXPECT_EQ(settled[0].article, doubtful.article);
    EXPECT_EQ(settled[0].verdict.first_byte, byte);
    EXPECT_EQ(settled[0].verdict.place, doubtful.screen.id("naryn"));
    EXPECT_FALSE(settled[0].verdict.is_everywhere);
    settled = doubtful.press(Kind::choose, 1);
    ASSERT_EQ(settled.size(), 1U);
    EXPECT_EQ(settled[0].verdict.place, doubtful.screen.id("vakhsh"));
    settled = doubtful.press(Kind::refuse, 0, true);
    ASSERT_EQ(settled.size(), 1U);
    EXPECT_FALSE(settled[0].verdict.place);
    EXPECT_TRUE(settled[0].verdict.is_everywhere);
    EXPECT_TRUE(doubtful.press(Kind::choose, 2).empty()) << "there is no third candidate";
}

TEST(Doubts, AreWalkedWithKeysAndRoundAgain) {
    Doubtful doubtful;
    doubtful.show();
    using Kind = DoubtKey::Kind;
    for (const std::size_t index : {1U, 2U, 0U}) {
        doubtful.press(Kind::next);
        EXPECT_EQ(doubtful.screen.state.doubts.at.first_byte, doubtful.mention(index).first_byte);
    }
    doubtful.press(Kind::previous);
    EXPECT_EQ(doubtful.screen.state.doubts.at.first_byte, doubtful.mention(2).first_byte);
    doubtful.screen.draw();
    EXPECT_TRUE(doubtful.screen.shows("3 OF 3"));
    EXPECT_TRUE(doubtful.screen.shows("Bluewater again, near Rogun."));
}

TEST(Doubts, ThatWereSettledGiveWayToTheNext) {
    Doubtful doubtful;
    doubtful.show();
    double now_s = 0.0;
    std::vector<atlas::Request> requests;
    // Two keys at once are for two doubts.
    doubtful.screen.state.doubts.keys = {{DoubtKey::Kind::refuse, 0, false}, {DoubtKey::Kind::choose, 1, false}};
    for (int i = 0; i < 3; ++i) {
        doubtful.screen.draw();
        for (const atlas::Command& command : doubtful.screen.asked)
            doubtful.screen.atlas = atlas::apply(std::move(doubtful.screen.atlas), command, now_s, requests);
    }
    const auto mentions = doubtful.screen.atlas.library.mentions(doubtful.article);
    ASSERT_EQ(mentions.size(), 3U) << "the first is refused";
    EXPECT_EQ(mentions[0].place, doubtful.screen.id("toktogul"));
    EXPECT_TRUE(mentions[0].is_settled);
    EXPECT_TRUE(doubtful.screen.shows("1 OF 1"));
    EXPECT_TRUE(doubtful.screen.shows("SETTLED"));
    EXPECT_TRUE(doubtful.screen.shows("Bluewater no place"));
    EXPECT_TRUE(doubtful.screen.shows("Greenhill means Toktogul"));
    const auto back = doubtful.screen.click_until<atlas::TakeBackVerdict>([](const auto&) { return true; });
    ASSERT_TRUE(back);
    EXPECT_EQ(back->article, doubtful.article);
}

TEST(Doubts, AreSettledWithTheMouseToo) {
    Doubtful doubtful;
    doubtful.show();
    EXPECT_TRUE(doubtful.screen.click_until<atlas::SettleMention>([&](const atlas::SettleMention& settled) {
        return settled.verdict.place == doubtful.screen.id("vakhsh") && !settled.verdict.is_everywhere;
    }));
    EXPECT_TRUE(doubtful.screen.click_until<atlas::SettleMention>(
        [](const atlas::SettleMention& settled) { return !settled.verdict.place; }));
    doubtful.screen.state.doubts.is_everywhere = true;
    EXPECT_TRUE(doubtful.screen.click_until<atlas::SettleMention>(
        [](const atlas::SettleMention& settled) { return settled.verdict.is_everywhere; }));
    EXPECT_TRUE(doubtful.screen.click_until<atlas::ReadPassage>(
        [&](const atlas::ReadPassage& read) { return read.passage.article == doubtful.article; }));
    EXPECT_TRUE(doubtful.screen.click_until<atlas::ShowDoubts>([](const auto& show) { return !show.is_open; }));
}

TEST(Doubts, LightTheirCandidatesOnTheMapOnce) {
    Doubtful doubtful;
    doubtful.show();
    doubtful.screen.draw();
    const auto lit = doubtful.screen.all_asked<atlas::LightPlaces>();
    ASSERT_EQ(lit.size(), 1U);
    EXPECT_EQ(lit[0].places, (std::vector{doubtful.screen.id("naryn"), doubtful.screen.id("vakhsh")}));
    doubtful.screen.atlas.lit = lit[0].places;
    doubtful.screen.draw();
    EXPECT_TRUE(doubtful.screen.all_asked<atlas::LightPlaces>().empty());
}

TEST(Doubts, MayMeanAPlaceThatIsTyped) {
    Doubtful doubtful;
    doubtful.show();
    doubtful.screen.state.doubts.other = "Рогун";
    doubtful.screen.settle();
    EXPECT_TRUE(doubtful.screen.shows("Rogun"));
    EXPECT_EQ(doubtful.click_candidate("rogun").verdict.place, doubtful.screen.id("rogun"));
    EXPECT_EQ(doubtful.screen.state.doubts.other, "") << "it has done its work";
    doubtful.screen.state.doubts.other = "no such place anywhere";
    doubtful.screen.settle();
    EXPECT_TRUE(doubtful.screen.shows("No place of that name is known."));
}

TEST(Doubts, OfAllTextsAreOneStepAway) {
    Doubtful doubtful;
    doubtful.add("second.txt");
    doubtful.show();
    EXPECT_TRUE(doubtful.screen.shows("1 OF 3"));
    EXPECT_TRUE(doubtful.screen.shows("all open texts (6)"));
    EXPECT_TRUE(doubtful.screen.click_until<atlas::ShowDoubts>(
        [](const atlas::ShowDoubts& show) { return show.is_open && !show.article; }));
    doubtful.screen.atlas.doubts = atlas::DoubtsView{};
    doubtful.screen.settle();
    EXPECT_TRUE(doubtful.screen.shows("OF 6"));
}

TEST(Doubts, SayThatThereAreNone) {
    Screen screen;
    const auto article = screen.open("Nurek and Rogun.");
    screen.atlas.doubts = atlas::DoubtsView{article};
    screen.settle();
    EXPECT_TRUE(screen.shows("Nothing is doubtful here."));
    screen.state.doubts.keys = {{DoubtKey::Kind::refuse, 0, false}};
    screen.draw();
    EXPECT_TRUE(screen.all_asked<atlas::SettleMention>().empty());
}

TEST(LibraryPanel, CountsTheDoubtsOfATextAndLeadsToThem) {
    Doubtful doubtful;
    doubtful.screen.atlas.left_tab = atlas::LeftTab::library;
    doubtful.screen.settle();
    EXPECT_TRUE(doubtful.screen.shows("3 doubtful"));
    const auto show = doubtful.screen.click_until<atlas::ShowDoubts>([](const auto& one) { return one.is_open; });
    ASSERT_TRUE(show);
    EXPECT_EQ(show->article, doubtful.article);
}

TEST(SettleMenu, OffersTheSameOnANameInTheTextAndCloses) {
    Doubtful doubtful;
    Screen& screen = doubtful.screen;
    screen.state.settle_menu = SettleMenu{doubtful.article, doubtful.mention(1).first_byte, {500.0F, 300.0F}, true};
    screen.settle();
    EXPECT_TRUE(screen.shows("WHAT DOES “Greenhill” MEAN?"));
    EXPECT_TRUE(screen.shows("Toktogul"));
    const atlas::SettleMention settled = doubtful.click_candidate("toktogul");
    EXPECT_EQ(settled.verdict.first_byte, doubtful.mention(1).first_byte);
    EXPECT_EQ(settled.verdict.place, screen.id("toktogul"));
    EXPECT_FALSE(screen.state.settle_menu) << "it has done its work";

    screen.state.settle_menu = SettleMenu{doubtful.article, doubtful.mention(1).first_byte, {500.0F, 300.0F}, true};
    screen.settle();
    screen.point(1000.0F, 2500.0F);
    screen.click();
    EXPECT_FALSE(screen.state.settle_menu) << "a click beside it closes it";
    EXPECT_TRUE(screen.all_asked<atlas::SettleMention>().empty());

    screen.state.settle_menu = SettleMenu{doubtful.article, doubtful.mention(1).first_byte, {500.0F, 300.0F}, true};
    screen.settle();
    EXPECT_TRUE(doubtful.press(DoubtKey::Kind::choose, 7).empty()) << "there is no eighth";
    EXPECT_TRUE(screen.state.settle_menu);
    const auto by_key = doubtful.press(DoubtKey::Kind::choose, 1);
    ASSERT_EQ(by_key.size(), 1U) << "the keys that stand beside the rows choose them";
    EXPECT_EQ(by_key[0].verdict.place, screen.id("toktogul"));
    EXPECT_FALSE(screen.state.settle_menu);

    screen.state.settle_menu = SettleMenu{doubtful.article, 3, {500.0F, 300.0F}, true};
    screen.settle();
    EXPECT_FALSE(screen.state.settle_menu) << "there is no name";
}

TEST(SettleMenu, LiesOverTheText) {
    Doubtful doubtful;
    Screen& screen = doubtful.screen;
    screen.atlas.reader = reading::PassageRef{doubtful.article, 0};
    screen.settle();
    screen.state.settle_menu = SettleMenu{doubtful.article, doubtful.mention(1).first_byte, {900.0F, 300.0F}, true};
    screen.settle();
    screen.point(1000.0F, 340.0F);
    ASSERT_NE(ImGui::GetCurrentContext()->HoveredWindow, nullptr);
    EXPECT_STREQ(ImGui::GetCurrentContext()->HoveredWindow->Name, "settle menu");
    screen.atlas.doubts = atlas::DoubtsView{doubtful.article};
    screen.draw();
    EXPECT_FALSE(screen.state.settle_menu) << "the doubts have it as well";
}

TEST(Doubts, AreDrawnInWindowsOfAnySize) {
    Doubtful doubtful;
    for (const auto& [width, height] :
         {std::pair{480.0F, 360.0F}, std::pair{1280.0F, 800.0F}, std::pair{60.0F, 40.0F}}) {
        doubtful.screen.resize(width, height);
        doubtful.screen.state.settle_menu =
            SettleMenu{doubtful.article, doubtful.mention(1).first_byte, {width, height}, true};
        doubtful.screen.atlas.doubts.reset();
        doubtful.screen.settle();
        EXPECT_TRUE(doubtful.screen.state.settle_menu);
        doubtful.screen.atlas.doubts = atlas::DoubtsView{};
        doubtful.screen.settle();
        EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 0);
    }
}

}  // namespace
}  // namespace darya::panels
