#pragma once

#include <filesystem>
#include <optional>

namespace darya::app {

/// Whether the settings of a desktop that lie in files ask for less motion: `kdeglobals` (KDE: AnimationDurationFactor) and
/// `gtk-4.0/settings.ini`, `gtk-3.0/settings.ini` (gtk-enable-animations) of a person's configuration folder. Nothing where
/// none of them says anything.
std::optional<bool> less_motion_in_files(const std::filesystem::path& config);

/// Whether the desktop asks for less motion: what GNOME's `gsettings` says counts first, then the files. Runs a program, so
/// not for the UI thread: some hundredths of a second.
bool desktop_wants_less_motion();

}  // namespace darya::app
