// How the window starts: what is read, in what order, so that the map is there to be looked at as early as can be.

#include "app/program.h"

#include <algorithm>
#include <chrono>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <future>
#include <tuple>
#include <utility>

#include <SFML/System/Err.hpp>

#include "app/built_map.h"
#include "app/load.h"
#include "app/map_names.h"
#include "app/motion.h"
#include "atlas/decisions_file.h"
#include "atlas/own_names.h"
#include "atlas/session.h"
#include "atlas/settle.h"
#include "base/file.h"
#include "style/text.h"

namespace darya::app {

namespace {

/// Nothing is lost: a file that cannot be read is kept beside the new one. Gives its name.
std::string put_aside(const std::filesystem::path& file) {
    auto kept = file;
    kept += ".broken";
    std::error_code trouble;
    std::filesystem::rename(file, kept, trouble);
    return kept.filename().string();
}

}  // namespace

std::filesystem::path Program::decisions_file() const {
    return wish_.session.empty() ? std::filesystem::path() : wish_.session.parent_path() / "decisions.json";
}

std::shared_ptr<const reading::Decisions> Program::read_decisions(std::vector<base::Error>& troubles) const {
    const std::filesystem::path file = decisions_file();
    std::error_code trouble;
    if (file.empty() || !std::filesystem::exists(file, trouble)) return std::make_shared<const reading::Decisions>();
    const auto bytes = base::read_file(file, atlas::most_decisions_bytes);
    auto decisions = bytes ? atlas::parse_decisions(*bytes) : base::Result<reading::Decisions>(bytes.error());
    if (decisions) return std::make_shared<const reading::Decisions>(std::move(*decisions));
    troubles.push_back({decisions.error().what, file.string(),
                        "the file is kept as " + put_aside(file) + ", and Darya starts with no decisions"});
    return std::make_shared<const reading::Decisions>();
}

void Program::keep_decisions(const reading::Decisions& decisions) {
    if (decisions_file().empty()) return;
    const auto written = base::write_file(decisions_file(), atlas::write_decisions(decisions));
    if (!written) apply(atlas::Tell{written.error()});
}

atlas::Session Program::read_session(std::vector<base::Error>& troubles) const {
    std::error_code trouble;
    if (wish_.session.empty() || !std::filesystem::exists(wish_.session, trouble)) return {};
    const auto bytes = base::read_file(wish_.session, std::size_t{8} << 20);
    auto session = bytes ? atlas::parse_session(*bytes) : base::Result<atlas::Session>(bytes.error());
    if (session) return std::move(*session);
    troubles.push_back({session.error().what, wish_.session.string(),
                        "it is kept as " + put_aside(wish_.session) + ", and Darya starts with the whole region"});
    return {};
}

namespace {

template <class Value>
bool is_ready(const std::future<Value>& job) {
    return job.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

using View = std::tuple<scene::Camera, std::optional<atlas::Flight>, bool>;  // and whether it is home

/// The map, and its meshes at the level of detail that the first picture seems to need.
struct FirstMap {
    std::shared_ptr<const scene::MapData> map;
    base::Notes notes;
    std::shared_ptr<const scene::LevelMeshes> meshes;
};

base::Result<FirstMap> first_map(const DataFolders& folders, const atlas::Session& session) {
    FirstMap first;
    auto map = load_map(folders, first.notes);
    if (!map) return map.error();
    first.map = std::move(*map);
    const bool is_home = session.is_home || session.metres_per_px <= 0.0;
    constexpr double map_share = 0.75;  // of the window; the panels have the rest
    const double home_metres_per_px = first.map->region.width_m() / (map_share * session.window_width_px);
    const int level = scene::level_for(is_home ? home_metres_per_px : session.metres_per_px);
    first.meshes = scene::build_level(*first.map, level);
    return first;
}

/// What is read behind the first picture.
struct FirstReading {
    std::shared_ptr<const reading::Gazetteer> gazetteer;
    std::shared_ptr<const reading::NameFinder> finder;
    std::vector<LoadedArticle> articles;
    std::shared_ptr<const scene::NameTable> names;
    base::Notes notes;
};

base::Result<FirstReading> first_reading(const DataFolders& folders, const std::vector<reading::Place>& map_places) {
    FirstReading read;
    auto gazetteer = reading::load_gazetteer(folders.assets, read.notes);
    if (!gazetteer) return gazetteer.error();
    read.finder = std::make_shared<const reading::NameFinder>(*gazetteer);
    read.articles = load_own_articles(folders.articles(), *read.finder, read.notes);
    gazetteer->add_map_places(map_places);
    auto names = name_table(*gazetteer, folders.assets, read.notes);
    if (!names) return names.error();
    read.names = std::move(*names);
    read.gazetteer = std::make_shared<const reading::Gazetteer>(std::move(*gazetteer));
    return read;
}

}  // namespace

base::Result<base::Done> Program::start() {
    std::vector<base::Error> troubles;
    const atlas::Session session = read_session(troubles);
    base::Notes notes;

    auto map_job = std::async(std::launch::async, [this, &session] { return first_map(folders_, session); });
    const auto font_files = style::find_fonts(notes);
    if (!font_files) return font_files.error();
    font_files_ = *font_files;
    built_text_px_ = session.text_px;
    const auto letters = [this](panels::Letters wanted) {
        return std::async(std::launch::async, [this, wanted] {
            return panels::build_fonts(font_files_, built_text_px_, wish_.scale, wanted);
        });
    };
    auto font_job = letters(panels::Letters::of_first_picture);

    const auto style_trouble = read_first_style(session.settings.theme);
    if (!style_trouble) return style_trouble.error();
    open_window(session);
    auto painter = paint::Painter::make(folders_.shaders, font_files->paths);
    if (!painter) return painter.error();
    painter_ = std::make_unique<paint::Painter>(std::move(*painter));
    maker_ = std::make_unique<scene::FrameMaker>(style::TextMeasure(*font_files));

    auto first = map_job.get();
    if (!first) return first.error();
    const scene::MapData& map = *first->map;
    atlas_.map = first->map;
    atlas_.layers = scene::default_layers();
    const sf::Vector2u size = window_.getSize();
    atlas_.camera.width_px = static_cast<float>(size.x) / wish_.scale;
    atlas_.camera.height_px = static_cast<float>(size.y) / wish_.scale;
    const std::vector<reading::Place> map_places = places_of(map);
    auto places_alone = std::make_shared<reading::Gazetteer>();
    places_alone->add_map_places(map_places);
    base::Notes told_below;
    auto map_names = name_table(*places_alone, folders_.assets, told_below);  // English; others are in the gazetteer
    if (!map_names) return map_names.error();
    atlas_.names = std::move(*map_names);
    atlas_.gazetteer = std::move(places_alone);
    fonts_ = font_job.get();
    imgui_ = std::make_unique<ImGuiBridge>(window_, *fonts_.atlas, cursors_, wish_.scale);
    panels::apply_theme(*atlas_.style);
    take_up(session);
    const int level = scene::level_for(atlas_.camera.metres_per_px);
    apply(atlas::MeshesBuilt{first->meshes->level == level ? first->meshes : scene::build_level(map, level)});
    // The map is there to be looked at, and moved, while all that reads is made.
    const bool is_seen = is_map_alone(session);
    if (is_seen) draw();
    auto reading_job = std::async(std::launch::async, first_reading, std::cref(folders_), std::cref(map_places));
    font_job = letters(panels::Letters::all);
    if (is_seen) follow_the_hand([&] { return is_ready(reading_job) && is_ready(font_job); });

    auto read = reading_job.get();
    if (!read) return read.error();
    built_in_ = std::move(read->gazetteer);
    finder_ = std::move(read->finder);
    atlas_.names = std::move(read->names);
    atlas::set_places(atlas_, {built_in_, {}, {}});
    for (LoadedArticle& loaded : read->articles) {
        atlas_.own_texts.push_back(loaded.article->file);
        atlas_.library = atlas_.library.with(std::move(loaded.article), std::move(loaded.mentions));
    }
    atlas::set_decisions(atlas_, read_decisions(troubles));
    use_letters(font_job.get());
    const View view{atlas_.camera, atlas_.flight, atlas_.is_home};
    take_up(session);
    if (is_seen) std::tie(atlas_.camera, atlas_.flight, atlas_.is_home) = view;

    tell(read->notes);
    tell(first->notes);
    for (const base::Error& trouble : troubles) apply(atlas::Tell{trouble});
    if (*style_trouble) take_style(**style_trouble);
    tell(notes);
    learn_motion();
    start_search();
    update_index();
    std::vector<std::string> names = session.own_names;
    for (const auto& file : wish_.places) {
        const std::string path = std::filesystem::absolute(file).string();
        if (std::find(names.begin(), names.end(), path) == names.end()) names.push_back(path);
    }
    for (const std::string& file : names) atlas_.own_names.push_back({file, 0});
    if (!names.empty()) read_names(names, !wish_.places.empty());
    for (const std::string& file : session.files) load(file, false);
    for (const std::string& folder : session.folders) load(folder, false);
    for (const auto& file : wish_.files) load(file, true);
    return base::Done{};
}

void Program::take_up(const atlas::Session& session) {
    atlas_ = atlas::with_session(std::move(atlas_), session);
    lay_out_panels();
    if (session.metres_per_px > 0.0 && !session.is_home) return;
    atlas_.camera = atlas::home_camera(atlas_);
    atlas_.is_home = true;
}

void Program::lay_out_panels() {
    imgui_->new_frame(0.0F);
    std::vector<atlas::Command> asked;
    panels::draw_panels(atlas_, panels_, {}, fonts_.fonts, now_s(), asked);
    imgui_->drop();
    for (const atlas::Command& command : asked) {
        if (const auto* const cover = std::get_if<atlas::CoverMap>(&command)) atlas_.covered = cover->panels;
    }
}

void Program::follow_the_hand(const std::function<bool()>& is_over) {
    is_following_ = true;
    frames_to_draw_ = 0;  // the first picture is whole, and what is read should not wait for others of the same
    while (!is_over()) go_round();
    is_following_ = false;
}

bool Program::is_map_alone(const atlas::Session& session) const {
    const bool is_reading_seen = session.is_left_panel_open && atlas_.left_tab != atlas::LeftTab::layers;
    return session.selected.empty() && session.reading.file.empty() && !is_reading_seen &&
           session.settings.language == scene::NameLanguage::english;
}

void Program::open_window(const atlas::Session& session) {
    // Where the program does not take up the person's locale, the window system hands over Latin letters only.
    if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
    const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
    const auto scaled = [this](unsigned px) {
        return static_cast<unsigned>(std::lround(wish_.scale * static_cast<float>(px)));
    };
    const sf::VideoMode mode(std::min(scaled(session.window_width_px), desktop.width),
                             std::min(scaled(session.window_height_px), desktop.height));
    // Where the driver cannot wait for the screen, SFML says so to every start; nobody has asked.
    std::streambuf* const complaints = sf::err().rdbuf(nullptr);
    window_.create(mode, "Darya");
    sf::err().rdbuf(complaints);
    // In the middle: SFML 2.5 takes the screen's width for its height.
    window_.setPosition(
        {static_cast<int>(desktop.width - mode.width) / 2, static_cast<int>(desktop.height - mode.height) / 2});
}

void Program::learn_motion() {
    if (wish_.is_motion_reduced) return apply(atlas::ReduceMotion{*wish_.is_motion_reduced});
    jobs_.start([] { return desktop_wants_less_motion(); },
                [this](bool is_reduced) {
                    if (is_reduced) apply(atlas::ReduceMotion{true});
                });
}

}  // namespace darya::app
