#pragma once

#include "intake/map_file.h"

namespace darya::intake {

/// All that is asked of this room, as a table of functions.
///
/// GDAL stands on a hundred libraries, which take a tenth of a second to link and 25 MB to hold. So this room is a module
/// beside the program (darya_maps.so), loaded when the first map file is read; the program's own map is mostly in its
/// cache. What else is in the room's headers can be called only where the room is linked in, as in its tests.
struct MapReader {
    decltype(&intake::layer_names) layer_names;
    decltype(&intake::read_layers) read_layers;
    decltype(&intake::read_each_layer) read_each_layer;
    decltype(&intake::read_elevation) read_elevation;
};

/// The one name that the module is asked for; a function of this type.
inline constexpr const char* map_reader_symbol = "darya_map_reader";
using GiveMapReader = const MapReader* (*)();

}  // namespace darya::intake
