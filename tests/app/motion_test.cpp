#include "app/motion.h"

#include <string>

#include <gtest/gtest.h>

#include "base/file.h"

namespace darya::app {
namespace {

namespace fs = std::filesystem;

class Motion : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "darya-motion-XXXXXX").string();
        config_ = mkdtemp(pattern.data());
    }
    void TearDown() override { fs::remove_all(config_); }
    void write(const char* file, const char* text) const { ASSERT_TRUE(base::write_file(config_ / file, text)); }

    fs::path config_;
};

TEST_F(Motion, IsNoQuestionWhereNoDesktopSaysAnything) {
    EXPECT_FALSE(less_motion_in_files(config_).has_value());
    write("kdeglobals", "[General]\nAnimationDurationFactor=0\n");
    write("gtk-3.0/settings.ini", "no lines of keys\n[Other]\ngtk-enable-animations=0\n");
    EXPECT_FALSE(less_motion_in_files(config_).has_value()) << "those are keys of other groups";
}

TEST_F(Motion, IsUnwantedWhereKdeOrGtkSaySo) {
    write("gtk-3.0/settings.ini", "[Settings]\r\ngtk-theme-name = Adwaita\r\ngtk-enable-animations = 0\r\n");
    EXPECT_EQ(less_motion_in_files(config_), true);
    write("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=true");
    EXPECT_EQ(less_motion_in_files(config_), false) << "the newer one counts";
    write("kdeglobals", "[KDE]\nAnimationDurationFactor=0.0\n");
    EXPECT_EQ(less_motion_in_files(config_), true);
    write("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n");
    EXPECT_EQ(less_motion_in_files(config_), false);
}

}  // namespace
}  // namespace darya::app
