#pragma once

#include <functional>
#include <memory>
#include <string>

#include "atlas/atlas.h"
#include "atlas/figure.h"
#include "base/result.h"
#include "paint/painter.h"
#include "scene/frame_maker.h"
#include "style/text.h"
#include "writers/png.h"

namespace darya::app {

/// Today's date in the person's time zone, in words.
std::string today();

/// The state a figure of a window shows: its camera fits what the window leaves free of panels into the figure's map, and
/// no panel covers it.
atlas::Atlas figure_atlas(const atlas::Atlas& window, const atlas::Figure& figure, scene::FrameMaker& maker);

/// The figure of such a state as a frame; with the size it is counted in. `own_cells`: what is held of its own layers.
scene::Frame figure_frame(const atlas::Atlas& figure_atlas, const atlas::Figure& figure, scene::FrameMaker& maker,
                          const scene::OwnCells& own_cells);

/// The frame that `draw` makes of the figure; where its legend finds no room, that of the figure without one, so that no
/// column of the page is kept for it.
base::Result<scene::Frame> drawn_with_or_without_legend(
    atlas::Figure figure, const std::function<base::Result<scene::Frame>(const atlas::Figure&)>& draw);

/// What the picture has no room for, in a sentence; "" where all is there that was wished for.
std::string lacking_words(const scene::Frame& frame, const atlas::Figure& figure);

/// What an SVG of it says beside the picture.
base::Result<std::string> figure_svg(const scene::Frame& frame, const atlas::Figure& figure,
                                     const style::FontFiles& fonts);

/// The bytes of a PNG that knows how large it is on paper.
base::Result<std::string> figure_png(const writers::Pixels& pixels, const atlas::Figure& figure);

/// The caption for what the window shows.
std::string figure_caption(const atlas::Atlas& window);

/// The caption for what a figure of the window will show, which may be more.
std::string figure_caption(const atlas::Atlas& window, atlas::Figure figure, scene::FrameMaker& maker);

}  // namespace darya::app
