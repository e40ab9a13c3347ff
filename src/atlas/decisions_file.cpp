#include "atlas/decisions_file.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace darya::atlas {

using nlohmann::json;
using reading::Decision;

namespace {

constexpr double largest_start = 1e9;  // code points; no text is longer

std::string text_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What is left of an object when the keys we know are taken out, as text; "" for nothing.
std::string rest_of(json object, std::initializer_list<const char*> known) {
    for (const char* name : known) object.erase(name);
    return object.empty() ? std::string() : object.dump();
}

json with_rest(json object, const std::string& rest) {
    if (rest.empty()) return object;
    json more = json::parse(rest, nullptr, false);
    if (!more.is_object()) return object;
    more.update(object);
    return more;
}

json object_of(const Decision& decision) {
    json object{
        {"quote",
         {{"exact", decision.quote.exact}, {"prefix", decision.quote.prefix}, {"suffix", decision.quote.suffix}}},
        {"start", decision.start},
        {"place", decision.place.empty() ? json() : json(decision.place)}};
    if (decision.is_everywhere) object["everywhere"] = true;
    return with_rest(std::move(object), decision.more);
}

std::optional<Decision> decision_of(const json& object) {
    if (!object.is_object()) return std::nullopt;
    const auto quote = object.find("quote");
    const auto place = object.find("place");
    const bool has_place = place != object.end() && (place->is_string() || place->is_null());
    if (quote == object.end() || !quote->is_object() || !has_place) return std::nullopt;
    Decision decision;
    decision.quote = {text_in(*quote, "exact"), text_in(*quote, "prefix"), text_in(*quote, "suffix")};
    if (decision.quote.exact.empty()) return std::nullopt;
    if (place->is_string()) decision.place = place->get<std::string>();
    if (const auto start = object.find("start"); start != object.end() && start->is_number()) {
        const double number = start->get<double>();
        if (std::isfinite(number) && number > 0.0)
            decision.start = static_cast<std::size_t>(std::min(number, largest_start));
    }
    if (const auto all = object.find("everywhere"); all != object.end() && all->is_boolean())
        decision.is_everywhere = all->get<bool>();
    decision.more = rest_of(object, {"quote", "place", "start", "everywhere"});
    return decision;
}

}  // namespace

std::string write_decisions(const reading::Decisions& decisions) {
    json articles = json::object();
    for (const auto& [article, list] : decisions.lists()) {
        json& entries = articles[article] = json::array();
        for (const Decision& decision : *list) entries.push_back(object_of(decision));
    }
    const json whole = with_rest({{"darya_decisions", 1}, {"articles", std::move(articles)}}, decisions.more);
    return whole.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

base::Result<reading::Decisions> parse_decisions(std::string_view text) {
    // Beyond any nesting that we or a later Darya would write, so that no walk through it runs out of stack.
    constexpr int deepest = 40;
    const auto is_kept = [](int depth, json::parse_event_t, const json&) { return depth < deepest; };
    const json whole = json::parse(text, is_kept, false);
    if (whole.is_discarded() || !whole.is_object() || whole.value("darya_decisions", json()) != 1) {
        return base::Error{"these are no decisions of Darya, or they are cut off"};
    }
    reading::Decisions decisions;
    const auto articles = whole.find("articles");
    if (articles != whole.end() && articles->is_object()) {
        for (const auto& [article, entries] : articles->items()) {
            if (!entries.is_array()) continue;
            std::vector<Decision> list;
            for (const json& entry : entries) {
                if (auto decision = decision_of(entry)) list.push_back(std::move(*decision));
            }
            decisions.set(article, std::move(list));
        }
    }
    decisions.more = rest_of(whole, {"darya_decisions", "articles"});
    return decisions;
}

}  // namespace darya::atlas
