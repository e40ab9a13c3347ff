#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace darya::app {

inline constexpr float least_scale = 0.5F;
inline constexpr float most_scale = 4.0F;

/// What a desktop says about how large it draws things; empty where it says nothing.
struct DesktopWords {
    std::string gdk_scale;    // the environment's GDK_SCALE
    std::string qt_scale;     // and QT_SCALE_FACTOR
    std::string settings;     // the bytes of the XSETTINGS manager of the first screen
    std::string x_resources;  // of the X server: lines such as "Xft.dpi: 192"
};

/// Asks the environment and the X server; there must be one.
DesktopWords ask_desktop();

/// How many pixels the screen has for each of a screen of 96 dots an inch, in quarters, 1 to 4. What a person sets for one
/// program (the environment) comes first, then the desktop's settings, then the X server's resources; 1 where nobody says.
float desktop_scale(const DesktopWords& words);

/// A whole number of the settings, by name ("Xft/DPI"); nothing where it is not there or the bytes are cut off.
///
/// Source: XSETTINGS protocol 0.5, freedesktop.org.
std::optional<int> setting_of(std::string_view settings, std::string_view name);

}  // namespace darya::app
