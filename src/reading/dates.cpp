#include "reading/dates.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace darya::reading {

namespace {

/// A number or a word of a line, and what parts it from the one before.
struct Token {
    bool is_number = false;
    int number = 0;
    std::size_t digit_count = 0;
    std::string word;  // in small letters
    std::string_view before;
    std::size_t first_byte = 0;
    std::size_t end_byte = 0;
};

constexpr std::size_t longest_number_digits = 6;

std::vector<Token> tokens_of(std::string_view line) {
    std::vector<Token> tokens;
    std::size_t last_end = 0;
    for (std::size_t at = 0; at < line.size();) {
        const base::CodePoint point = base::code_point_at(line, at);
        const bool is_digit = point.value >= '0' && point.value <= '9';
        if (!is_digit && u_isalpha(static_cast<UChar32>(point.value)) == 0) {
            at += point.byte_count;
            continue;
        }
        Token token;
        token.is_number = is_digit;
        token.first_byte = at;
        token.before = line.substr(last_end, at - last_end);
        while (at < line.size()) {
            const base::CodePoint next = base::code_point_at(line, at);
            const bool next_is_digit = next.value >= '0' && next.value <= '9';
            if (next_is_digit != is_digit) break;
            if (!is_digit && u_isalpha(static_cast<UChar32>(next.value)) == 0) break;
            if (is_digit && ++token.digit_count <= longest_number_digits) {
                token.number = token.number * 10 + static_cast<int>(next.value - '0');
            }
            if (!is_digit) {
                base::append_utf8(token.word, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next.value))));
            }
            at += next.byte_count;
        }
        token.end_byte = last_end = at;
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// The months as they stand in dates. One line a month: English, German, French, Russian, Kazakh, Uzbek in both scripts,
/// Tajik; Kyrgyz uses the Russian names, without endings.
constexpr std::array<std::string_view, 12> months{
    " january jan januar jänner janvier января январь янв қаңтар қаңтары yanvar январ январи ýanwar ",
    " february feb februar février fevrier февраля февраль фев ақпан aqpan fevral феврал феврали ",
    " march mar märz mars марта март мар наурыз mart марти ",
    " april apr avril апреля апрель апр сәуір aprel апрел апрели ",
    " may mai мая май мамыр майи ",
    " june jun juni juin июня июнь июн маусым iyun июни ",
    " july jul juli juillet июля июль июл шілде iyul июли ",
    " august aug août aout августа август авг тамыз avgust августи ",
    " september sep sept septembre сентября сентябрь сен сент қыркүйек sentabr sentyabr сентябр сентябри ",
    " october oct oktober okt octobre октября октябрь окт қазан oktabr oktyabr октябр октябри ",
    " november nov novembre ноября ноябрь ноя қараша noyabr ноябр ноябри ",
    " december dec dezember dez décembre decembre декабря декабрь дек желтоқсан dekabr декабр декабри "};

/// 1 to 12 for a month's name, else 0.
int month_of(const Token& token) {
    if (token.is_number) return 0;
    const std::string wanted = " " + token.word + " ";
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (months[i].find(wanted) != std::string_view::npos) return static_cast<int>(i) + 1;
    }
    return 0;
}

std::string iso(int year, int month, int day) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    constexpr int first_year = 1400;
    constexpr int last_year = 2199;
    if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1) return "";
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > days[static_cast<std::size_t>(month) - 1] + (month == 2 && is_leap ? 1 : 0)) return "";
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
    return text.data();
}

bool is_year(const Token& token) {
    return token.is_number && token.digit_count == 4;
}

bool is_short(const Token& token) {
    return token.is_number && token.digit_count <= 2;
}

/// Nothing but spaces, dots, commas and hyphens.
bool is_loose(std::string_view between) {
    for (std::size_t at = 0; at < between.size();) {
        const base::CodePoint point = base::code_point_at(between, at);
        const bool is_fine = point.value == ' ' || point.value == '\t' || point.value == '.' || point.value == ',' ||
                             point.value == '-' || point.value == 0xA0 || point.value == 0x2011;
        if (!is_fine) return false;
        at += point.byte_count;
    }
    return between.size() <= 8;
}

/// "st" of "1st", "de" of "12 de": what may stand between the numbers and the name.
bool is_filler(const Token& token) {
    constexpr std::string_view fillers = " st nd rd th of de er го е числа ";
    return !token.is_number && fillers.find(" " + token.word + " ") != std::string_view::npos;
}

/// "year" in Kazakh, Kyrgyz, Uzbek and Tajik, where the year comes first.
bool is_year_word(const Token& token) {
    constexpr std::string_view words = " yil yili yilning йил йили йилнинг жыл жылы жылғы жылдың жылдын сол соли ";
    return !token.is_number && words.find(" " + token.word + " ") != std::string_view::npos;
}

struct Match {
    std::string iso;
    std::size_t token_count = 0;
};

/// Three numbers with the same sign between them.
Match numbers_at(const std::vector<Token>& tokens, std::size_t i) {
    if (i + 2 >= tokens.size()) return {};
    const Token& a = tokens[i];
    const Token& b = tokens[i + 1];
    const Token& c = tokens[i + 2];
    const std::string_view sign = b.before;
    if (!a.is_number || !is_short(b) || !c.is_number || c.before != sign || sign.size() != 1) return {};
    if (is_year(a) && is_short(c) && (sign == "-" || sign == "." || sign == "/")) {
        return {iso(a.number, b.number, c.number), 3};
    }
    if (!is_short(a) || !is_year(c)) return {};
    if (sign == "." || sign == "-") return {iso(c.number, b.number, a.number), 3};
    if (sign != "/") return {};
    if (a.number > 12 || a.number == b.number) return {iso(c.number, b.number, a.number), 3};
    if (b.number > 12) return {iso(c.number, a.number, b.number), 3};
    return {};
}

/// A day, a month's name and a year, in any of the orders that people write.
Match words_at(const std::vector<Token>& tokens, std::size_t i) {
    constexpr std::size_t most_tokens = 6;
    std::vector<const Token*> said;
    std::size_t used = 0;
    for (std::size_t j = i; j < tokens.size() && used < most_tokens && said.size() < 3; ++j, ++used) {
        if (j > i && !is_loose(tokens[j].before)) return {};
        if (j > i && (is_filler(tokens[j]) || is_year_word(tokens[j]))) continue;
        said.push_back(&tokens[j]);
    }
    if (said.size() < 3) return {};
    const Token& a = *said[0];
    const Token& b = *said[1];
    const Token& c = *said[2];
    if (is_short(a) && month_of(b) != 0 && is_year(c)) return {iso(c.number, month_of(b), a.number), used};
    if (month_of(a) != 0 && is_short(b) && is_year(c)) return {iso(c.number, month_of(a), b.number), used};
    if (is_year(a) && is_short(b) && month_of(c) != 0) return {iso(a.number, month_of(c), b.number), used};
    return {};
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view line) {
    const std::vector<Token> tokens = tokens_of(line);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        Match match = numbers_at(tokens, i);
        if (match.iso.empty()) match = words_at(tokens, i);
        if (match.iso.empty()) continue;
        const std::size_t first = tokens[i].first_byte;
        return FoundDate{std::move(match.iso), first, tokens[i + match.token_count - 1].end_byte - first};
    }
    return std::nullopt;
}

std::string iso_date_of(std::string_view metadata) {
    constexpr std::size_t most_bytes = 200;
    const auto found = find_date(metadata.substr(0, most_bytes));
    return found ? found->iso : "";
}

}  // namespace darya::reading
