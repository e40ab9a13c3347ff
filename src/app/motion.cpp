#include "app/motion.h"

#include <cctype>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/child.h"
#include "base/file.h"

namespace darya::app {

namespace {

namespace fs = std::filesystem;

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// The value of a key in a group of a file of "[group]" and "key=value" lines.
std::optional<std::string> value_in(const fs::path& file, std::string_view group, std::string_view key) {
    std::error_code trouble;
    if (!fs::is_regular_file(file, trouble)) return std::nullopt;
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    const auto bytes = base::read_file(file, most_bytes);
    if (!bytes) return std::nullopt;
    std::string_view rest = *bytes;
    bool is_in_group = false;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.starts_with('[')) is_in_group = line == "[" + std::string(group) + "]";
        const std::size_t equals = line.find('=');
        if (!is_in_group || equals == std::string_view::npos || trimmed(line.substr(0, equals)) != key) continue;
        return std::string(trimmed(line.substr(equals + 1)));
    }
    return std::nullopt;
}

/// $XDG_CONFIG_HOME, or ~/.config.
fs::path config_home() {
    return base::config_folder().parent_path();
}

}  // namespace

std::optional<bool> less_motion_in_files(const fs::path& config) {
    if (const auto factor = value_in(config / "kdeglobals", "KDE", "AnimationDurationFactor"))
        return std::strtod(factor->c_str(), nullptr) <= 0.0;
    for (const char* const folder : {"gtk-4.0", "gtk-3.0"}) {
        if (const auto is_on = value_in(config / folder / "settings.ini", "Settings", "gtk-enable-animations"))
            return *is_on == "0" || *is_on == "false" || *is_on == "FALSE";
    }
    return std::nullopt;
}

bool desktop_wants_less_motion() {
    const base::ChildLimits limits{.time_s = 2.0, .most_output_bytes = 4096};
    const auto said = base::run_child({"gsettings", "get", "org.gnome.desktop.interface", "enable-animations"}, limits);
    if (said && said->exit_code == 0 && said->standard_out.starts_with("false")) return true;
    return less_motion_in_files(config_home()).value_or(false);
}

}  // namespace darya::app
