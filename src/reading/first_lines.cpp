#include "reading/first_lines.h"

#include <algorithm>
#include <array>
#include <vector>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "reading/dates.h"
#include "reading/lines.h"

namespace darya::reading {

namespace {

constexpr std::size_t longest_title_letters = 200;
constexpr std::size_t longest_byline_letters = 120;
constexpr std::size_t most_passages = 6;
constexpr std::size_t most_lines = 6;

UChar32 letter_at(std::string_view text, std::size_t at) {
    return static_cast<UChar32>(base::code_point_at(text, at).value);
}

std::string in_small_letters(std::string_view text) {
    std::string small;
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        base::append_utf8(small, static_cast<char32_t>(u_tolower(static_cast<UChar32>(point.value))));
        at += point.byte_count;
    }
    return small;
}

/// Whether every word is one of a name: with a capital, or a particle such as "von".
bool is_name(std::string_view text) {
    constexpr std::string_view particles =
        " and und et и va ва және жана de du der van von den la le al bin ibn of for staff ";
    constexpr std::size_t most_words = 10;
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" ,&\t", at), text.size());
        if (const std::string_view word = text.substr(at, end - at); !word.empty()) {
            ++words;
            const bool is_capital = u_isupper(letter_at(word, 0)) != 0;
            if (!is_capital && particles.find(" " + std::string(word) + " ") == std::string_view::npos) return false;
            if (is_capital) ++capitals;
        }
        at = end + 1;
    }
    return capitals > 0 && words <= most_words;
}

/// A full stop at the end, but not that of an initial.
bool ends_like_a_sentence(std::string_view line) {
    if (!line.ends_with('.')) return false;
    line.remove_suffix(1);
    std::size_t letters = 0;
    while (!line.empty()) {
        std::size_t at = line.size() - 1;
        while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) --at;
        if (u_isalpha(letter_at(line, at)) == 0) break;
        ++letters;
        line = line.substr(0, at);
    }
    return letters != 1;
}

/// The date of a line that says little else: "Tashkent, 12 March 2010", "Опубликовано: 12.03.2010, 10:30".
std::string date_line(std::string_view line) {
    const auto found = find_date(line);
    if (!found || base::code_point_count(line) > longest_byline_letters) return "";
    constexpr std::string_view labels =
        " published updated posted date on dated от дата опубликовано am le du vom den stand ";
    constexpr std::array<std::string_view, 7> ends{":", ",", "|", "—", "–", "-", "·"};
    const std::string_view before = trimmed(line.substr(0, found->first_byte));
    const bool is_labelled =
        before.empty() || labels.find(" " + in_small_letters(before) + " ") != std::string_view::npos ||
        std::any_of(ends.begin(), ends.end(), [before](std::string_view end) { return before.ends_with(end); }) ||
        before == "(" || before == "[";
    constexpr std::size_t most_letters_beside = 24;
    std::size_t letters = 0;
    const std::string_view after = line.substr(found->first_byte + found->byte_count);
    for (const std::string_view part : {before, after}) {
        for (std::size_t at = 0; at < part.size();) {
            const base::CodePoint point = base::code_point_at(part, at);
            if (u_isalpha(static_cast<UChar32>(point.value)) != 0) ++letters;
            at += point.byte_count;
        }
    }
    // "12 March 2010 г.", "12 March 2010, 10:30", but no sentence that goes on.
    constexpr std::array<std::string_view, 12> next{",", "|", "—", "–", "-", "·", "(", ")", "]", "г", "ж", ":"};
    const std::string_view rest = trimmed(after);
    const bool is_over =
        rest.empty() || rest[0] == '.' || rest[0] == 'T' || (rest[0] >= '0' && rest[0] <= '9') ||
        std::any_of(next.begin(), next.end(), [rest](std::string_view sign) { return rest.starts_with(sign); });
    return is_labelled && is_over && letters <= most_letters_beside ? found->iso : "";
}

bool is_title_like(std::string_view line, bool is_heading) {
    if (line.empty() || base::code_point_count(line) > longest_title_letters) return false;
    if (is_heading) return true;
    return !line.ends_with('.') && !line.ends_with(',') && !line.ends_with(';') && !line.ends_with(':');
}

/// Takes author and date from a line; whether it was there for them.
bool takes_byline(Article& article, std::string_view line) {
    if (base::code_point_count(line) > longest_byline_letters) return false;
    const std::string author = author_in(line);
    const auto dated = author.empty() ? std::nullopt : find_date(line);
    const std::string date = author.empty() ? date_line(line) : dated ? dated->iso : "";
    if (author.empty() && date.empty()) return false;
    if (article.author.empty()) article.author = author;
    if (article.date.empty()) article.date = date;
    return true;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        lines.push_back(trimmed(line.text));
        at = line.next_byte;
    }
    return lines;
}

}  // namespace

std::string author_in(std::string_view line) {
    // With a colon anything may follow; without, it has to look like a name.
    static constexpr std::array<std::string_view, 15> labels{
        "author:",  "authors:", "written by:", "by:",    "автор:",   "авторы:", "текст:",  "муаллиф:",
        "muallif:", "автору:",  "авторлар:",   "autor:", "autoren:", "auteur:", "auteur :"};
    static constexpr std::array<std::string_view, 6> words{"by ", "written by ", "автор ", "von ", "par ", "text by "};
    line = trimmed(line);
    const std::string small = in_small_letters(line.substr(0, 40));
    std::string_view name;
    bool is_labelled = false;
    for (const std::string_view label : labels) {
        if (!small.starts_with(label)) continue;
        name = line.substr(label.size());
        is_labelled = true;
    }
    for (const std::string_view word : words) {
        if (name.empty() && small.starts_with(word)) name = line.substr(word.size());
    }
    if (name.empty() || name.size() > line.size()) return "";
    std::string without_date(name);
    if (const auto date = find_date(name)) without_date = name.substr(0, date->first_byte);
    name = without_date;
    for (const std::string_view sign : {" | ", " — ", " – ", " · ", "\t"}) name = name.substr(0, name.find(sign));
    name = trimmed(name);
    while (!name.empty() && (name.back() == ',' || name.back() == '|' || name.back() == ';')) {
        name = trimmed(name.substr(0, name.size() - 1));
    }
    if (name.empty() || u_isupper(letter_at(name, 0)) == 0) return "";
    if (!is_labelled && (!is_name(name) || ends_like_a_sentence(name))) return "";
    return std::string(name);
}

void read_first_lines(Article& article) {
    // Where the format knows its title, a kicker may stand above it, and the byline stands below.
    const auto title = std::find_if(article.passages.begin(), article.passages.end(),
                                    [](const Passage& passage) { return passage.kind == PassageKind::title; });
    bool has_title = title != article.passages.end();
    std::size_t first = has_title ? static_cast<std::size_t>(title - article.passages.begin()) : 0;
    if (has_title) {
        if (article.title.empty()) article.title = trimmed(shown_text(article, *title));
        ++first;
    }
    for (std::size_t i = first; i < std::min(first + most_passages, article.passages.size()); ++i) {
        Passage& passage = article.passages[i];
        if (passage.kind == PassageKind::list_item || passage.kind == PassageKind::table) return;
        if (passage.byte_count > most_lines * 4 * longest_title_letters) return;
        const std::string shown = shown_text(article, passage);
        const std::vector<std::string_view> lines = lines_of(trimmed(shown));
        if (lines.empty()) continue;
        const bool is_heading = passage.kind == PassageKind::heading;
        if (lines.size() == 1) {
            if (!is_heading && takes_byline(article, lines[0])) {
                passage.kind = PassageKind::byline;
            } else if (!has_title && passage.kind != PassageKind::quote && is_title_like(lines[0], is_heading)) {
                has_title = true;
                passage.kind = PassageKind::title;
                if (article.title.empty()) article.title = lines[0];
            } else if (!is_heading) {
                return;
            }
            continue;
        }
        if (lines.size() > most_lines || is_heading) return;
        // A title, an author and a date on lines of their own, or the last two.
        const bool begins = takes_byline(article, lines[0]);
        bool has_byline = begins;
        for (std::size_t j = 1; j < lines.size(); ++j) has_byline = takes_byline(article, lines[j]) || has_byline;
        if (!has_byline) return;
        if (!begins && !has_title && is_title_like(lines[0], false)) {
            has_title = true;
            if (article.title.empty()) article.title = lines[0];
        } else if (begins) {
            passage.kind = PassageKind::byline;
        }
    }
}

}  // namespace darya::reading
