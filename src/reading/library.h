#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"
#include "reading/relevance.h"

namespace darya::reading {

using ArticleId = base::Id<struct ArticleKindTag>;

/// One passage of one open article.
struct PassageRef {
    ArticleId article;
    std::size_t passage = 0;
    auto operator<=>(const PassageRef&) const = default;
};

/// How often something is named beside a place.
struct Company {
    PlaceId place;
    std::size_t passage_count = 0;
};

/// How often a place is named.
struct PlaceCount {
    PlaceId place;
    std::size_t mention_count = 0;
};

/// One article with its mentions, ready to be put into a library; never changed after it is built. What takes time is
/// done here, so workers make shelves and the window's thread only puts them in their places.
class Shelf {
public:
    Shelf(std::shared_ptr<const Article> article, std::vector<Mention> mentions);

    const std::shared_ptr<const Article>& article() const { return article_; }
    std::span<const Mention> mentions() const { return mentions_; }  // in the order of the text

private:
    friend class Library;
    std::shared_ptr<const Article> article_;
    std::vector<Mention> mentions_;
    std::vector<PlaceInPassage> places_;  // by place and passage; only what counts as a mention of its place
};

/// A passage that speaks of what was asked for, and how well: see `relevance`.
struct FoundPassage {
    PassageRef passage;
    float score = 0.0F;  // 0 to 1
    bool operator==(const FoundPassage&) const = default;
};

/// The open articles and one table of links (place, passage, how it is named there), sorted by article and by place, so
/// that "places in this passage" and "passages on this place" cannot disagree. Only mentions of the type `place` are
/// links. A value: adding articles gives a new library that shares the old ones; a copy costs one pointer. ArticleIds
/// stay valid when others are added or removed, and are never given away twice.
class Library {
public:
    Library();

    /// The library with one article more; an article of the same file replaces the old one under its id.
    Library with(std::shared_ptr<const Article> article, std::vector<Mention> mentions) const;
    /// The same for many at once. O(m log m + n / 64) for m articles more in a library of n.
    Library with_all(std::span<const std::shared_ptr<const Shelf>> shelves) const;
    Library without(ArticleId article) const;
    Library without_all(std::span<const ArticleId> articles) const;

    std::size_t article_count() const;
    std::vector<ArticleId> articles() const;                 // in the order they were added
    const Article* find(ArticleId id) const;                 // null when it is closed; O(1)
    std::shared_ptr<const Shelf> shelf(ArticleId id) const;  // null likewise
    std::shared_ptr<const Article> share(ArticleId id) const;
    std::optional<ArticleId> find_file(std::string_view file) const;
    std::span<const Mention> mentions(ArticleId id) const;        // in the order of the text, of every type; O(1)
    std::span<const Mention> mentions(PassageRef passage) const;  // likewise

    /// Passages that speak of any of these places (a place with its wholes or parts), each once: in the order of articles and text.
    std::vector<PassageRef> passages_on(std::span<const PlaceId> any_of) const;
    /// Passages that speak of all of these subjects, best first, then in the order of articles and text. Of more than
    /// `at_most` only the best are given. O(links of the subjects).
    std::vector<FoundPassage> passages_about(std::span<const Subject> all_of, std::size_t at_most = SIZE_MAX) const;
    /// What else is named in the passages on these places, most passages first.
    std::vector<Company> named_with(std::span<const PlaceId> any_of) const;
    std::size_t mention_count(PlaceId place) const;
    /// Every place that is named, most mentions first.
    std::vector<PlaceCount> place_counts() const;

    /// Whether these are the same articles with the same mentions, one value and its copy. O(1).
    bool is_same(const Library& other) const { return root_ == other.root_; }

private:
    struct Chunk;
    struct Root;
    std::shared_ptr<const Root> root_;
};

}  // namespace darya::reading
