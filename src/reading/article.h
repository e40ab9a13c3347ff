#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/notes.h"
#include "base/result.h"

namespace darya::reading {

/// What a paragraph is to the eye.
enum class PassageKind { paragraph, heading, title, byline, list_item, quote, table };

/// A stretch of `Article::text`, in bytes.
struct ByteRange {
    std::size_t first_byte = 0;
    std::size_t byte_count = 0;
    auto operator<=>(const ByteRange&) const = default;
};

/// One paragraph: a block between blank lines of the article's text, front matter not counted. Byte offsets are in
/// `Article::text`.
struct Passage {
    std::size_t first_byte = 0;
    std::size_t byte_count = 0;
    PassageKind kind = PassageKind::paragraph;
    int level = 0;                     // of a heading (1 to 6) or of a list item (1 the outermost)
    int page = 0;                      // where the file has pages: from 1; else 0
    std::vector<ByteRange> hidden;     // markup that a reader is not shown, in order, apart from each other
    std::vector<ByteRange> strong;     // shown bold, likewise
    std::vector<ByteRange> links;      // shown as a link's text, likewise
    std::vector<std::size_t> sources;  // indices into Article::sources, from references like [2]
};

/// A text that can be read: never changed after it is built.
struct Article {
    std::string file;       // path it came from
    std::string file_name;  // without folders; what exports call `article`
    std::string format;     // "text", "markdown", "html", "docx", "pdf"
    std::string encoding;   // "UTF-8", "windows-1251", …; "" where the format settles it
    std::string title;      // front matter, else the first line if it looks like one, else the file name
    std::string author;     // front matter, else a byline ("By …"), else ""
    std::string date;       // front matter, ISO; else ""
    std::vector<std::string> sources;
    std::string text;  // the whole decoded text that offsets count in: no BOM, line ends as they are, front matter too
    std::vector<Passage> passages;

    std::string_view text_of(const Passage& passage) const {
        return std::string_view(text).substr(passage.first_byte, passage.byte_count);
    }
};

/// Reads UTF-8 text, plain or Markdown with a front matter of `key: value` lines between `---` lines. An empty text,
/// one that is not UTF-8 or holds NUL bytes (a foreign file), or one of more than `most_article_bytes` is an error that
/// says so; a front matter that never ends is a note and read as text.
base::Result<Article> parse_article(std::string_view bytes, const std::string& file, base::Notes& notes);

inline constexpr std::size_t most_article_bytes = std::size_t{16} << 20;

}  // namespace darya::reading
