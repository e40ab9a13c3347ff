#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/article.h"

namespace darya::reading {

/// What a reader is not shown of a passage, in order and apart from each other: the passage's own `hidden`, or what is
/// plainly markup in a Markdown file that was read as text.
std::vector<ByteRange> markup_of(const Article& article, const Passage& passage);

/// What a reader sees of a stretch of the article: without markup, white space within a passage as one space. Passages
/// stand apart by a blank line, items of a list and rows of a table by a line break. The stretch's ends may stand
/// anywhere between code points, outside passages too. O(bytes).
std::string seen_text(const Article& article, ByteRange stretch);

/// The same in quotation marks, and on a second line where it stands: author, title, date, page or paragraphs (counted
/// from 1), file. "" where nothing of the stretch can be seen.
std::string citation(const Article& article, ByteRange stretch);

/// The word around a byte: letters, digits and what joins them (hyphens, apostrophes) within a word; of a byte at a
/// space or another sign, that one code point. O(length of the word).
ByteRange word_around(std::string_view text, std::size_t byte);

}  // namespace darya::reading
