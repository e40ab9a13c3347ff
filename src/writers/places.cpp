#include "writers/places.h"

#include <string>

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace darya::writers {

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char letter : text) {
        if (letter == '"') cell += '"';
        cell += letter;
    }
    return cell + '"';
}

}  // namespace

std::optional<PlacesFormat> places_format(std::string_view name) {
    if (name == "jsonl") return PlacesFormat::jsonl;
    if (name == "csv") return PlacesFormat::csv;
    if (name == "geojson") return PlacesFormat::geojson;
    return std::nullopt;
}

PlacesWriter::PlacesWriter(std::ostream& out, PlacesFormat format) : out_(out), format_(format) {
    if (format_ == PlacesFormat::csv) out_ << "article,start,end,surface,id,kind,lon,lat\n";
    if (format_ == PlacesFormat::geojson) out_ << "{\"type\":\"FeatureCollection\",\"features\":[";
}

void PlacesWriter::add(const reading::Article& article, std::span<const reading::Mention> mentions,
                       const reading::Gazetteer& gazetteer) {
    // Mentions come in the order of the text, so code points are counted in one walk.
    std::size_t byte = 0;
    std::size_t points = 0;
    const auto points_up_to = [&](std::size_t wanted) {
        while (byte < wanted) {
            byte += base::code_point_at(article.text, byte).byte_count;
            ++points;
        }
        return points;
    };
    for (const reading::Mention& mention : mentions) {
        const reading::Place& place = gazetteer.place(mention.place);
        Json row;
        row["article"] = article.file_name;
        row["start"] = points_up_to(mention.first_byte);
        row["end"] = points_up_to(mention.first_byte + mention.byte_count);
        row["surface"] = article.text.substr(mention.first_byte, mention.byte_count);
        row["id"] = place.id;
        row["kind"] = reading::kind_word(place.kind);
        row["lon"] = place.position ? Json(place.position->lon_deg) : Json();
        row["lat"] = place.position ? Json(place.position->lat_deg) : Json();
        if (format_ == PlacesFormat::jsonl) {
            out_ << dumped(row) << '\n';
        } else if (format_ == PlacesFormat::csv) {
            std::string line;
            for (const auto& [key, value] : row.items()) {
                if (!line.empty()) line += ',';
                line += value.is_null() ? "" : csv_cell(value.is_string() ? value.get<std::string>() : value.dump());
            }
            out_ << line << '\n';
        } else {
            Json feature{{"type", "Feature"}, {"geometry", nullptr}};
            if (place.position) {
                feature["geometry"] = {{"type", "Point"},
                                       {"coordinates", {place.position->lon_deg, place.position->lat_deg}}};
            }
            row.erase("lon");
            row.erase("lat");
            feature["properties"] = std::move(row);
            out_ << (is_first_ ? "\n" : ",\n") << dumped(feature);
        }
        is_first_ = false;
    }
}

void PlacesWriter::finish() {
    if (format_ == PlacesFormat::geojson) out_ << "\n]}\n";
}

}  // namespace darya::writers
