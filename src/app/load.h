#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/data_folders.h"
#include "base/notes.h"
#include "base/result.h"
#include "reading/article.h"
#include "reading/gazetteer.h"
#include "reading/mentions.h"
#include "scene/map_data.h"
#include "style/style.h"

namespace darya::app {

namespace fs = std::filesystem;

/// Reads the atlas' own map from its files and works out what drawing needs (`load_map` of app/built_map need not). Cost:
/// some tenths of a second; for a worker.
base::Result<std::shared_ptr<const scene::MapData>> read_map(const DataFolders& folders, base::Notes& notes);

base::Result<style::Style> load_style(const fs::path& file);

/// The places that only the map knows (towns, lakes, provinces, small rivers), with what its attributes say of them.
std::vector<reading::Place> places_of(const scene::MapData& map);

/// An article and the names found in it.
struct LoadedArticle {
    std::shared_ptr<const reading::Article> article;
    std::vector<reading::Mention> mentions;
};

/// Reads a text of any format without looking for names in it. `encoding` forces one (reading/encoding.h).
base::Result<reading::Article> read_article(const fs::path& file, base::Notes& notes, std::string_view encoding = {});

base::Result<LoadedArticle> load_article(const fs::path& file, const reading::NameFinder& finder, base::Notes& notes,
                                         std::string_view encoding = {});

/// The program's own texts, by file name; one that cannot be read is a note.
std::vector<LoadedArticle> load_own_articles(const fs::path& folder, const reading::NameFinder& finder,
                                             base::Notes& notes);

/// Whether a file goes by the name of a map file (.gpkg, .geojson, .shp, …); anything else is tried as a text.
bool is_map_file(const fs::path& file);

}  // namespace darya::app
