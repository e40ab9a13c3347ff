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
CodePoint code_point_at(std::string_view text, std::size_t byte);

/// Appends the UTF-8 form of `value`; a value beyond U+10FFFF or a surrogate is written as U+FFFD.
void append_utf8(std::string& text, char32_t value);

/// Where the first invalid sequence begins; nothing when the text is valid UTF-8. O(n).
std::optional<std::size_t> first_invalid_byte(std::string_view text);

/// Number of code points; invalid bytes count one each. O(n).
std::size_t code_point_count(std::string_view text);

}  // namespace darya::base
