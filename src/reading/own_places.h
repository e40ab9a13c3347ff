#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/notes.h"
#include "base/result.h"
#include "data/feature_table.h"
#include "geo/point.h"
#include "reading/gazetteer.h"

namespace darya::reading {

/// A place of a person's own file, before it is part of a gazetteer.
struct OwnPlace {
    std::string id;                  // as the file has it; "" where it has none
    std::vector<std::string> names;  // the place's name first; never empty
    PlaceKind kind = PlaceKind::other;
    std::optional<geo::LonLat> position;
};

inline constexpr std::size_t most_own_places = 200'000;

/// Reads a CSV table (commas, semicolons or tabs, whichever its header has) of places.
///
/// Columns, in any letters: `name` (or names, title, place) and every other one that begins with "name" (name_ru,
/// NAME_EN); spellings, aliases, alt_name or variants, each a list with | or ; between; kind (or type, class); id; lon and
/// lat (or longitude and latitude, x and y). A name of one letter, without any letter, or of more than 100 is refused; a
/// row without a name is passed over; a position outside the world is left out. Each is a note. More than
/// `most_own_places` are cut off with a note. A table without a column of names, or one that is not UTF-8, is an error.
base::Result<std::vector<OwnPlace>> parse_own_places(std::string_view csv, base::Notes& notes);

/// The same from the features of a map: their position is the point, or a point in the middle of the shape.
base::Result<std::vector<OwnPlace>> own_places_of(const data::FeatureTable& table, base::Notes& notes);

/// Whether a layer has a column of names to search texts for.
bool has_names(const data::FeatureTable& table);

/// Adds places to a gazetteer; texts are searched for all their names. Ids become `own:` and the file's own id, or the
/// first name where it has none or only a number; a second one of the same id gets a number behind it.
void add_own_places(Gazetteer& gazetteer, std::span<const OwnPlace> places);

}  // namespace darya::reading
