#include "app/data_folders.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/child.h"

namespace darya::app {
namespace {

namespace fs = std::filesystem;

/// A copy of the program in a folder of its own, where its data can be put beside it or left out.
class ProgramElsewhere : public testing::Test {
protected:
    ProgramElsewhere() {
        std::string name = (fs::temp_directory_path() / "darya-app-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
        fs::create_directories(folder_ / "bin");
        // A link would be looked through: the program asks the system where its file lies.
        fs::copy_file(DARYA_PROGRAM, folder_ / "bin" / "darya");
        fs::copy_file(fs::path(DARYA_BUILD_DIR) / "darya_maps.so", folder_ / "bin" / "darya_maps.so");
    }
    ~ProgramElsewhere() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    void link_data(const fs::path& to, const std::vector<std::string>& names) const {
        fs::create_directories(to);
        for (const std::string& name : names) fs::create_symlink(fs::path(DARYA_SOURCE_DIR) / name, to / name);
    }
    base::ChildOutput list_places() const {
        const auto output = base::run_child({(folder_ / "bin" / "darya").string(), "places",
                                             std::string(DARYA_SOURCE_DIR) + "/tests/fixtures/kambartinsk.txt"});
        EXPECT_TRUE(output);
        return output ? *output : base::ChildOutput{-1, false, "", ""};
    }
    fs::path folder_;
};

TEST_F(ProgramElsewhere, FindsItsDataBesideItself) {
    link_data(folder_ / "bin", {"assets", "shaders", "geodata"});
    const base::ChildOutput output = list_places();
    EXPECT_EQ(output.exit_code, 0) << output.standard_error;
    EXPECT_THAT(output.standard_out, testing::HasSubstr("\"rogun\""));
}

TEST_F(ProgramElsewhere, FindsItsDataInTheShareFolderOfItsPrefix) {
    link_data(folder_ / "share" / "darya", {"assets", "shaders", "geodata"});
    const base::ChildOutput output = list_places();
    EXPECT_EQ(output.exit_code, 0) << output.standard_error;
    EXPECT_THAT(output.standard_out, testing::HasSubstr("\"rogun\""));
}

TEST_F(ProgramElsewhere, NamesTheDataThatAreMissingInOneLine) {
    link_data(folder_ / "bin", {"assets", "geodata"});
    const base::ChildOutput output = list_places();
    EXPECT_EQ(output.exit_code, 1);
    EXPECT_EQ(output.standard_out, "");
    EXPECT_THAT(output.standard_error, testing::HasSubstr((folder_ / "bin" / "shaders").string()));
    EXPECT_THAT(output.standard_error, testing::Not(testing::HasSubstr("geodata")));
    EXPECT_EQ(std::count(output.standard_error.begin(), output.standard_error.end(), '\n'), 1);
}

TEST_F(ProgramElsewhere, SaysInOneLineThatItsModuleIsMissing) {
    link_data(folder_ / "bin", {"assets", "shaders", "geodata"});
    fs::remove(folder_ / "bin" / "darya_maps.so");
    const auto output =
        base::run_child({"env", "XDG_CACHE_HOME=" + (folder_ / "cache").string(), (folder_ / "bin" / "darya").string(),
                         "picture", (folder_ / "map.svg").string()});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->exit_code, 1);
    EXPECT_THAT(output->standard_error, testing::HasSubstr((folder_ / "bin" / "darya_maps.so").string()));
    EXPECT_EQ(std::count(output->standard_error.begin(), output->standard_error.end(), '\n'), 1);
}

TEST(DataFolders, AreFoundInABuildFolder) {
    // The tests lie in tests/ of the build folder, beside no data; the program itself is looked for above.
    const auto output = base::run_child({DARYA_PROGRAM, "places", "/dev/null/no-such-file"});
    ASSERT_TRUE(output);
    EXPECT_EQ(output->exit_code, 1);
    EXPECT_THAT(output->standard_error, testing::HasSubstr("no-such-file")) << "the data are not what is missing";
}

}  // namespace
}  // namespace darya::app
