#pragma once

#include <string>
#include <string_view>

#include "reading/article.h"

namespace darya::reading {

/// Finds title, author and date in the first passages, where the article has none yet, and marks those passages as
/// `title` and `byline`.
///
/// A short first line that does not end like a sentence is the title; "By …", "Автор: …" and the like name the author; a
/// line with little beside a date dates the article. Nothing that looks like them: they stay empty.
void read_first_lines(Article& article);

/// The author of a line such as "By A. Writer, 12 March 2010", else "".
std::string author_in(std::string_view line);

}  // namespace darya::reading
