#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace darya::reading {

/// A ZIP archive in memory. The bytes must outlive it.
///
/// Nothing is unpacked but what is asked for. An archive of too many entries, and an entry that unpacks to more than
/// its share, are refused: a few KB can hold gigabytes of nothing.
class ZipFile {
public:
    static base::Result<ZipFile> open(std::string_view bytes, const std::string& file);
    ~ZipFile();
    ZipFile(ZipFile&& other) noexcept;
    ZipFile& operator=(ZipFile&& other) noexcept;

    bool has(const std::string& entry) const;
    /// One entry, unpacked. An error where it is missing, broken, locked with a password or unreasonably large.
    base::Result<std::string> read(const std::string& entry, std::size_t most_bytes) const;

private:
    struct Archive;
    explicit ZipFile(std::unique_ptr<Archive> archive);
    std::unique_ptr<Archive> archive_;
    std::string file_;
};

}  // namespace darya::reading
