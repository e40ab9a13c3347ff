#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/notes.h"
#include "base/result.h"
#include "data/feature_table.h"
#include "data/raster_grid.h"

namespace darya::intake {

namespace fs = std::filesystem;

/// Limits on what a person's own file may ask of us; a larger layer is an error that says so.
inline constexpr std::size_t most_features = 2'000'000;
inline constexpr std::size_t most_points = 40'000'000;

/// The names of the vector layers of a map file, in its order. A file GDAL cannot read, or with none, is an error.
/// GDAL is kept from the network and from files other than the one named (no VRT, no /vsicurl, allowed drivers only).
base::Result<std::vector<std::string>> layer_names(const fs::path& file);

/// Reads one layer, reprojected to the map projection. A layer of mixed shapes becomes one table for each kind that
/// occurs. Rows without a shape, with coordinates that are not numbers or outside the world become notes. A layer
/// without a known CRS is an error for projected coordinates; GeoJSON always is WGS 84.
base::Result<std::vector<data::FeatureTable>> read_layer(const fs::path& file, const std::string& layer,
                                                         base::Notes& notes);

/// Reads several layers of one file, opening it once; the atlas of the program comes in this way. A missing layer is a
/// note, not an error.
base::Result<std::vector<data::FeatureTable>> read_layers(const fs::path& file, const std::vector<std::string>& layers,
                                                          base::Notes& notes);

/// How a file is read: all of it, or less for a first, coarse look at a large one.
struct ReadWish {
    std::size_t keep_every = 1;  // of the points of a line or ring; of short ones more
    bool with_attributes = true;
    std::function<bool()> is_given_up;  // asked now and then; true ends the reading with an error
};

using TakeTable = std::function<void(data::FeatureTable)>;

/// The same, handing over one table after the other, so that no more than the tables of one layer are held here.
base::Result<base::Done> read_each_layer(const fs::path& file, const std::vector<std::string>& layers,
                                         const ReadWish& wish, base::Notes& notes, const TakeTable& take);

/// Reads the elevation raster of a GeoPackage (a tiled gridded coverage in the map projection).
base::Result<data::RasterGrid> read_elevation(const fs::path& file, const std::string& table);

}  // namespace darya::intake
