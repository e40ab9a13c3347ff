#include "reading/first_lines.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "reading/dates.h"
#include "texts.h"

namespace darya::reading {
namespace {

TEST(Dates, AreFoundInTheLanguagesOfTheRegionAndThreeMore) {
    for (const auto& [text, iso] : std::vector<std::pair<std::string, std::string>>{
             {"12 March 2010", "2010-03-12"},        {"March 12, 2010", "2010-03-12"},
             {"Mar. 12th, 2010", "2010-03-12"},      {"the 3rd of May 1999", "1999-05-03"},
             {"2010-03-12T08:00:00Z", "2010-03-12"}, {"2010/03/12", "2010-03-12"},
             {"12.03.2010", "2010-03-12"},           {"1.3.2010 г.", "2010-03-01"},
             {"12 марта 2010 г.", "2010-03-12"},     {"12-го марта 2010 года", "2010-03-12"},
             {"12 МАРТА 2010", "2010-03-12"},        {"2010 жылғы 12 наурыз", "2010-03-12"},
             {"2010 жыл, 12 наурыз", "2010-03-12"},  {"2010-yil 12-mart", "2010-03-12"},
             {"12 марти соли 2010", "2010-03-12"},   {"12. März 2010", "2010-03-12"},
             {"1er février 2010", "2010-02-01"},     {"12 février 2010", "2010-02-12"},
             {"29 February 2012", "2012-02-29"},     {"25/12/2010", "2010-12-25"},
             {"12/25/2010", "2010-12-25"},           {"see 4.5 and 12 May 2010", "2010-05-12"}}) {
        const auto found = find_date(text);
        EXPECT_EQ(found ? found->iso : "", iso) << text;
    }
}

TEST(Dates, AreNotInvented) {
    for (const char* const text : {"March 2010", "2010", "12 March", "31.02.2010", "29 February 2010", "03/04/2010",
                                   "12.13.2010", "1.2.3", "12 apples 2010", "3000-01-01",
                                   "May I have 12, 2010 of them?", "10.10.10", "", "99999999999 March 2010", "марта"}) {
        EXPECT_FALSE(find_date(text)) << text;
    }
}

TEST(Dates, SayWhereTheyStand) {
    const std::string line = "Ташкент, 12 марта 2010 г.";
    const auto found = find_date(line);
    ASSERT_TRUE(found);
    EXPECT_EQ(line.substr(found->first_byte, found->byte_count), "12 марта 2010");
}

TEST(Authors, AreFoundBehindTheWordsThatNameThem) {
    for (const auto& [line, author] : std::vector<std::pair<std::string, std::string>>{
             {"By A. Writer", "A. Writer"},
             {"by Ann Writer and B. Helper", "Ann Writer and B. Helper"},
             {"By A. Writer, 12 March 2010", "A. Writer"},
             {"By A. Writer | The Valley Post", "A. Writer"},
             {"Author: The Editors", "The Editors"},
             {"Автор: И. И. Писатель", "И. И. Писатель"},
             {"АВТОР: Анна Писатель", "Анна Писатель"},
             {"Авторы: Анна Писатель, Пётр Помощник", "Анна Писатель, Пётр Помощник"},
             {"Муаллиф: А. Нависанда", "А. Нависанда"},
             {"Von Anna Schreiber", "Anna Schreiber"},
             {"Par Anne Auteur", "Anne Auteur"},
             {"By the river", ""},
             {"By 2010 the sea had gone", ""},
             {"By Tashkent the river is wide.", ""},
             {"Author:", ""},
             {"Bystanders", ""},
             {"Автор неизвестен", ""},
             {"", ""}}) {
        EXPECT_EQ(author_in(line), author) << line;
    }
}

struct Said {
    std::string title;
    std::string author;
    std::string date;
    bool operator==(const Said&) const = default;
};

void PrintTo(const Said& said, std::ostream* out) {
    *out << said.title << " / " << said.author << " / " << said.date;
}

Said said_by(const std::string& text) {
    const auto article = text_of(text, "file.txt");
    return {article->title, article->author, article->date};
}

TEST(FirstLines, GiveTitleAuthorAndDate) {
    const std::string body = "\n\nThe sea was here on 1 May 1960, and nobody thought that it could go.\n";
    EXPECT_EQ(said_by("A Sea\n\nBy A. Writer\n\n12 March 2010" + body), (Said{"A Sea", "A. Writer", "2010-03-12"}));
    EXPECT_EQ(said_by("A Sea\nBy A. Writer\n12 March 2010" + body), (Said{"A Sea", "A. Writer", "2010-03-12"}));
    EXPECT_EQ(said_by("12.03.2010\n\nМоре\n\nАвтор: И. Писатель" + body), (Said{"Море", "И. Писатель", "2010-03-12"}));
    EXPECT_EQ(said_by("A Sea\n\nBy A. Writer, March 12, 2010" + body), (Said{"A Sea", "A. Writer", "2010-03-12"}));
    EXPECT_EQ(said_by("A Sea\n\nTashkent, 12 March 2010" + body), (Said{"A Sea", "", "2010-03-12"}));
    EXPECT_EQ(said_by("Море\n\nОпубликовано: 12 марта 2010 г., 10:30" + body), (Said{"Море", "", "2010-03-12"}));
    EXPECT_EQ(said_by("By A. Writer" + body), (Said{"file.txt", "A. Writer", ""}));
}

TEST(FirstLines, InventNothing) {
    EXPECT_EQ(said_by("On 12 March 2010 the dam was closed.\n\nBy A. Writer\n"), (Said{"file.txt", "", ""}));
    EXPECT_EQ(said_by("The flood of 12 March 2010\n\nIt rained.\n"), (Said{"The flood of 12 March 2010", "", ""}));
    EXPECT_EQ(said_by("A Sea\n\nIt was here.\n\nBy A. Writer\n\n12 March 2010\n"), (Said{"A Sea", "", ""}));
    EXPECT_EQ(said_by("It was here,\n\nand it went.\n"), (Said{"file.txt", "", ""}));
}

TEST(FirstLines, AreOutdoneByTheFrontMatter) {
    EXPECT_EQ(
        said_by("---\ntitle: Said\nauthor: Darya\ndate: 2001-01-01\n---\nSeen\n\nBy A. Writer\n\n12 March 2010\n"),
        (Said{"Said", "Darya", "2001-01-01"}));
}

}  // namespace
}  // namespace darya::reading
