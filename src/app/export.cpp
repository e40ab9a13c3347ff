#include "app/export.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <system_error>

#include "app/map_places.h"
#include "base/file.h"
#include "writers/places.h"

namespace darya::app {

namespace fs = std::filesystem;

base::Result<fs::path> free_path(const std::string& wished, const fs::path& home) {
    std::error_code trouble;
    fs::path file = wished;
    if (wished == "~" || wished.starts_with("~/"))
        file = home / fs::path(wished.substr(std::min<std::size_t>(wished.size(), 2)));
    if (file.is_relative()) {
        const fs::path documents = home / "Documents";
        file = (fs::is_directory(documents, trouble) ? documents : home) / file;
    }
    file = file.lexically_normal();
    if (!file.has_filename() || fs::is_directory(file, trouble))
        return base::Error{"this is a folder, not a file", file.string(), "give the file a name"};
    if (!fs::is_directory(file.parent_path(), trouble))
        return base::Error{"there is no such folder", file.parent_path().string(), "make it first"};
    const fs::path stem = file.parent_path() / file.stem();
    constexpr int most = 10'000;
    for (int number = 2; fs::exists(file, trouble); ++number) {
        if (number > most) return base::Error{"there are too many files of this name", file.string(), "choose another"};
        const std::string ending = file.extension().string();
        file = stem;
        file += " " + std::to_string(number) + ending;
    }
    return file;
}

base::Result<std::string> export_places(const DataFolders& folders, const reading::Gazetteer& gazetteer,
                                        const std::vector<std::shared_ptr<const reading::Shelf>>& texts,
                                        const std::string& format, const fs::path& file) {
    const auto known = writers::places_format(format);
    if (!known) return base::Error{"there is no such format", format};
    std::set<std::string> ids;
    for (const auto& text : texts) {
        for (const reading::Mention& mention : text->mentions()) {
            const reading::Place& place = gazetteer.place(mention.place);
            if (!place.position) ids.insert(place.id);
        }
    }
    reading::Gazetteer with_points = gazetteer;
    if (!ids.empty()) {
        base::Notes notes;
        auto places = find_on_map(folders, ids, notes);
        if (!places) return places.error();
        with_points.add_map_places(std::move(*places));
    }
    std::ostringstream out;
    writers::PlacesWriter writer(out, *known);
    std::size_t count = 0;
    for (const auto& text : texts) {
        writer.add(*text->article(), text->mentions(), with_points);
        count += text->mentions().size();
    }
    writer.finish();
    if (const auto written = base::write_file(file, std::move(out).str()); !written) return written.error();
    return std::to_string(count) + (count == 1 ? " name of " : " names of ") + std::to_string(texts.size()) +
           (texts.size() == 1 ? " text" : " texts") + (count == 1 ? " is in " : " are in ") + file.string();
}

}  // namespace darya::app
