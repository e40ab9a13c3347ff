#include "intake/gdal_session.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <mutex>
#include <string_view>
#include <system_error>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

// GDAL exports one function for each driver, but declares only those of rasters where a program can include them.
extern "C" {
void RegisterOGRGeoPackage();
void RegisterOGRGeoJSON();
void RegisterOGRShape();
void RegisterOGRFlatGeobuf();
void RegisterOGRKML();
void GDALRegister_GTiff();
void GDALRegister_PNG();
}

namespace darya::intake {

using base::Error;
using base::Result;

namespace {

/// Makes GDAL ready once for the whole program. Seven drivers take 1 ms, all 210 of them 6 ms; and a driver that is not
/// there cannot be talked into opening a database, a service or a file of files.
void prepare_gdal() {
    static std::once_flag is_ready;
    std::call_once(is_ready, [] {
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");                // no .aux.xml, neither read nor written
        CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "TRUE");  // a full folder must not slow us down
        CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "100");       // MB for one feature
        CPLSetConfigOption("SHAPE_RESTORE_SHX", "NO");               // would write beside the person's file
        OSRSetPROJEnableNetwork(0);
        RegisterOGRGeoPackage();
        RegisterOGRGeoJSON();
        RegisterOGRShape();
        RegisterOGRFlatGeobuf();
        RegisterOGRKML();
        GDALRegister_GTiff();
        GDALRegister_PNG();  // tiles inside a GeoPackage
    });
}

/// GDAL's words in one line of bearable length, without the file's name, which the Error says already.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char letter) { return letter < 0x20; }, ' ');
    constexpr std::size_t longest = 160;
    if (text.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not inside a letter
        text.resize(end);
        text += "…";
    }
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    return text;
}

/// What a file seems to be by its first bytes or its name; "" when it is none of the formats read here.
std::string format_of(const fs::path& file) {
    std::string head(64, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const std::string_view bytes = head;
    if (bytes.starts_with("SQLite format 3")) return "GeoPackage";
    if (bytes.starts_with("fgb\x03")) return "FlatGeobuf";
    if (bytes.starts_with(std::string_view("\x00\x00\x27\x0A", 4))) return "Shapefile";
    if (bytes.starts_with("II*") || bytes.starts_with(std::string_view("MM\0*", 4))) return "GeoTIFF";
    if (ending == ".kml") return "KML";
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool is_json = first != std::string_view::npos && bytes[first] == '{';
    if (is_json && (ending == ".geojson" || ending == ".json")) return "GeoJSON";
    return "";
}

}  // namespace

GdalComplaints::GdalComplaints() {
    CPLPushErrorHandlerEx(&GdalComplaints::hear, this);
}
GdalComplaints::~GdalComplaints() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

void CPL_STDCALL GdalComplaints::hear(CPLErr grade, CPLErrorNum, const char* text) {
    if (grade != CE_Failure && grade != CE_Fatal) return;
    auto* const self = static_cast<GdalComplaints*>(CPLGetErrorHandlerUserData());
    ++self->failure_count_;
    self->latest_ = one_line(text);
}

Result<GDALDatasetUniquePtr> open_file(const fs::path& file, FileKind kind, const std::string& table) {
    prepare_gdal();
    std::error_code trouble;
    const auto status = fs::status(file, trouble);
    if (!fs::exists(status)) return Error{"there is no such file", file.string(), "check the name and the folder"};
    if (fs::is_directory(status)) return Error{"this is a folder, not a map file", file.string(), "name a file in it"};
    if (!fs::is_regular_file(status)) return Error{"this is not an ordinary file", file.string()};
    if (fs::file_size(file, trouble) == 0) {
        return Error{"this file is empty", file.string(), "fetch or export it again"};
    }
    if (!std::ifstream(file, std::ios::binary)) {
        return Error{"this file may not be read", file.string(), "check its permissions"};
    }

    const char* const vector_drivers[] = {"GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "KML", nullptr};
    const char* const raster_drivers[] = {"GPKG", "GTiff", nullptr};
    CPLStringList options;
    if (!table.empty()) options.SetNameValue("TABLE", table.c_str());
    const bool is_vector = kind == FileKind::vector;
    const unsigned flags = is_vector ? GDAL_OF_VECTOR | GDAL_OF_READONLY : GDAL_OF_RASTER | GDAL_OF_READONLY;
    // An absolute path is never taken for "GPKG:…", "http:…" or JSON text.
    const std::string path = fs::absolute(file, trouble).string();
    if (path.starts_with("/vsi")) return Error{"this is not an ordinary file", file.string()};
    const GdalComplaints complaints;
    GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), flags, is_vector ? vector_drivers : raster_drivers, options.List()));
    if (dataset) return dataset;

    const std::string format = format_of(file);
    const std::string reason = complaints.latest().empty() ? "" : " (" + complaints.latest() + ")";
    if (format.empty() || (format == "GeoTIFF" && is_vector)) {
        return Error{
            "this is not a map file that can be read here", file.string(),
            is_vector ? "GeoPackage, GeoJSON, Shapefile, FlatGeobuf and KML can" : "GeoPackage and GeoTIFF can"};
    }
    return Error{"this " + format + " file is damaged, cut off or not a map" + reason, file.string(),
                 "fetch or export it again"};
}

}  // namespace darya::intake
