#pragma once

#include <filesystem>

#include "app/data_folders.h"
#include "base/result.h"
#include "intake/map_reader.h"

namespace darya::app {

/// The module that reads map files lies beside the program, or in the library folder that belongs to the folder of
/// programs it was installed in.
std::filesystem::path find_map_module(const std::filesystem::path& beside = program_folder());

/// The functions of `intake`, from a module that is loaded with the first call (a tenth of a second) and stays. Safe on every
/// thread. A module that is missing or cannot be loaded is an error.
base::Result<const intake::MapReader*> map_reader();

}  // namespace darya::app
