#include "reading/mentions.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "reading/fold.h"

namespace darya::reading {

namespace {

using Word = std::u32string;

Word folded_word(std::string_view text) {
    Word word;
    for (const FoldedLetter& letter : fold(text)) word += letter.letter;
    while (!word.empty() && word.front() == U' ') word.erase(word.begin());
    while (!word.empty() && word.back() == U' ') word.pop_back();
    return word;
}

/// Beginnings of words that say what kind of thing the name beside them is.
struct KindWords {
    PlaceKind kind;
    std::vector<Word> beginnings;
};

const std::vector<KindWords>& kind_words() {
    static const std::vector<KindWords> words = [] {
        const auto list = [](PlaceKind kind, std::initializer_list<std::string_view> texts) {
            KindWords entry{kind, {}};
            for (const std::string_view text : texts) entry.beginnings.push_back(folded_word(text));
            return entry;
        };
        return std::vector<KindWords>{
            list(PlaceKind::river, {"river", "basin", "tributar", "cascade", "upper",  "lower",      "река",
                                    "реки",  "реке",  "реку",     "бассейн", "приток", "дарё",       "daryo",
                                    "özen",  "өзен",  "дарыя",    "flows",   "flow",   "downstream", "upstream"}),
            list(PlaceKind::dam, {"dam", "hpp", "hydropower", "hydroelectric", "plant", "reservoir", "гэс", "плотин",
                                  "водохранилищ", "гидроузел", "сэс", "нбо", "units"}),
            list(PlaceKind::town, {"city", "town", "airport", "oblast", "province", "город", "шаҳр", "shahr", "қала",
                                   "мэр", "mayor", "streets", "residents"}),
            list(PlaceKind::lake, {"lake", "озер", "көл", "кўл", "koʻl", "көлү"}),
            list(PlaceKind::sea, {"sea", "море", "моря", "морю", "теңіз", "денгиз", "баҳр"}),
            list(PlaceKind::valley, {"valley", "долин", "водий", "vodiy"}),
            list(PlaceKind::canal, {"canal", "канал"}),
            list(PlaceKind::province,
                 {"province", "oblast", "region", "область", "вилоят", "viloyat", "облыс", "облус"}),
        };
    }();
    return words;
}

/// What a name means when nothing else is known.
float first_guess(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::country:
            return 0.5F;
        case PlaceKind::river:
            return 0.34F;
        case PlaceKind::sea:
            return 0.33F;
        case PlaceKind::dam:
            return 0.32F;
        case PlaceKind::lake:
            return 0.3F;
        case PlaceKind::town:
            return 0.28F;
        default:
            return 0.2F;
    }
}

bool is_kind_word(const Word& word, PlaceKind kind) {
    for (const KindWords& entry : kind_words()) {
        if (entry.kind != kind) continue;
        for (const Word& beginning : entry.beginnings) {
            if (word.compare(0, beginning.size(), beginning) == 0) return true;
        }
    }
    return false;
}

}  // namespace

std::string_view type_word(MentionType type) {
    switch (type) {
        case MentionType::embedded:
            return "embedded";
        case MentionType::demonym:
            return "demonym";
        case MentionType::place:
            break;
    }
    return "place";
}

bool is_doubtful(const Mention& mention) {
    constexpr float sure = 0.6F;
    constexpr float near_tie = 0.1F;
    if (mention.is_settled) return false;
    return mention.score < sure || (!mention.others.empty() && mention.score - mention.others[0].score < near_tie);
}

/// A trie over folded spellings; a text is walked from the start of each of its words.
struct NameFinder::Automaton {
    struct Node {
        std::unordered_map<char32_t, std::uint32_t> next;
        std::int32_t name = -1;  // index into `names` where a spelling ends
    };
    std::vector<Node> nodes{1};
    std::vector<std::vector<PlaceId>> names;
    std::vector<PlaceKind> kinds;  // by place

    void add(const Word& word, PlaceId place) {
        if (word.empty()) return;
        std::uint32_t node = 0;
        for (const char32_t letter : word) {
            const auto [next, is_new] = nodes[node].next.try_emplace(letter, static_cast<std::uint32_t>(nodes.size()));
            node = next->second;
            if (is_new) nodes.emplace_back();
        }
        if (nodes[node].name < 0) {
            nodes[node].name = static_cast<std::int32_t>(names.size());
            names.emplace_back();
        }
        auto& places = names[static_cast<std::size_t>(nodes[node].name)];
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }

    struct Hit {
        std::size_t passage, first_letter, end_letter;
        const std::vector<PlaceId>* places;
    };
    void find_in(const std::vector<FoldedLetter>& letters, std::size_t passage, std::vector<Hit>& hits) const;
};

void NameFinder::Automaton::find_in(const std::vector<FoldedLetter>& letters, std::size_t passage,
                                    std::vector<Hit>& hits) const {
    const auto is_letter = [&letters](std::size_t i) {
        return i < letters.size() && is_word_letter(letters[i].letter);
    };
    for (std::size_t start = 0; start < letters.size();) {
        const bool is_inside_word =
            start > 0 &&
            (is_letter(start - 1) || (letters[start - 1].letter == U'\'' && start > 1 && is_letter(start - 2)));
        if (!is_letter(start) || is_inside_word) {
            ++start;
            continue;
        }
        std::uint32_t node = 0;
        std::size_t best_end = 0;
        std::int32_t best_name = -1;
        for (std::size_t at = start; at < letters.size(); ++at) {
            const auto next = nodes[node].next.find(letters[at].letter);
            if (next == nodes[node].next.end()) break;
            node = next->second;
            // A name ends where its word ends; one that itself ends in an apostrophe may go on with a letter no more than others.
            if (nodes[node].name >= 0 && !is_letter(at + 1)) {
                best_end = at + 1;
                best_name = nodes[node].name;
            }
        }
        // Short names are words of other kinds too ("или", "osh"): they need their capital.
        constexpr std::size_t short_name = 4;
        const bool is_found = best_name >= 0 && (best_end - start > short_name || letters[start].is_capital);
        if (!is_found) {
            ++start;
            continue;
        }
        hits.push_back({passage, start, best_end, &names[static_cast<std::size_t>(best_name)]});
        start = best_end;
    }
}

NameFinder::NameFinder(const Gazetteer& gazetteer) {
    auto automaton = std::make_unique<Automaton>();
    for (const Place& place : gazetteer.places()) automaton->kinds.push_back(place.kind);
    for (const Spelling& spelling : gazetteer.spellings())
        automaton->add(folded_word(spelling.surface), spelling.place);
    automaton_ = std::move(automaton);
}

NameFinder::~NameFinder() = default;
NameFinder::NameFinder(NameFinder&&) noexcept = default;
NameFinder& NameFinder::operator=(NameFinder&&) noexcept = default;

namespace {

/// The few words before and after a stretch of letters.
std::vector<Word> words_around(const std::vector<FoldedLetter>& letters, std::size_t first, std::size_t end) {
    constexpr int most_words = 3;
    std::vector<Word> words;
    Word word;
    int count = 0;
    for (std::size_t i = end; i <= letters.size() && count < most_words; ++i) {
        if (i < letters.size() && is_word_letter(letters[i].letter)) {
            word += letters[i].letter;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
            ++count;
        }
    }
    word.clear();
    count = 0;
    for (std::size_t i = first; i-- > 0 && count < most_words;) {
        if (is_word_letter(letters[i].letter)) {
            word.insert(word.begin(), letters[i].letter);
            if (i > 0) continue;
        }
        if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
            ++count;
        }
    }
    return words;
}

}  // namespace

std::vector<Mention> NameFinder::find(const Article& article) const {
    std::vector<std::vector<FoldedLetter>> folded;
    std::vector<Automaton::Hit> hits;
    for (std::size_t i = 0; i < article.passages.size(); ++i) {
        folded.push_back(fold(article.text_of(article.passages[i])));
        automaton_->find_in(folded.back(), i, hits);
    }
    std::unordered_set<std::uint32_t> certain;  // what the article names without doubt
    for (const auto& hit : hits) {
        if (hit.places->size() == 1) certain.insert(hit.places->front().number);
    }
    std::vector<Mention> mentions;
    for (const auto& hit : hits) {
        const auto& letters = folded[hit.passage];
        Mention mention;
        mention.passage = hit.passage;
        mention.first_byte = article.passages[hit.passage].first_byte + letters[hit.first_letter].first_byte;
        mention.byte_count = letters[hit.end_letter - 1].end_byte - letters[hit.first_letter].first_byte;
        mention.place = hit.places->front();
        if (hit.places->size() > 1) {
            const auto words = words_around(letters, hit.first_letter, hit.end_letter);
            std::vector<std::pair<float, PlaceId>> weighed;
            for (const PlaceId place : *hit.places) {
                const PlaceKind kind = automaton_->kinds[place.number];
                float weight = first_guess(kind);
                if (std::any_of(words.begin(), words.end(), [kind](const Word& w) { return is_kind_word(w, kind); }))
                    weight += 0.4F;
                if (certain.contains(place.number)) weight += 0.2F;
                weighed.push_back({weight, place});
            }
            std::stable_sort(weighed.begin(), weighed.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
            mention.place = weighed.front().second;
            mention.score = std::min(0.95F, 0.5F + weighed[0].first - weighed[1].first);
            for (std::size_t i = 1; i < weighed.size(); ++i)
                mention.others.push_back({weighed[i].second, weighed[i].first});
        }
        mentions.push_back(std::move(mention));
    }
    return mentions;
}

}  // namespace darya::reading
