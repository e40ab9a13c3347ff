#include "reading/search.h"

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "base/utf8.h"
#include "texts.h"

namespace darya::reading {
namespace {

std::vector<std::string> letters_of(std::string_view text) {
    std::vector<std::string> letters;
    for (const SearchWord& word : search_words(text)) letters.push_back(word.letters);
    return letters;
}

using Words = std::vector<std::string>;

const PlaceNames& known_names() {
    static const PlaceNames names(std::make_shared<const Gazetteer>(known_places()));
    return names;
}

/// A library with its index, both kept in step.
struct Indexed {
    Library library;
    std::shared_ptr<SearchIndex> index;

    Indexed() {
        auto made = SearchIndex::make();
        EXPECT_TRUE(made);
        index = *made;
    }
    Indexed& open(const std::string& text, const std::string& file) {
        static const NameFinder finder(known_places());
        const auto article = text_of(text, file);
        library = library.with(article, finder.find(*article));
        index->update(library);
        return *this;
    }
    SearchAnswer search(std::string_view typed, std::size_t at_most = 50) const {
        return index->search(typed, library, known_names(), at_most);
    }
    std::string text(const FoundText& found) const {
        const Article& article = *library.find(found.passage.article);
        return std::string(article.text_of(article.passages[found.passage.passage]));
    }
    Words texts(std::string_view typed) const {
        Words all;
        for (const FoundText& found : search(typed).passages) all.push_back(text(found));
        return all;
    }
};

TEST(SearchWords, AreFoldedAsNamesAre) {
    EXPECT_EQ(letters_of("The Vakhsh, at ROGUN."), (Words{"the", "vakhsh", "at", "rogun"}));
    EXPECT_EQ(letters_of("Ёлка и Өзен"), (Words{"елка", "и", "өзен"}));
    EXPECT_EQ(letters_of("Öskemen\xCC\x88 cafe\xCC\x81"), (Words{"oskemen", "cafe"}));
    EXPECT_EQ(letters_of("Ro\xC2\xADgun"), Words{"rogun"});
    EXPECT_EQ(letters_of("Амударья-2 — 3"), (Words{"амударья", "2", "3"}));
    EXPECT_TRUE(letters_of(" .,—\n").empty());
    EXPECT_TRUE(letters_of("").empty());
}

TEST(SearchWords, TakeAnApostropheForALetterOnlyWhereItIsOne) {
    EXPECT_EQ(letters_of("Oʻzbekiston Gʻuzor To'g'on"), (Words{"ozbekiston", "guzor", "togon"}));
    EXPECT_EQ(letters_of("Rogun's Rogun’s"), (Words{"rogun", "s", "rogun", "s"}));
    EXPECT_EQ(letters_of("l'eau d’Asie"), (Words{"l", "eau", "d", "asie"}));
    EXPECT_EQ(letters_of("'Rogun'"), Words{"rogun"});
}

TEST(SearchWords, KnowWhereTheyStand) {
    const std::string text = "«Рогун» — O‘zbek!";
    const auto words = search_words(text);
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(text.substr(words[0].range.first_byte, words[0].range.byte_count), "Рогун");
    EXPECT_EQ(text.substr(words[1].range.first_byte, words[1].range.byte_count), "O‘zbek");
}

TEST(SearchQueries, KeepPhrasesTogetherAndLetTheLastWordGoOn) {
    const auto query = parse_search("water \"Aral Sea\" lev");
    ASSERT_EQ(query.phrases.size(), 3U);
    EXPECT_EQ(query.phrases[0].words, Words{"water"});
    EXPECT_EQ(query.phrases[1].words, (Words{"aral", "sea"}));
    EXPECT_EQ(query.phrases[2].words, Words{"lev"});
    EXPECT_FALSE(query.phrases[0].is_prefix);
    EXPECT_FALSE(query.phrases[1].is_prefix);
    EXPECT_TRUE(query.phrases[2].is_prefix);
    EXPECT_FALSE(parse_search("level ").phrases[0].is_prefix);
    const auto open = parse_search("“Aral Se");
    ASSERT_EQ(open.phrases.size(), 1U);
    EXPECT_EQ(open.phrases[0].words, (Words{"aral", "se"}));
    EXPECT_TRUE(open.phrases[0].is_prefix);
    EXPECT_TRUE(parse_search("\"\" * - ( ) : ^ \"").is_empty());
    EXPECT_TRUE(parse_search("").is_empty());
    EXPECT_LE(parse_search(std::string(100'000, 'x')).phrases[0].words[0].size(), 400U);
}

TEST(Search, FindsPassagesByWordsPhrasesAndBeginnings) {
    Indexed indexed;
    indexed.open("Of Water\n\nThe lake is deep.\n\nA deep and cold lake.\n\nNothing else.\n", "a.txt");
    EXPECT_EQ(indexed.texts("lake").size(), 2U);
    EXPECT_EQ(indexed.texts("LÁKE dee").size(), 2U);
    EXPECT_EQ(indexed.texts("\"cold lake\""), Words{"A deep and cold lake."});
    EXPECT_TRUE(indexed.texts("\"lake cold\"").empty());
    EXPECT_TRUE(indexed.texts("lak ").empty()) << "a space ends the word";
    EXPECT_EQ(indexed.texts("lak").size(), 2U);
    EXPECT_TRUE(indexed.search("wrong").is_empty());
    const auto answer = indexed.search("water");
    ASSERT_EQ(answer.titles.size(), 1U);
    EXPECT_EQ(answer.titles[0].marks, (std::vector<ByteRange>{{3, 5}}));
    EXPECT_TRUE(answer.passages.empty()) << "the title's own passage is not found twice";
}

TEST(Search, MarksWhatItFoundInItsSnippets) {
    Indexed indexed;
    std::string filler;
    for (int i = 0; i < 40; ++i) filler += "слова и слова ";
    indexed.open("Т.\n\n" + filler + "Плотина Рогуна стоит. " + filler, "a.txt");
    const auto answer = indexed.search("плот");
    ASSERT_EQ(answer.passages.size(), 1U);
    const Snippet& snippet = answer.passages[0].snippet;
    EXPECT_LE(snippet.text.size(), 160U + 2 * std::string("…").size());
    EXPECT_TRUE(snippet.text.starts_with("…"));
    EXPECT_TRUE(snippet.text.ends_with("…"));
    EXPECT_FALSE(base::first_invalid_byte(snippet.text));
    EXPECT_EQ(snippet.text.find('\n'), std::string::npos);
    ASSERT_EQ(snippet.marks.size(), 1U);
    EXPECT_EQ(snippet.text.substr(snippet.marks[0].first_byte, snippet.marks[0].byte_count), "Плотина");
}

TEST(Search, CutsSnippetsOfAnyTextBetweenLetters) {
    std::mt19937 random(7);
    const std::array<std::string, 6> parts{"я", "ө", " ", "\n", "word", "中"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::size_t n = random() % 60; n > 0; --n) text += parts[random() % parts.size()];
        const auto query = parse_search(parts[random() % parts.size()]);
        const auto marks = marks_in(text, query);
        const Snippet snippet = snippet_of(text, marks, 5 + random() % 40);
        ASSERT_FALSE(base::first_invalid_byte(snippet.text)) << text;
        for (const ByteRange& mark : snippet.marks) {
            ASSERT_LE(mark.first_byte + mark.byte_count, snippet.text.size());
            ASSERT_FALSE(base::first_invalid_byte(snippet.text.substr(mark.first_byte, mark.byte_count)));
        }
    }
}

TEST(Search, FindsAPlaceUnderItsNamesInEveryScript) {
    for (const char* typed : {"Rogun", "рогун", "РОГУН", "Рогу", "roghun"}) {
        const auto found = known_names().find(typed, 5);
        ASSERT_FALSE(found.empty()) << typed;
        EXPECT_EQ(known_places().place(found[0].place).id, "rogun") << typed;
    }
    EXPECT_TRUE(known_names().find("Рогун", 5)[0].is_whole);
    EXPECT_FALSE(known_names().find("Рогу", 5)[0].is_whole);
    EXPECT_TRUE(known_names().find("qqqq", 5).empty());
    EXPECT_TRUE(known_names().find(" ", 5).empty());
    std::set<std::uint32_t> once;
    for (const FoundPlace& found : known_names().find("a", 1000)) EXPECT_TRUE(once.insert(found.place.number).second);
    EXPECT_GT(once.size(), 3U);
}

TEST(Search, FindsEveryPlaceUnderEveryOfItsSpellings) {
    for (const Spelling& spelling : known_places().spellings()) {
        const auto found = known_names().find(spelling.surface, 1000);
        EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const FoundPlace& one) {
            return one.place == spelling.place;
        })) << spelling.surface;
    }
}

TEST(Search, FindsPassagesThatNameThePlaceInAnotherScriptAfterTheLiteralOnes) {
    Indexed indexed;
    indexed.open("One\n\nWork at Rogun goes on.\n", "en.txt")
        .open("Два\n\nПлотина Рогун растёт.\n", "ru.txt")
        .open("Three\n\nNurek is older.\n", "other.txt");
    const auto answer = indexed.search("Рогун");
    ASSERT_EQ(answer.passages.size(), 2U);
    EXPECT_EQ(indexed.text(answer.passages[0]), "Плотина Рогун растёт.");
    EXPECT_FALSE(answer.passages[0].is_by_place);
    EXPECT_EQ(indexed.text(answer.passages[1]), "Work at Rogun goes on.");
    EXPECT_TRUE(answer.passages[1].is_by_place);
    const Snippet& snippet = answer.passages[1].snippet;
    ASSERT_EQ(snippet.marks.size(), 1U);
    EXPECT_EQ(snippet.text.substr(snippet.marks[0].first_byte, snippet.marks[0].byte_count), "Rogun");
}

TEST(Search, NeverFailsWhateverIsTyped) {
    Indexed indexed;
    indexed.open("Words\n\nOR AND NOT NEAR words: here, and (there).\n", "a.txt");
    for (const char* typed : {"\"",
                              "\"\"\"",
                              "*",
                              "a*b",
                              "words:here",
                              "NEAR(words here)",
                              "OR",
                              "NOT",
                              "AND words",
                              "(",
                              ")",
                              "{words}",
                              "^words",
                              "-words",
                              "words - here",
                              "'; DROP TABLE passages; --",
                              "\\",
                              "%",
                              "\xFF\xFE",
                              "\"words: here\"",
                              "+",
                              "words + here",
                              "«",
                              "“words",
                              "a\"b\"c"}) {
        (void)indexed.search(typed);
    }
    EXPECT_EQ(indexed.texts("NOT").size(), 1U) << "what is syntax elsewhere is a word here";
    EXPECT_EQ(indexed.texts("words:here").size(), 1U);
    EXPECT_EQ(indexed.texts("OR NOT \"near words\"").size(), 1U);
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        std::string typed;
        for (std::size_t n = random() % 30; n > 0; --n) typed += static_cast<char>(random() % 256);
        (void)indexed.search(typed);
    }
}

TEST(Search, FollowsArticlesThatAreReplacedAndClosed) {
    Indexed indexed;
    indexed.open("Old\n\nmelon\n", "a.txt").open("Two\n\nmelon\n", "b.txt");
    EXPECT_EQ(indexed.texts("melon").size(), 2U);
    indexed.open("New\n\npeach\n", "a.txt");
    EXPECT_EQ(indexed.texts("melon").size(), 1U);
    EXPECT_EQ(indexed.texts("peach").size(), 1U);
    EXPECT_TRUE(indexed.search("old").titles.empty());
    EXPECT_EQ(indexed.search("new").titles.size(), 1U);
    const Library before = indexed.library;
    indexed.library = indexed.library.without(indexed.library.articles()[0]);
    EXPECT_TRUE(indexed.texts("peach").empty()) << "not found before the index knows of it either";
    indexed.index->update(indexed.library);
    EXPECT_TRUE(indexed.texts("peach").empty());
    EXPECT_EQ(indexed.texts("melon").size(), 1U);
    // An earlier value of the library: the index goes back to it.
    indexed.library = before;
    indexed.index->update(before);
    EXPECT_EQ(indexed.texts("peach").size(), 1U);
}

TEST(Search, AnswersAsAPlainLookThroughTheTextsDoes) {
    const std::array<std::string, 8> vocabulary{"water", "Wasser", "вода", "dam", "damage", "o'zan", "lake", "reka"};
    std::size_t found_count = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        Indexed indexed;
        for (int step = 0; step < 12; ++step) {
            if (step > 3 && random() % 4 == 0 && indexed.library.article_count() > 0) {
                const auto ids = indexed.library.articles();
                indexed.library = indexed.library.without(ids[random() % ids.size()]);
                indexed.index->update(indexed.library);
                continue;
            }
            std::string text = "Title.\n";
            for (std::size_t p = 1 + random() % 4; p > 0; --p) {
                text += "\n";
                for (std::size_t w = 1 + random() % 6; w > 0; --w) text += vocabulary[random() % 8] + " ";
                text += ".\n";
            }
            indexed.open(text, "f" + std::to_string(random() % 6));
        }
        for (int ask = 0; ask < 20; ++ask) {
            std::string typed = vocabulary[random() % 8];
            if (random() % 2 == 0) typed += " " + vocabulary[random() % 8];
            if (random() % 3 == 0) typed = "\"" + typed + "\"";
            if (random() % 3 == 0) typed.resize(typed.size() - 1);
            if (base::first_invalid_byte(typed)) continue;
            const SearchQuery query = parse_search(typed);
            std::set<PassageRef> slow;
            for (const ArticleId id : indexed.library.articles()) {
                const Article& article = *indexed.library.find(id);
                for (std::size_t i = 0; i < article.passages.size(); ++i) {
                    const bool has_all =
                        std::all_of(query.phrases.begin(), query.phrases.end(), [&](const auto& phrase) {
                            return !marks_in(article.text_of(article.passages[i]), SearchQuery{{phrase}}).empty();
                        });
                    if (has_all && !query.is_empty()) slow.insert({id, i});
                }
            }
            std::set<PassageRef> fast;
            for (const FoundText& found : indexed.search(typed).passages) {
                EXPECT_FALSE(found.is_by_place);
                EXPECT_FALSE(found.snippet.marks.empty());
                EXPECT_TRUE(fast.insert(found.passage).second);
            }
            EXPECT_EQ(fast, slow) << typed;
            found_count += fast.size();
        }
    }
    EXPECT_GT(found_count, 1000U);
}

TEST(Search, GoesOnWhileTheIndexGrows) {
    Indexed indexed;
    static const NameFinder finder(known_places());
    std::vector<std::shared_ptr<const Shelf>> shelves;
    for (int i = 0; i < 300; ++i) {
        const auto article = text_of("T\n\nWater of Rogun " + std::to_string(i) + "\n", "f" + std::to_string(i));
        shelves.push_back(std::make_shared<const Shelf>(article, finder.find(*article)));
    }
    indexed.library = Library().with_all(shelves);
    std::thread worker([&] { indexed.index->update(indexed.library); });
    std::size_t last = 0;
    for (int i = 0; i < 50; ++i) {
        const std::size_t count = indexed.search("water", 1000).passages.size();
        EXPECT_GE(count, last);
        last = count;
    }
    worker.join();
    EXPECT_EQ(indexed.search("water", 1000).passages.size(), 300U);
}

}  // namespace
}  // namespace darya::reading
