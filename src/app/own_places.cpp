#include "app/own_places.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "app/map_module.h"
#include "base/file.h"

namespace darya::app {

bool is_table_file(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return ending == ".csv" || ending == ".tsv";
}

base::Result<std::vector<reading::OwnPlace>> load_own_places(const std::filesystem::path& file, base::Notes& notes) {
    const auto in_file = [&file](const base::Error& error) {
        return base::Error{error.what, file.string(), error.next};
    };
    if (is_table_file(file)) {
        const auto bytes = base::read_file(file);
        if (!bytes) return bytes.error();
        auto places = reading::parse_own_places(*bytes, notes);
        if (!places) return in_file(places.error());
        return places;
    }
    const auto reader = map_reader();
    if (!reader) return reader.error();
    const auto layers = (*reader)->layer_names(file);
    if (!layers) return layers.error();
    const auto tables = (*reader)->read_layers(file, *layers, notes);
    if (!tables) return tables.error();
    std::vector<reading::OwnPlace> all;
    bool has_names = false;
    for (const data::FeatureTable& table : *tables) {
        if (!reading::has_names(table)) continue;
        has_names = true;
        auto places = reading::own_places_of(table, notes);
        if (!places) return in_file(places.error());
        std::move(places->begin(), places->end(), std::back_inserter(all));
    }
    if (!has_names) {
        return base::Error{"no layer of this map has a column of names", file.string(),
                           "call one of its columns `name`"};
    }
    if (all.size() > reading::most_own_places) {
        notes.add(std::to_string(all.size() - reading::most_own_places) + " places are too many and left out");
        all.resize(reading::most_own_places);
    }
    return all;
}

PlacesRead read_with_places(const reading::Gazetteer& gazetteer, const std::vector<std::string>& files,
                            const std::vector<std::shared_ptr<const reading::Article>>& articles) {
    PlacesRead read;
    auto next = std::make_shared<reading::Gazetteer>(gazetteer);
    for (const std::string& file : files) {
        base::Notes notes;
        const auto places = load_own_places(file, notes);
        if (!places) {
            read.troubles.push_back(places.error());
            continue;
        }
        reading::add_own_places(*next, *places);
        read.set.own_names.push_back({file, places->size()});
        for (const std::string& sentence : notes.sentences())
            read.notes.add(std::filesystem::path(file).filename().string() + ": " + sentence);
    }
    auto finder = std::make_shared<const reading::NameFinder>(*next);
    for (const auto& article : articles) {
        auto mentions = finder->find(*article);
        read.set.shelves.push_back(std::make_shared<const reading::Shelf>(article, std::move(mentions)));
    }
    read.set.gazetteer = std::move(next);
    read.finder = std::move(finder);
    return read;
}

}  // namespace darya::app
