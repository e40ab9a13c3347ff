#include "paint/painter.h"

#include <array>
#include <sstream>
#include <utility>

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Shader.hpp>
#include <SFML/System/Err.hpp>

#include "paint/letters.h"
#include "paint/marks.h"
#include "paint/mesh_cache.h"

namespace darya::paint {

namespace fs = std::filesystem;

namespace {

sf::Glsl::Vec4 colour_of(const scene::Colour& colour) {
    return {static_cast<float>(colour.red) / 255.0F, static_cast<float>(colour.green) / 255.0F,
            static_cast<float>(colour.blue) / 255.0F, static_cast<float>(colour.alpha) / 255.0F};
}

base::Result<std::unique_ptr<sf::Shader>> load_shader(const fs::path& folder, const std::string& name) {
    const fs::path vertex = folder / (name + ".vert");
    const fs::path fragment = folder / (name + ".frag");
    for (const fs::path& file : {vertex, fragment}) {
        std::error_code trouble;
        if (!fs::is_regular_file(file, trouble)) {
            return base::Error{"this shader is missing", file.string(), "install Darya again"};
        }
    }
    std::ostringstream complaint;
    std::streambuf* const before = sf::err().rdbuf(complaint.rdbuf());
    auto shader = std::make_unique<sf::Shader>();
    const bool is_loaded = shader->loadFromFile(vertex.string(), fragment.string());
    sf::err().rdbuf(before);
    if (is_loaded) return shader;
    std::string reason = complaint.str();
    for (char& letter : reason) {
        if (letter == '\n') letter = ' ';
    }
    return base::Error{"this shader does not compile: " + reason, (folder / name).string() + ".vert/.frag",
                       "check the graphics driver, or install Darya again"};
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

struct Painter::Parts {
    std::unique_ptr<sf::Shader> fill;
    std::unique_ptr<sf::Shader> stroke;
    std::unique_ptr<sf::Shader> raster;
    std::unique_ptr<Letters> letters;
    MeshCache meshes;

    void draw_base(sf::RenderTarget& target, const scene::Frame& frame, const scene::Camera& camera);
};

void Painter::Parts::draw_base(sf::RenderTarget& target, const scene::Frame& frame, const scene::Camera& camera) {
    const View view(camera);
    fill->setUniform("colour", sf::Glsl::Vec4(0, 0, 0, 1));
    stroke->setUniform("metres_per_px", static_cast<float>(camera.metres_per_px));
    const auto draw = [&](const scene::BaseItem& item) {
        if (const auto* ground = std::get_if<scene::GroundItem>(&item)) {
            target.clear(sf::Color(ground->colour.red, ground->colour.green, ground->colour.blue));
        } else if (const auto* relief_item = std::get_if<scene::ReliefItem>(&item)) {
            const scene::Relief& relief = *relief_item->relief;
            const sf::Texture& texture = meshes.texture_of(relief);
            raster->setUniform("codes", texture);
            raster->setUniform("to_clip", view.to_clip(relief.box.centre()));
            std::array<sf::Glsl::Vec3, 6> colours;
            for (std::size_t i = 0; i < colours.size(); ++i) {
                const auto& c = relief_item->ramp.colour[i];
                colours[i] = {c[0], c[1], c[2]};
            }
            raster->setUniformArray("ramp_colour", colours.data(), colours.size());
            raster->setUniformArray("ramp_at", relief_item->ramp.at_code.data(), relief_item->ramp.at_code.size());
            raster->setUniform("strength", relief_item->ramp.strength);
            raster->setUniform("opacity", relief_item->opacity);
            const auto half_width = static_cast<float>(relief.box.width_m() / 2);
            const auto half_height = static_cast<float>(relief.box.height_m() / 2);
            const std::array<sf::Vertex, 4> corners{sf::Vertex({-half_width, half_height}, sf::Vector2f(0, 0)),
                                                    sf::Vertex({half_width, half_height}, sf::Vector2f(1, 0)),
                                                    sf::Vertex({-half_width, -half_height}, sf::Vector2f(0, 1)),
                                                    sf::Vertex({half_width, -half_height}, sf::Vector2f(1, 1))};
            sf::RenderStates states(raster.get());
            target.draw(corners.data(), corners.size(), sf::TriangleStrip, states);
        } else if (const auto* fill_item = std::get_if<scene::FillItem>(&item)) {
            fill->setUniform("to_clip", view.to_clip(fill_item->mesh->origin));
            fill->setUniform("colour", colour_of(fill_item->colour));
            target.draw(meshes.fill_of(*fill_item->mesh), sf::RenderStates(fill.get()));
        } else if (const auto* stroke_item = std::get_if<scene::StrokeItem>(&item)) {
            stroke->setUniform("to_clip", view.to_clip(stroke_item->mesh->origin));
            stroke->setUniform("colour", colour_of(stroke_item->stroke.colour));
            stroke->setUniform("half_width_px", stroke_item->stroke.width_px / 2);
            stroke->setUniform("dash_px", stroke_item->stroke.dash_px);
            stroke->setUniform("gap_px", stroke_item->stroke.gap_px);
            target.draw(meshes.strip_of(*stroke_item->mesh), sf::RenderStates(stroke.get()));
        }
    };
    for (const scene::BaseItem& item : frame.base) draw(item);
}

base::Result<Painter> Painter::make(const fs::path& shader_folder, const std::vector<std::string>& fonts) {
    if (!sf::Shader::isAvailable() || !sf::VertexBuffer::isAvailable()) {
        return base::Error{"this graphics driver has no shaders", "",
                           "update the driver, or install Mesa (libgl1-mesa-dri)"};
    }
    auto parts = std::make_unique<Parts>();
    for (auto& [name, place] :
         {std::pair{"fill", &parts->fill}, {"stroke", &parts->stroke}, {"raster", &parts->raster}}) {
        auto shader = load_shader(shader_folder, name);
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

void Painter::draw(sf::RenderTarget& target, const scene::Frame& frame) {
    const sf::FloatRect whole(0.0F, 0.0F, frame.camera.width_px, frame.camera.height_px);
    target.setView(sf::View(whole));
    parts_->draw_base(target, frame, frame.camera);
    draw_marks(target, frame.marks, frame.selection);
    std::vector<const scene::Label*> labels;
    for (const scene::Label& label : frame.labels) labels.push_back(&label);
    if (frame.scale_bar) {
        draw_scale_bar(target, *frame.scale_bar, frame.ink, frame.halo);
        labels.push_back(&frame.scale_bar->name);
    }
    if (frame.attribution) labels.push_back(&*frame.attribution);
    parts_->letters->draw(target, labels);
    parts_->meshes.end_frame();
}

}  // namespace darya::paint
