#pragma once

#include <ostream>

#include "reading/library.h"
#include "reading/search.h"

namespace darya::writers {

/// One JSON line for a passage: article, title, author and date (null where not known), paragraph (from 0), page (only
/// where the file has pages), start and end in code points of the decoded text, text, score.
void write_passage(std::ostream& out, const reading::Library& library, const reading::FoundPassage& found);

/// One JSON line for each thing found, best first, with its `kind`: first places (id, name, the spelling found,
/// place_kind, country), then titles (article, title, marks), then passages (article, title, paragraph, page, start,
/// end, snippet, marks, by: "words" or "place"). Marks are pairs of code points in the title or snippet.
void write_answer(std::ostream& out, const reading::Library& library, const reading::Gazetteer& gazetteer,
                  const reading::SearchAnswer& answer);

}  // namespace darya::writers
