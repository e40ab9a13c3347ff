#pragma once

#include <string>

#include "scene/frame.h"

namespace darya::scene {

/// A frame in words, one line a thing, in the order of drawing: for tests that compare it with what is expected, and
/// for people who wonder what is in a picture. The same frame gives the same text on every machine: mesh ids and what
/// they point to do not show, positions are rounded to 0.1 px.
std::string describe(const Frame& frame);

}  // namespace darya::scene
