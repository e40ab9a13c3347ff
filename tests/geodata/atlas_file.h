#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <ogrsf_frmts.h>

#include "base/csv.h"
#include "geo/point.h"

namespace darya::geodata {

/// One row of a layer as GDAL reads it; lon, lat.
struct Row {
    std::map<std::string, std::string> fields;  // every column; "" where the cell is empty
    OGRGeometryUniquePtr shape;                 // may be null

    const std::string& text(const std::string& column) const;
    double number(const std::string& column) const;
};

/// geodata/central-asia.gpkg, opened once.
const std::string& map_file();
GDALDataset& dataset();
const std::vector<std::string>& layer_names();
const std::vector<Row>& layer(const std::string& name);
/// The only row whose `id` is this; an empty row, and a failed test, when there is none or there are several.
const Row& row_of(const std::string& layer_name, const std::string& id);

/// One of assets/facts/*.csv as rows of column and cell.
using FactRow = std::map<std::string, std::string>;
std::vector<FactRow> facts(const std::string& name);
std::vector<std::string> split(std::string_view list, char separator);

// Shapes as plain points.
std::vector<geo::LonLat> points_of(const OGRGeometry& line);
std::vector<const OGRPolygon*> polygons_of(const OGRGeometry& shape);
bool contains(const OGRGeometry& shape, geo::LonLat place);

/// Area on the ellipsoid, by way of PROJ's cylindrical equal-area projection.
double area_km2(const OGRGeometry& shape);
double length_km(const std::vector<geo::LonLat>& line);
double distance_km(geo::LonLat a, geo::LonLat b);
/// Shortest way from a place to a line; good for some hundred kilometres.
double distance_km(geo::LonLat place, const std::vector<geo::LonLat>& line);
/// To the nearest shore, whether the place is in the water or on land.
double distance_to_edge_km(geo::LonLat place, const OGRGeometry& shape);

}  // namespace darya::geodata
