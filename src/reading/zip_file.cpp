#include "reading/zip_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include <zip.h>

namespace darya::reading {

namespace {

constexpr zip_int64_t most_entries = 10'000;

/// How much larger an entry may be than its packed bytes, once it is large. Text packs to a tenth, seldom to a fiftieth.
constexpr std::size_t most_ratio = 200;
constexpr std::size_t always_fine_bytes = std::size_t{4} << 20;

}  // namespace

struct ZipFile::Archive {
    zip_t* zip = nullptr;
    Archive() = default;
    ~Archive() {
        if (zip != nullptr) zip_discard(zip);
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
};

ZipFile::ZipFile(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}
ZipFile::~ZipFile() = default;
ZipFile::ZipFile(ZipFile&& other) noexcept = default;
ZipFile& ZipFile::operator=(ZipFile&& other) noexcept = default;

base::Result<ZipFile> ZipFile::open(std::string_view bytes, const std::string& file) {
    const base::Error broken{"this archive is broken", file, "make it anew, or open a whole copy of it"};
    zip_error_t trouble;
    zip_error_init(&trouble);
    auto archive = std::make_unique<Archive>();
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &trouble);
    if (source != nullptr) {
        archive->zip = zip_open_from_source(source, ZIP_RDONLY, &trouble);
        if (archive->zip == nullptr) zip_source_free(source);
    }
    zip_error_fini(&trouble);
    if (archive->zip == nullptr) return broken;
    if (zip_get_num_entries(archive->zip, 0) > most_entries) {
        return base::Error{"this archive holds more than " + std::to_string(most_entries) + " files", file,
                           "unpack it and open what is in it"};
    }
    ZipFile opened(std::move(archive));
    opened.file_ = file;
    return opened;
}

bool ZipFile::has(const std::string& entry) const {
    return zip_name_locate(archive_->zip, entry.c_str(), 0) >= 0;
}

base::Result<std::string> ZipFile::read(const std::string& entry, std::size_t most_bytes) const {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat(archive_->zip, entry.c_str(), 0, &stat) != 0) {
        return base::Error{"there is no " + entry + " in this archive", file_, "open a whole copy of it"};
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return base::Error{"this file is locked with a password", file_, "save it without one"};
    }
    const auto packed = static_cast<std::size_t>((stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0);
    const std::size_t most = std::min(most_bytes, std::max(always_fine_bytes, most_ratio * packed));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> opened(zip_fopen(archive_->zip, entry.c_str(), 0),
                                                                   zip_fclose);
    const base::Error broken{"this archive is broken (" + entry + ")", file_, "open a whole copy of it"};
    if (!opened) return broken;
    std::string bytes;
    std::array<char, 65536> buffer{};
    // The size that the archive names is a claim; what comes out is counted.
    while (true) {
        const zip_int64_t count = zip_fread(opened.get(), buffer.data(), buffer.size());
        if (count < 0) return broken;
        if (count == 0) return bytes;
        if (bytes.size() + static_cast<std::size_t>(count) > most) {
            return base::Error{"this archive unpacks to unreasonably much (" + entry + ", more than " +
                                   std::to_string(most >> 20) + " MiB) and is refused",
                               file_, "save its text as .txt and open that"};
        }
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace darya::reading
