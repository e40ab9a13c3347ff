#include <algorithm>
#include <cmath>

#include "atlas/apply_parts.h"
#include "atlas/article_places.h"
#include "atlas/atlas.h"
#include "atlas/own_names.h"
#include "atlas/settle.h"
#include "scene/frame_maker.h"

namespace darya::atlas {

namespace {

constexpr std::size_t most_notices = 4;

void ask_meshes(Atlas& atlas, Requests& requests) {
    if (!atlas.map) return;
    const double scale = atlas.flight ? atlas.flight->to.metres_per_px : atlas.camera.metres_per_px;
    const int level = scene::level_for(scale);
    const std::uint32_t bit = 1U << static_cast<unsigned>(level);
    if ((atlas.asked_levels & bit) != 0) return;
    atlas.asked_levels |= bit;
    requests.push_back(BuildMeshes{level});
}

/// Another place has another card.
void turn_to(Atlas& atlas, std::optional<reading::PlaceId> place) {
    if (atlas.selected != place) atlas.also_about.clear();
    atlas.selected = place;
}

}  // namespace

void carry_out(Atlas& atlas, const SelectPlace& select, Now now) {
    turn_to(atlas, select.place);
    atlas.is_home = false;
    if (select.is_flown_to) carry_out(atlas, FlyTo{select.place}, now);
}

namespace {

void carry_out(Atlas& atlas, const Deselect&, Now) {
    turn_to(atlas, std::nullopt);
    close_reader(atlas);
}

void carry_out(Atlas& atlas, const HoverPlace& hover, Now) {
    atlas.hovered = hover.place;
}

void carry_out(Atlas& atlas, const ClickMap& click, Now now) {
    if (!click.picked) return carry_out(atlas, Deselect{}, now);
    // Land is "nothing" while something is selected, so that a click beside it lets go; from rest it is the country.
    if (click.is_ground && atlas.selected) return carry_out(atlas, Deselect{}, now);
    turn_to(atlas, click.picked);
    atlas.is_home = false;  // the card that opens now does not make the map smaller
    close_reader(atlas);
}

scene::LayerState* layer_of(Atlas& atlas, const std::string& id) {
    const auto found =
        std::find_if(atlas.layers.begin(), atlas.layers.end(), [&id](const auto& l) { return l.id == id; });
    return found == atlas.layers.end() ? nullptr : &*found;
}

void carry_out(Atlas& atlas, const ShowLayer& show, Now) {
    if (scene::LayerState* layer = layer_of(atlas, show.layer)) layer->is_visible = show.is_visible;
}

void carry_out(Atlas& atlas, const FadeLayer& fade, Now) {
    if (scene::LayerState* layer = layer_of(atlas, fade.layer)) layer->opacity = std::clamp(fade.opacity, 0.0F, 1.0F);
}

void carry_out(Atlas& atlas, const RemoveOwnLayer& remove, Now now) {
    for (const auto& own : atlas.own_layers) {
        if (own->id != remove.layer) continue;
        forget_names(atlas, ForgetNames{own->file}, now.requests);
        break;
    }
    std::erase_if(atlas.own_layers, [&](const auto& own) { return own->id == remove.layer; });
    std::erase_if(atlas.layers, [&](const auto& layer) { return layer.id == remove.layer && layer.group == "Yours"; });
}

void carry_out(Atlas&, const OpenFile& open, Now now) {
    now.requests.push_back(LoadFile{open.file});
}

void carry_out(Atlas& atlas, const AlsoAbout& also, Now) {
    const bool is_known =
        std::find(atlas.also_about.begin(), atlas.also_about.end(), also.place) != atlas.also_about.end();
    if (atlas.selected && atlas.selected != also.place && !is_known) atlas.also_about.push_back(also.place);
}

void carry_out(Atlas& atlas, const NotAlsoAbout& no_more, Now) {
    std::erase(atlas.also_about, no_more.place);
}

void carry_out(Atlas& atlas, const AddOwnLayer& add, Now now) {
    const auto known = std::find_if(atlas.own_layers.begin(), atlas.own_layers.end(),
                                    [&](const auto& own) { return own->id == add.layer->id; });
    if (known != atlas.own_layers.end()) {
        *known = add.layer;
        return;
    }
    atlas.own_layers.push_back(add.layer);
    atlas.layers.push_back({add.layer->id, add.layer->name, "Yours"});
    if (!add.layer->box.is_empty() && add.is_shown)
        fly(atlas, scene::fitted(atlas.camera, add.layer->box, free_box(atlas)), now.time_s);
}

void carry_out(Atlas&, const CopyText& copy, Now now) {
    now.requests.push_back(PutOnClipboard{copy.text});
}
void carry_out(Atlas&, const OpenAddress& open, Now now) {
    // Articles come from anywhere: what else a browser might be asked to open is not asked for.
    const bool is_web = open.address.starts_with("https://") || open.address.starts_with("http://");
    if (is_web) now.requests.push_back(StartBrowser{open.address});
}

void carry_out(Atlas& atlas, const ExportPlaces& wish, Now now) {
    WritePlaces write{{}, wish.format, wish.file};
    for (const reading::ArticleId id : atlas.library.articles()) {
        if (!wish.article || *wish.article == id) write.texts.push_back(atlas.library.shelf(id));
    }
    if (!write.texts.empty()) now.requests.push_back(std::move(write));
}

void carry_out(Atlas&, const SaveFigure& save, Now now) {
    now.requests.push_back(DrawFigure{save.figure, false});
}
void carry_out(Atlas&, const CopyFigure& copy, Now now) {
    now.requests.push_back(DrawFigure{copy.figure, true});
}

void carry_out(Atlas& atlas, const SearchNames& search, Now now) {
    search_names(atlas, search, now.requests);
}
void carry_out(Atlas& atlas, const ForgetNames& forget, Now now) {
    forget_names(atlas, forget, now.requests);
}
void carry_out(Atlas& atlas, const SetPlaces& set, Now) {
    set_places(atlas, set);
}
void carry_out(Atlas& atlas, const SettleMention& settled, Now now) {
    settle_mention(atlas, settled, now.requests);
}
void carry_out(Atlas& atlas, const TakeBackVerdict& back, Now now) {
    take_back(atlas, back, now.requests);
}
void carry_out(Atlas& atlas, const UndoDecision&, Now now) {
    const std::string told = undo_decision(atlas, now.requests);
    atlas.notices.push_back({atlas.next_notice++, told, false, now.time_s});
}
void carry_out(Atlas& atlas, const RedoDecision&, Now now) {
    const std::string told = redo_decision(atlas, now.requests);
    atlas.notices.push_back({atlas.next_notice++, told, false, now.time_s});
}
void carry_out(Atlas& atlas, const ShowDoubts& show, Now) {
    show_doubts(atlas, show);
}

void carry_out(Atlas& atlas, const ChangeSettings& change, Now now) {
    if (change.settings.theme != atlas.settings.theme) now.requests.push_back(UseTheme{change.settings.theme});
    atlas.settings = change.settings;
}

void carry_out(Atlas& atlas, const FindThemes& found, Now) {
    atlas.themes = found.names;
}
void carry_out(Atlas& atlas, const UseStyle& use, Now) {
    atlas.style = use.style;
    atlas.circles.reset();  // they have colours of the style
}

void carry_out(Atlas& atlas, const ShowTab& show, Now) {
    atlas.left_tab = show.tab;
}
void carry_out(Atlas& atlas, const ShowLeftPanel& show, Now) {
    atlas.is_left_panel_open = show.is_open;
}
void carry_out(Atlas& atlas, const ShowAbout& show, Now) {
    atlas.is_about_open = show.is_open;
}

void carry_out(Atlas& atlas, const CloseTopmost&, Now now) {
    if (atlas.is_about_open) {
        atlas.is_about_open = false;
    } else if (!atlas.notices.empty()) {
        atlas.notices.pop_back();
    } else if (atlas.doubts) {
        show_doubts(atlas, ShowDoubts{false});
    } else if (atlas.reader) {
        close_reader(atlas);
    } else if (atlas.selected) {
        carry_out(atlas, Deselect{}, now);
    } else if (atlas.marked) {
        atlas.marked.reset();
    } else {
        atlas.is_left_panel_open = false;
    }
}

void carry_out(Atlas& atlas, const Tell& tell, Now now) {
    atlas.notices.push_back({atlas.next_notice++, tell.trouble.line(), true, now.time_s});
}

}  // namespace

void carry_out(Atlas& atlas, const Inform& inform, Now now) {
    atlas.notices.push_back({atlas.next_notice++, inform.sentence, false, now.time_s});
}

namespace {

void carry_out(Atlas& atlas, const DismissNotice& dismiss, Now) {
    std::erase_if(atlas.notices, [&](const Notice& notice) { return notice.id == dismiss.notice; });
}

void carry_out(Atlas& atlas, const MeshesBuilt& built, Now) {
    if (atlas.levels.size() < scene::level_count) atlas.levels.resize(scene::level_count);
    atlas.levels[static_cast<std::size_t>(built.meshes->level)] = built.meshes;
    atlas.asked_levels |= 1U << static_cast<unsigned>(built.meshes->level);
}

void carry_out(Atlas&, const Quit&, Now now) {
    now.requests.push_back(EndProgram{});
}

}  // namespace

Atlas apply(Atlas atlas, const Command& command, double now_s, std::vector<Request>& requests) {
    settle(atlas, now_s);
    const reading::Library before = atlas.library;
    const View view = view_of(atlas);
    std::visit([&](const auto& one) { carry_out(atlas, one, Now{now_s, requests}); }, command);
    if (is_new_view_wanted(command)) remember_view(atlas, view, now_s);
    if (atlas.notices.size() > most_notices) atlas.notices.erase(atlas.notices.begin());
    count_circles(atlas);
    if (!atlas.library.is_same(before)) requests.push_back(UpdateIndex{});
    ask_meshes(atlas, requests);
    return atlas;
}

}  // namespace darya::atlas
