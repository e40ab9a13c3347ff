#include "reading/decisions.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "reading/fold.h"

namespace darya::reading {

namespace {

std::u32string folded(std::string_view text) {
    std::u32string letters;
    for (const FoldedLetter& letter : fold(text)) letters += letter.letter;
    return letters;
}

/// Pairs of neighbouring letters, sorted.
std::vector<std::uint64_t> pairs_of(const std::u32string& letters) {
    std::vector<std::uint64_t> pairs;
    for (std::size_t i = 1; i < letters.size(); ++i)
        pairs.push_back(std::uint64_t{letters[i - 1]} << 32U | std::uint64_t{letters[i]});
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

/// A quote's surroundings, ready to be compared.
struct Surroundings {
    explicit Surroundings(const TextQuote& quote)
        : before(folded(quote.prefix)),
          after(folded(quote.suffix)),
          pairs_before(pairs_of(before)),
          pairs_after(pairs_of(after)) {}
    std::u32string before, after;
    std::vector<std::uint64_t> pairs_before, pairs_after;
};

std::size_t common_count(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::vector<std::uint64_t> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return common.size();
}

/// How much alike, 0 to 1: by the run of letters that are the same next to the name, or by the pairs of letters that both
/// have, whichever says more. Letters right beside the name may have changed, or those farther off.
double likeness(const Surroundings& a, const Surroundings& b) {
    const std::size_t all = a.before.size() + a.after.size();
    if (all == 0) return b.before.empty() && b.after.empty() ? 1.0 : 0.0;
    const auto [before, other] = std::mismatch(a.before.rbegin(), a.before.rend(), b.before.rbegin(), b.before.rend());
    const auto [after, next] = std::mismatch(a.after.begin(), a.after.end(), b.after.begin(), b.after.end());
    const auto run =
        static_cast<double>((before - a.before.rbegin()) + (after - a.after.begin())) / static_cast<double>(all);
    const std::size_t pair_count =
        a.pairs_before.size() + a.pairs_after.size() + b.pairs_before.size() + b.pairs_after.size();
    if (pair_count == 0) return run;
    const std::size_t common =
        common_count(a.pairs_before, b.pairs_before) + common_count(a.pairs_after, b.pairs_after);
    return std::max(run, 2.0 * static_cast<double>(common) / static_cast<double>(pair_count));
}

/// One found mention of a surface that decisions are about.
struct Place {
    std::size_t mention = 0;  // index
    std::size_t start = 0;    // code points
    TextQuote quote;
    bool is_taken = false;
};

constexpr std::size_t nobody = SIZE_MAX;
constexpr double alike_enough = 0.45;  // of two unrelated passages of one language about 0.25 is shared

std::size_t distance(std::size_t a, std::size_t b) {
    return a > b ? a - b : b - a;
}

/// The found mention that a decision is about, by its surroundings; `nobody` where there is none.
std::size_t nearest_alike(const std::vector<Place>& places, const Decision& decision) {
    // What is far away is not compared, so that a table of one name does not cost its square.
    constexpr std::ptrdiff_t most_each_way = 100;
    const auto here = std::lower_bound(places.begin(), places.end(), decision.start,
                                       [](const Place& place, std::size_t start) { return place.start < start; });
    const auto first = here - std::min(most_each_way, here - places.begin());
    const auto end = here + std::min(most_each_way, places.end() - here);
    std::optional<Surroundings> wanted;
    std::size_t best = nobody;
    double best_likeness = 0.0;
    for (auto place = first; place != end; ++place) {
        if (place->is_taken) continue;
        if (!wanted) wanted.emplace(decision.quote);
        const double alike = likeness(*wanted, Surroundings(place->quote));
        const auto index = static_cast<std::size_t>(place - places.begin());
        const bool is_better = best == nobody || alike > best_likeness ||
                               (alike == best_likeness &&
                                distance(place->start, decision.start) < distance(places[best].start, decision.start));
        if (alike >= alike_enough && is_better) {
            best = index;
            best_likeness = alike;
        }
    }
    return best;
}

/// The untouched one: the same quote, the nearest.
std::size_t nearest_same(const std::vector<Place>& places, const Decision& decision) {
    std::size_t best = nobody;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].is_taken || places[i].quote.prefix != decision.quote.prefix ||
            places[i].quote.suffix != decision.quote.suffix)
            continue;
        if (best == nobody || distance(places[i].start, decision.start) < distance(places[best].start, decision.start))
            best = i;
    }
    return best;
}

std::string_view surface_of(const Article& article, const Mention& mention) {
    return std::string_view(article.text).substr(mention.first_byte, mention.byte_count);
}

/// Which decision settles which found mention: an index or `nobody`.
std::vector<std::size_t> assigned(const Article& article, std::span<const Mention> found,
                                  std::span<const Decision> decisions) {
    std::vector<std::size_t> by_mention(found.size(), nobody);
    if (decisions.empty()) return by_mention;
    struct Surface {
        std::vector<std::size_t> single;
        std::size_t everywhere = nobody;  // the last one counts
        std::vector<Place> places;
    };
    std::map<std::u32string, Surface> surfaces;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        Surface& surface = surfaces[folded(decisions[i].quote.exact)];
        if (decisions[i].is_everywhere) {
            surface.everywhere = i;
        } else {
            surface.single.push_back(i);
        }
    }
    std::unordered_map<std::string_view, Surface*> known;  // of the surfaces as they stand in the text
    std::size_t byte = 0;
    std::size_t points = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::string_view letters = surface_of(article, found[i]);
        const auto [entry, is_new] = known.try_emplace(letters, nullptr);
        if (is_new) {
            const auto surface = surfaces.find(folded(letters));
            if (surface != surfaces.end()) entry->second = &surface->second;
        }
        Surface* const surface = entry->second;
        if (surface == nullptr) continue;
        if (found[i].type == MentionType::place) by_mention[i] = surface->everywhere;
        if (surface->single.empty()) continue;
        while (byte < found[i].first_byte) {
            byte += base::code_point_at(article.text, byte).byte_count;
            ++points;
        }
        surface->places.push_back(
            {i, points, quote_of(article.text, {found[i].first_byte, found[i].byte_count}), false});
    }
    for (auto& entry : surfaces) {
        Surface& surface = entry.second;  // clang 14 lends no part of a binding to a lambda
        // What has not changed at all is settled first, so that nothing that has can take its place.
        std::vector<std::size_t> open;
        const auto take = [&](std::size_t place, std::size_t decision) {
            surface.places[place].is_taken = true;
            by_mention[surface.places[place].mention] = decision;
        };
        for (const std::size_t decision : surface.single) {
            const std::size_t same = nearest_same(surface.places, decisions[decision]);
            if (same == nobody) {
                open.push_back(decision);
            } else {
                take(same, decision);
            }
        }
        for (const std::size_t decision : open) {
            const std::size_t alike = nearest_alike(surface.places, decisions[decision]);
            if (alike != nobody) take(alike, decision);
        }
    }
    return by_mention;
}

/// The candidates of a mention but for one, best first.
std::vector<Candidate> candidates_without(const Mention& found, PlaceId chosen) {
    std::vector<Candidate> others;
    if (found.place != chosen) others.push_back({found.place, found.score});
    for (const Candidate& other : found.others) {
        if (other.place != chosen) others.push_back(other);
    }
    return others;
}

std::optional<std::size_t> mention_at(std::span<const Mention> found, std::size_t first_byte) {
    const auto mention = std::find_if(found.begin(), found.end(),
                                      [first_byte](const Mention& one) { return one.first_byte == first_byte; });
    if (mention == found.end()) return std::nullopt;
    return static_cast<std::size_t>(mention - found.begin());
}

}  // namespace

std::span<const Decision> Decisions::of(const std::string& article) const {
    const auto list = lists_.find(article);
    return list == lists_.end() ? std::span<const Decision>{} : std::span<const Decision>(*list->second);
}

void Decisions::set(const std::string& article, std::vector<Decision> decisions) {
    if (decisions.empty()) {
        lists_.erase(article);
    } else {
        lists_[article] = std::make_shared<const std::vector<Decision>>(std::move(decisions));
    }
}

std::vector<std::string> Decisions::changed_from(const Decisions& other) const {
    std::vector<std::string> changed;
    for (const auto& [article, list] : lists_) {
        const auto there = other.lists_.find(article);
        if (there == other.lists_.end() || there->second != list) changed.push_back(article);
    }
    for (const auto& [article, list] : other.lists_) {
        if (!lists_.contains(article)) changed.push_back(article);
    }
    return changed;
}

std::string article_key(const Article& article) {
    if (!article.file.empty()) return std::filesystem::path(article.file).lexically_normal().string();
    // FNV-1a, 64 bits: not against an enemy, but to know a text again.
    std::uint64_t digest = 14695981039346656037U;
    for (const char letter : article.text) {
        digest ^= static_cast<unsigned char>(letter);
        digest *= 1099511628211U;
    }
    char hex[17];
    std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(digest));
    return std::string("text:") + hex;
}

Decided decide(const Article& article, std::span<const Mention> found, const Gazetteer& gazetteer,
               std::span<const Decision> decisions) {
    // A decision for a place that is not known (of a file that is not open now) leaves its mention as it was found.
    std::vector<std::optional<PlaceId>> places;
    places.reserve(decisions.size());
    for (const Decision& decision : decisions) places.push_back(gazetteer.find(decision.place));
    const std::vector<std::size_t> by_mention = assigned(article, found, decisions);
    Decided decided;
    decided.mentions.reserve(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t index = by_mention[i];
        const bool rests = index == nobody || (!decisions[index].place.empty() && !places[index]);
        if (rests) {
            decided.mentions.push_back(found[i]);
            continue;
        }
        decided.settled.push_back({found[i], index, decisions[index].is_everywhere, places[index]});
        if (!places[index]) continue;
        Mention mention = found[i];
        mention.others = candidates_without(found[i], *places[index]);
        mention.place = *places[index];
        mention.score = 1.0F;
        mention.type = MentionType::place;
        mention.is_settled = true;
        decided.mentions.push_back(std::move(mention));
    }
    return decided;
}

std::vector<Decision> with_verdict(const Article& article, std::span<const Mention> found, const Gazetteer& gazetteer,
                                   std::span<const Decision> decisions, const Verdict& verdict) {
    std::vector<Decision> next(decisions.begin(), decisions.end());
    const auto index = mention_at(found, verdict.first_byte);
    if (!index) return next;
    const Mention& mention = found[*index];
    Decision decision;
    decision.quote = quote_of(article.text, {mention.first_byte, mention.byte_count});
    decision.start = base::code_point_count(std::string_view(article.text).substr(0, mention.first_byte));
    decision.place = verdict.place ? gazetteer.place(*verdict.place).id : "";
    // Of a name within a treaty's or a people's, the word is about this one only.
    decision.is_everywhere = verdict.is_everywhere && mention.type == MentionType::place;
    if (decision.is_everywhere) {
        const std::u32string letters = folded(decision.quote.exact);
        std::erase_if(next, [&letters](const Decision& old) { return folded(old.quote.exact) == letters; });
    } else {
        const std::size_t old = assigned(article, found, decisions)[*index];
        if (old != nobody && !decisions[old].is_everywhere) {
            decision.more = decisions[old].more;
            next[old] = std::move(decision);
            return next;
        }
    }
    next.push_back(std::move(decision));
    return next;
}

std::vector<Decision> without_verdict(const Article& article, std::span<const Mention> found,
                                      const Gazetteer& gazetteer, std::span<const Decision> decisions,
                                      std::size_t first_byte) {
    std::vector<Decision> next(decisions.begin(), decisions.end());
    for (const Settled& settled : decide(article, found, gazetteer, decisions).settled) {
        if (settled.found.first_byte != first_byte) continue;
        next.erase(next.begin() + static_cast<std::ptrdiff_t>(settled.decision));
        break;
    }
    return next;
}

}  // namespace darya::reading
