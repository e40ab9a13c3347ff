#include "app/data_folders.h"

#include <array>
#include <system_error>

#include "app/map_module.h"

namespace darya::app {

namespace fs = std::filesystem;

fs::path program_folder() {
    std::error_code trouble;
    return fs::read_symlink("/proc/self/exe", trouble).parent_path();
}

base::Result<DataFolders> find_data_folders(const fs::path& beside) {
    std::error_code trouble;
    std::string missing;
    for (const fs::path& root : std::array{beside, beside / ".." / "share" / "darya", fs::path(DARYA_DATA_DIR)}) {
        const DataFolders folders{root / "assets", root / "shaders", root / "geodata",
                                  find_map_module(beside).parent_path() / "atlas.map"};
        std::string lacking;
        for (const fs::path& needed :
             {folders.assets / "style", folders.facts(), folders.shaders, folders.map_file()}) {
            if (!fs::exists(needed, trouble))
                lacking += (lacking.empty() ? "" : ", ") + needed.lexically_normal().string();
        }
        if (lacking.empty()) return folders;
        if (missing.empty()) missing = lacking;
    }
    return base::Error{"the program's data are missing", missing, "build or install Darya again"};
}

}  // namespace darya::app
