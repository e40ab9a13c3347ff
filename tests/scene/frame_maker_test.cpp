#include "scene/frame_maker.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "geo/projection.h"
#include "scene/describe.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

/// What stands in a group of the base, or over it.
std::vector<BaseItem> items_of(const Frame& frame, const std::string& group) {
    std::vector<BaseItem> items;
    for (const auto* list : {&frame.base, &frame.over}) {
        bool is_in = false;
        for (const BaseItem& item : *list) {
            if (const auto* name = std::get_if<GroupItem>(&item)) {
                is_in = name->name == group;
            } else if (is_in) {
                items.push_back(item);
            }
        }
    }
    return items;
}

template <typename Things>
bool has_layer(const Things& things, const std::string& layer) {
    return std::any_of(things.begin(), things.end(), [&](const auto& thing) { return thing.layer == layer; });
}

template <typename Things>
bool has_place(const Things& things, const std::string& place) {
    return std::any_of(things.begin(), things.end(), [&](const auto& thing) { return thing.place == place; });
}

TEST(FrameMaker, ShowsEverythingOfTheSmallMap) {
    const SmallView view;
    const Frame frame = FrameMaker(real_measure()).make(view.input());
    ASSERT_FALSE(frame.base.empty());
    EXPECT_TRUE(std::holds_alternative<GroundItem>(frame.base.front()));
    for (const char* layer : {"rivers", "canals", "lakes", "aral", "borders", "provinces"}) {
        EXPECT_FALSE(items_of(frame, layer).empty()) << layer;
    }
    for (const char* place : {"high-dam", "low-dam", "paper-dam", "old-dike", "capital"}) {
        EXPECT_TRUE(has_place(frame.marks, place)) << place;
        EXPECT_TRUE(has_place(frame.labels, place)) << place;
    }
    for (const char* place : {"east", "long-river", "ring-lake", "aral-sea"})
        EXPECT_TRUE(has_place(frame.labels, place)) << place;
}

TEST(FrameMaker, NamesALargeDamAtEveryScale) {
    SmallView view;
    FrameMaker maker(real_measure());
    view.camera.centre = {-3e5, 0};
    for (double scale = 50.0; scale < 4000.0; scale *= 1.3) {
        view.camera.metres_per_px = scale;
        maker.make(view.input());  // a name that must move waits till the map rests
        EXPECT_TRUE(has_place(maker.make(view.input()).labels, "high-dam")) << scale;
    }
}

TEST(FrameMaker, LeavesOutAllThatBelongsToAHiddenLayer) {
    for (const LayerState& layer : default_layers()) {
        if (layer.id == "relief" || layer.id == "names") continue;
        SCOPED_TRACE(layer.id);
        SmallView view;
        FrameMaker maker(real_measure());
        const Frame shown = maker.make(view.input());
        EXPECT_TRUE(!items_of(shown, layer.id).empty() || has_layer(shown.marks, layer.id));
        view.show(layer.id, false);
        const Frame hidden = maker.make(view.input());
        EXPECT_TRUE(items_of(hidden, layer.id).empty());
        EXPECT_FALSE(has_layer(hidden.marks, layer.id));
        EXPECT_FALSE(has_layer(hidden.labels, layer.id));
        view.show(layer.id, true);
        EXPECT_EQ(items_of(maker.make(view.input()), layer.id).size(), items_of(shown, layer.id).size());
    }
}

TEST(FrameMaker, ShowsNoNameWhenNamesAreHidden) {
    SmallView view;
    view.selected = {"high-dam"};
    view.show("names", false);
    const Frame frame = FrameMaker(real_measure()).make(view.input());
    EXPECT_TRUE(frame.labels.empty());
    EXPECT_TRUE(has_place(frame.marks, "high-dam"));
}

TEST(FrameMaker, OutlinesWhatIsSelectedUnlessItsLayerIsHidden) {
    const std::vector<std::pair<const char*, const char*>> place_and_layer{
        {"long-river", "rivers"}, {"great-canal", "canals"}, {"ring-lake", "lakes"}};
    for (const auto& [place, layer] : place_and_layer) {
        SCOPED_TRACE(place);
        SmallView view;
        FrameMaker maker(real_measure());
        EXPECT_TRUE(items_of(maker.make(view.input()), "selection").empty());
        view.selected = {place};
        EXPECT_FALSE(items_of(maker.make(view.input()), "selection").empty());
        view.selected.clear();
        view.hovered = {place};
        EXPECT_FALSE(items_of(maker.make(view.input()), "selection").empty());
        view.show(layer, false);
        EXPECT_TRUE(items_of(maker.make(view.input()), "selection").empty());
    }
    SmallView view;
    view.selected = {"west", "aral-sea"};
    EXPECT_FALSE(items_of(FrameMaker(real_measure()).make(view.input()), "selection").empty());
}

TEST(FrameMaker, MakesTheSameFrameOfTheSameInputAfterTheSameFrames) {
    FrameMaker one(real_measure());
    FrameMaker other(real_measure());
    SmallView view;
    for (int step = 0; step < 12; ++step) {
        SCOPED_TRACE(step);
        view.camera = panned(zoomed(view.camera, 0.93, {300.0F, 500.0F}), 7.0F, -4.0F);
        view.selected = step % 3 == 0 ? std::vector<std::string>{"high-dam"} : std::vector<std::string>{"long-river"};
        view.show("towns", step % 4 != 0);
        const std::string told_by_one = describe(one.make(view.input()));
        EXPECT_EQ(told_by_one, describe(other.make(view.input())));
    }
}

/// A window with a margin around its base, as the program's.
struct MovingView {
    SmallView view;
    FrameMaker maker{real_measure()};
    bool is_moving = false;
    std::optional<Camera> soon;

    Frame make() {
        FrameInput input = view.input();
        input.base_margin_px = 96.0F;
        input.is_moving = is_moving;
        input.soon = soon;
        return maker.make(input);
    }
};

TEST(FrameMaker, KeepsTheBaseWhileTheMapIsDraggedWithinItsMargin) {
    MovingView moving;
    const Frame first = moving.make();
    EXPECT_EQ(first.base_camera.width_px, moving.view.camera.width_px + 192.0F);
    moving.view.camera = panned(moving.view.camera, 90.0F, -60.0F);
    const Frame second = moving.make();
    EXPECT_EQ(second.base_number, first.base_number);
    EXPECT_EQ(second.base_camera, first.base_camera);
    EXPECT_EQ(second.camera, moving.view.camera);
    moving.view.camera = panned(moving.view.camera, 10.0F, 0.0F);
    EXPECT_NE(moving.make().base_number, first.base_number) << "the window would show beyond the margin";
}

TEST(FrameMaker, StretchesTheBaseOnlyALittleAndOnlyWhileMoving) {
    MovingView moving;
    moving.is_moving = true;
    const Frame first = moving.make();
    const double at_first = moving.view.camera.metres_per_px;
    moving.view.camera.metres_per_px = 0.9 * at_first;
    EXPECT_EQ(moving.make().base_number, first.base_number);
    moving.view.camera.metres_per_px = 0.7 * at_first;
    const Frame sharp = moving.make();
    EXPECT_NE(sharp.base_number, first.base_number);
    EXPECT_EQ(sharp.base_camera.metres_per_px, moving.view.camera.metres_per_px);
    moving.view.camera.metres_per_px = 0.69 * at_first;
    EXPECT_EQ(moving.make().base_number, sharp.base_number);
    moving.is_moving = false;
    EXPECT_NE(moving.make().base_number, sharp.base_number) << "at rest the base is sharp";
}

TEST(FrameMaker, BeginsABaseForWhatComesBeforeItIsNeeded) {
    MovingView moving;
    const Camera start = moving.view.camera;
    moving.make();
    const auto covers = [](const Camera& base, const Camera& camera) {
        const geo::MapBox has = base.view();
        const geo::MapBox wanted = camera.view();
        return has.left_m <= wanted.left_m && has.right_m >= wanted.right_m && has.bottom_m <= wanted.bottom_m &&
               has.top_m >= wanted.top_m;
    };
    // Dragged along: the base of each frame shows that frame, and is begun while the one before still does.
    Frame last = moving.make();
    int bases = 0;
    for (int i = 1; i <= 60; ++i) {
        moving.view.camera = panned(start, -8.0F * static_cast<float>(i), 0.0F);
        moving.soon = panned(moving.view.camera, -48.0F, 0.0F);
        const Frame frame = moving.make();
        EXPECT_TRUE(covers(frame.base_camera, frame.camera)) << i;
        if (frame.base_number != last.base_number) {
            ++bases;
            EXPECT_TRUE(covers(last.base_camera, frame.camera)) << "the last one still stands in, " << i;
            EXPECT_TRUE(covers(frame.base_camera, *moving.soon)) << i;
        }
        EXPECT_EQ(frame.base_content, last.base_content);
        last = frame;
    }
    EXPECT_LE(bases, 6) << "480 px by bases of 96 px to every side";
    // Outwards: coarser, so that it shows what comes.
    moving.is_moving = true;
    const Camera before_out = moving.view.camera;
    moving.soon = before_out;
    moving.soon->metres_per_px *= 1.2;
    const Frame out = moving.make();
    EXPECT_TRUE(covers(out.base_camera, *moving.soon));
    EXPECT_TRUE(covers(out.base_camera, before_out));
    EXPECT_LE(out.base_camera.metres_per_px, 1.25 * before_out.metres_per_px);
}

TEST(FrameMaker, MakesTheBaseAnewWhenWhatItShowsHasChanged) {
    MovingView moving;
    std::uint64_t last = moving.make().base_number;
    for (LayerState& layer : moving.view.layers) {
        SCOPED_TRACE(layer.id);
        layer.opacity = 0.5F;
        EXPECT_NE(moving.make().base_number, last);
        last = moving.make().base_number;
    }
    moving.view.selected = {"long-river"};
    EXPECT_EQ(moving.make().base_number, last) << "outlines lie over the base";
}

TEST(FrameMaker, LetsTheBaseStandInForOneWithMoreLayersButNotForOneOfOtherLooks) {
    MovingView moving;
    const Frame first = moving.make();
    moving.view.layers.push_back({"own:1", "mine", "Yours"});
    const Frame with_more = moving.make();
    EXPECT_NE(with_more.base_number, first.base_number);
    EXPECT_EQ(with_more.base_content, first.base_content);
    moving.view.layers.front().is_visible = false;
    const Frame switched_off = moving.make();
    EXPECT_NE(switched_off.base_content, with_more.base_content);
    moving.view.layers.pop_back();
    EXPECT_NE(moving.make().base_content, switched_off.base_content) << "what was closed is gone at once";
}

TEST(FrameMaker, NamesALakeOnceThatIsASiteToo) {
    std::vector<data::FeatureTable> tables = small_tables();
    data::FeatureTableBuilder sites("sites", data::ShapeKind::point);
    sites.begin_feature()
        .add_part({{-2.05e5, 1.45e5}})
        .set_text("id", "ring-lake")
        .set_text("name", "The Ring")
        .set_text("kind", "lake");
    tables.back() = std::move(sites).build();
    SmallView view;
    view.map = build_map_data(std::move(tables), std::nullopt);
    view.camera = {{-2e5, 1.5e5}, 500.0, 1280.0F, 800.0F};
    FrameMaker maker(real_measure());
    const Frame frame = maker.make(view.input());
    const auto is_lake = [](const Label& label) { return label.place == "ring-lake"; };
    EXPECT_EQ(std::count_if(frame.labels.begin(), frame.labels.end(), is_lake), 1);
}

TEST(FrameMaker, MakesAFrameBeforeAnyShapeIsBuiltAndOfAnEmptyMap) {
    SmallView view;
    view.levels.clear();
    EXPECT_FALSE(FrameMaker(real_measure()).make(view.input()).marks.empty());
    view.map = build_map_data({}, std::nullopt);
    EXPECT_TRUE(FrameMaker(real_measure()).make(view.input()).marks.empty());
}

TEST(FrameMaker, PutsNoNameUnderAPanel) {
    SmallView view;
    view.covered = {{0.0F, 0.0F, 700.0F, 800.0F}};
    for (const Label& label : FrameMaker(real_measure()).make(view.input()).labels) {
        EXPECT_FALSE(label.box.touches(view.covered[0]) && label.letters.front().angle_rad == 0.0F) << label.text;
    }
}

TEST(FrameMaker, FadesALayerAsItIsTold) {
    SmallView view;
    for (LayerState& layer : view.layers) layer.opacity = layer.id == "lakes" ? 0.5F : 1.0F;
    for (const BaseItem& item : items_of(FrameMaker(real_measure()).make(view.input()), "lakes")) {
        if (const auto* fill = std::get_if<FillItem>(&item)) {
            EXPECT_EQ(fill->colour, light_style().lake_fill.faded(0.5));
        }
    }
}

TEST(FrameMaker, DrawsAPersonsOwnLayerAndHidesIt) {
    SmallView view;
    auto tables = small_tables();
    std::erase_if(tables, [](const auto& table) { return table.name != "lakes" && table.name != "towns"; });
    view.own_layers = {build_own_layer("own:1", "mine", "mine.gpkg", std::move(tables))};
    view.layers.push_back({"own:1", "mine", "Yours"});
    FrameMaker maker(real_measure());
    const Frame shown = maker.make(view.input());
    EXPECT_FALSE(items_of(shown, "own:1").empty());
    EXPECT_TRUE(has_layer(shown.marks, "own:1"));
    view.show("own:1", false);
    const Frame hidden = maker.make(view.input());
    EXPECT_TRUE(items_of(hidden, "own:1").empty());
    EXPECT_FALSE(has_layer(hidden.marks, "own:1"));
}

TEST(FrameMaker, DrawsTheSelectedMarkLast) {
    SmallView view;
    view.selected = {"high-dam"};
    view.hovered = {"capital"};
    const Frame frame = FrameMaker(real_measure()).make(view.input());
    ASSERT_FALSE(frame.marks.empty());
    EXPECT_EQ(frame.marks.back().place, "high-dam");
    EXPECT_TRUE(frame.marks.back().is_selected);
}

/// Distance along the geodesic of WGS 84, metres. Source: Vincenty 1975, doi:10.1179/sre.1975.23.176.88.
double geodesic_m(geo::LonLat from, geo::LonLat to) {
    constexpr double a = 6378137.0;
    constexpr double f = 1 / 298.257223563;
    constexpr double b = (1 - f) * a;
    constexpr double rad = 3.14159265358979323846 / 180.0;
    const double u1 = std::atan((1 - f) * std::tan(from.lat_deg * rad));
    const double u2 = std::atan((1 - f) * std::tan(to.lat_deg * rad));
    const double l = (to.lon_deg - from.lon_deg) * rad;
    double lambda = l;
    double sin_sigma = 0, cos_sigma = 0, sigma = 0, cos2_alpha = 0, cos_2m = 0;
    for (int i = 0; i < 100; ++i) {
        sin_sigma = std::hypot(std::cos(u2) * std::sin(lambda),
                               std::cos(u1) * std::sin(u2) - std::sin(u1) * std::cos(u2) * std::cos(lambda));
        cos_sigma = std::sin(u1) * std::sin(u2) + std::cos(u1) * std::cos(u2) * std::cos(lambda);
        sigma = std::atan2(sin_sigma, cos_sigma);
        const double sin_alpha = std::cos(u1) * std::cos(u2) * std::sin(lambda) / sin_sigma;
        cos2_alpha = 1 - sin_alpha * sin_alpha;
        cos_2m = cos_sigma - 2 * std::sin(u1) * std::sin(u2) / cos2_alpha;
        const double c = f / 16 * cos2_alpha * (4 + f * (4 - 3 * cos2_alpha));
        lambda = l + (1 - c) * f * sin_alpha *
                         (sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (-1 + 2 * cos_2m * cos_2m)));
    }
    const double u_2 = cos2_alpha * (a * a - b * b) / (b * b);
    const double big_a = 1 + u_2 / 16384 * (4096 + u_2 * (-768 + u_2 * (320 - 175 * u_2)));
    const double big_b = u_2 / 1024 * (256 + u_2 * (-128 + u_2 * (74 - 47 * u_2)));
    const double step =
        big_b * sin_sigma *
        (cos_2m + big_b / 4 *
                      (cos_sigma * (-1 + 2 * cos_2m * cos_2m) -
                       big_b / 6 * cos_2m * (-3 + 4 * sin_sigma * sin_sigma) * (-3 + 4 * cos_2m * cos_2m)));
    return b * big_a * (sigma - step);
}

TEST(ScaleBar, IsTrueWithinOnePerCentAtEveryLatitudeAndZoom) {
    // Flinders Peak to Buninyong, the worked example of Geoscience Australia, is 54,972.271 m.
    ASSERT_NEAR(geodesic_m({144.0 + 25.0 / 60 + 29.52440 / 3600, -(37.0 + 57.0 / 60 + 3.72030 / 3600)},
                           {143.0 + 55.0 / 60 + 35.38390 / 3600, -(37.0 + 39.0 / 60 + 10.15610 / 3600)}),
                54972.271, 1.0);  // on GRS 80, which differs from WGS 84 by a hair
    FrameMaker maker(real_measure());
    SmallView view;
    for (const double lon : {48.0, 66.0, 87.0}) {
        for (const double lat : {34.0, 38.7, 44.0, 50.0, 56.0}) {
            for (double scale = closest_metres_per_px; scale < farthest_metres_per_px; scale *= 1.7) {
                SCOPED_TRACE(std::to_string(lon) + " " + std::to_string(lat) + " " + std::to_string(scale));
                view.camera.centre = geo::to_map({lon, lat});
                view.camera.metres_per_px = scale;
                const Frame frame = maker.make(view.input());
                ASSERT_TRUE(frame.scale_bar);
                const ScaleBar& bar = *frame.scale_bar;
                const std::string& said = bar.name.text;
                const double said_m = std::stod(said) * (said.ends_with(" km") ? 1000.0 : 1.0);
                const geo::ScreenPoint middle{view.camera.width_px / 2, view.camera.height_px / 2};
                const auto ground = [&](float x) { return geo::to_lonlat(view.camera.to_map({x, middle.y_px})); };
                const double true_m =
                    geodesic_m(ground(middle.x_px - bar.length_px / 2), ground(middle.x_px + bar.length_px / 2));
                EXPECT_NEAR(true_m / said_m, 1.0, 0.01) << said;
                EXPECT_GT(bar.length_px, 40.0F);
                EXPECT_LT(bar.length_px, 200.0F);
            }
        }
    }
}

}  // namespace
}  // namespace darya::scene
