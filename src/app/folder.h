#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "reading/library.h"
#include "reading/mentions.h"

namespace darya::app {

namespace fs = std::filesystem;

/// Whether a file goes by the name of an article (.txt, .md, .html, …).
bool is_article_file(const fs::path& file);

/// The articles in a folder and in those within it, sorted by path. Hidden files and folders, links to folders (so no walk
/// goes round in a loop), pipes and devices are passed over, as is what may not be looked into; at most 100,000 are
/// given. Ends early, with what it has, once `is_cancelled`.
std::vector<fs::path> list_articles(const fs::path& folder, const std::atomic<bool>& is_cancelled);

/// Some files of a folder, read.
struct FolderPart {
    std::size_t file_count = 0;
    std::vector<std::shared_ptr<const reading::Shelf>> shelves;
    std::vector<base::Error> troubles;  // one for each file that could not be read
};

/// Reads the files, finds the names in them and makes their shelves; ends early once `is_cancelled`.
FolderPart read_part(std::span<const fs::path> files, const reading::NameFinder& finder,
                     const std::atomic<bool>& is_cancelled);

}  // namespace darya::app
