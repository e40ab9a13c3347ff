#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/data_folders.h"
#include "atlas/figure.h"
#include "base/result.h"
#include "scene/frame.h"
#include "scene/map_settings.h"
#include "style/text.h"

namespace darya::app {

enum class PictureFormat { png, svg };

/// The format that a file's ending asks for, capitals or not; nothing for any other ending.
std::optional<PictureFormat> picture_format(const std::filesystem::path& file);

/// What `darya picture` was asked for.
struct PictureWish {
    std::filesystem::path out;
    std::string view = "region";  // region, the id of a place, or lon,lat,width_km
    /// Its size, its words and what stands on it; the format is that of `out`'s ending. A caption "auto" is the one that
    /// the window proposes.
    atlas::Figure figure;
    std::vector<std::string> layers;  // of the map's own only these; empty: those shown by default
    std::string select;               // id of a place
    scene::NameLanguage language = scene::NameLanguage::english;
    std::filesystem::path places_of;            // an article: all its places are marked
    std::string style = "light";                // the name of a theme, or a style file
    std::vector<std::filesystem::path> places;  // own places, to be selected and looked at
    std::vector<std::filesystem::path> files;   // own maps are drawn; articles must be readable
};

/// What is drawn, with the words that were found out.
struct PictureFrame {
    scene::Frame frame;
    atlas::Figure figure;
};
base::Result<PictureFrame> picture_frame(const DataFolders& folders, const PictureWish& wish,
                                         const style::FontFiles& fonts);

/// Draws the map into a file. An SVG needs no display, and SFML is not touched; a PNG is drawn on the display, without
/// one on a private Xvfb where there is one.
base::Result<base::Done> draw_picture(const DataFolders& folders, const PictureWish& wish);

}  // namespace darya::app
