#include "panels/reader_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "reading/quote.h"

namespace darya::panels {

using reading::ByteRange;

namespace {

constexpr std::size_t most_kept = 600;  // passages whose lines are kept

}  // namespace

std::shared_ptr<const ReaderText> set_text(std::shared_ptr<const reading::Article> article,
                                           std::span<const reading::Mention> mentions, const TextLook& look,
                                           float width_px) {
    auto text = std::make_shared<ReaderText>(ReaderText{std::move(article), mentions, look, look.fonts.read, width_px});
    text->places = atlas::counted_places(mentions);
    text->walked = atlas::walked_mentions(*text->article, mentions);
    text->has_quiet_names = text->walked.size() < mentions.size();
    const auto& passages = text->article->passages;
    text->blocks.resize(passages.size());
    constexpr float above_px = 6.0F;
    float top = above_px;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        text->tops_px.push_back(top);
        if (atlas::is_shown_above(*text->article, i)) continue;
        TextBlock block = lay_out(*text->article, passages[i], text->mentions_of(i), look, width_px);
        top += block.height_px;
        if (text->kept_count >= most_kept) continue;
        text->blocks[i] = std::make_unique<TextBlock>(std::move(block));
        ++text->kept_count;
    }
    text->tops_px.push_back(top);
    return text;
}

bool ReaderText::is_of(const reading::Article* other, std::span<const reading::Mention> names, const TextLook& letters,
                       float wide_px) const {
    return article.get() == other && mentions.data() == names.data() && mentions.size() == names.size() &&
           width_px == wide_px && look.text_px == letters.text_px && font == letters.fonts.read;
}

std::span<const reading::Mention> ReaderText::mentions_of(std::size_t passage) const {
    const auto first = std::partition_point(mentions.begin(), mentions.end(),
                                            [passage](const auto& mention) { return mention.passage < passage; });
    const auto end = std::partition_point(first, mentions.end(),
                                          [passage](const auto& mention) { return mention.passage <= passage; });
    return {first, end};
}

const TextBlock& ReaderText::block(std::size_t passage) const {
    auto& known = blocks[passage];
    if (known) return *known;
    if (kept_count >= most_kept) {
        for (auto& old : blocks) old.reset();
        kept_count = 0;
    }
    known = std::make_unique<TextBlock>(
        lay_out(*article, article->passages[passage], mentions_of(passage), look, width_px));
    ++kept_count;
    return *known;
}

std::size_t ReaderText::passage_of_byte(std::size_t byte) const {
    const auto next =
        std::partition_point(article->passages.begin(), article->passages.end(),
                             [byte](const reading::Passage& passage) { return passage.first_byte <= byte; });
    const auto index = next - article->passages.begin();
    return index > 0 ? static_cast<std::size_t>(index - 1) : 0;
}

std::size_t ReaderText::passage_at(float y_px) const {
    const auto next = std::upper_bound(tops_px.begin(), tops_px.end() - 1, y_px);
    const auto index = next - tops_px.begin();
    return index > 0 ? static_cast<std::size_t>(index - 1) : 0;
}

Spot ReaderText::spot_of(std::size_t byte) const {
    if (article->passages.empty()) return {};
    const std::size_t passage = passage_of_byte(byte);
    const float top = tops_px[passage];
    if (is_hidden(passage)) return {top, 0.0F, 0.0F};
    const TextBlock& set = block(passage);
    const auto line = line_of_byte(set, byte);
    if (!line) return {top, set.height_px, 0.0F};
    return {top + set.lines[*line].y_px, set.lines[*line].height_px,
            x_of_byte(*article, set, set.lines[*line], look, byte)};
}

std::size_t ReaderText::byte_near(float x_px, float y_px) const {
    if (article->passages.empty()) return 0;
    std::size_t passage = passage_at(y_px);
    while (passage + 1 < article->passages.size() && is_hidden(passage)) ++passage;
    if (is_hidden(passage)) return article->passages[passage].first_byte;
    const TextBlock& set = block(passage);
    if (set.runs.empty()) return article->passages[passage].first_byte;
    const float y = y_px - tops_px[passage];
    if (y > set.lines.back().y_px + set.lines.back().height_px + 2.0F)
        return set.runs.back().first_byte + set.runs.back().byte_count;
    return byte_at(*article, set, look, x_px, y);
}

std::size_t ReaderText::byte_in_view(float scroll_px) const {
    if (scroll_px < 1.0F || article->passages.empty()) return 0;
    const float y = scroll_px + 5.0F;
    const std::size_t passage = passage_at(y);
    if (const auto& known = blocks[passage]) {
        for (const TextLine& line : known->lines) {
            if (line.run_count > 0 && tops_px[passage] + line.y_px + line.height_px > y)
                return known->runs[line.first_run].first_byte;
        }
    }
    return article->passages[passage].first_byte;
}

std::size_t ReaderText::step(std::size_t byte, bool is_forward) const {
    std::size_t passage = passage_of_byte(byte);
    const auto bounds = [this](std::size_t index) {
        const reading::Passage& one = article->passages[index];
        return std::pair{one.first_byte, one.first_byte + one.byte_count};
    };
    const auto markup = reading::markup_of(*article, article->passages[passage]);
    const auto [first, end] = bounds(passage);
    if (is_forward) {
        if (byte >= end) return passage + 1 < article->passages.size() ? bounds(passage + 1).first : end;
        std::size_t at = byte;
        const auto skip = [&] {
            for (const ByteRange& hidden : markup) {
                if (at >= hidden.first_byte && at < hidden.first_byte + hidden.byte_count)
                    at = hidden.first_byte + hidden.byte_count;
            }
        };
        skip();
        if (at < end) at += base::code_point_at(article->text, at).byte_count;
        skip();
        return std::min(at, end);
    }
    if (byte <= first) return passage > 0 ? bounds(passage - 1).second : first;
    std::size_t at = std::min(byte, end);
    for (auto hidden = markup.rbegin(); hidden != markup.rend(); ++hidden) {
        if (at > hidden->first_byte && at <= hidden->first_byte + hidden->byte_count) at = hidden->first_byte;
    }
    if (at <= first) return passage > 0 ? bounds(passage - 1).second : first;
    do --at;
    while (at > first && (static_cast<unsigned char>(article->text[at]) & 0xC0U) == 0x80U);
    return at;
}

ByteRange ReaderText::around(std::size_t byte, int clicks) const {
    if (clicks == 2) {
        const reading::Passage& passage = article->passages[passage_of_byte(byte)];
        const std::size_t end = passage.first_byte + passage.byte_count;
        return reading::word_around(article->text, byte >= end && end > passage.first_byte ? end - 1 : byte);
    }
    const reading::Passage& passage = article->passages[passage_of_byte(byte)];
    return {passage.first_byte, passage.byte_count};
}

}  // namespace darya::panels
