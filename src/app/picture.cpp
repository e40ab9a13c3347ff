#include "app/picture.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iostream>
#include <system_error>

#include "app/built_map.h"
#include "app/display.h"
#include "app/figure.h"
#include "app/load.h"
#include "app/map_names.h"
#include "app/own_map.h"
#include "app/own_places.h"
#include "app/picture_png.h"
#include "app/stage.h"
#include "app/themes.h"
#include "atlas/atlas.h"
#include "base/file.h"
#include "geo/projection.h"
#include "style/text.h"

namespace darya::app {

namespace {

/// "66.5,44,300" as three numbers, or nothing.
std::optional<std::array<double, 3>> three_numbers(const std::string& text) {
    std::array<double, 3> numbers{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto [next, trouble] = std::from_chars(at, end, numbers[i]);
        if (trouble != std::errc()) return std::nullopt;
        at = next;
        if (i + 1 < numbers.size() && (at == end || *at++ != ',')) return std::nullopt;
    }
    if (at != end) return std::nullopt;
    return numbers;
}

base::Result<scene::Camera> camera_for(const atlas::Atlas& atlas, const std::string& view) {
    if (view == "region") return atlas::home_camera(atlas, scene::farthest_of_figure);
    if (const auto place = atlas.gazetteer->find(view)) {
        std::vector<atlas::Request> requests;
        const atlas::Atlas flown = atlas::apply(atlas, atlas::FlyTo{*place}, 0.0, requests);
        if (!flown.flight)
            return base::Error{"the map has no shape for this place", view, "give a view as lon,lat,width_km"};
        return flown.flight->to;
    }
    const auto numbers = three_numbers(view);
    const bool is_sensible = numbers && (*numbers)[0] >= -180 && (*numbers)[0] <= 180 && (*numbers)[1] >= -80 &&
                             (*numbers)[1] <= 85 && (*numbers)[2] > 0;
    if (!is_sensible) {
        return base::Error{"there is no such view", "--view " + view,
                           "use region, the id of a place such as rogun, or lon,lat,width_km such as 71,41,500"};
    }
    scene::Camera camera = atlas.camera;
    camera.centre = geo::to_map({(*numbers)[0], (*numbers)[1]});
    camera.metres_per_px = std::clamp((*numbers)[2] * 1000.0 / static_cast<double>(camera.width_px),
                                      scene::closest_metres_per_px, scene::farthest_metres_per_px);
    return camera;
}

/// A folder that is not there is more likely a slip of the finger than a wish for one.
base::Result<base::Done> check_out(const std::filesystem::path& out) {
    std::error_code trouble;
    const std::filesystem::path folder = out.has_parent_path() ? out.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, trouble)) {
        return base::Error{"there is no such folder to put the picture in", folder.string(), "make it first"};
    }
    if (std::filesystem::is_directory(out, trouble)) {
        return base::Error{"this is a folder, not a picture", out.string(), "give the picture another name"};
    }
    return base::Done{};
}

/// Reads the files: maps become layers of their own, texts are only seen to be readable.
base::Result<base::Done> add_files(atlas::Atlas& atlas, const std::vector<std::filesystem::path>& files) {
    base::Notes notes;
    int map_count = 0;
    for (const std::filesystem::path& file : files) {
        if (is_map_file(file)) {
            const auto layer =
                load_own_layer(file, "own:" + std::to_string(++map_count), notes, LevelCache::of_person());
            if (!layer) return layer.error();
            std::vector<atlas::Request> requests;
            atlas = atlas::apply(std::move(atlas), atlas::AddOwnLayer{*layer, false}, 0.0, requests);
        } else if (const auto article = read_article(file, notes); !article) {
            return article.error();
        }
    }
    return base::Done{};
}

/// Of the map's own layers only those named are left; a person's own stay, whether named (by file or id) or not.
base::Result<base::Done> show_only(atlas::Atlas& atlas, const std::vector<std::string>& names) {
    if (names.empty()) return base::Done{};
    const auto is_own = [&atlas](const scene::LayerState& layer) {
        return std::any_of(atlas.own_layers.begin(), atlas.own_layers.end(),
                           [&layer](const auto& own) { return own->id == layer.id; });
    };
    std::string known;
    for (const scene::LayerState& layer : atlas.layers) {
        known += (known.empty() ? "" : ", ") + (is_own(layer) ? layer.title : layer.id);
    }
    for (const std::string& name : names) {
        const bool is_known = std::any_of(
            atlas.layers.begin(), atlas.layers.end(),
            [&](const scene::LayerState& layer) { return layer.id == name || (is_own(layer) && layer.title == name); });
        if (!is_known) return base::Error{"there is no such layer", "--layers " + name, "the layers are " + known};
    }
    for (scene::LayerState& layer : atlas.layers) {
        layer.is_visible = is_own(layer) || std::find(names.begin(), names.end(), layer.id) != names.end();
    }
    return base::Done{};
}

/// The state that the picture shows, but for its camera.
base::Result<atlas::Atlas> atlas_for(const DataFolders& folders, const PictureWish& wish) {
    base::Notes notes;
    const auto style_file = file_of_style(find_themes(folders), wish.style);
    if (!style_file) return style_file.error();
    auto style = load_style(*style_file);
    if (!style) return style.error();
    const auto map = load_map(folders, notes);
    if (!map) return map.error();
    auto gazetteer = reading::load_gazetteer(folders.assets, notes);
    if (!gazetteer) return gazetteer.error();
    gazetteer->add_map_places(places_of(**map));
    auto names = name_table(*gazetteer, folders.assets, notes);
    if (!names) return names.error();
    for (const std::filesystem::path& file : wish.places) {
        const auto places = load_own_places(file, notes);
        if (!places) return places.error();
        reading::add_own_places(*gazetteer, *places);
    }

    atlas::Atlas atlas;
    atlas.map = *map;
    atlas.names = std::move(*names);
    atlas.settings.language = wish.language;
    atlas.style = std::make_shared<const style::Style>(std::move(*style));
    atlas.gazetteer = std::make_shared<const reading::Gazetteer>(std::move(*gazetteer));
    atlas.layers = scene::default_layers();
    if (const auto done = add_files(atlas, wish.files); !done) return done.error();
    if (const auto done = show_only(atlas, wish.layers); !done) return done.error();
    if (!wish.select.empty()) {
        atlas.selected = atlas.gazetteer->find(wish.select);
        if (!atlas.selected) {
            return base::Error{"there is no such place", "--select " + wish.select,
                               "`darya places FILE` lists ids, such as rogun"};
        }
    }
    if (!wish.places_of.empty()) {
        const reading::NameFinder finder(*atlas.gazetteer);
        auto loaded = load_article(wish.places_of, finder, notes);
        if (!loaded) return loaded.error();
        std::vector<atlas::Request> requests;
        atlas = atlas::apply(std::move(atlas), atlas::AddArticle{loaded->article, std::move(loaded->mentions)}, 0.0,
                             requests);
        const reading::ArticleId article = atlas.library.articles().front();
        atlas = atlas::apply(std::move(atlas), atlas::MarkArticlePlaces{article}, 0.0, requests);
    }
    return atlas;
}

/// Sets the camera so that the view fits the map's part of the page, and the words of the caption where they are to be
/// found out.
base::Result<base::Done> aim(atlas::Atlas& atlas, atlas::Figure& figure, const std::string& view,
                             scene::FrameMaker& maker) {
    const atlas::FigureSize size = size_of(figure);
    const bool is_proposed = figure.caption == "auto";
    // The caption says how wide the view is, and takes room from it: twice is enough.
    for (int turn = 0; turn < 2; ++turn) {
        const geo::ScreenBox map =
            maker.page(size.width_px, size.height_px, figure.title, figure.caption, figure.furniture.legend).map;
        atlas.camera.width_px = map.width_px();
        atlas.camera.height_px = map.height_px();
        const auto camera = camera_for(atlas, view);
        if (!camera) return camera.error();
        atlas.camera = *camera;
        if (is_proposed) figure.caption = figure_caption(atlas);
        if (!is_proposed || turn == 1) {
            atlas.camera.width_px = size.width_px;
            atlas.camera.height_px = size.height_px;
            atlas.camera = scene::panned(atlas.camera, (map.left_px + map.right_px - size.width_px) / 2,
                                         (map.top_px + map.bottom_px - size.height_px) / 2);
            break;
        }
    }
    return base::Done{};
}

}  // namespace

std::optional<PictureFormat> picture_format(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    if (ending == ".png") return PictureFormat::png;
    if (ending == ".svg") return PictureFormat::svg;
    return std::nullopt;
}

base::Result<PictureFrame> picture_frame(const DataFolders& folders, const PictureWish& wish,
                                         const style::FontFiles& fonts) {
    auto atlas = atlas_for(folders, wish);
    if (!atlas) return atlas.error();
    scene::FrameMaker maker{style::TextMeasure(fonts)};
    atlas->levels.resize(scene::level_count);
    atlas::Figure aimed;
    const auto frame =
        drawn_with_or_without_legend(wish.figure, [&](const atlas::Figure& figure) -> base::Result<scene::Frame> {
            aimed = figure;
            if (const auto done = aim(*atlas, aimed, wish.view, maker); !done) return done.error();
            auto& level = atlas->levels[static_cast<std::size_t>(scene::level_for(atlas->camera.metres_per_px))];
            if (!level) level = scene::build_level(*atlas->map, scene::level_for(atlas->camera.metres_per_px));
            scene::OwnCells own_cells;
            if (const auto read = read_all_seen(own_cells, atlas->own_layers, atlas->camera); !read)
                return read.error();
            return figure_frame(*atlas, aimed, maker, own_cells);
        });
    if (!frame) return frame.error();
    return PictureFrame{*frame, std::move(aimed)};
}

base::Result<base::Done> draw_picture(const DataFolders& folders, const PictureWish& wish) {
    const bool is_png = picture_format(wish.out) == PictureFormat::png;
    if (const auto done = check_out(wish.out); !done) return done.error();
    std::optional<DrawingDisplay> display;
    if (is_png) {
        auto set_up = DrawingDisplay::set_up();
        if (!set_up) return set_up.error();
        display.emplace(std::move(*set_up));
    }
    base::Notes notes;
    const auto fonts = style::find_fonts(notes);
    if (!fonts) return fonts.error();
    const auto drawn = picture_frame(folders, wish, *fonts);
    if (!drawn) return drawn.error();
    const auto& [frame, figure] = *drawn;
    if (display) {
        if (const auto done = display->wait(); !done) return done.error();
    }
    const auto bytes =
        is_png ? draw_png(frame, folders.shaders, *fonts, size_of(figure).scale, figure.is_in_mm ? figure.dpi : 0.0)
               : figure_svg(frame, figure, *fonts);
    if (!bytes) return bytes.error();
    const auto written = base::write_file(wish.out, *bytes);
    // A small map without words is no figure, and nobody misses a legend.
    const bool is_page = !figure.title.empty() || !figure.caption.empty();
    const std::string lacking = is_page ? lacking_words(frame, figure) : "";
    if (written && !lacking.empty()) std::cerr << "darya: " << lacking << '\n';
    return written;
}

}  // namespace darya::app
