// Sites and towns.

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "atlas_file.h"

namespace darya::geodata {
namespace {

geo::LonLat spot(const Row& row) {
    return points_of(*row.shape)[0];
}

/// The line of the river that a site's row names; empty when the map has none.
std::vector<geo::LonLat> river_named(const std::string& name) {
    for (const Row& row : layer("rivers")) {
        const std::string& river = row.text("name");
        // "Bartang (Murghab)" in one table, "Bartang (Aksu, Murghab)" in the other
        const auto short_name = [](const std::string& full) { return full.substr(0, full.find(" (")); };
        if (!river.empty() && short_name(river) == short_name(name)) return points_of(*row.shape);
    }
    return {};
}

TEST(Sites, WithADamLieWithinFiveKilometresOfTheirRiver) {
    // Farhad's plant stands on a canal that leads off the river; the Kok-Aral dam closes a strait of the Aral Sea;
    // Lake Sarez is marked in the middle of the lake.
    const std::set<std::string> exceptions{"farhad", "kok-aral-dam", "sarez"};
    int measured = 0;
    for (const Row& site : layer("sites")) {
        SCOPED_TRACE(site.text("id"));
        const std::string& kind = site.text("kind");
        const bool is_dam =
            kind == "hydropower" || kind == "dike" || kind == "reservoir" || kind == "canal head" || kind == "lake";
        if (!is_dam) continue;
        const auto river = river_named(site.text("river"));
        ASSERT_FALSE(river.empty()) << "no river '" << site.text("river") << "' on the map";
        const double away_km = distance_km(spot(site), river);
        if (exceptions.contains(site.text("id"))) {
            EXPECT_LT(away_km, 10.0);
        } else if (kind == "reservoir") {
            EXPECT_LT(away_km, 30.0);  // Koksarai is filled through a canal from the Syr Darya
        } else {
            EXPECT_LT(away_km, 5.0);
            ++measured;
        }
    }
    EXPECT_GE(measured, 18);
}

TEST(Sites, HaveRogunOnTheVakhshAndBothKambaratasOnTheNaryn) {
    EXPECT_EQ(row_of("sites", "rogun").text("river"), "Vakhsh");
    EXPECT_LT(distance_km(spot(row_of("sites", "rogun")), points_of(*row_of("rivers", "vakhsh").shape)), 1.0);
    for (const char* const plant : {"kambarata-1", "kambarata-2"}) {
        SCOPED_TRACE(plant);
        EXPECT_EQ(row_of("sites", plant).text("river"), "Naryn");
        EXPECT_LT(distance_km(spot(row_of("sites", plant)), points_of(*row_of("rivers", "naryn").shape)), 2.0);
    }
}

TEST(Sites, FollowTheirRiversInTheOrderOfTheCascades) {
    const auto order = [](const std::string& river, const std::vector<std::string>& sites) {
        const auto line = points_of(*row_of("rivers", river).shape);
        std::size_t before = 0;
        for (const std::string& id : sites) {
            const geo::LonLat place = spot(row_of("sites", id));
            std::size_t best = 0;
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (distance_km(line[i], place) < distance_km(line[best], place)) best = i;
            }
            EXPECT_GE(best, before) << id << " is not below the one before it";
            before = best;
        }
    };
    order("vakhsh", {"rogun", "nurek", "baipaza", "sangtuda-1", "sangtuda-2"});
    order("naryn", {"kambarata-1", "kambarata-2", "toktogul", "kurpsai", "tash-kumyr", "shamaldy-sai", "uch-kurgan"});
    order("syr-darya", {"kayrakkum", "farhad", "chardara", "kok-aral-dam"});
    order("amu-darya", {"qosh-tepa-canal", "karakum-canal-head", "tuyamuyun"});
}

TEST(Sites, DoNotMarkKambarataForItStandsForBothPlants) {
    for (const Row& site : layer("sites")) EXPECT_NE(site.text("id"), "kambarata");
}

TEST(Sites, CarryTheFactsAsTheyStandInTheTable) {
    std::set<std::string> wanted, found;
    for (const Row& site : layer("sites")) found.insert(site.text("id"));
    for (const FactRow& fact : facts("sites")) {
        const std::string& kind = fact.at("kind");
        if (kind == "city" || kind == "country" || kind == "province" || fact.at("id") == "kambarata") continue;
        wanted.insert(fact.at("id"));
        SCOPED_TRACE(fact.at("id"));
        const Row& site = row_of("sites", fact.at("id"));
        EXPECT_NEAR(spot(site).lon_deg, std::stod(fact.at("lon")), 1e-5);
        EXPECT_NEAR(spot(site).lat_deg, std::stod(fact.at("lat")), 1e-5);
        for (const auto& [column, cell] : fact) {
            if (column == "lon" || column == "lat" || column == "aliases") continue;
            const bool is_number = column == "height_m" || column == "capacity_mw" || column == "reservoir_km3" ||
                                   column == "river_distance_km";
            if (is_number && !cell.empty()) {
                EXPECT_NEAR(site.number(column), std::stod(cell), 1e-9) << column;
            } else {
                EXPECT_EQ(site.text(column), cell) << column;  // "not found" stays empty and never becomes 0
            }
        }
    }
    EXPECT_EQ(found, wanted);
}

TEST(Sites, HaveAStateThatGivesTheirSymbol) {
    std::map<std::string, int> count;
    for (const Row& site : layer("sites")) {
        const std::string& state = site.text("state");
        ++count[state];
        if (site.text("kind") == "hydropower") {
            EXPECT_TRUE(state == "operating" || state == "under construction" || state == "planned")
                << site.text("id") << ": " << state;
        }
    }
    EXPECT_EQ(row_of("sites", "rogun").text("state"), "under construction");
    EXPECT_EQ(row_of("sites", "nurek").text("state"), "operating");
    EXPECT_EQ(row_of("sites", "sarez").text("state"), "natural");
    EXPECT_GE(count["operating"], 15);
}

struct Capital {
    const char* id;
    const char* country;
    geo::LonLat place;
};

TEST(Towns, MarkTheCapitalsEachOnceAndInItsPlace) {
    // City centres, to a hundredth of a degree.
    for (const Capital& capital :
         {Capital{"astana", "kazakhstan", {71.43, 51.13}}, Capital{"tashkent", "uzbekistan", {69.24, 41.31}},
          Capital{"dushanbe", "tajikistan", {68.78, 38.56}}, Capital{"bishkek", "kyrgyzstan", {74.60, 42.87}},
          Capital{"ashgabat", "turkmenistan", {58.38, 37.95}}}) {
        SCOPED_TRACE(capital.id);
        int marked = 0;
        for (const Row& town : layer("towns")) {
            if (town.text("country") == capital.country && town.number("capital") > 0.5) {
                ++marked;
                EXPECT_EQ(town.text("id"), capital.id);
                EXPECT_LT(distance_km(spot(town), capital.place), 8.0);  // GeoNames' idea of the centre
            }
        }
        EXPECT_EQ(marked, 1);
        EXPECT_EQ(row_of("towns", capital.id).number("rank"), 1.0);
    }
    EXPECT_LT(row_of("towns", "almaty").number("capital"), 0.5);  // the capital until 1997
}

TEST(Towns, OfTheFactsAreThereOnceUnderTheirNames) {
    for (const FactRow& fact : facts("sites")) {
        if (fact.at("kind") != "city") continue;
        SCOPED_TRACE(fact.at("id"));
        const Row& town = row_of("towns", fact.at("id"));
        EXPECT_EQ(town.text("name"), fact.at("name"));
        EXPECT_LT(distance_km(spot(town), {std::stod(fact.at("lon")), std::stod(fact.at("lat"))}), 0.1);
        EXPECT_GT(town.number("population"), 5'000.0);
    }
}

TEST(Towns, OfOneNameDoNotStandSideBySide) {
    const auto& towns = layer("towns");
    for (std::size_t i = 0; i < towns.size(); ++i) {
        for (std::size_t j = i + 1; j < towns.size(); ++j) {
            const double away_km = distance_km(spot(towns[i]), spot(towns[j]));
            EXPECT_FALSE(towns[i].text("name") == towns[j].text("name") && away_km < 150.0) << towns[i].text("name");
            EXPECT_GT(away_km, 0.5) << towns[i].text("name") << " and " << towns[j].text("name");
        }
    }
}

TEST(Towns, LieInTheirCountries) {
    for (const char* const id : {"kazakhstan", "uzbekistan", "tajikistan", "kyrgyzstan", "turkmenistan"}) {
        const Row& country = row_of("countries", id);
        int count = 0;
        for (const Row& town : layer("towns")) {
            if (town.text("country") != id) continue;
            ++count;
            // The border is a line for maps of 1:10 million: a town beside it may fall on the wrong side.
            EXPECT_TRUE(contains(*country.shape, spot(town)) || distance_to_edge_km(spot(town), *country.shape) < 6.0)
                << town.text("name") << " is not in " << id;
        }
        EXPECT_GE(count, 7) << id;
    }
}

}  // namespace
}  // namespace darya::geodata
