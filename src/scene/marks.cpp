#include <cmath>

#include "scene/clusters.h"
#include "scene/frame_maker.h"
#include "scene/visibility.h"

namespace darya::scene {

namespace {

bool names(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Takes a mark where its layer is visible and the window (and a little around it) holds it.
class MarkList {
public:
    explicit MarkList(const FrameInput& input) : input_(input) {}

    void add(Mark mark, geo::MapPoint where, double farthest_m) {
        const LayerState* layer = find_layer(input_.layers, mark.layer);
        if (layer == nullptr || !layer->is_visible) return;
        mark.is_selected = names(input_.selected, mark.place);
        mark.is_hovered = names(input_.hovered, mark.place);
        const bool is_wanted = mark.is_selected || mark.is_hovered;
        // Not faded: what comes to rest near the limit would stay pale.
        mark.opacity = is_wanted || input_.camera.metres_per_px <= farthest_m ? layer->opacity : 0.0F;
        if (mark.opacity <= 0.0F) return;
        mark.at = input_.camera.to_screen(where);
        const bool is_dam = mark.layer.starts_with("dams");  // those out of sight may lead a cluster
        if (!is_dam && !is_seen(mark)) return;
        mark.edge = input_.style.mark_edge;
        marks_.push_back(std::move(mark));
    }
    std::vector<Mark> take(bool is_gathered) {
        if (is_gathered) gather_clusters(marks_);
        std::erase_if(marks_, [this](const Mark& mark) { return !is_seen(mark); });
        return std::move(marks_);
    }

private:
    bool is_seen(const Mark& mark) const {
        constexpr float around_px = 20.0F;
        return mark.at.x_px > -around_px && mark.at.y_px > -around_px &&
               mark.at.x_px < input_.camera.width_px + around_px && mark.at.y_px < input_.camera.height_px + around_px;
    }

    const FrameInput& input_;
    std::vector<Mark> marks_;
};

geo::MapPoint point_of(const data::FeatureTable& table, std::size_t i) {
    return table.points_of(table.parts_of(table.features[i])[0])[0];
}

void add_towns(MarkList& list, const FrameInput& input) {
    const data::FeatureTable& towns = input.map.towns;
    for (std::size_t i = 0; i < towns.features.size(); ++i) {
        if (towns.features[i].part_count == 0) continue;
        const bool is_capital = towns.number(i, "capital").value_or(0) > 0.5;
        const int rank = is_capital ? 1 : static_cast<int>(towns.number(i, "rank").value_or(8));
        const double limit = town_limit(rank);
        if (input.camera.metres_per_px > limit && input.selected.empty() && input.hovered.empty()) continue;
        Mark mark;
        mark.place = towns.text(i, "id");
        mark.layer = "towns";
        mark.shape = is_capital ? MarkShape::capital : MarkShape::town;
        mark.radius_px = is_capital ? 4.2F : rank <= 3 ? 3.4F : 2.8F;
        mark.fill = input.style.town;
        list.add(std::move(mark), point_of(towns, i), limit);
    }
}

void add_sites(MarkList& list, const FrameInput& input) {
    const data::FeatureTable& sites = input.map.sites;
    for (std::size_t i = 0; i < sites.features.size(); ++i) {
        if (sites.features[i].part_count == 0) continue;
        const std::string kind = sites.text(i, "kind");
        if (kind == "region" || kind == "lake") continue;  // named, without a symbol
        Mark mark;
        mark.place = sites.text(i, "id");
        double limit = 1e9;
        if (kind == "hydropower") {
            const std::string state = sites.text(i, "state");
            mark.radius_px = dam_radius_px(sites.number(i, "capacity_mw").value_or(0.0), input.camera.metres_per_px);
            if (state == "planned") {
                mark.layer = "dams-planned";
                mark.shape = MarkShape::dam_planned;
                mark.fill = input.style.dam_planned;
            } else if (state == "under construction") {
                mark.layer = "dams-building";
                mark.shape = MarkShape::dam_building;
                mark.fill = input.style.dam_building;
            } else {
                mark.layer = "dams-operating";
                mark.shape = MarkShape::dam_operating;
                mark.fill = input.style.dam_operating;
            }
        } else {
            mark.layer = "works";
            mark.shape = kind == "dike"         ? MarkShape::dike
                         : kind == "canal head" ? MarkShape::canal_head
                                                : MarkShape::reservoir;
            mark.radius_px = 4.0F;
            mark.fill = input.style.dam_operating;
            limit = small_work_limit;
        }
        list.add(std::move(mark), point_of(sites, i), limit);
    }
}

void add_own_points(MarkList& list, const FrameInput& input) {
    // There may be very many: most are passed over before they are made marks.
    constexpr double around_px = 20.0;
    const geo::MapBox view = input.camera.view().grown(around_px * input.camera.metres_per_px);
    for (std::size_t own = 0; own < input.own_layers.size(); ++own) {
        const OwnLayer& layer = *input.own_layers[own];
        for (const data::FeatureTable& table : layer.tables) {
            if (table.kind != data::ShapeKind::point) continue;
            for (const geo::MapPoint point : table.points) {
                if (!view.contains(point)) continue;
                Mark mark;
                mark.layer = layer.id;
                mark.shape = MarkShape::own_point;
                mark.radius_px = 4.0F;
                mark.fill = input.style.own_layer[own % input.style.own_layer.size()];
                list.add(std::move(mark), point, 1e9);
            }
        }
    }
}

}  // namespace

std::vector<Mark> place_marks(const FrameInput& input, bool is_gathered) {
    MarkList list(input);
    add_own_points(list, input);
    add_towns(list, input);
    add_sites(list, input);
    auto marks = list.take(is_gathered);
    // The selected and the hovered one are drawn last, over their neighbours.
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
        return int{a.is_hovered} + 2 * int{a.is_selected} < int{b.is_hovered} + 2 * int{b.is_selected};
    });
    return marks;
}

}  // namespace darya::scene
