// What a person settles stands: by key, through a restart; with places of one's own, so that what is doubtful is known.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

/// A name of two places and a text that has it three times.
struct Bluewater {
    TestFolder folder;
    std::string places;
    std::string text;

    Bluewater() {
        folder.put_session(looking_east());
        places = put_two_of_one_name(folder);
        text = folder
                   .put("text.txt",
                        "A short journey\n\nBy Nobody\n\nThey left Qumtepa at dawn.\n\nNobody in Qumtepa slept, and "
                        "later on Qumtepa was quiet.\n")
                   .string();
    }
    nlohmann::json decisions() const { return decisions_about(folder, text); }
};

TEST(Doubts, AreSettledByKeyAndStandAfterARestart) {
    const Bluewater blue;
    const auto is_doubt = [](const data::Colour& colour) { return is_near(colour, style_of_window().doubt, 40); };
    geo::ScreenBox panel;
    {
        DrivenWindow window(blue.folder, {"--places", blue.places, blue.text});
        window.settled_picture();
        window.press("d");
        const ScreenPicture shown = window.settled_picture();
        panel = {shown.whole().right_px - 406.0F, 14.0F, shown.whole().right_px - 14.0F, 700.0F};
        const int doubtful_px = count_in(shown, panel, is_doubt);
        EXPECT_GT(doubtful_px, 200) << "the names are in the colour of doubt";
        window.press("2");
        window.press("x");
        ASSERT_EQ(blue.decisions().size(), 2U) << "they are kept at once";
        EXPECT_EQ(blue.decisions()[0]["place"], "own:south");
        EXPECT_TRUE(blue.decisions()[1]["place"].is_null());
        window.press("ctrl+z");
        EXPECT_EQ(blue.decisions().size(), 1U);
        window.press("ctrl+shift+z");
        EXPECT_EQ(blue.decisions().size(), 2U);
        window.press("a");
        EXPECT_EQ(blue.decisions().size(), 3U);
        EXPECT_EQ(blue.decisions()[2]["place"], "own:north");
        expect_clean(window.quit());
    }
    const std::string kept = bytes_of(blue.folder.decisions_file());
    {
        // The places are remembered by the session; the text is named so that its doubts are shown and no others.
        DrivenWindow window(blue.folder, {blue.text});
        window.settled_picture();
        window.press("d");
        const ScreenPicture shown = window.settled_picture();
        // Nothing is left to decide.
        window.press("x");
        EXPECT_EQ(bytes_of(blue.folder.decisions_file()), kept);
        EXPECT_GT(count_in(shown, panel, is_ink), 300) << "what was settled is listed";
        expect_clean(window.quit());
    }
    EXPECT_EQ(bytes_of(blue.folder.decisions_file()), kept);
    EXPECT_EQ(blue.folder.session().own_names, std::vector<std::string>{blue.places});
}

TEST(Doubts, EverywhereAreSettledWithShift) {
    const Bluewater blue;
    DrivenWindow window(blue.folder, {"--places", blue.places, blue.text});
    window.settled_picture();
    window.press("d");
    window.settled_picture();
    window.press("shift+x");
    window.settled_picture();
    ASSERT_EQ(blue.decisions().size(), 1U);
    EXPECT_EQ(blue.decisions()[0]["everywhere"], true);
    expect_clean(window.quit());
}

TEST(Decisions, ThatAreBrokenAreKeptAndANoticeSaysSo) {
    const TestFolder folder;
    const std::string broken = R"({"darya_decisions": 1, "articles": {)";
    folder.put("state/darya/decisions.json", broken);
    DrivenWindow window(folder);
    EXPECT_EQ(trouble_notices(window.settled_picture()), 1);
    expect_clean(window.quit());
    EXPECT_EQ(bytes_of(folder.decisions_file().string() + ".broken"), broken);
}

}  // namespace
}  // namespace darya::e2e
