// The real program as a shell runs it, without a display.

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/child.h"
#include "golden.h"

namespace darya {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using tests::bytes_of;

constexpr const char* article_text =
    "The two dams\n\nBy Somebody\n\nRogun stands on the Vakhsh.\n\n"
    "Kambarata-1 is planned on the Naryn. The Kambartinsk units are two.\n\nNothing is said here.\n";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

class CommandLine : public testing::Test {
protected:
    CommandLine() {
        const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(DARYA_BUILD_DIR) / "tests/cli" / (std::string(test->name()) + std::to_string(::getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~CommandLine() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    std::string file(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary | std::ios::trunc) << bytes;
        return (folder_ / name).string();
    }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    /// Runs a program without a display; `more` are words for env(1) before it, such as PATH=….
    static base::ChildOutput run_program(const std::string& program, const std::vector<std::string>& words,
                                         const std::vector<std::string>& more = {}) {
        std::vector<std::string> argv{"env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY"};
        argv.insert(argv.end(), more.begin(), more.end());
        argv.push_back(program);
        argv.insert(argv.end(), words.begin(), words.end());
        const auto output = base::run_child(argv, {.time_s = 120.0});
        EXPECT_TRUE(output) << output.error().line();
        return output ? *output : base::ChildOutput{};
    }
    static base::ChildOutput run(const std::vector<std::string>& words, const std::vector<std::string>& more = {}) {
        return run_program(DARYA_PROGRAM, words, more);
    }

    /// Exit code 1, nothing on stdout, and one line on stderr that holds each of these words.
    static void expect_trouble(const base::ChildOutput& output, const std::vector<std::string>& words) {
        EXPECT_EQ(output.exit_code, 1) << output.standard_error;
        EXPECT_EQ(output.standard_out, "");
        EXPECT_EQ(lines_of(output.standard_error).size(), 1U) << output.standard_error;
        EXPECT_TRUE(output.standard_error.starts_with("darya: ")) << output.standard_error;
        EXPECT_TRUE(output.standard_error.ends_with('\n')) << output.standard_error;
        for (const std::string& word : words) {
            EXPECT_NE(output.standard_error.find(word), std::string::npos) << output.standard_error;
        }
    }
    static void expect_fine(const base::ChildOutput& output) {
        EXPECT_EQ(output.exit_code, 0) << output.standard_error;
        EXPECT_EQ(output.standard_error, "");
    }

    /// The program under another roof: a link to it and to its data, to be broken at will.
    std::string second_home() const {
        const fs::path home = folder_ / "home";
        fs::create_directories(home);
        fs::create_hard_link(DARYA_PROGRAM, home / "darya");
        fs::create_symlink(fs::path(DARYA_BUILD_DIR) / "darya_maps.so", home / "darya_maps.so");
        for (const char* data : {"assets", "geodata"}) {
            fs::create_directory_symlink(fs::path(DARYA_SOURCE_DIR) / data, home / data);
        }
        fs::copy(fs::path(DARYA_SOURCE_DIR) / "shaders", home / "shaders");
        return (home / "darya").string();
    }

private:
    fs::path folder_;
};

bool has_xvfb() {
    const auto output = base::run_child({"sh", "-c", "command -v Xvfb"});
    return output && output->exit_code == 0;
}

TEST_F(CommandLine, TellsItsVersion) {
    const auto output = run({"--version"});
    expect_fine(output);
    EXPECT_TRUE(output.standard_out.starts_with("darya 0.")) << output.standard_out;
    EXPECT_EQ(lines_of(output.standard_out).size(), 1U);
}

TEST_F(CommandLine, HasHelpForEachCommand) {
    const auto all = run({"--help"});
    expect_fine(all);
    for (const char* command : {"picture", "text", "places", "passages", "search"}) {
        EXPECT_NE(all.standard_out.find(command), std::string::npos) << command;
        const auto one = run({command, "--help"});
        expect_fine(one);
        EXPECT_NE(one.standard_out.find(std::string("darya ") + command), std::string::npos) << one.standard_out;
    }
    for (const char* option : {"--view", "--size", "--layers", "--select", "--places-of", "--style"}) {
        EXPECT_NE(run({"picture", "--help"}).standard_out.find(option), std::string::npos) << option;
    }
}

TEST_F(CommandLine, EndsWithTwoWhenItIsUsedWrongly) {
    const std::string article = file("a.txt", article_text);
    for (const auto& words :
         std::vector<std::vector<std::string>>{{"--no-such-option"},
                                               {"text"},
                                               {"places"},
                                               {"places", "--format", "shp", article},
                                               {"passages", article},
                                               {"picture"},
                                               {"picture", path("map.bmp")},
                                               {"picture", path("map")},
                                               {"picture", path("map.svg"), "--size", "big"},
                                               {"picture", path("map.svg"), "--size", "9000x100"},
                                               {"picture", path("map.svg"), "--size", "10x10"},
                                               {"picture", path("map.svg"), "--scale", "9"},
                                               {"picture", path("map.svg"), "--size", "5000x100", "--scale", "2"},
                                               {"--scale", "none"}}) {
        const auto output = run(words);
        EXPECT_EQ(output.exit_code, 2) << words.back() << ": " << output.standard_error;
        EXPECT_NE(output.standard_error, "");
        EXPECT_EQ(output.standard_out, "");
    }
    EXPECT_FALSE(fs::exists(path("map.bmp")));
}

TEST_F(CommandLine, SaysThatThereIsNoDisplayForItsWindow) {
    expect_trouble(run({}), {"display", "darya picture"});
    expect_trouble(run({}, {"DISPLAY=:4711"}), {"display", "darya picture"});
}

TEST_F(CommandLine, PrintsTheTextThatOffsetsCountIn) {
    const std::string plain = "Рогун\r\nand a last line without an end";
    EXPECT_EQ(run({"text", file("crlf.txt", plain)}).standard_out, plain);
    EXPECT_EQ(run({"text", file("bom.txt", "\xEF\xBB\xBF" + plain)}).standard_out, plain);
    const std::string markdown = "---\ntitle: A\nsources:\n  - B\n---\n\n# A\n\nRogun\n";
    const auto output = run({"text", file("a.md", markdown)});
    expect_fine(output);
    EXPECT_EQ(output.standard_out, markdown);
}

TEST_F(CommandLine, PrintsTheTextOfEveryFormatWhateverTheFileIsCalled) {
    const std::string formats = DARYA_SOURCE_DIR "/tests/fixtures/formats/";
    for (const auto& [name, words] : std::vector<std::pair<std::string, std::string>>{
             {"article.docx", "\n\nНурек (Nurek) | 300\n\n"},
             {"article.html", "\n\nA river has no border, only banks.\n\n"},
             {"article.md", "> A quote\n> of two lines.\n"},
             {"article.pdf",
              "lies where the hills end. Above it Kambarata-1 was planned long ago, and the Syr-Darya"}}) {
        const std::string copy = file("copy of " + name + ".bin", bytes_of(formats + name));
        const auto output = run({"text", copy});
        expect_fine(output);
        EXPECT_NE(output.standard_out.find(words), std::string::npos) << output.standard_out;
    }
    // KOI8-R, as a mail of 1998 had it.
    const auto koi = run({"text", file("mail", "\xF2\xCF\xC7\xD5\xCE \xCE\xC1 \xF7\xC1\xC8\xDB\xC5.\n")});
    EXPECT_EQ(koi.standard_out, "Рогун на Вахше.\n");
}

TEST_F(CommandLine, FindsPlacesInAPdfByTheOffsetsOfItsText) {
    const std::string pdf = DARYA_SOURCE_DIR "/tests/fixtures/formats/article.pdf";
    const auto output = run({"places", pdf});
    expect_fine(output);
    EXPECT_NE(output.standard_out.find("\"kambarata-1\""), std::string::npos) << output.standard_out;
    EXPECT_NE(output.standard_out.find("\"syr-darya\""), std::string::npos) << output.standard_out;
}

TEST_F(CommandLine, SaysWhichPackageReadsPdfs) {
    const std::string pdf = DARYA_SOURCE_DIR "/tests/fixtures/formats/article.pdf";
    expect_trouble(run({"text", pdf}, {"PATH=/nowhere"}), {"article.pdf", "pdftotext", "poppler-utils"});
}

TEST_F(CommandLine, ListsPlacesWithOffsetsIntoThatText) {
    // A byte order mark, Windows' line ends and letters of two bytes before the names.
    const std::string bytes = "\xEF\xBB\xBFО плотинах\r\n\r\nРогун (Rogun) на Вахше, Toktogul, Issyk-Kul.\r\n";
    const std::string article = file("ru.txt", bytes);
    const std::string text = run({"text", article}).standard_out;
    const auto output = run({"places", article});
    expect_fine(output);
    const auto lines = lines_of(output.standard_out);
    ASSERT_GE(lines.size(), 4U);
    std::vector<std::size_t> starts;  // of each code point, in bytes
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) starts.push_back(at);
    }
    std::vector<std::string> ids;
    for (const std::string& line : lines) {
        const Json row = Json::parse(line);
        const std::size_t first = starts.at(row["start"]);
        EXPECT_EQ(text.substr(first, starts.at(row["end"]) - first), row["surface"]) << line;
        EXPECT_EQ(row["article"], "ru.txt");
        ids.push_back(row["id"]);
    }
    for (const char* id : {"rogun", "toktogul", "issyk-kul"}) {
        EXPECT_NE(std::find(ids.begin(), ids.end(), id), ids.end()) << id << " in\n" << output.standard_out;
    }
}

TEST_F(CommandLine, GivesRiversAndLakesAPointOnThem) {
    const auto output = run({"places", file("a.txt", "The Vakhsh, Issyk-Kul, the Aral Sea and the Syr Darya.")});
    expect_fine(output);
    const auto lines = lines_of(output.standard_out);
    ASSERT_EQ(lines.size(), 4U) << output.standard_out;
    const auto expect_near = [](const std::string& line, const char* id, const char* kind, double lon, double lat,
                                double within_deg) {
        const Json row = Json::parse(line);
        EXPECT_EQ(row["id"], id);
        EXPECT_EQ(row["kind"], kind);
        ASSERT_TRUE(row["lon"].is_number()) << line;
        EXPECT_NEAR(row["lon"], lon, within_deg) << line;
        EXPECT_NEAR(row["lat"], lat, within_deg) << line;
    };
    expect_near(lines[0], "vakhsh", "river", 69.4, 38.2, 1.2);
    expect_near(lines[1], "issyk-kul", "lake", 77.3, 42.45, 0.5);
    expect_near(lines[2], "aral-sea", "sea", 60.0, 45.0, 1.0);
    expect_near(lines[3], "syr-darya", "river", 67.0, 43.0, 4.5);
}

TEST_F(CommandLine, ListsPlacesAsCsvAndGeoJson) {
    const std::string article = file("a.txt", article_text);
    const auto csv = run({"places", "--format", "csv", article});
    expect_fine(csv);
    EXPECT_EQ(lines_of(csv.standard_out).at(0), "article,start,end,surface,id,kind,lon,lat,type,score");
    EXPECT_TRUE(lines_of(csv.standard_out).at(1).starts_with("a.txt,27,32,Rogun,rogun,dam,69."));
    const auto geojson = run({"places", "--format", "geojson", article});
    expect_fine(geojson);
    const Json collection = Json::parse(geojson.standard_out);
    EXPECT_EQ(collection["features"].size() + 1, lines_of(csv.standard_out).size());
    EXPECT_EQ(collection["features"][0]["geometry"]["type"], "Point");
}

TEST_F(CommandLine, PrintsPassagesOnAPlaceAndItsParts) {
    const std::string article = file("a.txt", article_text);
    const auto rogun = run({"passages", "--about", "rogun", article});
    expect_fine(rogun);
    const Json passage = Json::parse(rogun.standard_out);
    EXPECT_EQ(passage["article"], "a.txt");
    EXPECT_EQ(passage["paragraph"], 2);
    EXPECT_EQ(passage["text"], "Rogun stands on the Vakhsh.");
    EXPECT_EQ(passage["start"], 27);
    EXPECT_EQ(passage["end"], 54);
    EXPECT_TRUE(passage["date"].is_null());
    EXPECT_FALSE(passage.contains("page"));
    EXPECT_GT(passage["score"], 0.1);
    EXPECT_LE(passage["score"], 1.0);
    const std::string parts =
        file("parts.txt", "Kambarata-1 is planned.\n\nKambarata-2 works.\n\nThe Kambartinsk units.\n");
    std::set<int> paragraphs;
    double last = 1.0;
    for (const std::string& line : lines_of(run({"passages", "--about", "kambarata", parts}).standard_out)) {
        const Json found = Json::parse(line);
        paragraphs.insert(found["paragraph"].get<int>());
        EXPECT_LE(found["score"], last) << "best first";
        last = found["score"];
    }
    EXPECT_EQ(paragraphs, (std::set{0, 1, 2}));
}

TEST_F(CommandLine, PrintsThePassagesThatSpeakOfAllOfSeveralPlacesOverAllFiles) {
    const std::string one = file("one.txt", "Rogun is high.\n\nNurek and Rogun stand on one river.\n");
    const std::string two = file("two.txt",
                                 "---\ntitle: Two Dams\nauthor: A. Writer\ndate: 2020-01-02\n---\n\nAbove the dam of "
                                 "Nurek stands the dam of Rogun, and Rogun will be higher than Nurek.\n");
    const auto both = run({"passages", "--about", "rogun,nurek", one, two});
    expect_fine(both);
    const auto lines = lines_of(both.standard_out);
    ASSERT_EQ(lines.size(), 2U);
    const Json best = Json::parse(lines[0]);
    EXPECT_EQ(best["article"], "two.txt");
    EXPECT_EQ(best["title"], "Two Dams");
    EXPECT_EQ(best["author"], "A. Writer");
    EXPECT_EQ(best["date"], "2020-01-02");
    EXPECT_EQ(Json::parse(lines[1])["paragraph"], 1);
    expect_trouble(run({"passages", "--about", "rogun,atlantis", one}), {"atlantis", "no such place"});
}

TEST_F(CommandLine, SearchesPlacesTitlesAndTexts) {
    const std::string one = file("one.txt", "Rogun: a High Dam\n\nWork at Rogun goes on.\n");
    const std::string two = file("two.txt", "Плотина\n\nРогун строят давно.\n");
    const auto found = run({"search", "Рогун", one, two});
    expect_fine(found);
    const auto lines = lines_of(found.standard_out);
    ASSERT_GE(lines.size(), 3U);
    EXPECT_EQ(Json::parse(lines[0])["kind"], "place");
    EXPECT_EQ(Json::parse(lines[0])["id"], "rogun");
    EXPECT_EQ(Json::parse(lines[0])["spelling"], "Рогун");
    std::vector<std::string> by;
    for (const std::string& line : lines) {
        const Json row = Json::parse(line);
        if (row["kind"] != "passage") continue;
        by.push_back(row["by"]);
        if (row["article"] != "two.txt") continue;
        EXPECT_EQ(row["start"], 9);
        EXPECT_EQ(row["marks"], Json::parse("[[0, 5]]"));
    }
    ASSERT_GE(by.size(), 2U);
    EXPECT_EQ(by[0], "words");
    EXPECT_EQ(by[1], "place");
    EXPECT_EQ(Json::parse(lines_of(run({"search", "\"high dam\"", one, two}).standard_out).at(0))["kind"], "title");
    const auto nothing = run({"search", "\" OR *", one});
    EXPECT_EQ(nothing.exit_code, 0);
    EXPECT_EQ(run({"search", "Rogun"}).exit_code, 2);
}

TEST_F(CommandLine, SaysWhenAPlaceIsUnknownOrOnlyOnTheMap) {
    const std::string article = file("a.txt", article_text);
    expect_trouble(run({"passages", "--about", "atlantis", article}), {"atlantis", "no such place", "darya places"});
    const auto province = run({"passages", "--about", "kyrgyzstan-chuy", article});
    EXPECT_EQ(province.standard_out, "");
    EXPECT_EQ(lines_of(province.standard_error).size(), 1U) << province.standard_error;
}

TEST_F(CommandLine, PrintsWhatItCanAndNamesEachFileItCannotRead) {
    const std::string good = file("good.txt", article_text);
    const std::string empty = file("empty.txt", "");
    const auto places = run({"places", path("missing.txt"), good, empty});
    EXPECT_EQ(places.exit_code, 1);
    EXPECT_NE(places.standard_out.find("\"rogun\""), std::string::npos);
    const auto complaints = lines_of(places.standard_error);
    ASSERT_EQ(complaints.size(), 2U) << places.standard_error;
    EXPECT_NE(complaints[0].find("missing.txt"), std::string::npos) << complaints[0];
    EXPECT_NE(complaints[1].find("empty.txt"), std::string::npos) << complaints[1];
    const auto passages = run({"passages", "--about", "rogun", good, empty});
    EXPECT_EQ(passages.exit_code, 1);
    EXPECT_EQ(lines_of(passages.standard_out).size(), 1U);
    EXPECT_EQ(lines_of(passages.standard_error).size(), 1U);
}

TEST_F(CommandLine, NamesTheArticleThatIsNone) {
    std::string binary = bytes_of(fs::path(DARYA_SOURCE_DIR) / "geodata/central-asia.gpkg").substr(0, 5000);
    const std::string formats = DARYA_SOURCE_DIR "/tests/fixtures/formats";
    const std::vector<std::pair<std::string, std::string>> bad{
        {file("empty.txt", ""), "empty"},
        {file("blank.txt", " \r\n\t\n"), "empty"},
        {file("map.txt", binary), "not a text"},
        {file("old.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"), "old Word file"},
        {path("missing.txt"), "no such file"},
        {formats + "/locked.pdf", "password"},
        {formats + "/scanned.pdf", "OCR"},
        {formats + "/bomb.docx", "refused"},
        {formats + "/text.odt", "OpenDocument"},
        {fs::path(path("")).parent_path().string(), "folder"},
    };
    for (const auto& [name, reason] : bad) {
        expect_trouble(run({"text", name}), {name, reason});
        expect_trouble(run({"places", name}), {name, reason});
        expect_trouble(run({"passages", "--about", "rogun", name}), {name, reason});
        expect_trouble(run({"picture", path("map.svg"), name}), {name, reason});
    }
    EXPECT_FALSE(fs::exists(path("map.svg")));
}

TEST_F(CommandLine, SaysWhenItsOutputCannotBeWritten) {
    const std::string article = file("a.txt", article_text);
    const auto output = base::run_child({"sh", "-c", R"("$0" text "$1" >/dev/full)", DARYA_PROGRAM, article});
    ASSERT_TRUE(output);
    expect_trouble(*output, {"output"});
}

TEST_F(CommandLine, DrawsAnSvgWithoutADisplay) {
    expect_fine(run({"picture", path("map.svg"), "--size", "640x400"}));
    const std::string svg = bytes_of(path("map.svg"));
    for (const char* part : {"<svg", "width=\"640\"", "id=\"rivers\"", "id=\"lakes\"", "id=\"borders\"",
                             ">Rogun</text>", "data:image/png;base64,", "borders as in the sources", "</svg>\n"}) {
        EXPECT_NE(svg.find(part), std::string::npos) << part;
    }
    expect_fine(run({"picture", path("again.svg"), "--size", "640x400"}));
    EXPECT_TRUE(bytes_of(path("again.svg")) == svg) << "the same picture has other bytes";
}

TEST_F(CommandLine, DrawsOnlyTheWantedLayersAndOwnMapsOverThem) {
    const std::string own = file("own.geojson", R"({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[60, 40], [70, 45]]}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [65, 42]}}]})");
    expect_fine(run({"picture", path("map.SVG"), "--size", "300x200", "--layers", "lakes,names", own,
                     file("a.txt", article_text)}));
    const std::string svg = bytes_of(path("map.SVG"));
    EXPECT_EQ(svg.find("id=\"rivers\""), std::string::npos);
    EXPECT_NE(svg.find("id=\"lakes\""), std::string::npos);
    EXPECT_NE(svg.find("id=\"own:1\""), std::string::npos);
    EXPECT_NE(svg.find("class=\"own:1\""), std::string::npos);
    // An own map may be named, too.
    expect_fine(run({"picture", path("map.svg"), "--layers", "own.geojson", "--size", "300x200", own}));
    EXPECT_NE(bytes_of(path("map.svg")).find("id=\"own:1\""), std::string::npos);
}

TEST_F(CommandLine, ShowsAPlaceAndMarksIt) {
    expect_fine(run({"picture", path("plain.svg"), "--view", "71,41,500", "--size", "300x200"}));
    expect_fine(run({"picture", path("river.svg"), "--view", "71,41,500", "--size", "300x200", "--select", "naryn"}));
    EXPECT_EQ(bytes_of(path("plain.svg")).find("id=\"selection\""), std::string::npos);
    EXPECT_NE(bytes_of(path("river.svg")).find("id=\"selection\""), std::string::npos);
    expect_fine(run({"picture", path("rogun.svg"), "--view", "rogun", "--size", "300x200"}));
    EXPECT_NE(bytes_of(path("rogun.svg")).find(">Rogun</text>"), std::string::npos);
}

TEST_F(CommandLine, MarksThePlacesOfAnArticleSizedByHowOftenItNamesThem) {
    const std::string article = file("named.txt", "Nurek, Nurek, Nurek and Nurek. Toktogul.\n");
    expect_fine(run({"picture", path("map.svg"), "--size", "640x400", "--places-of", article}));
    const std::string svg = bytes_of(path("map.svg"));
    const auto radius_of = [&svg](const std::string& id) {
        const std::size_t group = svg.find("<g class=\"" + id + "\"><circle");
        const std::size_t radius = svg.find(" r=\"", group);
        return group == std::string::npos || radius == std::string::npos ? 0.0 : std::stod(svg.substr(radius + 4));
    };
    constexpr double half_edge_px = 0.7;  // an edge is drawn along its middle
    ASSERT_GT(radius_of("toktogul"), 0.0);
    EXPECT_NEAR((radius_of("nurek") + half_edge_px) / (radius_of("toktogul") + half_edge_px), 2.0, 0.01);
    EXPECT_EQ(svg.find("<g class=\"rogun\"><circle"), std::string::npos);
    expect_trouble(run({"picture", path("map.svg"), "--places-of", path("missing.txt")}), {"missing.txt"});
}

TEST_F(CommandLine, NamesTheWordOfAPictureThatMeansNothing) {
    const std::string out = path("map.svg");
    for (const char* view : {"nowhere", "", "1,2", "1,2,3,4", "300,0,10", "70,40,-5", "70,40,nan", "70,40,5km"}) {
        expect_trouble(run({"picture", out, "--view", view}), {"view", view});
    }
    expect_trouble(run({"picture", out, "--layers", "lakes,moons"}), {"moons", "rivers"});
    expect_trouble(run({"picture", out, "--select", "atlantis"}), {"atlantis", "no such place"});
    EXPECT_FALSE(fs::exists(out));
}

TEST_F(CommandLine, NamesTheMapFileThatCannotBeDrawn) {
    const std::string gpkg = bytes_of(fs::path(DARYA_SOURCE_DIR) / "geodata/central-asia.gpkg");
    const std::vector<std::string> bad{
        path("missing.gpkg"),
        file("empty.gpkg", ""),
        file("cut.gpkg", gpkg.substr(0, 3000)),
        file("text.gpkg", "This is no map."),
        file("empty.geojson", ""),
        file("cut.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Fea)"),
        file("other.geojson", R"({"type": "Topology"})"),
        file("no_shapes.geojson", R"({"type": "FeatureCollection", "features": []})"),
        file("a.shp", "shape"),
    };
    for (const std::string& name : bad) expect_trouble(run({"picture", path("map.svg"), name}), {name});
    EXPECT_FALSE(fs::exists(path("map.svg")));
}

TEST_F(CommandLine, NamesThePlaceWhereAPictureCannotBePut) {
    expect_trouble(run({"picture", path("no/such/folder/map.svg")}), {"no/such/folder", "folder"});
    fs::create_directory(path("taken.svg"));
    expect_trouble(run({"picture", path("taken.svg")}), {"taken.svg", "folder"});
    expect_trouble(run({"picture", "/proc/map.svg", "--size", "64x64"}), {"/proc/map.svg", "could not be written"});
}

TEST_F(CommandLine, DrawsWithAnotherStyleAndNamesTheMistakeInABrokenOne) {
    std::string style = bytes_of(fs::path(DARYA_SOURCE_DIR) / "assets/style/light.toml");
    expect_fine(run({"picture", path("map.svg"), "--size", "64x64", "--style", file("own.toml", style)}));
    expect_trouble(run({"picture", path("a.svg"), "--style", path("missing.toml")}), {"missing.toml", "no such file"});
    expect_trouble(run({"picture", path("a.svg"), "--style", file("empty.toml", "")}), {"empty.toml"});
    expect_trouble(run({"picture", path("a.svg"), "--style", file("cut.toml", style.substr(0, style.size() / 2))}),
                   {"cut.toml"});
    expect_trouble(run({"picture", path("a.svg"), "--style", file("text.toml", "This is no style.")}), {"text.toml"});
    EXPECT_FALSE(fs::exists(path("a.svg")));
}

TEST_F(CommandLine, DrawsWithAThemeByItsName) {
    for (const char* theme : {"light", "dark", "print"}) {
        expect_fine(run({"picture", path("map.svg"), "--size", "64x64", "--style", theme}));
        const std::string style =
            bytes_of(fs::path(DARYA_SOURCE_DIR) / "assets/style" / (std::string(theme) + ".toml"));
        const std::string key = "background = \"";
        const std::string background = style.substr(style.find(key) + key.size(), 7);
        EXPECT_NE(bytes_of(path("map.svg")).find(background), std::string::npos) << theme << ' ' << background;
    }
    expect_trouble(run({"picture", path("b.svg"), "--style", "sepia"}), {"sepia", "light, dark, print"});
}

TEST_F(CommandLine, PutsTheLegendBesideALowMapAndSaysWhatHasNoRoom) {
    const auto draw = [this](const char* size_mm, const std::vector<std::string>& more) {
        std::vector<std::string> words{"picture", path("map.svg"), "--caption", "auto", "--mm", size_mm};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    };
    expect_fine(draw("160x100", {}));
    const std::string svg = bytes_of(path("map.svg"));
    EXPECT_NE(svg.find("id=\"legend\""), std::string::npos);
    EXPECT_NE(svg.find("Borders are drawn as the sources have them."), std::string::npos) << "the end of the caption";
    const base::ChildOutput small = draw("70x50", {});
    EXPECT_EQ(small.exit_code, 0);
    EXPECT_NE(small.standard_error.find("too small for the legend and all of its words"), std::string::npos)
        << small.standard_error;
    expect_fine(draw("160x100", {"--no-legend"}));
}

TEST_F(CommandLine, DrawsTheSameMapLarger) {
    expect_fine(run({"picture", path("map.svg"), "--size", "300x200"}));
    expect_fine(run({"picture", path("large.svg"), "--size", "300x200", "--scale", "2"}));
    std::string map = bytes_of(path("map.svg"));
    const std::string size = "width=\"300\" height=\"200\"";
    ASSERT_NE(map.find(size), std::string::npos);
    map.replace(map.find(size), size.size(), "width=\"600\" height=\"400\"");
    EXPECT_EQ(bytes_of(path("large.svg")), map);
}

TEST_F(CommandLine, SaysWhichFontsToInstallWhereThereAreNone) {
    const std::string none = file("fonts.conf", "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    expect_trouble(run({"picture", path("map.svg"), "--size", "64x64"}, {"FONTCONFIG_FILE=" + none}),
                   {"font", "fonts-noto-core"});
}

TEST_F(CommandLine, DrawsAPngOnADisplayOfItsOwn) {
    if (!has_xvfb()) GTEST_SKIP() << "there is no Xvfb here";
    expect_fine(run({"picture", path("map.png"), "--size", "320x200"}));
    const std::string png = bytes_of(path("map.png"));
    ASSERT_GT(png.size(), 10'000U);
    EXPECT_TRUE(png.starts_with("\x89PNG\r\n\x1A\n"));
    EXPECT_EQ(png.substr(16, 8), std::string("\x00\x00\x01\x40\x00\x00\x00\xC8", 8));  // 320 and 200
}

TEST_F(CommandLine, SaysThatAnSvgNeedsNoDisplayWhereThereIsNoXvfb) {
    // Only env and the program itself can be found.
    const auto output = run({"picture", path("map.png")}, {"PATH=" + path("")});
    expect_trouble(output, {"display", "Xvfb", "svg"});
}

TEST_F(CommandLine, SaysThatAnSvgNeedsNoDisplayWhereXvfbDies) {
    const std::string xvfb = file("Xvfb", "#!/bin/sh\nexit 1\n");
    fs::permissions(xvfb, fs::perms::owner_all);
    const auto output = run({"picture", path("map.png"), "--size", "64x64"}, {"PATH=" + path("") + ":/usr/bin:/bin"});
    expect_trouble(output, {"display", "Xvfb", "svg"});
}

TEST_F(CommandLine, NamesTheShaderThatIsBrokenOrMissing) {
    if (!has_xvfb()) GTEST_SKIP() << "there is no Xvfb here";
    const std::string program = second_home();
    const fs::path shader = fs::path(path("home")) / "shaders/stroke.frag";
    std::ofstream(shader, std::ios::trunc) << "#version 120\nvoid main() { this is no shader }\n";
    expect_trouble(run_program(program, {"picture", path("map.png"), "--size", "64x64"}), {"stroke.frag", "compile"});
    std::ofstream(shader, std::ios::trunc) << "";
    expect_trouble(run_program(program, {"picture", path("map.png"), "--size", "64x64"}), {"stroke"});
    fs::remove(shader);
    expect_trouble(run_program(program, {"picture", path("map.png"), "--size", "64x64"}), {"stroke.frag", "missing"});
    // An SVG asks for no shader.
    expect_fine(run_program(program, {"picture", path("map.svg"), "--size", "64x64"}));
}

TEST_F(CommandLine, NamesTheDataThatAreMissing) {
    const std::string program = second_home();
    fs::remove(path("home/geodata"));
    expect_trouble(run_program(program, {"picture", path("map.svg")}), {"missing", "central-asia.gpkg"});
    fs::create_directory(path("home/geodata"));
    std::ofstream(path("home/geodata/central-asia.gpkg")) << "cut off";
    expect_trouble(run_program(program, {"picture", path("map.svg")}), {"central-asia.gpkg"});
}

TEST_F(CommandLine, WritesPlacesInEveryFormat) {
    const std::string article = file("a.txt", article_text);
    for (const char* format : {"jsonl", "csv", "geojson", "kml", "annotation"}) {
        const auto output = run({"places", "--format", format, article});
        expect_fine(output);
        EXPECT_NE(output.standard_out.find("Rogun"), std::string::npos) << format;
    }
    const auto jsonl = run({"places", article});
    const Json row = Json::parse(lines_of(jsonl.standard_out).at(0));
    EXPECT_EQ(row["type"], "place");
    EXPECT_GT(row["score"], 0.0);
    EXPECT_EQ(row["candidates"][0]["id"], row["id"]);
    EXPECT_EQ(row["settled"], false);
}

TEST_F(CommandLine, FindsPlacesOfOnesOwn) {
    const std::string article = file("a.txt", "A journey\n\nThey left Qumtepa for Rogun.\n");
    const std::string csv = file("own.csv", "name,aliases,lon,lat\nKumtepa,Qumtepa,70.5,38.25\n");
    const std::string geojson = file("own.geojson", R"({"type": "Feature", "properties": {"name": "Qumtepa"},
        "geometry": {"type": "Point", "coordinates": [70.5, 38.25]}})");
    for (const std::string& places : {csv, geojson}) {
        const auto output = run({"places", "--places", places, article});
        expect_fine(output);
        const auto lines = lines_of(output.standard_out);
        ASSERT_EQ(lines.size(), 2U) << output.standard_out;
        const Json row = Json::parse(lines[0]);
        EXPECT_TRUE(row["id"].get<std::string>().starts_with("own:")) << lines[0];
        EXPECT_NEAR(row["lon"], 70.5, 1e-4);
        EXPECT_NEAR(row["lat"], 38.25, 1e-4);
    }
    const auto passages = run({"passages", "--places", csv, "--about", "own:kumtepa", article});
    expect_fine(passages);
    EXPECT_EQ(lines_of(passages.standard_out).size(), 1U);
    const auto picture = run({"picture", path("map.svg"), "--view", "own:kumtepa", "--places", csv, article});
    expect_fine(picture);
    EXPECT_TRUE(fs::exists(path("map.svg")));
}

TEST_F(CommandLine, SaysWhatIsWrongWithPlacesOfOnesOwn) {
    const std::string article = file("a.txt", article_text);
    expect_trouble(run({"places", "--places", path("missing.csv"), article}), {"missing.csv", "no such file"});
    expect_trouble(run({"places", "--places", file("bad.csv", "lon,lat\n1,2\n"), article}), {"bad.csv", "name"});
    const auto output = run({"places", "--places", file("rows.csv", "name\nX\nQumtepa\n"), article});
    EXPECT_EQ(output.exit_code, 0);
    EXPECT_NE(output.standard_error.find("rows.csv: “X” is no name"), std::string::npos) << output.standard_error;
}

TEST_F(CommandLine, AppliesDecisionsWhereTheyAreAskedFor) {
    const std::string article = file("a.txt", "Two dams\n\nRogun is high. Rogun is new.\n");
    const Json decisions{
        {"darya_decisions", 1},
        {"articles",
         {{fs::absolute(article).lexically_normal().string(),
           {{{"quote", {{"exact", "Rogun"}, {"prefix", "Two dams\n\n"}, {"suffix", " is high. Rogun is new.\n"}}},
             {"start", 10},
             {"place", "nurek"}},
            {{"quote", {{"exact", "Rogun"}, {"prefix", "Two dams\n\nRogun is high. "}, {"suffix", " is new.\n"}}},
             {"start", 25},
             {"place", nullptr}}}}}}};
    const std::string kept = file("decisions.json", decisions.dump());
    EXPECT_EQ(lines_of(run({"places", article}).standard_out).size(), 2U);
    const auto output = run({"places", "--decisions", kept, article});
    expect_fine(output);
    const auto lines = lines_of(output.standard_out);
    ASSERT_EQ(lines.size(), 1U) << output.standard_out;
    EXPECT_EQ(Json::parse(lines[0])["id"], "nurek");
    EXPECT_EQ(Json::parse(lines[0])["settled"], true);
    expect_trouble(run({"places", "--decisions", file("bad.json", "{}"), article}), {"bad.json", "no decisions"});
}

}  // namespace
}  // namespace darya
