#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace darya::tests {

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Compares a text byte for byte with tests/golden/NAME. With UPDATE_GOLDEN=1 in the environment the file is rewritten
/// instead (look at what changed before it goes in). On failure the text that came out is kept in the build folder.
inline void expect_golden(const std::string& name, const std::string& actual) {
    namespace fs = std::filesystem;
    const fs::path file = fs::path(DARYA_SOURCE_DIR) / "tests/golden" / name;
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary | std::ios::trunc) << actual;
        return;
    }
    const std::string expected = bytes_of(file);
    if (actual == expected) return;
    const fs::path kept = fs::path(DARYA_BUILD_DIR) / "tests/golden" / name;
    fs::create_directories(kept.parent_path());
    std::ofstream(kept, std::ios::binary | std::ios::trunc) << actual;

    const auto lines_of = [](const std::string& text) {
        std::vector<std::string> lines;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    };
    const auto wanted = lines_of(expected);
    const auto got = lines_of(actual);
    std::size_t line = 0;
    while (line < wanted.size() && line < got.size() && wanted[line] == got[line]) ++line;
    const auto line_in = [line](const std::vector<std::string>& lines) {
        return line < lines.size() ? lines[line] : std::string("(no such line)");
    };
    ADD_FAILURE() << name << " differs from line " << line + 1 << " on\n  expected: " << line_in(wanted)
                  << "\n  actual:   " << line_in(got) << "\n  all of it: " << kept.string()
                  << "\n  UPDATE_GOLDEN=1 takes it as the new expectation";
}

}  // namespace darya::tests
