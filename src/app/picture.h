#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/data_folders.h"
#include "base/result.h"

namespace darya::app {

enum class PictureFormat { png, svg };

/// The format that a file's ending asks for, capitals or not; nothing for any other ending.
std::optional<PictureFormat> picture_format(const std::filesystem::path& file);

/// What `darya picture` was asked for.
struct PictureWish {
    std::filesystem::path out;
    std::string view = "region";  // region, the id of a place, or lon,lat,width_km
    unsigned width_px = 1280;
    unsigned height_px = 800;
    std::vector<std::string> layers;            // of the map's own only these; empty: those shown by default
    std::string select;                         // id of a place
    std::filesystem::path places_of;            // an article: all its places are marked
    std::filesystem::path style;                // a style file; empty: the program's own
    std::vector<std::filesystem::path> places;  // own places, to be selected and looked at
    std::vector<std::filesystem::path> files;   // own maps are drawn; articles must be readable
};

/// Draws the map into a file. An SVG needs no display, and SFML is not touched; a PNG is drawn on the display, without
/// one on a private Xvfb where there is one.
base::Result<base::Done> draw_picture(const DataFolders& folders, const PictureWish& wish);

}  // namespace darya::app
