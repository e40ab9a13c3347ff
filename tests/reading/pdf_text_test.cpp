#include "reading/pdf_text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article_rules.h"

namespace darya::reading {
namespace {

/// A line of a page as pdftotext -bbox-layout prints it; letters are 5 points wide.
std::string line(const std::string& text, double left, double top, double height = 10) {
    std::string words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words += "<word xMin=\"0\" yMin=\"" + std::to_string(top) + "\" xMax=\"0\" yMax=\"" +
                 std::to_string(top + height) + "\">" + text.substr(at, end - at) + "</word>\n";
        at = end + 1;
    }
    return "<line xMin=\"" + std::to_string(left) + "\" yMin=\"" + std::to_string(top) + "\" xMax=\"" +
           std::to_string(left + 5.0 * static_cast<double>(text.size())) + "\" yMax=\"" + std::to_string(top + height) +
           "\">" + words + "</line>";
}

std::string block(const std::vector<std::string>& lines, double top = 100, double height = 10) {
    std::string content;
    for (const std::string& text : lines) {
        content += line(text, 60, top, height);
        top += 12;
    }
    return "<flow><block>" + content + "</block></flow>";
}

std::string printed(const std::vector<std::string>& pages) {
    std::string all = "<html><body><doc>";
    for (const std::string& page : pages) all += "<page width=\"595\" height=\"842\">" + page + "</page>";
    return all + "</doc></body></html>";
}

Article article_of(const std::vector<std::string>& pages) {
    base::Notes notes;
    auto article = parse_pdf_text(printed(pages), {}, "a.pdf", notes);
    EXPECT_TRUE(article) << (article ? "" : article.error().line());
    if (!article) return {};
    EXPECT_EQ(tests::broken_rule(*article), "");
    return *article;
}

using List = std::vector<std::string>;

List texts_of(const Article& article) {
    List texts;
    for (const Passage& passage : article.passages) texts.emplace_back(article.text_of(passage));
    return texts;
}

TEST(PdfText, JoinsLinesAndBrokenWords) {
    EXPECT_EQ(
        texts_of(article_of({block({"The reser-", "voir of Kambarata-", "1 lies above the Syr-", "Darya; water-",
                                    "energy is what water-energy", "treaties were about in 2009-", "2010."})})),
        List{"The reservoir of Kambarata-1 lies above the Syr-Darya; water-energy is what water-energy treaties were "
             "about in 2009-2010."});
    EXPECT_EQ(texts_of(article_of({block({"Во время поло-", "водья в Токто\xC2\xAD", "гул и на ГЭС-", "1."})})),
              List{"Во время половодья в Токтогул и на ГЭС-1."});
}

TEST(PdfText, PartsParagraphsAtShortLastLinesAndIndents) {
    const std::string wide(60, 'x');
    EXPECT_EQ(texts_of(article_of({block({"A" + wide, "ends here.", "B" + wide, "goes on" + wide})})),
              (List{"A" + wide + " ends here.", "B" + wide + " goes on" + wide}));
    const std::string indented = "<flow><block>" + line("A" + wide + ".", 60, 100) + line("B" + wide, 75, 112) +
                                 line("c" + wide, 60, 124) + "</block></flow>";
    EXPECT_EQ(texts_of(article_of({indented})), (List{"A" + wide + ".", "B" + wide + " c" + wide}));
}

TEST(PdfText, GoesOnOverTheEndOfAPageAndKeepsThePageWhereAParagraphBegins) {
    const Article article =
        article_of({block({"It begins on the first page and"}), block({"ends on the second.", "Then more."})});
    EXPECT_EQ(texts_of(article), List{"It begins on the first page and ends on the second. Then more."});
    EXPECT_EQ(article.passages[0].page, 1);
    const Article two = article_of({block({"It ends here."}), block({"Then more."})});
    ASSERT_EQ(two.passages.size(), 2U);
    EXPECT_EQ(two.passages[1].page, 2);
}

TEST(PdfText, TakesOutRunningHeadsFeetAndPageNumbersOnly) {
    std::vector<std::string> pages;
    for (int i = 1; i <= 6; ++i) {
        const std::string number = std::to_string(i);
        const std::string head = i % 2 == 0 ? "A. Writer" : "Water, volume 7";
        // The foot is read before the text, as it is where columns stand beside each other.
        pages.push_back(block({number}, 800) + block({head}, 20) +
                        block({"Page " + number + " says this.", "The same words.", "In the middle."}, 100) +
                        block({"The end of page " + std::string(static_cast<std::size_t>(i), 'i') + "."}, 500));
    }
    const Article article = article_of(pages);
    ASSERT_EQ(article.passages.size(), 12U);
    EXPECT_EQ(texts_of(article)[0], "Page 1 says this. The same words. In the middle.");
    EXPECT_EQ(texts_of(article)[11], "The end of page iiiiii.");
    // One page: its own number goes, a year does not.
    EXPECT_EQ(texts_of(article_of({block({"Words."}) + block({"- 1 -"}, 800)})), List{"Words."});
    EXPECT_EQ(texts_of(article_of({block({"Words."}) + block({"1960"}, 800)})), (List{"Words.", "1960"}));
}

TEST(PdfText, TakesOutTheHeadsOfChaptersAndNumbersBesideThem) {
    std::vector<std::string> pages;
    List expected;
    for (std::size_t i = 1; i <= 12; ++i) {
        const std::string chapter = i <= 4 ? "The river" : i <= 8 ? "The dam" : "The sea";
        const std::string words = "Words of page " + std::string(i, 'i') + ".";
        pages.push_back(block({chapter}, 20) + block({i < 3 ? std::string(i, 'i') : std::to_string(i + 40)}, 21) +
                        block({words}, 100));
        expected.push_back(words);
    }
    EXPECT_EQ(texts_of(article_of(pages)), expected);
}

TEST(PdfText, TakesLargeLinesForHeadings) {
    const Article article = article_of(
        {block({"A Sea"}, 50, 20) + block({"Its shore"}, 80, 13) + block({"It was here,", "and it went."}, 100)});
    ASSERT_EQ(article.passages.size(), 3U);
    EXPECT_EQ(article.title, "A Sea");
    EXPECT_EQ(article.passages[0].kind, PassageKind::title);
    EXPECT_EQ(article.passages[1].kind, PassageKind::heading);
    EXPECT_EQ(article.passages[1].level, 2);
}

TEST(PdfText, TellsAScanFromAText) {
    base::Notes notes;
    const auto scan = parse_pdf_text(printed({"", ""}), {}, "scan.pdf", notes);
    ASSERT_FALSE(scan);
    EXPECT_THAT(scan.error().line(), testing::AllOf(testing::HasSubstr("scan.pdf"), testing::HasSubstr("OCR")));
    EXPECT_FALSE(parse_pdf_text("", {}, "scan.pdf", notes));
    EXPECT_TRUE(parse_pdf_text(printed({"", block({"Words."}), ""}), {}, "half.pdf", notes));
    ASSERT_EQ(notes.sentences().size(), 1U);
    EXPECT_THAT(notes.sentences()[0], testing::HasSubstr("2 of 3 pages"));
}

TEST(PdfText, ReadsWhatThePdfSaysOfItself) {
    const PdfInfo info = parse_pdf_info(
        "Title:           Вода: и свет\nAuthor:          A. Writer\nCreationDate:    2010-03-17T08:30:00+06\nPages: "
        "3\n");
    EXPECT_EQ(info.title, "Вода: и свет");
    EXPECT_EQ(info.author, "A. Writer");
    EXPECT_EQ(info.date, "2010-03-17");
    EXPECT_EQ(parse_pdf_info("Title: Microsoft Word - water.doc\n").title, "");
    EXPECT_EQ(parse_pdf_info("Title:\nCreationDate: yesterday\n").date, "");
}

TEST(PdfText, KeepsItsRulesHoweverMuchOfItIsThere) {
    const std::string whole = printed({block({"A sea-", "side <b>&amp;"}), block({"goes on"}) + block({"2"}, 800)});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        base::Notes notes;
        const auto article = parse_pdf_text({part.data(), part.size()}, {}, "a.pdf", notes);
        if (article) {
            ASSERT_EQ(tests::broken_rule(*article), "") << "cut at " << size;
        }
    }
}

}  // namespace
}  // namespace darya::reading
