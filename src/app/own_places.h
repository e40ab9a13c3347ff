#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "atlas/command.h"
#include "base/notes.h"
#include "base/result.h"
#include "reading/mentions.h"
#include "reading/own_places.h"

namespace darya::app {

/// Whether a file goes by the name of a table (.csv, .tsv).
bool is_table_file(const std::filesystem::path& file);

/// The places of a person's own file: a table, or whatever layers of a map have names.
base::Result<std::vector<reading::OwnPlace>> load_own_places(const std::filesystem::path& file, base::Notes& notes);

/// A gazetteer with own places, all that follows from it, and what went wrong.
struct PlacesRead {
    atlas::SetPlaces set;
    std::shared_ptr<const reading::NameFinder> finder;
    std::vector<base::Error> troubles;  // files that could not be read: they are not among `set.own_names`
    base::Notes notes;
};

/// Adds the places of files to a gazetteer and reads articles again with it. For a worker.
PlacesRead read_with_places(const reading::Gazetteer& gazetteer, const std::vector<std::string>& files,
                            const std::vector<std::shared_ptr<const reading::Article>>& articles);

}  // namespace darya::app
