#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/data_folders.h"
#include "base/result.h"
#include "reading/gazetteer.h"
#include "reading/library.h"

namespace darya::app {

/// Where a person's file of this name goes: as it says, `~` is the home folder; a name without a place goes into the
/// documents folder, or the home folder where there is none. A name that is taken gets a number, so that no file is lost.
/// A folder that is not there is an error.
base::Result<std::filesystem::path> free_path(const std::string& wished, const std::filesystem::path& home);

/// Writes the places of texts; rivers and others without a point get one from the map. For a worker. Gives a sentence
/// that says where they are.
base::Result<std::string> export_places(const DataFolders& folders, const reading::Gazetteer& gazetteer,
                                        const std::vector<std::shared_ptr<const reading::Shelf>>& texts,
                                        const std::string& format, const std::filesystem::path& file);

}  // namespace darya::app
