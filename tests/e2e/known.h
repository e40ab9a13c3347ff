#pragma once

#include <nlohmann/json.hpp>

#include "atlas/session.h"
#include "e2e/driven_window.h"
#include "geo/point.h"
#include "style/style.h"

namespace darya::e2e {

/// Where the panels at the left of the window end.
inline constexpr float left_panel_px = 314.0F;

/// Where the facts say that a site lies, on the map.
geo::MapPoint site(const std::string& id);

/// The style the window is drawn in.
const style::Style& style_of_window();

/// A session at 1280 x 800 that looks at the mountains of the east, Rogun below and right of the middle.
atlas::Session looking_east();

/// Writes a table of places of one's own, two of them by the name of Qumtepa: own:north and, after it, own:south. So it is
/// known what is doubtful, and between which places. Gives the file.
std::string put_two_of_one_name(const TestFolder& folder);

/// Whether a pixel is the ground of a panel; what lies under it shines through a little.
bool is_panel(const data::Colour& colour);
bool is_ink(const data::Colour& colour);

/// The panel that appeared at the right side from one picture to the next; of no width where there is none.
geo::ScreenBox new_panel_at_right(const ScreenPicture& before, const ScreenPicture& after);

/// How many notices of trouble the window shows: each has a bar in the colour of doubt.
int trouble_notices(const ScreenPicture& picture);

/// What has been decided about the names of a text, as the program keeps it; an empty list where nothing has.
nlohmann::json decisions_about(const TestFolder& folder, const std::string& file);

/// Expects that the program ended as it should, with nothing from the sanitizers.
void expect_clean(const Ending& ending);

}  // namespace darya::e2e
