#include "scene/level_file.h"

#include <string_view>
#include <utility>

#include "base/bytes.h"

namespace darya::scene {

namespace {

using base::ByteReader;
using base::ByteWriter;
using data::FeatureTable;

constexpr std::string_view magic = "darya levels";
/// To be raised when the bytes mean something else, or levels are made otherwise.
constexpr std::uint32_t version = 2;
constexpr std::size_t head_size = 12 + 4 + 3 * 8;

base::Error damaged_file() {
    return {"these levels of detail are damaged"};
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
    add_stamps(writer, stamps);
    add_texts(writer, notes);
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
    file.stamps = read_stamps(reader);
    file.notes = read_texts(reader);
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
