#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/data_folders.h"
#include "base/result.h"
#include "style/style.h"

namespace darya::app {

/// A look to choose: a style file, known by its name without the ending.
struct Theme {
    std::string name;
    std::filesystem::path file;
};

/// Where a person's own style files lie.
std::filesystem::path persons_styles();

/// What there is to choose: light, dark and print, then the others by name. A person's file that goes by the name of one
/// of the program's stands in its place. Folders that are missing hold none.
std::vector<Theme> find_themes(const DataFolders& folders, const std::filesystem::path& persons = persons_styles());

/// The file of a theme, by its name; or a file of its own, by its path.
base::Result<std::filesystem::path> file_of_style(const std::vector<Theme>& themes, const std::string& name_or_file);

/// Reads a style file anew each time it was saved. Looks at its time and size a few times a second, never at its bytes
/// before these rest, so that a file that is just being written is not taken for a broken one.
class StyleWatch {
public:
    /// The file as it is now counts as read.
    explicit StyleWatch(std::filesystem::path file);

    const std::filesystem::path& file() const { return file_; }
    /// What was read, or why not; nothing while the file is as it was. To be asked as often as one likes.
    std::optional<base::Result<style::Style>> look(double now_s);

private:
    /// Nothing where there is no file.
    using Stamp = std::optional<std::pair<std::filesystem::file_time_type, std::uintmax_t>>;
    Stamp stamp() const;

    std::filesystem::path file_;
    Stamp read_;  // of what was read last
    Stamp seen_;  // at the last look
    double next_look_s_ = 0.0;
};

}  // namespace darya::app
