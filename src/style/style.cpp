#include "style/style.h"

#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include <toml++/toml.h>

namespace darya::style {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t most_bytes = 1U << 20;
constexpr std::size_t most_mistakes_told = 8;

/// What is wrong with a file, each with its place in it.
class Mistakes {
public:
    void add(const toml::source_region& where, const std::string& what) {
        ++count_;
        if (count_ > most_mistakes_told) return;
        if (!text_.empty()) text_ += "; ";
        text_ +=
            "line " + std::to_string(where.begin.line) + ", column " + std::to_string(where.begin.column) + ": " + what;
    }
    bool empty() const { return count_ == 0; }
    std::string text() const {
        if (count_ <= most_mistakes_told) return text_;
        return text_ + "; and " + std::to_string(count_ - most_mistakes_told) + " more";
    }

private:
    std::size_t count_ = 0;
    std::string text_;
};

std::optional<unsigned> hex_digit(char letter) {
    if (letter >= '0' && letter <= '9') return static_cast<unsigned>(letter - '0');
    if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a') + 10U;
    if (letter >= 'A' && letter <= 'F') return static_cast<unsigned>(letter - 'A') + 10U;
    return std::nullopt;
}

/// "#rrggbb" or "#rrggbbaa".
std::optional<Colour> parse_colour(std::string_view text) {
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
    std::array<std::uint8_t, 4> channel{0, 0, 0, 255};
    for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
        const auto high = hex_digit(text[i]);
        const auto low = hex_digit(text[i + 1]);
        if (!high || !low) return std::nullopt;
        channel[i / 2] = static_cast<std::uint8_t>(*high * 16U + *low);
    }
    return Colour{channel[0], channel[1], channel[2], channel[3]};
}

/// What a number may be.
struct Span {
    double least = 0.0;
    double most = 0.0;
};
constexpr Span width_px{0.0, 50.0};
constexpr Span dash_px{0.0, 200.0};
constexpr Span share{0.0, 1.0};
constexpr Span height_m{-12'000.0, 9'000.0};

/// A number as a person would write it: "0.9", "-12000".
std::string written(double number) {
    std::string text = std::to_string(number);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

void read_value(const toml::node& node, const std::string& key, Colour& colour, Mistakes& mistakes) {
    const auto* const text = node.as_string();
    const auto parsed = text == nullptr ? std::nullopt : parse_colour(text->get());
    if (parsed) {
        colour = *parsed;
    } else {
        mistakes.add(node.source(), "'" + key + "' is not a colour like \"#4a8fbf\" or \"#4a8fbf80\"");
    }
}

void read_value(const toml::node& node, const std::string& key, Span span, float& number, Mistakes& mistakes) {
    const auto value = node.is_number() ? node.value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value)) {
        mistakes.add(node.source(), "'" + key + "' is not a number");
    } else if (*value < span.least || *value > span.most) {
        mistakes.add(node.source(),
                     "'" + key + "' is not between " + written(span.least) + " and " + written(span.most));
    } else {
        number = static_cast<float>(*value);
    }
}

/// A table whose keys are asked for one by one; what nobody asked for is a mistake in the end.
class Section {
public:
    /// `table` may be null: then the section is missing, which was told already, and nothing is read.
    Section(const toml::table* table, std::string name, Mistakes& mistakes)
        : table_(table), name_(std::move(name)), mistakes_(mistakes) {}

    /// The value of a key, or null and a mistake.
    const toml::node* need(const std::string& key) {
        asked_.insert(key);
        if (table_ == nullptr) return nullptr;
        const toml::node* const found = table_->get(key);
        if (found == nullptr) mistakes_.add(table_->source(), "'" + full(key) + "' is missing");
        return found;
    }
    const toml::node* may_have(const std::string& key) {
        asked_.insert(key);
        return table_ == nullptr ? nullptr : table_->get(key);
    }

    void read(const std::string& key, Colour& colour) {
        if (const auto* node = need(key)) read_value(*node, full(key), colour, mistakes_);
    }
    void read(const std::string& key, Span span, float& number) {
        if (const auto* node = need(key)) read_value(*node, full(key), span, number, mistakes_);
    }
    void read(const std::string& key, StrokeStyle& stroke) {
        if (const auto* node = need(key)) read_stroke(*node, full(key), stroke);
    }
    template <std::size_t Count, class Value, class ReadOne>
    void read_all(const std::string& key, std::array<Value, Count>& values, ReadOne read_one) {
        const auto* const node = need(key);
        if (node == nullptr) return;
        const auto* const list = node->as_array();
        if (list == nullptr || list->size() != Count) {
            mistakes_.add(node->source(), "'" + full(key) + "' is not a list of " + std::to_string(Count));
            return;
        }
        for (std::size_t i = 0; i < Count; ++i)
            read_one((*list)[i], full(key) + "[" + std::to_string(i) + "]", values[i]);
    }
    void read_stroke(const toml::node& node, const std::string& key, StrokeStyle& stroke) {
        const auto* const table = node.as_table();
        if (table == nullptr) {
            mistakes_.add(node.source(), "'" + key + "' is not a line like { colour = \"#4a8fbf\", width_px = 1.4 }");
            return;
        }
        Section line(table, key, mistakes_);
        line.read("colour", stroke.colour);
        line.read("width_px", width_px, stroke.width_px);
        const auto* const dash = line.may_have("dash_px");
        const auto* const gap = line.may_have("gap_px");
        if (dash != nullptr) read_value(*dash, key + ".dash_px", dash_px, stroke.dash_px, mistakes_);
        if (gap != nullptr) read_value(*gap, key + ".gap_px", dash_px, stroke.gap_px, mistakes_);
        const bool is_half_dashed = (stroke.dash_px > 0.0F) != (stroke.gap_px > 0.0F);
        if (is_half_dashed && (dash == nullptr || gap == nullptr)) {
            mistakes_.add(node.source(), "'" + key + "' needs both dash_px and gap_px, or neither");
        }
        line.finish();
    }

    /// Tells the keys nobody asked for.
    void finish() {
        if (table_ == nullptr) return;
        for (const auto& [key, value] : *table_) {
            const std::string name(key.str());
            if (!asked_.contains(name)) mistakes_.add(key.source(), "'" + full(name) + "' is not known here");
        }
    }

private:
    std::string full(const std::string& key) const { return name_.empty() ? key : name_ + "." + key; }

    const toml::table* table_;
    std::string name_;
    Mistakes& mistakes_;
    std::set<std::string> asked_;
};

Section section(Section& file, const std::string& name, Mistakes& mistakes) {
    const toml::node* const node = file.need(name);
    const toml::table* const table = node == nullptr ? nullptr : node->as_table();
    if (node != nullptr && table == nullptr) mistakes.add(node->source(), "'" + name + "' is not a section");
    return {table, name, mistakes};
}

void read_land(Section land, Style& style, Mistakes& mistakes) {
    land.read_all("tint", style.tint, [&](const toml::node& node, const std::string& key, Colour& colour) {
        read_value(node, key, colour, mistakes);
    });
    land.read_all("tint_height_m", style.tint_height_m,
                  [&](const toml::node& node, const std::string& key, float& value) {
                      read_value(node, key, height_m, value, mistakes);
                  });
    const auto* const heights = land.may_have("tint_height_m");
    for (std::size_t i = 1; heights != nullptr && mistakes.empty() && i < style.tint_height_m.size(); ++i) {
        if (style.tint_height_m[i] <= style.tint_height_m[i - 1]) {
            mistakes.add(heights->source(), "'land.tint_height_m' does not rise from each height to the next");
        }
    }
    land.read("hill_shade_strength", share, style.hill_shade_strength);
    land.read("neighbour_veil", style.neighbour_veil);
    land.read("background", style.background);
    land.read("border", style.border);
    land.read("border_casing", style.border_casing);
    land.read("border_unsettled", style.border_unsettled);
    land.read("border_neighbour", style.border_neighbour);
    land.read("border_province", style.border_province);
    land.read("graticule", style.graticule);
    land.finish();
}

void read_water(Section water, Style& style) {
    water.read("lake_fill", style.lake_fill);
    water.read("lake_edge", style.lake_edge);
    water.read("sea_fill", style.sea_fill);
    water.read_all("river", style.river, [&](const toml::node& node, const std::string& key, StrokeStyle& stroke) {
        water.read_stroke(node, key, stroke);
    });
    water.read("amu_darya", style.amu_darya);
    water.read("syr_darya", style.syr_darya);
    if (water.may_have("syr_darya_core") != nullptr) water.read("syr_darya_core", style.syr_darya_core);
    water.read("canal", style.canal);
    water.read("aral_bed_fill", style.aral_bed_fill);
    water.read("aral_bed_hatch", style.aral_bed_hatch);
    water.read("aral_old_shore", style.aral_old_shore);
    water.finish();
}

void read_marks(Section marks, Style& style) {
    marks.read("dam_operating", style.dam_operating);
    marks.read("dam_building", style.dam_building);
    marks.read("dam_planned", style.dam_planned);
    marks.read("edge", style.mark_edge);
    marks.read("town", style.town);
    marks.read("selection", style.selection);
    marks.read("hover", style.hover);
    marks.finish();
}

void read_names(Section names, Style& style) {
    names.read("halo", style.halo);
    names.read("halo_px", {0.0, 10.0}, style.halo_px);
    names.read("country", style.country_name);
    names.read("neighbour", style.neighbour_name);
    names.read("water", style.water_name);
    names.read("town", style.town_name);
    names.read("dam", style.dam_name);
    names.read("province", style.province_name);
    names.read("range", style.range_name);
    names.read("desert", style.desert_name);
    names.finish();
}

void read_panels(Section panels, Style& style) {
    panels.read("ink", style.ink);
    panels.read("ink_soft", style.ink_soft);
    panels.read("panel", style.panel);
    panels.read("line", style.panel_line);
    panels.read("shadow", style.shadow);
    panels.read("accent", style.accent);
    panels.read("doubt", style.doubt);
    panels.read("energy", style.energy);
    panels.read("water", style.water);
    panels.read("land", style.land);
    panels.read("radius_px", {0.0, 40.0}, style.panel_radius_px);
    panels.finish();
}

void read_style(const toml::table& file, Style& style, Mistakes& mistakes) {
    Section whole(&file, "", mistakes);
    if (const auto* const name = whole.need("name")) {
        if (const auto* const text = name->as_string()) {
            style.name = text->get();
        } else {
            mistakes.add(name->source(), "'name' is not a text");
        }
    }
    read_land(section(whole, "land", mistakes), style, mistakes);
    read_water(section(whole, "water", mistakes), style);
    read_marks(section(whole, "marks", mistakes), style);
    read_names(section(whole, "names", mistakes), style);
    read_panels(section(whole, "panels", mistakes), style);
    Section own = section(whole, "own_layers", mistakes);
    own.read_all("colours", style.own_layer, [&](const toml::node& node, const std::string& key, Colour& colour) {
        read_value(node, key, colour, mistakes);
    });
    own.finish();
    whole.finish();
}

}  // namespace

Result<Style> parse_style(std::string_view toml_text, const std::string& file_name) {
    const std::string next = "compare it with assets/style/light.toml";
    if (toml_text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return Error{"this style file is empty", file_name, next};
    }
    if (toml_text.size() > most_bytes) return Error{"this is too large for a style file", file_name, next};
    Mistakes mistakes;
    try {
        const toml::table file = toml::parse(toml_text, file_name);
        Style style;
        read_style(file, style, mistakes);
        if (mistakes.empty()) return style;
    } catch (const toml::parse_error& trouble) {
        mistakes.add(trouble.source(), std::string(trouble.description()));
    }
    return Error{mistakes.text(), file_name, next};
}

}  // namespace darya::style
