// What the window does with a person's own map files: opens them step by step, and keeps what is seen of them at hand.

#include "app/program.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/own_map.h"
#include "app/own_places.h"

namespace darya::app {

namespace {

bool has_layer(const atlas::Atlas& atlas, const std::string& id) {
    return std::any_of(atlas.own_layers.begin(), atlas.own_layers.end(),
                       [&id](const auto& layer) { return layer->id == id; });
}

}  // namespace

void Program::load_map_file(const std::filesystem::path& file, bool is_asked_for) {
    const std::string id = "own:" + std::to_string(++own_layer_count_);
    own_map_jobs_.start(
        [file, id] {
            base::Notes notes;
            auto first = first_look(file, id, LevelCache::of_person(), notes);
            return std::pair(std::move(first), std::move(notes));
        },
        [this, file, id, is_asked_for](auto looked) {
            auto& [first, notes] = looked;
            if (!first && is_table_file(file) && is_asked_for) return apply(atlas::SearchNames{file.string()});
            if (!first) return apply(atlas::Tell{first.error()});
            apply(atlas::AddOwnLayer{first->layer, is_asked_for});
            if (!first->is_whole) return refine_map_file(file, id);
            tell(notes);
        });
}

void Program::refine_map_file(const std::filesystem::path& file, const std::string& id) {
    refine_jobs_.start(
        [file, id, is_ending = is_ending_] {
            base::Notes notes;
            auto layer = load_own_layer(file, id, notes, LevelCache::of_person(), [&] { return is_ending->load(); });
            return std::pair(std::move(layer), std::move(notes));
        },
        [this, id](auto loaded) {
            auto& [layer, notes] = loaded;
            if (!has_layer(atlas_, id)) return;  // closed meanwhile
            if (!layer) return apply(atlas::Tell{layer.error()});
            apply(atlas::AddOwnLayer{*layer, false});
            tell(notes);
        });
}

void Program::look_at_own_layers(const scene::Camera& camera) {
    own_cells_.look(atlas_.own_layers, camera);
    if (is_reading_cells_) return;
    // A handful at a time, so that what was asked for long ago does not keep waiting what is seen now.
    constexpr std::uint32_t most_points = 20'000;
    std::vector<scene::BlockRef> wanted;
    std::uint32_t point_count = 0;
    while (point_count < most_points) {
        auto next = own_cells_.next_missing();
        if (!next) break;
        point_count += next->levels->levels[next->level].blocks[next->block].point_count;
        wanted.push_back(std::move(*next));
    }
    if (wanted.empty()) return;
    is_reading_cells_ = true;
    struct Read {
        scene::BlockRef block;
        std::shared_ptr<const scene::BlockMeshes> meshes;
    };
    cell_jobs_.start(
        [wanted = std::move(wanted)] {
            std::vector<Read> all;
            for (const scene::BlockRef& block : wanted) {
                auto meshes = scene::read_block(*block.levels, block.level, block.block);
                all.push_back(
                    {block, meshes ? std::make_shared<const scene::BlockMeshes>(std::move(*meshes)) : nullptr});
            }
            return all;
        },
        [this](std::vector<Read> all) {
            is_reading_cells_ = false;
            for (Read& read : all) {
                if (!read.meshes) make_levels_again(read.block.levels.get());
                own_cells_.put(read.block, std::move(read.meshes));
            }
            frames_to_draw_ = std::max(frames_to_draw_, 2);
        });
}

/// The cache's file was changed or cut off under us: the map file still has it all.
void Program::make_levels_again(const scene::OwnLevels* damaged) {
    for (const auto& layer : atlas_.own_layers) {
        if (layer->levels.get() != damaged || damaged == made_again_) continue;
        made_again_ = damaged;
        LevelCache::of_person().forget(layer->file);
        refine_map_file(layer->file, layer->id);
    }
}

}  // namespace darya::app
