#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "scene/frame.h"

namespace darya::tests {

/// A mesh by hand, its points in metres from the middle of `small_frame`'s picture. Runs are rings or lines of those
/// points; every ring after the first that `is_hole` names is a hole.
inline scene::MeshRef mesh_of(const std::vector<std::vector<scene::MeshPoint>>& runs, bool is_ring,
                              bool has_holes = false) {
    auto mesh = std::make_shared<scene::Mesh>();
    mesh->id = scene::next_mesh_id();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        mesh->runs.push_back({static_cast<std::uint32_t>(mesh->points.size()),
                              static_cast<std::uint32_t>(runs[i].size()), is_ring, has_holes && i > 0});
        for (const scene::MeshPoint point : runs[i]) {
            mesh->points.push_back(point);
            mesh->box.add(geo::MapPoint{static_cast<double>(point.x_m), static_cast<double>(point.y_m)});
        }
    }
    if (is_ring) mesh->triangles = {0, 1, 2};
    return mesh;
}

/// A name whose letters stand 7 px apart from `start` on, each a little more turned than the one before.
inline scene::Label label_of(const std::string& text, geo::ScreenPoint start, float turn_rad = 0.0F) {
    scene::Label label;
    label.text = text;
    label.colour = {40, 40, 48, 255};
    label.halo = {255, 255, 255, 230};
    float angle_rad = 0.0F;
    for (std::size_t at = 0; at < text.size();) {
        const base::CodePoint point = base::code_point_at(text, at);
        at += point.byte_count;
        label.letters.push_back({point.value, start, angle_rad});
        start.x_px += 7.0F;
        start.y_px += 7.0F * angle_rad;
        angle_rad += turn_rad;
    }
    return label;
}

/// A picture of 200 by 120 px, 100 m a pixel, with a little of everything but relief.
inline scene::Frame small_frame() {
    using namespace scene;
    Frame frame;
    frame.camera = {{0.0, 0.0}, 100.0, 200.0F, 120.0F};
    frame.selection = {200, 60, 40, 255};
    frame.ink = {30, 34, 40, 255};
    frame.halo = {255, 255, 255, 255};

    // Land that reaches far beyond the picture, with a hole; a lake with its shore; a dashed river from outside.
    const MeshRef land = mesh_of({{{-90'000, -90'000}, {90'000, -90'000}, {90'000, 90'000}, {-90'000, 90'000}},
                                  {{-2'000, -2'000}, {2'000, -2'000}, {2'000, 2'000}, {-2'000, 2'000}}},
                                 true, true);
    const MeshRef lake = mesh_of({{{3'000, 1'000}, {6'000, 1'000}, {4'500, 4'000.4F}}}, true);
    const MeshRef river =
        mesh_of({{{-30'050, 0}, {-20'050, 0}, {0, 0}, {4'000, -3'000}, {4'000, -30'000}, {9'000, -30'000}}}, false);
    const MeshRef far_away = mesh_of({{{50'000, 50'000}, {60'000, 50'000}}}, false);
    frame.base = {GroundItem{{240, 236, 226, 255}},
                  GroupItem{"land"},
                  FillItem{land, {90, 90, 90, 51}},
                  GroupItem{"empty"},
                  GroupItem{"rivers"},
                  StrokeItem{river, {{47, 111, 168, 255}, 2.0F, 6.0F, 4.0F}},
                  StrokeItem{far_away, {{47, 111, 168, 255}, 2.0F, 0.0F, 0.0F}},
                  GroupItem{"lakes"},
                  FillItem{lake, {150, 190, 220, 255}},
                  StrokeItem{lake, {{47, 111, 168, 128}, 0.8F, 0.0F, 0.0F}}};

    const MeshRef outline = mesh_of({{{-9'000, 3'000}, {-7'000, 4'000}}}, false);
    frame.base_camera = frame.camera;
    frame.over = {GroupItem{"selection"}, StrokeItem{outline, {{200, 60, 40, 71}, 7.0F, 0.0F, 0.0F}},
                  StrokeItem{outline, {{200, 60, 40, 255}, 2.0F, 0.0F, 0.0F}}};

    float x_px = 15.0F;
    frame.circles.push_back({"somewhere", {60.0F, 70.0F}, 20.0F, {30, 90, 140, 80}, {30, 90, 140, 200}, 1.5F});
    frame.circles.push_back(pulse_ring({150.0F, 40.0F}, 0.5F, frame.selection));
    for (const MarkShape shape :
         {MarkShape::dam_operating, MarkShape::dam_building, MarkShape::dam_planned, MarkShape::dike,
          MarkShape::canal_head, MarkShape::reservoir, MarkShape::town, MarkShape::capital, MarkShape::own_point}) {
        Mark mark;
        mark.layer = shape == MarkShape::own_point ? "own:1" : "works";
        mark.place = shape == MarkShape::own_point ? "" : "place-" + std::to_string(frame.marks.size());
        mark.at = {x_px, 15.0F};
        mark.shape = shape;
        mark.fill = {180, 80, 30, 255};
        mark.edge = {255, 255, 255, 255};
        mark.is_selected = shape == MarkShape::dam_building;
        mark.is_hovered = shape == MarkShape::capital;
        mark.opacity = shape == MarkShape::dike ? 0.5F : 1.0F;
        frame.marks.push_back(mark);
        x_px += 20.0F;
    }

    Label rogun = label_of("Rogun", {20.25F, 40.0F});
    rogun.place = "rogun";
    rogun.layer = "dams-building";
    rogun.face = style::Face::map_bold;
    frame.labels.push_back(rogun);
    Label river_name = label_of("Сырдарья", {90.0F, 60.0F}, 0.1F);
    river_name.layer = "rivers";
    river_name.face = style::Face::map_italic;
    river_name.opacity = 0.5F;
    frame.labels.push_back(river_name);
    frame.labels.push_back(label_of("A<&>\"' \x01", {20.0F, 90.0F}));

    ScaleBar bar;
    bar.at = {10.0F, 100.0F};
    bar.length_px = 50.0F;
    bar.name = label_of("5 km", {10.0F, 115.0F});
    frame.scale_bar = bar;
    frame.attribution = label_of("whose", {150.0F, 115.0F});

    // A legend: a box with a dashed line, a mark and a word, and a small map of the lake in it.
    Plate plate;
    plate.name = "legend";
    plate.box = {140.0F, 50.0F, 195.0F, 100.0F};
    plate.shapes = {{{{140.5F, 50.5F}, {194.5F, 50.5F}, {194.5F, 99.5F}, {140.5F, 99.5F}},
                     true,
                     {255, 255, 255, 230},
                     {{30, 34, 40, 255}, 1.0F}},
                    {{{145.0F, 56.0F}, {165.0F, 56.0F}}, false, {0, 0, 0, 0}, {{47, 111, 168, 255}, 2.0F, 6.0F, 4.0F}}};
    auto inset = std::make_shared<Inset>();
    inset->box = {145.0F, 75.0F, 175.0F, 95.0F};
    inset->camera = {{4'500.0, 2'500.0}, 200.0, 30.0F, 20.0F};
    inset->ground = {240, 236, 226, 255};
    inset->items = {FillItem{lake, {150, 190, 220, 255}}, StrokeItem{lake, {{47, 111, 168, 255}, 1.0F, 0.0F, 0.0F}}};
    inset->number = 1;
    plate.inset = inset;
    plate.over = {{{{150.5F, 80.5F}, {160.5F, 80.5F}, {160.5F, 88.5F}, {150.5F, 88.5F}},
                   true,
                   {0, 0, 0, 0},
                   {{200, 60, 40, 255}, 1.0F}}};
    Mark dam;
    dam.at = {150.0F, 66.0F};
    dam.shape = MarkShape::dam_operating;
    dam.fill = {180, 80, 30, 255};
    dam.edge = {255, 255, 255, 255};
    plate.marks = {dam};
    plate.labels = {label_of("dam", {160.0F, 70.0F})};
    frame.plates = {plate};
    return frame;
}

}  // namespace darya::tests
