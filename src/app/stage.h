#pragma once

#include <memory>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "scene/frame_maker.h"

namespace darya::app {

/// The ids of a place and its parts, as the map knows them; empty for nothing.
std::vector<std::string> ids_of(const atlas::Atlas& atlas, std::optional<reading::PlaceId> place);

/// What the scene needs to draw this state at this camera: just what is seen, as for a picture in a file.
scene::FrameInput frame_input(const atlas::Atlas& atlas, const scene::Camera& camera);

}  // namespace darya::app
