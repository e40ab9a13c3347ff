#pragma once

#include <algorithm>
#include <vector>

#include "reading/article.h"

namespace darya::reading {

/// In order and apart from each other: ranges that touch or overlap become one, empty ones go. O(n log n).
inline std::vector<ByteRange> in_order(std::vector<ByteRange> ranges) {
    std::sort(ranges.begin(), ranges.end());
    std::vector<ByteRange> apart;
    for (const ByteRange& range : ranges) {
        if (range.byte_count == 0) continue;
        const std::size_t end = range.first_byte + range.byte_count;
        if (!apart.empty() && range.first_byte <= apart.back().first_byte + apart.back().byte_count) {
            ByteRange& last = apart.back();
            last.byte_count = std::max(end, last.first_byte + last.byte_count) - last.first_byte;
        } else {
            apart.push_back(range);
        }
    }
    return apart;
}

}  // namespace darya::reading
