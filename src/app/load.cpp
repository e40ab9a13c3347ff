#include "app/load.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <future>
#include <system_error>

#include "app/map_module.h"
#include "app/map_names.h"
#include "app/pdf.h"
#include "base/file.h"
#include "geo/projection.h"
#include "reading/pdf_text.h"

namespace darya::app {

base::Result<std::shared_ptr<const scene::MapData>> read_map(const DataFolders& folders, base::Notes& notes) {
    const fs::path file = folders.map_file();
    const auto reader = map_reader();
    if (!reader) return reader.error();
    // The relief and the shapes are read side by side.
    auto elevation =
        std::async(std::launch::async, [&file, &reader] { return (*reader)->read_elevation(file, "elevation"); });
    auto tables = (*reader)->read_layers(file,
                                         {"countries", "provinces", "borders", "province_borders", "rivers", "lakes",
                                          "aral_shores", "seas", "towns", "sites"},
                                         notes);
    auto grid = elevation.get();
    if (!tables) return tables.error();
    auto areas = load_name_axes(folders.name_axes(), notes);
    if (areas) {
        tables->push_back(std::move(*areas));
    } else {
        notes.add(areas.error().line());  // a map without the names of ranges is a map still
    }
    std::optional<data::RasterGrid> relief;
    if (grid) {
        relief = std::move(*grid);
    } else {
        notes.add(grid.error().line());
    }
    return scene::build_map_data(std::move(*tables), std::move(relief));
}

base::Result<style::Style> load_style(const fs::path& file) {
    const auto bytes = base::read_file(file, std::size_t{1} << 20);
    if (!bytes) return bytes.error();
    return style::parse_style(*bytes, file.string());
}

namespace {

void add_places(std::vector<reading::Place>& places, const data::FeatureTable& table, reading::PlaceKind kind) {
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        reading::Place place;
        place.id = table.text(i, "id");
        place.name = table.text(i, "name");
        if (place.id.empty() || place.name.empty()) continue;
        place.kind = kind;
        const std::string own_kind = table.text(i, "kind");
        if (own_kind == "reservoir") place.kind = reading::PlaceKind::reservoir;
        if (own_kind == "canal") place.kind = reading::PlaceKind::canal;
        if (table.kind == data::ShapeKind::point && table.features[i].part_count > 0) {
            place.position = geo::to_lonlat(table.points_of(table.parts_of(table.features[i])[0])[0]);
        }
        const auto add_number = [&](const char* column, const char* label, const char* unit) {
            const auto value = table.number(i, column);
            if (!value || *value <= 0.0) return;
            std::string digits = std::to_string(static_cast<long long>(std::llround(*value)));
            for (std::size_t at = digits.size(); at > 3;) {
                at -= 3;
                digits.insert(at, ",");
            }
            place.facts.push_back({label, digits + unit});
        };
        add_number("population", "Population", "");
        add_number("area_km2", "Area on this map", " km²");
        if (kind == reading::PlaceKind::river) add_number("length_km", "Length on this map", " km");
        place.country = table.text(i, "country");
        if (!place.country.empty())
            place.country[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(place.country[0])));
        if (const std::string source = table.text(i, "source"); !source.empty()) place.sources.push_back(source);
        places.push_back(std::move(place));
    }
}

}  // namespace

std::vector<reading::Place> places_of(const scene::MapData& map) {
    std::vector<reading::Place> places;
    add_places(places, map.countries, reading::PlaceKind::country);
    add_places(places, map.towns, reading::PlaceKind::town);
    add_places(places, map.lakes, reading::PlaceKind::lake);
    add_places(places, map.rivers, reading::PlaceKind::river);
    add_places(places, map.provinces, reading::PlaceKind::province);
    return places;
}

base::Result<reading::Article> read_article(const fs::path& file, base::Notes& notes, std::string_view encoding) {
    const auto bytes = base::read_file(file, reading::most_file_bytes);
    if (!bytes) return bytes.error();
    if (reading::is_pdf_file(*bytes)) return read_pdf_file(file, notes);
    return reading::parse_article(*bytes, file.string(), notes, encoding);
}

base::Result<LoadedArticle> load_article(const fs::path& file, const reading::NameFinder& finder, base::Notes& notes,
                                         std::string_view encoding) {
    auto article = read_article(file, notes, encoding);
    if (!article) return article.error();
    LoadedArticle loaded;
    loaded.mentions = finder.find(*article);
    loaded.article = std::make_shared<const reading::Article>(std::move(*article));
    return loaded;
}

std::vector<LoadedArticle> load_own_articles(const fs::path& folder, const reading::NameFinder& finder,
                                             base::Notes& notes) {
    std::vector<fs::path> files;
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator(folder, trouble)) {
        const bool is_text = entry.path().extension() == ".md" && entry.path().filename() != "README.md";
        if (is_text && entry.is_regular_file(trouble)) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<LoadedArticle> articles;
    for (const fs::path& file : files) {
        auto loaded = load_article(file, finder, notes);
        if (loaded) {
            articles.push_back(std::move(*loaded));
        } else {
            notes.add(loaded.error().line());
        }
    }
    return articles;
}

bool is_map_file(const fs::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array known{".gpkg", ".geojson", ".json", ".shp", ".fgb", ".kml", ".csv", ".tsv"};
    return std::find(known.begin(), known.end(), ending) != known.end();
}

}  // namespace darya::app
