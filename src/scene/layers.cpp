#include "scene/layers.h"

#include <algorithm>

namespace darya::scene {

std::vector<LayerState> default_layers() {
    return {
        {"lakes", "Lakes and reservoirs", "Water"},
        {"rivers", "Rivers", "Water"},
        {"aral", "Aral Sea, 1960 shore", "Water"},
        {"canals", "Canals", "Water"},
        {"dams-operating", "Dams, operating", "Energy"},
        {"dams-building", "Dams, being built", "Energy"},
        {"dams-planned", "Dams, planned", "Energy"},
        {"works", "Dikes, intakes, reservoirs", "Energy"},
        {"towns", "Towns", "Land"},
        {"borders", "Borders", "Land"},
        {"provinces", "Provinces", "Land", false},
        {"relief", "Relief", "Land"},
        {"names", "Names", "Land"},
    };
}

const LayerState* find_layer(const std::vector<LayerState>& layers, const std::string& id) {
    const auto found = std::find_if(layers.begin(), layers.end(), [&id](const LayerState& l) { return l.id == id; });
    return found == layers.end() ? nullptr : &*found;
}

}  // namespace darya::scene
