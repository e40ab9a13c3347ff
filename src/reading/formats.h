#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/notes.h"
#include "base/result.h"
#include "reading/article.h"

namespace darya::reading {

/// A file's content, and what its name and its reader say of it.
struct FileBytes {
    std::string_view bytes;
    std::string file;
    std::string_view encoding;  // what the reader forces, else ""
};

/// A way of writing texts. `is_this` looks at the content first and at the name only where that leaves a choice;
/// `read` fills all of an article but what its first lines say.
struct Format {
    std::string_view name;
    bool (*is_this)(const FileBytes& source);
    base::Result<Article> (*read)(const FileBytes& source, base::Notes& notes);
};

/// All formats; the first one that says yes reads the file, and the last one always does.
std::span<const Format> formats();

/// An article of `source` that has no text yet.
Article new_article(const FileBytes& source, std::string_view format);

/// The article with what its first lines say, and a title in any case.
Article finished(Article article);

/// The small letters of a file name's ending, without the dot: "md".
std::string ending_of(const std::string& file);

/// The first 2,000 letters or so in small ASCII letters and UTF-8, for a look at what they are.
std::string beginning_of(const FileBytes& source);

// One file a format: format_<name>.cpp.
bool is_foreign(const FileBytes& source);  // what nobody here reads; `read` says what it is and what to do
base::Result<Article> read_foreign(const FileBytes& source, base::Notes& notes);
bool is_pdf(const FileBytes& source);
base::Result<Article> read_pdf(const FileBytes& source, base::Notes& notes);
bool is_zip(const FileBytes& source);
base::Result<Article> read_docx(const FileBytes& source, base::Notes& notes);
bool is_html(const FileBytes& source);
base::Result<Article> read_html(const FileBytes& source, base::Notes& notes);
bool is_markdown(const FileBytes& source);
base::Result<Article> read_markdown(const FileBytes& source, base::Notes& notes);
bool is_text(const FileBytes& source);
base::Result<Article> read_text(const FileBytes& source, base::Notes& notes);

/// Decodes a text and checks that it is one: not empty, no zero bytes, not too long. Fills `text` and `encoding`.
base::Result<base::Done> take_text(Article& article, const FileBytes& source, base::Notes& notes);

/// Reads `key: value` lines and a list of sources between two `---` lines at the text's beginning; gives where the text
/// after them begins, 0 where there are none. One that never ends is a note and text.
std::size_t read_front_matter(Article& article, base::Notes& notes);

/// The indices of an article's sources that references such as [2] in `text` name, once each.
std::vector<std::size_t> sources_in(std::string_view text, std::size_t source_count);

}  // namespace darya::reading
