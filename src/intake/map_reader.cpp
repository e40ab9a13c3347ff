#include "intake/map_reader.h"

extern "C" __attribute__((visibility("default"))) const darya::intake::MapReader* darya_map_reader();

const darya::intake::MapReader* darya_map_reader() {
    using namespace darya::intake;
    static constexpr MapReader reader{&layer_names, &read_layers, &read_each_layer, &read_elevation};
    return &reader;
}
