#include "atlas/session.h"

#include <algorithm>
#include <array>

#include <cmath>

#include <nlohmann/json.hpp>

#include "geo/projection.h"

namespace darya::atlas {

using nlohmann::json;

namespace {

constexpr std::array language_words{"english", "russian", "local"};  // by NameLanguage

struct FurnitureWord {
    const char* word;
    bool scene::Furniture::*piece;
};
constexpr std::array furniture_words{FurnitureWord{"legend", &scene::Furniture::legend},
                                     FurnitureWord{"scale_bar", &scene::Furniture::scale_bar},
                                     FurnitureWord{"graticule", &scene::Furniture::graticule},
                                     FurnitureWord{"north_mark", &scene::Furniture::north_mark},
                                     FurnitureWord{"overview", &scene::Furniture::overview},
                                     FurnitureWord{"coordinates", &scene::Furniture::coordinates},
                                     FurnitureWord{"attribution", &scene::Furniture::attribution}};

json settings_json(const Settings& settings) {
    json furniture = json::object();
    for (const FurnitureWord& one : furniture_words) furniture[one.word] = settings.furniture.*one.piece;
    return {{"theme", settings.theme},
            {"language", language_words[static_cast<std::size_t>(settings.language)]},
            {"furniture", furniture}};
}

Settings parse_settings(const json& object) {
    Settings settings;
    const auto text = [&object](const char* name) {
        const auto found = object.find(name);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    // A name of a file, not a way to one.
    const std::string theme = text("theme");
    const bool is_name = !theme.empty() && theme.find_first_of("/\\.") == std::string::npos;
    if (is_name) settings.theme = theme;
    const std::string language = text("language");
    for (std::size_t i = 0; i < language_words.size(); ++i) {
        if (language == language_words[i]) settings.language = static_cast<scene::NameLanguage>(i);
    }
    const auto furniture = object.find("furniture");
    if (furniture == object.end() || !furniture->is_object()) return settings;
    for (const FurnitureWord& one : furniture_words) {
        const auto found = furniture->find(one.word);
        if (found != furniture->end() && found->is_boolean()) settings.furniture.*one.piece = found->get<bool>();
    }
    return settings;
}

}  // namespace

void go_on_reading(Atlas& atlas, reading::ArticleId article) {
    const LeftOff left_off = *atlas.left_off;
    atlas.left_off.reset();
    if (left_off.is_marked) atlas.marked = article;
    const auto& passages = atlas.library.find(article)->passages;
    const auto next = std::partition_point(passages.begin(), passages.end(), [&left_off](const auto& passage) {
        return passage.first_byte <= left_off.byte;
    });
    atlas.reader = reading::PassageRef{
        article, static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - passages.begin() - 1, 0))};
    atlas.reader_byte = left_off.byte;
}

Session session_of(const Atlas& atlas, std::vector<std::string> files) {
    Session session;
    const scene::Camera& camera = atlas.flight ? atlas.flight->to : atlas.camera;
    const geo::LonLat centre = geo::to_lonlat(camera.centre);
    session.lon_deg = centre.lon_deg;
    session.lat_deg = centre.lat_deg;
    session.metres_per_px = camera.metres_per_px;
    session.is_home = atlas.is_home;
    session.window_width_px = static_cast<unsigned>(camera.width_px);
    session.window_height_px = static_cast<unsigned>(camera.height_px);
    if (atlas.selected) session.selected = atlas.gazetteer->place(*atlas.selected).id;
    for (const scene::LayerState& layer : atlas.layers) {
        if (layer.group != "Yours") session.layers.push_back(layer);
    }
    session.files = std::move(files);
    session.folders = atlas.folders;
    session.recent = atlas.recent;
    for (const OwnNames& names : atlas.own_names) session.own_names.push_back(names.file);
    session.is_left_panel_open = atlas.is_left_panel_open;
    session.left_tab = static_cast<int>(atlas.left_tab);
    if (atlas.left_off) {
        session.reading = *atlas.left_off;
    } else if (const auto* const article = atlas.reader ? atlas.library.find(atlas.reader->article) : nullptr) {
        session.reading = {article->file, atlas.reader_byte, atlas.marked == atlas.reader->article};
    }
    session.text_px = atlas.text_px;
    session.are_all_names_shown = atlas.are_all_names_shown;
    session.settings = atlas.settings;
    for (const ClosedText& text : atlas.closed_texts) session.closed_texts.push_back(text.article->file_name);
    return session;
}

std::string write_session(const Session& session) {
    json layers = json::object();
    for (const scene::LayerState& layer : session.layers) {
        layers[layer.id] = {{"visible", layer.is_visible}, {"opacity", layer.opacity}};
    }
    const json whole = {
        {"darya", 1},
        {"view",
         {{"lon", session.lon_deg},
          {"lat", session.lat_deg},
          {"metres_per_px", session.metres_per_px},
          {"home", session.is_home}}},
        {"window", {{"width", session.window_width_px}, {"height", session.window_height_px}}},
        {"selected", session.selected},
        {"layers", layers},
        {"files", session.files},
        {"folders", session.folders},
        {"recent", session.recent},
        {"own_names", session.own_names},
        {"panel", {{"open", session.is_left_panel_open}, {"tab", session.left_tab}}},
        {"reader",
         {{"file", session.reading.file},
          {"byte", session.reading.byte},
          {"marked", session.reading.is_marked},
          {"text_px", session.text_px},
          {"all_names", session.are_all_names_shown}}},
        {"settings", settings_json(session.settings)},
        {"closed_texts", session.closed_texts},

    };
    return whole.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

base::Result<Session> parse_session(std::string_view text) {
    const json whole = json::parse(text, nullptr, false);
    if (whole.is_discarded() || !whole.is_object() || whole.value("darya", json()) != 1) {
        return base::Error{"this is not a session of Darya, or it is cut off"};
    }
    const auto part = [&whole](const char* name) {
        const auto found = whole.find(name);
        return found != whole.end() && found->is_object() ? *found : json::object();
    };
    const auto number = [](const json& object, const char* name, double otherwise, double least, double most) {
        const auto found = object.find(name);
        if (found == object.end() || !found->is_number()) return otherwise;
        const double value = found->get<double>();
        return std::isfinite(value) ? std::clamp(value, least, most) : otherwise;
    };
    Session session;
    const json view = part("view");
    session.lon_deg = number(view, "lon", session.lon_deg, -180.0, 180.0);
    session.lat_deg = number(view, "lat", session.lat_deg, -80.0, 85.0);
    session.metres_per_px = number(view, "metres_per_px", 0.0, 0.0, scene::farthest_metres_per_px);
    if (const auto home = view.find("home"); home != view.end() && home->is_boolean()) session.is_home = *home;
    const json window = part("window");
    session.window_width_px = static_cast<unsigned>(number(window, "width", 1280, 480, 8192));
    session.window_height_px = static_cast<unsigned>(number(window, "height", 800, 360, 8192));
    if (const auto found = whole.find("selected"); found != whole.end() && found->is_string())
        session.selected = *found;
    const json layers = part("layers");  // named, for items() only borrows it
    for (const auto& [id, state] : layers.items()) {
        if (!state.is_object()) continue;
        scene::LayerState layer;
        layer.id = id;
        if (const auto seen = state.find("visible"); seen != state.end() && seen->is_boolean())
            layer.is_visible = *seen;
        layer.opacity = static_cast<float>(number(state, "opacity", 1.0, 0.0, 1.0));
        session.layers.push_back(std::move(layer));
    }
    const auto strings = [&whole](const char* name) {
        std::vector<std::string> all;
        const auto found = whole.find(name);
        if (found == whole.end() || !found->is_array()) return all;
        for (const json& one : *found) {
            constexpr std::size_t most = 500;
            if (one.is_string() && all.size() < most) all.push_back(one);
        }
        return all;
    };
    session.files = strings("files");
    session.folders = strings("folders");
    session.recent = strings("recent");
    session.own_names = strings("own_names");
    session.closed_texts = strings("closed_texts");
    const json reader = part("reader");
    const auto is_true = [&reader](const char* name) {
        const auto found = reader.find(name);
        return found != reader.end() && found->is_boolean() && found->get<bool>();
    };
    if (const auto file = reader.find("file"); file != reader.end() && file->is_string()) session.reading.file = *file;
    session.reading.byte =
        static_cast<std::size_t>(number(reader, "byte", 0.0, 0.0, static_cast<double>(reading::most_article_bytes)));
    session.reading.is_marked = is_true("marked");
    session.are_all_names_shown = is_true("all_names");
    session.text_px = static_cast<float>(number(reader, "text_px", static_cast<double>(default_text_px),
                                                static_cast<double>(least_text_px), static_cast<double>(most_text_px)));
    const json panel = part("panel");
    if (const auto open = panel.find("open"); open != panel.end() && open->is_boolean())
        session.is_left_panel_open = *open;
    session.left_tab = static_cast<int>(number(panel, "tab", 0, 0, 2));
    session.settings = parse_settings(part("settings"));
    return session;
}

Atlas with_session(Atlas atlas, const Session& session) {
    atlas.recent = session.recent;
    for (const scene::LayerState& known : session.layers) {
        for (scene::LayerState& layer : atlas.layers) {
            if (layer.id != known.id) continue;
            layer.is_visible = known.is_visible;
            layer.opacity = known.opacity;
        }
    }
    if (session.metres_per_px > 0.0) {
        atlas.camera.centre = geo::to_map({session.lon_deg, session.lat_deg});
        atlas.camera.metres_per_px = session.metres_per_px;
        // Numbers in range may still be a place without a map.
        atlas.camera = scene::kept_inside(atlas.camera, roaming_extent(atlas));
    }
    if (atlas.gazetteer && !session.selected.empty()) atlas.selected = atlas.gazetteer->find(session.selected);
    atlas.is_left_panel_open = session.is_left_panel_open;
    atlas.left_tab = static_cast<LeftTab>(session.left_tab);
    atlas.text_px = session.text_px;
    atlas.are_all_names_shown = session.are_all_names_shown;
    atlas.settings = session.settings;

    // Which is which is known by the file's name: the program may have moved since.
    for (const reading::ArticleId id : atlas.library.articles()) {
        const auto article = atlas.library.share(id);
        const auto& closed = session.closed_texts;
        if (std::find(closed.begin(), closed.end(), article->file_name) == closed.end()) continue;
        if (std::find(atlas.own_texts.begin(), atlas.own_texts.end(), article->file) == atlas.own_texts.end()) continue;
        const auto mentions = atlas.library.mentions(id);
        atlas.closed_texts.push_back({article, {mentions.begin(), mentions.end()}});
        atlas.library = atlas.library.without(id);
    }
    if (session.reading.file.empty()) return atlas;
    atlas.left_off = session.reading;
    for (const reading::ArticleId id : atlas.library.articles()) {
        if (atlas.left_off && atlas.library.find(id)->file == atlas.left_off->file) go_on_reading(atlas, id);
    }
    return atlas;
}

}  // namespace darya::atlas
