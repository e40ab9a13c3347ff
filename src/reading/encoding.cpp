#include "reading/encoding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

namespace darya::reading {

namespace {

constexpr std::array<std::string_view, 10> names{"UTF-8",        "UTF-16LE",   "UTF-16BE", "windows-1251",
                                                 "KOI8-R",       "ISO-8859-5", "CP866",    "windows-1252",
                                                 "windows-1254", "ISO-8859-1"};

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_le_mark = "\xFF\xFE";
constexpr std::string_view utf16_be_mark = "\xFE\xFF";

constexpr std::size_t most_looked_at_bytes = std::size_t{64} << 10;

unsigned char byte_of(char letter) {
    return static_cast<unsigned char>(letter);
}

bool is_ascii_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// ICU's converter for a name; nothing when ICU knows no such encoding.
Converter converter_for(std::string_view name) {
    UErrorCode trouble = U_ZERO_ERROR;
    Converter converter(ucnv_open(std::string(name).c_str(), &trouble));
    return U_SUCCESS(trouble) ? std::move(converter) : nullptr;
}

/// Our spelling of a name, where it is one of ours.
std::string_view our_name(std::string_view name) {
    const std::string wanted(name);
    for (const std::string_view known : names) {
        if (ucnv_compareNames(std::string(known).c_str(), wanted.c_str()) == 0) return known;
    }
    return {};
}

/// What a byte above 0x7F means in a one-byte encoding, 0 where nothing.
using HighHalf = std::array<char16_t, 128>;

HighHalf high_half_of(std::string_view encoding) {
    HighHalf meanings{};
    const Converter converter = converter_for(encoding);
    if (!converter) return meanings;
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        const char byte = static_cast<char>(static_cast<unsigned char>(0x80 + i));
        std::array<UChar, 4> letters{};
        UErrorCode trouble = U_ZERO_ERROR;
        const std::int32_t count = ucnv_toUChars(converter.get(), letters.data(), 4, &byte, 1, &trouble);
        if (U_SUCCESS(trouble) && count == 1 && letters[0] != 0xFFFD) meanings[i] = letters[0];
    }
    return meanings;
}

// ---------------------------------------------------------------------------------------------------- UTF-8

/// How much of a text is UTF-8: letters of several bytes, and bytes that are none.
struct Utf8Count {
    std::size_t long_letters = 0;
    std::size_t wrong_bytes = 0;
};

Utf8Count count_utf8(std::string_view bytes) {
    Utf8Count count;
    for (std::size_t at = 0; at < bytes.size();) {
        const base::CodePoint point = base::code_point_at(bytes, at);
        if (point.value == 0xFFFD && point.byte_count == 1) {
            ++count.wrong_bytes;
        } else if (point.byte_count > 1) {
            ++count.long_letters;
        }
        at += point.byte_count;
    }
    return count;
}

// ---------------------------------------------------------------------------------------------------- UTF-16

/// Whether a unit of UTF-16 is what texts of Europe and Central Asia are made of.
bool is_usual_unit(unsigned unit) {
    if (unit < 0x20) return unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f';
    return (unit < 0x590 && unit != 0x7F && !(unit >= 0x80 && unit < 0xA0)) || (unit >= 0x1E00 && unit < 0x2300) ||
           unit == 0xFEFF;
}

/// UTF-16 without a mark: nearly all of its units are usual ones, and some are ASCII, such as spaces.
std::optional<std::string_view> utf16_without_mark(std::string_view bytes) {
    const std::size_t units = bytes.size() / 2;
    if (units < 2 || bytes.find('\0') == std::string_view::npos) return std::nullopt;
    std::size_t usual_le = 0;
    std::size_t usual_be = 0;
    for (std::size_t i = 0; i < units; ++i) {
        const unsigned first = byte_of(bytes[2 * i]);
        const unsigned second = byte_of(bytes[2 * i + 1]);
        if (is_usual_unit(second * 256 + first)) ++usual_le;
        if (is_usual_unit(first * 256 + second)) ++usual_be;
    }
    const std::size_t most = std::max(usual_le, usual_be);
    if (most * 20 < units * 19 || usual_le == usual_be) return std::nullopt;
    return usual_le > usual_be ? names[1] : names[2];
}

// ---------------------------------------------------------------------------------------------------- one byte

/// How often each letter from а to я stands among 1,000 of Russian; ё counts as е.
/// Source: Lyashevskaya & Sharov, frequency dictionary of the Russian National Corpus, 2009, rounded.
constexpr std::array<double, 32> russian_per_mille{80.1, 15.9, 45.4, 17.0,  29.8, 84.9, 9.4,  16.5, 73.5, 12.1, 34.9,
                                                   44.0, 32.1, 67.0, 109.7, 28.1, 47.3, 54.7, 62.6, 26.2, 2.6,  9.7,
                                                   4.8,  14.4, 7.3,  3.6,   0.4,  19.0, 17.4, 3.2,  6.4,  20.1};

constexpr std::u16string_view cyrillic_vowels = u"аеиоуыэюя";
constexpr std::u16string_view cyrillic_signs = u"ъь";

/// A small Cyrillic letter from а to я for a letter of either case, 0 for anything else.
char16_t small_russian(char16_t letter) {
    if (letter == u'ё' || letter == u'Ё') return u'е';
    if (letter >= u'А' && letter <= u'Я') return static_cast<char16_t>(letter + 32);
    return letter >= u'а' && letter <= u'я' ? letter : u'\0';
}

bool is_any_cyrillic(char16_t letter) {
    return letter >= 0x400 && letter < 0x530;
}

bool is_small_cyrillic(char16_t letter) {
    return (letter >= 0x430 && letter < 0x460) || (letter >= 0x460 && (letter & 1U) != 0);
}

/// The natural logarithm of how likely a Russian would have written these bytes, were they of this encoding.
double russian_likelihood(std::string_view bytes, const HighHalf& meanings) {
    constexpr double per_nothing = -9.0;       // a byte without a meaning, or a control character
    constexpr double per_sign = -6.0;          // a sign that is rare inside words, such as a line of a box
    constexpr double per_other_letter = -5.5;  // a Cyrillic letter that Russian does not have
    constexpr double per_wrong_case = -4.0;    // a capital letter after a small one
    constexpr double per_odd_pair = -1.0;      // two vowels or three consonants beside each other
    constexpr double per_impossible = -5.0;    // ъ or ь after a vowel or at the beginning, ы at the beginning
    double sum = 0.0;
    char16_t before = 0;  // 0 between words
    std::size_t consonants = 0;
    for (const char byte : bytes) {
        if (byte_of(byte) < 0x80) {
            if (is_ascii_letter(byte) && is_any_cyrillic(before)) sum += per_sign;
            before = 0;
            consonants = 0;
            continue;
        }
        const char16_t letter = meanings[byte_of(byte) - 0x80U];
        if (!is_any_cyrillic(letter)) {
            const bool is_usual = letter == 0xA0 || letter == 0xAB || letter == 0xBB || letter == 0x2116 ||
                                  letter == 0xB0 || letter == 0xA7 || (letter >= 0x2013 && letter <= 0x2026);
            const bool is_nothing = letter == 0 || letter < 0xA0;
            if (!is_usual) sum += is_nothing ? per_nothing : per_sign;
            if (is_usual) sum += before == 0 ? -3.0 : -4.0;
            before = 0;
            consonants = 0;
            continue;
        }
        const char16_t small = small_russian(letter);
        sum += small == 0 ? per_other_letter
                          : std::log(russian_per_mille[static_cast<std::size_t>(small - u'а')] / 1000.0);
        if (before != 0 && is_small_cyrillic(before) && !is_small_cyrillic(letter)) sum += per_wrong_case;
        if (before == 0 && is_small_cyrillic(letter)) sum += 0.3;  // most words begin small
        const bool is_vowel = small != 0 && cyrillic_vowels.find(small) != std::u16string_view::npos;
        const bool is_mark = small != 0 && cyrillic_signs.find(small) != std::u16string_view::npos;
        const char16_t small_before = small_russian(before);
        const bool was_vowel = small_before != 0 && cyrillic_vowels.find(small_before) != std::u16string_view::npos;
        if (is_mark && (before == 0 || was_vowel)) sum += per_impossible;
        if (small == u'ы' && (before == 0 || was_vowel)) sum += per_impossible;
        if (is_vowel && was_vowel) sum += per_odd_pair;
        consonants = is_vowel || is_mark ? 0 : consonants + 1;
        if (consonants >= 3) sum += per_odd_pair;
        before = letter;
    }
    return sum;
}

/// Words with bytes above 0x7F in them, counted by their bytes: beside ASCII letters, or with none.
struct WordCount {
    std::size_t mixed = 0;
    std::size_t alone = 0;
};

WordCount count_words(std::string_view bytes) {
    WordCount count;
    for (std::size_t at = 0; at < bytes.size();) {
        std::size_t end = at;
        std::size_t high = 0;
        std::size_t ascii = 0;
        for (; end < bytes.size(); ++end) {
            const bool is_high = byte_of(bytes[end]) >= 0x80;
            if (!is_high && !is_ascii_letter(bytes[end])) break;
            ++(is_high ? high : ascii);
        }
        // One letter alone is an "à" as well as an "и", and as often a dash or a quotation mark.
        if (high > 0 && ascii > 0) count.mixed += high;
        if (high > 1 && ascii == 0) count.alone += high;
        at = end + 1;
    }
    return count;
}

/// Turkish has six letters that 1252 gives to Icelandic; beside them 1252 and 1254 are the same.
bool looks_turkish(std::string_view bytes) {
    constexpr std::string_view turkish = "\xD0\xDD\xDE\xF0\xFD\xFE";
    return std::any_of(bytes.begin(), bytes.end(),
                       [turkish](char byte) { return turkish.find(byte) != std::string_view::npos; });
}

/// What ICU thinks, where it is sure and the encoding is none of the Latin and Cyrillic ones that we judge ourselves.
std::optional<std::string_view> seen_by_icu(std::string_view bytes) {
    constexpr std::array<std::string_view, 10> judged_by_icu{
        "windows-1253", "windows-1255", "windows-1256", "ISO-8859-7", "ISO-8859-8",
        "ISO-8859-6",   "Shift_JIS",    "GB18030",      "EUC-KR",     "EUC-JP"};
    constexpr int sure_percent = 40;
    UErrorCode trouble = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&trouble), ucsdet_close);
    ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &trouble);
    const UCharsetMatch* const match = ucsdet_detect(detector.get(), &trouble);
    if (U_FAILURE(trouble) || match == nullptr || ucsdet_getConfidence(match, &trouble) < sure_percent)
        return std::nullopt;
    const char* const name = ucsdet_getName(match, &trouble);
    if (U_FAILURE(trouble) || name == nullptr) return std::nullopt;
    const auto found = std::find(judged_by_icu.begin(), judged_by_icu.end(), name);
    return found == judged_by_icu.end() ? std::nullopt : std::optional(*found);
}

std::string_view one_byte_encoding(std::string_view bytes) {
    static const std::array<HighHalf, 4> cyrillic{high_half_of(names[3]), high_half_of(names[4]),
                                                  high_half_of(names[5]), high_half_of(names[6])};
    const WordCount words = count_words(bytes);
    if (words.alone == 0 || words.mixed >= words.alone) return looks_turkish(bytes) ? "windows-1254" : "windows-1252";
    std::size_t best = 0;
    double best_likelihood = 0.0;
    for (std::size_t i = 0; i < cyrillic.size(); ++i) {
        const double likelihood = russian_likelihood(bytes, cyrillic[i]);
        if (i == 0 || likelihood > best_likelihood) {
            best = i;
            best_likelihood = likelihood;
        }
    }
    // Russian has about -3.2 a letter; what has much less is not Cyrillic at all.
    const auto high =
        static_cast<double>(std::count_if(bytes.begin(), bytes.end(), [](char b) { return byte_of(b) >= 0x80; }));
    if (best_likelihood < -4.5 * high) {
        if (const auto seen = seen_by_icu(bytes)) return *seen;
    }
    return names[3 + best];
}

/// Bytes that are UTF-8 in all but few places, each wrong one replaced.
std::string mended_utf8(std::string_view bytes, std::optional<std::size_t>& first_wrong) {
    first_wrong = base::first_invalid_byte(bytes);
    if (!first_wrong) return std::string(bytes);
    std::string text(bytes.substr(0, *first_wrong));
    for (std::size_t at = *first_wrong; at < bytes.size();) {
        const base::CodePoint point = base::code_point_at(bytes, at);
        base::append_utf8(text, point.value);
        at += point.byte_count;
    }
    return text;
}

/// Converts piece by piece, so that the first wrong byte is known.
std::string converted(UConverter* converter, std::string_view bytes, std::optional<std::size_t>& first_wrong) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    std::array<UChar, 4096> units{};
    std::array<char, 3 * 4096 + 4> letters{};
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    char16_t half = 0;  // the first of a pair whose second is in the next piece
    bool is_more = true;
    while (is_more) {
        UChar* to = units.data();
        if (half != 0) *to++ = half;
        half = 0;
        UErrorCode trouble = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, units.data() + units.size(), &from, end, nullptr, 1, &trouble);
        is_more = trouble == U_BUFFER_OVERFLOW_ERROR;
        if (is_more && to > units.data() && (to[-1] & 0xFC00) == 0xD800) half = *--to;
        std::int32_t count = 0;
        trouble = U_ZERO_ERROR;
        u_strToUTF8WithSub(letters.data(), static_cast<std::int32_t>(letters.size()), &count, units.data(),
                           static_cast<std::int32_t>(to - units.data()), 0xFFFD, nullptr, &trouble);
        if (U_SUCCESS(trouble)) text.append(letters.data(), static_cast<std::size_t>(count));
    }
    if (const std::size_t at = text.find("\xEF\xBF\xBD"); at != std::string::npos) first_wrong = at;
    return text;
}

}  // namespace

std::span<const std::string_view> known_encodings() {
    return names;
}

std::string_view detect_encoding(std::string_view bytes) {
    if (bytes.starts_with(utf8_mark)) return names[0];
    if (bytes.starts_with(utf16_le_mark)) return names[1];
    if (bytes.starts_with(utf16_be_mark)) return names[2];
    const Utf8Count utf8 = count_utf8(bytes);
    const std::string_view beginning = bytes.substr(0, most_looked_at_bytes);
    if (const auto utf16 = utf16_without_mark(beginning)) return *utf16;
    if (utf8.wrong_bytes == 0 || utf8.long_letters >= 4 * utf8.wrong_bytes) return names[0];
    // A long English text may name its Russians late, so the bytes are looked at where they are not ASCII.
    const auto first_high = static_cast<std::size_t>(
        std::find_if(bytes.begin(), bytes.end(), [](char b) { return byte_of(b) >= 0x80; }) - bytes.begin());
    const std::size_t from = first_high > most_looked_at_bytes / 2 ? first_high - most_looked_at_bytes / 2 : 0;
    return one_byte_encoding(bytes.substr(from, most_looked_at_bytes));
}

base::Result<Decoded> decode(std::string_view bytes, std::string_view encoding) {
    const std::string_view wanted = encoding.empty() ? detect_encoding(bytes) : encoding;
    Decoded decoded;
    decoded.encoding = our_name(wanted);
    if (decoded.encoding.empty()) decoded.encoding = wanted;
    if (decoded.encoding == names[0]) {
        if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
        decoded.text = mended_utf8(bytes, decoded.first_wrong);
        return decoded;
    }
    const Converter converter = converter_for(wanted);
    if (!converter) {
        std::string list;
        for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
        return base::Error{"nobody knows the encoding '" + std::string(wanted) + "'", "", "choose one of " + list};
    }
    if (decoded.encoding == names[1] && bytes.starts_with(utf16_le_mark)) bytes.remove_prefix(2);
    if (decoded.encoding == names[2] && bytes.starts_with(utf16_be_mark)) bytes.remove_prefix(2);
    decoded.text = converted(converter.get(), bytes, decoded.first_wrong);
    return decoded;
}

}  // namespace darya::reading
