#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace darya::base {

namespace fs = std::filesystem;

/// All bytes of a regular file. A missing file, a folder, a device, a file that may not be read, or one of more than
/// `most_bytes` is an error that names it.
Result<std::string> read_file(const fs::path& file, std::size_t most_bytes = std::size_t{256} << 20);

/// Writes all bytes beside the file first and then puts it in place, so that a full disk or a crash never leaves half a
/// file. Missing folders above it are made.
Result<Done> write_file(const fs::path& file, std::string_view bytes);

/// Folders that hold what belongs to the person: $XDG_STATE_HOME/darya, $XDG_CONFIG_HOME/darya, $XDG_CACHE_HOME/darya,
/// with the defaults of the XDG Base Directory Specification. Not made until something is written there.
fs::path state_folder();
fs::path config_folder();
fs::path cache_folder();

}  // namespace darya::base
