#include "app/window.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <iostream>

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Sleep.hpp>
#include <SFML/Window/Clipboard.hpp>
#include <SFML/Window/Event.hpp>

#include "app/imgui_bridge.h"
#include "app/load.h"
#include "app/stage.h"
#include "atlas/atlas.h"
#include "atlas/session.h"
#include "base/file.h"
#include "base/jobs.h"
#include "geo/projection.h"
#include "paint/painter.h"
#include "panels/panels.h"
#include "panels/theme.h"
#include "scene/pick.h"
#include "style/text.h"

namespace darya::app {

namespace {

double now_s() {
    static const auto start = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The mouse on the map: a press that may become a drag, a click or the second of a double click.
struct Pointer {
    geo::ScreenPoint at{-1.0F, -1.0F};
    bool is_over_map = false;
    bool is_pressed = false;
    bool is_dragging = false;
    geo::ScreenPoint pressed_at;
    double last_click_s = -1.0;
    geo::ScreenPoint last_click_at;
};

/// The program in its window: events become commands, commands the next state, the state a picture.
class Program {
public:
    Program(const DataFolders& folders, const WindowWish& wish) : folders_(folders), wish_(wish), jobs_(1) {}

    base::Result<base::Done> start();
    void run();

private:
    void apply(const atlas::Command& command);
    void carry_out(const atlas::Request& request);
    void load(const std::filesystem::path& file);
    void read_events();
    bool is_over_panel() const;
    void on_press(const sf::Event::MouseButtonEvent& button);
    void on_release(const sf::Event::MouseButtonEvent& button);
    void on_move(geo::ScreenPoint to);
    void on_key(const sf::Event::KeyEvent& key);
    void look_under_mouse();
    void draw();
    void save_session();

    const DataFolders& folders_;
    const WindowWish& wish_;
    base::Jobs jobs_;
    atlas::Atlas atlas_;
    std::unique_ptr<reading::NameFinder> finder_;
    std::vector<std::string> files_;  // of the person, for the session
    std::uint32_t own_layer_count_ = 0;

    panels::FontSet fonts_;  // outlives ImGui
    sf::RenderWindow window_;
    std::unique_ptr<ImGuiBridge> imgui_;
    std::unique_ptr<paint::Painter> painter_;
    std::unique_ptr<scene::FrameMaker> maker_;
    scene::Frame frame_;
    panels::PanelState panels_;
    Pointer pointer_;
    int frames_to_draw_ = 3;  // ImGui needs a few frames to settle
    double last_frame_s_ = 0.0;
    bool is_running_ = true;
};

base::Result<base::Done> Program::start() {
    atlas::Session session;
    if (const auto bytes = base::read_file(wish_.session, std::size_t{8} << 20)) {
        auto parsed = atlas::parse_session(*bytes);
        if (parsed) {
            session = *parsed;
        } else {
            // Nothing is lost: the broken file is kept beside the new one.
            std::error_code trouble;
            auto kept = wish_.session;
            kept += ".broken";
            std::filesystem::rename(wish_.session, kept, trouble);
            apply(atlas::Tell{{parsed.error().what, kept.string(), "Darya starts with the whole region"}});
        }
    }

    base::Notes notes;
    auto map_job = std::async(std::launch::async, [this, &notes] { return load_map(folders_, notes); });
    base::Notes font_notes;
    const auto font_files = style::find_fonts(font_notes);
    if (!font_files) return font_files.error();
    auto font_job = std::async(std::launch::async, [&] { return panels::build_fonts(*font_files); });

    auto style = load_style(folders_.style());
    if (!style) return style.error();
    atlas_.style = std::make_shared<const style::Style>(std::move(*style));
    window_.create(sf::VideoMode(session.window_width_px, session.window_height_px), "Darya");
    window_.setVerticalSyncEnabled(false);
    window_.setKeyRepeatEnabled(true);
    auto painter = paint::Painter::make(folders_.shaders, font_files->paths);
    if (!painter) return painter.error();
    painter_ = std::make_unique<paint::Painter>(std::move(*painter));
    maker_ = std::make_unique<scene::FrameMaker>(style::TextMeasure(*font_files));

    base::Notes fact_notes;
    auto gazetteer = reading::load_gazetteer(folders_.facts(), fact_notes);
    if (!gazetteer) return gazetteer.error();
    finder_ = std::make_unique<reading::NameFinder>(*gazetteer);
    base::Notes article_notes;
    for (LoadedArticle& loaded : load_own_articles(folders_.articles(), *finder_, article_notes)) {
        atlas_.library = atlas_.library.with(std::move(loaded.article), std::move(loaded.mentions));
    }

    auto map = map_job.get();
    if (!map) return map.error();
    atlas_.map = *map;
    gazetteer->add_map_places(places_of(**map));
    atlas_.gazetteer = std::make_shared<const reading::Gazetteer>(std::move(*gazetteer));
    atlas_.layers = scene::default_layers();
    const sf::Vector2u size = window_.getSize();
    atlas_.camera.width_px = static_cast<float>(size.x);
    atlas_.camera.height_px = static_cast<float>(size.y);
    atlas_ = atlas::with_session(std::move(atlas_), session);
    if (session.metres_per_px <= 0.0) {
        atlas_.covered = {{14.0F, 64.0F, 314.0F, atlas_.camera.height_px - 60.0F}};
        atlas_.camera = atlas::home_camera(atlas_);
    }
    apply(atlas::MeshesBuilt{scene::build_level(**map, scene::level_for(atlas_.camera.metres_per_px))});

    fonts_ = font_job.get();
    imgui_ = std::make_unique<ImGuiBridge>(window_, *fonts_.atlas);
    panels::apply_theme(*atlas_.style);

    for (const std::string& file : session.files) load(file);
    for (const auto& file : wish_.files) load(std::filesystem::absolute(file));
    return base::Done{};
}

void Program::apply(const atlas::Command& command) {
    std::vector<atlas::Request> requests;
    atlas_ = atlas::apply(std::move(atlas_), command, now_s(), requests);
    for (const atlas::Request& request : requests) carry_out(request);
    frames_to_draw_ = std::max(frames_to_draw_, 3);
}

void Program::carry_out(const atlas::Request& request) {
    if (const auto* open = std::get_if<atlas::LoadFile>(&request)) {
        load(open->file);
    } else if (const auto* copy = std::get_if<atlas::PutOnClipboard>(&request)) {
        sf::Clipboard::setString(sf::String::fromUtf8(copy->text.begin(), copy->text.end()));
    } else if (const auto* build = std::get_if<atlas::BuildMeshes>(&request)) {
        jobs_.start(
            [map = atlas_.map, level = build->level] { return scene::build_level(*map, level); },
            [this](std::shared_ptr<const scene::LevelMeshes> meshes) { apply(atlas::MeshesBuilt{std::move(meshes)}); });
    } else if (std::holds_alternative<atlas::EndProgram>(request)) {
        is_running_ = false;
    }
}

void Program::load(const std::filesystem::path& file) {
    const auto remember = [this, file] {
        if (std::find(files_.begin(), files_.end(), file.string()) == files_.end()) files_.push_back(file.string());
    };
    if (is_map_file(file)) {
        const std::string id = "own:" + std::to_string(++own_layer_count_);
        jobs_.start(
            [file, id] {
                base::Notes notes;
                return load_own_layer(file, id, notes);
            },
            [this, remember](base::Result<std::shared_ptr<const scene::OwnLayer>> layer) {
                if (!layer) return apply(atlas::Tell{layer.error()});
                remember();
                apply(atlas::AddOwnLayer{*layer, true});
            });
        return;
    }
    jobs_.start(
        [file, finder = finder_.get()] {
            base::Notes notes;
            return load_article(file, *finder, notes);
        },
        [this, remember](base::Result<LoadedArticle> loaded) {
            if (!loaded) return apply(atlas::Tell{loaded.error()});
            remember();
            const std::string title = loaded->article->title;
            const std::size_t count = loaded->mentions.size();
            apply(atlas::AddArticle{loaded->article, std::move(loaded->mentions)});
            apply(atlas::Inform{"Opened “" + title + "”: " + std::to_string(count) + " names of places found."});
        });
}

/// By the panels' boxes as well: ImGui knows of a new place of the mouse only after its next frame.
bool Program::is_over_panel() const {
    const bool is_in_box = std::any_of(atlas_.covered.begin(), atlas_.covered.end(),
                                       [this](const geo::ScreenBox& box) { return box.contains(pointer_.at); });
    return is_in_box || atlas_.is_about_open;
}

void Program::on_press(const sf::Event::MouseButtonEvent& button) {
    if (button.button != sf::Mouse::Left || is_over_panel()) return;
    pointer_.is_pressed = true;
    pointer_.is_dragging = false;
    pointer_.pressed_at = pointer_.at;
}

void Program::on_release(const sf::Event::MouseButtonEvent& button) {
    if (button.button != sf::Mouse::Left || !pointer_.is_pressed) return;
    pointer_.is_pressed = false;
    if (pointer_.is_dragging) return;
    constexpr double double_click_s = 0.35;
    const bool is_double = now_s() - pointer_.last_click_s < double_click_s &&
                           geo::distance_px(pointer_.last_click_at, pointer_.at) < 5.0F;
    pointer_.last_click_s = is_double ? -1.0 : now_s();
    pointer_.last_click_at = pointer_.at;
    if (is_double) return apply(atlas::ZoomBy{0.5, pointer_.at});
    const auto input = frame_input(atlas_, atlas::camera_at(atlas_, now_s()));
    const auto picked = scene::pick(frame_, input, pointer_.at);
    atlas::ClickMap click;
    if (picked) {
        click.picked = atlas_.gazetteer->find(picked->place);
        click.is_ground = picked->is_ground;
    }
    apply(click);
}

void Program::on_move(geo::ScreenPoint to) {
    const geo::ScreenPoint from = pointer_.at;
    pointer_.at = to;
    if (pointer_.is_pressed) {
        constexpr float shaky_px = 4.0F;
        if (!pointer_.is_dragging && geo::distance_px(pointer_.pressed_at, to) >= shaky_px) {
            pointer_.is_dragging = true;
            apply(atlas::PanBy{to.x_px - pointer_.pressed_at.x_px, to.y_px - pointer_.pressed_at.y_px});
        } else if (pointer_.is_dragging) {
            apply(atlas::PanBy{to.x_px - from.x_px, to.y_px - from.y_px});
        }
    }
}

void Program::look_under_mouse() {
    pointer_.is_over_map = !is_over_panel() && pointer_.at.x_px >= 0.0F && pointer_.at.x_px < atlas_.camera.width_px &&
                           pointer_.at.y_px >= 0.0F && pointer_.at.y_px < atlas_.camera.height_px;
    if (panels_.hovered_in_text || pointer_.is_dragging) return;
    std::optional<reading::PlaceId> hovered;
    if (pointer_.is_over_map) {
        const auto input = frame_input(atlas_, atlas::camera_at(atlas_, now_s()));
        const auto picked = scene::pick(frame_, input, pointer_.at);
        if (picked && !picked->is_ground) hovered = atlas_.gazetteer->find(picked->place);
    }
    if (hovered != atlas_.hovered) apply(atlas::HoverPlace{hovered});
}

void Program::on_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    if (key.control && key.code == Key::Q) return apply(atlas::Quit{});
    if (key.control && key.code == Key::F) {
        panels_.is_search_wanted = true;
        return;
    }
    if (key.code == Key::Escape) {
        if (!panels_.search.empty()) {
            panels_.search.clear();
            return;
        }
        return apply(atlas::CloseTopmost{});
    }
    if (imgui_->wants_keyboard()) return;
    constexpr float step_px = 80.0F;
    const geo::ScreenPoint middle{atlas_.camera.width_px / 2, atlas_.camera.height_px / 2};
    switch (key.code) {
        case Key::Left:
            return apply(atlas::PanBy{step_px, 0.0F});
        case Key::Right:
            return apply(atlas::PanBy{-step_px, 0.0F});
        case Key::Up:
            return apply(atlas::PanBy{0.0F, step_px});
        case Key::Down:
            return apply(atlas::PanBy{0.0F, -step_px});
        case Key::Add:
        case Key::Equal:
        case Key::PageUp:
            return apply(atlas::ZoomBy{0.6, middle});
        case Key::Subtract:
        case Key::Hyphen:
        case Key::PageDown:
            return apply(atlas::ZoomBy{1.0 / 0.6, middle});
        case Key::Home:
            return apply(atlas::FlyHome{});
        default:
            return;
    }
}

void Program::read_events() {
    sf::Event event;
    bool is_moved = false;
    while (window_.pollEvent(event)) {
        frames_to_draw_ = std::max(frames_to_draw_, 3);
        imgui_->process(event);
        switch (event.type) {
            case sf::Event::Closed:
                is_running_ = false;
                break;
            case sf::Event::Resized:
                apply(atlas::ResizeWindow{static_cast<float>(event.size.width), static_cast<float>(event.size.height)});
                break;
            case sf::Event::MouseMoved:
                on_move({static_cast<float>(event.mouseMove.x), static_cast<float>(event.mouseMove.y)});
                is_moved = true;
                break;
            case sf::Event::MouseLeft:
                pointer_.at = {-1.0F, -1.0F};
                is_moved = true;
                break;
            case sf::Event::MouseButtonPressed:
                pointer_.at = {static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y)};
                on_press(event.mouseButton);
                break;
            case sf::Event::MouseButtonReleased:
                pointer_.at = {static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y)};
                on_release(event.mouseButton);
                break;
            case sf::Event::MouseWheelScrolled:
                pointer_.at = {static_cast<float>(event.mouseWheelScroll.x),
                               static_cast<float>(event.mouseWheelScroll.y)};
                if (!is_over_panel() && event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel) {
                    apply(
                        atlas::ZoomBy{std::pow(0.78, static_cast<double>(event.mouseWheelScroll.delta)), pointer_.at});
                }
                break;
            case sf::Event::KeyPressed:
                on_key(event.key);
                break;
            default:
                break;
        }
    }
    if (is_moved) look_under_mouse();
}

void Program::draw() {
    const double time_s = now_s();
    const scene::Camera camera = atlas::camera_at(atlas_, time_s);
    frame_ = maker_->make(frame_input(atlas_, camera));
    window_.setActive(true);
    painter_->draw(window_, frame_);

    panels::Readout readout;
    readout.mouse = pointer_.at;
    if (pointer_.is_over_map) {
        readout.cursor = geo::to_lonlat(camera.to_map(pointer_.at));
        if (atlas_.hovered && !pointer_.is_dragging) readout.hover_name = atlas_.gazetteer->place(*atlas_.hovered).name;
    }
    imgui_->new_frame(static_cast<float>(time_s - last_frame_s_));
    last_frame_s_ = time_s;
    std::vector<atlas::Command> asked;
    panels::draw_panels(atlas_, panels_, readout, fonts_.fonts, time_s, asked);
    imgui_->render();
    window_.display();
    --frames_to_draw_;
    for (const atlas::Command& command : asked) apply(command);
}

void Program::save_session() {
    const auto written = base::write_file(wish_.session, atlas::write_session(atlas::session_of(atlas_, files_)));
    if (!written) std::cerr << "darya: " << written.error().line() << '\n';
}

void Program::run() {
    double saved_s = now_s();
    bool is_changed = false;
    while (is_running_ && window_.isOpen()) {
        read_events();
        jobs_.drain();
        const bool has_notice_to_end = std::any_of(atlas_.notices.begin(), atlas_.notices.end(), [](const auto& n) {
            return !n.is_trouble && now_s() > n.shown_s + 6.0;
        });
        if (atlas_.flight || has_notice_to_end) frames_to_draw_ = std::max(frames_to_draw_, 2);
        if (frames_to_draw_ > 0) {
            is_changed = true;
            const double before_s = now_s();
            draw();
            if (atlas_.flight && now_s() >= atlas_.flight->start_s + atlas_.flight->duration_s) {
                atlas_.camera = atlas_.flight->to;
                atlas_.flight.reset();
                look_under_mouse();
            }
            constexpr double frame_s = 1.0 / 60.0;
            const double spent_s = now_s() - before_s;
            if (spent_s < frame_s) sf::sleep(sf::seconds(static_cast<float>(frame_s - spent_s)));
            continue;
        }
        // Kept now and then too, so that a crash or a power cut loses nothing.
        constexpr double save_every_s = 3.0;
        if (is_changed && now_s() - saved_s > save_every_s) {
            save_session();
            saved_s = now_s();
            is_changed = false;
        }
        sf::sleep(sf::milliseconds(12));
    }
    save_session();
}

}  // namespace

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
