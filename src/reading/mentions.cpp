#include "reading/mentions.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "reading/automaton.h"
#include "reading/fold.h"
#include "reading/language.h"
#include "reading/loose.h"
#include "reading/name_trie.h"

namespace darya::reading {

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

namespace {

bool is_letter(const std::vector<FoldedLetter>& letters, std::size_t at) {
    return at < letters.size() && is_word_letter(letters[at].letter);
}

Gap gap_between(const Ready& ready, std::size_t first, std::size_t end) {
    if (first >= end) return Gap::other;
    const std::size_t from = ready.folded[first].first_byte;
    const std::string_view between = ready.text.substr(from, ready.folded[end - 1].end_byte - from);
    if (between.find_first_not_of(" \t\n\r") == std::string_view::npos || between == "\xC2\xA0") return Gap::space;
    if (between == "-" || between == "\xE2\x80\x91" || between == "\xE2\x80\x90") return Gap::hyphen;
    if (between.find_first_not_of(" ,\n") == std::string_view::npos) return Gap::comma;
    return Gap::other;
}

}  // namespace

Neighbour NameFinder::Automaton::neighbour_from(const Ready& ready, std::size_t first, std::size_t end,
                                                Word& letters) const {
    Neighbour word;
    letters.clear();
    word.first = first;
    std::size_t capital_count = 0;
    for (std::size_t i = first; i < end; ++i) {
        if (ready.folded[i].letter == U'\'') continue;
        letters += ready.folded[i].letter;
        if (ready.folded[i].is_capital) ++capital_count;
    }
    word.is_capital = ready.folded[first].is_capital;
    word.is_number = letters.find_first_of(U"0123456789") != Word::npos;
    word.is_all_capitals = capital_count >= 2 && capital_count == letters.size();
    word.is_initial =
        letters.size() == 1 && word.is_capital && end < ready.folded.size() && ready.folded[end].letter == U'.';
    word.letter_count = letters.size();
    word.roles = grammar.roles_of(letters);
    if (word.is_capital) word.roles |= grammar.roles_of_ending(letters) & bit(Role::surname);
    if (!word.is_capital) word.roles &= ~bit(Role::first_name);
    return word;
}

void NameFinder::Automaton::look_around(const Ready& ready, Hit& hit) const {
    constexpr std::size_t most_words = 5;
    Word letters;
    hit.before.reserve(most_words);
    hit.after.reserve(most_words);
    const auto& folded = ready.folded;
    const auto is_end = [&](std::size_t at) {
        const char32_t letter = folded[at].letter;
        return letter == U'!' || letter == U'?' || letter == U';' || letter == 0x2026 || letter == U'\n';
    };
    for (std::size_t at = hit.end; at < folded.size() && hit.after.size() < most_words;) {
        std::size_t first = at;
        bool is_over = false;
        while (first < folded.size() && !is_letter(folded, first)) {
            is_over = is_over || is_end(first) ||
                      (folded[first].letter == U'.' && first + 1 < folded.size() && folded[first + 1].letter == U' ');
            ++first;
        }
        if (first >= folded.size() || is_over) break;
        std::size_t end = first;
        while (is_letter(folded, end) ||
               (end < folded.size() && folded[end].letter == U'\'' && is_letter(folded, end + 1)))
            ++end;
        // The English 's is no word.
        Neighbour word = neighbour_from(ready, first, end, letters);
        const bool is_genitive = first == hit.end + 1 && folded[hit.end].letter == U'\'' && letters == U"s";
        if (!is_genitive) {
            word.gap = gap_between(ready, at, first);
            hit.after.push_back(std::move(word));
        }
        at = end;
    }
    // «Тараз», "Samara Star"
    const auto is_opening = [](char32_t letter) {
        return letter == 0xAB || letter == 0x201C || letter == 0x201E || letter == U'"' || letter == 0xBB;
    };
    const auto is_closing = [](char32_t letter) {
        return letter == 0xBB || letter == 0x201D || letter == 0x201C || letter == U'"' || letter == 0xAB;
    };
    const auto is_inside = [&](std::size_t at) {
        return folded[at].letter == U' ' || folded[at].letter == U'\'' || is_letter(folded, at);
    };
    constexpr std::size_t most_letters = 24;
    std::size_t open = hit.first;
    while (open > 0 && hit.first - open < most_letters && is_inside(open - 1)) --open;
    std::size_t close = hit.end;
    while (close < folded.size() && close - hit.end < most_letters && is_inside(close)) ++close;
    constexpr std::size_t few_words = 3;
    const std::size_t spaces = static_cast<std::size_t>(std::count_if(
        folded.begin() + static_cast<std::ptrdiff_t>(open), folded.begin() + static_cast<std::ptrdiff_t>(close),
        [](const FoldedLetter& one) { return one.letter == U' '; }));
    const bool is_first = open == hit.first || folded[open].is_capital;
    hit.is_quoted = is_first && spaces < few_words && open > 0 && is_opening(folded[open - 1].letter) &&
                    close < folded.size() && is_closing(folded[close].letter);
    hit.is_at_start = true;
    for (std::size_t at = hit.first; at > 0 && hit.before.size() < most_words;) {
        std::size_t end = at;
        bool is_over = false;
        while (end > 0 && !is_letter(folded, end - 1)) {
            --end;
            // The point after an initial ends no sentence.
            const bool is_initial = folded[end].letter == U'.' && end > 0 && folded[end - 1].is_capital &&
                                    (end < 2 || !is_letter(folded, end - 2));
            is_over = is_over || is_end(end) ||
                      (folded[end].letter == U'.' && !is_initial && end + 1 < folded.size() &&
                       folded[end + 1].letter == U' ');
        }
        if (end == 0 || is_over) {
            if (!hit.before.empty()) hit.before.back().is_at_start = true;
            break;
        }
        std::size_t first = end;
        while (first > 0 && (is_letter(folded, first - 1) ||
                             (folded[first - 1].letter == U'\'' && first > 1 && is_letter(folded, first - 2))))
            --first;
        if (hit.before.empty()) hit.is_at_start = false;
        Neighbour word = neighbour_from(ready, first, end, letters);
        word.gap = gap_between(ready, end, at);
        if (word.is_initial && word.gap == Gap::other) word.gap = Gap::space;
        hit.before.push_back(std::move(word));
        at = first;
    }
}

void NameFinder::Automaton::find_in(const Ready& ready, std::size_t passage, std::vector<Hit>& hits) const {
    const auto& loose = ready.loose;
    const auto is_word = [&loose](std::size_t i) { return i < loose.size() && is_word_letter(loose[i].letter); };
    for (std::size_t start = 0; start < loose.size();) {
        if (!is_word(start)) {
            ++start;
            continue;
        }
        const bool is_after_article = start > 1 && loose[start - 1].letter == U'\'' && is_word(start - 2) &&
                                      (start < 3 || !is_word(start - 3));  // "l'Ouzbékistan"
        const bool is_inside = start > 1 && loose[start - 1].letter == U'\'' && is_word(start - 2) && !is_after_article;
        auto found = is_inside ? std::nullopt : trie.find(ready.folded, loose, start, ready.language);
        if (found) {
            Hit hit;
            hit.passage = passage;
            hit.first = loose[start].first;
            hit.end = loose[found->end - 1].end;
            hit.forms = std::move(found->forms);
            hit.is_changed =
                std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
            // "кӯли Сарез", "Amu darya": one capital is enough.
            for (std::size_t i = hit.first; i < hit.end; ++i) {
                hit.surface += ready.folded[i].letter;
                const bool is_first_letter = i == hit.first || !is_letter(ready.folded, i - 1);
                hit.is_capital = hit.is_capital || (is_first_letter && ready.folded[i].is_capital);
            }
            look_around(ready, hit);
            constexpr std::size_t short_name = 4;
            const bool is_all_capitals = hit.surface.size() <= short_name &&
                                         std::all_of(ready.folded.begin() + static_cast<std::ptrdiff_t>(hit.first),
                                                     ready.folded.begin() + static_cast<std::ptrdiff_t>(hit.end),
                                                     [](const FoldedLetter& one) { return one.is_capital; });
            std::size_t capital_words = 0;
            for (const auto* side : {&hit.before, &hit.after})
                capital_words += static_cast<std::size_t>(std::count_if(
                    side->begin(), side->end(), [](const Neighbour& word) { return word.is_all_capitals; }));
            hit.is_abbreviation = is_all_capitals && ready.folded[hit.first].letter < 0x250 &&
                                  2 * capital_words <= hit.before.size() + hit.after.size();

            hits.push_back(std::move(hit));
            start = found->end;
        } else {
            while (is_word(start)) ++start;
        }
    }
}

void NameFinder::Automaton::add_twins(const Hit& hit, const Mention& mention, const Ready& ready,
                                      const Article& article, std::vector<Mention>& mentions) const {
    const PlaceNotes& place = places[mention.place.number];
    if (!place.twin_1 || !place.twin_2) return;
    const auto& folded = ready.folded;
    // "-1 and -2", "1 и 2": a word that joins, or a comma, and the other number.
    std::size_t at = hit.end;
    while (at < folded.size() && (folded[at].letter == U' ' || folded[at].letter == U',' || folded[at].letter == U'/'))
        ++at;
    std::size_t end = at;
    while (is_letter(folded, end)) ++end;
    if (end > at && end - at <= 6 && !(folded[at].letter >= U'0' && folded[at].letter <= U'9')) {
        Word letters;
        if (!has(neighbour_from(ready, at, end, letters).roles, Role::conjunction)) return;
        at = end;
        while (at < folded.size() && folded[at].letter == U' ') ++at;
    }
    if (at >= folded.size() || at == hit.end || is_letter(folded, at + 1)) return;
    const char32_t number = folded[at].letter;
    if (number != U'1' && number != U'2') return;
    const PlaceId twin = number == U'1' ? *place.twin_1 : *place.twin_2;
    if (twin == mention.place) return;
    Mention one;
    one.place = twin;
    one.passage = mention.passage;
    std::size_t first_byte = folded[at].first_byte;
    if (first_byte > 0 && ready.text[first_byte - 1] == '-') --first_byte;
    one.first_byte = article.passages[mention.passage].first_byte + first_byte;
    one.byte_count = folded[at].end_byte - first_byte;
    one.score = 0.9F;
    mentions.push_back(std::move(one));
}

namespace {

/// The countries of a place, which the gazetteer names with a dot between.
std::vector<PlaceId> countries_of(const Place& place, const std::unordered_map<std::string_view, PlaceId>& known) {
    constexpr std::string_view dot = " · ";
    std::vector<PlaceId> countries;
    std::string_view rest = place.country;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(dot), rest.size());
        if (const auto country = known.find(rest.substr(0, end)); country != known.end())
            countries.push_back(country->second);
        rest.remove_prefix(std::min(end + dot.size(), rest.size()));
    }
    return countries;
}

}  // namespace

NameFinder::NameFinder(const Gazetteer& gazetteer) {
    auto automaton = std::make_unique<Automaton>(gazetteer);
    std::unordered_map<std::string_view, PlaceId> countries;
    for (const Place& place : gazetteer.places()) {
        if (place.kind == PlaceKind::country) countries.emplace(place.name, *gazetteer.find(place.id));
    }
    for (const Place& place : gazetteer.places()) {
        PlaceNotes notes;
        notes.kind = place.kind;
        notes.rank = place.rank;
        notes.countries = countries_of(place, countries);

        notes.position = place.position;
        notes.is_on_map = !place.is_only_named;
        notes.is_own = place.is_own;
        for (const char* country : {"Kazakhstan", "Uzbekistan", "Tajikistan", "Kyrgyzstan", "Turkmenistan"}) {
            if (place.country.find(country) != std::string::npos || place.name == country) notes.is_home = true;
        }
        if (place.country.empty() && place.kind != PlaceKind::country) notes.is_home = true;
        if (!place.inside.empty()) notes.inside = gazetteer.find(place.inside);
        const bool is_twin = place.id.ends_with("-1") || place.id.ends_with("-2");
        if (is_twin) {
            const std::string stem = place.id.substr(0, place.id.size() - 1);
            notes.twin_1 = gazetteer.find(stem + "1");
            notes.twin_2 = gazetteer.find(stem + "2");
        }
        automaton->places.push_back(notes);
    }
    for (std::size_t i = 0; i < automaton->spellings.size(); ++i) {
        const Spelling& spelling = automaton->spellings[i];
        automaton->trie.add(spelling.surface, spelling.language, static_cast<std::uint32_t>(i));
    }
    automaton_ = std::move(automaton);
}

NameFinder::~NameFinder() = default;
NameFinder::NameFinder(NameFinder&&) noexcept = default;
NameFinder& NameFinder::operator=(NameFinder&&) noexcept = default;

std::vector<Mention> NameFinder::find(const Article& article) const {
    const std::string_view language = language_of(article.text);
    std::vector<Ready> ready(article.passages.size());
    std::vector<Automaton::Hit> hits;
    std::size_t word_count = 0;
    std::size_t capital_count = 0;
    for (std::size_t i = 0; i < article.passages.size(); ++i) {
        Ready& one = ready[i];
        one.text = article.text_of(article.passages[i]);
        one.folded = fold(one.text);
        constexpr std::size_t telling_bytes = 300;  // a shorter passage is in the language of its article
        one.language = one.text.size() < telling_bytes ? language : language_of(one.text, language);
        automaton_->trie.loosener().loosen(one.folded, one.loose);
        const std::size_t known = hits.size();
        automaton_->find_in(one, i, hits);
        for (std::size_t k = 1; k < one.folded.size(); ++k) {
            if (!is_letter(one.folded, k) || is_letter(one.folded, k - 1)) continue;
            ++word_count;
            if (one.folded[k].is_capital) ++capital_count;
        }
        for (std::size_t k = known; k < hits.size(); ++k) {
            auto& hit = hits[k];
            const auto is_listed_with = [](const std::vector<Neighbour>& side, const Automaton::Hit& other) {
                for (std::size_t n = 0; n < std::min<std::size_t>(side.size(), 2); ++n) {
                    if (other.first <= side[n].first && side[n].first < other.end)
                        return n == 1 || side[0].gap == Gap::comma || side[0].gap == Gap::hyphen;
                    if (!has(side[n].roles, Role::conjunction)) return false;
                }
                return false;
            };
            hit.is_after_listed = k > known && is_listed_with(hit.before, hits[k - 1]);
            const auto country_beside = [&](const std::vector<Neighbour>& side, const Automaton::Hit& other, Gap gap) {
                const bool is_beside =
                    !side.empty() && side[0].gap == gap && other.first <= side[0].first && side[0].first < other.end;
                if (!is_beside) return;
                for (const Form& form : other.forms) {
                    const PlaceId place = automaton_->spellings[form.spelling].place;
                    if (automaton_->places[place.number].kind == PlaceKind::country) hit.country = place;
                }
            };
            if (k > known) country_beside(hit.before, hits[k - 1], Gap::space);
            if (k + 1 < hits.size()) country_beside(hit.after, hits[k + 1], Gap::comma);
            hit.is_before_listed = k + 1 < hits.size() && is_listed_with(hit.after, hits[k + 1]);
            for (auto* side : {&hit.before, &hit.after}) {
                for (Neighbour& word : *side) {
                    word.is_place = std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(known), hits.end(),
                                                [&word](const Automaton::Hit& other) {
                                                    return other.first <= word.first && word.first < other.end;
                                                });
                }
            }
        }
        // In titles most words have capitals.
        std::size_t long_count = 0;
        std::size_t long_capital_count = 0;
        for (std::size_t k = 0; k + 3 < one.folded.size() && hits.size() > known; ++k) {
            const bool is_long_word = is_letter(one.folded, k) && (k == 0 || !is_letter(one.folded, k - 1)) &&
                                      is_letter(one.folded, k + 1) && is_letter(one.folded, k + 2) &&
                                      is_letter(one.folded, k + 3);
            if (!is_long_word) continue;
            ++long_count;
            if (one.folded[k].is_capital) ++long_capital_count;
        }
        for (std::size_t k = known; k < hits.size(); ++k)
            hits[k].is_in_title_case = long_capital_count * 10 > long_count * 6;
        // Letters are needed of passages with names only.
        if (hits.size() == known) one = {};
    }
    Automaton::Context context;
    constexpr std::size_t one_in = 100;
    context.has_capitals = capital_count * one_in >= word_count;
    // First what is clear by itself, then the rest in its light.
    std::vector<std::optional<PlaceId>> clear_places(hits.size());
    std::vector<bool> is_clear_by_kind_word(hits.size(), false);
    for (std::size_t i = 0; i < hits.size(); ++i) {
        bool is_by_kind_word = false;
        const auto mention = automaton_->decide(hits[i], context, article, ready[hits[i].passage], &is_by_kind_word);
        constexpr float clear = 0.7F;
        if (!mention || mention->type != MentionType::place) continue;
        if (mention->score >= 0.5F) clear_places[i] = mention->place;
        is_clear_by_kind_word[i] = is_by_kind_word;
        if (mention->score < clear) continue;
        ++context.sure[mention->place.number];
        if (const auto& position = automaton_->places[mention->place.number].position;
            position && (mention->others.empty() || is_by_kind_word))
            context.near[hits[i].passage].push_back({mention->place.number, *position});
        if (is_by_kind_word && !mention->others.empty()) context.senses.try_emplace(hits[i].surface, mention->place);
    }
    for (std::size_t i = 0; i < hits.size(); ++i) {
        if (hits[i].is_after_listed) hits[i].previous = clear_places[i - 1];
        if (hits[i].is_before_listed) hits[i].next = clear_places[i + 1];
        if (is_clear_by_kind_word[i] && clear_places[i])
            hits[i].list_kind = automaton_->places[clear_places[i]->number].kind;
    }
    // "the towns of Kogon and Zarafshan", "Namangan, Andijan and Fergana provinces"
    for (std::size_t i = hits.size(); i-- > 1;) {
        if (hits[i].is_after_listed && hits[i - 1].list_kind == PlaceKind::other)
            hits[i - 1].list_kind = hits[i].list_kind;
    }
    for (std::size_t i = 1; i < hits.size(); ++i) {
        if (hits[i].is_after_listed && hits[i].list_kind == PlaceKind::other) hits[i].list_kind = hits[i - 1].list_kind;
    }
    constexpr std::size_t long_text_words = 250;
    constexpr std::size_t words_a_name = 100;  // fewer names of the region than one in so many: it speaks of others
    const auto home_count =
        static_cast<std::size_t>(std::count_if(clear_places.begin(), clear_places.end(), [this](const auto& place) {
            return place && automaton_->places[place->number].is_home;
        }));
    context.is_elsewhere = word_count > long_text_words && home_count * words_a_name < word_count;
    std::vector<Mention> mentions;
    for (const auto& hit : hits) {
        auto mention = automaton_->decide(hit, context, article, ready[hit.passage]);
        if (!mention) continue;
        mentions.push_back(*mention);
        automaton_->add_twins(hit, *mention, ready[hit.passage], article, mentions);
    }
    return mentions;
}

}  // namespace darya::reading
