#pragma once

#include <string_view>

namespace darya::reading {

/// The language a text is most likely in: en, ru, kk, ky, tg, uz-Latn, uz-Cyrl, tk, de, fr, or "" for another or none.
/// From the letters that only some languages have, and from their commonest little words. Meant for a paragraph and
/// more; a line of names may come out wrong; `likely`, the language of the text around it, is then given the benefit of the
/// doubt. Looks at no more than the first 20,000 bytes.
std::string_view language_of(std::string_view text, std::string_view likely = "");

}  // namespace darya::reading
