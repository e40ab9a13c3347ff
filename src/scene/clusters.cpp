#include "scene/clusters.h"

#include <algorithm>

namespace darya::scene {

namespace {

bool is_dam(const Mark& mark) {
    return mark.shape == MarkShape::dam_operating || mark.shape == MarkShape::dam_building ||
           mark.shape == MarkShape::dam_planned;
}

bool is_finished(const Mark& mark) {
    return mark.shape == MarkShape::dam_operating;
}

/// Beads that touch make a string; more than this share of them hidden, and they are one.
constexpr float hidden_share = 0.25F;

bool lie_on_one_another(const Mark& a, const Mark& b) {
    return geo::distance_px(a.at, b.at) < (1.0F - hidden_share) * (a.radius_px + b.radius_px);
}

}  // namespace

void gather_clusters(std::vector<Mark>& marks) {
    std::vector<Mark*> dams;
    for (Mark& mark : marks) {
        if (is_dam(mark) && !mark.is_selected) dams.push_back(&mark);
    }
    std::stable_sort(dams.begin(), dams.end(), [](const Mark* a, const Mark* b) {
        if (is_finished(*a) != is_finished(*b)) return !is_finished(*a);
        return a->radius_px > b->radius_px;
    });
    // A dam joins the first group one of whose dams it lies on; its neighbours may follow it.
    std::vector<std::vector<const Mark*>> groups;
    std::vector<bool> is_taken(dams.size(), false);
    for (std::size_t first = 0; first < dams.size(); ++first) {
        if (is_taken[first]) continue;
        is_taken[first] = true;
        std::vector<const Mark*>& group = groups.emplace_back(1, dams[first]);
        for (std::size_t member = 0; member < group.size(); ++member) {
            for (std::size_t other = first + 1; other < dams.size(); ++other) {
                if (is_taken[other] || !lie_on_one_another(*group[member], *dams[other])) continue;
                is_taken[other] = true;
                group.push_back(dams[other]);
            }
        }
    }
    std::vector<Mark> made;
    std::vector<const Mark*> gone;
    for (const auto& group : groups) {
        if (group.size() < 2) continue;
        Mark cluster = *group.front();
        constexpr float least_radius_px = 8.5F;  // holds two figures
        cluster.radius_px = std::max(least_radius_px, cluster.radius_px + 1.5F);
        const auto operating =
            std::find_if(group.begin(), group.end(), [](const Mark* mark) { return is_finished(*mark); });
        if (operating != group.end()) {
            // The ring tells that something in it is not finished.
            if (!is_finished(cluster)) cluster.edge = cluster.fill;
            cluster.fill = (*operating)->fill;
        }
        cluster.light = group.front()->edge;
        cluster.shape = MarkShape::dam_cluster;
        for (const Mark* member : group) {
            cluster.members.push_back(member->place);
            cluster.is_hovered = cluster.is_hovered || member->is_hovered;
        }
        made.push_back(std::move(cluster));
        gone.insert(gone.end(), group.begin(), group.end());
    }
    if (made.empty()) return;
    std::vector<Mark> kept;
    for (Mark& mark : marks) {
        if (std::find(gone.begin(), gone.end(), &mark) == gone.end()) kept.push_back(std::move(mark));
    }
    std::move(made.begin(), made.end(), std::back_inserter(kept));
    marks = std::move(kept);
}

}  // namespace darya::scene
