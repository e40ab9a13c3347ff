#include "writers/svg.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numbers>
#include <sstream>

#include <png.h>

#include "golden.h"
#include "small_frame.h"
#include "writers/svg_path.h"
#include "writers/xml.h"
#include "xml_tree.h"

namespace darya::writers {
namespace {

using tests::XmlTree;

SvgWords words() {
    return {"A title & <more>", "What it is", {"Noto Sans", "Noto Sans", "Noto Sans", "Inter"}};
}

std::string svg_of(const scene::Frame& frame) {
    std::ostringstream out;
    const auto written = write_svg(out, frame, words());
    EXPECT_TRUE(written);
    return out.str();
}

std::size_t count_of(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

TEST(Svg, IsWrittenAsExpectedByteForByte) {
    tests::expect_golden("small_frame.svg", svg_of(tests::small_frame()));
}

TEST(Svg, OfTheSameLookIsTheSameBytes) {
    EXPECT_EQ(svg_of(tests::small_frame()), svg_of(tests::small_frame()));
}

TEST(Svg, IsWellFormedWithTitleAndSize) {
    const XmlTree tree(svg_of(tests::small_frame()));
    ASSERT_EQ(tree.all("svg").size(), 2U) << "the picture, and the small map of the region in it";
    EXPECT_EQ(XmlTree::attribute(tree.all("svg")[0], "viewBox"), "0 0 200 120");
    ASSERT_EQ(tree.all("title").size(), 1U);
    EXPECT_EQ(XmlTree::text_of(tree.all("title")[0]), "A title & <more>");
    EXPECT_EQ(XmlTree::text_of(tree.all("desc")[0]), "What it is");
}

TEST(Svg, HasAGroupForEachLayerThatShowsSomethingInTheFramesOrder) {
    const XmlTree tree(svg_of(tests::small_frame()));
    std::vector<std::string> ids;
    for (xmlNode* group : tree.all("g")) {
        if (const std::string id = XmlTree::attribute(group, "id"); !id.empty()) ids.push_back(id);
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"land", "rivers", "lakes", "selection", "circles", "marks", "scale-bar",
                                             "halos", "names", "furniture", "legend"}));
}

TEST(Svg, DrawsCirclesOfPlacesBetweenTheGroundAndTheMarks) {
    const std::string svg = svg_of(tests::small_frame());
    const std::size_t circles = svg.find("<g id=\"circles\">");
    ASSERT_NE(circles, std::string::npos);
    EXPECT_LT(svg.find("<g id=\"selection\">"), circles);
    EXPECT_GT(svg.find("<g id=\"marks\">"), circles);
    EXPECT_NE(svg.find("<g class=\"somewhere\">", circles), std::string::npos);
}

TEST(Svg, CutsAPolygonAtThePicturesEdgeAndKeepsItsHole) {
    const XmlTree tree(svg_of(tests::small_frame()));
    xmlNode* const land = tree.with_id("land");
    ASSERT_NE(land, nullptr);
    ASSERT_EQ(XmlTree::inside(land, "path").size(), 1U);
    EXPECT_EQ(XmlTree::attribute(XmlTree::inside(land, "g")[0], "fill-rule"), "evenodd");
    const std::string data = XmlTree::attribute(XmlTree::inside(land, "path")[0], "d");
    EXPECT_EQ(count_of(data, "M"), 2U) << data;
    EXPECT_EQ(count_of(data, "Z"), 2U) << data;
    // The hole: 2 km around the middle at 100 m a pixel.
    for (const char* corner : {"80 80", "120 80", "120 40", "80 40"}) {
        EXPECT_NE(data.find(corner), std::string::npos) << data;
    }
    // 90 km are 900 px; nothing is written from farther than some pixels beyond the edge.
    EXPECT_EQ(data.find("900"), std::string::npos) << data;
}

TEST(Svg, KeepsDashesInStepWhereALineComesIntoThePicture) {
    const XmlTree tree(svg_of(tests::small_frame()));
    xmlNode* const rivers = tree.with_id("rivers");
    ASSERT_NE(rivers, nullptr);
    xmlNode* const group = XmlTree::inside(rivers, "g").at(0);
    EXPECT_EQ(XmlTree::attribute(group, "stroke-width"), "2");
    EXPECT_EQ(XmlTree::attribute(group, "stroke-dasharray"), "6 4");
    const auto paths = XmlTree::inside(rivers, "path");
    ASSERT_EQ(paths.size(), 1U);
    // The first 10,000 m are out of sight: 100 px, ten whole periods, so the dashes begin anew; the last stretch is out
    // of sight too, and so is the other river.
    EXPECT_EQ(XmlTree::attribute(paths[0], "d"), "M-100.5 60L100 60 140 90 140 360");
    EXPECT_EQ(XmlTree::attribute(paths[0], "stroke-dashoffset"), "");

    scene::Frame frame = tests::small_frame();
    std::get<scene::StrokeItem>(frame.base[5]).stroke.gap_px = 5.0F;  // a period of 11 px: 100 px are 9 and 1 px
    const XmlTree shifted(svg_of(frame));
    EXPECT_EQ(XmlTree::attribute(XmlTree::inside(shifted.with_id("rivers"), "path").at(0), "stroke-dashoffset"), "1");
}

TEST(Svg, ClosesAWholeRingAndLeavesNoCornerOpenInSight) {
    const scene::Camera camera{{0.0, 0.0}, 100.0, 200.0F, 120.0F};
    const style::StrokeStyle stroke{{}, 2.0F, 0.0F, 0.0F};
    const auto inside = tests::mesh_of({{{0, 0}, {1'000, 0}, {0, 1'000}}}, true);
    EXPECT_EQ(line_paths(*inside, stroke, camera).whole, "M100 60L110 60 100 50Z");
    // Three corners are out of sight; the one that is seen, where the ring begins, must lie within one piece.
    const auto corner = tests::mesh_of({{{0, 0}, {50'000, 0}, {50'000, 50'000}, {0, 50'000}}}, true);
    EXPECT_EQ(line_paths(*corner, stroke, camera).whole, "M100 -440L100 60 600 60");
}

TEST(Svg, StaysSmallHoweverMuchLiesOutOfSight) {
    std::vector<scene::MeshPoint> line;
    std::vector<scene::MeshPoint> ring;
    for (int i = 0; i < 20'000; ++i) {
        const float wave_m = i % 2 == 0 ? 0.0F : 50.0F;
        line.push_back({100'000.0F + 10.0F * static_cast<float>(i), wave_m});
        ring.push_back({100'000.0F + 10.0F * static_cast<float>(i), 100'000.0F + wave_m});
    }
    line.push_back({0, 0});
    ring.push_back({-90'000, -90'000});
    scene::Frame frame = tests::small_frame();
    const std::size_t before = svg_of(frame).size();
    frame.base.emplace_back(scene::StrokeItem{tests::mesh_of({line}, false), {{1, 2, 3, 255}, 1.0F, 0.0F, 0.0F}});
    frame.base.emplace_back(scene::FillItem{tests::mesh_of({ring}, true), {1, 2, 3, 255}});
    const std::string svg = svg_of(frame);
    EXPECT_GT(svg.size(), before + 100);
    EXPECT_LT(svg.size(), before + 1'000);
    EXPECT_EQ(count_of(svg, "#010203"), 2U);
}

TEST(Svg, WritesNamesAsTextLetterByLetter) {
    const XmlTree tree(svg_of(tests::small_frame()));
    const auto names = XmlTree::inside(tree.with_id("names"), "text");
    ASSERT_EQ(names.size(), 3U);
    EXPECT_EQ(XmlTree::text_of(names[0]), "Rogun");
    EXPECT_EQ(XmlTree::attribute(names[0], "x"), "20.25 27.25 34.25 41.25 48.25");
    EXPECT_EQ(XmlTree::attribute(names[0], "y"), "40");
    EXPECT_EQ(XmlTree::attribute(names[0], "rotate"), "");
    EXPECT_EQ(XmlTree::attribute(names[0], "font-weight"), "700");
    EXPECT_EQ(XmlTree::attribute(names[0], "class"), "dams-building");
    EXPECT_EQ(XmlTree::attribute(names[0], "font-family"), "'Noto Sans', 'DejaVu Sans', sans-serif");
    EXPECT_EQ(XmlTree::text_of(names[1]), "Сырдарья");
    EXPECT_EQ(XmlTree::attribute(names[1], "font-style"), "italic");
    EXPECT_EQ(XmlTree::attribute(names[1], "fill-opacity"), "0.5");
    for (const char* list : {"x", "y", "rotate"}) {
        EXPECT_EQ(count_of(XmlTree::attribute(names[1], list), " "), 7U) << list;
    }
}

// A name on a curve: the text as a whole is turned to its chord, its letters by what is left.
TEST(Svg, PutsTheLettersOfACurvedNameWhereTheFrameHasThem) {
    const scene::Frame frame = tests::small_frame();
    const XmlTree tree(svg_of(frame));
    xmlNode* const name = XmlTree::inside(tree.with_id("names"), "text").at(1);
    double turn_deg = 0.0;
    geo::ScreenPoint about;
    ASSERT_EQ(std::sscanf(XmlTree::attribute(name, "transform").c_str(), "rotate(%lf %f %f)", &turn_deg, &about.x_px,
                          &about.y_px),
              3);
    std::istringstream xs(XmlTree::attribute(name, "x"));
    std::istringstream ys(XmlTree::attribute(name, "y"));
    std::istringstream rotations(XmlTree::attribute(name, "rotate"));
    const double turn_rad = turn_deg * std::numbers::pi / 180.0;
    for (const scene::LabelLetter& letter : frame.labels[1].letters) {
        double x = 0.0;
        double y = 0.0;
        double rotation_deg = 0.0;
        ASSERT_TRUE(xs >> x && ys >> y && rotations >> rotation_deg);
        const double right = x - static_cast<double>(about.x_px);
        const double down = y - static_cast<double>(about.y_px);
        EXPECT_NEAR(static_cast<double>(about.x_px) + std::cos(turn_rad) * right - std::sin(turn_rad) * down,
                    static_cast<double>(letter.at.x_px), 0.03);
        EXPECT_NEAR(static_cast<double>(about.y_px) + std::sin(turn_rad) * right + std::cos(turn_rad) * down,
                    static_cast<double>(letter.at.y_px), 0.03);
        EXPECT_NEAR(turn_rad + rotation_deg * std::numbers::pi / 180.0, static_cast<double>(letter.angle_rad), 0.001);
    }
}

TEST(Svg, AsksFirstForTheFontThatNamesWereMeasuredWith) {
    scene::Frame frame = tests::small_frame();
    frame.labels[0].face = style::Face::map_medium;
    const XmlTree tree(svg_of(frame));
    xmlNode* const name = XmlTree::inside(tree.with_id("names"), "text").at(0);
    EXPECT_EQ(XmlTree::attribute(name, "font-family"), "'Inter', 'Noto Sans', 'DejaVu Sans', sans-serif");
    EXPECT_EQ(XmlTree::attribute(name, "font-weight"), "500");
}

TEST(Svg, LeavesOutLettersThatXmlCannotHoldAndTheirPlaces) {
    const XmlTree tree(svg_of(tests::small_frame()));
    xmlNode* const name = XmlTree::inside(tree.with_id("names"), "text").at(2);
    EXPECT_EQ(XmlTree::text_of(name), "A<&>\"' ");
    EXPECT_EQ(count_of(XmlTree::attribute(name, "x"), " "), 6U);
}

TEST(Svg, DrawsAllHalosBeforeAnyName) {
    const std::string svg = svg_of(tests::small_frame());
    const XmlTree tree(svg);
    const auto halos = XmlTree::inside(tree.with_id("halos"), "text");
    ASSERT_EQ(halos.size(), 5U);
    EXPECT_EQ(XmlTree::attribute(halos[0], "stroke-width"), "3");  // 1.5 px to each side
    EXPECT_LT(svg.find("id=\"halos\""), svg.find("id=\"names\""));
    EXPECT_LT(svg.find("id=\"marks\""), svg.find("id=\"halos\""));
}

TEST(Svg, SaysWhoseMapItIsAndHowLongAKilometreIs) {
    const XmlTree tree(svg_of(tests::small_frame()));
    const auto texts = XmlTree::inside(tree.with_id("furniture"), "text");
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(XmlTree::text_of(texts[0]), "5 km");
    EXPECT_EQ(XmlTree::text_of(texts[1]), "whose");
    EXPECT_TRUE(svg_of(tests::small_frame()).find("d=\"M10 100H60V101H10Z") != std::string::npos);
}

TEST(Svg, HoldsTheReliefInItsColoursSmoothedBetweenCells) {
    scene::Frame frame;
    frame.camera = {{0.0, 0.0}, 100.0, 40.0F, 30.0F};
    auto relief = std::make_shared<scene::Relief>();
    relief->box = {-1'000.0, -5'000.0, 5'000.0, 1'000.0};  // leaves 10 px free at the left and 5 at the top
    relief->codes = {3, 3, {0, 128, 60, 128, 120, 128, 40, 20, 90, 250, 200, 128, 255, 128, 10, 0, 20, 60}};
    scene::ReliefItem item;
    item.relief = relief;
    item.ramp.at_code = {0.0F, 50.0F, 100.0F, 150.0F, 200.0F, 255.0F};
    item.ramp.colour = {{{0.2F, 0.4F, 0.2F},
                         {0.6F, 0.7F, 0.4F},
                         {0.8F, 0.7F, 0.5F},
                         {0.6F, 0.5F, 0.4F},
                         {0.7F, 0.7F, 0.7F},
                         {1.0F, 1.0F, 1.0F}}};
    frame.base = {item};
    const XmlTree tree(svg_of(frame));
    ASSERT_EQ(tree.all("image").size(), 1U);
    xmlNode* const image = tree.all("image")[0];
    EXPECT_EQ(XmlTree::attribute(image, "x"), "10");
    EXPECT_EQ(XmlTree::attribute(image, "y"), "5");
    EXPECT_EQ(XmlTree::attribute(image, "width"), "30");
    EXPECT_EQ(XmlTree::attribute(image, "height"), "25");

    const std::string link = XmlTree::attribute(image, "href");
    const std::string prefix = "data:image/png;base64,";
    ASSERT_TRUE(link.starts_with(prefix));
    std::string bytes;
    unsigned bits = 0;
    unsigned bit_count = 0;
    for (const char digit : link.substr(prefix.size())) {
        static const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        if (digit == '=') break;
        bits = bits << 6U | static_cast<unsigned>(digits.find(digit));
        bit_count += 6;
        if (bit_count < 8) continue;
        bit_count -= 8;
        bytes += static_cast<char>(bits >> bit_count & 0xFFU);
    }
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    ASSERT_NE(png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()), 0) << png.message;
    EXPECT_EQ(png.width, 30U);
    EXPECT_EQ(png.height, 25U);
    png.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(png));
    ASSERT_NE(png_image_finish_read(&png, nullptr, pixels.data(), 0, nullptr), 0) << png.message;

    // Cells are 20 px wide, and the middle of pixel (x, y) lies x + 0.5 and y + 0.5 px from the relief's corner.
    for (const auto& [x, y] : {std::pair<std::size_t, std::size_t>{0, 0}, {29, 9}, {12, 20}}) {
        const auto smooth = geo::smooth_codes(item.relief->codes, (static_cast<double>(x) + 0.5) / 20.0,
                                              (static_cast<double>(y) + 0.5) / 20.0);
        const auto wanted = geo::shaded_colour(item.ramp, smooth.code, smooth.light);
        for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(pixels[3 * (y * 30 + x) + c], wanted[c]) << x << ' ' << y;
    }
}

TEST(Svg, IsWellFormedForAFrameWithNothingInIt) {
    const XmlTree tree(svg_of(scene::Frame{}));
    EXPECT_EQ(tree.all("g").size(), 0U);
    EXPECT_EQ(tree.all("svg").size(), 1U);
}

TEST(Svg, NumbersAreShortAndNeverOtherThanNumbers) {
    const auto shown = [](double value) {
        std::string text;
        append_px(text, value);
        return text;
    };
    EXPECT_EQ(shown(12.5), "12.5");
    EXPECT_EQ(shown(12.0), "12");
    EXPECT_EQ(shown(-0.031), "-0.03");
    EXPECT_EQ(shown(-0.001), "0");
    EXPECT_EQ(shown(0.1 + 0.2), "0.3");
    EXPECT_EQ(shown(std::numeric_limits<double>::quiet_NaN()), "0");
    EXPECT_EQ(shown(-std::numeric_limits<double>::infinity()), "-10000000");
}

TEST(Xml, EscapesWhatHasAMeaningAndDropsWhatIsForbidden) {
    EXPECT_EQ(xml_escaped("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&apos;");
    EXPECT_EQ(xml_escaped("Тоҷикистон\t\n"), "Тоҷикистон\t\n");
    EXPECT_EQ(xml_escaped(std::string("x\0y\x1f z", 6)), "xy z");
    EXPECT_EQ(xml_escaped("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD"), "||\xEF\xBF\xBD");  // U+FFFE, U+FFFF, U+FFFD
    EXPECT_EQ(xml_escaped("broken \xC3 here \xED\xA0\x80"), "broken  here ");
}

}  // namespace
}  // namespace darya::writers
