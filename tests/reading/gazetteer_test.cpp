#include "reading/gazetteer.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "base/file.h"
#include "reading/mentions.h"
#include "texts.h"

namespace darya::reading {
namespace {

namespace fs = std::filesystem;

/// A folder of assets with small tables, gone again at the end.
class SmallFacts {
public:
    SmallFacts() : folder_(fs::temp_directory_path() / ("darya-facts-" + std::to_string(::getpid()))) {
        fs::create_directories(folder_ / "facts");
        fs::create_directories(folder_ / "gazetteer");
        write_name("places.csv",
                   "id,name,kind,parent,country,lon,lat,rank,source\n"
                   "naryn,Naryn,river,syr-darya,kyrgyzstan,74,41.4,1,facts\n"
                   "kyrgyzstan,Kyrgyzstan,country,,kyrgyzstan,74.5,41.5,1,map\n"
                   "uzgen,Uzgen,town,kyrgyzstan,kyrgyzstan,73.3,40.77,4,general knowledge\n");
        write_name("names.csv",
                   "surface,id,language,use\nUzgen,uzgen,en,\nÖzgön,uzgen,ky,weak\nKyrgyz,kyrgyzstan,en,adjective\n"
                   "Nobody,nowhere,en,\n");
        write_name("endings.csv", "language,final,after,forms,makes\nru,,consonant,|а|у,name\n");
        write_name("rules.csv", "from,to\nkh,h\n");
        write_name("words.csv", "role,language,words\nriver,en,river*|basin\nnonsense,en,word\n");
        write("sites.csv",
              "id,name,kind,country,river,lon,lat,state,status,height_m,capacity_mw,reservoir_km3,started,commissioned,"
              "aliases,source,confidence,source_names\n"
              "kambarata,Kambarata,hydropower complex,Kyrgyzstan,Naryn,73.4,41.8,planned,planned,,3920,,,,Kambar-Ata,"
              "known,general knowledge,\n"
              "kambarata-1,Kambarata-1,hydropower,Kyrgyzstan,Naryn,73.43,41.77,planned,,256,1860,5.4,1986-03,,,s,"
              "verified,A|B\n"
              "kambarata-2,Kambarata-2,hydropower,Kyrgyzstan,Naryn,,,operating,,60,120,,,2010-11-27,,s,verified,A\n"
              "kambarata-1,Again,hydropower,,,,,,,,,,,,,,,\n");
        write("waters.csv",
              "id,name,kind,countries,length_km,area_km2,flow_km3_per_year,aliases,source,confidence,source_names\n"
              "naryn,Naryn,river,Kyrgyzstan|Uzbekistan,807,59900,13.8,Naryn River|Kambar-Ata,s,verified,C\n");
        write("rivers.csv",
              "id,name,published_length_km,source,confidence,source_names\nnaryn,Narin,999,s,verified,D\n");
        write("variants.csv", "surface,id,language\nKambar-Ata,naryn,en\nNowhere,unknown-id,en\n");
        write("timeline.csv",
              "date,title,summary,places,kind,source,confidence,source_names\n"
              "2010-11-27,Unit starts,It starts.,kambarata-2|naryn,k,s,verified,A\n"
              "1986,Work begins,It begins.,kambarata,k,s,general knowledge,\n");
        write("aral.csv",
              "year,part,level_m,area_km2,volume_km3,salinity_g_per_l,inflow_km3,source,confidence,source_names\n"
              "1960,whole,53.4,68000,1093,10,,s,verified,A|B\n");
    }
    ~SmallFacts() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    SmallFacts(const SmallFacts&) = delete;
    SmallFacts& operator=(const SmallFacts&) = delete;

    void write(const char* name, std::string_view text) const {
        ASSERT_TRUE(base::write_file(folder_ / "facts" / name, text));
    }
    void write_name(const char* name, std::string_view text) const {
        ASSERT_TRUE(base::write_file(folder_ / "gazetteer" / name, text));
    }
    void remove(const char* name) const { fs::remove(folder_ / "facts" / name); }
    void remove_name(const char* name) const { fs::remove(folder_ / "gazetteer" / name); }
    base::Result<Gazetteer> load() {
        notes = {};
        return load_gazetteer(folder_, notes);
    }

    base::Notes notes;

private:
    fs::path folder_;
};

std::string fact(const Place& place, std::string_view label) {
    for (const Fact& one : place.facts) {
        if (one.label == label) return one.value;
    }
    return {};
}

TEST(GazetteerFiles, GiveFactsWithUnitsAndDatesForPeople) {
    SmallFacts files;
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer) << gazetteer.error().line();
    const Place& first = gazetteer->place(*gazetteer->find("kambarata-1"));
    EXPECT_EQ(first.name, "Kambarata-1");  // not the second row of that id
    EXPECT_EQ(fact(first, "Capacity"), "1,860 MW (design)");
    EXPECT_EQ(fact(first, "Building begun"), "Mar 1986");
    EXPECT_EQ(first.sources, (std::vector<std::string>{"A", "B"}));
    const Place& second = gazetteer->place(*gazetteer->find("kambarata-2"));
    EXPECT_EQ(fact(second, "Capacity"), "120 MW");
    EXPECT_EQ(fact(second, "First unit or filling"), "27 Nov 2010");
    EXPECT_FALSE(second.position);
    const Place& river = gazetteer->place(*gazetteer->find("naryn"));
    EXPECT_EQ(fact(river, "Basin"), "59,900 km²");
    EXPECT_EQ(fact(river, "Length"), "807 km");  // waters.csv comes before rivers.csv
    EXPECT_EQ(river.country, "Kyrgyzstan · Uzbekistan");
}

TEST(GazetteerFiles, FlagWhatIsGeneralKnowledge) {
    SmallFacts files;
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer);
    EXPECT_FALSE(gazetteer->place(*gazetteer->find("kambarata")).is_verified);
    EXPECT_TRUE(gazetteer->place(*gazetteer->find("kambarata-1")).is_verified);
    ASSERT_EQ(gazetteer->events().size(), 2U);
    EXPECT_FALSE(gazetteer->events()[0].is_verified);
    EXPECT_TRUE(gazetteer->events()[1].is_verified);
}

TEST(GazetteerFiles, LetVariantsWinOverAliasesAndCountSpellingsOfNobody) {
    SmallFacts files;
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer);
    const auto mentions = NameFinder(*gazetteer).find(*text_of("Once KAMBAR ATA was a name."));
    ASSERT_EQ(mentions.size(), 1U);
    EXPECT_EQ(gazetteer->place(mentions[0].place).id, "naryn");
    EXPECT_TRUE(mentions[0].others.empty());
    ASSERT_EQ(files.notes.sentences().size(), 3U);
    EXPECT_EQ(files.notes.sentences()[0], "1 spellings belong to no known place");
    EXPECT_EQ(files.notes.sentences()[1], "words.csv: there is no role 'nonsense'");
    EXPECT_EQ(files.notes.sentences()[2], "1 names belong to no known place");
}

TEST(GazetteerFiles, GivePlacesTheirParentAndRankAndAddThoseThatTheFactsHaveNot) {
    SmallFacts files;
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer);
    const Place& river = gazetteer->place(*gazetteer->find("naryn"));
    EXPECT_EQ(river.inside, "syr-darya");
    EXPECT_EQ(river.rank, 1);
    EXPECT_TRUE(river.position);
    EXPECT_FALSE(river.is_only_named);
    const Place& town = gazetteer->place(*gazetteer->find("uzgen"));
    EXPECT_EQ(town.kind, PlaceKind::town);
    EXPECT_EQ(town.country, "Kyrgyzstan");
    EXPECT_TRUE(town.is_only_named);
    const auto& spellings = gazetteer->spellings();
    const auto weak =
        std::find_if(spellings.begin(), spellings.end(), [](const Spelling& s) { return s.surface == "Özgön"; });
    ASSERT_NE(weak, spellings.end());
    EXPECT_EQ(weak->use, SpellingUse::weak);
    EXPECT_EQ(weak->language, "ky");
}

TEST(GazetteerFiles, OfNamesAreNamedWhenTheyAreMissing) {
    for (const char* name : {"places.csv", "names.csv", "endings.csv", "rules.csv", "words.csv"}) {
        SmallFacts files;
        files.remove_name(name);
        const auto gazetteer = files.load();
        ASSERT_FALSE(gazetteer) << name;
        EXPECT_NE(gazetteer.error().where.find(name), std::string::npos) << gazetteer.error().line();
    }
}

TEST(GazetteerFiles, MakeKambarataOfItsTwoPlants) {
    SmallFacts files;
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer);
    const PlaceId whole = *gazetteer->find("kambarata");
    const PlaceId first = *gazetteer->find("kambarata-1");
    const PlaceId second = *gazetteer->find("kambarata-2");
    EXPECT_EQ(gazetteer->with_parts(whole), (std::vector<PlaceId>{whole, first, second}));
    EXPECT_EQ(gazetteer->with_parts(first), std::vector<PlaceId>{first});
    EXPECT_EQ(gazetteer->with_parents(first), (std::vector<PlaceId>{first, whole}));
    // An event of the whole is one of its part, an event of a part one of the whole, by date.
    ASSERT_EQ(gazetteer->events_of(second).size(), 2U);
    EXPECT_EQ(gazetteer->events_of(second)[0]->date, "1986");
    EXPECT_EQ(gazetteer->events_of(first).size(), 1U);
    EXPECT_EQ(gazetteer->events_of(whole).size(), 2U);
}

TEST(GazetteerFiles, LeaveUnknownNumbersOfTheAralUnknown) {
    SmallFacts files;
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer);
    ASSERT_EQ(gazetteer->aral_years().size(), 1U);
    const AralYear& year = gazetteer->aral_years()[0];
    EXPECT_EQ(year.year, 1960);
    EXPECT_EQ(year.area_km2, 68000.0);
    EXPECT_TRUE(std::isnan(year.inflow_km3));
}

TEST(GazetteerFiles, AreNamedWhenTheyAreMissingOrBroken) {
    for (const char* name : {"sites.csv", "waters.csv", "rivers.csv", "variants.csv", "timeline.csv", "aral.csv"}) {
        for (const char* content : {static_cast<const char*>(nullptr), "", "id,name\n1,\"torn"}) {
            SmallFacts files;
            if (content == nullptr) {
                files.remove(name);
            } else {
                files.write(name, content);
            }
            const auto gazetteer = files.load();
            ASSERT_FALSE(gazetteer) << name;
            EXPECT_NE(gazetteer.error().where.find(name), std::string::npos) << gazetteer.error().line();
        }
    }
}

TEST(GazetteerFiles, OfOtherColumnsGiveNoPlacesRatherThanAnEnd) {
    SmallFacts files;
    for (const char* name : {"sites.csv", "waters.csv", "rivers.csv", "variants.csv", "timeline.csv", "aral.csv"}) {
        files.write(name, "foreign,columns\n1,2\n");
    }
    files.write_name("places.csv", "foreign,columns\n1,2\n");
    const auto gazetteer = files.load();
    ASSERT_TRUE(gazetteer);
    EXPECT_TRUE(gazetteer->places().empty());
}

TEST(Gazetteer, TakesPlacesOfTheMapUnlessItKnowsThemBetter) {
    SmallFacts files;
    auto gazetteer = *files.load();
    const std::size_t count = gazetteer.places().size();
    Place town;
    town.id = "jalal-abad";
    town.name = "Jalal-Abad";
    Place known;
    known.id = "kambarata-2";
    known.name = "another name";
    known.position = geo::LonLat{73.2, 41.7};
    gazetteer.add_map_places({town, known});
    EXPECT_EQ(gazetteer.places().size(), count + 1);
    EXPECT_TRUE(gazetteer.find("jalal-abad"));
    const Place& plant = gazetteer.place(*gazetteer.find("kambarata-2"));
    EXPECT_EQ(plant.name, "Kambarata-2");
    ASSERT_TRUE(plant.position);
    EXPECT_EQ(plant.position->lon_deg, 73.2);
    EXPECT_TRUE(NameFinder(gazetteer).find(*text_of("In Jalal-Abad.")).empty());
}

TEST(Gazetteer, KnowsTheFactsThatComeWithTheProgram) {
    const Gazetteer& gazetteer = known_places();
    for (const char* id :
         {"rogun", "kambarata", "kambarata-1", "kambarata-2", "toktogul", "nurek", "aral-sea", "amu-darya", "syr-darya",
          "vakhsh", "naryn", "tashkent", "kazakhstan", "uzbekistan", "tajikistan", "kyrgyzstan"}) {
        EXPECT_TRUE(gazetteer.find(id)) << id;
    }
    EXPECT_FALSE(gazetteer.find("atlantis"));
    EXPECT_FALSE(gazetteer.find(""));
    const Place& rogun = gazetteer.place(place_id("rogun"));
    EXPECT_EQ(fact(rogun, "Height"), "335 m");
    EXPECT_FALSE(rogun.sources.empty());
    EXPECT_EQ(gazetteer.with_parts(place_id("kambarata")).size(), 3U);
    EXPECT_FALSE(gazetteer.events_of(place_id("rogun")).empty());
    EXPECT_GT(gazetteer.aral_years().size(), 100U);
}

TEST(Gazetteer, SaysOfEveryFactThatComesWithTheProgramWhereItIsFrom) {
    for (const Place& place : known_places().places()) {
        if (place.facts.empty()) continue;
        EXPECT_TRUE(!place.sources.empty() || !place.is_verified) << place.id;
    }
    for (const Event& event : known_places().events()) {
        EXPECT_TRUE(!event.sources.empty() || !event.is_verified) << event.title;
    }
    EXPECT_TRUE(std::is_sorted(known_places().events().begin(), known_places().events().end(),
                               [](const Event& a, const Event& b) { return a.date < b.date; }));
}

TEST(Gazetteer, NamesEveryKindOfPlace) {
    for (int kind = 0; kind <= static_cast<int>(PlaceKind::other); ++kind) {
        EXPECT_FALSE(kind_name(static_cast<PlaceKind>(kind)).empty());
    }
}

}  // namespace
}  // namespace darya::reading
