#include "scene/level_file.h"

#include <cmath>
#include <string_view>
#include <utility>
#include <variant>

#include "base/bytes.h"

namespace darya::scene {

namespace {

using base::ByteReader;
using base::ByteWriter;
using data::FeatureTable;
using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr std::string_view magic = "darya levels";
/// To be raised when the bytes mean something else, or levels are made otherwise.
constexpr std::uint32_t version = 1;
constexpr std::size_t head_size = 12 + 4 + 3 * 8;
constexpr double farthest_m = 1e8;  // no point of the map is farther from its middle

base::Error damaged_file() {
    return {"these levels of detail are damaged"};
}

void add_box(ByteWriter& writer, const geo::MapBox& box) {
    for (const double edge_m : {box.left_m, box.bottom_m, box.right_m, box.top_m}) writer.add_double(edge_m);
}

geo::MapBox read_box(ByteReader& reader) {
    geo::MapBox box;
    box.left_m = reader.number();
    box.bottom_m = reader.number();
    box.right_m = reader.number();
    box.top_m = reader.number();
    return box;
}

bool is_on_map(double x_m) {
    return std::abs(x_m) <= farthest_m;  // false for NaN
}

/// A box of something, none of whose edges is out of the world.
bool is_sound(const geo::MapBox& box) {
    return !box.is_empty() && is_on_map(box.left_m) && is_on_map(box.bottom_m) && is_on_map(box.right_m) &&
           is_on_map(box.top_m);
}

void add_table(ByteWriter& writer, const FeatureTable& table) {
    writer.add_text(table.name);
    writer.add_byte(static_cast<std::uint8_t>(table.kind));
    writer.add_count(table.features.size());
    for (const data::Feature& feature : table.features) {
        writer.add_count(feature.part_count);
        add_box(writer, feature.box);
    }
    writer.add_count(table.parts.size());
    for (const data::Part& part : table.parts) writer.add_count(part.point_count);
    writer.add_count(table.points.size());
    for (const geo::MapPoint point : table.points) {
        writer.add_double(point.x_m);
        writer.add_double(point.y_m);
    }
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

void read_columns(ByteReader& reader, FeatureTable& table) {
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

FeatureTable read_table(ByteReader& reader) {
    FeatureTable table;
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
        part.point_count = static_cast<std::uint32_t>(reader.count());
        points_told += part.point_count;
        if (points_told > reader.left()) reader.fail();
    }
    table.points.resize(reader.count_of(2 * sizeof(double)));
    for (geo::MapPoint& point : table.points) {
        point.x_m = reader.number();
        point.y_m = reader.number();
        if (!is_on_map(point.x_m) || !is_on_map(point.y_m)) reader.fail();
    }
    if (parts_told != table.parts.size() || points_told != table.points.size()) reader.fail();
    read_columns(reader, table);
    return table;
}

void add_levels(ByteWriter& writer, const OwnLevels& levels) {
    writer.add_count(levels.levels.size());
    for (const OwnLevel& level : levels.levels) {
        writer.add_double(level.tolerance_m);
        writer.add_count(level.blocks.size());
        for (const LevelBlock& block : level.blocks) {
            add_box(writer, block.box);
            writer.add_u64(block.offset);
            writer.add_u64(block.hash);
            writer.add_u32(block.byte_count);
            writer.add_u32(block.point_count);
        }
    }
}

/// `first`, `end`: where blocks may lie in the source.
std::vector<OwnLevel> read_levels(ByteReader& reader, std::uint64_t first, std::uint64_t end) {
    constexpr std::size_t block_size = 4 * 8 + 8 + 8 + 4 + 4;
    std::vector<OwnLevel> levels(reader.count_of(9));
    for (OwnLevel& level : levels) {
        level.tolerance_m = reader.number();
        const bool is_tolerance = level.tolerance_m > 0.01 && level.tolerance_m < farthest_m;
        if (!is_tolerance) reader.fail();
        level.blocks.resize(reader.count_of(block_size));
        for (LevelBlock& block : level.blocks) {
            block.box = read_box(reader);
            block.offset = reader.u64();
            block.hash = reader.u64();
            block.byte_count = reader.u32();
            block.point_count = reader.u32();
            const std::uint64_t room = end - first;
            const bool is_in = block.offset <= room && block.byte_count <= room - block.offset;
            if (!is_in || !is_sound(block.box) || block.point_count > block.byte_count) reader.fail();
            block.offset += first;
        }
    }
    if (levels.empty()) reader.fail();
    return levels;
}

}  // namespace

base::Result<std::string> write_level_file(const OwnLayer& layer, const std::vector<FileStamp>& stamps,
                                           const std::vector<std::string>& notes) {
    const auto blocks = layer.levels->source->read(0, static_cast<std::size_t>(layer.levels->source->size()));
    if (!blocks) return blocks.error();
    std::string directory;
    ByteWriter writer(directory);
    writer.add_count(stamps.size());
    for (const FileStamp& stamp : stamps) {
        writer.add_text(stamp.name);
        writer.add_u64(stamp.byte_count);
        writer.add_u64(static_cast<std::uint64_t>(stamp.time_ns));
    }
    writer.add_count(notes.size());
    for (const std::string& note : notes) writer.add_text(note);
    add_box(writer, layer.box);
    writer.add_count(layer.tables.size());
    for (const FeatureTable& table : layer.tables) add_table(writer, table);
    add_levels(writer, *layer.levels);

    std::string bytes;
    bytes.reserve(head_size + blocks->size() + directory.size());
    bytes += magic;
    ByteWriter head(bytes);
    head.add_u32(version);
    head.add_u64(head_size + blocks->size());
    head.add_u64(directory.size());
    head.add_u64(base::hash_of(directory));
    bytes += *blocks;
    bytes += directory;
    return bytes;
}

base::Result<LevelFile> read_level_file(std::shared_ptr<const BlockSource> source) {
    const auto head = source->read(0, head_size);
    if (!head) return head.error();
    if (!head->starts_with(magic)) return base::Error{"this is no file of levels of detail"};
    ByteReader head_reader(std::string_view(*head).substr(magic.size()));
    if (head_reader.u32() != version) return base::Error{"these levels of detail are of another version"};
    const std::uint64_t offset = head_reader.u64();
    const std::uint64_t size = head_reader.u64();
    const std::uint64_t hash = head_reader.u64();
    if (offset < head_size || offset > source->size() || size != source->size() - offset) return damaged_file();
    const auto directory = source->read(offset, static_cast<std::size_t>(size));
    if (!directory) return directory.error();
    if (base::hash_of(*directory) != hash) return damaged_file();

    LevelFile file;
    ByteReader reader(*directory);
    file.stamps.resize(reader.count_of(17));
    for (FileStamp& stamp : file.stamps) {
        stamp.name = reader.text();
        stamp.byte_count = reader.u64();
        stamp.time_ns = static_cast<std::int64_t>(reader.u64());
    }
    file.notes.resize(reader.count_of(1));
    for (std::string& note : file.notes) note = reader.text();
    file.layer = std::make_shared<OwnLayer>();
    file.layer->box = read_box(reader);
    if (!file.layer->box.is_empty() && !is_sound(file.layer->box)) reader.fail();
    const std::size_t table_count = reader.count_of(6);
    for (std::size_t i = 0; i < table_count && reader.is_good(); ++i) file.layer->tables.push_back(read_table(reader));
    auto levels = std::make_shared<OwnLevels>();
    levels->id = next_mesh_id();
    levels->levels = read_levels(reader, head_size, offset);
    levels->source = std::move(source);
    file.layer->levels = std::move(levels);
    if (!reader.is_good() || reader.left() > 0) return damaged_file();
    return file;
}

}  // namespace darya::scene
