#include "scene/own_cells.h"

#include <algorithm>

namespace darya::scene {

namespace {

/// What meshes of a block take, before they are made.
constexpr std::size_t bytes_a_point = 130;

std::size_t away(std::size_t a, std::size_t b) {
    return a > b ? a - b : b - a;
}

}  // namespace

bool OwnCells::holds_all(const OwnLevels& levels, std::size_t level, const geo::MapBox& view) const {
    if (level == 0) return true;  // the layer itself holds it
    const auto& blocks = levels.levels[level].blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].box.touches(view) && !held_.contains({levels.id, level, i})) return false;
    }
    return true;
}

void OwnCells::want(const std::shared_ptr<const OwnLevels>& levels, std::size_t level, const geo::MapBox& view,
                    bool is_seen) {
    if (level == 0) return;
    const auto& blocks = levels->levels[level].blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!blocks[i].box.touches(view)) continue;
        const Key key{levels->id, level, i};
        const auto held = held_.find(key);
        if (held != held_.end() && held->second.last_look == look_) continue;
        const std::size_t bytes =
            held != held_.end() ? held->second.meshes->byte_count : bytes_a_point * blocks[i].point_count;
        // What is not seen must not push out what is, nor be read again and again.
        if (!is_seen && wanted_bytes_ + bytes > most_bytes_) continue;
        wanted_bytes_ += bytes;
        if (held != held_.end()) {
            held->second.last_look = look_;
        } else if (!on_the_way_.contains(key) && !lost_.contains(key)) {
            missing_.push_back({levels, level, i});
        }
    }
}

void OwnCells::look(std::span<const std::shared_ptr<const OwnLayer>> layers, const Camera& camera) {
    ++look_;
    missing_.clear();
    wanted_bytes_ = 0;
    const geo::MapBox view = camera.view();
    const double half_window_m = camera.metres_per_px * static_cast<double>(camera.width_px) / 2;
    for (const auto& layer : layers) {
        if (layer->levels) want(layer->levels, level_for(*layer->levels, camera.metres_per_px), view, true);
    }
    for (const auto& layer : layers) {
        if (!layer->levels) continue;
        const std::size_t level = level_for(*layer->levels, camera.metres_per_px);
        if (level > 0) want(layer->levels, level - 1, view.grown(half_window_m), false);
        want(layer->levels, level, view.grown(half_window_m / 2), false);
    }
    std::erase_if(lost_, [&](const Key& key) {
        return std::none_of(layers.begin(), layers.end(),
                            [&key](const auto& layer) { return layer->levels && layer->levels->id == key.levels; });
    });
    std::erase_if(held_, [&](const auto& entry) {
        const bool is_of_none = std::none_of(layers.begin(), layers.end(), [&entry](const auto& layer) {
            return layer->levels && layer->levels->id == entry.first.levels;
        });
        if (is_of_none) held_bytes_ -= entry.second.meshes->byte_count;
        return is_of_none;
    });
    let_go();
}

void OwnCells::let_go() {
    while (held_bytes_ > most_bytes_) {
        const auto oldest = std::min_element(held_.begin(), held_.end(), [](const auto& a, const auto& b) {
            return a.second.last_look < b.second.last_look;
        });
        if (oldest == held_.end() || oldest->second.last_look == look_) return;
        held_bytes_ -= oldest->second.meshes->byte_count;
        held_.erase(oldest);
    }
}

std::optional<BlockRef> OwnCells::next_missing() {
    while (!missing_.empty()) {
        BlockRef next = std::move(missing_.front());
        missing_.pop_front();
        // What is seen stands in the list a second time, as part of what is around.
        const Key key{next.levels->id, next.level, next.block};
        if (!held_.contains(key) && on_the_way_.insert(key).second) return next;
    }
    return std::nullopt;
}

void OwnCells::put(const BlockRef& block, std::shared_ptr<const BlockMeshes> meshes) {
    const Key key{block.levels->id, block.level, block.block};
    on_the_way_.erase(key);
    if (!meshes) {
        lost_.insert(key);
        return;
    }
    const auto [held, is_new] = held_.try_emplace(key);
    if (!is_new) held_bytes_ -= held->second.meshes->byte_count;
    held_bytes_ += meshes->byte_count;
    held->second = {std::move(meshes), look_};
}

std::size_t OwnCells::best_level(const OwnLayer& layer, const Camera& camera) const {
    if (!layer.levels || layer.levels->levels.empty()) return 0;
    const geo::MapBox view = camera.view();
    const std::size_t wanted = level_for(*layer.levels, camera.metres_per_px);
    const std::size_t count = layer.levels->levels.size();
    for (std::size_t step = 0; step < count; ++step) {
        // A coarser one first: a much finer one would be slow to draw.
        if (step <= wanted && holds_all(*layer.levels, wanted - step, view)) return wanted - step;
        const std::size_t finer = wanted + step;
        if (step == 1 && finer < count && holds_all(*layer.levels, finer, view)) return finer;
    }
    return 0;
}

bool OwnCells::has_better(const OwnLayer& layer, const Camera& camera, std::size_t level) const {
    if (!layer.levels) return false;
    const std::size_t wanted = level_for(*layer.levels, camera.metres_per_px);
    return level != wanted && away(best_level(layer, camera), wanted) < away(level, wanted);
}

BlockMeshes OwnCells::meshes_of(const OwnLayer& layer, std::size_t level, const geo::MapBox& view) const {
    BlockMeshes all;
    if (level == 0 || !layer.levels) {
        all.fills = layer.fills;
        all.strokes = layer.strokes;
        return all;
    }
    const auto& blocks = layer.levels->levels[level].blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!blocks[i].box.touches(view)) continue;
        const auto held = held_.find({layer.levels->id, level, i});
        if (held == held_.end()) continue;
        const BlockMeshes& meshes = *held->second.meshes;
        all.fills.insert(all.fills.end(), meshes.fills.begin(), meshes.fills.end());
        all.strokes.insert(all.strokes.end(), meshes.strokes.begin(), meshes.strokes.end());
    }
    return all;
}

}  // namespace darya::scene
