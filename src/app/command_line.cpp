#include "app/command_line.h"

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/load.h"
#include "app/picture.h"
#include "app/program.h"
#include "base/file.h"
#include "reading/library.h"
#include "writers/places.h"

namespace darya::app {

namespace {

constexpr int exit_trouble = 1;
constexpr int exit_wrong_use = 2;

int failed(const base::Error& error) {
    std::cerr << "darya: " << error.line() << '\n';
    return exit_trouble;
}

int print_text(const fs::path& file) {
    const auto bytes = base::read_file(file, reading::most_article_bytes);
    if (!bytes) return failed(bytes.error());
    base::Notes notes;
    const auto article = reading::parse_article(*bytes, file.string(), notes);
    if (!article) return failed(article.error());
    std::cout << article->text;
    return 0;
}

/// Reads the facts and hands each article that can be read to `use`; the others are named on stderr.
template <class Use>
int with_articles(const std::vector<fs::path>& files, Use use) {
    const auto folders = find_data_folders();
    if (!folders) return failed(folders.error());
    base::Notes notes;
    const auto gazetteer = reading::load_gazetteer(folders->facts(), notes);
    if (!gazetteer) return failed(gazetteer.error());
    const reading::NameFinder finder(*gazetteer);
    int code = 0;
    for (const fs::path& file : files) {
        const auto loaded = load_article(file, finder, notes);
        if (loaded) {
            use(*gazetteer, *loaded);
        } else {
            code = failed(loaded.error());
        }
    }
    return code;
}

int print_places(const std::vector<fs::path>& files, writers::PlacesFormat format) {
    writers::PlacesWriter writer(std::cout, format);
    const int code = with_articles(files, [&writer](const reading::Gazetteer& gazetteer, const LoadedArticle& loaded) {
        writer.add(*loaded.article, loaded.mentions, gazetteer);
    });
    writer.finish();
    return code;
}

int print_passages(const std::vector<fs::path>& files, const std::string& about) {
    bool is_known = false;
    const int code = with_articles(files, [&](const reading::Gazetteer& gazetteer, const LoadedArticle& loaded) {
        const auto place = gazetteer.find(about);
        if (!place) return;
        is_known = true;
        const reading::Library library = reading::Library().with(loaded.article, loaded.mentions);
        for (const reading::PassageRef ref : library.passages_on(gazetteer.with_parts(*place))) {
            writers::write_passage(std::cout, *loaded.article, ref.passage);
        }
    });
    if (code == 0 && !is_known)
        return failed({"there is no such place", about, "`darya places FILE` lists ids, such as rogun"});
    return code;
}

/// "1280x800" as two numbers within reason.
bool read_size(const std::string& text, PictureWish& wish) {
    unsigned width = 0;
    unsigned height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%5ux%5u%c", &width, &height, &rest) != 2) return false;
    constexpr unsigned least = 64;
    constexpr unsigned most = 8192;
    if (width < least || height < least || width > most || height > most) return false;
    wish.width_px = width;
    wish.height_px = height;
    return true;
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App cli{
        "Darya: a map for reading about the water and energy of Central Asia.\nWithout a command it opens its window, "
        "with the files beside its own texts."};
    cli.set_version_flag("--version", std::string("darya ") + DARYA_VERSION);
    std::vector<fs::path> files;
    cli.add_option("files", files,
                   "articles (UTF-8 text, Markdown) and maps (GeoPackage, GeoJSON, Shapefile …) to open");

    PictureWish picture;
    std::string size = "1280x800";
    auto* const picture_command = cli.add_subcommand("picture", "draw the map into a file");
    picture_command->add_option("out", picture.out, "the picture, .png")->required();
    picture_command->add_option("files", picture.files, "maps to draw as well");
    picture_command->add_option("--view", picture.view, "region, the id of a place, or lon,lat,width_km");
    picture_command->add_option("--size", size, "width and height in pixels, 1280x800");
    picture_command->add_option("--layers", picture.layers, "only these layers, such as rivers,lakes")->delimiter(',');
    picture_command->add_option("--select", picture.select, "id of a place to mark");

    fs::path text_file;
    auto* const text_command = cli.add_subcommand("text", "print the text that offsets count in");
    text_command->add_option("file", text_file)->required();

    std::string format = "jsonl";
    std::vector<fs::path> place_files;
    auto* const places_command = cli.add_subcommand("places", "list the places that articles name");
    places_command->add_option("--format", format, "jsonl, csv or geojson")
        ->check(CLI::IsMember({"jsonl", "csv", "geojson"}));
    places_command->add_option("files", place_files)->required();

    std::string about;
    std::vector<fs::path> passage_files;
    auto* const passages_command = cli.add_subcommand("passages", "print the passages that speak of a place");
    passages_command->add_option("--about", about, "id of the place, such as rogun")->required();
    passages_command->add_option("files", passage_files)->required();
    cli.require_subcommand(0, 1);

    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : exit_wrong_use;
    }
    try {
        if (text_command->parsed()) return print_text(text_file);
        if (places_command->parsed())
            return print_places(place_files, writers::places_format(format).value_or(writers::PlacesFormat::jsonl));
        if (passages_command->parsed()) return print_passages(passage_files, about);
        const auto folders = find_data_folders();
        if (!folders) return failed(folders.error());
        if (picture_command->parsed()) {
            if (!read_size(size, picture)) {
                std::cerr << "darya: " << size
                          << ": this is not a size; use something like 1280x800 (64 to 8192 each way)\n";
                return exit_wrong_use;
            }
            return draw_picture(*folders, picture);
        }
        if (std::getenv("DISPLAY") == nullptr) {
            return failed({"there is no display", "", "`darya picture map.png` draws the map without one"});
        }
        return run_window(*folders, {files, base::state_folder() / "session.json"});
    } catch (const std::exception& trouble) {
        return failed({std::string("something went wrong: ") + trouble.what()});
    }
}

}  // namespace darya::app
