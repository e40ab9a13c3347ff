#include "reading/quote.h"

#include <string>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

ByteRange whole(const Article& article) {
    return {0, article.text.size()};
}

/// From the first letter of `from` to the last of `to`.
ByteRange between(const Article& article, const std::string& from, const std::string& to) {
    const std::size_t first = article.text.find(from);
    const std::size_t end = article.text.find(to) + to.size();
    return {first, end - first};
}

Article paged() {
    Article article;
    article.file_name = "report.pdf";
    article.title = "Water";
    article.text = "One **two** three.\n\nFour\nfive.\n\n- six\n\n- seven\n";
    const auto passage = [&article](const char* text, PassageKind kind, int page) {
        Passage one;
        one.first_byte = article.text.find(text);
        one.byte_count = std::string(text).size();
        one.kind = kind;
        one.page = page;
        article.passages.push_back(one);
    };
    passage("One **two** three.", PassageKind::paragraph, 3);
    passage("Four\nfive.", PassageKind::paragraph, 4);
    passage("- six", PassageKind::list_item, 4);
    passage("- seven", PassageKind::list_item, 5);
    article.passages[0].hidden = {{4, 2}, {9, 2}};
    article.passages[2].hidden = {{article.passages[2].first_byte, 2}};
    article.passages[3].hidden = {{article.passages[3].first_byte, 2}};
    return article;
}

TEST(SeenText, LeavesOutMarkupAndJoinsLinesOfAParagraph) {
    const Article article = paged();
    EXPECT_EQ(seen_text(article, whole(article)), "One two three.\n\nFour five.\n\nsix\nseven");
    EXPECT_EQ(seen_text(article, between(article, "wo", "three")), "wo three") << "from within markup to within a word";
    EXPECT_EQ(seen_text(article, {4, 2}), "") << "markup only";
    EXPECT_EQ(seen_text(article, {article.text.size(), 0}), "");
    EXPECT_EQ(seen_text(article, {article.text.size() + 10, 10}), "") << "beyond the text";
}

TEST(SeenText, KeepsRowsAndCellsOfATable) {
    Article article;
    article.text = "Dam\tMW\nNurek \t 3000\n";
    Passage table;
    table.byte_count = article.text.size() - 1;
    table.kind = PassageKind::table;
    article.passages.push_back(table);
    EXPECT_EQ(seen_text(article, whole(article)), "Dam\tMW\nNurek\t3000");
}

TEST(SeenText, HidesPlainMarkupOfMarkdownThatWasReadAsText) {
    const auto markdown = text_of("# A *fine* head\n\nFive * six, and **bold**.\n", "a.md");
    Article article = *markdown;
    article.format = "text";
    article.passages[0].hidden.clear();
    article.passages[1].hidden.clear();
    EXPECT_EQ(seen_text(article, {article.passages[0].first_byte, article.passages[0].byte_count}), "A fine head");
    article.file_name = "a.txt";
    EXPECT_EQ(seen_text(article, {article.passages[0].first_byte, article.passages[0].byte_count}), "# A *fine* head");
}

TEST(Citation, NamesAuthorTitleDateParagraphAndFile) {
    const auto article = text_of(
        "---\ntitle: On Water\nauthor: A. Writer\ndate: 2024-05-01\n---\n\nFirst words.\n\n"
        "The river Naryn falls.\n\nLast words.\n",
        "water.txt");
    EXPECT_EQ(citation(*article, between(*article, "river", "Naryn")),
              "“river Naryn”\n— A. Writer, On Water, 2024-05-01, ¶ 2, water.txt");
    EXPECT_EQ(citation(*article, between(*article, "First", "Naryn")),
              "“First words.\n\nThe river Naryn”\n— A. Writer, On Water, 2024-05-01, ¶ 1–2, water.txt");
    // What only touches the next paragraph does not cite it.
    const ByteRange touching = between(*article, "First", "words.\n\n");
    EXPECT_EQ(citation(*article, touching), "“First words.”\n— A. Writer, On Water, 2024-05-01, ¶ 1, water.txt");
    EXPECT_EQ(citation(*article, {0, 0}), "");
}

TEST(Citation, NamesThePageWhereThereAreSome) {
    const Article article = paged();
    EXPECT_EQ(citation(article, between(article, "One", "three.")), "“One two three.”\n— Water, p. 3, report.pdf");
    EXPECT_EQ(citation(article, between(article, "five", "seven")),
              "“five.\n\nsix\nseven”\n— Water, pp. 4–5, report.pdf");
}

TEST(Citation, DoesNotNameAFileTwice) {
    const auto article = text_of("One sentence that ends like one.\n", "a.txt");
    EXPECT_EQ(article->title, "a.txt");
    EXPECT_EQ(citation(*article, whole(*article)), "“One sentence that ends like one.”\n— a.txt, ¶ 1");
}

TEST(WordAround, TakesTheWholeWordInEveryScript) {
    const auto word = [](const std::string& text, const std::string& at) {
        const ByteRange range = word_around(text, text.find(at));
        return text.substr(range.first_byte, range.byte_count);
    };
    EXPECT_EQ(word("the Amu Darya, wide", "arya"), "Darya");
    EXPECT_EQ(word("о Рогунской ГЭС", "г"), "Рогунской");
    EXPECT_EQ(word("Fargʻona vodiysi", "ona"), "Fargʻona");
    EXPECT_EQ(word("O’zbekiston’s", "bek"), "O’zbekiston’s");
    EXPECT_EQ(word("Ust-Kamenogorsk.", "-"), "Ust-Kamenogorsk");
    EXPECT_EQ(word("1 - 2", "-"), "-");
    EXPECT_EQ(word("«Рогун»", "»"), "»");
    EXPECT_EQ(word("a, b", ","), ",");
    EXPECT_EQ(word_around("", 0), ByteRange{});
    EXPECT_EQ(word_around("end", 99), (ByteRange{0, 3}));
}

TEST(WordAround, NeverCutsALetterInTwoWhateverTheBytes) {
    for (unsigned seed = 1; seed < 400; ++seed) {
        std::string text;
        unsigned state = seed * 2654435761U;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            static constexpr char32_t letters[] = {U'a', U' ', U'-', 0x0440, 0x2019, 0x02BB, 0x1F30A, U'\n'};
            base::append_utf8(text, letters[(state >> 16U) % 8U]);
        }
        for (std::size_t byte = 0; byte < text.size(); ++byte) {
            const ByteRange range = word_around(text, byte);
            ASSERT_LE(range.first_byte, byte);
            ASSERT_GT(range.first_byte + range.byte_count, byte);
            EXPECT_FALSE(base::first_invalid_byte(text.substr(range.first_byte, range.byte_count)));
        }
    }
}

}  // namespace
}  // namespace darya::reading
