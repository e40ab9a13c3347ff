#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scene/frame.h"
#include "scene/map_data.h"

namespace darya::scene {

/// The small map of the whole region in a corner, with a frame around what the picture shows. The shapes in it are made
/// once for a map, so coarse that they fit its few pixels.
class Overview {
public:
    /// Its size in pixels, for a picture of this width.
    static geo::ScreenPoint size_for(const MapData& map, float picture_width_px);

    /// At this place; `seen` is the part of the map that the picture shows.
    Plate plate_at(const geo::ScreenBox& box, const MapData& map, const style::Style& style, const geo::MapBox& seen);

private:
    void make_shapes(const MapData& map);

    const MapData* map_ = nullptr;
    const style::Style* style_ = nullptr;
    std::vector<MeshRef> land_, seas_, lakes_, rivers_, borders_;
    std::shared_ptr<const Inset> inset_;
};

/// Whether a picture that shows so much of the map is helped by an overview: not where it shows most of the region.
bool is_overview_useful(const MapData& map, const geo::MapBox& seen);

/// The overview of a frame, where it has one.
const Plate* overview_of(const Frame& frame);

}  // namespace darya::scene
