#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/colour.h"
#include "style/text.h"

namespace darya::scene {

/// How a name looks; names of one kind share one.
struct LabelLook {
    style::Face face = style::Face::map_regular;
    float size_px = 12.0F;
    float letter_spacing_px = 0.0F;
    bool is_upper_case = false;
    data::Colour colour;
    data::Colour halo;
    float halo_px = 1.5F;
};

/// A text as it will be drawn, with its letters' pens and its heights.
struct MeasuredText {
    std::vector<style::PlacedLetter> letters;
    style::TextExtent extent;
};

/// Measures a text; what it gives stays as it is while the measurer lives. A test may say "every letter is 8 px".
using Measure = std::function<const MeasuredText&(const LabelLook&, const std::string& text)>;

/// The capitals of a text in Latin and Cyrillic letters of the region's languages.
std::string upper_cased(const std::string& text);

/// Measures texts and remembers them, since the same names come in every frame. What it gave stays as it is for as long
/// as somebody holds it.
class TextCache {
public:
    explicit TextCache(style::TextMeasure measure) : measure_(std::move(measure)) {}

    /// The text, without a change of case. Cost of a known one: a look-up.
    std::shared_ptr<const MeasuredText> measured(const LabelLook& look, const std::string& text);

    /// The same as a function, which lives no longer than this.
    Measure measure() {
        return [this](const LabelLook& look, const std::string& text) -> const MeasuredText& {
            return *measured(look, text);
        };
    }

private:
    struct Key {
        style::Face face;
        float size_px;
        float letter_spacing_px;
        std::string text;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };

    style::TextMeasure measure_;
    std::unordered_map<Key, std::shared_ptr<const MeasuredText>, Hash> known_;
};

}  // namespace darya::scene
