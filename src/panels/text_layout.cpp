#include "panels/text_layout.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"
#include "reading/quote.h"

namespace darya::panels {

namespace {

using reading::ByteRange;
using reading::PassageKind;

constexpr std::size_t no_index = static_cast<std::size_t>(-1);

bool is_white(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n' || letter == '\f' || letter == '\v';
}

std::size_t end_of(const ByteRange& range) {
    return range.first_byte + range.byte_count;
}

std::size_t end_of(const TextRun& run) {
    return run.first_byte + run.byte_count;
}

/// A stretch without spaces in one look, and what it belongs to.
struct Fragment {
    TextRun run;
    bool is_after_space = false;  // a line may break before it
};

/// Cuts a stretch of a passage into fragments: at spaces, at names, links and references like [2]; markup is left out.
class Cutter {
public:
    Cutter(const reading::Article& article, const reading::Passage& passage, std::span<const reading::Mention> mentions)
        : article_(article), passage_(passage), mentions_(mentions), markup_(reading::markup_of(article, passage)) {}

    std::vector<Fragment> cut(std::size_t first, std::size_t end) {
        fragments_.clear();
        is_after_space_ = true;
        last_index_ = no_index;
        while (first < end) {
            const std::size_t hidden_end = markup_end(first);
            if (hidden_end > first) {
                first = hidden_end;
                continue;
            }
            if (article_.text[first] == '[') {
                if (const auto number = reference_at(first, end)) {
                    const std::size_t close = article_.text.find(']', first);
                    TextRun run{first + 1, close - first - 1, *number, 0.0F, 0.0F, TextRun::Kind::reference};
                    fragments_.push_back({run, false});  // never at the start of a line
                    last_index_ = no_index;
                    is_after_space_ = false;
                    first = close + 1;
                    continue;
                }
            }
            const std::size_t piece_end = std::min(end, end_of_look(first, end));
            add_words(first, piece_end);
            first = piece_end;
        }
        for (std::size_t i = 0; i < fragments_.size(); ++i) {
            TextRun& run = fragments_[i].run;
            run.is_last = i + 1 == fragments_.size() || !fragments_[i + 1].run.is_going_on;
        }
        return std::move(fragments_);
    }

    /// Where the markup that covers a byte ends, or the byte itself.
    std::size_t markup_end(std::size_t byte) const {
        const auto next = std::partition_point(markup_.begin(), markup_.end(),
                                               [byte](const ByteRange& range) { return end_of(range) <= byte; });
        return next != markup_.end() && next->first_byte <= byte ? end_of(*next) : byte;
    }

private:
    static const ByteRange* range_at(std::span<const ByteRange> ranges, std::size_t byte) {
        const auto next = std::partition_point(ranges.begin(), ranges.end(),
                                               [byte](const ByteRange& range) { return end_of(range) <= byte; });
        return next != ranges.end() ? &*next : nullptr;
    }
    std::size_t mention_at(std::size_t byte) const {
        const auto next = std::partition_point(mentions_.begin(), mentions_.end(), [byte](const auto& mention) {
            return mention.first_byte + mention.byte_count <= byte;
        });
        return static_cast<std::size_t>(next - mentions_.begin());
    }
    std::optional<std::size_t> reference_at(std::size_t byte, std::size_t end) const {
        std::size_t number = 0;
        const char* const from = article_.text.data() + byte + 1;
        const char* const to = article_.text.data() + end;
        const auto [stop, trouble] = std::from_chars(from, to, number);
        const bool is_one =
            trouble == std::errc() && stop != to && *stop == ']' && number >= 1 && number <= article_.sources.size();
        return is_one ? std::optional(number - 1) : std::nullopt;
    }
    /// The next byte where the look may change.
    std::size_t end_of_look(std::size_t byte, std::size_t end) const {
        const auto cut_at = [&](std::size_t first, std::size_t last) {
            if (first > byte) end = std::min(end, first);
            if (first <= byte) end = std::min(end, last);
        };
        for (const auto& ranges : {std::span<const ByteRange>(markup_), std::span<const ByteRange>(passage_.strong),
                                   std::span<const ByteRange>(passage_.links)}) {
            if (const ByteRange* range = range_at(ranges, byte)) cut_at(range->first_byte, end_of(*range));
        }
        const std::size_t index = mention_at(byte);
        if (index < mentions_.size())
            cut_at(mentions_[index].first_byte, mentions_[index].first_byte + mentions_[index].byte_count);
        for (std::size_t at = article_.text.find('[', byte + 1); at < end; at = article_.text.find('[', at + 1)) {
            if (reference_at(at, passage_.first_byte + passage_.byte_count)) end = at;
        }
        return end;
    }
    void add_words(std::size_t first, std::size_t end) {
        constexpr std::size_t longest_bytes = 48;  // longer "words" may break anywhere: a line has to end somewhere
        const std::string_view text = article_.text;
        TextRun look;
        const auto covers = [first](const ByteRange* range) { return range != nullptr && range->first_byte <= first; };
        look.is_strong = covers(range_at(passage_.strong, first));
        const std::size_t mention = mention_at(first);
        const ByteRange* const link = range_at(passage_.links, first);
        if (mention < mentions_.size() && mentions_[mention].first_byte <= first) {
            look.kind = TextRun::Kind::name;
            look.index = mention;
        } else if (covers(link)) {
            look.kind = TextRun::Kind::link;
            look.index = static_cast<std::size_t>(link - passage_.links.data());
        }
        for (std::size_t at = first; at < end;) {
            if (is_white(text[at])) {
                is_after_space_ = true;
                ++at;
                continue;
            }
            std::size_t stop = at;
            while (stop < end && !is_white(text[stop]) &&
                   (stop - at < longest_bytes || (static_cast<unsigned char>(text[stop]) & 0xC0U) == 0x80U))
                ++stop;
            look.first_byte = at;
            look.byte_count = stop - at;
            look.is_going_on =
                look.kind != TextRun::Kind::plain && last_kind_ == look.kind && last_index_ == look.index;
            fragments_.push_back({look, is_after_space_});
            is_after_space_ = stop - at >= longest_bytes;
            last_kind_ = look.kind;
            last_index_ = look.kind == TextRun::Kind::plain ? no_index : look.index;
            at = stop;
        }
    }

    const reading::Article& article_;
    const reading::Passage& passage_;
    std::span<const reading::Mention> mentions_;
    std::vector<ByteRange> markup_;
    std::vector<Fragment> fragments_;
    bool is_after_space_ = true;
    TextRun::Kind last_kind_ = TextRun::Kind::plain;
    std::size_t last_index_ = no_index;
};

float width_of(const RunFace& face, const std::string& text, std::size_t first, std::size_t end) {
    return face.font->CalcTextSizeA(face.size_px, 1e9F, 0.0F, text.data() + first, text.data() + end).x;
}

/// Room behind a doubtful name, for its question mark.
float doubt_room_px(const TextBlock& block) {
    return 0.34F * block.size_px;
}

/// Puts fragments on lines between two sides; gives where the last line ends.
class Setter {
public:
    Setter(const reading::Article& article, std::span<const reading::Mention> mentions, const TextLook& look,
           TextBlock& block, float line_px)
        : article_(article), mentions_(mentions), look_(look), block_(block), line_px_(line_px) {}

    float set(const std::vector<Fragment>& fragments, float left_px, float width_px, float y_px) {
        const float space_px = block_.font->CalcTextSizeA(block_.size_px, 1e9F, 0.0F, " ").x;
        float x = 0.0F;
        block_.lines.push_back({block_.runs.size(), 0, y_px, line_px_});
        for (std::size_t first = 0; first < fragments.size();) {
            std::size_t end = first;
            float word_px = 0.0F;
            word_.clear();
            do {
                place(fragments[end].run, word_px, width_px);
                ++end;
            } while (end < fragments.size() && !fragments[end].is_after_space);
            float gap = x > 0.0F && fragments[first].is_after_space ? space_px : 0.0F;
            if (x + gap + word_px > width_px && x > 0.0F) {
                y_px += line_px_;
                block_.lines.push_back({block_.runs.size(), 0, y_px, line_px_});
                x = 0.0F;
                gap = 0.0F;
            }
            for (TextRun& run : word_) {
                run.x_px += left_px + x + gap;
                block_.runs.push_back(run);
                ++block_.lines.back().run_count;
            }
            x += gap + word_px;
            first = end;
        }
        return y_px + line_px_;
    }

private:
    void place(TextRun run, float& word_px, float width_px) {
        const RunFace face = face_of(block_, run, look_);
        const bool is_reference = run.kind == TextRun::Kind::reference;
        const float before_px = is_reference ? 1.5F : 0.0F;
        run.x_px = word_px + before_px;
        run.width_px = width_of(face, article_.text, run.first_byte, end_of(run));
        (void)width_px;
        word_px += run.width_px + before_px + (is_reference ? 1.0F : 0.0F);
        if (run.kind == TextRun::Kind::name && run.is_last && reading::is_doubtful(mentions_[run.index]) &&
            mentions_[run.index].type == reading::MentionType::place)
            word_px += doubt_room_px(block_);
        word_.push_back(run);
    }

    const reading::Article& article_;
    std::span<const reading::Mention> mentions_;
    const TextLook& look_;
    TextBlock& block_;
    float line_px_;
    std::vector<TextRun> word_;
};

/// The cells of one row: between bars or tabs, without the empty ones at the ends that a bar there makes.
std::vector<ByteRange> cells_of(std::string_view text, std::size_t first, std::size_t end) {
    std::vector<ByteRange> cells;
    std::size_t start = first;
    for (std::size_t at = first; at <= end; ++at) {
        if (at < end && text[at] != '|' && text[at] != '\t') continue;
        std::size_t from = start;
        std::size_t to = at;
        while (from < to && is_white(text[from])) ++from;
        while (to > from && is_white(text[to - 1])) --to;
        const bool is_outer = from == to && (start == first || at == end);
        if (!is_outer) cells.push_back({from, to - from});
        start = at + 1;
    }
    return cells;
}

/// A Markdown table's line of dashes.
bool is_ruler(std::string_view row) {
    return row.find('-') != std::string_view::npos && row.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

void set_table(const reading::Article& article, const reading::Passage& passage, Cutter& cutter, Setter& setter,
               const TextLook& look, TextBlock& block, float width_px) {
    const std::string_view text = article.text;
    std::vector<std::vector<ByteRange>> rows;
    const std::size_t end = passage.first_byte + passage.byte_count;
    for (std::size_t at = passage.first_byte; at < end;) {
        std::size_t stop = std::min(text.find('\n', at), end);
        if (!is_ruler(text.substr(at, stop - at))) rows.push_back(cells_of(text, at, stop));
        at = stop + 1;
    }
    std::size_t column_count = 1;
    for (const auto& row : rows) column_count = std::max(column_count, row.size());
    constexpr float gap_px = 18.0F;
    const float most_px = std::max(width_px - gap_px * static_cast<float>(column_count - 1), 1.0F);
    std::vector<float> columns_px(column_count, 12.0F);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const float cell_px =
                width_of({block.font, block.size_px}, article.text, row[i].first_byte, end_of(row[i]));
            columns_px[i] = std::max(columns_px[i], std::min(cell_px + 2.0F, most_px));
        }
    }
    // Where all do not fit, the widest give way first.
    float sum_px = 0.0F;
    for (const float column : columns_px) sum_px += column;
    for (int step = 0; step < 200 && sum_px > most_px; ++step) {
        float& widest = *std::max_element(columns_px.begin(), columns_px.end());
        const float less = std::min(widest * 0.1F, sum_px - most_px);
        widest -= less;
        sum_px -= less;
    }
    float y = block.before_px;
    (void)look;
    for (const auto& row : rows) {
        float x = 0.0F;
        float bottom = y + 4.0F;
        for (std::size_t i = 0; i < row.size(); ++i) {
            bottom = std::max(bottom, setter.set(cutter.cut(row[i].first_byte, end_of(row[i])), x, columns_px[i], y));
            x += columns_px[i] + gap_px;
        }
        y = bottom + 3.0F;
        block.rules_px.push_back(y - 2.0F);
    }
    block.height_px = y;
}

/// Skips what a list item begins with; gives where its text begins and how its marker looks.
std::size_t after_marker(const reading::Article& article, const reading::Passage& passage, const Cutter& cutter,
                         std::string& marker) {
    const std::string_view text = article.text;
    const std::size_t end = passage.first_byte + passage.byte_count;
    std::size_t at = passage.first_byte;
    const auto skip = [&] {
        while (at < end) {
            const std::size_t shown = cutter.markup_end(at);
            if (shown == at && !is_white(text[at])) return;
            at = std::max(shown, at + (shown == at ? 1U : 0U));
        }
    };
    skip();
    for (const std::string_view bullet : {"- ", "* ", "+ ", "• ", "– ", "— ", "·", "▪", "◦"}) {
        if (!text.substr(at, end - at).starts_with(bullet)) continue;
        at += bullet.size();
        skip();
        break;
    }
    std::size_t digits = at;
    while (digits < end && digits - at < 4 && text[digits] >= '0' && text[digits] <= '9') ++digits;
    const bool is_number =
        digits > at && digits + 1 < end && (text[digits] == '.' || text[digits] == ')') && is_white(text[digits + 1]);
    marker = "•";
    if (is_number) {
        marker = std::string(text.substr(at, digits + 1 - at));
        at = digits + 2;
    }
    return at;
}

}  // namespace

RunFace face_of(const TextBlock& block, const TextRun& run, const TextLook& look) {
    if (run.kind == TextRun::Kind::reference) return {look.fonts.small, 0.56F * block.size_px};
    return {run.is_strong ? block.strong_font : block.font, block.size_px};
}

float width_of_letters(const TextLook& look, int count) {
    static const std::string sample =
        "The water of the Naryn turns the wheels of five stations before it comes down to the valley, and there the "
        "fields take what is left of it in summer.";
    const float size = imgui_size(look.text_px);
    const float width = look.fonts.read->CalcTextSizeA(size, 1e9F, 0.0F, sample.c_str()).x;
    return width * static_cast<float>(count) / static_cast<float>(sample.size());
}

TextBlock lay_out(const reading::Article& article, const reading::Passage& passage,
                  std::span<const reading::Mention> mentions, const TextLook& look, float width_px) {
    TextBlock block;
    block.font = look.fonts.read;
    block.strong_font = look.fonts.read_bold;
    block.size_px = imgui_size(look.text_px);
    const float em = look.text_px;
    float line_px = 1.6F * em;
    float left_px = 0.0F;
    float after_px = 0.62F * em;
    std::size_t first = passage.first_byte;
    const std::size_t end = passage.first_byte + passage.byte_count;
    Cutter cutter(article, passage, mentions);
    switch (passage.kind) {
        case PassageKind::title:
        case PassageKind::heading: {
            static constexpr std::array scales{1.45F, 1.25F, 1.1F, 1.0F};
            const int level =
                passage.kind == PassageKind::title ? 1 : std::max(passage.level, passage.level == 0 ? 2 : 1);
            const float scale = scales[static_cast<std::size_t>(std::min(level, 4) - 1)];
            block.font = block.strong_font = scale > 1.05F ? look.fonts.read_head : look.fonts.read_bold;
            block.size_px = imgui_size(scale * em);
            line_px = 1.35F * scale * em;
            block.before_px = 0.75F * scale * em;
            after_px = 0.4F * em;
            break;
        }
        case PassageKind::byline:
            block.font = look.fonts.ui;
            block.strong_font = look.fonts.medium;
            block.size_px = 1.21F * 0.9F * em;
            break;
        case PassageKind::list_item: {
            first = after_marker(article, passage, cutter, block.marker);
            const float indent = 1.35F * em * static_cast<float>(std::clamp(passage.level, 1, 6) - 1);
            const float marker_px = block.font->CalcTextSizeA(block.size_px, 1e9F, 0.0F, block.marker.c_str()).x;
            left_px = indent + std::max(1.35F * em, marker_px + 0.5F * em);
            block.marker_x_px = left_px - marker_px - 0.55F * em;
            after_px = 0.28F * em;
            break;
        }
        case PassageKind::quote:
            left_px = 1.2F * em;
            block.is_quote = true;
            break;
        case PassageKind::table:
            block.font = look.fonts.ui;
            block.strong_font = look.fonts.medium;
            block.size_px = 1.21F * 0.9F * em;
            line_px = 1.4F * em;
            break;
        case PassageKind::paragraph:
            break;
    }
    left_px = std::min(left_px, width_px * 0.5F);
    Setter setter(article, mentions, look, block, line_px);
    if (passage.kind == PassageKind::table) {
        set_table(article, passage, cutter, setter, look, block, width_px);
    } else {
        block.height_px = setter.set(cutter.cut(first, end), left_px, width_px - left_px, block.before_px);
    }
    block.height_px += after_px;
    return block;
}

std::optional<std::size_t> line_of_byte(const TextBlock& block, std::size_t byte) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const TextLine& line = block.lines[i];
        if (line.run_count == 0 || block.runs[line.first_run].first_byte > byte) continue;
        found = i;
    }
    if (!found && !block.lines.empty()) found = 0;
    return found;
}

float x_of_byte(const reading::Article& article, const TextBlock& block, const TextLine& line, const TextLook& look,
                std::size_t byte) {
    float x = line.run_count > 0 ? block.runs[line.first_run].x_px : 0.0F;
    for (std::size_t i = line.first_run; i < line.first_run + line.run_count; ++i) {
        const TextRun& run = block.runs[i];
        if (byte < run.first_byte) return x;
        if (byte == run.first_byte) return run.x_px;
        if (byte < end_of(run))
            return run.x_px + width_of(face_of(block, run, look), article.text, run.first_byte, byte);
        x = run.x_px + run.width_px;
    }
    return x;
}

std::size_t byte_at(const reading::Article& article, const TextBlock& block, const TextLook& look, float x_px,
                    float y_px) {
    // The line at that height; of a table's cells there, the nearest.
    const TextLine* nearest = nullptr;
    float least_px = 1e9F;
    for (const TextLine& line : block.lines) {
        if (line.run_count == 0) continue;
        const TextRun& first = block.runs[line.first_run];
        const TextRun& last = block.runs[line.first_run + line.run_count - 1];
        const float above_px = std::max({line.y_px - y_px, y_px - line.y_px - line.height_px, 0.0F});
        const float beside_px = std::max({first.x_px - x_px, x_px - last.x_px - last.width_px, 0.0F});
        const float away_px = 1000.0F * above_px + beside_px;
        if (away_px >= least_px) continue;
        least_px = away_px;
        nearest = &line;
    }
    if (nearest == nullptr) return 0;
    const TextRun* hit = &block.runs[nearest->first_run];
    for (std::size_t i = nearest->first_run; i < nearest->first_run + nearest->run_count; ++i) {
        const TextRun& run = block.runs[i];
        // In the gap between two words the nearer side counts.
        const float gap_middle = i > nearest->first_run ? (hit->x_px + hit->width_px + run.x_px) / 2 : -1e9F;
        if (x_px >= gap_middle) hit = &run;
    }
    const RunFace face = face_of(block, *hit, look);
    float x = hit->x_px;
    std::size_t at = hit->first_byte;
    while (at < end_of(*hit)) {
        const std::size_t next = std::min(at + base::code_point_at(article.text, at).byte_count, end_of(*hit));
        const float advance = width_of(face, article.text, at, next);
        if (x_px < x + advance / 2) break;
        x += advance;
        at = next;
    }
    return at;
}

}  // namespace darya::panels
