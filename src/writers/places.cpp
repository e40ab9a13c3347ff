#include "writers/places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "reading/sentence.h"
#include "reading/text_quote.h"
#include "writers/csv.h"
#include "writers/xml.h"

namespace darya::writers {

namespace {

using Json = nlohmann::ordered_json;
using reading::Mention;

constexpr std::array<std::string_view, 5> names{"jsonl", "csv", "geojson", "kml", "annotation"};  // by PlacesFormat

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double rounded(float score) {
    return std::round(static_cast<double>(score) * 1000.0) / 1000.0;
}

/// Where a mention begins and ends, in code points. Mentions come in the order of the text, so one walk counts them.
class Counter {
public:
    explicit Counter(std::string_view text) : text_(text) {}
    std::size_t points_up_to(std::size_t wanted_byte) {
        while (byte_ < wanted_byte) {
            byte_ += base::code_point_at(text_, byte_).byte_count;
            ++points_;
        }
        return points_;
    }

private:
    std::string_view text_;
    std::size_t byte_ = 0;
    std::size_t points_ = 0;
};

Json row_of(const reading::Article& article, const Mention& mention, const reading::Gazetteer& gazetteer,
            Counter& counter) {
    const reading::Place& place = gazetteer.place(mention.place);
    Json row;
    row["article"] = article.file_name;
    row["start"] = counter.points_up_to(mention.first_byte);
    row["end"] = counter.points_up_to(mention.first_byte + mention.byte_count);
    row["surface"] = article.text.substr(mention.first_byte, mention.byte_count);
    row["id"] = place.id;
    row["kind"] = reading::kind_word(place.kind);
    row["lon"] = place.position ? Json(place.position->lon_deg) : Json();
    row["lat"] = place.position ? Json(place.position->lat_deg) : Json();
    row["type"] = reading::type_word(mention.type);
    row["score"] = rounded(mention.score);
    return row;
}

std::string csv_line(const Json& row) {
    std::string line;
    for (const auto& [key, value] : row.items()) {
        if (!line.empty()) line += ',';
        if (!value.is_null()) line += csv_cell(value.is_string() ? value.get<std::string>() : value.dump());
    }
    return line;
}

Json feature_of(Json row, const reading::Place& place) {
    Json feature{{"type", "Feature"}, {"geometry", nullptr}};
    if (place.position) {
        feature["geometry"] = {{"type", "Point"}, {"coordinates", {place.position->lon_deg, place.position->lat_deg}}};
    }
    row.erase("lon");
    row.erase("lat");
    feature["properties"] = std::move(row);
    return feature;
}

/// A name for something that has none of its own: the same for the same letters, another for others.
std::string uuid_of(std::string_view letters) {
    // FNV-1a twice, from two starts; RFC 9562, version 8: bits of our own making.
    const auto digest = [letters](std::uint64_t from) {
        for (const char letter : letters) {
            from ^= static_cast<unsigned char>(letter);
            from *= 1099511628211U;
        }
        return from;
    };
    const std::uint64_t high = digest(14695981039346656037U);
    const std::uint64_t low = digest(high ^ 0x9E3779B97F4A7C15U);
    char text[37];
    std::snprintf(text, sizeof text, "%08x-%04x-8%03x-%04x-%012llx", static_cast<unsigned>(high >> 32U),
                  static_cast<unsigned>(high >> 16U) & 0xFFFFU, static_cast<unsigned>(high) & 0xFFFU,
                  (static_cast<unsigned>(low >> 48U) & 0x3FFFU) | 0x8000U,
                  static_cast<unsigned long long>(low & 0xFFFFFFFFFFFFU));
    return std::string("urn:uuid:") + text;
}

/// As it may stand in an IRI: unreserved ASCII as it is, all else by its bytes.
std::string in_iri(std::string_view text) {
    std::string iri;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                              (byte >= '0' && byte <= '9') ||
                              std::string_view("-._~").find(letter) != std::string::npos;
        if (is_plain) {
            iri += letter;
        } else {
            char hex[4];
            std::snprintf(hex, sizeof hex, "%%%02X", byte);
            iri += hex;
        }
    }
    return iri;
}

/// Source: Web Annotation Data Model, W3C Recommendation 2017.
Json annotation_of(const Json& row, const reading::Article& article, const Mention& mention,
                   const reading::Place& place) {
    Json identity{{"id", "urn:x-darya:place:" + in_iri(place.id)}, {"label", place.name}};
    if (place.position) {
        // The annotations' own vocabulary has no coordinates: these are of the W3C's Basic Geo vocabulary.
        constexpr const char* geo = "http://www.w3.org/2003/01/geo/wgs84_pos#";
        identity["@context"] = {{"lat", std::string(geo) + "lat"}, {"long", std::string(geo) + "long"}};
        identity["lat"] = place.position->lat_deg;
        identity["long"] = place.position->lon_deg;
    }
    const auto textual = [](const char* purpose, std::string value) {
        return Json{
            {"type", "TextualBody"}, {"purpose", purpose}, {"format", "text/plain"}, {"value", std::move(value)}};
    };
    const reading::TextQuote quote = reading::quote_of(article.text, {mention.first_byte, mention.byte_count});
    Json bodies = Json::array();
    bodies.push_back({{"type", "SpecificResource"}, {"purpose", "identifying"}, {"source", std::move(identity)}});
    bodies.push_back(textual("classifying", std::string(reading::kind_word(place.kind))));
    if (mention.type != reading::MentionType::place)
        bodies.push_back(textual("classifying", std::string(reading::type_word(mention.type))));
    bodies.push_back(textual("assessing", row["score"].dump()));
    return {
        {"id", uuid_of(article.file_name + '\n' + row["start"].dump() + '\n' + row["end"].dump() + '\n' + place.id)},
        {"type", "Annotation"},
        {"motivation", "identifying"},
        {"body", std::move(bodies)},
        {"target",
         {{"source", in_iri(article.file_name)},
          {"selector",
           {{{"type", "TextPositionSelector"}, {"start", row["start"]}, {"end", row["end"]}},
            {{"type", "TextQuoteSelector"},
             {"exact", quote.exact},
             {"prefix", quote.prefix},
             {"suffix", quote.suffix}}}}}}};
}

/// Programs show a description as HTML: what text has of < and & must come out of that as it went in.
std::string described(std::string_view text) {
    std::string html;
    for (const char letter : text) {
        if (letter == '&') {
            html += "&amp;";
        } else if (letter == '<') {
            html += "&lt;";
        } else {
            html += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
        }
    }
    return xml_escaped(html);
}

void write_data(std::ostream& out, const char* name, std::string_view value) {
    out << "<Data name=\"" << name << "\"><value>" << xml_escaped(value) << "</value></Data>";
}

}  // namespace

std::optional<PlacesFormat> places_format(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<PlacesFormat>(i);
    }
    return std::nullopt;
}

PlacesWriter::PlacesWriter(std::ostream& out, PlacesFormat format, bool has_all_types)
    : out_(out), format_(format), has_all_types_(has_all_types) {
    switch (format_) {
        case PlacesFormat::jsonl:
            break;
        case PlacesFormat::csv:
            out_ << "article,start,end,surface,id,kind,lon,lat,type,score\n";
            break;
        case PlacesFormat::geojson:
            out_ << "{\"type\":\"FeatureCollection\",\"features\":[";
            break;
        case PlacesFormat::kml:
            out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>Places named in texts</name>\n";
            // No styles: Marble shows neither mark nor name of a place whose style has no picture.
            break;
        case PlacesFormat::annotation:
            out_ << "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"" << uuid_of("places named in texts")
                 << "\",\"type\":\"AnnotationCollection\",\"label\":\"Places named in texts\",\"first\":{\"id\":\""
                 << uuid_of("places named in texts, first page")
                 << "\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[";
            break;
    }
}

bool PlacesWriter::is_written(const Mention& mention) const {
    const bool is_of_every_type = has_all_types_ || format_ == PlacesFormat::jsonl || format_ == PlacesFormat::csv;
    return is_of_every_type || mention.type == reading::MentionType::place;
}

void PlacesWriter::add(const reading::Article& article, std::span<const Mention> mentions,
                       const reading::Gazetteer& gazetteer) {
    if (format_ == PlacesFormat::kml) {
        add_folder(article, mentions, gazetteer);
    } else {
        add_rows(article, mentions, gazetteer);
    }
}

void PlacesWriter::add_rows(const reading::Article& article, std::span<const Mention> mentions,
                            const reading::Gazetteer& gazetteer) {
    Counter counter(article.text);
    for (const Mention& mention : mentions) {
        if (!is_written(mention)) continue;
        const reading::Place& place = gazetteer.place(mention.place);
        Json row = row_of(article, mention, gazetteer, counter);
        switch (format_) {
            case PlacesFormat::jsonl: {
                Json candidates = Json::array();
                candidates.push_back({{"id", place.id}, {"score", row["score"]}});
                for (const reading::Candidate& other : mention.others)
                    candidates.push_back({{"id", gazetteer.place(other.place).id}, {"score", rounded(other.score)}});
                row["candidates"] = std::move(candidates);
                row["settled"] = mention.is_settled;
                out_ << dumped(row) << '\n';
                break;
            }
            case PlacesFormat::csv:
                out_ << csv_line(row) << '\n';
                break;
            case PlacesFormat::geojson:
                out_ << (count_ == 0 ? "\n" : ",\n") << dumped(feature_of(std::move(row), place));
                break;
            case PlacesFormat::annotation:
                out_ << (count_ == 0 ? "\n" : ",\n") << dumped(annotation_of(row, article, mention, place));
                break;
            case PlacesFormat::kml:
                break;
        }
        ++count_;
    }
}

void PlacesWriter::add_folder(const reading::Article& article, std::span<const Mention> mentions,
                              const reading::Gazetteer& gazetteer) {
    std::vector<std::pair<reading::PlaceId, std::vector<const Mention*>>> places;  // in the order of the text
    std::vector<std::size_t> known(gazetteer.places().size(), SIZE_MAX);
    for (const Mention& mention : mentions) {
        if (!is_written(mention)) continue;
        std::size_t& index = known[mention.place.number];
        if (index == SIZE_MAX) {
            index = places.size();
            places.push_back({mention.place, {}});
        }
        places[index].second.push_back(&mention);
    }
    out_ << "<Folder>\n<name>" << xml_escaped(article.title) << "</name>\n";
    std::string by = article.author;
    for (const std::string& more : {article.date, article.file_name}) {
        if (!more.empty()) by += (by.empty() ? "" : ", ") + more;
    }
    out_ << "<description>" << described(by) << "</description>\n";
    for (const auto& [id, named] : places) {
        const reading::Place& place = gazetteer.place(id);
        out_ << "<Placemark>\n<name>" << xml_escaped(place.name) << "</name>\n<description>"
             << (named.size() == 1 ? std::string("Named once.") : "Named " + std::to_string(named.size()) + " times.");
        constexpr std::size_t most_quotes = 3;
        std::size_t quote_count = 0;
        reading::ByteRange last;
        for (std::size_t i = 0; i < named.size() && quote_count < most_quotes; ++i) {
            const reading::ByteRange sentence = reading::sentence_around(
                article.text, article.passages[named[i]->passage], {named[i]->first_byte, named[i]->byte_count});
            if (quote_count > 0 && sentence == last) continue;  // named twice in it
            last = sentence;
            ++quote_count;
            out_ << "\n“" << described(std::string_view(article.text).substr(sentence.first_byte, sentence.byte_count))
                 << "” (¶ " << named[i]->passage + 1 << ")";
        }
        out_ << "</description>\n<ExtendedData>";
        write_data(out_, "id", place.id);
        write_data(out_, "kind", reading::kind_word(place.kind));
        write_data(out_, "count", std::to_string(named.size()));
        write_data(out_, "article", article.file_name);
        out_ << "</ExtendedData>\n";
        if (place.position)
            out_ << "<Point><coordinates>" << Json(place.position->lon_deg).dump() << ','
                 << Json(place.position->lat_deg).dump() << "</coordinates></Point>\n";
        out_ << "</Placemark>\n";
    }
    out_ << "</Folder>\n";
}

void PlacesWriter::finish() {
    if (format_ == PlacesFormat::geojson) out_ << "\n]}\n";
    if (format_ == PlacesFormat::kml) out_ << "</Document>\n</kml>\n";
    if (format_ == PlacesFormat::annotation) out_ << "\n]},\"total\":" << count_ << "}\n";
}

}  // namespace darya::writers
