#include "paint/glyphs.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_GLYPH_H
#include FT_OUTLINE_H
#include FT_STROKER_H

namespace darya::paint {

namespace {

constexpr unsigned page_side_px = 1024;
constexpr float units_in_px = 64.0F;  // FreeType counts in these

/// A texture that is filled row by row.
struct Page {
    sf::Texture texture;
    unsigned next_x = 0;
    unsigned row_y = 0;
    unsigned row_height = 0;

    /// The place for a picture of this size, or false where none is left.
    bool take(unsigned width, unsigned height, unsigned& x, unsigned& y) {
        if (next_x + width > page_side_px) {
            next_x = 0;
            row_y += row_height;
            row_height = 0;
        }
        if (next_x + width > page_side_px || row_y + height > page_side_px) return false;
        x = next_x;
        y = row_y;
        next_x += width;
        row_height = std::max(row_height, height);
        return true;
    }
};

std::uint64_t key_of(std::size_t face, float size_px, char32_t letter, int shift, float around_px) {
    const auto units = [](float px) { return static_cast<std::uint64_t>(std::lround(px * units_in_px)); };
    return static_cast<std::uint64_t>(letter) | static_cast<std::uint64_t>(shift) << 21U | units(around_px) << 23U |
           units(size_px) << 36U | static_cast<std::uint64_t>(face) << 56U;
}

}  // namespace

struct Glyphs::Parts {
    FT_Library library = nullptr;
    FT_Stroker stroker = nullptr;
    std::vector<FT_Face> faces;
    std::vector<std::unique_ptr<Page>> pages;
    std::unordered_map<std::uint64_t, Glyph> known;

    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        for (FT_Face face : faces) FT_Done_Face(face);
        if (stroker != nullptr) FT_Stroker_Done(stroker);
        if (library != nullptr) FT_Done_FreeType(library);
    }

    Glyph draw(std::size_t face_index, float size_px, char32_t letter, int shift, float around_px);
    void keep(Glyph& glyph, const FT_Bitmap& bitmap);
};

/// Puts a picture into a page, with a clear pixel around it.
void Glyphs::Parts::keep(Glyph& glyph, const FT_Bitmap& bitmap) {
    const unsigned width = bitmap.width + 2;
    const unsigned height = bitmap.rows + 2;
    if (width > page_side_px || height > page_side_px) return;
    unsigned x = 0;
    unsigned y = 0;
    if (pages.empty() || !pages.back()->take(width, height, x, y)) {
        auto page = std::make_unique<Page>();
        if (!page->texture.create(page_side_px, page_side_px)) return;
        page->texture.setSmooth(true);
        page->take(width, height, x, y);
        pages.push_back(std::move(page));
    }
    std::vector<sf::Uint8> pixels(std::size_t{4} * width * height, 255);
    for (std::size_t i = 3; i < pixels.size(); i += 4) pixels[i] = 0;
    for (unsigned row = 0; row < bitmap.rows; ++row) {
        for (unsigned column = 0; column < bitmap.width; ++column) {
            const unsigned char cover =
                bitmap
                    .buffer[static_cast<std::size_t>(row) * static_cast<std::size_t>(std::abs(bitmap.pitch)) + column];
            pixels[4 * (std::size_t{row + 1} * width + column + 1) + 3] = cover;
        }
    }
    pages.back()->texture.update(pixels.data(), width, height, x, y);
    glyph.left_px -= 1;
    glyph.top_px -= 1;
    glyph.width_px = static_cast<int>(width);
    glyph.height_px = static_cast<int>(height);
    glyph.page = pages.size() - 1;
    glyph.page_x_px = static_cast<int>(x);
    glyph.page_y_px = static_cast<int>(y);
}

Glyphs::Glyph Glyphs::Parts::draw(std::size_t face_index, float size_px, char32_t letter, int shift, float around_px) {
    Glyph glyph;
    FT_Face face = faces[face_index];
    FT_Set_Char_Size(face, 0, std::lround(size_px * units_in_px), 0, 0);
    if (FT_Load_Char(face, letter, FT_LOAD_NO_BITMAP | FT_LOAD_NO_HINTING) != 0) return glyph;
    FT_Glyph shape = nullptr;
    if (FT_Get_Glyph(face->glyph, &shape) != 0) return glyph;
    if (shape->format == FT_GLYPH_FORMAT_OUTLINE) {
        if (around_px > 0.0F) {
            FT_Stroker_Set(stroker, std::lround(around_px * units_in_px), FT_STROKER_LINECAP_ROUND,
                           FT_STROKER_LINEJOIN_ROUND, 0);
            FT_Glyph_StrokeBorder(&shape, stroker, 0, 1);
        }
        FT_Outline_Translate(&reinterpret_cast<FT_OutlineGlyph>(shape)->outline,
                             std::lround(units_in_px * static_cast<float>(shift) / shift_count), 0);
        if (FT_Glyph_To_Bitmap(&shape, FT_RENDER_MODE_NORMAL, nullptr, 1) == 0) {
            const auto picture = reinterpret_cast<FT_BitmapGlyph>(shape);
            glyph.left_px = picture->left;
            glyph.top_px = -picture->top;
            if (picture->bitmap.width > 0 && picture->bitmap.rows > 0) keep(glyph, picture->bitmap);
        }
    }
    FT_Done_Glyph(shape);
    return glyph;
}

base::Result<Glyphs> Glyphs::make(const std::vector<std::string>& font_files) {
    auto parts = std::make_unique<Parts>();
    if (FT_Init_FreeType(&parts->library) != 0 || FT_Stroker_New(parts->library, &parts->stroker) != 0)
        return base::Error{"letters cannot be drawn", "FreeType", "check that the computer has memory left"};
    for (const std::string& file : font_files) {
        FT_Face face = nullptr;
        if (FT_New_Face(parts->library, file.c_str(), 0, &face) != 0)
            return base::Error{"this font cannot be opened", file, "install fonts-noto-core and fonts-inter"};
        parts->faces.push_back(face);
    }
    return Glyphs(std::move(parts));
}

Glyphs::Glyphs(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Glyphs::Glyphs(Glyphs&&) noexcept = default;
Glyphs& Glyphs::operator=(Glyphs&&) noexcept = default;
Glyphs::~Glyphs() = default;

const Glyphs::Glyph& Glyphs::find(std::size_t face, float size_px, char32_t letter, int shift, float around_px) {
    const std::uint64_t key = key_of(face, size_px, letter, shift, around_px);
    const auto found = parts_->known.find(key);
    if (found != parts_->known.end()) return found->second;
    return parts_->known.emplace(key, parts_->draw(face, size_px, letter, shift, around_px)).first->second;
}

const sf::Texture& Glyphs::page(std::size_t index) const {
    return parts_->pages[index]->texture;
}

}  // namespace darya::paint
