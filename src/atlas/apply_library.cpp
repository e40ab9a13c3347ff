#include <algorithm>

#include "atlas/apply_parts.h"
#include "atlas/settle.h"
#include "reading/decisions.h"

namespace darya::atlas {

void carry_out(Atlas& atlas, const AddArticles& add, Now) {
    atlas.library = atlas.library.with_all(add.shelves);
    for (const auto& shelf : add.shelves) {
        if (!atlas.decisions->of(reading::article_key(*shelf->article())).empty()) add_decided(atlas, shelf);
    }
}

namespace {

bool is_reading(const Atlas& atlas, const fs::path& folder) {
    return atlas.folder_reading && !atlas.folder_reading->is_over && atlas.folder_reading->folder == folder.string();
}

}  // namespace

void carry_out(Atlas& atlas, const OpenFolder& open, Now now) {
    if (atlas.folder_reading && !atlas.folder_reading->is_over) {
        atlas.waiting_folders.push_back(open);
        return;
    }
    FolderReading reading;
    reading.folder = open.folder.string();
    reading.is_asked_for = open.is_asked_for;
    if (std::find(atlas.folders.begin(), atlas.folders.end(), reading.folder) == atlas.folders.end())
        atlas.folders.push_back(reading.folder);
    if (open.is_asked_for) atlas.left_tab = LeftTab::library;
    atlas.folder_reading = std::move(reading);
    now.requests.push_back(ReadFolder{open.folder});
}

namespace {

void open_next_folder(Atlas& atlas, Now now) {
    if (atlas.waiting_folders.empty()) return;
    const OpenFolder next = atlas.waiting_folders.front();
    atlas.waiting_folders.erase(atlas.waiting_folders.begin());
    carry_out(atlas, next, now);
}

}  // namespace

void carry_out(Atlas& atlas, const CancelFolder&, Now now) {
    if (!atlas.folder_reading || atlas.folder_reading->is_over) return;
    now.requests.push_back(StopReadingFolder{});
    std::erase(atlas.folders, atlas.folder_reading->folder);
    atlas.folder_reading.reset();
    open_next_folder(atlas, now);
}

namespace {

/// At the end one notice says how it went.

void tell_of_folder(Atlas& atlas, Now now) {
    const FolderReading& reading = *atlas.folder_reading;
    if (reading.file_count == 0) {
        atlas.notices.push_back({atlas.next_notice++, "There is no article in " + reading.folder, true, now.time_s});
        return;
    }
    const bool is_worth_saying = reading.is_asked_for || !reading.troubles.empty();
    if (!is_worth_saying) return;
    const std::size_t count = reading.opened_count;
    std::string text = std::to_string(count) + (count == 1 ? " article" : " articles") + " opened";
    if (!reading.troubles.empty()) {
        text += ", " + std::to_string(reading.troubles.size()) + " could not be read: ";
        constexpr std::size_t most_named = 2;
        for (std::size_t i = 0; i < reading.troubles.size() && i < most_named; ++i) {
            const base::Error& trouble = reading.troubles[i];
            text += (i > 0 ? "; " : "") + fs::path(trouble.where).filename().string() + " (" + trouble.what + ")";
        }
        if (reading.troubles.size() > most_named) text += "; the others are listed in Library";
    }
    atlas.notices.push_back({atlas.next_notice++, text + ".", !reading.troubles.empty(), now.time_s});
}

void end_folder_if_read(Atlas& atlas, Now now) {
    FolderReading& reading = *atlas.folder_reading;
    if (!reading.is_listed || reading.read_count < reading.file_count) return;
    reading.is_over = true;
    tell_of_folder(atlas, now);
    open_next_folder(atlas, now);
}

}  // namespace

void carry_out(Atlas& atlas, const FolderListed& listed, Now now) {
    if (!is_reading(atlas, listed.folder)) return;
    atlas.folder_reading->is_listed = true;
    atlas.folder_reading->file_count = listed.file_count;
    end_folder_if_read(atlas, now);
}

void carry_out(Atlas& atlas, const FolderPartRead& part, Now now) {
    if (!is_reading(atlas, part.folder)) return;
    FolderReading& reading = *atlas.folder_reading;
    reading.read_count += part.file_count;
    reading.opened_count += part.shelves.size();
    reading.troubles.insert(reading.troubles.end(), part.troubles.begin(), part.troubles.end());
    carry_out(atlas, AddArticles{part.shelves}, now);
    end_folder_if_read(atlas, now);
}

void carry_out(Atlas& atlas, const CloseFolder& close, Now now) {
    if (is_reading(atlas, close.folder)) carry_out(atlas, CancelFolder{}, now);
    const std::string folder = close.folder.string();
    std::vector<reading::ArticleId> inside;
    for (const reading::ArticleId id : atlas.library.articles()) {
        if (atlas.library.find(id)->file.starts_with(folder + "/")) inside.push_back(id);
    }
    if (atlas.reader && std::find(inside.begin(), inside.end(), atlas.reader->article) != inside.end())
        atlas.reader.reset();
    atlas.library = atlas.library.without_all(inside);
    std::erase(atlas.folders, folder);
    if (atlas.folder_reading && atlas.folder_reading->folder == folder) atlas.folder_reading.reset();
}

}  // namespace darya::atlas
