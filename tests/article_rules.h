#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "reading/article.h"

namespace darya::tests {

/// The first rule that an article breaks, "" for none: what must hold of every text, whatever bytes it was made of.
inline std::string broken_rule(const reading::Article& article) {
    const std::string& text = article.text;
    if (article.title.empty()) return "an article has a title";
    if (text.empty() || text.size() > reading::most_article_bytes) return "a text has a size";
    if (base::first_invalid_byte(text)) return "a text is UTF-8";
    if (text.find('\0') != std::string::npos) return "a text holds no zero bytes";
    if (!article.date.empty() && article.format != "markdown" && article.format != "text" && article.date.size() != 10)
        return "a date is ISO";
    const auto is_bound = [&text](std::size_t byte) {
        return byte == text.size() || (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U);
    };
    std::size_t last_end = 0;
    for (const reading::Passage& passage : article.passages) {
        const std::size_t end = passage.first_byte + passage.byte_count;
        if (passage.byte_count == 0) return "a passage is not empty";
        if (passage.first_byte < last_end || end < passage.first_byte) return "passages follow each other";
        if (end > text.size()) return "a passage lies in the text";
        if (!is_bound(passage.first_byte) || !is_bound(end)) return "a passage begins and ends between letters";
        if (passage.level < 0 || passage.level > 9 || passage.page < 0) return "levels and pages are small";
        last_end = end;
        for (const auto* const ranges : {&passage.hidden, &passage.strong, &passage.links}) {
            std::size_t at = passage.first_byte;
            bool is_first = true;
            for (const reading::ByteRange& range : *ranges) {
                const std::size_t range_end = range.first_byte + range.byte_count;
                if (range.byte_count == 0) return "a range is not empty";
                if (range.first_byte < at || (!is_first && range.first_byte == at)) return "ranges are apart, in order";
                if (range_end > end) return "a range lies in its passage";
                if (!is_bound(range.first_byte) || !is_bound(range_end))
                    return "a range begins and ends between letters";
                at = range_end;
                is_first = false;
            }
        }
        for (const std::size_t source : passage.sources) {
            if (source >= article.sources.size()) return "a reference is to a source that is there";
        }
    }
    return "";
}

}  // namespace darya::tests
