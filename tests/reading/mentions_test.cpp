#include "reading/mentions.h"

#include <gtest/gtest.h>

#include "reading/library.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

/// "surface=id" of each mention, in the order of the text.
std::vector<std::string> found_in(const Article& article) {
    static const NameFinder finder(known_places());
    std::vector<std::string> found;
    for (const Mention& mention : finder.find(article)) {
        found.push_back(article.text.substr(mention.first_byte, mention.byte_count) + "=" +
                        known_places().place(mention.place).id);
    }
    return found;
}

bool holds(const std::vector<std::string>& found, const std::string& one) {
    return std::find(found.begin(), found.end(), one) != found.end();
}

TEST(Mentions, IgnoresCaseAccentsAndKindsOfApostropheAndHyphen) {
    EXPECT_TRUE(holds(found_in(*text_of("On ROGUN they agree.")), "ROGUN=rogun"));
    EXPECT_TRUE(holds(found_in(*text_of("The Amu\xC2\xA0"
                                        "Darya runs.")),
                      "Amu\xC2\xA0"
                      "Darya=amu-darya"));
    EXPECT_TRUE(holds(found_in(*text_of("О Рогунской ГЭС спорят.")), "Рогунской ГЭС=rogun"));
}

TEST(Mentions, TakesWholeWordsOnly) {
    EXPECT_TRUE(found_in(*text_of("Roguns and Uzbekistani Oshkosh.")).empty());
}

TEST(Mentions, TellsTheTwoPlantsOfKambarataApart) {
    const auto found = found_in(*text_of("Kambarata-1 waits for Kambarata-2."));
    EXPECT_TRUE(holds(found, "Kambarata-1=kambarata-1"));
    EXPECT_TRUE(holds(found, "Kambarata-2=kambarata-2"));
}

TEST(Library, AnswersBothQuestionsFromOneTable) {
    const NameFinder finder(known_places());
    auto article = text_of("Rogun is high.\n\nNurek is near Rogun.\n\nNothing here.");
    const Library library = Library().with(article, finder.find(*article));
    for (std::uint32_t i = 0; i < known_places().places().size(); ++i) {
        const std::vector<PlaceId> place{PlaceId{i}};
        const auto passages = library.passages_on(place);
        for (std::size_t p = 0; p < article->passages.size(); ++p) {
            const PassageRef ref{library.articles()[0], p};
            const auto mentions = library.mentions(ref);
            const bool is_named =
                std::any_of(mentions.begin(), mentions.end(), [i](const Mention& m) { return m.place.number == i; });
            EXPECT_EQ(is_named, std::find(passages.begin(), passages.end(), ref) != passages.end());
        }
    }
}

TEST(Article, CutsPassagesAtBlankLinesAndLeavesFrontMatterOut) {
    const Article article = *text_of(
        "---\ntitle: A title\nsources:\n  - \"One. http://one\"\n---\n\n# Head\n\nFirst[1]\nline.\n \nSecond.\n");
    ASSERT_EQ(article.passages.size(), 3U);
    EXPECT_EQ(article.title, "A title");
    EXPECT_EQ(article.text_of(article.passages[1]), "First[1]\nline.");
    EXPECT_EQ(article.passages[1].sources, std::vector<std::size_t>{0});
}

TEST(Article, SaysWhyAFileIsNoText) {
    base::Notes notes;
    EXPECT_FALSE(parse_article("", "empty.txt", notes));
    EXPECT_FALSE(parse_article(std::string_view("\x7F"
                                                "ELF\0\0",
                                                6),
                               "program", notes));
    const auto latin1 = parse_article("caf\xE9", "old.txt", notes);
    ASSERT_FALSE(latin1);
    EXPECT_EQ(latin1.error().where, "old.txt");
}

}  // namespace
}  // namespace darya::reading
