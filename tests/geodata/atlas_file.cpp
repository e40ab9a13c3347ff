#include "atlas_file.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>

#include <gdal_priv.h>

#include <gtest/gtest.h>

#include "base/file.h"
#include "geo/measure.h"
#include "geo/projection.h"

namespace darya::geodata {

const std::string& Row::text(const std::string& column) const {
    static const std::string none;
    const auto found = fields.find(column);
    return found == fields.end() ? none : found->second;
}

double Row::number(const std::string& column) const {
    return std::strtod(text(column).c_str(), nullptr);
}

const std::string& map_file() {
    static const std::string file = std::string(DARYA_SOURCE_DIR) + "/geodata/central-asia.gpkg";
    return file;
}

GDALDataset& dataset() {
    static const GDALDatasetUniquePtr opened = [] {
        GDALAllRegister();
        return GDALDatasetUniquePtr(GDALDataset::Open(map_file().c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
    }();
    if (!opened) throw std::runtime_error("GDAL cannot open " + map_file());
    return *opened;
}

const std::vector<std::string>& layer_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> found;
        for (OGRLayer* const layer : dataset().GetLayers()) found.emplace_back(layer->GetName());
        return found;
    }();
    return names;
}

const std::vector<Row>& layer(const std::string& name) {
    static std::map<std::string, std::vector<Row>> layers;
    const auto known = layers.find(name);
    if (known != layers.end()) return known->second;
    OGRLayer* const source = dataset().GetLayerByName(name.c_str());
    if (source == nullptr) throw std::runtime_error("there is no layer '" + name + "' in " + map_file());
    std::vector<Row>& rows = layers[name];
    for (auto& feature : *source) {
        Row row;
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            row.fields[feature->GetFieldDefnRef(i)->GetNameRef()] =
                feature->IsFieldSetAndNotNull(i) ? feature->GetFieldAsString(i) : "";
        }
        row.shape.reset(feature->StealGeometry());
        rows.push_back(std::move(row));
    }
    return rows;
}

const Row& row_of(const std::string& layer_name, const std::string& id) {
    static const Row none{{}, OGRGeometryUniquePtr(new OGRPoint())};
    const Row* found = nullptr;
    for (const Row& row : layer(layer_name)) {
        if (row.text("id") != id) continue;
        if (found != nullptr) ADD_FAILURE() << "layer " << layer_name << " has '" << id << "' more than once";
        found = &row;
    }
    if (found == nullptr) ADD_FAILURE() << "layer " << layer_name << " has no '" << id << "'";
    return found != nullptr ? *found : none;
}

std::vector<FactRow> facts(const std::string& name) {
    const auto bytes = base::read_file(std::string(DARYA_SOURCE_DIR) + "/assets/facts/" + name + ".csv");
    if (!bytes) throw std::runtime_error(bytes.error().line());
    base::Notes notes;
    const auto table = base::parse_csv(*bytes, notes);
    if (!table) throw std::runtime_error(table.error().line());
    std::vector<FactRow> rows;
    for (std::size_t r = 0; r < table->rows.size(); ++r) {
        FactRow& row = rows.emplace_back();
        for (std::size_t c = 0; c < table->header.size(); ++c) row[table->header[c]] = table->cell(r, c);
    }
    return rows;
}

std::vector<std::string> split(std::string_view list, char separator) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find(separator), list.size());
        if (end > 0) parts.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

std::vector<geo::LonLat> points_of(const OGRGeometry& line) {
    std::vector<geo::LonLat> points;
    if (wkbFlatten(line.getGeometryType()) == wkbPoint) {
        points.push_back({line.toPoint()->getX(), line.toPoint()->getY()});
    } else {
        for (const OGRPoint& point : *line.toSimpleCurve()) points.push_back({point.getX(), point.getY()});
    }
    return points;
}

std::vector<const OGRPolygon*> polygons_of(const OGRGeometry& shape) {
    std::vector<const OGRPolygon*> polygons;
    if (wkbFlatten(shape.getGeometryType()) == wkbPolygon) polygons.push_back(shape.toPolygon());
    if (wkbFlatten(shape.getGeometryType()) == wkbMultiPolygon) {
        for (const OGRPolygon* const polygon : *shape.toMultiPolygon()) polygons.push_back(polygon);
    }
    return polygons;
}

bool contains(const OGRGeometry& shape, geo::LonLat place) {
    const OGRPoint point(place.lon_deg, place.lat_deg);
    OGREnvelope box;
    shape.getEnvelope(&box);
    const bool is_in_box = place.lon_deg >= box.MinX && place.lon_deg <= box.MaxX && place.lat_deg >= box.MinY &&
                           place.lat_deg <= box.MaxY;
    return is_in_box && shape.Contains(&point);
}

double area_km2(const OGRGeometry& shape) {
    static const auto to_equal_area = [] {
        OGRSpatialReference lonlat;
        lonlat.importFromEPSG(4326);
        lonlat.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRSpatialReference equal_area;
        equal_area.importFromProj4("+proj=cea +lon_0=66 +datum=WGS84 +units=m");
        return std::unique_ptr<OGRCoordinateTransformation>(OGRCreateCoordinateTransformation(&lonlat, &equal_area));
    }();
    const OGRGeometryUniquePtr copy(shape.clone());
    if (!to_equal_area || copy->transform(to_equal_area.get()) != OGRERR_NONE) {
        throw std::runtime_error("PROJ does not give an equal-area projection");
    }
    double area_m2 = 0.0;
    for (const OGRPolygon* const polygon : polygons_of(*copy)) area_m2 += polygon->get_Area();
    return area_m2 / 1e6;
}

double distance_km(geo::LonLat a, geo::LonLat b) {
    return geo::ground_distance_m(a, b) / 1000.0;
}

double length_km(const std::vector<geo::LonLat>& line) {
    double sum_km = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) sum_km += distance_km(line[i - 1], line[i]);
    return sum_km;
}

double distance_km(geo::LonLat place, const std::vector<geo::LonLat>& line) {
    // Flat around the place: a degree of longitude is shorter by the cosine of its latitude.
    const double km_per_lat = distance_km(place, {place.lon_deg, place.lat_deg + 1.0});
    const double km_per_lon = distance_km(place, {place.lon_deg + 1.0, place.lat_deg});
    std::vector<geo::MapPoint> flat;
    flat.reserve(line.size());
    for (const geo::LonLat point : line) {
        flat.push_back({(point.lon_deg - place.lon_deg) * km_per_lon, (point.lat_deg - place.lat_deg) * km_per_lat});
    }
    return geo::distance_to_line_m({0.0, 0.0}, flat);
}

double distance_to_edge_km(geo::LonLat place, const OGRGeometry& shape) {
    double nearest_km = std::numeric_limits<double>::infinity();
    for (const OGRPolygon* const polygon : polygons_of(shape)) {
        for (const OGRLinearRing* const ring : *polygon) {
            nearest_km = std::min(nearest_km, distance_km(place, points_of(*ring)));
        }
    }
    return nearest_km;
}

}  // namespace darya::geodata
