#include <chrono>
#include <string>
#include <vector>

#include "panels/screen.h"
#include "reading/quote.h"

namespace darya::panels {
namespace {

/// A text open in the reader, with nothing beside it.
struct OpenText : Screen {
    reading::ArticleId article;

    explicit OpenText(const std::string& text, const std::string& file = "test.txt") {
        atlas.is_left_panel_open = false;
        article = open(text, file);
        atlas.reader = reading::PassageRef{article, 0};
        atlas.reader_moves = 1;
        settle();
    }
    const reading::Article& read() const { return *atlas.library.find(article); }
    /// Draws until nothing in the reader moves any more; what it asks of its place is carried out.
    void rest() {
        for (int i = 0; i < 200; ++i) {
            draw();
            carry_out();
            if (i > 3 && !state.reader.is_moving) return;
        }
        ADD_FAILURE() << "the reader never rests";
    }
    void carry_out() {
        std::vector<atlas::Request> requests;
        for (const atlas::Command& command : std::vector<atlas::Command>(asked))
            atlas = atlas::apply(atlas, command, 0.0, requests);
    }
    /// A point of the window that is over this place's name.
    std::optional<ImVec2> over(reading::PlaceId place) {
        std::optional<ImVec2> found;
        point_until([&] {
            if (state.hovered_in_text != place) return false;
            found = ImGui::GetIO().MousePos;
            return true;
        });
        return found;
    }
};

constexpr const char* three_paragraphs =
    "Между ними стоит Nurek на своей реке.\n\nA second one, of Toktogul.\n\nAnd the third.\n";

TEST(ReaderSelection, TakesAWordWithTwoClicksAndAParagraphWithThree) {
    OpenText open(three_paragraphs);
    const auto at = open.over(open.id("toktogul"));
    ASSERT_TRUE(at);
    open.click_times(at->x, at->y, 2);
    EXPECT_EQ(open.press(ReaderKey::copy), "Toktogul");
    open.click_times(at->x, at->y, 3);
    EXPECT_EQ(open.press(ReaderKey::copy), "A second one, of Toktogul.");
    open.click_times(at->x, at->y + 200.0F, 1);
    EXPECT_EQ(open.press(ReaderKey::copy), "") << "a click beside it lets go";
}

TEST(ReaderSelection, GoesOverPassagesWithADragAndWithShift) {
    OpenText open(three_paragraphs);
    const auto nurek = open.over(open.id("nurek"));
    const auto toktogul = open.over(open.id("toktogul"));
    ASSERT_TRUE(nurek && toktogul);
    open.drag(nurek->x, nurek->y, toktogul->x, toktogul->y);
    const std::string dragged = open.press(ReaderKey::copy);
    EXPECT_NE(dragged.find("на своей реке.\n\nA second one, of"), std::string::npos) << dragged;
    EXPECT_TRUE(open.all_asked<atlas::GoToMention>().empty()) << "a drag is no click";
    // Shift and a click in the first paragraph: from where the drag began to there.
    ImGui::GetIO().KeyShift = true;
    open.click_times(nurek->x - 60.0F, nurek->y, 1);
    ImGui::GetIO().KeyShift = false;
    const std::string extended = open.press(ReaderKey::copy);
    EXPECT_FALSE(extended.empty());
    EXPECT_EQ(extended.find('\n'), std::string::npos) << extended;
}

TEST(ReaderSelection, OfADragBetweenTwoFramesReachesToWhereItEnded) {
    OpenText open(three_paragraphs);
    const auto nurek = open.over(open.id("nurek"));
    const auto toktogul = open.over(open.id("toktogul"));
    ASSERT_TRUE(nurek && toktogul);
    open.point(nurek->x, nurek->y);
    ImGui::GetIO().MouseDown[0] = true;
    open.draw();
    ImGui::GetIO().MouseDown[0] = false;
    open.point(toktogul->x, toktogul->y);
    EXPECT_TRUE(open.all_asked<atlas::GoToMention>().empty()) << "a drag is no click";
    EXPECT_NE(open.press(ReaderKey::copy).find("на своей реке.\n\nA second one, of"), std::string::npos);
}

TEST(ReaderSelection, IsExactOnLettersAndStaysWhenTheTextIsSetAnew) {
    OpenText open(three_paragraphs);
    const std::size_t start = open.read().text.find("своей");
    open.state.reader.selection = TextSelection{start, start};
    for (int i = 0; i < 5; ++i) open.press(ReaderKey::extend_right);
    EXPECT_EQ(open.press(ReaderKey::copy), "своей");
    open.press(ReaderKey::extend_left);
    EXPECT_EQ(open.press(ReaderKey::copy), "свое");
    for (const float size : {12.0F, 19.0F, 24.0F}) {
        open.atlas.text_px = size;
        open.resize(size * 40.0F, 500.0F);
        open.settle();
        EXPECT_EQ(open.press(ReaderKey::copy), "свое");
    }
    // Down from the last line of a paragraph lies the next one.
    open.atlas.text_px = 15.0F;
    open.resize(1280.0F, 800.0F);
    open.settle();
    open.press(ReaderKey::extend_down);
    EXPECT_NE(open.press(ReaderKey::copy).find("\n\nA "), std::string::npos);
}

TEST(ReaderSelection, OfMarkdownHoldsNoMarkup) {
    OpenText open("# Head *one*\n\nPlain **bold** end.\n", "a.md");
    open.press(ReaderKey::select_all);
    EXPECT_EQ(open.press(ReaderKey::copy), "Head one\n\nPlain bold end.");
    EXPECT_EQ(open.press(ReaderKey::copy_with_source), reading::citation(open.read(), {0, open.read().text.size()}));
    EXPECT_EQ(open.all_asked<atlas::Inform>().size(), 1U);
}

TEST(ReaderSelection, BeyondTheEdgeBringsTheTextToTheMouse) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "Line number " + std::to_string(i) + " of the long text.\n\n";
    OpenText open(text);
    open.point(900.0F, 300.0F);
    ImGui::GetIO().MouseDown[0] = true;
    open.draw();
    for (int i = 0; i < 60; ++i) open.point(900.0F, 1200.0F);
    EXPECT_GT(open.state.reader.scroll_px, 300.0F);
    EXPECT_TRUE(open.state.reader.is_moving) << "more frames are wanted while the mouse is there";
    ImGui::GetIO().MouseDown[0] = false;
    open.draw();
    const std::string copied = open.press(ReaderKey::copy);
    EXPECT_GT(copied.size(), 1000U);
}

TEST(ReaderMenu, CopiesAndSelectsAll) {
    OpenText open(three_paragraphs);
    open.point(900.0F, 250.0F);
    ImGui::GetIO().MouseDown[1] = true;
    open.draw();
    ImGui::GetIO().MouseDown[1] = false;
    open.settle();
    for (const char* item : {"Copy", "Copy with source", "Select all"}) EXPECT_TRUE(open.shows(item)) << item;
    open.state.reader.is_menu_unwanted = true;
    open.settle();
    EXPECT_FALSE(open.shows("Select all"));
}

TEST(ReaderWalk, FramesTheNameBringsItIntoViewAndSaysWhichItIs) {
    std::string text = "Nurek comes first.\n\n";
    for (int i = 0; i < 30; ++i) text += "Nothing of note stands in this paragraph.\n\n";
    text += "Toktogul comes last.\n";
    OpenText open(text);
    std::vector<atlas::Request> requests;
    const auto walk = [&] {
        open.atlas = atlas::apply(open.atlas, atlas::WalkMentions{1}, 0.0, requests);
        open.rest();
    };
    EXPECT_TRUE(open.shows("2 names of places"));
    walk();
    EXPECT_TRUE(open.shows("1 of 2 · Nurek"));
    EXPECT_EQ(open.state.reader.scroll_px, 0.0F) << "it is in view already";
    walk();
    EXPECT_TRUE(open.shows("2 of 2 · Toktogul"));
    EXPECT_TRUE(open.shows("Toktogul comes last."));
    EXPECT_GT(open.atlas.reader_byte, 500U) << "the session is told where the reader stands";
    EXPECT_TRUE(open.click_until<atlas::WalkMentions>([](const auto& asked) { return asked.step == -1; }));
}

TEST(ReaderWalk, GoesOnWhereTheLastSessionStood) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "Paragraph number " + std::to_string(1000 + i) + ".\n\n";
    Screen screen;
    const auto article = screen.open(text);
    screen.atlas.reader = reading::PassageRef{article, 60};
    screen.atlas.reader_byte = screen.atlas.library.find(article)->passages[60].first_byte;
    screen.settle();
    EXPECT_TRUE(screen.shows("Paragraph number 1060."));
    EXPECT_FALSE(screen.shows("Paragraph number 1058."));
    EXPECT_TRUE(screen.all_asked<atlas::StandAt>().empty()) << "it stands there already";
}

TEST(ReaderMap, TicksOfWhatTheMapPointsAtStandAtTheScrollBar) {
    std::string text;
    for (int i = 0; i < 120; ++i) text += i == 100 ? "Here is Nurek.\n\n" : "Nothing of note.\n\n";
    OpenText open(text);
    const auto tick = [&] {
        return open.point_until(
            [&] {
                if (ImGui::GetIO().MousePos.x < 1240.0F || ImGui::GetMouseCursor() != ImGuiMouseCursor_Hand)
                    return false;
                open.click();
                return !open.all_asked<atlas::GoToMention>().empty();
            },
            3.0F);
    };
    EXPECT_FALSE(tick());
    open.atlas.hovered = open.id("nurek");
    open.settle();
    EXPECT_TRUE(tick());
}

TEST(ReaderPlaces, AreListedWithCountsAndAClickGoesToTheNextMention) {
    OpenText open("Nurek, Toktogul and Nurek. Then the Vakhsh.\n");
    EXPECT_TRUE(open.shows("3 places"));
    EXPECT_FALSE(open.shows("by frequency"));
    open.press(ReaderKey::toggle_places);
    open.settle();
    EXPECT_TRUE(open.shows("by frequency"));
    EXPECT_TRUE(open.shows("NurekHydropower dam2"));
    ASSERT_TRUE(open.over(open.id("toktogul"))) << "in the list, which stands above the text";
    open.click();
    const auto next = open.all_asked<atlas::NextMentionOf>();
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].place, open.id("toktogul"));
    EXPECT_TRUE(
        open.click_until<atlas::MarkArticlePlaces>([&](const auto& mark) { return mark.article == open.article; }));
    open.atlas.marked = open.article;
    open.settle();
    EXPECT_TRUE(open.shows("take off the map"));
}

TEST(ReaderPlaces, OfATextWithoutNamesSayWhy) {
    OpenText open("Nothing of note.\n");
    EXPECT_TRUE(open.shows("No name of a place that Darya knows was found in this text."));
}

/// The same text with its only mention of another type or score.
void give_mention(OpenText& open, reading::MentionType type, float score) {
    const auto known = open.atlas.library.mentions(open.article);
    std::vector<reading::Mention> mentions(known.begin(), known.end());
    mentions.at(0).type = type;
    mentions.at(0).score = score;
    open.atlas.library = open.atlas.library.with(open.atlas.library.share(open.article), mentions);
    open.settle();
}

TEST(ReaderNames, OfPeoplesAndTreatiesAreShownOnlyWhenTheyAreWanted) {
    OpenText open("They met there and looked at Nurek for a day.\n");
    const auto at = open.over(open.id("nurek"));
    ASSERT_TRUE(at);
    EXPECT_FALSE(open.shows("all names")) << "there is nothing to switch";
    give_mention(open, reading::MentionType::embedded, 1.0F);
    open.point(at->x, at->y);
    EXPECT_FALSE(open.state.hovered_in_text);
    EXPECT_TRUE(open.click_until<atlas::ShowAllNames>([](const auto& show) { return show.is_shown; }));
    open.atlas.are_all_names_shown = true;
    open.point(at->x, at->y);
    EXPECT_EQ(open.state.hovered_in_text, open.id("nurek"));
}

TEST(ReaderNames, ThatAreDoubtfulWearAQuestionMark) {
    OpenText open("Nurek it is called.\n");
    EXPECT_FALSE(open.shows("Nurek?")) << "a sure one";
    EXPECT_EQ(open.letters().find('?'), std::string::npos);
    give_mention(open, reading::MentionType::place, 0.3F);
    EXPECT_NE(open.letters().find('?'), std::string::npos);
    give_mention(open, reading::MentionType::demonym, 0.3F);
    EXPECT_EQ(open.letters().find('?'), std::string::npos) << "a quiet one is nobody's question";
}

TEST(ReaderText, SetsListsTablesQuotesAndPages) {
    auto article = std::make_shared<reading::Article>();
    article->file = article->file_name = "a.html";
    article->title = "Kinds";
    article->format = "html";
    const auto add = [&](const std::string& text, reading::PassageKind kind, int level, int page) -> reading::Passage& {
        reading::Passage passage;
        passage.first_byte = article->text.size();
        passage.byte_count = text.size();
        passage.kind = kind;
        passage.level = level;
        passage.page = page;
        article->text += text + "\n\n";
        article->passages.push_back(passage);
        return article->passages.back();
    };
    using reading::PassageKind;
    add("A head of level two", PassageKind::heading, 2, 1);
    reading::Passage& item = add("- an item", PassageKind::list_item, 1, 1);
    item.hidden = {{item.first_byte, 2}};
    add("3. a numbered item", PassageKind::list_item, 2, 1);
    add("said by somebody", PassageKind::quote, 0, 2);
    add("| Dam | MW |\n|---|---|\n| Nurek | 3000 |", PassageKind::table, 0, 2);
    Screen screen;
    screen.atlas.library = screen.atlas.library.with(article, {});
    screen.atlas.reader = reading::PassageRef{screen.atlas.library.articles().back(), 0};
    screen.settle();
    for (const char* text : {"A head of level two", "an item", "•", "3.", "a numbered item", "said by somebody",
                             "DamMW", "Nurek3000", "p. 1", "p. 2"}) {
        EXPECT_TRUE(screen.shows(text)) << text;
    }
    for (const char* markup : {"|", "- an", "---"}) EXPECT_FALSE(screen.shows(markup)) << markup;
}

TEST(ReaderText, HasLinesOfFortyFiveToSeventyFiveLettersAtEverySize) {
    const std::string words =
        "the water of the river comes down from the snow of the high valleys in the early summer and fills the lakes ";
    std::string text;
    for (int i = 0; i < 12; ++i) text += words;
    Screen screen(1600.0F, 1000.0F);
    screen.atlas.is_left_panel_open = false;
    const auto article = screen.open(text + ".\n");
    screen.atlas.reader = reading::PassageRef{article, 0};
    for (float size = atlas::least_text_px; size <= atlas::most_text_px; ++size) {
        screen.atlas.text_px = size;
        screen.settle();
        const std::size_t start = screen.atlas.library.find(article)->passages[0].first_byte;
        screen.state.reader.selection = TextSelection{start, start};
        // One line down is one line of letters further on.
        screen.press(ReaderKey::extend_down);
        const std::size_t letters = screen.state.reader.selection->range().byte_count;
        EXPECT_GE(letters, 45U) << size;
        EXPECT_LE(letters, 75U) << size;
    }
}

TEST(ReaderText, OfTenThousandNamesScrollsAtOnce) {
    std::string text;
    for (int i = 0; i < 3400; ++i)
        text += "Between Nurek and the Toktogul of paragraph " + std::to_string(i) + " flows the Vakhsh, they say.\n\n";
    OpenText open(text);
    ASSERT_GT(open.atlas.library.mentions(open.article).size(), 10'000U);
    open.atlas.hovered = open.id("nurek");
    open.settle();
    const auto text_set = open.state.reader.text;
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    constexpr int frames = 60;
    for (int i = 0; i < frames; ++i) {
        ImGui::GetIO().MousePos = {900.0F, 500.0F};
        ImGui::GetIO().MouseWheel = -20.0F;
        open.draw();
        for (int list = 0; list < ImGui::GetDrawData()->CmdListsCount; ++list)
            ASSERT_LT(ImGui::GetDrawData()->CmdLists[list]->VtxBuffer.Size, 65'536) << "more than a list can hold";
    }
    const double frame_s = std::chrono::duration<double>(Clock::now() - start).count() / frames;
    EXPECT_GT(open.state.reader.scroll_px, 5000.0F);
    EXPECT_LT(frame_s, 0.1) << "a few ms; with sanitizers and a busy machine much more";
    EXPECT_EQ(open.state.reader.text, text_set) << "the text is set once";
    open.press(ReaderKey::to_end);
    open.rest();
    EXPECT_TRUE(open.shows("paragraph 3399"));
    RecordProperty("frame_ms", std::to_string(1000.0 * frame_s));
}

TEST(ReaderSources, AreReachedByTheirNumberAndBackLeadsToTheSentence) {
    std::string text = "---\nsources:\n  - Yearbook of Rivers\n---\n\nIt is wide[1].\n\n";
    for (int i = 0; i < 80; ++i) text += "Nothing of note.\n\n";
    OpenText open(text);
    ASSERT_TRUE(open.point_until([&] { return ImGui::GetMouseCursor() == ImGuiMouseCursor_Hand; }, 5.0F));
    open.settle();
    EXPECT_TRUE(open.shows("Yearbook of Rivers")) << "it is told at once";
    open.click();
    open.rest();
    EXPECT_TRUE(open.shows("Yearbook of Rivers"));
    EXPECT_FALSE(open.shows("It is wide"));
    EXPECT_TRUE(open.shows("back to the sentence"));
    open.press(ReaderKey::back);
    open.rest();
    EXPECT_TRUE(open.shows("It is wide"));
    EXPECT_FALSE(open.shows("back to the sentence"));
}

}  // namespace
}  // namespace darya::panels
