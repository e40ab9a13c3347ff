#include "scene/map_data.h"

#include <algorithm>
#include <span>

#include "geo/arcs.h"
#include "geo/measure.h"
#include "geo/simplify.h"
#include "scene/mesh_builder.h"

namespace darya::scene {

namespace {

using data::FeatureTable;
using data::Part;

/// The codes of relief that change with the map's own light: how steep a slope looks.
constexpr float relief_z_factor = 6.0F;

FeatureTable taken(std::vector<FeatureTable>& tables, const std::string& name, data::ShapeKind kind) {
    for (FeatureTable& table : tables) {
        if (table.name == name && table.kind == kind) return std::move(table);
    }
    FeatureTable none;
    none.name = name;
    none.kind = kind;
    return none;
}

std::vector<float> line_significance(const FeatureTable& table) {
    std::vector<float> all(table.points.size());
    for (const Part& part : table.parts) {
        const auto own = geo::significance_m(table.points_of(part));
        std::copy(own.begin(), own.end(), all.begin() + part.first_point);
    }
    return all;
}

/// `is_shared`: neighbours must not gap, so stretches that two rings share are weighed once.
std::vector<float> ring_significance(const FeatureTable& table, bool is_shared) {
    std::vector<float> all(table.points.size());
    if (is_shared) {
        std::vector<std::span<const geo::MapPoint>> rings;
        for (const Part& part : table.parts) rings.push_back(table.points_of(part));
        const auto weights = geo::shared_significance_m(rings);
        for (std::size_t i = 0; i < table.parts.size(); ++i) {
            std::copy(weights[i].begin(), weights[i].end(), all.begin() + table.parts[i].first_point);
        }
        return all;
    }
    for (const Part& part : table.parts) {
        const auto own = geo::ring_significance_m(table.points_of(part));
        std::copy(own.begin(), own.end(), all.begin() + part.first_point);
    }
    return all;
}

double length_m(const FeatureTable& table, std::size_t feature) {
    double length = 0.0;
    for (const Part& part : table.parts_of(table.features[feature])) {
        const auto points = table.points_of(part);
        for (std::size_t i = 1; i < points.size(); ++i) length += geo::distance_m(points[i - 1], points[i]);
    }
    return length;
}

/// See `MapData::come_m`.
std::vector<double> ways_come(const FeatureTable& rivers) {
    struct River {
        std::size_t feature = 0;
        std::string id, into;
        geo::MapPoint start, end;
        double length_m = 0.0;
    };
    std::vector<River> named;
    std::vector<double> come_m(rivers.features.size(), -1.0);
    for (std::size_t i = 0; i < rivers.features.size(); ++i) {
        std::string id = rivers.text(i, "id");
        const auto parts = rivers.parts_of(rivers.features[i]);
        if (id.empty() || parts.empty() || rivers.text(i, "kind") == "canal") continue;
        come_m[i] = 0.0;
        named.push_back({i, std::move(id), rivers.text(i, "flows_into"), rivers.points_of(parts.front()).front(),
                         rivers.points_of(parts.back()).back(), length_m(rivers, i)});
    }
    // From the springs down: as many rounds as rivers flow into one another.
    constexpr int most_rounds = 6;
    constexpr double at_its_start_m = 30'000.0;
    for (int round = 0; round < most_rounds; ++round) {
        for (const River& upper : named) {
            for (const River& lower : named) {
                if (upper.into != lower.id || geo::distance_m(upper.end, lower.start) > at_its_start_m) continue;
                come_m[lower.feature] = std::max(come_m[lower.feature], come_m[upper.feature] + upper.length_m);
            }
        }
    }
    return come_m;
}

}  // namespace

double tolerance_m(int level) {
    return 4000.0 / static_cast<double>(1 << level);
}

int level_for(double metres_per_px) {
    constexpr double share_of_px = 0.55;
    int level = 0;
    while (level + 1 < level_count && tolerance_m(level) > share_of_px * metres_per_px) ++level;
    return level;
}

std::optional<MapData::Named> MapData::find(const std::string& id) const {
    const auto found =
        std::lower_bound(by_id.begin(), by_id.end(), id,
                         [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
    if (found == by_id.end() || found->first != id) return std::nullopt;
    return found->second;
}

void index_map(MapData& map) {
    for (const FeatureTable* table : {&map.countries, &map.lakes, &map.seas, &map.rivers}) {
        map.extent.add(table->box());
    }
    for (std::size_t i = 0; i < map.countries.features.size(); ++i) {
        if (map.countries.number(i, "focus").value_or(0.0) > 0.5) map.region.add(map.countries.features[i].box);
    }
    if (map.region.is_empty()) map.region = map.extent;

    // Earlier tables win where an id stands in several: a dam's mark before a town of the same id.
    const auto list = [&map](const FeatureTable& table) {
        for (std::uint32_t i = 0; i < table.features.size(); ++i) {
            std::string id = table.text(i, "id");
            if (!id.empty()) map.by_id.emplace_back(std::move(id), MapData::Named{&table, i});
        }
    };
    list(map.sites);
    list(map.towns);
    list(map.rivers);
    list(map.lakes);
    list(map.countries);
    list(map.provinces);
    for (std::uint32_t i = 0; i < map.aral_shores.features.size(); ++i) {
        if (map.aral_shores.number(i, "year").value_or(0) < 1980) {
            map.by_id.push_back({"aral-sea", {&map.aral_shores, i}});
        }
    }
    std::stable_sort(map.by_id.begin(), map.by_id.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });

    map.river_index = ShapeIndex(map.rivers);
    map.lake_index = ShapeIndex(map.lakes);
    map.aral_index = ShapeIndex(map.aral_shores);
    map.country_index = ShapeIndex(map.countries);
}

std::shared_ptr<const MapData> build_map_data(std::vector<FeatureTable> tables,
                                              std::optional<data::RasterGrid> elevation) {
    using data::ShapeKind;
    auto map = std::make_shared<MapData>();
    map->countries = taken(tables, "countries", ShapeKind::polygon);
    map->provinces = taken(tables, "provinces", ShapeKind::polygon);
    map->borders = taken(tables, "borders", ShapeKind::line);
    map->province_borders = taken(tables, "province_borders", ShapeKind::line);
    map->rivers = taken(tables, "rivers", ShapeKind::line);
    map->lakes = taken(tables, "lakes", ShapeKind::polygon);
    map->aral_shores = taken(tables, "aral_shores", ShapeKind::polygon);
    map->seas = taken(tables, "seas", ShapeKind::polygon);
    map->towns = taken(tables, "towns", ShapeKind::point);
    map->sites = taken(tables, "sites", ShapeKind::point);
    map->areas = taken(tables, "areas", ShapeKind::line);

    map->countries_m = ring_significance(map->countries, true);
    map->seas_m = ring_significance(map->seas, true);
    map->lakes_m = ring_significance(map->lakes, false);
    map->aral_shores_m = ring_significance(map->aral_shores, false);
    map->borders_m = line_significance(map->borders);
    map->province_borders_m = line_significance(map->province_borders);
    map->rivers_m = line_significance(map->rivers);
    map->come_m = ways_come(map->rivers);

    if (elevation) {
        auto relief = std::make_shared<Relief>();
        relief->id = next_mesh_id();
        relief->box = elevation->box();
        relief->codes = geo::relief_codes(elevation->values, elevation->width, elevation->height, elevation->cell_m,
                                          data::RasterGrid::no_value, relief_z_factor);
        map->relief = relief;
    }

    index_map(*map);
    return map;
}

}  // namespace darya::scene
