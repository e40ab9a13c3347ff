#include "reading/text_builder.h"

#include <algorithm>
#include <utility>

#include "reading/ranges.h"

namespace darya::reading {

void TextBuilder::start(PassageKind kind, int level, int page) {
    finish();
    next_ = Passage{};
    next_.kind = kind;
    next_.level = level;
    next_.page = page;
}

void TextBuilder::mark(std::vector<ByteRange>& ranges, std::size_t first_byte, std::size_t byte_count) {
    const bool goes_on = !ranges.empty() && ranges.back().first_byte + ranges.back().byte_count == first_byte;
    if (goes_on) {
        ranges.back().byte_count += byte_count;
    } else {
        ranges.push_back({first_byte, byte_count});
    }
}

void TextBuilder::put(std::string_view piece, Look look) {
    if (piece.empty()) return;
    std::string& text = article_.text;
    if (text.size() + pending_.size() + piece.size() + 2 > most_article_bytes) {
        is_full_ = true;
        return;
    }
    if (!is_open_) {
        if (!text.empty()) text += "\n\n";
        next_.first_byte = text.size();
        is_open_ = true;
        pending_.clear();
    }
    const std::size_t first_byte = text.size();
    text += pending_;
    const std::size_t gap = pending_.size();
    pending_.clear();
    text += piece;
    // The space between two bold words is bold as well.
    const bool strong_goes_on = look.is_strong && !next_.strong.empty() &&
                                next_.strong.back().first_byte + next_.strong.back().byte_count == first_byte;
    const bool link_goes_on = look.is_link && !next_.links.empty() &&
                              next_.links.back().first_byte + next_.links.back().byte_count == first_byte;
    if (look.is_strong)
        mark(next_.strong, strong_goes_on ? first_byte : first_byte + gap, piece.size() + (strong_goes_on ? gap : 0));
    if (look.is_link)
        mark(next_.links, link_goes_on ? first_byte : first_byte + gap, piece.size() + (link_goes_on ? gap : 0));
}

void TextBuilder::add(std::string_view text, Look look) {
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool is_end = i == text.size();
        const auto byte = is_end ? 0U : static_cast<unsigned char>(text[i]);
        if (!is_end && byte > 0x20 && byte != 0x7F) continue;
        put(text.substr(start, i - start), look);
        start = i + 1;
        if (is_end) break;
        if (byte == '\n') {
            // Not a blank one: "a \n \n b" are two passages.
            if (is_open_ && pending_.find('\n') != std::string::npos) {
                const Passage same = next_;
                this->start(same.kind, same.level, same.page);
            } else {
                pending_ = "\n";
            }
        } else if ((byte == ' ' || byte == '\t') && !pending_.ends_with('\n')) {
            pending_ += static_cast<char>(byte);
        }
    }
}

void TextBuilder::add_flowing(std::string_view text, Look look) {
    constexpr std::string_view white = " \t\r\n\f\v";
    for (std::size_t at = 0; at < text.size();) {
        if (white.find(text[at]) != std::string_view::npos) {
            if (pending_.empty()) pending_ = " ";
            ++at;
            continue;
        }
        const std::size_t end = std::min(text.find_first_of(white, at), text.size());
        add(text.substr(at, end - at), look);
        at = end;
    }
}

void TextBuilder::finish() {
    pending_.clear();
    if (!is_open_) return;
    is_open_ = false;
    Passage passage = std::move(next_);
    next_ = Passage{};
    next_.kind = passage.kind;
    next_.level = passage.level;
    next_.page = passage.page;
    passage.byte_count = article_.text.size() - passage.first_byte;
    passage.strong = in_order(std::move(passage.strong));
    passage.links = in_order(std::move(passage.links));
    article_.passages.push_back(std::move(passage));
}

}  // namespace darya::reading
