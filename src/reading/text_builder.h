#pragma once

#include <string>
#include <string_view>

#include "reading/article.h"

namespace darya::reading {

/// How a piece of a passage looks.
struct Look {
    bool is_strong = false;
    bool is_link = false;
};

/// Builds the text of formats that have none of their own: passages parted by blank lines, UTF-8, LF.
///
/// A passage holds no blank line, no white space at its ends and no control characters but tabs and line ends; one with
/// nothing in it is left out. Whole texts stop at `most_article_bytes`; `is_full` says so.
class TextBuilder {
public:
    explicit TextBuilder(Article& article) : article_(article) {}

    /// Ends the passage at hand; what is added next belongs to a new one of this kind.
    void start(PassageKind kind, int level = 0, int page = 0);
    /// Text as it is. A line end within makes a new line of the passage, two make a new passage of the same kind.
    void add(std::string_view text, Look look = {});
    /// Text in which runs of ASCII white space are one space, as in HTML.
    void add_flowing(std::string_view text, Look look = {});
    /// Whether the passage at hand has anything in it.
    bool has_words() const { return is_open_; }
    void finish();
    bool is_full() const { return is_full_; }

private:
    void put(std::string_view piece, Look look);
    static void mark(std::vector<ByteRange>& ranges, std::size_t first_byte, std::size_t byte_count);

    Article& article_;
    Passage next_;          // kind, level and page of what comes
    bool is_open_ = false;  // next_ has begun in the text
    bool is_full_ = false;
    std::string pending_;  // white space that counts only when something follows it
};

}  // namespace darya::reading
