#include <algorithm>
#include <cmath>

#include <SFML/Window/Clipboard.hpp>

#include "app/pasted.h"
#include "app/program.h"
#include "app/stage.h"
#include "panels/key_ring.h"
#include "scene/pick.h"

namespace darya::app {

/// By the panels' boxes as well: ImGui knows of a new place of the mouse only after its next frame.
bool Program::is_over_panel() const {
    const bool is_in_box = std::any_of(atlas_.covered.begin(), atlas_.covered.end(),
                                       [this](const geo::ScreenBox& box) { return box.contains(pointer_.at); });
    return is_in_box || atlas_.is_about_open || panels_.reader.is_menu_open;
}

void Program::on_press(const sf::Event::MouseButtonEvent& button) {
    if (button.button != sf::Mouse::Left || is_over_panel()) return;
    panels_.reader.is_used = false;
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

/// Keys of the reader; false for one that means nothing to it.
bool Program::read_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    using panels::ReaderKey;
    if (!atlas_.reader) return false;
    const reading::ArticleId article = atlas_.reader->article;
    const auto ask = [this](ReaderKey wish) {
        panels_.reader.keys.push_back(wish);
        return true;
    };
    const auto done = [this](const atlas::Command& command) {
        apply(command);
        return true;
    };
    if (key.control) {
        switch (key.code) {
            case Key::A:
                return ask(ReaderKey::select_all);
            case Key::C:
                return ask(key.shift ? ReaderKey::copy_with_source : ReaderKey::copy);
            case Key::Home:
                return ask(ReaderKey::to_start);
            case Key::End:
                return ask(ReaderKey::to_end);
            default:
                return false;
        }
    }
    if (key.alt) return key.code == Key::Left && ask(ReaderKey::back);
    switch (key.code) {
        case Key::N:
            return done(atlas::WalkMentions{key.shift ? -1 : 1});
        case Key::P:
            return done(atlas::WalkMentions{-1});
        case Key::L:
            return ask(ReaderKey::toggle_places);
        case Key::M:
            return done(atlas::MarkArticlePlaces{atlas_.marked == article ? std::nullopt : std::optional(article)});
        case Key::E:
            return done(atlas::ShowAllNames{!atlas_.are_all_names_shown});
        case Key::BackSpace:
            return ask(ReaderKey::back);
        case Key::Left:
            return key.shift && ask(ReaderKey::extend_left);
        case Key::Right:
            return key.shift && ask(ReaderKey::extend_right);
        default:
            break;
    }
    if (!panels_.reader.is_used) return false;
    switch (key.code) {
        case Key::Up:
            return ask(key.shift ? ReaderKey::extend_up : ReaderKey::line_up);
        case Key::Down:
            return ask(key.shift ? ReaderKey::extend_down : ReaderKey::line_down);
        case Key::PageUp:
            return ask(ReaderKey::page_up);
        case Key::PageDown:
        case Key::Space:
            return ask(ReaderKey::page_down);
        case Key::Home:
            return ask(ReaderKey::to_start);
        case Key::End:
            return ask(ReaderKey::to_end);
        default:
            return false;
    }
}

bool Program::on_doubt_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    using panels::DoubtKey;
    if (key.control || key.alt) return false;
    if (key.code == Key::D) {
        if (atlas_.doubts) {
            apply(atlas::ShowDoubts{false});
        } else {
            apply(atlas::ShowDoubts{true, atlas_.reader ? std::optional(atlas_.reader->article) : std::nullopt});
        }
        return true;
    }
    if (!atlas_.doubts && !panels_.settle_menu) return false;
    const auto pressed = [&](DoubtKey::Kind kind, int number = 0) {
        panels_.doubts.keys.push_back({kind, number, key.shift});
        return true;
    };
    if (key.code >= Key::Num1 && key.code <= Key::Num9)
        return pressed(DoubtKey::Kind::choose, static_cast<int>(key.code) - static_cast<int>(Key::Num1));
    if (key.code >= Key::Numpad1 && key.code <= Key::Numpad9)
        return pressed(DoubtKey::Kind::choose, static_cast<int>(key.code) - static_cast<int>(Key::Numpad1));
    switch (key.code) {
        case Key::A:
        case Key::Enter:
            return pressed(DoubtKey::Kind::accept);
        case Key::X:
            return pressed(DoubtKey::Kind::refuse);
        case Key::J:
        case Key::Down:
            return pressed(DoubtKey::Kind::next);
        case Key::K:
        case Key::Up:
            return pressed(DoubtKey::Kind::previous);
        default:
            return false;
    }
}

void Program::paste() {
    const auto bytes = sf::Clipboard::getString().toUtf8();
    const std::string text(bytes.begin(), bytes.end());
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        return apply(atlas::Tell{{"the clipboard holds no text, or more than the window system hands over", "",
                                  "copy a text; save a very long one as a file and open that"}});
    }
    const auto files = files_named_in(text);
    for (const auto& file : files) load(file, true);
    if (!files.empty()) return;
    const auto kept = keep_pasted(text, wish_.session.parent_path() / "pasted");
    if (!kept) return apply(atlas::Tell{kept.error()});
    load(*kept, true);
}

void Program::read_file_again() {
    const reading::Article* const article = atlas_.reader ? atlas_.library.find(atlas_.reader->article) : nullptr;
    if (article == nullptr) return;
    const std::string file = article->file;
    std::error_code trouble;
    if (!std::filesystem::exists(file, trouble))
        return apply(atlas::Tell{{"the file of this text is gone", file, "what was read of it stays"}});
    apply(atlas::ReopenAs{atlas_.reader->article, article->encoding == "UTF-8" ? "" : article->encoding});
}

void Program::look_for_changes() {
    const reading::Article* const article = atlas_.reader ? atlas_.library.find(atlas_.reader->article) : nullptr;
    if (article == nullptr) return;
    const auto known = read_at_.find(article->file);
    if (known == read_at_.end()) return;
    std::error_code trouble;
    const auto now = std::filesystem::last_write_time(article->file, trouble);
    if (trouble || now == known->second) return;
    known->second = now;  // said once
    apply(atlas::Inform{article->file_name + " has changed since it was read. F5 reads it again."});
}

bool Program::on_ring_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    panels::KeyRing& ring = panels::key_ring();
    if (key.code == Key::Tab && !key.control && !key.alt) {
        imgui_->leave_text_field();
        ring.step(key.shift ? -1 : 1);
        return true;
    }
    if (!ring.is_on() || imgui_->wants_keyboard()) return false;
    switch (key.code) {
        case Key::Space:
        case Key::Enter:
            ring.press();
            return true;
        case Key::Escape:
            ring.leave();
            return true;
        case Key::Left:
            return ring.nudge(-1);
        case Key::Right:
            return ring.nudge(1);
        default:
            return false;
    }
}

void Program::on_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    if (key.control && key.code == Key::Q) return apply(atlas::Quit{});
    if (on_ring_key(key)) return;
    if (key.control && key.code == Key::F) {
        panels::key_ring().leave();
        panels_.is_search_wanted = true;
        return;
    }
    if (key.code == Key::F3) {
        panels_.search.clear();  // what was found stays, and is walked through
        return apply(atlas::ReadNextFound{key.shift ? -1 : 1});
    }
    if (key.code == Key::Escape) {
        if (!panels_.search.empty()) {
            panels_.search.clear();
            return;
        }
        if (panels_.settle_menu) {
            panels_.settle_menu.reset();
            return;
        }
        if (panels_.exported.is_open) {
            panels_.exported.is_open = false;
            return;
        }
        if (panels_.reader.is_menu_open) {
            panels_.reader.is_menu_unwanted = true;
            return;
        }
        const bool is_top = !atlas_.is_about_open && atlas_.notices.empty();
        if (atlas_.reader && is_top && panels_.reader.is_list_open) {
            panels_.reader.is_list_open = false;
            return;
        }
        return apply(atlas::CloseTopmost{});
    }
    if (key.control) {
        if (key.code == Key::Add || key.code == Key::Equal) return apply(atlas::SetTextSize{atlas_.text_px + 1.0F});
        if (key.code == Key::Subtract || key.code == Key::Hyphen)
            return apply(atlas::SetTextSize{atlas_.text_px - 1.0F});
        if (key.code == Key::Num0 || key.code == Key::Numpad0) return apply(atlas::SetTextSize{});
    }
    if (imgui_->wants_keyboard()) return;
    if (key.control && key.code == Key::Z) {
        if (key.shift) return apply(atlas::RedoDecision{});
        return apply(atlas::UndoDecision{});
    }
    if (key.control && key.code == Key::Y) return apply(atlas::RedoDecision{});
    if (key.control && key.code == Key::V) return paste();
    if (key.code == Key::F5) return read_file_again();
    if (on_doubt_key(key) || read_key(key)) return;
    if (key.control || key.alt) return;
    constexpr float step_px = 80.0F;
    const geo::ScreenPoint middle{atlas_.camera.width_px / 2, atlas_.camera.height_px / 2};
    switch (key.code) {
        case Key::Left:
            return apply(atlas::GlideBy{step_px, 0.0F});
        case Key::Right:
            return apply(atlas::GlideBy{-step_px, 0.0F});
        case Key::Up:
            return apply(atlas::GlideBy{0.0F, step_px});
        case Key::Down:
            return apply(atlas::GlideBy{0.0F, -step_px});
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
            case sf::Event::GainedFocus:
            case sf::Event::MouseEntered:
                look_for_changes();
                break;
            case sf::Event::MouseLeft:
                pointer_.at = {-1.0F, -1.0F};
                is_moved = true;
                break;
            case sf::Event::MouseButtonPressed:
                pointer_.at = {static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y)};
                panels::key_ring().leave();
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

}  // namespace darya::app
