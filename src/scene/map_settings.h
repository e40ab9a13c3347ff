#pragma once

namespace darya::scene {

/// The language of the names on the map. A name that is not known in it is written in English.
enum class NameLanguage {
    english,
    russian,
    local,  // of the country a place lies in
};

/// What stands on the map and explains it. Each can be switched off.
struct Furniture {
    bool legend = true;  // in pictures; in the window the panel of layers is the legend
    bool scale_bar = true;
    bool graticule = false;
    bool north_mark = true;
    bool overview = true;
    bool coordinates = true;
    bool attribution = true;

    bool operator==(const Furniture&) const = default;
};

}  // namespace darya::scene
