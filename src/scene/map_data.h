#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/feature_table.h"
#include "data/raster_grid.h"
#include "geo/point.h"
#include "scene/camera.h"
#include "scene/frame.h"
#include "scene/mesh.h"
#include "scene/shape_index.h"

namespace darya::scene {

/// What a mesh is drawn as; one bucket of meshes for each.
enum class Bucket {
    beyond,  // all that lies outside the data
    seas,
    veil,
    aral_bed,
    aral_hatch,  // lines over the bed, as atlases mark a water that is gone

    lakes,
    aral_water,
    province_borders,
    borders_neighbour,
    borders,
    borders_unsettled,
    canals,
    rivers,  // and those after it: by basin, then by rank; see `river_bucket`
};

/// Whose water a river carries.
enum class Basin { other, amu_darya, syr_darya };
inline constexpr int basin_count = 3;
inline constexpr int river_rank_count = 6;  // from 1, the great rivers, to 6, the brooks

constexpr Bucket river_bucket(Basin basin, int rank) {
    return static_cast<Bucket>(static_cast<int>(Bucket::rivers) + static_cast<int>(basin) * river_rank_count + rank -
                               1);
}
inline constexpr int bucket_count = static_cast<int>(Bucket::rivers) + basin_count * river_rank_count;

/// All meshes of the map at one level of detail.
struct LevelMeshes {
    int level = 0;
    std::vector<std::vector<MeshRef>> buckets;  // by Bucket
};

/// Level 0 is the coarsest; the tolerance halves from one to the next.
inline constexpr int level_count = 9;
double tolerance_m(int level);
/// The level whose tolerance stays well under a pixel at this scale.
int level_for(double metres_per_px);

struct OwnLevels;

/// One layer of a person's own map file, ready to draw (scene/own_levels.h).
struct OwnLayer {
    std::string id;  // "own:1"
    std::string name;
    std::string file;
    std::vector<data::FeatureTable> tables;  // lines and polygons without their shapes, which are in the levels
    std::vector<MeshRef> fills;              // of the coarsest level; drawn with an edge where they have a strip
    std::vector<MeshRef> strokes;
    std::shared_ptr<const OwnLevels> levels;  // null while there is only a first, coarse picture
    geo::MapBox box;
};

/// The atlas' own map: the tables as they were read and what is worked out from them once. Built by a worker, then
/// const.
struct MapData {
    data::FeatureTable countries, provinces, borders, province_borders, rivers, lakes, aral_shores, seas, towns, sites;
    data::FeatureTable areas;  // ranges, deserts and others that are a name only: the axes their names follow
    std::shared_ptr<const Relief> relief;
    geo::MapBox extent;  // of all data
    geo::MapBox region;  // the four countries

    // the significance of each point, in the order of the tables' points
    std::vector<float> countries_m, borders_m, province_borders_m, rivers_m, lakes_m, aral_shores_m, seas_m;
    /// By river: the way its water has come where the river begins, metres along the longest of the rivers that flow into
    /// it there (the Syr Darya begins with the length of the Naryn); 0 for a spring, below 0 where nothing is known.
    std::vector<double> come_m;

    struct Named {
        const data::FeatureTable* table = nullptr;
        std::uint32_t feature = 0;
    };
    ShapeIndex river_index, lake_index, aral_index, country_index;  // what lies under a point

    MapData() = default;
    MapData(const MapData&) = delete;
    MapData& operator=(const MapData&) = delete;

    /// The feature of a place's id (site, town, river, lake, the Aral, province, country), or nothing.
    std::optional<Named> find(const std::string& id) const;

    std::vector<std::pair<std::string, Named>> by_id;  // sorted
};

/// Works out what the map needs from the tables of the GeoPackage (any of which may be missing: then it is empty) and
/// the elevation. Cost: about 0.1 s for 250,000 points.
std::shared_ptr<const MapData> build_map_data(std::vector<data::FeatureTable> tables,
                                              std::optional<data::RasterGrid> elevation);

/// The last step of that, for a map that has its tables: extents and what finds features. Cost: some milliseconds.
void index_map(MapData& map);

/// Builds all meshes of one level; for a worker.
std::shared_ptr<const LevelMeshes> build_level(const MapData& map, int level);

/// Makes a person's own tables drawable.
std::shared_ptr<const OwnLayer> build_own_layer(std::string id, std::string name, std::string file,
                                                std::vector<data::FeatureTable> tables);

}  // namespace darya::scene
