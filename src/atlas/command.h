#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/notes.h"
#include "base/result.h"
#include "geo/point.h"
#include "reading/library.h"
#include "scene/map_data.h"

namespace darya::atlas {

namespace fs = std::filesystem;

// What a person can do, one small struct each. Panels, keys, the mouse and the command line make them; `apply` is the
// only one who carries them out.

// -- the view
struct PanBy {
    float dx_px = 0;
    float dy_px = 0;
};
struct GlideBy {
    float dx_px = 0;
    float dy_px = 0;
};  // the same, eased
struct ZoomBy {
    double factor = 1;
    geo::ScreenPoint anchor;
};  // factor < 1 goes closer; eased
struct FlyHome {};
struct FlyTo {
    reading::PlaceId place;
};  // a place of parts: frames all of them
struct ResizeWindow {
    float width_px = 0;
    float height_px = 0;
};
struct CoverMap {
    std::vector<geo::ScreenBox> panels;
};  // what the panels cover now

// -- places
struct SelectPlace {
    reading::PlaceId place;
    bool is_flown_to = false;
};
struct Deselect {};
struct HoverPlace {
    std::optional<reading::PlaceId> place;
};  // under the mouse, on the map or in a text
struct ClickMap {
    std::optional<reading::PlaceId> picked;
    bool is_ground = false;
};  // what lies under a click

// -- layers
struct ShowLayer {
    std::string layer;
    bool is_visible = true;
};
struct FadeLayer {
    std::string layer;
    float opacity = 1;
};
struct RemoveOwnLayer {
    std::string layer;
};

// -- texts
struct OpenFile {
    fs::path file;
};  // an article or a map file; the program finds out which
struct AddArticle {
    std::shared_ptr<const reading::Article> article;
    std::vector<reading::Mention> mentions;
    bool is_read = false;  // and shown in the reader
};
struct AddOwnLayer {
    std::shared_ptr<const scene::OwnLayer> layer;
    bool is_shown = true;
};  // and flown to
struct CloseArticle {
    reading::ArticleId article;
};
struct ReadPassage {
    reading::PassageRef passage;
};  // opens the reader there
struct CloseReader {};
struct WalkMentions {
    int step = 1;
};  // to the next (or last) name that means a place, in the order of the text of the reader; the map follows
struct GoToMention {
    reading::ArticleId article;
    std::size_t mention = 0;
};  // index among the article's mentions
struct NextMentionOf {
    reading::PlaceId place;
};  // in the text of the reader: its first mention, then the next ones, and round again
struct StandAt {
    std::size_t byte = 0;
};  // the reader's first line in view, for the session
struct SetTextSize {
    float text_px = 15;
};
struct ShowAllNames {
    bool is_shown = true;
};  // in texts: those within names of treaties and organisations, and those of peoples and languages
struct MarkArticlePlaces {
    std::optional<reading::ArticleId> article;
};  // all places of an article on the map, sized by how often they are named; of none
struct ReopenAs {
    reading::ArticleId article;
    std::string encoding;
};                          // reads the file again, its letters otherwise
struct ShowClosedTexts {};  // the program's own texts that were closed come back
struct CopyPassage {
    reading::PassageRef passage;
};  // text with its source, to the clipboard
struct CopyText {
    std::string text;
};
struct OpenAddress {
    std::string address;
};  // a source's, in the person's own browser

// -- the window
enum class LeftTab { layers, library, places };
struct ShowTab {
    LeftTab tab = LeftTab::layers;
};
struct ShowLeftPanel {
    bool is_open = true;
};
struct ShowAbout {
    bool is_open = true;
};
struct CloseTopmost {};  // Esc
struct Tell {
    base::Error trouble;
};  // a notice of something that went wrong
struct Inform {
    std::string sentence;
};  // a notice of something that went well
struct DismissNotice {
    std::uint32_t notice = 0;
};
struct MeshesBuilt {
    std::shared_ptr<const scene::LevelMeshes> meshes;
};
struct Quit {};

using Command =
    std::variant<PanBy, GlideBy, ZoomBy, FlyHome, FlyTo, ResizeWindow, CoverMap, SelectPlace, Deselect, HoverPlace,
                 ClickMap, ShowLayer, FadeLayer, RemoveOwnLayer, OpenFile, AddArticle, AddOwnLayer, CloseArticle,
                 ReadPassage, CloseReader, WalkMentions, GoToMention, NextMentionOf, StandAt, SetTextSize, ShowAllNames,
                 MarkArticlePlaces, ReopenAs, ShowClosedTexts, CopyPassage, CopyText, OpenAddress, ShowTab,
                 ShowLeftPanel, ShowAbout, CloseTopmost, Tell, Inform, DismissNotice, MeshesBuilt, Quit>;

// What the state wants done by the program around it.
struct LoadFile {
    fs::path file;
    std::string encoding = {};  // of a text; "": found out
};
struct PutOnClipboard {
    std::string text;
};
struct StartBrowser {
    std::string address;
};
struct BuildMeshes {
    int level = 0;
};
struct EndProgram {};

using Request = std::variant<LoadFile, PutOnClipboard, StartBrowser, BuildMeshes, EndProgram>;

}  // namespace darya::atlas
