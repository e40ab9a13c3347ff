#include "app/map_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H

#include <gtest/gtest.h>

#include "app/load.h"
#include "app/map_module.h"
#include "base/file.h"
#include "geo/projection.h"
#include "scene/frame_maker.h"

namespace darya::app {
namespace {

/// The program's own map and names, loaded once.
struct World {
    DataFolders folders;
    std::shared_ptr<const scene::MapData> map;
    std::shared_ptr<const scene::NameTable> names;
    style::Style style;
    style::FontFiles fonts;

    World() {
        const fs::path root = DARYA_SOURCE_DIR;
        folders = {root / "assets", root / "shaders", root / "geodata"};
        base::Notes notes;
        map = read_map(folders, notes).value();
        const auto gazetteer = reading::load_gazetteer(folders.assets, notes);
        names = name_table(*gazetteer, folders.assets, notes).value();
        EXPECT_TRUE(notes.empty());
        style = load_style(folders.styles() / "light.toml").value();
        fonts = style::find_fonts(notes).value();
    }
};

const World& world() {
    static const World loaded;
    return loaded;
}

/// Makes frames of names and marks, without shapes.
class Film {
public:
    explicit Film(scene::NameLanguage language = scene::NameLanguage::english) : language_(language) {}

    scene::Frame frame(const scene::Camera& camera, const std::vector<std::string>& selected = {}) {
        scene::FrameInput input{*world().map, levels_, own_, layers_, world().style,
                                camera,       {},      {},   {},      {0.0F, 0.0F, camera.width_px, camera.height_px}};
        input.language = language_;
        input.names = world().names.get();
        input.base_margin_px = 400.0F;
        input.selected = selected;
        return maker_.make(input);
    }

private:
    scene::NameLanguage language_;
    std::vector<std::shared_ptr<const scene::LevelMeshes>> levels_;
    std::vector<std::shared_ptr<const scene::OwnLayer>> own_;
    std::vector<scene::LayerState> layers_ = scene::default_layers();
    scene::FrameMaker maker_{style::TextMeasure(world().fonts)};
};

scene::Camera over(double lon_deg, double lat_deg, double width_km) {
    return {geo::to_map({lon_deg, lat_deg}), width_km, 1000.0F, 640.0F};
}

scene::Camera over_region() {
    return scene::fitted({{}, 1000.0, 1280.0F, 800.0F}, world().map->region, {0.0F, 0.0F, 1280.0F, 800.0F});
}

/// The camera over one of the countries.
scene::Camera over_country(const std::string& id) {
    const auto named = world().map->find(id);
    return scene::fitted({{}, 1000.0, 1280.0F, 800.0F}, named->table->features[named->feature].box,
                         {0.0F, 0.0F, 1280.0F, 800.0F});
}

/// A name of the map as a key that is the same from frame to frame: its text, and for one of several along a river where
/// on the ground it stands.
std::string key_of(const scene::Label& label, const scene::Camera& camera) {
    // From nearby a country has another, smaller name, somewhere else.
    if (label.layer != "rivers" && label.layer != "canals")
        return label.layer + '/' + label.text + '/' + label.place + '/' + std::to_string(label.size_px);
    const geo::ScreenPoint middle = label.letters[label.letters.size() / 2].at;
    const geo::MapPoint at = camera.to_map(middle);
    const double cell_m = 60.0 * camera.metres_per_px;
    return label.text + '/' + std::to_string(std::lround(at.x_m / cell_m)) + '/' +
           std::to_string(std::lround(at.y_m / cell_m));
}

/// The number in the mark of a cluster of dams: a part of the mark, which parts and joins as one zooms.
bool is_count(const scene::Label& label) {
    return label.text.find_first_not_of("0123456789") == std::string::npos;
}

TEST(MapNames, NeitherBlinkNorJumpInASlowPanOfTheAtlas) {
    for (const scene::Camera& start :
         {over_region(), over(71.5, 40.8, 520), over(69.6, 38.3, 350), over(60, 45, 900)}) {
        SCOPED_TRACE(start.metres_per_px);
        Film film;
        scene::Camera camera = start;
        std::set<std::string> shown;
        std::set<std::string> gone;
        std::map<std::string, geo::ScreenPoint> last;
        for (int step = 0; step < 200; ++step) {
            SCOPED_TRACE(step);
            constexpr float dx_px = 1.5F;
            constexpr float dy_px = 0.5F;
            camera = scene::panned(camera, dx_px, dy_px);
            const scene::Frame frame = film.frame(camera);
            std::set<std::string> now;
            std::map<std::string, geo::ScreenPoint> places;
            for (const scene::Label& label : frame.labels) {
                // Names of areas slide along them at the window's edge; those of rivers are told apart by their place.
                if (label.layer == "rivers" || label.layer == "canals" || is_count(label)) continue;
                const std::string key = key_of(label, camera);
                now.insert(key);
                places[key] = label.letters.front().at;
                EXPECT_FALSE(gone.contains(key)) << key << " left and came back";
                const auto before = last.find(key);
                if (before == last.end()) continue;
                const float moved_px = geo::distance_px(label.letters.front().at,
                                                        {before->second.x_px + dx_px, before->second.y_px + dy_px});
                EXPECT_LT(moved_px, label.layer == "towns" ? 0.1F : 6.0F) << key << " jumped";
            }
            for (const std::string& key : shown) {
                if (!now.contains(key)) gone.insert(key);
            }
            shown = std::move(now);
            last = std::move(places);
        }
        EXPECT_GT(shown.size(), 5U);
    }
}

TEST(MapNames, OfACountryStandOnceFromNearbyAndFromAfarChosenOrNot) {
    for (const auto& camera : {over_region(), over(71.5, 40.8, 520), over(71.5, 40.6, 200)}) {
        for (const std::vector<std::string>& selected : {std::vector<std::string>{}, {"uzbekistan"}}) {
            SCOPED_TRACE(camera.metres_per_px);
            const auto labels = Film().frame(camera, selected).labels;
            EXPECT_EQ(std::count_if(labels.begin(), labels.end(),
                                    [](const scene::Label& label) { return label.place == "uzbekistan"; }),
                      1);
        }
    }
}

TEST(MapNames, NameTheAralSeaOnceInEveryLanguageFromHomeAndFromNearby) {
    for (const auto language :
         {scene::NameLanguage::english, scene::NameLanguage::russian, scene::NameLanguage::local}) {
        for (const double closer : {0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.2}) {
            scene::Camera camera = over_region();
            camera.metres_per_px *= closer;
            camera.centre = geo::to_map({62.0, 45.0});
            SCOPED_TRACE(camera.metres_per_px);
            const auto labels = Film(language).frame(camera).labels;
            EXPECT_EQ(std::count_if(labels.begin(), labels.end(),
                                    [](const scene::Label& label) { return label.place == "aral-sea"; }),
                      1)
                << static_cast<int>(language);
        }
    }
}

TEST(MapNames, OfRiversRideAlongInASlowPan) {
    Film film;
    scene::Camera camera = over(71.5, 40.8, 700);
    std::vector<std::pair<std::string, geo::MapPoint>> last;
    for (int step = 0; step < 200; ++step) {
        SCOPED_TRACE(step);
        camera = scene::panned(camera, 1.5F, 0.5F);
        std::vector<std::pair<std::string, geo::MapPoint>> now;
        for (const scene::Label& label : film.frame(camera).labels) {
            if (label.layer != "rivers") continue;
            now.emplace_back(label.text, camera.to_map(label.letters.front().at));
            const bool is_new = std::none_of(last.begin(), last.end(), [&](const auto& old) {
                return old.first == label.text &&
                       geo::distance_m(old.second, now.back().second) < 60 * camera.metres_per_px;
            });
            if (is_new) continue;
            const bool is_still = std::any_of(last.begin(), last.end(), [&](const auto& old) {
                return old.first == label.text &&
                       geo::distance_m(old.second, now.back().second) < 0.2 * camera.metres_per_px;
            });
            EXPECT_TRUE(is_still) << label.text << " trembles";
        }
        last = std::move(now);
    }
    EXPECT_GT(last.size(), 3U);
}

TEST(MapNames, OfTashkentAndOfKurpsaiAreNotTakenForThoseOfOtherMarks) {
    const std::vector<std::pair<std::string, scene::Camera>> views{
        {"tashkent", over_region()}, {"kurpsai", over(72.4, 41.5, 844)}, {"kurpsai", over(72.4, 41.5, 1000)}};
    for (const auto& [place, camera] : views) {
        SCOPED_TRACE(place);
        const scene::Frame frame = Film().frame(camera);
        const auto label = std::find_if(frame.labels.begin(), frame.labels.end(),
                                        [&place](const scene::Label& one) { return one.place == place; });
        ASSERT_NE(label, frame.labels.end());
        const auto is_level = [&](const scene::Mark& mark) {
            return mark.at.y_px >= label->box.top_px && mark.at.y_px <= label->box.bottom_px;
        };
        const auto own = std::find_if(frame.marks.begin(), frame.marks.end(),
                                      [&place](const scene::Mark& mark) { return mark.place == place; });
        ASSERT_NE(own, frame.marks.end());
        for (const scene::Mark& mark : frame.marks) {
            if (mark.place == place || !is_level(mark) || is_level(*own)) continue;
            const float away_px = std::max(mark.at.x_px - label->box.right_px, label->box.left_px - mark.at.x_px);
            EXPECT_GT(away_px, 2.5F * label->size_px) << mark.place;
        }
    }
}

TEST(MapNames, NeitherBlinkNorJumpInASlowZoomIntoTheAtlas) {
    for (const double factor : {0.992, 1.008}) {
        SCOPED_TRACE(factor);
        Film film;
        scene::Camera camera = factor < 1.0 ? over_region() : over(71.5, 40.8, 520);
        std::set<std::string> shown;
        std::set<std::string> gone;
        for (int step = 0; step < 200; ++step) {
            camera = scene::zoomed(camera, factor, {800.0F, 500.0F});
            std::set<std::string> now;
            for (const scene::Label& label : film.frame(camera).labels) {
                if (label.layer == "rivers" || label.layer == "canals" || is_count(label)) continue;
                const std::string key = key_of(label, camera);
                now.insert(key);
                EXPECT_FALSE(gone.contains(key)) << key << " left and came back at step " << step;
            }
            for (const std::string& key : shown) {
                if (!now.contains(key)) gone.insert(key);
            }
            shown = std::move(now);
        }
    }
}

/// Names without one in Russian or in their country's language, with the reason.
const std::map<std::string, std::string> known_gaps{};

TEST(MapNames, AreKnownInRussianAndLocallyWhereTheyShow) {
    for (const std::string country : {"region", "kazakhstan", "kyrgyzstan", "tajikistan", "uzbekistan"}) {
        const scene::Camera camera = country == "region" ? over_region() : over_country(country);
        for (const scene::Label& label : Film(scene::NameLanguage::russian).frame(camera).labels) {
            const bool is_latin = std::any_of(label.text.begin(), label.text.end(), [](char letter) {
                return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
            });
            EXPECT_TRUE(!is_latin || known_gaps.contains(label.place))
                << label.text << " (" << label.place << ") in Russian";
        }
        if (country == "region") continue;
        // In the country's own view, its own places.
        const auto is_in_country = [&](const scene::Label& label) {
            const auto named = world().map->find(label.place);
            if (!named) return false;
            std::string of = named->table->text(named->feature, "country");
            of.resize(std::min(of.find('|'), of.size()));
            std::transform(of.begin(), of.end(), of.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            return of == country || label.place == country;
        };
        for (const scene::Label& label : Film(scene::NameLanguage::local).frame(camera).labels) {
            if (!is_in_country(label)) continue;
            const auto known = world().names->find(label.place);
            ASSERT_NE(known, world().names->end()) << label.text;
            const scene::PlaceNames& names = known->second;
            const std::string& own = country == "kazakhstan"   ? names.kazakh
                                     : country == "kyrgyzstan" ? names.kyrgyz
                                     : country == "tajikistan" ? names.tajik
                                                               : names.uzbek;
            EXPECT_TRUE(!own.empty() || known_gaps.contains(label.place))
                << label.text << " (" << label.place << ") in " << country;
        }
    }
}

constexpr std::array local_names{&scene::PlaceNames::kazakh, &scene::PlaceNames::kyrgyz, &scene::PlaceNames::tajik,
                                 &scene::PlaceNames::uzbek, &scene::PlaceNames::local};

/// Beyond the four countries, and in no language of theirs or of their neighbours that the gazetteer knows.
const std::set<std::string> without_local_name{"taklamakan", "dzungaria"};

TEST(MapNames, OfSeasRangesAndDesertsAreLocalOnes) {
    std::set<std::string> wanted{"aral-sea", "sarygamysh"};
    const data::FeatureTable& areas = world().map->areas;
    for (std::uint32_t i = 0; i < areas.features.size(); ++i) wanted.insert(areas.text(i, "id"));
    for (const std::string& id : without_local_name) wanted.erase(id);
    scene::TextCache texts{style::TextMeasure(world().fonts)};
    for (const scene::MapName& name :
         scene::map_names(*world().map, world().style, scene::NameLanguage::local, world().names.get(), texts)) {
        const scene::LabelCandidate& one = name.candidate;
        if (!wanted.contains(one.place)) continue;
        const scene::PlaceNames& known = world().names->at(one.place);
        const bool is_local = std::any_of(local_names.begin(), local_names.end(), [&](const auto member) {
            return one.text == known.*member || one.text == scene::upper_cased(known.*member);
        });
        EXPECT_TRUE(is_local) << one.text << " (" << one.place << ')';
    }
}

TEST(MapNames, HaveEveryLetterInTheMapsFaces) {
    FT_Library library = nullptr;
    ASSERT_EQ(FT_Init_FreeType(&library), 0);
    std::set<std::pair<style::Face, char32_t>> letters;
    for (const auto language :
         {scene::NameLanguage::english, scene::NameLanguage::russian, scene::NameLanguage::local}) {
        scene::TextCache texts{style::TextMeasure(world().fonts)};
        for (const scene::MapName& name :
             scene::map_names(*world().map, world().style, language, world().names.get(), texts)) {
            for (const style::PlacedLetter& letter : name.candidate.measured->letters) {
                letters.emplace(name.candidate.look.face, letter.letter);
            }
        }
    }
    std::map<style::Face, FT_Face> faces;
    for (const auto& [face, letter] : letters) {
        const auto index = static_cast<std::size_t>(face);
        if (!faces.contains(face)) {
            ASSERT_EQ(
                FT_New_Face(library, world().fonts.paths[index].c_str(), world().fonts.indices[index], &faces[face]),
                0);
        }
        EXPECT_NE(FT_Get_Char_Index(faces[face], letter), 0U)
            << "U+" << std::hex << static_cast<unsigned>(letter) << " in " << world().fonts.paths[index];
    }
    EXPECT_GT(letters.size(), 150U);
    for (const auto& [face, opened] : faces) FT_Done_Face(opened);
    FT_Done_FreeType(library);
}

TEST(MapNames, AreReadFromTheFilesOfTheAtlas) {
    const scene::NameTable& names = *world().names;
    EXPECT_EQ(names.at("pamir").tajik, "Помир");
    EXPECT_EQ(names.at("toktogul-reservoir").russian, "Токтогульское вдхр.");
    EXPECT_EQ(names.at("ural-river").russian, "Урал");
    EXPECT_EQ(names.at("ili").russian, "Или") << "without \"river\", as all others";
    EXPECT_EQ(scene::name_in(scene::NameLanguage::local, &names, "kyzylkum", "uzbekistan", "Kyzylkum"), "Qizilqum");
    EXPECT_EQ(scene::name_in(scene::NameLanguage::local, &names, "tehran", "iran", "Tehran"), "Tehran");
    EXPECT_EQ(scene::name_in(scene::NameLanguage::russian, nullptr, "tehran", "iran", "Tehran"), "Tehran");
}

TEST(MapNames, StandOnTheirRangesAndDeserts) {
    const data::FeatureTable& areas = world().map->areas;
    std::set<std::string> ids;
    for (std::uint32_t i = 0; i < areas.features.size(); ++i) {
        ids.insert(areas.text(i, "id"));
        EXPECT_FALSE(areas.text(i, "source").empty()) << areas.text(i, "id");
    }
    for (const char* wanted : {"pamir", "tian-shan", "alay", "zaalay", "fergana-range", "kyrgyz-ala-too",
                               "zarafshan-range", "turkestan-range", "gissar-range", "karakum", "kyzylkum", "ustyurt",
                               "betpak-dala", "muyunkum", "saryarka", "turan-lowland"}) {
        EXPECT_TRUE(ids.contains(wanted)) << wanted;
    }
    EXPECT_EQ(ids.size(), areas.features.size()) << "none twice";
}

/// The mean height along a line, moved `aside_m` to its left.
double mean_height_m(const data::RasterGrid& heights, std::span<const geo::MapPoint> line, double aside_m) {
    double sum_m = 0.0;
    int count = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length_m = geo::distance_m(line[i - 1], line[i]);
        const geo::MapPoint along{(line[i].x_m - line[i - 1].x_m) / length_m,
                                  (line[i].y_m - line[i - 1].y_m) / length_m};
        constexpr double step_m = 10e3;
        for (double at_m = 0.0; at_m < length_m; at_m += step_m) {
            const geo::MapPoint p{line[i - 1].x_m + at_m * along.x_m - aside_m * along.y_m,
                                  line[i - 1].y_m + at_m * along.y_m + aside_m * along.x_m};
            const geo::MapBox box = heights.box();
            const auto column = static_cast<int>((p.x_m - box.left_m) / heights.cell_m);
            const auto row = static_cast<int>((box.top_m - p.y_m) / heights.cell_m);
            sum_m += static_cast<double>(heights.at(column, row));
            ++count;
        }
    }
    return sum_m / count;
}

TEST(MapNames, OfRangesFollowHighGroundAndOfDesertsLowGround) {
    const auto heights = map_reader().value()->read_elevation(world().folders.map_file(), "elevation");
    ASSERT_TRUE(heights);
    const data::FeatureTable& areas = world().map->areas;
    for (std::uint32_t i = 0; i < areas.features.size(); ++i) {
        const std::string kind = areas.text(i, "kind");
        const auto line = areas.points_of(areas.parts_of(areas.features[i])[0]);
        const double on_m = mean_height_m(*heights, line, 0.0);
        constexpr double aside_m = 50e3;
        const double beside_m = (mean_height_m(*heights, line, aside_m) + mean_height_m(*heights, line, -aside_m)) / 2;
        SCOPED_TRACE(areas.text(i, "id") + ": " + std::to_string(on_m) + " m, beside it " + std::to_string(beside_m) +
                     " m");
        if (kind == "range" || kind == "upland") {
            EXPECT_GT(on_m, std::min(beside_m, 3500.0));  // the Pamir is high all over
        }
        if (kind == "desert") {
            EXPECT_LT(on_m, 1300.0);  // the Taklamakan lies at 1,000 to 1,200 m
        }
    }
}

TEST(MapNames, NameARowOfAxesThatIsNone) {
    const fs::path file = fs::temp_directory_path() / "darya_axes_test.csv";
    ASSERT_TRUE(base::write_file(file,
                                 "id,name,kind,rank,axis,confidence,source\n"
                                 "alay,Alay,range,2,71 39.7|74 40.1,good,x\nbad,Bad,range,2,71,good,x\n"));
    base::Notes notes;
    const auto areas = load_name_axes(file, notes);
    fs::remove(file);
    ASSERT_TRUE(areas);
    EXPECT_EQ(areas->features.size(), 1U);
    ASSERT_EQ(notes.sentences().size(), 1U);
    EXPECT_NE(notes.sentences()[0].find("bad"), std::string::npos);
    EXPECT_FALSE(load_name_axes("/nowhere/axes.csv", notes));
}

}  // namespace
}  // namespace darya::app
