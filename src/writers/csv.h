#pragma once

#include <string>
#include <string_view>

namespace darya::writers {

/// A cell of an RFC 4180 table: in quotation marks where it holds one, a comma or a line end, or where a reader might
/// cut space off its ends.
std::string csv_cell(std::string_view text);

}  // namespace darya::writers
