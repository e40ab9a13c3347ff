#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "atlas/article_places.h"
#include "panels/text_layout.h"
#include "reading/library.h"

namespace darya::panels {

/// Where a byte stands, from the top left corner of the text.
struct Spot {
    float y_px = 0.0F;  // of its line's top
    float height_px = 0.0F;
    float x_px = 0.0F;
};

/// An article set in lines of one width: the heights of all its passages, and the lines of those that were seen last.
/// Set once and kept while nothing of the article, its names, the width or the letters changes.
struct ReaderText {
    std::shared_ptr<const reading::Article> article;
    std::span<const reading::Mention> mentions;  // of the article; they live in the library that it was set from
    TextLook look;                               // refers to the program's fonts; `font` tells when those have changed
    const ImFont* font = nullptr;
    float width_px = 0.0F;

    std::vector<float> tops_px = {};  // by passage, and the end of the last one
    std::vector<atlas::CountedPlace> places = {};
    std::vector<std::size_t> walked = {};  // mentions that mean a place
    bool has_quiet_names = false;          // embedded ones or demonyms

    /// Whether this is that article, with those names, in those letters and lines.
    bool is_of(const reading::Article* other, std::span<const reading::Mention> names, const TextLook& letters,
               float wide_px) const;

    float height_px() const { return tops_px.back(); }
    /// Nothing of the passage is shown: it stands in the reader's head already.
    bool is_hidden(std::size_t passage) const { return tops_px[passage] == tops_px[passage + 1]; }
    std::span<const reading::Mention> mentions_of(std::size_t passage) const;
    /// The lines of a passage; good until the next call.
    const TextBlock& block(std::size_t passage) const;
    std::size_t passage_at(float y_px) const;
    std::size_t passage_of_byte(std::size_t byte) const;
    Spot spot_of(std::size_t byte) const;
    /// The place between two letters nearest to a point, counted from the text's top left corner.
    std::size_t byte_near(float x_px, float y_px) const;
    /// The first byte of the first line in view when the text is scrolled so far; 0 at the very top.
    std::size_t byte_in_view(float scroll_px) const;
    /// The next place between two letters that can be seen, over markup and from passage to passage.
    std::size_t step(std::size_t byte, bool is_forward) const;
    /// What two clicks (a word) or three (a passage) take.
    reading::ByteRange around(std::size_t byte, int clicks) const;

    mutable std::vector<std::unique_ptr<TextBlock>> blocks = {};
    mutable std::size_t kept_count = 0;
};

/// Sets an article. O(bytes): about 0.2 s for ten million letters.
std::shared_ptr<const ReaderText> set_text(std::shared_ptr<const reading::Article> article,
                                           std::span<const reading::Mention> mentions, const TextLook& look,
                                           float width_px);

}  // namespace darya::panels
