// A whole evening of reading: a text is pasted, walked, its doubt settled, a place searched in another script, words taken
// along with their source; and at the next start everything is as it was left.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "e2e/driven_window.h"
#include "e2e/known.h"
#include "geo/projection.h"

namespace darya::e2e {
namespace {

const std::string passage =
    "A dam has two owners: the one who is cold in January, and the one who is thirsty in July. Between the Amu Darya "
    "and "
    "the Syr Darya both have lost the Aral Sea.";

const std::string pasted_text =
    "Two Summers on One River\n\n"
    "By Daria Nobody, 12 March 2010\n\n"
    "The Vakhsh comes down from the snow and is held back twice: at Nurek, which has stood for decades, and at Roghun, "
    "which is still growing. Below them the fields of Uzbekistan wait for the water of July.\n\n"
    "In Qumtepa nobody has forgotten the winter when the lamps went out, and nobody the summer when the canals stayed "
    "dry.\n\n" +
    passage + "\n";

constexpr float card_px = 392.0F;  // narrower than the reader

/// Whether the map shows a point beside the panels, the right one of which begins at `right_px`.
bool is_in_view(const scene::Camera& camera, geo::MapPoint point, float right_px) {
    const geo::ScreenPoint at = camera.to_screen(point);
    return at.x_px > left_panel_px && at.x_px < right_px && at.y_px > 0.0F && at.y_px < camera.height_px;
}

/// The passage that was looked for: what stands beside the bar at its left, as far as the panel goes.
geo::ScreenBox marked_passage(const ScreenPicture& picture, const geo::ScreenBox& panel) {
    const style::Style& style = style_of_window();
    const auto is_bar = [&style](const data::Colour& colour) {
        return is_near(colour, blended(style.accent, style.panel, 0.7), 12);
    };
    const std::vector<PixelRun> bars = runs_in(picture, panel, is_bar, 30, 400, true);
    if (bars.empty()) return {};
    constexpr float beside_px = 12.0F;
    const geo::ScreenPoint top = bars.front().first;
    return {top.x_px + beside_px, top.y_px, panel.right_px, top.y_px + static_cast<float>(bars.front().length_px)};
}

TEST(Reading, IsPastedWalkedSettledSearchedCopiedAndThereAtTheNextStart) {
    const TestFolder folder;
    const atlas::Session start = looking_east();
    folder.put_session(start);
    const std::string places = put_two_of_one_name(folder);
    std::string pasted;
    {
        DrivenWindow window(folder, {"--places", places});
        const ScreenPicture empty = window.settled_picture();

        window.paste(pasted_text);
        const ScreenPicture opened = window.settled_picture();
        const geo::ScreenBox reader = new_panel_at_right(empty, opened);
        ASSERT_GT(reader.width_px(), 300.0F);
        pasted = window.session().reading.file;
        EXPECT_EQ(bytes_of(pasted), pasted_text);

        // From name to name, with the map going along.
        window.press("n");
        EXPECT_EQ(window.session().selected, "vakhsh");
        window.press("n");
        const atlas::Session at_nurek = window.session();
        EXPECT_EQ(at_nurek.selected, "nurek");
        EXPECT_LT(at_nurek.metres_per_px, start.metres_per_px) << "the map went closer";
        EXPECT_TRUE(is_in_view(camera_of(at_nurek), site("nurek"), reader.left_px));

        // The southern one of two places is meant.
        window.press("d");
        window.settled_picture();
        window.press("2");
        const nlohmann::json decisions = decisions_about(folder, pasted);
        ASSERT_EQ(decisions.size(), 1U);
        EXPECT_EQ(decisions[0]["quote"]["exact"], "Qumtepa");
        EXPECT_EQ(decisions[0]["place"], "own:south");
        window.press("d");
        for (const char* place : {"rogun", "uzbekistan", "own:south"}) {
            window.press("n");
            EXPECT_EQ(window.session().selected, place) << "the walk goes on where it was";
        }
        EXPECT_TRUE(is_in_view(window.camera(), geo::to_map({69.5, 39.5}), reader.left_px));

        // Under another of its names, in other letters than the text's; behind the text lies its card.
        window.press("ctrl+f");
        window.type("Рогун");
        window.press("Return");
        const atlas::Session at_rogun = window.session();
        EXPECT_EQ(at_rogun.selected, "rogun");
        EXPECT_EQ(at_rogun.reading.file, pasted) << "the text stays open";
        EXPECT_TRUE(is_in_view(camera_of(at_rogun), site("rogun"), reader.left_px));
        window.press("Escape");
        const atlas::Session at_card = window.session();
        EXPECT_EQ(at_card.selected, "rogun");
        EXPECT_EQ(at_card.reading.file, "");
        const ScreenPicture shown = window.settled_picture();
        const geo::ScreenBox card{reader.right_px - card_px, reader.top_px, reader.right_px, reader.bottom_px};
        const geo::ScreenBox beside{reader.left_px, reader.top_px, card.left_px - 10.0F, reader.bottom_px};
        EXPECT_GT(count_in(shown, card, is_ink), 1000) << "there is text on the card";
        EXPECT_LT(count_in(shown, beside, is_panel), count_in(opened, beside, is_panel) / 4) << "the reader is gone";

        // Back to the text by its words, to quote them.
        window.press("ctrl+f");
        window.type("thirsty in July");
        window.press("Return");
        const ScreenPicture found = window.settled_picture();
        const geo::ScreenBox words = marked_passage(found, reader);
        ASSERT_GT(words.width_px(), 200.0F) << "the passage that was looked for is marked";
        window.drag({{words.left_px + 1.0F, words.top_px + 8.0F},
                     {words.left_px + 100.0F, words.top_px + 30.0F},
                     {words.right_px - 30.0F, words.bottom_px - 4.0F}});
        window.press("ctrl+shift+c");
        EXPECT_EQ(window.clipboard(), "“" + passage + "”\n— Daria Nobody, Two Summers on One River, 2010-03-12, ¶ 5, " +
                                          fs::path(pasted).filename().string());
        expect_clean(window.quit());
    }
    const std::string kept = bytes_of(folder.decisions_file());
    DrivenWindow again(folder);
    const atlas::Session session = again.session();
    EXPECT_EQ(session.reading.file, pasted) << "the text is open again";
    EXPECT_EQ(session.own_names, std::vector<std::string>{places});
    for (int i = 0; i < 5; ++i) again.press("n");
    EXPECT_EQ(again.session().selected, "own:south") << "what was decided stands";
    again.press("d");
    again.settled_picture();
    again.press("x");
    EXPECT_EQ(bytes_of(folder.decisions_file()), kept) << "nothing is left to decide";
    expect_clean(again.quit());
}

}  // namespace
}  // namespace darya::e2e
