#include "scene/built_map.h"

#include <array>
#include <cmath>
#include <utility>

#include "base/bytes.h"
#include "scene/table_bytes.h"

namespace darya::scene {

namespace {

using base::ByteReader;
using base::ByteWriter;
using data::ShapeKind;

constexpr std::string_view magic = "darya map";
/// To be raised when the bytes mean something else.
constexpr std::uint32_t version = 2;
constexpr std::size_t head_size = magic.size() + 4 + 8;

/// What is kept of a map, in the order of the bytes: tables with the shapes they must have, significances with the table
/// whose points they weigh.
struct TableOf {
    data::FeatureTable MapData::*table;
    ShapeKind kind;
};
constexpr std::array tables{
    TableOf{&MapData::countries, ShapeKind::polygon},   TableOf{&MapData::provinces, ShapeKind::polygon},
    TableOf{&MapData::borders, ShapeKind::line},        TableOf{&MapData::province_borders, ShapeKind::line},
    TableOf{&MapData::rivers, ShapeKind::line},         TableOf{&MapData::lakes, ShapeKind::polygon},
    TableOf{&MapData::aral_shores, ShapeKind::polygon}, TableOf{&MapData::seas, ShapeKind::polygon},
    TableOf{&MapData::towns, ShapeKind::point},         TableOf{&MapData::sites, ShapeKind::point},
    TableOf{&MapData::areas, ShapeKind::line},
};
struct SignificanceOf {
    std::vector<float> MapData::*values_m;
    data::FeatureTable MapData::*table;
};
constexpr std::array significances{
    SignificanceOf{&MapData::countries_m, &MapData::countries},
    SignificanceOf{&MapData::borders_m, &MapData::borders},
    SignificanceOf{&MapData::province_borders_m, &MapData::province_borders},
    SignificanceOf{&MapData::rivers_m, &MapData::rivers},
    SignificanceOf{&MapData::lakes_m, &MapData::lakes},
    SignificanceOf{&MapData::aral_shores_m, &MapData::aral_shores},
    SignificanceOf{&MapData::seas_m, &MapData::seas},
};

std::shared_ptr<const Relief> read_relief(ByteReader& reader) {
    auto relief = std::make_shared<Relief>();
    relief->id = next_mesh_id();
    relief->box = read_box(reader);
    if (!is_sound(relief->box)) reader.fail();
    const std::uint64_t width = reader.count();
    const std::uint64_t height = reader.count();
    constexpr std::uint64_t most_cells_a_side = 1U << 15U;
    if (width == 0 || height == 0 || width > most_cells_a_side || height > most_cells_a_side ||
        2 * width * height > reader.left()) {
        reader.fail();
        return nullptr;
    }
    relief->codes.width = static_cast<int>(width);
    relief->codes.height = static_cast<int>(height);
    relief->codes.code.resize(static_cast<std::size_t>(2 * width * height));
    reader.read_all(relief->codes.code);
    return relief;
}

void read_map(ByteReader& reader, MapData& map) {
    for (const TableOf& kept : tables) {
        map.*kept.table = read_table(reader);
        if ((map.*kept.table).kind != kept.kind) reader.fail();
    }
    for (const SignificanceOf& kept : significances) {
        std::vector<float>& values_m = map.*kept.values_m;
        if (reader.is_good()) values_m.resize((map.*kept.table).points.size());
        reader.read_all(values_m);
        for (const float value_m : values_m) {
            if (std::isnan(value_m)) reader.fail();
        }
    }
    if (reader.is_good()) map.come_m.resize(map.rivers.features.size());
    reader.read_all(map.come_m);
    for (const double come_m : map.come_m) {
        if (!std::isfinite(come_m)) reader.fail();
    }
    if (reader.byte() == 1) map.relief = read_relief(reader);
}

}  // namespace

std::string write_built_map(const MapData& map, std::uint64_t made_from) {
    std::string bytes(magic);
    ByteWriter writer(bytes);
    writer.add_u32(version);
    writer.add_u64(0);  // in place of the hash
    writer.add_u64(made_from);
    for (const TableOf& kept : tables) add_table(writer, map.*kept.table);
    for (const SignificanceOf& kept : significances) writer.add_all(map.*kept.values_m);
    writer.add_all(map.come_m);
    writer.add_byte(map.relief ? 1 : 0);
    if (map.relief) {
        add_box(writer, map.relief->box);
        writer.add_count(static_cast<std::uint64_t>(map.relief->codes.width));
        writer.add_count(static_cast<std::uint64_t>(map.relief->codes.height));
        writer.add_all(map.relief->codes.code);
    }
    std::string hash;
    ByteWriter(hash).add_u64(base::hash_of(std::string_view(bytes).substr(head_size)));
    return bytes.replace(magic.size() + 4, hash.size(), hash);
}

base::Result<BuiltMap> read_built_map(std::string_view bytes) {
    if (!bytes.starts_with(magic) || bytes.size() < head_size) return base::Error{"this is no built map"};
    ByteReader head(bytes.substr(magic.size()));
    if (head.u32() != version) return base::Error{"this map is of another version"};
    const std::string_view body = bytes.substr(head_size);
    if (head.u64() != base::hash_of(body)) return base::Error{"this map is damaged"};
    ByteReader reader(body);
    BuiltMap built;
    built.made_from = reader.u64();
    auto map = std::make_shared<MapData>();
    read_map(reader, *map);
    if (!reader.is_good() || reader.left() > 0) return base::Error{"this map is damaged"};
    index_map(*map);
    built.map = std::move(map);
    return built;
}

}  // namespace darya::scene
