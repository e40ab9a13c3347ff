// A whole evening of reading: a text is pasted, walked, its doubt settled, a place searched in another script, words taken
// along with their source; and at the next start everything is as it was left.

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

constexpr const char* text =
    "Water and winter\n\nBy A. Writer\n\nRogun is being built above Nurek.\n\nThey left Qumtepa at dawn.\n\n"
    "In Tashkent it rained.\n";

TEST(Reading, IsPastedWalkedSettledSearchedCopiedAndThereAtTheNextStart) {
    const TestFolder folder;
    folder.put_session(looking_east());
    const std::string places =
        folder.put("places.csv", "id,name,kind,lon,lat\nnorth,Qumtepa,town,67.5,42.5\nsouth,Qumtepa,town,69.5,39.5\n")
            .string();
    const std::string file = folder.put("winter.txt", text).string();
    std::string pasted;
    nlohmann::json settled;
    {
        DrivenWindow window(folder, {"--places", places, file});
        window.press("ctrl+a");
        window.press("ctrl+c");
        window.press("ctrl+v");
        window.settled_picture();
        pasted = window.session().reading.file;
        ASSERT_NE(pasted, file);
        ASSERT_NE(pasted, "");

        window.press("n");
        const atlas::Session first = window.session();
        EXPECT_EQ(first.selected, "rogun");
        window.press("n");
        const atlas::Session second = window.session();
        EXPECT_EQ(second.selected, "nurek");
        EXPECT_GT(std::hypot(second.lon_deg - first.lon_deg, second.lat_deg - first.lat_deg), 0.1)
            << "the map has followed";

        window.press("d");
        window.settled_picture();
        window.press("2");
        window.settled_picture();
        settled = decisions_about(folder, pasted);
        ASSERT_EQ(settled.size(), 1U);
        EXPECT_EQ(settled[0]["place"], "own:south");
        window.press("Escape");

        window.press("ctrl+f");
        window.type("Рогун");
        window.settled_picture();
        window.press("Return");
        window.settled_picture();
        EXPECT_EQ(window.session().selected, "rogun") << "found under its Russian name";

        window.press("n");
        window.press("ctrl+a");
        window.press("ctrl+shift+c");
        const std::string taken = window.clipboard();
        EXPECT_TRUE(taken.starts_with("“Water and winter\n\nBy A. Writer\n\nRogun is being built")) << taken;
        EXPECT_NE(taken.find("”\n— A. Writer, Water and winter, ¶ 1–5, pasted "), std::string::npos) << taken;
        expect_clean(window.quit());
    }
    DrivenWindow window(folder);
    window.settled_picture();
    EXPECT_EQ(window.session().reading.file, pasted);
    window.press("d");
    window.settled_picture();
    window.press("x");  // no doubt of this text is left that it could refuse
    window.settled_picture();
    EXPECT_EQ(decisions_about(folder, pasted), settled);
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
