#include "reading/html_metadata.h"

#include <nlohmann/json.hpp>

#include "reading/dates.h"

namespace darya::reading {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr int deepest = 16;

std::string name_of(const Json& value, int depth = 0) {
    if (depth > 3) return "";
    if (value.is_string()) return value.get<std::string>();
    if (value.is_object() && value.contains("name")) return name_of(value["name"], depth + 1);
    std::string names;
    if (value.is_array()) {
        for (const Json& one : value) {
            const std::string name = name_of(one, depth + 1);
            if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
        }
    }
    return names;
}

void read_value(const Json& value, PageData& data, int depth) {
    if (depth > deepest) return;
    if (value.is_array()) {
        for (const Json& one : value) read_value(one, data, depth + 1);
    }
    if (!value.is_object()) return;
    // Only what describes an article: a page also describes its owner, its pictures and the way to it.
    const bool is_article =
        value.contains("headline") || value.contains("articleBody") || value.contains("datePublished");
    if (is_article) {
        if (data.title.empty() && value.contains("headline")) data.title = name_of(value["headline"]);
        if (data.author.empty() && value.contains("author")) data.author = name_of(value["author"]);
        for (const char* const key : {"datePublished", "dateCreated"}) {
            const bool is_said = data.date.empty() && value.contains(key) && value[key].is_string();
            if (is_said) data.date = iso_date_of(value[key].get<std::string>());
        }
    }
    for (const char* const key : {"@graph", "mainEntity"}) {
        if (value.contains(key)) read_value(value[key], data, depth + 1);
    }
}

}  // namespace

void read_json_ld(std::string_view json, PageData& data) {
    if (json.size() > most_bytes) return;
    // What lies too deep is left out while it is read.
    const auto keep = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; };
    const Json value = Json::parse(json.begin(), json.end(), keep, false);
    if (!value.is_discarded()) read_value(value, data, 0);
}

}  // namespace darya::reading
