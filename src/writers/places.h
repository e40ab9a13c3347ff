#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <span>
#include <string_view>

#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"

namespace darya::writers {

/// What the places of texts can be written as.
enum class PlacesFormat {
    jsonl,      // a JSON object a line
    csv,        // RFC 4180
    geojson,    // RFC 7946, a point a mention
    kml,        // OGC KML 2.2, a folder an article, a placemark a place
    annotation  // W3C Web Annotation, JSON-LD
};

/// The format of that name ("jsonl", "csv", "geojson", "kml", "annotation"), or nothing.
std::optional<PlacesFormat> places_format(std::string_view name);

/// Writes the mentions of articles one after the other. Offsets count code points of the decoded text.
///
/// JSON lines and CSV: article, start, end, surface, id, kind, lon, lat (null or empty where the place has no point),
/// type, score (0 to 1, three decimals); JSON lines also candidates (id and score of what else it may mean) and
/// settled (whether a person decided it). They hold mentions of every type; the others only those that mean a place,
/// unless all types are wanted. KML has a placemark for each place of an article: how often it is named, and its first
/// sentences.
class PlacesWriter {
public:
    PlacesWriter(std::ostream& out, PlacesFormat format, bool has_all_types = false);
    void add(const reading::Article& article, std::span<const reading::Mention> mentions,
             const reading::Gazetteer& gazetteer);
    void finish();

private:
    void add_rows(const reading::Article& article, std::span<const reading::Mention> mentions,
                  const reading::Gazetteer& gazetteer);
    void add_folder(const reading::Article& article, std::span<const reading::Mention> mentions,
                    const reading::Gazetteer& gazetteer);
    bool is_written(const reading::Mention& mention) const;

    std::ostream& out_;
    PlacesFormat format_;
    bool has_all_types_;
    std::size_t count_ = 0;
};

}  // namespace darya::writers
