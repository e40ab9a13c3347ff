#include "app/folder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>

#include "app/load.h"
#include "base/notes.h"

namespace darya::app {

bool is_article_file(const fs::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array known{".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"};
    return std::find(known.begin(), known.end(), ending) != known.end();
}

std::vector<fs::path> list_articles(const fs::path& folder, const std::atomic<bool>& is_cancelled) {
    constexpr std::size_t most_files = 100'000;
    std::vector<fs::path> files;
    std::error_code trouble;
    // Links to folders are not followed by itself.
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, trouble);
    const fs::recursive_directory_iterator end;
    while (!trouble && entry != end && files.size() < most_files && !is_cancelled.load()) {
        const fs::path& path = entry->path();
        std::error_code foreign;
        const bool is_hidden = path.filename().string().starts_with('.');
        if (is_hidden) {
            if (entry->is_directory(foreign)) entry.disable_recursion_pending();
        } else if (is_article_file(path) && entry->is_regular_file(foreign)) {
            files.push_back(path);
        }
        entry.increment(trouble);
    }
    std::sort(files.begin(), files.end());
    return files;
}

FolderPart read_part(std::span<const fs::path> files, const reading::NameFinder& finder,
                     const std::atomic<bool>& is_cancelled) {
    FolderPart part;
    base::Notes notes;  // small oddities of one of thousands are nobody's concern
    for (const fs::path& file : files) {
        if (is_cancelled.load()) break;
        ++part.file_count;
        auto loaded = load_article(file, finder, notes);
        if (loaded) {
            part.shelves.push_back(
                std::make_shared<const reading::Shelf>(std::move(loaded->article), std::move(loaded->mentions)));
        } else {
            part.troubles.push_back(loaded.error());
        }
    }
    return part;
}

}  // namespace darya::app
