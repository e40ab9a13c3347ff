#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "data/feature_table_builder.h"
#include "scene/frame_maker.h"
#include "scene/labels.h"
#include "scene/layers.h"
#include "scene/map_data.h"
#include "style/style.h"
#include "style/text.h"

namespace darya::scene {

/// A country of two halves, 800 by 600 km around the map's middle, with one thing of each kind:
///
///     west (in focus) | east (a neighbour)      a river from west to east along y = 0, a canal along y = -200 km
///     a lake with an island at (-200, 150) km   the Aral at (200, 150) km, smaller water within the old shore
///     sites along the river, towns, a border between the halves at x = 0
inline std::vector<data::FeatureTable> small_tables() {
    using data::FeatureTableBuilder;
    using data::ShapeKind;
    std::vector<data::FeatureTable> tables;
    constexpr double km = 1000.0;
    const auto square = [](double x, double y, double half) {
        return std::vector<geo::MapPoint>{
            {x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}};
    };

    FeatureTableBuilder countries("countries", ShapeKind::polygon);
    countries.begin_feature()
        .add_part({{-400 * km, -300 * km}, {0, -300 * km}, {0, 300 * km}, {-400 * km, 300 * km}})
        .set_text("id", "west")
        .set_text("name", "West")
        .set_number("focus", 1);
    countries.begin_feature()
        .add_part({{0, -300 * km}, {400 * km, -300 * km}, {400 * km, 300 * km}, {0, 300 * km}})
        .set_text("id", "east")
        .set_text("name", "East")
        .set_number("focus", 0);
    countries.begin_feature()
        .add_part(square(450 * km, 0, 20 * km))
        .set_text("id", "")
        .set_number("focus", 0);  // nobody's
    tables.push_back(std::move(countries).build());

    FeatureTableBuilder borders("borders", ShapeKind::line);
    borders.begin_feature()
        .add_part({{0, -300 * km}, {0, 100 * km}})
        .set_text("status", "settled")
        .set_number("focus", 1);
    borders.begin_feature()
        .add_part({{0, 100 * km}, {0, 300 * km}})
        .set_text("status", "disputed")
        .set_number("focus", 1);
    tables.push_back(std::move(borders).build());

    FeatureTableBuilder province_borders("province_borders", ShapeKind::line);
    province_borders.begin_feature().add_part({{-200 * km, -300 * km}, {-200 * km, -250 * km}});
    tables.push_back(std::move(province_borders).build());

    FeatureTableBuilder rivers("rivers", ShapeKind::line);
    rivers.begin_feature()
        .add_part({{-400 * km, 0}, {-100 * km, 0}, {100 * km, 0}, {400 * km, 0}})
        .set_text("id", "long-river")
        .set_text("name", "Long River")
        .set_text("kind", "river")
        .set_number("rank", 1);
    rivers.begin_feature()
        .add_part({{-300 * km, -200 * km}, {300 * km, -200 * km}})
        .set_text("id", "great-canal")
        .set_text("name", "Great Canal")
        .set_text("kind", "canal")
        .set_number("rank", 1);
    tables.push_back(std::move(rivers).build());

    FeatureTableBuilder lakes("lakes", ShapeKind::polygon);
    lakes.begin_feature()
        .add_part(square(-200 * km, 150 * km, 60 * km))
        .add_part(square(-200 * km, 150 * km, 20 * km), true)
        .set_text("id", "ring-lake")
        .set_text("name", "Ring Lake")
        .set_number("area_km2", 12800);
    tables.push_back(std::move(lakes).build());

    FeatureTableBuilder aral("aral_shores", ShapeKind::polygon);
    aral.begin_feature().add_part(square(200 * km, 150 * km, 80 * km)).set_number("year", 1960);
    aral.begin_feature().add_part(square(200 * km, 150 * km, 40 * km)).set_number("year", 2005);
    tables.push_back(std::move(aral).build());

    FeatureTableBuilder towns("towns", ShapeKind::point);
    towns.begin_feature()
        .add_part({{-300 * km, -100 * km}})
        .set_text("id", "capital")
        .set_text("name", "Capital")
        .set_number("rank", 1)
        .set_number("capital", 1);
    towns.begin_feature()
        .add_part({{-100 * km, -100 * km}})
        .set_text("id", "")
        .set_text("name", "Nameless")
        .set_number("rank", 1);
    tables.push_back(std::move(towns).build());

    FeatureTableBuilder sites("sites", ShapeKind::point);
    const auto site = [&](const char* id, double x_km, double y_km, const char* kind, const char* state, double mw) {
        sites.begin_feature()
            .add_part({{x_km * km, y_km * km}})
            .set_text("id", id)
            .set_text("name", std::string("The ") + id)
            .set_text("kind", kind)
            .set_text("state", state)
            .set_number("capacity_mw", mw);
    };
    site("high-dam", -300, 0, "hydropower", "under construction", 3600);
    site("low-dam", -200, 0, "hydropower", "operating", 3000);
    site("paper-dam", -100, 0, "hydropower", "planned", 1900);
    site("old-dike", 100, 100, "dike", "operating", 0);
    tables.push_back(std::move(sites).build());
    return tables;
}

inline std::shared_ptr<const MapData> small_map() {
    static const auto map = build_map_data(small_tables(), std::nullopt);
    return map;
}

/// All levels of a map, built at once.
inline std::vector<std::shared_ptr<const LevelMeshes>> all_levels(const MapData& map) {
    std::vector<std::shared_ptr<const LevelMeshes>> levels;
    for (int level = 0; level < level_count; ++level) levels.push_back(build_level(map, level));
    return levels;
}

inline const style::Style& light_style() {
    static const style::Style light = [] {
        const auto text = base::read_file(std::filesystem::path(DARYA_SOURCE_DIR) / "assets" / "style" / "light.toml");
        EXPECT_TRUE(text);
        auto parsed = style::parse_style(text ? *text : "", "light.toml");
        EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().line());
        return parsed ? *parsed : style::Style{};
    }();
    return light;
}

inline style::TextMeasure real_measure() {
    base::Notes notes;
    const auto fonts = style::find_fonts(notes);
    EXPECT_TRUE(fonts);
    return style::TextMeasure(fonts ? *fonts : style::FontFiles{});
}

/// A state of the map to make frames of: everything visible, at 1 km in a pixel.
struct SmallView {
    std::shared_ptr<const MapData> map = small_map();
    std::vector<std::shared_ptr<const LevelMeshes>> levels = all_levels(*map);
    std::vector<std::shared_ptr<const OwnLayer>> own_layers;
    std::vector<LayerState> layers = default_layers();
    Camera camera{{0, 0}, 1000.0, 1280.0F, 800.0F};
    std::vector<std::string> selected, hovered;
    std::vector<geo::ScreenBox> covered;
    Furniture furniture;  // without a legend, as in the window

    SmallView() {
        for (LayerState& layer : layers) layer.is_visible = true;
        furniture.legend = false;
    }
    FrameInput input() const {
        FrameInput seen{*map,   levels,   own_layers, layers,  light_style(),
                        camera, selected, hovered,    covered, {0.0F, 0.0F, camera.width_px, camera.height_px}};
        seen.furniture = furniture;
        return seen;
    }
    void show(const std::string& id, bool is_visible) {
        for (LayerState& layer : layers) {
            if (layer.id == id) layer.is_visible = is_visible;
        }
    }
};

/// "Every letter is 8 px", 10 px up and 3 px down.
inline std::shared_ptr<const MeasuredText> even_letters(const std::string& text, float letter_spacing_px = 0.0F) {
    auto measured = std::make_shared<MeasuredText>();
    float pen = 0.0F;
    for (const char letter : text) {
        measured->letters.push_back({static_cast<char32_t>(static_cast<unsigned char>(letter)), pen, 8.0F});
        pen += 8.0F + letter_spacing_px;
    }
    measured->extent = {pen, 10.0F, 3.0F};
    return measured;
}

}  // namespace darya::scene
