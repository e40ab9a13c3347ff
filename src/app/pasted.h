#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace darya::app {

/// The files that a clipboard's text names: where every line that is not empty is a path or a `file://` address of
/// something that exists; otherwise none, and the text is a text.
std::vector<std::filesystem::path> files_named_in(std::string_view text);

/// Writes a pasted text into a new file of `folder` (made if need be), named for the moment, so that it can be opened,
/// remembered and read again like any other.
base::Result<std::filesystem::path> keep_pasted(std::string_view text, const std::filesystem::path& folder);

}  // namespace darya::app
