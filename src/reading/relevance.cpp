#include "reading/relevance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "reading/fold.h"

namespace darya::reading {

namespace {

constexpr TopicWords energy_words = 1U << 0U;
constexpr TopicWords river_words = 1U << 1U;
constexpr TopicWords still_water_words = 1U << 2U;
constexpr TopicWords canal_words = 1U << 3U;
constexpr TopicWords town_words = 1U << 4U;
constexpr TopicWords province_words = 1U << 5U;
constexpr TopicWords valley_words = 1U << 6U;
constexpr TopicWords mountain_words = 1U << 7U;
constexpr TopicWords desert_words = 1U << 8U;

/// Beginnings of words, as they are written small; English, Russian, Kazakh and Kyrgyz, Uzbek, Tajik, Turkmen, German
/// and French where theirs differ.
struct TopicGroup {
    TopicWords bit;
    std::array<std::string_view, 24> beginnings;
};

constexpr std::array topic_groups{
    TopicGroup{energy_words, {"dam ",  "dams ", "hydro",  "hpp",      "power", "turbine", "плотин",   "гэс",
                              "гидро", "энерг", "турбин", "су энерг", "бөгет", "сэс",     "tog'on",   "to'g'on",
                              "ges ",  "gidro", "нбо",    "обанбор",  "bent ", "stausee", "staudamm", "barrage"}},
    TopicGroup{river_words, {"river", "stream", "tributar", "basin",  "downstream", "upstream", "река",    "реки",
                             "реке",  "реку",   "рекой",    "приток", "бассейн",    "өзен",     "дария",   "дарыя",
                             "daryo", "дарё",   "derýa",    "fluss",  "strom",      "fleuve",   "rivière", "runoff"}},
    TopicGroup{still_water_words,
               {"lake", "sea ",   "shore",   "reservoir",    "water level", "salin", "озер",    "озёр",
                "море", "моря",   "морю",    "водохранилищ", "берег",       "көл",   "теңіз",   "деңиз",
                "ko'l", "dengiz", "suv omb", "кӯл",          "баҳр",        "deňiz", "stausee", "meer "}},
    TopicGroup{canal_words,
               {"canal", "irrigat", "intake", "канал", "орошен", "ороситель", "суғару", "kanal", "sug'or", "обёр",
                "обёрӣ", "suwar", "bewässer"}},
    TopicGroup{town_words,
               {"city", "cities", "town", "capital", "mayor", "город", "столиц", "қала", "шаар", "shahar", "poytaxt",
                "шаҳр", "пойтахт", "şäher", "stadt", "ville ", "villes "}},
    TopicGroup{
        province_words,
        {"oblast", "region", "province", "област", "вилоят", "облыс", "viloyat", "welaýat", "provinz", "gebiet"}},
    TopicGroup{valley_words, {"valley", "долин", "алқап", "өрөөн", "vodiy", "водӣ", "tal ", "vallée", "jülge"}},
    TopicGroup{mountain_words,
               {"mountain", "range", "glacier", "peak", "pass ", "гор ", "горы", "горн", "хребет", "хребт", "ледник",
                "тау ", "too ", "tog' ", "кӯҳ", "мөңгү", "gebirge", "gletscher", "montagne"}},
    TopicGroup{desert_words,
               {"desert", "dune", "sand", "пустын", "песк", "шөл", "cho'l", "биёбон", "çöl", "wüste", "désert"}},
};

/// The letters as they are compared, with a space after each word and none doubled.
std::u32string folded_words(std::string_view text) {
    std::u32string words;
    words.reserve(text.size() + 1);
    for (const FoldedLetter& letter : fold(text)) {
        if (is_word_letter(letter.letter) || letter.letter == U'\'') {
            words += letter.letter;
        } else if (!words.empty() && words.back() != U' ') {
            words += U' ';
        }
    }
    if (!words.empty() && words.back() != U' ') words += U' ';
    return words;
}

struct Beginning {
    std::u32string letters;
    TopicWords bits = 0;
};

/// Beginnings by their first two letters, which most words of a text do not have.
using Beginnings = std::unordered_map<std::uint64_t, std::vector<Beginning>>;

std::uint64_t first_two(std::u32string_view letters) {
    return static_cast<std::uint64_t>(letters[0]) << 32U | letters[1];
}

const Beginnings& beginnings() {
    static const Beginnings known = [] {
        Beginnings all;
        for (const TopicGroup& group : topic_groups) {
            for (const std::string_view text : group.beginnings) {
                if (text.empty()) continue;
                std::u32string letters = folded_words(text);
                if (text.back() != ' ') letters.pop_back();
                const std::uint64_t start = first_two(letters);
                all[start].push_back({std::move(letters), group.bit});
            }
        }
        return all;
    }();
    return known;
}

}  // namespace

TopicWords topic_words_in(std::string_view text) {
    TopicWords found = 0;
    const std::u32string words = folded_words(text);
    for (std::size_t at = 0; at + 2 < words.size();) {
        const auto known = beginnings().find(first_two(std::u32string_view(words).substr(at, 2)));
        if (known != beginnings().end()) {
            for (const Beginning& beginning : known->second) {
                if (words.compare(at, beginning.letters.size(), beginning.letters) == 0)
                    found = static_cast<TopicWords>(found | beginning.bits);
            }
        }
        at = words.find(U' ', at);
        if (at == std::u32string::npos) break;
        ++at;
    }
    return found;
}

TopicWords topic_words_of(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::dam:
        case PlaceKind::dike:
            return energy_words;
        case PlaceKind::canal_head:
        case PlaceKind::canal:
            return canal_words;
        case PlaceKind::reservoir:
        case PlaceKind::lake:
        case PlaceKind::sea:
            return still_water_words;
        case PlaceKind::river:
        case PlaceKind::basin:
            return river_words;
        case PlaceKind::valley:
            return valley_words;
        case PlaceKind::range:
            return mountain_words;
        case PlaceKind::desert:
            return desert_words;
        case PlaceKind::town:
            return town_words;
        case PlaceKind::province:
            return province_words;
        case PlaceKind::region:
        case PlaceKind::country:
        case PlaceKind::other:
            return 0;
    }
    return 0;
}

Subject subject_with_parts(const Gazetteer& gazetteer, PlaceId place) {
    return {gazetteer.with_parts(place), topic_words_of(gazetteer.place(place).kind)};
}

Subject subject_with_parents(const Gazetteer& gazetteer, PlaceId place) {
    return {gazetteer.with_parents(place), topic_words_of(gazetteer.place(place).kind)};
}

PlaceInPassage joined(PlaceInPassage a, const PlaceInPassage& b) {
    a.mention_count += b.mention_count;
    a.weight += b.weight;
    a.share += b.share;
    a.best = std::max(a.best, b.best);
    a.first = std::min(a.first, b.first);
    return a;
}

std::vector<PlaceInPassage> places_in_passages(const Article& article, std::span<const Mention> mentions) {
    const auto by_place = [](const PlaceInPassage& a, const PlaceInPassage& b) { return a.place < b.place; };
    std::vector<PlaceInPassage> all;
    for (std::size_t start = 0; start < mentions.size();) {
        const std::size_t passage_index = mentions[start].passage;
        std::size_t end = start;
        while (end < mentions.size() && mentions[end].passage == passage_index) ++end;
        const auto here = mentions.subspan(start, end - start);
        start = end;
        if (passage_index >= article.passages.size()) continue;
        const Passage& passage = article.passages[passage_index];
        const std::size_t first_of_passage = all.size();
        float weight = 0.0F;
        for (const Mention& mention : here) {
            if (mention.type != MentionType::place) continue;
            const auto offset =
                static_cast<float>(mention.first_byte - std::min(mention.first_byte, passage.first_byte));
            PlaceInPassage named;
            named.place = mention.place;
            named.passage = static_cast<std::uint32_t>(passage_index);
            named.passage_bytes = static_cast<std::uint32_t>(passage.byte_count);
            named.mention_count = 1;
            named.kind = passage.kind;
            named.weight = mention.score;
            named.best = mention.score;
            named.first = std::min(1.0F, offset / static_cast<float>(std::max<std::size_t>(passage.byte_count, 1)));
            weight += mention.score;
            all.push_back(named);
        }
        if (all.size() == first_of_passage) continue;
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first_of_passage);
        std::stable_sort(begin, all.end(), by_place);
        std::size_t kept = first_of_passage;
        for (std::size_t i = first_of_passage; i < all.size(); ++i) {
            if (kept > first_of_passage && all[kept - 1].place == all[i].place) {
                all[kept - 1] = joined(all[kept - 1], all[i]);
            } else {
                all[kept++] = all[i];
            }
        }
        all.resize(kept);
        const TopicWords words = topic_words_in(article.text_of(passage));
        for (std::size_t i = first_of_passage; i < all.size(); ++i) {
            all[i].words = words;
            all[i].share = weight > 0.0F ? all[i].weight / weight : 0.0F;
        }
    }
    std::sort(all.begin(), all.end(), [](const PlaceInPassage& a, const PlaceInPassage& b) {
        return a.place < b.place || (a.place == b.place && a.passage < b.passage);
    });
    all.shrink_to_fit();
    return all;
}

float Relevance::total() const {
    // How often a place is named and what share of the passage it has say most; the rest decides between equals.
    const float sum =
        0.32F * naming + 0.12F * earliness + 0.16F * certainty + 0.22F * share + 0.12F * topic + 0.06F * length;
    return is_text ? 0.1F + 0.9F * sum : 0.0999F * sum;
}

Relevance relevance(std::span<const Subject> subjects, std::span<const PlaceInPassage> naming) {
    Relevance parts;
    if (naming.empty() || subjects.size() != naming.size()) return parts;
    const auto count = static_cast<float>(naming.size());
    float often = 1.0F;
    float early = 1.0F;
    float with_words = 0.0F;
    float words_there = 0.0F;
    parts.certainty = 1.0F;
    for (std::size_t i = 0; i < naming.size(); ++i) {
        constexpr float half_way = 1.5F;  // so many sure mentions are half of all that could be said
        often *= naming[i].weight / (naming[i].weight + half_way);
        early *= 1.0F - naming[i].first;
        parts.certainty = std::min(parts.certainty, naming[i].best);
        parts.share += naming[i].share;
        if (subjects[i].words == 0) continue;
        ++with_words;
        if ((subjects[i].words & naming[i].words) != 0) ++words_there;
    }
    parts.naming = std::pow(often, 1.0F / count);
    parts.earliness = std::pow(std::max(early, 0.0F), 1.0F / count);
    parts.share = std::min(parts.share, 1.0F);
    if (with_words > 0.0F) parts.topic = words_there / with_words;
    constexpr float some_sentences_bytes = 250.0F;
    constexpr float page_bytes = 1600.0F;
    const auto bytes = static_cast<float>(naming.front().passage_bytes);
    parts.length = bytes < some_sentences_bytes ? bytes / some_sentences_bytes : std::min(1.0F, page_bytes / bytes);
    const PassageKind kind = naming.front().kind;
    parts.is_text = kind != PassageKind::heading && kind != PassageKind::title && kind != PassageKind::byline;
    return parts;
}

}  // namespace darya::reading
