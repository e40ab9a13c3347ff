#pragma once

#include <vector>

#include "scene/frame.h"

namespace darya::scene {

/// Makes one mark of dams that would lie on one another at this scale, so that a cascade stays readable from afar and opens
/// as one comes closer. The mark stands at the place of the dam that leads the group (one being built or planned, else the
/// largest), holds the ids of all in `members`, the leading one first, and is large enough for their number; no number hides another. Groups depend on
/// the scale alone, never on what the window shows, so that none changes while the map is moved. A selected
/// mark stands by itself; a group with a hovered one is hovered. `marks` are all of the map's, seen or not; other marks than dams are left alone.
///
/// O(n²) in the dams, of which there are some dozens.
void gather_clusters(std::vector<Mark>& marks);

}  // namespace darya::scene
