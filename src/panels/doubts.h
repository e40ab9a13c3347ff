#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "geo/point.h"
#include "reading/library.h"
#include "reading/search.h"

namespace darya::panels {

/// A key that was pressed while the doubts, or the box of one name, are open.
struct DoubtKey {
    enum class Kind { accept, choose, refuse, next, previous };
    Kind kind = Kind::accept;
    int number = 0;  // of the candidate to choose, from 0
    bool is_everywhere = false;
};

/// A doubtful mention of an open article.
struct Doubt {
    reading::ArticleId article;
    std::size_t first_byte = 0;
    auto operator<=>(const Doubt&) const = default;
};

/// What the panel of doubts remembers.
struct DoubtsState {
    std::vector<DoubtKey> keys;    // pressed and not yet answered
    reading::Library listed_from;  // `all` are its doubts
    std::vector<Doubt> all;
    Doubt at;                    // the one that is looked at, or (settled by now) the one before the next
    bool is_everywhere = false;  // the box is ticked
    std::string other;           // what is typed to find another place
    std::string other_searched;
    std::vector<reading::PlaceId> other_found;
    std::shared_ptr<const reading::PlaceNames> names;  // of the gazetteer, made when something is typed
    std::vector<reading::PlaceId> lit;                 // what the map is to light
};

/// The small menu on a name in a text.
struct SettleMenu {
    reading::ArticleId article;
    std::size_t first_byte = 0;
    geo::ScreenPoint at;
    bool is_new = true;
};

}  // namespace darya::panels
