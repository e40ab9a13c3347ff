#include "scene/name_table.h"

#include <utility>

namespace darya::scene {

std::string name_in(NameLanguage language, const NameTable* names, const std::string& place, std::string_view country,
                    std::string english) {
    if (names == nullptr || place.empty()) return english;
    const auto found = names->find(place);
    if (found == names->end()) return english;
    const PlaceNames& known = found->second;
    const std::string* wanted = &known.english;
    if (language == NameLanguage::russian) wanted = &known.russian;
    if (language == NameLanguage::local) {
        if (country == "kazakhstan") wanted = &known.kazakh;
        if (country == "kyrgyzstan") wanted = &known.kyrgyz;
        if (country == "tajikistan") wanted = &known.tajik;
        if (country == "uzbekistan") wanted = &known.uzbek;
        if ((wanted == &known.english || wanted->empty()) && !known.local.empty()) wanted = &known.local;
    }
    if (!wanted->empty()) return *wanted;
    return known.english.empty() ? english : known.english;
}

}  // namespace darya::scene
