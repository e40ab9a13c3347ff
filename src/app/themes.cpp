#include "app/themes.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "app/load.h"
#include "base/file.h"

namespace darya::app {

namespace {

/// The program's own, in the order in which they are offered.
constexpr std::array<const char*, 3> first_names{"light", "dark", "print"};

std::vector<Theme> themes_in(const fs::path& folder) {
    std::vector<Theme> themes;
    std::error_code trouble;
    for (fs::directory_iterator at(folder, trouble), end; !trouble && at != end; at.increment(trouble)) {
        const fs::path& file = at->path();
        constexpr std::size_t most = 200;
        if (file.extension() != ".toml" || file.stem().string().starts_with('.') || themes.size() >= most) continue;
        // The session keeps a name, and takes none that could be a path.
        const std::string name = file.stem().string();
        if (name.find_first_of("\\.") == std::string::npos) themes.push_back({name, file});
    }
    return themes;
}

std::size_t rank_of(const Theme& theme) {
    const auto* const found = std::find(first_names.begin(), first_names.end(), theme.name);
    return static_cast<std::size_t>(found - first_names.begin());
}

}  // namespace

fs::path persons_styles() {
    return base::config_folder() / "style";
}

std::vector<Theme> find_themes(const DataFolders& folders, const fs::path& persons) {
    std::vector<Theme> themes = themes_in(persons);
    for (Theme& own : themes_in(folders.styles())) {
        const bool is_replaced =
            std::any_of(themes.begin(), themes.end(), [&own](const Theme& theme) { return theme.name == own.name; });
        if (!is_replaced) themes.push_back(std::move(own));
    }
    std::sort(themes.begin(), themes.end(), [](const Theme& a, const Theme& b) {
        return std::pair(rank_of(a), a.name) < std::pair(rank_of(b), b.name);
    });
    return themes;
}

base::Result<fs::path> file_of_style(const std::vector<Theme>& themes, const std::string& name_or_file) {
    std::string known;
    for (const Theme& theme : themes) {
        if (theme.name == name_or_file) return theme.file;
        known += (known.empty() ? "" : ", ") + theme.name;
    }
    const bool is_name = name_or_file.find_first_of("/.") == std::string::npos;
    std::error_code trouble;
    if (is_name && !fs::exists(name_or_file, trouble)) {
        return base::Error{"there is no such style", name_or_file,
                           "the styles are " + known + "; a file of your own goes into " + persons_styles().string()};
    }
    return fs::path(name_or_file);
}

StyleWatch::StyleWatch(fs::path file) : file_(std::move(file)), read_(stamp()), seen_(read_) {}

StyleWatch::Stamp StyleWatch::stamp() const {
    std::error_code trouble;
    const auto time = fs::last_write_time(file_, trouble);
    if (trouble) return std::nullopt;
    const auto size = fs::file_size(file_, trouble);
    if (trouble) return std::nullopt;
    return std::pair(time, size);
}

std::optional<base::Result<style::Style>> StyleWatch::look(double now_s) {
    constexpr double between_looks_s = 0.2;
    if (now_s < next_look_s_) return std::nullopt;
    next_look_s_ = now_s + between_looks_s;
    const Stamp now = stamp();
    const bool is_at_rest = now == std::exchange(seen_, now);
    if (!is_at_rest || now == read_) return std::nullopt;
    read_ = now;
    return load_style(file_);
}

}  // namespace darya::app
