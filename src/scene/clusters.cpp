#include "scene/clusters.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

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

using Group = std::vector<const Mark*>;  // the leading one first

/// How large a group is drawn: its number must find room.
float radius_of(const Group& group) {
    const float own_px = group.front()->radius_px;
    constexpr float least_px = 8.5F;  // holds two figures
    return group.size() < 2 ? own_px : std::max(least_px, own_px + 1.5F);
}

/// Whether two groups would hide one another as they are drawn; of two numbers nothing may be hidden.
bool hide_one_another(const Group& a, const Group& b) {
    const float share = a.size() > 1 && b.size() > 1 ? 0.0F : hidden_share;
    return geo::distance_px(a.front()->at, b.front()->at) < (1.0F - share) * (radius_of(a) + radius_of(b));
}

/// Makes one of the first two groups that hide one another; the one with the leading dam leads on. False where none do.
bool join_two(std::vector<Group>& groups) {
    for (std::size_t first = 0; first < groups.size(); ++first) {
        for (std::size_t other = first + 1; other < groups.size(); ++other) {
            if (!hide_one_another(groups[first], groups[other])) continue;
            groups[first].insert(groups[first].end(), groups[other].begin(), groups[other].end());
            groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(other));
            return true;
        }
    }
    return false;
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
    std::vector<Group> groups;
    std::vector<bool> is_taken(dams.size(), false);
    for (std::size_t first = 0; first < dams.size(); ++first) {
        if (is_taken[first]) continue;
        is_taken[first] = true;
        Group& group = groups.emplace_back(1, dams[first]);
        for (std::size_t member = 0; member < group.size(); ++member) {
            for (std::size_t other = first + 1; other < dams.size(); ++other) {
                if (is_taken[other] || !lie_on_one_another(*group[member], *dams[other])) continue;
                is_taken[other] = true;
                group.push_back(dams[other]);
            }
        }
    }
    while (join_two(groups)) {
    }
    std::vector<Mark> made;
    std::vector<const Mark*> gone;
    for (const Group& group : groups) {
        if (group.size() < 2) continue;
        Mark cluster = *group.front();
        cluster.radius_px = radius_of(group);
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
