#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace darya::reading {

/// A date that stands in a line.
struct FoundDate {
    std::string iso;  // 2010-03-12
    std::size_t first_byte = 0;
    std::size_t byte_count = 0;
};

/// The first whole date (day, month and year) of a line: "2010-03-12", "12.03.2010", "12 March 2010", "March 12, 2010",
/// "12 марта 2010", "2010 жылғы 12 наурыз", in the languages of the region, English, German and French. A date that no
/// calendar has is none, and neither is "03/04/2010", which two countries read in two ways. O(n).
std::optional<FoundDate> find_date(std::string_view line);

/// The ISO date that a date and time of a file's metadata begins with ("2010-03-12T08:30:00Z"), else "".
std::string iso_date_of(std::string_view metadata);

}  // namespace darya::reading
