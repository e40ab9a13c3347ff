#include "geo/stroke.h"

#include <cmath>
#include <cstddef>

namespace darya::geo {

namespace {

struct Direction {
    float x = 0.0F;
    float y = 0.0F;
};

/// A point that differs from the one before it.
struct Corner {
    float x_m = 0.0F;
    float y_m = 0.0F;
    float along_m = 0.0F;
    Direction leaving;  // towards the next corner
};

std::vector<Corner> corners_of(std::span<const MapPoint> line, MapPoint origin) {
    std::vector<Corner> corners;
    corners.reserve(line.size());
    for (const MapPoint point : line) {
        const auto x_m = static_cast<float>(point.x_m - origin.x_m);
        const auto y_m = static_cast<float>(point.y_m - origin.y_m);
        if (!std::isfinite(x_m) || !std::isfinite(y_m)) continue;
        if (!corners.empty() && corners.back().x_m == x_m && corners.back().y_m == y_m) continue;
        corners.push_back({x_m, y_m, 0.0F, {}});
    }
    return corners;
}

/// Sets the way from one corner to the next one; its length.
double lead(Corner& from, const Corner& to) {
    const double dx = static_cast<double>(to.x_m) - static_cast<double>(from.x_m);
    const double dy = static_cast<double>(to.y_m) - static_cast<double>(from.y_m);
    const double length_m = std::hypot(dx, dy);
    from.leaving = {static_cast<float>(dx / length_m), static_cast<float>(dy / length_m)};
    return length_m;
}

/// Pairs of corners on both sides of the line.
class Strip {
public:
    Strip(std::vector<StrokeVertex>& vertices, float width)
        : vertices_(vertices), width_(width), needs_joint_(!vertices.empty()) {}

    /// The pair across a direction.
    void add_square(const Corner& corner, float along_m, Direction direction) {
        add_pair(corner, along_m, {-direction.y, direction.x});
    }
    /// One pair where the mitre is short enough, two otherwise.
    void add_corner(const Corner& corner, float along_m, Direction before, Direction after) {
        if (const auto normal = mitre(before, after); normal.x != 0.0F || normal.y != 0.0F) {
            add_pair(corner, along_m, normal);
            return;
        }
        add_square(corner, along_m, before);
        add_square(corner, along_m, after);
    }
    /// The left normal of a mitred corner; none where it would be too long.
    static Direction mitre(Direction before, Direction after) {
        const Direction sum{-(before.y + after.y), before.x + after.x};
        const float length2 = sum.x * sum.x + sum.y * sum.y;
        // The mitre is 1 / cos(half the turn) long, and the sum of the unit normals twice that cosine.
        constexpr float least_sum = 2.0F / stroke_mitre_limit;
        if (length2 < least_sum * least_sum) return {};
        return {2.0F * sum.x / length2, 2.0F * sum.y / length2};
    }

private:
    void add_pair(const Corner& corner, float along_m, Direction left) {
        const StrokeVertex on_left{corner.x_m, corner.y_m, left.x, left.y, along_m, -width_};
        const StrokeVertex on_right{corner.x_m, corner.y_m, -left.x, -left.y, along_m, width_};
        if (needs_joint_) {
            vertices_.push_back(vertices_.back());
            vertices_.push_back(on_left);
            needs_joint_ = false;
        }
        vertices_.push_back(on_left);
        vertices_.push_back(on_right);
    }

    std::vector<StrokeVertex>& vertices_;
    float width_;
    bool needs_joint_;
};

}  // namespace

void append_stroke(std::vector<StrokeVertex>& strip, std::span<const MapPoint> line, MapPoint origin, bool is_closed,
                   float width) {
    std::vector<Corner> corners = corners_of(line, origin);
    if (is_closed) {
        while (corners.size() > 1 && corners.back().x_m == corners.front().x_m &&
               corners.back().y_m == corners.front().y_m) {
            corners.pop_back();
        }
    }
    if (corners.size() < 2) return;

    double along_m = 0.0;
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
        along_m += lead(corners[i], corners[i + 1]);
        corners[i + 1].along_m = static_cast<float>(along_m);
    }
    Strip pairs(strip, width);
    if (!is_closed) {
        pairs.add_square(corners.front(), 0.0F, corners.front().leaving);
        for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
            pairs.add_corner(corners[i], corners[i].along_m, corners[i - 1].leaving, corners[i].leaving);
        }
        pairs.add_square(corners.back(), corners.back().along_m, corners[corners.size() - 2].leaving);
        return;
    }
    along_m += lead(corners.back(), corners.front());
    const Corner& start = corners.front();
    const Direction arriving = corners.back().leaving;
    const Direction start_mitre = Strip::mitre(arriving, start.leaving);
    const bool is_start_mitred = start_mitre.x != 0.0F || start_mitre.y != 0.0F;
    if (is_start_mitred) {
        pairs.add_corner(start, 0.0F, arriving, start.leaving);
    } else {
        pairs.add_square(start, 0.0F, start.leaving);
    }
    for (std::size_t i = 1; i < corners.size(); ++i) {
        pairs.add_corner(corners[i], corners[i].along_m, corners[i - 1].leaving, corners[i].leaving);
    }
    // The bevel of the start is drawn here, at the end.
    pairs.add_corner(start, static_cast<float>(along_m), arriving, start.leaving);
}

}  // namespace darya::geo
