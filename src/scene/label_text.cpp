#include "scene/label_text.h"

#include <functional>
#include <utility>

#include "base/utf8.h"

namespace darya::scene {

namespace {

char32_t upper(char32_t letter) {
    if ((letter >= U'a' && letter <= U'z') || (letter >= 0xE0 && letter <= 0xFE && letter != 0xF7))
        return letter - 0x20;
    if (letter >= 0x430 && letter <= 0x44F) return letter - 0x20;  // а to я
    if (letter >= 0x450 && letter <= 0x45F) return letter - 0x50;  // ё and its neighbours
    if (letter == 0xFF) return 0x178;
    // Here capitals are even and their small letters follow them, or the other way round in a few stretches.
    const bool is_odd_small = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177) ||
                              (letter >= 0x460 && letter <= 0x481) || (letter >= 0x48A && letter <= 0x4BF) ||
                              (letter >= 0x4D0 && letter <= 0x52F) || (letter >= 0x1E00 && letter <= 0x1EFF);
    if (is_odd_small) return letter == 0x131 ? U'I' : letter & ~char32_t{1};
    const bool is_even_small = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E) ||
                               (letter >= 0x4C1 && letter <= 0x4CE);
    if (is_even_small && letter % 2 == 0) return letter - 1;
    return letter;
}

}  // namespace

std::string upper_cased(const std::string& text) {
    std::string capitals;
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        base::append_utf8(capitals, upper(point.value));
        at += point.byte_count;
    }
    return capitals;
}

std::size_t TextCache::Hash::operator()(const Key& key) const {
    const auto mix = [](std::size_t seed, std::size_t value) { return seed * 1'000'003U + value; };
    std::size_t hash = std::hash<std::string>{}(key.text);
    hash = mix(hash, static_cast<std::size_t>(key.face));
    hash = mix(hash, std::hash<float>{}(key.size_px));
    return mix(hash, std::hash<float>{}(key.letter_spacing_px));
}

std::shared_ptr<const MeasuredText> TextCache::measured(const LabelLook& look, const std::string& text) {
    Key key{look.face, look.size_px, look.letter_spacing_px, text};
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    auto result = std::make_shared<const MeasuredText>(
        MeasuredText{measure_.letters(look.face, look.size_px, text, look.letter_spacing_px),
                     measure_.extent(look.face, look.size_px, text, look.letter_spacing_px)});
    known_.emplace(std::move(key), result);
    return result;
}

}  // namespace darya::scene
