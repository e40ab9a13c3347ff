// A text in the reader: walked with keys, copied with its source, enlarged, and found again at the next start.

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "e2e/driven_window.h"
#include "e2e/known.h"

namespace darya::e2e {
namespace {

const std::string article_file = std::string(DARYA_SOURCE_DIR) + "/tests/fixtures/kambartinsk.txt";

TEST(Reader, IsWalkedFromNameToNameWithTheMapFollowing) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder, {article_file});
    const atlas::Session opened = window.session();
    EXPECT_EQ(opened.reading.file, article_file);
    EXPECT_EQ(opened.selected, "");
    window.press("n");
    const atlas::Session first = window.session();
    EXPECT_EQ(first.selected, "kazakhstan");
    window.press("n");
    const atlas::Session second = window.session();
    EXPECT_EQ(second.selected, "uzbekistan");
    EXPECT_NE(second.metres_per_px, first.metres_per_px) << "the map has followed";
    window.press("p");
    EXPECT_EQ(window.session().selected, "kazakhstan");
    EXPECT_EQ(window.session().reading.file, article_file) << "the reader stays open";
    expect_clean(window.quit());
}

TEST(Reader, PutsWordsAndTheirSourceOnTheClipboard) {
    const TestFolder folder;
    folder.put_session(looking_east());
    const std::string file =
        folder.put("water.txt", "On Water\n\nBy A. Writer\n\nТоктогул хранит воду Нарына.\n").string();
    DrivenWindow window(folder, {file});
    window.press("ctrl+a");
    window.press("ctrl+shift+c");
    EXPECT_EQ(window.clipboard(),
              "“On Water\n\nBy A. Writer\n\nТоктогул хранит воду Нарына.”\n— A. Writer, On Water, ¶ 1–3, water.txt");
    window.press("ctrl+c");
    EXPECT_EQ(window.clipboard(), "On Water\n\nBy A. Writer\n\nТоктогул хранит воду Нарына.");
    expect_clean(window.quit());
}

TEST(Reader, OpensWhatIsOnTheClipboard) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder, {article_file});
    window.press("ctrl+a");
    window.press("ctrl+c");
    window.press("ctrl+v");
    window.settled_picture();
    const atlas::Session pasted = window.session();
    EXPECT_NE(pasted.reading.file.find("/pasted/pasted "), std::string::npos) << pasted.reading.file;
    window.press("n");
    EXPECT_EQ(window.session().selected, "kazakhstan") << "its names are found like any others";
    expect_clean(window.quit());

    DrivenWindow again(folder);
    EXPECT_EQ(again.session().reading.file, pasted.reading.file) << "and it is there at the next start";
    expect_clean(again.quit());
}

TEST(Reader, SetsTheTextLargerAndRemembersIt) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder, {article_file});
    const ScreenPicture before = window.settled_picture();
    for (int i = 0; i < 3; ++i) window.press("ctrl+equal");
    const ScreenPicture after = window.settled_picture();
    EXPECT_GT(changed_in(before, after, after.whole()), 20'000);
    EXPECT_EQ(window.session().text_px, atlas::default_text_px + 3.0F);
    expect_clean(window.quit());

    DrivenWindow again(folder);
    const atlas::Session session = again.session();
    EXPECT_EQ(session.text_px, atlas::default_text_px + 3.0F);
    EXPECT_EQ(session.reading.file, article_file) << "the text is open again";
    again.press("ctrl+0");
    EXPECT_EQ(again.session().text_px, atlas::default_text_px);
    expect_clean(again.quit());
}

TEST(Reader, RestsWhenNothingMoves) {
    const TestFolder folder;
    folder.put_session(looking_east());
    DrivenWindow window(folder, {article_file});
    window.press("n");
    window.settled_picture();
    // The walk has brought the mouse nowhere: no name is pointed at, so no ring beats on the map.
    const double before_s = window.cpu_s();
    std::this_thread::sleep_for(std::chrono::seconds(3));
    EXPECT_LT(window.cpu_s() - before_s, 0.5);
    expect_clean(window.quit());
}

}  // namespace
}  // namespace darya::e2e
