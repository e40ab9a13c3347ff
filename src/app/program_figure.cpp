// Pictures of the map that the window saves, copies and shows small before.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <SFML/Graphics/RenderTexture.hpp>

#include "app/export.h"
#include "app/figure.h"
#include "app/own_map.h"
#include "app/picture_clipboard.h"
#include "app/picture_png.h"
#include "app/program.h"
#include "base/file.h"

namespace darya::app {

namespace {

/// What a preview was made of: while it is the same, the preview serves.
struct PreviewContent {
    atlas::Figure figure;
    scene::Camera camera;
    geo::ScreenBox free;
    std::vector<scene::LayerState> layers;
    const style::Style* style = nullptr;
    const void* circles = nullptr;
    std::optional<reading::PlaceId> selected;
    std::uint32_t levels = 0;
    scene::NameLanguage language = scene::NameLanguage::english;

    bool operator==(const PreviewContent&) const = default;
};

PreviewContent content_of(const atlas::Atlas& atlas, const atlas::Figure& figure) {
    PreviewContent content;
    content.figure = figure;
    content.figure.file.clear();
    content.camera = atlas.camera;
    content.free = atlas::free_box(atlas);
    content.layers = atlas.layers;
    content.style = atlas.style.get();
    content.circles = atlas.circles.get();
    content.selected = atlas.selected;
    content.language = atlas.settings.language;
    for (std::size_t i = 0; i < atlas.levels.size(); ++i) {
        if (atlas.levels[i]) content.levels |= 1U << i;
    }
    return content;
}

std::string size_in_words(const atlas::Figure& figure) {
    const atlas::FigureSize size = size_of(figure);
    return std::to_string(std::lround(size.width_px * size.scale)) + " × " +
           std::to_string(std::lround(size.height_px * size.scale)) + " pixels";
}

}  // namespace

struct Program::FigureWork {
    explicit FigureWork(const style::FontFiles& fonts) : maker(style::TextMeasure(fonts)) {}

    scene::FrameMaker maker;
    std::optional<PreviewContent> shown;
    sf::RenderTexture preview;
    PictureClipboard clipboard;
};

Program::FigureWork& Program::figure_work() {
    if (!figure_work_) figure_work_ = std::make_shared<FigureWork>(font_files_);
    return *figure_work_;
}

void Program::serve_clipboard() {
    if (figure_work_) figure_work_->clipboard.serve();
}

bool Program::has_copied_picture() const {
    return figure_work_ && figure_work_->clipboard.is_offering();
}

/// The key that opens the dialog also says that all is well in it.
void Program::open_save_picture() {
    panels::SavePictureState& state = panels_.save_picture;
    if (state.is_open) apply(atlas::SaveFigure{panels::figure_of(state)});
    state.is_open = !state.is_open;
}

void Program::copy_picture() {
    panels::SavePictureState& state = panels_.save_picture;
    if (!state.is_caption_own) state.caption = figure_caption(atlas_, panels::figure_of(state), figure_work().maker);
    apply(atlas::CopyFigure{panels::figure_of(state)});
}

void Program::draw_figure(const atlas::DrawFigure& wish) {
    if (const auto fine = check_size(wish.figure); !fine) return apply(atlas::Tell{fine.error()});
    FigureWork& work = figure_work();
    const auto frame =
        drawn_with_or_without_legend(wish.figure, [&](const atlas::Figure& figure) -> base::Result<scene::Frame> {
            atlas::Atlas drawn = figure_atlas(atlas_, figure, work.maker);
            const auto level = static_cast<std::size_t>(scene::level_for(drawn.camera.metres_per_px));
            drawn.levels.resize(scene::level_count);
            if (!drawn.levels[level]) drawn.levels[level] = scene::build_level(*drawn.map, static_cast<int>(level));
            scene::OwnCells own_cells;
            if (const auto read = read_all_seen(own_cells, drawn.own_layers, drawn.camera); !read) return read.error();
            return figure_frame(drawn, figure, work.maker, own_cells);
        });
    if (!frame) return apply(atlas::Tell{frame.error()});
    if (wish.is_copied) return copy_figure(wish.figure, *frame);
    write_figure(wish.figure, *frame);
}

/// The picture is drawn here, where the graphics card is; packed and written beside the window.
void Program::write_figure(const atlas::Figure& figure, const scene::Frame& frame) {
    const char* const home = std::getenv("HOME");
    const auto file = free_path(figure.file, home != nullptr ? home : "/");
    if (!file) return apply(atlas::Tell{file.error()});
    const auto told = [this, figure, file = *file](const base::Result<base::Done>& written) {
        if (!written) return apply(atlas::Tell{written.error()});
        apply(atlas::Inform{"The picture is in " + file.string() + "."});
    };
    if (figure.format == atlas::FigureFormat::svg) {
        jobs_.start(
            [frame, figure, fonts = font_files_, file = *file]() -> base::Result<base::Done> {
                const auto bytes = figure_svg(frame, figure, fonts);
                if (!bytes) return bytes.error();
                return base::write_file(file, *bytes);
            },
            told);
        return;
    }
    auto pixels = draw_pixels(frame, *painter_, size_of(figure).scale);
    if (!pixels) return apply(atlas::Tell{pixels.error()});
    jobs_.start(
        [pixels = std::move(*pixels), figure, file = *file]() -> base::Result<base::Done> {
            const auto bytes = figure_png(pixels, figure);
            if (!bytes) return bytes.error();
            return base::write_file(file, *bytes);
        },
        told);
}

void Program::copy_figure(const atlas::Figure& figure, const scene::Frame& frame) {
    auto pixels = draw_pixels(frame, *painter_, size_of(figure).scale);
    if (!pixels) return apply(atlas::Tell{pixels.error()});
    jobs_.start([pixels = std::move(*pixels), figure] { return figure_png(pixels, figure); },
                [this, figure](const base::Result<std::string>& png) {
                    if (!png) return apply(atlas::Tell{png.error()});
                    const auto offered = figure_work().clipboard.offer(*png);
                    if (!offered) return apply(atlas::Tell{offered.error()});
                    apply(atlas::Inform{"The picture of " + size_in_words(figure) +
                                        " is on the clipboard, for as long as Darya runs."});
                });
}

void Program::show_preview() {
    panels::SavePictureState& state = panels_.save_picture;
    if (!state.is_open) return;
    const atlas::Figure figure = figure_of(state);
    if (!check_size(figure)) return;
    FigureWork& work = figure_work();
    PreviewContent content = content_of(atlas_, figure);
    if (work.shown == content) return;
    const auto drawn = drawn_with_or_without_legend(figure, [&](atlas::Figure one) {
        state.proposed_caption = figure_caption(atlas_, one, work.maker);
        if (!state.is_caption_own) state.caption = state.proposed_caption;
        one.caption = figure_of(state).caption;
        return base::Result<scene::Frame>(
            figure_frame(figure_atlas(atlas_, one, work.maker), one, work.maker, own_cells_));
    });
    content.figure.caption = figure_of(state).caption;
    if (!drawn) return;
    const scene::Frame& frame = *drawn;
    // As large as it is shown on a large screen, and sharp.
    constexpr float most_px = 1100.0F;
    const float scale = std::min(1.0F, most_px / std::max(frame.camera.width_px, frame.camera.height_px));
    const auto width = static_cast<unsigned>(std::lround(scale * frame.camera.width_px));
    const auto height = static_cast<unsigned>(std::lround(scale * frame.camera.height_px));
    if (work.preview.getSize() != sf::Vector2u(width, height) && !work.preview.create(width, height)) {
        state.trouble = "There is no preview of this size.";
        return;
    }
    state.lacking = lacking_words(frame, figure);
    painter_->draw(work.preview, frame);
    work.preview.display();
    work.preview.setSmooth(true);
    work.preview.generateMipmap();
    state.preview = work.preview.getTexture().getNativeHandle();
    state.preview_px = {static_cast<float>(width), static_cast<float>(height)};
    work.shown = std::move(content);
    window_.setActive(true);
}

}  // namespace darya::app
