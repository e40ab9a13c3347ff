#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "panels/doubts.h"
#include "panels/panel_parts.h"
#include "reading/decisions.h"

namespace darya::panels {

// What a name may mean and how that is chosen: for the panel of doubts and for the box of one name.

inline constexpr std::size_t most_numbered = 9;  // a key each
inline constexpr float choice_height_px = 40.0F;

/// The mention that begins at a byte, as it is now, or as it was found where it was refused; null where there is none.
const reading::Mention* mention_of(const PanelContext& context, reading::ArticleId article, std::size_t first_byte);
/// What it may mean, the likeliest first, each once.
std::vector<reading::PlaceId> candidates_of(const reading::Mention& mention);
/// Its letters in one line.
std::string surface_of(const reading::Article& article, const reading::Mention& mention);
/// What a key is called, in a small frame.
void key_cap(const PanelContext& context, ImVec2 middle, const char* key);
/// "River · Kyrgyzstan"; of a place of one's own where it lies.
std::string described(const reading::Place& place);

/// Settles the name as a key says; false where the key means none of its candidates.
bool answer_key(const PanelContext& context, reading::ArticleId article, const reading::Mention& mention,
                const DoubtKey& key);
/// The rows of what a name may mean, "no place", and the way back; whether one was chosen.
bool draw_choices(const PanelContext& context, reading::ArticleId article, const reading::Mention& mention);
/// A place of the whole gazetteer, found by its name; whether one was chosen.
bool draw_other_place(const PanelContext& context, reading::ArticleId article, const reading::Mention& mention);
/// "Everywhere in this text", to be ticked.
void everywhere_box(const PanelContext& context, reading::ArticleId article, const reading::Mention& mention);

}  // namespace darya::panels
