#pragma once

#include <string>
#include <vector>

namespace darya::scene {

/// The map's layers as a person knows them: what one can switch. Ids are what `--layers` and the session say.
struct LayerState {
    std::string id;     // "rivers"
    std::string title;  // "Rivers"
    std::string group;  // "Water", "Energy", "Land", "Yours"
    bool is_visible = true;
    float opacity = 1.0F;

    bool operator==(const LayerState&) const = default;
};

/// The built-in layers in the panel's order, with what is shown by default.
std::vector<LayerState> default_layers();

/// The layer of that id, or null.
const LayerState* find_layer(const std::vector<LayerState>& layers, const std::string& id);

}  // namespace darya::scene
