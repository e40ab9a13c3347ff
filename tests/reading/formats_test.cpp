#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article_rules.h"
#include "base/file.h"
#include "reading/article.h"
#include "reading/pdf_text.h"

namespace darya::reading {
namespace {

using testing::HasSubstr;

const std::filesystem::path formats = std::filesystem::path(DARYA_SOURCE_DIR) / "tests" / "fixtures" / "formats";

std::string bytes_of(const std::string& name) {
    const auto bytes = base::read_file(formats / name);
    EXPECT_TRUE(bytes) << name;
    return bytes ? *bytes : "";
}

Article article_of(std::string_view bytes, const std::string& file) {
    base::Notes notes;
    auto article = parse_article(bytes, file, notes);
    EXPECT_TRUE(article) << (article ? "" : article.error().line());
    if (!article) return {};
    EXPECT_EQ(tests::broken_rule(*article), "");
    return *article;
}

/// "kind level: text" of every passage, `hidden` left out, "*" around bold, "_" around links.
std::vector<std::string> told(const Article& article) {
    const std::map<PassageKind, std::string> kinds{{PassageKind::paragraph, "p"}, {PassageKind::heading, "h"},
                                                   {PassageKind::title, "title"}, {PassageKind::byline, "by"},
                                                   {PassageKind::quote, "q"},     {PassageKind::list_item, "li"},
                                                   {PassageKind::table, "row"}};
    std::vector<std::string> all;
    for (const Passage& passage : article.passages) {
        std::string line = kinds.at(passage.kind) + (passage.level > 0 ? std::to_string(passage.level) : "") + ": ";
        const auto covers = [](const std::vector<ByteRange>& ranges, std::size_t byte) {
            for (const ByteRange& range : ranges) {
                if (byte >= range.first_byte && byte < range.first_byte + range.byte_count) return true;
            }
            return false;
        };
        bool strong = false;
        bool link = false;
        for (std::size_t at = passage.first_byte; at < passage.first_byte + passage.byte_count; ++at) {
            if (covers(passage.hidden, at)) continue;
            if (covers(passage.strong, at) != strong) line += '*';
            if (covers(passage.links, at) != link) line += '_';
            strong = covers(passage.strong, at);
            link = covers(passage.links, at);
            line += article.text[at];
        }
        if (strong) line += '*';
        if (link) line += '_';
        all.push_back(line);
    }
    return all;
}

// ---------------------------------------------------------------------------------------------------- plain text

TEST(PlainText, KeepsTheLinesOfAWrappedParagraphTogether) {
    const Article article = article_of("One two three\nfour five six\n\nSeven.\n", "a.txt");
    EXPECT_EQ(told(article), (std::vector<std::string>{"p: One two three\nfour five six", "p: Seven."}));
}

TEST(PlainText, TakesLongLinesForParagraphsWhereNoBlankLinePartsThem) {
    const std::string one = "First " + std::string(130, 'a') + ".";
    const std::string two = "Second " + std::string(150, 'b') + ".";
    const Article article = article_of("A title\n" + one + "\r\n" + two + "\nThe end.\n", "a.txt");
    EXPECT_EQ(told(article), (std::vector<std::string>{"title: A title", "p: " + one, "p: " + two, "p: The end."}));
    EXPECT_EQ(article.title, "A title");
    // Beside blank lines, only where at least two such lines follow each other: a caption stays with its paragraph.
    EXPECT_EQ(told(article_of("A\n\nCaption\n" + one, "a.txt")).size(), 2U);
    EXPECT_EQ(told(article_of("A\n\n" + one + "\n" + two, "a.txt")).size(), 3U);
}

TEST(PlainText, StaysPlainWithStarsAndNumberSignsInIt) {
    const Article article = article_of("Prices\n\n5 * 3 * 2 [here] and __init__ `x`\n# of people: 3\n", "a.txt");
    EXPECT_EQ(article.format, "text");
    EXPECT_EQ(told(article)[1], "p: 5 * 3 * 2 [here] and __init__ `x`\n# of people: 3");
}

// ---------------------------------------------------------------------------------------------------- Markdown

TEST(Markdown, HidesItsMarksAndKeepsTheText) {
    const std::string bytes = bytes_of("article.md");
    const Article article = article_of(bytes, "article.md");
    EXPECT_EQ(article.text, bytes);
    EXPECT_EQ(article.format, "markdown");
    EXPECT_EQ(article.title, "Two rivers");
    EXPECT_EQ(article.author, "A. Writer");
    EXPECT_EQ(told(article), (std::vector<std::string>{
                                 "title1: Two rivers", "by: By A. Writer",
                                 "p: The *Naryn* and the _Syr Darya_ are one river[1]; see _the map_ and a dam.\n"
                                 "A second line with code * here, an escaped * and tags.",
                                 "h2: Setext title", "li1: first\ngoes on", "li2: second", "li1: 1. third",
                                 "q: A quote\nof two lines.", "row:  Dam | Height ", "row:  Nurek | 300 ",
                                 "p: # no heading\n- no item"}));
    EXPECT_EQ(article.passages[2].sources, std::vector<std::size_t>{0});
}

TEST(Markdown, MarksWhatCommonMarkMarksAndNothingElse) {
    const auto shown = [](const std::string& text) {
        const std::vector<std::string> all = told(article_of("First.\n\n" + text, "a.md"));
        return all.size() < 2 ? "" : all[1].substr(3);
    };
    const std::vector<std::pair<std::string, std::string>> cases{
        {"*a* **b** ***c***", "a *b* *c*"},
        {"snake_case_name and _this_", "snake_case_name and this"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"**not closed", "**not closed"},
        {"*a **b* c**", "a b c"},
        {"~~gone~~ ~here~", "gone ~here~"},
        {"`a *b*` and ``c ` d`` and ` e", "a *b* and c ` d and ` e"},
        {"\\*a\\* \\a", "*a* \\a"},
        {"[a](b) [c]( <d e> 'f' ) [g](h(i)j)", "_a_ _c_ _g_"},
        {"[a] [b][] [1] [x](y", "[a] [b][] [1] [x](y"},
        {"![alt *text*](a.png)", "alt text"},
        {"[![dam](a.png)](b)", "_dam_"},
        {"<https://a.b/c_d_e> <i>x</i> a < b > c", "_https://a.b/c_d_e_ x a < b > c"},
        {"a <!-- b --> c", "a  c"},
        {"Рогун **ГЭС** и *Вахш*", "Рогун *ГЭС* и Вахш"},
        {"**Рогун**ская", "*Рогун*ская"},
        {"1986\\. A year", "1986. A year"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(shown(text), expected) << text;
}

TEST(Markdown, KnowsItsBlocks) {
    const auto blocks = [](const std::string& text) { return told(article_of("First.\n\n" + text, "a.md")); };
    using List = std::vector<std::string>;
    EXPECT_EQ(blocks("a\n# b\nc"), (List{"p: First.", "p: a", "h1: b", "p: c"}));
    EXPECT_EQ(blocks("a\n===\nb"), (List{"p: First.", "h1: a", "p: b"}));
    EXPECT_EQ(blocks("####### a\n#b"), (List{"p: First.", "p: ####### a\n#b"}));
    EXPECT_EQ(blocks("in\n2010. It was"), (List{"p: First.", "p: in\n2010. It was"}));
    EXPECT_EQ(blocks("a\n- b\n\n- c\n\n  d\n\ne"), (List{"p: First.", "p: a", "li1: b", "li1: c", "p: d", "p: e"}));
    EXPECT_EQ(blocks("1. a\n   - b\n     - c\n2. d"),
              (List{"p: First.", "li1: 1. a", "li2: b", "li3: c", "li1: 2. d"}));
    EXPECT_EQ(blocks("> a\nb\n\n> > c"), (List{"p: First.", "q: a\nb", "q: c"}));
    EXPECT_EQ(blocks("***\na | b\n"), (List{"p: First.", "p: a | b"}));
    EXPECT_EQ(blocks("    code *a*\n\n~~~x\n**b**\n~~~"), (List{"p: First.", "p: code *a*", "p: **b**"}));
    EXPECT_EQ(blocks("<script>\n\nalert(1)\n\n</script>\nb"), (List{"p: First.", "p: b"}));
    EXPECT_EQ(blocks("<div>\n\nb\n\n</div>"), (List{"p: First.", "p: b"}));
    EXPECT_EQ(blocks("[a]: b\n[^1]: A note. [a]"), (List{"p: First.", "p: [^1]: A note. _a_"}));
}

// ---------------------------------------------------------------------------------------------------- HTML

TEST(Html, GivesTheArticleWithoutWhatStandsAroundIt) {
    const Article article = article_of(bytes_of("article.html"), "article.html");
    EXPECT_EQ(article.format, "html");
    EXPECT_EQ(article.encoding, "UTF-8");
    EXPECT_EQ(article.title, "Two rivers meet");
    EXPECT_EQ(article.author, "A. Writer, B. Helper");
    EXPECT_EQ(article.date, "2010-03-17");
    EXPECT_EQ(told(article),
              (std::vector<std::string>{
                  "p: Water", "title1: Two rivers meet", "by: By A. Writer",
                  "p: The *Naryn and the* Kara Darya meet in the valley & are the _Syr Darya_ from there\xC2\xA0on. "
                  "What flows "
                  "past Toktogul in summer decides what grows in autumn.",
                  "h2: What is shared", "li1: Water in summer, which the fields of two countries wait for,",
                  "li1: light in winter", "li2: from Toktogul", "li2: and from Kurpsai.",
                  "q: A river has no border, only banks.", "p: Heights", "row: Dam | Metres", "row: Nurek | 300 or so",
                  "p: First line\nsecond line", "p: after a gap", "p: kept\nas it is"}));
    EXPECT_THAT(article.text, testing::EndsWith("kept\nas it is\n"));
}

TEST(Html, FindsTheDensestPartOfAPageThatDoesNotSayWhereItsArticleIs) {
    const std::string words =
        "The dam was finished in the year when the river was lowest, and the valley below it stayed dry.";
    std::string page =
        "<html><head><title>A dam - Site</title></head><body><div class=top><a href=a>Home</a> <a href=b>News</a>"
        "</div><div id=wrap><div id=left><ul>";
    for (int i = 0; i < 9; ++i) page += "<li><a href=x>A link to somewhere else</a></li>";
    page += "</ul></div><div id=text><h1>The dam</h1><p>" + words + "<p>" + words + "<p>" + words +
            "</div></div>"
            "<div>Copyright</div></body></html>";
    const Article article = article_of(page, "page");
    EXPECT_EQ(article.title, "The dam");
    EXPECT_EQ(told(article),
              (std::vector<std::string>{"title1: The dam", "p: " + words, "p: " + words, "p: " + words}));
}

TEST(Html, KeepsAFormThatIsTheWholePageAndDropsWhatIsSmallBesideTheArticle) {
    const std::string words =
        "The dam was finished in the year when the river was lowest, and the valley below it stayed dry.";
    const std::string page = "<html><body><form action=x><article><p>" + words + "<p>" + words + "<p>" + words + "<p>" +
                             words + "<div class='related-stories'><p>" + words.substr(0, 70) + "</div><form><p>" +
                             words.substr(0, 62) + "</form></article></form></body></html>";
    EXPECT_EQ(article_of(page, "a.html").passages.size(), 4U);
}

TEST(Html, ReadsOldEncodingsAsThePageNamesThemAndByItselfWhereItNamesNone) {
    const std::string koi =
        "<html><meta charset=\"koi8-r\"><body><p>\xF7\xCF\xC4\xC1 \xC9 \xD3\xD7\xC5\xD4</p></body></html>";
    EXPECT_EQ(article_of(koi, "a.html").text, "Вода и свет\n");
    EXPECT_EQ(article_of(koi, "a.html").encoding, "KOI8-R");
    const std::string bare = "<html><body class=\"wide\"><p>\xC2\xEE\xE4\xE0 \xE8 \xF1\xE2\xE5\xF2</p></body></html>";
    EXPECT_EQ(article_of(bare, "a.html").text, "Вода и свет\n");
    EXPECT_EQ(article_of(bare, "a.html").encoding, "windows-1251");
    const std::string lies = "<html><meta charset=windows-1251><body><p>Вода и свет</p></body></html>";
    EXPECT_EQ(article_of(lies, "a.html").text, "Вода и свет\n");
}

TEST(Html, FetchesNothingAndOpensNoEntity) {
    const std::string page =
        "<!DOCTYPE html [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]><html><body><p>Before &secret; after "
        "<img src=http://localhost:1/a.png alt=picture><iframe src=http://localhost:1/></iframe>it.</p></body></html>";
    const std::string text = article_of(page, "a.html").text;
    EXPECT_THAT(text, HasSubstr("Before"));
    EXPECT_THAT(text, testing::Not(HasSubstr("root")));
}

TEST(Html, SaysWhenThereIsNoTextInAPage) {
    base::Notes notes;
    const auto empty = parse_article("<html><body><script>fill()</script></body></html>", "app.html", notes);
    ASSERT_FALSE(empty);
    EXPECT_THAT(empty.error().line(), testing::AllOf(HasSubstr("app.html"), HasSubstr("no text"), HasSubstr("script")));
}

TEST(Html, LivesThroughDeepAndLongPages) {
    std::string deep = "<html><body>";
    for (int i = 0; i < 100'000; ++i) deep += "<div><b>";
    base::Notes notes;
    const auto read = parse_article(deep + "deep", "a.html", notes);
    EXPECT_TRUE(!read || tests::broken_rule(*read).empty());
    std::string wide = "<html><body>";
    for (int i = 0; i < 20'000; ++i) wide += "<p>A paragraph of the usual kind, long enough to weigh something here.";
    EXPECT_EQ(article_of(wide, "a.html").passages.size(), 20'000U);
}

// ---------------------------------------------------------------------------------------------------- Word

TEST(Docx, GivesParagraphsHeadingsListsAndTables) {
    const Article article = article_of(bytes_of("article.docx"), "article.docx");
    EXPECT_EQ(article.format, "docx");
    EXPECT_EQ(article.title, "Вода и свет Нарына");
    EXPECT_EQ(article.author, "А. Писатель");
    EXPECT_EQ(article.date, "2010-03-17");
    EXPECT_EQ(
        told(article),
        (std::vector<std::string>{
            "title1: Вода и свет", "h2: A river that two countries share",
            "p: The *Naryn* fills the _Toktogul reservoir_ below Kara\xE2\x80\x91Kul, and Tok\xC2\xADtogul lights the "
            "north. Thin again.",
            "p: Winter\tlight\nSummer: water", "li1: First the snow melts", "li2: then the fields drink",
            "row: Dam | Height, m", "row: Нурек (Nurek) | 300", "row: | none", "q: What the river says", "p: Said once",
            "p: The last paragraph."}));
}

TEST(Docx, SaysWhyAnArchiveIsNotRead) {
    const std::vector<std::pair<std::string, std::string>> bad{
        {"bomb.docx", "refused"},     {"entities.docx", "broken"},   {"book.epub", "e-book"},
        {"text.odt", "OpenDocument"}, {"sheet.xlsx", "spreadsheet"}, {"plain.zip", "archive"},
    };
    for (const auto& [name, reason] : bad) {
        base::Notes notes;
        const auto article = parse_article(bytes_of(name), "renamed.txt", notes);
        ASSERT_FALSE(article) << name;
        EXPECT_THAT(article.error().line(), testing::AllOf(HasSubstr("renamed.txt"), HasSubstr(reason)));
        EXPECT_FALSE(article.error().next.empty()) << name;
    }
}

// ---------------------------------------------------------------------------------------------------- all of them

TEST(Formats, AreKnownByTheirContentWhateverTheName) {
    EXPECT_EQ(article_of(bytes_of("article.docx"), "a.txt").format, "docx");
    EXPECT_EQ(article_of(bytes_of("article.html"), "a.md").format, "html");
    EXPECT_EQ(article_of(bytes_of("article.html"), "a").format, "html");
    EXPECT_EQ(article_of(bytes_of("article.md"), "a.txt").format, "markdown");
    EXPECT_EQ(article_of("Only words.\n", "a.html").format, "text");
    EXPECT_EQ(article_of("<div align=center>\n\n# A\n\n</div>", "a.md").format, "markdown");
    EXPECT_TRUE(is_pdf_file(bytes_of("article.pdf")));
    base::Notes notes;
    EXPECT_FALSE(parse_article(bytes_of("article.pdf"), "a.txt", notes));
}

TEST(Formats, SayWhatAForeignFileIsAndWhatToDo) {
    for (const auto& [bytes, what] :
         std::vector<std::pair<std::string, std::string>>{{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "old Word"},
                                                          {"{\\rtf1 Rogun}", ".rtf"},
                                                          {"\x89PNG\r\n", "picture"},
                                                          {"\x1F\x8B\x08", "gzip"},
                                                          {"<?xml version=\"1.0\"?><FictionBook/>", "XML"}}) {
        base::Notes notes;
        const auto article = parse_article(bytes, "a.txt", notes);
        ASSERT_FALSE(article) << what;
        EXPECT_THAT(article.error().line(), testing::AllOf(HasSubstr("a.txt"), HasSubstr(what)));
        EXPECT_FALSE(article.error().next.empty()) << what;
    }
}

TEST(Formats, KeepTheirRulesHoweverMuchOfAFileIsThere) {
    for (const char* const name : {"article.docx", "article.html", "article.md"}) {
        const std::string whole = bytes_of(name);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            // A copy of its very size, so that a read past its end is seen.
            const std::vector<char> part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            base::Notes notes;
            const auto article = parse_article({part.data(), part.size()}, "a", notes);
            if (article) {
                ASSERT_EQ(tests::broken_rule(*article), "") << name << " cut at " << size;
            }
        }
    }
}

}  // namespace
}  // namespace darya::reading
