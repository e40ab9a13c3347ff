#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "panels/theme.h"
#include "reading/article.h"
#include "reading/mentions.h"

namespace darya::panels {

/// A stretch of one line in one look. Bytes are in the article's text.
struct TextRun {
    enum class Kind : std::uint8_t { plain, name, reference, link };
    std::size_t first_byte = 0;
    std::size_t byte_count = 0;
    std::size_t index = 0;  // of a name among the passage's mentions, of a reference among the sources, of a link
    float x_px = 0.0F;      // from the block's left side
    float width_px = 0.0F;
    Kind kind = Kind::plain;
    bool is_strong = false;
    bool is_going_on = false;  // the same name, link or reference as the run before it
    bool is_last = false;      // of a name: nothing of it follows
};

/// One line, or one line of a table's cell.
struct TextLine {
    std::size_t first_run = 0;
    std::size_t run_count = 0;
    float y_px = 0.0F;  // from the block's top
    float height_px = 0.0F;
};

/// A passage set in lines of a width.
struct TextBlock {
    std::vector<TextRun> runs;
    std::vector<TextLine> lines;
    ImFont* font = nullptr;
    ImFont* strong_font = nullptr;
    float size_px = 0.0F;    // as Dear ImGui counts it
    float before_px = 0.0F;  // empty room above the first line, part of `height_px`
    float height_px = 0.0F;
    std::string marker;  // of a list item: a bullet, where the text has no number of its own
    float marker_x_px = 0.0F;
    bool is_quote = false;
    std::vector<float> rules_px;  // under the rows of a table, from the block's top
};

/// What texts are set in: the faces, and how large an em is whatever size they were drawn at.
struct TextLook {
    const Fonts& fonts;
    float text_px = 15.0F;
};

/// How wide `count` letters of running text are on average.
float width_of_letters(const TextLook& look, int count);

/// Sets a passage in lines. Markup is left out; words are kept whole where they fit, and a name stays with the comma
/// behind it. O(bytes).
TextBlock lay_out(const reading::Article& article, const reading::Passage& passage,
                  std::span<const reading::Mention> mentions, const TextLook& look, float width_px);

/// The byte between two letters that lies nearest to a point of a block, counted from its top left corner.
std::size_t byte_at(const reading::Article& article, const TextBlock& block, const TextLook& look, float x_px,
                    float y_px);

/// How far from the block's left side a byte of a line lies; of one between two runs, the end of the first.
float x_of_byte(const reading::Article& article, const TextBlock& block, const TextLine& line, const TextLook& look,
                std::size_t byte);

/// The line that holds a byte, or the last before it: an index into `lines`; nothing for a block without lines.
std::optional<std::size_t> line_of_byte(const TextBlock& block, std::size_t byte);

/// The face and size of a run.
struct RunFace {
    ImFont* font = nullptr;
    float size_px = 0.0F;
};
RunFace face_of(const TextBlock& block, const TextRun& run, const TextLook& look);

}  // namespace darya::panels
