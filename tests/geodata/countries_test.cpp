// Countries, provinces and their borders.

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "atlas_file.h"

namespace darya::geodata {
namespace {

/// Total area with inland water as the statistical offices of the four publish it, km².
/// Sources: Bureau of National Statistics of Kazakhstan, 2,724,902; Statistics Agency of Uzbekistan, 448,978;
/// Agency on Statistics of Tajikistan, 141,400 (since 2011); National Statistical Committee of the Kyrgyz Republic,
/// 199,951.
struct Country {
    const char* id;
    double published_km2;
    geo::LonLat capital;
};
constexpr std::array<Country, 4> four{{
    {"kazakhstan", 2'724'902.0, {71.43, 51.13}},
    {"uzbekistan", 448'978.0, {69.24, 41.31}},
    {"tajikistan", 141'400.0, {68.78, 38.56}},
    {"kyrgyzstan", 199'951.0, {74.60, 42.87}},
}};

/// The segments of a shape's edge, the same whichever way it runs.
using Segment = std::tuple<double, double, double, double>;
std::vector<Segment> segments_of(const OGRGeometry& shape) {
    std::vector<Segment> found;
    for (const OGRPolygon* const polygon : polygons_of(shape)) {
        for (const OGRLinearRing* const ring : *polygon) {
            const auto points = points_of(*ring);
            for (std::size_t i = 1; i < points.size(); ++i) {
                const auto a = std::pair(points[i - 1].lon_deg, points[i - 1].lat_deg);
                const auto b = std::pair(points[i].lon_deg, points[i].lat_deg);
                const auto [first, last] = std::minmax(a, b);
                found.emplace_back(first.first, first.second, last.first, last.second);
            }
        }
    }
    return found;
}

/// How often each segment is part of a country's edge.
const std::map<Segment, int>& owners() {
    static const std::map<Segment, int> counted = [] {
        std::map<Segment, int> counts;
        for (const Row& country : layer("countries")) {
            for (const Segment& segment : segments_of(*country.shape)) ++counts[segment];
        }
        return counts;
    }();
    return counted;
}

std::string country_at(geo::LonLat place) {
    std::string found;
    for (const Row& country : layer("countries")) {
        if (contains(*country.shape, place)) found += country.text("id");
    }
    return found;
}

TEST(Countries, HaveTheirPublishedAreaWithinTwoPercent) {
    for (const Country& country : four) {
        SCOPED_TRACE(country.id);
        EXPECT_NEAR(area_km2(*row_of("countries", country.id).shape) / country.published_km2, 1.0, 0.02);
    }
}

TEST(Countries, AreFourInFullColourAndTheirNeighboursMuted) {
    std::set<std::string> in_colour;
    for (const Row& country : layer("countries")) {
        if (country.number("focus") > 0.5) in_colour.insert(country.text("id"));
    }
    EXPECT_EQ(in_colour, (std::set<std::string>{"kazakhstan", "uzbekistan", "tajikistan", "kyrgyzstan"}));
    for (const char* const neighbour :
         {"turkmenistan", "afghanistan", "iran", "china", "russia", "mongolia", "pakistan", "india", "azerbaijan"}) {
        EXPECT_LT(row_of("countries", neighbour).number("focus"), 0.5) << neighbour;
    }
}

TEST(Countries, HoldTheirCapitalsAndTheirNames) {
    for (const Country& country : four) EXPECT_EQ(country_at(country.capital), country.id);
    for (const Row& country : layer("countries")) {
        if (country.text("name").empty()) continue;
        const geo::LonLat label{country.number("label_lon"), country.number("label_lat")};
        EXPECT_EQ(country_at(label), country.text("id"));
    }
}

TEST(Countries, ShareTheirBordersPointByPointSoThatNeighboursNeverGap) {
    // Uzbekistan, Tajikistan and Kyrgyzstan have no sea coast here: each segment of their edges is a neighbour's too.
    for (const char* const id : {"uzbekistan", "tajikistan", "kyrgyzstan"}) {
        SCOPED_TRACE(id);
        for (const Segment& segment : segments_of(*row_of("countries", id).shape)) {
            const auto& [lon, lat, to_lon, to_lat] = segment;
            EXPECT_EQ(owners().at(segment), 2) << lon << " " << lat << " to " << to_lon << " " << to_lat;
        }
    }
    // Kazakhstan's also, but for the coast of the Caspian Sea.
    int coast = 0;
    for (const Segment& segment : segments_of(*row_of("countries", "kazakhstan").shape)) {
        if (owners().at(segment) == 2) continue;
        ++coast;
        EXPECT_LT(std::get<0>(segment), 54.5) << "a gap at latitude " << std::get<1>(segment);
    }
    EXPECT_GT(coast, 100);
}

TEST(Countries, DoNotOverlap) {
    const auto& rows = layer("countries");
    for (const Country& one : four) {
        const Row& country = row_of("countries", one.id);
        for (const Row& other : rows) {
            if (other.text("id") == one.id || !country.shape->Intersects(other.shape.get())) continue;
            const OGRGeometryUniquePtr both(country.shape->Intersection(other.shape.get()));
            ASSERT_TRUE(both);
            EXPECT_LT(area_km2(*both), 0.01) << one.id << " and " << other.text("id");
        }
    }
}

TEST(Countries, HaveTheirEnclavesInTheFerganaValley) {
    EXPECT_EQ(country_at({71.13, 39.97}), "uzbekistan");  // Sokh, inside Kyrgyzstan
    EXPECT_EQ(country_at({71.78, 39.98}), "uzbekistan");  // Shahimardan
    EXPECT_EQ(country_at({70.62, 39.83}), "tajikistan");  // Vorukh
    EXPECT_EQ(country_at({71.45, 39.85}), "kyrgyzstan");  // between them
    EXPECT_GE(polygons_of(*row_of("countries", "uzbekistan").shape).size(), 3U);
    EXPECT_GE(polygons_of(*row_of("countries", "tajikistan").shape).size(), 2U);
}

TEST(Countries, KeepBaikonurInKazakhstanAndItsLeaseLimitOnTheMap) {
    EXPECT_EQ(country_at({63.3, 46.0}), "kazakhstan");
    EXPECT_EQ(country_at({63.0, 45.65}), "kazakhstan");
    int limits = 0;
    for (const Row& border : layer("borders")) {
        if (border.text("note") != "Lease limit") continue;
        ++limits;
        EXPECT_NE(border.text("status"), "settled");
        EXPECT_EQ(border.text("left"), "kazakhstan");
        EXPECT_EQ(border.text("right"), "kazakhstan");
        EXPECT_GT(length_km(points_of(*border.shape)), 200.0);
    }
    EXPECT_EQ(limits, 1);
}

TEST(Borders, AreSettledDisputedOrUnsettledAndTheLastTwoSayWhy) {
    std::map<std::string, int> count;
    for (const Row& border : layer("borders")) {
        const std::string& status = border.text("status");
        ++count[status];
        EXPECT_EQ(border.text("note").empty(), status == "settled") << border.text("note");
    }
    EXPECT_EQ(count.size(), 3U);
    EXPECT_GT(count["settled"], 80);
    EXPECT_GT(count["disputed"], 10);
    EXPECT_GT(count["unsettled"], 2);
}

TEST(Borders, DrawKashmirAndAksaiChinUnsettled) {
    std::map<std::pair<std::string, std::string>, double> unsettled_km;
    for (const Row& border : layer("borders")) {
        if (border.text("status") == "settled") continue;
        unsettled_km[std::minmax(border.text("left"), border.text("right"))] += length_km(points_of(*border.shape));
    }
    EXPECT_GT((unsettled_km[{"india", "pakistan"}]), 500.0);
    EXPECT_GT((unsettled_km[{"china", "india"}]), 1000.0);
    EXPECT_GT((unsettled_km[{"china", "pakistan"}]), 100.0);
    EXPECT_GT((unsettled_km[{"china", "china"}]), 100.0) << "the Indian claim on Aksai Chin";
}

TEST(Borders, BetweenTheFourAreThereInFullLength) {
    std::map<std::pair<std::string, std::string>, double> drawn_km;
    for (const Row& border : layer("borders")) {
        drawn_km[std::minmax(border.text("left"), border.text("right"))] += length_km(points_of(*border.shape));
    }
    // A generalised line is shorter than the published one, and never a half of it.
    // Source: CIA World Factbook, boundaries: Kazakhstan, Uzbekistan, Tajikistan.
    const std::map<std::pair<std::string, std::string>, double> published_km{
        {{"kazakhstan", "uzbekistan"}, 2330},   {{"kazakhstan", "kyrgyzstan"}, 1212},
        {{"kyrgyzstan", "uzbekistan"}, 1314},   {{"kyrgyzstan", "tajikistan"}, 984},
        {{"tajikistan", "uzbekistan"}, 1312},   {{"kazakhstan", "russia"}, 7644},
        {{"turkmenistan", "uzbekistan"}, 1793}, {{"afghanistan", "tajikistan"}, 1357},
    };
    for (const auto& [pair, km] : published_km) {
        SCOPED_TRACE(pair.first + " and " + pair.second);
        EXPECT_GT(drawn_km[pair], 0.7 * km);
        EXPECT_LT(drawn_km[pair], 1.1 * km);
    }
}

TEST(Borders, RunOnTheEdgesOfTheCountriesTheyPart) {
    std::set<std::pair<double, double>> edge_points;
    for (const auto& [segment, count] : owners()) {
        edge_points.emplace(std::get<0>(segment), std::get<1>(segment));
        edge_points.emplace(std::get<2>(segment), std::get<3>(segment));
    }
    for (const Row& border : layer("borders")) {
        if (border.text("left") == border.text("right")) continue;  // claims and leases run inside
        for (const geo::LonLat point : points_of(*border.shape)) {
            EXPECT_TRUE(edge_points.contains({point.lon_deg, point.lat_deg}))
                << border.text("left") << " and " << border.text("right") << " at " << point.lon_deg << " "
                << point.lat_deg;
        }
    }
}

TEST(Provinces, FillTheirCountries) {
    for (const Country& country : four) {
        SCOPED_TRACE(country.id);
        double sum_km2 = 0.0;
        for (const Row& province : layer("provinces")) {
            if (province.text("country") == country.id) sum_km2 += area_km2(*province.shape);
        }
        EXPECT_NEAR(sum_km2 / area_km2(*row_of("countries", country.id).shape), 1.0, 0.005);
    }
}

TEST(Provinces, HoldTheirNames) {
    for (const Row& province : layer("provinces")) {
        EXPECT_TRUE(contains(*province.shape, {province.number("label_lon"), province.number("label_lat")}))
            << province.text("id");
        EXPECT_FALSE(province.text("name").empty()) << province.text("id");
    }
}

TEST(Provinces, OfTheFactsAreThereUnderTheirIds) {
    for (const FactRow& site : facts("sites")) {
        if (site.at("kind") != "province") continue;
        EXPECT_EQ(row_of("provinces", site.at("id")).text("name"), site.at("name"));
    }
}

}  // namespace
}  // namespace darya::geodata
