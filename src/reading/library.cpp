#include "reading/library.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

namespace darya::reading {

namespace {

constexpr std::size_t chunk_size = 64;  // articles whose index is made anew when one of them changes
constexpr std::size_t bucket_count = 256;

/// Where one article stands in the index by file.
struct FileEntry {
    std::size_t hash = 0;
    ArticleId article;
};

using Bucket = std::vector<FileEntry>;

std::size_t hash_of(std::string_view file) {
    return std::hash<std::string_view>{}(file);
}

}  // namespace

Shelf::Shelf(std::shared_ptr<const Article> article, std::vector<Mention> mentions)
    : article_(std::move(article)), mentions_(std::move(mentions)) {
    std::stable_sort(mentions_.begin(), mentions_.end(),
                     [](const Mention& a, const Mention& b) { return a.first_byte < b.first_byte; });
    mentions_.shrink_to_fit();
    places_ = places_in_passages(*article_, mentions_);
}

/// Up to `chunk_size` articles under neighbouring ids, and which of them name which place.
struct Library::Chunk {
    /// The links of one place in one article: a stretch of `Shelf::places_`.
    struct Entry {
        PlaceId place;
        std::uint32_t slot = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t mention_count = 0;
    };
    std::array<std::shared_ptr<const Shelf>, chunk_size> shelves;
    std::vector<Entry> by_place;  // by place, then slot

    bool is_empty() const {
        return std::all_of(shelves.begin(), shelves.end(), [](const auto& shelf) { return shelf == nullptr; });
    }

    void make_index() {
        by_place.clear();
        for (std::uint32_t slot = 0; slot < chunk_size; ++slot) {
            if (!shelves[slot]) continue;
            const auto& places = shelves[slot]->places_;
            for (std::uint32_t i = 0; i < places.size(); ++i) {
                if (i == 0 || places[i].place != places[i - 1].place) by_place.push_back({places[i].place, slot, i});
                ++by_place.back().count;
                by_place.back().mention_count += places[i].mention_count;
            }
        }
        by_place.shrink_to_fit();
        std::sort(by_place.begin(), by_place.end(), [](const Entry& a, const Entry& b) {
            return a.place < b.place || (a.place == b.place && a.slot < b.slot);
        });
    }

    std::span<const Entry> entries_of(PlaceId place) const {
        const auto first = std::lower_bound(by_place.begin(), by_place.end(), place,
                                            [](const Entry& entry, PlaceId wanted) { return entry.place < wanted; });
        auto end = first;
        while (end != by_place.end() && end->place == place) ++end;
        return {first, end};
    }
    std::span<const PlaceInPassage> links_of(const Entry& entry) const {
        return std::span<const PlaceInPassage>(shelves[entry.slot]->places_).subspan(entry.first, entry.count);
    }
};

struct Library::Root {
    std::vector<std::shared_ptr<const Chunk>> chunks;  // id / chunk_size; null where all are closed
    std::array<std::shared_ptr<const Bucket>, bucket_count> by_file;
    std::uint32_t next_id = 0;
    std::size_t article_count = 0;

    const Shelf* shelf(ArticleId id) const {
        const std::size_t chunk = id.number / chunk_size;
        if (chunk >= chunks.size() || !chunks[chunk]) return nullptr;
        return chunks[chunk]->shelves[id.number % chunk_size].get();
    }

    std::optional<ArticleId> find_file(std::string_view file) const {
        const std::size_t hash = hash_of(file);
        const auto& bucket = by_file[hash % bucket_count];
        if (!bucket) return std::nullopt;
        for (const FileEntry& entry : *bucket) {
            // One that is being put in its place has no shelf yet.
            if (entry.hash != hash) continue;
            const Shelf* known = shelf(entry.article);
            if (known != nullptr && known->article()->file == file) return entry.article;
        }
        return std::nullopt;
    }
};

namespace {

/// Changes the parts of something shared: each is copied once, at its first change.
template <typename Part>
Part& own(std::unordered_map<std::size_t, std::shared_ptr<Part>>& owned, std::shared_ptr<const Part>& shared,
          std::size_t number) {
    auto& mine = owned[number];
    if (!mine) {
        mine = shared ? std::make_shared<Part>(*shared) : std::make_shared<Part>();
        shared = mine;
    }
    return *mine;
}

}  // namespace

Library::Library() {
    static const auto empty = std::make_shared<const Root>();
    root_ = empty;
}

Library Library::with(std::shared_ptr<const Article> article, std::vector<Mention> mentions) const {
    const std::array shelves{std::make_shared<const Shelf>(std::move(article), std::move(mentions))};
    return with_all(shelves);
}

Library Library::with_all(std::span<const std::shared_ptr<const Shelf>> shelves) const {
    if (shelves.empty()) return *this;
    auto root = std::make_shared<Root>(*root_);
    std::unordered_map<std::size_t, std::shared_ptr<Chunk>> chunks;
    std::unordered_map<std::size_t, std::shared_ptr<Bucket>> buckets;
    for (const auto& shelf : shelves) {
        const std::string& file = shelf->article()->file;
        auto id = root->find_file(file);
        if (!id) {
            id = ArticleId{root->next_id++};
            const std::size_t hash = hash_of(file);
            const std::size_t bucket = hash % bucket_count;
            own(buckets, root->by_file[bucket], bucket).push_back({hash, *id});
            ++root->article_count;
        }
        const std::size_t chunk = id->number / chunk_size;
        if (chunk >= root->chunks.size()) root->chunks.resize(chunk + 1);
        own(chunks, root->chunks[chunk], chunk).shelves[id->number % chunk_size] = shelf;
    }
    for (auto& [number, chunk] : chunks) chunk->make_index();
    Library next;
    next.root_ = std::move(root);
    return next;
}

Library Library::without(ArticleId article) const {
    return without_all(std::array{article});
}

Library Library::without_all(std::span<const ArticleId> articles) const {
    auto root = std::make_shared<Root>(*root_);
    std::unordered_map<std::size_t, std::shared_ptr<Chunk>> chunks;
    std::unordered_map<std::size_t, std::shared_ptr<Bucket>> buckets;
    for (const ArticleId id : articles) {
        const Shelf* shelf = root->shelf(id);
        if (shelf == nullptr) continue;
        const std::size_t bucket = hash_of(shelf->article()->file) % bucket_count;
        std::erase_if(own(buckets, root->by_file[bucket], bucket),
                      [id](const FileEntry& entry) { return entry.article == id; });
        const std::size_t chunk = id.number / chunk_size;
        own(chunks, root->chunks[chunk], chunk).shelves[id.number % chunk_size].reset();
        --root->article_count;
    }
    if (chunks.empty()) return *this;
    for (auto& [number, chunk] : chunks) {
        if (chunk->is_empty()) {
            root->chunks[number].reset();
        } else {
            chunk->make_index();
        }
    }
    Library next;
    next.root_ = std::move(root);
    return next;
}

std::size_t Library::article_count() const {
    return root_->article_count;
}

std::vector<ArticleId> Library::articles() const {
    std::vector<ArticleId> ids;
    ids.reserve(root_->article_count);
    for (std::size_t chunk = 0; chunk < root_->chunks.size(); ++chunk) {
        if (!root_->chunks[chunk]) continue;
        for (std::size_t slot = 0; slot < chunk_size; ++slot) {
            if (root_->chunks[chunk]->shelves[slot])
                ids.push_back(ArticleId{static_cast<std::uint32_t>(chunk * chunk_size + slot)});
        }
    }
    return ids;
}

const Article* Library::find(ArticleId id) const {
    const Shelf* shelf = root_->shelf(id);
    return shelf == nullptr ? nullptr : shelf->article().get();
}

std::shared_ptr<const Shelf> Library::shelf(ArticleId id) const {
    if (root_->shelf(id) == nullptr) return nullptr;
    return root_->chunks[id.number / chunk_size]->shelves[id.number % chunk_size];
}

std::optional<ArticleId> Library::find_file(std::string_view file) const {
    return root_->find_file(file);
}

std::shared_ptr<const Article> Library::share(ArticleId id) const {
    const auto found = shelf(id);
    return found ? found->article() : nullptr;
}

std::span<const Mention> Library::mentions(ArticleId id) const {
    const Shelf* shelf = root_->shelf(id);
    return shelf == nullptr ? std::span<const Mention>{} : shelf->mentions();
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
    for (std::size_t number = 0; number < root_->chunks.size(); ++number) {
        const Chunk* const chunk = root_->chunks[number].get();
        if (chunk == nullptr) continue;
        const std::size_t first = passages.size();
        for (const PlaceId place : any_of) {
            for (const Chunk::Entry& entry : chunk->entries_of(place)) {
                const ArticleId id{static_cast<std::uint32_t>(number * chunk_size + entry.slot)};
                for (const PlaceInPassage& link : chunk->links_of(entry)) passages.push_back({id, link.passage});
            }
        }
        const auto begin = passages.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, passages.end());
        passages.erase(std::unique(begin, passages.end()), passages.end());
    }
    return passages;
}

namespace {

/// How one subject is named in one passage of a chunk.
struct Naming {
    std::uint32_t slot = 0;
    PlaceInPassage how;

    bool is_before(const Naming& other) const {
        return slot < other.slot || (slot == other.slot && how.passage < other.how.passage);
    }
};

/// Several places' namings in one passage become one.
void join_by_passage(std::vector<Naming>& namings) {
    std::sort(namings.begin(), namings.end(), [](const Naming& a, const Naming& b) { return a.is_before(b); });
    std::size_t kept = 0;
    for (const Naming& naming : namings) {
        if (kept > 0 && !namings[kept - 1].is_before(naming)) {
            namings[kept - 1].how = joined(namings[kept - 1].how, naming.how);
        } else {
            namings[kept++] = naming;
        }
    }
    namings.resize(kept);
}

std::vector<PlaceId> each_once(std::span<const PlaceId> places) {
    std::vector<PlaceId> once(places.begin(), places.end());
    std::sort(once.begin(), once.end());
    once.erase(std::unique(once.begin(), once.end()), once.end());
    return once;
}

}  // namespace

std::vector<FoundPassage> Library::passages_about(std::span<const Subject> all_of, std::size_t at_most) const {
    std::vector<FoundPassage> found;
    if (all_of.empty()) return found;
    std::vector<std::vector<PlaceId>> places;
    for (const Subject& subject : all_of) places.push_back(each_once(subject.any_of));
    std::vector<std::vector<Naming>> namings(all_of.size());
    std::vector<std::size_t> at(all_of.size());
    std::vector<PlaceInPassage> together(all_of.size());
    for (std::size_t number = 0; number < root_->chunks.size(); ++number) {
        const Chunk* const chunk = root_->chunks[number].get();
        if (chunk == nullptr) continue;
        for (std::size_t i = 0; i < all_of.size(); ++i) {
            namings[i].clear();
            at[i] = 0;
            for (const PlaceId place : places[i]) {
                for (const Chunk::Entry& entry : chunk->entries_of(place)) {
                    for (const PlaceInPassage& link : chunk->links_of(entry)) namings[i].push_back({entry.slot, link});
                }
            }
            join_by_passage(namings[i]);
            if (namings[i].empty()) break;  // nothing of this chunk speaks of all
        }
        for (const Naming& naming : namings[0]) {
            bool is_everywhere = true;
            for (std::size_t i = 0; i < all_of.size() && is_everywhere; ++i) {
                while (at[i] < namings[i].size() && namings[i][at[i]].is_before(naming)) ++at[i];
                is_everywhere = at[i] < namings[i].size() && !naming.is_before(namings[i][at[i]]);
                if (is_everywhere) together[i] = namings[i][at[i]].how;
            }
            if (!is_everywhere) continue;
            const ArticleId id{static_cast<std::uint32_t>(number * chunk_size + naming.slot)};
            found.push_back({{id, naming.how.passage}, relevance(all_of, together).total()});
        }
    }
    const auto is_better = [](const FoundPassage& a, const FoundPassage& b) {
        return a.score > b.score || (a.score == b.score && a.passage < b.passage);
    };
    if (found.size() > at_most) {
        std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(at_most), found.end(), is_better);
        found.resize(at_most);
    }
    std::sort(found.begin(), found.end(), is_better);
    return found;
}

std::vector<Company> Library::named_with(std::span<const PlaceId> any_of) const {
    std::unordered_map<std::uint32_t, std::size_t> counts;
    std::vector<bool> is_on;  // by passage of one article
    for (const auto& chunk : root_->chunks) {
        if (!chunk) continue;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> passages;  // slot, passage
        for (const PlaceId place : any_of) {
            for (const Chunk::Entry& entry : chunk->entries_of(place)) {
                for (const PlaceInPassage& link : chunk->links_of(entry))
                    passages.push_back({entry.slot, link.passage});
            }
        }
        std::sort(passages.begin(), passages.end());
        for (std::size_t start = 0; start < passages.size();) {
            const std::uint32_t slot = passages[start].first;
            const Shelf& shelf = *chunk->shelves[slot];
            is_on.assign(shelf.article()->passages.size(), false);
            for (; start < passages.size() && passages[start].first == slot; ++start)
                is_on[passages[start].second] = true;
            for (const PlaceInPassage& link : shelf.places_) {
                if (is_on[link.passage]) ++counts[link.place.number];
            }
        }
    }
    for (const PlaceId place : any_of) counts.erase(place.number);
    std::vector<Company> company;
    company.reserve(counts.size());
    for (const auto& [place, count] : counts) company.push_back({PlaceId{place}, count});
    std::sort(company.begin(), company.end(), [](const Company& a, const Company& b) {
        return a.passage_count > b.passage_count || (a.passage_count == b.passage_count && a.place < b.place);
    });
    return company;
}

std::size_t Library::mention_count(PlaceId place) const {
    std::size_t count = 0;
    for (const auto& chunk : root_->chunks) {
        if (!chunk) continue;
        for (const Chunk::Entry& entry : chunk->entries_of(place)) count += entry.mention_count;
    }
    return count;
}

std::vector<PlaceCount> Library::place_counts() const {
    std::unordered_map<std::uint32_t, std::size_t> counts;
    for (const auto& chunk : root_->chunks) {
        if (!chunk) continue;
        for (const Chunk::Entry& entry : chunk->by_place) counts[entry.place.number] += entry.mention_count;
    }
    std::vector<PlaceCount> all;
    all.reserve(counts.size());
    for (const auto& [place, count] : counts) all.push_back({PlaceId{place}, count});
    std::sort(all.begin(), all.end(), [](const PlaceCount& a, const PlaceCount& b) {
        return a.mention_count > b.mention_count || (a.mention_count == b.mention_count && a.place < b.place);
    });
    return all;
}

}  // namespace darya::reading
