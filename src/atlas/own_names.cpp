#include "atlas/own_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "atlas/settle.h"

namespace darya::atlas {

namespace {

/// The same place in another gazetteer.
std::optional<reading::PlaceId> moved(const reading::Gazetteer& from, const reading::Gazetteer& to,
                                      reading::PlaceId place) {
    return to.find(from.place(place).id);
}

std::vector<reading::Mention> moved(const reading::Gazetteer& from, const reading::Gazetteer& to,
                                    std::span<const reading::Mention> mentions) {
    std::vector<reading::Mention> kept;
    for (reading::Mention mention : mentions) {
        const auto place = moved(from, to, mention.place);
        if (!place) continue;
        mention.place = *place;
        std::vector<reading::Candidate> others;
        for (const reading::Candidate& other : mention.others) {
            if (const auto there = moved(from, to, other.place)) others.push_back({*there, other.score});
        }
        mention.others = std::move(others);
        kept.push_back(std::move(mention));
    }
    return kept;
}

std::vector<std::string> files_of(const Atlas& atlas) {
    std::vector<std::string> files;
    for (const OwnNames& names : atlas.own_names) files.push_back(names.file);
    return files;
}

}  // namespace

void set_places(Atlas& atlas, const SetPlaces& set) {
    const auto from = std::exchange(atlas.gazetteer, set.gazetteer);
    const reading::Gazetteer& to = *atlas.gazetteer;
    for (auto* place : {&atlas.selected, &atlas.hovered}) {
        if (*place) *place = moved(*from, to, **place);
    }
    if (atlas.flight && atlas.flight->place) atlas.flight->place = moved(*from, to, *atlas.flight->place);
    std::vector<reading::PlaceId> lit;
    for (const reading::PlaceId place : atlas.lit) {
        if (const auto there = moved(*from, to, place)) lit.push_back(*there);
    }
    atlas.lit = std::move(lit);
    std::unordered_set<std::string> read_again;
    for (const auto& shelf : set.shelves) read_again.insert(shelf->article()->file);
    for (const reading::ArticleId id : atlas.library.articles()) {
        const auto shelf = atlas.library.shelf(id);
        if (read_again.contains(shelf->article()->file)) continue;
        const auto settled = atlas.settled.find(id);
        const std::vector<reading::Mention> found = settled != atlas.settled.end()
                                                        ? moved(*from, to, settled->second->found)
                                                        : moved(*from, to, shelf->mentions());
        add_decided(atlas, std::make_shared<const reading::Shelf>(shelf->article(), found));
    }
    for (const auto& shelf : set.shelves) {
        // One that was closed meanwhile stays closed.
        if (atlas.library.find_file(shelf->article()->file)) add_decided(atlas, shelf);
    }
    atlas.own_names = set.own_names;
}

void search_names(Atlas& atlas, const SearchNames& search, std::vector<Request>& requests) {
    std::erase_if(atlas.own_names, [&](const OwnNames& names) { return names.file == search.file; });
    atlas.own_names.push_back({search.file, 0});
    requests.push_back(ReadNames{files_of(atlas)});
}

void forget_names(Atlas& atlas, const ForgetNames& forget, std::vector<Request>& requests) {
    const std::size_t count =
        std::erase_if(atlas.own_names, [&](const OwnNames& names) { return names.file == forget.file; });
    if (count > 0) requests.push_back(ReadNames{files_of(atlas)});
}

}  // namespace darya::atlas
