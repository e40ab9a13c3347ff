#include "geo/triangulate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "geo/measure.h"

namespace darya::geo {

namespace {

using NodeId = std::uint32_t;
constexpr NodeId no_node = std::numeric_limits<NodeId>::max();

/// A corner of the outline that is left to cut. Bridges to holes give a point two nodes.
struct Node {
    double x = 0.0;  // from the middle of the polygon: products of small numbers are more exact
    double y = 0.0;
    std::uint32_t point = 0;
    NodeId before = 0;
    NodeId after = 0;
    bool is_cut = false;
    bool is_reflex = false;
    bool is_waiting = false;  // in the queue of corners to try
};

/// Twice the area of a triangle; positive when it runs counterclockwise.
double doubled_area(const Node& a, const Node& b, const Node& c) {
    return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
}
bool is_same_place(const Node& a, const Node& b) {
    return a.x == b.x && a.y == b.y;
}

/// Whether the direction from `tip` to `p` lies strictly between those to `right` and, counterclockwise, to `left`.
bool is_in_wedge(const Node& tip, const Node& right, const Node& left, const Node& p) {
    const bool is_left_of_right = doubled_area(tip, right, p) > 0.0;
    const bool is_right_of_left = doubled_area(tip, left, p) < 0.0;
    return doubled_area(tip, right, left) >= 0.0 ? is_left_of_right && is_right_of_left
                                                 : is_left_of_right || is_right_of_left;
}

/// The outline as one ring: rings are added, holes joined to it by bridges.
class Outline {
public:
    explicit Outline(std::span<const MapPoint> points) : points_(points) {
        MapBox box;
        for (const MapPoint point : points) box.add(point);
        middle_ = box.centre();
    }

    /// A ring of nodes, counterclockwise or clockwise; one of its nodes, or none when there is nothing to it.
    NodeId add_ring(std::uint32_t first, std::uint32_t end, bool is_counterclockwise) {
        const auto start = static_cast<NodeId>(nodes_.size());
        const bool is_turned = (ring_area_m2(points_.subspan(first, end - first)) > 0.0) != is_counterclockwise;
        for (std::uint32_t i = 0; i < end - first; ++i) add_node(is_turned ? end - 1 - i : first + i, start);
        while (nodes_.size() > start + 1U && is_same_place(nodes_.back(), nodes_[start])) nodes_.pop_back();
        const auto node_end = static_cast<NodeId>(nodes_.size());
        if (node_end - start < 3) {
            nodes_.resize(start);
            return no_node;
        }
        for (NodeId i = start; i < node_end; ++i) {
            nodes_[i].before = i > start ? i - 1 : node_end - 1;
            nodes_[i].after = i + 1 < node_end ? i + 1 : start;
        }
        return start;
    }

    /// A second node at the place of one, after it in the ring.
    NodeId split(NodeId id) {
        const auto twin = static_cast<NodeId>(nodes_.size());
        nodes_.push_back(nodes_[id]);
        nodes_[twin].before = id;
        nodes_[nodes_[id].after].before = twin;
        nodes_[id].after = twin;
        return twin;
    }

    Node& operator[](NodeId id) { return nodes_[id]; }
    const Node& operator[](NodeId id) const { return nodes_[id]; }
    std::size_t size() const { return nodes_.size(); }
    const Node& before(const Node& node) const { return nodes_[node.before]; }
    const Node& after(const Node& node) const { return nodes_[node.after]; }

private:
    void add_node(std::uint32_t point, NodeId start) {
        Node node;
        node.x = points_[point].x_m - middle_.x_m;
        node.y = points_[point].y_m - middle_.y_m;
        node.point = point;
        if (nodes_.size() > start && is_same_place(nodes_.back(), node)) return;
        nodes_.push_back(node);
    }

    std::span<const MapPoint> points_;
    MapPoint middle_;
    std::vector<Node> nodes_;
};

/// The edges of the outline in rows from south to north: a ray to the west meets only those of its row.
class EdgeRows {
public:
    explicit EdgeRows(const Outline& outline) {
        double bottom = std::numeric_limits<double>::infinity();
        double top = -bottom;
        double climb = 0.0;
        for (NodeId id = 0; id < outline.size(); ++id) {
            bottom = std::min(bottom, outline[id].y);
            top = std::max(top, outline[id].y);
            climb += std::abs(outline.after(outline[id]).y - outline[id].y);
        }
        // Long edges stand in many rows: so many rows that an edge stands in about four of them.
        const double height = top - bottom;
        const auto node_count = static_cast<double>(outline.size());
        const double count = climb > 0.0 ? std::clamp(4.0 * node_count * height / climb, 1.0, most_rows) : 1.0;
        bottom_ = bottom;
        rows_per_m_ = height > 0.0 ? count / height : 0.0;
        rows_.resize(static_cast<std::size_t>(count) + 1);
    }

    /// Adds the edge from a node to the next one; the number of rows it stands in.
    std::size_t add(const Outline& outline, NodeId id) {
        const double y = outline[id].y;
        const double next_y = outline.after(outline[id]).y;
        const std::size_t first = row_of(std::min(y, next_y));
        const std::size_t last = row_of(std::max(y, next_y));
        for (std::size_t row = first; row <= last; ++row) rows_[row].push_back(id);
        return last - first + 1;
    }
    std::size_t row_of(double y) const {
        const double row = (y - bottom_) * rows_per_m_;
        return static_cast<std::size_t>(std::clamp(row, 0.0, static_cast<double>(rows_.size() - 1)));
    }
    const std::vector<NodeId>& row(std::size_t row) const { return rows_[row]; }

private:
    static constexpr double most_rows = 4096.0;

    double bottom_ = 0.0;
    double rows_per_m_ = 0.0;
    std::vector<std::vector<NodeId>> rows_;
};

/// Joins holes to the outline, from west to east, each by a bridge from its westernmost point.
class Bridges {
public:
    Bridges(Outline& outline, NodeId outer_end, std::vector<NodeId> holes) : outline_(outline), rows_(outline) {
        for (NodeId id = 0; id < outer_end; ++id) rows_.add(outline, id);
        for (NodeId& hole : holes) hole = westernmost(hole);
        std::sort(holes.begin(), holes.end(), [&](NodeId a, NodeId b) {
            if (outline[a].x != outline[b].x) return outline[a].x < outline[b].x;
            return outline[a].y != outline[b].y ? outline[a].y < outline[b].y : a < b;
        });
        budget_ = 2'000 * outline.size() + 1'000'000;
        room_ = 20 * outline.size() + 1'000'000;
        for (const NodeId hole : holes) {
            if (room_ == 0) break;
            if (const NodeId from = seen_from(hole); from != no_node) join(from, hole);
        }
    }

private:
    NodeId westernmost(NodeId start) const {
        NodeId west = start;
        for (NodeId id = outline_[start].after; id != start; id = outline_[id].after) {
            const Node& node = outline_[id];
            if (node.x < outline_[west].x || (node.x == outline_[west].x && node.y < outline_[west].y)) west = id;
        }
        return west;
    }

    /// The node of the outline to bridge a hole's node from; none when no ray to the west meets the outline.
    NodeId seen_from(NodeId hole_id) {
        const Node hole = outline_[hole_id];
        NodeId hit = no_node;
        double hit_x = -std::numeric_limits<double>::infinity();
        const std::size_t hole_row = rows_.row_of(hole.y);
        if (!spend(rows_.row(hole_row).size())) return no_node;
        for (const NodeId id : rows_.row(hole_row)) {
            const Node& a = outline_[id];
            const Node& b = outline_.after(a);
            if (a.y < hole.y || b.y > hole.y || a.y == b.y) continue;  // the inside lies east of edges that go south
            const double x = a.x + (hole.y - a.y) / (b.y - a.y) * (b.x - a.x);
            if (x > hole.x || x <= hit_x) continue;
            hit_x = x;
            hit = id;
        }
        if (hit == no_node) return no_node;
        const Node& upper = outline_[hit];
        const Node& lower = outline_.after(upper);
        const auto distance2 = [&](const Node& node) {
            return (node.x - hole.x) * (node.x - hole.x) + (node.y - hole.y) * (node.y - hole.y);
        };
        if (is_same_place(upper, hole)) return hit;
        if (is_same_place(lower, hole)) return upper.after;
        // The corner that is not east of the ray's end, so that what stands before it is west of the hole.
        const bool is_upper_west = upper.x != lower.x ? upper.x < lower.x : distance2(upper) < distance2(lower);
        NodeId best = is_upper_west ? hit : upper.after;

        // Something may stand in the triangle between the hole, the ray's end and that corner: then what the hole sees
        // at the flattest angle from the ray is taken instead.
        Node ray_end;
        ray_end.x = hit_x;
        ray_end.y = hole.y;
        const Node corner = outline_[best];
        const double side = corner.y >= hole.y ? 1.0 : -1.0;
        const std::size_t first = rows_.row_of(std::min(hole.y, corner.y));
        const std::size_t last = rows_.row_of(std::max(hole.y, corner.y));
        double flattest = std::numeric_limits<double>::infinity();
        for (std::size_t row = first; row <= last; ++row) {
            if (!spend(rows_.row(row).size())) return no_node;
            for (const NodeId id : rows_.row(row)) {
                const Node& node = outline_[id];
                if (node.x < corner.x || node.x >= hole.x || (node.y - hole.y) * side < 0.0) continue;
                if (side * doubled_area(hole, corner, node) < 0.0 || side * doubled_area(corner, ray_end, node) < 0.0) {
                    continue;
                }
                if (!is_in_wedge(node, outline_.after(node), outline_.before(node), hole)) continue;
                const double steepness = std::abs(node.y - hole.y) / (hole.x - node.x);
                if (steepness > flattest || (steepness == flattest && distance2(node) >= distance2(outline_[best]))) {
                    continue;
                }
                flattest = steepness;
                best = id;
            }
        }
        return best;
    }

    void join(NodeId from, NodeId hole) {
        const NodeId from_twin = outline_.split(from);
        const NodeId hole_twin = outline_.split(hole);
        // Over the bridge, round the hole and back over the bridge: from, hole ... hole_twin, from_twin.
        const NodeId hole_second = outline_[hole_twin].after;
        const NodeId hole_last = outline_[hole].before;
        link(from, hole);
        link(hole, hole_second);
        link(hole_last, hole_twin);
        link(hole_twin, from_twin);
        for (NodeId id = from;; id = outline_[id].after) {
            room_ -= std::min(room_, rows_.add(outline_, id));
            if (id == from_twin) break;
        }
    }
    void link(NodeId before, NodeId after) {
        outline_[before].after = after;
        outline_[after].before = before;
    }
    bool spend(std::size_t cost) {
        if (cost > budget_) return false;
        budget_ -= cost;
        return true;
    }

    Outline& outline_;
    EdgeRows rows_;
    std::size_t budget_ = 0;  // edges that may still be looked at
    std::size_t room_ = 0;    // edges that may still be written down
};

/// The reflex nodes that are left, in the cells of a grid: an ear is one only when none of them lies in it.
class ReflexGrid {
public:
    void fill(const Outline& outline, const std::vector<NodeId>& reflex) {
        double right = -std::numeric_limits<double>::infinity();
        double top = right;
        left_ = bottom_ = std::numeric_limits<double>::infinity();
        for (const NodeId id : reflex) {
            left_ = std::min(left_, outline[id].x);
            right = std::max(right, outline[id].x);
            bottom_ = std::min(bottom_, outline[id].y);
            top = std::max(top, outline[id].y);
        }
        // About as many cells as nodes, as square as the box allows.
        const double count = static_cast<double>(reflex.size());
        const double width = std::max(right - left_, 1e-9);
        const double height = std::max(top - bottom_, 1e-9);
        columns_ = cell_count(std::sqrt(count * width / height), count);
        rows_ = cell_count(count / static_cast<double>(columns_), count);
        columns_per_m_ = static_cast<double>(columns_) / width;
        rows_per_m_ = static_cast<double>(rows_) / height;

        starts_.assign(columns_ * rows_ + 1, 0);
        for (const NodeId id : reflex) ++starts_[cell_of(outline[id]) + 1];
        for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
        ids_.resize(reflex.size());
        std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
        for (const NodeId id : reflex) ids_[next[cell_of(outline[id])]++] = id;
    }

    /// Calls `is_blocking(id)` for the nodes near a box till one says yes; `cost` grows by the work done.
    template <class IsBlocking>
    bool any_in(double left, double bottom, double right, double top, std::size_t& cost, IsBlocking is_blocking) const {
        if (ids_.empty()) return false;
        const std::size_t first_column = column_of(left);
        const std::size_t last_column = column_of(right);
        const std::size_t last_row = row_of(top);
        for (std::size_t row = row_of(bottom); row <= last_row; ++row) {
            // The cells of a row lie one after another.
            const std::uint32_t first = starts_[row * columns_ + first_column];
            const std::uint32_t end = starts_[row * columns_ + last_column + 1];
            cost += 1 + end - first;
            for (std::uint32_t i = first; i < end; ++i) {
                if (is_blocking(ids_[i])) return true;
            }
        }
        return false;
    }

private:
    static std::size_t cell_count(double wanted, double most) {
        return static_cast<std::size_t>(std::clamp(wanted, 1.0, std::max(1.0, most)));
    }
    std::size_t column_of(double x) const {
        return static_cast<std::size_t>(
            std::clamp((x - left_) * columns_per_m_, 0.0, static_cast<double>(columns_ - 1)));
    }
    std::size_t row_of(double y) const {
        return static_cast<std::size_t>(std::clamp((y - bottom_) * rows_per_m_, 0.0, static_cast<double>(rows_ - 1)));
    }
    std::size_t cell_of(const Node& node) const { return row_of(node.y) * columns_ + column_of(node.x); }

    double left_ = 0.0;
    double bottom_ = 0.0;
    double columns_per_m_ = 0.0;
    double rows_per_m_ = 0.0;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<std::uint32_t> starts_;  // of each cell in `ids_`
    std::vector<NodeId> ids_;
};

/// Cuts ears off the outline till nothing is left.
class EarCutter {
public:
    EarCutter(Outline& outline, NodeId start, std::vector<std::uint32_t>& corners)
        : outline_(outline), corners_(corners) {
        NodeId id = start;
        do {
            left_.push_back(id);
            id = outline_[id].after;
        } while (id != start);
        left_count_ = left_.size();
        budget_ = 2'000 * left_count_ + 1'000'000;
        corners_.reserve(corners_.size() + 3 * left_count_);
    }

    void cut_all() {
        for (const NodeId id : left_) look_at(id);
        queue_ = left_;
        for (const NodeId id : queue_) outline_[id].is_waiting = true;
        refill();
        while (left_count_ >= 3) {
            cut_ears();
            if (left_count_ < 3) break;
            if (cost_ > budget_) return cut_carelessly();
            cut_smallest();
        }
    }

private:
    /// Ears in the order of the queue: a cut corner's neighbours go to its end, so that long thin fans are rare.
    void cut_ears() {
        for (std::size_t i = 0; i < queue_.size() && left_count_ >= 3; ++i) {
            const NodeId id = queue_[i];
            Node& node = outline_[id];
            node.is_waiting = false;
            if (node.is_cut || node.is_reflex) continue;
            if (cost_ > budget_) break;
            if (!is_flat(node) && !is_ear(id)) continue;
            cut(id);
            if (left_count_ * 2 < left_.size()) refill();
        }
        queue_.clear();
    }

    /// On the line between its neighbours, or a spike of no width: nothing is lost with it.
    bool is_flat(const Node& node) const {
        return doubled_area(outline_.before(node), node, outline_.after(node)) == 0.0;
    }

    bool is_ear(NodeId id) {
        const Node& b = outline_[id];
        const Node& a = outline_.before(b);
        const Node& c = outline_.after(b);
        const double left = std::min({a.x, b.x, c.x});
        const double right = std::max({a.x, b.x, c.x});
        const double bottom = std::min({a.y, b.y, c.y});
        const double top = std::max({a.y, b.y, c.y});
        return !grid_.any_in(left, bottom, right, top, cost_, [&](NodeId other) {
            const Node& p = outline_[other];
            if (p.is_cut || !p.is_reflex || other == id || other == b.before || other == b.after) return false;
            if (p.x < left || p.x > right || p.y < bottom || p.y > top) return false;
            if (doubled_area(a, b, p) < 0.0 || doubled_area(b, c, p) < 0.0 || doubled_area(c, a, p) < 0.0) return false;
            // Where rings touch in a point, or a bridge ends, a node in the corner is in the way only when its edges are.
            if (is_same_place(p, a)) return enters(p, a, b, c);
            if (is_same_place(p, b)) return enters(p, b, c, a);
            if (is_same_place(p, c)) return enters(p, c, a, b);
            return true;
        });
    }
    /// Whether a reflex node at the place of an ear's corner has its edges in the ear, or along both of the ear's sides.
    bool enters(const Node& p, const Node& tip, const Node& right, const Node& left) const {
        const Node& before = outline_.before(p);
        const Node& after = outline_.after(p);
        const bool is_along = doubled_area(tip, right, before) == 0.0 && doubled_area(tip, left, after) == 0.0;
        return is_along || is_in_wedge(tip, right, left, before) || is_in_wedge(tip, right, left, after);
    }

    /// Takes a node off the outline, with its triangle when that has an area.
    void cut(NodeId id) {
        Node& node = outline_[id];
        if (doubled_area(outline_.before(node), node, outline_.after(node)) > 0.0) {
            corners_.push_back(outline_.before(node).point);
            corners_.push_back(node.point);
            corners_.push_back(outline_.after(node).point);
        }
        node.is_cut = true;
        --left_count_;
        outline_[node.before].after = node.after;
        outline_[node.after].before = node.before;
        for (const NodeId neighbour : {node.before, node.after}) {
            look_at(neighbour);
            if (outline_[neighbour].is_waiting) continue;
            outline_[neighbour].is_waiting = true;
            queue_.push_back(neighbour);
        }
    }

    void look_at(NodeId id) {
        Node& node = outline_[id];
        node.is_reflex = doubled_area(outline_.before(node), node, outline_.after(node)) < 0.0;
    }

    void refill() {
        std::erase_if(left_, [&](NodeId id) { return outline_[id].is_cut; });
        std::vector<NodeId> reflex;
        for (const NodeId id : left_) {
            if (outline_[id].is_reflex) reflex.push_back(id);
        }
        grid_.fill(outline_, reflex);
        cost_ += left_.size();
    }

    /// No corner is an ear, so the outline crosses itself: gives up the smallest triangle and goes on.
    void cut_smallest() {
        std::erase_if(left_, [&](NodeId id) { return outline_[id].is_cut; });
        cost_ += 2 * left_.size();
        NodeId smallest = left_.front();
        double least = std::numeric_limits<double>::infinity();
        for (const NodeId id : left_) {
            const Node& node = outline_[id];
            const double size = std::abs(doubled_area(outline_.before(node), node, outline_.after(node)));
            if (size >= least) continue;
            least = size;
            smallest = id;
        }
        cut(smallest);
        refill();
        queue_.clear();
        for (const NodeId id : left_) {
            outline_[id].is_waiting = true;
            queue_.push_back(id);
        }
    }

    /// The rest as it comes: what was made to be slow need not be right.
    void cut_carelessly() {
        NodeId id = no_node;
        for (const NodeId candidate : left_) {
            if (!outline_[candidate].is_cut) id = candidate;
        }
        while (left_count_ >= 3) {
            const NodeId next = outline_[id].after;
            cut(id);
            id = outline_[next].after;  // every other corner: the triangles stay short
        }
    }

    Outline& outline_;
    std::vector<std::uint32_t>& corners_;
    std::vector<NodeId> left_;  // the nodes not cut yet, and some that are
    std::size_t left_count_ = 0;
    std::vector<NodeId> queue_;
    ReflexGrid grid_;
    std::size_t cost_ = 0;  // nodes looked at
    std::size_t budget_ = 0;
};

}  // namespace

std::vector<std::uint32_t> triangulate(std::span<const MapPoint> points, std::span<const std::uint32_t> ring_starts) {
    std::vector<std::uint32_t> corners;
    constexpr double farthest_m = 1e10;  // far beyond any map
    for (const MapPoint point : points) {
        if (!(std::abs(point.x_m) < farthest_m && std::abs(point.y_m) < farthest_m)) return corners;
    }
    const auto point_count = static_cast<std::uint32_t>(points.size());
    Outline outline(points);
    NodeId outer = no_node;
    NodeId outer_end = 0;
    std::vector<NodeId> holes;
    const std::size_t ring_count = std::max<std::size_t>(1, ring_starts.size());
    for (std::size_t ring = 0; ring < ring_count; ++ring) {
        const std::uint32_t first = ring_starts.empty() ? 0 : ring_starts[ring];
        const std::uint32_t end = ring + 1 < ring_count ? ring_starts[ring + 1] : point_count;
        const bool is_outer = ring == 0;
        const NodeId start = first < end && end <= point_count ? outline.add_ring(first, end, is_outer) : no_node;
        if (is_outer) {
            if (start == no_node) return corners;
            outer = start;
            outer_end = static_cast<NodeId>(outline.size());
        } else if (start != no_node) {
            holes.push_back(start);
        }
    }
    if (!holes.empty()) Bridges(outline, outer_end, std::move(holes));
    EarCutter(outline, outer, corners).cut_all();
    return corners;
}

}  // namespace darya::geo
