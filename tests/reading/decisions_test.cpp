#include "reading/decisions.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

/// Names that can mean several places, found by their letters alone: what is decided here does not depend on a finder.
struct Reading {
    std::shared_ptr<const Article> article;
    std::vector<Mention> found;
};

Gazetteer three_places() {
    const auto place = [](const char* id, const char* name, PlaceKind kind) {
        Place one;
        one.id = id;
        one.name = name;
        one.kind = kind;
        return one;
    };
    Gazetteer gazetteer;
    gazetteer.add_map_places({place("naryn", "Naryn", PlaceKind::river), place("naryn-town", "Naryn", PlaceKind::town),
                              place("osh", "Osh", PlaceKind::town)});
    return gazetteer;
}

const Gazetteer& places() {
    static const Gazetteer known = three_places();
    return known;
}
PlaceId id(const char* place) {
    return places().find(place).value();
}

Reading read(const std::string& text, const std::string& file = "/texts/naryn.txt") {
    Reading reading{text_of(text, file), {}};
    for (std::size_t p = 0; p < reading.article->passages.size(); ++p) {
        const Passage& passage = reading.article->passages[p];
        for (const char* name : {"Naryn", "NARYN", "Osh"}) {
            std::size_t at = reading.article->text.find(name, passage.first_byte);
            for (; at < passage.first_byte + passage.byte_count; at = reading.article->text.find(name, at + 1)) {
                Mention mention;
                const bool is_osh = std::string(name) == "Osh";
                mention.place = is_osh ? id("osh") : id("naryn");
                if (!is_osh) mention.others = {{id("naryn-town"), 0.5F}};
                mention.score = is_osh ? 1.0F : 0.55F;
                mention.passage = p;
                mention.first_byte = at;
                mention.byte_count = std::string(name).size();
                reading.found.push_back(mention);
            }
        }
    }
    std::sort(reading.found.begin(), reading.found.end(),
              [](const Mention& a, const Mention& b) { return a.first_byte < b.first_byte; });
    return reading;
}

std::vector<Decision> decided(const Reading& reading, const std::vector<Verdict>& verdicts) {
    std::vector<Decision> list;
    for (const Verdict& verdict : verdicts)
        list = with_verdict(*reading.article, reading.found, places(), list, verdict);
    return list;
}

Decided applied(const Reading& reading, const std::vector<Decision>& decisions) {
    return decide(*reading.article, reading.found, places(), decisions);
}

const std::string story =
    "The road\n\nNaryn is cold in winter. The lorries go to Osh from there.\n\nThe Naryn is green, and Naryn sleeps.\n";

TEST(Decisions, GiveAMentionItsPlaceForGood) {
    const Reading reading = read(story);
    ASSERT_EQ(reading.found.size(), 4U);
    const auto list = decided(reading, {{reading.found[0].first_byte, id("naryn-town"), false}});
    const Decided result = applied(reading, list);
    ASSERT_EQ(result.mentions.size(), 4U);
    EXPECT_EQ(result.mentions[0].place, id("naryn-town"));
    EXPECT_EQ(result.mentions[0].score, 1.0F);
    EXPECT_TRUE(result.mentions[0].is_settled);
    EXPECT_FALSE(is_doubtful(result.mentions[0]));
    EXPECT_EQ(result.mentions[0].others, (std::vector<Candidate>{{id("naryn"), 0.55F}})) << "the other stays at hand";
    for (std::size_t i = 1; i < 4; ++i) {
        EXPECT_EQ(result.mentions[i].place, reading.found[i].place) << i;
        EXPECT_FALSE(result.mentions[i].is_settled) << i;
    }
}

TEST(Decisions, AcceptWhatWasFound) {
    const Reading reading = read(story);
    const Decided result = applied(reading, decided(reading, {{reading.found[0].first_byte, id("naryn"), false}}));
    EXPECT_EQ(result.mentions[0].place, id("naryn"));
    EXPECT_TRUE(result.mentions[0].is_settled);
    EXPECT_EQ(result.mentions[0].others, (std::vector<Candidate>{{id("naryn-town"), 0.5F}}));
}

TEST(Decisions, MayBeForAPlaceThatNobodyThoughtOf) {
    const Reading reading = read(story);
    const Decided result = applied(reading, decided(reading, {{reading.found[0].first_byte, id("osh"), false}}));
    EXPECT_EQ(result.mentions[0].place, id("osh"));
    EXPECT_EQ(result.mentions[0].others, (std::vector<Candidate>{{id("naryn"), 0.55F}, {id("naryn-town"), 0.5F}}));
}

TEST(Decisions, LetARefusedMentionVanishButKeepItListed) {
    const Reading reading = read(story);
    const Decided result = applied(reading, decided(reading, {{reading.found[1].first_byte, std::nullopt, false}}));
    ASSERT_EQ(result.mentions.size(), 3U);
    EXPECT_EQ(result.mentions[1].first_byte, reading.found[2].first_byte);
    ASSERT_EQ(result.settled.size(), 1U);
    EXPECT_EQ(result.settled[0].found.first_byte, reading.found[1].first_byte);
    EXPECT_FALSE(result.settled[0].place);
}

TEST(Decisions, EverywhereAreAboutAllNamesOfTheSameLettersWhateverTheirCase) {
    const Reading reading = read("A title\n\nNaryn, Osh, NARYN and Naryn.\n");
    const auto list = decided(reading, {{reading.found[0].first_byte, id("naryn-town"), true}});
    const Decided result = applied(reading, list);
    ASSERT_EQ(result.settled.size(), 3U);
    for (const Mention& mention : result.mentions)
        EXPECT_EQ(mention.place, mention.byte_count == 3 ? id("osh") : id("naryn-town"));
    // One that is said to be another goes its own way.
    auto more = with_verdict(*reading.article, reading.found, places(), list,
                             {reading.found[2].first_byte, std::nullopt, false});
    EXPECT_EQ(applied(reading, more).mentions.size(), 3U);
    EXPECT_EQ(more.size(), 2U);
    // A later "everywhere" is about that one as well.
    more =
        with_verdict(*reading.article, reading.found, places(), more, {reading.found[0].first_byte, id("naryn"), true});
    EXPECT_EQ(more.size(), 1U);
    for (const Mention& mention : applied(reading, more).mentions) {
        EXPECT_EQ(mention.place, mention.byte_count == 3 ? id("osh") : id("naryn"));
    }
}

TEST(Decisions, EverywhereLeaveNamesWithinTreatiesAlone) {
    Reading reading = read(story);
    reading.found[3].type = MentionType::embedded;
    const auto list = decided(reading, {{reading.found[0].first_byte, id("naryn-town"), true}});
    const Decided result = applied(reading, list);
    EXPECT_EQ(result.mentions[3].type, MentionType::embedded);
    EXPECT_FALSE(result.mentions[3].is_settled);
    // Said of itself it is a place, and of no other.
    const auto own = decided(reading, {{reading.found[3].first_byte, id("naryn-town"), true}});
    const Decided after = applied(reading, own);
    EXPECT_EQ(after.mentions[3].type, MentionType::place);
    EXPECT_EQ(after.settled.size(), 1U);
}

TEST(Decisions, ALaterWordOnAMentionTakesThePlaceOfTheEarlierOne) {
    const Reading reading = read(story);
    const std::size_t byte = reading.found[0].first_byte;
    const auto list =
        decided(reading, {{byte, std::nullopt, false}, {byte, id("osh"), false}, {byte, id("naryn"), false}});
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].place, "naryn");
}

TEST(Decisions, CanBeTakenBackOneByOne) {
    const Reading reading = read(story);
    auto list = decided(reading, {{reading.found[0].first_byte, std::nullopt, true},
                                  {reading.found[2].first_byte, id("naryn"), false}});
    EXPECT_EQ(applied(reading, list).settled.size(), 3U);
    list = without_verdict(*reading.article, reading.found, places(), list, reading.found[2].first_byte);
    EXPECT_EQ(applied(reading, list).settled.size(), 3U) << "what was said of all is said of it again";
    list = without_verdict(*reading.article, reading.found, places(), list, reading.found[2].first_byte);
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(applied(reading, list).mentions.size(), reading.found.size());
    EXPECT_TRUE(without_verdict(*reading.article, reading.found, places(), list, 3).empty());
}

TEST(Decisions, AboutNothingThatWasFoundChangeNothing) {
    const Reading reading = read(story);
    EXPECT_TRUE(decided(reading, {{1, id("naryn"), false}}).empty());
    EXPECT_TRUE(decided(reading, {{reading.found[0].first_byte + 1, id("naryn"), true}}).empty());
}

TEST(Decisions, StandWhenTheTextHasChangedALittle) {
    const Reading before = read(story);
    const auto list = decided(before, {{before.found[0].first_byte, id("naryn-town"), false},
                                       {before.found[3].first_byte, std::nullopt, false}});
    for (const char* changed : {
             // a paragraph before it
             "The road\n\nA new beginning, with Naryn in it.\n\nNaryn is cold in winter. The lorries go to Osh from "
             "there.\n\nThe Naryn is green, and Naryn sleeps.\n",
             // words beside the names, other line breaks, soft hyphens
             "The road\r\n\r\nNaryn is very cold in winter.\r\nThe lorries go to Osh.\r\n\r\nThe Naryn is "
             "green,\r\nand "
             "old Na\xC2\xADryn? No: Naryn sleeps.\r\n",
             // without the title
             "Naryn is cold in winter. The lorries go to Osh from there.\n\nThe Naryn is green, and Naryn sleeps.\n",
         }) {
        const Reading after = read(changed);
        const Decided result = applied(after, list);
        ASSERT_EQ(result.settled.size(), 2U) << changed;
        const std::string& text = after.article->text;
        EXPECT_EQ(text.substr(result.settled[0].found.first_byte, 8), "Naryn is") << changed;
        EXPECT_EQ(text.substr(result.settled[1].found.first_byte, 12), "Naryn sleeps") << changed;
        EXPECT_EQ(result.settled[0].place, id("naryn-town"));
        EXPECT_FALSE(result.settled[1].place);
    }
}

TEST(Decisions, RestWhereTheTextIsAnotherOne) {
    const Reading before = read(story);
    const auto list = decided(before, {{before.found[0].first_byte, std::nullopt, false}});
    const Reading after = read("Prices\n\nBread costs 40 som today, and along the Naryn even more than that.\n");
    ASSERT_EQ(after.found.size(), 1U);
    EXPECT_TRUE(applied(after, list).settled.empty());
    EXPECT_EQ(applied(after, list).mentions.size(), 1U);
}

TEST(Decisions, OfWhatIsRepeatedWordForWordAreKeptApartByTheirPlaces) {
    std::string table = "Names\n\n";
    for (int i = 0; i < 60; ++i) table += "Naryn\n";
    const Reading reading = read(table);
    ASSERT_EQ(reading.found.size(), 60U);
    const std::size_t in_the_middle = reading.found[30].first_byte;
    const auto list =
        decided(reading, {{in_the_middle, id("osh"), false}, {reading.found[31].first_byte, std::nullopt, false}});
    const Decided result = applied(reading, list);
    ASSERT_EQ(result.settled.size(), 2U);
    EXPECT_EQ(result.settled[0].found.first_byte, in_the_middle);
    EXPECT_EQ(result.settled[1].found.first_byte, reading.found[31].first_byte);
}

TEST(Decisions, OfAPlaceThatIsNotKnownRestAndAreNotLost) {
    const Reading reading = read(story);
    auto list = decided(reading, {{reading.found[0].first_byte, id("naryn"), false}});
    list[0].place = "own:my-village";
    EXPECT_TRUE(applied(reading, list).settled.empty());
    EXPECT_EQ(applied(reading, list).mentions.size(), reading.found.size());
}

TEST(Decisions, SettleEachMentionOnceHoweverManyThereAre) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::string text = "A title\n\n";
        for (int i = 0; i < 40; ++i) {
            static const std::vector<std::string> words{"Naryn", "Osh", "NARYN", "ride", "cold", "river.\n\n", "Нарын"};
            text += words[random() % words.size()] + " ";
        }
        const Reading reading = read(text);
        if (reading.found.empty()) continue;
        std::vector<Decision> list;
        std::map<std::size_t, std::optional<PlaceId>> wanted;
        for (int i = 0; i < 12; ++i) {
            const Mention& mention = reading.found[random() % reading.found.size()];
            const auto place =
                random() % 3 == 0 ? std::nullopt : std::optional(id(random() % 2 == 0 ? "osh" : "naryn"));
            list = with_verdict(*reading.article, reading.found, places(), list, {mention.first_byte, place, false});
            wanted[mention.first_byte] = place;
        }
        const Decided result = applied(reading, list);
        // Nothing has changed since: every word is about the very mention it was said of.
        ASSERT_EQ(result.settled.size(), wanted.size());
        for (const Settled& settled : result.settled) {
            ASSERT_TRUE(wanted.contains(settled.found.first_byte));
            EXPECT_EQ(settled.place, wanted[settled.found.first_byte]);
        }
    }
}

TEST(Decisions, KnowAnArticleByItsFileOrByItsText) {
    EXPECT_EQ(article_key(*text_of("Naryn\n", "/a/b.txt")), "/a/b.txt");
    const std::string pasted = article_key(*text_of("Naryn\n", ""));
    EXPECT_EQ(pasted, article_key(*text_of("Naryn\n", "")));
    EXPECT_NE(pasted, article_key(*text_of("Naryn!\n", "")));
    EXPECT_TRUE(pasted.starts_with("text:"));
}

TEST(Decisions, SayWhichArticlesHaveChanged) {
    Decisions first;
    first.set("a", {{{"Naryn", "", ""}, 0, "osh", false, ""}});
    first.set("b", {{{"Naryn", "", ""}, 0, "osh", false, ""}});
    Decisions second = first;
    EXPECT_TRUE(second.changed_from(first).empty());
    second.set("b", {});
    second.set("c", {{{"Naryn", "", ""}, 0, "", true, ""}});
    EXPECT_EQ(second.changed_from(first), (std::vector<std::string>{"c", "b"}));
    EXPECT_TRUE(second.of("b").empty());
    EXPECT_EQ(second.of("a").size(), 1U);
}

TEST(TextQuote, HoldsLettersAroundAndNeverHalfOfOne) {
    const std::string text = "Мардуми Тоҷикистон дар Роғун кор мекунанд, ва Роғун баланд аст.";
    for (std::size_t at = text.find("Роғун"); at != std::string::npos; at = text.find("Роғун", at + 1)) {
        const TextQuote quote = quote_of(text, {at, std::string("Роғун").size()});
        EXPECT_EQ(quote.exact, "Роғун");
        EXPECT_NE(text.find(quote.prefix + quote.exact + quote.suffix), std::string::npos);
        EXPECT_LE(base::code_point_count(quote.prefix), quote_context);
        EXPECT_FALSE(base::first_invalid_byte(quote.prefix + "|" + quote.suffix));
    }
    EXPECT_EQ(quote_of("Osh", {0, 3}), (TextQuote{"Osh", "", ""}));
}

}  // namespace
}  // namespace darya::reading
