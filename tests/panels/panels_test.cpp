#include "panels/panels.h"

#include <string>
#include <vector>

#include "panels/screen.h"

namespace darya::panels {
namespace {

using atlas::LeftTab;

constexpr float tall_px = 12000.0F;  // so tall that nothing of a card is below the window

TEST(Panels, TellWhatTheyCoverWhenThatHasChanged) {
    Screen screen;
    screen.settle();
    const auto covers = screen.all_asked<atlas::CoverMap>();
    ASSERT_EQ(covers.size(), 1U);
    ASSERT_FALSE(covers[0].panels.empty());
    for (const geo::ScreenBox& box : covers[0].panels) {
        EXPECT_GE(box.left_px, 0.0F);
        EXPECT_GE(box.top_px, 0.0F);
        EXPECT_LE(box.right_px, 1280.0F);
        EXPECT_LE(box.bottom_px, 800.0F);
    }
    screen.atlas.covered = covers[0].panels;
    screen.draw();
    EXPECT_TRUE(screen.all_asked<atlas::CoverMap>().empty());
    screen.atlas.selected = screen.id("rogun");
    screen.draw();
    ASSERT_EQ(screen.all_asked<atlas::CoverMap>().size(), 1U);
    EXPECT_GT(screen.all_asked<atlas::CoverMap>()[0].panels.size(), covers[0].panels.size());
}

TEST(Panels, AskForNothingWhenNobodyTouchesThem) {
    Screen screen;
    screen.atlas.selected = screen.id("aral-sea");
    screen.open("Nurek and Rogun.");
    for (const LeftTab tab : {LeftTab::layers, LeftTab::library, LeftTab::places}) {
        screen.atlas.left_tab = tab;
        screen.settle();
        for (const auto& cover : screen.all_asked<atlas::CoverMap>()) screen.atlas.covered = cover.panels;
        screen.settle();
        EXPECT_TRUE(screen.asked.empty());
    }
}

TEST(LayersPanel, ListsEveryLayerAndHidesTheOneThatIsClicked) {
    Screen screen;
    screen.settle();
    for (const scene::LayerState& layer : screen.atlas.layers) EXPECT_TRUE(screen.shows(layer.title)) << layer.title;
    const auto hidden =
        screen.click_until<atlas::ShowLayer>([](const atlas::ShowLayer& show) { return show.layer == "rivers"; });
    ASSERT_TRUE(hidden);
    EXPECT_FALSE(hidden->is_visible);
    for (scene::LayerState& layer : screen.atlas.layers) {
        if (layer.id == "rivers") layer.is_visible = false;
    }
    screen.point(-1.0F, -1.0F);
    const auto shown =
        screen.click_until<atlas::ShowLayer>([](const atlas::ShowLayer& show) { return show.layer == "rivers"; });
    ASSERT_TRUE(shown);
    EXPECT_TRUE(shown->is_visible);
}

TEST(LayersPanel, SwitchesEveryLayerOnce) {
    Screen screen(1280.0F, 1600.0F);
    screen.settle();
    std::set<std::string> switched;
    screen.click_until<atlas::ShowLayer>([&](const atlas::ShowLayer& show) {
        switched.insert(show.layer);
        return switched.size() == screen.atlas.layers.size();
    });
    EXPECT_EQ(switched.size(), screen.atlas.layers.size());
}

TEST(LayersPanel, LeadsToTheOtherTabsAndCloses) {
    Screen screen;
    screen.settle();
    EXPECT_TRUE(screen.click_until<atlas::ShowTab>([](const auto& show) { return show.tab == LeftTab::library; }));
    EXPECT_TRUE(screen.click_until<atlas::ShowTab>([](const auto& show) { return show.tab == LeftTab::places; }));
    EXPECT_TRUE(screen.click_until<atlas::ShowLeftPanel>([](const auto& show) { return !show.is_open; }));
    screen.atlas.is_left_panel_open = false;
    screen.settle();
    EXPECT_FALSE(screen.shows("Lakes and reservoirs"));
    EXPECT_TRUE(screen.click_until<atlas::ShowLeftPanel>([](const auto& show) { return show.is_open; }));
}

TEST(Buttons, ZoomBothWaysGoHomeAndTellAboutTheProgram) {
    Screen screen;
    screen.atlas.is_left_panel_open = false;
    screen.settle();
    EXPECT_TRUE(screen.click_until<atlas::ZoomBy>([](const auto& zoom) { return zoom.factor < 1.0; }));
    EXPECT_TRUE(screen.click_until<atlas::ZoomBy>([](const auto& zoom) { return zoom.factor > 1.0; }));
    EXPECT_TRUE(screen.click_until<atlas::FlyHome>([](const auto&) { return true; }));
    EXPECT_TRUE(screen.click_until<atlas::ShowAbout>([](const auto& show) { return show.is_open; }));
}

TEST(Card, OfRogunTellsItsFactsItsSourcesAndThePassagesOnIt) {
    Screen screen(1280.0F, tall_px);
    const auto article =
        screen.open("The High One\n\nBy A. Writer\n\nWork at Rogun goes on.\n\nNurek is another dam.\n");
    screen.atlas.selected = screen.id("rogun");
    screen.settle();
    const reading::Place& rogun = screen.atlas.gazetteer->place(screen.id("rogun"));
    EXPECT_TRUE(screen.shows("Rogun"));
    ASSERT_FALSE(rogun.facts.empty());
    for (const reading::Fact& fact : rogun.facts) {
        EXPECT_TRUE(screen.shows(fact.label)) << fact.label;
        EXPECT_TRUE(screen.shows(fact.value)) << fact.value;
    }
    for (const std::string& source : rogun.sources) EXPECT_TRUE(screen.shows(source)) << source;
    EXPECT_TRUE(screen.shows("Work at Rogun goes on."));
    EXPECT_TRUE(screen.shows("The High One"));
    EXPECT_TRUE(screen.shows("A. Writer"));
    EXPECT_FALSE(screen.shows("Nurek is another dam."));
    const auto read = screen.click_until<atlas::ReadPassage>([](const auto&) { return true; });
    ASSERT_TRUE(read);
    EXPECT_EQ(read->passage, (reading::PassageRef{article, 2}));
}

TEST(Card, SaysWhatIsUnverified) {
    Screen screen(1280.0F, tall_px);
    const auto& places = screen.atlas.gazetteer->places();
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        screen.atlas.selected = reading::PlaceId{i};
        if (places[i].is_verified && count >= 3) continue;
        screen.settle();
        EXPECT_EQ(screen.shows("Unverified: "), !places[i].is_verified) << places[i].id;
        ++count;
    }
    EXPECT_GT(count, 3U);
}

TEST(Card, OfACountryHasNoCaveatOnWhereItsNameStands) {
    Screen screen(1280.0F, tall_px);
    for (const char* country : {"kazakhstan", "kyrgyzstan", "tajikistan", "uzbekistan", "turkmenistan", "russia"}) {
        screen.atlas.selected = screen.id(country);
        screen.settle();
        EXPECT_FALSE(screen.shows("Unverified: ")) << country;
        EXPECT_FALSE(screen.shows("label point")) << country;
    }
}

TEST(Card, OfOnePlantShowsWhatIsSaidOfTheWhole) {
    Screen screen(1280.0F, tall_px);
    screen.open("Engineers looked at the Kambartinsk units.\n");
    for (const char* plant : {"kambarata", "kambarata-1", "kambarata-2"}) {
        screen.atlas.selected = screen.id(plant);
        screen.settle();
        EXPECT_TRUE(screen.shows("Engineers looked at the Kambartinsk units.")) << plant;
    }
}

TEST(Card, SaysThatNoTextSpeaksOfAPlace) {
    Screen screen(1280.0F, tall_px);
    screen.atlas.selected = screen.id("rogun");
    screen.settle();
    EXPECT_TRUE(screen.shows("No open text speaks of Rogun"));
}

TEST(Card, IsClosedByItsCross) {
    Screen screen;
    screen.atlas.selected = screen.id("rogun");
    screen.atlas.is_left_panel_open = false;
    screen.settle();
    EXPECT_TRUE(screen.click_until<atlas::Deselect>([](const auto&) { return true; }));
}

TEST(RichText, FliesToTheNameThatIsClickedAndLightsTheOneUnderTheMouse) {
    Screen screen;
    screen.atlas.is_left_panel_open = false;
    const auto article = screen.open("Of Dams\n\nBetween the two stands Nurek on its river.\n");
    screen.atlas.reader = reading::PassageRef{article, 1};
    screen.settle();
    const reading::PlaceId nurek = screen.id("nurek");
    ASSERT_TRUE(screen.point_until([&] { return screen.state.hovered_in_text == nurek; }));
    const auto hover = screen.all_asked<atlas::HoverPlace>();
    ASSERT_EQ(hover.size(), 1U);
    EXPECT_EQ(hover[0].place, nurek);
    screen.click();
    const auto gone_to = screen.all_asked<atlas::GoToMention>();
    ASSERT_EQ(gone_to.size(), 1U);
    EXPECT_EQ(screen.atlas.library.mentions(article)[gone_to[0].mention].place, nurek);
    // The light goes out once when the mouse leaves.
    screen.atlas.hovered = nurek;
    screen.point(-5.0F, -5.0F);
    ASSERT_EQ(screen.all_asked<atlas::HoverPlace>().size(), 1U);
    EXPECT_FALSE(screen.all_asked<atlas::HoverPlace>()[0].place);
    screen.draw();
    EXPECT_TRUE(screen.all_asked<atlas::HoverPlace>().empty());
}

TEST(Reader, ShowsTheWholeTextItsSourcesAndCopiesOne) {
    Screen screen(1280.0F, 1400.0F);
    screen.atlas.is_left_panel_open = false;
    const auto article = screen.open(
        "---\ntitle: On Water\nauthor: Darya\ndate: 2024-05-01\nsources:\n  - Yearbook of Rivers\n---\n\n"
        "First words[1].\n\n## A head\n\nLast *words*.\n",
        "test.md");
    screen.atlas.reader = reading::PassageRef{article, 2};
    screen.settle();
    for (const char* text :
         {"On Water", "Darya", "2024-05-01", "First words", "A head", "Last words", "Yearbook of Rivers"}) {
        EXPECT_TRUE(screen.shows(text)) << text;
    }
    EXPECT_FALSE(screen.shows("##"));
    EXPECT_FALSE(screen.shows("*"));
    EXPECT_TRUE(screen.click_until<atlas::CloseReader>([](const auto&) { return true; }));
    // Below a source stands a word that copies it.
    bool is_copied = false;
    screen.point_until(
        [&] {
            if (ImGui::GetMouseCursor() != ImGuiMouseCursor_Hand) return false;
            screen.click();
            for (const auto& copy : screen.all_asked<atlas::CopyText>()) is_copied = copy.text == "Yearbook of Rivers";
            return is_copied;
        },
        11.0F);
    EXPECT_TRUE(is_copied);
}

TEST(Search, FindsRogunUnderItsRussianName) {
    Screen screen;
    screen.settle();
    screen.state.is_search_wanted = true;
    screen.settle();
    screen.type("рогун");
    screen.settle();
    EXPECT_EQ(screen.state.search, "рогун");
    EXPECT_TRUE(screen.shows("Rogun"));
    screen.press_enter();
    const auto selected = screen.all_asked<atlas::SelectPlace>();
    ASSERT_EQ(selected.size(), 1U);
    EXPECT_EQ(selected[0].place, screen.id("rogun"));
    EXPECT_TRUE(selected[0].is_flown_to);
    EXPECT_TRUE(screen.state.search.empty());
}

TEST(Search, FindsEveryPlaceUnderItsOwnName) {
    Screen screen;
    const auto& places = screen.atlas.gazetteer->places();
    for (std::uint32_t i = 0; i < places.size(); i += 3) {
        screen.state.search = places[i].name;
        screen.settle();
        EXPECT_TRUE(screen.shows(places[i].name)) << places[i].name;
    }
}

TEST(Search, FindsPassagesAndSaysWhenThereIsNothing) {
    Screen screen;
    screen.open("Of Melons\n\nThe melons of the valley are sweet.\n");
    screen.state.search = "melons";
    screen.settle();
    EXPECT_TRUE(screen.shows("TITLES Of Melons PASSAGES The melons of the valley are sweet. Of Melons · ¶ 2"));
    screen.state.search = "qqqqqq";
    screen.settle();
    EXPECT_TRUE(screen.shows("Nothing found for “qqqqqq”"));
}

TEST(Search, SaysWhatCanBeFoundBeforeAnythingIsTyped) {
    Screen screen;
    screen.open("Nurek.\n");
    screen.settle();
    EXPECT_FALSE(screen.shows("in every script"));
    screen.state.is_search_wanted = true;
    screen.settle();
    EXPECT_TRUE(screen.shows("Finds places under all their names, in every script"));
    EXPECT_TRUE(screen.shows("1 open text."));
}

TEST(Search, TellsPlacesOfOneNameApartByKindAndCountry) {
    Screen screen;
    screen.state.search = "Rogun";
    screen.settle();
    EXPECT_TRUE(screen.shows("dam · Tajikistan"));
}

TEST(Search, LeadsToThePassageThatIsClickedAndKeepsItsAnswerForF3) {
    Screen screen;
    screen.atlas.is_left_panel_open = false;
    screen.open("Of Melons\n\nThe first are sweet.\n\nSweet are the others.\n");
    screen.state.search = "sweet ";
    screen.settle();
    const auto read = screen.click_until<atlas::ReadFound>([](const auto&) { return true; });
    ASSERT_TRUE(read);
    EXPECT_TRUE(screen.state.search.empty()) << "the box closes";
    screen.atlas.read_found = read->index;
    screen.settle();
    EXPECT_TRUE(screen.shows(std::to_string(read->index + 1) + " of 2 · F3"));
}

TEST(Search, WaitsForTheAnswerWhenEnterComesFirst) {
    Screen screen;
    screen.settle();
    screen.state.is_search_wanted = true;
    screen.settle();
    screen.type("nurek");
    screen.settle();
    screen.atlas.answer.reset();  // it has not come yet
    screen.press_enter();
    EXPECT_TRUE(screen.all_asked<atlas::SelectPlace>().empty());
    EXPECT_EQ(screen.state.search, "nurek");
    screen.answer("nurek");
    screen.draw();
    ASSERT_EQ(screen.all_asked<atlas::SelectPlace>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::SelectPlace>()[0].place, screen.id("nurek"));
}

TEST(Card, ShowsTheBestPassageFirstAndOnlyThoseThatSpeakOfTheOtherPlacesToo) {
    Screen screen(1280.0F, tall_px);
    screen.open("One\n\nA list: Nurek, Toktogul, Rogun, Sarez and Kayrakkum.\n", "one.txt");
    screen.open(
        "Two\n\nThe dam of Rogun is high, and Rogun will be higher.\n\nNurek and Rogun are dams of one river.\n",
        "two.txt");
    screen.atlas.selected = screen.id("rogun");
    screen.settle();
    EXPECT_TRUE(screen.shows("3 PASSAGES IN 2 TEXTS"));
    const std::string letters = screen.letters();
    ASSERT_NE(letters.find("ThedamofRogunishigh"), std::string::npos);
    EXPECT_LT(letters.find("ThedamofRogunishigh"), letters.find("Alist:"));
    const auto also =
        screen.click_until<atlas::AlsoAbout>([&](const auto& one) { return one.place == screen.id("nurek"); });
    ASSERT_TRUE(also);
    screen.atlas.also_about = {also->place};
    screen.settle();
    EXPECT_TRUE(screen.shows("2 PASSAGES IN 2 TEXTS"));
    EXPECT_TRUE(screen.shows("and also about Nurek ×"));
    EXPECT_FALSE(screen.shows("The dam of Rogun is high"));
    EXPECT_TRUE(screen.click_until<atlas::NotAlsoAbout>([&](const auto& one) { return one.place == also->place; }));
    screen.atlas.also_about = {also->place, screen.id("aral-sea")};
    screen.settle();
    EXPECT_TRUE(screen.shows("No passage speaks of all of them."));
}

TEST(Library, ShowsHowFarAFolderIsReadAndStopsIt) {
    Screen screen;
    screen.atlas.left_tab = LeftTab::library;
    screen.atlas.folders = {"/texts/water"};
    screen.atlas.folder_reading.emplace().folder = "/texts/water";
    screen.settle();
    EXPECT_TRUE(screen.shows("Looking for articles in /texts/water"));
    screen.atlas.folder_reading->is_listed = true;
    screen.atlas.folder_reading->file_count = 312;
    screen.atlas.folder_reading->read_count = 150;
    screen.settle();
    EXPECT_TRUE(screen.shows("Reading 150 of 312"));
    EXPECT_TRUE(screen.click_until<atlas::CancelFolder>([](const auto&) { return true; }));
    screen.atlas.folder_reading->is_over = true;
    screen.atlas.folder_reading->troubles = {{"this file is empty", "/texts/water/a.txt"}};
    screen.settle();
    EXPECT_TRUE(screen.shows("1 COULD NOT BE READ"));
    EXPECT_TRUE(screen.shows("a.txt: this file is empty"));
    EXPECT_TRUE(
        screen.click_until<atlas::CloseFolder>([](const auto& close) { return close.folder == "/texts/water"; }));
}

TEST(Library, DrawsOfThousandsOfTextsOnlyThoseInView) {
    Screen screen;
    screen.atlas.left_tab = LeftTab::library;
    std::vector<std::shared_ptr<const reading::Shelf>> shelves;
    for (int i = 0; i < 3000; ++i) {
        const std::string number = std::to_string(1000 + i);
        shelves.push_back(std::make_shared<const reading::Shelf>(
            reading::text_of("Text " + number + "\n\nWords.\n", number + ".txt"), std::vector<reading::Mention>{}));
    }
    screen.atlas.library = screen.atlas.library.with_all(shelves);
    screen.settle();
    EXPECT_TRUE(screen.shows("Text 1000"));
    EXPECT_TRUE(screen.shows("Text 1003"));
    EXPECT_FALSE(screen.shows("Text 1100"));
    EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 20'000);
    // Scrolled to the end, the last one is there and the first ones are not.
    screen.point(100.0F, 300.0F);
    for (int i = 0; i < 2000; ++i) {
        ImGui::GetIO().MouseWheel = -50.0F;
        screen.draw();
    }
    ImGui::GetIO().MouseWheel = 0.0F;
    screen.settle();
    EXPECT_TRUE(screen.shows("Text 3999"));
    EXPECT_FALSE(screen.shows("Text 1000"));
}

TEST(Library, SaysWhatToDoWhenItIsEmptyAndListsItsTexts) {
    Screen screen;
    screen.atlas.left_tab = LeftTab::library;
    screen.settle();
    EXPECT_TRUE(screen.shows("No text is open."));
    const auto article = screen.open("On Water\n\nNurek stores it.\n");
    screen.settle();
    EXPECT_FALSE(screen.shows("No text is open."));
    EXPECT_TRUE(screen.shows("On Water"));
    EXPECT_TRUE(
        screen.click_until<atlas::ReadPassage>([&](const auto& read) { return read.passage.article == article; }));
    EXPECT_TRUE(screen.click_until<atlas::CloseArticle>([&](const auto& close) { return close.article == article; }));
}

TEST(Library, BringsClosedTextsOfTheProgramBack) {
    Screen screen;
    screen.atlas.left_tab = LeftTab::library;
    screen.settle();
    EXPECT_FALSE(screen.shows("closed text"));
    screen.atlas.closed_texts.push_back({reading::text_of("On Water\n", "own.md"), {}});
    screen.settle();
    EXPECT_TRUE(screen.shows("show the closed text"));
    EXPECT_TRUE(screen.click_until<atlas::ShowClosedTexts>([](const auto&) { return true; }));
}

TEST(PlacesPanel, CountsTheNamesOfTheOpenTextsAndFilters) {
    Screen screen;
    screen.atlas.left_tab = LeftTab::places;
    screen.settle();
    EXPECT_TRUE(screen.shows("name no place that Darya knows"));
    screen.open("Nurek, Nurek and Toktogul.\n");
    screen.settle();
    EXPECT_TRUE(screen.shows("Nurek2"));
    EXPECT_TRUE(screen.shows("Toktogul1"));
    EXPECT_TRUE(screen.click_until<atlas::SelectPlace>(
        [&](const auto& select) { return select.place == screen.id("toktogul"); }));
    screen.state.place_filter = "nur";
    screen.settle();
    EXPECT_FALSE(screen.shows("Toktogul1"));
    EXPECT_TRUE(screen.shows("Nurek2"));
}

TEST(NoticePanel, ShowsTroubleUntilItIsDismissedAndLetsGoodNewsGo) {
    Screen screen;
    screen.atlas.is_left_panel_open = false;
    screen.atlas.notices = {{7, "There is trouble.", true, 0.0}};
    screen.settle();
    EXPECT_TRUE(screen.shows("There is trouble."));
    EXPECT_TRUE(screen.click_until<atlas::DismissNotice>([](const auto& dismiss) { return dismiss.notice == 7; }));
    screen.atlas.notices = {{8, "All went well.", false, -1000.0}};
    screen.draw();
    ASSERT_EQ(screen.all_asked<atlas::DismissNotice>().size(), 1U);
    EXPECT_EQ(screen.all_asked<atlas::DismissNotice>()[0].notice, 8U);
}

TEST(About, NamesTheLicencesOfTheData) {
    Screen screen;
    screen.atlas.is_about_open = true;
    screen.settle();
    for (const char* text : {"MIT", "Natural Earth", "GSHHG", "LGPL", "ETOPO5"})
        EXPECT_TRUE(screen.shows(text)) << text;
}

TEST(About, CanBeClosedInTheSmallestWindow) {
    Screen screen(480.0F, 360.0F);
    screen.atlas.is_about_open = true;
    screen.atlas.is_left_panel_open = false;
    screen.settle();
    EXPECT_TRUE(screen.click_until<atlas::ShowAbout>([](const auto& show) { return !show.is_open; }));
}

TEST(AralGraph, StandsOnTheCardOfTheAralSeaOnly) {
    Screen screen(1280.0F, tall_px);
    screen.atlas.selected = screen.id("aral-sea");
    screen.settle();
    EXPECT_TRUE(screen.shows("AREA BY YEAR"));
    EXPECT_TRUE(screen.shows("60,000"));
    screen.atlas.selected = screen.id("rogun");
    screen.settle();
    EXPECT_FALSE(screen.shows("AREA BY YEAR"));
}

TEST(ReadoutPanel, TellsWhereTheMouseIsAndWhatIsUnderIt) {
    Screen screen;
    screen.readout = {geo::LonLat{69.772, 38.683}, "Rogun dam", {600.0F, 400.0F}};
    screen.settle();
    EXPECT_TRUE(screen.shows("38.68"));
    EXPECT_TRUE(screen.shows("69.77"));
    EXPECT_TRUE(screen.shows("Rogun dam"));
    EXPECT_TRUE(screen.shows("Natural Earth"));
}

TEST(Panels, DrawEveryPlaceInWindowsOfAnySize) {
    Screen screen;
    const auto article =
        screen.open("---\nsources:\n - One\n---\n# Rogun\n\nBy Nobody\n\nNurek[1], Rogun and the Aral Sea.\n\n#\n");
    const auto& places = screen.atlas.gazetteer->places();
    for (const auto& [width, height] :
         {std::pair{480.0F, 360.0F}, std::pair{1280.0F, 800.0F}, std::pair{60.0F, 40.0F}}) {
        screen.resize(width, height);
        for (const LeftTab tab : {LeftTab::layers, LeftTab::library, LeftTab::places}) {
            screen.atlas.left_tab = tab;
            screen.atlas.reader.reset();
            for (std::uint32_t i = 0; i < places.size(); ++i) {
                screen.atlas.selected = reading::PlaceId{i};
                screen.atlas.hovered = reading::PlaceId{(i + 1) % static_cast<std::uint32_t>(places.size())};
                screen.readout.hover_name = places[i].name;
                screen.draw();
                EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 0);
            }
            screen.atlas.is_about_open = true;
            screen.atlas.notices = {{1, "Trouble.", true, 0.0}, {2, "Joy.", false, 1e9}};
            for (std::size_t passage = 0; passage < 4; ++passage) {
                screen.atlas.reader = reading::PassageRef{article, passage};
                screen.settle();
            }
            screen.atlas.is_about_open = false;
            screen.atlas.notices.clear();
        }
    }
}

}  // namespace
}  // namespace darya::panels
