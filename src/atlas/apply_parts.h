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

// And those of texts.
void carry_out(Atlas& atlas, const ReadPassage& read, Now now);
void carry_out(Atlas& atlas, const MarkArticlePlaces& mark, Now now);
void carry_out(Atlas& atlas, const AddArticle& add, Now now);
void carry_out(Atlas& atlas, const CloseArticle& close, Now now);
void carry_out(Atlas& atlas, const ShowClosedTexts& show, Now now);
void carry_out(Atlas& atlas, const SearchFor& search, Now now);
void carry_out(Atlas& atlas, const TakeAnswer& take, Now now);
void carry_out(Atlas& atlas, const ReadFound& read, Now now);
void carry_out(Atlas& atlas, const ReadNextFound& next, Now now);
void carry_out(Atlas& atlas, const CloseReader& close, Now now);
void carry_out(Atlas& atlas, const GoToMention& go, Now now);
void carry_out(Atlas& atlas, const WalkMentions& walk, Now now);
void carry_out(Atlas& atlas, const NextMentionOf& wish, Now now);
void carry_out(Atlas& atlas, const StandAt& stand, Now now);
void carry_out(Atlas& atlas, const SetTextSize& size, Now now);
void carry_out(Atlas& atlas, const ShowAllNames& show, Now now);
void carry_out(Atlas& atlas, const ReopenAs& reopen, Now now);
void carry_out(Atlas& atlas, const CopyPassage& copy, Now now);

// What they need of the others.
void carry_out(Atlas& atlas, const SelectPlace& select, Now now);
void carry_out(Atlas& atlas, const Inform& inform, Now now);
/// Sets the map in motion; whatever moved it before has ended.
void fly(Atlas& atlas, const scene::Camera& to, double now_s);
void close_reader(Atlas& atlas);

}  // namespace darya::atlas
