#pragma once

#include <memory>
#include <string>
#include <vector>

#include "atlas/atlas.h"
#include "atlas/command.h"
#include "reading/library.h"

namespace darya::atlas {

/// Puts an article into the library with what a person has decided about it; one of the same file gives its place up.
void add_decided(Atlas& atlas, std::shared_ptr<const reading::Shelf> shelf);

/// Takes up what was decided in earlier sessions. Not a step that can be undone.
void set_decisions(Atlas& atlas, std::shared_ptr<const reading::Decisions> decisions);

// What commands of their names do. Every change of the decisions asks for them to be kept.
void settle_mention(Atlas& atlas, const SettleMention& settled, std::vector<Request>& requests);
void take_back(Atlas& atlas, const TakeBackVerdict& back, std::vector<Request>& requests);
std::string undo_decision(Atlas& atlas, std::vector<Request>& requests);  // gives what to tell
std::string redo_decision(Atlas& atlas, std::vector<Request>& requests);  // likewise
void show_doubts(Atlas& atlas, const ShowDoubts& show);

}  // namespace darya::atlas
