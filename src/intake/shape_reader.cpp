#include "intake/shape_reader.h"

#include <cmath>
#include <cstring>
#include <string>

#include "geo/projection.h"

namespace darya::intake {

using base::Error;
using base::Result;
using data::ShapeKind;

namespace {

constexpr int deepest_collection = 32;

// GDAL counts points with an int, newer versions with a size_t.
template <typename Count>
Count count_of(int (OGRCoordinateTransformation::*)(Count, double*, double*, double*, int*));
using PointCount = decltype(count_of(&OGRCoordinateTransformation::Transform));

/// True for a system that only says that it is not known, as a GeoPackage's rows -1 and 0 do.
bool says_nothing(const OGRSpatialReference& source) {
    const char* const name = source.GetName();
    const bool is_undefined = name != nullptr && std::strncmp(name, "Undefined", 9) == 0;
    return source.IsLocal() != 0 || is_undefined || source.IsEmpty() != 0;
}

/// True when the numbers in the file are longitude and latitude on WGS 84, in this order.
bool is_lonlat_wgs84(const OGRSpatialReference& source) {
    const char* const authority = source.GetAuthorityName(nullptr);
    const char* const code = source.GetAuthorityCode(nullptr);
    if (authority == nullptr || code == nullptr) return false;
    const std::vector<int>& axes = source.GetDataAxisToSRSAxisMapping();
    if (std::strcmp(authority, "EPSG") == 0 && std::strcmp(code, "4326") == 0) {
        return axes.size() >= 2 && axes[0] == 2 && axes[1] == 1;
    }
    return std::strcmp(authority, "OGC") == 0 && std::strcmp(code, "CRS84") == 0 && axes.size() >= 2 && axes[0] == 1;
}

}  // namespace

Result<ShapeReader> ShapeReader::from(const OGRSpatialReference* source) {
    ShapeReader reader;
    if (source == nullptr || says_nothing(*source)) {
        reader.is_guess_ = true;
        return reader;
    }
    if (is_lonlat_wgs84(*source)) return reader;
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    reader.to_wgs84_.reset(OGRCreateCoordinateTransformation(source, &wgs84));
    if (!reader.to_wgs84_) {
        const char* const name = source->GetName();
        return Error{"its coordinate system (" + std::string(name == nullptr ? "without a name" : name) +
                         ") cannot be turned into longitude and latitude",
                     "", "export it in WGS 84 (EPSG:4326)"};
    }
    return reader;
}

const RowShapes& ShapeReader::read(const OGRGeometry& geometry) {
    row_.points.clear();
    for (auto& runs : row_.runs) runs.clear();
    row_.has_not_numbers = row_.has_outside = row_.has_too_few = false;
    add(geometry, 0);
    return row_;
}

void ShapeReader::add(const OGRGeometry& geometry, int depth) {
    if (geometry.IsEmpty() || depth > deepest_collection) return;
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsNonLinear(type)) {
        const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry());
        if (straight && !OGR_GT_IsNonLinear(wkbFlatten(straight->getGeometryType()))) add(*straight, depth + 1);
    } else if (type == wkbPoint) {
        add_point(*geometry.toPoint());
    } else if (type == wkbLineString) {
        add_line(*geometry.toLineString());
    } else if (type == wkbPolygon || type == wkbTriangle) {
        add_polygon(*geometry.toPolygon());
    } else if (type == wkbPolyhedralSurface || type == wkbTIN) {
        for (const OGRPolygon* face : *geometry.toPolyhedralSurface()) add_polygon(*face);
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const OGRGeometry* member : *geometry.toGeometryCollection()) add(*member, depth + 1);
    }
}

void ShapeReader::add_polygon(const OGRPolygon& polygon) {
    bool is_hole = false;
    for (const OGRLinearRing* ring : polygon) {
        const bool is_loaded = load(*ring, true);
        if (!is_hole && !is_loaded) return;
        if (!is_hole && crosses_far_side(x_)) return add_cut_polygon(polygon);
        if (is_loaded) add_run(ShapeKind::polygon, is_hole);
        is_hole = true;
    }
}

void ShapeReader::add_cut_polygon(const OGRPolygon& polygon) {
    std::vector<LonLats> rings{loaded()};
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        if (load(*polygon.getInteriorRing(i), true)) rings.push_back(loaded());
    }
    for (const auto& piece : cut_polygon(rings)) {
        for (std::size_t i = 0; i < piece.size(); ++i) add_run(ShapeKind::polygon, i > 0, piece[i]);
    }
}

void ShapeReader::add_line(const OGRSimpleCurve& line) {
    if (!load(line, false)) return;
    if (!crosses_far_side(x_)) return add_run(ShapeKind::line, false);
    for (const LonLats& piece : cut_line(loaded())) add_run(ShapeKind::line, false, piece);
}

bool ShapeReader::load(const OGRSimpleCurve& curve, bool is_ring) {
    take_points(curve);
    std::size_t count = x_.size();
    while (is_ring && count > 1 && x_[count - 1] == x_[0] && y_[count - 1] == y_[0]) --count;
    if (count < (is_ring ? 3U : 2U)) {
        row_.has_too_few = true;
        return false;
    }
    x_.resize(count);
    y_.resize(count);
    return to_lonlat();
}

void ShapeReader::take_points(const OGRSimpleCurve& curve) {
    const auto count = static_cast<std::size_t>(curve.getNumPoints());
    constexpr std::size_t always_kept = 12;
    const std::size_t step = std::min(keep_every_, std::max<std::size_t>(count / always_kept, 1));
    if (step == 1) {
        x_.resize(count);
        y_.resize(count);
        constexpr int stride = sizeof(double);
        curve.getPoints(x_.data(), stride, y_.data(), stride);
        return;
    }
    x_.clear();
    y_.clear();
    for (std::size_t i = 0; i < count; i += step) {
        const bool is_last = i + step >= count;  // the end of a line is where the next one starts
        const int kept = static_cast<int>(is_last ? count - 1 : i);
        x_.push_back(curve.getX(kept));
        y_.push_back(curve.getY(kept));
    }
}

LonLats ShapeReader::loaded() const {
    LonLats points(x_.size());
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = {x_[i], y_[i]};
    return points;
}

void ShapeReader::add_run(ShapeKind kind, bool is_hole) {
    row_.runs[static_cast<std::size_t>(kind)].push_back({row_.points.size(), x_.size(), is_hole});
    for (std::size_t i = 0; i < x_.size(); ++i) row_.points.push_back(geo::to_map({x_[i], y_[i]}));
}

void ShapeReader::add_run(ShapeKind kind, bool is_hole, std::span<const geo::LonLat> points) {
    row_.runs[static_cast<std::size_t>(kind)].push_back({row_.points.size(), points.size(), is_hole});
    for (const geo::LonLat point : points) row_.points.push_back(geo::to_map(point));
}

void ShapeReader::add_point(const OGRPoint& point) {
    x_.assign(1, point.getX());
    y_.assign(1, point.getY());
    if (!to_lonlat()) return;
    auto& runs = row_.runs[static_cast<std::size_t>(ShapeKind::point)];
    const bool goes_on = !runs.empty() && runs.back().first_point + runs.back().point_count == row_.points.size();
    if (goes_on) {
        ++runs.back().point_count;
    } else {
        runs.push_back({row_.points.size(), 1, false});
    }
    row_.points.push_back(geo::to_map({x_[0], y_[0]}));
}

bool ShapeReader::to_lonlat() {
    const auto mark = [this](bool is_number) {
        (is_number ? row_.has_outside : row_.has_not_numbers) = true;
        return false;
    };
    for (std::size_t i = 0; i < x_.size(); ++i) {
        if (!std::isfinite(x_[i]) || !std::isfinite(y_[i])) return mark(false);
    }
    if (to_wgs84_) {
        is_transformed_.resize(x_.size());
        to_wgs84_->Transform(static_cast<PointCount>(x_.size()), x_.data(), y_.data(), nullptr, is_transformed_.data());
        for (const int is_transformed : is_transformed_) {
            if (is_transformed == 0) return mark(true);
        }
    }
    // Some files count longitudes from 0 to 360; a guess has to be stricter.
    const double farthest_lon_deg = is_guess_ ? 180.0 : 360.0;
    for (std::size_t i = 0; i < x_.size(); ++i) {
        const bool is_on_earth = std::abs(x_[i]) <= farthest_lon_deg && std::abs(y_[i]) <= 90.0;  // false for NaN
        if (!is_on_earth) return mark(true);
    }
    return true;
}

}  // namespace darya::intake
