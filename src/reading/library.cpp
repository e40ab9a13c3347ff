#include "reading/library.h"

#include <algorithm>
#include <map>

namespace darya::reading {

struct Library::Shelf {
    ArticleId id;
    std::shared_ptr<const Article> article;
    std::vector<Mention> mentions;                            // by place in the text
    std::vector<std::pair<PlaceId, std::uint32_t>> by_place;  // (place, index into mentions), sorted
};

Library Library::with(std::shared_ptr<const Article> article, std::vector<Mention> mentions) const {
    auto shelf = std::make_shared<Shelf>();
    shelf->article = std::move(article);
    shelf->mentions = std::move(mentions);
    std::stable_sort(shelf->mentions.begin(), shelf->mentions.end(),
                     [](const Mention& a, const Mention& b) { return a.first_byte < b.first_byte; });
    for (std::uint32_t i = 0; i < shelf->mentions.size(); ++i) shelf->by_place.push_back({shelf->mentions[i].place, i});
    std::sort(shelf->by_place.begin(), shelf->by_place.end());
    Library next = *this;
    for (auto& old : next.shelves_) {
        if (old->article->file != shelf->article->file) continue;
        shelf->id = old->id;
        old = std::move(shelf);
        return next;
    }
    shelf->id = ArticleId{next.next_id_++};
    next.shelves_.push_back(std::move(shelf));
    return next;
}

Library Library::without(ArticleId article) const {
    Library next = *this;
    std::erase_if(next.shelves_, [article](const auto& shelf) { return shelf->id == article; });
    return next;
}

std::vector<ArticleId> Library::articles() const {
    std::vector<ArticleId> ids;
    for (const auto& shelf : shelves_) ids.push_back(shelf->id);
    return ids;
}

const Article* Library::find(ArticleId id) const {
    for (const auto& shelf : shelves_) {
        if (shelf->id == id) return shelf->article.get();
    }
    return nullptr;
}

std::shared_ptr<const Article> Library::share(ArticleId id) const {
    for (const auto& shelf : shelves_) {
        if (shelf->id == id) return shelf->article;
    }
    return nullptr;
}

std::span<const Mention> Library::mentions(ArticleId id) const {
    for (const auto& shelf : shelves_) {
        if (shelf->id == id) return shelf->mentions;
    }
    return {};
}

std::span<const Mention> Library::mentions(PassageRef passage) const {
    const std::span<const Mention> all = mentions(passage.article);
    const auto first = std::lower_bound(all.begin(), all.end(), passage.passage,
                                        [](const Mention& m, std::size_t p) { return m.passage < p; });
    const auto end = std::upper_bound(first, all.end(), passage.passage,
                                      [](std::size_t p, const Mention& m) { return p < m.passage; });
    return {first, end};
}

std::vector<PassageRef> Library::passages_on(std::span<const PlaceId> any_of) const {
    std::vector<PassageRef> passages;
    for (const auto& shelf : shelves_) {
        std::vector<std::size_t> found;
        for (const PlaceId place : any_of) {
            auto entry =
                std::lower_bound(shelf->by_place.begin(), shelf->by_place.end(), std::pair{place, std::uint32_t{0}});
            for (; entry != shelf->by_place.end() && entry->first == place; ++entry)
                found.push_back(shelf->mentions[entry->second].passage);
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        for (const std::size_t passage : found) passages.push_back({shelf->id, passage});
    }
    return passages;
}

std::vector<Company> Library::named_with(std::span<const PlaceId> any_of) const {
    std::map<PlaceId, std::size_t> counts;
    for (const PassageRef passage : passages_on(any_of)) {
        std::vector<PlaceId> here;
        for (const Mention& mention : mentions(passage)) here.push_back(mention.place);
        std::sort(here.begin(), here.end());
        here.erase(std::unique(here.begin(), here.end()), here.end());
        for (const PlaceId place : here) {
            if (std::find(any_of.begin(), any_of.end(), place) == any_of.end()) ++counts[place];
        }
    }
    std::vector<Company> company;
    company.reserve(counts.size());
    for (const auto& [place, count] : counts) company.push_back({place, count});
    std::stable_sort(company.begin(), company.end(),
                     [](const Company& a, const Company& b) { return a.passage_count > b.passage_count; });
    return company;
}

std::size_t Library::mention_count(PlaceId place) const {
    std::size_t count = 0;
    for (const auto& shelf : shelves_) {
        const auto range =
            std::equal_range(shelf->by_place.begin(), shelf->by_place.end(), std::pair{place, std::uint32_t{0}},
                             [](const auto& a, const auto& b) { return a.first < b.first; });
        count += static_cast<std::size_t>(range.second - range.first);
    }
    return count;
}

}  // namespace darya::reading
