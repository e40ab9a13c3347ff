#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace darya::base {

/// A file held open to read pieces of it. It may be renamed or removed meanwhile; every thread may read.
class OpenFile {
public:
    /// A missing file, a folder or a file that may not be read is an error that names it.
    static Result<OpenFile> open(const std::filesystem::path& file);
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    /// Its size when it was opened.
    std::uint64_t size() const { return size_; }
    /// Just these bytes; fewer are an error.
    Result<std::string> read(std::uint64_t offset, std::size_t byte_count) const;

private:
    OpenFile(int handle, std::uint64_t size, std::string name) : handle_(handle), size_(size), name_(std::move(name)) {}

    int handle_ = -1;
    std::uint64_t size_ = 0;
    std::string name_;
};

}  // namespace darya::base
