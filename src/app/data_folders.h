#pragma once

#include <filesystem>

#include "base/result.h"

namespace darya::app {

/// Where the program's own data lie.
struct DataFolders {
    std::filesystem::path assets;
    std::filesystem::path shaders;
    std::filesystem::path geodata;
    std::filesystem::path built_map = {};  // beside the map module, for it holds numbers as this machine has them

    std::filesystem::path map_file() const { return geodata / "central-asia.gpkg"; }
    std::filesystem::path name_axes() const { return geodata / "name_axes.csv"; }
    std::filesystem::path facts() const { return assets / "facts"; }
    std::filesystem::path articles() const { return assets / "articles"; }
    std::filesystem::path styles() const { return assets / "style"; }
};

/// The folder that holds the running program.
std::filesystem::path program_folder();

/// Looks beside the program, then in ../share/darya from it, then in the prefix the program was configured for. The
/// first place that has all folders is taken; where there is none, the error names what is missing.
base::Result<DataFolders> find_data_folders(const std::filesystem::path& beside = program_folder());

}  // namespace darya::app
