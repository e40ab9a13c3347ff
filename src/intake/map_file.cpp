#include "intake/map_file.h"

#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include <ogrsf_frmts.h>

#include "base/utf8.h"
#include "data/feature_table_builder.h"
#include "geo/projection.h"
#include "intake/gdal_session.h"
#include "intake/shape_reader.h"

namespace darya::intake {

using base::Error;
using base::Notes;
using base::Result;
using data::FeatureTable;
using data::FeatureTableBuilder;
using data::RasterGrid;
using data::ShapeKind;

namespace {

/// What one layer may take in memory. A small hostile file can stand for any number of cells.
constexpr std::size_t most_bytes = std::size_t{2} << 30;

constexpr std::size_t most_cells = 64'000'000;  // of an elevation raster

bool has_shapes(OGRLayer& layer) {
    return layer.GetLayerDefn()->GetGeomFieldCount() > 0;
}

std::vector<OGRLayer*> layers_of(GDALDataset& dataset) {
    std::vector<OGRLayer*> layers;  // owned by the dataset
    for (OGRLayer* layer : dataset.GetLayers()) {
        if (layer != nullptr && has_shapes(*layer)) layers.push_back(layer);
    }
    return layers;
}

Error no_layers(const fs::path& file) {
    return {"this file has no layer with shapes", file.string(), "export a layer of points, lines or areas"};
}

/// The text, with every invalid byte as U+FFFD.
std::string valid_text(std::string_view text) {
    if (!base::first_invalid_byte(text)) return std::string(text);
    std::string valid;
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        base::append_utf8(valid, point.value);
        at += point.byte_count;
    }
    return valid;
}

/// "1 row has", "12 rows have".
std::string rows_have(std::size_t count) {
    return count == 1 ? "1 row has" : std::to_string(count) + " rows have";
}

/// Reads the rows of one layer into a table for each kind of shape that occurs.
class LayerReader {
public:
    LayerReader(const fs::path& file, GDALDataset& dataset, OGRLayer& layer, ShapeReader shapes, const ReadWish& wish)
        : file_(file),
          layer_(layer),
          name_(valid_text(layer.GetName())),
          shapes_(std::move(shapes)),
          is_given_up_(wish.is_given_up),
          keeps_row_count_(std::string_view(dataset.GetDriverName()) == "FlatGeobuf") {
        shapes_.keep_every(wish.keep_every);
        if (!wish.with_attributes) return;
        const OGRFeatureDefn& definition = *layer_.GetLayerDefn();
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            const OGRFieldDefn& field = *definition.GetFieldDefn(i);
            const OGRFieldType type = field.GetType();
            const bool is_number = type == OFTInteger || type == OFTInteger64 || type == OFTReal;
            fields_.push_back({valid_text(field.GetNameRef()), is_number});
            bytes_per_row_ += is_number ? sizeof(double) : sizeof(std::string);
        }
    }

    Result<std::vector<FeatureTable>> read(Notes& notes) {
        const GdalComplaints complaints;
        layer_.ResetReading();
        while (true) {
            const std::size_t complaints_before = complaints.failure_count();
            const OGRFeatureUniquePtr row(layer_.GetNextFeature());
            const bool is_at_fault = complaints.failure_count() > complaints_before;
            if (!row && is_at_fault) return damaged(complaints.latest());
            if (!row) break;
            if (is_given_up_ && is_given_up_()) return Error{"reading was given up", file_.string()};
            if (const auto error = add(*row, is_at_fault)) return *error;
        }
        if (unreadable_count_ > 0 && unreadable_count_ == row_count_) return damaged(complaints.latest());
        if (is_cut_off()) return damaged("fewer rows than it promises");
        tell(notes);
        std::vector<FeatureTable> tables;
        for (auto& builder : builders_) {
            if (builder) tables.push_back(std::move(*builder).build());
        }
        return tables;
    }

private:
    struct Field {
        std::string name;
        bool is_number = false;
    };

    Error damaged(const std::string& reason) const {
        return {"its layer '" + name_ + "' is damaged or cut off" + (reason.empty() ? "" : " (" + reason + ")"),
                file_.string(), "fetch or export it again"};
    }

    Error too_large() const {
        return {"its layer '" + name_ + "' is too large (at most " + std::to_string(most_features) + " rows, " +
                    std::to_string(most_points) + " points and " + std::to_string(most_bytes >> 20) + " MiB are read)",
                file_.string(), "cut out the region you need, for example with ogr2ogr -spat 45 33 90 57"};
    }

    /// GDAL 3.6 takes a FlatGeobuf that ends early for one that ends.
    bool is_cut_off() const { return keeps_row_count_ && static_cast<GIntBig>(row_count_) < layer_.GetFeatureCount(0); }

    std::optional<Error> add(OGRFeature& row, bool is_at_fault) {
        if (++row_count_ > most_features) return too_large();
        const OGRGeometry* const geometry = row.GetGeometryRef();
        if (geometry == nullptr || geometry->IsEmpty()) {
            ++(is_at_fault ? unreadable_count_ : without_shape_count_);
            return std::nullopt;
        }
        const RowShapes& shapes = shapes_.read(*geometry);
        if (shapes_.is_guess() && shapes.has_outside) {
            return Error{"its layer '" + name_ +
                             "' does not say its coordinate system, and its coordinates are not "
                             "longitude and latitude",
                         file_.string(), "export it with one, for example with ogr2ogr -a_srs EPSG:32642"};
        }
        if (shapes.has_not_numbers) ++not_numbers_count_;
        if (shapes.has_outside) ++outside_count_;
        if (shapes.has_too_few) ++too_few_count_;
        const bool is_unexplained =
            shapes.is_empty() && !shapes.has_not_numbers && !shapes.has_outside && !shapes.has_too_few;
        if (is_unexplained) ++without_shape_count_;
        for (const ShapeKind kind : {ShapeKind::point, ShapeKind::line, ShapeKind::polygon}) {
            const auto& runs = shapes.runs[static_cast<std::size_t>(kind)];
            if (!runs.empty()) add_feature(row, builder(kind), shapes, runs);
        }
        point_count_ += shapes.points.size();
        const bool is_too_large =
            point_count_ > most_points || point_count_ * sizeof(geo::MapPoint) + byte_count_ > most_bytes;
        return is_too_large ? std::optional(too_large()) : std::nullopt;
    }

    FeatureTableBuilder& builder(ShapeKind kind) {
        auto& made = builders_[static_cast<std::size_t>(kind)];
        if (!made) {
            made.emplace(name_, kind);
            for (const Field& field : fields_) {
                if (field.is_number) {
                    made->add_number_column(field.name);
                } else {
                    made->add_text_column(field.name);
                }
            }
        }
        return *made;
    }

    void add_feature(OGRFeature& row, FeatureTableBuilder& table, const RowShapes& shapes,
                     const std::vector<RowShapes::Run>& runs) {
        table.begin_feature();
        byte_count_ += bytes_per_row_ + sizeof(data::Feature) + runs.size() * sizeof(data::Part);
        for (const RowShapes::Run& run : runs) {
            table.add_part(std::span(shapes.points).subspan(run.first_point, run.point_count), run.is_hole);
        }
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const int index = static_cast<int>(i);
            if (!row.IsFieldSetAndNotNull(index)) continue;
            if (fields_[i].is_number) {
                table.set_number(i, row.GetFieldAsDouble(index));
            } else {
                std::string text = valid_text(row.GetFieldAsString(index));
                byte_count_ += text.size();
                table.set_text(i, std::move(text));
            }
        }
    }

    void tell(Notes& notes) const {
        const auto note = [&](std::size_t count, const std::string& what) {
            if (count > 0) notes.add("layer '" + name_ + "': " + rows_have(count) + what);
        };
        const std::string of_all = " (of " + std::to_string(row_count_) + ") ";
        note(without_shape_count_, " no shape" + of_all + "and cannot be drawn");
        note(unreadable_count_, " a shape that cannot be read" + of_all + "and cannot be drawn");
        note(not_numbers_count_, " coordinates that are not numbers" + of_all + "and these parts are not drawn");
        note(outside_count_, " coordinates outside the world" + of_all + "and these parts are not drawn");
        note(too_few_count_, " parts with too few points" + of_all + "and these are not drawn");
        if (shapes_.is_guess() && row_count_ > 0) {
            notes.add("layer '" + name_ +
                      "' does not say its coordinate system; it was taken for longitude and latitude");
        }
    }

    const fs::path& file_;
    OGRLayer& layer_;
    std::string name_;
    ShapeReader shapes_;
    std::function<bool()> is_given_up_;
    bool keeps_row_count_;  // the file says how many rows it has
    std::vector<Field> fields_;
    std::array<std::optional<FeatureTableBuilder>, 3> builders_;
    std::size_t bytes_per_row_ = 0;
    std::size_t byte_count_ = 0;
    std::size_t point_count_ = 0;
    std::size_t row_count_ = 0;
    std::size_t without_shape_count_ = 0;
    std::size_t unreadable_count_ = 0;
    std::size_t not_numbers_count_ = 0;
    std::size_t outside_count_ = 0;
    std::size_t too_few_count_ = 0;
};

Result<std::vector<FeatureTable>> read_rows(const fs::path& file, GDALDataset& dataset, OGRLayer& layer,
                                            const ReadWish& wish, Notes& notes) {
    const GdalComplaints complaints;
    auto shapes = ShapeReader::from(layer.GetSpatialRef());
    if (!shapes) {
        Error error = shapes.error();
        error.where = file.string();
        return error;
    }
    return LayerReader(file, dataset, layer, std::move(*shapes), wish).read(notes);
}

OGRLayer* find_layer(const std::vector<OGRLayer*>& layers, const std::string& name) {
    for (OGRLayer* layer : layers) {
        if (name == layer->GetName()) return layer;
    }
    return nullptr;
}

}  // namespace

Result<std::vector<std::string>> layer_names(const fs::path& file) {
    const GdalComplaints complaints;
    const auto dataset = open_file(file, FileKind::vector);
    if (!dataset) return dataset.error();
    std::vector<std::string> names;
    for (OGRLayer* layer : layers_of(**dataset)) names.emplace_back(layer->GetName());
    if (names.empty()) return no_layers(file);
    return names;
}

Result<std::vector<FeatureTable>> read_layer(const fs::path& file, const std::string& layer, Notes& notes) {
    const GdalComplaints complaints;
    const auto dataset = open_file(file, FileKind::vector);
    if (!dataset) return dataset.error();
    const auto layers = layers_of(**dataset);
    if (layers.empty()) return no_layers(file);
    OGRLayer* const found = find_layer(layers, layer);
    if (found != nullptr) return read_rows(file, **dataset, *found, {}, notes);
    std::string others;
    for (OGRLayer* other : layers) others += (others.empty() ? "" : ", ") + valid_text(other->GetName());
    return Error{"there is no layer '" + layer + "' here", file.string(), "it has: " + others};
}

Result<base::Done> read_each_layer(const fs::path& file, const std::vector<std::string>& layers, const ReadWish& wish,
                                   Notes& notes, const TakeTable& take) {
    const GdalComplaints complaints;
    const auto dataset = open_file(file, FileKind::vector);
    if (!dataset) return dataset.error();
    const auto present = layers_of(**dataset);
    for (const std::string& name : layers) {
        OGRLayer* const found = find_layer(present, name);
        if (found == nullptr) {
            notes.add("there is no layer '" + name + "' in " + file.filename().string());
            continue;
        }
        auto read = read_rows(file, **dataset, *found, wish, notes);
        if (!read) return read.error();
        for (FeatureTable& table : *read) take(std::move(table));
    }
    return base::Done{};
}

Result<std::vector<FeatureTable>> read_layers(const fs::path& file, const std::vector<std::string>& layers,
                                              Notes& notes) {
    std::vector<FeatureTable> tables;
    const auto read =
        read_each_layer(file, layers, {}, notes, [&tables](FeatureTable table) { tables.push_back(std::move(table)); });
    if (!read) return read.error();
    return tables;
}

Result<RasterGrid> read_elevation(const fs::path& file, const std::string& table) {
    const GdalComplaints complaints;
    const auto opened = open_file(file, FileKind::raster, table);
    if (!opened) return opened.error();
    GDALDataset& dataset = **opened;
    const auto error = [&](const std::string& what) {
        return Error{"its raster '" + table + "' " + what, file.string(), "build the map data again"};
    };
    RasterGrid grid;
    grid.width = dataset.GetRasterXSize();
    grid.height = dataset.GetRasterYSize();
    if (dataset.GetRasterCount() != 1) return error("does not have exactly one band");
    const std::size_t cell_count = static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
    if (cell_count == 0 || cell_count > most_cells) return error("is empty or too large");

    std::array<double, 6> affine{};
    if (dataset.GetGeoTransform(affine.data()) != CE_None) return error("does not say where it lies");
    const bool is_upright = affine[1] > 0 && affine[5] < 0 && affine[2] == 0 && affine[4] == 0;
    const bool is_square = std::abs(affine[1] + affine[5]) <= 1e-6 * affine[1];
    if (!is_upright || !is_square) return error("does not have square cells with north up");
    grid.corner = {affine[0], affine[3]};
    grid.cell_m = affine[1];

    const OGRSpatialReference* const source = dataset.GetSpatialRef();
    OGRSpatialReference ours;
    ours.importFromProj4(std::string(geo::map_projection_proj4).c_str());
    const char* const criterion[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
    if (source == nullptr || source->IsSame(&ours, criterion) == 0) return error("is not in the map projection");

    GDALRasterBand& band = *dataset.GetRasterBand(1);
    std::vector<float> heights_m(cell_count);
    if (band.RasterIO(GF_Read, 0, 0, grid.width, grid.height, heights_m.data(), grid.width, grid.height, GDT_Float32, 0,
                      0, nullptr) != CE_None) {
        return error("cannot be read (" + complaints.latest() + ")");
    }
    int has_nothing = 0;
    const auto nothing = static_cast<float>(band.GetNoDataValue(&has_nothing));
    grid.values.resize(cell_count);
    for (std::size_t i = 0; i < cell_count; ++i) {
        const float height_m = heights_m[i];
        const bool is_known = height_m > -32768.0F && height_m < 32767.5F && !(has_nothing != 0 && height_m == nothing);
        grid.values[i] = is_known ? static_cast<std::int16_t>(std::lround(height_m)) : RasterGrid::no_value;
    }
    return grid;
}

}  // namespace darya::intake
