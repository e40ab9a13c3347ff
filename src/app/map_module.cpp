#include "app/map_module.h"

#include <dlfcn.h>

#include <array>
#include <string>
#include <system_error>

namespace darya::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* module_name = "darya_maps.so";

base::Result<const intake::MapReader*> load_module(const fs::path& file) {
    constexpr const char* next = "build or install Darya again";
    void* const module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
        return base::Error{"the part of Darya that reads map files cannot be loaded", file.string(), next};
    // The way POSIX asks for: a pointer to data becomes one to a function.
    const auto give = reinterpret_cast<intake::GiveMapReader>(dlsym(module, intake::map_reader_symbol));
    if (give == nullptr) return base::Error{"this is not the part of Darya that reads map files", file.string(), next};
    return give();
}

}  // namespace

fs::path find_map_module(const fs::path& beside) {
    std::error_code trouble;
    for (const fs::path& folder : std::array{beside, beside / DARYA_MODULE_FOLDER}) {
        if (fs::exists(folder / module_name, trouble)) return (folder / module_name).lexically_normal();
    }
    return beside / module_name;
}

base::Result<const intake::MapReader*> map_reader() {
    static const base::Result<const intake::MapReader*> reader = load_module(find_map_module());
    return reader;
}

}  // namespace darya::app
