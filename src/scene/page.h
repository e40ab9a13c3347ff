#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scene/frame.h"
#include "scene/labels.h"

namespace darya::scene {

/// How a picture with a title or a caption is laid out: as a page, the map in a frame of its own between the two.
struct Page {
    geo::ScreenBox map;  // what is left for it; the whole picture where there is neither title nor caption
    std::optional<geo::ScreenBox> legend = {};  // beside a map that is too low to have it in a corner
    std::vector<std::string> title_lines;
    std::vector<std::string> caption_lines;
    bool is_caption_small = false;
    bool is_cut = false;  // there was no room for all lines
};

/// Breaks title and caption into lines. Where they would leave less than half of the page to the map, the caption is set in
/// smaller letters; where that is not enough, only the lines that fit are there.
Page page_of(float width_px, float height_px, const std::string& title, const std::string& caption, bool has_legend,
             const Measure& measure);

/// The paper around the map with its words, as a plate; one without shapes where the map takes the whole picture.
Plate plate_of(const Page& page, const Camera& camera, const style::Style& style, const Measure& measure);

}  // namespace darya::scene
