// Small frames made by hand, drawn by the real painter with the real shaders and compared with pictures that a person
// has looked at.

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <SFML/Graphics/RenderTexture.hpp>
#include <SFML/Graphics/Texture.hpp>

#include "base/file.h"
#include "paint/golden_picture.h"
#include "paint/painter.h"
#include "scene/mesh_builder.h"

namespace darya::paint {
namespace {

namespace fs = std::filesystem;
using scene::Colour;

const fs::path shaders = fs::path(DARYA_SOURCE_DIR) / "shaders";

const style::FontFiles& font_files() {
    static const auto files = [] {
        base::Notes notes;
        return style::find_fonts(notes);
    }();
    return *files;
}

constexpr Colour ink{51, 49, 44};
constexpr Colour paper{251, 249, 244};
constexpr Colour blue{74, 143, 191};

// Shapes are given from here, far from the edges of a mesh's cell, where lines are cut.
constexpr double cell_m = 1e6;
constexpr geo::MapPoint middle{cell_m / 2, cell_m / 2};

/// A frame of 240 x 160 pixels, one metre each.
scene::Frame empty_frame() {
    scene::Frame frame;
    frame.camera = {middle, 1.0, 240.0F, 160.0F};
    frame.base.emplace_back(scene::GroundItem{paper});
    frame.selection = {207, 74, 30};
    frame.ink = ink;
    frame.halo = {251, 248, 240};
    return frame;
}

/// The picture of a frame; empty, and the test failed, where it cannot be drawn.
sf::Image drawn(scene::Frame frame, float scale = 1.0F) {
    frame.base_camera = frame.camera;
    // Between two pictures the X server would start anew, were there no other client.
    static const sf::Texture keeps_the_display_open;
    sf::RenderTexture target;
    if (!target.create(static_cast<unsigned>(scale * frame.camera.width_px),
                       static_cast<unsigned>(scale * frame.camera.height_px))) {
        ADD_FAILURE() << "there is nothing to draw on";
        return {};
    }
    auto painter = Painter::make(shaders, font_files().paths);
    if (!painter) {
        ADD_FAILURE() << painter.error().line();
        return {};
    }
    painter->draw(target, frame);
    target.display();
    return target.getTexture().copyToImage();
}

std::vector<geo::MapPoint> about_middle(std::vector<geo::MapPoint> points) {
    for (geo::MapPoint& point : points) point = {middle.x_m + point.x_m, middle.y_m + point.y_m};
    return points;
}

void add_line(scene::Frame& frame, const std::vector<geo::MapPoint>& line, const style::StrokeStyle& stroke) {
    scene::MeshBuilder builder(cell_m);
    builder.add_line(about_middle(line));
    for (const scene::MeshRef& mesh : builder.take()) frame.base.emplace_back(scene::StrokeItem{mesh, stroke});
}

/// Lines, dashes and a name, so many times as large.
scene::Frame frame_of_size(float times) {
    scene::Frame frame = empty_frame();
    frame.camera = {middle, 1.0 / static_cast<double>(times), times * 240.0F, times * 160.0F};
    add_line(frame, {{-110, -60}, {-80, 60}, {-60, -60}}, {blue, times * 1.5F});
    add_line(frame, {{15, 60}, {110, 35}}, {ink, times * 1.0F, times * 5.0F, times * 3.0F});
    scene::Label name;
    name.size_px = times * 12.0F;
    name.colour = ink;
    name.halo = paper;
    name.halo_px = times * 1.5F;
    name.letters = {{U'A', {times * 120.0F, times * 80.0F}, 0.0F},
                    {U'g', {times * 132.0F, times * 80.0F}, 0.0F},
                    {U'a', {times * 150.0F, times * 100.0F}, 0.4F}};
    frame.labels.push_back(name);
    return frame;
}

TEST(ScaledPicture, HasAllPixelsThatAPictureOfThatSizeHas) {
    for (const float scale : {1.5F, 2.0F}) {
        const sf::Image scaled = drawn(frame_of_size(1.0F), scale);
        const sf::Image large = drawn(frame_of_size(scale));
        ASSERT_EQ(scaled.getSize(), large.getSize());
        unsigned differing = 0;
        for (unsigned y = 0; y < large.getSize().y; ++y) {
            for (unsigned x = 0; x < large.getSize().x; ++x) {
                const sf::Color one = scaled.getPixel(x, y);
                const sf::Color two = large.getPixel(x, y);
                constexpr int step = 3;
                if (std::abs(one.r - two.r) > step || std::abs(one.g - two.g) > step || std::abs(one.b - two.b) > step)
                    ++differing;
            }
        }
        EXPECT_LE(differing, 10U) << "at " << scale;
    }
}

TEST(StrokePicture, IsCrispAtEveryWidthAndAngle) {
    scene::Frame frame = empty_frame();
    const std::array widths{0.5F, 1.0F, 2.0F, 5.0F};
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double left = -112.0 + 58.0 * static_cast<double>(i);
        // A fan from level to upright.
        for (int step = 0; step <= 5; ++step) {
            const double angle = step * std::numbers::pi / 10.0;
            add_line(frame, {{left, -50.0}, {left + 50.0 * std::cos(angle), -50.0 + 100.0 * std::sin(angle)}},
                     {ink, widths[i]});
        }
    }
    expect_golden(drawn(frame), "stroke_widths.png");
}

TEST(StrokePicture, HasMitredCornersEvenDashesAndSeesThrough) {
    scene::Frame frame = empty_frame();
    add_line(frame, {{-110, -60}, {-80, 60}, {-60, -60}, {-54, 60}, {-30, 0}, {0, 0}, {0, 60}}, {blue, 7.0F});
    add_line(frame, {{15, 60}, {110, 60}}, {ink, 1.0F, 5.0F, 3.5F});
    add_line(frame, {{15, 45}, {110, 35}}, {ink, 2.0F, 6.0F, 2.0F});
    std::vector<geo::MapPoint> circle;
    for (int i = 0; i <= 48; ++i) {
        const double angle = i * std::numbers::pi / 24.0;
        circle.push_back({62.0 + 40.0 * std::cos(angle), -25.0 + 40.0 * std::sin(angle)});
    }
    add_line(frame, circle, {ink, 3.0F, 4.0F, 3.0F});
    add_line(frame, {{20, -25}, {105, -25}}, {{207, 74, 30, 90}, 12.0F});
    add_line(frame, {{62, -70}, {62, 20}}, {{207, 74, 30, 90}, 12.0F});
    expect_golden(drawn(frame), "stroke_corners_dashes.png");
}

TEST(StrokePicture, OfHalfAPixelIsHalfAsDark) {
    const auto darkness = [](float width_px) {
        scene::Frame frame = empty_frame();
        add_line(frame, {{-100.0, 0.5}, {100.0, 0.5}}, {{0, 0, 0}, width_px});
        const sf::Image image = drawn(frame);
        double sum = 0.0;
        for (unsigned y = 0; y < image.getSize().y; ++y) sum += paper.red - image.getPixel(120, y).r;
        return sum / paper.red;
    };
    EXPECT_NEAR(darkness(0.5F), 0.5, 0.06);
    EXPECT_NEAR(darkness(1.0F), 1.0, 0.06);
    EXPECT_NEAR(darkness(5.0F), 5.0, 0.06);
}

TEST(FillPicture, LeavesHolesOpen) {
    scene::Frame frame = empty_frame();
    const std::vector<geo::MapPoint> points{{-100, -60}, {100, -40}, {90, 60}, {0, 30},   {-90, 65},  // outside
                                            {-60, -30},  {-60, 20},  {-10, 0},                        // a hole
                                            {20, -30},   {20, 10},   {70, 10}, {70, -25}, {45, -5}};  // another one
    scene::MeshBuilder builder(cell_m);
    builder.add_polygon(about_middle(points), std::vector<std::uint32_t>{0, 5, 8});
    for (const scene::MeshRef& mesh : builder.take()) {
        frame.base.emplace_back(scene::FillItem{mesh, {168, 205, 224}});
        frame.base.emplace_back(scene::StrokeItem{mesh, {blue, 1.0F}});
    }
    expect_golden(drawn(frame), "fill_holes.png");
}

geo::ReliefRamp atlas_ramp() {
    geo::ReliefRamp ramp;
    ramp.colour = {{{0.937F, 0.941F, 0.886F},
                    {0.941F, 0.914F, 0.831F},
                    {0.902F, 0.859F, 0.753F},
                    {0.847F, 0.792F, 0.682F},
                    {0.804F, 0.749F, 0.659F},
                    {0.941F, 0.933F, 0.918F}}};
    ramp.at_code = {20.0F, 60.0F, 100.0F, 140.0F, 190.0F, 240.0F};
    ramp.strength = 0.32F;
    return ramp;
}

scene::ReliefItem relief_of(int width, int height, const geo::MapBox& box,
                            const std::function<std::array<int, 2>(int, int)>& code_at) {
    auto relief = std::make_shared<scene::Relief>();
    relief->id = scene::next_mesh_id();
    relief->box = {middle.x_m + box.left_m, middle.y_m + box.bottom_m, middle.x_m + box.right_m,
                   middle.y_m + box.top_m};
    relief->codes.width = width;
    relief->codes.height = height;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (const int code : code_at(x, y)) relief->codes.code.push_back(static_cast<std::uint8_t>(code));
        }
    }
    return {relief, atlas_ramp()};
}

TEST(ReliefPicture, GoesFromLowToHighLandWithLightOnIt) {
    scene::Frame frame = empty_frame();
    // Heights grow to the east; a ridge runs down the middle, lit in the west and shaded in the east.
    frame.base.emplace_back(relief_of(64, 32, {-110, -70, 110, 70}, [](int x, int y) {
        const int wave = static_cast<int>(std::lround(60.0 * std::sin(y * 0.6)));
        return std::array{x * 4, std::clamp(128 + (x < 32 ? 40 : -60) + wave / 2, 0, 255)};
    }));
    expect_golden(drawn(frame), "relief_ramp.png");
}

/// How far a picture of a relief is from what the processor would paint, at most, of 255.
int farthest_from_processor(const scene::ReliefItem& item, const scene::Camera& camera) {
    scene::Frame frame = empty_frame();
    frame.camera = camera;
    frame.base.emplace_back(item);
    const sf::Image image = drawn(frame);
    const scene::Relief& relief = *item.relief;
    const double columns_per_m = static_cast<double>(relief.codes.width) / relief.box.width_m();
    int farthest = 0;
    for (unsigned y = 0; y < image.getSize().y; ++y) {
        for (unsigned x = 0; x < image.getSize().x; ++x) {
            const geo::MapPoint at = camera.to_map({static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F});
            const auto smooth = geo::smooth_codes(relief.codes, (at.x_m - relief.box.left_m) * columns_per_m,
                                                  (relief.box.top_m - at.y_m) * columns_per_m);
            const auto wanted = geo::shaded_colour(item.ramp, smooth.code, smooth.light);
            const sf::Color is = image.getPixel(x, y);
            for (const int step : {is.r - wanted[0], is.g - wanted[1], is.b - wanted[2]})
                farthest = std::max(farthest, std::abs(step));
        }
    }
    return farthest;
}

TEST(ReliefPicture, IsWhatTheProcessorWouldPaint) {
    // One pixel a cell, so that no stretching comes between: every height code with every fourth light.
    constexpr int lights = 64;
    const auto item = relief_of(256, lights, {-128, -lights / 2.0, 128, lights / 2.0}, [](int x, int y) {
        return std::array{x, y * 255 / (lights - 1)};
    });
    EXPECT_LE(farthest_from_processor(item, {middle, 1.0, 256.0F, static_cast<float>(lights)}), 2);
}

TEST(ReliefPicture, IsSmoothHoweverCloseOneLooks) {
    const auto item = relief_of(64, 64, {-32, -32, 32, 32}, [](int x, int y) {
        return std::array{(x / 4 + y / 6) % 2 == 0 ? 60 : 200, 128 + 60 * (x % 5 - 2) / 2};
    });
    // The farthest that was seen. Up to cells of six pixels the picture from afar is stretched, here across blocks that
    // are as unlike as they can be.
    for (const auto& [metres_per_px, farthest] : {std::pair{0.2, 13}, {0.15, 6}, {0.07, 6}, {0.02, 6}}) {
        const scene::Camera camera{{middle.x_m + 3.3, middle.y_m - 5.1}, metres_per_px, 256.0F, 200.0F};
        EXPECT_LE(farthest_from_processor(item, camera), farthest) << metres_per_px;
    }
}

TEST(MarkPicture, ShowsEveryShapeAtRestHoveredAndSelected) {
    using scene::MarkShape;
    scene::Frame frame = empty_frame();
    frame.camera.width_px = 340.0F;
    frame.base.front() = scene::GroundItem{{216, 202, 174}};
    const std::array shapes{MarkShape::dam_operating, MarkShape::dam_building, MarkShape::dam_planned, MarkShape::dike,
                            MarkShape::canal_head,    MarkShape::reservoir,    MarkShape::region,      MarkShape::town,
                            MarkShape::capital,       MarkShape::own_point};
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (int row = 0; row < 3; ++row) {
            scene::Mark mark;
            mark.at = {22.0F + 33.0F * static_cast<float>(i), 30.0F + 50.0F * static_cast<float>(row)};
            mark.shape = shapes[i];
            mark.radius_px = 6.0F;
            mark.fill = i < 3 && i > 0 ? Colour{224, 134, 44} : Colour{31, 95, 116};
            mark.edge = {251, 248, 240};
            mark.is_hovered = row == 1;
            mark.is_selected = row == 2;
            frame.marks.push_back(mark);
        }
    }
    expect_golden(drawn(frame), "marks.png");
}

TEST(CirclePicture, SeesThroughWithASmoothEdgeAndARing) {
    scene::Frame frame = empty_frame();
    frame.base.front() = scene::GroundItem{{216, 202, 174}};
    frame.circles.push_back({"one", {60.0F, 60.0F}, 34.0F, {31, 95, 116, 80}, {31, 95, 116, 220}, 1.4F});
    frame.circles.push_back({"two", {80.0F, 70.0F}, 10.0F, {107, 69, 96, 80}, {107, 69, 96, 220}, 1.4F});
    frame.circles.push_back(scene::pulse_ring({150.0F, 60.0F}, 0.4F, {207, 74, 30}));
    expect_golden(drawn(frame), "circles.png");
}

TEST(PlatePicture, IsCrispOnWholePixelsAndSmoothElsewhere) {
    scene::Frame frame = empty_frame();
    frame.base.front() = scene::GroundItem{{216, 202, 174}};
    scene::Plate plate;
    const style::StrokeStyle edge{{30, 34, 40}, 1.0F};
    plate.shapes = {
        {{{10.5F, 10.5F}, {90.5F, 10.5F}, {90.5F, 70.5F}, {10.5F, 70.5F}}, true, {255, 255, 255, 230}, edge},
        {{{130.0F, 12.0F}, {118.0F, 62.0F}, {132.0F, 50.0F}}, true, {30, 34, 40}, edge},
        {{{20.0F, 30.0F}, {80.0F, 30.0F}}, false, {0, 0, 0, 0}, {{47, 111, 168}, 2.0F, 6.0F, 4.0F}},
        {{{20.0F, 40.0F}, {50.0F, 60.0F}, {80.0F, 40.0F}}, false, {0, 0, 0, 0}, {{200, 60, 40}, 3.0F}},
        {{{20.0F, 64.3F}, {80.0F, 64.3F}}, false, {0, 0, 0, 0}, {{200, 60, 40}, 0.5F}}};
    frame.plates.push_back(plate);
    const sf::Image picture = drawn(frame);
    EXPECT_EQ(picture.getPixel(10, 40), sf::Color(30, 34, 40)) << "an edge on whole pixels";
    EXPECT_EQ(picture.getPixel(9, 40), sf::Color(216, 202, 174));
    EXPECT_EQ(picture.getPixel(11, 40).r, picture.getPixel(12, 40).r);
    expect_golden(picture, "plates.png");
}

scene::Label label_of(const std::string& text, geo::ScreenPoint at, style::Face face, float size_px, float angle_rad) {
    static style::TextMeasure measure(font_files());
    scene::Label label;
    label.text = text;
    label.face = face;
    label.size_px = size_px;
    label.colour = {44, 100, 143};
    label.halo = {251, 248, 240};
    label.halo_px = 1.6F;
    for (const style::PlacedLetter& letter : measure.letters(face, size_px, text)) {
        label.letters.push_back(
            {letter.letter,
             {at.x_px + letter.pen_px * std::cos(angle_rad), at.y_px + letter.pen_px * std::sin(angle_rad)},
             angle_rad});
    }
    return label;
}

TEST(LabelPicture, HasHalosUnderLettersLevelAndTurned) {
    scene::Frame frame = empty_frame();
    // Stripes, so that the halo is seen.
    for (double y = -75.0; y < 80.0; y += 6.0) add_line(frame, {{-120, y}, {120, y}}, {{160, 150, 130}, 2.0F});
    frame.labels.push_back(label_of("Амударё · Сирдарё", {10.0F, 24.0F}, style::Face::map_italic, 15.0F, 0.0F));
    frame.labels.push_back(label_of("Toʻqtogʻul", {10.0F, 60.0F}, style::Face::map_bold, 14.0F, 0.0F));
    frame.labels.push_back(label_of("Ысык-Көл", {20.0F, 130.0F}, style::Face::map_medium, 16.0F, -0.5F));
    frame.labels.push_back(label_of("Vakhsh", {130.0F, 70.0F}, style::Face::map_italic, 14.0F, 0.8F));
    scene::Label faint = label_of("faint", {150.0F, 60.0F}, style::Face::map_regular, 13.0F, 0.0F);
    faint.opacity = 0.5F;
    frame.labels.push_back(faint);
    // Letters hang on the version of FreeType and of the fonts; where they stand and what is under them does not.
    expect_golden(drawn(frame), "labels.png", {.channel_step = 48, .pixel_share = 0.02});
}

TEST(ScaleBarPicture, StandsOnItsHalo) {
    scene::Frame frame = empty_frame();
    frame.base.front() = scene::GroundItem{{120, 140, 120}};
    scene::ScaleBar bar;
    bar.at = {40.0F, 90.0F};
    bar.length_px = 147.3F;
    bar.name = label_of("200 km", {40.0F, 108.0F}, style::Face::ui_regular, 13.0F, 0.0F);
    bar.name.colour = ink;
    frame.scale_bar = bar;
    expect_golden(drawn(frame), "scale_bar.png", {.channel_step = 48, .pixel_share = 0.01});
}

/// The shaders in a folder of their own, to be spoilt.
class SpoiltShaders : public testing::Test {
protected:
    SpoiltShaders() {
        std::string name = (fs::temp_directory_path() / "darya-shaders-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
        for (const auto& entry : fs::directory_iterator(shaders))
            fs::copy_file(entry.path(), folder_ / entry.path().filename());
        target_.create(16, 16);
    }
    ~SpoiltShaders() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    fs::path folder_;
    sf::RenderTexture target_;
};

TEST_F(SpoiltShaders, OneThatIsMissingIsNamed) {
    fs::remove(folder_ / "stroke.frag");
    const auto painter = Painter::make(folder_, font_files().paths);
    ASSERT_FALSE(painter);
    EXPECT_EQ(painter.error().where, (folder_ / "stroke.frag").string());
    EXPECT_THAT(painter.error().what, testing::HasSubstr("missing"));
}

TEST_F(SpoiltShaders, OneThatDoesNotCompileIsNamedWithTheCompilersReason) {
    std::ofstream(folder_ / "raster.frag") << "#version 120\nvoid main() { gl_FragColor = no_such_thing; }\n";
    const auto painter = Painter::make(folder_, font_files().paths);
    ASSERT_FALSE(painter);
    EXPECT_THAT(painter.error().where, testing::HasSubstr((folder_ / "raster").string()));
    EXPECT_THAT(painter.error().what, testing::HasSubstr("no_such_thing"));
    EXPECT_EQ(painter.error().line().find('\n'), std::string::npos) << "it is one line";
}

TEST_F(SpoiltShaders, AFontThatCannotBeOpenedIsNamed) {
    std::vector<std::string> fonts = font_files().paths;
    fonts[2] = (folder_ / "no-such-font.ttf").string();
    const auto missing = Painter::make(folder_, fonts);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().where, fonts[2]);
    std::ofstream(folder_ / "no-such-font.ttf") << "this is no font";
    const auto broken = Painter::make(folder_, fonts);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().where, fonts[2]);
}

}  // namespace
}  // namespace darya::paint
