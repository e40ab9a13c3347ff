#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

#include <gtest/gtest.h>

#include "fuzz.h"

namespace {

namespace fs = std::filesystem;

#define DARYA_TEXT_OF(name) #name
#define DARYA_TEXT(name) DARYA_TEXT_OF(name)

/// Short ones first, long ones cut: what a parser does wrong shows in small inputs.
std::vector<std::string> read_seeds() {
    constexpr std::size_t most_bytes = 3000;
    std::vector<fs::path> files;
    std::stringstream folders(DARYA_FUZZ_SEEDS);
    for (std::string folder; std::getline(folders, folder, ':');) {
        const fs::path path = fs::path(DARYA_SOURCE_DIR) / folder;
        if (folder.empty() || !fs::is_directory(path)) continue;
        for (const auto& entry : fs::directory_iterator(path)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds{""};
    for (const fs::path& file : files) {
        std::ostringstream bytes;
        bytes << std::ifstream(file, std::ios::binary).rdbuf();
        seeds.push_back(bytes.str().substr(0, most_bytes));
    }
    return seeds;
}

/// One seed, changed in a few places in the ways that break parsers.
std::string changed(const std::vector<std::string>& seeds, unsigned seed) {
    static const std::vector<std::string> pieces{std::string(1, '\0'),
                                                 "\xFF",
                                                 "\xEF\xBB\xBF",
                                                 "\xD0",
                                                 "\xF4\x90\x80\x80",
                                                 "\xED\xA0\x80",
                                                 "\"",
                                                 "\"\"",
                                                 "\n",
                                                 "\r",
                                                 "\r\n",
                                                 "\n\n",
                                                 ",",
                                                 "---\n",
                                                 ":",
                                                 "[",
                                                 "]",
                                                 "[1]",
                                                 "[99999999999]",
                                                 "{",
                                                 "}",
                                                 "-",
                                                 "#",
                                                 "1e999",
                                                 "-1e9",
                                                 "NaN",
                                                 "999999999999999999999",
                                                 "null",
                                                 "true",
                                                 "\\u0000",
                                                 "\\",
                                                 "'",
                                                 "=",
                                                 "|",
                                                 "<",
                                                 ">",
                                                 "</",
                                                 "<p>",
                                                 "<!--",
                                                 "**",
                                                 "](",
                                                 "`",
                                                 "\xC2\xAD",
                                                 "\xCC\x81",
                                                 "\xE2\x80\x94",
                                                 "\xEF\xB7\xBA",
                                                 "Rogun",
                                                 "kambarata",
                                                 std::string(300, 'a'),
                                                 std::string(300, '[')};
    std::mt19937 random(seed);
    const auto below = [&random](std::size_t end) { return end == 0 ? 0 : random() % end; };
    std::string text = seeds[below(seeds.size())];
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
        const std::size_t at = below(text.size() + 1);
        switch (below(6)) {
            case 0:
                text.insert(at, pieces[below(pieces.size())]);
                break;
            case 1:
                if (at < text.size()) text[at] = static_cast<char>(random());
                break;
            case 2:
                text.erase(at, below(40));
                break;
            case 3:
                text.insert(below(text.size() + 1), text.substr(at, below(60)));
                break;
            case 4:
                text.resize(at);
                break;
            default: {
                const std::string& other = seeds[below(seeds.size())];
                text.insert(at, other.substr(below(other.size() + 1), below(200)));
            }
        }
    }
    return text;
}

void feed(const std::string& text) {
    // A copy of its very size on the heap, so that a read past its end is seen.
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    EXPECT_EQ(LLVMFuzzerTestOneInput(bytes.data(), bytes.size()), 0);
}

TEST(DARYA_FUZZ_NAME, LivesThroughItsSeedsAndTwoThousandChangesOfThem) {
    const auto seeds = read_seeds();
    ASSERT_GT(seeds.size(), 1U) << "there are no seeds in " << DARYA_FUZZ_SEEDS;
    // Should the program end here, the input lies in this file.
    const fs::path last =
        fs::temp_directory_path() / ("darya-fuzz-" DARYA_TEXT(DARYA_FUZZ_NAME) "-" + std::to_string(::getpid()));
    for (const std::string& seed : seeds) feed(seed);
    for (unsigned seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        const std::string text = changed(seeds, seed);
        std::ofstream(last, std::ios::binary) << text;
        feed(text);
    }
    fs::remove(last);
}

}  // namespace
