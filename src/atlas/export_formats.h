#pragma once

#include <array>

namespace darya::atlas {

/// What the places of texts can be written as from the window.
struct ExportFormat {
    const char* name;   // as `darya places --format` has it
    const char* title;  // for people
    const char* ending;
};

inline constexpr std::array<ExportFormat, 5> export_formats{{
    {"geojson", "GeoJSON", ".geojson"},
    {"kml", "KML", ".kml"},
    {"csv", "CSV", ".csv"},
    {"jsonl", "JSON lines", ".jsonl"},
    {"annotation", "Web Annotation", ".jsonld"},
}};

}  // namespace darya::atlas
