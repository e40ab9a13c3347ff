#pragma once

#include <string>
#include <string_view>

namespace darya::writers {

/// Text as it may stand between tags and in attributes: & < > " ' written as entities; what XML 1.0 does not allow
/// (control letters, broken UTF-8, U+FFFE and U+FFFF) left out.
std::string xml_escaped(std::string_view text);

/// Whether XML 1.0 allows this letter at all.
bool is_xml_letter(char32_t letter);

}  // namespace darya::writers
