#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>
#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Window/Cursor.hpp>
#include <SFML/Window/Event.hpp>

namespace darya::app {

/// How the mouse may look. They outlive the window: SFML gives it the last one once more when it goes.
using Cursors = std::map<sf::Cursor::Type, sf::Cursor>;

/// Dear ImGui in an SFML window: events in, panels out. One for a program; the window must outlive it.
class ImGuiBridge {
public:
    /// Takes a font atlas that was built before (on any thread). `scale`: pixels of the window for each of the panels.
    ImGuiBridge(sf::RenderWindow& window, ImFontAtlas& fonts, Cursors& cursors, float scale = 1.0F);
    ~ImGuiBridge();
    ImGuiBridge(const ImGuiBridge&) = delete;
    ImGuiBridge& operator=(const ImGuiBridge&) = delete;

    /// Takes another font atlas from the next frame on; the old one may then go.
    void use(ImFontAtlas& fonts);

    void process(const sf::Event& event);
    void new_frame(float elapsed_s);
    /// Draws the panels over what is in the window, and leaves SFML's state as SFML knows it.
    void render();
    /// Ends a frame that nobody is to see.
    void drop();

    bool wants_mouse() const;     // the mouse is over a panel or holds something of one
    bool wants_keyboard() const;  // a text field has the keyboard
    void leave_text_field() const;
    /// How the mouse is shown over the map; nothing: it is over a panel, which knows.
    void show_cursor(std::optional<sf::Cursor::Type> over_map) { cursor_over_map_ = over_map; }
    /// No button and no key is held any more: the window was made anew.
    void forget_held();

private:
    sf::RenderWindow& window_;
    Cursors& cursors_;
    float scale_;
    unsigned texture_ = 0;  // of the letters, as OpenGL numbers it
    std::string clipboard_;
    // A click may begin and end between two frames: it still counts for one. (Newer versions of ImGui see to it.)
    std::array<bool, 3> is_down_{};
    std::array<bool, 3> was_pressed_{};
    std::optional<ImVec2> moved_later_;  // in the frame of a click
    std::vector<sf::Keyboard::Key> released_;
    void put_cursor();
    std::optional<sf::Cursor::Type> cursor_over_map_;
    std::optional<sf::Cursor::Type> shown_cursor_;  // nothing: as the window came
};

}  // namespace darya::app
