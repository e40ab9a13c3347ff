#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "atlas/session.h"
#include "base/child.h"
#include "e2e/screen_picture.h"
#include "geo/point.h"
#include "scene/camera.h"

namespace darya::e2e {

namespace fs = std::filesystem;

/// What stands in a file; "" where there is none.
std::string bytes_of(const fs::path& file);

/// A folder for one test, with the program's own state, configuration and cache below it; gone with the test.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    const fs::path& path() const { return path_; }
    fs::path session_file() const { return path_ / "state" / "darya" / "session.json"; }
    void put_session(const atlas::Session& session) const;
    /// The session that lies there; throws where there is none that can be read.
    atlas::Session session() const;
    fs::path decisions_file() const { return path_ / "state" / "darya" / "decisions.json"; }
    /// Writes a file below the folder; gives its path.
    fs::path put(const std::string& name, const std::string& bytes) const;

private:
    fs::path path_;
};

/// How the program ended.
struct Ending {
    int exit_code = -1;  // 128 + signal when a signal ended it
    std::string standard_error;
};

/// The real program in a real window, on a screen of its own that nobody sees, with a real mouse and keyboard.
///
/// What goes wrong around the program (no Xvfb, no window within a minute) is thrown, which GoogleTest reports. When the
/// test has failed, the last picture is kept in tests/failed/ of the build folder.
class DrivenWindow {
public:
    /// Starts the program with these words on its command line and waits till it shows its first whole picture; what a hand
    /// in haste does (words as for `gesture`) it does as soon as there is a window.
    explicit DrivenWindow(const TestFolder& folder, const std::vector<std::string>& words = {},
                          const std::string& in_haste = {});
    ~DrivenWindow();
    DrivenWindow(const DrivenWindow&) = delete;
    DrivenWindow& operator=(const DrivenWindow&) = delete;

    // -- what a person does; each waits a moment, as a person would
    void move_mouse(geo::ScreenPoint to);
    void click(geo::ScreenPoint at);
    void double_click(geo::ScreenPoint at);
    /// Presses at the first point, goes through the others and lets go at the last.
    void drag(const std::vector<geo::ScreenPoint>& way);
    /// Turns the wheel: positive is away from the person, which goes closer.
    void turn_wheel(geo::ScreenPoint at, int turns);
    /// A key by its X name: "Escape", "plus", "ctrl+q".
    void press(const std::string& key);
    /// Types a text; letters that no key has get one for a while, in which the window must read them.
    void type(const std::string& text);
    /// Ctrl+V with this text on the clipboard, copied in another program.
    void paste(const std::string& text);
    void resize(int width_px, int height_px);
    /// Anything else: words for xdotool, in which "WINDOW" stands for the window and "AT 3 4" for a place in it that the mouse
    /// goes to.
    void gesture(const std::string& words);
    /// The window was made anew (it fills the screen, or no longer does).
    void follow();

    // -- what can be seen of it
    /// What the window shows now.
    ScreenPicture picture() const;
    /// Waits till nothing on the screen changes any more.
    ScreenPicture settled_picture();
    /// What the program keeps of its state once it has settled: the session file as it writes it by itself.
    atlas::Session session();
    /// Where the window looks, as the session says.
    scene::Camera camera();
    /// The text on the clipboard, as another program gets it.
    std::string clipboard() const;
    /// The PNG on the clipboard, as xclip pastes it; "" where there is none.
    std::string copied_picture() const;
    bool is_alive();
    /// Processor time the program has taken so far.
    double cpu_s() const;

    /// Ctrl+Q, and what the program left behind. Nothing else may be called afterwards.
    Ending quit();

private:
    void do_with_xdotool(std::vector<std::string> words) const;
    void find_window();
    void pause() const;
    std::optional<int> ended();

    const TestFolder& folder_;
    std::optional<base::Child> screen_;
    std::string display_;
    pid_t process_ = -1;
    std::optional<int> exit_code_;
    std::string window_;  // X's number of it
    int width_px_ = 0;    // its top left corner is the screen's
    int height_px_ = 0;
    ScreenPicture last_settled_;
};

/// Where the window of a session looks.
scene::Camera camera_of(const atlas::Session& session);

}  // namespace darya::e2e
