#include "scene/describe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string_view>

namespace darya::scene {

namespace {

/// A number rounded to so many tenths, without a needless zero: 12.5, 7, -0.3.
std::string tenths(double value) {
    if (!std::isfinite(value)) return "nowhere";
    const long long rounded = std::llround(value * 10.0);
    const long long size = std::abs(rounded);
    std::string text = (rounded < 0 ? "-" : "") + std::to_string(size / 10);
    if (size % 10 != 0) text += '.' + std::to_string(size % 10);
    return text;
}
std::string tenths(float value) {
    return tenths(static_cast<double>(value));
}

std::string words_of(geo::ScreenPoint at) {
    return tenths(at.x_px) + ',' + tenths(at.y_px);
}

/// "#2f6fa8", with two more digits where one can see through it.
std::string words_of(Colour colour) {
    std::array<char, 12> digits{};
    const auto number = [](std::uint8_t part) { return static_cast<unsigned>(part); };
    if (colour.alpha == 255) {
        std::snprintf(digits.data(), digits.size(), "#%02x%02x%02x", number(colour.red), number(colour.green),
                      number(colour.blue));
    } else {
        std::snprintf(digits.data(), digits.size(), "#%02x%02x%02x%02x", number(colour.red), number(colour.green),
                      number(colour.blue), number(colour.alpha));
    }
    return digits.data();
}

std::string counted(std::size_t count, std::string_view what) {
    return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

std::string words_of(MarkShape shape) {
    switch (shape) {
        case MarkShape::dam_operating:
            return "dam, operating";
        case MarkShape::dam_building:
            return "dam, under construction";
        case MarkShape::dam_planned:
            return "dam, planned";
        case MarkShape::dam_cluster:
            return "dams";
        case MarkShape::dike:
            return "dike";
        case MarkShape::canal_head:
            return "canal head";
        case MarkShape::reservoir:
            return "reservoir";
        case MarkShape::region:
            return "region";
        case MarkShape::town:
            return "town";
        case MarkShape::capital:
            return "capital";
        case MarkShape::own_point:
            return "own point";
    }
    return "mark";
}

std::string words_of(style::Face face) {
    static constexpr std::array<std::string_view, style::face_count> names{
        "map regular", "map italic", "map bold",     "map medium",  "ui regular",
        "ui medium",   "ui bold",    "read regular", "read italic", "read bold"};
    return std::string(names[static_cast<std::size_t>(face)]);
}

std::string words_of(const geo::ReliefRamp& ramp) {
    std::string text;
    for (std::size_t i = 0; i < ramp.colour.size(); ++i) {
        const auto part = [&](std::size_t c) {
            return static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(ramp.colour[i][c], 0.0F, 1.0F)));
        };
        text += ' ' + words_of(Colour{part(0), part(1), part(2), 255}) + '@' + tenths(ramp.at_code[i]);
    }
    return text;
}

std::string words_of(const Label& label) {
    std::string text = '"' + label.text + '"';
    if (!label.place.empty()) text += " of " + label.place;
    if (!label.layer.empty()) text += " in " + label.layer;
    text += ", " + words_of(label.face) + ' ' + tenths(label.size_px) + " px, " + words_of(label.colour) + ", halo " +
            tenths(label.halo_px) + " px " + words_of(label.halo);
    if (label.opacity < 1.0F) text += ", opacity " + tenths(100.0F * label.opacity) + " %";
    if (label.letters.empty()) return text + ", no letters";
    const LabelLetter& first = label.letters.front();
    const LabelLetter& last = label.letters.back();
    text += ", from " + words_of(first.at) + " to " + words_of(last.at);
    const bool is_level = std::all_of(label.letters.begin(), label.letters.end(),
                                      [](const LabelLetter& letter) { return letter.angle_rad == 0.0F; });
    if (!is_level) {
        const auto degrees = [](float rad) { return tenths(rad * 180.0F / std::numbers::pi_v<float>); };
        text += ", turned " + degrees(first.angle_rad) + " to " + degrees(last.angle_rad) + " degrees";
    }
    return text;
}

/// Writes the items of the base list, one line each.
struct BaseWords {
    std::string& text;

    void operator()(const GroundItem& ground) const { text += "ground " + words_of(ground.colour) + '\n'; }
    void operator()(const GroupItem& group) const { text += "group " + group.name + '\n'; }
    void operator()(const ReliefItem& item) const {
        text += "  relief";
        if (item.relief) {
            text += ' ' + std::to_string(item.relief->codes.width) + 'x' + std::to_string(item.relief->codes.height);
        }
        text += ", light " + tenths(100.0F * item.ramp.strength) + " %, tint" + words_of(item.ramp) + '\n';
    }
    void operator()(const FillItem& item) const {
        text += "  fill " + words_of(item.colour) + ", " + size_of(*item.mesh) + ", " +
                counted(item.mesh->triangles.size() / 3, "triangle") + '\n';
    }
    void operator()(const StrokeItem& item) const {
        text += "  stroke " + words_of(item.stroke.colour) + ", " + tenths(item.stroke.width_px) + " px";
        if (item.stroke.gap_px > 0.0F) {
            text += ", dashes " + tenths(item.stroke.dash_px) + ' ' + tenths(item.stroke.gap_px);
        }
        text += ", " + size_of(*item.mesh) + '\n';
    }

    static std::string size_of(const Mesh& mesh) {
        std::size_t rings = 0;
        std::size_t holes = 0;
        for (const MeshRun& run : mesh.runs) {
            rings += run.is_ring && !run.is_hole ? 1 : 0;
            holes += run.is_hole ? 1 : 0;
        }
        std::string size;
        const auto add = [&size](std::size_t count, std::string_view what) {
            if (count > 0) size += (size.empty() ? "" : " + ") + counted(count, what);
        };
        add(mesh.runs.size() - rings - holes, "line");
        add(rings, "ring");
        add(holes, "hole");
        return (size.empty() ? "nothing" : size) + ", " + counted(mesh.points.size(), "point");
    }
};

}  // namespace

std::string describe(const Frame& frame) {
    const Camera& camera = frame.camera;
    std::string text = "frame " + tenths(camera.width_px) + 'x' + tenths(camera.height_px) + " px, " +
                       tenths(camera.metres_per_px) + " m a px, centre " + tenths(camera.centre.x_m / 1000.0) + ',' +
                       tenths(camera.centre.y_m / 1000.0) + " km\n";
    for (const BaseItem& item : frame.base) std::visit(BaseWords{text}, item);
    if (!frame.over.empty()) text += "over it\n";
    for (const BaseItem& item : frame.over) std::visit(BaseWords{text}, item);
    for (const Circle& circle : frame.circles) {
        text += "circle of " + (circle.place.empty() ? "nobody" : circle.place) + " at " + words_of(circle.at) + ", " +
                tenths(circle.radius_px) + " px, " + words_of(circle.fill) + " in " + words_of(circle.edge) + '\n';
    }
    for (const Mark& mark : frame.marks) {
        text += "mark " + (mark.place.empty() ? "of nobody" : mark.place) + " in " + mark.layer + ": " +
                words_of(mark.shape) + " at " + words_of(mark.at) + ", " + tenths(mark.radius_px) + " px, " +
                words_of(mark.fill) + " in " + words_of(mark.edge);
        if (mark.opacity < 1.0F) text += ", opacity " + tenths(100.0F * mark.opacity) + " %";
        if (!mark.members.empty()) text += ", of " + std::to_string(mark.members.size());
        if (mark.is_selected) text += ", selected";
        if (mark.is_hovered) text += ", hovered";
        text += '\n';
    }
    for (const Label& label : frame.labels) text += "label " + words_of(label) + '\n';
    if (frame.scale_bar) {
        text += "scale bar at " + words_of(frame.scale_bar->at) + ", " + tenths(frame.scale_bar->length_px) +
                " px: " + words_of(frame.scale_bar->name) + '\n';
    }
    if (frame.attribution) text += "attribution " + words_of(*frame.attribution) + '\n';
    for (const Plate& plate : frame.plates) {
        text += "plate " + plate.name + " from " + words_of(geo::ScreenPoint{plate.box.left_px, plate.box.top_px}) +
                " to " + words_of(geo::ScreenPoint{plate.box.right_px, plate.box.bottom_px}) + ", " +
                counted(plate.shapes.size() + plate.over.size(), "shape") + ", " + counted(plate.marks.size(), "mark") +
                '\n';
        if (plate.inset) {
            for (const BaseItem& item : plate.inset->items) std::visit(BaseWords{text}, item);
        }
        for (const Label& label : plate.labels) text += "  " + words_of(label) + '\n';
    }
    return text;
}

}  // namespace darya::scene
