#include "reading/own_places.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "data/feature_table_builder.h"
#include "geo/projection.h"
#include "reading/mentions.h"
#include "reading/texts.h"

namespace darya::reading {
namespace {

std::vector<OwnPlace> places_in(const std::string& csv, base::Notes* told = nullptr) {
    base::Notes notes;
    const auto places = parse_own_places(csv, told != nullptr ? *told : notes);
    EXPECT_TRUE(places) << (places ? "" : places.error().line());
    return places ? *places : std::vector<OwnPlace>{};
}

using Names = std::vector<std::string>;

TEST(OwnPlaces, AreReadWithTheirSpellingsKindAndPosition) {
    const auto places = places_in(
        "id,Name,name_ru,Aliases,type,LON,Lat\n"
        "q1,Qumtepa,Кумтепа,Qum-tepa|Kumtepe; Kum Tepe ,village,70.5,38.25\n"
        ",\"Bek, Upper\",,,river,,\n");
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].id, "q1");
    EXPECT_EQ(places[0].names, (Names{"Qumtepa", "Кумтепа", "Qum-tepa", "Kumtepe", "Kum Tepe"}));
    EXPECT_EQ(places[0].kind, PlaceKind::town);
    ASSERT_TRUE(places[0].position);
    EXPECT_EQ(places[0].position->lon_deg, 70.5);
    EXPECT_EQ(places[0].position->lat_deg, 38.25);
    EXPECT_EQ(places[1].names, (Names{"Bek, Upper"}));
    EXPECT_EQ(places[1].kind, PlaceKind::river);
    EXPECT_FALSE(places[1].position);
}

TEST(OwnPlaces, AreReadFromWhatSpreadsheetsWrite) {
    const auto places = places_in("\xEF\xBB\xBFNAME;X;Y\r\nQumtepa;70,5;38,25\r\n\r\nArykbek;;\r\n");
    ASSERT_EQ(places.size(), 2U);
    ASSERT_TRUE(places[0].position);
    EXPECT_EQ(places[0].position->lon_deg, 70.5);
    EXPECT_EQ(places_in("title\tid\nQumtepa\tz\n").at(0).id, "z");
}

TEST(OwnPlaces, OfAnyKindOfColumnOfNamesAreFound) {
    for (const char* column : {"name", "names", "Title", "NAME_EN", "name:en", "Name_local", "place"}) {
        EXPECT_EQ(places_in(std::string(column) + "\nQumtepa\n").at(0).names, (Names{"Qumtepa"})) << column;
    }
    base::Notes notes;
    const auto places = parse_own_places("lon,lat\n1,2\n", notes);
    ASSERT_FALSE(places);
    EXPECT_NE(places.error().line().find("column of names"), std::string::npos);
}

TEST(OwnPlaces, ThatAreWrongAreNotesAndNeverAnEnd) {
    base::Notes notes;
    const auto places = places_in(
        "name,lon,lat\nX,1,2\n1984,1,2\n12-3,1,2\n,1,2\nFaraway,500,2\nStrange,east,2\n--,,\nQumtepa,70,38\n" +
            std::string(101, 'a') + ",1,2\nШ,1,2\n",
        &notes);
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[0].names, (Names{"Faraway"}));
    EXPECT_FALSE(places[0].position);
    EXPECT_FALSE(places[1].position);
    EXPECT_TRUE(places[2].position);
    std::string all;
    for (const std::string& sentence : notes.sentences()) all += sentence + "\n";
    for (const char* part : {"“X”", "“1984”", "“12-3”", "7 rows have no name", "2 rows have coordinates"}) {
        EXPECT_NE(all.find(part), std::string::npos) << part << " in\n" << all;
    }
}

TEST(OwnPlaces, AreNoMoreThanTwoHundredThousand) {
    std::string csv = "name\n";
    for (std::size_t i = 0; i < most_own_places + 7; ++i) csv += "Bek\n";
    base::Notes notes;
    EXPECT_EQ(places_in(csv, &notes).size(), most_own_places);
    ASSERT_EQ(notes.sentences().size(), 1U);
    EXPECT_NE(notes.sentences()[0].find("7 rows"), std::string::npos);
    Gazetteer gazetteer;
    add_own_places(gazetteer, places_in(csv));
    EXPECT_EQ(gazetteer.places().size(), most_own_places);
    EXPECT_TRUE(gazetteer.find("own:bek-200000"));
}

TEST(OwnPlaces, ThatAreNotUtf8OrEmptyAreErrors) {
    base::Notes notes;
    EXPECT_FALSE(parse_own_places("name\n\xCA\xF3\xEC\n", notes));
    EXPECT_FALSE(parse_own_places("", notes));
    EXPECT_FALSE(parse_own_places("name\n\"cut off\n", notes));
}

TEST(OwnPlaces, OfAMapHaveTheMiddleOfTheirShape) {
    const geo::LonLat here{70.5, 38.25};
    const geo::MapPoint at = geo::to_map(here);
    data::FeatureTableBuilder points("points", data::ShapeKind::point);
    points.begin_feature().add_part({at}).set_text("NAME", "Qumtepa").set_text("kind", "lake").set_number("id", 7);
    const data::FeatureTable table = std::move(points).build();
    EXPECT_TRUE(has_names(table));
    base::Notes notes;
    const auto places = own_places_of(table, notes);
    ASSERT_TRUE(places);
    ASSERT_EQ(places->size(), 1U);
    EXPECT_EQ((*places)[0].kind, PlaceKind::lake);
    EXPECT_NEAR((*places)[0].position->lon_deg, here.lon_deg, 1e-6);
    EXPECT_NEAR((*places)[0].position->lat_deg, here.lat_deg, 1e-6);

    data::FeatureTableBuilder polygons("areas", data::ShapeKind::polygon);
    polygons.begin_feature()
        .add_part({{at.x_m, at.y_m}, {at.x_m + 900, at.y_m}, {at.x_m + 900, at.y_m + 900}, {at.x_m, at.y_m + 900}})
        .set_text("name", "Qumtepa");
    const auto areas = own_places_of(std::move(polygons).build(), notes);
    ASSERT_TRUE(areas);
    const geo::MapPoint middle = geo::to_map(*areas->at(0).position);
    EXPECT_NEAR(middle.x_m, at.x_m + 450, 200);
    EXPECT_NEAR(middle.y_m, at.y_m + 450, 200);

    data::FeatureTableBuilder nameless("nameless", data::ShapeKind::point);
    nameless.begin_feature().add_part({at}).set_text("colour", "red");
    const data::FeatureTable without = std::move(nameless).build();
    EXPECT_FALSE(has_names(without));
    EXPECT_FALSE(own_places_of(without, notes));
}

TEST(OwnPlaces, GetIdsOfTheirOwn) {
    Gazetteer gazetteer = known_places();
    const std::size_t before = gazetteer.places().size();
    add_own_places(gazetteer, places_in("id,name\n,Qum-Tepa!\n,qum tepa\n17,Роғун боло\nMy Place,Elsewhere\n"));
    ASSERT_EQ(gazetteer.places().size(), before + 4);
    for (const char* id : {"own:qum-tepa", "own:qum-tepa-2", "own:my-place"}) EXPECT_TRUE(gazetteer.find(id)) << id;
    EXPECT_TRUE(gazetteer.places()[before + 2].id.starts_with("own:")) << gazetteer.places()[before + 2].id;
    EXPECT_EQ(gazetteer.places()[before + 2].id.find("17"), std::string::npos);
}

TEST(OwnPlaces, AreFoundInTextsUnderAllTheirNames) {
    Gazetteer gazetteer = known_places();
    add_own_places(gazetteer, places_in("name,spellings,kind\nQumtepa,Кумтепа|Kum-Tepe,town\n"));
    const NameFinder finder(gazetteer);
    const auto article = text_of("News\n\nThey left Qumtepa by night. Из Кумтепа, from Kum Tepe, to Rogun.\n");
    const auto mentions = finder.find(*article);
    const PlaceId own = *gazetteer.find("own:qumtepa");
    EXPECT_EQ(std::count_if(mentions.begin(), mentions.end(), [own](const Mention& m) { return m.place == own; }), 3);
    ASSERT_EQ(mentions.size(), 4U);
    EXPECT_EQ(gazetteer.place(mentions[3].place).id, "rogun");
}

TEST(OwnPlaces, OfABuiltInNameAreCandidatesAndWinATie) {
    Gazetteer gazetteer = known_places();
    add_own_places(gazetteer, places_in("name,kind\nOsh,town\n"));
    const NameFinder finder(gazetteer);
    const auto mentions = finder.find(*text_of("News\n\nWe came to Osh in the evening.\n"));
    ASSERT_EQ(mentions.size(), 1U);
    EXPECT_EQ(gazetteer.place(mentions[0].place).id, "own:osh");
    const auto& others = mentions[0].others;
    EXPECT_TRUE(std::any_of(others.begin(), others.end(),
                            [&](const Candidate& other) { return gazetteer.place(other.place).id == "osh"; }));
}

}  // namespace
}  // namespace darya::reading
