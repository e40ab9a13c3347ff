#include "base/file.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

#include <unistd.h>

namespace darya::base {

Result<std::string> read_file(const fs::path& file, std::size_t most_bytes) {
    std::error_code trouble;
    const auto status = fs::status(file, trouble);
    if (!fs::exists(status)) return Error{"there is no such file", file.string(), "check the name and the folder"};
    if (fs::is_directory(status)) return Error{"this is a folder, not a file", file.string(), "name a file in it"};
    if (!fs::is_regular_file(status)) return Error{"this is not an ordinary file", file.string()};
    const auto size = fs::file_size(file, trouble);
    if (!trouble && size > most_bytes) {
        return Error{"this file is too large (" + std::to_string(size >> 20) + " MiB, at most " +
                         std::to_string(most_bytes >> 20) + " MiB are read)",
                     file.string(), "open a smaller part of it"};
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Error{"this file may not be read", file.string(), "check its permissions"};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

Result<Done> write_file(const fs::path& file, std::string_view bytes) {
    std::error_code trouble;
    if (file.has_parent_path()) fs::create_directories(file.parent_path(), trouble);
    fs::path beside = file;
    beside += ".part" + std::to_string(::getpid());
    {
        std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        stream.flush();
        if (!stream) {
            fs::remove(beside, trouble);
            return Error{"this file could not be written", file.string(),
                         "check that the folder exists, may be written to and has room"};
        }
    }
    fs::rename(beside, file, trouble);
    if (trouble) {
        const std::string reason = trouble.message();
        fs::remove(beside, trouble);
        return Error{"this file could not be put in place (" + reason + ")", file.string()};
    }
    return Done{};
}

namespace {

fs::path personal_folder(const char* variable, const char* below_home) {
    const char* set = std::getenv(variable);
    if (set != nullptr && fs::path(set).is_absolute()) return fs::path(set) / "darya";
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/tmp") / below_home / "darya";
}

}  // namespace

fs::path state_folder() {
    return personal_folder("XDG_STATE_HOME", ".local/state");
}
fs::path config_folder() {
    return personal_folder("XDG_CONFIG_HOME", ".config");
}
fs::path cache_folder() {
    return personal_folder("XDG_CACHE_HOME", ".cache");
}

}  // namespace darya::base
