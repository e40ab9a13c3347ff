#include "app/picture.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <optional>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <SFML/Graphics/Texture.hpp>

#include "app/load.h"
#include "app/stage.h"
#include "atlas/atlas.h"
#include "base/child.h"
#include "geo/projection.h"
#include "paint/painter.h"
#include "style/text.h"

namespace darya::app {

namespace {

int failed(const base::Error& error) {
    std::cerr << "darya: " << error.line() << '\n';
    return 1;
}

/// "66.5,44,300" as three numbers, or nothing.
std::optional<std::array<double, 3>> three_numbers(const std::string& text) {
    std::array<double, 3> numbers{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto [next, trouble] = std::from_chars(at, end, numbers[i]);
        if (trouble != std::errc()) return std::nullopt;
        at = next;
        if (i + 1 < numbers.size() && (at == end || *at++ != ',')) return std::nullopt;
    }
    if (at != end) return std::nullopt;
    return numbers;
}

base::Result<scene::Camera> camera_for(const atlas::Atlas& atlas, const std::string& view) {
    if (view == "region") return atlas::home_camera(atlas);
    if (const auto place = atlas.gazetteer->find(view)) {
        std::vector<atlas::Request> requests;
        const atlas::Atlas flown = atlas::apply(atlas, atlas::FlyTo{*place}, 0.0, requests);
        if (!flown.flight)
            return base::Error{"the map has no shape for this place", view, "give a view as lon,lat,width_km"};
        return flown.flight->to;
    }
    const auto numbers = three_numbers(view);
    const bool is_sensible = numbers && (*numbers)[0] >= -180 && (*numbers)[0] <= 180 && (*numbers)[1] >= -80 &&
                             (*numbers)[1] <= 85 && (*numbers)[2] > 0;
    if (!is_sensible)
        return base::Error{"there is no such view", view, "use region, the id of a place, or lon,lat,width_km"};
    scene::Camera camera = atlas.camera;
    camera.centre = geo::to_map({(*numbers)[0], (*numbers)[1]});
    camera.metres_per_px = std::clamp((*numbers)[2] * 1000.0 / static_cast<double>(camera.width_px),
                                      scene::closest_metres_per_px, scene::farthest_metres_per_px);
    return camera;
}

}  // namespace

int draw_picture(const DataFolders& folders, const PictureWish& wish) {
    if (wish.out.extension() != ".png") {
        return failed({"this version draws PNG only", wish.out.string(), "end the name in .png"});
    }
    // A private X server, where there is none; it lives as long as this function.
    std::optional<base::Child> server;
    if (std::getenv("DISPLAY") == nullptr) {
        auto started = base::Child::start({"Xvfb", "-displayfd", "1", "-screen", "0", "64x64x24", "-nolisten", "tcp"});
        if (!started) return failed({"there is no display, and no Xvfb to stand in for one", "", "install xvfb"});
        const auto number = started->read_line(10.0);
        if (!number) return failed({"there is no display, and Xvfb did not start", "", "install xvfb"});
        setenv("DISPLAY", (":" + *number).c_str(), 1);
        server.emplace(std::move(*started));
    }

    base::Notes notes;
    const auto map = load_map(folders, notes);
    if (!map) return failed(map.error());
    auto style = load_style(folders.style());
    if (!style) return failed(style.error());
    const auto fonts = style::find_fonts(notes);
    if (!fonts) return failed(fonts.error());
    auto gazetteer = reading::load_gazetteer(folders.facts(), notes);
    if (!gazetteer) return failed(gazetteer.error());
    gazetteer->add_map_places(places_of(**map));

    atlas::Atlas atlas;
    atlas.map = *map;
    atlas.style = std::make_shared<const style::Style>(std::move(*style));
    atlas.gazetteer = std::make_shared<const reading::Gazetteer>(std::move(*gazetteer));
    atlas.layers = scene::default_layers();
    atlas.camera.width_px = static_cast<float>(wish.width_px);
    atlas.camera.height_px = static_cast<float>(wish.height_px);
    for (const std::string& layer : wish.layers) {
        if (scene::find_layer(atlas.layers, layer) != nullptr) continue;
        std::string known;
        for (const scene::LayerState& one : atlas.layers) known += (known.empty() ? "" : ", ") + one.id;
        return failed({"there is no such layer", layer, "the layers are " + known});
    }
    for (scene::LayerState& layer : atlas.layers) {
        if (!wish.layers.empty())
            layer.is_visible = std::find(wish.layers.begin(), wish.layers.end(), layer.id) != wish.layers.end();
    }
    if (!wish.select.empty()) {
        atlas.selected = atlas.gazetteer->find(wish.select);
        if (!atlas.selected) return failed({"there is no such place", wish.select, "`darya places FILE` lists ids"});
    }
    for (std::size_t i = 0; i < wish.files.size(); ++i) {
        if (!is_map_file(wish.files[i])) continue;
        const auto layer = load_own_layer(wish.files[i], "own:" + std::to_string(i + 1), notes);
        if (!layer) return failed(layer.error());
        std::vector<atlas::Request> requests;
        atlas = atlas::apply(std::move(atlas), atlas::AddOwnLayer{*layer, false}, 0.0, requests);
    }
    const auto camera = camera_for(atlas, wish.view);
    if (!camera) return failed(camera.error());
    atlas.levels.resize(scene::level_count);
    const int level = scene::level_for(camera->metres_per_px);
    atlas.levels[static_cast<std::size_t>(level)] = scene::build_level(**map, level);

    sf::RenderTexture target;
    if (!target.create(wish.width_px, wish.height_px))
        return failed({"a picture of this size cannot be drawn here", wish.out.string(), "try a smaller --size"});
    auto painter = paint::Painter::make(folders.shaders, fonts->paths);
    if (!painter) return failed(painter.error());
    scene::FrameMaker maker{style::TextMeasure(*fonts)};
    painter->draw(target, maker.make(frame_input(atlas, *camera)));
    target.display();
    if (!target.getTexture().copyToImage().saveToFile(wish.out.string())) {
        return failed({"this picture could not be written", wish.out.string(),
                       "check that the folder exists and may be written to"});
    }
    return 0;
}

}  // namespace darya::app
