#include "app/command_line.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/built_map.h"
#include "app/desktop_scale.h"
#include "app/display.h"
#include "app/load.h"
#include "app/map_places.h"
#include "app/own_places.h"
#include "app/picture.h"
#include "app/program.h"
#include "app/themes.h"
#include "atlas/decisions_file.h"
#include "base/file.h"
#include "reading/decisions.h"
#include "reading/library.h"
#include "reading/search.h"
#include "writers/passages.h"
#include "writers/places.h"

namespace darya::app {

namespace {

constexpr int exit_trouble = 1;
constexpr int exit_wrong_use = 2;

const std::map<std::string, scene::NameLanguage> name_languages{{"english", scene::NameLanguage::english},
                                                                {"russian", scene::NameLanguage::russian},
                                                                {"local", scene::NameLanguage::local}};

int failed(const base::Error& error) {
    std::cerr << "darya: " << error.line() << '\n';
    return exit_trouble;
}

int used_wrongly(const base::Error& error) {
    failed(error);
    return exit_wrong_use;
}

/// Everything is written: 0, or 1 when it could not be (a full disk, a closed pipe).
int finished(int code) {
    std::cout.flush();
    if (std::cout) return code;
    return failed({"the output could not be written", "", "check that there is room for it"});
}

int print_text(const fs::path& file) {
    base::Notes notes;
    const auto article = read_article(file, notes);
    if (!article) return failed(article.error());
    std::cout << article->text;
    return finished(0);
}

/// The facts, and the articles that can be read with the names found in them.
struct ReadFiles {
    DataFolders folders;
    reading::Gazetteer gazetteer;
    std::vector<LoadedArticle> articles;
    int code = 0;  // 1 when an article could not be read; then it was named on stderr
};

/// Adds a person's own places; what is wrong with single rows is told, a file that cannot be read is an error.
base::Result<base::Done> add_places(reading::Gazetteer& gazetteer, const std::vector<fs::path>& files) {
    for (const fs::path& file : files) {
        base::Notes notes;
        const auto places = load_own_places(file, notes);
        if (!places) return places.error();
        reading::add_own_places(gazetteer, *places);
        for (const std::string& sentence : notes.sentences())
            std::cerr << "darya: " << file.string() << ": " << sentence << '\n';
    }
    return base::Done{};
}

base::Result<ReadFiles> read_files(const std::vector<fs::path>& files, const std::vector<fs::path>& places) {
    ReadFiles read;
    const auto folders = find_data_folders();
    if (!folders) return folders.error();
    read.folders = *folders;
    base::Notes notes;
    auto gazetteer = reading::load_gazetteer(folders->assets, notes);
    if (!gazetteer) return gazetteer.error();
    read.gazetteer = std::move(*gazetteer);
    if (const auto done = add_places(read.gazetteer, places); !done) return done.error();
    const reading::NameFinder finder(read.gazetteer);
    for (const fs::path& file : files) {
        auto loaded = load_article(file, finder, notes);
        if (loaded) {
            read.articles.push_back(std::move(*loaded));
        } else {
            read.code = failed(loaded.error());
        }
    }
    return read;
}

/// Rivers, lakes and other places that the facts give no point get one from the map.
base::Result<base::Done> add_missing_points(ReadFiles& read) {
    std::set<std::string> ids;
    for (const LoadedArticle& loaded : read.articles) {
        for (const reading::Mention& mention : loaded.mentions) {
            const reading::Place& place = read.gazetteer.place(mention.place);
            if (!place.position) ids.insert(place.id);
        }
    }
    if (ids.empty()) return base::Done{};
    base::Notes notes;
    auto places = find_on_map(read.folders, ids, notes);
    if (!places) return places.error();
    read.gazetteer.add_map_places(std::move(*places));
    return base::Done{};
}

/// What `darya places` was asked for.
struct PlacesWish {
    std::vector<fs::path> files;
    std::vector<fs::path> places;  // a person's own
    std::string format = "jsonl";
    bool has_all_types = false;
    fs::path decisions;
};

/// What a person decided in the window, where the file of it is given.
base::Result<base::Done> apply_decisions(ReadFiles& read, const fs::path& file) {
    if (file.empty()) return base::Done{};
    const auto bytes = base::read_file(file, atlas::most_decisions_bytes);
    if (!bytes) return bytes.error();
    const auto decisions = atlas::parse_decisions(*bytes);
    if (!decisions) return base::Error{decisions.error().what, file.string()};
    for (LoadedArticle& loaded : read.articles) {
        const std::string key = fs::absolute(loaded.article->file).lexically_normal().string();
        loaded.mentions =
            reading::decide(*loaded.article, loaded.mentions, read.gazetteer, decisions->of(key)).mentions;
    }
    return base::Done{};
}

int print_places(const PlacesWish& wish) {
    auto read = read_files(wish.files, wish.places);
    if (!read) return failed(read.error());
    if (const auto done = apply_decisions(*read, wish.decisions); !done) return failed(done.error());
    if (const auto done = add_missing_points(*read); !done) return failed(done.error());
    const auto format = writers::places_format(wish.format).value_or(writers::PlacesFormat::jsonl);
    writers::PlacesWriter writer(std::cout, format, wish.has_all_types);
    for (const LoadedArticle& loaded : read->articles) writer.add(*loaded.article, loaded.mentions, read->gazetteer);
    writer.finish();
    return finished(read->code);
}

/// A place that only the map knows is no place of the facts, and texts are searched for the facts' names only.
int explain_no_passages(const ReadFiles& read, const std::string& about) {
    base::Notes notes;
    const auto places = find_on_map(read.folders, {about}, notes);
    if (places && !places->empty()) {
        std::cerr << "darya: " << about << " (" << places->front().name
                  << ") is on the map, but texts are not searched for its name\n";
        return 0;
    }
    return failed({"there is no such place", "--about " + about, "`darya places FILE` lists ids, such as rogun"});
}

reading::Library library_of(const std::vector<LoadedArticle>& articles) {
    std::vector<std::shared_ptr<const reading::Shelf>> shelves;
    shelves.reserve(articles.size());
    for (const LoadedArticle& loaded : articles)
        shelves.push_back(std::make_shared<const reading::Shelf>(loaded.article, loaded.mentions));
    return reading::Library().with_all(shelves);
}

int print_passages(const std::vector<fs::path>& files, const std::vector<fs::path>& places, const std::string& about) {
    const auto read = read_files(files, places);
    if (!read) return failed(read.error());
    std::vector<reading::Subject> subjects;
    std::istringstream ids(about);
    for (std::string id; std::getline(ids, id, ',');) {
        const auto place = read->gazetteer.find(id);
        if (!place) return std::max(explain_no_passages(*read, id), read->code);
        subjects.push_back(reading::subject_with_parts(read->gazetteer, *place));
    }
    if (subjects.empty()) return explain_no_passages(*read, about);
    const reading::Library library = library_of(read->articles);
    const auto passages = library.passages_about(subjects);
    for (const reading::FoundPassage& found : passages) writers::write_passage(std::cout, library, found);
    if (passages.empty() && read->code == 0) std::cerr << "darya: no passage speaks of " << about << '\n';
    return finished(read->code);
}

int print_search(const std::vector<fs::path>& files, const std::vector<fs::path>& places, const std::string& query) {
    auto read = read_files(files, places);
    if (!read) return failed(read.error());
    const auto index = reading::SearchIndex::make();
    if (!index) return failed(index.error());
    const reading::Library library = library_of(read->articles);
    (*index)->update(library);
    const reading::PlaceNames names(std::make_shared<const reading::Gazetteer>(std::move(read->gazetteer)));
    constexpr std::size_t most_found = 100;
    writers::write_answer(std::cout, library, names.gazetteer(), (*index)->search(query, library, names, most_found));
    return finished(read->code);
}

/// "1280x800" as two numbers.
std::optional<std::pair<double, double>> read_size(const std::string& text) {
    double width = 0.0;
    double height = 0.0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%8lfx%8lf%c", &width, &height, &rest) != 2) return std::nullopt;
    if (!std::isfinite(width) || !std::isfinite(height)) return std::nullopt;
    return std::pair(width, height);
}

/// What `darya picture` was asked for of size and words, beside what goes into the wish itself.
struct FigureWords {
    std::string size = "1280x800";
    std::string size_mm;
    bool has_no_legend = false, has_no_scale_bar = false, has_no_north = false, has_no_overview = false,
         has_no_attribution = false;
};

void add_figure_options(CLI::App& command, atlas::Figure& figure, FigureWords& words) {
    command.add_option("--size", words.size, "width and height in pixels, 64 to 8192 [1280x800]")->type_name("WxH");
    command.add_option("--mm", words.size_mm, "width and height on paper in millimetres, instead of --size")
        ->type_name("WxH");
    command.add_option("--dpi", figure.dpi, "with --mm: dots to the inch of a PNG, 50 to 1200 [300]")->type_name("DPI");
    command.add_option("--title", figure.title, "a title above the map")->type_name("TEXT");
    command
        .add_option("--caption", figure.caption,
                    "a caption below the map; auto: what it shows, the date and the sources of the data")
        ->type_name("TEXT");
    command.add_flag("--no-legend", words.has_no_legend, "without the legend of what is drawn");
    command.add_flag("--no-scale-bar", words.has_no_scale_bar, "without the scale bar");
    command.add_flag("--no-north", words.has_no_north, "without the north mark");
    command.add_flag("--no-overview", words.has_no_overview, "without the small map of the region");
    command.add_flag("--no-attribution", words.has_no_attribution, "without the line that says whose the data are");
    command.add_flag("--graticule", figure.furniture.graticule, "with meridians and parallels");
}

/// Puts what was read into the figure; what is wrong with the size.
base::Result<base::Done> take_words(const FigureWords& words, atlas::Figure& figure) {
    figure.is_in_mm = !words.size_mm.empty();
    const auto size = read_size(figure.is_in_mm ? words.size_mm : words.size);
    const base::Error trouble{
        "this is not a size", figure.is_in_mm ? "--mm " + words.size_mm : "--size " + words.size,
        figure.is_in_mm ? "use something like 160x100" : "use something like 1280x800 (64 to 8192 each way)"};
    if (!size) return trouble;
    (figure.is_in_mm ? figure.width_mm : figure.width_px) = size->first;
    (figure.is_in_mm ? figure.height_mm : figure.height_px) = size->second;
    const bool is_whole =
        figure.is_in_mm || (size->first == std::floor(size->first) && size->second == std::floor(size->second));
    if (!is_whole) return trouble;
    figure.furniture.legend = !words.has_no_legend;
    figure.furniture.scale_bar = !words.has_no_scale_bar;
    figure.furniture.north_mark = !words.has_no_north;
    figure.furniture.overview = !words.has_no_overview;
    figure.furniture.attribution = !words.has_no_attribution;
    if (const auto fine = check_size(figure); !fine)
        return base::Error{fine.error().what, trouble.where, fine.error().next};
    return base::Done{};
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App cli{
        "Darya: a map for reading about the water and energy of Central Asia.\nWithout a command it opens its window, "
        "with the files beside its own texts.",
        "darya"};
    cli.set_version_flag("--version", std::string("darya ") + DARYA_VERSION);
    std::vector<fs::path> files;
    cli.add_option("files", files,
                   "articles (text, Markdown, HTML, DOCX, PDF) and maps (GeoPackage, GeoJSON, Shapefile …) to open");

    float scale = 0.0F;  // as the desktop says
    cli.add_option("--scale", scale,
                   "how large everything is drawn, 0.5 to 4; as the desktop says where it is left out")
        ->type_name("FACTOR")
        ->check(CLI::Range(least_scale, most_scale));

    PictureWish picture;
    FigureWords figure_words;
    auto* const picture_command = cli.add_subcommand("picture", "draw the map into a file, PNG or SVG");
    picture_command->add_option("out", picture.out, "the picture: map.png or map.svg (an SVG needs no display)")
        ->required()
        ->type_name("FILE");
    picture_command->add_option("files", picture.files, "own maps to draw as well; articles may stand among them")
        ->type_name("FILE");
    picture_command->add_option("--view", picture.view, "region, the id of a place, or lon,lat,width_km [region]")
        ->type_name("VIEW");
    picture_command
        ->add_option("--scale", picture.figure.scale, "so many times as many pixels for the same map, 0.5 to 4 [1]")
        ->type_name("FACTOR")
        ->check(CLI::Range(least_scale, most_scale));
    add_figure_options(*picture_command, picture.figure, figure_words);
    picture_command
        ->add_option("--layers", picture.layers, "only these of the map's layers, such as rivers,lakes; own maps stay")
        ->delimiter(',')
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)  // what comes after is a map
        ->type_name("A,B,…");
    picture_command->add_option("--select", picture.select, "the id of a place to mark")->type_name("ID");
    picture_command
        ->add_option("--places-of", picture.places_of,
                     "an article: every place it names gets a circle, sized by how often")
        ->type_name("FILE");
    picture_command->add_option("--language", picture.language, "of the names: english, russian or local [english]")
        ->transform(CLI::CheckedTransformer(name_languages).description(""))
        ->type_name("LANGUAGE");
    picture_command
        ->add_option(
            "--style", picture.style,
            "light, dark, print, or a style file (its name is enough in " + persons_styles().string() + ") [light]")
        ->type_name("STYLE");

    fs::path text_file;
    auto* const text_command = cli.add_subcommand("text", "print the text of an article that offsets count in");
    text_command->add_option("file", text_file, "an article: text, Markdown, HTML, DOCX or PDF")
        ->required()
        ->type_name("FILE");

    const auto add_articles_argument = [](CLI::App& command, std::vector<fs::path>& articles) {
        command.add_option("files", articles, "articles: text, Markdown, HTML, DOCX or PDF")
            ->required()
            ->type_name("FILE");
    };
    const auto add_places_option = [](CLI::App& command, std::vector<fs::path>& places) {
        command
            .add_option("--places", places,
                        "own places to look for: CSV with a column `name`, GeoJSON or GeoPackage; may be given again")
            ->expected(1)
            ->take_all()
            ->allow_extra_args(false)  // what comes after is an article
            ->type_name("FILE");
    };
    std::vector<fs::path> own_places;
    add_places_option(cli, own_places);
    std::optional<bool> is_motion_reduced;
    cli.add_flag("--reduced-motion,!--full-motion", is_motion_reduced,
                 "the map cuts to where it would fly, and does not go on when let go; else as the desktop asks for")
        ->envname("DARYA_REDUCED_MOTION");
    add_places_option(*picture_command, picture.places);
    PlacesWish wish;
    auto* const places_command = cli.add_subcommand("places", "list the places that articles name");
    places_command
        ->add_option("--format", wish.format,
                     "jsonl (a JSON object a line), csv, geojson, kml or annotation (W3C Web Annotation) [jsonl]")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"jsonl", "csv", "geojson", "kml", "annotation"}));
    places_command->add_flag("--all-types", wish.has_all_types,
                             "in geojson, kml and annotation too: names within names of treaties, and of peoples");
    places_command
        ->add_option("--decisions", wish.decisions,
                     "apply what was decided in the window: its decisions.json beside the session")
        ->type_name("FILE");
    add_places_option(*places_command, wish.places);
    add_articles_argument(*places_command, wish.files);

    std::string about;
    std::vector<fs::path> passage_files;
    auto* const passages_command =
        cli.add_subcommand("passages", "print the passages that speak of a place, or of several together, best first");
    passages_command
        ->add_option("--about", about,
                     "the id of a place, such as rogun (its parts count too), or several: all of them")
        ->required()
        ->type_name("ID[,ID…]");
    add_articles_argument(*passages_command, passage_files);

    std::string query;
    std::vector<fs::path> search_files;
    auto* const search_command =
        cli.add_subcommand("search", "look for words in places' names, titles and texts, best first");
    search_command
        ->add_option("query", query,
                     "words; the last may be a beginning; \"words between quotation marks\" stay together")
        ->required()
        ->type_name("QUERY");
    std::vector<fs::path> search_places;
    add_places_option(*search_command, search_places);
    add_articles_argument(*search_command, search_files);
    std::vector<fs::path> passage_places;
    add_places_option(*passages_command, passage_places);
    fs::path built_map;
    auto* const build_map_command = cli.add_subcommand("build-map", "work out the atlas' own map for the build");
    build_map_command->add_option("out", built_map, "where the program will look for it")->required();
    build_map_command->group("");  // not in the help
    cli.require_subcommand(0, 1);

    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : exit_wrong_use;
    }
    try {
        if (text_command->parsed()) return print_text(text_file);
        if (places_command->parsed()) return print_places(wish);
        if (passages_command->parsed()) return print_passages(passage_files, passage_places, about);
        if (search_command->parsed()) return print_search(search_files, search_places, query);
        if (picture_command->parsed()) {
            if (!picture_format(picture.out)) {
                return used_wrongly(
                    {"a picture is a .png or an .svg", picture.out.string(), "end its name in one of them"});
            }
            if (const auto fine = take_words(figure_words, picture.figure); !fine) return used_wrongly(fine.error());
        }
        const auto folders = find_data_folders();
        if (!folders) return failed(folders.error());
        if (build_map_command->parsed()) {
            const auto built = build_map(*folders, built_map);
            return built ? 0 : failed(built.error());
        }
        if (picture_command->parsed()) {
            const auto drawn = draw_picture(*folders, picture);
            return drawn ? 0 : failed(drawn.error());
        }
        const auto display = DisplayConnection::open();
        if (!display) {
            return failed({"there is no display", "", "`darya picture map.svg` draws the map without one"});
        }
        if (scale <= 0.0F) scale = desktop_scale(ask_desktop());
        return run_window(*folders,
                          {files, own_places, is_motion_reduced, base::state_folder() / "session.json", scale});
    } catch (const std::exception& trouble) {
        return failed({std::string("something went wrong: ") + trouble.what()});
    }
}

}  // namespace darya::app
