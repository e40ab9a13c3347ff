#include "reading/text_quote.h"

#include "base/utf8.h"

namespace darya::reading {

TextQuote quote_of(std::string_view text, ByteRange stretch) {
    const std::size_t end = stretch.first_byte + stretch.byte_count;
    std::size_t first = stretch.first_byte;
    for (std::size_t i = 0; i < quote_context && first > 0; ++i) {
        --first;
        // Back to the first byte of a code point; the article's text is valid UTF-8.
        while (first > 0 && (static_cast<unsigned char>(text[first]) & 0xC0U) == 0x80U) --first;
    }
    std::size_t last = end;
    for (std::size_t i = 0; i < quote_context && last < text.size(); ++i)
        last += base::code_point_at(text, last).byte_count;
    return {std::string(text.substr(stretch.first_byte, stretch.byte_count)),
            std::string(text.substr(first, stretch.first_byte - first)), std::string(text.substr(end, last - end))};
}

}  // namespace darya::reading
