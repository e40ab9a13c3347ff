#pragma once

#include <vector>

#include "atlas/atlas.h"
#include "atlas/command.h"

namespace darya::atlas {

using Requests = std::vector<Request>;

// A map that was let go in motion slows down by half in every 0.08 s or so, and rests after five times 0.12 s.
inline constexpr double drift_slows_s = 0.12;
inline constexpr double drift_times = 5.0;

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

// Those of the view.
void carry_out(Atlas& atlas, const PanBy& pan, Now now);
void carry_out(Atlas& atlas, const GlideBy& pan, Now now);
void carry_out(Atlas& atlas, const ThrowMap& thrown, Now now);
void carry_out(Atlas& atlas, const HoldMap& hold, Now now);
void carry_out(Atlas& atlas, const ZoomBy& zoom, Now now);
void carry_out(Atlas& atlas, const ZoomToBox& zoom, Now now);
void carry_out(Atlas& atlas, const CentreOn& centre, Now now);
void carry_out(Atlas& atlas, const FlyHome& home, Now now);
void carry_out(Atlas& atlas, const FlyTo& flight, Now now);
void carry_out(Atlas& atlas, const OpenCluster& cluster, Now now);
void carry_out(Atlas& atlas, const StepView& step, Now now);
void carry_out(Atlas& atlas, const ReduceMotion& reduce, Now now);
void carry_out(Atlas& atlas, const ResizeWindow& size, Now now);
void carry_out(Atlas& atlas, const CoverMap& cover, Now now);
void carry_out(Atlas& atlas, const LightPlaces& light, Now now);

// And those of measuring.
void carry_out(Atlas& atlas, const StartMeasure& start, Now now);
void carry_out(Atlas& atlas, const AddMeasurePoint& add, Now now);
void carry_out(Atlas& atlas, const TakeBackMeasurePoint& back, Now now);
void carry_out(Atlas& atlas, const EndMeasure& end, Now now);
void carry_out(Atlas& atlas, const LeaveMeasure& leave, Now now);

// What they need of the others.
void carry_out(Atlas& atlas, const SelectPlace& select, Now now);
void carry_out(Atlas& atlas, const Inform& inform, Now now);
/// Takes a flight that has landed for the view it led to.
void settle(Atlas& atlas, double now_s);
/// Where the map looks, or is going to look.
View view_of(const Atlas& atlas);
/// Whether a command may lead to another view by a person's wish, not because the window or a panel has another size.
bool is_new_view_wanted(const Command& command);
/// Keeps the view there was before a command, where that has changed it, to come back to; views that were only passed
/// through on the way are not kept.
void remember_view(Atlas& atlas, const View& before, double now_s);
/// Sets the map in motion; whatever moved it before has ended.
void fly(Atlas& atlas, const scene::Camera& to, double now_s);
void close_reader(Atlas& atlas);

}  // namespace darya::atlas
