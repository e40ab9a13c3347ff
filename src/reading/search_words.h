#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/article.h"

namespace darya::reading {

/// One word of a text as it is searched: folded as names are, letters and digits only. An apostrophe inside a word is
/// no letter of it ("oʻzbek" is found as "ozbek"); before a last s and after a single letter other than g and o it parts words
/// ("Rogun's", "l'eau").
struct SearchWord {
    std::string letters;  // UTF-8
    ByteRange range;      // in the text
};

/// The words of a text, in order. O(bytes).
std::vector<SearchWord> search_words(std::string_view text);

/// What a person typed, taken apart. Nothing in it is an error.
struct SearchQuery {
    struct Phrase {
        std::vector<std::string> words;  // one after the other
        bool is_prefix = false;          // the last word may go on
    };
    std::vector<Phrase> phrases;  // all must be there

    bool is_empty() const { return phrases.empty(); }
};

inline constexpr std::size_t most_phrases = 24;  // of a query; more are passed over

/// Words between quotation marks of any kind are a phrase. The last word, unless a space or mark follows, is a beginning.
SearchQuery parse_search(std::string_view typed);

/// Where the words of a query stand in a text, in order, apart from each other.
std::vector<ByteRange> marks_in(std::string_view text, const SearchQuery& query);

/// A short stretch of a text around the first marks, cut between words.
struct Snippet {
    std::string text;              // on one line
    std::vector<ByteRange> marks;  // in `text`
};

/// `at_most_bytes` counts the text's own bytes; "…" stands where something is left out.
Snippet snippet_of(std::string_view text, const std::vector<ByteRange>& marks, std::size_t at_most_bytes = 160);

}  // namespace darya::reading
