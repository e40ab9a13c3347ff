#include "base/open_file.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace darya::base {

Result<OpenFile> OpenFile::open(const std::filesystem::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return Error{"this file is not there or may not be read", file.string()};
    struct stat status {};
    if (::fstat(handle, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(handle);
        return Error{"this is not an ordinary file", file.string()};
    }
    return OpenFile(handle, static_cast<std::uint64_t>(status.st_size), file.string());
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)), size_(other.size_), name_(std::move(other.name_)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(size_, other.size_);
    std::swap(name_, other.name_);
    return *this;
}

OpenFile::~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
}

Result<std::string> OpenFile::read(std::uint64_t offset, std::size_t byte_count) const {
    const Error cut_off{"this file is cut off", name_};
    if (offset > size_ || byte_count > size_ - offset) return cut_off;
    std::string bytes(byte_count, '\0');
    for (std::size_t done = 0; done < byte_count;) {
        const auto got = ::pread(handle_, bytes.data() + done, byte_count - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return cut_off;
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace darya::base
