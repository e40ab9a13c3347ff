// The test set holds the finder to what it reached; bench/gold prints the figures by language.
#include "reading/gold.h"

#include <gtest/gtest.h>

#include "reading/mentions.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

const std::filesystem::path gold_folder = std::filesystem::path(DARYA_SOURCE_DIR) / "tests" / "reading" / "gold";

std::vector<gold::Answer> answers_of(const gold::Text& text) {
    static const NameFinder finder(known_places());
    const auto article = text_of(text.text);
    std::vector<gold::Answer> answers;
    for (const Mention& mention : finder.find(*article)) {
        EXPECT_LE(mention.first_byte + mention.byte_count, article->text.size());
        answers.push_back({mention.first_byte, mention.first_byte + mention.byte_count,
                           known_places().place(mention.place).id, mention.type == MentionType::place});
    }
    return answers;
}

TEST(Gold, TakesMarksOutAndJudgesByThem) {
    const auto text = gold::parse(
        "---\nlanguage: en\n---\nIn [[Osh|osh]] [[Talas|!person]] met [[Uzbek|uzbekistan|demonym]]s of [[Barpy|?]].",
        "one");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->text, "In Osh Talas met Uzbeks of Barpy.");
    ASSERT_EQ(text->marks.size(), 4U);
    const auto score =
        gold::judge(*text, {{3, 6, "osh"}, {7, 12, "talas"}, {17, 22, "uzbekistan", false}, {27, 32, "any"}});
    EXPECT_EQ(score.right, 1);
    EXPECT_EQ(score.wrong, 1);
    EXPECT_EQ(score.missed, 0);
    EXPECT_EQ(score.fallen_in, 1);
    const auto other_id = gold::judge(*text, {{3, 6, "kyrgyzstan-osh"}});
    EXPECT_EQ(other_id.right, 0);
    EXPECT_EQ(other_id.wrong, 1);
    EXPECT_EQ(other_id.missed, 1);
    EXPECT_EQ(other_id.right_span, 1);
    EXPECT_FALSE(gold::parse("a mark that [[never|ends", "two"));
}

TEST(Gold, HoldsTheTestSetToWhatWasReached) {
    std::map<std::string, gold::Score> by_language;
    int marks = 0;
    for (const gold::Text& text : gold::read_folder(gold_folder / "test")) {
        const auto score = gold::judge(text, answers_of(text));
        by_language[text.name.starts_with("world") ? "world" : text.language].add(score);
        marks += score.right + score.missed;
    }
    EXPECT_GE(marks, 500);
    ASSERT_EQ(by_language.size(), 9U);
    for (const auto& [language, score] : by_language) {
        if (language == "world") {
            EXPECT_LE(1000 * score.wrong, score.words) << "at most one false place in a thousand words";
            continue;
        }
        EXPECT_GE(score.f1(), language == "en" || language == "ru" ? 0.95 : 0.90) << language;
    }
    gold::Score all;
    for (const auto& [language, score] : by_language) all.add(score);
    EXPECT_LE(10 * all.fallen_in, all.traps) << "at most one trap in ten";
}

}  // namespace
}  // namespace darya::reading
