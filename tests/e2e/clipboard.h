#pragma once

#include <functional>
#include <string>

namespace darya::e2e {

/// The text on the clipboard of an X display such as ":99", as another program is given it; "" where there is none.
std::string clipboard_of(const std::string& display);

/// Puts a text on the clipboard of a display, as another program does when something is copied in it, and hands it over
/// once `ask` has made somebody want it; false where nobody came for it within a few seconds.
bool give_clipboard(const std::string& display, const std::string& text, const std::function<void()>& ask);

}  // namespace darya::e2e
