#include "style/text.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace darya::style {
namespace {

namespace fs = std::filesystem;

FontFiles fonts_here() {
    base::Notes notes;
    auto found = find_fonts(notes);
    return found ? *found : FontFiles{};
}

/// Makes fontconfig see an empty world for a while.
class NoFonts {
public:
    NoFonts() : file_(fs::temp_directory_path() / "darya_no_fonts.conf") {
        std::ofstream(file_) << "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">"
                                "<fontconfig></fontconfig>";
        ::setenv("FONTCONFIG_FILE", file_.c_str(), 1);
    }
    ~NoFonts() {
        ::unsetenv("FONTCONFIG_FILE");
        fs::remove(file_);
    }
    NoFonts(const NoFonts&) = delete;
    NoFonts& operator=(const NoFonts&) = delete;

private:
    fs::path file_;
};

TEST(FindFonts, NamesAFileForEveryFace) {
    base::Notes notes;
    const auto found = find_fonts(notes);
    ASSERT_TRUE(found) << found.error().line();
    ASSERT_EQ(found->paths.size(), static_cast<std::size_t>(face_count));
    ASSERT_EQ(found->indices.size(), static_cast<std::size_t>(face_count));
    for (const std::string& path : found->paths) EXPECT_TRUE(fs::is_regular_file(path)) << path;
}

TEST(FindFonts, ChoosesDifferentFilesForUprightItalicAndBold) {
    const FontFiles files = fonts_here();
    ASSERT_FALSE(files.paths.empty());
    if (files.paths[0].find("NotoSans") == std::string::npos) GTEST_SKIP() << "not run: Noto Sans is not installed";
    EXPECT_NE(files.paths[static_cast<std::size_t>(Face::map_regular)],
              files.paths[static_cast<std::size_t>(Face::map_italic)]);
    EXPECT_NE(files.paths[static_cast<std::size_t>(Face::map_regular)],
              files.paths[static_cast<std::size_t>(Face::map_bold)]);
}

TEST(FindFonts, SaysWhatToInstallWhereThereIsNoFont) {
    const NoFonts none;
    base::Notes notes;
    const auto found = find_fonts(notes);
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().next.find("fonts-noto-core"), std::string::npos);
}

TEST(TextMeasure, ScalesWithTheSize) {
    TextMeasure measure(fonts_here());
    const TextExtent small = measure.extent(Face::map_regular, 10.0F, "Norak");
    const TextExtent large = measure.extent(Face::map_regular, 30.0F, "Norak");
    EXPECT_GT(small.width_px, 15.0F);
    EXPECT_LT(small.width_px, 50.0F);
    EXPECT_NEAR(large.width_px, 3.0F * small.width_px, 1e-3F);
    EXPECT_NEAR(large.ascent_px, 3.0F * small.ascent_px, 1e-3F);
    EXPECT_GT(small.ascent_px, 6.0F);
    EXPECT_GT(small.descent_px, 1.0F);
}

TEST(TextMeasure, PlacesLettersWhereTheExtentSaysTheyEnd) {
    TextMeasure measure(fonts_here());
    for (const float spacing_px : {0.0F, 2.5F}) {
        for (const char* text : {"AVATAR", "Қорақум", "Тоҷикистон", "Oʻzbekiston", ""}) {
            SCOPED_TRACE(text);
            const auto letters = measure.letters(Face::map_bold, 17.0F, text, spacing_px);
            const float end_px = letters.empty() ? 0.0F : letters.back().pen_px + letters.back().advance_px;
            EXPECT_NEAR(end_px, measure.extent(Face::map_bold, 17.0F, text, spacing_px).width_px, 1e-3F);
        }
    }
}

TEST(TextMeasure, CountsLettersNotBytes) {
    TextMeasure measure(fonts_here());
    const auto letters = measure.letters(Face::read_regular, 15.0F, "Ғӯзор");
    ASSERT_EQ(letters.size(), 5U);
    EXPECT_EQ(letters[0].letter, U'Ғ');
    EXPECT_EQ(letters[0].pen_px, 0.0F);
}

TEST(TextMeasure, AddsTheSpacingAfterEveryLetter) {
    TextMeasure measure(fonts_here());
    const float plain_px = measure.extent(Face::map_medium, 14.0F, "KAZAKHSTAN").width_px;
    const float spaced_px = measure.extent(Face::map_medium, 14.0F, "KAZAKHSTAN", 3.0F).width_px;
    EXPECT_NEAR(spaced_px, plain_px + 30.0F, 1e-3F);
}

TEST(TextMeasure, GivesRoomToLettersTheFontLacks) {
    TextMeasure measure(fonts_here());
    EXPECT_GT(measure.extent(Face::map_regular, 10.0F, "\xF3\xB0\x80\x80").width_px, 1.0F);  // U+F0000, private use
    EXPECT_GT(measure.extent(Face::map_regular, 10.0F, "\xFF").width_px, 1.0F);              // not UTF-8
}

TEST(TextMeasure, GivesNoRoomToControlLetters) {
    TextMeasure measure(fonts_here());
    EXPECT_EQ(measure.extent(Face::ui_regular, 14.0F, "\n\r\x01").width_px, 0.0F);
}

TEST(TextMeasure, StillMeasuresWithAFontThatCannotBeRead) {
    FontFiles files;
    files.paths.assign(static_cast<std::size_t>(face_count), "/nowhere/none.ttf");
    files.indices.assign(static_cast<std::size_t>(face_count), 0);
    TextMeasure measure(files);
    EXPECT_NEAR(measure.extent(Face::ui_bold, 10.0F, "abcd").width_px, 20.0F, 1e-3F);
    TextMeasure nothing_at_all(FontFiles{});
    EXPECT_NEAR(nothing_at_all.extent(Face::ui_bold, 10.0F, "abcd").width_px, 20.0F, 1e-3F);
}

TEST(TextMeasure, MayBeMoved) {
    TextMeasure first(fonts_here());
    const float width_px = first.extent(Face::ui_regular, 14.0F, "Syr Darya").width_px;
    TextMeasure second(std::move(first));
    EXPECT_EQ(second.extent(Face::ui_regular, 14.0F, "Syr Darya").width_px, width_px);
}

}  // namespace
}  // namespace darya::style
