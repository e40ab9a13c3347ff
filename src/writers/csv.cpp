#include "writers/csv.h"

namespace darya::writers {

std::string csv_cell(std::string_view text) {
    const bool has_space_at_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !has_space_at_end) return std::string(text);
    std::string cell = "\"";
    for (const char letter : text) {
        if (letter == '"') cell += '"';
        cell += letter;
    }
    return cell + '"';
}

}  // namespace darya::writers
