#include "scene/table_bytes.h"

#include <cmath>
#include <utility>
#include <variant>

namespace darya::scene {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

bool is_on_map(double x_m) {
    return std::abs(x_m) <= farthest_m;  // false for NaN
}

void read_columns(base::ByteReader& reader, data::FeatureTable& table) {
    const std::size_t row_count = table.features.size();
    const std::size_t column_count = reader.count_of(2);
    for (std::size_t i = 0; i < column_count && reader.is_good(); ++i) {
        data::Column column;
        column.name = reader.text();
        const bool is_text = reader.byte() == 1;
        if (row_count > reader.left() / (is_text ? 1 : sizeof(double))) return reader.fail();
        if (is_text) {
            Texts texts(row_count);
            for (std::string& text : texts) text = reader.text();
            column.cells = std::move(texts);
        } else {
            Numbers numbers(row_count);
            for (double& number : numbers) number = reader.number();
            column.cells = std::move(numbers);
        }
        table.columns.push_back(std::move(column));
    }
}

}  // namespace

void add_stamps(base::ByteWriter& writer, const std::vector<FileStamp>& stamps) {
    writer.add_count(stamps.size());
    for (const FileStamp& stamp : stamps) {
        writer.add_text(stamp.name);
        writer.add_u64(stamp.byte_count);
        writer.add_u64(static_cast<std::uint64_t>(stamp.time_ns));
    }
}

std::vector<FileStamp> read_stamps(base::ByteReader& reader) {
    std::vector<FileStamp> stamps(reader.count_of(17));
    for (FileStamp& stamp : stamps) {
        stamp.name = reader.text();
        stamp.byte_count = reader.u64();
        stamp.time_ns = static_cast<std::int64_t>(reader.u64());
    }
    return stamps;
}

void add_texts(base::ByteWriter& writer, const std::vector<std::string>& texts) {
    writer.add_count(texts.size());
    for (const std::string& text : texts) writer.add_text(text);
}

std::vector<std::string> read_texts(base::ByteReader& reader) {
    std::vector<std::string> texts(reader.count_of(1));
    for (std::string& text : texts) text = reader.text();
    return texts;
}

void add_box(base::ByteWriter& writer, const geo::MapBox& box) {
    for (const double edge_m : {box.left_m, box.bottom_m, box.right_m, box.top_m}) writer.add_double(edge_m);
}

geo::MapBox read_box(base::ByteReader& reader) {
    geo::MapBox box;
    box.left_m = reader.number();
    box.bottom_m = reader.number();
    box.right_m = reader.number();
    box.top_m = reader.number();
    return box;
}

bool is_sound(const geo::MapBox& box) {
    return !box.is_empty() && is_on_map(box.left_m) && is_on_map(box.bottom_m) && is_on_map(box.right_m) &&
           is_on_map(box.top_m);
}

void add_table(base::ByteWriter& writer, const data::FeatureTable& table) {
    writer.add_text(table.name);
    writer.add_byte(static_cast<std::uint8_t>(table.kind));
    writer.add_count(table.features.size());
    for (const data::Feature& feature : table.features) {
        writer.add_count(feature.part_count);
        add_box(writer, feature.box);
    }
    writer.add_count(table.parts.size());
    for (const data::Part& part : table.parts)
        writer.add_count(std::uint64_t{2} * part.point_count + (part.is_hole ? 1 : 0));
    writer.add_count(table.points.size());
    writer.add_all(table.points);
    writer.add_count(table.columns.size());
    for (const data::Column& column : table.columns) {
        writer.add_text(column.name);
        const auto* const texts = std::get_if<Texts>(&column.cells);
        writer.add_byte(texts != nullptr ? 1 : 0);
        if (texts != nullptr) {
            for (const std::string& text : *texts) writer.add_text(text);
        } else {
            for (const double number : *std::get_if<Numbers>(&column.cells)) writer.add_double(number);
        }
    }
}

data::FeatureTable read_table(base::ByteReader& reader) {
    data::FeatureTable table;
    table.name = reader.text();
    const std::uint8_t kind = reader.byte();
    if (kind > static_cast<std::uint8_t>(data::ShapeKind::polygon)) reader.fail();
    table.kind = static_cast<data::ShapeKind>(kind);
    table.features.resize(reader.count_of(1 + 4 * sizeof(double)));
    std::uint64_t parts_told = 0;
    for (data::Feature& feature : table.features) {
        feature.first_part = static_cast<std::uint32_t>(parts_told);
        feature.part_count = static_cast<std::uint32_t>(reader.count());
        feature.box = read_box(reader);
        parts_told += feature.part_count;
        if (parts_told > reader.left() || (!feature.box.is_empty() && !is_sound(feature.box))) reader.fail();
    }
    table.parts.resize(reader.count_of(1));
    std::uint64_t points_told = 0;
    for (data::Part& part : table.parts) {
        part.first_point = static_cast<std::uint32_t>(points_told);
        const std::uint64_t count_and_hole = reader.count();
        part.point_count = static_cast<std::uint32_t>(count_and_hole / 2);
        part.is_hole = count_and_hole % 2 == 1;
        points_told += part.point_count;
        if (part.point_count == 0 || points_told > reader.left()) reader.fail();
    }
    table.points.resize(reader.count_of(2 * sizeof(double)));
    reader.read_all(table.points);
    for (const geo::MapPoint& point : table.points) {
        if (!is_on_map(point.x_m) || !is_on_map(point.y_m)) reader.fail();
    }
    if (parts_told != table.parts.size() || points_told != table.points.size()) reader.fail();
    read_columns(reader, table);
    return table;
}

}  // namespace darya::scene
