#pragma once

// Map files of any size with the same picture: the program's own map, clipped, with every edge split into many.

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <ogrsf_frmts.h>

#include "base/result.h"
#include "geo/clip.h"
#include "geo/projection.h"
#include "intake/map_file.h"

namespace darya::bench {

/// Longitudes and latitudes, as the files have them; clipped as if they were metres.
using Line = std::vector<geo::MapPoint>;
inline constexpr geo::MapBox clip_deg{46.0, 34.0, 88.0, 56.0};

/// A number from 0 to 1 that depends on nothing but the edge and the place on it.
inline double chance(geo::MapPoint low, geo::MapPoint high, std::uint64_t place) {
    std::uint64_t mix = place;
    for (const double part : {low.x_m, low.y_m, high.x_m, high.y_m}) {
        mix = (mix ^ std::bit_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15U;
        mix ^= mix >> 29U;
    }
    return static_cast<double>(mix >> 11U) / 9007199254740992.0;
}

/// Every edge as `times` edges; new points lie up to 0.3 of a new edge beside the old one, the same for both of two
/// neighbours that share it.
inline Line denser(const Line& line, std::uint64_t times) {
    if (times < 2 || line.size() < 2) return line;
    Line dense;
    dense.reserve(line.size() * times);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const bool is_upward =
            line[i].x_m < line[i + 1].x_m || (line[i].x_m == line[i + 1].x_m && line[i].y_m < line[i + 1].y_m);
        const geo::MapPoint low = is_upward ? line[i] : line[i + 1];
        const geo::MapPoint high = is_upward ? line[i + 1] : line[i];
        const double dx = (high.x_m - low.x_m) / static_cast<double>(times);
        const double dy = (high.y_m - low.y_m) / static_cast<double>(times);
        dense.push_back(line[i]);
        for (std::uint64_t step = 1; step < times; ++step) {
            const std::uint64_t place = is_upward ? step : times - step;
            const double beside = 0.6 * (chance(low, high, place) - 0.5);
            dense.push_back({low.x_m + dx * static_cast<double>(place) - dy * beside,
                             low.y_m + dy * static_cast<double>(place) + dx * beside});
        }
    }
    dense.push_back(line.back());
    return dense;
}

inline Line in_degrees(std::span<const geo::MapPoint> points) {
    Line line;
    line.reserve(points.size());
    for (const geo::MapPoint point : points) {
        const geo::LonLat place = geo::to_lonlat(point);
        line.push_back({place.lon_deg, place.lat_deg});
    }
    return line;
}

inline void set_points(OGRSimpleCurve& curve, const Line& line, std::size_t& vertex_count) {
    vertex_count += line.size();
    curve.setNumPoints(static_cast<int>(line.size()), FALSE);
    for (std::size_t i = 0; i < line.size(); ++i) curve.setPoint(static_cast<int>(i), line[i].x_m, line[i].y_m);
}

/// The shape of a feature, clipped and split; null where none of it is left.
inline std::unique_ptr<OGRGeometry> shape_of(const data::FeatureTable& table, const data::Feature& feature,
                                             std::uint64_t times, std::size_t& vertex_count) {
    if (table.kind == data::ShapeKind::point) {
        const Line at = in_degrees(table.points_of(table.parts_of(feature)[0]));
        if (!clip_deg.contains(at[0])) return nullptr;
        ++vertex_count;
        return std::make_unique<OGRPoint>(at[0].x_m, at[0].y_m);
    }
    auto lines = std::make_unique<OGRMultiLineString>();
    auto areas = std::make_unique<OGRMultiPolygon>();
    std::unique_ptr<OGRPolygon> area;
    const auto finish = [&] {
        if (area) areas->addGeometryDirectly(area.release());
    };
    for (const data::Part& part : table.parts_of(feature)) {
        const Line whole = in_degrees(table.points_of(part));
        if (table.kind == data::ShapeKind::line) {
            for (const Line& piece : geo::clip_line(whole, clip_deg)) {
                auto curve = std::make_unique<OGRLineString>();
                set_points(*curve, denser(piece, times), vertex_count);
                lines->addGeometryDirectly(curve.release());
            }
            continue;
        }
        if (!part.is_hole) finish();
        Line ring = geo::clip_ring(whole, clip_deg);
        if (ring.size() < 3 || (part.is_hole && !area)) continue;
        ring.push_back(ring.front());
        auto curve = std::make_unique<OGRLinearRing>();
        set_points(*curve, denser(ring, times), vertex_count);
        if (!area) area = std::make_unique<OGRPolygon>();
        area->addRingDirectly(curve.release());
    }
    finish();
    if (table.kind == data::ShapeKind::line) return lines->IsEmpty() != 0 ? nullptr : std::move(lines);
    return areas->IsEmpty() != 0 ? nullptr : std::move(areas);
}

/// Writes countries, provinces, lakes, rivers and towns of the program's map as a GeoPackage; gives its vertices.
inline base::Result<std::size_t> write_denser(const std::filesystem::path& map, const std::filesystem::path& out,
                                              std::uint64_t times) {
    base::Notes notes;
    const auto tables = intake::read_layers(map, {"countries", "provinces", "lakes", "rivers", "towns"}, notes);
    if (!tables) return tables.error();
    GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    GDALDatasetUniquePtr file(driver->Create(out.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file) return base::Error{"this file could not be made", out.string()};
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    std::size_t vertex_count = 0;
    for (const data::FeatureTable& table : *tables) {
        const OGRwkbGeometryType type = table.kind == data::ShapeKind::point  ? wkbPoint
                                        : table.kind == data::ShapeKind::line ? wkbMultiLineString
                                                                              : wkbMultiPolygon;
        OGRLayer* const layer = file->CreateLayer(table.name.c_str(), &wgs84, type, nullptr);
        OGRFieldDefn name("name", OFTString);
        bool is_good = layer->CreateField(&name) == OGRERR_NONE && layer->StartTransaction() == OGRERR_NONE;
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            auto shape = shape_of(table, table.features[i], times, vertex_count);
            if (!shape) continue;
            OGRFeature row(layer->GetLayerDefn());
            row.SetField(0, table.text(i, "name").c_str());
            row.SetGeometryDirectly(shape.release());
            is_good = is_good && layer->CreateFeature(&row) == OGRERR_NONE;
        }
        is_good = is_good && layer->CommitTransaction() == OGRERR_NONE;
        if (!is_good) return base::Error{"this file could not be written", out.string(), "make room"};
    }
    return vertex_count;
}

}  // namespace darya::bench
