#include "reading/library.h"

#include <algorithm>
#include <map>
#include <optional>
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
        for (std::size_t step = 2 + random() % 6; step > 0; --step) {
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
                mentions.push_back({PlaceId{static_cast<std::uint32_t>(random() % 6)},
                                    passage,
                                    byte,
                                    1,
                                    static_cast<float>(1 + random() % 10) / 10.0F,
                                    {}});
                if (random() % 5 == 0)
                    mentions.back().type = random() % 2 == 0 ? MentionType::embedded : MentionType::demonym;
            }
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
                count += static_cast<std::size_t>(std::count_if(
                    shelf.second.begin(), shelf.second.end(),
                    [&](const Mention& m) { return m.place.number == place && m.type == MentionType::place; }));
            }
            EXPECT_EQ(library.mention_count(PlaceId{place}), count);
        }
        const std::vector<PlaceId> wanted{PlaceId{1}, PlaceId{4}};
        std::vector<PassageRef> found;
        std::map<std::uint32_t, std::size_t> company;
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
                std::set<std::uint32_t> meant;
                for (const Mention& m : mentions) {
                    if (m.passage == passage && m.type == MentionType::place) meant.insert(m.place.number);
                }
                if (!meant.contains(1) && !meant.contains(4)) continue;
                found.push_back({id, passage});
                for (const std::uint32_t place : meant) {
                    if (place != 1 && place != 4) ++company[place];
                }
            }
        }
        EXPECT_EQ(library.passages_on(wanted), found);
        std::map<std::uint32_t, std::size_t> named_with;
        for (const Company& one : library.named_with(wanted)) named_with[one.place.number] = one.passage_count;
        EXPECT_EQ(named_with, company);
    }
}

/// The passages that speak of all subjects, found by looking at every passage of every article.
std::vector<FoundPassage> slowly_about(const Library& library, const std::vector<Subject>& subjects) {
    std::vector<FoundPassage> found;
    for (const ArticleId id : library.articles()) {
        const Article& article = *library.find(id);
        for (std::size_t i = 0; i < article.passages.size(); ++i) {
            const PassageRef ref{id, i};
            const auto all = places_in_passages(article, library.mentions(ref));
            std::vector<PlaceInPassage> naming;
            for (const Subject& subject : subjects) {
                std::optional<PlaceInPassage> whole;
                for (const PlaceInPassage& one : all) {
                    const bool is_meant =
                        std::find(subject.any_of.begin(), subject.any_of.end(), one.place) != subject.any_of.end();
                    if (is_meant) whole = whole ? joined(*whole, one) : one;
                }
                if (whole) naming.push_back(*whole);
            }
            if (naming.size() == subjects.size()) found.push_back({ref, relevance(subjects, naming).total()});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const FoundPassage& a, const FoundPassage& b) { return a.score > b.score; });
    return found;
}

TEST(LibraryAbout, RanksPassagesOnOneAndOnSeveralPlacesAsAPlainSearchDoes) {
    std::size_t found_count = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const Library library = RandomShelves(seed).library;
        const Subject one{{PlaceId{1}, PlaceId{4}, PlaceId{1}}, 0};
        const Subject other{{PlaceId{2}}, 1};
        const Subject third{{PlaceId{4}, PlaceId{5}}, 2};
        for (const std::vector<Subject>& subjects :
             {std::vector{one}, std::vector{one, other}, std::vector{other, third, one}}) {
            const auto fast = library.passages_about(subjects);
            const auto slow = slowly_about(library, subjects);
            ASSERT_EQ(fast.size(), slow.size());
            found_count += fast.size();
            for (std::size_t i = 0; i < fast.size(); ++i) {
                EXPECT_NEAR(fast[i].score, slow[i].score, 1e-5);
                if (i > 0) {
                    EXPECT_GE(fast[i - 1].score, fast[i].score);
                }
            }
            std::set<PassageRef> fast_set, slow_set;
            for (const FoundPassage& one_found : fast) fast_set.insert(one_found.passage);
            for (const FoundPassage& one_found : slow) slow_set.insert(one_found.passage);
            EXPECT_EQ(fast_set, slow_set);
            const auto best = library.passages_about(subjects, 2);
            EXPECT_EQ(best, std::vector(fast.begin(), fast.begin() + std::min<std::ptrdiff_t>(2, std::ssize(fast))));
        }
    }
    EXPECT_GT(found_count, 500U);
    EXPECT_TRUE(RandomShelves(1).library.passages_about({}).empty());
}

TEST(LibraryAbout, PutsTextBeforeHeadingsAndWhatIsAboutAPlaceBeforeListsThatNameIt) {
    const auto article = text_of(
        "Dam One\n\nBy Dam One\n\nA B C D E F G H One.\n\nThe dam One holds back the river, and One is high.\n");
    const std::size_t list = article->passages[2].first_byte;
    std::vector<Mention> mentions{{PlaceId{1}, 0, 4, 3, 1.0F, {}},
                                  {PlaceId{1}, 1, article->text.find("By Dam One") + 7, 3, 1.0F, {}}};
    for (std::uint32_t i = 0; i < 8; ++i) mentions.push_back({PlaceId{10 + i}, 2, list + 2 * i, 1, 1.0F, {}});
    mentions.push_back({PlaceId{1}, 2, list + 16, 3, 1.0F, {}});
    const std::size_t text = article->passages[3].first_byte;
    mentions.push_back({PlaceId{1}, 3, text + 8, 3, 1.0F, {}});
    mentions.push_back({PlaceId{1}, 3, article->text.rfind("One"), 3, 1.0F, {}});
    const Library library = Library().with(article, mentions);
    std::vector<std::size_t> order;
    for (const FoundPassage& found : library.passages_about(std::vector{Subject{{PlaceId{1}}, 0}}))
        order.push_back(found.passage.passage);
    ASSERT_EQ(order.size(), 4U);
    EXPECT_EQ(order[0], 3U);
    EXPECT_EQ(order[1], 2U);
    EXPECT_TRUE(order[2] + order[3] == 1U);
}

TEST(LibraryShelf, TakesManyAtOnceAsOneAfterTheOther) {
    std::vector<std::shared_ptr<const Shelf>> shelves;
    Library slow;
    for (std::size_t i = 0; i < 300; ++i) {
        // Some files come twice, within the batch and within a chunk of it.
        const auto article = text_of("Text " + std::to_string(i), "file" + std::to_string(i % 130));
        const auto mentions = named({{static_cast<std::uint32_t>(i % 7), 0}});
        shelves.push_back(std::make_shared<const Shelf>(article, mentions));
        slow = slow.with(article, mentions);
    }
    const Library fast = Library().with_all(shelves);
    ASSERT_EQ(fast.article_count(), 130U);
    ASSERT_EQ(fast.articles(), slow.articles());
    for (const ArticleId id : fast.articles()) {
        EXPECT_EQ(fast.find(id), slow.find(id));
        EXPECT_EQ(fast.find_file(fast.find(id)->file), id);
    }
    std::size_t total = 0;
    for (const PlaceCount& one : fast.place_counts()) {
        EXPECT_EQ(one.mention_count, slow.mention_count(one.place));
        total += one.mention_count;
    }
    EXPECT_EQ(total, 130U);
    std::vector<ArticleId> gone;
    for (std::uint32_t i = 0; i < 130; i += 2) gone.push_back(ArticleId{i});
    gone.push_back(ArticleId{4000});
    const Library rest = fast.without_all(gone);
    EXPECT_EQ(rest.article_count(), 65U);
    EXPECT_FALSE(rest.find_file("file0"));
    EXPECT_TRUE(rest.find_file("file1"));
    EXPECT_EQ(fast.article_count(), 130U);
    EXPECT_TRUE(rest.is_same(Library(rest)));
    EXPECT_FALSE(rest.is_same(fast));
    EXPECT_TRUE(fast.without_all(fast.articles()).articles().empty());
}

TEST(TopicWords, AreKnownInEveryLanguageAndOnlyAtTheBeginningOfWords) {
    const TopicWords energy = topic_words_of(PlaceKind::dam);
    const TopicWords river = topic_words_of(PlaceKind::river);
    const TopicWords lake = topic_words_of(PlaceKind::lake);
    EXPECT_EQ(topic_words_in("The Dam, at last") & energy, energy);
    EXPECT_EQ(topic_words_in("строительство Рогунской ГЭС") & energy, energy);
    EXPECT_EQ(topic_words_in("damage and Potsdam"), 0);
    EXPECT_EQ(topic_words_in("вдоль реки; дарёи Вахш") & river, river);
    EXPECT_EQ(topic_words_in("Тоқтоғұл су қоймасы, Ыстықкөл көлі") & lake, lake);
    EXPECT_EQ(topic_words_in("Der See liegt am Stausee.") & lake, lake);
    EXPECT_EQ(topic_words_in(""), 0);
    EXPECT_EQ(topic_words_of(PlaceKind::country), 0);
}

}  // namespace
}  // namespace darya::reading
