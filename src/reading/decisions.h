#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"
#include "reading/text_quote.h"

namespace darya::reading {

/// What a person decided about one name in an article, or about all names of the same letters in it.
struct Decision {
    TextQuote quote;        // of the name that was looked at
    std::size_t start = 0;  // code points before it, when it was decided: a hint
    std::string place;      // id of what it means; "" for no place at all
    bool is_everywhere = false;
    std::string more;  // what a later Darya wrote beside it, a JSON object or ""; handed on
    bool operator==(const Decision&) const = default;
};

/// All that a person decided, by article. A value: a copy shares the articles' lists with what it was copied from.
class Decisions {
public:
    /// In the order they were taken; none for an article that nothing was decided about.
    std::span<const Decision> of(const std::string& article) const;
    /// Puts another list in place of an article's.
    void set(const std::string& article, std::vector<Decision> decisions);
    /// The articles whose lists are not the same as there. O(articles).
    std::vector<std::string> changed_from(const Decisions& other) const;

    using Lists = std::map<std::string, std::shared_ptr<const std::vector<Decision>>>;
    const Lists& lists() const { return lists_; }  // none of them empty
    std::string more;                              // as in Decision

private:
    Lists lists_;
};

/// What decisions name an article by: the path of its file, or a digest of its text where it has no file.
std::string article_key(const Article& article);

/// A found mention that a decision settled.
struct Settled {
    Mention found;             // as it was found
    std::size_t decision = 0;  // index
    bool is_everywhere = false;
    std::optional<PlaceId> place;  // nothing: it was refused
};

/// The mentions of an article after the decisions about it.
struct Decided {
    std::vector<Mention> mentions;  // the refused ones left out, the others in the order of the text
    std::vector<Settled> settled;   // in the order of the text
};

/// Applies decisions to the mentions found in an article. A decision is about the found mention of the same letters (as
/// `fold` sees them) whose surroundings are most like its quote's, the nearest of equals; where the surroundings have
/// changed beyond recognition it rests. A decision about one name goes before one about all; one whose place the gazetteer
/// does not know rests. Each found mention is settled once at most. What means a place by decision is of the type
/// `place`, has the score 1 and keeps the other candidates. Decisions "everywhere" are about mentions of the type `place`.
/// Cost: O(bytes of the names) and, for decisions about one name, up to 200 comparisons of quotes each.
Decided decide(const Article& article, std::span<const Mention> found, const Gazetteer& gazetteer,
               std::span<const Decision> decisions);

/// A person's word on the found mention that begins at `first_byte`: what it means, or no place.
struct Verdict {
    std::size_t first_byte = 0;
    std::optional<PlaceId> place;  // nothing: no place
    bool is_everywhere = false;    // and all of the same letters in this article, whatever was said of them before
};

/// An article's decisions with one more. A word on a mention takes the place of an earlier one on the same; nothing
/// changes where no found mention begins there.
std::vector<Decision> with_verdict(const Article& article, std::span<const Mention> found, const Gazetteer& gazetteer,
                                   std::span<const Decision> decisions, const Verdict& verdict);

/// An article's decisions without the one that settles the found mention at `first_byte`.
std::vector<Decision> without_verdict(const Article& article, std::span<const Mention> found,
                                      const Gazetteer& gazetteer, std::span<const Decision> decisions,
                                      std::size_t first_byte);

}  // namespace darya::reading
