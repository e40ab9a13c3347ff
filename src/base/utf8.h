#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace darya::base {

/// One code point of a UTF-8 text and the number of bytes it took.
struct CodePoint {
    char32_t value = 0;
    std::size_t byte_count = 0;
};

/// The code point at `byte`; an invalid sequence gives U+FFFD and takes one byte, so that a walk always ends.
/// `byte` must be within the text. Surrogates and overlong forms are invalid. O(1).
CodePoint long_code_point_at(std::string_view text, std::size_t byte);
inline CodePoint code_point_at(std::string_view text, std::size_t byte) {
    const auto lead = static_cast<unsigned char>(text[byte]);
    if (lead < 0x80) return {lead, 1};
    // Two bytes: most of the letters beyond ASCII that we meet.
    if (lead >= 0xC2 && lead <= 0xDF && byte + 1 < text.size()) {
        const auto next = static_cast<unsigned char>(text[byte + 1]);
        if ((next & 0xC0U) == 0x80U) return {static_cast<char32_t>(((lead & 0x1FU) << 6U) | (next & 0x3FU)), 2};
    }
    return long_code_point_at(text, byte);
}

/// Appends the UTF-8 form of `value`; a value beyond U+10FFFF or a surrogate is written as U+FFFD.
void append_utf8(std::string& text, char32_t value);

/// Where the first invalid sequence begins; nothing when the text is valid UTF-8. O(n).
std::optional<std::size_t> first_invalid_byte(std::string_view text);

/// Number of code points; invalid bytes count one each. O(n).
std::size_t code_point_count(std::string_view text);

}  // namespace darya::base
