// Keeps the house as src/README.md and src/CMakeLists.txt draw it. Reads the source files as text and links no room.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path source_dir = DARYA_SOURCE_DIR;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::vector<std::string> lines;
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// Files under `folder` whose extension is one of `extensions`, sorted; none where there is no such folder.
std::vector<fs::path> files_under(const fs::path& folder, const std::set<std::string>& extensions) {
    std::vector<fs::path> files;
    if (!fs::is_directory(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && extensions.contains(entry.path().extension().string())) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

struct Room {
    std::string name;
    std::vector<std::string> may_use;
    std::vector<std::string> libraries;
};

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The add_room lines of src/CMakeLists.txt, lowest floor first.
std::vector<Room> floor_plan() {
    std::vector<Room> rooms;
    const std::regex call(R"(^add_room\(\s*(\w+)([^)]*)\))");
    for (const std::string& line : lines_of(source_dir / "src/CMakeLists.txt")) {
        std::smatch match;
        if (!std::regex_search(line, match, call)) continue;
        Room room{match[1], {}, {}};
        std::vector<std::string>* list = nullptr;
        std::istringstream words(match[2]);
        for (std::string word; words >> word;) {
            if (word == "MAY_USE" || word == "LOADS") {
                list = &room.may_use;
            } else if (word == "LIBRARIES") {
                list = &room.libraries;
            } else if (list != nullptr) {
                list->push_back(word);
            }
        }
        rooms.push_back(room);
    }
    return rooms;
}

struct Include {
    std::string path;
    bool quoted;
    int line;
};

std::vector<Include> includes_of(const fs::path& file) {
    std::vector<Include> includes;
    const std::regex directive(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    int number = 0;
    for (const std::string& line : lines_of(file)) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, directive)) includes.push_back({match[2], match[1] == "\"", number});
    }
    return includes;
}

/// The libraries that a header belongs to, as src/CMakeLists.txt spells them; any one of them allows the header.
/// Empty for the standard library and the system; nothing for a header of a library that no room may name.
std::optional<std::vector<std::string>> libraries_of(const std::string& header) {
    static const std::vector<std::pair<std::regex, std::vector<std::string>>> known = {
        {std::regex("(gdal|ogr|cpl_).*"), {"GDAL::GDAL"}},
        {std::regex("SFML/Graphics.*"), {"sfml-graphics"}},
        {std::regex("SFML/(Window|OpenGL).*"), {"sfml-window"}},
        {std::regex("SFML/(System|Config).*"), {"sfml-graphics", "sfml-window"}},
        {std::regex("GL/.*"), {"OpenGL::GL"}},
        {std::regex("(backends/)?(imgui|imstb).*"), {"darya_imgui"}},
        {std::regex("unicode/.*"), {"ICU::uc"}},
        {std::regex("sqlite3.*"), {"SQLite::SQLite3"}},
        {std::regex("toml\\+\\+/.*"), {"tomlplusplus::tomlplusplus"}},
        {std::regex("nlohmann/.*"), {"nlohmann_json::nlohmann_json"}},
        {std::regex("CLI/.*"), {"CLI11::CLI11"}},
        {std::regex("fontconfig/.*"), {"Fontconfig::Fontconfig"}},
        {std::regex("png\\.h"), {"PNG::PNG"}},
        {std::regex("libxml/.*"), {"LibXml2::LibXml2"}},
        {std::regex("zip\\.h"), {"PkgConfig::LibZip"}},
        {std::regex("X11/.*"), {"X11::X11"}},
        {std::regex("ft2build\\.h|freetype/.*|freetype2/.*"), {"Freetype::Freetype"}},
    };
    for (const auto& [pattern, libraries] : known) {
        if (std::regex_match(header, pattern)) return libraries;
    }
    // The standard library: no dot and no slash. The system: what POSIX and Linux offer.
    static const std::regex standard("[a-z_]+");
    static const std::regex system(
        "(sys|arpa|netinet|linux)/"
        "[a-z_]+\\.h|(unistd|fcntl|poll|spawn|signal|dlfcn|pwd|grp|glob|fnmatch|termios|langinfo|pthread|sched)\\.h");
    if (std::regex_match(header, standard) || std::regex_match(header, system)) return std::vector<std::string>{};
    return std::nullopt;
}

std::string at(const fs::path& file, int line) {
    return fs::relative(file, source_dir).string() + ":" + std::to_string(line);
}

/// Files that belong to the project: what git tracks, or, outside a checkout, all but build and hidden folders.
std::vector<fs::path> project_files() {
    std::vector<fs::path> files;
    const std::string command = "git -C '" + source_dir.string() + "' ls-files -z 2>/dev/null";
    if (std::FILE* const pipe = popen(command.c_str(), "r")) {
        std::string name;
        for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) {
            if (letter != '\0') {
                name.push_back(static_cast<char>(letter));
            } else {
                if (fs::is_regular_file(source_dir / name)) files.push_back(source_dir / name);
                name.clear();
            }
        }
        pclose(pipe);
    }
    if (!files.empty()) return files;
    for (auto entry = fs::recursive_directory_iterator(source_dir); entry != fs::recursive_directory_iterator();
         ++entry) {
        const std::string name = entry->path().filename().string();
        if (entry->is_directory() && (name == "build" || name.starts_with('.'))) entry.disable_recursion_pending();
        if (entry->is_regular_file()) files.push_back(entry->path());
    }
    return files;
}

TEST(House, HasTwelveRoomsAndEachUsesOnlyRoomsBelowIt) {
    const auto rooms = floor_plan();
    EXPECT_EQ(rooms.size(), 12U);
    std::vector<std::string> below;
    for (const Room& room : rooms) {
        for (const std::string& used : room.may_use) {
            EXPECT_TRUE(contains(below, used)) << room.name << " may use " << used << ", which is not below it";
        }
        EXPECT_TRUE(fs::is_directory(source_dir / "src" / room.name)) << "there is no src/" << room.name;
        below.push_back(room.name);
    }
}

TEST(House, HasNoFolderThatIsNotARoom) {
    std::vector<std::string> names;
    for (const Room& room : floor_plan()) names.push_back(room.name);
    for (const auto& entry : fs::directory_iterator(source_dir / "src")) {
        if (!entry.is_directory()) continue;
        EXPECT_TRUE(contains(names, entry.path().filename().string()))
            << entry.path() << " has no add_room line in src/CMakeLists.txt";
    }
}

TEST(House, NoIncludeGoesUpstairs) {
    for (const Room& room : floor_plan()) {
        for (const fs::path& file : files_under(source_dir / "src" / room.name, {".h", ".cpp"})) {
            for (const Include& include : includes_of(file)) {
                if (!include.quoted) continue;
                const std::string target = include.path.substr(0, include.path.find('/'));
                EXPECT_TRUE(fs::exists(source_dir / "src" / include.path))
                    << at(file, include.line) << ": \"" << include.path << "\" is not written from src/";
                EXPECT_TRUE(target == room.name || contains(room.may_use, target))
                    << at(file, include.line) << ": " << room.name << " may not use " << target;
            }
        }
    }
}

TEST(House, EachLibraryIsNamedOnlyInItsRooms) {
    for (const Room& room : floor_plan()) {
        for (const fs::path& file : files_under(source_dir / "src" / room.name, {".h", ".cpp"})) {
            for (const Include& include : includes_of(file)) {
                if (include.quoted) continue;
                const auto libraries = libraries_of(include.path);
                ASSERT_TRUE(libraries.has_value())
                    << at(file, include.line) << ": <" << include.path << "> belongs to no library of the floor plan";
                const bool is_allowed = libraries->empty() || std::any_of(libraries->begin(), libraries->end(),
                                                                          [&](const std::string& library) {
                                                                              return contains(room.libraries, library);
                                                                          });
                EXPECT_TRUE(is_allowed) << at(file, include.line) << ": " << room.name << " may not name <"
                                        << include.path << ">";
            }
        }
    }
}

// The files are compiled by the objects darya_<room>_headers_alone that these tests depend on; here we see that none
// was left out.
TEST(House, EveryHeaderIsCompiledAlone) {
    for (const Room& room : floor_plan()) {
        for (const fs::path& header : files_under(source_dir / "src" / room.name, {".h"})) {
            std::string name = fs::relative(header, source_dir / "src").string();
            const std::string include = "#include \"" + name + "\"\n";
            std::replace(name.begin(), name.end(), '/', '_');
            EXPECT_EQ(text_of(fs::path(DARYA_BUILD_DIR) / "tests/headers_alone" / (name + ".cpp")), include)
                << header << " is newer than the build; build again";
        }
    }
}

TEST(House, EveryHeaderIsIncludedOnce) {
    for (const fs::path& header : files_under(source_dir / "src", {".h"})) {
        EXPECT_NE(text_of(header).find("#pragma once"), std::string::npos) << header;
    }
}

TEST(House, EveryFileLivesInTheNamespaceOfItsRoom) {
    for (const Room& room : floor_plan()) {
        for (const fs::path& file : files_under(source_dir / "src" / room.name, {".h", ".cpp"})) {
            EXPECT_NE(text_of(file).find("namespace darya::" + room.name), std::string::npos) << file;
        }
    }
}

// A file that is longer has more than one idea in it.
TEST(House, NoFileIsLongerThanSixHundredLines) {
    for (const fs::path& file : files_under(source_dir / "src", {".h", ".cpp"})) {
        EXPECT_LE(lines_of(file).size(), 600U) << file;
    }
}

// "| `geo/` | geometry on … | base |" says the same as "add_room(geo MAY_USE base)", in the same order.
TEST(House, ThePictureInTheReadmeIsTheFloorPlan) {
    std::vector<std::pair<std::string, std::vector<std::string>>> drawn;
    const std::regex row(R"(^\| `(\w+)/` \|[^|]*\|([^|]*)\|)");
    for (const std::string& line : lines_of(source_dir / "src/README.md")) {
        std::smatch match;
        if (!std::regex_search(line, match, row)) continue;
        std::vector<std::string> may_use;
        std::istringstream words(match[2]);
        for (std::string word; words >> word;) {
            if (word != "-") may_use.push_back(word);
        }
        drawn.emplace_back(match[1], may_use);
    }
    const auto rooms = floor_plan();
    ASSERT_EQ(drawn.size(), rooms.size());
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        EXPECT_EQ(drawn[i].first, rooms[i].name);
        if (drawn[i].second == std::vector<std::string>{"all"}) {
            EXPECT_EQ(rooms[i].may_use.size(), i) << rooms[i].name << " does not use all rooms below it";
        } else {
            EXPECT_EQ(drawn[i].second, rooms[i].may_use) << rooms[i].name;
        }
    }
}

TEST(House, EveryShaderSaysItsContractOnTop) {
    for (const fs::path& shader : files_under(source_dir / "shaders", {".vert", ".frag"})) {
        const auto lines = lines_of(shader);
        ASSERT_GE(lines.size(), 2U) << shader;
        EXPECT_TRUE(lines[0].starts_with("#version 1")) << shader << " has no version in its first line";
        EXPECT_TRUE(lines[1].starts_with("// " + shader.filename().string() + " -- "))
            << shader << " does not say what it is for in its second line";
    }
}

// A path of one developer's machine works on that machine only.
TEST(House, NoTextNamesAPathOfSomebodysMachine) {
    const std::set<std::string> binary = {".png", ".gpkg", ".ttf", ".otf", ".ico", ".zip", ".gz", ".pdf"};
    const std::regex path("(^|[^A-Za-z0-9_.}/~-])/(home|root|work|Users)/[A-Za-z0-9_.]");
    for (const fs::path& file : project_files()) {
        if (binary.contains(file.extension().string())) continue;
        int number = 0;
        for (const std::string& line : lines_of(file)) {
            ++number;
            if (line.size() > 2000) continue;  // data, not text
            EXPECT_FALSE(std::regex_search(line, path)) << at(file, number) << ": " << line;
        }
    }
}

}  // namespace
