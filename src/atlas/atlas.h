#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "atlas/command.h"
#include "reading/decisions.h"
#include "reading/gazetteer.h"
#include "reading/library.h"
#include "scene/camera.h"
#include "scene/circles.h"
#include "scene/layers.h"
#include "scene/map_data.h"
#include "scene/name_table.h"
#include "style/style.h"

namespace darya::atlas {

/// The camera on its way; where it is at a moment is a pure function of time.
struct Flight {
    scene::Camera from;
    scene::Camera to;
    double start_s = 0.0;
    double duration_s = 0.0;
    enum class Kind { flight, zoom, glide, drift, cut };
    Kind kind = Kind::flight;  // a zoom eases about `anchor`, a glide straight ahead; a cut is there at once
    geo::ScreenPoint anchor = {};
    std::optional<reading::PlaceId> place =
        {};  // where a flight goes, to aim anew when panels open or close on the way
};

/// A view to come back to.
struct View {
    geo::MapPoint centre;
    double metres_per_px = 0.0;
    bool is_home = false;
    bool operator==(const View&) const = default;
};

/// The views one has looked at: those before this one, and those one has gone back from; the last one is next.
struct ViewHistory {
    std::vector<View> back, forward;
    double rests_from_s = -1e9;  // when the map came, or comes, to rest
    bool was_flown = false;      // by a flight: where that landed, one has looked
};

/// Corners of what is measured.
struct Measuring {
    std::vector<geo::LonLat> points;
    bool is_over = false;  // no more are added
};

/// A message in the window, dismissible.
struct Notice {
    std::uint32_t id = 0;
    std::string text;
    bool is_trouble = true;
    double shown_s = 0.0;
};

/// A text of the program's own that a person has closed, kept so that it can come back.
struct ClosedText {
    std::shared_ptr<const reading::Article> article;
    std::vector<reading::Mention> mentions;
};

/// The circles of an article's places and the mentions they were counted from.
struct MarkedPlaces {
    std::span<const reading::Mention> from;  // only to be compared
    std::vector<scene::PlaceCircle> circles;
};

/// What the last session was reading; its file may still be on its way.
struct LeftOff {
    std::string file;
    std::size_t byte = 0;
    bool is_marked = false;  // its places are marked on the map
};

inline constexpr float default_text_px = 15.0F;
inline constexpr float least_text_px = 12.0F;
inline constexpr float most_text_px = 24.0F;

/// A folder that is being read as a library, and afterwards what could not be read of it.
struct FolderReading {
    std::string folder;
    bool is_listed = false;  // till then nobody knows how many files there are
    bool is_over = false;
    bool is_asked_for = true;
    std::size_t file_count = 0;
    std::size_t read_count = 0;         // files that were looked at
    std::size_t opened_count = 0;       // of them
    std::vector<base::Error> troubles;  // one for each file that could not be read
};

/// An article that a person has decided something about: its mentions as they were found, and what became of them.
struct SettledArticle {
    std::vector<reading::Mention> found;
    std::vector<reading::Settled> settled;
};

/// A step that can be undone or done again.
struct DecisionStep {
    std::shared_ptr<const reading::Decisions> decisions;  // on the other side of the step
    std::string what;                                     // it was about, for people
};

/// Which texts' doubts are shown.
struct DoubtsView {
    std::optional<reading::ArticleId> article;  // nothing: of all open ones
    bool operator==(const DoubtsView&) const = default;
};

/// The one state of the program. A value: cheap to copy, made of shared const parts; `apply` makes the next one.
struct Atlas {
    std::shared_ptr<const reading::Gazetteer> gazetteer;
    std::shared_ptr<const scene::MapData> map;
    std::shared_ptr<const scene::NameTable> names;  // on the map, in its languages; null: English only
    std::shared_ptr<const style::Style> style;
    std::vector<std::shared_ptr<const scene::LevelMeshes>> levels;  // by level; null where not built yet
    std::uint32_t asked_levels = 0;                                 // bit by level: built or being built
    std::vector<std::shared_ptr<const scene::OwnLayer>> own_layers;
    reading::Library library;
    std::vector<std::string> folders;             // open as libraries, absolute
    std::optional<FolderReading> folder_reading;  // the last one
    std::vector<OpenFolder> waiting_folders;      // one is read after the other
    std::vector<scene::LayerState> layers;        // in the panel's order; own layers last

    scene::Camera camera;
    std::optional<Flight> flight;
    ViewHistory views;
    bool is_motion_reduced = false;  // a person, or the desktop, asks for it
    std::optional<Measuring> measuring;
    bool is_home = false;                 // the view is, or is going to be, the region as Home shows it
    std::vector<geo::ScreenBox> covered;  // by panels

    std::optional<reading::PlaceId> selected;
    std::optional<reading::PlaceId> hovered;
    std::optional<reading::PassageRef> reader;  // the reader is open at this passage
    std::size_t reader_byte = 0;                // of the article's text: the first line in view
    std::uint32_t reader_moves = 0;             // counts the wishes to see `reader`'s passage, or the name stood on
    std::optional<std::size_t> stood_on;        // first byte of the mention of the reader's text that one stands on
    std::optional<reading::ArticleId> marked;   // all its places are marked on the map, with these circles
    std::shared_ptr<const MarkedPlaces> circles;
    float text_px = default_text_px;       // of texts, an em
    bool are_all_names_shown = false;      // in texts: embedded names and demonyms too
    std::vector<std::string> own_texts;    // files of the program's own texts
    std::vector<std::string> recent;       // files of own texts that were closed, the last first
    std::vector<ClosedText> closed_texts;  // of those
    std::optional<LeftOff> left_off;

    std::vector<reading::PlaceId> also_about;  // the card shows passages that speak of these too

    std::string searched;                                 // what the person looks for, "" for nothing
    std::shared_ptr<const reading::SearchAnswer> answer;  // the last one; null before the first
    std::optional<std::size_t> read_found;                // the passage of the answer that was read last

    std::vector<OwnNames> own_names;  // files of a person's own whose places are in the gazetteer

    std::shared_ptr<const reading::Decisions> decisions = std::make_shared<const reading::Decisions>();
    std::map<reading::ArticleId, std::shared_ptr<const SettledArticle>> settled;  // of the open ones
    std::vector<DecisionStep> undo_steps, redo_steps;                             // the last one is next
    std::optional<DoubtsView> doubts;                                             // where the panel is open
    std::vector<reading::PlaceId> lit;                                            // candidates of the doubt one is at

    Settings settings;
    std::vector<std::string> themes;  // names to choose from

    bool is_left_panel_open = true;
    LeftTab left_tab = LeftTab::layers;
    bool is_about_open = false;
    std::vector<Notice> notices;
    std::uint32_t next_notice = 1;
};

/// Where the camera is now: on its way, or at rest.
scene::Camera camera_at(const Atlas& atlas, double now_s);

/// The part of the window that no panel covers, as a box.
geo::ScreenBox free_box(const Atlas& atlas);

/// The camera that fits the region (the four countries) into what the open panels leave free.
scene::Camera home_camera(const Atlas& atlas, double farthest = scene::farthest_metres_per_px);

/// Where the camera's centre may go: the region and some way around it.
geo::MapBox roaming_extent(const Atlas& atlas);

/// The box a place takes on the map (a point has one of no size); nothing where the map does not know it.
std::optional<geo::MapBox> box_of(const Atlas& atlas, reading::PlaceId place);

/// Opens the reader where the last session left off.
void go_on_reading(Atlas& atlas, reading::ArticleId article);

/// Carries out one command. `now_s` is the time on any clock that runs evenly. What the program around the state must
/// do comes out as requests.
Atlas apply(Atlas atlas, const Command& command, double now_s, std::vector<Request>& requests);

}  // namespace darya::atlas
