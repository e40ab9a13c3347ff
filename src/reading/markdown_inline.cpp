#include "reading/markdown_inline.h"

#include <algorithm>
#include <map>
#include <optional>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "reading/ranges.h"

namespace darya::reading {

namespace {

bool is_ascii_punctuation(char letter) {
    return (letter >= '!' && letter <= '/') || (letter >= ':' && letter <= '@') || (letter >= '[' && letter <= '`') ||
           (letter >= '{' && letter <= '~');
}

bool is_ascii_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool is_space(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/// A run of * or _ or ~ that may open or close an emphasis.
struct Run {
    char sign = 0;
    std::size_t first_byte = 0;
    std::size_t count = 0;
    bool can_open = false;
    bool can_close = false;
};

struct Bracket {
    std::size_t first_byte = 0;  // of "[" or "!["
    bool is_image = false;
};

class Marker {
public:
    Marker(std::string_view text, Passage& passage, const LinkLabels& labels)
        : text_(text), passage_(passage), labels_(labels), prefixes_(passage.hidden) {
        first_ = passage.first_byte;
        end_ = passage.first_byte + passage.byte_count;
    }

    void mark() {
        find_backticks();
        std::size_t prefix = 0;
        for (std::size_t at = first_; at < end_;) {
            while (prefix < prefixes_.size() && prefixes_[prefix].first_byte + prefixes_[prefix].byte_count <= at)
                ++prefix;
            if (prefix < prefixes_.size() && prefixes_[prefix].first_byte <= at) {
                at = prefixes_[prefix].first_byte + prefixes_[prefix].byte_count;
                continue;
            }
            at = step(at);
        }
        settle_runs();
        passage_.hidden = in_order(std::move(passage_.hidden));
        passage_.strong = in_order(std::move(passage_.strong));
        passage_.links = in_order(std::move(passage_.links));
    }

private:
    void hide(std::size_t first, std::size_t end) {
        if (end > first) passage_.hidden.push_back({first, end - first});
    }
    bool is_at(std::size_t at, char sign) const { return at < end_ && text_[at] == sign; }

    void find_backticks() {
        for (std::size_t at = first_; at < end_;) {
            if (text_[at] != '`') {
                ++at;
                continue;
            }
            const std::size_t start = at;
            while (is_at(at, '`')) ++at;
            backticks_[at - start].push_back(start);
        }
    }

    /// Deals with what begins at `at`; where to go on.
    std::size_t step(std::size_t at) {
        switch (text_[at]) {
            case '\\':
                return escape(at);
            case '`':
                return code(at);
            case '<':
                return tag(at);
            case '!':
                if (!is_at(at + 1, '[')) return at + 1;
                brackets_.push_back({at, true});
                return at + 2;
            case '[':
                brackets_.push_back({at, false});
                return at + 1;
            case ']':
                return link(at);
            case '*':
            case '_':
            case '~':
                return run(at);
            default:
                return at + 1;
        }
    }

    std::size_t escape(std::size_t at) {
        if (at + 1 >= end_) return at + 1;
        const char next = text_[at + 1];
        if (next == '\n' || next == '\r') {
            hide(at, at + 1);
            return at + 1;
        }
        if (!is_ascii_punctuation(next)) return at + 1;
        hide(at, at + 1);
        return at + 2;
    }

    std::size_t code(std::size_t at) {
        std::size_t inside = at;
        while (is_at(inside, '`')) ++inside;
        const std::vector<std::size_t>& runs = backticks_[inside - at];
        const auto closer = std::upper_bound(runs.begin(), runs.end(), at);
        if (closer == runs.end()) return inside;
        hide(at, inside);
        hide(*closer, *closer + (inside - at));
        return *closer + (inside - at);
    }

    std::size_t tag(std::size_t at) {
        if (text_.substr(at, 4) == "<!--") {
            if (at >= no_comment_end_before_) return at + 1;
            const std::size_t close = text_.substr(0, end_).find("-->", at + 4);
            if (close == std::string_view::npos) {
                no_comment_end_before_ = at;
                return at + 1;
            }
            hide(at, close + 3);
            return close + 3;
        }
        const std::size_t close = text_.substr(0, end_).find_first_of("<>", at + 1);
        if (close == std::string_view::npos || text_[close] != '>' || close == at + 1) return at + 1;
        const std::string_view inside = text_.substr(at + 1, close - at - 1);
        const bool is_one_word = std::none_of(inside.begin(), inside.end(), is_space);
        const bool is_address =
            is_one_word && (inside.find("://") != std::string_view::npos || inside.starts_with("mailto:") ||
                            inside.find('@') != std::string_view::npos);
        if (is_address) {
            hide(at, at + 1);
            hide(close, close + 1);
            passage_.links.push_back({at + 1, inside.size()});
            return close + 1;
        }
        const std::size_t name = inside.starts_with('/') ? 1 : 0;
        if (name >= inside.size() || !is_ascii_letter(inside[name])) return at + 1;
        const std::size_t name_end = std::min(inside.find_first_of(" \t\n\r/=", name), inside.size());
        const bool is_name = std::all_of(inside.begin() + static_cast<std::ptrdiff_t>(name),
                                         inside.begin() + static_cast<std::ptrdiff_t>(name_end), [](char letter) {
                                             return is_ascii_letter(letter) || (letter >= '0' && letter <= '9') ||
                                                    letter == '-' || letter == ':';
                                         });
        if (!is_name) return at + 1;
        hide(at, close + 1);
        return close + 1;
    }

    /// Where "(url "title")" that begins at `at` ends; nothing when it is none.
    std::optional<std::size_t> destination_end(std::size_t at) const {
        constexpr std::size_t most_bytes = 4000;
        constexpr int deepest = 8;
        const std::size_t stop = std::min(end_, at + most_bytes);
        std::size_t i = at + 1;
        const auto skip_spaces = [&] {
            while (i < stop && is_space(text_[i])) ++i;
        };
        skip_spaces();
        if (i < stop && text_[i] == '<') {
            while (i < stop && text_[i] != '>' && text_[i] != '\n') ++i;
            if (!(i < stop && text_[i] == '>')) return std::nullopt;
            ++i;
        } else {
            int depth = 0;
            for (; i < stop && !is_space(text_[i]); ++i) {
                if (text_[i] == '\\' && i + 1 < stop) ++i;
                if (text_[i] == '(' && ++depth > deepest) return std::nullopt;
                if (text_[i] == ')' && --depth < 0) break;
            }
        }
        skip_spaces();
        if (i < stop && (text_[i] == '"' || text_[i] == '\'')) {
            const char quote = text_[i++];
            while (i < stop && text_[i] != quote) i += text_[i] == '\\' ? 2U : 1U;
            ++i;
            skip_spaces();
        }
        if (i < stop && text_[i] == ')') return i + 1;
        return std::nullopt;
    }

    std::size_t link(std::size_t at) {
        if (brackets_.empty()) return at + 1;
        const Bracket opener = brackets_.back();
        brackets_.pop_back();
        const std::size_t inside = opener.first_byte + (opener.is_image ? 2 : 1);
        std::size_t end = at + 1;
        if (is_at(at + 1, '(')) end = destination_end(at + 1).value_or(at + 1);
        if (end == at + 1) {
            constexpr std::size_t longest_label = 1000;
            std::string_view label = text_.substr(inside, at - inside);
            if (is_at(at + 1, '[')) {
                const std::size_t close =
                    text_.substr(0, std::min(end_, at + longest_label)).find_first_of("[]", at + 2);
                if (close != std::string_view::npos && text_[close] == ']') {
                    if (close > at + 2) label = text_.substr(at + 2, close - at - 2);
                    end = close + 1;
                }
            }
            if (label.empty() || label.size() > longest_label || !labels_.contains(folded_label(label))) return at + 1;
        }
        hide(opener.first_byte, inside);
        hide(at, end);
        if (!opener.is_image) passage_.links.push_back({inside, at - inside});
        return end;
    }

    /// White space, or an edge of the passage.
    bool is_blank_before(std::size_t at) const { return at == first_ || u_isUWhiteSpace(letter_before(at)) != 0; }
    bool is_blank_after(std::size_t at) const { return at >= end_ || u_isUWhiteSpace(letter_at(at)) != 0; }
    UChar32 letter_at(std::size_t at) const { return static_cast<UChar32>(base::code_point_at(text_, at).value); }
    UChar32 letter_before(std::size_t at) const {
        std::size_t start = at - 1;
        while (start > first_ && (static_cast<unsigned char>(text_[start]) & 0xC0U) == 0x80U) --start;
        return letter_at(start);
    }
    static bool is_sign(UChar32 letter) {
        if (letter < 0x80) return is_ascii_punctuation(static_cast<char>(letter));
        return u_ispunct(letter) != 0;
    }

    std::size_t run(std::size_t at) {
        const char sign = text_[at];
        std::size_t end = at;
        while (is_at(end, sign)) ++end;
        if (sign == '~' && end - at != 2) return end;
        const bool blank_before = is_blank_before(at);
        const bool blank_after = is_blank_after(end);
        const bool sign_before = !blank_before && is_sign(letter_before(at));
        const bool sign_after = !blank_after && is_sign(letter_at(end));
        const bool leans_right = !blank_after && (!sign_after || blank_before || sign_before);  // towards what follows
        const bool leans_left = !blank_before && (!sign_before || blank_after || sign_after);
        Run found{sign, at, end - at, leans_right, leans_left};
        if (sign == '_') {
            found.can_open = leans_right && (!leans_left || sign_before);
            found.can_close = leans_left && (!leans_right || sign_after);
        }
        runs_.push_back(found);
        return end;
    }

    /// Pairs the runs, the inner ones first.
    void settle_runs() {
        constexpr std::size_t most_open = 32;
        std::vector<Run> open;
        for (Run& closer : runs_) {
            while (closer.can_close && closer.count > 0) {
                auto opener = open.rbegin();
                while (opener != open.rend() && !fit(*opener, closer)) ++opener;
                if (opener == open.rend()) break;
                const std::size_t index = static_cast<std::size_t>(open.rend() - opener) - 1;
                open.resize(index + 1);
                pair(open.back(), closer);
                if (open.back().count == 0) open.pop_back();
            }
            if (!closer.can_open || closer.count == 0) continue;
            if (open.size() == most_open) open.erase(open.begin());
            open.push_back(closer);
        }
    }
    static bool fit(const Run& opener, const Run& closer) {
        if (opener.sign != closer.sign) return false;
        const bool is_in_doubt = opener.can_close || closer.can_open;
        return !is_in_doubt || (opener.count + closer.count) % 3 != 0 ||
               (opener.count % 3 == 0 && closer.count % 3 == 0);
    }
    void pair(Run& opener, Run& closer) {
        const std::size_t used = opener.count >= 2 && closer.count >= 2 ? 2 : 1;
        opener.count -= used;
        const std::size_t inside = opener.first_byte + opener.count + used;
        hide(inside - used, inside);
        hide(closer.first_byte, closer.first_byte + used);
        if (used == 2 && opener.sign != '~') passage_.strong.push_back({inside, closer.first_byte - inside});
        closer.first_byte += used;
        closer.count -= used;
    }

    std::string_view text_;
    Passage& passage_;
    const LinkLabels& labels_;
    const std::vector<ByteRange> prefixes_;
    std::size_t first_ = 0;
    std::size_t end_ = 0;
    std::map<std::size_t, std::vector<std::size_t>> backticks_;  // where runs of each length begin
    std::vector<Bracket> brackets_;
    std::vector<Run> runs_;
    std::size_t no_comment_end_before_ = std::string_view::npos;  // from here on no comment ends
};

}  // namespace

std::string folded_label(std::string_view label) {
    std::string folded;
    for (const char letter : label) {
        const bool is_after_space = folded.empty() || folded.back() == ' ';
        if (is_space(letter)) {
            if (!is_after_space) folded += ' ';
        } else {
            folded += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
        }
    }
    while (folded.ends_with(' ')) folded.pop_back();
    return folded;
}

void mark_inline(std::string_view text, Passage& passage, const LinkLabels& labels) {
    Marker(text, passage, labels).mark();
}

}  // namespace darya::reading
