#include "app/imgui_bridge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include <SFML/Graphics/Shader.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/OpenGL.hpp>
#include <SFML/Window/Clipboard.hpp>

#include <backends/imgui_impl_opengl2.h>
#include <imgui.h>

namespace darya::app {

namespace {

/// The keys that text fields and lists understand; Tab is the key ring's.
constexpr std::array<std::pair<sf::Keyboard::Key, ImGuiKey>, 20> known_keys{{
    {sf::Keyboard::Left, ImGuiKey_LeftArrow},
    {sf::Keyboard::Right, ImGuiKey_RightArrow},
    {sf::Keyboard::Up, ImGuiKey_UpArrow},
    {sf::Keyboard::Down, ImGuiKey_DownArrow},
    {sf::Keyboard::PageUp, ImGuiKey_PageUp},
    {sf::Keyboard::PageDown, ImGuiKey_PageDown},
    {sf::Keyboard::Home, ImGuiKey_Home},
    {sf::Keyboard::End, ImGuiKey_End},
    {sf::Keyboard::Insert, ImGuiKey_Insert},
    {sf::Keyboard::Delete, ImGuiKey_Delete},
    {sf::Keyboard::Backspace, ImGuiKey_Backspace},
    {sf::Keyboard::Space, ImGuiKey_Space},
    {sf::Keyboard::Enter, ImGuiKey_Enter},
    {sf::Keyboard::Escape, ImGuiKey_Escape},
    {sf::Keyboard::A, ImGuiKey_A},
    {sf::Keyboard::C, ImGuiKey_C},
    {sf::Keyboard::V, ImGuiKey_V},
    {sf::Keyboard::X, ImGuiKey_X},
    {sf::Keyboard::Y, ImGuiKey_Y},
    {sf::Keyboard::Z, ImGuiKey_Z},
}};

const char* clipboard_text(void* kept) {
    auto& text = *static_cast<std::string*>(kept);
    const auto bytes = sf::Clipboard::getString().toUtf8();
    text.assign(bytes.begin(), bytes.end());
    return text.c_str();
}

void set_clipboard_text(void*, const char* text) {
    const std::string bytes(text);
    sf::Clipboard::setString(sf::String::fromUtf8(bytes.begin(), bytes.end()));
}

#if IMGUI_VERSION_NUM < 18700
void tell_key(ImGuiIO& io, ImGuiKey key, sf::Keyboard::Key from, bool is_down) {
    io.KeysDown[static_cast<std::size_t>(from)] = is_down;
    (void)key;
}
#else
void tell_key(ImGuiIO& io, ImGuiKey key, sf::Keyboard::Key, bool is_down) {
    io.AddKeyEvent(key, is_down);
}
#endif

/// ImGui puts letters on whole pixels of the panels; where these are no whole ones of the screen, each letter is moved
/// onto those, or it would be blurred.
void put_letters_on_pixels(ImDrawData& data, float scale) {
    const ImVec2 white = ImGui::GetIO().Fonts->TexUvWhitePixel;
    const auto is_letter = [&white](const ImDrawVert& corner) {
        return corner.uv.x != white.x || corner.uv.y != white.y;  // all else is drawn with the white pixel
    };
    constexpr int corners = 4;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        ImVector<ImDrawVert>& vertices = data.CmdLists[i]->VtxBuffer;
        for (int first = 0; first + corners <= vertices.Size;) {
            if (!is_letter(vertices[first])) {
                ++first;
                continue;
            }
            const ImVec2 at = vertices[first].pos;
            const ImVec2 step{std::round(at.x * scale) / scale - at.x, std::round(at.y * scale) / scale - at.y};
            for (int corner = first; corner < first + corners; ++corner) {
                vertices[corner].pos.x += step.x;
                vertices[corner].pos.y += step.y;
            }
            first += corners;
        }
    }
}

/// Puts the letters into a texture of one byte a pixel: what Dear ImGui's own backend makes takes four. What they were made
/// from (some 14 MB) is only in the way afterwards.
GLuint letter_texture(ImFontAtlas& fonts) {
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    fonts.GetTexDataAsAlpha8(&pixels, &width, &height);
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_ALPHA8, width, height, 0, GL_ALPHA, GL_UNSIGNED_BYTE, pixels);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glBindTexture(GL_TEXTURE_2D, 0);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): so Dear ImGui wants the numbers of OpenGL's textures
    fonts.SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)));
    fonts.ClearTexData();
    fonts.ClearInputData();
    return texture;
}

}  // namespace

ImGuiBridge::ImGuiBridge(sf::RenderWindow& window, ImFontAtlas& fonts, Cursors& cursors, float scale)
    : window_(window), cursors_(cursors), scale_(scale) {
    ImGui::CreateContext(&fonts);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.GetClipboardTextFn = clipboard_text;
    io.SetClipboardTextFn = set_clipboard_text;
    io.ClipboardUserData = &clipboard_;
#if IMGUI_VERSION_NUM < 18700
    for (const auto& [from, key] : known_keys) io.KeyMap[key] = static_cast<int>(from);
#endif
    // Round corners stay round when their pixels are smaller.
    ImGui::GetStyle().CircleTessellationMaxError /= std::max(scale, 1.0F);
    ImGui_ImplOpenGL2_Init();
    texture_ = letter_texture(fonts);
}

ImGuiBridge::~ImGuiBridge() {
    glDeleteTextures(1, &texture_);
    ImGui_ImplOpenGL2_Shutdown();
    ImGui::DestroyContext();
}

void ImGuiBridge::use(ImFontAtlas& fonts) {
    glDeleteTextures(1, &texture_);
    ImGui::GetIO().Fonts = &fonts;
    texture_ = letter_texture(fonts);
}

void ImGuiBridge::process(const sf::Event& event) {
    ImGuiIO& io = ImGui::GetIO();
    const auto set_mouse = [&](float x, float y) {
        x /= scale_;
        y /= scale_;
#if IMGUI_VERSION_NUM < 18700
        const bool is_pressed_now = std::find(was_pressed_.begin(), was_pressed_.end(), true) != was_pressed_.end();
        if (is_pressed_now) {
            moved_later_ = ImVec2(x, y);  // where the button went down comes first
        } else {
            io.MousePos = ImVec2(x, y);
        }
#else
        io.AddMousePosEvent(x, y);
#endif
    };
    const auto set_button = [&](sf::Mouse::Button button, bool is_down) {
        if (button > sf::Mouse::Middle) return;
#if IMGUI_VERSION_NUM < 18700
        is_down_[static_cast<std::size_t>(button)] = is_down;
        if (is_down) was_pressed_[static_cast<std::size_t>(button)] = true;
#else
        io.AddMouseButtonEvent(static_cast<int>(button), is_down);
#endif
    };
    switch (event.type) {
        case sf::Event::MouseMoved:
            set_mouse(static_cast<float>(event.mouseMove.x), static_cast<float>(event.mouseMove.y));
            break;
        case sf::Event::MouseLeft:
            set_mouse(-1e6F, -1e6F);
            break;
        case sf::Event::MouseButtonPressed:
        case sf::Event::MouseButtonReleased:
            set_mouse(static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y));
            set_button(event.mouseButton.button, event.type == sf::Event::MouseButtonPressed);
            break;
        case sf::Event::MouseWheelScrolled:
#if IMGUI_VERSION_NUM < 18700
            if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel) io.MouseWheel += event.mouseWheelScroll.delta;
#else
            if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel)
                io.AddMouseWheelEvent(0.0F, event.mouseWheelScroll.delta);
#endif
            break;
        case sf::Event::KeyPressed:
        case sf::Event::KeyReleased: {
            for (const auto& [from, key] : known_keys) {
                if (from != event.key.code) continue;
                if (event.type == sf::Event::KeyPressed) tell_key(io, key, from, true);
                if (event.type == sf::Event::KeyReleased) released_.push_back(from);
            }
#if IMGUI_VERSION_NUM < 18700
            io.KeyCtrl = event.key.control;
            io.KeyShift = event.key.shift;
            io.KeyAlt = event.key.alt;
#else
            io.AddKeyEvent(ImGuiMod_Ctrl, event.key.control);
            io.AddKeyEvent(ImGuiMod_Shift, event.key.shift);
            io.AddKeyEvent(ImGuiMod_Alt, event.key.alt);
#endif
            break;
        }
        case sf::Event::TextEntered:
            if (event.text.unicode >= 32 && event.text.unicode != 127) io.AddInputCharacter(event.text.unicode);
            break;
        default:
            break;
    }
}

void ImGuiBridge::drop() {
    ImGui::EndFrame();
}

void ImGuiBridge::new_frame(float elapsed_s) {
    ImGuiIO& io = ImGui::GetIO();
    const sf::Vector2u size = window_.getSize();
    io.DisplaySize = ImVec2(static_cast<float>(size.x) / scale_, static_cast<float>(size.y) / scale_);
    io.DisplayFramebufferScale = ImVec2(scale_, scale_);
    io.DeltaTime = std::max(elapsed_s, 1e-4F);
#if IMGUI_VERSION_NUM < 18700
    for (std::size_t i = 0; i < is_down_.size(); ++i) {
        io.MouseDown[i] = is_down_[i] || was_pressed_[i];
        was_pressed_[i] = false;
    }
#endif
    ImGui::NewFrame();
    for (const auto& [from, key] : known_keys) {
        if (std::find(released_.begin(), released_.end(), from) != released_.end()) tell_key(io, key, from, false);
    }
    released_.clear();
}

void ImGuiBridge::render() {
    ImGui::Render();
    window_.setActive(true);
    sf::Shader::bind(nullptr);
    sf::Texture::bind(nullptr);  // SFML scales texture coordinates by a matrix that ImGui does not know of
    if (scale_ != std::round(scale_)) put_letters_on_pixels(*ImGui::GetDrawData(), scale_);
    ImGui_ImplOpenGL2_RenderDrawData(ImGui::GetDrawData());
#if IMGUI_VERSION_NUM < 18700
    if (const auto moved = std::exchange(moved_later_, std::nullopt)) ImGui::GetIO().MousePos = *moved;
#endif
    window_.resetGLStates();
    put_cursor();
}

/// Only where it has changed: each time is a request to the window system.
void ImGuiBridge::put_cursor() {
    const ImGuiMouseCursor wanted_by_panel = ImGui::GetMouseCursor();
    sf::Cursor::Type wanted = cursor_over_map_.value_or(sf::Cursor::Arrow);
    if (!cursor_over_map_ && wanted_by_panel == ImGuiMouseCursor_Hand) wanted = sf::Cursor::Hand;
    if (!cursor_over_map_ && wanted_by_panel == ImGuiMouseCursor_TextInput) wanted = sf::Cursor::Text;
    if (wanted == shown_cursor_ || (!shown_cursor_ && wanted == sf::Cursor::Arrow)) return;
    const auto [cursor, is_new] = cursors_.try_emplace(wanted);
    if (is_new && !cursor->second.loadFromSystem(wanted)) return;
    window_.setMouseCursor(cursor->second);
    shown_cursor_ = wanted;
}

void ImGuiBridge::forget_held() {
    is_down_ = {};
    was_pressed_ = {};
    moved_later_.reset();
    for (const auto& [from, key] : known_keys) released_.push_back(from);
    shown_cursor_.reset();
#if IMGUI_VERSION_NUM >= 18900
    ImGui::GetIO().ClearInputKeys();
#endif
}

bool ImGuiBridge::wants_mouse() const {
    return ImGui::GetIO().WantCaptureMouse;
}
bool ImGuiBridge::wants_keyboard() const {
    return ImGui::GetIO().WantTextInput;
}
void ImGuiBridge::leave_text_field() const {
    if (wants_keyboard()) ImGui::SetWindowFocus(nullptr);
}

}  // namespace darya::app
