#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/data_folders.h"
#include "base/notes.h"
#include "base/result.h"
#include "reading/gazetteer.h"

namespace darya::app {

/// The places of these ids as the map knows them, each with a point that lies on it: a town's own, the point for the
/// name of a country or province, the middle of a river, a point well inside a lake. Ids that the map does not know are
/// left out. Reads the map's shapes but not the relief, and works out nothing else: about 0.2 s.
base::Result<std::vector<reading::Place>> find_on_map(const DataFolders& folders, const std::set<std::string>& ids,
                                                      base::Notes& notes);

}  // namespace darya::app
