#include "app/map_places.h"

#include <cmath>
#include <optional>

#include "app/map_module.h"
#include "data/feature_table.h"
#include "geo/projection.h"
#include "scene/place_point.h"

namespace darya::app {

namespace {

using data::FeatureTable;

/// To a metre or so: the map is no better, and more digits would only claim it.
double rounded(double degrees) {
    return std::round(degrees * 1e5) / 1e5;
}

/// The point of a feature, or nothing where it has no shape.
std::optional<geo::LonLat> place_of(const FeatureTable& table, std::size_t i) {
    const auto lon_deg = table.number(i, "label_lon");
    const auto lat_deg = table.number(i, "label_lat");
    if (lon_deg && lat_deg) return geo::LonLat{*lon_deg, *lat_deg};
    const auto point = scene::point_on(table, i);
    if (!point) return std::nullopt;
    const geo::LonLat place = geo::to_lonlat(*point);
    return geo::LonLat{rounded(place.lon_deg), rounded(place.lat_deg)};
}

reading::PlaceKind kind_in(const FeatureTable& table, std::size_t i) {
    using reading::PlaceKind;
    const std::string own_kind = table.text(i, "kind");
    if (own_kind == "reservoir") return PlaceKind::reservoir;
    if (own_kind == "canal") return PlaceKind::canal;
    if (table.name == "countries") return PlaceKind::country;
    if (table.name == "provinces") return PlaceKind::province;
    if (table.name == "rivers") return PlaceKind::river;
    if (table.name == "towns") return PlaceKind::town;
    return PlaceKind::lake;
}

}  // namespace

base::Result<std::vector<reading::Place>> find_on_map(const DataFolders& folders, const std::set<std::string>& ids,
                                                      base::Notes& notes) {
    // As on the map, the earlier layer wins where an id stands in several.
    const auto reader = map_reader();
    if (!reader) return reader.error();
    const auto tables = (*reader)->read_layers(
        folders.map_file(), {"towns", "rivers", "lakes", "countries", "provinces", "aral_shores"}, notes);
    if (!tables) return tables.error();
    std::vector<reading::Place> places;
    std::set<std::string> found;
    for (const FeatureTable& table : *tables) {
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            const bool is_old_aral = table.name == "aral_shores" && table.number(i, "year").value_or(0) < 1980;
            const std::string id = is_old_aral ? "aral-sea" : table.text(i, "id");
            if (!ids.contains(id) || !found.insert(id).second) continue;
            reading::Place place;
            place.id = id;
            place.name = is_old_aral ? "Aral Sea" : table.text(i, "name");
            place.kind = is_old_aral ? reading::PlaceKind::sea : kind_in(table, i);
            place.position = place_of(table, i);
            places.push_back(std::move(place));
        }
    }
    return places;
}

}  // namespace darya::app
