#include "app/desktop_scale.h"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace darya::app {
namespace {

void add_number(std::string& bytes, std::uint32_t value, std::size_t byte_count, bool is_big) {
    for (std::size_t i = 0; i < byte_count; ++i) {
        const std::size_t shift = 8 * (is_big ? byte_count - 1 - i : i);
        bytes += static_cast<char>(value >> shift & 0xFFU);
    }
}

void add_name(std::string& bytes, std::uint32_t type, const std::string& name, bool is_big) {
    add_number(bytes, type, 1, is_big);
    bytes += '\0';
    add_number(bytes, static_cast<std::uint32_t>(name.size()), 2, is_big);
    bytes += name;
    while (bytes.size() % 4 != 0) bytes += '\0';
    add_number(bytes, 7, 4, is_big);
}

/// What a manager of settings tells: a text, a colour, and a number at last.
std::string settings(const std::string& name, std::uint32_t value, bool is_big = false) {
    std::string bytes;
    add_number(bytes, is_big ? 1 : 0, 1, is_big);
    bytes += std::string(3, '\0');
    add_number(bytes, 1, 4, is_big);
    add_number(bytes, 3, 4, is_big);
    add_name(bytes, 1, "Net/ThemeName", is_big);
    add_number(bytes, 5, 4, is_big);
    bytes += std::string("Paper\0\0\0", 8);
    add_name(bytes, 2, "Some/Colour", is_big);
    bytes += std::string(8, '\x11');
    add_name(bytes, 0, name, is_big);
    add_number(bytes, value, 4, is_big);
    return bytes;
}

TEST(DesktopScale, IsOneWhereNobodySaysAnything) {
    EXPECT_EQ(desktop_scale({}), 1.0F);
}

TEST(DesktopScale, IsReadFromTheResourcesOfTheXServer) {
    EXPECT_EQ(desktop_scale({"", "", "", "Xcursor.size:\t24\nXft.antialias:\t1\nXft.dpi:\t192\n"}), 2.0F);
    EXPECT_EQ(desktop_scale({"", "", "", "Xft.dpi: 96"}), 1.0F);
    EXPECT_EQ(desktop_scale({"", "", "", "Xft.dpi: 120\n"}), 1.25F);
    EXPECT_EQ(desktop_scale({"", "", "", "Xft.dpi: 97.3\n"}), 1.0F);
    EXPECT_EQ(desktop_scale({"", "", "", "Xft.dpis: 192\nmyXft.dpi: 192\n"}), 1.0F);
}

TEST(DesktopScale, IsReadFromTheSettingsOfTheDesktop) {
    for (const bool is_big : {false, true}) {
        EXPECT_EQ(desktop_scale({"", "", settings("Xft/DPI", 144 * 1024, is_big), ""}), 1.5F);
        EXPECT_EQ(desktop_scale({"", "", settings("Gdk/WindowScalingFactor", 2, is_big), ""}), 2.0F);
    }
    EXPECT_EQ(desktop_scale({"", "", settings("Xft/DPI", 144 * 1024), "Xft.dpi: 192"}), 1.5F);
}

TEST(DesktopScale, IsThatOfTheEnvironmentFirst) {
    EXPECT_EQ(desktop_scale({"2", "", settings("Xft/DPI", 144 * 1024), "Xft.dpi: 96"}), 2.0F);
    EXPECT_EQ(desktop_scale({"", "1.5", "", "Xft.dpi: 192"}), 1.5F);
}

TEST(DesktopScale, StaysWithinReasonWhateverIsSaid) {
    EXPECT_EQ(desktop_scale({"1000", "", "", ""}), most_scale);
    EXPECT_EQ(desktop_scale({"0.1", "", "", ""}), 1.0F);
    EXPECT_EQ(desktop_scale({"-2", "nan", "", "Xft.dpi: many"}), 1.0F);
    EXPECT_EQ(desktop_scale({"", "", settings("Xft/DPI", 0xFFFFFFFFU), ""}), 1.0F);
}

TEST(SettingOf, SurvivesEveryCut) {
    const std::string whole = settings("Xft/DPI", 98'304);
    EXPECT_EQ(setting_of(whole, "Xft/DPI"), 98'304);
    EXPECT_EQ(setting_of(whole, "Xft/Hinting"), std::nullopt);
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(setting_of(std::string_view(whole).substr(0, size), "Xft/DPI"), std::nullopt) << size;
    EXPECT_EQ(setting_of(std::string(64, '\xff'), "Xft/DPI"), std::nullopt);
}

}  // namespace
}  // namespace darya::app
