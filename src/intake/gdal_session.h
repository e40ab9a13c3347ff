#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gdal_priv.h>

#include "base/result.h"

namespace darya::intake {

namespace fs = std::filesystem;

/// What GDAL complains about on this thread while this lives; nothing is printed. May be nested.
class GdalComplaints {
public:
    GdalComplaints();
    ~GdalComplaints();
    GdalComplaints(const GdalComplaints&) = delete;
    GdalComplaints& operator=(const GdalComplaints&) = delete;

    /// How many failures (not warnings) there were so far.
    std::size_t failure_count() const { return failure_count_; }
    /// The latest failure as one short line; "" when there was none.
    const std::string& latest() const { return latest_; }

private:
    static void CPL_STDCALL hear(CPLErr grade, CPLErrorNum number, const char* text);

    std::size_t failure_count_ = 0;
    std::string latest_;
};

/// The kinds of file that are opened at all.
enum class FileKind { vector, raster };

/// Opens a file for reading, with the few drivers that read nothing but the named file and those that belong to it
/// (.shx, .dbf, .prj beside a .shp). Names that GDAL would take for a database, a URL or a virtual file are no files and
/// so are errors. `table` chooses a raster of a GeoPackage and may be empty.
base::Result<GDALDatasetUniquePtr> open_file(const fs::path& file, FileKind kind, const std::string& table = {});

}  // namespace darya::intake
