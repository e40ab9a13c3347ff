#include "app/stage.h"

#include "atlas/measure.h"

namespace darya::app {

std::vector<std::string> ids_of(const atlas::Atlas& atlas, std::optional<reading::PlaceId> place) {
    std::vector<std::string> ids;
    if (!place) return ids;
    for (const reading::PlaceId part : atlas.gazetteer->with_parts(*place))
        ids.push_back(atlas.gazetteer->place(part).id);
    return ids;
}

scene::FrameInput frame_input(const atlas::Atlas& atlas, const scene::Camera& camera) {
    std::vector<std::string> hovered = ids_of(atlas, atlas.hovered);
    for (const reading::PlaceId place : atlas.lit) {
        for (std::string& id : ids_of(atlas, place)) hovered.push_back(std::move(id));
    }
    scene::FrameInput input{*atlas.map,
                            atlas.levels,
                            atlas.own_layers,
                            atlas.layers,
                            *atlas.style,
                            camera,
                            ids_of(atlas, atlas.selected),
                            std::move(hovered),
                            atlas.covered,
                            free_box(atlas)};
    input.language = atlas.settings.language;
    input.names = atlas.names.get();
    input.furniture = atlas.settings.furniture;
    if (atlas.measuring) input.measure = atlas::measure_shape(*atlas.measuring, std::nullopt);
    if (atlas.circles) input.circles = atlas.circles->circles;
    return input;
}

}  // namespace darya::app
