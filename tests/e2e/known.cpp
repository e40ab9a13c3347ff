#include "e2e/known.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/file.h"
#include "geo/projection.h"
#include "reading/gazetteer.h"
#include "scene/layers.h"

namespace darya::e2e {

geo::MapPoint site(const std::string& id) {
    static const auto gazetteer = [] {
        base::Notes notes;
        return reading::load_gazetteer(fs::path(DARYA_SOURCE_DIR) / "assets", notes);
    }();
    const auto place = gazetteer ? gazetteer->find(id) : std::nullopt;
    if (!place || !gazetteer->place(*place).position) {
        ADD_FAILURE() << "the facts have no position of " << id;
        return {};
    }
    return geo::to_map(*gazetteer->place(*place).position);
}

const style::Style& style_of_window() {
    static const style::Style style = [] {
        const fs::path file = fs::path(DARYA_SOURCE_DIR) / "assets" / "style" / "light.toml";
        const auto bytes = base::read_file(file);
        auto parsed = style::parse_style(bytes ? *bytes : "", file.string());
        EXPECT_TRUE(parsed);
        return parsed ? *parsed : style::Style();
    }();
    return style;
}

atlas::Session looking_east() {
    atlas::Session session;
    session.lon_deg = 68.0;
    session.lat_deg = 41.0;
    session.metres_per_px = 2500.0;
    session.layers = scene::default_layers();
    return session;
}

std::string put_two_of_one_name(const TestFolder& folder) {
    return folder
        .put("places.csv", "id,name,kind,lon,lat\nnorth,Qumtepa,town,67.5,42.5\nsouth,Qumtepa,town,69.5,39.5\n")
        .string();
}

bool is_panel(const data::Colour& colour) {
    return is_near(colour, style_of_window().panel, 14);
}

bool is_ink(const data::Colour& colour) {
    return is_near(colour, style_of_window().ink, 40);
}

geo::ScreenBox new_panel_at_right(const ScreenPicture& before, const ScreenPicture& after) {
    // A column of the panel is new almost from top to bottom.
    const geo::ScreenBox whole = after.whole();
    const auto is_new = [&](int x) {
        const auto left = static_cast<float>(x);
        return changed_in(before, after, {left, 0.0F, left + 1.0F, whole.bottom_px}) > after.height_px * 8 / 10;
    };
    int first = after.width_px;
    int last = 0;
    for (int x = after.width_px / 3; x < after.width_px; ++x) {
        if (!is_new(x)) continue;
        first = std::min(first, x);
        last = x;
    }
    if (first > last) return {};
    return {static_cast<float>(first), 0.0F, static_cast<float>(last + 1), whole.bottom_px};
}

int trouble_notices(const ScreenPicture& picture) {
    const auto is_doubt = [](const data::Colour& colour) { return is_near(colour, style_of_window().doubt, 6); };
    geo::ScreenBox top = picture.whole();
    top.bottom_px *= 0.75F;
    int count = 0;
    float last_px = -10.0F;
    // A bar is a few pixels wide: its columns begin in the same row or, rounded off, beside it.
    for (const PixelRun& bar : runs_in(picture, top, is_doubt, 15, 200, true)) {
        if (bar.first.y_px > last_px + 5.0F) ++count;
        last_px = bar.first.y_px;
    }
    return count;
}

nlohmann::json decisions_about(const TestFolder& folder, const std::string& file) {
    const auto whole = nlohmann::json::parse(bytes_of(folder.decisions_file()), nullptr, false);
    const bool is_known = whole.is_object() && whole.contains("articles") && whole["articles"].contains(file);
    return is_known ? whole["articles"][file] : nlohmann::json::array();
}

void expect_clean(const Ending& ending) {
    constexpr std::size_t most = 2000;  // of what a sanitizer says
    const std::string complaint = ending.standard_error.substr(0, most);
    EXPECT_EQ(ending.exit_code, 0) << complaint;
    EXPECT_EQ(ending.standard_error.find("ERROR: "), std::string::npos) << complaint;
    EXPECT_EQ(ending.standard_error.find("runtime error"), std::string::npos) << complaint;
}

}  // namespace darya::e2e
