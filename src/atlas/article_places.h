#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "data/colour.h"
#include "geo/point.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"
#include "style/style.h"

namespace darya::atlas {

/// The colour a place's name wears in a text, and its circle on the map: energy, water, land or ink.
data::Colour name_colour(reading::PlaceKind kind, const style::Style& style);

/// A place of an article and how often its names mean it.
struct CountedPlace {
    reading::PlaceId place;
    std::size_t count = 0;
    std::size_t first_mention = 0;  // index into the article's mentions
};

/// The places that mentions name, in the order of the text; embedded names and demonyms do not count. O(n log n).
std::vector<CountedPlace> counted_places(std::span<const reading::Mention> mentions);

/// The mentions that mean a place, in the order of the text: what `n` and `p` walk. Indices into `mentions`.
std::vector<std::size_t> walked_mentions(const reading::Article& article, std::span<const reading::Mention> mentions);

/// Whether a passage is the title, which the reader shows above the text; not where the front matter gives another one.
bool is_shown_above(const reading::Article& article, std::size_t passage);

/// Where a circle for a place is drawn: the place's own point, else a point on its shape; of a whole without either, the
/// middle of its parts. Nothing where the map does not know it.
std::optional<geo::MapPoint> point_of(const Atlas& atlas, reading::PlaceId place);

/// Counts the marked article's places anew when its mentions are others than before.
void count_circles(Atlas& atlas);

/// The box that holds the middles of all circles.
geo::MapBox box_of_circles(const MarkedPlaces& marked);

}  // namespace darya::atlas
