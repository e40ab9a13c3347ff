#include "atlas/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "atlas/atlas.h"
#include "geo/projection.h"

namespace darya::atlas {

FigureSize size_of(const Figure& figure) {
    if (!figure.is_in_mm)
        return {static_cast<float>(figure.width_px), static_cast<float>(figure.height_px), figure.scale};
    const auto px = [](double mm) { return static_cast<float>(std::round(mm / mm_per_inch * px_per_inch)); };
    return {px(figure.width_mm), px(figure.height_mm), static_cast<float>(figure.dpi / px_per_inch)};
}

base::Result<base::Done> check_size(const Figure& figure) {
    if (figure.is_in_mm && (figure.dpi < least_dpi || figure.dpi > most_dpi))
        return base::Error{"this is no resolution for a picture", std::to_string(std::lround(figure.dpi)) + " dpi",
                           "use 50 to 1200 dots to the inch, such as 300"};
    const FigureSize size = size_of(figure);
    const double least = static_cast<double>(std::min(size.width_px, size.height_px));
    const double most = static_cast<double>(std::max(size.width_px, size.height_px) * size.scale);
    if (least >= least_figure_px && most <= most_figure_px) return base::Done{};
    return base::Error{"this is no size for a picture",
                       std::to_string(std::lround(size.width_px * size.scale)) + " × " +
                           std::to_string(std::lround(size.height_px * size.scale)) + " px",
                       "64 to 8192 pixels each way can be drawn"};
}

std::string words_of_date(int year, int month, int day) {
    static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
    return std::to_string(day) + ' ' + months[static_cast<std::size_t>(std::clamp(month, 1, 12) - 1)] + ' ' +
           std::to_string(year);
}

namespace {

/// What a picture shows: of the layers that are switched on, those with something in it.
class Shown {
public:
    Shown(const Atlas& atlas, const geo::MapBox& seen) : atlas_(atlas), seen_(seen) {}

    bool layer(const char* id) const {
        const scene::LayerState* layer = scene::find_layer(atlas_.layers, id);
        return layer != nullptr && layer->is_visible && layer->opacity > 0.0F;
    }
    bool canals() const {
        const data::FeatureTable& rivers = atlas_.map->rivers;
        return layer("canals") && any(rivers, [&](std::size_t i) { return rivers.text(i, "kind") == "canal"; });
    }
    bool aral() const {
        return layer("aral") && any(atlas_.map->aral_shores, [](std::size_t) { return true; });
    }
    bool dams() const {
        const data::FeatureTable& sites = atlas_.map->sites;
        return (layer("dams-operating") || layer("dams-building") || layer("dams-planned")) &&
               any(sites, [&](std::size_t i) { return sites.text(i, "kind") == "hydropower"; });
    }

private:
    template <typename Wanted>
    bool any(const data::FeatureTable& table, Wanted is_wanted) const {
        for (std::size_t i = 0; i < table.features.size(); ++i) {
            if (table.features[i].box.touches(seen_) && is_wanted(i)) return true;
        }
        return false;
    }

    const Atlas& atlas_;
    const geo::MapBox& seen_;
};

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

std::string what_is_shown(const Atlas& atlas, const Shown& shown) {
    std::vector<std::string> words;
    const auto add = [&words](bool is_there, const char* word) {
        if (is_there) words.emplace_back(word);
    };
    add(shown.layer("relief"), "relief");
    add(shown.layer("rivers"), "rivers");
    add(shown.layer("lakes"), "lakes");
    add(shown.canals(), "canals");
    add(shown.aral(), "the bed the Aral Sea has lost since about 1960");
    add(shown.dams(), "dams");
    add(shown.layer("towns"), "towns");
    add(shown.layer("borders"), "borders");
    std::string text = words.empty() ? "Map" : listed(words);
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (atlas.selected) return text + " around " + atlas.gazetteer->place(*atlas.selected).name;
    return text + " of Central Asia";
}

/// Years are those of the data as they were published or packed; geodata/README.md tells more.
std::string data_sources(const Atlas& atlas, const Shown& shown) {
    std::vector<std::string> sources{"land and borders Natural Earth 1:10m (2020)"};
    if (shown.layer("rivers") || shown.layer("lakes") || shown.canals())
        sources.emplace_back("rivers and lakes GSHHG 2.3.7 (2017)");
    if (shown.aral()) sources.emplace_back("the Aral Sea of about 1960 GSHHG, of about 2005 Natural Earth 1:50m");
    if (shown.layer("relief")) sources.emplace_back("relief ETOPO5 (1988)");
    if (shown.dams()) sources.emplace_back("some dams Global Power Plant Database (WRI, CC BY 4.0)");
    if (shown.layer("towns")) sources.emplace_back("towns Natural Earth and GeoNames (CC BY 4.0)");
    for (const auto& own : atlas.own_layers) {
        if (shown.layer(own->id.c_str())) sources.push_back(own->name + " added");
    }
    std::string text;
    for (const std::string& source : sources) text += (text.empty() ? "Data: " : "; ") + source;
    return text + ". Borders are drawn as the sources have them.";
}

std::string sources_of_card(const Atlas& atlas) {
    if (!atlas.selected) return "";
    std::vector<std::string> sources;
    const reading::Place& place = atlas.gazetteer->place(*atlas.selected);
    for (const reading::PlaceId part : atlas.gazetteer->with_parts(*atlas.selected)) {
        for (const std::string& source : atlas.gazetteer->place(part).sources) {
            if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
        }
    }
    std::string text;
    for (const std::string& source : sources) text += (text.empty() ? "" : "; ") + source;
    return text.empty() ? text : "\nOn " + place.name + ": " + text + ".";
}

}  // namespace

std::string caption_of(const Atlas& atlas, const geo::MapBox& seen, const std::string& today) {
    const geo::LonLat middle = geo::to_lonlat(seen.centre());
    const double width_m = geo::ground_distance_m(geo::to_lonlat({seen.left_m, seen.centre().y_m}),
                                                  geo::to_lonlat({seen.right_m, seen.centre().y_m}));
    constexpr double m_per_km = 1000.0;
    std::array<char, 160> view{};
    std::snprintf(view.data(), view.size(),
                  ". %.0f km across, middle at %.2f° %c %.2f° %c; Albers equal-area projection. ", width_m / m_per_km,
                  std::abs(middle.lat_deg), middle.lat_deg < 0 ? 'S' : 'N', std::abs(middle.lon_deg),
                  middle.lon_deg < 0 ? 'W' : 'E');
    const Shown shown(atlas, seen);
    return what_is_shown(atlas, shown) + view.data() + "Drawn with Darya, " + today + ".\n" +
           data_sources(atlas, shown) + sources_of_card(atlas);
}

}  // namespace darya::atlas
