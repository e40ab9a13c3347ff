#pragma once

#include <optional>
#include <ostream>
#include <span>
#include <string_view>

#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"

namespace darya::writers {

enum class PlacesFormat { jsonl, csv, geojson };

/// The format of that name ("jsonl", "csv", "geojson"), or nothing.
std::optional<PlacesFormat> places_format(std::string_view name);

/// Writes the mentions of articles one after the other: article, start and end in code points of the decoded text,
/// surface, id, kind, lon, lat (null or empty where the place has no point).
class PlacesWriter {
public:
    PlacesWriter(std::ostream& out, PlacesFormat format);
    void add(const reading::Article& article, std::span<const reading::Mention> mentions,
             const reading::Gazetteer& gazetteer);
    void finish();

private:
    std::ostream& out_;
    PlacesFormat format_;
    bool is_first_ = true;
};

}  // namespace darya::writers
