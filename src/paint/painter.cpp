#include "paint/painter.h"

#include <array>
#include <cmath>
#include <optional>
#include <sstream>
#include <utility>

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <SFML/Graphics/Shader.hpp>
#include <SFML/System/Err.hpp>

#include "base/file.h"
#include "paint/kept_base.h"
#include "paint/letters.h"
#include "paint/marks.h"
#include "paint/mesh_cache.h"
#include "paint/plates.h"

namespace darya::paint {

namespace fs = std::filesystem;

namespace {

sf::Glsl::Vec4 colour_of(const scene::Colour& colour) {
    return {static_cast<float>(colour.red) / 255.0F, static_cast<float>(colour.green) / 255.0F,
            static_cast<float>(colour.blue) / 255.0F, static_cast<float>(colour.alpha) / 255.0F};
}

/// `define`: what the fragment shader is told by the preprocessor; empty for nothing.
base::Result<std::unique_ptr<sf::Shader>> load_shader(const fs::path& folder, const std::string& name,
                                                      const std::string& define = {}) {
    const fs::path vertex = folder / (name + ".vert");
    const fs::path fragment = folder / (name + ".frag");
    std::array<std::string, 2> sources;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const fs::path& file = i == 0 ? vertex : fragment;
        auto source = base::read_file(file, std::size_t{1} << 20);
        if (!source) return base::Error{"this shader is missing", file.string(), "install Darya again"};
        sources[i] = std::move(*source);
    }
    const std::size_t second_line = sources[1].find('\n') + 1;  // the first one says the version
    if (!define.empty()) sources[1].insert(second_line, "#define " + define + "\n");
    std::ostringstream complaint;
    std::streambuf* const before = sf::err().rdbuf(complaint.rdbuf());
    auto shader = std::make_unique<sf::Shader>();
    const bool is_loaded = shader->loadFromMemory(sources[0], sources[1]);
    sf::err().rdbuf(before);
    if (is_loaded) return shader;
    std::string reason = complaint.str();
    // SFML says which of the two it was.
    const bool is_fragment = reason.find("fragment") != std::string::npos;
    for (char& letter : reason) {
        if (static_cast<unsigned char>(letter) < 0x20) letter = ' ';
    }
    while (reason.ends_with(' ')) reason.pop_back();
    return base::Error{"this shader does not compile (" + reason + ")", (is_fragment ? fragment : vertex).string(),
                       "install Darya again, or check the graphics driver"};
}

/// Pixels of a target for each that a camera counts.
float scale_of(const sf::RenderTarget& target, const scene::Camera& camera) {
    return static_cast<float>(target.getSize().x) / camera.width_px;
}

/// How map metres from an origin become clip coordinates of a target.
class View {
public:
    explicit View(const scene::Camera& camera) : camera_(camera) {}
    sf::Glsl::Vec4 to_clip(geo::MapPoint origin) const {
        const double per_m_x = 2.0 / (camera_.metres_per_px * static_cast<double>(camera_.width_px));
        const double per_m_y = 2.0 / (camera_.metres_per_px * static_cast<double>(camera_.height_px));
        return {static_cast<float>(per_m_x), static_cast<float>(per_m_y),
                static_cast<float>((origin.x_m - camera_.centre.x_m) * per_m_x),
                static_cast<float>((origin.y_m - camera_.centre.y_m) * per_m_y)};
    }
    const scene::Camera& camera() const { return camera_; }

private:
    scene::Camera camera_;
};

}  // namespace

/// The relief in its colours, to be stretched over the map. From afar one picture, made once for a ramp, of a pixel a cell
/// serves every view; close to, the part that is seen has a finer picture of its own.
struct ColouredRelief {
    std::uint64_t relief = 0;  // its id
    geo::ReliefRamp ramp;
    std::unique_ptr<sf::RenderTexture> whole;
    std::unique_ptr<sf::RenderTexture> part;
};

/// A small map within the picture as it was drawn last.
struct KeptInset {
    std::uint64_t number = 0;
    std::unique_ptr<sf::RenderTexture> picture;
};

struct Painter::Parts {
    std::unique_ptr<sf::Shader> fill;
    std::unique_ptr<sf::Shader> stroke;
    std::unique_ptr<sf::Shader> raster;
    std::unique_ptr<sf::Shader> raster_cells;
    std::unique_ptr<Letters> letters;
    MeshCache meshes;
    ColouredRelief relief;
    KeptBase kept_base;
    Work work;
    KeptInset kept_inset;

    void draw_items(sf::RenderTarget& target, std::span<const scene::BaseItem> items, const scene::Camera& camera);
    void draw_relief(sf::RenderTarget& target, const scene::ReliefItem& item, const scene::Camera& camera);
    void colour_whole(const scene::ReliefItem& item, sf::RenderTexture& picture);
    void colour_part(const scene::ReliefItem& item, const sf::FloatRect& grid, sf::RenderTexture& picture,
                     sf::Vector2f size_px);
    void colour_relief(sf::Shader& shader, const geo::ReliefRamp& ramp, const sf::FloatRect& grid,
                       sf::RenderTexture& picture, sf::Vector2f size_px);
    void draw_base(sf::RenderTarget& target, const scene::Frame& frame);
    void count(std::size_t triangles) {
        work.triangle_count += triangles;
        ++work.call_count;
    }
    void draw_inset(sf::RenderTarget& target, const scene::Inset& inset, float scale);
    void draw_plates(sf::RenderTarget& target, const scene::Frame& frame);
};

namespace {

std::unique_ptr<sf::RenderTexture> smooth_picture(unsigned width, unsigned height) {
    auto picture = std::make_unique<sf::RenderTexture>();
    if (!picture->create(width, height)) return nullptr;
    picture->setSmooth(true);
    return picture;
}

/// A box of the screen and the box of a texture that is stretched over it.
struct Stretch {
    geo::ScreenBox screen;
    sf::FloatRect texture;
};

void draw_stretched(sf::RenderTarget& target, const sf::Texture& texture, const Stretch& stretch) {
    const sf::FloatRect& from = stretch.texture;
    const geo::ScreenBox& to = stretch.screen;
    const std::array<sf::Vertex, 4> corners{
        sf::Vertex({to.left_px, to.top_px}, {from.left, from.top}),
        sf::Vertex({to.right_px, to.top_px}, {from.left + from.width, from.top}),
        sf::Vertex({to.left_px, to.bottom_px}, {from.left, from.top + from.height}),
        sf::Vertex({to.right_px, to.bottom_px}, {from.left + from.width, from.top + from.height})};
    sf::RenderStates states(&texture);
    states.blendMode = sf::BlendNone;
    target.draw(corners.data(), corners.size(), sf::TriangleStrip, states);
}

}  // namespace

/// Colours a relief a pixel a cell: what the spline has there is made out once by the processor, so that one look at the
/// texture is enough where `colour_part` takes four smoothed ones.
void Painter::Parts::colour_whole(const scene::ReliefItem& item, sf::RenderTexture& picture) {
    const auto codes = codes_texture(geo::softened(item.relief->codes));
    raster_cells->setUniform("codes", *codes);
    colour_relief(*raster_cells, item.ramp, {0.0F, 0.0F, 1.0F, 1.0F}, picture, sf::Vector2f(picture.getSize()));
}

/// Colours the part `grid` (0 to 1 from the north-western corner) of a relief into the first pixels of a picture.
void Painter::Parts::colour_part(const scene::ReliefItem& item, const sf::FloatRect& grid, sf::RenderTexture& picture,
                                 sf::Vector2f size_px) {
    const geo::ReliefCodes& codes = item.relief->codes;
    raster->setUniform("codes", meshes.texture_of(*item.relief));
    raster->setUniform("grid_size", sf::Glsl::Vec2(static_cast<float>(codes.width), static_cast<float>(codes.height)));
    colour_relief(*raster, item.ramp, grid, picture, size_px);
}

void Painter::Parts::colour_relief(sf::Shader& shader, const geo::ReliefRamp& ramp, const sf::FloatRect& grid,
                                   sf::RenderTexture& picture, sf::Vector2f size_px) {
    count(2);
    std::array<sf::Glsl::Vec3, 6> colours;
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto& c = ramp.colour[i];
        colours[i] = {c[0], c[1], c[2]};
    }
    shader.setUniformArray("ramp_colour", colours.data(), colours.size());
    shader.setUniformArray("ramp_at", ramp.at_code.data(), ramp.at_code.size());
    shader.setUniform("strength", ramp.strength);
    const float right = -1.0F + 2.0F * size_px.x / static_cast<float>(picture.getSize().x);
    const float bottom = 1.0F - 2.0F * size_px.y / static_cast<float>(picture.getSize().y);
    const std::array<sf::Vertex, 4> corners{
        sf::Vertex({-1, 1}, sf::Vector2f(grid.left, grid.top)),
        sf::Vertex({right, 1}, sf::Vector2f(grid.left + grid.width, grid.top)),
        sf::Vertex({-1, bottom}, sf::Vector2f(grid.left, grid.top + grid.height)),
        sf::Vertex({right, bottom}, sf::Vector2f(grid.left + grid.width, grid.top + grid.height))};
    sf::RenderStates states(&shader);
    states.blendMode = sf::BlendNone;
    picture.draw(corners.data(), corners.size(), sf::TriangleStrip, states);
    picture.display();
}

void Painter::Parts::draw_relief(sf::RenderTarget& target, const scene::ReliefItem& item, const scene::Camera& camera) {
    const auto columns = static_cast<unsigned>(item.relief->codes.width);
    const auto rows = static_cast<unsigned>(item.relief->codes.height);
    const geo::MapBox& box = item.relief->box;
    const geo::ScreenPoint low = camera.to_screen({box.left_m, box.top_m});
    const geo::ScreenPoint high = camera.to_screen({box.right_m, box.bottom_m});
    const geo::ScreenBox all{low.x_px, low.y_px, high.x_px, high.y_px};
    const float cell_px = all.width_px() / static_cast<float>(columns);
    const float band_top_px = std::round(item.first_row * camera.height_px);
    const float band_bottom_px = std::round(item.last_row * camera.height_px);
    constexpr float large_cell_px = 6.0F;
    if (cell_px < large_cell_px) {
        const bool is_made = relief.whole && relief.relief == item.relief->id && relief.ramp == item.ramp;
        if (!is_made) {
            if (!relief.whole || relief.whole->getSize() != sf::Vector2u(columns, rows))
                relief.whole = smooth_picture(columns, rows);
            if (!relief.whole) return;
            relief.relief = item.relief->id;
            relief.ramp = item.ramp;
            colour_whole(item, *relief.whole);
        }
        const float top_px = std::max(all.top_px, band_top_px);
        const float bottom_px = std::min(all.bottom_px, band_bottom_px);
        if (top_px >= bottom_px) return;
        const float row_px = all.height_px() / static_cast<float>(rows);
        return draw_stretched(
            target, relief.whole->getTexture(),
            {{all.left_px, top_px, all.right_px, bottom_px},
             {0.0F, (top_px - all.top_px) / row_px, static_cast<float>(columns), (bottom_px - top_px) / row_px}});
    }
    // Two or three pixels of the picture a cell: between them nothing changes that one could see, and few cost little.
    const float step_px = std::floor(cell_px / 2);
    const geo::ScreenBox seen{std::max(all.left_px, -step_px), std::max(all.top_px, band_top_px - step_px),
                              std::min(all.right_px, camera.width_px + step_px),
                              std::min(all.bottom_px, band_bottom_px + step_px)};
    if (seen.width_px() <= 0.0F || seen.height_px() <= 0.0F) return;
    const sf::Vector2u most(static_cast<unsigned>(camera.width_px / 2) + 4,
                            static_cast<unsigned>(camera.height_px / 2) + 4);
    if (!relief.part || relief.part->getSize() != most) relief.part = smooth_picture(most.x, most.y);
    if (!relief.part) return;
    const sf::Vector2f size(std::min(std::ceil(seen.width_px() / step_px), static_cast<float>(most.x)),
                            std::min(std::ceil(seen.height_px() / step_px), static_cast<float>(most.y)));
    const sf::FloatRect grid((seen.left_px - all.left_px) / all.width_px(),
                             (seen.top_px - all.top_px) / all.height_px(), seen.width_px() / all.width_px(),
                             seen.height_px() / all.height_px());
    colour_part(item, grid, *relief.part, size);
    draw_stretched(target, relief.part->getTexture(), {seen, {0.0F, 0.0F, size.x, size.y}});
}

void Painter::Parts::draw_items(sf::RenderTarget& target, std::span<const scene::BaseItem> items,
                                const scene::Camera& camera) {
    const View view(camera);
    const float scale = scale_of(target, camera);
    stroke->setUniform("metres_per_px", static_cast<float>(camera.metres_per_px) / scale);
    for (const scene::BaseItem& item : items) {
        if (const auto* ground = std::get_if<scene::GroundItem>(&item)) {
            target.clear(sf::Color(ground->colour.red, ground->colour.green, ground->colour.blue));
        } else if (const auto* relief_item = std::get_if<scene::ReliefItem>(&item)) {
            draw_relief(target, *relief_item, camera);
        } else if (const auto* fill_item = std::get_if<scene::FillItem>(&item)) {
            fill->setUniform("to_clip", view.to_clip(fill_item->mesh->origin));
            fill->setUniform("colour", colour_of(fill_item->colour));
            count(fill_item->mesh->triangles.size() / 3);
            target.draw(meshes.fill_of(*fill_item->mesh), sf::RenderStates(fill.get()));
        } else if (const auto* stroke_item = std::get_if<scene::StrokeItem>(&item)) {
            stroke->setUniform("to_clip", view.to_clip(stroke_item->mesh->origin));
            stroke->setUniform("colour", colour_of(stroke_item->stroke.colour));
            stroke->setUniform("half_width_px", scale * stroke_item->stroke.width_px / 2);
            stroke->setUniform("dash_px", scale * stroke_item->stroke.dash_px);
            stroke->setUniform("gap_px", scale * stroke_item->stroke.gap_px);
            count(stroke_item->mesh->strip.size());
            target.draw(meshes.strip_of(*stroke_item->mesh), sf::RenderStates(stroke.get()));
        }
    }
}

sf::View whole_view(const scene::Camera& camera) {
    return sf::View(sf::FloatRect(0.0F, 0.0F, camera.width_px, camera.height_px));
}

void Painter::Parts::draw_base(sf::RenderTarget& target, const scene::Frame& frame) {
    if (frame.base_camera == frame.camera) return draw_items(target, frame.base, frame.camera);
    const float scale = scale_of(target, frame.camera);
    const bool is_kept = kept_base.follow(frame, scale,
                                          [this](sf::RenderTarget& picture, std::span<const scene::BaseItem> items,
                                                 const scene::Camera& camera) { draw_items(picture, items, camera); });
    if (!is_kept) return draw_items(target, frame.base, frame.camera);
    const scene::Camera& base = kept_base.camera();
    const bool is_sharp = base.metres_per_px == frame.camera.metres_per_px;
    kept_base.set_smooth(!is_sharp);
    geo::ScreenPoint low = frame.camera.to_screen(base.to_map({0.0F, 0.0F}));
    const auto larger = static_cast<float>(base.metres_per_px / frame.camera.metres_per_px);
    // Pixel on pixel.
    if (is_sharp) low = {std::round(scale * low.x_px) / scale, std::round(scale * low.y_px) / scale};
    const sf::Vector2f size(kept_base.texture().getSize());
    draw_stretched(target, kept_base.texture(),
                   {{low.x_px, low.y_px, low.x_px + size.x / scale * larger, low.y_px + size.y / scale * larger},
                    {0.0F, 0.0F, size.x, size.y}});
}

void Painter::Parts::draw_inset(sf::RenderTarget& target, const scene::Inset& inset, float scale) {
    const auto width = static_cast<unsigned>(std::lround(scale * inset.box.width_px()));
    const auto height = static_cast<unsigned>(std::lround(scale * inset.box.height_px()));
    const bool is_kept = kept_inset.picture && kept_inset.number == inset.number &&
                         kept_inset.picture->getSize() == sf::Vector2u(width, height);
    if (!is_kept) {
        auto picture = std::make_unique<sf::RenderTexture>();
        if (!picture->create(width, height)) return;
        picture->setView(whole_view(inset.camera));
        picture->clear(sf::Color(inset.ground.red, inset.ground.green, inset.ground.blue));
        draw_items(*picture, inset.items, inset.camera);
        picture->display();
        kept_inset = {inset.number, std::move(picture)};
    }
    draw_stretched(target, kept_inset.picture->getTexture(),
                   {{inset.box.left_px, inset.box.top_px, inset.box.right_px, inset.box.bottom_px},
                    {0.0F, 0.0F, static_cast<float>(width), static_cast<float>(height)}});
}

void Painter::Parts::draw_plates(sf::RenderTarget& target, const scene::Frame& frame) {
    const float scale = scale_of(target, frame.camera);
    for (const scene::Plate& plate : frame.plates) {
        draw_shapes(target, plate.shapes, scale);
        if (plate.inset) draw_inset(target, *plate.inset, scale);
        draw_shapes(target, plate.over, scale);
        draw_marks(target, plate.marks, frame.selection, scale);
        std::vector<const scene::Label*> labels;
        for (const scene::Label& label : plate.labels) labels.push_back(&label);
        letters->draw(target, labels, scale);
    }
}

base::Result<Painter> Painter::make(const fs::path& shader_folder, const std::vector<std::string>& fonts) {
    if (!sf::Shader::isAvailable() || !sf::VertexBuffer::isAvailable()) {
        return base::Error{"this graphics driver has no shaders", "",
                           "update the driver, or install Mesa (libgl1-mesa-dri)"};
    }
    auto parts = std::make_unique<Parts>();
    struct Wanted {
        const char* name;
        std::unique_ptr<sf::Shader>* place;
        const char* define = "";
    };
    for (const auto& [name, place, define] : {Wanted{"fill", &parts->fill},
                                              {"stroke", &parts->stroke},
                                              {"raster", &parts->raster},
                                              {"raster", &parts->raster_cells, "A_PIXEL_A_CELL"}}) {
        auto shader = load_shader(shader_folder, name, define);
        if (!shader) return shader.error();
        *place = std::move(*shader);
    }
    auto letters = Letters::make(fonts);
    if (!letters) return letters.error();
    parts->letters = std::make_unique<Letters>(std::move(*letters));
    return Painter(std::move(parts));
}

Painter::Painter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Painter::Painter(Painter&&) noexcept = default;
Painter& Painter::operator=(Painter&&) noexcept = default;
Painter::~Painter() = default;

Painter::Work Painter::work() const {
    return parts_->work;
}

bool Painter::is_settled() const {
    return parts_->kept_base.is_settled();
}

double Painter::magnified(const scene::Frame& frame) const {
    if (frame.base_camera == frame.camera) return 1.0;
    return parts_->kept_base.camera().metres_per_px / frame.camera.metres_per_px;
}

void Painter::draw(sf::RenderTarget& target, const scene::Frame& frame) {
    parts_->work = {};
    target.setView(whole_view(frame.camera));
    parts_->draw_base(target, frame);
    parts_->draw_items(target, frame.over, frame.camera);
    const float scale = scale_of(target, frame.camera);
    draw_circles(target, frame.circles, scale);
    draw_marks(target, frame.marks, frame.selection, scale);
    std::vector<const scene::Label*> labels;
    for (const scene::Label& label : frame.labels) labels.push_back(&label);
    if (frame.scale_bar) {
        draw_scale_bar(target, *frame.scale_bar, frame.ink, frame.halo);
        labels.push_back(&frame.scale_bar->name);
    }
    if (frame.attribution) labels.push_back(&*frame.attribution);
    for (const scene::Label* label : labels)
        parts_->work.triangle_count += 4 * label->letters.size();  // halo and letter
    ++parts_->work.call_count;
    parts_->letters->draw(target, labels, scale);
    parts_->draw_plates(target, frame);
    parts_->meshes.end_frame();
}

}  // namespace darya::paint
