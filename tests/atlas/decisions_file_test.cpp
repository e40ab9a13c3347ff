#include "atlas/decisions_file.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace darya::atlas {
namespace {

reading::Decisions read(const std::string& text) {
    const auto decisions = parse_decisions(text);
    EXPECT_TRUE(decisions) << (decisions ? "" : decisions.error().line());
    return decisions ? *decisions : reading::Decisions{};
}

reading::Decisions some() {
    reading::Decisions decisions;
    decisions.set("/texts/Рогун \"two\"\n.md", {{{"Naryn", "…the ", " is\n\"cold\""}, 17, "naryn", false, ""},
                                                {{"Talas", "", ""}, 0, "", true, ""}});
    decisions.set("text:0123456789abcdef", {{{"Нарын", "", ""}, 3, "own:my-village", true, ""}});
    return decisions;
}

TEST(DecisionsFile, ComesBackAsItWas) {
    const reading::Decisions before = some();
    const reading::Decisions after = read(write_decisions(before));
    ASSERT_EQ(after.lists().size(), 2U);
    for (const auto& [article, list] : before.lists()) {
        const auto there = after.of(article);
        EXPECT_EQ(std::vector<reading::Decision>(there.begin(), there.end()), *list) << article;
    }
    EXPECT_EQ(write_decisions(after), write_decisions(before));
    EXPECT_EQ(write_decisions(read(write_decisions({}))), write_decisions({}));
}

TEST(DecisionsFile, KeepsWhatALaterDaryaWroteBesideIt) {
    const reading::Decisions decisions = read(R"({"darya_decisions": 1, "colours": [1, {"a": null}], "articles": {"a": [
        {"quote": {"exact": "Osh"}, "place": null, "author": "somebody", "start": 5}]}})");
    const auto whole = nlohmann::json::parse(write_decisions(decisions));
    EXPECT_EQ(whole["colours"], nlohmann::json::parse(R"([1, {"a": null}])"));
    EXPECT_EQ(whole["articles"]["a"][0]["author"], "somebody");
    EXPECT_EQ(whole["articles"]["a"][0]["start"], 5);
    EXPECT_TRUE(whole["articles"]["a"][0]["place"].is_null());
}

TEST(DecisionsFile, PassesOverWhatIsNoDecision) {
    const reading::Decisions decisions = read(R"({"darya_decisions": 1, "articles": {"a": 7, "b": [], "c": [1, null, {},
        {"quote": "Osh", "place": "osh"}, {"quote": {"exact": ""}, "place": "osh"}, {"quote": {"exact": "Osh"}},
        {"quote": {"exact": "Osh"}, "place": 7},
        {"quote": {"exact": "Osh", "prefix": 3}, "place": "osh", "start": -1e300, "everywhere": "yes"}]}})");
    ASSERT_EQ(decisions.lists().size(), 1U);
    ASSERT_EQ(decisions.of("c").size(), 1U);
    EXPECT_EQ(decisions.of("c")[0], (reading::Decision{{"Osh", "", ""}, 0, "osh", false, ""}));
}

TEST(DecisionsFile, ThatIsBrokenOrForeignIsAnError) {
    const std::string whole = write_decisions(some());
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
        EXPECT_FALSE(parse_decisions(whole.substr(0, size))) << "cut off after " << size;
    }
    for (const char* text : {"", "{}", "[]", "null", "{\"darya\": 1}", "{\"darya_decisions\": 2}", "\xFF"}) {
        EXPECT_FALSE(parse_decisions(text)) << text;
    }
    EXPECT_FALSE(parse_decisions(std::string(300'000, '[')));
}

TEST(DecisionsFile, OfAnyDepthIsReadWithoutRunningOutOfStack) {
    const std::string deep =
        R"({"darya_decisions": 1, "later": )" + std::string(300'000, '[') + std::string(300'000, ']') + "}";
    const auto decisions = parse_decisions(deep);
    if (decisions) {
        EXPECT_LT(write_decisions(*decisions).size(), deep.size());
    }
}

}  // namespace
}  // namespace darya::atlas
