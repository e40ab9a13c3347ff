#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reading/article.h"

namespace darya::reading {

/// Names of links that a Markdown text defines, folded by `folded_label`.
using LinkLabels = std::set<std::string, std::less<>>;

/// How labels are compared: small ASCII letters, runs of white space as one space.
std::string folded_label(std::string_view label);

/// Marks what Markdown hides within a passage: emphasis, code, links, images, tags and escapes. Adds to `hidden`, which
/// may hold marks at the beginnings of lines already, `strong` and `links`; leaves all three in order and apart.
///
/// Follows CommonMark 0.30 but for entities, which stay as they are, and raw HTML, which is any tag. Typical cost O(n);
/// hostile texts are bounded by looking back no further than some dozen open marks.
void mark_inline(std::string_view text, Passage& passage, const LinkLabels& labels);

}  // namespace darya::reading
