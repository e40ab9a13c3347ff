#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "geo/projection.h"
#include "reading/automaton.h"

namespace darya::reading {

namespace {

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
            return 0.32F;
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

bool is_turkic_language(std::string_view language) {
    return language == "kk" || language == "ky" || language.starts_with("uz") || language == "tk";
}

bool is_settlement(PlaceKind kind) {
    return kind == PlaceKind::town || kind == PlaceKind::country || kind == PlaceKind::province;
}

}  // namespace

std::optional<double> NameFinder::Automaton::distance_to_clear(const Hit& hit, PlaceId place,
                                                               const Context& context) const {
    const auto here = places[place.number].position;
    const auto clear = context.near.find(hit.passage);
    if (!here || clear == context.near.end()) return std::nullopt;
    std::optional<double> nearest;
    for (const auto& [other, position] : clear->second) {
        if (other == place.number) continue;
        constexpr double m_a_km = 1000;
        const double distance = geo::ground_distance_m(*here, position) / m_a_km;
        if (!nearest || distance < *nearest) nearest = distance;
    }
    return nearest;
}

/// "a boy called Naryn", "his sister was Aral", "Нура, наш секретарь".
bool NameFinder::Automaton::is_person(const Hit& hit) const {
    for (std::size_t i = 0; i < hit.before.size() && hit.before[i].gap == Gap::space; ++i) {
        if (i > 0 && has(hit.before[i].roles, Role::title)) return true;
        if (!has(hit.before[i].roles, Role::means)) break;
    }
    const bool is_in = !hit.before.empty() && has(hit.before[0].roles, Role::in);
    if (hit.is_changed || is_in || hit.after.empty() || hit.after[0].gap != Gap::comma || hit.after[0].is_capital)
        return false;
    if (has(hit.after[0].roles, Role::title)) return true;
    return hit.after.size() > 1 && hit.after[1].gap == Gap::space && !hit.after[1].is_capital &&
           has(hit.after[1].roles, Role::title);
}

std::vector<NameFinder::Automaton::Weighed> NameFinder::Automaton::weigh(const Hit& hit, const Context& context,
                                                                         std::string_view language) const {
    const bool is_turkic = is_turkic_language(language);
    const Neighbour* const next = hit.after.empty() ? nullptr : &hit.after[0];
    const Neighbour* before = hit.before.empty() ? nullptr : &hit.before[0];
    const bool has_article = before != nullptr && has(before->roles, Role::the);
    const Neighbour* preposition = before;
    if (has_article) preposition = hit.before.size() > 1 ? &hit.before[1] : nullptr;

    const bool has_locative = hit.is_changed && has(grammar.roles_of_ending(hit.surface), Role::locative);
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
            return word != nullptr && (word->roles & wanted) != 0 &&
                   (word->gap == Gap::space || word->gap == Gap::hyphen ||
                    (hit.is_quoted && word == before && word->gap == Gap::other));  // "канал «Достык»"
        };
        const bool is_country = place.kind == PlaceKind::country;
        // "the town of Shu"; "Ишим, город"
        const Neighbour* const of =
            before != nullptr && has(before->roles, Role::of) && hit.before.size() > 1 ? &hit.before[1] : nullptr;
        const bool is_explained =
            next != nullptr && next->gap == Gap::comma && (next->roles & wanted) != 0 && !next->is_capital;
        // In Turkic languages the word before belongs to the name before it: "Жамбыл облысында Талас".
        const bool is_said_before = is_beside(before) && !(is_turkic && before->gap == Gap::space);
        const bool is_of_kind = is_beside(of) && !has(of->roles, Role::life);
        if (!is_country && (is_beside(next) || is_said_before || is_of_kind || is_explained)) {
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
        if (preposition != nullptr && has(preposition->roles, Role::on) && !is_settlement(place.kind))
            one.weight += is_running_water(place.kind) ? 0.25F : language == "ru" ? 0.2F : 0.0F;
        if (has_locative && is_settlement(place.kind)) one.weight += place.kind == PlaceKind::town ? 0.15F : 0.1F;
        if (context.sure.contains(spelling.place.number))
            one.weight += place.kind == PlaceKind::province ? 0.04F : 0.12F;
        for (const auto& listed : {hit.previous, hit.next}) {
            if (!listed) continue;
            const PlaceNotes& other = places[listed->number];
            if (other.kind == place.kind) one.weight += 0.12F;
            if (other.inside && place.inside && *other.inside == *place.inside) one.weight += 0.08F;
        }
        if (place.inside && context.sure.contains(place.inside->number)) one.weight += 0.08F;
        if (hit.forms.size() > 1) {
            constexpr double near_km = 200;
            if (const auto distance = distance_to_clear(hit, spelling.place, context))
                one.weight += 0.15F * static_cast<float>(std::exp(-*distance / near_km));
        }
        if (const auto sense = context.senses.find(hit.surface);
            sense != context.senses.end() && sense->second == spelling.place)
            one.weight += 0.12F;
        if (place.is_own) one.weight += 0.3F;  // who adds a place means it
        if (!place.is_on_map) one.weight -= 0.15F;
        if (hit.list_kind != PlaceKind::other && hit.list_kind == place.kind) one.weight += 0.4F;
        if (form.is_variant) one.weight -= 0.1F;
        if (spelling.use == SpellingUse::weak || spelling.use == SpellingUse::word) one.weight -= 0.2F;
        if (hit.country &&
            std::find(place.countries.begin(), place.countries.end(), *hit.country) != place.countries.end())
            one.weight += 0.3F / static_cast<float>(place.countries.size());  // less where it reaches beyond
        weighed.push_back(one);
    }
    std::stable_sort(weighed.begin(), weighed.end(),
                     [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
    return weighed;
}

bool NameFinder::Automaton::is_no_place(const Hit& hit, PlaceKind kind, bool is_weak, std::string_view language) const {
    const bool is_german = language == "de";
    const bool is_russian = language == "ru";
    const Neighbour* const next = hit.after.empty() ? nullptr : &hit.after[0];
    const Neighbour* const before = hit.before.empty() ? nullptr : &hit.before[0];
    const auto is_beside = [](const Neighbour* word) {
        return word != nullptr && (word->gap == Gap::space || word->gap == Gap::hyphen);
    };
    const bool is_beside_next = is_beside(next);
    const bool is_beside_before =
        is_beside(before) || (before != nullptr && before->gap == Gap::other && !hit.is_changed);  // "hotel «Naryn»"
    if (is_beside_next && has(next->roles, Role::company) && (next->is_capital || next->is_all_capitals)) return true;
    if (is_beside_next && has(next->roles, Role::street) && (next->is_capital || !hit.is_at_start)) return true;
    if (is_beside_before && !hit.is_changed && (before->roles & (bit(Role::company) | bit(Role::street))) != 0)
        return true;
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
    if (!hit.is_changed && is_beside_next && !next->is_capital && next->gap == Gap::space &&
        has(next->roles, Role::title) && kind != PlaceKind::country && !is_german)
        return true;
    // "Naryn de la Cruz"
    if (next != nullptr && next->gap == Gap::space && has(next->roles, Role::particle) && !next->is_capital &&
        !is_german && hit.after.size() > 1)
        return true;
    if (!is_german && before != nullptr && before->gap == Gap::space && has(before->roles, Role::particle) &&
        !before->is_capital && !hit.is_changed && hit.before.size() > 1 && hit.before[1].is_capital)
        return true;
    if (is_beside(before) && !hit.is_changed && has(before->roles, Role::first_name)) return true;
    if (kind == PlaceKind::country && !is_weak) return false;
    // A person: "Talas Bekov", "Mr Chu", "N. Aral".
    // In Russian both take endings: "акына Токтогула Сатылганова".
    const bool may_be_first = !hit.is_changed || (is_russian && (before == nullptr || !has(before->roles, Role::in)));
    if (is_beside_next && next->gap == Gap::space && next->is_capital && !next->is_all_capitals && may_be_first &&
        (next->roles & kind_roles) == 0 && has(next->roles, Role::surname))
        return true;
    if (before == nullptr || !is_beside(before)) return false;
    if (before->is_initial && before->gap == Gap::space) return true;
    return !hit.is_changed && has(before->roles, Role::title);
}

/// A word with a capital beside it that belongs to no place: "Ili Quispe", "Typhoon Ural", "Samara Star".
bool NameFinder::Automaton::is_part_of_another_name(const Hit& hit, std::string_view language) const {
    if (language == "de" || hit.is_in_title_case) return false;  // nouns and titles have capitals anyway
    if (hit.is_changed) return false;
    const auto belongs = [this](const Neighbour* word) {
        constexpr Roles known = kind_roles | bit(Role::country) | bit(Role::organisation) | bit(Role::common) |
                                bit(Role::in) | bit(Role::on) | bit(Role::the) | bit(Role::conjunction) |
                                bit(Role::title);
        return word != nullptr && word->gap == Gap::space && word->is_capital && !word->is_all_capitals &&
               !word->is_place && word->letter_count > 1 && (word->roles & known) == 0;
    };
    const Neighbour* const next = hit.after.empty() ? nullptr : &hit.after[0];
    const Neighbour* const before = hit.before.empty() ? nullptr : &hit.before[0];
    return belongs(next) || (belongs(before) && !before->is_at_start);
}

bool NameFinder::Automaton::is_embedded(const Hit& hit, bool is_adjective, std::string_view language) const {
    // "Бишкек гуманитардык университети": the name goes before, without an ending.
    const bool is_bare_turkic = !hit.is_changed && (language == "kk" || language == "ky" || language.starts_with("uz"));
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
        if (!goes_on || ((word.roles & kind_roles) != 0 && !word.is_capital)) break;
    }
    // "Bank of Kazakhstan", "Банк Казахстана"
    const Neighbour* before = nullptr;
    for (const Neighbour& word : hit.before) {
        if (word.gap != Gap::space) return false;
        if (has(word.roles, Role::of) || has(word.roles, Role::the)) continue;
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
        // "Айдаро-Арнасайская система озёр": so may one more noun.
        const bool is_noun_of_kind =
            i == 0 && hit.after.size() > 1 && hit.after[1].gap == Gap::space && (hit.after[1].roles & kind_roles) != 0;
        const bool goes_on =
            has(word.roles, Role::conjunction) || word.is_capital || word.gap == Gap::comma || is_noun_of_kind;
        if (!goes_on) break;
    }
    return std::nullopt;
}

std::optional<Mention> NameFinder::Automaton::decide(const Hit& hit, const Context& context, const Article& article,
                                                     const Ready& ready, bool* is_by_kind_word) const {
    std::vector<Weighed> weighed = weigh(hit, context, ready.language);
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
    const bool is_nisba = ready.language == "tg" && written.ends_with("\xD3\xA3") && hit.is_changed;
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
    bool is_word_here = false;
    bool is_variant = true;
    for (const Form& form : hit.forms) {
        const Spelling& spelling = spellings[form.spelling];
        if (spelling.place != best.place || !is_name(form)) continue;
        const bool is_word = spelling.use == SpellingUse::word;
        if (is_word && spelling.language == ready.language) is_word_here = true;
        const bool is_capital_word = is_word && hit.is_capital && !hit.is_at_start && !hit.is_in_title_case;
        const bool is_weak_form = spelling.use == SpellingUse::weak || (is_word && !is_capital_word);
        if (is_weak_form) is_weak = true;
        if (is_weak_form && spelling.language == ready.language) is_weak_here = true;
        if (!is_weak_form && spelling.language == ready.language) is_good_here = true;
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
        if (is_word_here && hit.is_capital && context.sure.contains(best.place.number) &&
            !has(grammar.roles_of(hit.surface), Role::conjunction))
            sense = 0.5F;
        // Signs of a place, each by itself weak: a preposition, an ending, a place beside it in a list, a near kind word.
        const bool is_turkic = is_turkic_language(ready.language);
        const bool has_preposition =
            ready.language != "de" && !hit.before.empty() && has(hit.before[0].roles, Role::in);
        const bool has_postposition = is_turkic && !hit.after.empty() && has(hit.after[0].roles, Role::in);
        const bool has_locative =
            is_turkic && hit.is_changed && has(grammar.roles_of_ending(hit.surface), Role::locative);
        const bool has_article = !hit.before.empty() && has(hit.before[0].roles, Role::the) && ready.language == "en";
        if (has_article && (place.kind == PlaceKind::river || place.kind == PlaceKind::sea))
            sense = std::max(sense, 0.6F);
        if (has_preposition && (hit.is_changed || is_settlement(place.kind))) sense = std::max(sense, 0.6F);
        if (has_locative || (has_postposition && is_settlement(place.kind))) sense = std::max(sense, 0.6F);
        if (hit.previous || hit.next) sense = std::max(sense, 0.65F);
        if (best.has_near_kind_word && !hit.is_at_start) sense = std::max(sense, 0.45F);
        const bool is_near_by = place.inside && context.sure.contains(place.inside->number);
        if (is_near_by && hit.is_changed) sense = std::max(sense, 0.5F);
        constexpr double next_door_km = 120;
        const bool is_surname = has(grammar.roles_of_ending(hit.surface), Role::surname);
        const auto distance = distance_to_clear(hit, best.place, context);
        if (distance && *distance < next_door_km && !hit.is_at_start && !is_surname) sense = std::max(sense, 0.5F);
        if (best.has_kind_word) sense = 0.85F;
    }
    if (is_variant) sense -= hit.surface.size() >= 5 ? 0.1F : 0.65F;
    if (!hit.is_capital && context.has_capitals) {
        constexpr std::size_t long_name = 6;
        sense = best.has_kind_word && !is_weak && !is_variant && hit.surface.size() >= long_name ? 0.6F : 0.1F;
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
        // "they said «Сталинабад»", "с «Камбаратой-1»"; not "гостиница «Нарын»".
        constexpr std::size_t short_word = 2;
        const bool is_work = place.kind == PlaceKind::dam || place.kind == PlaceKind::reservoir;
        const bool is_said = !hit.before.empty() &&
                             (has(hit.before[0].roles, Role::says) ||
                              (hit.is_changed && is_work && !is_weak && hit.before[0].letter_count <= short_word));
        if (is_no_place(hit, place.kind, is_weak, ready.language) || (hit.is_quoted && !is_said)) sense = 0.05F;
        if (!best.has_near_kind_word && place.kind != PlaceKind::country && is_person(hit)) sense = 0.05F;
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
    const bool is_kind_of_name = hit.after.empty() || !hit.after[0].is_capital;  // "Amu Darya Basin Organisation"
    if (is_embedded(hit, false, ready.language) && !(best.has_kind_word && is_kind_of_name))
        mention.type = MentionType::embedded;

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

}  // namespace darya::reading
