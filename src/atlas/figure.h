#pragma once

#include <string>

#include "base/result.h"
#include "geo/point.h"
#include "scene/map_settings.h"

namespace darya::atlas {

struct Atlas;

enum class FigureFormat { png, svg };

/// A picture of the map to hand in, as a person wishes it.
struct Figure {
    FigureFormat format = FigureFormat::png;
    bool is_in_mm = false;
    double width_px = 1600.0;
    double height_px = 1000.0;
    double width_mm = 160.0;
    double height_mm = 100.0;
    float scale = 1.0F;  // with a size in pixels: the file has so many times as many, for the same map
    double dpi = 300.0;  // with a size in millimetres
    scene::Furniture furniture = {};
    std::string title = {};    // above the map, "" for none
    std::string caption = {};  // below it
    std::string file = {};     // as typed

    bool operator==(const Figure&) const = default;
};

/// The map counts in pixels of 1/96 inch, so that letters of 12 px are of 9 points on paper; a file of more dots to the
/// inch has `scale` times as many.
struct FigureSize {
    float width_px = 0.0F;
    float height_px = 0.0F;
    float scale = 1.0F;
};
FigureSize size_of(const Figure& figure);

/// Nothing is wrong with its size, or what is.
base::Result<base::Done> check_size(const Figure& figure);

inline constexpr double mm_per_inch = 25.4;
inline constexpr double px_per_inch = 96.0;
inline constexpr double least_figure_px = 64.0;   // each way
inline constexpr double most_figure_px = 8192.0;  // what graphics cards draw at once
inline constexpr double least_dpi = 50.0;
inline constexpr double most_dpi = 1200.0;

/// What stands below a map that is handed in: what it shows, which part of the region (`seen`), when it was drawn, where its data come from and of which year, and with a selected place the sources of what
/// its card says.
std::string caption_of(const Atlas& atlas, const geo::MapBox& seen, const std::string& today);

/// "28 November 2026".
std::string words_of_date(int year, int month, int day);

}  // namespace darya::atlas
