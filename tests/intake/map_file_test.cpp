#include "intake/map_file.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <random>
#include <set>
#include <thread>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <gtest/gtest.h>

#include "base/file.h"
#include "geo/projection.h"

namespace darya::intake {
namespace {

using base::Notes;
using data::FeatureTable;
using data::ShapeKind;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A folder of its own for each test, with map files in it that GDAL itself wrote; every driver is there, so that what
/// is refused is refused by us.
class MapFile : public testing::Test {
protected:
    static void SetUpTestSuite() {
        GDALAllRegister();
        CPLSetErrorHandler(CPLQuietErrorHandler);
    }
    MapFile() {
        std::string pattern = (fs::temp_directory_path() / "darya_map_XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~MapFile() override {
        std::error_code trouble;
        fs::remove_all(folder_, trouble);
    }

    fs::path write(const std::string& name, std::string_view bytes) const {
        const fs::path file = folder_ / name;
        std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file;
    }

    /// A GeoJSON file of the geometries, each with the property "n": its place in the list.
    fs::path write_geojson(const std::vector<std::string>& geometries) const {
        std::string text = R"({"type":"FeatureCollection","features":[)";
        for (std::size_t i = 0; i < geometries.size(); ++i) {
            text += (i == 0 ? "" : ",") + std::string(R"({"type":"Feature","properties":{"n":)") + std::to_string(i) +
                    R"(,"name":"row )" + std::to_string(i) + R"("},"geometry":)" + geometries[i] + "}";
        }
        return write("own.geojson", text + "]}");
    }

    /// A file of one layer of shapes given as WKT ("" for a row without one). `epsg` 0: no coordinate system.
    fs::path write_layer(const char* driver, const std::string& file_name, const char* layer_name, int epsg,
                         const std::vector<std::string>& shapes) const {
        const fs::path file = folder_ / file_name;
        const bool is_there = fs::exists(file);
        GDALDatasetUniquePtr dataset(is_there ? GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)
                                              : GetGDALDriverManager()->GetDriverByName(driver)->Create(
                                                    file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference system;
        if (epsg != 0) system.importFromEPSG(epsg);
        system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRLayer* const layer = dataset->CreateLayer(layer_name, epsg != 0 ? &system : nullptr, wkbUnknown, nullptr);
        OGRFieldDefn name("name", OFTString);
        OGRFieldDefn height("height_m", OFTReal);
        OGRFieldDefn count("count", OFTInteger64);
        layer->CreateField(&name);
        layer->CreateField(&height);
        layer->CreateField(&count);
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            OGRFeature row(layer->GetLayerDefn());
            row.SetField("name", ("row " + std::to_string(i)).c_str());
            if (i % 2 == 0) row.SetField("height_m", 0.5 * static_cast<double>(i));
            row.SetField("count", static_cast<GIntBig>(i));
            if (!shapes[i].empty()) {
                OGRGeometry* shape = nullptr;
                OGRGeometryFactory::createFromWkt(shapes[i].c_str(), nullptr, &shape);
                row.SetGeometryDirectly(shape);
            }
            EXPECT_EQ(layer->CreateFeature(&row), OGRERR_NONE);
        }
        return file;
    }

    /// The only table of a layer that must be readable.
    FeatureTable read_one(const fs::path& file, const std::string& layer) {
        auto tables = read_layer(file, layer, notes_);
        EXPECT_TRUE(tables) << tables.error().line();
        if (!tables || tables->size() != 1) {
            ADD_FAILURE() << "not exactly one table";
            return {};
        }
        return tables->front();
    }

    std::string told() const {
        std::string all;
        for (const std::string& note : notes_.sentences()) all += note + "\n";
        return all;
    }

    fs::path folder_;
    Notes notes_;
};

using LayerNames = MapFile;
using ReadLayer = MapFile;
using ReadLayers = MapFile;
using ReadElevation = MapFile;

void expect_at(geo::MapPoint point, double lon_deg, double lat_deg) {
    EXPECT_LT(geo::distance_m(point, geo::to_map({lon_deg, lat_deg})), 1e-3) << lon_deg << ' ' << lat_deg;
}

// ---- what is in a file

TEST_F(LayerNames, ComeInTheOrderOfTheFileWithoutMereTables) {
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 4326, {"LINESTRING (70 38, 71 39)"});
    write_layer("GPKG", "a.gpkg", "towns", 4326, {"POINT (70 38)"});
    {
        GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
        dataset->CreateLayer("remarks", nullptr, wkbNone, nullptr);
    }
    const auto names = layer_names(file);
    ASSERT_TRUE(names) << names.error().line();
    EXPECT_EQ(*names, (std::vector<std::string>{"rivers", "towns"}));
}

TEST_F(LayerNames, AreAnErrorWhereNoLayerHasShapes) {
    const fs::path file = folder_ / "tables.gpkg";
    {
        GDALDatasetUniquePtr dataset(
            GetGDALDriverManager()->GetDriverByName("GPKG")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        dataset->CreateLayer("remarks", nullptr, wkbNone, nullptr);
    }
    const auto names = layer_names(file);
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().where, file.string());
}

TEST_F(ReadLayer, ReadsEveryFormatWePromise) {
    const std::vector<std::string> shapes = {"POINT (70.5 38.25)", "POINT (60 45)"};
    struct Format {
        const char* driver;
        const char* file;
        const char* layer;
    };
    for (const Format format : {Format{"GPKG", "a.gpkg", "a"}, Format{"GeoJSON", "a.geojson", "a"},
                                Format{"FlatGeobuf", "a.fgb", "a"}, Format{"KML", "a.kml", "a"}}) {
        SCOPED_TRACE(format.driver);
        const fs::path file = write_layer(format.driver, format.file, format.layer, 4326, shapes);
        const FeatureTable table = read_one(file, format.layer);
        ASSERT_EQ(table.features.size(), 2U);
        std::set<double> seen;  // FlatGeobuf sorts its rows for its index
        for (const geo::MapPoint point : table.points) seen.insert(std::round(point.x_m));
        EXPECT_TRUE(seen.contains(std::round(geo::to_map({70.5, 38.25}).x_m)));
        EXPECT_EQ(table.kind, ShapeKind::point);
    }
}

TEST_F(ReadLayer, ReadsAShapefileWithItsCoordinateSystem) {
    const fs::path file = folder_ / "b.shp";
    {
        GDALDatasetUniquePtr dataset(GetGDALDriverManager()
                                         ->GetDriverByName("ESRI Shapefile")
                                         ->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference system;
        system.importFromEPSG(4326);
        system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRLayer* const layer = dataset->CreateLayer("b", &system, wkbPoint, nullptr);
        OGRFeature row(layer->GetLayerDefn());
        OGRPoint point(70.5, 38.25);
        row.SetGeometry(&point);
        EXPECT_EQ(layer->CreateFeature(&row), OGRERR_NONE);
    }
    const FeatureTable table = read_one(file, "b");
    ASSERT_EQ(table.points.size(), 1U);
    expect_at(table.points[0], 70.5, 38.25);
    EXPECT_TRUE(notes_.empty()) << told();
}

// ---- shapes and attributes

TEST_F(ReadLayer, KeepsAttributesAsTextsAndNumbers) {
    const fs::path file =
        write_layer("GPKG", "a.gpkg", "dams", 4326, {"POINT (70 38)", "POINT (71 39)", "POINT (72 40)"});
    const FeatureTable table = read_one(file, "dams");
    EXPECT_EQ(table.name, "dams");
    ASSERT_EQ(table.features.size(), 3U);
    EXPECT_EQ(table.text(1, "name"), "row 1");
    EXPECT_EQ(table.number(2, "height_m"), 1.0);
    EXPECT_EQ(table.number(1, "height_m"), std::nullopt);
    EXPECT_EQ(table.number(2, "count"), 2.0);
    expect_at(table.points[2], 72, 40);
}

TEST_F(ReadLayer, MakesOneTableForEachKindOfShape) {
    const fs::path file = write_geojson({
        R"({"type":"Point","coordinates":[70,38]})",
        R"({"type":"LineString","coordinates":[[70,38],[71,39],[72,39]]})",
        R"({"type":"MultiPoint","coordinates":[[60,40],[61,41],[62,42]]})",
        R"({"type":"Polygon","coordinates":[[[60,40],[61,40],[61,41],[60,40]]]})",
        R"({"type":"MultiLineString","coordinates":[[[60,40],[61,40]],[[62,40],[63,40],[64,40]]]})",
        R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[65,45]},)"
        R"({"type":"Polygon","coordinates":[[[60,40],[61,40],[61,41],[60,40]]]}]})",
    });
    const auto tables = read_layer(file, "own", notes_);
    ASSERT_TRUE(tables) << tables.error().line();
    ASSERT_EQ(tables->size(), 3U);
    const FeatureTable& points = (*tables)[0];
    const FeatureTable& lines = (*tables)[1];
    const FeatureTable& polygons = (*tables)[2];
    EXPECT_EQ(points.kind, ShapeKind::point);
    EXPECT_EQ(lines.kind, ShapeKind::line);
    EXPECT_EQ(polygons.kind, ShapeKind::polygon);
    ASSERT_EQ(points.features.size(), 3U);
    EXPECT_EQ(points.parts_of(points.features[1]).size(), 1U);
    EXPECT_EQ(points.parts_of(points.features[1])[0].point_count, 3U);
    EXPECT_EQ(points.text(2, "name"), "row 5");
    ASSERT_EQ(lines.features.size(), 2U);
    EXPECT_EQ(lines.parts_of(lines.features[1]).size(), 2U);
    EXPECT_EQ(lines.number(1, "n"), 4.0);
    ASSERT_EQ(polygons.features.size(), 2U);
    EXPECT_EQ(polygons.text(1, "name"), "row 5");
    EXPECT_TRUE(notes_.empty()) << told();
}

TEST_F(ReadLayer, TellsOuterRingsFromHolesByTheirPlaceNotTheirWinding) {
    const fs::path file = write_geojson({
        R"({"type":"MultiPolygon","coordinates":[)"
        R"([[[60,40],[64,40],[64,44],[60,44],[60,40]],[[61,41],[62,41],[62,42],[61,41]],[[63,43],[63.5,43],[63,43.5],[63,43]]],)"
        R"([[[70,40],[70,44],[74,44],[74,40],[70,40]]]]})",
    });
    const FeatureTable table = read_one(file, "own");
    ASSERT_EQ(table.features.size(), 1U);
    const auto parts = table.parts_of(table.features[0]);
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_FALSE(parts[0].is_hole);
    EXPECT_TRUE(parts[1].is_hole);
    EXPECT_TRUE(parts[2].is_hole);
    EXPECT_FALSE(parts[3].is_hole);
    EXPECT_EQ(parts[0].point_count, 4U);  // the first point is not repeated
    EXPECT_EQ(parts[1].point_count, 3U);
    for (const geo::MapPoint point : table.points) EXPECT_TRUE(table.features[0].box.contains(point));
}

TEST_F(ReadLayer, DropsHeightsAndMeasuresAndStraightensCurves) {
    const fs::path file =
        write_layer("GPKG", "a.gpkg", "shapes", 4326,
                    {"LINESTRING ZM (70 38 900 1, 71 39 800 2)", "CIRCULARSTRING (60 40, 61 41, 62 40)",
                     "CURVEPOLYGON (CIRCULARSTRING (60 40, 61 41, 62 40, 61 39, 60 40))",
                     "TIN (((60 40, 61 40, 61 41, 60 40)), ((61 40, 62 40, 61 41, 61 40)))"});
    const auto tables = read_layer(file, "shapes", notes_);
    ASSERT_TRUE(tables) << tables.error().line();
    ASSERT_EQ(tables->size(), 2U);
    const FeatureTable& lines = (*tables)[0];
    ASSERT_EQ(lines.features.size(), 2U);
    expect_at(lines.points[1], 71, 39);
    EXPECT_GT(lines.parts_of(lines.features[1])[0].point_count, 20U);
    const FeatureTable& polygons = (*tables)[1];
    ASSERT_EQ(polygons.features.size(), 2U);
    EXPECT_GT(polygons.parts_of(polygons.features[0])[0].point_count, 40U);
    EXPECT_EQ(polygons.parts_of(polygons.features[1]).size(), 2U);
}

TEST_F(ReadLayer, CutsWhatCrossesTheFarSideOfTheWorld) {
    const fs::path file = write_geojson({
        R"({"type":"Polygon","coordinates":[[[-125,40],[-100,40],[-100,50],[-125,50],[-125,40]]]})",
        R"({"type":"LineString","coordinates":[[-125,45],[-100,45]]})",
    });
    const auto tables = read_layer(file, "own", notes_);
    ASSERT_TRUE(tables) << tables.error().line();
    ASSERT_EQ(tables->size(), 2U);
    for (const FeatureTable& table : *tables) {
        ASSERT_EQ(table.parts.size(), 2U);
        for (const data::Part& part : table.parts) {
            double least_x_m = 1e12;
            double most_x_m = -1e12;
            for (const geo::MapPoint point : table.points_of(part)) {
                least_x_m = std::min(least_x_m, point.x_m);
                most_x_m = std::max(most_x_m, point.x_m);
            }
            EXPECT_GT(least_x_m * most_x_m, 0.0);  // no part reaches over the middle of the map
        }
    }
}

TEST_F(ReadLayer, MakesTextOfBytesThatAreNotUtf8) {
    const fs::path file = folder_ / "a.gpkg";
    {
        GDALDatasetUniquePtr dataset(
            GetGDALDriverManager()->GetDriverByName("GPKG")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference system;
        system.importFromEPSG(4326);
        OGRLayer* const layer = dataset->CreateLayer("a", &system, wkbPoint, nullptr);
        OGRFieldDefn name("name", OFTString);
        layer->CreateField(&name);
        OGRFeature row(layer->GetLayerDefn());
        row.SetField("name", "A\xFFral");
        OGRPoint point(60, 45);
        row.SetGeometry(&point);
        EXPECT_EQ(layer->CreateFeature(&row), OGRERR_NONE);
    }
    EXPECT_EQ(read_one(file, "a").text(0, "name"), "A\xEF\xBF\xBDral");
}

// ---- coordinates

TEST_F(ReadLayer, AgreesWithProjOnAThousandPlaces) {
    OGRSpatialReference lonlat;
    lonlat.importFromEPSG(4326);
    lonlat.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference ours;
    ASSERT_EQ(ours.importFromProj4(std::string(geo::map_projection_proj4).c_str()), OGRERR_NONE);
    const std::unique_ptr<OGRCoordinateTransformation> proj(OGRCreateCoordinateTransformation(&lonlat, &ours));
    ASSERT_TRUE(proj);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lon(-110, 240);
    std::uniform_real_distribution<double> lat(-60, 89);
    for (int i = 0; i < 1000; ++i) {
        const geo::LonLat place{lon(random), lat(random)};
        double x_m = place.lon_deg;
        double y_m = place.lat_deg;
        ASSERT_TRUE(proj->Transform(1, &x_m, &y_m));
        EXPECT_LT(geo::distance_m(geo::to_map(place), {x_m, y_m}), 1e-3) << place.lon_deg << ' ' << place.lat_deg;
    }
}

TEST_F(ReadLayer, ReprojectsAsProjDoes) {
    OGRSpatialReference utm;
    utm.importFromEPSG(32642);
    OGRSpatialReference ours;
    ours.importFromProj4(std::string(geo::map_projection_proj4).c_str());
    const std::unique_ptr<OGRCoordinateTransformation> proj(OGRCreateCoordinateTransformation(&utm, &ours));
    ASSERT_TRUE(proj);
    std::mt19937 random(11);
    std::uniform_real_distribution<double> east_m(200'000, 800'000);
    std::uniform_real_distribution<double> north_m(3'600'000, 5'400'000);
    std::vector<std::string> shapes;
    std::vector<geo::MapPoint> expected;
    for (int i = 0; i < 200; ++i) {
        double x_m = east_m(random);
        double y_m = north_m(random);
        shapes.push_back("POINT (" + std::to_string(x_m) + " " + std::to_string(y_m) + ")");
        ASSERT_TRUE(proj->Transform(1, &x_m, &y_m));
        expected.push_back({x_m, y_m});
    }
    for (const bool is_package : {true, false}) {
        const fs::path file = is_package ? write_layer("GPKG", "a.gpkg", "utm", 32642, shapes)
                                         : write_layer("FlatGeobuf", "utm.fgb", "utm", 32642, shapes);
        const FeatureTable table = read_one(file, "utm");
        ASSERT_EQ(table.features.size(), shapes.size());
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            const auto row = static_cast<std::size_t>(*table.number(i, "count"));
            const auto part = table.parts_of(table.features[i])[0];
            EXPECT_LT(geo::distance_m(table.points_of(part)[0], expected[row]), 1.0);
        }
    }
}

TEST_F(ReadLayer, TakesUnmarkedDegreesForLonLatAndSaysSo) {
    const FeatureTable table = read_one(write_layer("GPKG", "a.gpkg", "a", 0, {"POINT (70 38)"}), "a");
    ASSERT_EQ(table.points.size(), 1U);
    expect_at(table.points[0], 70, 38);
    EXPECT_NE(told().find("does not say its coordinate system"), std::string::npos) << told();
}

TEST_F(ReadLayer, RefusesUnmarkedMetresAndSaysWhatToDo) {
    const fs::path file = write_layer("GPKG", "a.gpkg", "a", 0, {"POINT (500000 4200000)"});
    const auto tables = read_layer(file, "a", notes_);
    ASSERT_FALSE(tables);
    EXPECT_EQ(tables.error().where, file.string());
    EXPECT_NE(tables.error().what.find("coordinate system"), std::string::npos);
    EXPECT_NE(tables.error().next.find("ogr2ogr"), std::string::npos);
}

// ---- bad rows are notes

TEST_F(ReadLayer, NotesRowsWithoutAShape) {
    const fs::path file =
        write_layer("GPKG", "a.gpkg", "a", 4326, {"POINT (70 38)", "", "POINT EMPTY", "", "POINT (71 38)"});
    const FeatureTable table = read_one(file, "a");
    EXPECT_EQ(table.features.size(), 2U);
    EXPECT_EQ(table.text(1, "name"), "row 4");
    EXPECT_NE(told().find("3 rows have no shape (of 5)"), std::string::npos) << told();
}

TEST_F(ReadLayer, NotesCoordinatesThatAreNoPlaceOnEarth) {
    const fs::path file = write_geojson({
        R"({"type":"Point","coordinates":[1e300,38]})",
        R"({"type":"Point","coordinates":[70,95]})",
        R"({"type":"LineString","coordinates":[[70,38],[700000,4200000]]})",
        R"({"type":"MultiLineString","coordinates":[[[70,38],[1e9,0]],[[70,38],[71,38]]]})",
        R"({"type":"Point","coordinates":[70,38]})",
    });
    const auto tables = read_layer(file, "own", notes_);
    ASSERT_TRUE(tables) << tables.error().line();
    ASSERT_EQ(tables->size(), 2U);
    EXPECT_EQ((*tables)[0].features.size(), 1U);
    EXPECT_EQ((*tables)[1].features.size(), 1U);
    EXPECT_NE(told().find("4 rows have coordinates outside the world"), std::string::npos) << told();
}

TEST_F(ReadLayer, NotesCoordinatesThatAreNotNumbers) {
    const fs::path file = folder_ / "a.gpkg";
    {
        GDALDatasetUniquePtr dataset(
            GetGDALDriverManager()->GetDriverByName("GPKG")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference system;
        system.importFromEPSG(4326);
        OGRLayer* const layer = dataset->CreateLayer("a", &system, wkbLineString, nullptr);
        for (const double bad : {nan, std::numeric_limits<double>::infinity(), 39.0}) {
            OGRLineString line;
            line.addPoint(70, 38);
            line.addPoint(71, bad);
            OGRFeature row(layer->GetLayerDefn());
            row.SetGeometry(&line);
            EXPECT_EQ(layer->CreateFeature(&row), OGRERR_NONE);
        }
    }
    EXPECT_EQ(read_one(file, "a").features.size(), 1U);
    EXPECT_NE(told().find("2 rows have coordinates that are not numbers"), std::string::npos) << told();
}

TEST_F(ReadLayer, NotesPartsWithTooFewPoints) {
    const fs::path file = write_geojson({
        R"({"type":"Polygon","coordinates":[[[60,40],[61,40],[60,40]]]})",
        R"({"type":"Polygon","coordinates":[[[60,40],[61,40],[61,41],[60,40]]]})",
    });
    EXPECT_EQ(read_one(file, "own").features.size(), 1U);
    EXPECT_NE(told().find("1 row has parts with too few points"), std::string::npos) << told();
}

TEST_F(ReadLayer, KeepsFewerPointsForAFirstLookButEndsAndSmallRingsWhole) {
    std::string line = R"({"type":"LineString","coordinates":[)";
    for (int i = 0; i < 1000; ++i) line += (i == 0 ? "[" : ",[") + std::to_string(60.0 + i * 0.01) + ",40.0]";
    const auto file =
        write_geojson({line + "]}", R"({"type":"Polygon","coordinates":[[[60,40],[61,40],[61,41],[60,41],[60,40]]]})"});
    Notes notes;
    const auto names = layer_names(file);
    ASSERT_TRUE(names);
    std::vector<FeatureTable> tables;
    const auto take = [&tables](FeatureTable table) { tables.push_back(std::move(table)); };
    ASSERT_TRUE(read_each_layer(file, *names, {50, false, {}}, notes, take));
    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].points.size(), 20U);
    EXPECT_TRUE(tables[0].columns.empty());
    const geo::MapPoint end = geo::to_map({60.0 + 999 * 0.01, 40.0});
    EXPECT_NEAR(tables[0].points.back().x_m, end.x_m, 1.0);
    EXPECT_EQ(tables[1].points.size(), 4U);
}

TEST_F(ReadLayer, EndsWhenItIsGivenUp) {
    const auto file = write_geojson({R"({"type":"Point","coordinates":[60,40]})"});
    Notes notes;
    const auto names = layer_names(file);
    ASSERT_TRUE(names);
    const auto read = read_each_layer(file, *names, {1, true, [] { return true; }}, notes, [](const FeatureTable&) {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().what, "reading was given up");
}

TEST_F(ReadLayer, GivesNoTablesForALayerWithoutRows) {
    const auto tables = read_layer(write_layer("GPKG", "a.gpkg", "a", 4326, {}), "a", notes_);
    ASSERT_TRUE(tables) << tables.error().line();
    EXPECT_TRUE(tables->empty());
}

// ---- bad files are errors that name the file, the reason and the next step

TEST_F(ReadLayer, NamesTheLayersThereAreWhenOneIsMissing) {
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 4326, {"POINT (70 38)"});
    const auto tables = read_layer(file, "lakes", notes_);
    ASSERT_FALSE(tables);
    EXPECT_EQ(tables.error().line(), file.string() + ": there is no layer 'lakes' here; it has: rivers");
}

TEST_F(LayerNames, AreAnErrorForWhatIsNoMapFile) {
    const std::string elf(
        "\x7f"
        "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0",
        20);
    const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0", 30);
    const std::vector<fs::path> files = {
        folder_ / "missing.gpkg",
        folder_,
        write("empty.gpkg", ""),
        write("elf", elf),
        write("a.png", png),
        "/dev/null",
        write("text.geojson", "hello"),
        write("list.geojson", "[1, 2, 3]"),
        write("half.geojson", "{\"type\": \"FeatureCollection\", \"features\": ["),
        write("other.json", "{\"answer\": 42}"),
        write("noise.gpkg", "SQLite format 3" + std::string(5000, '\x5A')),
        write("noise.fgb", std::string("fgb\3fgb\0", 8) + std::string(500, '\x7A')),
        write("noise.shp", std::string("\0\0\x27\x0A", 4) + std::string(200, '\0')),
        write("noise.kml", "<kml><Document><Placemark>"),
    };
    for (const fs::path& file : files) {
        const auto names = layer_names(file);
        ASSERT_FALSE(names) << file;
        EXPECT_EQ(names.error().where, file.string());
        EXPECT_FALSE(names.error().what.empty());
        EXPECT_EQ(names.error().line().find('\n'), std::string::npos);
        if (file != "/dev/null") {
            EXPECT_FALSE(names.error().next.empty()) << names.error().line();
        }
    }
}

TEST_F(LayerNames, NeverLeadToTheNetworkOrToOtherFiles) {
    const fs::path real = write_geojson({R"({"type":"Point","coordinates":[70,38]})"});
    const fs::path vrt = write("a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"own\"><SrcDataSource>" + real.string() +
                                            "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
    EXPECT_FALSE(layer_names(vrt));
    EXPECT_FALSE(layer_names(write("a.gml", "<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"/>")));
    EXPECT_FALSE(layer_names("/vsicurl/http://127.0.0.1:9/a.geojson"));
    EXPECT_FALSE(layer_names("http://127.0.0.1:9/a.geojson"));
    EXPECT_FALSE(layer_names("GPKG:" + real.string()));
    EXPECT_FALSE(layer_names(R"({"type":"Point","coordinates":[70,38]})"));
    EXPECT_FALSE(layer_names("/vsimem/a"));
    EXPECT_FALSE(layer_names(""));
}

TEST_F(ReadLayer, ReadsAViewOfAGeoPackageButNoneThatCallsTheNetwork) {
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 4326, {"LINESTRING (70 38, 71 39)"});
    const auto add_view = [&file](const std::string& name, const std::string& expression) {
        GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
        for (const std::string& sql : {
                 "CREATE VIEW " + name + " AS SELECT fid, geom, " + expression + " AS extra FROM rivers",
                 "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('" + name +
                     "', 'features', '" + name + "', 4326)",
                 "INSERT INTO gpkg_geometry_columns VALUES ('" + name + "', 'geom', 'GEOMETRY', 4326, 0, 0)",
             }) {
            OGRLayer* const answer = dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
            if (answer != nullptr) dataset->ReleaseResultSet(answer);
        }
    };
    add_view("seen", "ST_MinX(geom)");
    EXPECT_EQ(read_one(file, "seen").number(0, "extra"), 70.0);
    add_view("spy", "ogr_geocode('Osh')");
    EXPECT_FALSE(read_layer(file, "spy", notes_));
}

TEST_F(LayerNames, LeaveTheFolderAsItWas) {
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 4326, {"POINT (70 38)"});
    const auto before = *base::read_file(file);
    ASSERT_TRUE(layer_names(file));
    read_one(file, "rivers");
    EXPECT_EQ(*base::read_file(file), before);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(ReadLayer, SurvivesEveryCutOfAGeoJson) {
    const fs::path whole = write_geojson({R"({"type":"Point","coordinates":[70,38]})",
                                          R"({"type":"LineString","coordinates":[[70,38],[71,39],[72,39]]})"});
    const std::string bytes = *base::read_file(whole);
    for (std::size_t length = 0; length < bytes.size(); length += 3) {
        SCOPED_TRACE(length);
        const auto tables = read_layer(write("cut.geojson", bytes.substr(0, length)), "own", notes_);
        EXPECT_FALSE(tables);
    }
}

TEST_F(ReadLayer, SurvivesCutsAndNoiseInOtherFormats) {
    std::vector<std::string> shapes;
    for (int i = 0; i < 300; ++i) {
        shapes.push_back("LINESTRING (70 38, 71 " + std::to_string(38 + i % 10) + ", 72 39, 70.5 40)");
    }
    struct Format {
        const char* driver;
        const char* ending;
    };
    for (const Format format : {Format{"GPKG", ".gpkg"}, Format{"FlatGeobuf", ".fgb"}, Format{"KML", ".kml"}}) {
        const fs::path whole = write_layer(format.driver, std::string("whole") + format.ending, "a", 4326, shapes);
        const std::string bytes = *base::read_file(whole);
        for (unsigned seed = 0; seed < 40; ++seed) {
            SCOPED_TRACE(format.driver + std::to_string(seed));
            std::mt19937 random(seed);
            std::string broken = bytes;
            if (seed % 2 == 0) {
                broken.resize(bytes.size() * seed / 40);
            } else {
                for (int i = 0; i < 20; ++i) broken[random() % broken.size()] = static_cast<char>(random() % 256);
            }
            const fs::path file = write(std::string("broken") + format.ending, broken);
            const auto tables = read_layer(file, "a", notes_);
            if (!tables) {
                EXPECT_EQ(tables.error().where, file.string());
            } else if (seed % 2 == 0) {
                ADD_FAILURE() << "a file cut off at " << broken.size() << " of " << bytes.size()
                              << " was taken as whole";
            }
        }
    }
}

// ---- several layers, several threads

TEST_F(ReadLayers, ReadsThoseAskedForAndNotesTheMissing) {
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 4326, {"LINESTRING (70 38, 71 39)"});
    write_layer("GPKG", "a.gpkg", "towns", 4326, {"POINT (70 38)"});
    const auto tables = read_layers(file, {"towns", "seas", "rivers"}, notes_);
    ASSERT_TRUE(tables) << tables.error().line();
    ASSERT_EQ(tables->size(), 2U);
    EXPECT_EQ((*tables)[0].name, "towns");
    EXPECT_EQ((*tables)[1].name, "rivers");
    EXPECT_EQ(told(), "there is no layer 'seas' in a.gpkg\n");
}

TEST_F(ReadLayers, MayBeReadOnSeveralThreadsAtOnce) {
    std::vector<std::string> shapes(500, "LINESTRING (70 38, 71 39)");
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 32642, shapes);
    std::vector<std::thread> threads;
    std::array<std::size_t, 4> counts{};
    for (std::size_t& count : counts) {
        threads.emplace_back([&count, &file] {
            Notes notes;
            const auto tables = read_layers(file, {"rivers"}, notes);
            count = tables && tables->size() == 1 ? (*tables)[0].features.size() : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::size_t count : counts) EXPECT_EQ(count, 500U);
}

// ---- elevation

/// Writes heights (row by row) as a raster of `driver`.
void write_raster(const char* driver, const fs::path& file, const char* table, const OGRSpatialReference& system,
                  std::array<double, 6> affine, int width, int height, std::vector<std::int16_t> values) {
    GDALDriver* const memory = GetGDALDriverManager()->GetDriverByName("MEM");
    const GDALDatasetUniquePtr source(memory->Create("", width, height, 1, GDT_Int16, nullptr));
    source->SetSpatialRef(&system);
    source->SetGeoTransform(affine.data());
    source->GetRasterBand(1)->SetNoDataValue(-32768);
    ASSERT_EQ(source->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, width, height, values.data(), width, height, GDT_Int16,
                                                 0, 0, nullptr),
              CE_None);
    CPLStringList options;
    if (std::string(driver) == "GPKG") options.SetNameValue("RASTER_TABLE", table);
    const GDALDatasetUniquePtr copy(GetGDALDriverManager()->GetDriverByName(driver)->CreateCopy(
        file.c_str(), source.get(), 0, options.List(), nullptr, nullptr));
    ASSERT_TRUE(copy);
}

OGRSpatialReference map_system() {
    OGRSpatialReference ours;
    ours.importFromProj4(std::string(geo::map_projection_proj4).c_str());
    return ours;
}

constexpr std::array<double, 6> ten_km_cells = {-200'000, 10'000, 0, 300'000, 0, -10'000};

TEST_F(ReadElevation, GivesTheGridOfAGeoPackageAndOfAGeoTiff) {
    std::vector<std::int16_t> values;
    for (int i = 0; i < 40 * 30; ++i) values.push_back(static_cast<std::int16_t>(i * 7 - 400));
    values[5] = -32768;
    for (const char* const driver : {"GPKG", "GTiff"}) {
        SCOPED_TRACE(driver);
        const bool is_package = std::string(driver) == "GPKG";
        const fs::path file = folder_ / (is_package ? "e.gpkg" : "e.tif");
        write_raster(driver, file, "elevation", map_system(), ten_km_cells, 40, 30, values);
        const auto grid = read_elevation(file, is_package ? "elevation" : "");
        ASSERT_TRUE(grid) << grid.error().line();
        EXPECT_EQ(grid->width, 40);
        EXPECT_EQ(grid->height, 30);
        EXPECT_EQ(grid->corner, (geo::MapPoint{-200'000, 300'000}));
        EXPECT_EQ(grid->cell_m, 10'000.0);
        EXPECT_EQ(grid->at(5, 0), data::RasterGrid::no_value);
        EXPECT_EQ(grid->at(7, 3), (3 * 40 + 7) * 7 - 400);
        EXPECT_EQ(grid->at(39, 29), 1199 * 7 - 400);
    }
}

TEST_F(ReadElevation, RefusesAnotherProjectionAndOblongCells) {
    const std::vector<std::int16_t> values(100, 500);
    OGRSpatialReference utm;
    utm.importFromEPSG(32642);
    write_raster("GTiff", folder_ / "utm.tif", "", utm, ten_km_cells, 10, 10, values);
    const auto other = read_elevation(folder_ / "utm.tif", "");
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().what.find("map projection"), std::string::npos);
    write_raster("GTiff", folder_ / "oblong.tif", "", map_system(), {0, 10'000, 0, 0, 0, -5'000}, 10, 10, values);
    EXPECT_FALSE(read_elevation(folder_ / "oblong.tif", ""));
}

TEST_F(ReadElevation, NamesAFileThatIsMissingOrHasNoSuchTable) {
    EXPECT_FALSE(read_elevation(folder_ / "missing.gpkg", "elevation"));
    const fs::path file = write_layer("GPKG", "a.gpkg", "rivers", 4326, {"POINT (70 38)"});
    const auto grid = read_elevation(file, "elevation");
    ASSERT_FALSE(grid);
    EXPECT_EQ(grid.error().where, file.string());
}

TEST_F(ReadElevation, SurvivesCuts) {
    std::vector<std::int16_t> values;
    for (int i = 0; i < 300 * 300; ++i) values.push_back(static_cast<std::int16_t>(i * 31 % 5000));
    write_raster("GPKG", folder_ / "e.gpkg", "elevation", map_system(), ten_km_cells, 300, 300, values);
    const std::string bytes = *base::read_file(folder_ / "e.gpkg");
    for (std::size_t share = 0; share < 20; ++share) {
        const fs::path file = write("cut.gpkg", bytes.substr(0, bytes.size() * share / 20));
        EXPECT_FALSE(read_elevation(file, "elevation")) << share;
    }
}

}  // namespace
}  // namespace darya::intake
