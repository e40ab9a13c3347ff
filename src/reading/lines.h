#pragma once

#include <cstddef>
#include <string_view>

namespace darya::reading {

/// Without ASCII white space and line ends around it.
inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\f\v\n";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) return text.substr(text.size());
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// One line and where the next one begins.
struct Line {
    std::string_view text;  // without its end; a carriage return stays
    std::size_t next_byte = 0;
};

inline Line line_at(std::string_view text, std::size_t byte) {
    const std::size_t end = text.find('\n', byte);
    if (end == std::string_view::npos) return {text.substr(byte), text.size()};
    return {text.substr(byte, end - byte), end + 1};
}

}  // namespace darya::reading
