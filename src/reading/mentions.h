#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "reading/article.h"
#include "reading/gazetteer.h"

namespace darya::reading {

/// A place's name found in a text. Bytes are in the article's text.
struct Mention {
    PlaceId place;
    std::size_t passage = 0;
    std::size_t first_byte = 0;
    std::size_t byte_count = 0;
    float score = 1.0F;           // 0 to 1
    std::vector<PlaceId> others;  // what else the name may mean, best first
};

/// Finds the names of a gazetteer in texts: whole words, longest first, ignoring case, accents, kinds of apostrophe,
/// hyphen and space. Built once (a compiled automaton over folded spellings), then const and safe on every thread.
class NameFinder {
public:
    explicit NameFinder(const Gazetteer& gazetteer);
    ~NameFinder();
    NameFinder(NameFinder&&) noexcept;
    NameFinder& operator=(NameFinder&&) noexcept;

    /// Mentions in the order of the text; they never overlap. Cost O(bytes).
    std::vector<Mention> find(const Article& article) const;

private:
    struct Automaton;
    std::unique_ptr<const Automaton> automaton_;
};

}  // namespace darya::reading
