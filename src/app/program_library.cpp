// What the program does beside the window for its library: folders read, the index kept up, searches answered.
#include <algorithm>
#include <atomic>
#include <span>

#include "app/folder.h"
#include "app/program.h"

namespace darya::app {

void Program::start_search() {
    auto index = reading::SearchIndex::make();
    if (index) {
        index_ = *index;
    } else {
        apply(atlas::Tell{index.error()});
    }
    learn_place_names();
}

void Program::learn_place_names() {
    search_jobs_.start(
        [gazetteer = atlas_.gazetteer] { return std::make_shared<const reading::PlaceNames>(gazetteer); },
        [this](std::shared_ptr<const reading::PlaceNames> names) { place_names_ = std::move(names); });
}

void Program::update_index() {
    is_index_behind_ = true;
    if (is_index_updating_ || !index_) return;
    is_index_updating_ = true;
    is_index_behind_ = false;
    index_jobs_.start([index = index_, library = atlas_.library] { index->update(library); },
                      [this] {
                          is_index_updating_ = false;
                          if (is_index_behind_) return update_index();
                          // What is being looked for may stand in what has come in.
                          if (!atlas_.searched.empty()) run_search(atlas_.searched);
                      });
}

void Program::run_search(const std::string& typed) {
    search_jobs_.start(
        [index = index_, library = atlas_.library, gazetteer = atlas_.gazetteer, names = place_names_, typed] {
            // The first search may come before the names are ready; then they are made once more.
            const auto known = names ? names : std::make_shared<const reading::PlaceNames>(gazetteer);
            if (index) return std::make_shared<const reading::SearchAnswer>(index->search(typed, library, *known));
            reading::SearchAnswer answer;
            answer.typed = typed;
            answer.places = known->find(typed, 12);
            return std::make_shared<const reading::SearchAnswer>(std::move(answer));
        },
        [this](std::shared_ptr<const reading::SearchAnswer> answer) { apply(atlas::TakeAnswer{std::move(answer)}); });
}

/// A folder that is being read: its files go to the worker in parts, two at a time, so that it never waits for the window.
struct Program::FolderWork {
    std::filesystem::path folder;
    std::vector<std::filesystem::path> files;
    std::size_t next = 0;
    std::atomic<bool> is_cancelled = false;
};

void Program::read_folder(const std::filesystem::path& folder) {
    stop_reading_folder();
    const auto work = std::make_shared<FolderWork>();
    work->folder = folder;
    folder_work_ = work;
    folder_jobs_.start([work] { return list_articles(work->folder, work->is_cancelled); },
                       [this, work](std::vector<std::filesystem::path> files) {
                           if (folder_work_ != work) return;
                           work->files = std::move(files);
                           apply(atlas::FolderListed{work->folder, work->files.size()});
                           read_next_part(work);
                           read_next_part(work);
                       });
}

void Program::read_next_part(const std::shared_ptr<FolderWork>& work) {
    if (work->next >= work->files.size()) return;
    constexpr std::size_t part_size = 50;
    const std::size_t first = work->next;
    const std::size_t count = std::min(part_size, work->files.size() - first);
    work->next += count;
    folder_jobs_.start(
        [work, first, count, finder = finder_] {
            return read_part(std::span(work->files).subspan(first, count), *finder, work->is_cancelled);
        },
        [this, work, finder = finder_](FolderPart part) {
            if (folder_work_ != work) return;
            std::vector<std::string> files;
            for (const auto& shelf : part.shelves) files.push_back(shelf->article()->file);
            apply(atlas::FolderPartRead{work->folder, part.file_count, std::move(part.shelves),
                                        std::move(part.troubles)});
            // Read with names that are not the present ones.
            for (const std::string& file : files) {
                const auto id = atlas_.library.find_file(file);
                if (finder != finder_ && id) read_again({*id});
            }
            read_next_part(work);
        });
}

void Program::stop_reading_folder() {
    if (folder_work_) folder_work_->is_cancelled = true;
    folder_work_.reset();
}

}  // namespace darya::app
