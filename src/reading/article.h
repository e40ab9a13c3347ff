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

/// One paragraph, heading, item of a list or row of a table; front matter is none. Byte offsets are in `Article::text`.
/// In plain text a paragraph is what stands between blank lines, or a line where lines are as long as paragraphs.
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
    std::string title;      // front matter or metadata, else the first line if it looks like one, else the file name
    std::string author;     // front matter or metadata, else a byline ("By …"), else ""
    std::string date;       // front matter, metadata or the first lines, ISO; else ""
    std::vector<std::string> sources;
    std::string text;  // the whole decoded text that offsets count in: no BOM, line ends as they are, front matter too
    std::vector<Passage> passages;

    std::string_view text_of(const Passage& passage) const {
        return std::string_view(text).substr(passage.first_byte, passage.byte_count);
    }
};

/// What a reader is shown of a passage: its text without `hidden`.
std::string shown_text(const Article& article, const Passage& passage);

/// Reads any text: plain, Markdown, HTML or DOCX; the content says which, not the file's name. `encoding` forces one of
/// `known_encodings()` (reading/encoding.h) on formats that do not say theirs; "" detects it.
///
/// `text` of plain text and Markdown is what stands in the file, decoded; that of the others is made of their
/// paragraphs with blank lines between. What is no text, or one of more than `most_article_bytes`, is an error that says
/// why and what to do. A PDF is one too: its pages come from a program of their own (reading/pdf_text.h).
base::Result<Article> parse_article(std::string_view bytes, const std::string& file, base::Notes& notes,
                                    std::string_view encoding = {});

/// Of `Article::text`, in UTF-8.
inline constexpr std::size_t most_article_bytes = std::size_t{16} << 20;

/// Of a file, whose pictures and markup are left out of the text.
inline constexpr std::size_t most_file_bytes = std::size_t{64} << 20;

}  // namespace darya::reading
