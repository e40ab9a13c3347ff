#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Window/Event.hpp>

#include "app/data_folders.h"
#include "app/imgui_bridge.h"
#include "app/themes.h"
#include "atlas/atlas.h"
#include "atlas/drag_speed.h"
#include "atlas/session.h"
#include "base/jobs.h"
#include "base/notes.h"
#include "base/result.h"
#include "paint/painter.h"
#include "panels/panels.h"
#include "panels/theme.h"
#include "reading/mentions.h"
#include "reading/search.h"
#include "scene/frame_maker.h"
#include "scene/own_cells.h"
#include "style/text.h"

namespace darya::app {

/// Seconds on a clock that runs evenly, from some moment near the start.
double now_s();

/// What the window is started with.
struct WindowWish {
    std::vector<std::filesystem::path> files;   // articles and maps of the person
    std::vector<std::filesystem::path> places;  // files of the person whose names texts are searched for
    std::optional<bool> is_motion_reduced;      // nothing: as the desktop asks for
    std::filesystem::path session;              // where the session is kept; empty: none is read or kept
    float scale = 1.0F;                         // pixels of the window for each that map and panels count
};

/// The program in its window: events become commands, commands the next state, the state a picture. There must be a
/// display.
class Program {
public:
    Program(DataFolders folders, WindowWish wish) : folders_(std::move(folders)), wish_(std::move(wish)) {}
    ~Program();

    /// Opens the window and reads what the first picture needs. Cost: some tenths of a second.
    base::Result<base::Done> start();
    /// Goes round until the window is closed; keeps the session.
    void run();

    /// One round's parts, for those who time them: what has ended beside the window, one command, one picture.
    void take_results();
    void apply(const atlas::Command& command);
    void draw();
    const atlas::Atlas& atlas() const { return atlas_; }
    const panels::FrameTimes& frame_times() const { return panels_.frame_times; }
    /// Events, results and, where something has changed, a picture: one turn of `run`, which rests where there is nothing
    /// to do. Whether it drew.
    bool go_round();

private:
    /// The mouse on the map: a press that may become a drag, a click or the second of a double click.
    struct Pointer {
        geo::ScreenPoint at{-1.0F, -1.0F};
        bool is_over_map = false;
        std::optional<sf::Mouse::Button> held;
        bool is_dragging = false;
        bool is_box = false;         // Shift was held: the drag draws what to come closer to
        bool is_dismissing = false;  // the press closed a menu and means nothing else
        bool is_space_held = false;  // the mouse moves the map without a press
        geo::ScreenPoint pressed_at;
        atlas::DragSpeed speed;
        std::size_t more_here = 0;  // marks under it besides the one that is lit
        double last_click_s = -1.0;
        geo::ScreenPoint last_click_at;
        std::optional<atlas::ClickMap> waiting_click;  // till it is sure not to be the first of a double click
    };

    std::filesystem::path decisions_file() const;  // empty: none are kept
    std::shared_ptr<const reading::Decisions> read_decisions(std::vector<base::Error>& troubles) const;
    void keep_decisions(const reading::Decisions& decisions);
    atlas::Session read_session(std::vector<base::Error>& troubles) const;
    void open_window(const atlas::Session& session);
    /// Where things were left. May be called again when more of the atlas is there.
    void take_up(const atlas::Session& session);
    /// Finds out what the panels cover before anything is drawn: the first view already keeps clear of them.
    void lay_out_panels();
    /// Whether the first picture shows nothing that has been read out of texts.
    bool is_map_alone(const atlas::Session& session) const;
    /// Goes round till it is over. What moves the map is answered at once; what asks for more waits for what is being read.
    void follow_the_hand(const std::function<bool()>& is_over);
    void tell(const base::Notes& notes);
    void carry_out(const atlas::Request& request);
    /// `is_asked_for`: now, by the person, who wants to see it; else remembered from the last time.
    void load(const std::filesystem::path& path, bool is_asked_for, const std::string& encoding = {});
    void load_map_file(const std::filesystem::path& file, bool is_asked_for);
    void refine_map_file(const std::filesystem::path& file, const std::string& id);
    void look_at_own_layers(const scene::Camera& camera);
    void make_levels_again(const scene::OwnLevels* damaged);
    void start_search();
    void learn_place_names();
    void update_index();
    void run_search(const std::string& typed);
    struct FolderWork;
    void read_folder(const std::filesystem::path& folder);
    void read_next_part(const std::shared_ptr<FolderWork>& work);
    void stop_reading_folder();
    void write_places(const atlas::WritePlaces& write);
    struct FigureWork;
    FigureWork& figure_work();
    void draw_figure(const atlas::DrawFigure& wish);
    void write_figure(const atlas::Figure& figure, const scene::Frame& frame);
    void copy_figure(const atlas::Figure& figure, const scene::Frame& frame);
    void show_preview();
    void open_save_picture();
    void copy_picture();
    void serve_clipboard();  // whoever asks for a picture that was copied
    bool has_copied_picture() const;
    /// Texts are searched for the names of these files and no other own ones.
    void read_names(const std::vector<std::string>& files, bool is_asked_for);
    /// Reads open articles again that were read with other names than are known now.
    void read_again(const std::vector<reading::ArticleId>& articles);
    void start_browser(const std::string& address);
    void keep_letters_sharp();
    void use_letters(panels::FontSet letters);
    scene::Camera camera_soon(const scene::Camera& camera, double time_s) const;
    base::Result<std::optional<base::Error>> read_first_style(const std::string& theme);
    void use_theme(const std::string& name);
    void look_for_new_style();
    void take_style(base::Result<style::Style> style);
    void add_pulse(scene::FrameInput& input, double time_s);
    std::vector<std::string> own_files() const;  // of the person, for the session
    void save_session();

    void read_events();
    bool next_event(sf::Event& event);        // whether there is one that may be answered now
    geo::ScreenPoint at(int x, int y) const;  // of the window's pixels, as map and panels count them
    void on_event(const sf::Event& event);
    void on_press(const sf::Event::MouseButtonEvent& button);
    void on_release(const sf::Event::MouseButtonEvent& button);
    void on_move(geo::ScreenPoint to);
    void on_click(bool has_shift);
    bool is_second_click() const;
    void take_waiting_click();
    void touch();
    bool drop_box();  // whether there was one being drawn
    geo::ScreenBox dragged_box() const;
    bool is_measuring() const;
    std::vector<panels::MapMenu::Row> rows_of(const std::vector<std::string>& places) const;
    void open_map_menu();
    void add_pointer(const scene::Camera& camera, panels::Readout& readout);
    bool on_map_menu_key(const sf::Event::KeyEvent& key);  // whether it meant something
    bool on_measure_key(const sf::Event::KeyEvent& key);   // likewise
    void on_letter(std::uint32_t letter);
    void move_by_key(const sf::Event::KeyEvent& key);
    void close_topmost();
    void toggle_full_screen();
    void learn_motion();
    bool on_ring_key(const sf::Event::KeyEvent& key);   // likewise
    bool on_doubt_key(const sf::Event::KeyEvent& key);  // whether it meant something
    void on_key(const sf::Event::KeyEvent& key);
    bool read_key(const sf::Event::KeyEvent& key);
    void paste();
    void read_file_again();
    void look_for_changes();  // of the file of the text that is being read
    bool is_over_panel() const;
    void look_under_mouse();

    DataFolders folders_;
    std::unique_ptr<StyleWatch> style_watch_;    // of the theme in use
    std::optional<std::uint32_t> style_notice_;  // what is wrong with its file
    bool were_settings_open_ = false;
    std::shared_ptr<const style::Style> drawn_style_;  // of the last frame: what it was made with is not to go yet
    WindowWish wish_;
    atlas::Atlas atlas_;
    std::shared_ptr<const reading::NameFinder> finder_;
    std::shared_ptr<const reading::Gazetteer> built_in_;  // without a person's own places
    std::uint32_t names_asked_ = 0;                       // counts; only the last answer counts
    std::uint32_t own_layer_count_ = 0;
    scene::OwnCells own_cells_;
    bool is_reading_cells_ = false;
    std::shared_ptr<std::atomic<bool>> is_ending_ = std::make_shared<std::atomic<bool>>(false);  // for workers
    const scene::OwnLevels* made_again_ = nullptr;                    // the last whose file was damaged
    std::shared_ptr<reading::SearchIndex> index_;                     // null without FTS5
    std::shared_ptr<const reading::PlaceNames> place_names_;          // null till they are made
    std::map<std::string, std::filesystem::file_time_type> read_at_;  // own texts: as old as when they were read
    bool is_index_updating_ = false;
    bool is_index_behind_ = false;  // the library has changed since the update began
    std::shared_ptr<FolderWork> folder_work_;
    std::shared_ptr<FigureWork> figure_work_;  // null till a picture was wished for

    style::FontFiles font_files_;
    panels::FontSet fonts_;                         // outlives ImGui
    float built_text_px_ = atlas::default_text_px;  // the size `fonts_` has texts in
    std::optional<double> resized_s_;               // when it was last asked for another
    float resized_to_px_ = 0.0F;
    Cursors cursors_;  // outlive the window
    sf::RenderWindow window_;
    struct Windowed {
        sf::Vector2u size;
        sf::Vector2i position;
    };
    std::optional<Windowed> windowed_;  // how the window was before it filled the screen
    std::unique_ptr<ImGuiBridge> imgui_;
    std::unique_ptr<paint::Painter> painter_;
    std::unique_ptr<scene::FrameMaker> maker_;
    scene::Frame frame_;
    scene::Camera drawn_camera_;  // of the last frame
    panels::PanelState panels_;
    Pointer pointer_;
    std::optional<reading::PlaceId> pulsing_;
    std::optional<geo::MapPoint> pulse_at_;
    double pulse_start_s_ = 0.0;
    double saved_s_ = 0.0;
    bool is_changed_ = false;  // since then
    int frames_to_draw_ = 3;   // ImGui needs a few frames to settle
    double last_frame_s_ = 0.0;
    double frame_s_ = 1.0 / 60.0;  // about how long a frame takes
    double round_start_s_ = 0.0;   // of the events that the next picture answers
    bool is_running_ = true;
    bool is_following_ = false;        // see `follow_the_hand`
    std::deque<sf::Event> held_back_;  // meanwhile, in their order
    // They end first: their work may look at the above. A folder, the index and a search never wait for each other.
    base::Jobs jobs_{1};
    base::Jobs folder_jobs_{1};
    base::Jobs index_jobs_{1};
    base::Jobs search_jobs_{1};
    base::Jobs own_map_jobs_{1};
    base::Jobs refine_jobs_{1, base::Jobs::Haste::background};
    base::Jobs cell_jobs_{1};
};

/// Opens the window and runs until it is closed; gives the exit code.
int run_window(const DataFolders& folders, const WindowWish& wish);

}  // namespace darya::app
