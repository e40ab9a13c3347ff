#pragma once

#include <cstdint>
#include <string>

#include "atlas/figure.h"
#include "geo/point.h"

namespace darya::panels {

/// What is filled in for a picture of the map.
struct SavePictureState {
    bool is_open = false;
    atlas::Figure figure = {};  // but for its words and its file
    bool has_title = false;
    std::string title = "Water and energy of Central Asia";
    bool has_caption = true;
    std::string caption;           // as it is shown; the program's words till the person writes others
    bool is_caption_own = false;   // then it stays as it is
    std::string file = "map.png";  // as typed

    // The program tells:
    std::string proposed_caption;
    std::uintptr_t preview = 0;  // the graphics card's name of the small picture; 0: none yet
    geo::ScreenPoint preview_px;
    std::string trouble;  // why there is none
    std::string lacking;  // what the picture has no room for, in a sentence
};

/// The figure as it stands in the dialog.
atlas::Figure figure_of(const SavePictureState& state);

}  // namespace darya::panels
