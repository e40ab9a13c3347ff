// The mouse on the map: what is pressed, dragged, clicked and pointed at.

#include <algorithm>
#include <cmath>

#include <SFML/Window/Keyboard.hpp>

#include "app/program.h"
#include "app/stage.h"
#include "atlas/measure.h"
#include "geo/projection.h"
#include "panels/key_ring.h"
#include "scene/pick.h"

namespace darya::app {

namespace {

constexpr float shaky_px = 4.0F;  // a press that moves by less is a click
constexpr double double_click_s = 0.35;

bool is_shift_held() {
    return sf::Keyboard::isKeyPressed(sf::Keyboard::LShift) || sf::Keyboard::isKeyPressed(sf::Keyboard::RShift);
}

}  // namespace

/// By the panels' boxes as well: ImGui knows of a new place of the mouse only after its next frame.
bool Program::is_over_panel() const {
    const bool is_in_box = std::any_of(atlas_.covered.begin(), atlas_.covered.end(),
                                       [this](const geo::ScreenBox& box) { return box.contains(pointer_.at); });
    const scene::Plate* const overview = scene::overview_of(frame_);
    if (overview != nullptr && overview->box.contains(pointer_.at)) return true;
    const bool is_in_menu = panels_.map_menu && panels_.map_menu->box.contains(pointer_.at);
    return is_in_box || is_in_menu || atlas_.is_about_open || panels_.is_keys_open || panels_.reader.is_menu_open;
}

bool Program::is_measuring() const {
    return atlas_.measuring && !atlas_.measuring->is_over;
}

/// Any touch stops a map that was let go in motion.
void Program::touch() {
    if (atlas_.flight && atlas_.flight->kind == atlas::Flight::Kind::drift) apply(atlas::HoldMap{});
}

void Program::on_press(const sf::Event::MouseButtonEvent& button) {
    using Button = sf::Mouse;
    if (button.button != Button::Left || !is_second_click()) take_waiting_click();
    pointer_.is_dismissing = panels_.map_menu && !panels_.map_menu->box.contains(pointer_.at);
    if (pointer_.is_dismissing) panels_.map_menu.reset();
    // The side buttons go through views wherever the mouse is.
    if (button.button == Button::XButton1) return apply(atlas::StepView{-1});
    if (button.button == Button::XButton2) return apply(atlas::StepView{1});
    if (pointer_.held || is_over_panel()) return;
    panels_.reader.is_used = false;
    pointer_.held = button.button;
    pointer_.pressed_at = pointer_.at;
    pointer_.is_dragging = false;
    pointer_.is_box = button.button == Button::Left && is_shift_held();
    pointer_.speed.start(now_s(), pointer_.at);
}

void Program::on_release(const sf::Event::MouseButtonEvent& button) {
    if (pointer_.held != button.button) return;
    pointer_.held.reset();
    const bool is_box = std::exchange(pointer_.is_box, false);
    const bool was_dragging = std::exchange(pointer_.is_dragging, false);
    if (is_box && was_dragging) {
        constexpr float least_px = 8.0F;  // a smaller box was not meant
        const geo::ScreenBox box = dragged_box();
        if (box.width_px() >= least_px && box.height_px() >= least_px) apply(atlas::ZoomToBox{box});
        return;
    }
    if (button.button == sf::Mouse::Left && !was_dragging) return on_click(is_box);
    if (button.button == sf::Mouse::Right) {
        if (!was_dragging && !pointer_.is_dismissing) open_map_menu();
        return;
    }
    if (!was_dragging) return;
    const geo::ScreenPoint speed = pointer_.speed.when_let_go(now_s());
    apply(atlas::ThrowMap{speed.x_px, speed.y_px});
}

geo::ScreenBox Program::dragged_box() const {
    const geo::ScreenPoint a = pointer_.pressed_at;
    const geo::ScreenPoint b = pointer_.at;
    return {std::min(a.x_px, b.x_px), std::min(a.y_px, b.y_px), std::max(a.x_px, b.x_px), std::max(a.y_px, b.y_px)};
}

bool Program::is_second_click() const {
    return now_s() - pointer_.last_click_s < double_click_s &&
           geo::distance_px(pointer_.last_click_at, pointer_.at) < 5.0F;
}

/// What a click on no mark means comes to pass when no second one has followed: a double click only zooms, and no card opens
/// under it.
void Program::take_waiting_click() {
    const auto click = std::exchange(pointer_.waiting_click, std::nullopt);
    if (click) apply(*click);
}

void Program::on_click(bool has_shift) {
    const bool is_double = is_second_click();
    if (is_double) pointer_.waiting_click.reset();
    take_waiting_click();
    pointer_.last_click_s = is_double ? -1.0 : now_s();
    pointer_.last_click_at = pointer_.at;
    const scene::Camera camera = atlas::camera_at(atlas_, now_s());
    if (is_measuring()) {
        if (is_double) return apply(atlas::EndMeasure{});
        return apply(atlas::AddMeasurePoint{geo::to_lonlat(camera.to_map(pointer_.at))});
    }
    constexpr double twice_as_close = 0.5;
    if (is_double) return apply(atlas::ZoomBy{has_shift ? 1.0 / twice_as_close : twice_as_close, pointer_.at});
    if (has_shift || pointer_.is_dismissing) return;
    const auto marks = rows_of(scene::marks_at(frame_, pointer_.at));
    if (marks.size() > 1) {
        panels_.map_menu = panels::MapMenu{pointer_.at, geo::to_lonlat(camera.to_map(pointer_.at)), marks, false};
        return;
    }
    const auto picked = scene::pick(frame_, frame_input(atlas_, camera), pointer_.at);
    atlas::ClickMap click;
    if (picked) {
        click.picked = atlas_.gazetteer->find(picked->place);
        click.is_ground = picked->is_ground;
    }
    if (marks.empty()) {
        pointer_.waiting_click = click;
    } else {
        apply(click);
    }
}

/// Those of the places that are known, each with its mark where the map shows one.
std::vector<panels::MapMenu::Row> Program::rows_of(const std::vector<std::string>& places) const {
    std::vector<panels::MapMenu::Row> rows;
    // The dams of a cluster by themselves.
    const auto marks = scene::place_marks(frame_input(atlas_, frame_.camera), false);
    for (const std::string& place : places) {
        const auto id = atlas_.gazetteer->find(place);
        if (!id) continue;
        const auto mark =
            std::find_if(marks.begin(), marks.end(), [&place](const scene::Mark& one) { return one.place == place; });
        rows.push_back({*id, mark != marks.end() ? std::optional(*mark) : std::nullopt});
    }
    return rows;
}

void Program::open_map_menu() {
    const scene::Camera camera = atlas::camera_at(atlas_, now_s());
    std::vector<std::string> places;
    for (scene::Picked& one : scene::pick_all(frame_, frame_input(atlas_, camera), pointer_.at))
        places.push_back(std::move(one.place));
    panels::key_ring().leave();
    panels_.map_menu = panels::MapMenu{pointer_.at, geo::to_lonlat(camera.to_map(pointer_.at)), rows_of(places)};
}

void Program::on_move(geo::ScreenPoint to) {
    const geo::ScreenPoint from = pointer_.at;
    pointer_.at = to;
    if (!pointer_.held) {
        if (pointer_.is_space_held && !is_over_panel()) apply(atlas::PanBy{to.x_px - from.x_px, to.y_px - from.y_px});
        return;
    }
    pointer_.speed.move(now_s(), to);
    const bool was_dragging = pointer_.is_dragging;
    if (!was_dragging && geo::distance_px(pointer_.pressed_at, to) < shaky_px) return;
    take_waiting_click();
    pointer_.is_dragging = true;
    if (pointer_.is_box || pointer_.held == sf::Mouse::Right) return;
    const geo::ScreenPoint start = was_dragging ? from : pointer_.pressed_at;
    apply(atlas::PanBy{to.x_px - start.x_px, to.y_px - start.y_px});
}

/// Esc, or the window has lost the keyboard: what the mouse was about is forgotten.
bool Program::drop_box() {
    if (!pointer_.is_box || !pointer_.held) return false;
    pointer_.held.reset();
    pointer_.is_box = false;
    pointer_.is_dragging = false;
    return true;
}

void Program::look_under_mouse() {
    pointer_.is_over_map = !is_over_panel() && pointer_.at.x_px >= 0.0F && pointer_.at.x_px < atlas_.camera.width_px &&
                           pointer_.at.y_px >= 0.0F && pointer_.at.y_px < atlas_.camera.height_px;
    if (panels_.hovered_in_text || pointer_.is_dragging) return;
    std::optional<reading::PlaceId> hovered;
    pointer_.more_here = 0;
    if (pointer_.is_over_map && !is_measuring()) {
        const auto input = frame_input(atlas_, atlas::camera_at(atlas_, now_s()));
        const auto picked = scene::pick(frame_, input, pointer_.at);
        if (picked && !picked->is_ground) hovered = atlas_.gazetteer->find(picked->place);
        const auto marks = scene::marks_at(frame_, pointer_.at);
        if (marks.size() > 1) pointer_.more_here = marks.size() - 1;
    }
    if (hovered != atlas_.hovered) apply(atlas::HoverPlace{hovered});
}

/// What is told beside the mouse, and how it is shown.
void Program::add_pointer(const scene::Camera& camera, panels::Readout& readout) {
    readout.mouse = pointer_.at;
    if (pointer_.is_box && pointer_.is_dragging) readout.zoom_box = dragged_box();
    if (!pointer_.is_over_map) return imgui_->show_cursor(std::nullopt);
    readout.cursor = geo::to_lonlat(camera.to_map(pointer_.at));
    const bool is_moved_by_hand = (pointer_.is_dragging && !pointer_.is_box) || pointer_.is_space_held;
    if (is_moved_by_hand) return imgui_->show_cursor(sf::Cursor::SizeAll);
    if (is_measuring()) {
        const auto points = atlas::measured_points(*atlas_.measuring, readout.cursor);
        if (points.size() > 1) readout.hover_name = atlas::length_words(atlas::measured(points).length_m);
        return imgui_->show_cursor(sf::Cursor::Cross);
    }
    if (pointer_.is_box) return imgui_->show_cursor(sf::Cursor::Cross);
    if (!atlas_.hovered || panels_.map_menu) return imgui_->show_cursor(sf::Cursor::Arrow);
    readout.hover_name = atlas_.gazetteer->place(*atlas_.hovered).name;
    if (pointer_.more_here > 0) readout.hover_name += " and " + std::to_string(pointer_.more_here) + " more";
    imgui_->show_cursor(sf::Cursor::Hand);
}

}  // namespace darya::app
