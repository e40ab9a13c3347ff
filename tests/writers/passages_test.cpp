#include "writers/passages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include <nlohmann/json.hpp>

namespace darya::writers {
namespace {

using Json = nlohmann::json;

// "Тоҷикистон" has ten letters in twenty bytes; lines end as on Windows.
constexpr const char* short_text = "Мардуми Тоҷикистон\r\n\r\nRogun, \"Rogun\" and å Rogun\r\n";

reading::Library library() {
    base::Notes notes;
    reading::Article article = *reading::parse_article(short_text, "folder/a, \"b\".txt", notes);
    article.passages[1].page = 3;
    return reading::Library().with(std::make_shared<const reading::Article>(std::move(article)), {});
}

TEST(PassageLines, CountInCodePointsAndNameTheirSource) {
    std::ostringstream out;
    write_passage(out, library(), {{library().articles()[0], 1}, 0.12345F});
    EXPECT_EQ(Json::parse(out.str()), Json::parse(R"({"article": "a, \"b\".txt", "title": "Мардуми Тоҷикистон",
        "author": null, "date": null, "paragraph": 1, "page": 3, "start": 22, "end": 48,
        "text": "Rogun, \"Rogun\" and å Rogun", "score": 0.123})"))
        << out.str();
    EXPECT_TRUE(out.str().ends_with("}\n"));
    const std::string line = out.str();
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    std::ostringstream title;
    write_passage(title, library(), {{library().articles()[0], 0}, 1.0F});
    EXPECT_FALSE(Json::parse(title.str()).contains("page")) << "only where the file has pages";
}

TEST(AnswerLines, SayWhatKindOfThingWasFoundAndWhereTheWordsStand) {
    reading::Gazetteer gazetteer;
    reading::Place dam;
    dam.id = "rogun";
    dam.name = "Rogun";
    dam.kind = reading::PlaceKind::dam;
    gazetteer.add_map_places({dam});
    const reading::Library all = library();
    reading::SearchAnswer answer;
    answer.places.push_back({reading::PlaceId{0}, "Рогун", true});
    answer.titles.push_back({all.articles()[0], {{15, 20}}});
    answer.passages.push_back({{all.articles()[0], 1}, {"å Rogun", {{3, 5}}}, true});
    std::ostringstream out;
    write_answer(out, all, gazetteer, answer);
    std::istringstream lines(out.str());
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(Json::parse(line), Json::parse(R"({"kind": "place", "id": "rogun", "name": "Rogun", "spelling": "Рогун",
        "place_kind": "dam", "country": null})"));
    std::getline(lines, line);
    EXPECT_EQ(Json::parse(line)["kind"], "title");
    EXPECT_EQ(Json::parse(line)["marks"], Json::parse("[[8, 18]]"));
    std::getline(lines, line);
    EXPECT_EQ(Json::parse(line)["kind"], "passage");
    EXPECT_EQ(Json::parse(line)["snippet"], "å Rogun");
    EXPECT_EQ(Json::parse(line)["marks"], Json::parse("[[2, 7]]"));
    EXPECT_EQ(Json::parse(line)["by"], "place");
    EXPECT_FALSE(std::getline(lines, line));
}

}  // namespace
}  // namespace darya::writers
