#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/data_folders.h"

namespace darya::app {

/// What `darya picture` was asked for.
struct PictureWish {
    std::filesystem::path out;
    std::string view = "region";  // region, the id of a place, or lon,lat,width_km
    unsigned width_px = 1280;
    unsigned height_px = 800;
    std::vector<std::string> layers;  // only these; empty: those shown by default
    std::string select;               // id of a place
    std::vector<std::filesystem::path> files;
};

/// Draws the map into a file, PNG. Without a display a private Xvfb is started where there is one. Gives the exit code.
int draw_picture(const DataFolders& folders, const PictureWish& wish);

}  // namespace darya::app
