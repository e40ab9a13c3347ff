// Rivers, lakes, the Aral Sea's two shores, seas.

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "atlas_file.h"

namespace darya::geodata {
namespace {

using Line = std::vector<geo::LonLat>;

// The part of the map in full detail, degrees; what the rivers are cut to.
constexpr double core_west = 45.0;
constexpr double core_east = 90.0;
constexpr double core_south = 33.0;
constexpr double core_north = 57.0;

bool is_in_core(geo::LonLat place, double margin_deg) {
    return place.lon_deg > core_west + margin_deg && place.lon_deg < core_east - margin_deg &&
           place.lat_deg > core_south + margin_deg && place.lat_deg < core_north - margin_deg;
}

Line river(const std::string& id) {
    return points_of(*row_of("rivers", id).shape);
}

/// The rivers of the facts that can be traced: those with way-points.
std::vector<FactRow> traced_rivers() {
    std::vector<FactRow> rows;
    for (FactRow& row : facts("rivers")) {
        if (!row["traced_length_km"].empty()) rows.push_back(std::move(row));
    }
    return rows;
}

Line marks_of(const FactRow& row) {
    Line marks;
    for (const std::string& mark : split(row.at("waypoints"), '|')) {
        const auto space = mark.find(' ');
        marks.push_back({std::stod(mark.substr(0, space)), std::stod(mark.substr(space + 1))});
    }
    return marks;
}

const OGRGeometry& old_aral() {
    for (const Row& shore : layer("aral_shores")) {
        if (shore.text("year") == "1960") return *shore.shape;
    }
    throw std::runtime_error("there is no shore of 1960");
}
const OGRGeometry& later_aral() {
    for (const Row& shore : layer("aral_shores")) {
        if (shore.text("year") == "2005") return *shore.shape;
    }
    throw std::runtime_error("there is no shore of 2005");
}

/// Where along a line the nearest vertex to a place is.
std::size_t nearest_vertex(const Line& line, geo::LonLat place, std::size_t from = 0) {
    std::size_t best = from;
    for (std::size_t i = from; i < line.size(); ++i) {
        if (distance_km(line[i], place) < distance_km(line[best], place)) best = i;
    }
    return best;
}

TEST(Rivers, AreAllThatTheFactsCanTrace) {
    std::set<std::string> traced, drawn;
    for (const FactRow& row : traced_rivers()) {
        traced.insert(row.at("id"));
        const Row& on_map = row_of("rivers", row.at("id"));
        EXPECT_EQ(on_map.text("name"), row.at("name"));
        EXPECT_EQ(on_map.text("flows_into"), row.at("flows_into"));
    }
    for (const Row& row : layer("rivers")) {
        if (!row.text("id").empty()) drawn.insert(row.text("id"));
    }
    EXPECT_EQ(drawn, traced);
    EXPECT_EQ(traced.size(), 55U);
}

TEST(Rivers, HaveTheLengthThatWasTracedWithinThreePercent) {
    for (const FactRow& row : traced_rivers()) {
        SCOPED_TRACE(row.at("id"));
        const double traced_km = std::stod(row.at("traced_length_km"));
        EXPECT_NEAR(length_km(river(row.at("id"))) / traced_km, 1.0, 0.03);
        EXPECT_NEAR(row_of("rivers", row.at("id")).number("length_km") / traced_km, 1.0, 0.03);
    }
}

TEST(Rivers, RunDownstreamFromOneWayPointToTheNext) {
    for (const FactRow& row : traced_rivers()) {
        SCOPED_TRACE(row.at("id"));
        const Line line = river(row.at("id"));
        const Line marks = marks_of(row);
        EXPECT_LT(distance_km(line.front(), marks.front()), 1.1);
        // The mouth of some way-points stands on a stub: there the line goes on to the river it flows into.
        EXPECT_LT(distance_km(line.back(), marks.back()), 4.0);
        std::size_t at = 0;
        for (const geo::LonLat mark : marks) {
            at = nearest_vertex(line, mark, at);
            // Some way-points stand at the mouth of a tributary, up to 3 km off the line.
            EXPECT_LT(distance_km(line[at], mark), 3.0) << "way-point " << mark.lon_deg << " " << mark.lat_deg;
        }
    }
}

TEST(Rivers, EndInTheOneTheyFlowIntoInTheirLakeInTheirSandsOrAtTheEdge) {
    for (const FactRow& row : traced_rivers()) {
        SCOPED_TRACE(row.at("id"));
        const std::string& into = row.at("flows_into");
        const geo::LonLat mouth = river(row.at("id")).back();
        if (into == "aral-sea") {
            EXPECT_LT(distance_to_edge_km(mouth, old_aral()), 1.0);
        } else if (into == "balkhash") {
            EXPECT_LT(distance_to_edge_km(mouth, *row_of("lakes", into).shape), 1.0);
        } else if (into == "caspian-sea") {
            // The Atrek ends where its bed falls dry, short of the shore.
            EXPECT_LT(distance_to_edge_km(mouth, *row_of("lakes", into).shape), row.at("id") == "atrek" ? 8.0 : 2.0);
        } else if (into == "off-map") {
            const double away_deg =
                std::min({std::abs(mouth.lon_deg - core_west), std::abs(mouth.lon_deg - core_east),
                          std::abs(mouth.lat_deg - core_south), std::abs(mouth.lat_deg - core_north)});
            EXPECT_LT(away_deg, 0.02);
        } else if (into == "sands") {
            // Not in any other river; the facts say where.
            EXPECT_FALSE(row.at("note").empty());
            for (const FactRow& other : traced_rivers()) {
                if (other.at("id") == row.at("id")) continue;
                EXPECT_GT(distance_km(mouth, river(other.at("id"))), 2.0) << "but reaches " << other.at("id");
            }
        } else {
            EXPECT_LT(distance_km(mouth, river(into)), 1.0) << "does not reach " << into;
        }
    }
}

TEST(Rivers, ThatEndInASaltLakeReachIt) {
    EXPECT_LT(distance_to_edge_km(river("nura").back(), *row_of("lakes", "tengiz").shape), 5.0);
    EXPECT_LT(distance_to_edge_km(river("emel").back(), *row_of("lakes", "alakol").shape), 5.0);
}

/// A leg without vertices of this length is a straight line across something, not a drawn river.
constexpr double longest_drawn_leg_km = 12.0;

TEST(Rivers, AreStraightOnlyWhereTheFactsSayThatALakeOrAGapIsCrossed) {
    for (const FactRow& row : traced_rivers()) {
        SCOPED_TRACE(row.at("id"));
        const Line line = river(row.at("id"));
        const double gap_km = std::stod(row.at("longest_gap_km"));
        for (std::size_t i = 1; i < line.size(); ++i) {
            EXPECT_LT(distance_km(line[i - 1], line[i]), std::max(longest_drawn_leg_km, gap_km + 5.0))
                << "at " << line[i].lon_deg << " " << line[i].lat_deg;
        }
    }
}

TEST(Rivers, NeverPassAPlaceTwiceNorTurnBackOnThemselves) {
    for (const FactRow& row : traced_rivers()) {
        SCOPED_TRACE(row.at("id"));
        const Line line = river(row.at("id"));
        std::set<std::pair<double, double>> seen;
        for (const geo::LonLat point : line) {
            EXPECT_TRUE(seen.emplace(point.lon_deg, point.lat_deg).second)
                << "twice at " << point.lon_deg << " " << point.lat_deg;
        }
        for (std::size_t i = 2; i < line.size(); ++i) {
            // A spike: out and back to (nearly) the same place.
            const double out_km = distance_km(line[i - 2], line[i - 1]);
            const double back_km = distance_km(line[i - 1], line[i]);
            const bool is_spike = distance_km(line[i - 2], line[i]) < 0.15 * std::min(out_km, back_km);
            EXPECT_FALSE(is_spike && std::min(out_km, back_km) > 0.5)
                << "a spike at " << line[i - 1].lon_deg << " " << line[i - 1].lat_deg;
        }
    }
}

TEST(Rivers, AreDrawnOnce) {
    // No stretch belongs to two rivers, named or not; but the Vakhsh and the Panj share their last 250 m.
    std::map<std::pair<std::pair<double, double>, std::pair<double, double>>, std::string> owner;
    double twice_km = 0.0;
    for (const Row& row : layer("rivers")) {
        const Line line = points_of(*row.shape);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto a = std::pair(line[i - 1].lon_deg, line[i - 1].lat_deg);
            const auto b = std::pair(line[i].lon_deg, line[i].lat_deg);
            const auto [other, is_new] = owner.emplace(std::minmax(a, b), row.text("id"));
            if (is_new || (other->second == "vakhsh" && row.text("id") == "panj")) continue;
            twice_km += distance_km(line[i - 1], line[i]);
            ADD_FAILURE() << row.text("id") << " and " << other->second << " share a stretch at " << a.first << " "
                          << a.second;
        }
    }
    EXPECT_EQ(twice_km, 0.0);
}

TEST(Rivers, HaveNoNamelessDoubleBesideANamedOne) {
    // Cells of a grid, about 400 m wide, that a named river runs through.
    const auto cell_of = [](geo::LonLat place, int dx, int dy) {
        return std::pair(static_cast<int>(place.lon_deg * 200.0) + dx, static_cast<int>(place.lat_deg * 250.0) + dy);
    };
    std::set<std::pair<int, int>> named;
    for (const FactRow& row : traced_rivers()) {
        const Line line = river(row.at("id"));
        for (std::size_t i = 1; i < line.size(); ++i) {
            const int steps = 1 + static_cast<int>(distance_km(line[i - 1], line[i]) / 0.2);
            for (int s = 0; s < steps; ++s) {
                const double share = static_cast<double>(s) / steps;
                named.insert(cell_of({std::lerp(line[i - 1].lon_deg, line[i].lon_deg, share),
                                      std::lerp(line[i - 1].lat_deg, line[i].lat_deg, share)},
                                     0, 0));
            }
        }
    }
    for (const Row& row : layer("rivers")) {
        if (!row.text("id").empty()) continue;
        const Line line = points_of(*row.shape);
        if (!is_in_core(line.front(), 0.0) || line.size() < 4) continue;
        int close = 0;
        for (const geo::LonLat point : line) {
            const auto is_named = [&](int dx, int dy) { return named.contains(cell_of(point, dx, dy)); };
            if (is_named(0, 0) || is_named(1, 0) || is_named(-1, 0) || is_named(0, 1) || is_named(0, -1)) ++close;
        }
        EXPECT_LT(static_cast<double>(close) / static_cast<double>(line.size()), 0.6)
            << "from " << line.front().lon_deg << " " << line.front().lat_deg << ", " << row.text("length_km") << " km";
    }
}

TEST(Rivers, OfNaturalEarthAreDrawnOnlyOutsideThePartThatGshhgCovers) {
    int outside = 0;
    for (const Row& row : layer("rivers")) {
        const bool is_natural_earth = row.text("id").empty() && row.text("source").find("Natural Earth") == 0;
        for (const geo::LonLat point : points_of(*row.shape)) {
            if (is_natural_earth) {
                ++outside;
                EXPECT_FALSE(is_in_core(point, 0.001)) << point.lon_deg << " " << point.lat_deg;
            } else {
                EXPECT_TRUE(is_in_core(point, -0.001)) << point.lon_deg << " " << point.lat_deg;
            }
        }
    }
    EXPECT_GT(outside, 1000);
}

TEST(Rivers, AtTheEdgeOfFullDetailGoOnOutside) {
    // The Irtysh, Esil and Tobol leave it; a coarse line takes each of them up within a pixel or two of a far view.
    for (const char* const id : {"irtysh", "esil", "tobol"}) {
        const geo::LonLat mouth = river(id).back();
        double nearest_km = std::numeric_limits<double>::infinity();
        for (const Row& row : layer("rivers")) {
            if (!row.text("id").empty() || row.text("source").find("Natural Earth") != 0) continue;
            nearest_km = std::min(nearest_km, distance_km(mouth, points_of(*row.shape)));
        }
        EXPECT_LT(nearest_km, 3.0) << id;
    }
}

/// A place on a river's way to the sea, followed down to it through `flows_into`.
struct Journey {
    Line line;
    std::vector<std::string> rivers;
    std::vector<double> joint_km;  // how far each river's end is from the next one's line
};

Journey to_the_sea(std::string id, geo::LonLat start) {
    Journey journey;
    for (int hop = 0; hop < 10 && id != "aral-sea"; ++hop) {
        const Line line = river(id);
        const std::size_t from = nearest_vertex(line, start);
        journey.rivers.push_back(id);
        journey.joint_km.push_back(distance_km(start, line));
        journey.line.insert(journey.line.end(), line.begin() + static_cast<std::ptrdiff_t>(from), line.end());
        start = line.back();
        id = row_of("rivers", id).text("flows_into");
    }
    return journey;
}

geo::LonLat site(const std::string& id) {
    return points_of(*row_of("sites", id).shape)[0];
}

TEST(Journeys, FromRogunDownTheVakhshAndTheAmuDaryaReachTheAralWithoutABreak) {
    const Journey journey = to_the_sea("vakhsh", site("rogun"));
    EXPECT_EQ(journey.rivers, (std::vector<std::string>{"vakhsh", "amu-darya"}));
    for (const double km : journey.joint_km) EXPECT_LT(km, 1.0);
    EXPECT_LT(distance_to_edge_km(journey.line.back(), old_aral()), 1.0);
    EXPECT_NEAR(length_km(journey.line), 1637.0, 0.03 * 1637.0);  // rivers.csv: 282 + 1,356 km
    for (std::size_t i = 1; i < journey.line.size(); ++i) {
        EXPECT_LT(distance_km(journey.line[i - 1], journey.line[i]), longest_drawn_leg_km)
            << "a break at " << journey.line[i].lon_deg << " " << journey.line[i].lat_deg;
    }
}

TEST(Journeys, FromKambarataDownTheNarynAndTheSyrDaryaReachTheAralAndAreStraightOnlyInTwoReservoirs) {
    for (const char* const plant : {"kambarata-1", "kambarata-2"}) {
        SCOPED_TRACE(plant);
        const Journey journey = to_the_sea("naryn", site(plant));
        EXPECT_EQ(journey.rivers, (std::vector<std::string>{"naryn", "syr-darya"}));
        for (const double km : journey.joint_km) EXPECT_LT(km, 2.0);
        EXPECT_LT(distance_to_edge_km(journey.line.back(), old_aral()), 1.0);
        EXPECT_NEAR(length_km(journey.line), 2069.0, 0.03 * 2069.0);  // rivers.csv: 207 + 1,862 km
        const OGRGeometry& kayrakkum = *row_of("lakes", "kayrakkum-reservoir").shape;
        const OGRGeometry& chardara = *row_of("lakes", "chardara-reservoir").shape;
        int straight = 0;
        for (std::size_t i = 1; i < journey.line.size(); ++i) {
            const geo::LonLat a = journey.line[i - 1];
            const geo::LonLat b = journey.line[i];
            if (distance_km(a, b) < longest_drawn_leg_km) continue;
            ++straight;
            for (const geo::LonLat end : {a, b}) {
                const bool is_in_lake = contains(kayrakkum, end) || contains(chardara, end);
                const double to_shore_km =
                    std::min(distance_to_edge_km(end, kayrakkum), distance_to_edge_km(end, chardara));
                EXPECT_TRUE(is_in_lake || to_shore_km < 3.0) << "a break at " << end.lon_deg << " " << end.lat_deg;
            }
        }
        EXPECT_GE(straight, 2);
    }
}

TEST(Journeys, OfEveryTributaryEndAtASeaALakeTheSandsOrTheEdge) {
    const std::set<std::string> ends{"aral-sea", "balkhash", "caspian-sea", "sands", "off-map"};
    for (const FactRow& row : traced_rivers()) {
        std::string id = row.at("id");
        int hops = 0;
        while (!ends.contains(id) && ++hops < 12) id = row_of("rivers", id).text("flows_into");
        EXPECT_TRUE(ends.contains(id)) << row.at("id") << " goes round in a circle";
    }
}

TEST(Rivers, OfTheTwoBasinsAreMarkedAsSuch) {
    for (const FactRow& row : traced_rivers()) {
        std::string id = row.at("id");
        std::string basin;
        for (int hop = 0; hop < 12 && basin.empty(); ++hop) {
            if (id == "amu-darya" || id == "syr-darya") basin = id;
            bool is_river = false;
            for (const FactRow& next : traced_rivers()) {
                if (next.at("id") != id) continue;
                id = next.at("flows_into");
                is_river = true;
                break;
            }
            if (!is_river) break;
        }
        EXPECT_EQ(row_of("rivers", row.at("id")).text("basin"), basin) << row.at("id");
    }
}

TEST(Aral, OfAbout1960HasBetween64000And70000SquareKilometres) {
    EXPECT_GT(area_km2(old_aral()), 64'000.0);
    EXPECT_LT(area_km2(old_aral()), 70'000.0);
}

TEST(Aral, OfAbout2005HasBetween17500And19500SquareKilometresAndSaysItsDate) {
    EXPECT_GT(area_km2(later_aral()), 17'500.0);
    EXPECT_LT(area_km2(later_aral()), 19'500.0);
    ASSERT_EQ(layer("aral_shores").size(), 2U);
    EXPECT_EQ(layer("aral_shores")[0].text("label"), "about 1960");
    EXPECT_EQ(layer("aral_shores")[1].text("label"), "about 2005");
}

TEST(Aral, OfAbout2005HasTheAreaThatTheYearlyFiguresGiveFor2005) {
    for (const FactRow& row : facts("aral")) {
        if (row.at("year") != "2005" || row.at("part") != "whole" || row.at("area_km2").empty()) continue;
        EXPECT_NEAR(area_km2(later_aral()) / std::stod(row.at("area_km2")), 1.0, 0.05);
        return;
    }
    FAIL() << "aral.csv has no area of the whole sea in 2005";
}

TEST(Aral, HasItsIslandsAsHoles) {
    const auto shores = polygons_of(old_aral());
    ASSERT_EQ(shores.size(), 1U);
    EXPECT_GE(shores[0]->getNumInteriorRings(), 40);
    EXPECT_FALSE(contains(old_aral(), {59.15, 45.09})) << "Vozrozhdeniya";
    EXPECT_FALSE(contains(old_aral(), {59.89, 45.63})) << "Barsakelmes";
    EXPECT_FALSE(contains(old_aral(), {60.44, 46.22})) << "Kokaral";
    EXPECT_TRUE(contains(old_aral(), {60.2, 45.0})) << "open water";
}

TEST(Aral, ThatIsLeftLiesInsideItsOldShore) {
    const OGRGeometryUniquePtr inside(later_aral().Intersection(&old_aral()));
    ASSERT_TRUE(inside);
    EXPECT_GT(area_km2(*inside) / area_km2(later_aral()), 0.95);
}

TEST(Lakes, AreThereWithTheirNames) {
    const std::map<std::string, std::pair<double, double>> about_km2{
        // widely published surfaces, wide limits: shores move, and the lines are of different years
        {"balkhash", {15'000, 19'500}},
        {"issyk-kul", {6'000, 6'500}},
        {"zaysan", {1'800, 5'500}},
        {"alakol", {2'200, 3'000}},
        {"tengiz", {1'100, 1'700}},
        {"caspian-sea", {365'000, 405'000}},
        {"sarygamysh", {2'500, 5'500}},
        {"aydar-arnasay", {1'800, 4'500}},
        {"karakul", {340, 420}},
        {"song-kul", {240, 300}},
        {"kayrakkum-reservoir", {380, 550}},
        {"chardara-reservoir", {500, 950}},
        {"kapchagay-reservoir", {800, 1'900}},
        {"toktogul-reservoir", {200, 650}},
        {"sarez", {70, 95}},
    };
    for (const auto& [id, range] : about_km2) {
        SCOPED_TRACE(id);
        const Row& lake = row_of("lakes", id);
        EXPECT_FALSE(lake.text("name").empty());
        EXPECT_GT(area_km2(*lake.shape), range.first);
        EXPECT_LT(area_km2(*lake.shape), range.second);
        EXPECT_EQ(lake.text("kind"), id.find("reservoir") != std::string::npos ? "reservoir" : "lake");
    }
}

TEST(Lakes, SayTheirArea) {
    for (const Row& lake : layer("lakes")) {
        EXPECT_NEAR(area_km2(*lake.shape), lake.number("area_km2"), 0.6 + 0.002 * lake.number("area_km2"))
            << lake.text("id");
    }
}

TEST(Lakes, HaveIslandsAsHoles) {
    EXPECT_GE(polygons_of(*row_of("lakes", "balkhash").shape)[0]->getNumInteriorRings(), 1);
    EXPECT_GE(polygons_of(*row_of("lakes", "alakol").shape)[0]->getNumInteriorRings(), 1);
}

TEST(Lakes, AreDrawnOnceAndNotAsSeasToo) {
    std::vector<const Row*> waters;
    for (const Row& lake : layer("lakes")) waters.push_back(&lake);
    for (const Row& sea : layer("seas")) waters.push_back(&sea);
    std::vector<OGREnvelope> boxes(waters.size());
    for (std::size_t i = 0; i < waters.size(); ++i) waters[i]->shape->getEnvelope(&boxes[i]);
    for (std::size_t i = 0; i < waters.size(); ++i) {
        for (std::size_t j = i + 1; j < waters.size(); ++j) {
            if (!boxes[i].Intersects(boxes[j]) || !waters[i]->shape->Intersects(waters[j]->shape.get())) continue;
            const OGRGeometryUniquePtr both(waters[i]->shape->Intersection(waters[j]->shape.get()));
            const double smaller = std::min(area_km2(*waters[i]->shape), area_km2(*waters[j]->shape));
            EXPECT_LT(area_km2(*both), 0.35 * smaller)
                << waters[i]->text("id") << waters[i]->text("area_km2") << " km², " << waters[j]->text("id")
                << waters[j]->text("area_km2") << " km²";
        }
        if (waters[i]->text("id") == "caspian-sea") continue;
        EXPECT_FALSE(waters[i]->shape->Intersects(&later_aral())) << "the Aral has a layer of its own";
    }
}

TEST(Seas, AreOutsideThePartInFullDetail) {
    OGRLinearRing ring;
    for (const auto& [lon, lat] : {std::pair{56.0, 34.0}, {89.0, 34.0}, {89.0, 56.0}, {56.0, 56.0}, {56.0, 34.0}}) {
        ring.addPoint(lon, lat);
    }
    OGRPolygon inland;
    inland.addRing(&ring);
    for (const Row& sea : layer("seas")) EXPECT_FALSE(sea.shape->Intersects(&inland));
    const auto is_sea = [](geo::LonLat place) {
        const auto& seas = layer("seas");
        return std::any_of(seas.begin(), seas.end(), [&](const Row& sea) { return contains(*sea.shape, place); });
    };
    EXPECT_TRUE(is_sea({35.0, 43.5})) << "Black Sea";
    EXPECT_TRUE(is_sea({51.0, 27.5})) << "Persian Gulf";
    EXPECT_TRUE(is_sea({63.0, 23.5})) << "Arabian Sea";
    EXPECT_FALSE(is_sea({63.0, 27.5})) << "Balochistan";
}

}  // namespace
}  // namespace darya::geodata
