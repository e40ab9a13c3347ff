#include "reading/language.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace darya::reading {

namespace {

constexpr std::array<std::string_view, 10> languages{"en",      "ru",      "kk", "ky", "tg",
                                                     "uz-Latn", "uz-Cyrl", "tk", "de", "fr"};
enum Number : std::size_t { en, ru, kk, ky, tg, uz_latn, uz_cyrl, tk, de, fr };
using Points = std::array<double, languages.size()>;

/// Little words that every page of a language is full of.
const std::unordered_map<std::u32string, std::size_t>& little_words() {
    static const std::unordered_map<std::u32string, std::size_t> words = [] {
        std::unordered_map<std::u32string, std::size_t> all;
        const auto add = [&all](std::size_t language, std::initializer_list<const char32_t*> list) {
            for (const char32_t* word : list) all.emplace(word, language);
        };
        add(en, {U"the", U"of", U"and", U"to", U"in", U"is", U"was", U"for", U"that", U"with", U"on", U"by", U"are"});
        add(ru, {U"и", U"в", U"не", U"на", U"что", U"с", U"по", U"из", U"для", U"это", U"как", U"от", U"был", U"к"});
        add(kk, {U"және", U"мен", U"бұл", U"үшін", U"деп", U"бойынша", U"еді", U"болды", U"туралы", U"оның"});
        add(ky, {U"жана", U"менен", U"бул", U"үчүн", U"боюнча", U"болгон", U"эле", U"анын", U"керек", U"турат"});
        add(tg, {U"ва", U"аз", U"дар", U"ба", U"ки", U"аст", U"бо", U"барои", U"ин", U"буд", U"он"});
        add(uz_cyrl, {U"ва", U"билан", U"бу", U"учун", U"ҳам", U"эди", U"бўлган", U"деб", U"бир", U"унинг"});
        add(uz_latn, {U"va", U"bilan", U"bu", U"uchun", U"ham", U"edi", U"deb", U"bir", U"uning", U"esa", U"ning"});
        add(tk, {U"we", U"bilen", U"bu", U"üçin", U"hem", U"boldy", U"diýip", U"onuň", U"ýurduň", U"döwlet"});
        add(de,
            {U"der", U"die", U"und", U"das", U"ist", U"nicht", U"von", U"mit", U"den", U"dem", U"ein", U"im", U"für"});
        add(fr, {U"le", U"les", U"et", U"des", U"est", U"une", U"du", U"dans", U"pour", U"que", U"la", U"au", U"sur"});
        return all;
    }();
    return words;
}

/// Letters that only some of the languages write.
void count_letter(Points& points, char32_t letter) {
    const auto give = [&points](std::initializer_list<std::size_t> to) {
        for (const std::size_t language : to) points[language] += 1.0;
    };
    switch (letter) {
        case U'ә':
        case U'ұ':
        case U'һ':
        case U'і':
            return give({kk});
        case U'ң':
        case U'ө':
        case U'ү':
            return give({kk, ky});
        case U'қ':
        case U'ғ':
            return give({kk, tg, uz_cyrl});
        case U'ҳ':
            return give({tg, uz_cyrl});
        case U'ў':
            return give({uz_cyrl});
        case U'ӣ':
        case U'ӯ':
        case U'ҷ':
            return give({tg});
        case U'щ':
            return give({ru});
        case U'ы':
            return give({ru, kk, ky});
        case U'ý':
        case U'ň':
        case U'ž':
            return give({tk});
        case U'ş':
        case U'ä':
            return give({tk, de});
        case U'ß':
            return give({de});
        case U'ü':
        case U'ö':
            return give({de, tk});
        case U'é':
        case U'è':
        case U'ê':
        case U'à':
        case U'ç':
            return give({fr});
        case 0x2BB:
            return give({uz_latn});
        default:
            return;
    }
}

}  // namespace

std::string_view language_of(std::string_view text, std::string_view likely) {
    constexpr std::size_t most_bytes = 20'000;
    Points points{};
    std::size_t cyrillic = 0;
    std::size_t latin = 0;
    std::u32string word;
    const auto finish_word = [&] {
        if (const auto found = little_words().find(word); found != little_words().end()) points[found->second] += 3.0;
        if (word == U"ва") points[uz_cyrl] += 3.0;
        if (word == U"bu") points[tk] += 3.0;
        word.clear();
    };
    const std::size_t end = std::min(text.size(), most_bytes);
    for (std::size_t at = 0; at < end;) {
        const base::CodePoint point = base::code_point_at(text, at);
        at += point.byte_count;
        const auto letter = static_cast<char32_t>(u_tolower(static_cast<UChar32>(point.value)));
        if (u_isalpha(static_cast<UChar32>(letter)) == 0) {
            // oʻ and gʻ are written with any apostrophe.
            const bool is_uzbek = (letter == U'\'' || letter == 0x2018 || letter == 0x2019 || letter == 0x2BC) &&
                                  !word.empty() && (word.back() == U'o' || word.back() == U'g');
            if (is_uzbek) points[uz_latn] += 0.7;
            finish_word();
            continue;
        }
        word += letter;
        if (letter < 0x250) ++latin;
        if (letter >= 0x400 && letter < 0x530) ++cyrillic;
        count_letter(points, letter);
    }
    finish_word();
    if (latin + cyrillic == 0) return likely;
    if (const auto at = std::find(languages.begin(), languages.end(), likely); at != languages.end()) {
        double& point = points[static_cast<std::size_t>(at - languages.begin())];
        point = 1.6 * point + 4.0;
    }
    for (const std::size_t one : {ru, kk, ky, tg, uz_cyrl}) {
        if (cyrillic < latin) points[one] = 0.0;
    }
    for (const std::size_t one : {en, uz_latn, tk, de, fr}) {
        if (latin <= cyrillic) points[one] = 0.0;
    }
    const auto best = std::max_element(points.begin(), points.end());
    return *best < 1.0 ? (latin > cyrillic ? "en" : "ru") : languages[static_cast<std::size_t>(best - points.begin())];
}

}  // namespace darya::reading
