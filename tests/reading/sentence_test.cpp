#include "reading/sentence.h"

#include <random>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

std::string around(const std::string& text, const std::string& name, std::size_t most_bytes = 400) {
    const auto article = text_of("A title\n\n" + text + "\n");
    const Passage& passage = article->passages.at(1);
    const std::size_t at = article->text.find(name, passage.first_byte);
    const ByteRange range = sentence_around(article->text, passage, {at, name.size()}, most_bytes);
    return article->text.substr(range.first_byte, range.byte_count);
}

TEST(Sentence, IsTheOneTheNameStandsIn) {
    const std::string text = "It is cold. The road to Naryn is long! Who goes there? Nobody, in 3.5 hours.";
    EXPECT_EQ(around(text, "Naryn"), "The road to Naryn is long!");
    EXPECT_EQ(around(text, "cold"), "It is cold.");
    EXPECT_EQ(around(text, "Nobody"), "Nobody, in 3.5 hours.");
}

TEST(Sentence, DoesNotEndAfterAnInitialOrAShortWord) {
    EXPECT_EQ(around("N. Aral met Dr. Chu at St. Petersburg. He slept.", "Chu"),
              "N. Aral met Dr. Chu at St. Petersburg.");
    EXPECT_EQ(around("Жители г. Нарын ждут. Тихо.", "Нарын"), "Жители г. Нарын ждут.");
}

TEST(Sentence, IsCutAtWordsWhereItIsLong) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "слово ";
    text += "Naryn";
    for (int i = 0; i < 400; ++i) text += " слово";
    const std::string cut = around(text, "Naryn", 120);
    EXPECT_LE(cut.size(), 120U);
    EXPECT_TRUE(cut.starts_with("слово ")) << cut;
    EXPECT_TRUE(cut.ends_with(" слово")) << cut;
    EXPECT_NE(cut.find("Naryn"), std::string::npos);
}

TEST(Sentence, HoldsItsNameAndTearsNoLetterWhateverTheTextIs) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        static const std::vector<std::string> pieces{". ", "! ", " ", "река", "ғ", ".", "Рогун", "\"", "\n", "x"};
        std::string text;
        for (int i = 0; i < 60; ++i) text += pieces[random() % pieces.size()];
        const std::string whole = "Рогун" + text;
        Passage passage;
        passage.byte_count = whole.size();
        for (std::size_t at = 0; at != std::string::npos; at = whole.find("Рогун", at + 1)) {
            const ByteRange range = sentence_around(whole, passage, {at, 10}, random() % 80);
            EXPECT_LE(range.first_byte, at);
            EXPECT_GE(range.first_byte + range.byte_count, at + 10);
            EXPECT_LE(range.first_byte + range.byte_count, whole.size());
            EXPECT_FALSE(base::first_invalid_byte(whole.substr(range.first_byte, range.byte_count)));
        }
    }
}

}  // namespace
}  // namespace darya::reading
