#include "intake/map_file.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace darya;
    namespace fs = std::filesystem;
    // A real file, for the program refuses GDAL's virtual ones.
    static const fs::path file = fs::temp_directory_path() / ("darya-fuzz-" + std::to_string(::getpid()) + ".geojson");
    std::ofstream(file, std::ios::binary) << fuzz::text_of(data, size);
    const auto names = intake::layer_names(file);
    if (names) {
        base::Notes notes;
        const auto tables = intake::read_layers(file, *names, notes);
        if (tables) {
            for (const data::FeatureTable& table : *tables) {
                for (const geo::MapPoint point : table.points) {
                    fuzz::expect(std::isfinite(point.x_m) && std::isfinite(point.y_m), "every point is a place");
                }
                for (const data::Part& part : table.parts) {
                    fuzz::expect(part.first_point + part.point_count <= table.points.size(), "a part has its points");
                }
            }
        }
    } else {
        fuzz::expect(!names.error().line().empty(), "a reason is given");
    }
    fs::remove(file);
    return 0;
}
