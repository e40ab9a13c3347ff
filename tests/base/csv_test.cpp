#include "base/csv.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace darya::base {
namespace {

using Rows = std::vector<std::vector<std::string>>;

CsvTable table_of(std::string_view text) {
    Notes notes;
    auto table = parse_csv(text, notes);
    EXPECT_TRUE(table) << (table ? "" : table.error().line());
    EXPECT_TRUE(notes.empty());
    return table ? *table : CsvTable{};
}

TEST(Csv, ReadsQuotesDoubledQuotesAndLineEndsInsideQuotes) {
    const CsvTable table = table_of("id,name\n1,\"Kok-Aral, the \"\"dike\"\"\"\n2,\"two\nlines\"\n");
    EXPECT_EQ(table.header, (std::vector<std::string>{"id", "name"}));
    EXPECT_EQ(table.rows, (Rows{{"1", "Kok-Aral, the \"dike\""}, {"2", "two\nlines"}}));
}

TEST(Csv, ReadsTheSameWithEveryKindOfLineEndAndWithABom) {
    const Rows wanted{{"1", "a"}, {"2", ""}};
    EXPECT_EQ(table_of("x,y\n1,a\n2,\n").rows, wanted);
    EXPECT_EQ(table_of("x,y\r\n1,a\r\n2,\r\n").rows, wanted);
    EXPECT_EQ(table_of("x,y\n1,a\n2,").rows, wanted);
    EXPECT_EQ(table_of("\xEF\xBB\xBFx,y\n1,a\n\n2,\n").header.front(), "x");
    EXPECT_EQ(table_of("x,y\n1,a\n\n2,\n").rows, wanted);
}

TEST(Csv, KeepsAQuoteInTheMiddleOfACellAndACarriageReturnThatEndsNoLine) {
    EXPECT_EQ(table_of("a\n5\" pipe\nx\ry\n").rows, (Rows{{"5\" pipe"}, {"x\ry"}}));
}

TEST(Csv, FillsShortRowsAndCutsLongOnesWithOneNote) {
    Notes notes;
    const auto table = parse_csv("a,b\n1\n1,2,3\n1,2\n", notes);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows, (Rows{{"1", ""}, {"1", "2"}, {"1", "2"}}));
    ASSERT_EQ(notes.sentences().size(), 1U);
    EXPECT_NE(notes.sentences()[0].find("2 rows"), std::string::npos);
}

TEST(Csv, SaysThatATableIsEmptyOrCutOff) {
    Notes notes;
    EXPECT_FALSE(parse_csv("", notes));
    EXPECT_FALSE(parse_csv("\xEF\xBB\xBF", notes));
    const auto torn = parse_csv("a,b\n1,\"never ends", notes);
    ASSERT_FALSE(torn);
    EXPECT_NE(torn.error().what.find("cut off"), std::string::npos);
}

TEST(Csv, GivesNothingForAColumnThatIsNotThere) {
    const CsvTable table = table_of("a,b\n1,2\n");
    EXPECT_EQ(table.column("b"), 1U);
    EXPECT_EQ(table.column("c"), 2U);
    EXPECT_EQ(table.cell(0, table.column("b")), "2");
    EXPECT_EQ(table.cell(0, table.column("c")), "");
}

TEST(Csv, ReadsBackWhateverIsWrittenByTheRules) {
    const std::string alphabet = "ab,\"\r\n x";
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const auto upto = [&random](std::size_t most) { return random() % (most + 1); };
        const std::size_t width = 1 + upto(3);
        Rows rows(1 + upto(5), std::vector<std::string>(width));
        std::string text;
        for (auto& row : rows) {
            for (std::size_t i = 0; i < width; ++i) {
                for (std::size_t n = upto(6); n > 0; --n) row[i] += alphabet[upto(alphabet.size() - 1)];
                std::string quoted;
                for (const char letter : row[i]) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
                text += (i > 0 ? ",\"" : "\"") + quoted + '"';
            }
            text += seed % 2 == 0 ? "\n" : "\r\n";
        }
        const CsvTable table = table_of(text);
        EXPECT_EQ(table.header, rows.front());
        rows.erase(rows.begin());
        // An empty line is no row: it cannot be told from a row of one empty cell.
        std::erase_if(rows, [](const auto& row) { return row.size() == 1 && row[0].empty(); });
        EXPECT_EQ(table.rows, rows);
    }
}

}  // namespace
}  // namespace darya::base
