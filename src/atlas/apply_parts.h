#pragma once

#include <vector>

#include "atlas/atlas.h"
#include "atlas/command.h"

namespace darya::atlas {

using Requests = std::vector<Request>;

/// What every command needs to know to be carried out.
struct Now {
    double time_s;
    Requests& requests;
};

// Commands that are carried out in files of their own; `apply` hands them on.
void carry_out(Atlas& atlas, const AddArticles& add, Now now);
void carry_out(Atlas& atlas, const OpenFolder& open, Now now);
void carry_out(Atlas& atlas, const CancelFolder& cancel, Now now);
void carry_out(Atlas& atlas, const FolderListed& listed, Now now);
void carry_out(Atlas& atlas, const FolderPartRead& part, Now now);
void carry_out(Atlas& atlas, const CloseFolder& close, Now now);

}  // namespace darya::atlas
