#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reading/article.h"

namespace darya::reading {

/// A stretch of a text as others can find it again when the text has changed a little: its letters and some of those
/// before and after it.
///
/// Source: Web Annotation Data Model, W3C Recommendation 2017, 4.2.4 Text Quote Selector.
struct TextQuote {
    std::string exact;
    std::string prefix;
    std::string suffix;
    bool operator==(const TextQuote&) const = default;
};

inline constexpr std::size_t quote_context = 32;  // code points on each side, fewer at the ends of the text

/// The quote of a stretch, which must lie in the text and not cut a code point.
TextQuote quote_of(std::string_view text, ByteRange stretch);

}  // namespace darya::reading
