#include "atlas/article_places.h"

#include <map>

#include "geo/projection.h"
#include "scene/place_point.h"

namespace darya::atlas {

data::Colour name_colour(reading::PlaceKind kind, const style::Style& style) {
    switch (reading::family_of(kind)) {
        case reading::PlaceFamily::energy:
            return style.energy;
        case reading::PlaceFamily::water:
            return style.water;
        case reading::PlaceFamily::land:
            return style.land;
        case reading::PlaceFamily::town:
            break;
    }
    return style.ink;
}

std::vector<CountedPlace> counted_places(std::span<const reading::Mention> mentions) {
    std::vector<CountedPlace> places;
    std::map<reading::PlaceId, std::size_t> index_of;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        if (mentions[i].type != reading::MentionType::place) continue;
        const auto [known, is_new] = index_of.emplace(mentions[i].place, places.size());
        if (is_new) places.push_back({mentions[i].place, 0, i});
        ++places[known->second].count;
    }
    return places;
}

std::vector<std::size_t> walked_mentions(std::span<const reading::Mention> mentions) {
    std::vector<std::size_t> walked;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        if (mentions[i].type == reading::MentionType::place) walked.push_back(i);
    }
    return walked;
}

std::optional<geo::MapPoint> point_of(const Atlas& atlas, reading::PlaceId place) {
    const reading::Place& known = atlas.gazetteer->place(place);
    const auto named = atlas.map ? atlas.map->find(known.id) : std::nullopt;
    if (named) {
        if (const auto point = scene::point_on(*named->table, named->feature)) return point;
    }
    if (known.position) return geo::to_map(*known.position);
    double x_m = 0.0;
    double y_m = 0.0;
    double count = 0.0;
    for (const std::string& part : known.parts) {
        const auto id = atlas.gazetteer->find(part);
        if (!id || *id == place || !atlas.gazetteer->place(*id).parts.empty()) continue;
        const auto point = point_of(atlas, *id);
        if (!point) continue;
        x_m += point->x_m;
        y_m += point->y_m;
        ++count;
    }
    if (count == 0.0) return std::nullopt;
    return geo::MapPoint{x_m / count, y_m / count};
}

}  // namespace darya::atlas
