// Markdown: blocks line by line; markdown_inline.h deals with what stands within them.

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "reading/formats.h"
#include "reading/lines.h"
#include "reading/markdown_inline.h"
#include "reading/ranges.h"

namespace darya::reading {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// A line between three or more of the same sign: "***", "- - -".
bool is_rule(std::string_view content) {
    if (content.empty() || (content[0] != '-' && content[0] != '*' && content[0] != '_')) return false;
    const char sign = content[0];
    const bool is_pure =
        std::all_of(content.begin(), content.end(), [sign](char c) { return c == sign || c == ' ' || c == '\t'; });
    return is_pure && std::count(content.begin(), content.end(), sign) >= 3;
}

/// How many # begin a heading, 0 for none.
int heading_level(std::string_view content) {
    constexpr std::size_t deepest = 6;
    const std::size_t count = std::min(content.find_first_not_of('#'), content.size());
    const bool is_heading =
        count >= 1 && count <= deepest && (count == content.size() || content[count] == ' ' || content[count] == '\t');
    return is_heading ? static_cast<int>(count) : 0;
}

struct ItemMark {
    std::size_t byte_count = 0;  // with the spaces behind it
    bool is_numbered = false;
    bool is_first = false;  // a bullet, or a list's first number
};

/// The bullet or number that begins an item.
std::optional<ItemMark> item_mark(std::string_view content) {
    constexpr std::size_t most_digits = 9;
    ItemMark mark;
    std::size_t at = 0;
    if (content.starts_with('-') || content.starts_with('*') || content.starts_with('+')) {
        at = 1;
        mark.is_first = true;
    } else {
        while (at < content.size() && is_digit(content[at]) && at < most_digits) ++at;
        if (at == 0 || at == content.size() || (content[at] != '.' && content[at] != ')')) return std::nullopt;
        mark.is_numbered = true;
        mark.is_first = content.substr(0, at) == "1";
        ++at;
    }
    if (at == content.size() || (content[at] != ' ' && content[at] != '\t')) return std::nullopt;
    while (at < content.size() && (content[at] == ' ' || content[at] == '\t')) ++at;
    if (at == content.size()) return std::nullopt;
    mark.byte_count = at;
    return mark;
}

/// "|---|:--:|": what makes a table of the line above.
bool is_table_rule(std::string_view content) {
    return content.find('|') != std::string_view::npos && content.find('-') != std::string_view::npos &&
           content.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

/// The label of "[label]: url", "" for anything else. Footnotes are text.
std::string_view defined_label(std::string_view content) {
    if (!content.starts_with('[') || content.starts_with("[^")) return {};
    const std::size_t close = content.find("]:");
    if (close == std::string_view::npos || close == 1) return {};
    const std::string_view label = content.substr(1, close - 1);
    const std::string_view address = trimmed(content.substr(close + 2));
    const bool is_one = label.find_first_of("[]") == std::string_view::npos && !address.empty();
    // An address is one word; a title in quotation marks may follow.
    const std::size_t space = address.find_first_of(" \t");
    const std::string_view rest = space == std::string_view::npos ? "" : trimmed(address.substr(space));
    const bool has_title = rest.starts_with('"') || rest.starts_with('\'') || rest.starts_with('(');
    return is_one && (rest.empty() || has_title) ? label : std::string_view{};
}

class Blocks {
public:
    Blocks(Article& article, std::size_t first_byte) : article_(article), text_(article.text), start_(first_byte) {}

    void cut() {
        find_labels();
        for (std::size_t at = start_; at < text_.size();) {
            const Line line = line_at(text_, at);
            take_line(at, line);
            at = std::max(line.next_byte, skip_to_);
            skip_to_ = 0;
        }
        finish();
    }

private:
    void find_labels() {
        for (std::size_t at = start_; at < text_.size();) {
            const Line line = line_at(text_, at);
            if (const auto label = defined_label(trimmed(line.text)); !label.empty())
                labels_.insert(folded_label(label));
            at = line.next_byte;
        }
    }

    std::size_t place_of(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }

    void open(PassageKind kind, int level, std::size_t first_byte) {
        finish();
        Passage passage;
        passage.kind = kind;
        passage.level = level;
        passage.first_byte = first_byte;
        passage_ = std::move(passage);
        is_raw_ = false;
    }
    void extend(std::string_view content) {
        passage_->byte_count = place_of(content) + content.size() - passage_->first_byte;
    }
    void hide(std::size_t first, std::size_t end) {
        if (end > first && passage_) passage_->hidden.push_back({first, end - first});
    }

    void finish() {
        if (!passage_) return;
        Passage passage = std::move(*passage_);
        passage_.reset();
        passage.hidden = in_order(std::move(passage.hidden));
        if (!is_raw_) mark_inline(text_, passage, labels_);
        passage.sources = sources_in(article_.text_of(passage), article_.sources.size());
        const std::string shown = shown_text(article_, passage);
        if (!trimmed(shown).empty()) article_.passages.push_back(std::move(passage));
    }

    void take_line(std::size_t line_first, const Line& line) {
        std::string_view content = line.text;
        std::size_t indent = 0;
        int quotes = 0;
        // Indentation and "> " of quotes, as far as they go.
        for (std::size_t i = 0; i < line.text.size(); ++i) {
            if (line.text[i] == ' ') {
                ++indent;
            } else if (line.text[i] == '\t') {
                indent += 4 - indent % 4;
            } else if (line.text[i] == '>' && !fence_) {
                ++quotes;
                indent = 0;
            } else {
                break;
            }
        }
        content = trimmed(line.text);
        while (quotes > 0 && (content.starts_with('>') || content.starts_with(' '))) content.remove_prefix(1);
        content = trimmed(content);
        if (fence_) {
            take_code(content);
            return;
        }
        if (content.empty()) {
            finish();
            is_after_blank_ = true;
            return;
        }
        const bool is_after_blank = std::exchange(is_after_blank_, false);
        take_content({line_first, line.next_byte, content, indent, quotes, is_after_blank || !passage_});
    }

    struct Content {
        std::size_t line_first = 0;
        std::size_t next_byte = 0;
        std::string_view text;
        std::size_t indent = 0;
        int quotes = 0;
        bool begins_anew = false;  // after a blank line, or after something that ended by itself
    };

    void take_content(const Content& line) {
        const std::size_t at = place_of(line.text);
        const bool is_in_paragraph = passage_ && !line.begins_anew && passage_->kind != PassageKind::table;
        if (line.begins_anew && line.indent == 0 && !item_mark(line.text)) item_indents_.clear();
        if (starts_fence(line.text)) {
            finish();
            fence_ = Fence{line.text[0], line.text.find_first_not_of(line.text[0])};
            if (fence_->count > line.text.size()) fence_->count = line.text.size();
            return;
        }
        if (line.text.starts_with("<!--") && !is_in_paragraph) {
            if (skip_until("-->", at)) return;
        }
        for (const std::string_view element : {"script", "style"}) {
            const std::string tag = "<" + std::string(element);
            if (!is_in_paragraph && folded_label(line.text.substr(0, tag.size())) == tag) {
                if (skip_until("</" + std::string(element), at)) return;
            }
        }
        if (is_in_paragraph && is_underline(line)) return;
        if (is_rule(line.text)) {
            finish();
            return;
        }
        if (!is_in_paragraph && !defined_label(line.text).empty()) {
            finish();
            return;
        }
        if (take_table(line)) return;
        const auto mark = item_mark(line.text);
        const bool may_begin_item =
            mark && (!is_in_paragraph || mark->is_first || passage_->kind == PassageKind::list_item);
        if (may_begin_item && (line.indent < 4 || !item_indents_.empty())) {
            begin_item(line, *mark);
            return;
        }
        if (const int level = heading_level(line.text); level > 0) {
            begin_heading(line, level);
            return;
        }
        const bool is_code = line.begins_anew && line.indent >= 4 && line.quotes == 0 && item_indents_.empty();
        if (is_code || (is_raw_ && passage_ && line.indent >= 4)) {
            if (!passage_ || !is_raw_) {
                open(PassageKind::paragraph, 0, at);
                is_raw_ = true;
            }
            extend(line.text);
            return;
        }
        const PassageKind kind = line.quotes > 0 ? PassageKind::quote : PassageKind::paragraph;
        const bool goes_on = is_in_paragraph && !is_raw_ && passage_->kind != PassageKind::heading &&
                             (line.quotes == 0 || passage_->kind == PassageKind::quote);
        if (!goes_on) {
            open(kind, 0, at);
        } else {
            hide(line.line_first, at);  // the "> " of a quote, the indentation of an item
        }
        extend(line.text);
    }

    struct Fence {
        char sign = 0;
        std::size_t count = 0;
    };

    static bool starts_fence(std::string_view content) {
        if (content.starts_with("~~~")) return true;
        if (!content.starts_with("```")) return false;
        const std::size_t info = content.find_first_not_of('`');
        return info == std::string_view::npos || content.find('`', info) == std::string_view::npos;
    }

    void take_code(std::string_view content) {
        const bool ends = content.size() >= fence_->count &&
                          content.find_first_not_of(fence_->sign) == std::string_view::npos && !content.empty();
        if (ends) {
            fence_.reset();
            finish();
            return;
        }
        if (content.empty()) return;
        if (!passage_) {
            open(PassageKind::paragraph, 0, place_of(content));
            is_raw_ = true;
        }
        extend(content);
    }

    /// Passes over all up to the line in which `end` stands; false when it stands nowhere.
    bool skip_until(const std::string& end, std::size_t at) {
        if (const auto none = no_end_from_.find(end); none != no_end_from_.end() && at >= none->second) return false;
        const std::size_t found = text_.find(end, at);
        if (found == std::string_view::npos) {
            no_end_from_[end] = at;
            return false;
        }
        finish();
        skip_to_ = line_at(text_, found).next_byte;
        // What stands behind a comment on its line is text.
        if (end == "-->" && !trimmed(line_at(text_, found + 3).text).empty()) skip_to_ = found + 3;
        return true;
    }

    /// "===" or "---" below a paragraph makes a heading of it.
    bool is_underline(const Content& line) {
        const bool is_first = line.text.find_first_not_of('=') == std::string_view::npos;
        const bool is_second = line.text.find_first_not_of('-') == std::string_view::npos;
        const bool is_text = passage_->kind == PassageKind::paragraph && !is_raw_ && line.quotes == 0;
        if ((!is_first && !is_second) || !is_text) return false;
        passage_->kind = PassageKind::heading;
        passage_->level = is_first ? 1 : 2;
        const std::size_t text_end = passage_->first_byte + passage_->byte_count;
        extend(line.text);
        hide(text_end, passage_->first_byte + passage_->byte_count);
        finish();
        return true;
    }

    bool take_table(const Content& line) {
        const bool is_in_table = passage_ && passage_->kind == PassageKind::table && !line.begins_anew;
        const bool has_cells = line.text.find('|') != std::string_view::npos;
        const bool is_head = !is_in_table && has_cells && is_table_rule(trimmed(line_at(text_, line.next_byte).text));
        if (is_head) skip_to_ = line_at(text_, line.next_byte).next_byte;
        if (!is_head && !(is_in_table && has_cells)) return false;
        const std::size_t at = place_of(line.text);
        open(PassageKind::table, 0, at);
        extend(line.text);
        if (line.text.starts_with('|')) hide(at, at + 1);
        if (line.text.size() > 1 && line.text.ends_with('|')) hide(at + line.text.size() - 1, at + line.text.size());
        return true;
    }

    void begin_item(const Content& line, const ItemMark& mark) {
        const std::size_t at = place_of(line.text);
        while (!item_indents_.empty() && line.indent < item_indents_.back()) item_indents_.pop_back();
        item_indents_.push_back(line.indent + mark.byte_count);
        constexpr std::size_t deepest = 9;
        open(PassageKind::list_item, static_cast<int>(std::min(item_indents_.size(), deepest)), at);
        extend(line.text);
        if (!mark.is_numbered) hide(at, at + mark.byte_count);
    }

    void begin_heading(const Content& line, int level) {
        const std::size_t at = place_of(line.text);
        open(PassageKind::heading, level, at);
        extend(line.text);
        std::string_view words = trimmed(line.text.substr(static_cast<std::size_t>(level)));
        hide(at, words.empty() ? at + line.text.size() : place_of(words));
        const std::size_t last = words.find_last_not_of('#');
        const bool has_tail = last != std::string_view::npos && last + 1 < words.size() && words[last] == ' ';
        if (has_tail) hide(place_of(words) + last, place_of(words) + words.size());
        finish();
    }

    Article& article_;
    std::string_view text_;
    std::size_t start_ = 0;
    LinkLabels labels_;
    std::optional<Passage> passage_;
    bool is_raw_ = false;  // code: nothing within it is markup
    bool is_after_blank_ = true;
    std::optional<Fence> fence_;
    std::vector<std::size_t> item_indents_;  // where the words of the open items begin
    std::size_t skip_to_ = 0;
    std::map<std::string, std::size_t> no_end_from_;  // from here on no such end follows
};

bool has_link(std::string_view text) {
    const std::size_t middle = text.find("](");
    return middle != std::string_view::npos && text.rfind('[', middle) != std::string_view::npos &&
           text.find(')', middle) != std::string_view::npos;
}

}  // namespace

bool is_markdown(const FileBytes& source) {
    const std::string ending = ending_of(source.file);
    if (ending == "md" || ending == "markdown" || ending == "mkd") return true;
    const std::string text = beginning_of(source);
    if (text.starts_with("---\n") || text.starts_with("---\r\n")) return true;
    if (heading_level(line_at(text, 0).text) > 0) return true;
    // Without a heading on top: two different marks that plain texts do not have.
    int marks = 0;
    if (has_link(text)) ++marks;
    if (text.find("\n## ") != std::string::npos || text.find("\n# ") != std::string::npos) ++marks;
    if (text.find("\n```") != std::string::npos) ++marks;
    if (text.find("**") != text.rfind("**")) ++marks;
    return marks >= 2;
}

base::Result<Article> read_markdown(const FileBytes& source, base::Notes& notes) {
    Article article = new_article(source, "markdown");
    if (const auto taken = take_text(article, source, notes); !taken) return taken.error();
    const std::size_t first_byte = read_front_matter(article, notes);
    Blocks(article, first_byte).cut();
    return article;
}

}  // namespace darya::reading
