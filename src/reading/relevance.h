#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"

namespace darya::reading {

/// Groups of words that say what a text is about: "dam" and "ГЭС" are of one group, "river" of another. A bit each.
using TopicWords = std::uint16_t;

/// The groups whose words stand in this text, in any of the region's languages. O(bytes).
TopicWords topic_words_in(std::string_view text);
/// The groups that go with a place of this kind; 0 where no word would say more than the name does.
TopicWords topic_words_of(PlaceKind kind);

/// What one looks for: a place and what counts as speaking of it.
struct Subject {
    std::vector<PlaceId> any_of;
    TopicWords words = 0;
};

/// A place with its parts, as files for other programs ask for it.
Subject subject_with_parts(const Gazetteer& gazetteer, PlaceId place);
/// A place with its wholes, as its card asks for it.
Subject subject_with_parents(const Gazetteer& gazetteer, PlaceId place);

/// How one place is named in one passage: all that ranking needs to know, so that it looks at no text.
struct PlaceInPassage {
    PlaceId place;
    std::uint32_t passage = 0;
    std::uint32_t passage_bytes = 0;
    std::uint32_t mention_count = 0;
    TopicWords words = 0;  // of the whole passage
    PassageKind kind = PassageKind::paragraph;
    float weight = 0.0F;  // the sum of the mentions' scores
    float best = 0.0F;    // the best of them
    float first = 0.0F;   // where the first one stands: 0 at the start, 1 at the end
    float share = 0.0F;   // of the weight of all places of the passage
};

/// The places of an article's passages by place and passage; mentions of other types than `place` do not count.
std::vector<PlaceInPassage> places_in_passages(const Article& article, std::span<const Mention> mentions);

/// Parts of a ranking, each from 0 to 1.
struct Relevance {
    float naming = 0.0F;     // how often it is named: 1 mention 0.4, 2 0.57, 3 0.67, …
    float earliness = 0.0F;  // how early
    float certainty = 0.0F;  // how surely the names mean it
    float share = 0.0F;      // 1: of the places named, only it; a list of twenty has next to nothing of each
    float topic = 0.0F;      // 1: words that go with it (dam, ГЭС, river …) stand in the passage
    float length = 0.0F;     // 1: some sentences; a line says little, a page hides it
    bool is_text = true;     // no heading, title or byline

    /// The sum of the parts by their weights, from 0.1 to 1 for text; headings and such come after all text, below 0.1.
    float total() const;
};

/// Two places named in one passage, taken as one.
PlaceInPassage joined(PlaceInPassage a, const PlaceInPassage& b);

/// How well one passage speaks of some subjects; `naming` has for each how its places, joined, are named there. All of
/// the subjects must be served: naming and earliness are joined by their geometric mean, certainty is the least,
/// shares are added, and words need to be there for each subject that has some.
Relevance relevance(std::span<const Subject> subjects, std::span<const PlaceInPassage> naming);

}  // namespace darya::reading
