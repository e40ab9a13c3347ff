#pragma once

#include <cstddef>
#include <string_view>

#include "reading/article.h"

namespace darya::reading {

/// The sentence that a stretch of a passage stands in, for people to look at: from the end of the one before (a full stop,
/// a question or exclamation mark and a space; not after an initial or a short abbreviation) to its own end, without
/// space around it. Of more than `most_bytes` it is cut at words on both sides. The stretch must lie in the passage.
/// Cost: O(bytes of the sentence).
ByteRange sentence_around(std::string_view text, const Passage& passage, ByteRange stretch,
                          std::size_t most_bytes = 400);

}  // namespace darya::reading
