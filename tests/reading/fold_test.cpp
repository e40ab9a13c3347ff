#include "reading/fold.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace darya::reading {
namespace {

std::string folded(std::string_view text) {
    std::string letters;
    for (const FoldedLetter& letter : fold(text)) base::append_utf8(letters, letter.letter);
    return letters;
}

TEST(Fold, MakesCaseAndAccentsVanish) {
    EXPECT_EQ(folded("ROGUN"), "rogun");
    EXPECT_EQ(folded("Zürich é"), folded("zurich E\u0301"));
    EXPECT_EQ(folded("РОГУН"), folded("рогун"));
    EXPECT_EQ(folded("Ғ"), folded("ғ"));
    EXPECT_EQ(folded("Straße"), "strasse");
    EXPECT_EQ(folded("ﬁ"), "fi");
}

TEST(Fold, TakesEveryApostropheForOneAndEverySpaceOrHyphenForOne) {
    for (const char* apostrophe : {"'", "\u2019", "\u2018", "\u02BB", "\u02BC", "`", "\u00B4"}) {
        EXPECT_EQ(folded(std::string("Rog") + apostrophe + "un"), "rog'un") << apostrophe;
    }
    for (const char* between :
         {" ", "-", "\u00A0", "\u2010", "\u2011", "\u2013", "\u2014", "\n", "\r\n  ", " - ", "\u2212"}) {
        EXPECT_EQ(folded(std::string("Amu") + between + "Darya"), "amu darya") << between;
    }
}

TEST(Fold, LetsSoftHyphensAndMarksOfNoWidthVanishWithoutLosingTheirBytes) {
    const std::string text = "Ro\u00ADgu\u200Bn\u0301!";
    const auto letters = fold(text);
    EXPECT_EQ(folded(text), "rogun!");
    EXPECT_EQ(text.substr(letters[4].first_byte, letters[4].end_byte - letters[4].first_byte), "n\u0301");
}

TEST(Fold, RemembersCapitals) {
    const auto letters = fold("Ош ош");
    EXPECT_TRUE(letters[0].is_capital);
    EXPECT_FALSE(letters[1].is_capital);
    EXPECT_FALSE(letters[3].is_capital);
}

TEST(Fold, KnowsLettersAndDigitsOfAnyScript) {
    for (const char32_t letter : {U'a', U'7', U'р', U'ғ', U'\u0627', U'\u4E2D'}) EXPECT_TRUE(is_word_letter(letter));
    for (const char32_t other : {U' ', U'\'', U'.', U'-', U'\u2014', char32_t{0xFFFD}})
        EXPECT_FALSE(is_word_letter(other));
}

TEST(Fold, GivesBytesInOrderThatStandInTheTextAndFoldsAnyBytes) {
    const std::string pieces[] = {"a",      "Ж",      " ",          "-",      "\u0301", "\u00AD", "\xFF",   "\xD0",
                                  "\u2019", "\u1E9E", "\U0001F600", "\u3396", "\uFDFA", "\n",     "\uFB03", "\u0130"};
    for (unsigned seed = 0; seed < 3000; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::string text;
        for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
        const auto letters = fold(text);
        for (std::size_t i = 0; i < letters.size(); ++i) {
            EXPECT_LT(letters[i].first_byte, letters[i].end_byte);
            EXPECT_LE(letters[i].end_byte, text.size());
            if (i == 0) continue;
            EXPECT_GE(letters[i].first_byte, letters[i - 1].first_byte);
            // Several letters of one sign share its bytes; others stand side by side.
            const bool is_same_sign = letters[i].first_byte == letters[i - 1].first_byte;
            EXPECT_TRUE(is_same_sign || letters[i].first_byte >= letters[i - 1].end_byte);
            EXPECT_FALSE(letters[i].letter == U' ' && letters[i - 1].letter == U' ');
        }
    }
}

TEST(Fold, DoesNotChangeWhatIsFoldedAlready) {
    for (char32_t value = 1; value < 0x3000; ++value) {
        std::string text;
        base::append_utf8(text, value);
        const std::string once = folded(text);
        EXPECT_EQ(folded(once), once) << std::hex << static_cast<unsigned>(value);
    }
}

}  // namespace
}  // namespace darya::reading
