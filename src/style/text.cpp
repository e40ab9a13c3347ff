#include "style/text.h"

#include <array>
#include <unordered_map>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

#include "base/utf8.h"

namespace darya::style {

namespace {

struct Glyph {
    FT_UInt index = 0;
    float advance_em = 0.0F;
};

/// One font file, opened when its first letter is asked for. Lengths are kept as shares of the type size ("em"), which
/// is what makes them true at every size.
class FontFace {
public:
    void name_file(std::string path, int index) {
        path_ = std::move(path);
        index_ = index;
    }
    void open_with(FT_Library library) {
        if (is_tried_) return;
        is_tried_ = true;
        if (library == nullptr || FT_New_Face(library, path_.c_str(), index_, &face_) != 0) {
            face_ = nullptr;
            return;
        }
        const bool is_usable = FT_IS_SCALABLE(face_) && face_->units_per_EM > 0;
        if (!is_usable) {
            close();
            return;
        }
        em_per_unit_ = 1.0F / static_cast<float>(face_->units_per_EM);
        ascent_em_ = static_cast<float>(face_->ascender) * em_per_unit_;
        descent_em_ = -static_cast<float>(face_->descender) * em_per_unit_;
        has_kerning_ = FT_HAS_KERNING(face_);
    }
    void close() {
        if (face_ != nullptr) FT_Done_Face(face_);
        face_ = nullptr;
    }

    float ascent_em() const { return ascent_em_; }
    float descent_em() const { return descent_em_; }

    const Glyph& glyph(char32_t letter) {
        const auto known = glyphs_.find(letter);
        return known != glyphs_.end() ? known->second : glyphs_.emplace(letter, load(letter)).first->second;
    }

    /// How much nearer (negative) the right letter stands to the left one.
    float kerning_em(const Glyph& left, const Glyph& right) const {
        if (!has_kerning_ || left.index == 0 || right.index == 0) return 0.0F;
        FT_Vector shift{};
        if (FT_Get_Kerning(face_, left.index, right.index, FT_KERNING_UNSCALED, &shift) != 0) return 0.0F;
        return static_cast<float>(shift.x) * em_per_unit_;
    }

private:
    Glyph load(char32_t letter) const {
        const bool is_control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0);
        if (is_control) return {};
        constexpr float usual_em = 0.5F;  // without a usable font the layout still holds together
        if (face_ == nullptr) return {0, usual_em};
        Glyph found{FT_Get_Char_Index(face_, letter), usual_em};
        if (found.index == 0) found.index = FT_Get_Char_Index(face_, 0xFFFD);
        if (found.index == 0) found.index = FT_Get_Char_Index(face_, '?');
        FT_Fixed units = 0;
        // FT_LOAD_NO_SCALE gives whole font units: unhinted, the same for all sizes.
        if (FT_Get_Advance(face_, found.index, FT_LOAD_NO_SCALE, &units) == 0) {
            found.advance_em = static_cast<float>(units) * em_per_unit_;
        }
        return found;
    }

    std::string path_;
    int index_ = 0;
    bool is_tried_ = false;
    FT_Face face_ = nullptr;
    float em_per_unit_ = 0.0F;
    float ascent_em_ = 0.8F;
    float descent_em_ = 0.2F;
    bool has_kerning_ = false;
    std::unordered_map<char32_t, Glyph> glyphs_;
};

}  // namespace

struct TextMeasure::Faces {
    FT_Library library = nullptr;
    std::array<FontFace, face_count> faces;

    explicit Faces(const FontFiles& files) {
        if (FT_Init_FreeType(&library) != 0) library = nullptr;
        for (std::size_t i = 0; i < faces.size() && i < files.paths.size(); ++i) {
            faces[i].name_file(files.paths[i], i < files.indices.size() ? files.indices[i] : 0);
        }
    }
    ~Faces() {
        for (FontFace& face : faces) face.close();
        if (library != nullptr) FT_Done_FreeType(library);
    }
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;

    FontFace& open(Face face) {
        FontFace& found = faces[static_cast<std::size_t>(face)];
        found.open_with(library);
        return found;
    }
};

TextMeasure::TextMeasure(const FontFiles& files) : faces_(std::make_unique<Faces>(files)) {}
TextMeasure::~TextMeasure() = default;
TextMeasure::TextMeasure(TextMeasure&&) noexcept = default;
TextMeasure& TextMeasure::operator=(TextMeasure&&) noexcept = default;

namespace {

/// Walks along a line and tells each letter, where its pen starts and how far it moves it; gives the whole width.
template <class Tell>
float walk(FontFace& face, float size_px, std::string_view text, float letter_spacing_px, Tell tell) {
    float pen_px = 0.0F;
    const Glyph* before = nullptr;  // stays valid: an unordered_map never moves its entries
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        at += point.byte_count;
        const Glyph& glyph = face.glyph(point.value);
        if (before != nullptr) pen_px += face.kerning_em(*before, glyph) * size_px;
        const float advance_px = glyph.advance_em * size_px + letter_spacing_px;
        tell(point.value, pen_px, advance_px);
        pen_px += advance_px;
        before = &glyph;
    }
    return pen_px;
}

}  // namespace

TextExtent TextMeasure::extent(Face face, float size_px, std::string_view text, float letter_spacing_px) {
    FontFace& font = faces_->open(face);
    const float width_px = walk(font, size_px, text, letter_spacing_px, [](char32_t, float, float) {});
    return {width_px, font.ascent_em() * size_px, font.descent_em() * size_px};
}

std::vector<PlacedLetter> TextMeasure::letters(Face face, float size_px, std::string_view text,
                                               float letter_spacing_px) {
    std::vector<PlacedLetter> placed;
    placed.reserve(text.size());
    walk(faces_->open(face), size_px, text, letter_spacing_px,
         [&placed](char32_t letter, float pen_px, float advance_px) {
             placed.push_back({letter, pen_px, advance_px});
         });
    return placed;
}

}  // namespace darya::style
