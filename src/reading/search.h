#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/library.h"
#include "reading/search_words.h"

namespace darya::reading {

/// A place under one of its names.
struct FoundPlace {
    PlaceId place;
    std::string spelling;   // that was found
    bool is_whole = false;  // all of the spelling was typed
};

struct FoundTitle {
    ArticleId article;
    std::vector<ByteRange> marks;  // in the title
};

struct FoundText {
    PassageRef passage;
    Snippet snippet;
    bool is_by_place = false;  // it names the place that was typed under another name
};

/// What a search found, best first within each kind.
struct SearchAnswer {
    std::string typed;
    std::vector<FoundPlace> places;
    std::vector<FoundTitle> titles;
    std::vector<FoundText> passages;
    bool is_everything = true;  // false: so much holds these words that only the newest was weighed

    bool is_empty() const { return places.empty() && titles.empty() && passages.empty(); }
};

/// Finds places by the beginnings of the words of all their spellings; built once, then const.
class PlaceNames {
public:
    explicit PlaceNames(std::shared_ptr<const Gazetteer> gazetteer);
    const Gazetteer& gazetteer() const { return *gazetteer_; }
    /// Places with a spelling that has these words at its beginning, then those that have them inside it; a whole name
    /// comes before a longer one, a place's own name before its other spellings, those before adjectives and peoples.
    /// Each place once. O(log names + matches).
    std::vector<FoundPlace> find(std::string_view typed, std::size_t at_most) const;

private:
    /// A spelling from one of its words on: a stretch of `letters_`.
    struct Name {
        std::uint32_t spelling = 0;  // a place's own name, or (after those) a spelling of the gazetteer
        std::uint32_t first = 0;
        std::uint16_t count = 0;
        bool is_from_start = true;
    };
    std::string_view letters_of(const Name& name) const {
        return std::string_view(letters_).substr(name.first, name.count);
    }
    std::shared_ptr<const Gazetteer> gazetteer_;
    std::string letters_;      // folded words, joined by spaces
    std::vector<Name> names_;  // by letters
};

/// The words of all open articles, by passage and title: SQLite's FTS5 in memory, which nobody else can see. It follows
/// a library: `update` takes in what is new and lets go of what is closed.
///
/// May be used from every thread at once; a search that comes while an update runs waits for one article at most.
class SearchIndex {
public:
    /// An error where SQLite was built without FTS5.
    static base::Result<std::shared_ptr<SearchIndex>> make();
    ~SearchIndex();
    SearchIndex(const SearchIndex&) = delete;
    SearchIndex& operator=(const SearchIndex&) = delete;

    /// Brings the index to the state of this library. O(articles + bytes of what has changed); about 0.1 s a megabyte.
    void update(const Library& library);

    /// What `library` holds of what was typed. Articles that are not indexed yet are not found, closed ones no more.
    /// One letter finds only places and titles. No input is an error.
    SearchAnswer search(std::string_view typed, const Library& library, const PlaceNames& names,
                        std::size_t at_most = 50) const;

    /// Bytes that SQLite holds for this index.
    std::size_t memory_bytes() const;

private:
    struct Database;
    explicit SearchIndex(std::unique_ptr<Database> database);
    void take_in(ArticleId id, std::shared_ptr<const Article> article);
    void let_go(ArticleId id);
    void let_searches_pass() const;

    mutable std::mutex mutex_;         // of the database
    mutable std::mutex update_mutex_;  // of one update at a time
    mutable std::atomic<int> waiting_searches_ = 0;
    std::unique_ptr<Database> database_;
};

}  // namespace darya::reading
