#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <span>

#include <fontconfig/fontconfig.h>

#include "base/utf8.h"
#include "style/text.h"

namespace darya::style {

using base::Error;
using base::Notes;
using base::Result;

namespace {

struct DestroyPattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
struct DestroyCharSet {
    void operator()(FcCharSet* letters) const { FcCharSetDestroy(letters); }
};
struct DestroyConfig {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
using Pattern = std::unique_ptr<FcPattern, DestroyPattern>;
using CharSet = std::unique_ptr<FcCharSet, DestroyCharSet>;
using Config = std::unique_ptr<FcConfig, DestroyConfig>;

/// What a face should be; `or_family` stands in where the first family has nothing near the weight.
struct Wish {
    const char* family;
    const char* or_family;
    int weight;
    int slant;
    std::span<const char* const> substitutes;  // when neither family is there, the best first
};

constexpr std::array<const char*, 8> sans = {"Noto Sans", "Inter",  "Open Sans",       "DejaVu Sans",
                                             "Cantarell", "Roboto", "Liberation Sans", "sans-serif"};
constexpr std::array<const char*, 5> serif = {"Noto Serif", "DejaVu Serif", "Liberation Serif", "FreeSerif", "serif"};

/// By static_cast<size_t>(Face).
constexpr std::array<Wish, face_count> wishes = {{
    {"Noto Sans", nullptr, FC_WEIGHT_REGULAR, FC_SLANT_ROMAN, sans},
    {"Noto Sans", nullptr, FC_WEIGHT_REGULAR, FC_SLANT_ITALIC, sans},
    {"Noto Sans", nullptr, FC_WEIGHT_BOLD, FC_SLANT_ROMAN, sans},
    {"Noto Sans", "Inter", FC_WEIGHT_MEDIUM, FC_SLANT_ROMAN, sans},  // Debian's fonts-noto-core has no medium
    {"Inter", nullptr, FC_WEIGHT_REGULAR, FC_SLANT_ROMAN, sans},
    {"Inter", nullptr, FC_WEIGHT_MEDIUM, FC_SLANT_ROMAN, sans},
    {"Inter", nullptr, FC_WEIGHT_DEMIBOLD, FC_SLANT_ROMAN, sans},
    {"Noto Serif", nullptr, FC_WEIGHT_REGULAR, FC_SLANT_ROMAN, serif},
    {"Noto Serif", nullptr, FC_WEIGHT_REGULAR, FC_SLANT_ITALIC, serif},
    {"Noto Serif", nullptr, FC_WEIGHT_BOLD, FC_SLANT_ROMAN, serif},
}};

/// Letters of the region's languages that many fonts lack; a substitute should have them.
constexpr std::string_view needed_letters = "AZaz09ÀÖåéğışöüçčšžāēīōūʻʼ‘’“”–—…АЯаяЁёЎўҒғҚқҲҳӢӣӮӯҶҷҢңӨөҮүҰұҺһІіӘә";

struct Found {
    std::string path;
    int index = 0;
    std::string family;
    int weight = 0;
};

std::optional<Found> read_match(FcConfig* config, FcPattern* wanted) {
    FcConfigSubstitute(config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult outcome = FcResultNoMatch;
    const Pattern match(FcFontMatch(config, wanted, &outcome));
    if (!match) return std::nullopt;
    FcChar8* path = nullptr;  // owned by the match, like the family
    if (FcPatternGetString(match.get(), FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
    Found found;
    found.path = reinterpret_cast<const char*>(path);
    FcPatternGetInteger(match.get(), FC_INDEX, 0, &found.index);
    FcPatternGetInteger(match.get(), FC_WEIGHT, 0, &found.weight);
    FcChar8* family = nullptr;
    if (FcPatternGetString(match.get(), FC_FAMILY, 0, &family) == FcResultMatch) {
        found.family = reinterpret_cast<const char*>(family);
    }
    return found;
}

Pattern pattern_of(const Wish& wish) {
    Pattern pattern(FcPatternCreate());
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, wish.weight);
    FcPatternAddInteger(pattern.get(), FC_SLANT, wish.slant);
    FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);  // FreeType would show its default weight
    return pattern;
}

void add_family(FcPattern& pattern, const char* family) {
    FcPatternAddString(&pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
}

std::optional<Found> match_family(FcConfig* config, const Wish& wish, const char* family) {
    const Pattern wanted = pattern_of(wish);
    add_family(*wanted, family);
    auto found = read_match(config, wanted.get());
    if (!found || found->family != family) return std::nullopt;
    return found;
}

std::optional<Found> match_substitute(FcConfig* config, const Wish& wish, FcCharSet* letters) {
    const Pattern wanted = pattern_of(wish);
    for (const char* family : wish.substitutes) add_family(*wanted, family);
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, letters);
    return read_match(config, wanted.get());
}

CharSet letters_to_have() {
    CharSet letters(FcCharSetCreate());
    for (std::size_t at = 0; at < needed_letters.size();) {
        const auto point = base::code_point_at(needed_letters, at);
        FcCharSetAddChar(letters.get(), point.value);
        at += point.byte_count;
    }
    return letters;
}

}  // namespace

Result<FontFiles> find_fonts(Notes& notes) {
    // A configuration of our own, not fontconfig's hidden global one, so that nothing outlives this function.
    const Config config(FcInitLoadConfigAndFonts());
    const Error none{"no font was found on this system", "", "install the packages fonts-noto-core and fonts-inter"};
    if (!config) return none;
    const CharSet letters = letters_to_have();
    FontFiles files;
    std::vector<std::string> missing;
    for (const Wish& wish : wishes) {
        auto found = match_family(config.get(), wish, wish.family);
        if (found && wish.or_family != nullptr && found->weight < wish.weight) {
            const auto other = match_family(config.get(), wish, wish.or_family);
            if (other && other->weight == wish.weight) found = other;
        }
        if (!found) {
            found = match_substitute(config.get(), wish, letters.get());
            if (!found) return none;
            const bool is_told = !missing.empty() && missing.back() == wish.family;
            if (!is_told) {
                missing.emplace_back(wish.family);
                notes.add("the font " + std::string(wish.family) + " is not installed; " + found->family +
                          " is used instead");
            }
        }
        files.paths.push_back(std::move(found->path));
        files.indices.push_back(found->index);
        files.families.push_back(std::move(found->family));
    }
    return files;
}

}  // namespace darya::style
