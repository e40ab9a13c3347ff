#include "app/own_map.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <system_error>
#include <utility>
#include <vector>

#include "app/map_module.h"
#include "app/own_places.h"
#include "data/feature_table_builder.h"
#include "geo/projection.h"

namespace darya::app {

namespace {

using Layer = std::shared_ptr<const scene::OwnLayer>;

/// The points of a table of places.
base::Result<data::FeatureTable> load_table(const fs::path& file, base::Notes& notes) {
    const auto places = load_own_places(file, notes);
    if (!places) return places.error();
    data::FeatureTableBuilder builder(file.stem().string(), data::ShapeKind::point);
    for (const reading::OwnPlace& place : *places) {
        if (!place.position || std::abs(place.position->lat_deg) >= 90.0) continue;
        builder.begin_feature().add_part({geo::to_map(*place.position)}).set_text("name", place.names.front());
    }
    if (builder.feature_count() == 0) {
        return base::Error{"this table has no coordinates", file.string(),
                           "its names can still be searched for: give it with --places"};
    }
    return std::move(builder).build();
}

/// How many points a file may hold by its size.
std::size_t points_expected(const fs::path& file) {
    std::error_code trouble;
    const auto size = fs::file_size(file, trouble);
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const bool is_text = ending == ".geojson" || ending == ".json" || ending == ".kml";
    return trouble ? 0 : static_cast<std::size_t>(size / (is_text ? 24 : 16));
}

base::Result<std::shared_ptr<scene::OwnLayer>> read_layer_of(const fs::path& file, const std::string& id,
                                                             const intake::ReadWish& wish, base::Notes& notes,
                                                             std::size_t& point_count) {
    scene::OwnLayerBuilder builder(wish.is_given_up);
    if (is_table_file(file)) {
        auto table = load_table(file, notes);
        if (!table) return table.error();
        builder.add(std::move(*table));
    } else {
        const auto reader = map_reader();
        if (!reader) return reader.error();
        const auto names = (*reader)->layer_names(file);
        if (!names) return names.error();
        const auto read = (*reader)->read_each_layer(
            file, *names, wish, notes, [&builder](data::FeatureTable table) { builder.add(std::move(table)); });
        if (!read) return read.error();
    }
    if (wish.is_given_up && wish.is_given_up()) return base::Error{"reading was given up", file.string()};
    point_count = builder.point_count();
    if (point_count == 0)
        return base::Error{"this map file has no shapes that can be drawn", file.string(), "open another one"};
    auto layer = builder.build(id, file.filename().string(), file.string());
    if (const auto done = scene::add_coarsest(*layer); !done) return done.error();
    return layer;
}

/// The layer as the cache has it; null when it has not.
Layer cached(const fs::path& file, const std::string& id, const LevelCache& cache, base::Notes& notes) {
    auto kept = cache.find(file);
    if (!kept) return nullptr;
    scene::OwnLayer& layer = *kept->layer;
    layer.id = id;
    layer.name = file.filename().string();
    layer.file = file.string();
    if (!scene::add_coarsest(layer)) return nullptr;
    for (std::string& note : kept->notes) notes.add(std::move(note));
    return kept->layer;
}

}  // namespace

base::Result<OwnMap> first_look(const fs::path& file, const std::string& id, const LevelCache& cache,
                                base::Notes& notes) {
    constexpr std::size_t quickly_read = 400'000;
    constexpr std::size_t enough_for_a_picture = 100'000;
    const std::size_t expected = points_expected(file);
    if (is_table_file(file) || expected < quickly_read) {
        auto whole = load_own_layer(file, id, notes, cache);
        if (!whole) return whole.error();
        return OwnMap{*whole, true};
    }
    if (auto kept = cached(file, id, cache, notes)) return OwnMap{std::move(kept), true};
    base::Notes passed_over;  // the whole reading will say it
    std::size_t point_count = 0;
    const auto layer = read_layer_of(file, id, {expected / enough_for_a_picture, false, {}}, passed_over, point_count);
    if (!layer) return layer.error();
    (*layer)->levels = nullptr;  // of the thinned points: only good for this
    return OwnMap{*layer, false};
}

base::Result<Layer> load_own_layer(const fs::path& file, const std::string& id, base::Notes& notes,
                                   const LevelCache& cache, const IsGivenUp& is_given_up) {
    if (auto kept = cached(file, id, cache, notes)) return kept;
    const auto stamps = stamps_of(file);
    base::Notes told;
    std::size_t point_count = 0;
    const auto layer = read_layer_of(file, id, {1, true, is_given_up}, told, point_count);
    if (!layer) return layer.error();
    for (const std::string& note : told.sentences()) notes.add(note);
    // What is read in a moment need not be kept.
    constexpr std::size_t worth_keeping = 200'000;
    if (point_count >= worth_keeping && cache.keep(file, stamps, **layer, told.sentences())) {
        // From now on the levels lie in the file, not in memory.
        if (auto kept = cache.find(file)) (*layer)->levels = kept->layer->levels;
    }
    return Layer(*layer);
}

base::Result<base::Done> read_all_seen(scene::OwnCells& cells, std::span<const Layer> layers,
                                       const scene::Camera& camera) {
    cells.look(layers, camera);
    while (const auto next = cells.next_missing()) {
        auto meshes = scene::read_block(*next->levels, next->level, next->block);
        if (!meshes) return meshes.error();
        cells.put(*next, std::make_shared<const scene::BlockMeshes>(std::move(*meshes)));
    }
    return base::Done{};
}

}  // namespace darya::app
