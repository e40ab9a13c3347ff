#include "app/figure.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <sstream>

#include "app/stage.h"
#include "writers/svg.h"

namespace darya::app {

namespace {

geo::MapBox seen_in(const geo::ScreenBox& box, const scene::Camera& camera) {
    const geo::MapPoint low = camera.to_map({box.left_px, box.bottom_px});
    const geo::MapPoint high = camera.to_map({box.right_px, box.top_px});
    return {low.x_m, low.y_m, high.x_m, high.y_m};
}

geo::ScreenBox map_of(const atlas::Figure& figure, scene::FrameMaker& maker) {
    const atlas::FigureSize size = size_of(figure);
    return maker.page(size.width_px, size.height_px, figure.title, figure.caption, figure.furniture.legend).map;
}

}  // namespace

std::string today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    constexpr int first_year = 1900;
    return atlas::words_of_date(local.tm_year + first_year, local.tm_mon + 1, local.tm_mday);
}

atlas::Atlas figure_atlas(const atlas::Atlas& window, const atlas::Figure& figure, scene::FrameMaker& maker) {
    atlas::Atlas drawn = window;
    drawn.flight.reset();
    drawn.covered.clear();
    drawn.hovered.reset();
    drawn.lit.clear();
    const atlas::FigureSize size = size_of(figure);
    drawn.camera.width_px = size.width_px;
    drawn.camera.height_px = size.height_px;
    drawn.camera = scene::fitted(drawn.camera, seen_in(atlas::free_box(window), window.camera), map_of(figure, maker),
                                 0.0F, scene::farthest_of_figure);
    return drawn;
}

scene::Frame figure_frame(const atlas::Atlas& figure_atlas, const atlas::Figure& figure, scene::FrameMaker& maker,
                          const scene::OwnCells& own_cells) {
    scene::FrameInput input = frame_input(figure_atlas, figure_atlas.camera);
    input.furniture = figure.furniture;
    input.own_cells = &own_cells;
    input.attribution = scene::map_attribution;
    input.title = figure.title;
    input.caption = figure.caption;
    input.free = map_of(figure, maker);
    return maker.make(input);
}

base::Result<scene::Frame> drawn_with_or_without_legend(
    atlas::Figure figure, const std::function<base::Result<scene::Frame>(const atlas::Figure&)>& draw) {
    auto frame = draw(figure);
    if (!frame || !frame->is_legend_left_out) return frame;
    figure.furniture.legend = false;
    frame = draw(figure);
    if (frame) frame->is_legend_left_out = true;
    return frame;
}

std::string lacking_words(const scene::Frame& frame, const atlas::Figure& figure) {
    if (!frame.is_legend_left_out && !frame.are_words_cut) return {};
    const std::string what = !frame.are_words_cut        ? "the legend"
                             : !frame.is_legend_left_out ? "all of its words"
                                                         : "the legend and all of its words";
    return "The picture is too small for " + what +
           (figure.caption.empty() ? ". Make it larger." : ". Make it larger, or its caption shorter.");
}

base::Result<std::string> figure_svg(const scene::Frame& frame, const atlas::Figure& figure,
                                     const style::FontFiles& fonts) {
    writers::SvgWords words;
    words.title = figure.title.empty() ? "Central Asia: water and energy" : figure.title;
    words.description =
        figure.caption.empty() ? std::string("A map drawn by Darya. Data: ") + scene::map_attribution : figure.caption;
    words.families = fonts.families;
    words.scale = figure.scale;
    if (figure.is_in_mm) {
        words.width_mm = figure.width_mm;
        words.height_mm = figure.height_mm;
    }
    std::ostringstream svg;
    const auto written = writers::write_svg(svg, frame, words);
    if (!written) return written.error();
    return std::move(svg).str();
}

base::Result<std::string> figure_png(const writers::Pixels& pixels, const atlas::Figure& figure) {
    return writers::png_of(pixels, figure.is_in_mm ? figure.dpi : 0.0);
}

std::string figure_caption(const atlas::Atlas& window) {
    return atlas::caption_of(window, seen_in(atlas::free_box(window), window.camera), today());
}

std::string figure_caption(const atlas::Atlas& window, atlas::Figure figure, scene::FrameMaker& maker) {
    // The caption says how wide the view is, and takes room from it: twice is enough.
    for (int turn = 0; turn < 2; ++turn) {
        const atlas::Atlas drawn = figure_atlas(window, figure, maker);
        figure.caption = atlas::caption_of(window, seen_in(map_of(figure, maker), drawn.camera), today());
    }
    return figure.caption;
}

}  // namespace darya::app
