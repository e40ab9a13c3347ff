#pragma once

#include <string>

namespace darya::e2e {

/// The text on the clipboard of an X display such as ":99", as another program is given it; "" where there is none.
std::string clipboard_of(const std::string& display);

}  // namespace darya::e2e
