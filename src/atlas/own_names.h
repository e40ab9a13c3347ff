#pragma once

#include <vector>

#include "atlas/atlas.h"
#include "atlas/command.h"

namespace darya::atlas {

/// Takes up another gazetteer: what was selected or lit stays so by its id; articles that were read again with it come
/// in, and in those that were not, what it does not know is left out until they are.
void set_places(Atlas& atlas, const SetPlaces& set);

// What commands of their names do: they ask for a gazetteer that has the places of just these files.
void search_names(Atlas& atlas, const SearchNames& search, std::vector<Request>& requests);
void forget_names(Atlas& atlas, const ForgetNames& forget, std::vector<Request>& requests);

}  // namespace darya::atlas
