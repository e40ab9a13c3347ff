#include "app/themes.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/file.h"

namespace darya::app {
namespace {

namespace fs = std::filesystem;

class ThemeFiles : public testing::Test {
protected:
    fs::path folder_ = fs::path(testing::TempDir()) / ("themes-" + std::to_string(getpid()) +
                                                       testing::UnitTest::GetInstance()->current_test_info()->name());
    DataFolders own_{fs::path(DARYA_SOURCE_DIR) / "assets", {}, {}};
    double now_s_ = 10.0;

    ~ThemeFiles() override { fs::remove_all(folder_); }

    std::string light() const { return *base::read_file(own_.styles() / "light.toml"); }
    fs::path save(const std::string& name, const std::string& text) {
        const fs::path file = folder_ / name;
        EXPECT_TRUE(base::write_file(file, text));
        // Saved at another moment than before, whatever the file system's clock.
        fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::seconds(++saved_));
        return file;
    }
    /// Looks as often as a second allows.
    std::optional<base::Result<style::Style>> look(StyleWatch& watch) {
        for (int i = 0; i < 100; ++i) {
            if (auto read = watch.look(now_s_ += 0.01)) return read;
        }
        return std::nullopt;
    }

private:
    int saved_ = 0;
};

std::vector<std::string> names_of(const std::vector<Theme>& themes) {
    std::vector<std::string> names;
    for (const Theme& theme : themes) names.push_back(theme.name);
    return names;
}

TEST_F(ThemeFiles, AreTheProgramsOwnFirst) {
    EXPECT_EQ(names_of(find_themes(own_, folder_)), (std::vector<std::string>{"light", "dark", "print"}));
}

TEST_F(ThemeFiles, OfAPersonStandBesideThem) {
    save("sepia.toml", light());
    save("autumn.toml", light());
    save("notes.txt", "no style");
    save(".hidden.toml", light());
    EXPECT_EQ(names_of(find_themes(own_, folder_)),
              (std::vector<std::string>{"light", "dark", "print", "autumn", "sepia"}));
    EXPECT_EQ(*file_of_style(find_themes(own_, folder_), "sepia"), folder_ / "sepia.toml");
}

TEST_F(ThemeFiles, OfAPersonTakeThePlaceOfThoseOfTheSameName) {
    const fs::path mine = save("dark.toml", light());
    const auto themes = find_themes(own_, folder_);
    EXPECT_EQ(themes.size(), 3U);
    EXPECT_EQ(*file_of_style(themes, "dark"), mine);
}

TEST_F(ThemeFiles, MayBeNamedByTheirPath) {
    const auto themes = find_themes(own_, folder_);
    EXPECT_EQ(*file_of_style(themes, "/somewhere/mine.toml"), "/somewhere/mine.toml");
    EXPECT_EQ(*file_of_style(themes, "mine.toml"), "mine.toml");
    const auto missing = file_of_style(themes, "sepia-of-nobody");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().line().find("light, dark, print"), std::string::npos) << missing.error().line();
}

TEST_F(ThemeFiles, AreReadAgainWhenTheyWereSaved) {
    const fs::path file = save("mine.toml", light());
    StyleWatch watch(file);
    EXPECT_FALSE(look(watch));
    std::string other = light();
    other.replace(other.find("#dfe6ea"), 7, "#102030");
    save("mine.toml", other);
    const auto read = look(watch);
    ASSERT_TRUE(read && *read);
    EXPECT_EQ((*read)->background, (style::Colour{0x10, 0x20, 0x30, 255}));
    EXPECT_FALSE(look(watch));
}

TEST_F(ThemeFiles, TellWhatIsWrongOnceAndAreReadWhenItIsRight) {
    StyleWatch watch(save("mine.toml", light()));
    save("mine.toml", light() + "\nsurprise = 1\n");
    const auto broken = look(watch);
    ASSERT_TRUE(broken);
    ASSERT_FALSE(*broken);
    EXPECT_NE(broken->error().line().find("mine.toml: line "), std::string::npos) << broken->error().line();
    EXPECT_FALSE(look(watch));
    save("mine.toml", light());
    const auto mended = look(watch);
    EXPECT_TRUE(mended && *mended);
}

TEST_F(ThemeFiles, MayGoAndComeBack) {
    const fs::path file = save("mine.toml", light());
    StyleWatch watch(file);
    fs::remove(file);
    const auto gone = look(watch);
    ASSERT_TRUE(gone);
    EXPECT_FALSE(*gone);
    save("mine.toml", light());
    const auto back = look(watch);
    EXPECT_TRUE(back && *back);
}

TEST_F(ThemeFiles, AreNotReadWhileTheyAreStillBeingWritten) {
    StyleWatch watch(save("mine.toml", light()));
    for (int part = 1; part <= 4; ++part) {
        save("mine.toml", light().substr(0, static_cast<std::size_t>(part) * 400));
        EXPECT_FALSE(watch.look(now_s_ += 0.25)) << part;
    }
    save("mine.toml", light());
    EXPECT_FALSE(watch.look(now_s_ += 0.25));
    const auto read = watch.look(now_s_ += 0.25);
    EXPECT_TRUE(read && *read);
}

}  // namespace
}  // namespace darya::app
