// The file as a whole: what is in it, where it comes from, how it is named.

#include <filesystem>
#include <set>

#include <gdal_priv.h>

#include <gtest/gtest.h>

#include "atlas_file.h"
#include "base/utf8.h"
#include "geo/projection.h"
#include "intake/map_file.h"

namespace darya::geodata {
namespace {

TEST(MapFileData, IsNoLargerThanTwentyMegabytes) {
    EXPECT_LE(std::filesystem::file_size(map_file()), 20'000'000U);
    EXPECT_GE(std::filesystem::file_size(map_file()), 1'000'000U);
}

TEST(MapFileData, HasTheLayersAndColumnsThatTheProgramReads) {
    const std::map<std::string, std::set<std::string>> wanted{
        {"countries", {"id", "name", "iso_a2", "focus", "label_lon", "label_lat", "source"}},
        {"borders", {"left", "right", "focus", "status", "note", "source"}},
        {"provinces", {"id", "name", "country", "label_lon", "label_lat", "source"}},
        {"province_borders", {"country", "source"}},
        {"rivers", {"id", "name", "flows_into", "kind", "rank", "basin", "intermittent", "length_km", "source"}},
        {"lakes", {"id", "name", "kind", "area_km2", "source"}},
        {"aral_shores", {"year", "label", "area_km2", "source"}},
        {"seas", {"name", "source"}},
        {"towns", {"id", "name", "country", "rank", "population", "capital", "source"}},
        {"sites",
         {"id", "name", "kind", "country", "river", "state", "status", "height_m", "capacity_mw", "reservoir_km3",
          "started", "commissioned", "source", "confidence", "river_distance_km", "source_names"}},
    };
    std::set<std::string> names;
    for (const auto& [name, columns] : wanted) {
        SCOPED_TRACE(name);
        names.insert(name);
        ASSERT_FALSE(layer(name).empty());
        std::set<std::string> found;
        for (const auto& [column, cell] : layer(name)[0].fields) found.insert(column);
        EXPECT_EQ(found, columns);
    }
    EXPECT_EQ(std::set<std::string>(layer_names().begin(), layer_names().end()), names);
}

TEST(MapFileData, IsInLongitudeAndLatitudeOfWgs84) {
    for (const std::string& name : layer_names()) {
        SCOPED_TRACE(name);
        const OGRSpatialReference* const system = dataset().GetLayerByName(name.c_str())->GetSpatialRef();
        ASSERT_NE(system, nullptr);
        EXPECT_STREQ(system->GetAuthorityCode(nullptr), "4326");
    }
}

TEST(MapFileData, SaysInEveryRowWhereItComesFrom) {
    for (const std::string& name : layer_names()) {
        SCOPED_TRACE(name);
        for (const Row& row : layer(name)) EXPECT_FALSE(row.text("source").empty()) << row.text("id");
    }
    for (const Row& site : layer("sites")) EXPECT_FALSE(site.text("source_names").empty()) << site.text("id");
}

TEST(MapFileData, HasAShapeInEveryRow) {
    for (const std::string& name : layer_names()) {
        SCOPED_TRACE(name);
        int row_number = 0;
        for (const Row& row : layer(name)) {
            ++row_number;
            EXPECT_TRUE(row.shape && !row.shape->IsEmpty()) << "row " << row_number << " " << row.text("id");
        }
    }
}

TEST(MapFileData, HasOnlyValidShapes) {
    if (!OGRGeometryFactory::haveGEOS()) GTEST_SKIP() << "not run: GDAL has no GEOS here";
    for (const std::string& name : layer_names()) {
        SCOPED_TRACE(name);
        for (const Row& row : layer(name)) EXPECT_TRUE(row.shape->IsValid()) << row.text("id") << row.text("name");
    }
}

TEST(MapFileData, GivesEachIdToOnePlace) {
    std::map<std::string, std::string> layer_of;
    for (const char* const name : {"sites", "towns", "rivers", "lakes", "countries", "provinces"}) {
        for (const Row& row : layer(name)) {
            const std::string& id = row.text("id");
            if (id.empty()) continue;
            const auto [other, is_new] = layer_of.emplace(id, name);
            // Lake Sarez is a site with a mark and a lake with a shore: one place.
            if (id == "sarez" && !is_new) continue;
            EXPECT_TRUE(is_new) << id << " is in " << other->second << " and in " << name;
        }
    }
}

TEST(MapFileData, HasNoIdForTheAralAmongTheLakesForItHasALayerOfItsOwn) {
    for (const Row& lake : layer("lakes")) EXPECT_NE(lake.text("id"), "aral-sea");
}

TEST(MapFileData, HasNamesThatReadWell) {
    for (const std::string& layer_name : layer_names()) {
        SCOPED_TRACE(layer_name);
        for (const Row& row : layer(layer_name)) {
            for (const auto& [column, cell] : row.fields) {
                EXPECT_FALSE(base::first_invalid_byte(cell)) << column << ": " << cell;
            }
            const std::string& name = row.text("name");
            if (name.empty()) continue;
            SCOPED_TRACE(name);
            EXPECT_EQ(name.find("  "), std::string::npos) << "two spaces";
            EXPECT_NE(name.front(), ' ');
            EXPECT_NE(name.back(), ' ');
            EXPECT_FALSE(name.front() >= 'a' && name.front() <= 'z') << "begins small";
            EXPECT_EQ(name.find_first_of("|_?*#\t\n\"<>"), std::string::npos) << "a sign that no name has";
            // UTF-8 read as Latin-1 and written again: "Ã¶" for "ö"; and the mark of a lost letter.
            for (const char* const trouble : {"\u00c3", "\u00c2", "\u00d0\u00a0", "\ufffd"}) {
                EXPECT_EQ(name.find(trouble), std::string::npos) << "spoilt letters";
            }
        }
    }
}

TEST(MapFileData, LeavesNoCornerBare) {
    if (!OGRHasPreparedGeometrySupport()) GTEST_SKIP() << "not run: GDAL has no GEOS here";
    struct Cover {
        OGRPreparedGeometryUniquePtr shape;
        OGREnvelope box;
    };
    std::vector<Cover> covers;
    for (const char* const name : {"countries", "seas", "lakes", "aral_shores"}) {
        for (const Row& row : layer(name)) {
            Cover& cover = covers.emplace_back();
            cover.shape.reset(OGRCreatePreparedGeometry(OGRGeometry::ToHandle(row.shape.get())));
            row.shape->getEnvelope(&cover.box);
        }
    }
    const auto covered = [&](geo::LonLat place) {
        OGRPoint point(place.lon_deg, place.lat_deg);
        OGREnvelope spot;
        point.getEnvelope(&spot);
        for (const Cover& cover : covers) {
            if (cover.box.Contains(spot) &&
                OGRPreparedGeometryContains(cover.shape.get(), OGRGeometry::ToHandle(&point)) != 0)
                return true;
        }
        return false;
    };
    // Between land and sea a coast of another source may leave a sliver: a neighbour a kilometre away will do.
    for (double lat = 22.05; lat < 66.0; lat += 0.7) {
        for (double lon = 25.05; lon < 110.0; lon += 0.7) {
            const bool found = covered({lon, lat}) || covered({lon + 0.015, lat}) || covered({lon - 0.015, lat}) ||
                               covered({lon, lat + 0.015}) || covered({lon, lat - 0.015});
            EXPECT_TRUE(found) << "nothing at " << lon << ", " << lat;
        }
    }
}

class Elevation : public testing::Test {
protected:
    static double at(geo::LonLat place) {
        static const auto read = intake::read_elevation(map_file(), "elevation");
        if (!read) {
            ADD_FAILURE() << read.error().line();
            return 0.0;
        }
        const geo::MapPoint point = geo::to_map(place);
        const geo::MapBox box = read->box();
        const auto column = static_cast<int>((point.x_m - box.left_m) / read->cell_m);
        const auto row = static_cast<int>((box.top_m - point.y_m) / read->cell_m);
        if (column < 0 || row < 0 || column >= read->width || row >= read->height) return data::RasterGrid::no_value;
        return read->values[static_cast<std::size_t>(row) * static_cast<std::size_t>(read->width) +
                            static_cast<std::size_t>(column)];
    }
};

TEST_F(Elevation, CoversTheWholeMap) {
    for (double lat = 22.0; lat <= 66.0; lat += 1.0) {
        for (double lon = 25.0; lon <= 110.0; lon += 1.0) {
            const double height_m = at({lon, lat});
            EXPECT_NE(height_m, static_cast<double>(data::RasterGrid::no_value)) << lon << ", " << lat;
            EXPECT_TRUE(height_m >= -60.0 && height_m < 7500.0) << height_m << " m at " << lon << ", " << lat;
        }
    }
}

TEST_F(Elevation, RisesFromTheCaspianShoreToThePamirs) {
    EXPECT_LT(at({51.5, 46.5}), 0.0);   // the plain north of the Caspian lies below the sea's level
    EXPECT_GT(at({60.0, 44.9}), 10.0);  // the Aral's bed and shores
    EXPECT_LT(at({60.0, 44.9}), 120.0);
    EXPECT_GT(at({63.0, 40.0}), 100.0);  // Kyzylkum
    EXPECT_LT(at({63.0, 40.0}), 400.0);
    EXPECT_GT(at({72.8, 38.6}), 3500.0);  // Pamirs
    EXPECT_GT(at({80.2, 42.1}), 3000.0);  // central Tien Shan
    EXPECT_LT(at({71.5, 40.6}), 700.0);   // floor of the Fergana Valley
}

TEST_F(Elevation, HasNoStepsOfTheGridItWasMadeFrom) {
    // Along a line through the foothills of the Pamirs, the slope never changes at once as at the edge of a stair.
    for (const double lat : {38.0, 39.5, 41.0, 42.0}) {
        double before_m = at({66.0, lat});
        double slope_before = 0.0;
        for (double lon = 66.05; lon < 76.0; lon += 0.05) {
            const double here_m = at({lon, lat});
            const double slope = here_m - before_m;
            EXPECT_LT(std::abs(slope - slope_before), 420.0) << "a step at " << lon << ", " << lat;
            slope_before = slope;
            before_m = here_m;
        }
    }
}

}  // namespace
}  // namespace darya::geodata
