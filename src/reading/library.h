#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/id.h"
#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"

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

/// The open articles and one table of links (passage, place, byte range, score) with two sorted indexes, so that "places
/// in this passage" and "passages on this place" cannot disagree. A value: adding an article gives a new library that
/// shares the old articles. ArticleIds stay valid when others are added or removed.
class Library {
public:
    /// The library with one article more; an article of the same file replaces the old one under its id.
    Library with(std::shared_ptr<const Article> article, std::vector<Mention> mentions) const;
    Library without(ArticleId article) const;

    std::vector<ArticleId> articles() const;                      // in the order they were added
    const Article* find(ArticleId id) const;                      // null when it is closed
    std::shared_ptr<const Article> share(ArticleId id) const;     // likewise
    std::span<const Mention> mentions(ArticleId id) const;        // in the order of the text
    std::span<const Mention> mentions(PassageRef passage) const;  // likewise
    /// Passages that speak of any of these places (a place with its wholes or parts), each once: in the order of articles and text.
    std::vector<PassageRef> passages_on(std::span<const PlaceId> any_of) const;
    /// What else is named in the passages on these places, most passages first.
    std::vector<Company> named_with(std::span<const PlaceId> any_of) const;
    std::size_t mention_count(PlaceId place) const;

private:
    struct Shelf;  // one article, its mentions, its indexes; const and shared
    std::vector<std::shared_ptr<const Shelf>> shelves_;
    std::uint32_t next_id_ = 0;
};

}  // namespace darya::reading
