#include "writers/places.h"

#include <gtest/gtest.h>

#include <sstream>

#include <nlohmann/json.hpp>

namespace darya::writers {
namespace {

using Json = nlohmann::json;

// "Тоҷикистон" has ten letters in twenty bytes, the ring two in three bytes; lines end as on Windows.
constexpr const char* text = "Мардуми Тоҷикистон\r\n\r\nRogun, \"Rogun\" and the Vakhsh; å Rogun\r\n";

struct Read {
    reading::Article article;
    reading::Gazetteer gazetteer;
    std::vector<reading::Mention> mentions;
};

/// Three places, one without a point, and the mentions of the text above.
Read read() {
    Read all;
    base::Notes notes;
    all.article = *reading::parse_article(text, "folder/a, \"b\".txt", notes);
    reading::Place country;
    country.id = "tajikistan";
    country.kind = reading::PlaceKind::country;
    country.position = geo::LonLat{71.0, 38.8};
    reading::Place dam;
    dam.id = "rogun";
    dam.kind = reading::PlaceKind::dam;
    dam.position = geo::LonLat{69.77194, 38.68306};
    reading::Place river;
    river.id = "vakhsh";
    river.kind = reading::PlaceKind::river;
    all.gazetteer.add_map_places({country, dam, river});
    const auto mention = [&all](const char* surface, std::size_t after, const char* id) {
        const std::size_t at = all.article.text.find(surface, after);
        reading::Mention found;
        found.place = *all.gazetteer.find(id);
        found.first_byte = at;
        found.byte_count = std::string(surface).size();
        all.mentions.push_back(std::move(found));
        return at + 1;
    };
    mention("Тоҷикистон", 0, "tajikistan");
    std::size_t after = mention("Rogun", 0, "rogun");
    after = mention("Rogun", after, "rogun");
    mention("Vakhsh", after, "vakhsh");
    mention("Rogun", after, "rogun");
    return all;
}

std::string written(PlacesFormat format) {
    const Read all = read();
    std::ostringstream out;
    PlacesWriter writer(out, format);
    writer.add(all.article, all.mentions, all.gazetteer);
    writer.finish();
    return out.str();
}

std::vector<std::string> lines_of(const std::string& all) {
    std::vector<std::string> lines;
    std::istringstream in(all);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// The piece of the text between two code points, counted the slow way.
std::string between(const std::string& all, std::size_t start, std::size_t end) {
    std::string piece;
    std::size_t point = 0;
    for (const char byte : all) {
        const bool is_first_byte = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
        if (is_first_byte) ++point;
        if (point > start && point <= end) piece += byte;
    }
    return piece;
}

TEST(Places, AreJsonLinesWhoseOffsetsCountCodePoints) {
    const auto lines = lines_of(written(PlacesFormat::jsonl));
    ASSERT_EQ(lines.size(), 5U);
    for (const std::string& line : lines) {
        const Json row = Json::parse(line);
        EXPECT_EQ(row["article"], "a, \"b\".txt");
        EXPECT_EQ(between(text, row["start"], row["end"]), row["surface"]) << line;
    }
    const Json first = Json::parse(lines[0]);
    EXPECT_EQ(first["start"], 8);
    EXPECT_EQ(first["end"], 18);
    const Json rogun = Json::parse(lines[1]);
    EXPECT_EQ(rogun["start"], 22);  // \r\n\r\n are four
    EXPECT_EQ(rogun["id"], "rogun");
    EXPECT_EQ(rogun["kind"], "dam");
    EXPECT_EQ(rogun["lon"], 69.77194);
}

TEST(Places, WithoutAPointHaveNullOrAnEmptyCell) {
    const Json row = Json::parse(lines_of(written(PlacesFormat::jsonl))[3]);
    EXPECT_EQ(row["id"], "vakhsh");
    EXPECT_TRUE(row["lon"].is_null());
    EXPECT_TRUE(row["lat"].is_null());
    const std::string line = lines_of(written(PlacesFormat::csv))[4];
    EXPECT_TRUE(line.ends_with(",Vakhsh,vakhsh,river,,")) << line;
    const Json collection = Json::parse(written(PlacesFormat::geojson));
    EXPECT_TRUE(collection["features"][3]["geometry"].is_null());
}

TEST(Places, AreCsvWithAHeaderAndQuotesWhereNeeded) {
    const auto lines = lines_of(written(PlacesFormat::csv));
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], "article,start,end,surface,id,kind,lon,lat");
    EXPECT_EQ(lines[1], "\"a, \"\"b\"\".txt\",8,18,Тоҷикистон,tajikistan,country,71.0,38.8");
}

TEST(Places, AreGeoJsonPointsWithWhatTheRowsSay) {
    const Json collection = Json::parse(written(PlacesFormat::geojson));
    EXPECT_EQ(collection["type"], "FeatureCollection");
    ASSERT_EQ(collection["features"].size(), 5U);
    const Json& feature = collection["features"][1];
    EXPECT_EQ(feature["type"], "Feature");
    EXPECT_EQ(feature["geometry"], Json::parse(R"({"type": "Point", "coordinates": [69.77194, 38.68306]})"));
    EXPECT_EQ(feature["properties"]["surface"], "Rogun");
    EXPECT_EQ(feature["properties"]["start"], 22);
}

TEST(Places, AreValidGeoJsonWhenThereAreNone) {
    std::ostringstream out;
    PlacesWriter writer(out, PlacesFormat::geojson);
    writer.finish();
    EXPECT_EQ(Json::parse(out.str())["features"].size(), 0U);
}

TEST(Places, KnowTheNamesOfTheirFormats) {
    EXPECT_EQ(places_format("csv"), PlacesFormat::csv);
    EXPECT_EQ(places_format("jsonl"), PlacesFormat::jsonl);
    EXPECT_EQ(places_format("geojson"), PlacesFormat::geojson);
    EXPECT_FALSE(places_format("kml"));
}

}  // namespace
}  // namespace darya::writers
