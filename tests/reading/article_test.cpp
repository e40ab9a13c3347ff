#include "reading/article.h"

#include <random>
#include <string>
#include <vector>

#include "texts.h"

namespace darya::reading {
namespace {

std::vector<std::string> passages_in(const Article& article) {
    std::vector<std::string> texts;
    for (const Passage& passage : article.passages) texts.emplace_back(article.text_of(passage));
    return texts;
}

TEST(ArticleText, ReadsTitleAuthorDateAndSourcesFromTheFrontMatter) {
    const auto article = text_of(
        "---\ntitle: \"Rogun: \\\"the\\\" dam\"\nauthor: 'Darya'\ndate: 2024-05-01\nsources:\n"
        "  - \"One, 2010. http://one\"\n  - Two\nother: passed over\n  - not a source\n---\nBody.\n");
    EXPECT_EQ(article->title, "Rogun: \"the\" dam");
    EXPECT_EQ(article->author, "Darya");
    EXPECT_EQ(article->date, "2024-05-01");
    EXPECT_EQ(article->sources, (std::vector<std::string>{"One, 2010. http://one", "Two"}));
    EXPECT_EQ(passages_in(*article), std::vector<std::string>{"Body."});
}

TEST(ArticleText, CountsBytesInTheWholeTextWithoutTheBomAndWithLineEndsAsTheyAre) {
    const auto article = text_of("\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\n\r\nOne\r\nline.\r\n\r\nTwo.\r\n");
    EXPECT_TRUE(article->text.starts_with("---\r\n"));
    EXPECT_EQ(article->title, "T");
    EXPECT_EQ(passages_in(*article), (std::vector<std::string>{"One\r\nline.", "Two."}));
    EXPECT_EQ(article->passages[0].first_byte, article->text.find("One"));
}

TEST(ArticleText, ReadsAFrontMatterThatNeverEndsAsTextAndSaysSo) {
    base::Notes notes;
    const auto article = parse_article("---\ntitle: Lost\nsources:\n- a\n\nBody.", "lost.md", notes);
    ASSERT_TRUE(article);
    EXPECT_EQ(notes.sentences().size(), 1U);
    EXPECT_TRUE(article->sources.empty());
    EXPECT_EQ(article->title, "lost.md");
    EXPECT_EQ(passages_in(*article), (std::vector<std::string>{"title: Lost\nsources:", "- a", "Body."}));
}

TEST(ArticleText, TakesAShortFirstLineForTheTitleAndByForTheAuthor) {
    const auto article = text_of("Two Rivers\n\nBy A. Writer\n\nIt begins.");
    EXPECT_EQ(article->title, "Two Rivers");
    EXPECT_EQ(article->author, "A. Writer");
    EXPECT_EQ(article->passages[0].kind, PassageKind::title);
    EXPECT_EQ(article->passages[1].kind, PassageKind::byline);
    EXPECT_EQ(article->passages[2].kind, PassageKind::paragraph);
}

TEST(ArticleText, TakesNoSentenceAndNoLongLineForATitle) {
    EXPECT_EQ(text_of("This is a sentence.\n\nMore.", "dir/name.txt")->title, "name.txt");
    EXPECT_EQ(text_of(std::string(300, 'x') + "\n\nMore.", "name.txt")->title, "name.txt");
    EXPECT_EQ(text_of("Two\nlines\n\nMore.", "name.txt")->title, "name.txt");
}

TEST(ArticleText, LetsTheFrontMatterWinOverTheFirstLine) {
    const auto article = text_of("---\ntitle: Said\nauthor: Darya\n---\n# Seen\n\nBy Somebody\n\nText.");
    EXPECT_EQ(article->title, "Said");
    EXPECT_EQ(article->author, "Darya");
    EXPECT_EQ(article->passages[0].kind, PassageKind::title);
}

TEST(ArticleText, FindsReferencesToItsSourcesOnceEachAndNoOthers) {
    const auto article = text_of(
        "---\nsources:\n- a\n- b\n---\nOne[2], two [1] and [2] again, not [3], [0], [], [x], [1a], [99999999].\n");
    EXPECT_EQ(article->passages.at(0).sources, (std::vector<std::size_t>{1, 0}));
}

TEST(ArticleText, SaysWhyBytesAreNoText) {
    const auto complaint = [](std::string_view bytes, const char* name = "a.txt") {
        base::Notes notes;
        const auto article = parse_article(bytes, name, notes);
        EXPECT_FALSE(article);
        return article ? std::string() : article.error().line();
    };
    EXPECT_NE(complaint("").find("empty"), std::string::npos);
    EXPECT_NE(complaint(" \n\t\r\n").find("empty"), std::string::npos);
    EXPECT_NE(complaint("\xEF\xBB\xBF").find("empty"), std::string::npos);
    EXPECT_NE(complaint(std::string_view("a\0b", 3)).find("zero bytes"), std::string::npos);
    EXPECT_NE(complaint(std::string_view("a\0b", 3), "a.pdf").find("no PDF, or a damaged one"), std::string::npos);
    EXPECT_NE(complaint("\x01\x02\x03\x04 and more", "a.docx").find("no Word file"), std::string::npos);
    EXPECT_NE(complaint("\x01\x02\x03\x04 and more").find("control characters"), std::string::npos);
    EXPECT_NE(complaint(std::string(most_article_bytes + 1, 'a')).find("longer than 16 MiB"), std::string::npos);
}

TEST(ArticleText, SaysWhereAFewBytesAreNotUtf8) {
    base::Notes notes;
    const auto article = parse_article("Рогун\nи Нурек\nна Вахш\xD0", "cut.txt", notes);
    ASSERT_TRUE(article);
    EXPECT_EQ(article->encoding, "UTF-8");
    EXPECT_EQ(article->text, "Рогун\nи Нурек\nна Вахш\xEF\xBF\xBD");
    ASSERT_EQ(notes.sentences().size(), 1U);
    EXPECT_NE(notes.sentences()[0].find("line 3"), std::string::npos) << notes.sentences()[0];
}

TEST(ArticleText, TakesATextOfExactlyTheMostBytes) {
    base::Notes notes;
    EXPECT_TRUE(parse_article(std::string(most_article_bytes, 'a'), "a.txt", notes));
}

/// The slow obvious way: lines gathered between blank ones.
std::vector<std::string> blocks_of(const std::string& text) {
    std::vector<std::string> blocks;
    std::string block;
    const auto strip = [](std::string s) {
        const auto first = s.find_first_not_of(" \t\r\f\v\n");
        if (first == std::string::npos) return std::string();
        return s.substr(first, s.find_last_not_of(" \t\r\f\v\n") - first + 1);
    };
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (strip(line).empty()) {
            if (!block.empty()) blocks.push_back(strip(block));
            block.clear();
        } else {
            block += line + "\n";
        }
        at = end + 1;
    }
    if (!block.empty()) blocks.push_back(strip(block));
    return blocks;
}

TEST(ArticleText, CutsAnyTextAtItsBlankLinesAndNowhereElse) {
    const std::string letters = "ab \t\r\n\n\n#.";
    for (unsigned seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::string text = "x";
        for (std::size_t n = random() % 40; n > 0; --n) text += letters[random() % letters.size()];
        EXPECT_EQ(passages_in(*text_of(text)), blocks_of(text));
    }
}

}  // namespace
}  // namespace darya::reading
