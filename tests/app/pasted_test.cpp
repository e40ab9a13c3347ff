#include "app/pasted.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"

namespace darya::app {
namespace {

namespace fs = std::filesystem;

class Pasted : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("darya-pasted-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        ASSERT_TRUE(base::write_file(folder_ / "one.txt", "Rogun."));
        ASSERT_TRUE(base::write_file(folder_ / "with space.txt", "Nurek."));
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(Pasted, NamesOfFilesThatExistAreFiles) {
    const std::string one = (folder_ / "one.txt").string();
    EXPECT_EQ(files_named_in(one + "\r\n"), std::vector<fs::path>{one});
    EXPECT_EQ(files_named_in(one + "\n\nfile://" + folder_.string() + "/with%20space.txt\n"),
              (std::vector<fs::path>{one, folder_ / "with space.txt"}));
}

TEST_F(Pasted, AnythingElseIsAText) {
    const std::string one = (folder_ / "one.txt").string();
    EXPECT_TRUE(files_named_in(one + "\nand some words").empty());
    EXPECT_TRUE(files_named_in((folder_ / "gone.txt").string()).empty());
    EXPECT_TRUE(files_named_in("one.txt").empty()) << "from which folder, nobody knows";
    EXPECT_TRUE(files_named_in("").empty());
    EXPECT_TRUE(files_named_in("file://%zz").empty());
}

TEST_F(Pasted, TextsAreKeptInFilesOfTheirOwn) {
    const auto first = keep_pasted("Рогун", folder_ / "new" / "pasted");
    const auto second = keep_pasted("Нурек", folder_ / "new" / "pasted");
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_EQ(*base::read_file(*first), "Рогун");
    EXPECT_EQ(*base::read_file(*second), "Нурек");
    EXPECT_FALSE(keep_pasted("x", folder_ / "one.txt")) << "a file where the folder should be";
}

}  // namespace
}  // namespace darya::app
