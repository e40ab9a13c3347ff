#pragma once

namespace darya::style {

// How much of a colour is laid on a panel under letters. In one place, for whatever theme is read, the letters must stay
// legible on the tinted ground; tests/style holds the themes to it.

inline constexpr float name_tint = 0.11F;      // a name in a text, of its own colour
inline constexpr float lit_name_tint = 0.18F;  // the same, pointed at
inline constexpr float chip_tint = 0.12F;      // a tag, of its own colour
inline constexpr float hot_chip_tint = 0.18F;
inline constexpr float row_tint = 0.14F;  // what is chosen in a list, of the accent
inline constexpr float hot_row_tint = 0.08F;
inline constexpr float found_tint = 0.16F;      // a word that was looked for, of the accent
inline constexpr float selection_tint = 0.15F;  // selected text, of the accent
inline constexpr float doubt_tint = 0.14F;      // a doubtful name in its sentence, of the doubt's colour
inline constexpr float field_tint = 0.35F;      // a text field, of the panel's line
inline constexpr float hot_field_tint = 0.45F;
inline constexpr float button_tint = 0.4F;  // a button, of the panel's line
inline constexpr float hot_button_tint = 0.8F;

}  // namespace darya::style
