#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "reading/decisions.h"

namespace darya::atlas {

/// Decisions as JSON, readable by a person: for each article a list of quotes (exact, prefix, suffix), where each began
/// in code points, and the id of the place, or null for no place.
std::string write_decisions(const reading::Decisions& decisions);

/// Reads them back; a broken or foreign text is an error. Keys that are not known are kept and written again; a decision
/// without a quote is passed over.
base::Result<reading::Decisions> parse_decisions(std::string_view json);

inline constexpr std::size_t most_decisions_bytes = std::size_t{64} << 20;

}  // namespace darya::atlas
