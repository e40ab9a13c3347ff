#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atlas/atlas.h"
#include "base/result.h"

namespace darya::atlas {

/// What is remembered from one start to the next.
struct Session {
    double lon_deg = 66.0;
    double lat_deg = 44.0;
    double metres_per_px = 0.0;  // 0: home
    bool is_home = false;        // the view was the region as Home shows it, whatever the window's size
    unsigned window_width_px = 1280;
    unsigned window_height_px = 800;
    std::string selected;                   // id of a place, "" for none
    std::vector<scene::LayerState> layers;  // id, is_visible and opacity count
    std::vector<std::string> files;         // a person's own texts and maps, absolute
    std::vector<std::string> folders;       // open as libraries; their articles are not among the files
    std::vector<std::string> recent;        // files of texts that were closed, the last first
    std::vector<std::string> own_names;     // files whose names texts are searched for, absolute
    bool is_left_panel_open = true;
    int left_tab = 0;
    LeftOff reading;  // file "" where nothing is read
    float text_px = default_text_px;
    bool are_all_names_shown = false;
    Settings settings;
    std::vector<std::string> closed_texts;  // names of files of the program's own
};

/// The session of a state at rest or on its way (where it is going counts).
Session session_of(const Atlas& atlas, std::vector<std::string> files);

/// As JSON, readable by a person.
std::string write_session(const Session& session);

/// Reads it back; a broken or foreign text is an error, unknown keys are passed over, numbers out of range are brought
/// into range.
base::Result<Session> parse_session(std::string_view json);

/// Puts the remembered view, layers and selection into a state.
Atlas with_session(Atlas atlas, const Session& session);

}  // namespace darya::atlas
