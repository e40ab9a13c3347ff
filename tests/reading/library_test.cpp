#include "reading/library.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include "texts.h"

namespace darya::reading {
namespace {

std::vector<Mention> named(std::initializer_list<std::pair<std::uint32_t, std::size_t>> place_and_passage) {
    std::vector<Mention> mentions;
    for (const auto& [place, passage] : place_and_passage) {
        mentions.push_back({PlaceId{place}, passage, passage * 10 + mentions.size(), 1, 1.0F, {}});
    }
    return mentions;
}

TEST(LibraryShelf, KeepsArticlesInTheOrderTheyWereAddedUnderLastingNumbers) {
    const Library one = Library().with(text_of("One.", "one.txt"), {});
    const Library two = one.with(text_of("Two.", "two.txt"), {});
    ASSERT_EQ(two.articles().size(), 2U);
    const ArticleId first = two.articles()[0];
    const ArticleId second = two.articles()[1];
    EXPECT_EQ(two.find(first)->file, "one.txt");
    const Library without_first = two.without(first);
    EXPECT_EQ(without_first.articles(), std::vector<ArticleId>{second});
    EXPECT_EQ(without_first.find(first), nullptr);
    EXPECT_TRUE(without_first.mentions(first).empty());
    EXPECT_TRUE(without_first.mentions(PassageRef{first, 0}).empty());
    // A number is not given away again.
    const Library three = without_first.with(text_of("Three.", "three.txt"), {});
    EXPECT_NE(three.articles()[1], first);
    // Earlier values stay as they were.
    EXPECT_EQ(one.articles().size(), 1U);
    EXPECT_EQ(two.find(first)->text, "One.");
}

TEST(LibraryShelf, PutsANewTextOfTheSameFileInTheOldOnesPlace) {
    const Library old = Library().with(text_of("Old.", "a.txt"), named({{1, 0}})).with(text_of("Two.", "b.txt"), {});
    const Library fresh = old.with(text_of("New.", "a.txt"), named({{2, 0}}));
    EXPECT_EQ(fresh.articles(), old.articles());
    EXPECT_EQ(fresh.find(fresh.articles()[0])->text, "New.");
    EXPECT_EQ(fresh.mention_count(PlaceId{1}), 0U);
    EXPECT_EQ(fresh.mention_count(PlaceId{2}), 1U);
    EXPECT_EQ(old.mention_count(PlaceId{1}), 1U);
}

TEST(LibraryShelf, TakesOutOnlyWhatIsThere) {
    const Library library = Library().with(text_of("One."), named({{1, 0}}));
    EXPECT_EQ(library.without(ArticleId{77}).articles(), library.articles());
    EXPECT_TRUE(Library().articles().empty());
    EXPECT_TRUE(Library().passages_on(std::vector{PlaceId{1}}).empty());
}

TEST(LibraryShelf, CountsCompanyByPassagesNotByMentions) {
    const Library library = Library().with(
        text_of("a\n\nb\n\nc\n\nd"), named({{1, 0}, {2, 0}, {2, 0}, {1, 1}, {3, 1}, {2, 1}, {3, 2}, {3, 2}, {1, 3}}));
    const auto company = library.named_with(std::vector{PlaceId{1}});
    ASSERT_EQ(company.size(), 2U);
    EXPECT_EQ(company[0].place, PlaceId{2});
    EXPECT_EQ(company[0].passage_count, 2U);
    EXPECT_EQ(company[1].place, PlaceId{3});
    EXPECT_EQ(company[1].passage_count, 1U);
    EXPECT_TRUE(library.named_with(std::vector<PlaceId>{}).empty());
}

/// Random shelves, and the plain list of what stands on them.
struct RandomShelves {
    Library library;
    std::map<std::uint32_t, std::pair<std::size_t, std::vector<Mention>>> by_article;  // passage count, mentions

    explicit RandomShelves(unsigned seed) {
        std::mt19937 random(seed);
        for (std::size_t step = 0; step < 2 + random() % 6; ++step) {
            if (!library.articles().empty() && random() % 4 == 0) {
                const ArticleId gone = library.articles()[random() % library.articles().size()];
                library = library.without(gone);
                by_article.erase(gone.number);
                continue;
            }
            const std::size_t passage_count = 1 + random() % 5;
            std::string text;
            for (std::size_t i = 0; i < passage_count; ++i) text += "0123456789\n\n";
            const auto article = text_of(text, "file" + std::to_string(random() % 4));
            std::vector<Mention> mentions;
            for (std::size_t n = random() % 12; n > 0; --n) {
                const std::size_t passage = random() % passage_count;
                const std::size_t byte = article->passages[passage].first_byte + random() % 10;
                mentions.push_back({PlaceId{static_cast<std::uint32_t>(random() % 6)}, passage, byte, 1, 1.0F, {}});
            }
            const auto before = library.articles();
            library = library.with(article, mentions);
            for (const ArticleId id : library.articles()) {
                if (library.find(id) == article.get()) by_article[id.number] = {passage_count, mentions};
            }
        }
    }
};

TEST(LibraryShelf, AnswersBothQuestionsAsAPlainSearchDoes) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const RandomShelves random(seed);
        const Library& library = random.library;
        ASSERT_EQ(library.articles().size(), random.by_article.size());
        for (std::uint32_t place = 0; place < 6; ++place) {
            std::size_t count = 0;
            for (const auto& [id, shelf] : random.by_article) {
                count +=
                    static_cast<std::size_t>(std::count_if(shelf.second.begin(), shelf.second.end(),
                                                           [&](const Mention& m) { return m.place.number == place; }));
            }
            EXPECT_EQ(library.mention_count(PlaceId{place}), count);
        }
        const std::vector<PlaceId> wanted{PlaceId{1}, PlaceId{4}};
        std::vector<PassageRef> found;
        for (const ArticleId id : library.articles()) {
            const auto& [passage_count, mentions] = random.by_article.at(id.number);
            for (std::size_t passage = 0; passage < passage_count; ++passage) {
                std::multiset<std::pair<std::size_t, std::uint32_t>> slow;
                for (const Mention& m : mentions) {
                    if (m.passage == passage) slow.insert({m.first_byte, m.place.number});
                }
                std::multiset<std::pair<std::size_t, std::uint32_t>> fast;
                std::size_t last_byte = 0;
                for (const Mention& m : library.mentions(PassageRef{id, passage})) {
                    EXPECT_GE(m.first_byte, last_byte);
                    last_byte = m.first_byte;
                    fast.insert({m.first_byte, m.place.number});
                }
                EXPECT_EQ(fast, slow);
                const bool is_on = std::any_of(slow.begin(), slow.end(),
                                               [](const auto& one) { return one.second == 1 || one.second == 4; });
                if (is_on) found.push_back({id, passage});
            }
        }
        EXPECT_EQ(library.passages_on(wanted), found);
    }
}

}  // namespace
}  // namespace darya::reading
