// The article of 2010 that Darya was made for, and a text of our own with the same spellings and traps: the same
// assertions for both. The article itself is not part of the repository.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/file.h"
#include "reading/library.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

struct ExpectedName {
    std::string_view surface, id;
    int least_count;
};

constexpr std::array expected_names{
    ExpectedName{"Kazakhstan", "kazakhstan", 5},
    ExpectedName{"Republic of Kazakhstan", "kazakhstan", 1},
    ExpectedName{"Uzbekistan", "uzbekistan", 6},
    ExpectedName{"Tajikistan", "tajikistan", 2},
    ExpectedName{"Kirgizstan", "kyrgyzstan", 3},
    ExpectedName{"Afghanistan", "afghanistan", 1},
    ExpectedName{"Iran", "iran", 1},
    ExpectedName{"Tashkent", "tashkent", 4},
    ExpectedName{"Astana", "astana", 1},
    ExpectedName{"Aral Sea", "aral-sea", 1},  // inside "International Fund for Saving the Aral Sea"
    ExpectedName{"Rogun HPP", "rogun", 1},
    ExpectedName{"Kambartinsk units", "kambarata", 1},
};

std::string_view surface_of(const Article& article, const Mention& mention) {
    return std::string_view(article.text).substr(mention.first_byte, mention.byte_count);
}

/// All passages that hold these words.
std::vector<std::size_t> passages_with(const Article& article, std::string_view words) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < article.passages.size(); ++i) {
        if (article.text_of(article.passages[i]).find(words) != std::string_view::npos) found.push_back(i);
    }
    return found;
}

/// The passages that the card of a place would show.
std::vector<std::size_t> passages_on(const Library& library, std::string_view id) {
    const auto place = known_places().find(id);
    if (!place) return {};
    std::vector<std::size_t> found;
    for (const PassageRef passage : library.passages_on(known_places().with_parents(*place))) {
        found.push_back(passage.passage);
    }
    return found;
}

void expect_every_name(const Article& article, const std::vector<Mention>& mentions) {
    for (const ExpectedName& expected : expected_names) {
        const auto is_this = [&](const Mention& mention) {
            return surface_of(article, mention) == expected.surface &&
                   known_places().place(mention.place).id == expected.id;
        };
        EXPECT_GE(std::count_if(mentions.begin(), mentions.end(), is_this), expected.least_count)
            << expected.surface << " = " << expected.id;
    }
    // And nothing but these: an adjective is no country, half a name no place.
    for (const Mention& mention : mentions) {
        if (mention.type == MentionType::demonym) continue;
        const auto is_this = [&](const ExpectedName& expected) {
            return surface_of(article, mention) == expected.surface &&
                   known_places().place(mention.place).id == expected.id;
        };
        EXPECT_TRUE(std::any_of(expected_names.begin(), expected_names.end(), is_this))
            << surface_of(article, mention) << " = " << known_places().place(mention.place).id;
    }
}

void expect_the_text_is_read_well(const std::filesystem::path& file, std::size_t passage_count,
                                  std::string_view author) {
    const auto bytes = base::read_file(file);
    ASSERT_TRUE(bytes) << bytes.error().line();
    ASSERT_FALSE(bytes->ends_with('\n')) << "the end of the text without a line end is one of its traps";
    base::Notes notes;
    const auto parsed = parse_article(*bytes, file.string(), notes);
    ASSERT_TRUE(parsed) << parsed.error().line();
    const Article& article = *parsed;

    ASSERT_EQ(article.passages.size(), passage_count);
    EXPECT_EQ(article.passages[0].kind, PassageKind::title);
    EXPECT_EQ(article.title, article.text_of(article.passages[0]));
    EXPECT_EQ(article.passages[1].kind, PassageKind::byline);
    EXPECT_EQ(article.author, author);
    EXPECT_EQ(article.passages.back().first_byte + article.passages.back().byte_count, article.text.size());
    const auto caption = passages_with(article, "> Central Asia Map\n");
    ASSERT_EQ(caption.size(), 1U);
    EXPECT_NE(article.text_of(article.passages[caption[0]]).find("Tajikistan"), std::string_view::npos)
        << "the paragraph under the caption is of the same passage";

    const std::vector<Mention> mentions = NameFinder(known_places()).find(article);
    expect_every_name(article, mentions);
    for (const Mention& mention : mentions) {
        const Passage& passage = article.passages.at(mention.passage);
        EXPECT_GE(mention.first_byte, passage.first_byte);
        EXPECT_LE(mention.first_byte + mention.byte_count, passage.first_byte + passage.byte_count);
    }

    const Library library = Library().with(std::make_shared<const Article>(article), mentions);
    const auto on_kambartinsk = passages_with(article, "Kambartinsk units in Kirgizstan");
    ASSERT_EQ(on_kambartinsk.size(), 1U);
    EXPECT_EQ(passages_on(library, "rogun"), on_kambartinsk);
    EXPECT_EQ(passages_on(library, "kambarata"), on_kambartinsk);
    EXPECT_EQ(passages_on(library, "kambarata-1"), on_kambartinsk) << "a mention of both plants shows on each";
    EXPECT_EQ(passages_on(library, "kambarata-2"), on_kambartinsk);
    EXPECT_EQ(passages_on(library, "aral-sea"), on_kambartinsk);
    for (const std::vector<const char*>& ids : {std::vector{"rogun"}, {"kambarata"}, {"rogun", "kambarata"}}) {
        std::vector<Subject> subjects;
        for (const char* id : ids) subjects.push_back(subject_with_parts(known_places(), place_id(id)));
        const auto found = library.passages_about(subjects);
        ASSERT_FALSE(found.empty());
        EXPECT_EQ(found.front().passage.passage, on_kambartinsk.front());
    }
    EXPECT_EQ(passages_on(library, "kyrgyzstan"), passages_with(article, "Kirgizstan"));
    EXPECT_EQ(passages_on(library, "iran"), passages_with(article, "Iran"));
}

TEST(Slavin, IsReadWellInATextOfOurOwnWithItsSpellings) {
    const auto file = std::filesystem::path(DARYA_SOURCE_DIR) / "tests" / "fixtures" / "rapprochement.txt";
    expect_the_text_is_read_well(file, 9, "A Test Reader");
}

TEST(Slavin, IsReadWellInTheArticleItselfWhereThatIsAtHand) {
    const char* const shared = std::getenv("DARYA_SHARED");
    const auto file = shared == nullptr ? std::filesystem::path(DARYA_SOURCE_DIR).parent_path() / "shared" / "articles"
                                        : std::filesystem::path(shared) / "articles";
    if (!std::filesystem::exists(file / "slavin-2010.txt")) {
        std::cout << "not run: there is no " << (file / "slavin-2010.txt").string()
                  << "; the same is asserted of tests/fixtures/rapprochement.txt\n";
        return;
    }
    expect_the_text_is_read_well(file / "slavin-2010.txt", 16, "Dmitry Slavin");
}

}  // namespace
}  // namespace darya::reading
