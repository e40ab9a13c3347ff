#include "atlas/article_places.h"

#include <map>
#include <memory>

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

bool is_shown_above(const reading::Article& article, std::size_t passage) {
    const reading::Passage& first = article.passages[passage];
    return passage == 0 && first.kind == reading::PassageKind::title &&
           article.text_of(first).find(article.title) != std::string_view::npos;
}

std::vector<std::size_t> walked_mentions(const reading::Article& article, std::span<const reading::Mention> mentions) {
    std::vector<std::size_t> walked;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const bool is_place = mentions[i].type == reading::MentionType::place;
        if (is_place && !is_shown_above(article, mentions[i].passage)) walked.push_back(i);
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

void count_circles(Atlas& atlas) {
    if (!atlas.marked) {
        atlas.circles.reset();
        return;
    }
    const auto mentions = atlas.library.mentions(*atlas.marked);
    const auto* const known = atlas.circles.get();
    if (known != nullptr && known->from.data() == mentions.data() && known->from.size() == mentions.size()) return;
    auto next = std::make_shared<MarkedPlaces>();
    next->from = mentions;
    for (const CountedPlace& counted : counted_places(mentions)) {
        const auto point = point_of(atlas, counted.place);
        if (!point) continue;
        const reading::Place& place = atlas.gazetteer->place(counted.place);
        next->circles.push_back({place.id, *point, counted.count, name_colour(place.kind, *atlas.style)});
    }
    atlas.circles = std::move(next);
}

geo::MapBox box_of_circles(const MarkedPlaces& marked) {
    geo::MapBox all;
    for (const auto& circle : marked.circles) all.add({circle.at.x_m, circle.at.y_m, circle.at.x_m, circle.at.y_m});
    return all;
}

}  // namespace darya::atlas
