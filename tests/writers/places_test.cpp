#include "writers/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/utf8.h"
#include "writers/xml_tree.h"

namespace darya::writers {
namespace {

using Json = nlohmann::json;
using tests::XmlTree;

// "Тоҷикистон" has ten letters in twenty bytes, the ring two in three bytes; lines end as on Windows.
constexpr const char* mixed_text = "Мардуми Тоҷикистон\r\n\r\nRogun, \"Rogun\" and the Vakhsh; å Rogun\r\n";

struct Read {
    reading::Article article;
    reading::Gazetteer gazetteer;
    std::vector<reading::Mention> mentions;
};

/// Three places, one without a point, and the mentions of the text above.
Read read() {
    Read all;
    base::Notes notes;
    all.article = *reading::parse_article(mixed_text, "folder/a, \"b\".txt", notes);
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

std::string written(const Read& all, PlacesFormat format, bool has_all_types = false) {
    std::ostringstream out;
    PlacesWriter writer(out, format, has_all_types);
    writer.add(all.article, all.mentions, all.gazetteer);
    writer.finish();
    return out.str();
}
std::string written(PlacesFormat format) {
    return written(read(), format);
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
        EXPECT_EQ(between(mixed_text, row["start"], row["end"]), row["surface"]) << line;
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
    EXPECT_TRUE(line.ends_with(",Vakhsh,vakhsh,river,,,place,1.0")) << line;
    const Json collection = Json::parse(written(PlacesFormat::geojson));
    EXPECT_TRUE(collection["features"][3]["geometry"].is_null());
}

TEST(Places, AreCsvWithAHeaderAndQuotesWhereNeeded) {
    const auto lines = lines_of(written(PlacesFormat::csv));
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], "article,start,end,surface,id,kind,lon,lat,type,score");
    EXPECT_EQ(lines[1], "\"a, \"\"b\"\".txt\",8,18,Тоҷикистон,tajikistan,country,71.0,38.8,place,1.0");
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
    for (const char* name : {"jsonl", "csv", "geojson", "kml", "annotation"}) {
        EXPECT_TRUE(places_format(name)) << name;
    }
    EXPECT_EQ(places_format("kml"), PlacesFormat::kml);
    EXPECT_EQ(places_format("annotation"), PlacesFormat::annotation);
    EXPECT_FALSE(places_format("shp"));
}

TEST(Places, TellTheirTypeTheirScoreAndWhatElseTheyMayMean) {
    Read all = read();
    all.mentions[1].score = 0.7123456F;
    all.mentions[1].others = {{*all.gazetteer.find("vakhsh"), 0.25F}};
    all.mentions[2].type = reading::MentionType::embedded;
    all.mentions[3].is_settled = true;
    const auto lines = lines_of(written(all, PlacesFormat::jsonl));
    ASSERT_EQ(lines.size(), 5U);
    const Json doubtful = Json::parse(lines[1]);
    EXPECT_EQ(doubtful["score"].dump(), "0.712");
    EXPECT_EQ(doubtful["candidates"],
              Json::parse(R"([{"id": "rogun", "score": 0.712}, {"id": "vakhsh", "score": 0.25}])"));
    EXPECT_EQ(doubtful["settled"], false);
    EXPECT_EQ(Json::parse(lines[2])["type"], "embedded");
    EXPECT_EQ(Json::parse(lines[3])["settled"], true);
    // On a map only what means the place, unless more is asked for.
    EXPECT_EQ(Json::parse(written(all, PlacesFormat::geojson))["features"].size(), 4U);
    EXPECT_EQ(Json::parse(written(all, PlacesFormat::geojson, true))["features"].size(), 5U);
    EXPECT_EQ(Json::parse(written(all, PlacesFormat::annotation))["total"], 4);
    EXPECT_EQ(Json::parse(written(all, PlacesFormat::geojson, true))["features"][2]["properties"]["type"], "embedded");
}

TEST(Annotations, PointAtTheirNamesByPositionAndByQuote) {
    const Json collection = Json::parse(written(PlacesFormat::annotation));
    EXPECT_EQ(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    EXPECT_EQ(collection["type"], "AnnotationCollection");
    EXPECT_EQ(collection["total"], 5);
    const Json& items = collection["first"]["items"];
    ASSERT_EQ(items.size(), 5U);
    std::set<std::string> ids;
    for (const Json& item : items) {
        EXPECT_EQ(item["type"], "Annotation");
        ids.insert(item["id"]);
        EXPECT_TRUE(item["id"].get<std::string>().starts_with("urn:uuid:"));
        EXPECT_EQ(item["target"]["source"], "a%2C%20%22b%22.txt");
        const Json& position = item["target"]["selector"][0];
        const Json& quote = item["target"]["selector"][1];
        EXPECT_EQ(position["type"], "TextPositionSelector");
        EXPECT_EQ(quote["type"], "TextQuoteSelector");
        const std::string exact = quote["exact"];
        EXPECT_EQ(between(mixed_text, position["start"], position["end"]), exact);
        const std::string around = quote["prefix"].get<std::string>() + exact + quote["suffix"].get<std::string>();
        EXPECT_NE(std::string(mixed_text).find(around), std::string::npos);
        EXPECT_EQ(item["body"][0]["purpose"], "identifying");
    }
    EXPECT_EQ(ids.size(), 5U) << "each has a name of its own";
    EXPECT_EQ(items[1]["body"][0]["source"]["lat"], 38.68306);
    EXPECT_EQ(items[1]["body"][0]["source"]["id"], "urn:x-darya:place:rogun");
    EXPECT_FALSE(items[3]["body"][0]["source"].contains("lat"));
    EXPECT_EQ(written(PlacesFormat::annotation), written(PlacesFormat::annotation)) << "the same text, the same names";
}

TEST(Kml, HasAFolderForEachArticleAndAPlacemarkForEachPlace) {
    const XmlTree kml(written(PlacesFormat::kml));
    EXPECT_EQ(kml.all("Folder").size(), 1U);
    EXPECT_EQ(kml.all("Placemark").size(), 3U);
    EXPECT_EQ(kml.all("Point").size(), 2U) << "the river has none";
    EXPECT_TRUE(kml.all("Style").empty()) << "Marble hides what has a style without a picture";
    const std::string all = written(PlacesFormat::kml);
    EXPECT_NE(all.find("Named 3 times."), std::string::npos);
    EXPECT_NE(all.find("<coordinates>69.77194,38.68306</coordinates>"), std::string::npos);
}

TEST(Kml, KeepsTheOrderOfItsElements) {
    // Source: OGC 07-147r2, KML 2.2: the elements of a Feature stand in this order.
    const std::vector<std::string> order{"name",         "description", "styleUrl", "Style",
                                         "ExtendedData", "Point",       "Folder",   "Placemark"};
    const XmlTree kml(written(PlacesFormat::kml));
    for (const char* feature : {"Document", "Folder", "Placemark"}) {
        for (const xmlNode* node : kml.all(feature)) {
            std::size_t last = 0;
            for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
                if (child->type != XML_ELEMENT_NODE) continue;
                const auto at = std::find(order.begin(), order.end(), reinterpret_cast<const char*>(child->name));
                ASSERT_NE(at, order.end()) << reinterpret_cast<const char*>(child->name);
                const auto place = static_cast<std::size_t>(at - order.begin());
                EXPECT_GE(place, last) << feature;
                last = place;
            }
        }
    }
}

/// A text of pieces that break writers, with mentions on random stretches of it.
Read hostile(unsigned seed) {
    static const std::vector<std::string> pieces{
        "Роғун",     "\"",           ",",    "\r\n",    "\n\n",         "<b>",
        "&amp;",     "]]>",          "\x01", "\x1F",    "\xEF\xBF\xBE", "\xF0\x9F\x8F\x94",
        "e\xCC\x81", "\xE2\x80\xA8", "' ",   ". ",      "Oʻzbekiston",  "{\"a\":",
        "\\",        "\t",           "  ",   "\xC2\xAD"};
    std::mt19937 random(seed);
    Read all = read();
    // What breaks writers may be no article at all: then the next one is tried.
    std::string whole;
    for (bool is_read = false; !is_read;) {
        whole = "Title\n\n";
        for (int i = 0; i < 80; ++i) whole += pieces[random() % pieces.size()];
        base::Notes notes;
        auto parsed = reading::parse_article(whole + "end\n", "a & \"b\" <c>.txt", notes);
        is_read = parsed.has_value();
        if (is_read) all.article = std::move(*parsed);
    }
    all.article.author = whole.substr(0, 60);
    while (!all.article.author.empty() && base::first_invalid_byte(all.article.author)) all.article.author.pop_back();
    all.mentions.clear();
    const std::string& letters = all.article.text;
    for (std::size_t p = 0; p < all.article.passages.size(); ++p) {
        const reading::Passage& passage = all.article.passages[p];
        std::vector<std::size_t> starts;
        for (std::size_t at = passage.first_byte; at < passage.first_byte + passage.byte_count;
             at += base::code_point_at(letters, at).byte_count)
            starts.push_back(at);
        starts.push_back(passage.first_byte + passage.byte_count);
        for (std::size_t i = 0; i + 1 < starts.size();) {
            const std::size_t end = std::min(i + 1 + random() % 6, starts.size() - 1);
            reading::Mention mention;
            mention.place = {static_cast<std::uint32_t>(random() % 3)};
            mention.passage = p;
            mention.first_byte = starts[i];
            mention.byte_count = starts[end] - starts[i];
            mention.score = static_cast<float>(random() % 1000) / 999.0F;
            all.mentions.push_back(mention);
            i = end + random() % 4;
        }
    }
    return all;
}

TEST(Places, SayInEveryFormatExactlyWhatTheTextSays) {
    for (unsigned seed = 0; seed < 120; ++seed) {
        SCOPED_TRACE(seed);
        const Read all = hostile(seed);
        const std::string& letters = all.article.text;
        const auto lines = lines_of(written(all, PlacesFormat::jsonl));
        ASSERT_EQ(lines.size(), all.mentions.size());
        const Json features = Json::parse(written(all, PlacesFormat::geojson))["features"];
        ASSERT_EQ(features.size(), all.mentions.size());
        const Json items = Json::parse(written(all, PlacesFormat::annotation))["first"]["items"];
        ASSERT_EQ(items.size(), all.mentions.size());
        base::Notes notes;
        const auto table = base::parse_csv(written(all, PlacesFormat::csv), notes);
        ASSERT_TRUE(table);
        EXPECT_TRUE(notes.empty());
        ASSERT_EQ(table->rows.size(), all.mentions.size());
        for (std::size_t i = 0; i < all.mentions.size(); ++i) {
            const std::string surface = letters.substr(all.mentions[i].first_byte, all.mentions[i].byte_count);
            const Json row = Json::parse(lines[i]);
            EXPECT_EQ(row["surface"], surface);
            EXPECT_EQ(between(letters, row["start"], row["end"]), surface);
            EXPECT_EQ(features[i]["properties"]["surface"], surface);
            EXPECT_EQ(features[i]["properties"]["start"], row["start"]);
            EXPECT_EQ(table->cell(i, table->column("surface")), surface);
            EXPECT_EQ(table->cell(i, table->column("article")), all.article.file_name);
            EXPECT_EQ(table->cell(i, table->column("start")), row["start"].dump());
            EXPECT_EQ(items[i]["target"]["selector"][1]["exact"], surface);
        }
        const XmlTree kml(written(all, PlacesFormat::kml));  // fails where it is not well-formed
        EXPECT_LE(kml.all("Placemark").size(), 3U);
    }
}

}  // namespace
}  // namespace darya::writers
