#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/data_folders.h"

namespace darya::app {

/// What the window is started with.
struct WindowWish {
    std::vector<std::filesystem::path> files;  // articles and maps of the person
    std::filesystem::path session;             // where the session is kept
};

/// Opens the window and runs until it is closed; gives the exit code. There must be a display.
int run_window(const DataFolders& folders, const WindowWish& wish);

}  // namespace darya::app
