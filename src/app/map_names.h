#pragma once

#include <filesystem>
#include <memory>

#include "base/notes.h"
#include "base/result.h"
#include "data/feature_table.h"
#include "reading/gazetteer.h"
#include "scene/name_table.h"

namespace darya::app {

/// Reads `geodata/name_axes.csv`: lines that names of ranges, deserts and great waters follow, as a table named "areas"
/// with id, name, kind, rank and source. A row without an axis is a note.
base::Result<data::FeatureTable> load_name_axes(const std::filesystem::path& file, base::Notes& notes);

/// The names that the map writes, by id: the gazetteer's first ordinary one of each language, and over it what
/// `map_names.csv` in the gazetteer's folder says. Cost: about a millisecond for 20,000 spellings.
base::Result<std::shared_ptr<const scene::NameTable>> name_table(const reading::Gazetteer& gazetteer,
                                                                 const std::filesystem::path& assets,
                                                                 base::Notes& notes);

}  // namespace darya::app
