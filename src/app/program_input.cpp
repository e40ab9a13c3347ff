#include <algorithm>
#include <cmath>

#include <SFML/Window/Clipboard.hpp>

#include "app/pasted.h"
#include "app/program.h"
#include "atlas/measure.h"
#include "panels/key_ring.h"

namespace darya::app {

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
    if (key.alt) return key.code == Key::Left && !panels_.reader.way_back.empty() && ask(ReaderKey::back);
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
    if (has_copied_picture())
        return apply(atlas::Tell{{"the clipboard holds a picture of the map, and no text", "", "copy a text"}});
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
    // From field to field of the dialog Dear ImGui goes by itself.
    const bool is_in_fields = panels_.save_picture.is_open && imgui_->wants_keyboard();
    if (key.code == Key::Tab && !key.control && !key.alt && !is_in_fields) {
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

/// Esc: what lies on top goes first.
void Program::close_topmost() {
    if (drop_box()) return;
    if (panels_.map_menu) return panels_.map_menu.reset();
    if (panels_.is_keys_open) {
        panels_.is_keys_open = false;
        return;
    }
    if (!panels_.search.empty()) return panels_.search.clear();
    if (panels_.settle_menu) return panels_.settle_menu.reset();
    if (panels_.is_settings_open) {
        panels_.is_settings_open = false;
        return;
    }
    if (panels_.save_picture.is_open) {
        panels_.save_picture.is_open = false;
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
    if (atlas_.measuring && is_top) return apply(atlas::LeaveMeasure{});
    if (atlas_.reader && is_top && panels_.reader.is_list_open) {
        panels_.reader.is_list_open = false;
        return;
    }
    apply(atlas::CloseTopmost{});
}

/// Keys of the open menu of the map.
bool Program::on_map_menu_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    using Kind = panels::MenuKey::Kind;
    if (!panels_.map_menu || key.control || key.alt) return false;
    const auto pressed = [this](Kind kind, int number = 0) {
        panels_.map_menu->keys.push_back({kind, number});
        return true;
    };
    if (key.code >= Key::Num1 && key.code <= Key::Num9)
        return pressed(Kind::choose, static_cast<int>(key.code) - static_cast<int>(Key::Num1));
    if (key.code >= Key::Numpad1 && key.code <= Key::Numpad9)
        return pressed(Kind::choose, static_cast<int>(key.code) - static_cast<int>(Key::Numpad1));
    switch (key.code) {
        case Key::Up:
            return pressed(Kind::up);
        case Key::Down:
            return pressed(Kind::down);
        case Key::Enter:
        case Key::Space:
            return pressed(Kind::take);
        default:
            return false;
    }
}

/// Keys while something is measured.
bool Program::on_measure_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    if (key.control && !key.shift && key.code == Key::M) {
        apply(atlas::StartMeasure{});
        return true;
    }
    if (atlas_.measuring && !atlas_.reader && key.control && key.code == Key::C) {
        const std::string line = atlas::measure_line(atlas_.measuring->points);
        apply(atlas::CopyText{line});
        apply(atlas::Inform{line + " is on the clipboard."});
        return true;
    }
    if (!atlas_.measuring || key.control || key.alt) return false;
    if (key.code == Key::BackSpace) {
        apply(atlas::TakeBackMeasurePoint{});
        return true;
    }
    if (key.code != Key::Enter || !is_measuring()) return false;
    apply(atlas::EndMeasure{});
    return true;
}

void Program::on_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
    touch();
    take_waiting_click();
    if (key.control && key.code == Key::Q) return apply(atlas::Quit{});
    if (on_ring_key(key)) return;
    if (key.control && key.code == Key::F) {
        panels::key_ring().leave();
        panels_.is_search_wanted = true;
        return;
    }
    if (key.code == Key::F12) {
        panels_.frame_times.is_shown = !panels_.frame_times.is_shown;
        return;
    }
    if (key.control && key.code == Key::S) return open_save_picture();
    if (key.code == Key::F3) {
        panels_.search.clear();  // what was found stays, and is walked through
        return apply(atlas::ReadNextFound{key.shift ? -1 : 1});
    }
    if (key.code == Key::Escape) return close_topmost();
    if (key.code == Key::F11) return toggle_full_screen();
    if (key.code == Key::F1) {
        panels_.is_keys_open = !panels_.is_keys_open;
        return;
    }
    if (key.control) {
        if (key.code == Key::Comma) {
            panels_.is_settings_open = !panels_.is_settings_open;
            return;
        }
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
    if (on_map_menu_key(key) || on_measure_key(key) || on_doubt_key(key) || read_key(key)) return;
    if (key.control && key.shift && key.code == Key::C) return copy_picture();
    if (key.alt && (key.code == Key::Left || key.code == Key::Right))
        return apply(atlas::StepView{key.code == Key::Left ? -1 : 1});
    if (key.control || key.alt) return;
    move_by_key(key);
}

/// Keys that mean something to the map alone.
void Program::move_by_key(const sf::Event::KeyEvent& key) {
    using Key = sf::Keyboard;
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
        case Key::Space:
            pointer_.is_space_held = true;
            return;
        default:
            return;
    }
}

geo::ScreenPoint Program::at(int x, int y) const {
    return {static_cast<float>(x) / wish_.scale, static_cast<float>(y) / wish_.scale};
}

namespace {

/// By itself; a press may mean something that lies on the map.
bool moves_map(sf::Event::EventType type) {
    return type == sf::Event::MouseWheelScrolled || type == sf::Event::MouseWheelMoved ||
           type == sf::Event::MouseMoved || type == sf::Event::MouseEntered || type == sf::Event::MouseLeft ||
           type == sf::Event::Resized || type == sf::Event::GainedFocus || type == sf::Event::LostFocus;
}

}  // namespace

/// "?" wherever a keyboard has it.
void Program::on_letter(std::uint32_t letter) {
    if (letter == U'?' && !imgui_->wants_keyboard()) panels_.is_keys_open = !panels_.is_keys_open;
}

bool Program::next_event(sf::Event& event) {
    if (is_following_) {
        if (!held_back_.empty() || !window_.pollEvent(event)) return false;
        if (moves_map(event.type)) return true;
        held_back_.push_back(event);
        return false;
    }
    if (held_back_.empty()) return window_.pollEvent(event);
    event = held_back_.front();
    held_back_.pop_front();
    return true;
}

void Program::read_events() {
    sf::Event event;
    bool is_moved = false;
    while (next_event(event)) {
        frames_to_draw_ = std::max(frames_to_draw_, is_following_ ? 1 : 3);
        imgui_->process(event);
        switch (event.type) {
            case sf::Event::Closed:
                is_running_ = false;
                break;
            case sf::Event::Resized:
                apply(atlas::ResizeWindow{static_cast<float>(event.size.width) / wish_.scale,
                                          static_cast<float>(event.size.height) / wish_.scale});
                break;
            case sf::Event::MouseMoved:
                on_move(at(event.mouseMove.x, event.mouseMove.y));
                is_moved = true;
                break;
            case sf::Event::GainedFocus:
            case sf::Event::MouseEntered:
                look_for_changes();
                break;
            case sf::Event::LostFocus:
                pointer_.is_space_held = false;
                break;
            case sf::Event::MouseLeft:
                pointer_.at = {-1.0F, -1.0F};
                is_moved = true;
                break;
            case sf::Event::MouseButtonPressed:
                pointer_.at = at(event.mouseButton.x, event.mouseButton.y);
                panels::key_ring().leave();
                touch();
                on_press(event.mouseButton);
                break;
            case sf::Event::MouseButtonReleased:
                pointer_.at = at(event.mouseButton.x, event.mouseButton.y);
                on_release(event.mouseButton);
                break;
            case sf::Event::MouseWheelScrolled:
                pointer_.at = at(event.mouseWheelScroll.x, event.mouseWheelScroll.y);
                touch();
                take_waiting_click();
                if (!is_over_panel()) panels_.map_menu.reset();
                if (!is_over_panel() && event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel) {
                    apply(
                        atlas::ZoomBy{std::pow(0.78, static_cast<double>(event.mouseWheelScroll.delta)), pointer_.at});
                }
                break;
            case sf::Event::KeyPressed:
                on_key(event.key);
                break;
            case sf::Event::KeyReleased:
                if (event.key.code == sf::Keyboard::Space) pointer_.is_space_held = false;
                break;
            case sf::Event::TextEntered:
                on_letter(event.text.unicode);
                break;
            default:
                break;
        }
    }
    if (is_moved) look_under_mouse();
}

}  // namespace darya::app
