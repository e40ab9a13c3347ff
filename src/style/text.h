#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/notes.h"
#include "base/result.h"

namespace darya::style {

/// The faces the program speaks in; each is one font file found through fontconfig.
enum class Face {
    map_regular,   // Noto Sans
    map_italic,    // Noto Sans Italic: waters
    map_bold,      // Noto Sans Bold: dams
    map_medium,    // Noto Sans Medium or SemiBold: capitals, countries
    ui_regular,    // Inter
    ui_medium,     // Inter Medium
    ui_bold,       // Inter SemiBold
    read_regular,  // Noto Serif
    read_italic,   // Noto Serif Italic
    read_bold,     // Noto Serif Bold
};
inline constexpr int face_count = 10;

/// Where the letters of each face come from: index by static_cast<size_t>(Face).
struct FontFiles {
    std::vector<std::string> paths;     // face_count absolute paths
    std::vector<int> indices;           // face inside a collection, usually 0
    std::vector<std::string> families;  // what fontconfig calls them, for files that name fonts rather than hold them
};

/// Asks fontconfig for every face; when the wished family is missing the best substitute that has Latin, extended Latin
/// and Cyrillic letters is taken and a note says which. Only a system without any font at all is an error.
base::Result<FontFiles> find_fonts(base::Notes& notes);

/// How far each letter of a text moves the pen, and the line's own heights, in pixels at a given size.
struct TextExtent {
    float width_px = 0.0F;
    float ascent_px = 0.0F;   // above the baseline, positive
    float descent_px = 0.0F;  // below the baseline, positive
};

/// One letter of a measured line: where its pen starts on the baseline, from the line's start.
struct PlacedLetter {
    char32_t letter = 0;
    float pen_px = 0.0F;
    float advance_px = 0.0F;
};

/// Measures text with FreeType, unhinted, with kerning; the same numbers place letters on the screen and in an SVG.
/// `letter_spacing_px` is added after each letter (spaced capitals). Advances are remembered, so measuring a known
/// letter costs a look-up. Not for use from several threads at once.
class TextMeasure {
public:
    explicit TextMeasure(const FontFiles& files);
    ~TextMeasure();
    TextMeasure(TextMeasure&&) noexcept;
    TextMeasure& operator=(TextMeasure&&) noexcept;

    TextExtent extent(Face face, float size_px, std::string_view text, float letter_spacing_px = 0.0F);
    std::vector<PlacedLetter> letters(Face face, float size_px, std::string_view text, float letter_spacing_px = 0.0F);

private:
    struct Faces;
    std::unique_ptr<Faces> faces_;
};

}  // namespace darya::style
