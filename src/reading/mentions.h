#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "reading/article.h"
#include "reading/gazetteer.h"

namespace darya::reading {

/// What a name does in its sentence. Only a `place` counts as a mention of its place; the others can be shown.
enum class MentionType {
    place,     // it means the place
    embedded,  // it stands in the name of a treaty, an organisation, a declaration: "Tashkent Declaration"
    demonym    // a people, a language or an adjective that stands for people: "Uzbek", "узбекский"
};

/// "place", "embedded", "demonym": what files for other programs say.
std::string_view type_word(MentionType type);

/// Something a name may mean.
struct Candidate {
    PlaceId place;
    float score = 0.0F;  // 0 to 1
    bool operator==(const Candidate&) const = default;
};

/// A place's name found in a text. Bytes are in the article's text.
struct Mention {
    PlaceId place;
    std::size_t passage = 0;
    std::size_t first_byte = 0;
    std::size_t byte_count = 0;
    float score = 1.0F;             // 0 to 1
    std::vector<Candidate> others;  // what else the name may mean, best first
    MentionType type = MentionType::place;
    bool is_settled = false;  // a person has decided it
};

/// A mention that a person should look at: its score is low, or another candidate is as good as it.
bool is_doubtful(const Mention& mention);

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
