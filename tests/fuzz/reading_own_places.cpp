#include "reading/own_places.h"

#include <cmath>

#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    base::Notes notes;
    const auto places = reading::parse_own_places(fuzz::text_of(data, size), notes);
    if (!places) {
        fuzz::expect(!places.error().line().empty(), "a reason is given");
        return 0;
    }
    for (const reading::OwnPlace& place : *places) {
        fuzz::expect(!place.names.empty(), "a place has a name");
        for (const std::string& name : place.names)
            fuzz::expect(!name.empty() && !base::first_invalid_byte(name), "a name is a text");
        if (place.position) {
            fuzz::expect(std::abs(place.position->lon_deg) <= 180.0 && std::abs(place.position->lat_deg) <= 90.0,
                         "a position is on Earth");
        }
    }
    reading::Gazetteer gazetteer;
    reading::add_own_places(gazetteer, *places);
    fuzz::expect(gazetteer.places().size() == places->size(), "every place has an id of its own");
    return 0;
}
