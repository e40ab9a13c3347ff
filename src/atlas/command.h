#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "atlas/figure.h"
#include "base/notes.h"
#include "base/result.h"
#include "geo/point.h"
#include "reading/decisions.h"
#include "reading/library.h"
#include "reading/search.h"
#include "scene/map_data.h"
#include "scene/map_settings.h"
#include "style/style.h"

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
struct ThrowMap {
    float x_px_s = 0;
    float y_px_s = 0;
};                  // let go in motion: it goes on a little
struct HoldMap {};  // a touch: ends that
struct ZoomBy {
    double factor = 1;
    geo::ScreenPoint anchor;
};  // factor < 1 goes closer; eased
struct ZoomToBox {
    geo::ScreenBox box;
};  // of the window: to fill what the panels leave free
struct CentreOn {
    geo::MapPoint point;
};  // between the panels
struct StepView {
    int step = -1;
};  // back to the view before, or forward again
struct ReduceMotion {
    bool is_reduced = true;
};  // flights are short cuts, nothing is thrown
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

struct OpenCluster {
    std::vector<reading::PlaceId> places;
};  // a click on a mark of several: so close that they part

// -- measuring
struct StartMeasure {
    std::optional<geo::LonLat> first;
};
struct AddMeasurePoint {
    geo::LonLat at;
};
struct TakeBackMeasurePoint {};
struct EndMeasure {};    // what was measured stays
struct LeaveMeasure {};  // and goes

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
struct AddArticles {
    std::vector<std::shared_ptr<const reading::Shelf>> shelves;
};  // many at once, beside what is being read
struct OpenFolder {
    fs::path folder;
    bool is_asked_for = true;  // now; else remembered from the last time
};                             // as a library: read in the background
struct FolderListed {
    fs::path folder;
    std::size_t file_count = 0;
};
struct FolderPartRead {
    fs::path folder;
    std::size_t file_count = 0;  // of this part
    std::vector<std::shared_ptr<const reading::Shelf>> shelves;
    std::vector<base::Error> troubles;
};
struct CancelFolder {};  // what is read already stays
struct CloseFolder {
    fs::path folder;
};  // and all its articles
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

struct AlsoAbout {
    reading::PlaceId place;
};  // the card shows only passages that speak of this place too
struct NotAlsoAbout {
    reading::PlaceId place;
};

// -- search
struct SearchFor {
    std::string typed;
};
struct TakeAnswer {
    std::shared_ptr<const reading::SearchAnswer> answer;
};
struct ReadFound {
    std::size_t index = 0;
};  // a passage of the answer, in the reader
struct ReadNextFound {
    int step = 1;
};  // the next one, or with -1 the one before
struct ExportPlaces {
    std::optional<reading::ArticleId> article;  // nothing: of all open texts
    std::string format;                         // a name of `export_formats`
    std::string file;                           // as typed
};

// -- a picture of the map
struct SaveFigure {
    Figure figure;
};
struct CopyFigure {
    Figure figure;
};  // as a picture, to the clipboard

// -- a person's own places
struct SearchNames {
    std::string file;
};  // texts are searched for its names from now on
struct ForgetNames {
    std::string file;
};
struct OwnNames {
    std::string file;
    std::size_t place_count = 0;  // 0: being read
};
struct SetPlaces {
    std::shared_ptr<const reading::Gazetteer> gazetteer;
    std::vector<std::shared_ptr<const reading::Shelf>> shelves;  // the articles, read again with it
    std::vector<OwnNames> own_names;                             // whose places are in it
};

// -- doubts
struct SettleMention {
    reading::ArticleId article;
    reading::Verdict verdict;
};
struct TakeBackVerdict {
    reading::ArticleId article;
    std::size_t first_byte = 0;
};  // of a settled mention
struct UndoDecision {};
struct RedoDecision {};
struct ShowDoubts {
    bool is_open = true;
    std::optional<reading::ArticleId> article = {};  // nothing: of all open texts
};
struct LightPlaces {
    std::vector<reading::PlaceId> places;
};  // on the map, while one of them is chosen; into view where it shows none of some

/// How the map is shown, whatever it shows; kept from one session to the next.
struct Settings {
    std::string theme = "light";  // the name of a file of assets/style without its ending
    scene::NameLanguage language = scene::NameLanguage::english;
    scene::Furniture furniture;

    bool operator==(const Settings&) const = default;
};
struct ChangeSettings {
    Settings settings;
};  // all at once: a panel changes a copy
struct FindThemes {
    std::vector<std::string> names;
};  // those one can choose from
struct UseStyle {
    std::shared_ptr<const style::Style> style;
};  // a style file was read

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
    std::variant<PanBy, GlideBy, ThrowMap, HoldMap, ZoomBy, ZoomToBox, CentreOn, StepView, ReduceMotion, StartMeasure,
                 AddMeasurePoint, TakeBackMeasurePoint, EndMeasure, LeaveMeasure, FlyHome, FlyTo, ResizeWindow,
                 CoverMap, SelectPlace, Deselect, HoverPlace, ClickMap, OpenCluster, ShowLayer, FadeLayer,
                 RemoveOwnLayer, OpenFile, AddArticle, AddArticles, OpenFolder, FolderListed, FolderPartRead,
                 CancelFolder, CloseFolder, AddOwnLayer, CloseArticle, AlsoAbout, NotAlsoAbout, SearchFor, TakeAnswer,
                 ReadFound, ReadNextFound, ReadPassage, CloseReader, ShowClosedTexts, ReopenAs, MarkArticlePlaces,
                 ShowAllNames, SetTextSize, StandAt, NextMentionOf, GoToMention, WalkMentions, CopyPassage, CopyText,
                 OpenAddress, ExportPlaces, SaveFigure, CopyFigure, SearchNames, ForgetNames, SetPlaces, SettleMention,
                 TakeBackVerdict, UndoDecision, RedoDecision, ShowDoubts, LightPlaces, ChangeSettings, FindThemes,
                 UseStyle, ShowTab, ShowLeftPanel, ShowAbout, CloseTopmost, Tell, Inform, DismissNotice, MeshesBuilt,
                 Quit>;

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
struct ReadFolder {
    fs::path folder;
};
struct StopReadingFolder {};
struct UpdateIndex {};  // the library has changed
struct RunSearch {
    std::string typed;
};
struct WritePlaces {
    std::vector<std::shared_ptr<const reading::Shelf>> texts;
    std::string format;
    std::string file;  // as typed
};
struct DrawFigure {
    Figure figure;
    bool is_copied = false;  // to the clipboard; else written into its file
};
struct ReadNames {
    std::vector<std::string> files;
};  // a gazetteer with the places of these files and no others
struct KeepDecisions {
    std::shared_ptr<const reading::Decisions> decisions;
};  // at once: they are a person's work
struct UseTheme {
    std::string theme;
};  // reads the style file
struct EndProgram {};

using Request =
    std::variant<LoadFile, PutOnClipboard, StartBrowser, BuildMeshes, ReadFolder, StopReadingFolder, UpdateIndex,
                 RunSearch, WritePlaces, DrawFigure, ReadNames, KeepDecisions, UseTheme, EndProgram>;

}  // namespace darya::atlas
