#include "reading/sentence.h"

#include <algorithm>
#include <cctype>

namespace darya::reading {

namespace {

bool is_space(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

/// Whether a sentence ends with the byte at `at`: a mark, and space after it.
bool ends_at(std::string_view text, std::size_t first, std::size_t at, std::size_t end) {
    const char mark = text[at];
    if (mark != '.' && mark != '!' && mark != '?') return false;
    std::size_t next = at + 1;
    while (next < end && (text[next] == '"' || text[next] == ')' || text[next] == '\'')) ++next;
    if (next >= end || !is_space(text[next])) return false;
    if (mark != '.') return true;
    // "N. Aral", "г. Нарын", "approx. 5": a letter or a few small ones before the point.
    std::size_t word = at;
    while (word > first && !is_space(text[word - 1])) --word;
    const std::size_t letter_count = static_cast<std::size_t>(
        std::count_if(text.begin() + static_cast<std::ptrdiff_t>(word), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
    return letter_count > 2;
}

}  // namespace

ByteRange sentence_around(std::string_view text, const Passage& passage, ByteRange stretch, std::size_t most_bytes) {
    const std::size_t passage_end = passage.first_byte + passage.byte_count;
    const std::size_t stretch_end = stretch.first_byte + stretch.byte_count;
    const std::size_t spare = most_bytes > stretch.byte_count ? (most_bytes - stretch.byte_count) / 2 : 0;
    const std::size_t earliest =
        stretch.first_byte > passage.first_byte + spare ? stretch.first_byte - spare : passage.first_byte;
    const std::size_t latest = std::min(stretch_end + spare, passage_end);
    std::size_t first = stretch.first_byte;
    while (first > earliest && !ends_at(text, passage.first_byte, first - 1, passage_end)) --first;
    std::size_t end = stretch_end;
    while (end < latest && !ends_at(text, passage.first_byte, end, passage_end)) ++end;
    if (end < latest) ++end;  // the mark
    // A cut goes back to the nearest space, so that neither words nor code points are torn.
    if (first == earliest && first > passage.first_byte) {
        while (first < stretch.first_byte && !is_space(text[first])) ++first;
    }
    if (end == latest && end < passage_end && !is_space(text[end])) {
        while (end > stretch_end && !is_space(text[end - 1])) --end;
    }
    while (first < stretch.first_byte && is_space(text[first])) ++first;
    while (end > stretch_end && is_space(text[end - 1])) --end;
    return {first, end - first};
}

}  // namespace darya::reading
