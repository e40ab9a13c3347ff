#include "writers/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <set>
#include <span>
#include <string_view>

#include "base/utf8.h"
#include "scene/symbols.h"
#include "writers/relief.h"
#include "writers/svg_path.h"
#include "writers/xml.h"

namespace darya::writers {

namespace {

/// How a face is asked for in CSS' words, when its own family is not there.
struct FaceWords {
    const char* families;
    const char* weight;
    const char* slant;
};
constexpr const char* sans = "'Noto Sans', 'DejaVu Sans', sans-serif";
constexpr const char* panel = "Inter, 'Noto Sans', sans-serif";
constexpr const char* serif = "'Noto Serif', 'DejaVu Serif', serif";
constexpr std::array<FaceWords, style::face_count> faces{{
    {sans, "400", "normal"},
    {sans, "400", "italic"},
    {sans, "700", "normal"},
    {sans, "500", "normal"},
    {panel, "400", "normal"},
    {panel, "500", "normal"},
    {panel, "600", "normal"},
    {serif, "400", "normal"},
    {serif, "400", "italic"},
    {serif, "700", "normal"},
}};

std::string base64(std::string_view bytes) {
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    const auto byte = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) : 0U;
    };
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t three = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
        text += digits[three >> 18U];
        text += digits[(three >> 12U) & 63U];
        text += i + 1 < bytes.size() ? digits[(three >> 6U) & 63U] : '=';
        text += i + 2 < bytes.size() ? digits[three & 63U] : '=';
    }
    return text;
}

std::string hex(scene::Colour colour) {
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "#%02x%02x%02x", static_cast<unsigned>(colour.red),
                  static_cast<unsigned>(colour.green), static_cast<unsigned>(colour.blue));
    return digits.data();
}

float degrees(float rad) {
    return rad * 180.0F / std::numbers::pi_v<float>;
}

/// Writes a frame, part by part, into one text.
class SvgText {
public:
    SvgText(const scene::Frame& frame, const SvgWords& words) : frame_(frame), words_(words), camera_(frame.camera) {}

    base::Result<std::string> write() {
        open();
        // Shapes are written for the picture's own camera, whatever camera the painter's kept base was drawn for.
        if (const auto done = write_items(frame_.base); !done) return done.error();
        if (const auto done = write_items(frame_.over); !done) return done.error();
        write_circles();
        write_marks();
        write_scale_bar();
        write_names();
        if (const auto done = write_plates(); !done) return done.error();
        text_ += "</svg>\n";
        return std::move(text_);
    }

private:
    void open();
    base::Result<base::Done> write_items(std::span<const scene::BaseItem> items);
    base::Result<base::Done> write_relief(const scene::ReliefItem& item);
    void write_fills(std::span<const scene::BaseItem> items);
    void write_strokes(std::span<const scene::BaseItem> items);
    void write_lines(const LinePaths& lines, const style::StrokeStyle& stroke, float width);
    void write_circles();
    void write_marks();
    void write_part(geo::ScreenPoint at, const scene::SymbolPart& part);
    void write_scale_bar();
    void write_names();
    void write_label(const scene::Label& label, bool is_halo);
    void turn_to_chord(std::vector<scene::LabelLetter>& letters);
    base::Result<base::Done> write_plates();
    void write_shapes(std::span<const scene::PlateShape> shapes);
    base::Result<base::Done> write_inset(const scene::Inset& inset);
    void write_stroke(const style::StrokeStyle& stroke);

    void attribute(const char* name, double px) {
        text_ += ' ';
        text_ += name;
        text_ += "=\"";
        append_px(text_, px);
        text_ += '"';
    }
    void attribute(const char* name, float px) { attribute(name, static_cast<double>(px)); }
    void attribute(const char* name, std::string_view value) {
        text_ += ' ';
        text_ += name;
        text_ += "=\"";
        text_ += value;
        text_ += '"';
    }
    /// `fill` or `stroke` with its opacity where one can see through it.
    void paint(const char* what, scene::Colour colour) {
        attribute(what, hex(colour));
        if (colour.alpha < 255) {
            attribute((std::string(what) + "-opacity").c_str(), static_cast<double>(colour.alpha) / 255.0);
        }
    }

    const scene::Frame& frame_;
    const SvgWords& words_;
    scene::Camera camera_;  // of what is being written: the picture's, or an inset's
    std::string text_;
};

void SvgText::open() {
    text_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"";
    text_ += " xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"";
    // Letters stand where they are written, not on whole pixels.
    text_ += " text-rendering=\"geometricPrecision\"";
    const auto size = [this](const char* name, float px, double mm) {
        std::string value;
        append_px(value, mm > 0.0 ? mm : static_cast<double>(words_.scale * px));
        attribute(name, mm > 0.0 ? value + "mm" : value);
    };
    size("width", frame_.camera.width_px, words_.width_mm);
    size("height", frame_.camera.height_px, words_.height_mm);
    text_ += " viewBox=\"0 0 ";
    append_px(text_, static_cast<double>(frame_.camera.width_px));
    text_ += ' ';
    append_px(text_, static_cast<double>(frame_.camera.height_px));
    text_ += "\">\n";
    text_ += "<title>" + xml_escaped(words_.title) + "</title>\n";
    if (!words_.description.empty()) text_ += "<desc>" + xml_escaped(words_.description) + "</desc>\n";
}

base::Result<base::Done> SvgText::write_items(std::span<const scene::BaseItem> items) {
    // A group is opened by the first thing in it, so that a layer that is switched off leaves nothing behind.
    const scene::GroupItem* group = nullptr;
    bool is_open = false;
    const auto close = [&] {
        if (is_open) text_ += "</g>\n";
        is_open = false;
    };
    for (std::size_t i = 0; i < items.size();) {
        if (const auto* next = std::get_if<scene::GroupItem>(&items[i])) {
            close();
            group = next;
            ++i;
            continue;
        }
        if (group != nullptr && !is_open) {
            text_ += "<g id=\"" + xml_escaped(group->name) + "\">\n";
            is_open = true;
        }
        // What looks the same and is drawn one after the other is written together.
        std::size_t end = i + 1;
        const auto take_like = [&](auto is_like) {
            while (end < items.size() && is_like(items[end])) ++end;
        };
        if (const auto* ground = std::get_if<scene::GroundItem>(&items[i])) {
            text_ += "<rect width=\"100%\" height=\"100%\"";
            paint("fill", ground->colour);
            text_ += "/>\n";
        } else if (const auto* relief = std::get_if<scene::ReliefItem>(&items[i])) {
            if (const auto done = write_relief(*relief); !done) return done.error();
        } else if (const auto* fill = std::get_if<scene::FillItem>(&items[i])) {
            take_like([fill](const scene::BaseItem& item) {
                const auto* other = std::get_if<scene::FillItem>(&item);
                return other != nullptr && other->colour == fill->colour;
            });
            write_fills(items.subspan(i, end - i));
        } else if (const auto* stroke = std::get_if<scene::StrokeItem>(&items[i])) {
            take_like([stroke](const scene::BaseItem& item) {
                const auto* other = std::get_if<scene::StrokeItem>(&item);
                return other != nullptr && other->stroke.colour == stroke->stroke.colour &&
                       other->stroke.width_px == stroke->stroke.width_px &&
                       other->stroke.dash_px == stroke->stroke.dash_px && other->stroke.gap_px == stroke->stroke.gap_px;
            });
            write_strokes(items.subspan(i, end - i));
        }
        i = end;
    }
    close();
    return base::Done{};
}

base::Result<base::Done> SvgText::write_relief(const scene::ReliefItem& item) {
    const ReliefPicture picture = relief_picture(item, camera_);
    if (picture.pixels.bytes.empty()) return base::Done{};
    const auto png = png_of(picture.pixels);
    if (!png) return png.error();
    text_ += "<image";
    attribute("x", static_cast<double>(picture.left_px));
    attribute("y", static_cast<double>(picture.top_px));
    attribute("width", static_cast<double>(picture.pixels.width));
    attribute("height", static_cast<double>(picture.pixels.height));
    text_ += " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64," + base64(*png) + "\"/>\n";
    return base::Done{};
}

void SvgText::write_fills(std::span<const scene::BaseItem> items) {
    const scene::Colour colour = std::get<scene::FillItem>(items.front()).colour;
    std::string paths;
    for (const scene::BaseItem& item : items) {
        for (const std::string& data : polygon_paths(*std::get<scene::FillItem>(item).mesh, camera_)) {
            paths += "<path d=\"" + data + "\"/>\n";
        }
    }
    if (paths.empty()) return;
    text_ += "<g fill-rule=\"evenodd\"";
    paint("fill", colour);
    // Neighbours that one can see through would show a seam where both fade out along their common edge.
    if (colour.alpha < 255) attribute("shape-rendering", std::string_view("crispEdges"));
    text_ += ">\n" + paths + "</g>\n";
}

void SvgText::write_strokes(std::span<const scene::BaseItem> items) {
    const style::StrokeStyle& stroke = std::get<scene::StrokeItem>(items.front()).stroke;
    std::set<float> widths;  // a river has many
    for (const scene::BaseItem& item : items) {
        for (const scene::MeshRun& run : std::get<scene::StrokeItem>(item).mesh->runs) widths.insert(run.width);
    }
    for (const float width : widths) {
        LinePaths all;
        for (const scene::BaseItem& item : items) {
            LinePaths paths = line_paths(*std::get<scene::StrokeItem>(item).mesh, stroke, camera_, width);
            all.whole += paths.whole;
            std::move(paths.shifted.begin(), paths.shifted.end(), std::back_inserter(all.shifted));
        }
        write_lines(all, stroke, width);
    }
}

void SvgText::write_lines(const LinePaths& lines, const style::StrokeStyle& stroke, float width) {
    if (lines.whole.empty() && lines.shifted.empty()) return;
    text_ += "<g fill=\"none\"";
    style::StrokeStyle widened = stroke;
    widened.width_px *= width;
    write_stroke(widened);
    text_ += ">\n";
    if (!lines.whole.empty()) text_ += "<path d=\"" + lines.whole + "\"/>\n";
    for (const LinePaths::Shifted& piece : lines.shifted) {
        text_ += "<path";
        attribute("stroke-dashoffset", piece.offset_px);
        text_ += " d=\"" + piece.path + "\"/>\n";
    }
    text_ += "</g>\n";
}

/// How a line is drawn, as attributes.
void SvgText::write_stroke(const style::StrokeStyle& stroke) {
    paint("stroke", stroke.colour);
    attribute("stroke-width", stroke.width_px);
    attribute("stroke-miterlimit", static_cast<double>(geo::stroke_mitre_limit));
    if (stroke.gap_px <= 0.0F) return;
    text_ += " stroke-dasharray=\"";
    append_px(text_, static_cast<double>(stroke.dash_px));
    text_ += ' ';
    append_px(text_, static_cast<double>(stroke.gap_px));
    text_ += '"';
}

void SvgText::write_circles() {
    if (frame_.circles.empty()) return;
    text_ += "<g id=\"circles\">\n";
    for (const scene::Circle& circle : frame_.circles) {
        text_ += "<g";
        if (!circle.place.empty()) attribute("class", xml_escaped(circle.place));
        text_ += '>';
        for (const scene::SymbolPart& part : scene::parts_of(circle)) write_part(circle.at, part);
        text_ += "</g>\n";
    }
    text_ += "</g>\n";
}

void SvgText::write_marks() {
    if (frame_.marks.empty()) return;
    text_ += "<g id=\"marks\">\n";
    for (const scene::Mark& mark : frame_.marks) {
        text_ += "<g";
        if (!mark.layer.empty()) attribute("class", xml_escaped(mark.layer));
        text_ += '>';
        for (const scene::SymbolPart& part : scene::parts_of(mark, frame_.selection)) write_part(mark.at, part);
        text_ += "</g>\n";
    }
    text_ += "</g>\n";
}

void SvgText::write_part(geo::ScreenPoint at, const scene::SymbolPart& part) {
    if (part.radius_px <= 0.0F) return;
    const float width_px = part.inner_px > 0.0F ? part.radius_px - part.inner_px : 0.0F;
    const float radius_px = part.radius_px - width_px / 2;
    if (part.corner_count == 0) {
        text_ += "<circle";
        attribute("cx", at.x_px);
        attribute("cy", at.y_px);
        attribute("r", radius_px);
    } else {
        text_ += "<path d=\"";
        for (int corner = 0; corner < part.corner_count; ++corner) {
            const float angle_rad = part.turn_rad + 2.0F * std::numbers::pi_v<float> * static_cast<float>(corner) /
                                                        static_cast<float>(part.corner_count);
            text_ += corner == 0 ? 'M' : corner == 1 ? 'L' : ' ';
            append_px(text_, static_cast<double>(at.x_px + radius_px * part.stretch * std::cos(angle_rad)));
            text_ += ' ';
            append_px(text_, static_cast<double>(at.y_px + radius_px * part.stretch * std::sin(angle_rad)));
        }
        text_ += "Z\"";
    }
    if (width_px > 0.0F) {
        attribute("fill", std::string_view("none"));
        paint("stroke", part.colour);
        attribute("stroke-width", width_px);
    } else {
        paint("fill", part.colour);
    }
    text_ += "/>";
}

void SvgText::write_scale_bar() {
    if (!frame_.scale_bar) return;
    text_ += "<g id=\"scale-bar\">\n";
    for (const float around_px : {1.0F, 0.0F}) {
        text_ += "<path";
        paint("fill", around_px > 0.0F ? frame_.halo.faded(0.8) : frame_.ink);
        text_ += " d=\"";
        for (const geo::ScreenBox& box : scene::boxes_of(*frame_.scale_bar, around_px)) {
            text_ += 'M';
            append_px(text_, static_cast<double>(box.left_px));
            text_ += ' ';
            append_px(text_, static_cast<double>(box.top_px));
            text_ += 'H';
            append_px(text_, static_cast<double>(box.right_px));
            text_ += 'V';
            append_px(text_, static_cast<double>(box.bottom_px));
            text_ += 'H';
            append_px(text_, static_cast<double>(box.left_px));
            text_ += 'Z';
        }
        text_ += "\"/>\n";
    }
    text_ += "</g>\n";
}

/// Turns the whole name to the line from its first to its last letter, and its letters by so much less: the picture is
/// the same, and a viewer that knows no places of single letters (librsvg) still sets the name along its river.
void SvgText::turn_to_chord(std::vector<scene::LabelLetter>& letters) {
    const geo::ScreenPoint start = letters.front().at;
    const geo::ScreenPoint end = letters.back().at;
    const float turn_rad =
        letters.size() > 1 ? std::atan2(end.y_px - start.y_px, end.x_px - start.x_px) : letters.front().angle_rad;
    text_ += " transform=\"rotate(";
    append_px(text_, static_cast<double>(degrees(turn_rad)));
    text_ += ' ';
    append_px(text_, static_cast<double>(start.x_px));
    text_ += ' ';
    append_px(text_, static_cast<double>(start.y_px));
    text_ += ")\"";
    const float cosine = std::cos(turn_rad);
    const float sine = std::sin(turn_rad);
    for (scene::LabelLetter& letter : letters) {
        const float right_px = letter.at.x_px - start.x_px;
        const float down_px = letter.at.y_px - start.y_px;
        letter.at = {start.x_px + cosine * right_px + sine * down_px, start.y_px - sine * right_px + cosine * down_px};
        letter.angle_rad = std::remainder(letter.angle_rad - turn_rad, 2.0F * std::numbers::pi_v<float>);
    }
}

/// All halos first, then all letters, as on the screen: no halo cuts into a neighbour's letters.
void SvgText::write_names() {
    std::vector<const scene::Label*> furniture;
    if (frame_.scale_bar) furniture.push_back(&frame_.scale_bar->name);
    if (frame_.attribution) furniture.push_back(&*frame_.attribution);
    if (frame_.labels.empty() && furniture.empty()) return;
    text_ += "<g id=\"halos\" xml:space=\"preserve\" stroke-linejoin=\"round\" aria-hidden=\"true\">\n";
    for (const scene::Label& label : frame_.labels) write_label(label, true);
    for (const scene::Label* label : furniture) write_label(*label, true);
    text_ += "</g>\n<g id=\"names\" xml:space=\"preserve\">\n";
    for (const scene::Label& label : frame_.labels) write_label(label, false);
    text_ += "</g>\n<g id=\"furniture\" xml:space=\"preserve\">\n";
    for (const scene::Label* label : furniture) write_label(*label, false);
    text_ += "</g>\n";
}

void SvgText::write_label(const scene::Label& label, bool is_halo) {
    if (label.opacity <= 0.0F || (is_halo && label.halo_px <= 0.0F)) return;
    std::vector<scene::LabelLetter> letters;
    for (const scene::LabelLetter& letter : label.letters) {
        if (is_xml_letter(letter.letter)) letters.push_back(letter);
    }
    if (letters.empty()) return;
    const auto face = static_cast<std::size_t>(label.face);
    text_ += "<text";
    if (!is_halo && !label.layer.empty()) attribute("class", xml_escaped(label.layer));
    text_ += " font-family=\"";
    if (face < words_.families.size() && !words_.families[face].empty()) {
        std::string own = words_.families[face];
        std::erase(own, '\'');
        own = '\'' + xml_escaped(own) + "', ";
        if (!std::string_view(faces[face].families).starts_with(own)) text_ += own;
    }
    text_ += faces[face].families;
    text_ += '"';
    attribute("font-size", label.size_px);
    if (std::string_view(faces[face].weight) != "400") attribute("font-weight", std::string_view(faces[face].weight));
    if (std::string_view(faces[face].slant) != "normal") attribute("font-style", std::string_view(faces[face].slant));
    const double opacity = static_cast<double>(label.opacity);
    if (is_halo) {
        attribute("fill", hex(label.halo));
        attribute("stroke", hex(label.halo));
        attribute("stroke-width", 2.0F * label.halo_px);
        const double seen = opacity * static_cast<double>(label.halo.alpha) / 255.0;
        if (seen < 1.0) attribute("opacity", seen);
    } else {
        paint("fill", label.colour.faded(opacity));
    }
    const auto list = [&](const char* name, auto value_of) {
        text_ += ' ';
        text_ += name;
        text_ += "=\"";
        for (std::size_t i = 0; i < letters.size(); ++i) {
            if (i > 0) text_ += ' ';
            append_px(text_, static_cast<double>(value_of(letters[i])));
        }
        text_ += '"';
    };
    const bool is_level = std::all_of(letters.begin(), letters.end(), [&](const scene::LabelLetter& letter) {
        return letter.angle_rad == 0.0F && letter.at.y_px == letters.front().at.y_px;
    });
    if (is_level) {
        // On whole pixels from top to bottom, as the painter sets them.
        for (scene::LabelLetter& letter : letters) letter.at.y_px = std::round(letter.at.y_px);
    } else {
        turn_to_chord(letters);
    }
    list("x", [](const scene::LabelLetter& letter) { return letter.at.x_px; });
    if (is_level) {
        attribute("y", letters.front().at.y_px);
    } else {
        list("y", [](const scene::LabelLetter& letter) { return letter.at.y_px; });
        list("rotate", [](const scene::LabelLetter& letter) { return degrees(letter.angle_rad); });
    }
    std::string words;
    for (const scene::LabelLetter& letter : letters) base::append_utf8(words, letter.letter);
    text_ += '>' + xml_escaped(words) + "</text>\n";
}

void SvgText::write_shapes(std::span<const scene::PlateShape> shapes) {
    for (const scene::PlateShape& shape : shapes) {
        if (shape.points.empty()) continue;
        text_ += "<path";
        if (shape.is_area && shape.fill.alpha > 0) {
            paint("fill", shape.fill);
        } else {
            attribute("fill", std::string_view("none"));
        }
        if (shape.edge.width_px > 0.0F) write_stroke(shape.edge);
        text_ += " d=\"";
        for (std::size_t i = 0; i < shape.points.size(); ++i) {
            text_ += i == 0 ? 'M' : i == 1 ? 'L' : ' ';
            append_px(text_, static_cast<double>(shape.points[i].x_px));
            text_ += ' ';
            append_px(text_, static_cast<double>(shape.points[i].y_px));
        }
        text_ += shape.is_area ? "Z\"/>\n" : "\"/>\n";
    }
}

/// A picture within the picture: what lies beyond its box is cut off.
base::Result<base::Done> SvgText::write_inset(const scene::Inset& inset) {
    text_ += "<svg";
    attribute("x", inset.box.left_px);
    attribute("y", inset.box.top_px);
    attribute("width", inset.box.width_px());
    attribute("height", inset.box.height_px());
    text_ += " overflow=\"hidden\">\n<rect width=\"100%\" height=\"100%\"";
    paint("fill", inset.ground);
    text_ += "/>\n";
    camera_ = inset.camera;
    const auto done = write_items(inset.items);
    camera_ = frame_.camera;
    text_ += "</svg>\n";
    return done;
}

base::Result<base::Done> SvgText::write_plates() {
    for (const scene::Plate& plate : frame_.plates) {
        text_ += "<g id=\"" + xml_escaped(plate.name) + "\" xml:space=\"preserve\">\n";
        write_shapes(plate.shapes);
        if (plate.inset) {
            if (const auto done = write_inset(*plate.inset); !done) return done.error();
        }
        write_shapes(plate.over);
        for (const scene::Mark& mark : plate.marks) {
            text_ += "<g>";
            for (const scene::SymbolPart& part : scene::parts_of(mark, frame_.selection)) write_part(mark.at, part);
            text_ += "</g>\n";
        }
        for (const bool is_halo : {true, false}) {
            for (const scene::Label& label : plate.labels) write_label(label, is_halo);
        }
        text_ += "</g>\n";
    }
    return base::Done{};
}

}  // namespace

base::Result<base::Done> write_svg(std::ostream& out, const scene::Frame& frame, const SvgWords& words) {
    auto text = SvgText(frame, words).write();
    if (!text) return text.error();
    out << *text;
    return base::Done{};
}

}  // namespace darya::writers
