#include "scene/furniture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "geo/projection.h"
#include "scene/legend.h"
#include "scene/page.h"
#include "scene/plate_parts.h"
#include "scene/small_map.h"

namespace darya::scene {
namespace {

const Plate* plate_of(const Frame& frame, const std::string& name) {
    for (const Plate& plate : frame.plates) {
        if (plate.name == name) return &plate;
    }
    return nullptr;
}

bool has_words(const Plate& plate, const std::string& words) {
    return std::any_of(plate.labels.begin(), plate.labels.end(),
                       [&](const Label& label) { return label.text.find(words) != std::string::npos; });
}

/// A view close enough for an overview, with everything switched on.
SmallView whole_view() {
    SmallView view;
    view.camera.metres_per_px = 400.0;
    view.furniture.legend = true;
    view.furniture.graticule = true;
    return view;
}

FrameInput whole_input(const SmallView& view) {
    FrameInput input = view.input();
    input.attribution = map_attribution;
    return input;
}

TEST(Furniture, TouchesNeitherItselfNorPanelsNorNames) {
    FrameMaker maker(real_measure());
    for (const float width_px : {320.0F, 700.0F, 1280.0F, 1900.0F}) {
        for (const bool has_panels : {false, true}) {
            SCOPED_TRACE(std::to_string(width_px) + (has_panels ? " with panels" : ""));
            SmallView view = whole_view();
            view.camera.width_px = width_px;
            if (has_panels) {
                view.covered = {{0.0F, 0.0F, 200.0F, 800.0F},
                                {width_px - 48.0F, 600.0F, width_px - 14.0F, 736.0F},
                                {width_px - 400.0F, 770.0F, width_px - 14.0F, 800.0F}};
            }
            FrameInput input = whole_input(view);
            if (has_panels) {
                input.free.left_px = 200.0F;
                input.attribution.clear();
            }
            const Frame frame = maker.make(input);
            std::vector<geo::ScreenBox> boxes = furniture_boxes(frame);
            EXPECT_GE(boxes.size(), width_px > 700.0F ? 4U : 1U);
            for (const Label& label : frame.labels) {
                for (const geo::ScreenBox& box : boxes) EXPECT_FALSE(box.touches(label.box)) << label.text;
            }
            boxes.insert(boxes.end(), view.covered.begin(), view.covered.end());
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    if (i >= boxes.size() - view.covered.size() && j >= boxes.size() - view.covered.size()) continue;
                    EXPECT_FALSE(boxes[i].touches(boxes[j])) << i << " and " << j;
                }
            }
        }
    }
}

TEST(Furniture, CanAllBeSwitchedOff) {
    SmallView view = whole_view();
    FrameMaker maker(real_measure());
    const Frame with = maker.make(whole_input(view));
    for (const char* name : {"legend", "north-mark", "overview", "graticule-degrees"})
        EXPECT_NE(plate_of(with, name), nullptr) << name;
    EXPECT_TRUE(with.scale_bar);
    EXPECT_TRUE(with.attribution);
    view.furniture = {false, false, false, false, false, false, false};
    const Frame without = maker.make(whole_input(view));
    EXPECT_TRUE(without.plates.empty());
    EXPECT_FALSE(without.scale_bar);
    EXPECT_FALSE(without.attribution);
    EXPECT_EQ(std::count_if(without.base.begin(), without.base.end(),
                            [](const BaseItem& item) {
                                const auto* stroke = std::get_if<StrokeItem>(&item);
                                return stroke != nullptr && stroke->stroke.colour == light_style().graticule.colour;
                            }),
              0);
}

TEST(Furniture, PointsNorthAlongTheMeridianOfTheMarksPlace) {
    SmallView view;
    FrameMaker maker(real_measure());
    for (const double lon : {48.0, 66.0, 87.0}) {
        view.camera.centre = geo::to_map({lon, 45.0});
        const Frame frame = maker.make(view.input());
        const Plate* north = plate_of(frame, "north-mark");
        ASSERT_NE(north, nullptr);
        const auto& needle = north->shapes.front().points;  // tip, left foot, notch
        const geo::LonLat tip = geo::to_lonlat(view.camera.to_map(needle[0]));
        const geo::LonLat notch = geo::to_lonlat(view.camera.to_map(needle[2]));
        EXPECT_GT(tip.lat_deg, notch.lat_deg);
        EXPECT_NEAR(tip.lon_deg, notch.lon_deg, 1e-3) << lon;
    }
}

TEST(Graticule, FollowsItsMeridiansAndParallelsWithinHalfAPixel) {
    Graticule graticule;
    for (const double scale : {9000.0, 2600.0, 400.0, 60.0, 8.0}) {
        const Camera camera{geo::to_map({72.0, 41.0}), scale, 1280.0F, 800.0F};
        const double step_deg = graticule_step_min(scale) / 60.0;
        int seen = 0;
        for (const MeshRef& mesh : graticule.lines_for(camera)) {
            for (const MeshRun& run : mesh->runs) {
                for (std::uint32_t i = run.first_point; i + 1 < run.first_point + run.point_count; ++i) {
                    const auto at = [&](std::uint32_t index) {
                        const MeshPoint point = mesh->points[index];
                        return geo::MapPoint{mesh->origin.x_m + static_cast<double>(point.x_m),
                                             mesh->origin.y_m + static_cast<double>(point.y_m)};
                    };
                    const geo::MapPoint a = at(i);
                    const geo::MapPoint b = at(i + 1);
                    const geo::MapPoint middle{(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2};
                    const geo::LonLat place = geo::to_lonlat(middle);
                    const double lon = std::round(place.lon_deg / step_deg) * step_deg;
                    const double lat = std::round(place.lat_deg / step_deg) * step_deg;
                    const double away_m = std::min(geo::distance_m(middle, geo::to_map({lon, place.lat_deg})),
                                                   geo::distance_m(middle, geo::to_map({place.lon_deg, lat})));
                    EXPECT_LE(away_m / scale, 0.5) << scale;
                    seen += camera.view().contains(middle) ? 1 : 0;
                }
            }
        }
        EXPECT_GT(seen, 0) << scale;
    }
}

TEST(Graticule, IsNeverCrowdedAndNeverEmpty) {
    for (double scale = closest_metres_per_px; scale < farthest_metres_per_px; scale *= 1.1) {
        const double apart_px = graticule_step_min(scale) * 1852.0 / scale;
        EXPECT_GE(apart_px, 100.0) << scale;
        EXPECT_LE(apart_px, 600.0) << scale;
    }
}

TEST(Graticule, WritesTheDegreesWhereTheLinesMeetTheEdge) {
    const SmallView view = whole_view();
    FrameMaker maker(real_measure());
    const Frame frame = maker.make(whole_input(view));
    const Plate* degrees = plate_of(frame, "graticule-degrees");
    ASSERT_NE(degrees, nullptr);
    ASSERT_GE(degrees->labels.size(), 4U);
    for (const Label& label : degrees->labels) {
        const std::size_t minutes = label.text.find("°") + std::string_view("°").size();
        const double said_deg = std::atof(label.text.c_str()) + std::atof(label.text.c_str() + minutes) / 60.0;
        const bool is_meridian = label.text.ends_with("E");
        const geo::ScreenPoint start = label.letters.front().at;
        const geo::LonLat place = geo::to_lonlat(view.camera.to_map(
            is_meridian ? geo::ScreenPoint{start.x_px - 4.0F, 0.0F} : geo::ScreenPoint{0.0F, start.y_px + 4.0F}));
        EXPECT_NEAR(is_meridian ? place.lon_deg : place.lat_deg, said_deg, 0.01) << label.text;
    }
}

TEST(Legend, SaysOnlyWhatThePictureShows) {
    SmallView view = whole_view();
    view.camera.metres_per_px = 1000.0;
    FrameMaker maker(real_measure());
    const Frame whole = maker.make(whole_input(view));
    const Plate* legend = plate_of(whole, "legend");
    ASSERT_NE(legend, nullptr);
    for (const char* words : {"operating", "under construction", "planned", "Canal", "Lake", "Aral", "settled",
                              "unsettled", "Dike", "Capital"})
        EXPECT_TRUE(has_words(*legend, words)) << words;
    view.show("canals", false);
    view.show("dams-planned", false);
    view.show("aral", false);
    const Frame less = maker.make(whole_input(view));
    legend = plate_of(less, "legend");
    ASSERT_NE(legend, nullptr);
    for (const char* words : {"Canal", "planned", "Aral"}) EXPECT_FALSE(has_words(*legend, words)) << words;
    // Far in the west, where there is neither a border nor a lake nor a site.
    view.camera = {{-3.5e5, 2.5e5}, 50.0, 1280.0F, 800.0F};
    const Frame empty = maker.make(whole_input(view));
    EXPECT_EQ(plate_of(empty, "legend"), nullptr);
}

TEST(Legend, StandsWhereItHidesTheFewestMarks) {
    SmallView view = whole_view();
    FrameMaker maker(real_measure());
    const Frame frame = maker.make(whole_input(view));
    const Plate* legend = plate_of(frame, "legend");
    ASSERT_NE(legend, nullptr);
    for (const Mark& mark : frame.marks) EXPECT_FALSE(legend->box.contains(mark.at)) << mark.place;
}

TEST(Overview, FramesWhatOneSees) {
    const SmallView view = whole_view();
    FrameMaker maker(real_measure());
    const Frame frame = maker.make(view.input());
    const Plate* overview = overview_of(frame);
    ASSERT_NE(overview, nullptr);
    ASSERT_TRUE(overview->inset);
    const PlateShape& seen = overview->over.front();
    const geo::MapBox box = view.camera.view();
    const auto inside = [&](geo::ScreenPoint at) {
        return overview->inset->camera.to_map({at.x_px - overview->box.left_px, at.y_px - overview->box.top_px});
    };
    const double px_m = overview->inset->camera.metres_per_px;
    EXPECT_NEAR(inside(seen.points[0]).x_m, std::max(box.left_m, view.map->region.left_m), 8.0 * px_m);
    EXPECT_NEAR(inside(seen.points[2]).y_m, box.bottom_m, 8.0 * px_m);
    const Frame again = maker.make(view.input());
    EXPECT_EQ(overview_of(again)->inset, overview->inset) << "made anew for each frame";
}

TEST(Page, LeavesTheMapBetweenTitleAndCaption) {
    std::map<std::string, std::shared_ptr<const MeasuredText>> known;
    const Measure measure = [&known](const LabelLook& look, const std::string& text) -> const MeasuredText& {
        std::shared_ptr<const MeasuredText>& measured = known[text];
        if (!measured) measured = even_letters(text, look.letter_spacing_px);
        return *measured;
    };
    EXPECT_EQ(page_of(800.0F, 600.0F, "", "", true, measure).map, (geo::ScreenBox{0.0F, 0.0F, 800.0F, 600.0F}));
    const Page page = page_of(800.0F, 600.0F, "A title", std::string(300, 'w') + " and\nmore", true, measure);
    EXPECT_EQ(page.title_lines.size(), 1U);
    EXPECT_EQ(page.caption_lines.size(), 3U);
    EXPECT_GT(page.map.top_px, 30.0F);
    EXPECT_LT(page.map.bottom_px, 560.0F);
    std::string much;
    for (int i = 0; i < 2000; ++i) much += "word ";
    EXPECT_GE(page_of(800.0F, 600.0F, "A title", much, false, measure).map.height_px(), 250.0F);
}

TEST(Page, HasAColumnForTheLegendBesideALowMap) {
    FrameMaker maker(real_measure());
    const auto page = [&](float width_px, float height_px, const char* title, bool has_legend) {
        return maker.page(width_px, height_px, title, "", has_legend);
    };
    EXPECT_FALSE(page(1600.0F, 1000.0F, "A title", true).legend);
    EXPECT_FALSE(page(600.0F, 400.0F, "A title", false).legend);
    EXPECT_FALSE(page(600.0F, 400.0F, "", true).legend) << "no page, no column";
    EXPECT_FALSE(page(600.0F, 200.0F, "A title", true).legend) << "too low to read";
    EXPECT_FALSE(page(350.0F, 400.0F, "A title", true).legend);
    const Page low = page(600.0F, 400.0F, "A title", true);
    ASSERT_TRUE(low.legend);
    EXPECT_LT(low.map.right_px, low.legend->left_px);
    EXPECT_LT(low.legend->right_px, 600.0F);

    SmallView view = whole_view();
    view.camera = {view.camera.centre, 1000.0, 600.0F, 400.0F};
    FrameInput input = whole_input(view);
    input.title = "A title";
    input.free = low.map;
    const Frame frame = maker.make(input);
    const Plate* const legend = plate_of(frame, "legend");
    ASSERT_NE(legend, nullptr);
    EXPECT_FALSE(frame.is_legend_left_out);
    const geo::ScreenBox room = low.legend->grown(0.5F);
    for (const Label& label : legend->labels) {
        EXPECT_TRUE(room.contains({label.box.left_px, label.box.top_px})) << label.text;
        EXPECT_TRUE(room.contains({label.box.right_px, label.box.bottom_px})) << label.text;
        EXPECT_GT(label.size_px, 6.0F);
    }
    EXPECT_FALSE(frame.attribution);
    EXPECT_TRUE(has_words(frame.plates.front(), "Natural Earth"));
}

TEST(Page, SaysWhatItHasNoRoomFor) {
    FrameMaker maker(real_measure());
    SmallView view = whole_view();
    view.camera = {view.camera.centre, 2000.0, 400.0F, 200.0F};
    FrameInput input = whole_input(view);
    input.caption = "Data: by hand.";
    input.free = maker.page(400.0F, 200.0F, "", input.caption, true).map;
    const Frame frame = maker.make(input);
    EXPECT_TRUE(frame.is_legend_left_out);
    EXPECT_FALSE(frame.are_words_cut);
    input.furniture.legend = false;
    for (int i = 0; i < 200; ++i) input.caption += " More of them.";
    const Frame cut = maker.make(input);
    EXPECT_FALSE(cut.is_legend_left_out) << "nobody wished for it";
    EXPECT_TRUE(cut.are_words_cut);
    EXPECT_TRUE(maker.page(400.0F, 200.0F, "", input.caption, true).is_caption_small);
}

TEST(Page, HasItsFurnitureAndNamesWithinTheMap) {
    SmallView view = whole_view();
    FrameMaker maker(real_measure());
    FrameInput input = whole_input(view);
    input.title = "Dams of a small country";
    input.caption = "Data: by hand.";
    const Page page = maker.page(input.camera.width_px, input.camera.height_px, input.title, input.caption, true);
    input.free = page.map;
    const Frame frame = maker.make(input);
    ASSERT_FALSE(frame.plates.empty());
    EXPECT_EQ(frame.plates.front().name, "page");
    EXPECT_TRUE(has_words(frame.plates.front(), "small country"));
    EXPECT_TRUE(has_words(frame.plates.front(), "by hand"));
    for (const Plate& plate : frame.plates) {
        if (plate.box.width_px() <= 0.0F) continue;
        EXPECT_GE(plate.box.top_px, page.map.top_px) << plate.name;
        EXPECT_LE(plate.box.bottom_px, page.map.bottom_px) << plate.name;
    }
    const geo::ScreenBox map = page.map.grown(1.0F);
    for (const Label& label : frame.labels) {
        EXPECT_TRUE(label.box.top_px >= map.top_px && label.box.bottom_px <= map.bottom_px) << label.text;
    }
}

TEST(PlateParts, CutsDashesAsLongAsTheyAreAskedFor) {
    const auto pieces = dashes_of(line_shape({{0.0F, 0.0F}, {10.0F, 0.0F}, {10.0F, 10.0F}}, {{}, 1.0F, 4.0F, 2.0F}));
    ASSERT_EQ(pieces.size(), 4U);
    for (const auto& piece : pieces) {
        float length_px = 0.0F;
        for (std::size_t i = 1; i < piece.size(); ++i) length_px += geo::distance_px(piece[i - 1], piece[i]);
        EXPECT_LE(length_px, 4.001F);
    }
    EXPECT_EQ(pieces[1].front(), (geo::ScreenPoint{6.0F, 0.0F}));
}

}  // namespace
}  // namespace darya::scene
