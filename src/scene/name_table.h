#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "scene/map_settings.h"

namespace darya::scene {

/// What a place is called in the languages of the map; "" where that is not known.
struct PlaceNames {
    std::string english;  // where the map shall say another than its own, shorter one
    std::string russian;
    std::string kazakh;
    std::string kyrgyz;
    std::string tajik;
    std::string uzbek;  // in Latin letters
    std::string local;  // what the map writes in local languages where it knows no name in that of its country
};

/// By id of the place.
using NameTable = std::unordered_map<std::string, PlaceNames>;

/// The name of a place on the map: in the language asked for (local: that of the country whose id is given), else `english`.
/// Local names of other countries are English ones, but where the table has one for it.
std::string name_in(NameLanguage language, const NameTable* names, const std::string& place, std::string_view country,
                    std::string english);

}  // namespace darya::scene
