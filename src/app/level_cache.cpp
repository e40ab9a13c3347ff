#include "app/level_cache.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "base/bytes.h"
#include "base/file.h"

namespace darya::app {

namespace {

constexpr const char* ending = ".levels";

fs::path true_path(const fs::path& file) {
    std::error_code trouble;
    fs::path path = fs::weakly_canonical(file, trouble);
    return trouble ? file : path;
}

}  // namespace

std::vector<scene::FileStamp> stamps_of(const fs::path& map_file) {
    std::vector<fs::path> files{true_path(map_file)};
    const fs::path& whole = files.front();
    std::vector<fs::path> companions;
    for (const char* part : {".dbf", ".shx", ".prj", ".cpg"})
        companions.push_back(fs::path(whole).replace_extension(part));
    for (const char* tail : {"-wal", "-journal"}) companions.emplace_back(whole.string() + tail);
    files.insert(files.end(), companions.begin(), companions.end());
    std::vector<scene::FileStamp> stamps;
    for (const fs::path& file : files) {
        std::error_code trouble;
        const auto size = fs::file_size(file, trouble);
        const auto time = trouble ? fs::file_time_type() : fs::last_write_time(file, trouble);
        if (trouble || (size == 0 && &file != &files.front())) continue;
        const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch());
        stamps.push_back({file.string(), size, since.count()});
    }
    return stamps;
}

LevelCache LevelCache::of_person() {
    return LevelCache(base::cache_folder() / "levels");
}

fs::path LevelCache::file_for(const fs::path& map_file) const {
    std::array<char, 17> name{};
    const std::uint64_t hash = base::hash_of(true_path(map_file).string());
    std::snprintf(name.data(), name.size(), "%016llx", static_cast<unsigned long long>(hash));
    return folder_ / (std::string(name.data()) + ending);
}

base::Result<scene::LevelFile> LevelCache::find(const fs::path& map_file) const {
    if (!is_kept()) return base::Error{"nothing is kept"};
    const fs::path kept = file_for(map_file);
    auto open = base::OpenFile::open(kept);
    if (!open) return open.error();
    auto read = scene::read_level_file(std::make_shared<const scene::BlockSource>(std::move(*open)));
    if (!read) return base::Error{read.error().what, kept.string()};
    if (read->stamps != stamps_of(map_file)) return base::Error{"the map file has changed", kept.string()};
    std::error_code trouble;
    fs::last_write_time(kept, fs::file_time_type::clock::now(), trouble);  // it was used just now
    return read;
}

base::Result<base::Done> LevelCache::keep(const fs::path& map_file, const std::vector<scene::FileStamp>& stamps,
                                          const scene::OwnLayer& layer, const std::vector<std::string>& notes) const {
    if (!is_kept()) return base::Error{"nothing is kept"};
    const auto bytes = scene::write_level_file(layer, stamps, notes);
    if (!bytes) return bytes.error();
    if (bytes->size() > limit_bytes_) return base::Error{"these levels of detail are too large to be kept"};
    const fs::path kept = file_for(map_file);
    auto written = base::write_file(kept, *bytes);
    if (written) make_room(kept);
    return written;
}

void LevelCache::forget(const fs::path& map_file) const {
    std::error_code trouble;
    if (is_kept()) fs::remove(file_for(map_file), trouble);
}

void LevelCache::make_room(const fs::path& newest) const {
    struct Kept {
        fs::path file;
        std::uint64_t byte_count = 0;
        fs::file_time_type used;
    };
    std::vector<Kept> all;
    std::uint64_t byte_count = 0;
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator(folder_, trouble)) {
        // What a program that ended amid writing left behind counts too.
        const std::string name = entry.path().filename().string();
        if (name.find(ending) == std::string::npos || !entry.is_regular_file(trouble)) continue;
        all.push_back({entry.path(), entry.file_size(trouble), entry.last_write_time(trouble)});
        byte_count += all.back().byte_count;
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    for (const Kept& kept : all) {
        if (byte_count <= limit_bytes_) return;
        if (kept.file == newest || !fs::remove(kept.file, trouble)) continue;
        byte_count -= kept.byte_count;
    }
}

}  // namespace darya::app
