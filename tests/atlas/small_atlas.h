#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "atlas/atlas.h"
#include "reading/mentions.h"
#include "scene/small_map.h"

namespace darya::atlas {

/// Places of the small map, one without a shape ("nowhere"), and a whole of two parts ("both-dams").
inline std::shared_ptr<const reading::Gazetteer> small_gazetteer() {
    const auto place = [](const char* id, reading::PlaceKind kind) {
        reading::Place one;
        one.id = id;
        one.name = std::string("The ") + id;
        one.kind = kind;
        return one;
    };
    using reading::PlaceKind;
    std::vector<reading::Place> places{place("high-dam", PlaceKind::dam),     place("low-dam", PlaceKind::dam),
                                       place("long-river", PlaceKind::river), place("capital", PlaceKind::town),
                                       place("west", PlaceKind::country),     place("nowhere", PlaceKind::region)};
    reading::Place whole = place("both-dams", PlaceKind::dam);
    whole.parts = {"high-dam", "low-dam"};
    whole.position = geo::LonLat{80.0, 50.0};  // far from both parts: it must not count
    places.push_back(std::move(whole));
    auto gazetteer = std::make_shared<reading::Gazetteer>();
    gazetteer->add_map_places(std::move(places));
    return gazetteer;
}

/// The program on the small map, with a clock that the test turns and a list of what was asked for.
struct SmallAtlas {
    Atlas atlas;
    double now_s = 100.0;
    std::vector<Request> requests;

    SmallAtlas() {
        atlas.gazetteer = small_gazetteer();
        atlas.map = scene::small_map();
        atlas.style = std::make_shared<const style::Style>(scene::light_style());
        atlas.layers = scene::default_layers();
        atlas.camera = {{-2e5, 0}, 1000.0, 1280.0F, 800.0F};
    }
    SmallAtlas& then(const Command& command) {
        atlas = apply(std::move(atlas), command, now_s, requests);
        return *this;
    }
    SmallAtlas& wait(double seconds) {
        now_s += seconds;
        return *this;
    }
    scene::Camera camera() const { return camera_at(atlas, now_s); }
    reading::PlaceId id(const char* place) const {
        const auto found = atlas.gazetteer->find(place);
        EXPECT_TRUE(found) << place;
        return found.value_or(reading::PlaceId{});
    }
    /// Everything asked for of one kind.
    template <typename Kind>
    std::vector<Kind> asked() const {
        std::vector<Kind> found;
        for (const Request& request : requests) {
            if (const Kind* one = std::get_if<Kind>(&request)) found.push_back(*one);
        }
        return found;
    }
};

/// An article that names the first dam in its second passage.
inline AddArticle small_article(const std::string& file = "dams.txt") {
    base::Notes notes;
    auto parsed = reading::parse_article("Two Dams\n\nThe high-dam is high.\n\nThe rest is quiet.\n", file, notes);
    EXPECT_TRUE(parsed);
    const std::size_t byte = parsed->text.find("The high-dam");
    std::vector<reading::Mention> mentions{{small_gazetteer()->find("high-dam").value(), 1, byte, 12, 1.0F, {}}};
    return {std::make_shared<const reading::Article>(std::move(*parsed)), std::move(mentions)};
}

}  // namespace darya::atlas
