#include "scene/shape_index.h"

#include <algorithm>
#include <array>

#include "geo/measure.h"

namespace darya::scene {

namespace {

constexpr std::uint32_t piece_points = 48;

}  // namespace

ShapeIndex::ShapeIndex(const data::FeatureTable& table) {
    std::vector<geo::MapBox> boxes;
    first_piece_.reserve(table.features.size() + 1);
    for (std::uint32_t i = 0; i < table.features.size(); ++i) {
        first_piece_.push_back(static_cast<std::uint32_t>(pieces_.size()));
        if (table.find_column("id") != nullptr && table.text(i, "id").empty()) continue;
        features_.push_back(i);
        boxes.push_back(table.features[i].box);
        for (const data::Part& part : table.parts_of(table.features[i])) {
            const std::uint32_t end = part.first_point + part.point_count;
            for (std::uint32_t first = part.first_point; first < end; first += piece_points) {
                Piece& piece = pieces_.emplace_back();
                piece.first_point = first;
                piece.last_point = std::min(first + piece_points, end) - 1;
                const bool is_last = piece.last_point + 1 == end;
                const bool is_ring = table.kind == data::ShapeKind::polygon;
                piece.then_point = !is_last ? piece.last_point + 1 : is_ring ? part.first_point : piece.last_point;
                for (std::uint32_t p = first; p <= piece.last_point; ++p) piece.box.add(table.points[p]);
                piece.box.add(table.points[piece.then_point]);
            }
        }
    }
    first_piece_.push_back(static_cast<std::uint32_t>(pieces_.size()));
    tree_ = geo::BoxTree(boxes);
}

std::span<const ShapeIndex::Piece> ShapeIndex::pieces_of(std::uint32_t feature) const {
    return std::span(pieces_).subspan(first_piece_[feature], first_piece_[feature + 1] - first_piece_[feature]);
}

void ShapeIndex::near(const geo::MapBox& box, std::vector<std::uint32_t>& features) const {
    tree_.search(box, features);
    for (std::uint32_t& found : features) found = features_[found];
}

std::optional<double> ShapeIndex::distance_m(const data::FeatureTable& table, std::uint32_t feature,
                                             geo::MapPoint point, double within_m) const {
    geo::MapBox near;
    near.add(point);
    near = near.grown(within_m);
    std::optional<double> least_m;
    for (const Piece& piece : pieces_of(feature)) {
        if (!piece.box.touches(near)) continue;
        const auto points =
            std::span(table.points).subspan(piece.first_point, piece.last_point - piece.first_point + 1);
        const std::array joint{table.points[piece.last_point], table.points[piece.then_point]};
        const double away_m = std::min(geo::distance_to_line_m(point, points), geo::distance_to_line_m(point, joint));
        if (away_m <= within_m && (!least_m || away_m < *least_m)) least_m = away_m;
    }
    return least_m;
}

bool ShapeIndex::contains(const data::FeatureTable& table, std::uint32_t feature, geo::MapPoint point) const {
    if (!table.features[feature].box.contains(point)) return false;
    bool is_inside = false;
    // Edges to the right of the point that its level line crosses, outer rings and holes alike: odd is inside.
    const auto cross = [&](geo::MapPoint a, geo::MapPoint b) {
        if ((a.y_m > point.y_m) == (b.y_m > point.y_m)) return;
        const double x_m = a.x_m + (point.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m);
        if (point.x_m < x_m) is_inside = !is_inside;
    };
    for (const Piece& piece : pieces_of(feature)) {
        if (piece.box.right_m < point.x_m || piece.box.top_m < point.y_m || piece.box.bottom_m > point.y_m) continue;
        for (std::uint32_t p = piece.first_point; p < piece.last_point; ++p)
            cross(table.points[p], table.points[p + 1]);
        cross(table.points[piece.last_point], table.points[piece.then_point]);
    }
    return is_inside;
}

}  // namespace darya::scene
