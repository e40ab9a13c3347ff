#include "app/program.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <unordered_set>
#include <utility>

#include <SFML/System/Sleep.hpp>
#include <SFML/Window/Clipboard.hpp>

#include "app/export.h"
#include "app/load.h"
#include "app/own_places.h"
#include "app/stage.h"
#include "atlas/article_places.h"
#include "atlas/measure.h"
#include "atlas/session.h"
#include "base/child.h"
#include "base/file.h"
#include "geo/projection.h"

namespace darya::app {

double now_s() {
    static const auto start = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Program::~Program() {
    // So that nobody waits for the rest.
    *is_ending_ = true;
    stop_reading_folder();
}

void Program::take_results() {
    for (base::Jobs* jobs :
         {&jobs_, &folder_jobs_, &index_jobs_, &search_jobs_, &own_map_jobs_, &refine_jobs_, &cell_jobs_})
        jobs->drain();
    serve_clipboard();
}

/// The window is made anew: what the graphics card holds is SFML's in common and stays.
void Program::toggle_full_screen() {
    const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
    if (windowed_) {
        window_.create(sf::VideoMode(windowed_->size.x, windowed_->size.y), "Darya");
        window_.setPosition(windowed_->position);
        windowed_.reset();
    } else {
        windowed_ = Windowed{window_.getSize(), window_.getPosition()};
        window_.create(desktop, "Darya", sf::Style::Fullscreen);
    }
    pointer_ = Pointer{};
    imgui_->forget_held();
    const sf::Vector2u size = window_.getSize();
    apply(atlas::ResizeWindow{static_cast<float>(size.x) / wish_.scale, static_cast<float>(size.y) / wish_.scale});
}

void Program::tell(const base::Notes& notes) {
    for (const std::string& sentence : notes.sentences()) apply(atlas::Inform{sentence});
}

void Program::apply(const atlas::Command& command) {
    std::vector<atlas::Request> requests;
    atlas_ = atlas::apply(std::move(atlas_), command, now_s(), requests);
    for (const atlas::Request& request : requests) carry_out(request);
    frames_to_draw_ = std::max(frames_to_draw_, 3);
}

void Program::carry_out(const atlas::Request& request) {
    if (const auto* open = std::get_if<atlas::LoadFile>(&request)) {
        load(open->file, true, open->encoding);
    } else if (const auto* copy = std::get_if<atlas::PutOnClipboard>(&request)) {
        sf::Clipboard::setString(sf::String::fromUtf8(copy->text.begin(), copy->text.end()));
    } else if (const auto* browser = std::get_if<atlas::StartBrowser>(&request)) {
        start_browser(browser->address);
    } else if (const auto* build = std::get_if<atlas::BuildMeshes>(&request)) {
        jobs_.start(
            [map = atlas_.map, level = build->level] { return scene::build_level(*map, level); },
            [this](std::shared_ptr<const scene::LevelMeshes> meshes) { apply(atlas::MeshesBuilt{std::move(meshes)}); });
    } else if (const auto* folder = std::get_if<atlas::ReadFolder>(&request)) {
        read_folder(folder->folder);
    } else if (std::holds_alternative<atlas::StopReadingFolder>(request)) {
        stop_reading_folder();
    } else if (std::holds_alternative<atlas::UpdateIndex>(request)) {
        update_index();
    } else if (const auto* search = std::get_if<atlas::RunSearch>(&request)) {
        run_search(search->typed);
    } else if (const auto* write = std::get_if<atlas::WritePlaces>(&request)) {
        write_places(*write);
    } else if (const auto* figure = std::get_if<atlas::DrawFigure>(&request)) {
        draw_figure(*figure);
    } else if (const auto* names = std::get_if<atlas::ReadNames>(&request)) {
        read_names(names->files, true);
    } else if (const auto* keep = std::get_if<atlas::KeepDecisions>(&request)) {
        keep_decisions(*keep->decisions);
    } else if (const auto* theme = std::get_if<atlas::UseTheme>(&request)) {
        use_theme(theme->theme);
    } else if (std::holds_alternative<atlas::EndProgram>(request)) {
        is_running_ = false;
    }
}

void Program::start_browser(const std::string& address) {
    // In a session of its own, so that it lives on when Darya ends.
    jobs_.start(
        [address] {
            const auto ended = base::run_child(
                {"sh", "-c", "command -v xdg-open && exec setsid --fork xdg-open \"$1\" >/dev/null 2>&1", "sh",
                 address});
            return ended && ended->exit_code == 0;
        },
        [this, address](bool is_started) {
            if (is_started) return;
            apply(atlas::CopyText{address});
            apply(atlas::Tell{{"no browser could be started", address, "the address is on the clipboard"}});
        });
}

void Program::write_places(const atlas::WritePlaces& write) {
    const char* const home = std::getenv("HOME");
    const auto file = free_path(write.file, home != nullptr ? home : "/");
    if (!file) return apply(atlas::Tell{file.error()});
    jobs_.start([folders = folders_, gazetteer = atlas_.gazetteer, write,
                 file = *file] { return export_places(folders, *gazetteer, write.texts, write.format, file); },
                [this](const base::Result<std::string>& told) {
                    if (!told) return apply(atlas::Tell{told.error()});
                    apply(atlas::Inform{*told});
                });
}

void Program::read_names(const std::vector<std::string>& files, bool is_asked_for) {
    std::vector<std::shared_ptr<const reading::Article>> articles;
    for (const reading::ArticleId id : atlas_.library.articles())
        articles.push_back(atlas_.library.shelf(id)->article());
    const std::vector<atlas::OwnNames> before = atlas_.own_names;
    jobs_.start([built_in = built_in_, files, articles] { return read_with_places(*built_in, files, articles); },
                [this, before, is_asked_for, asked = ++names_asked_](PlacesRead read) {
                    for (const base::Error& trouble : read.troubles) apply(atlas::Tell{trouble});
                    if (asked != names_asked_) return;
                    std::unordered_set<const reading::Article*> read_articles;
                    for (const auto& shelf : read.set.shelves) read_articles.insert(shelf->article().get());
                    std::vector<reading::ArticleId> missed;
                    for (const reading::ArticleId id : atlas_.library.articles()) {
                        if (!read_articles.contains(atlas_.library.find(id))) missed.push_back(id);
                    }
                    finder_ = read.finder;
                    apply(read.set);
                    learn_place_names();
                    read_again(missed);
                    tell(read.notes);
                    for (const atlas::OwnNames& names : read.set.own_names) {
                        const bool is_new = std::none_of(before.begin(), before.end(), [&](const auto& old) {
                            return old.file == names.file && old.place_count > 0;
                        });
                        if (!is_new || !is_asked_for) continue;
                        apply(atlas::Inform{"Texts are searched for " + std::to_string(names.place_count) +
                                            (names.place_count == 1 ? " place of " : " places of ") +
                                            std::filesystem::path(names.file).filename().string() + " now."});
                    }
                });
}

void Program::read_again(const std::vector<reading::ArticleId>& articles) {
    for (const reading::ArticleId id : articles) {
        const auto shelf = atlas_.library.shelf(id);
        if (!shelf) continue;
        jobs_.start(
            [article = shelf->article(), finder = finder_] {
                return std::make_shared<const reading::Shelf>(article, finder->find(*article));
            },
            [this, id, finder = finder_](const std::shared_ptr<const reading::Shelf>& read) {
                const reading::Article* const open = atlas_.library.find(id);
                if (finder != finder_) return read_again({id});
                if (open != read->article().get()) return;
                const auto mentions = read->mentions();
                apply(atlas::AddArticle{read->article(), {mentions.begin(), mentions.end()}, false});
            });
    }
}

void Program::load(const std::filesystem::path& path, bool is_asked_for, const std::string& encoding) {
    std::error_code trouble;
    std::filesystem::path file = std::filesystem::absolute(path).lexically_normal();
    if (!file.has_filename()) file = file.parent_path();  // "articles/"
    if (std::filesystem::is_directory(file, trouble)) return apply(atlas::OpenFolder{file, is_asked_for});
    if (is_map_file(file)) return load_map_file(file, is_asked_for);
    read_at_[file.string()] = std::filesystem::last_write_time(file, trouble);
    jobs_.start(
        [file, finder = finder_, encoding] {
            base::Notes notes;
            auto article = load_article(file, *finder, notes, encoding);
            return std::pair(std::move(article), std::move(notes));
        },
        [this, is_asked_for, finder = finder_](auto loaded) {
            auto& [article, notes] = loaded;
            if (!article) return apply(atlas::Tell{article.error()});
            const bool is_of_other_names = finder != finder_;
            if (is_of_other_names) article->mentions.clear();  // its places may have other numbers now
            const std::size_t count = article->mentions.size();
            const std::string opened = article->article->file;
            apply(atlas::AddArticle{article->article, std::move(article->mentions), is_asked_for});
            tell(notes);
            if (is_of_other_names) {
                if (const auto id = atlas_.library.find_file(opened)) read_again({*id});
            } else if (is_asked_for && count == 0)
                apply(atlas::Inform{"No name of a place that Darya knows was found in this text."});
        });
}

std::vector<std::string> Program::own_files() const {
    std::vector<std::string> files;
    for (const reading::ArticleId id : atlas_.library.articles()) {
        const std::filesystem::path file = atlas_.library.find(id)->file;
        const bool is_of_folder =
            std::any_of(atlas_.folders.begin(), atlas_.folders.end(),
                        [&file](const std::string& folder) { return file.string().starts_with(folder + "/"); });
        if (file.parent_path() != folders_.articles() && !is_of_folder) files.push_back(file.string());
    }
    for (const auto& layer : atlas_.own_layers) files.push_back(layer->file);
    return files;
}

/// Letters of a new size are drawn from those of the old one until the size has rested; then they get their own.
void Program::keep_letters_sharp() {
    if (atlas_.text_px == built_text_px_) {
        resized_s_.reset();
        return;
    }
    if (!resized_s_ || atlas_.text_px != resized_to_px_) {
        resized_s_ = now_s();
        resized_to_px_ = atlas_.text_px;
    }
    constexpr double rest_s = 0.3;
    if (now_s() - *resized_s_ < rest_s) return;
    resized_s_.reset();
    built_text_px_ = atlas_.text_px;
    use_letters(panels::build_fonts(font_files_, built_text_px_, wish_.scale));
}

void Program::use_letters(panels::FontSet letters) {
    imgui_->use(*letters.atlas);
    fonts_ = std::move(letters);
    frames_to_draw_ = std::max(frames_to_draw_, 3);
}

/// A ring about what a name in a text, or in a list, is pointed at.
void Program::add_pulse(scene::FrameInput& input, double time_s) {
    if (panels_.hovered_in_text != pulsing_) {
        pulsing_ = panels_.hovered_in_text;
        pulse_start_s_ = time_s;
        pulse_at_ = pulsing_ ? atlas::point_of(atlas_, *pulsing_) : std::nullopt;
    }
    if (!pulsing_) return;
    constexpr double beat_s = 1.4;
    input.pulse_at = pulse_at_;
    constexpr float still_phase = 0.4F;
    input.pulse_phase = atlas_.is_motion_reduced
                            ? still_phase
                            : static_cast<float>(std::fmod(time_s - pulse_start_s_, beat_s) / beat_s);
}

/// Where the map will be by the time that a base which is begun now is whole.
scene::Camera Program::camera_soon(const scene::Camera& camera, double time_s) const {
    constexpr double ahead_s = 0.1;
    if (atlas_.flight) return atlas::camera_at(atlas_, time_s + ahead_s);
    // Dragged: as it went from the last frame to this one, so it goes on.
    constexpr double frames_ahead = 6.0;
    scene::Camera soon = camera;
    if (drawn_camera_.metres_per_px != camera.metres_per_px) return soon;
    soon.centre.x_m += frames_ahead * (camera.centre.x_m - drawn_camera_.centre.x_m);
    soon.centre.y_m += frames_ahead * (camera.centre.y_m - drawn_camera_.centre.y_m);
    return soon;
}

void Program::draw() {
    const double time_s = now_s();
    panels::FrameTime took;
    auto lap_ms = [last_s = time_s]() mutable {
        const double before_s = std::exchange(last_s, now_s());
        return static_cast<float>(1000.0 * (last_s - before_s));
    };
    took.update_ms = static_cast<float>(1000.0 * (time_s - round_start_s_));
    // As it will be when it can be seen: what a hand asks for shows in the very first picture.
    const scene::Camera camera = atlas::camera_at(atlas_, time_s + frame_s_);
    scene::FrameInput input = frame_input(atlas_, camera);
    constexpr float margin_px = 96.0F;  // a drag of so many pixels needs no new base
    input.base_margin_px = margin_px;
    input.is_moving = atlas_.flight && atlas_.flight->kind != atlas::Flight::Kind::cut &&
                      time_s < atlas_.flight->start_s + atlas_.flight->duration_s;
    input.is_held = pointer_.is_dragging && !pointer_.is_box;
    input.soon = camera_soon(camera, time_s);
    drawn_camera_ = camera;
    add_pulse(input, time_s);
    if (is_measuring() && pointer_.is_over_map) {
        input.measure = atlas::measure_shape(*atlas_.measuring, geo::to_lonlat(camera.to_map(pointer_.at)));
    }
    input.furniture.legend = false;  // the panel of layers is the legend
    scene::Camera with_margin = camera;
    with_margin.width_px += 2 * margin_px;
    with_margin.height_px += 2 * margin_px;
    look_at_own_layers(with_margin);
    input.own_cells = &own_cells_;
    frame_ = maker_->make(input);
    // Names that lost their place on the way come back as soon as the map rests.
    if (maker_->is_waiting() && !input.is_held && !input.is_moving) frames_to_draw_ = std::max(frames_to_draw_, 2);
    took.labels_ms = lap_ms();
    drawn_style_ = atlas_.style;
    window_.setActive(true);
    painter_->draw(window_, frame_);
    if (!painter_->is_settled()) frames_to_draw_ = std::max(frames_to_draw_, 2);

    panels::Readout readout;
    // A panel may have come between the mouse and the map, or gone.
    if (pointer_.is_over_map == is_over_panel()) look_under_mouse();
    add_pointer(camera, readout);
    if (const scene::Plate* overview = scene::overview_of(frame_); overview != nullptr && overview->inset)
        readout.overview = {overview->box, overview->inset->camera};
    show_preview();
    imgui_->new_frame(static_cast<float>(time_s - last_frame_s_));
    last_frame_s_ = time_s;
    std::vector<atlas::Command> asked;
    panels::draw_panels(atlas_, panels_, readout, fonts_.fonts, time_s, asked);
    imgui_->render();
    took.draw_ms = lap_ms();
    window_.display();
    took.present_ms = lap_ms();
    panels::FrameTimes& times = panels_.frame_times;
    times.add(took);
    times.triangle_count = painter_->work().triangle_count;
    times.call_count = painter_->work().call_count;
    times.magnified = painter_->magnified(frame_);
    --frames_to_draw_;
    round_start_s_ = now_s();
    // One long frame changes it little: the map must not seem to go back after it.
    constexpr double longest_s = 0.05;
    frame_s_ += 0.1 * (std::min(round_start_s_ - time_s, longest_s) - frame_s_);
    for (const atlas::Command& command : asked) apply(command);
}

void Program::save_session() {
    if (wish_.session.empty()) return;
    atlas::Session session = atlas::session_of(atlas_, own_files());
    if (windowed_) {
        const auto unscaled = [this](unsigned px) {
            return static_cast<unsigned>(std::lround(static_cast<float>(px) / wish_.scale));
        };
        session.window_width_px = unscaled(windowed_->size.x);
        session.window_height_px = unscaled(windowed_->size.y);
    }
    const auto written = base::write_file(wish_.session, atlas::write_session(session));
    if (!written) std::cerr << "darya: " << written.error().line() << '\n';
}

bool Program::go_round() {
    round_start_s_ = now_s();
    read_events();
    if (!pointer_.held && !is_second_click()) take_waiting_click();
    take_results();
    const bool has_notice_to_end = std::any_of(atlas_.notices.begin(), atlas_.notices.end(), [](const auto& n) {
        return !n.is_trouble && now_s() > n.shown_s + 6.0;
    });
    const bool is_beating = panels_.hovered_in_text && pulse_at_ && !atlas_.is_motion_reduced;
    if (atlas_.flight || panels_.reader.is_moving || is_beating || has_notice_to_end)
        frames_to_draw_ = std::max(frames_to_draw_, 2);
    keep_letters_sharp();
    look_for_new_style();
    if (frames_to_draw_ > 0) {
        is_changed_ = true;
        const double before_s = now_s();
        draw();
        if (atlas_.flight && now_s() >= atlas_.flight->start_s + atlas_.flight->duration_s) {
            atlas_.camera = atlas_.flight->to;
            atlas_.flight.reset();
            look_under_mouse();
        }
        // A ring that beats slowly needs no more.
        const bool is_only_beating = !atlas_.flight && !panels_.reader.is_moving && panels_.hovered_in_text;
        const double frame_s = is_only_beating ? 1.0 / 30.0 : 1.0 / 60.0;
        const double spent_s = now_s() - before_s;
        if (spent_s < frame_s) sf::sleep(sf::seconds(static_cast<float>(frame_s - spent_s)));
        return true;
    }
    // Kept now and then too, so that a crash or a power cut loses nothing.
    constexpr double save_every_s = 3.0;
    if (is_changed_ && !is_following_ && now_s() - saved_s_ > save_every_s) {
        save_session();
        saved_s_ = now_s();
        is_changed_ = false;
    }
    sf::sleep(sf::milliseconds(16));  // SFML asks for eight joysticks each time, which is what rest costs
    return false;
}

void Program::run() {
    saved_s_ = now_s();
    while (is_running_ && window_.isOpen()) go_round();
    save_session();
}

int run_window(const DataFolders& folders, const WindowWish& wish) {
    Program program(folders, wish);
    const auto started = program.start();
    if (!started) {
        std::cerr << "darya: " << started.error().line() << '\n';
        return 1;
    }
    program.run();
    return 0;
}

}  // namespace darya::app
