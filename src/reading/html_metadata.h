#pragma once

#include <string>
#include <string_view>

namespace darya::reading {

/// What a page says of itself.
struct PageData {
    std::string title;
    std::string author;
    std::string date;  // ISO
};

/// Reads headline, author and date from a JSON-LD script; fills only what is empty. Broken or deep JSON says nothing.
void read_json_ld(std::string_view json, PageData& data);

}  // namespace darya::reading
