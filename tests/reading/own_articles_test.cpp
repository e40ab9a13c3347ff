// The texts in assets/articles/, judged as the program reads them.
#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/csv.h"
#include "base/file.h"
#include "reading/mentions.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

namespace fs = std::filesystem;

const fs::path assets = fs::path(DARYA_SOURCE_DIR) / "assets";

/// Every text but the README.
const std::vector<Article>& own_articles() {
    static const std::vector<Article> articles = [] {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(assets / "articles")) {
            if (entry.path().extension() == ".md" && entry.path().filename() != "README.md") {
                files.push_back(entry.path());
            }
        }
        std::sort(files.begin(), files.end());
        std::vector<Article> read;
        for (const fs::path& file : files) {
            base::Notes notes;
            const auto bytes = base::read_file(file);
            EXPECT_TRUE(bytes) << file;
            if (!bytes) continue;
            auto article = parse_article(*bytes, file.string(), notes);
            EXPECT_TRUE(article) << file;
            EXPECT_TRUE(notes.empty()) << file;
            if (article) read.push_back(*article);
        }
        return read;
    }();
    return articles;
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// The numbers of all references like [12], as they stand in the text.
std::vector<std::size_t> references_in(std::string_view text) {
    std::vector<std::size_t> numbers;
    for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
        std::size_t end = open + 1;
        std::size_t number = 0;
        while (end < text.size() && is_digit(text[end]))
            number = number * 10 + static_cast<std::size_t>(text[end++] - '0');
        EXPECT_TRUE(end > open + 1 && end < text.size() && text[end] == ']')
            << "a bracket that is no reference: " << text.substr(open, 20);
        numbers.push_back(number);
    }
    return numbers;
}

/// The words, small, without marks and references.
std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words{""};
    bool is_in_reference = false;
    for (const char letter : text) {
        if (letter == '[') is_in_reference = true;
        if (std::isspace(static_cast<unsigned char>(letter)) != 0) {
            if (!words.back().empty()) words.emplace_back();
        } else if (!is_in_reference && (letter < 0 || std::isalnum(static_cast<unsigned char>(letter)) != 0)) {
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        }
        if (letter == ']') is_in_reference = false;
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += " " + word;
    return text + " ";
}

bool is_paragraph(const Passage& passage) {
    return passage.kind == PassageKind::paragraph;
}

TEST(OwnArticles, AreAtLeastEight) {
    EXPECT_GE(own_articles().size(), 8U);
}

TEST(OwnArticles, SayWhatTheyAreWhoWroteThemWhenAndFromWhat) {
    std::set<std::string> titles;
    for (const Article& article : own_articles()) {
        SCOPED_TRACE(article.file_name);
        EXPECT_FALSE(article.title.empty());
        EXPECT_NE(article.title, article.file_name);
        EXPECT_TRUE(titles.insert(article.title).second) << "two texts of one title";
        EXPECT_EQ(article.author, "Darya");
        const std::string& date = article.date;
        ASSERT_EQ(date.size(), 10U);
        for (std::size_t i = 0; i < date.size(); ++i)
            EXPECT_TRUE(i == 4 || i == 7 ? date[i] == '-' : is_digit(date[i]));
        EXPECT_GE(article.sources.size(), 3U);
        for (const std::string& source : article.sources) {
            EXPECT_GE(source.size(), 8U) << "who is that: " << source;
            EXPECT_EQ(source.find("shared/"), std::string::npos) << "a path of nobody's machine but ours: " << source;
        }
        ASSERT_FALSE(article.passages.empty());
        EXPECT_EQ(article.passages[0].kind, PassageKind::title);
        EXPECT_EQ(article.text_of(article.passages[0]), "# " + article.title);
    }
}

TEST(OwnArticles, AreShortEnoughToBeReadAndLongEnoughToTellSomething) {
    for (const Article& article : own_articles()) {
        SCOPED_TRACE(article.file_name);
        std::size_t word_count = 0;
        for (const Passage& passage : article.passages) {
            const std::size_t here = words_in(article.text_of(passage)).size();
            EXPECT_LE(here, 170U) << article.text_of(passage).substr(0, 60);
            word_count += here;
        }
        EXPECT_GE(word_count, 300U);
        EXPECT_LE(word_count, 900U);
    }
}

TEST(OwnArticles, NameASourceInEveryParagraphAndUseEverySource) {
    for (const Article& article : own_articles()) {
        SCOPED_TRACE(article.file_name);
        std::set<std::size_t> used;
        for (const Passage& passage : article.passages) {
            const std::string_view text = article.text_of(passage);
            EXPECT_TRUE(!is_paragraph(passage) || !passage.sources.empty()) << text.substr(0, 60);
            for (const std::size_t number : references_in(text)) {
                EXPECT_TRUE(number >= 1 && number <= article.sources.size()) << "[" << number << "]";
                used.insert(number);
            }
        }
        EXPECT_EQ(used.size(), article.sources.size()) << "a source that no paragraph refers to";
    }
}

TEST(OwnArticles, OnlyQuoteSourcesThatTheFactsName) {
    std::set<std::string> known;
    const auto add_list = [&known](const std::string& list, std::string_view between) {
        for (std::size_t at = 0; at <= list.size();) {
            const std::size_t end = std::min(list.find(between, at), list.size());
            known.insert(list.substr(at, end - at));
            at = end + between.size();
        }
    };
    for (const char* const name : {"claims.csv", "series.csv", "timeline.csv", "aral.csv", "sites.csv", "waters.csv"}) {
        base::Notes notes;
        const auto bytes = base::read_file(assets / "facts" / name);
        ASSERT_TRUE(bytes);
        const auto table = base::parse_csv(*bytes, notes);
        ASSERT_TRUE(table) << name;
        for (std::size_t row = 0; row < table->rows.size(); ++row) {
            add_list(table->cell(row, table->column("source")), "; ");
            add_list(table->cell(row, table->column("source_names")), "|");
        }
    }
    for (const Article& article : own_articles()) {
        for (const std::string& source : article.sources) {
            const std::string body = source.substr(0, source.find(", http"));
            EXPECT_TRUE(known.contains(body)) << article.file_name << ": " << body;
        }
    }
}

TEST(OwnArticles, AreFullOfPlacesThatTheMapKnows) {
    static constexpr std::array in_two_texts{"rogun",      "kambarata-1", "kambarata-2", "toktogul", "amu-darya",
                                             "syr-darya",  "vakhsh",      "naryn",       "aral-sea", "kazakhstan",
                                             "uzbekistan", "tajikistan",  "kyrgyzstan"};
    const NameFinder finder(known_places());
    std::map<std::string, std::set<std::string>> texts_with;
    for (const Article& article : own_articles()) {
        const auto mentions = finder.find(article);
        EXPECT_GE(mentions.size(), 10U) << article.file_name;
        for (const Mention& mention : mentions) {
            texts_with[known_places().place(mention.place).id].insert(article.file_name);
        }
    }
    for (const char* const id : in_two_texts) EXPECT_GE(texts_with[id].size(), 2U) << id;
}

TEST(OwnArticles, AreInOurOwnWordsAndNotThoseOfTheClaims) {
    constexpr std::size_t least_words = 12;
    base::Notes notes;
    const auto bytes = base::read_file(assets / "facts" / "claims.csv");
    ASSERT_TRUE(bytes);
    const auto table = base::parse_csv(*bytes, notes);
    ASSERT_TRUE(table);
    std::size_t compared = 0;
    std::map<std::string, std::string> texts;
    for (const Article& article : own_articles()) {
        for (const Passage& passage : article.passages) {
            texts[article.file_name] += joined(words_in(article.text_of(passage)));
        }
    }
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto words = words_in(table->cell(row, table->column("claim")));
        // Not the whole claim, and no run of twelve of its words either.
        for (std::size_t at = 0; at + least_words <= words.size(); ++at) {
            const std::string run = joined({words.begin() + static_cast<std::ptrdiff_t>(at),
                                            words.begin() + static_cast<std::ptrdiff_t>(at + least_words)});
            ++compared;
            for (const auto& [name, text] : texts) {
                EXPECT_FALSE(text.find(run) != std::string::npos) << name << " copies:" << run;
            }
        }
    }
    EXPECT_GT(compared, 300U);
}

}  // namespace
}  // namespace darya::reading
