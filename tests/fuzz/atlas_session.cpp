#include "atlas/session.h"

#include <cmath>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    const auto session = atlas::parse_session(fuzz::text_of(data, size));
    if (!session) return 0;
    atlas::Atlas fresh;
    fresh.layers = scene::default_layers();
    const atlas::Atlas opened = atlas::with_session(fresh, *session);
    fuzz::expect(std::isfinite(opened.camera.centre.x_m) && std::isfinite(opened.camera.centre.y_m),
                 "the view is a place");
    fuzz::expect(opened.camera.metres_per_px >= scene::closest_metres_per_px &&
                     opened.camera.metres_per_px <= scene::farthest_metres_per_px,
                 "the scale is one that can be reached");
    fuzz::expect(session->left_tab >= 0 && session->left_tab <= 2, "the tab is one that is there");
    const std::string written = atlas::write_session(*session);
    const auto again = atlas::parse_session(written);
    fuzz::expect(again.has_value(), "what is written can be read");
    fuzz::expect(atlas::write_session(*again) == written, "it comes back as it was");
    return 0;
}
