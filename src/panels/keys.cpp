// The panel of all keys and gestures.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "panels/choices.h"
#include "panels/panel_parts.h"

namespace darya::panels {

namespace {

/// A line of the panel. Keys stand apart by a space; "+" joins two that are held together, "/" parts two that do alike or
/// the opposite.
struct KeyLine {
    const char* keys;
    const char* words;
};
struct KeyGroup {
    const char* name;
    std::span<const KeyLine> lines;
};

constexpr KeyLine moving[] = {
    {"drag", "moves the map; let go in motion, it goes on a little"},
    {"Space / middle", "held down: moves it, and nothing is clicked"},
    {"wheel", "closer and farther, about the cursor"},
    {"2 clicks", "closer; with Shift farther"},
    {"Shift + drag", "closer, to what the box holds"},
    {"← / → / ↑ / ↓", "move the map"},
    {"+ / −", "closer, farther; PgUp and PgDn too"},
    {"Home", "the whole region"},
    {"Alt + ← / →", "the view before, and the next one"},
};
constexpr KeyLine asking[] = {
    {"click", "what is there; of several marks a list"},
    {"right click", "what is here, coordinates, centre, measure"},
    {"Ctrl + M", "measures length and area: click adds a point"},
    {"Enter / 2 clicks", "ends a measurement"},
    {"Backspace", "takes its last point back; Ctrl C copies it"},
};
constexpr KeyLine window_keys[] = {
    {"Ctrl + F", "search; F3 the next passage found"},
    {"Tab", "through what can be pressed; Space presses it"},
    {"Ctrl + S", "a picture of the map; Ctrl Shift C copies it"},
    {"Esc", "closes what is on top"},
    {"F11", "full screen, and back"},
    {"F12", "where the time of a frame goes"},
    {"Ctrl + ,", "settings"},
    {"Ctrl + V", "opens the text or the files on the clipboard"},
    {"?", "these keys"},
    {"Ctrl + Q", "ends Darya"},
};
constexpr KeyLine reading_keys[] = {
    {"n / p", "the next name of a place, the one before"},
    {"l", "the list of its places"},
    {"m", "marks all its places on the map"},
    {"e", "names within treaties and of peoples too"},
    {"Ctrl + C", "copies; with Shift too, with the source"},
    {"Ctrl + A", "selects all; Shift and arrows, more or less"},
    {"Ctrl + + / −", "larger and smaller letters; Ctrl 0 as they were"},
    {"PgUp / PgDn", "scroll what was used last; arrows, Home, End"},
    {"Backspace", "back to the sentence one came from; Alt ← too"},
    {"F5", "reads the file again"},
};
constexpr KeyLine doubt_keys[] = {
    {"d", "shows them; right click on a name: what it means"},
    {"a", "accepts what is thought likeliest"},
    {"1 … 9", "chooses; with Shift everywhere in the text"},
    {"x", "is no place"},
    {"Ctrl + Z / Y", "undoes it, does it again"},
};

constexpr KeyGroup left_groups[] = {
    {"MOVING ABOUT THE MAP", moving}, {"ASKING THE MAP", asking}, {"DOUBTFUL NAMES", doubt_keys}};
constexpr KeyGroup right_groups[] = {{"IN A TEXT", reading_keys}, {"WINDOW", window_keys}};

constexpr float line_px = 25.0F;
constexpr float keys_px = 138.0F;  // of a column: where words begin
constexpr float head_px = 48.0F;
constexpr float group_px = 34.0F;

/// Whether a word is a sign between keys; where "+" is the key itself, nothing is left to join.
bool is_between(std::string_view word, std::string_view rest, bool is_after_key) {
    return is_after_key && (word == "/" || word == "+" || word == "…") && !rest.empty();
}

float keys_at(const PanelContext& context, ImVec2 at, std::string_view keys) {
    ImFont* const font = context.fonts.small;
    bool is_after_key = false;
    bool is_two_words = keys == "2 clicks" || keys == "right click";
    while (!keys.empty()) {
        const std::size_t end = is_two_words ? std::string_view::npos : keys.find(' ');
        const std::string word(keys.substr(0, end));
        keys.remove_prefix(end == std::string_view::npos ? keys.size() : end + 1);
        is_two_words = keys == "2 clicks";
        const float width = font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, word.c_str()).x;
        if (is_between(word, keys, is_after_key)) {
            if (word != "/") {
                ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {at.x, at.y + (line_px - font->FontSize) / 2},
                                                    packed(context.style().ink_soft), word.c_str());
                at.x += width + 3.0F;
            }
            is_after_key = false;
            continue;
        }
        const float half = std::max(width / 2 + 5.0F, 10.0F);
        key_cap(context, {at.x + half, at.y + line_px / 2}, word.c_str());
        at.x += 2 * half + 3.0F;
        is_after_key = true;
    }
    return at.x;
}

void draw_group(const PanelContext& context, const KeyGroup& group, ImVec2& at, float width) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* const caps = context.fonts.caps;
    list.AddText(caps, caps->FontSize, {at.x, at.y + 8.0F}, packed(context.style().ink_soft), group.name);
    list.AddLine({at.x, at.y + group_px - 7.0F}, {at.x + width, at.y + group_px - 7.0F},
                 packed(context.style().panel_line));
    at.y += group_px;
    ImFont* const font = context.fonts.ui;
    for (const KeyLine& line : group.lines) {
        keys_at(context, at, line.keys);
        list.AddText(font, font->FontSize, {at.x + keys_px, at.y + (line_px - font->FontSize) / 2},
                     packed(context.style().ink), line.words);
        at.y += line_px;
    }
    at.y += 6.0F;
}

float height_of(std::span<const KeyGroup> groups) {
    float height = 0.0F;
    for (const KeyGroup& group : groups) height += group_px + line_px * static_cast<float>(group.lines.size()) + 6.0F;
    return height;
}

}  // namespace

void draw_keys(const PanelContext& context) {
    constexpr float column_px = 474.0F;
    constexpr float gap_px = 34.0F;
    constexpr float side_px = 22.0F;
    const float room_px = context.window().x - 2 * margin_px;
    const bool has_two = room_px >= 2 * column_px + gap_px + 2 * side_px;
    const float content_px = head_px + (has_two ? std::max(height_of(left_groups), height_of(right_groups))
                                                : height_of(left_groups) + height_of(right_groups));
    const ImVec2 size{std::min(room_px, (has_two ? 2 * column_px + gap_px : column_px) + 2 * side_px),
                      std::min(context.window().y - 2 * margin_px, content_px + 38.0F)};
    const ImVec2 at{(context.window().x - size.x) / 2, (context.window().y - size.y) / 2};
    ImGui::SetNextWindowBgAlpha(1.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {side_px, 16.0F});
    begin_panel("keys", context.style(), at, size, true, true);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted("Keys and gestures");
    ImGui::PopFont();
    const ImVec2 start{at.x + side_px, at.y + 16.0F + head_px - 10.0F - ImGui::GetScrollY()};
    ImVec2 left = start;
    for (const KeyGroup& group : left_groups) draw_group(context, group, left, column_px);
    ImVec2 right = has_two ? ImVec2{start.x + column_px + gap_px, start.y} : left;
    for (const KeyGroup& group : right_groups) draw_group(context, group, right, column_px);
    ImGui::SetCursorPos({0.0F, 16.0F});
    ImGui::Dummy({1.0F, content_px});
    if (close_button(context.style(), "close keys")) context.state.is_keys_open = false;
    end_panel();
    ImGui::PopStyleVar();
}

}  // namespace darya::panels
