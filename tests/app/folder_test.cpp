#include "app/folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <string>

#include "base/notes.h"

namespace darya::app {
namespace {

/// A folder of its own for each test.
class Folders : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "darya-folder-XXXXXX").string();
        top_ = mkdtemp(pattern.data());
    }
    void TearDown() override { fs::remove_all(top_); }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((top_ / name).parent_path());
        std::ofstream(top_ / name, std::ios::binary) << text;
    }
    std::vector<std::string> listed() const {
        std::vector<std::string> names;
        for (const fs::path& file : list_articles(top_, no)) names.push_back(fs::relative(file, top_).string());
        return names;
    }
    fs::path top_;
    std::atomic<bool> no = false;
};

TEST_F(Folders, AreWalkedDownAndOnlyArticlesAreTaken) {
    write("b.txt", "B");
    write("a/deep/down/c.MD", "C");
    write("a/map.gpkg", "no article");
    write(".hidden.txt", "H");
    write(".git/notes.txt", "H");
    EXPECT_EQ(listed(), (std::vector<std::string>{"a/deep/down/c.MD", "b.txt"}));
    EXPECT_TRUE(list_articles(top_ / "missing", no).empty());
    EXPECT_TRUE(list_articles(top_ / "b.txt", no).empty());
}

TEST_F(Folders, DoNotLeadRoundInALoopNorIntoPipes) {
    write("a/one.txt", "1");
    fs::create_directory_symlink(top_, top_ / "a" / "again");
    ASSERT_EQ(mkfifo((top_ / "pipe.txt").c_str(), 0600), 0);
    EXPECT_EQ(listed(), std::vector<std::string>{"a/one.txt"});
}

TEST_F(Folders, AreReadWithTheReasonForEachFileThatCannotBe) {
    write("good.txt", "Title\n\nRogun stands.\n");
    write("empty.txt", "");
    write("foreign.txt", std::string("\0\1\2", 3));
    base::Notes notes;
    const auto gazetteer = reading::load_gazetteer(fs::path(DARYA_SOURCE_DIR) / "assets", notes);
    ASSERT_TRUE(gazetteer);
    const reading::NameFinder finder(*gazetteer);
    const auto files = list_articles(top_, no);
    const FolderPart part = read_part(files, finder, no);
    EXPECT_EQ(part.file_count, 3U);
    ASSERT_EQ(part.shelves.size(), 1U);
    EXPECT_EQ(part.shelves[0]->mentions().size(), 1U);
    std::set<std::string> bad;
    for (const base::Error& trouble : part.troubles) {
        EXPECT_FALSE(trouble.what.empty());
        bad.insert(fs::path(trouble.where).filename().string());
    }
    EXPECT_EQ(bad, (std::set<std::string>{"empty.txt", "foreign.txt"}));
    const std::atomic<bool> is_cancelled = true;
    EXPECT_EQ(read_part(files, finder, is_cancelled).file_count, 0U);
    EXPECT_TRUE(list_articles(top_, is_cancelled).empty());
}

}  // namespace
}  // namespace darya::app
