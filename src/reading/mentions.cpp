#include "reading/mentions.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

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

using Word = std::u32string;

/// What the finder needs to know of a place.
struct PlaceNotes {
    PlaceKind kind = PlaceKind::other;
    int rank = 3;
    std::optional<PlaceId> inside;
    std::optional<PlaceId> twin_1, twin_2;  // "kambarata-2" of "kambarata-1"
    bool is_home = false;                   // in one of the five countries
    bool is_own = false;                    // of a person's own file
    bool is_on_map = true;                  // or in the facts
};

/// What stands between two words.
enum class Gap { space, hyphen, comma, other };

/// A word of the text near a name.
struct Neighbour {
    Word letters;  // folded, without apostrophes
    Roles roles = 0;
    Gap gap = Gap::other;  // between it and what lies nearer to the name
    bool is_capital = false;
    bool is_all_capitals = false;
    bool is_initial = false;   // "N."
    bool is_at_start = false;  // of a sentence
    bool is_place = false;     // a name itself
    bool is_number = false;
    std::size_t first = 0;  // folded letter
};

bool has(Roles roles, Role role) {
    return (roles & bit(role)) != 0;
}

constexpr Roles kind_roles = bit(Role::river) | bit(Role::dam) | bit(Role::town) | bit(Role::lake) | bit(Role::sea) |
                             bit(Role::valley) | bit(Role::canal) | bit(Role::province) | bit(Role::district) |
                             bit(Role::desert) | bit(Role::range);

/// Words that say: a place of this kind.
Roles roles_for(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::dam:
        case PlaceKind::dike:
            return bit(Role::dam);
        case PlaceKind::reservoir:
            return bit(Role::dam) | bit(Role::lake);
        case PlaceKind::river:
            return bit(Role::river);
        case PlaceKind::canal:
        case PlaceKind::canal_head:
            return bit(Role::canal);
        case PlaceKind::lake:
            return bit(Role::lake);
        case PlaceKind::sea:
            return bit(Role::sea) | bit(Role::lake);
        case PlaceKind::town:
            return bit(Role::town);
        case PlaceKind::province:
            return bit(Role::province);
        case PlaceKind::country:
            return bit(Role::country);
        case PlaceKind::valley:
            return bit(Role::valley);
        case PlaceKind::desert:
            return bit(Role::desert);
        case PlaceKind::range:
            return bit(Role::range);
        case PlaceKind::basin:
        case PlaceKind::region:
        case PlaceKind::other:
            return bit(Role::valley) | bit(Role::desert) | bit(Role::range);
    }
    return 0;
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
            return 0.34F;
        case PlaceKind::lake:
            return 0.35F;
        case PlaceKind::town:
            return 0.33F;
        case PlaceKind::province:
            return 0.15F;
        default:
            return 0.2F;
    }
}

bool is_running_water(PlaceKind kind) {
    return kind == PlaceKind::river || kind == PlaceKind::canal;
}

bool is_settlement(PlaceKind kind) {
    return kind == PlaceKind::town || kind == PlaceKind::country || kind == PlaceKind::province;
}

/// A passage made ready: folded, loosened, and its text.
struct Ready {
    std::string_view text;
    std::vector<FoldedLetter> folded;
    std::vector<LooseLetter> loose;
    std::string_view language;
};

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

/// The gazetteer made ready for reading.
struct NameFinder::Automaton {
    explicit Automaton(const Gazetteer& gazetteer)
        : grammar(gazetteer.grammar()), trie(grammar), spellings(gazetteer.spellings()) {}

    const Grammar grammar;
    NameTrie trie;
    const std::vector<Spelling> spellings;
    std::vector<PlaceNotes> places;

    /// A name in the text with everything that can be said of it without the rest of the article.
    struct Hit {
        std::size_t passage = 0;
        std::size_t first = 0, end = 0;  // folded letters
        std::vector<Form> forms;
        std::vector<Neighbour> before, after;  // the nearest first
        bool is_capital = false;
        bool is_at_start = false;  // of a sentence
        bool is_quoted = false;    // stands in a quotation of a few words, as titles and firms do
        bool is_in_title_case = false;
        bool is_abbreviation = false;            // "OSH": a few capitals among other words
        PlaceKind list_kind = PlaceKind::other;  // what a kind word makes of the list that it stands in
        Word surface;                            // folded
        bool is_after_listed = false;            // the hit before it stands beside it in a list
        bool is_before_listed = false;
        std::optional<PlaceId> previous, next;  // what the names beside it in a list mean
    };
    struct Weighed {
        PlaceId place;
        float weight = 0.0F;
        bool has_kind_word = false;
        bool has_near_kind_word = false;
    };
    /// What the article is about, as far as it is clear.
    struct Context {
        std::unordered_map<std::uint32_t, int> sure;  // place: mentions
        std::unordered_map<Word, PlaceId> senses;     // of a surface, where a kind word gave it
        bool has_capitals = true;
        bool is_elsewhere = false;  // a long text that hardly speaks of the five countries
    };

    Neighbour neighbour_from(const Ready& ready, std::size_t first, std::size_t end) const;
    void look_around(const Ready& ready, Hit& hit) const;
    void find_in(const Ready& ready, std::size_t passage, std::vector<Hit>& hits) const;
    std::vector<Weighed> weigh(const Hit& hit, const Context& context) const;
    std::optional<Mention> decide(const Hit& hit, const Context& context, const Article& article, const Ready& ready,
                                  bool* is_by_kind_word = nullptr) const;
    bool is_no_place(const Hit& hit, PlaceKind kind, bool is_weak, bool is_german) const;
    bool is_part_of_another_name(const Hit& hit, std::string_view language) const;
    bool is_embedded(const Hit& hit, bool is_adjective, std::string_view language) const;
    std::optional<PlaceId> place_of_adjective(const Hit& hit, const std::vector<Weighed>& weighed) const;
    void add_twins(const Hit& hit, const Mention& mention, const Ready& ready, const Article& article,
                   std::vector<Mention>& mentions) const;
};

Neighbour NameFinder::Automaton::neighbour_from(const Ready& ready, std::size_t first, std::size_t end) const {
    Neighbour word;
    word.first = first;
    std::size_t capital_count = 0;
    for (std::size_t i = first; i < end; ++i) {
        if (ready.folded[i].letter == U'\'') continue;
        word.letters += ready.folded[i].letter;
        if (ready.folded[i].is_capital) ++capital_count;
    }
    word.is_capital = ready.folded[first].is_capital;
    word.is_number = word.letters.find_first_of(U"0123456789") != Word::npos;
    word.is_all_capitals = capital_count >= 2 && capital_count == word.letters.size();
    word.is_initial =
        word.letters.size() == 1 && word.is_capital && end < ready.folded.size() && ready.folded[end].letter == U'.';
    word.roles = grammar.roles_of(word.letters);
    if (word.is_capital) {
        word.roles |= grammar.roles_of_ending(word.letters) & bit(Role::surname);
    } else {
        word.roles &= ~bit(Role::first_name);
    }
    return word;
}

void NameFinder::Automaton::look_around(const Ready& ready, Hit& hit) const {
    constexpr std::size_t most_words = 5;
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
        Neighbour word = neighbour_from(ready, first, end);
        const bool is_genitive = first == hit.end + 1 && folded[hit.end].letter == U'\'' && word.letters == U"s";
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
        Neighbour word = neighbour_from(ready, first, end);
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

std::vector<NameFinder::Automaton::Weighed> NameFinder::Automaton::weigh(const Hit& hit, const Context& context) const {
    const Neighbour* const next = hit.after.empty() ? nullptr : &hit.after[0];
    const Neighbour* before = hit.before.empty() ? nullptr : &hit.before[0];
    const bool has_article = before != nullptr && has(before->roles, Role::the);
    const Neighbour* preposition = before;
    if (has_article) preposition = hit.before.size() > 1 ? &hit.before[1] : nullptr;

    const bool is_changed =
        std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
    const bool has_locative = is_changed && has(grammar.roles_of_ending(hit.surface), Role::locative);
    std::vector<Weighed> weighed;
    for (const Form& form : hit.forms) {
        const Spelling& spelling = spellings[form.spelling];
        const bool is_known =
            std::any_of(weighed.begin(), weighed.end(), [&](const Weighed& w) { return w.place == spelling.place; });
        if (is_known) continue;
        const PlaceNotes& place = places[spelling.place.number];
        const Roles wanted = roles_for(place.kind);
        Weighed one{spelling.place, first_guess(place.kind) - 0.04F * static_cast<float>(place.rank - 1)};
        const auto is_beside = [&](const Neighbour* word) {
            return word != nullptr && (word->gap == Gap::space || word->gap == Gap::hyphen) &&
                   (word->roles & wanted) != 0;
        };
        const bool is_country = place.kind == PlaceKind::country;
        // "the town of Shu"; "Ишим, город"
        const Neighbour* const of =
            before != nullptr && before->letters == U"of" && hit.before.size() > 1 ? &hit.before[1] : nullptr;
        const bool is_explained =
            next != nullptr && next->gap == Gap::comma && (next->roles & wanted) != 0 && !next->is_capital;
        if (!is_country && (is_beside(next) || is_beside(before) || is_beside(of) || is_explained)) {
            one.weight += 1.0F;
            one.has_kind_word = true;
        } else if (!is_country) {
            // "the river called Naryn", "rivers such as the Vakhsh and the Panj"
            for (const auto* side : {&hit.before, &hit.after}) {
                for (std::size_t i = 0; i < std::min<std::size_t>(side->size(), 4); ++i) {
                    if (((*side)[i].roles & wanted) != 0) {
                        one.weight += 0.1F;
                        one.has_near_kind_word = true;
                        break;
                    }
                }
            }
        }
        if (has_article && (place.kind == PlaceKind::river || place.kind == PlaceKind::sea ||
                            place.kind == PlaceKind::desert || place.kind == PlaceKind::range))
            one.weight += 0.3F;
        if (preposition != nullptr && has(preposition->roles, Role::in) && !has_article) {
            const bool is_river = is_running_water(place.kind);
            one.weight += is_settlement(place.kind) ? 0.3F : is_river ? 0.0F : 0.25F;
        }
        if (preposition != nullptr && has(preposition->roles, Role::on) && is_running_water(place.kind))
            one.weight += 0.25F;
        if (has_locative && is_settlement(place.kind)) one.weight += 0.1F;
        if (context.sure.contains(spelling.place.number))
            one.weight += place.kind == PlaceKind::province ? 0.04F : 0.12F;
        for (const auto& listed : {hit.previous, hit.next}) {
            if (!listed) continue;
            const PlaceNotes& other = places[listed->number];
            if (other.kind == place.kind) one.weight += 0.12F;
            if (other.inside && place.inside && *other.inside == *place.inside) one.weight += 0.08F;
        }
        if (place.inside && context.sure.contains(place.inside->number)) one.weight += 0.08F;
        if (const auto sense = context.senses.find(hit.surface);
            sense != context.senses.end() && sense->second == spelling.place)
            one.weight += 0.12F;
        if (place.is_own) one.weight += 0.3F;  // who adds a place means it
        if (!place.is_on_map) one.weight -= 0.15F;
        if (hit.list_kind != PlaceKind::other && hit.list_kind == place.kind) one.weight += 0.4F;
        if (form.is_variant) one.weight -= 0.1F;
        if (spelling.use == SpellingUse::weak) one.weight -= 0.1F;
        weighed.push_back(one);
    }
    std::stable_sort(weighed.begin(), weighed.end(),
                     [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
    return weighed;
}

bool NameFinder::Automaton::is_no_place(const Hit& hit, PlaceKind kind, bool is_weak, bool is_german) const {
    const Neighbour* const next = hit.after.empty() ? nullptr : &hit.after[0];
    const Neighbour* const before = hit.before.empty() ? nullptr : &hit.before[0];
    const auto is_beside = [](const Neighbour* word) {
        return word != nullptr && (word->gap == Gap::space || word->gap == Gap::hyphen);
    };
    const bool is_changed =
        std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
    const bool is_beside_next = is_beside(next);
    const bool is_beside_before =
        is_beside(before) || (before != nullptr && before->gap == Gap::other && !is_changed);  // "hotel «Naryn»"
    if (is_beside_next && has(next->roles, Role::company) && (next->is_capital || next->is_all_capitals)) return true;
    if (is_beside_next && has(next->roles, Role::street) && (next->is_capital || !hit.is_at_start)) return true;
    if (is_beside_before && !is_changed && (before->roles & (bit(Role::company) | bit(Role::street))) != 0) return true;
    // A part of a compound: "Ош-Нуру", "Pan-Aral".
    const auto is_joined = [](const Neighbour* word) {
        return word != nullptr && word->gap == Gap::hyphen && word->is_capital && !word->is_place && word->roles == 0 &&
               !word->is_all_capitals;
    };
    if ((is_joined(before) && !before->is_number) || (is_joined(next) && !next->is_number)) return true;
    const auto is_named_for = [&](const Neighbour* word) {
        return is_beside(word) && has(word->roles, Role::named_for);
    };
    if (is_named_for(before) || is_named_for(next)) return true;
    // "Талас байке"
    if (!is_changed && is_beside_next && !next->is_capital && next->gap == Gap::space &&
        has(next->roles, Role::title) && kind != PlaceKind::country && !is_german)
        return true;
    // "Naryn de la Cruz"
    if (next != nullptr && next->gap == Gap::space && has(next->roles, Role::particle) && !next->is_capital &&
        !is_german && hit.after.size() > 1)
        return true;
    if (!is_german && before != nullptr && before->gap == Gap::space && has(before->roles, Role::particle) &&
        !before->is_capital && !is_changed && hit.before.size() > 1 && hit.before[1].is_capital)
        return true;
    if (is_beside(before) && !is_changed && has(before->roles, Role::first_name)) return true;
    if (kind == PlaceKind::country && !is_weak) return false;
    // A person: "Talas Bekov", "Mr Chu", "N. Aral".
    if (is_beside_next && next->gap == Gap::space && next->is_capital && !next->is_all_capitals && !is_changed &&
        has(next->roles, Role::surname) && (next->roles & kind_roles) == 0)
        return true;
    if (before == nullptr || !is_beside(before)) return false;
    if (before->is_initial && before->gap == Gap::space) return true;
    return !is_changed && has(before->roles, Role::title);
}

/// A word with a capital beside it that belongs to no place: "Ili Quispe", "Typhoon Ural", "Samara Star".
bool NameFinder::Automaton::is_part_of_another_name(const Hit& hit, std::string_view language) const {
    if (language == "de" || hit.is_in_title_case) return false;  // nouns and titles have capitals anyway
    const bool is_changed =
        std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
    if (is_changed) return false;
    const auto belongs = [this](const Neighbour* word) {
        constexpr Roles known = kind_roles | bit(Role::country) | bit(Role::organisation) | bit(Role::common) |
                                bit(Role::in) | bit(Role::on) | bit(Role::the) | bit(Role::conjunction) |
                                bit(Role::title);
        return word != nullptr && word->gap == Gap::space && word->is_capital && !word->is_all_capitals &&
               !word->is_place && word->letters.size() > 1 && (word->roles & known) == 0;
    };
    const Neighbour* const next = hit.after.empty() ? nullptr : &hit.after[0];
    const Neighbour* const before = hit.before.empty() ? nullptr : &hit.before[0];
    return belongs(next) || (belongs(before) && !before->is_at_start);
}

bool NameFinder::Automaton::is_embedded(const Hit& hit, bool is_adjective, std::string_view language) const {
    // "Бишкек гуманитардык университети": the name goes before, without an ending.
    const bool is_changed =
        std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
    const bool is_bare_turkic = !is_changed && (language == "kk" || language == "ky" || language.starts_with("uz"));
    const Roles inside = bit(Role::organisation);
    // "Tashkent Declaration", "Shanghai Cooperation Organization": capitals up to the word that says it.
    for (std::size_t i = 0; i < std::min<std::size_t>(hit.after.size(), 4); ++i) {
        const Neighbour& word = hit.after[i];
        if (word.gap != Gap::space && word.gap != Gap::hyphen) break;
        const bool is_next = i == 0;
        const bool is_head = has(word.roles, Role::treaty) ||
                             ((word.roles & inside) != 0 &&
                              (word.is_capital || (is_next && language != "en") || is_adjective || is_bare_turkic));
        if (is_head) return true;
        const bool goes_on = word.is_capital || ((is_adjective || is_bare_turkic) && word.gap == Gap::space &&
                                                 !has(word.roles, Role::conjunction));
        if (!goes_on || (word.roles & kind_roles) != 0) break;
    }
    // "Bank of Kazakhstan", "Банк Казахстана"
    const Neighbour* before = nullptr;
    for (const Neighbour& word : hit.before) {
        if (word.gap != Gap::space) return false;
        if (word.letters == U"of" || word.letters == U"von" || word.letters == U"de" || has(word.roles, Role::the))
            continue;
        before = &word;
        break;
    }
    return before != nullptr && has(before->roles, Role::organisation_of) && before->is_capital;
}

std::optional<PlaceId> NameFinder::Automaton::place_of_adjective(const Hit& hit,
                                                                 const std::vector<Weighed>& weighed) const {
    // "Ошской и Баткенской областях": other adjectives may stand between.
    for (std::size_t i = 0; i < hit.after.size(); ++i) {
        const Neighbour& word = hit.after[i];
        if (word.gap == Gap::other) break;
        const Roles kinds = word.roles & kind_roles;
        if (kinds != 0) {
            for (const Weighed& one : weighed) {
                const PlaceKind kind = places[one.place.number].kind;
                Roles wanted = roles_for(kind);
                if (kind == PlaceKind::sea || kind == PlaceKind::lake) wanted |= bit(Role::sea) | bit(Role::river);
                if (kind == PlaceKind::river) wanted |= bit(Role::valley);
                if ((kinds & wanted) != 0) return one.place;
            }
            return std::nullopt;
        }
        const bool goes_on = has(word.roles, Role::conjunction) || word.is_capital || word.gap == Gap::comma;
        if (!goes_on) break;
    }
    return std::nullopt;
}

std::optional<Mention> NameFinder::Automaton::decide(const Hit& hit, const Context& context, const Article& article,
                                                     const Ready& ready, bool* is_by_kind_word) const {
    std::vector<Weighed> weighed = weigh(hit, context);
    Mention mention;
    mention.passage = hit.passage;
    mention.first_byte = article.passages[hit.passage].first_byte + ready.folded[hit.first].first_byte;
    mention.byte_count = ready.folded[hit.end - 1].end_byte - ready.folded[hit.first].first_byte;

    // Forms that may be the name itself, and those that are adjectives or people.
    const auto is_name = [this](const Form& form) {
        const SpellingUse use = spellings[form.spelling].use;
        return form.makes == Makes::name && use != SpellingUse::adjective && use != SpellingUse::people;
    };
    // "Самарқандӣ": who comes from there, unlike the "и" that only joins words.
    const std::string_view written = ready.text.substr(ready.folded[hit.first].first_byte, mention.byte_count);
    const bool is_nisba =
        ready.language == "tg" && written.ends_with("\xD3\xA3") &&
        std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
    const bool has_name = !is_nisba && std::any_of(hit.forms.begin(), hit.forms.end(), is_name);
    if (!has_name) {
        const bool is_adjective = std::any_of(hit.forms.begin(), hit.forms.end(), [this](const Form& form) {
            return form.makes == Makes::adjective || spellings[form.spelling].use == SpellingUse::adjective;
        });
        mention.place = weighed.front().place;
        mention.score = 0.8F;
        if (is_adjective) {
            auto place = place_of_adjective(hit, weighed);
            // "в Ошской 47, в Баткенской 52", "включает Токтогульскую, Курпсайскую": the noun has been said.
            const bool has_own_noun = !hit.after.empty() && hit.after[0].gap == Gap::space && !hit.after[0].is_number &&
                                      !has(hit.after[0].roles, Role::conjunction);
            const bool is_named_alike = ready.language == "ru" && hit.is_capital && !has_own_noun;
            const bool is_in = !hit.before.empty() && has(hit.before[0].roles, Role::in);
            const auto fill = [&](PlaceKind wanted) {
                for (const Weighed& one : weighed) {
                    if (!place && is_named_alike && places[one.place.number].kind == wanted) place = one.place;
                }
            };
            if (is_in) fill(PlaceKind::province);
            fill(PlaceKind::dam);
            fill(PlaceKind::province);

            if (place) {
                mention.place = *place;
                if (is_by_kind_word != nullptr) *is_by_kind_word = true;
                return mention;
            }
        }
        const bool is_small_name = !hit.is_capital && !is_adjective && hit.surface.size() < 4;
        if (is_small_name) return std::nullopt;
        mention.type =
            is_adjective && is_embedded(hit, true, ready.language) ? MentionType::embedded : MentionType::demonym;
        return mention;
    }
    std::erase_if(weighed, [&](const Weighed& one) {
        return std::none_of(hit.forms.begin(), hit.forms.end(), [&](const Form& form) {
            return is_name(form) && spellings[form.spelling].place == one.place;
        });
    });
    const Weighed& best = weighed.front();
    // Weak in one language is weak, unless the text's own language knows the name as a good one.
    bool is_weak = false;
    bool is_good_here = false;
    bool is_weak_here = false;
    bool is_variant = true;
    for (const Form& form : hit.forms) {
        const Spelling& spelling = spellings[form.spelling];
        if (spelling.place != best.place || !is_name(form)) continue;
        if (spelling.use == SpellingUse::weak) is_weak = true;
        if (spelling.use == SpellingUse::weak && spelling.language == ready.language) is_weak_here = true;
        if (spelling.use != SpellingUse::weak && spelling.language == ready.language) is_good_here = true;
        is_variant = is_variant && form.is_variant;
    }
    is_weak = is_weak_here || (is_weak && !is_good_here);
    const PlaceNotes& place = places[best.place.number];
    mention.place = best.place;
    if (is_by_kind_word != nullptr) *is_by_kind_word = best.has_kind_word;

    float sense = 0.9F;
    if (is_weak) {
        sense = 0.2F;
        const bool is_named_elsewhere = context.sure.contains(best.place.number) && !hit.is_at_start;
        if (is_named_elsewhere) sense = 0.62F;
        // Signs of a place, each by itself weak: a preposition, an ending, a place beside it in a list, a near kind word.
        const bool is_turkic = ready.language == "kk" || ready.language == "ky" || ready.language.starts_with("uz");
        const bool has_preposition =
            ready.language != "de" && !hit.before.empty() && has(hit.before[0].roles, Role::in);
        const bool has_postposition = is_turkic && !hit.after.empty() && has(hit.after[0].roles, Role::in);
        const bool is_changed =
            std::all_of(hit.forms.begin(), hit.forms.end(), [](const Form& form) { return form.has_ending; });
        const bool has_locative = is_turkic && is_changed && has(grammar.roles_of_ending(hit.surface), Role::locative);
        const bool has_article = !hit.before.empty() && has(hit.before[0].roles, Role::the) && ready.language == "en";
        if (has_article && (place.kind == PlaceKind::river || place.kind == PlaceKind::sea))
            sense = std::max(sense, 0.6F);
        if (has_preposition && (is_changed || is_settlement(place.kind))) sense = std::max(sense, 0.6F);
        if (has_locative || (has_postposition && is_settlement(place.kind))) sense = std::max(sense, 0.6F);
        if (hit.previous || hit.next) sense = std::max(sense, 0.65F);
        if (best.has_near_kind_word && !hit.is_at_start) sense = std::max(sense, 0.45F);
        const bool is_near_by = place.inside && context.sure.contains(place.inside->number);
        if (is_near_by && is_changed) sense = std::max(sense, 0.5F);
        if (best.has_kind_word) sense = 0.85F;
    }
    if (is_variant) sense -= hit.surface.size() >= 5 ? 0.1F : 0.5F;
    if (!hit.is_capital && context.has_capitals) {
        constexpr std::size_t long_name = 6;
        sense = best.has_kind_word && !is_weak && hit.surface.size() >= long_name ? 0.6F : 0.1F;
    }
    if (hit.is_abbreviation && !best.has_kind_word) sense = 0.1F;
    // "Moscow, Idaho"
    const bool is_far = !hit.after.empty() && hit.after[0].gap == Gap::comma && has(hit.after[0].roles, Role::far) &&
                        hit.after[0].is_capital;
    if (is_far) sense = 0.05F;
    // A name of a river alone among news of other regions is somebody's name.
    const bool has_in = !hit.before.empty() && has(hit.before[0].roles, Role::in);
    const bool is_lonely = context.is_elsewhere && !best.has_kind_word && !has_in && place.kind != PlaceKind::country &&
                           (place.is_home || place.kind != PlaceKind::town);
    if (is_lonely) sense = 0.2F;
    if (!best.has_kind_word) {
        if (is_no_place(hit, place.kind, is_weak, ready.language == "de") || hit.is_quoted) sense = 0.05F;
        if (is_part_of_another_name(hit, ready.language)) {
            constexpr std::size_t short_name = 4;
            const bool is_well_known = place.is_home && !is_weak && !is_variant && hit.surface.size() > short_name;
            sense = std::min(sense, is_well_known && place.kind != PlaceKind::country ? 0.5F
                                    : is_well_known                                   ? 0.7F
                                                                                      : 0.1F);
        }
    }
    constexpr float least_sense = 0.3F;
    if (sense < least_sense) return std::nullopt;
    if (is_embedded(hit, false, ready.language) && !best.has_kind_word) mention.type = MentionType::embedded;

    // How much clearer the best is than the next.
    float clarity = 1.0F;
    if (weighed.size() > 1) clarity = std::clamp(0.6F + best.weight - weighed[1].weight, 0.5F, 1.0F);
    mention.score = std::clamp(sense * clarity, 0.05F, 1.0F);
    if (weighed.size() == 1 && !is_weak && !is_variant && hit.is_capital) mention.score = 1.0F;
    for (std::size_t i = 1; i < weighed.size(); ++i) {
        const float other = std::clamp(mention.score - (best.weight - weighed[i].weight), 0.01F, mention.score);
        mention.others.push_back({weighed[i].place, other});
    }
    return mention;
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
        if (!has(neighbour_from(ready, at, end).roles, Role::conjunction)) return;
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

NameFinder::NameFinder(const Gazetteer& gazetteer) {
    auto automaton = std::make_unique<Automaton>(gazetteer);
    for (const Place& place : gazetteer.places()) {
        PlaceNotes notes;
        notes.kind = place.kind;
        notes.rank = place.rank;
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
        one.language = language_of(one.text, language);
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
            const auto is_listed_with = [](const std::vector<Neighbour>& side, std::size_t first) {
                for (std::size_t n = 0; n < std::min<std::size_t>(side.size(), 2); ++n) {
                    if (side[n].first == first)
                        return n == 1 || side[0].gap == Gap::comma || side[0].gap == Gap::hyphen;
                    if (!has(side[n].roles, Role::conjunction)) return false;
                }
                return false;
            };
            hit.is_after_listed = k > known && is_listed_with(hit.before, hits[k - 1].first);
            hit.is_before_listed = k + 1 < hits.size() && is_listed_with(hit.after, hits[k + 1].first);
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
        if (is_by_kind_word && !mention->others.empty()) context.senses.try_emplace(hits[i].surface, mention->place);
    }
    for (std::size_t i = 0; i < hits.size(); ++i) {
        if (hits[i].is_after_listed) hits[i].previous = clear_places[i - 1];
        if (hits[i].is_before_listed) hits[i].next = clear_places[i + 1];
        if (is_clear_by_kind_word[i] && clear_places[i])
            hits[i].list_kind = automaton_->places[clear_places[i]->number].kind;
    }
    // "the towns of Kogon and Zarafshan", "Namangan, Andijan and Fergana provinces"
    for (std::size_t i = 1; i < hits.size(); ++i) {
        if (hits[i].is_after_listed && hits[i].list_kind == PlaceKind::other) hits[i].list_kind = hits[i - 1].list_kind;
    }
    for (std::size_t i = hits.size(); i-- > 1;) {
        if (hits[i].is_after_listed && hits[i - 1].list_kind == PlaceKind::other)
            hits[i - 1].list_kind = hits[i].list_kind;
    }
    std::size_t home_count = 0;
    for (const auto& [place, count] : context.sure) {
        if (automaton_->places[place].is_home) ++home_count;
    }
    constexpr std::size_t long_text_words = 250;
    constexpr std::size_t few_places = 3;
    context.is_elsewhere = word_count > long_text_words && home_count < few_places;
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
