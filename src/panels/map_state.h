#pragma once

#include <optional>
#include <vector>

#include "geo/point.h"
#include "reading/gazetteer.h"
#include "scene/frame.h"

namespace darya::panels {

/// What a key asks of the open menu of the map.
struct MenuKey {
    enum class Kind { up, down, take, choose };
    Kind kind = Kind::take;
    int number = 0;  // of a place, from 0
};

/// The menu of a point of the map: what is there and what can be done there; or only which of several marks is meant.
struct MapMenu {
    struct Row {
        reading::PlaceId place;
        std::optional<scene::Mark> mark;  // as the map shows it
    };
    geo::ScreenPoint at;
    geo::LonLat where;
    std::vector<Row> here;
    bool has_actions = true;

    std::vector<MenuKey> keys = {};  // pressed since the last frame
    int current = -1;                // the row that the keyboard stands on; actions come after places
    geo::ScreenBox box = {};         // where it was drawn last
};

}  // namespace darya::panels
