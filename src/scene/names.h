#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scene/labels.h"
#include "scene/map_data.h"
#include "scene/name_table.h"
#include "style/style.h"

namespace darya::scene {

/// A name of the map with the scales it is shown at, before a camera is known.
struct MapName {
    LabelCandidate candidate;
    double closest_m = 0.0;            // metres per pixel: shown from here …
    double farthest_m = 1e9;           // … to here
    bool keeps_to_scale = false;       // even when selected: the place has another name for other scales
    std::uint32_t river = 0xFFFFFFFF;  // feature whose line the name follows
    float gap_px = 0.0F;               // beside a point: least radius of its mark
    float repeat_px = 0.0F;            // along a river
};

/// What a name is written in: one row of the map's typography.
struct NameClass {
    const char* what;
    style::Face face;
    float size_px;
    float spacing_em;       // between letters, always
    float most_spacing_em;  // and where it is spread over its area, up to this
    bool is_upper_case;
    data::Colour style::Style::*colour;
    float priority;  // who takes a place first; more is added within a class for size
    double closest_m;
    double farthest_m;
};

/// The hierarchy of names, the first the strongest:
///
/// | class | letters | where it stands |
/// | --- | --- | --- |
/// | country of the four | spaced capitals, 17 to 12 px by its width | spread over its widest part |
/// | neighbour | 13 px, grey, a little spaced | spread over what is seen of it |
/// | country from nearby | 11.5 px, as from afar | along a level line through what is seen of it |
/// | enclave | 10.5 px, the countries' colour | in its middle |
/// | sea, great lake | blue italic, 14 px | spread over its water, on a curve where it has an axis |
/// | the Aral from afar | blue italic, 12 px | across its water, over both shores |
/// | capital | semibold, 13 px | beside its mark |
/// | range, desert 1 | spaced capitals, brown or sand, 12.5 px | along its axis |
/// | dam of 1,000 MW and more; others | bold, 12.5 and 11.5 px | beside its mark |
/// | great river; river; stream | blue italic, 12.5 to 10.5 px | beside its course, again every 420 px |
/// | range, desert 2 and 3 | 12 and 11 px, brown or sand | along its axis |
/// | town of rank 1 to 3; 4 and 5; 6 to 8 | 12, 11 and 10.5 px | beside its mark |
/// | lake, reservoir | blue italic, 11.5 px | on its water, beside it where it is too small |
/// | province | 11.5 px, soft | in its middle |
///
/// The rows themselves, with sizes, priorities and scales, are in names.cpp. Colours come from the style.
const NameClass& name_class(const std::string& what);

/// All names of the map in a style and a language, by priority. Cost: a few milliseconds.
std::vector<MapName> map_names(const MapData& map, const style::Style& style, NameLanguage language,
                               const NameTable* names, TextCache& texts);

}  // namespace darya::scene
