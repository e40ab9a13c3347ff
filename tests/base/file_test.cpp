#include "base/file.h"

#include <cstdlib>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace darya::base {
namespace {

/// A folder of its own for each test, gone afterwards.
class FileTest : public testing::Test {
protected:
    FileTest() {
        std::string pattern = (fs::temp_directory_path() / "darya_file_XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~FileTest() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    fs::path folder_;
};

using ReadFile = FileTest;
using WriteFile = FileTest;

TEST_F(ReadFile, GivesBackEveryByte) {
    const std::string bytes("one\r\n\0two\xFF", 10);
    ASSERT_TRUE(write_file(folder_ / "a", bytes));
    const auto read = read_file(folder_ / "a");
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_EQ(*read, bytes);
}

TEST_F(ReadFile, TakesAnEmptyFileForEmpty) {
    ASSERT_TRUE(write_file(folder_ / "empty", ""));
    const auto read = read_file(folder_ / "empty");
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->empty());
}

TEST_F(ReadFile, NamesAFileThatIsMissing) {
    const auto read = read_file(folder_ / "missing.txt");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().where, (folder_ / "missing.txt").string());
    EXPECT_EQ(read.error().what, "there is no such file");
}

TEST_F(ReadFile, RefusesFoldersDevicesAndPipes) {
    EXPECT_FALSE(read_file(folder_));
    EXPECT_FALSE(read_file("/dev/zero"));
    ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_FALSE(read_file(folder_ / "pipe"));  // and does not wait for a writer
}

TEST_F(ReadFile, RefusesWhatIsTooLarge) {
    ASSERT_TRUE(write_file(folder_ / "large", std::string(2001, 'x')));
    EXPECT_FALSE(read_file(folder_ / "large", 2000));
    EXPECT_TRUE(read_file(folder_ / "large", 2001));
}

TEST_F(ReadFile, SaysWhatMayNotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "not run: the superuser may read everything";
    ASSERT_TRUE(write_file(folder_ / "secret", "x"));
    fs::permissions(folder_ / "secret", fs::perms::none);
    const auto read = read_file(folder_ / "secret");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what, "this file may not be read");
}

TEST_F(WriteFile, MakesTheFoldersAboveAndReplacesWhatWasThere) {
    const fs::path file = folder_ / "deep" / "down" / "session.json";
    ASSERT_TRUE(write_file(file, "a longer text"));
    ASSERT_TRUE(write_file(file, "short"));
    EXPECT_EQ(*read_file(file), "short");
    EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
}

TEST_F(WriteFile, KeepsTheOldFileWhenItFails) {
    const fs::path file = folder_ / "taken";
    fs::create_directories(file / "full");
    const auto written = write_file(file, "text");  // a folder stands there
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().where, file.string());
    EXPECT_TRUE(fs::is_directory(file / "full"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(WriteFile, NamesAPlaceThatCannotBeWritten) {
    const auto written = write_file("/proc/darya/session.json", "text");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().where, "/proc/darya/session.json");
}

TEST(PersonalFolders, FollowTheEnvironment) {
    const char* const before = std::getenv("XDG_STATE_HOME");
    const std::string kept = before == nullptr ? "" : before;
    ::setenv("XDG_STATE_HOME", "/somewhere/state", 1);
    EXPECT_EQ(state_folder(), "/somewhere/state/darya");
    ::setenv("XDG_STATE_HOME", "not/absolute", 1);  // to be ignored, says the specification
    EXPECT_TRUE(state_folder().is_absolute());
    EXPECT_EQ(state_folder().filename(), "darya");
    ::unsetenv("XDG_STATE_HOME");
    if (before != nullptr) ::setenv("XDG_STATE_HOME", kept.c_str(), 1);
    EXPECT_EQ(config_folder().filename(), "darya");
    EXPECT_EQ(cache_folder().filename(), "darya");
}

}  // namespace
}  // namespace darya::base
