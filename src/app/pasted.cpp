#include "app/pasted.h"

#include <charconv>
#include <ctime>
#include <system_error>

#include "base/file.h"

namespace darya::app {

namespace {

namespace fs = std::filesystem;

/// "%20" as a space.
std::string without_escapes(std::string_view address) {
    std::string path;
    for (std::size_t i = 0; i < address.size(); ++i) {
        unsigned value = 0;
        const bool is_escape =
            address[i] == '%' && i + 2 < address.size() &&
            std::from_chars(address.data() + i + 1, address.data() + i + 3, value, 16).ptr == address.data() + i + 3;
        path += is_escape ? static_cast<char>(value) : address[i];
        if (is_escape) i += 2;
    }
    return path;
}

}  // namespace

std::vector<fs::path> files_named_in(std::string_view text) {
    constexpr std::size_t most_bytes = std::size_t{64} << 10U;  // a list of paths, not a text
    if (text.size() > most_bytes) return {};
    std::vector<fs::path> files;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (line.empty()) continue;
        constexpr std::string_view scheme = "file://";
        const fs::path file =
            line.starts_with(scheme) ? fs::path(without_escapes(line.substr(scheme.size()))) : fs::path(line);
        std::error_code trouble;
        if (!file.is_absolute() || !fs::exists(file, trouble)) return {};
        files.push_back(file);
    }
    return files;
}

base::Result<fs::path> keep_pasted(std::string_view text, const fs::path& folder) {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char moment[32];
    std::strftime(moment, sizeof moment, "%Y-%m-%d %H.%M.%S", &local);
    std::error_code trouble;
    fs::create_directories(folder, trouble);
    fs::path file = folder / ("pasted " + std::string(moment) + ".txt");
    for (int number = 2; fs::exists(file, trouble); ++number)
        file = folder / ("pasted " + std::string(moment) + " (" + std::to_string(number) + ").txt");
    const auto written = base::write_file(file, text);
    if (!written) return written.error();
    return file;
}

}  // namespace darya::app
